// says: last matched: [] [] []
const statics = RegExp as unknown as Record<string, unknown>;
// Gone in most engines; in Firefox they are there, and say nothing of ours.
const said = (name: string) => `[${String(statics[name] ?? "")}]`;
const onLoad = said("lastMatch");
export function greet(): string {
  return `last matched: ${onLoad} ${said("$1")} ${said("input")}`;
}
