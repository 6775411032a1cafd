// says: hello
const names: string[] = [];
for (let holder: object | null = globalThis; holder !== null; holder = Object.getPrototypeOf(holder)) {
  for (const name of Object.getOwnPropertyNames(holder)) names.push(name);
}
const opened = [
  "process",
  "require",
  "fetch",
  "postMessage",
  "setTimeout",
  "Worker",
  "indexedDB",
  "WebAssembly",
  "Date",
].filter((name) => {
  try {
    return new Function(`return typeof ${name}`)() !== "undefined";
  } catch {
    return false;
  }
});
export function greet(): string {
  return `${opened.join(" ")} ${names.filter((name) => opened.includes(name)).length}`;
}
