// says: imports "node:fs"
export function greet(): string {
  // @ts-ignore: the name is there, but it opens no doors
  return require("node:fs").readFileSync("exercises/start/first-run/solution.ts", "utf8");
}
