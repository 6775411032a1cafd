/**
 * `npm run grade`: grades an answer in a terminal, exactly as the site does.
 *
 * Exit codes: 0 passed, 1 failed, 2 wrong use; of a class's run: see there. With `--json`, standard output holds one JSON document and nothing else.
 */
import path from "node:path";
import { createInterface } from "node:readline/promises";
import type { ParseArgsConfig } from "node:util";
import { answerPathOf, makeFromStub, readAnswer, replaceAnswer, shown, UsageError } from "./answers.ts";
import { runCommand, type Asked } from "./arguments.ts";
import { gradeClass, mergeClasses } from "./class/class-command.ts";
import { exerciseFile, exerciseNames, loadExercise, loadSignatures } from "./exercises.ts";
import { diffWithSolution, gradeOwn, hintsShown, listedExercises } from "./learner.ts";
import { nameMisconception } from "./misconceptions.ts";
import { findExercise } from "./names.ts";
import { gradeInProcess } from "./node-host.ts";
import { exportProgress, importProgress } from "./progress-command.ts";
import { replay } from "./replay-command.ts";
import { listPage, reportPage } from "./terminal.ts";
import { watchExercise } from "./watch-command.ts";

const USAGE = `Usage:
  npm run grade                            watches: grades on each save
  npm run grade -- <exercise>              grades answers/<part>/<exercise>.ts,
                                           made from the stub if it is missing
  npm run grade -- <exercise> --watch      watches this one
  npm run grade -- <exercise> --hint       the next hint
  npm run grade -- <exercise> --diff       your answer beside the solution
  npm run grade -- <exercise> --reset      puts the stub back, keeps your answer
  npm run grade -- <exercise> --answer F   grades the file F instead
  npm run grade -- --replay L              one run again, from a link of the
                                           site or from a report of --json
  npm run grade -- --import F              answers that the site has saved
  npm run grade -- --export F              your answers, for the site
  npm run grade -- --submissions F         grades a class: a folder for each
                                           learner in F; reports in F-graded
      --exercise E  only this one; may be repeated
      --out G       reports in G         --jobs N   N answers at a time
      --shard 2/5   a fifth of the class --fresh    what was graded, too
  npm run grade -- --merge G... --out H    puts several shards' reports together
  npm run grade -- --list                  the exercises
  --json                                   one JSON document on standard output
                                           (npm run --silent grade -- ...)
`;

const OPTIONS = {
  answer: { type: "string" },
  diff: { type: "boolean", default: false },
  exercise: { type: "string", multiple: true },
  export: { type: "string" },
  fresh: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
  hint: { type: "boolean", default: false },
  import: { type: "string" },
  jobs: { type: "string" },
  json: { type: "boolean", default: false },
  list: { type: "boolean", default: false },
  merge: { type: "boolean", default: false },
  out: { type: "string" },
  replay: { type: "string" },
  reset: { type: "boolean", default: false },
  shard: { type: "string" },
  submissions: { type: "string" },
  watch: { type: "boolean", default: false },
  yes: { type: "boolean", short: "y", default: false },
} satisfies ParseArgsConfig["options"];

await runCommand(OPTIONS, USAGE, main);

