// says: hello
export function greet(): string {
  for (let index = 0; index < 20_000; index++) console.log("x".repeat(1000));
  return "";
}
