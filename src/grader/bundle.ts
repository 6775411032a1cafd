/**
 * Builds the scripts that hosts evaluate: one for the runner, shared by all exercises, and one for each suite with its
 * rig and the parts of the core that it needs. They are kept in `.runner/` and rebuilt only when a source has changed.
 *
 * Both are expressions, so that a host can put one text together from them: the runner's value is its exports, a
 * suite's is a function of `require` that gives its `SuiteModule`.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Script } from "node:vm";
import type { BuildOptions, Plugin } from "esbuild";
import type { Drawn } from "../testing/drawn.ts";
import { TIME_LIMIT_MS, type Exercise } from "../testing/exercise.ts";
import { scriptOf } from "./script.ts";
import { FROM_MACHINE } from "./sealed/names.ts";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** What is built, and can be built again. */
export const CACHE = path.join(ROOT, ".runner");
/** The process in which an answer runs. */
export const CHILD = path.join(ROOT, "src/grader/node-child.cjs");

/**
 * An answer's process is short: what V8 would optimise after a few hundred calls is seldom called often enough to pay for
 * that, and its best code almost never; a class has all cores at work, so helping threads only stand in each other's way;
 * and nobody from outside sends an answer the keys of a table that a fresh seed would guard. With these it takes a third
 * less of the processors' time. Compiled forms are kept for one set.
 */
export const V8_FLAGS = [
  "--single-threaded",
  "--no-opt",
  "--invocation-count-for-maglev=3000",
  "--invocation-count-for-maglev-osr=400",
  "--minimum-invocations-after-ic-update=3000",
  "--no-rehash-snapshot",
];

export interface Bundle {
  /** Read when it is asked for: whether anything has changed can be said without it. */
  readonly text: string;
  /** Twelve hexadecimal digits of the text's SHA-256: for names that change with the content. */
  readonly hash: string;
}

interface Manifest {
  /** Sources by path, with what tells a change without reading: size and modification time. */
  readonly sources: Readonly<Record<string, string>>;
  /** The text's. */
  readonly hash: string;
}

/** The runner's script. */
export function runnerBundle(): Promise<Bundle> {
  const sealed = {
    globalThis: "sealedGlobal",
    self: "sealedGlobal",
    global: "sealedGlobal",
    window: "undefined",
    process: "undefined",
  };
  return built("runner", async () => ({
    entryPoints: [path.join(ROOT, "src/grader/sealed/index.ts")],
    format: "iife",
    globalName: "runner",
    define: {
      ...sealed,
      ...Object.fromEntries(FROM_MACHINE.map((name) => [name, `sealedGlobal.${name}`])),
      "Math.random": "sealedGlobal.random",
      // Libraries set these for a moment; on the real Error, which answers share, nothing can be set.
      "Error.stackTraceLimit": "sealedGlobal.stackTraceLimit",
      "Error.prepareStackTrace": "sealedGlobal.prepareStackTrace",
      "process.env.NODE_ENV": '"production"',
    },
    inject: [path.join(ROOT, "src/grader/sealed/sealed-global.ts")],
    plugins: [leftOut],
    banner: { js: '(function(){"use strict";' },
    footer: { js: "return runner})()" },
  }));
}

/**
 * What of the libraries no answer and no suite can use, so that no page and no process has to load it: Vitest's benchmarks,
 * its checks of types and its writing of snapshots into sources; of the transpiler JSX, Flow, React, Jest, source maps and
 * the check of options that are always the same. Whoever called any of it would be told that it is not a function.
 */
const leftOut: Plugin = {
  name: "left-out",
  setup(build) {
    const leaveOut = ({ path }: { path: string }) => ({ path, namespace: "left-out" });
    build.onResolve({ filter: /^(tinybench|magic-string|expect-type|ts-interface-checker)$/ }, leaveOut);
    // What is loaded later, if at all, would be kept whole, and with it all that it shares with the rest.
    build.onResolve({ filter: /./ }, (args) => (args.kind === "dynamic-import" ? leaveOut(args) : undefined));
    const inTranspiler =
      /\/(JSX|Flow|ReactDisplayName|ReactHotLoader|JestHoist)Transformer$|\/computeSourceMap$|\/flow$|\/jsx\/index$|\/Options-gen-types$|\/formatTokens$/;
    build.onResolve({ filter: inTranspiler }, (args) =>
      /[\\/]sucrase[\\/]/.test(args.importer) ? leaveOut(args) : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: "left-out" }, ({ path }) => ({
      contents:
        path === "ts-interface-checker"
          ? "exports.createCheckers = () => ({ Options: { strictCheck() {} } });"
          : path === "tinybench"
            ? "exports.Bench = class {};"
            : "exports.default = undefined;",
    }));
  },
};

