// says: imports "../../tests/suites/start/first-run.test.ts"
import "../../tests/suites/start/first-run.test.ts";
export function greet(): string {
  return "";
}
