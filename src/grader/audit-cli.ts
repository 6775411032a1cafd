/**
 * `npm run audit`: whether exercises keep the promises that every exercise makes.
 *
 * Exit codes: 0 they do, 1 something is left to do, 2 wrong use.
 */
import { UsageError } from "./answers.ts";
import { runCommand, type Asked } from "./arguments.ts";
import { auditExercise } from "./audit.ts";
import { exerciseNames } from "./exercises.ts";
import { findExercise } from "./names.ts";
import { wrap } from "./terminal.ts";

const USAGE = `Usage:
  npm run audit                          every exercise
  npm run audit -- <exercise>...         these
  npm run audit -- --write <exercise>    keeps how its known mistakes fail now
  npm run audit -- --mutate [<exercise>] would its suite notice if its solution
                                         were a little different?
`;

const OPTIONS = {
  help: { type: "boolean", short: "h", default: false },
  mutate: { type: "boolean", default: false },
  write: { type: "boolean", default: false },
} as const;

await runCommand(OPTIONS, USAGE, main);

async function main({ values, positionals }: Asked<typeof OPTIONS>): Promise<number> {
  const names = positionals.length === 0 ? exerciseNames() : positionals.map(found);
  const problemCount = values.mutate ? await mutate(names) : await audit(names, values.write);
  return problemCount === 0 ? 0 : 1;
}

async function audit(names: readonly string[], write: boolean): Promise<number> {
  let problemCount = 0;
  for (const name of names) {
    const problems = await audited(name, write);
    problemCount += problems.length;
    console.log(problems.length === 0 ? `ok  ${name}` : listed(name, problems).join("\n"));
  }
  return problemCount;
}

async function mutate(names: readonly string[]): Promise<number> {
  // Loaded only when it is asked for: Stryker takes longer than to grade an answer.
  const { mutateExercise } = await import("./mutate.ts");
  const total = { changes: 0, caught: 0, reasons: 0, problems: 0 };
  for (const name of names) {
    const { mutantCount, killedCount, recordedCount, problems } = await mutateExercise(name);
    total.changes += mutantCount;
    total.caught += killedCount;
    total.reasons += recordedCount;
    total.problems += problems.length;
    const counts = `${mutantCount} changes, ${killedCount} caught, ${recordedCount} with a reason`;
    console.log([...problems, `${problems.length === 0 ? "ok" : "--"}  ${name}: ${counts}`].join("\n"));
  }
  if (names.length > 1)
    console.log(
      `${total.changes} changes, ${total.caught} caught, ${total.reasons} with a reason, ${total.problems} to look at`,
    );
  return total.problems;
}

/** What cannot even be built or loaded is a problem like others: its author sees where, and no stack of ours. */
async function audited(name: string, write: boolean): Promise<readonly string[]> {
  try {
    return await auditExercise(name, { write });
  } catch (error) {
    return [`it cannot be loaded: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function listed(name: string, problems: readonly string[]): readonly string[] {
  const count = `${problems.length} ${problems.length === 1 ? "thing is" : "things are"} left to do`;
  const lines = problems.flatMap((problem) => wrap(problem.replace(`${name}: `, ""), "  - ", "    "));
  return [`${name}: ${count}`, ...lines, ""];
}

function found(asked: string): string {
  const result = findExercise(asked, exerciseNames());
  if (result.kind === "unknown") throw new UsageError(result.message);
  return result.name;
}
