// says: The answer threw undefined
export function greet(): string {
  throw undefined;
}
