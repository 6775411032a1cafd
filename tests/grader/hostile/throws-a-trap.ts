// says: The answer threw
export function greet(): string {
  throw new Proxy(new Error("x"), {
    get() {
      throw new Error("you looked");
    },
  });
}
