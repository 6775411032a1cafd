// says: memory
// Outside of the engine's own heap, where its cap does not count.
const kept: Uint8Array[] = [];
export function greet(): string {
  for (;;) kept.push(new Uint8Array(64_000_000).fill(1));
}
