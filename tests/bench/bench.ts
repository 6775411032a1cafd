/**
 * `npm run bench`: times, each as a ratio to something measured in the same run, because machines are noisy. Medians of
 * interleaved runs. Needs a built site (`npm run build`) for the browser's part.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { preview } from "astro";
import type { Browser, Page } from "playwright-core";
import { ROOT } from "../../src/grader/bundle.ts";
import { launchChromium } from "../support/chromium.ts";
import { benchBareProcesses, benchClass, benchTwenty } from "./class.ts";
import { benchItemCache } from "./item-cache.ts";
import { benchKernel, benchTwoThreads } from "./kernel.ts";
import { benchTable } from "./table.ts";

interface Row {
  readonly what: string;
  readonly figure: string;
  readonly against: string;
  readonly ratio: string;
  readonly budget: string;
}

const rows: Row[] = [];

await benchCore();
benchCommandLine();
await benchClasses();
if (existsSync(path.join(ROOT, "dist/index.html"))) await benchBrowser();
else console.error("dist/ is missing, so the browser is left out: npm run build");
print();

async function benchCore(): Promise<void> {
  const { eventsPerSecond, bareHeapPerSecond, scenariosPerSecond } = benchKernel();
  rows.push({
    what: "kernel, events per second",
    figure: count(eventsPerSecond),
    against: `bare binary heap: ${count(bareHeapPerSecond)}`,
    ratio: (eventsPerSecond / bareHeapPerSecond).toFixed(2),
    budget: "at least 0.50",
  });
  rows.push({
    what: "storage scenarios of 200 records per second, two threads",
    figure: count(await benchTwoThreads()),
    against: `one thread: ${count(scenariosPerSecond)}`,
    ratio: "",
    budget: "1,000 on two cores",
  });
  const cache = benchItemCache();
  for (const [what, ours, theirs] of [
    ["item cache, reads per second", cache.getsPerSecond, cache.lruGetsPerSecond],
    ["item cache, items stored per second", cache.setsPerSecond, cache.lruSetsPerSecond],
  ] as const)
    rows.push({
      what,
      figure: count(ours),
      against: `lru-cache: ${count(theirs)}`,
      ratio: (ours / theirs).toFixed(2),
      budget: "at least 0.50",
    });
  const { getMicros, smallGetMicros, queryMicros, mapGetMicros } = benchTable();
  rows.push({
    what: "GetItem in a table of a million items, request to response",
    figure: `${getMicros.toFixed(1)} µs`,
    against: `a table of a thousand: ${smallGetMicros.toFixed(1)} µs; a Map: ${mapGetMicros.toFixed(1)} µs`,
    ratio: (getMicros / smallGetMicros).toFixed(2),
    budget: "microseconds",
  });
  rows.push({
    what: "Query of ten items in a table of a million",
    figure: `${queryMicros.toFixed(1)} µs`,
    against: `GetItem there: ${getMicros.toFixed(1)} µs`,
    ratio: (queryMicros / getMicros).toFixed(2),
    budget: "no scan",
  });
}

/** Whole processes, started without npm; the suite's own `vitest run` in turn with the command line. */
function benchCommandLine(): void {
  for (const name of ["start/first-run", "aurora-storage/commit-tracker"]) {
    const answer = path.join(ROOT, "exercises", name, "solution.ts");
    const [ours, theirs] = interleaved(
      5,
      () => run(["src/grader/cli.mjs", name, "--answer", answer, "--json"]),
      () => run(["node_modules/vitest/vitest.mjs", "run", "--project", "unit", `tests/suites/${name}.test.ts`]),
    );
    rows.push({
      what: `one answer on the command line, ${name}`,
      figure: ms(ours),
      against: `vitest run: ${ms(theirs)}`,
      ratio: (ours / theirs).toFixed(2),
      budget: "at most 0.50",
    });
  }
}

async function benchClasses(): Promise<void> {
  const { ours, theirs } = await benchTwenty();
  rows.push({
    what: "twenty answers of one learner",
    figure: ms(ours.ms),
    against: `vitest run: ${ms(theirs.ms)}`,
    ratio: (ours.ms / theirs.ms).toFixed(2),
    budget: "at most 0.25",
  });
  for (const exercise of ["start/first-run", "aurora-storage/commit-tracker"]) {
    const hundred = await benchClass(exercise, 100);
    const bare = await benchBareProcesses(100);
    const thousand = await benchClass(exercise, 1_000);
    rows.push({
      what: `a class of 1,000, ${exercise}`,
      figure: `${(thousand.ms / 1000).toFixed(1)} s`,
      against: `1,000 bare processes: ${(bare / 100).toFixed(1)} s`,
      ratio: (thousand.ms / (10 * bare)).toFixed(2),
      budget: "60 s on two cores",
    });
    rows.push({
      what: `its memory, ${exercise}`,
      figure: `${Math.round(thousand.peakMb)} MB`,
      against: `a class of 100: ${Math.round(hundred.peakMb)} MB`,
      ratio: (thousand.peakMb / hundred.peakMb).toFixed(2),
      budget: "flat",
    });
  }
}

