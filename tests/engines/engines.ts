/**
 * `npm run build && npm run engines`: a reader's visit in every browser engine of this machine. What is seen in Chromium is
 * what has to be seen in the others, down to the words of a report.
 *
 *   npm run engines -- firefox      only this one beside Chromium
 */
import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { ROOT } from "../../src/grader/bundle.ts";
import { withoutTimes } from "../../src/grader/report.ts";
import { serveFolder } from "../support/serve-folder.ts";
import { enginesHere, type Engine } from "./tab.ts";
import { BROKEN, withoutEngineWords } from "./broken.ts";
import { FIRST, reportsOf, STEPS, TRACKER } from "./visit.ts";

const DIST = path.join(ROOT, "dist");

/** Whether memory or time ends first, and where a full stack is cut, is the engine's matter. */
const DIFFERENT = new Set([
  "allocates-for-ever.ts",
  // An expression that matches for ever: V8 goes on until the time is up, Firefox gives up with an error, WebKit with a false.
  "stops-the-clock.ts",
  "fills-typed-arrays.ts",
  "prints-without-end.ts",
  // WebKit says the same of a const and of a frozen object.
  "const given again",
  // It names another line for these: of the declaration, and of a function that the answer itself has made from text.
  "let before its time",
  "imports-by-function.ts",
]);

/** What was seen, by step; what went wrong is an Error. */
type Seen = ReadonlyMap<string, unknown>;

const textsIn = (folder: string) =>
  Object.fromEntries(
    readdirSync(path.join(ROOT, folder)).map((file) => [file, readFileSync(path.join(ROOT, folder, file), "utf8")]),
  );

async function look(engine: Engine, site: string): Promise<Seen> {
  const seen = new Map<string, unknown>();
  const note = async (name: string, what: () => Promise<unknown>) => {
    const beganMs = performance.now();
    seen.set(name, await what().catch((error: unknown) => (error instanceof Error ? error : new Error(String(error)))));
    if (process.env["VERBOSE"])
      console.error(engine.name, name, Math.round(performance.now() - beganMs), seen.get(name));
  };
  const tab = await engine.launch();
  try {
    for (const step of STEPS) await note(step.name, () => step.run(tab, site));
    const judge = `/${globSync("_astro/judge.*.js", { cwd: DIST })[0] ?? ""}`;
    const broken = Object.fromEntries(
      Object.entries({ ...BROKEN, ...textsIn("tests/grader/hostile") }).filter(
        ([name, text]) => !text.includes("// exercise:") && !DIFFERENT.has(name),
      ),
    );
    for (const [where, texts] of [
      [FIRST, broken],
      [TRACKER, textsIn(`exercises/${TRACKER.exercise}/mistakes`)],
    ] as const)
      await note(`reports on ${where.exercise}`, async () => {
        const reports = await reportsOf(tab, site, { ...where, judge }, texts);
        for (const [name, report] of Object.entries(reports))
          seen.set(`report on ${name}`, withoutEngineWords(name, withoutTimes(report)));
      });
  } finally {
    await tab.close();
  }
  return seen;
}

const withoutLine = (text: unknown) => (typeof text === "string" ? text.replaceAll(/ \(line \d+\)/g, "") : text);

/** Where two things that were seen part, in a line each. */
function differences(here: unknown, there: unknown, at = ""): readonly string[] {
  if (isDeepStrictEqual(here, there)) return [];
  // WebKit's stacks have no line when the stack is full, or when it is the engine's own function that threw.
  if (typeof here === "string" && !/\(line \d+\)/.test(here) && here === withoutLine(there)) return [];
  if (typeof here === "object" && typeof there === "object" && here !== null && there !== null)
    return [...new Set([...Object.keys(here), ...Object.keys(there)])].flatMap((key) =>
      differences((here as Record<string, unknown>)[key], (there as Record<string, unknown>)[key], `${at}.${key}`),
    );
  return [`${at}: ${JSON.stringify(here)}, not ${JSON.stringify(there)}`];
}

async function main(): Promise<boolean> {
  if (!existsSync(path.join(DIST, "index.html"))) throw new Error("There is no built site: npm run build first.");
  const asked = process.argv.slice(2).map((name) => name.toLowerCase());
  const [chromium, ...others] = enginesHere();
  const engines = others.filter(({ name }) => asked.length === 0 || asked.includes(name.toLowerCase()));
  const site = await serveFolder(DIST);
  let isGood = true;
  try {
    const reference = await look(chromium as Engine, site.url);
    for (const engine of [chromium as Engine, ...engines]) {
      // One after the other: an answer's time limit is by the clock, and beside another browser the clock runs faster.
      const seen = engine === chromium ? reference : await look(engine, site.url);
      const faults = [...reference.keys()].flatMap((name) => {
        const found = seen.get(name);
        if (found instanceof Error) return [`${name}: ${found.message}`];
        return differences(found, reference.get(name)).map((line) => `${name}${line}`);
      });
      console.log(`${faults.length === 0 ? "good" : "FAILS"} ${engine.name}: ${seen.size} things looked at`);
      for (const fault of faults) console.log(`  ${fault}`);
      isGood &&= faults.length === 0;
    }
  } finally {
    site.close();
  }
  for (const name of ["Firefox", "WebKit"])
    if (!others.some((engine) => engine.name === name)) console.log(`not here: ${name}`);
  return isGood;
}

process.exitCode = (await main()) ? 0 : 1;
