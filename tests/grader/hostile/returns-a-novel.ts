// says: gave a text of 20000000 characters
const novel = "y".repeat(20_000_000);
export function greet(): string {
  return novel;
}