/** The script of one exercise's suite. `name` is `part/slug`. */
export function suiteBundle(name: string): Promise<Bundle> {
  return built(`suite-${name.replace("/", "-")}`, async () => ({
    stdin: { contents: await suiteEntry(name), resolveDir: ROOT, sourcefile: "suite-entry.ts", loader: "ts" },
    format: "cjs",
    plugins: [pureCore, suiteAsFunction],
    external: ["vitest", "fast-check", "four-of-six/testing"],
    banner: { js: '(function(require){"use strict";var module={exports:{}},exports=module.exports;' },
    footer: { js: "return module.exports})" },
  }));
}

/**
 * Loading a module of the core does nothing but define things, so what a suite does not use is left out. Without being
 * told, a bundler keeps every frozen constant and all that it refers to.
 */
const pureCore: Plugin = {
  name: "pure-core",
  setup(build) {
    build.onResolve({ filter: /^(\.|four-of-six\/)/ }, async (args) => {
      if (args.pluginData === pureCore) return undefined;
      const { importer, kind, resolveDir } = args;
      const resolved = await build.resolve(args.path, { importer, kind, resolveDir, pluginData: pureCore });
      const isCore = resolved.path.startsWith(path.join(ROOT, "src/core") + path.sep);
      return isCore ? { ...resolved, sideEffects: false } : resolved;
    });
  },
};

/**
 * A suite's statements, below its imports, become a function: they run once the answer is there. A module that is imported
 * later would do that as well, and have a bundler wrap each of the modules that it needs, with all that they hold.
 */
const suiteAsFunction: Plugin = {
  name: "suite-as-function",
  setup(build) {
    build.onLoad({ filter: /[\\/]tests[\\/]suites[\\/].*\.test\.ts$/ }, ({ path: file }) => {
      const text = readFileSync(file, "utf8");
      const last = [...text.matchAll(/^import\b[^;]*;$/gm)].at(-1);
      const end = last === undefined ? 0 : last.index + last[0].length;
      const contents = `${text.slice(0, end)}\nexport const loadSuite = async () => {${text.slice(end)}\n};`;
      return { contents, loader: "ts" };
    });
  },
};

/** Only what the exercise lets an answer import is bundled for importing. */
async function suiteEntry(name: string): Promise<string> {
  const folder = `exercises/${name}`;
  const { default: exercise } = (await import(pathToFileURL(path.join(ROOT, folder, "exercise.ts")).href)) as {
    default: Exercise;
  };
  const modules = Object.entries(exercise.mayImport ?? {});
  return [
    ...modules.map(
      ([module, names], index) =>
        `import { ${names.map((it) => `${it} as m${index}_${it}`).join(", ")} } from "${module}";`,
    ),
    `export { rig } from "./${folder}/rig.ts";`,
    `export { loadSuite } from "./tests/suites/${name}.test.ts";`,
    `export const timeLimitMs = ${exercise.timeLimitMs ?? TIME_LIMIT_MS};`,
    `export const needs = ${JSON.stringify(exercise.needs ?? [])};`,
    `export const importable = { ${modules.map(([module, names], index) => `"${module}": { ${names.map((it) => `${it}: m${index}_${it}`).join(", ")} }`).join(", ")} };`,
  ].join("\n");
}

/** What a process of the command line's host starts from. */
export interface Prepared {
  /** A host's one script, in ASCII. */
  readonly script: string;
  /** V8's compiled form of it. */
  readonly code: string;
  /** The runs that its suite draws: a line in ASCII for each, and first one that says how many each search has. */
  readonly drawn: string;
  /** Changes with the runner and with the suite. */
  readonly hash: string;
}

/**
 * The files with an exercise's script, its compiled form, with everything that grading the solution needs, and what its
 * suite draws: starting from these takes a third of the time, and nothing is compiled while an answer runs. Kept like the
 * bundles; a Node of another version makes its own, and refuses this one without harm.
 */
export async function prepared(name: string): Promise<Prepared> {
  const [runner, suite] = await Promise.all([runnerBundle(), suiteBundle(name)]);
  const hash = hashOf(`${runner.hash} ${suite.hash}`);
  const place = path.join(CACHE, `prepared-${name.replace("/", "-")}-`);
  const script = `${place}${hash}.js`;
  const drawn = `${place}${hash}.txt`;
  const code = `${place}${hash}-${hashOf(`${process.versions.v8} ${V8_FLAGS.join(" ")}`)}.bin`;
  if (![script, drawn, code].every((file) => existsSync(file))) {
    const text = scriptOf(runner.text, suite.text);
    if (/[^\0-\x7f]/.test(text)) throw new Error(`The script of ${name} is not in ASCII.`);
    replaceFile(script, text);
    const graded = byGrading(name, script);
    replaceFile(drawn, linesOf(graded?.drawn ?? {}));
    replaceFile(code, graded === undefined ? compiledByLoading(text) : Buffer.from(graded.code, "base64"));
    forgetOlder(place);
  }
  return { script, code, drawn, hash };
}

