// says: hello
const seen: unknown[] = [];
const bait = {
  get kind() {
    seen.push(new Error().stack);
    return "finished";
  },
};
export function greet(): string {
  return String(seen.length) + String((bait as { kind: string }).kind);
}