/** From the press of Run to the verdict on the page, unthrottled, on loopback. */
async function benchBrowser(): Promise<void> {
  const server = await preview({ root: ROOT, server: { port: 0, host: "127.0.0.1" }, logLevel: "error" });
  const browser = await launchChromium();
  const origin = `http://127.0.0.1:${server.port}`;
  const exercises = [
    { what: "trivial suite", lesson: "/start/how-this-course-works/", cold: 400, warm: 45 },
    { what: "typical suite", lesson: "/aurora-storage/write-path/", cold: 700, warm: 100 },
  ];
  for (const { what, lesson, cold, warm } of exercises) {
    const colds: number[] = [];
    const warms: number[] = [];
    const loads: number[] = [];
    for (let round = 0; round < 5; round++) {
      const visit = await visitAndRun(browser, origin + lesson);
      loads.push(visit.loadMs);
      colds.push(visit.coldMs);
      warms.push(...visit.warmMs);
    }
    const load = median(loads);
    const against = `the page's own load: ${ms(load)}`;
    rows.push({
      what: `Run to verdict, cold, ${what}`,
      figure: ms(median(colds)),
      against,
      ratio: (median(colds) / load).toFixed(2),
      budget: `${cold} ms`,
    });
    rows.push({
      what: `Run to verdict, warm, ${what}`,
      figure: ms(median(warms)),
      against,
      ratio: (median(warms) / load).toFixed(2),
      budget: `${warm} ms`,
    });
  }
  await browser.close();
  await server.stop();
}

async function visitAndRun(browser: Browser, url: string) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: "load" });
  const loadMs = await page.evaluate(
    () => (performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming).duration,
  );
  const region = page.getByRole("region", { name: /^Exercise:/ }).first();
  await region.scrollIntoViewIfNeeded();
  // An island that has come to life says so by losing this mark.
  await region.locator("astro-island:not([ssr])").first().waitFor({ state: "attached" });
  const coldMs = await runToVerdict(page);
  const warmMs: number[] = [];
  for (let round = 0; round < 5; round++) {
    // A spare worker is made ready after each run, and the page comes to rest; a reader thinks for longer than this.
    await page.waitForTimeout(2_000);
    warmMs.push(await runToVerdict(page));
  }
  await context.close();
  return { loadMs, coldMs, warmMs };
}

/** Measured inside the page, from the click to the announcement of the result. */
function runToVerdict(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const region = document.querySelector('section[aria-label^="Exercise:"]');
    const button = [...(region?.querySelectorAll("button") ?? [])].find((it) => it.textContent?.trim() === "Run");
    const list = region?.querySelector('ul[aria-label="Checks"]');
    const status = region?.querySelector(".announcement");
    if (!button || !list || !status) throw new Error("The exercise has no Run button, list of checks or status.");
    const began = performance.now();
    return new Promise<number>((resolve) => {
      const observer = new MutationObserver(() => {
        // It is emptied when the run begins.
        if (status.textContent?.trim() === "") return;
        observer.disconnect();
        resolve(performance.now() - began);
      });
      observer.observe(status, { childList: true, characterData: true, subtree: true });
      button.click();
    });
  });
}

function run(args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
}

/** Medians of two tasks run in turn, after one turn that is not counted. */
function interleaved(rounds: number, a: () => void, b: () => void): [number, number] {
  const times: [number[], number[]] = [[], []];
  for (let round = -1; round < rounds; round++) {
    [a, b].forEach((task, index) => {
      const began = performance.now();
      task();
      if (round >= 0) times[index as 0 | 1].push(performance.now() - began);
    });
  }
  return [median(times[0]), median(times[1])];
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function ms(value: number): string {
  return `${Math.round(value)} ms`;
}

function count(value: number): string {
  return Math.round(value).toLocaleString("en");
}

function print(): void {
  const columns = ["what", "figure", "against", "ratio", "budget"] as const;
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => row[column].length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd();
  console.log(line(columns));
  console.log(line(widths.map((width) => "-".repeat(width))));
  for (const row of rows) console.log(line(columns.map((column) => row[column])));
}
