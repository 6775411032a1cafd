/**
 * `npm run grade`: grades an answer in a terminal, exactly as the site does.
 *
 * Exit codes: 0 passed, 1 failed, 2 wrong use. With `--json`, standard output holds one JSON document and nothing else.
 */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs, type ParseArgsConfig } from "node:util";
import { ROOT } from "./bundle.ts";
import { exerciseFile, exerciseNames, loadExercise, loadSignatures } from "./exercises.ts";
import { nameMisconception } from "./misconceptions.ts";
import { findExercise, nearest } from "./names.ts";
import { gradeInProcess } from "./node-host.ts";
import { listPage, reportPage } from "./terminal.ts";

const USAGE = `Usage:
  npm run grade                            the exercises, and those you began
  npm run grade -- <exercise>              grades answers/<part>/<exercise>.ts,
                                           made from the stub if it is missing
  npm run grade -- <exercise> --answer F   grades the file F instead
  npm run grade -- --list                  the exercises
  --json                                   one JSON document on standard output
                                           (npm run --silent grade -- ...)
`;

const OPTIONS = {
  answer: { type: "string" },
  help: { type: "boolean", short: "h", default: false },
  json: { type: "boolean", default: false },
  list: { type: "boolean", default: false },
} satisfies ParseArgsConfig["options"];

/** The command was used wrongly; the text says how to use it rightly. */
class UsageError extends Error {}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args);
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (positionals.length > 1) throw new UsageError(`One exercise at a time: ${positionals.join(", ")}.\n\n${USAGE}`);
  const asked = positionals[0];
  if (asked === undefined && values.answer !== undefined)
    throw new UsageError(`Say which exercise ${values.answer} answers.\n\n${USAGE}`);
  if (asked === undefined || values.list) return list(values.json);

  const found = findExercise(asked, exerciseNames());
  if (found.kind === "unknown") throw new UsageError(found.message);
  return grade(found.name, values.answer, values.json);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const unknown = /Unknown option '(-+[^']+)'/.exec((error as Error).message)?.[1];
    if (unknown === undefined) throw new UsageError(`${(error as Error).message}\n\n${USAGE}`);
    const [closest] = nearest(unknown.replace(/^-+/, ""), Object.keys(OPTIONS));
    throw new UsageError(`There is no option ${unknown}. The nearest: --${closest}.\n\n${USAGE}`);
  }
}

async function list(json: boolean): Promise<number> {
  const rows = await Promise.all(
    exerciseNames().map(async (name) => {
      const { title, lesson, stars, checks } = await loadExercise(name);
      return {
        name,
        title: title.en,
        lesson,
        stars,
        checkCount: checks.length,
        started: existsSync(answerPathOf(name)),
      };
    }),
  );
  process.stdout.write(json ? `${JSON.stringify(rows, null, 2)}\n` : listPage(rows));
  return 0;
}

async function grade(name: string, answerOption: string | undefined, json: boolean): Promise<number> {
  const answerPath = answerOption === undefined ? answerPathOf(name) : path.resolve(answerOption);
  const shownPath = path.relative(process.cwd(), answerPath) || answerPath;
  if (answerOption === undefined && !existsSync(answerPath)) {
    makeFromStub(name, answerPath, shownPath);
    if (!json) process.stdout.write(`Made ${shownPath} from the stub: that is where you write.\n\n`);
  }
  const exercise = await loadExercise(name);
  const source = readAnswer(answerPath, shownPath);
  const report = nameMisconception(await gradeInProcess(name, exercise, source), exercise, loadSignatures(name));
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : reportPage(report, exercise, shownPath));
  return report.status === "pass" ? 0 : 1;
}

function answerPathOf(name: string): string {
  return path.join(ROOT, "answers", `${name}.ts`);
}

function makeFromStub(name: string, answerPath: string, shownPath: string): void {
  try {
    mkdirSync(path.dirname(answerPath), { recursive: true });
    writeFileSync(answerPath, exerciseFile(name, "stub.ts"), { flag: "wx" });
  } catch (error) {
    throw new UsageError(
      `${shownPath} could not be made: ${(error as Error).message}. Name a file of your own with --answer.`,
    );
  }
}

function readAnswer(answerPath: string, shownPath: string): string {
  if (!existsSync(answerPath)) throw new UsageError(`There is no file ${shownPath}.`);
  if (!statSync(answerPath).isFile()) throw new UsageError(`${shownPath} is not a file.`);
  try {
    return readFileSync(answerPath, "utf8");
  } catch (error) {
    throw new UsageError(`${shownPath} cannot be read: ${(error as Error).message}.`);
  }
}
