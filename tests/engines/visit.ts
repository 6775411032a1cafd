/** A reader's visit, step by step. What a step gives back has to be the same in every engine. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ROOT } from "../../src/grader/bundle.ts";
import type { Report } from "../../src/grader/report.ts";
import type { Tab } from "./tab.ts";

const FIRST = { lesson: "/start/how-this-course-works/", exercise: "start/first-run", timeLimitMs: 5_000 };
const TRACKER = {
  lesson: "/aurora-storage/write-path/",
  exercise: "aurora-storage/commit-tracker",
  timeLimitMs: 30_000,
};

const RIGHT = "export const greet = (segment: string, zone: string) => `Segment ${segment} in ${zone}: hello`;";

const WAIT_MS = 30_000;

export interface Step {
  readonly name: string;
  /** In a browser that has kept what the steps before have left. */
  run(tab: Tab, site: string): Promise<unknown>;
}

const exerciseFile = (file: string): string => readFileSync(path.join(ROOT, "exercises", file), "utf8");

/** Waits until a look at the page gives something, and gives that. */
async function until<Args extends readonly unknown[], T>(
  tab: Tab,
  what: string,
  look: (...args: Args) => T | Promise<T>,
  ...args: Args
): Promise<NonNullable<T>> {
  const end = Date.now() + WAIT_MS;
  for (;;) {
    const seen = await tab.ask(look, ...args);
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`${what} did not come within ${WAIT_MS / 1000} s.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Presses what a selector and its words name, once it is there and at rest. */
async function press(tab: Tab, selector: string, words = ""): Promise<void> {
  const [x, y] = await until(
    tab,
    `${selector} "${words}"`,
    async (selector: string, words: string) => {
      const element = [...document.querySelectorAll<HTMLElement | SVGElement>(selector)].find(
        (one) =>
          one.checkVisibility() &&
          (words === "" || one.textContent.trim() === words || one.getAttribute("aria-label") === words),
      );
      if (element === undefined || element.matches(":disabled")) return undefined;
      element.scrollIntoView({ block: "center", behavior: "instant" });
      const place = () => element.getBoundingClientRect();
      const before = place();
      await new Promise((resolve) => setTimeout(resolve, 60));
      const { x, y, width, height } = place();
      if (x !== before.x || y !== before.y) return undefined;
      return [x + width / 2, y + Math.min(height / 2, 40)];
    },
    selector,
    words,
  );
  await tab.clickAt(x as number, y as number);
}

/** Until words stand somewhere within what a selector names; gives the whole text there. */
const read = (tab: Tab, selector: string, words: string) =>
  until(
    tab,
    `"${words}" in ${selector}`,
    (selector: string, words: string) =>
      [...document.querySelectorAll<HTMLElement>(selector)]
        .map((one) => one.textContent.replaceAll(/\s+/g, " ").trim())
        .find((text) => text.includes(words)),
    selector,
    words,
  );

/** Opens a lesson whose workbench is ready. */
async function openBench(tab: Tab, address: string): Promise<void> {
  await tab.open(address);
  await benchReady(tab);
}

async function benchReady(tab: Tab): Promise<void> {
  await until(tab, "the workbench", () => {
    const section = document.querySelector("section[data-exercise]");
    section?.querySelector(".editor")?.scrollIntoView({ block: "center", behavior: "instant" });
    return section?.querySelector("astro-island:not([ssr]) textarea") !== null;
  });
}

const keep = (tab: Tab, exercise: string, text: string) =>
  tab.ask(
    (key: string, text: string) =>
      localStorage.setItem(key, JSON.stringify({ version: 2, text, shelved: [], stamp: "" })),
    `four-of-six/answer/${exercise}`,
    text,
  );

/** Presses Run, and reads what the workbench says when it is done. */
async function run(tab: Tab): Promise<{ verdict: string; checks: readonly string[] }> {
  await press(tab, "section[data-exercise] button.run");
  await until(tab, "the end of the run", () => document.querySelector(".results.is-busy") === null);
  const verdict = await until(tab, "the verdict", () =>
    document.querySelector(".results .announcement")?.textContent.trim(),
  );
  const checks = await tab.ask(() =>
    [...document.querySelectorAll<HTMLElement>(".results > ul > li, .results > ol > li")].map((one) =>
      one.textContent.replaceAll(/\s+/g, " ").trim(),
    ),
  );
  return { verdict, checks };
}

/** As `run`, of a worker that has had the time to rehearse. */
async function runRested(tab: Tab): ReturnType<typeof run> {
  await sleep(3_000);
  return run(tab);
}

/** Runs an answer that was put into the plain editor as a whole, on the first lesson. */
async function runKept(tab: Tab, site: string, text: string): Promise<{ verdict: string; checks: readonly string[] }> {
  await keep(tab, FIRST.exercise, text);
  await openBench(tab, site + FIRST.lesson);
  return run(tab);
}

const NARROW = [600, 800] as const;
const WIDE = [1280, 800] as const;

export const STEPS: readonly Step[] = [
  {
    name: "a lesson is read, with its figure's first picture",
    async run(tab, site) {
      await tab.resize(...WIDE);
      await tab.open(site + TRACKER.lesson);
      await until(tab, "the fonts", () => document.fonts.status === "loaded");
      return tab.ask(() => ({
        title: document.querySelector("h1")?.textContent,
        headings: [...document.querySelectorAll("main h2, main h3")].map((one) => one.textContent),
        shapes: document.querySelectorAll("figure[data-figure] svg :is(rect, path, circle)").length,
        isSideways: document.documentElement.scrollWidth > innerWidth,
      }));
    },
  },
  {
    name: "a figure plays, and a zone is taken down",
    async run(tab) {
      const slider = () => document.querySelector<HTMLInputElement>("figure[data-figure] input[type=range]")?.value;
      await tab.ask(() => document.querySelector("figure[data-figure]")?.scrollIntoView({ behavior: "instant" }));
      await press(tab, "figure[data-figure] button", "Play");
      const before = await tab.ask(slider);
      await until(tab, "the figure's move", (was) => {
        const now = document.querySelector<HTMLInputElement>("figure[data-figure] input[type=range]")?.value;
        return now !== was;
      }, before); // prettier-ignore
      await press(tab, "figure[data-figure] button", "Pause");
      await press(tab, "figure[data-figure] [role=button], figure[data-figure] button", "Take az-3 down");
      await read(tab, "figure[data-figure]", "You took az-3 down at");
      await press(tab, "figure[data-figure] button", "Back to the run as it was");
      await read(tab, "figure[data-figure]", "Click a zone or a copy");
      return tab.ask(() =>
        [...document.querySelectorAll("figure[data-figure] tbody tr")].map((row) =>
          row.textContent.replaceAll(/\s+/g, " "),
        ),
      );
    },
  },
  {
    name: "an answer is typed into the plain editor, wrong at first, and stays after a reload",
    async run(tab, site) {
      await tab.resize(...NARROW);
      await openBench(tab, site + FIRST.lesson);
      const write = async (text: string) => {
        await press(tab, "section[data-exercise] textarea");
        await tab.chord("Control", "a");
        await tab.type(text);
      };
      await write(RIGHT.replace("hello", "bye"));
      const wrong = await run(tab);
      await write(RIGHT);
      const right = await run(tab);
      await tab.reload();
      await benchReady(tab);
      const kept = await tab.ask(() => document.querySelector("textarea")?.value);
      await tab.open(`${site}/map/`);
      return { wrong, right, kept, map: await read(tab, "[data-totals]", "1 of") };
    },
  },
  {
    name: "an answer is typed into the full editor, and fills the window",
    async run(tab, site) {
      await tab.resize(...WIDE);
      await keep(tab, FIRST.exercise, "// nothing yet\n");
      await openBench(tab, site + FIRST.lesson);
      await press(tab, "section[data-exercise] textarea");
      await until(tab, "the full editor", () => document.activeElement?.closest(".monaco-editor") !== null);
      await tab.chord("Control", "a");
      await tab.type(RIGHT);
      const verdict = await run(tab);
      await press(tab, "section[data-exercise] button", "Full window");
      const width = () => document.querySelector("section[data-exercise]")?.getBoundingClientRect().width;
      await until(tab, "the full window", () => document.querySelector("section[data-exercise]")?.matches(":popover-open")); // prettier-ignore
      const full = (await tab.ask(width)) === (await tab.ask(() => innerWidth));
      await tab.chord("Escape");
      await until(tab, "the page", () => !document.querySelector("section[data-exercise]")?.matches(":popover-open"));
      return { verdict, full };
    },
  },
  {
    name: "a wrong answer's checks, smallest run and replay",
    async run(tab, site) {
      await tab.resize(...NARROW);
      await keep(tab, TRACKER.exercise, exerciseFile(`${TRACKER.exercise}/mistakes/fourth-highest-scl.ts`));
      await openBench(tab, site + TRACKER.lesson);
      const judged = await run(tab);
      const rested = await runRested(tab);
      await press(tab, "section[data-exercise] .results button", "Replay");
      // It plays by itself, up to where the two part.
      await read(tab, "figure.replay .verdict", "here the two runs part");
      const texts = () =>
        [...document.querySelectorAll("figure.replay")].map((one) => one.textContent.replaceAll(/\s+/g, " "));
      const parted = await tab.ask(texts);
      for (let step = 0; step < 3; step++) await press(tab, "figure.replay button", "Previous event");
      return { judged, rested, parted, before: await tab.ask(texts) };
    },
  },
  {
    name: "format, the panels, and a link that another visit opens",
    async run(tab, site) {
      await keep(tab, FIRST.exercise, "export function greet(a:string,b:string){return a+b}");
      await openBench(tab, site + FIRST.lesson);
      await press(tab, "section[data-exercise] button", "Format");
      const formatted = await until(tab, "the formatted text", () => {
        const text = document.querySelector("textarea")?.value;
        return text?.includes("a: string") ? text : undefined;
      });
      await run(tab);
      const panels: Record<string, string> = {};
      for (const [button, words] of [
        ["Compare", "The stub"],
        ["Explored", "Function"],
        ["Runs", "Verdict"],
        ["Link", "In a terminal"],
      ] as const)
        await press(tab, "section[data-exercise] .tools button", button).then(async () => {
          const text = await read(tab, "section[data-exercise] .panel", words);
          // Other panels tell the hour of a run, or the page's address.
          if (button === "Explored") panels[button] = text;
        });
      const link = await until(
        tab,
        "the link",
        () => document.querySelector<HTMLInputElement>("section[data-exercise] .panel input")?.value,
      );
      await keep(tab, FIRST.exercise, "// my own");
      await tab.open(`${site}/map/`);
      await openBench(tab, link.replace(/^https?:\/\/[^/]+/, site));
      await read(tab, ".visit", "This answer came with a link");
      const visited = await tab.ask(() => document.querySelector("textarea")?.value);
      await press(tab, "section[data-exercise] .visit button", "Back to my own");
      const own = await tab.ask(() => document.querySelector("textarea")?.value);
      return { formatted, panels, visited, own };
    },
  },
  {
    name: "an endless loop ends, and the next run is judged",
    async run(tab, site) {
      const loop = await runKept(tab, site, "export function greet() { for (;;) {} }");
      const rested = await runRested(tab);
      return { loop, rested, next: await runKept(tab, site, RIGHT), again: await runRested(tab) };
    },
  },
  {
    name: "a stack overflow ends as a failure",
    run: (tab, site) =>
      runKept(tab, site, "export function greet(): string {\n  return deeper();\n}\nfunction deeper(): string {\n  return greet() + 1;\n}\n"), // prettier-ignore
  },
  {
    name: "an answer that takes all memory ends as a failure",
    async run(tab, site) {
      const hog = "const all: unknown[] = [];\nexport function greet() {\n  for (;;) all.push(new Array(100_000).fill(all.length));\n}\n"; // prettier-ignore
      const { verdict, checks } = await runKept(tab, site, hog);
      // Whether memory or time goes out first is the machine's matter.
      const said = /memory|was stopped after|ended the run/.test(verdict);
      return { said, passed: checks.filter((one) => one.startsWith("Passed")), next: await runKept(tab, site, RIGHT) };
    },
  },
  {
    name: "an answer reaches neither the network, nor storage, nor the page",
    async run(tab, site) {
      const calls: string[] = [];
      const outside = createServer((request, response) => {
        calls.push(request.url ?? "");
        response.setHeader("access-control-allow-origin", "*").end("");
      });
      outside.on("upgrade", (_, socket) => {
        calls.push("a socket");
        socket.destroy();
      });
      await new Promise<void>((resolve) => outside.listen(0, "127.0.0.1", resolve));
      const url = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
      const ways = [
        "fetch(url).catch(() => 0)",
        "{ const r = new XMLHttpRequest(); r.open('GET', url); r.send(); }",
        "new WebSocket(url.replace('http', 'ws'))",
        "new EventSource(url)",
        "importScripts(url)",
        "new Worker(url)",
        "self.constructor.constructor('u', 'return fetch(u)')(url)",
        "(0, eval)('import(\"' + url + '\")').catch(() => 0)",
        "caches.open('x').then((c) => c.add(url))",
      ];
      const names = "fetch XMLHttpRequest WebSocket indexedDB caches localStorage self postMessage navigator".split(
        " ",
      );
      const text = `const url = "${url}";
        export function greet() {
          ${ways.map((way) => `try { ${way} } catch {}`).join("\n")}
          return [${names.map((name) => `typeof ${name}`).join(", ")}].join();
        }`;
      const judged = await runKept(tab, site, text);
      // Without the runner's walls, the frame's own policy: what a script in it may do.
      const frame = await tab.ask(async (url: string) => {
        const inner = document.querySelector<HTMLIFrameElement>("iframe")?.contentDocument?.querySelector("iframe");
        return { sandbox: inner?.getAttribute("sandbox"), isClosed: inner?.contentDocument === null, url: url === "" };
      }, url); // prettier-ignore
      await runKept(tab, site, RIGHT);
      outside.closeAllConnections();
      outside.close();
      return { judged: judged.checks.map((text) => text.replaceAll(url, "")), frame, calls };
    },
  },
];

/** Judges texts with what the page itself uses, without its editor: the whole report, as it is. */
export async function reportsOf(
  tab: Tab,
  site: string,
  { lesson, exercise, judge, timeLimitMs }: typeof FIRST & { readonly judge: string },
  texts: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, Report>>> {
  await openBench(tab, site + lesson);
  const reports: Record<string, Report> = {};
  for (const [name, text] of Object.entries(texts)) {
    reports[name] = await tab.ask(
      async (judge: string, exercise: string, text: string, timeLimitMs: number) => {
        const page = globalThis as { judged?: unknown };
        const encoded = document.querySelector(`[data-exercise="${exercise}"] astro-island`)?.getAttribute("props");
        // Astro writes each value with a number that says its kind before it.
        const plain = ([, value]: [number, unknown]): unknown =>
          typeof value === "object" && value !== null && !Array.isArray(value)
            ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one as [number, unknown])]))
            : value;
        const { urls } = JSON.parse(encoded ?? "{}") as { urls: [number, unknown] };
        type Judge = { exercise: { timeLimitMs?: number }; grade(text: string, options: object): Promise<unknown> };
        const { openJudge } = (await import(judge)) as { openJudge(name: string, urls: unknown): Promise<Judge> };
        const opened = (page.judged ??= await openJudge(exercise, plain(urls))) as Judge;
        opened.exercise.timeLimitMs = timeLimitMs;
        return (await opened.grade(text, {
          signal: new AbortController().signal,
          onVerdict: () => undefined,
        })) as Report;
      },
      judge,
      exercise,
      text,
      timeLimitMs,
    );
  }
  return reports;
}

export { FIRST, TRACKER };
