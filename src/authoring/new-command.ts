/**
 * `npm run new`: lays down the files of a new exercise or lesson. They run and pass lint at once; what they still lack, the
 * audit and the house's tests list. Never writes over anything but the registry, to which it adds a lesson.
 *
 * Exit codes: 0 done, 2 wrong use.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ParseArgsConfig } from "node:util";
import { PARTS, placeOf } from "../course/registry.ts";
import { UsageError } from "../grader/answers.ts";
import { runCommand, type Asked } from "../grader/arguments.ts";
import { ROOT } from "../grader/bundle.ts";
import { exerciseNames, loadExercise } from "../grader/exercises.ts";
import { nearest } from "../grader/names.ts";
import { wrap } from "../grader/terminal.ts";
import { PLACEHOLDER, REGISTRY } from "../grader/unfinished.ts";
import { exerciseFiles } from "./exercise-files.ts";
import { entryOf, lessonFiles, withLesson, type HandedOver } from "./lesson-files.ts";
import { takeName } from "./naming.ts";

const USAGE = `Usage:
  npm run new -- exercise <part>/<slug>  an exercise's folder and its suite
    --lesson <part>/<slug>               the lesson that hands it over;
                                         default: the one of the same name
  npm run new -- lesson <part>/<slug>    a lesson's pages in both languages,
                                         and its entry in the registry
${wrap(`The parts: ${PARTS.map(({ slug }) => slug).join(", ")}.`, "", "  ").join("\n")}
`;

const OPTIONS = {
  help: { type: "boolean", short: "h", default: false },
  lesson: { type: "string" },
} satisfies ParseArgsConfig["options"];

const KINDS = ["exercise", "lesson"];

await runCommand(OPTIONS, USAGE, async (asked) => {
  process.stdout.write(await answerTo(asked));
  return 0;
});

/** Does what was asked; gives what is to be printed. */
async function answerTo({ values, positionals }: Asked<typeof OPTIONS>): Promise<string> {
  const [kind, typed, ...more] = positionals;
  if (kind === undefined) throw new UsageError(`Say what is to be made.\n\n${USAGE}`);
  if (!KINDS.includes(kind))
    throw new UsageError(`"${kind}" cannot be made. The nearest: ${nearest(kind, KINDS)[0]}.\n\n${USAGE}`);
  if (typed === undefined) throw new UsageError(`Say how the ${kind} is called.\n\n${USAGE}`);
  if (more.length > 0) throw new UsageError(`One ${kind} at a time: ${[typed, ...more].join(", ")}.`);
  const name = takeName(typed);
  if (kind === "lesson") {
    if (values.lesson !== undefined) throw new UsageError("--lesson is for an exercise.");
    return newLesson(name);
  }
  return newExercise(name, values.lesson === undefined ? name : takeName(values.lesson));
}

function newExercise(name: string, lesson: string): string {
  const files = exerciseFiles(name, lesson);
  writeNew(files);
  const suite = `tests/suites/${name}.test.ts`;
  return page([
    ...made(files),
    "It works already: a small example, the highest number heard so far.",
    `Put your mechanism in its place; each ${PLACEHOLDER} says what belongs there.`,
    "",
    "What is left to do, at any time:",
    `  npm run audit -- ${name}`,
    "The suite against your solution:",
    `  npx vitest run ${suite}`,
    ...(placeOf(lesson) === undefined ? ["Its lesson is not there yet:", `  npm run new -- lesson ${lesson}`] : []),
  ]);
}

async function newLesson(name: string): Promise<string> {
  if (placeOf(name) !== undefined) throw new UsageError(`${name} is in ${REGISTRY} already. Nothing was written.`);
  const files = lessonFiles(name, await exercisesFor(name));
  writeNew(files);
  const registry = path.join(ROOT, REGISTRY);
  const text = withLesson(readFileSync(registry, "utf8"), name);
  if (text !== undefined) writeFileSync(registry, text);
  return page([
    ...made(files),
    ...(text === undefined
      ? [`Add it to ${REGISTRY}, in the lessons of its part:`, ...entryOf(name)]
      : [`Added to ${REGISTRY}, at the end of its part.`]),
    `Each ${PLACEHOLDER} says what belongs there.`,
    "",
    "What is left to do, at any time:",
    `  npx vitest run tests/house -t ${name}`,
    "The page as you write it:",
    "  npm run dev",
  ]);
}

/** The exercises that say that the lesson is theirs. */
async function exercisesFor(lesson: string): Promise<readonly HandedOver[]> {
  const all = await Promise.all(exerciseNames().map(async (name) => ({ name, exercise: await loadExercise(name) })));
  return all
    .filter(({ exercise }) => exercise.lesson === lesson)
    .map(({ name, exercise }) => ({ name, mistakes: Object.keys(exercise.mistakes) }));
}

/** Writes all files, or none when one is there. */
function writeNew(files: ReadonlyMap<string, string>): void {
  const taken = [...files.keys()].filter((file) => existsSync(path.join(ROOT, file)));
  if (taken.length > 0) {
    const more = taken.length === 1 ? "" : `, and ${taken.length - 1} more`;
    throw new UsageError(`${taken[0]} is there already${more}. Nothing was written.`);
  }
  for (const [file, text] of files) {
    mkdirSync(path.dirname(path.join(ROOT, file)), { recursive: true });
    // Fails for a file that came in between, rather than replacing it.
    writeFileSync(path.join(ROOT, file), text, { flag: "wx" });
  }
}

function made(files: ReadonlyMap<string, string>): readonly string[] {
  return ["Made:", ...[...files.keys()].map((file) => `  ${file}`), ""];
}

function page(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
