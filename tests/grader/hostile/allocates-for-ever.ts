// says: memory
const kept: number[][] = [];
export function greet(): string {
  for (;;) kept.push(new Array(10_000_000).fill(kept.length));
}