async function main({ values, positionals }: Asked<typeof OPTIONS>): Promise<number> {
  const ofClass = (["exercise", "fresh", "jobs", "out", "shard"] as const).find((option) => Boolean(values[option]));
  if (values.submissions !== undefined) {
    if (positionals.length > 0)
      throw new UsageError(`Say --exercise ${positionals[0]} to limit a class's run.\n\n${USAGE}`);
    const { submissions, out, shard, jobs, fresh: isFresh, json } = values;
    const exercises = [...new Set((values.exercise ?? []).map(foundName))];
    return gradeClass({ submissions, exercises, out, shard, jobs, isFresh, json });
  }
  if (values.merge) return mergeClasses(positionals, values.out, values.json);
  if (ofClass !== undefined) throw new UsageError(`--${ofClass} goes with --submissions.\n\n${USAGE}`);
  if (positionals.length > 1) throw new UsageError(`One exercise at a time: ${positionals.join(", ")}.\n\n${USAGE}`);
  const asked = positionals[0];
  const name = asked === undefined ? undefined : foundName(asked);
  const { json } = values;

  if (values.replay !== undefined) return replayed(values.replay, values.answer, json);
  if (values.import !== undefined) return told(importProgress(values.import));
  if (values.export !== undefined) {
    const count = exportProgress(values.export);
    return told([`${count} ${count === 1 ? "answer" : "answers"} written to ${shown(path.resolve(values.export))}.`]);
  }
  const ofOne = (["answer", "hint", "diff", "reset"] as const).find((option) => Boolean(values[option]));
  if (name === undefined && ofOne !== undefined)
    throw new UsageError(`Say which exercise --${ofOne} is for.\n\n${USAGE}`);
  if (values.watch || (name === undefined && !values.list && !json && isPerson())) return watchExercise(name);
  if (name === undefined || values.list) return list(json);
  if (values.hint) return told(await hintsShown(name, true));
  if (values.diff) return told([diffOf(name)]);
  if (values.reset) return reset(name, values.yes);
  return grade(name, values.answer, json);
}

/** Somebody is there to press keys, and sees what is drawn. */
function isPerson(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true;
}

function told(lines: readonly string[]): number {
  process.stdout.write(`${lines.join("\n").trimEnd()}\n`);
  return 0;
}

function foundName(asked: string): string {
  const found = findExercise(asked, exerciseNames());
  if (found.kind === "unknown") throw new UsageError(found.message);
  return found.name;
}

function diffOf(name: string): string {
  makeFromStub(name);
  return diffWithSolution(name);
}

async function reset(name: string, isSure: boolean): Promise<number> {
  if (!isSure) {
    if (!isPerson()) throw new UsageError("Nobody is there to be asked: add --yes.");
    const person = createInterface({ input: process.stdin, output: process.stdout });
    const said = await person.question(`Put the stub back into ${shown(answerPathOf(name))}? [y/N] `);
    person.close();
    if (!/^y(es)?$/i.test(said.trim())) return told(["Nothing has changed."]);
  }
  const kept = replaceAnswer(name, exerciseFile(name, "stub.ts"));
  return told([
    kept === undefined ? "It is the stub already." : `The stub is back. Your answer is kept as ${shown(kept)}.`,
  ]);
}

async function replayed(asked: string, answer: string | undefined, json: boolean): Promise<number> {
  const ownAnswer = (name: string) => readAnswer(answer === undefined ? answerPathOf(name) : path.resolve(answer));
  const { page, agrees, data } = await replay(asked, ownAnswer);
  process.stdout.write(json ? `${JSON.stringify(data, null, 2)}\n` : page);
  return agrees ? 0 : 1;
}

async function list(json: boolean): Promise<number> {
  const rows = await listedExercises();
  if (!json) {
    process.stdout.write(listPage(rows));
    return 0;
  }
  const told = await Promise.all(
    rows.map(async ({ name, title, stars, isBegun, solvedAt }) => {
      const { lesson, checks } = await loadExercise(name);
      return {
        name,
        title,
        lesson,
        stars,
        checkCount: checks.length,
        started: isBegun,
        solved: solvedAt !== undefined,
      };
    }),
  );
  process.stdout.write(`${JSON.stringify(told, null, 2)}\n`);
  return 0;
}

async function grade(name: string, answerOption: string | undefined, json: boolean): Promise<number> {
  const file = answerOption === undefined ? answerPathOf(name) : path.resolve(answerOption);
  if (answerOption === undefined && makeFromStub(name) && !json)
    process.stdout.write(`Made ${shown(file)} from the stub: that is where you write.\n\n`);
  const exercise = await loadExercise(name);
  const report = answerOption === undefined ? await gradeOwn(name, exercise) : await gradeOther(name, readAnswer(file));
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : reportPage(report, exercise, shown(file)));
  return report.status === "pass" ? 0 : 1;
}

async function gradeOther(name: string, source: string) {
  const exercise = await loadExercise(name);
  return nameMisconception(await gradeInProcess(name, exercise, source), exercise, loadSignatures(name));
}
