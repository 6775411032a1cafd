import { parseArgs } from "node:util";
import { auditExercise } from "./audit.ts";
import { exerciseNames } from "./exercises.ts";
import { findExercise } from "./names.ts";

const { values, positionals } = parseArgs({
  options: { write: { type: "boolean", default: false } },
  allowPositionals: true,
});

const names = positionals.length === 0 ? exerciseNames() : positionals.map(found);
let problemCount = 0;
for (const name of names) {
  const problems = await auditExercise(name, { write: values.write });
  problemCount += problems.length;
  console.log(problems.length === 0 ? `ok  ${name}` : problems.join("\n"));
}
process.exitCode = problemCount === 0 ? 0 : 1;

function found(asked: string): string {
  const result = findExercise(asked, exerciseNames());
  if (result.kind === "found") return result.name;
  console.error(result.message);
  process.exit(2);
}