function linesOf(drawn: Drawn): string {
  const runs = Object.values(drawn).flatMap((searches) => searches.flatMap((texts) => texts ?? []));
  const counts = Object.entries(drawn).map(([check, searches]) => [check, searches.map((it) => it?.length ?? null)]);
  return inAscii([JSON.stringify(Object.fromEntries(counts)), ...runs].join("\n"));
}

/** JSON with what is not ASCII escaped: it may be read, and cut, byte by byte. */
export function inAscii(json: string): string {
  return json.replace(/[^\0-\x7f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Whoever has begun with an older file may still be reading it. */
const KEPT_MS = 24 * 3_600_000;

function forgetOlder(place: string): void {
  for (const file of readdirSync(CACHE).map((file) => path.join(CACHE, file))) {
    // The name of one exercise may begin with another's whole name.
    if (!file.startsWith(place) || !/^[0-9a-f]{12}[-.]/.test(file.slice(place.length))) continue;
    // Another process may be putting its file in place just now.
    const { mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? { mtimeMs: Infinity };
    if (Date.now() - mtimeMs > KEPT_MS) rmSync(file, { force: true });
  }
}

interface Graded {
  /** In base64. */
  readonly code: string;
  readonly drawn: Drawn;
}

/**
 * What is drawn in a rehearsal, and compiled once the solution has been graded after it, up to where its suite asks for a
 * database. Undefined if that never ends.
 */
function byGrading(name: string, script: string): Graded | undefined {
  const solution = path.join(ROOT, "exercises", name, "solution.ts");
  if (!existsSync(solution)) return undefined;
  const scriptFd = openSync(script, "r");
  const { output } = spawnSync(process.execPath, [...V8_FLAGS, "--no-warnings", "--unhandled-rejections=none", CHILD], {
    input: JSON.stringify({ source: readFileSync(solution, "utf8"), secret: "", compiles: true }),
    stdio: ["pipe", "ignore", "ignore", "pipe", scriptFd],
    env: {},
    timeout: PREPARING_MS_MAX,
    maxBuffer: Infinity,
  });
  closeSync(scriptFd);
  const last = String(output?.[3] ?? "").match(/^\{"code":.*\}$/m)?.[0];
  return last === undefined ? undefined : (JSON.parse(last) as Graded);
}

const PREPARING_MS_MAX = 30_000;

function compiledByLoading(text: string): Buffer {
  const compiled = new Script(text, { filename: "sealed-runner.js" });
  // Run once, so that what loading compiles on its way is in it too.
  compiled.runInThisContext();
  return compiled.createCachedData();
}

async function built(name: string, optionsOf: () => Promise<BuildOptions>): Promise<Bundle> {
  const scriptPath = path.join(CACHE, `${name}.js`);
  const manifestPath = path.join(CACHE, `${name}.json`);
  const kept = readKept(scriptPath, manifestPath);
  if (kept !== undefined) return kept;

  // Loaded only when something has to be built: starting a grading run must not wait for it.
  const { build } = await import("esbuild");
  const result = await build({
    ...(await optionsOf()),
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    minify: true,
    // Class and function names reach learners in error messages.
    keepNames: false,
    target: "es2022",
    platform: "browser",
    metafile: true,
    legalComments: "none",
    logLevel: "error",
  });
  const text = result.outputFiles?.[0]?.text ?? "";
  const sources = Object.fromEntries(
    Object.keys(result.metafile?.inputs ?? {})
      .filter((source) => source !== "suite-entry.ts" && !/^(\(|left-out:)/.test(source))
      .map((source) => [source, stampOf(source)]),
  );
  for (const own of ["src/grader/bundle.ts", "package-lock.json"]) sources[own] = stampOf(own);
  mkdirSync(CACHE, { recursive: true });
  replaceFile(scriptPath, text);
  const hash = hashOf(text);
  replaceFile(manifestPath, JSON.stringify({ sources, hash } satisfies Manifest));
  return { text, hash };
}

function readKept(scriptPath: string, manifestPath: string): Bundle | undefined {
  try {
    const { sources, hash } = JSON.parse(readFileSync(manifestPath, "utf8")) as Manifest;
    if (!Object.entries(sources).every(([source, stamp]) => stampOf(source) === stamp)) return undefined;
    if (!existsSync(scriptPath)) return undefined;
    return {
      hash,
      get text() {
        return readFileSync(scriptPath, "utf8");
      },
    };
  } catch {
    return undefined;
  }
}

function stampOf(source: string): string {
  const { size, mtimeMs } = statSync(path.join(ROOT, source));
  return `${size} ${mtimeMs}`;
}

/** Two processes may build at once; whoever is second replaces the same bytes, and nobody reads half a file. */
function replaceFile(file: string, content: string | Buffer): void {
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, content);
  renameSync(temporary, file);
}

/** Twelve hexadecimal digits that change with a text. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
