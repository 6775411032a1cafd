/**
 * `npm run scenario`: runs a cluster scenario and prints what happened, and where the time went.
 *
 * Exit codes: 0 done, 2 wrong use. With `--json`, standard output holds the trace, one event a line, and nothing else.
 */
import { parseArgs, type ParseArgsConfig } from "node:util";
import { runCluster } from "../core/cluster/index.ts";
import { traceText } from "../core/kernel/index.ts";
import { CAST, DEFAULT_SECONDS, SCENARIOS } from "./scenarios.ts";
import { outagesOf, timelinePage, wrapped } from "./timeline.ts";

const DEFAULT_SEED = 1;
const SECONDS = { least: 10, most: 300 } as const;
const NAMES = SCENARIOS.map(({ name }) => name).join(", ");
const USAGE = `Usage:
  npm run scenario                       the scenarios
  npm run scenario -- <scenario>         runs one: its timeline, and where the
                                         time went
  --seed N      all chance in the run comes from it; default ${DEFAULT_SEED}
  --seconds N   how long the run is, ${SECONDS.least} to ${SECONDS.most}; default ${DEFAULT_SECONDS}
  --list        the scenarios
  --json        the trace, one event a line
                (with npm: npm run --silent scenario -- ...)
`;

const OPTIONS = {
  help: { type: "boolean", short: "h", default: false },
  json: { type: "boolean", default: false },
  list: { type: "boolean", default: false },
  seconds: { type: "string" },
  seed: { type: "string" },
} satisfies ParseArgsConfig["options"];

/** The command was used wrongly; the text says how to use it rightly, in one line. */
class UsageError extends Error {}

// Whoever reads only the first lines closes the pipe: that is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

try {
  process.stdout.write(answerTo(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

/** What is to be printed. */
function answerTo(args: readonly string[]): string {
  const { values, positionals } = parse(args);
  if (values.help) return USAGE;
  const seed = wholeNumber("--seed", values.seed, DEFAULT_SEED);
  const seconds = wholeNumber("--seconds", values.seconds, DEFAULT_SECONDS);
  if (seconds < SECONDS.least || seconds > SECONDS.most)
    throw new UsageError(`--seconds takes a whole number from ${SECONDS.least} to ${SECONDS.most}, not ${seconds}.`);
  if (values.list || args.length === 0) return text(list());

  const [asked, ...more] = positionals;
  if (asked === undefined) throw new UsageError(`Say which scenario: ${NAMES}.`);
  if (more.length > 0) throw new UsageError(`One scenario at a time, not ${positionals.join(" and ")}.`);
  const named = SCENARIOS.find(({ name }) => name === asked);
  if (named === undefined) throw new UsageError(`There is no scenario "${asked}". There are: ${NAMES}.`);

  const trace = runCluster(named.scenario({ seed, seconds }));
  if (values.json) return `${traceText(trace)}\n`;
  const title = `${named.name}, seed ${seed}, ${seconds} s`;
  const isOpen = seconds < SECONDS.most && outagesOf(trace).some(({ isOver }) => !isOver);
  return text([
    title,
    "=".repeat(title.length),
    ...wrapped(named.about),
    "",
    ...wrapped(CAST),
    "",
    ...timelinePage(trace),
    ...(isOpen ? ["", `Not everybody is back. --seconds ${SECONDS.most} makes the run longer.`] : []),
  ]);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const option = /'(?:-\w, )?(-+[^' =]+)/.exec(message)?.[1] ?? "";
    const known = Object.keys(OPTIONS).map((name) => `--${name}`);
    if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION")
      throw new UsageError(`There is no option ${option}. There are: ${known.join(", ")}.`);
    if (option === "--seed" || option === "--seconds")
      throw new UsageError(`${option} takes a whole number: ${option}=20.`);
    throw new UsageError(`${option} takes no value.`);
  }
}

function wholeNumber(option: string, given: string | undefined, otherwise: number): number {
  if (given === undefined) return otherwise;
  const value = Number(given);
  if (!/^-?\d+$/.test(given) || !Number.isSafeInteger(value))
    throw new UsageError(`${option} takes a whole number, not "${given}": ${option} ${otherwise}.`);
  return value;
}

function list(): readonly string[] {
  const width = Math.max(...SCENARIOS.map(({ name }) => name.length));
  return [
    ...SCENARIOS.flatMap(({ name, about }) => wrapped(about, `${name.padEnd(width)}  `)),
    "",
    ...wrapped(CAST),
    "",
    "Run one with: npm run scenario -- <name> --seed 7",
  ];
}

function text(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
