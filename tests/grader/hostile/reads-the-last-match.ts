// says: last matched: undefined undefined undefined
const statics = RegExp as unknown as Record<string, unknown>;
export function greet(): string {
  return `last matched: ${String(statics["input"])} ${String(statics["$1"])} ${String(statics["lastMatch"])}`;
}
