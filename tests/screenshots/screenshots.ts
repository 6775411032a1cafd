/**
 * `npm run build && npm run screenshots -- <folder>`: a picture of every kind of page and of every state of a workbench, at
 * three widths, in both themes and both languages, and an index.html that shows them side by side.
 *
 *   npm run screenshots -- /tmp/pictures --only quiz,panel-runs.phone.ko     those whose name holds one of these
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import type { Browser, Locator, Page } from "playwright-core";
import { ROOT } from "../../src/grader/bundle.ts";
import { launchChromium } from "../support/chromium.ts";
import { serveFolder } from "../support/serve-folder.ts";

const TRACKER = "aurora-storage/commit-tracker";
const LESSON = "/aurora-storage/write-path/";

const WIDTHS = { phone: [360, 740], tablet: [768, 1024], laptop: [1366, 768] } as const;
const THEMES = ["light", "dark"] as const;
const LANGUAGES = ["en", "ko"] as const;

type Width = keyof typeof WIDTHS;

/** One picture: how to get there, and what of the page it shows (else what the window shows). */
interface Kind {
  readonly path: string;
  /** The answer that this reader has kept. */
  readonly answer?: "mistake" | "solution";
  readonly widths?: readonly Width[];
  prepare?(page: Page): Promise<Locator | "whole" | undefined>;
}

const section = (page: Page) => page.locator("section[data-exercise]").first();

async function bench(page: Page): Promise<Locator> {
  const place = section(page);
  await place.locator(".editor").first().scrollIntoViewIfNeeded();
  await place.locator("astro-island:not([ssr])").first().waitFor({ state: "attached" });
  return place;
}

async function run(page: Page): Promise<Locator> {
  const place = await bench(page);
  await place.locator("button.run").click();
  await place.locator(".announcement").filter({ hasText: /\S/ }).waitFor({ state: "attached" });
  return place;
}

/** Takes the first choice, right or wrong. */
async function answer(question: Locator): Promise<void> {
  await question.locator("input").first().check({ force: true });
  await question.getByRole("button").first().click();
}

/** The tools of a workbench, by their order. */
const panel =
  (index: number): NonNullable<Kind["prepare"]> =>
  async (page) => {
    const place = await run(page);
    await place.locator(".tools button").nth(index).click();
    await place.locator(".panel").waitFor();
    await page.waitForTimeout(300);
    return place.locator(".panel");
  };

const KINDS: Readonly<Record<string, Kind>> = {
  landing: { path: "/", prepare: async () => "whole" },
  map: { path: "/map/", prepare: async () => "whole" },
  glossary: { path: "/glossary/" },
  "not-found": { path: "/404.html" },
  "lesson-top": { path: LESSON },
  "lesson-menu": {
    path: LESSON,
    widths: ["phone"],
    async prepare(page) {
      await page.locator(".sl-menu-button").click();
      return undefined;
    },
  },
  figure: {
    path: LESSON,
    async prepare(page) {
      const figure = page.locator("figure[data-figure]").first();
      await figure.scrollIntoViewIfNeeded();
      await figure.locator("astro-island:not([ssr]), input[type=range]:enabled").first().waitFor();
      return figure;
    },
  },
  chart: {
    path: "/caching/item-cache/",
    async prepare(page) {
      const figure = page.locator("figure[data-figure]").first();
      await figure.scrollIntoViewIfNeeded();
      await figure.locator("input[type=range]:enabled").first().waitFor();
      return figure;
    },
  },
  "figure-table": {
    path: LESSON,
    async prepare(page) {
      const figure = page.locator("figure[data-figure]").first();
      await figure.locator("details").first().locator("summary").click();
      return figure;
    },
  },
  predict: {
    path: LESSON,
    async prepare(page) {
      const question = page.locator("course-question").first();
      await answer(question);
      return question;
    },
  },
  quiz: {
    path: LESSON,
    async prepare(page) {
      const quiz = page.locator("course-quiz");
      for (const question of await quiz.locator("course-question").all()) await answer(question);
      return quiz;
    },
  },
  term: {
    path: LESSON,
    async prepare(page) {
      const term = page.locator("main a[href*='/glossary/#']").first();
      await term.scrollIntoViewIfNeeded();
      await term.focus();
      await page.waitForTimeout(300);
      return undefined;
    },
  },
  "lesson-end": {
    path: LESSON,
    async prepare(page) {
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      return undefined;
    },
  },
  workbench: { path: LESSON, prepare: bench },
  "workbench-failed": { path: LESSON, answer: "mistake", prepare: run },
  "workbench-solved": { path: LESSON, answer: "solution", prepare: run },
  "workbench-hints": {
    path: LESSON,
    async prepare(page) {
      const place = await bench(page);
      for (let count = 0; count < 2; count++) await place.locator("[data-deed=hint]").click();
      await place.locator(".hints p").nth(1).waitFor();
      return place;
    },
  },
  replay: {
    path: LESSON,
    answer: "mistake",
    async prepare(page) {
      const place = await run(page);
      await place.locator(".results button", { hasText: /^(Replay|재생)$/ }).first().click(); // prettier-ignore
      await place.locator("figure.replay").waitFor();
      return place.locator("figure.replay");
    },
  },
  "panel-compare": { path: LESSON, answer: "mistake", prepare: panel(0) },
  "panel-runs": { path: LESSON, answer: "mistake", prepare: panel(1) },
  "panel-explored": { path: LESSON, answer: "mistake", prepare: panel(2) },
  "panel-link": { path: LESSON, answer: "mistake", prepare: panel(3) },
  "panel-keys": { path: LESSON, answer: "mistake", prepare: panel(6) },
  "full-window": {
    path: LESSON,
    answer: "mistake",
    widths: ["laptop"],
    async prepare(page) {
      const place = await run(page);
      await place.locator(".windowed").click();
      await page.waitForTimeout(300);
      return undefined;
    },
  },
  "full-editor": {
    path: LESSON,
    widths: ["laptop"],
    async prepare(page) {
      const place = await bench(page);
      await place.locator(".editor").click({ position: { x: 200, y: 30 } });
      await place.locator(".monaco-editor .view-line").first().waitFor();
      return place;
    },
  },
  search: {
    path: LESSON,
    async prepare(page) {
      await page.locator("site-search button[data-open-modal]").click();
      await page.locator("dialog input").fill("quorum");
      await page.locator("dialog .pagefind-ui__result, dialog [class*=result] a").first().waitFor();
      await page.waitForTimeout(400);
      return undefined;
    },
  },
  print: {
    path: LESSON,
    widths: ["tablet"],
    async prepare(page) {
      await page.emulateMedia({ media: "print" });
      return "whole";
    },
  },
};

const taken: { readonly kind: string; readonly width: Width; readonly file: string; readonly label: string }[] = [];

async function takeAll(browser: Browser, site: string, folder: string, only: readonly string[]): Promise<void> {
  const jobs = Object.entries(KINDS)
    .flatMap(([kind, { widths = Object.keys(WIDTHS) as Width[] }]) =>
      widths.flatMap((width) =>
        LANGUAGES.flatMap((language) =>
          THEMES.map((theme) => ({ kind, width, language, theme, file: `${kind}.${width}.${language}.${theme}.png` })),
        ),
      ),
    )
    .filter(({ file }) => only.some((part) => file.includes(part)));
  const workOn = async () => {
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
      const { kind, width, language, theme, file } = job;
      const { path: address, answer, prepare } = KINDS[kind] as Kind;
      const [w, h] = WIDTHS[width];
      const isPhone = width !== "laptop";
      const context = await browser.newContext({
        viewport: { width: w, height: h },
        hasTouch: isPhone,
        isMobile: isPhone,
        colorScheme: theme,
        reducedMotion: "reduce",
        // What it keeps would be said on the map, each time another number.
        serviceWorkers: "block",
      });
      context.setDefaultTimeout(30_000);
      const page = await context.newPage();
      const text =
        answer === undefined
          ? undefined
          : readFileSync(
              path.join(
                ROOT,
                "exercises",
                TRACKER,
                answer === "solution" ? "solution.ts" : "mistakes/fourth-highest-scl.ts",
              ),
              "utf8",
            );
      if (text !== undefined)
        await page.addInitScript(
          ([key, text]) => localStorage.setItem(key, JSON.stringify({ version: 1, text, shelved: [] })),
          [`four-of-six/answer/${TRACKER}`, answer === "solution" ? `// mine\n${text}` : text] as const,
        );
      const label = `${language} ${theme}`;
      try {
        await page.goto(site + (language === "ko" ? "/ko" : "") + address, { waitUntil: "networkidle" });
        // What is below is laid out when it comes near, and the head of the page lies over what is scrolled to: not in a picture.
        await page.addStyleTag({ content: "* { content-visibility: visible !important }" });
        const what = await prepare?.(page);
        if (what !== undefined)
          await page.addStyleTag({ content: ".page > .header, .sl-menu-button { position: absolute !important }" });
        const target = what === undefined || what === "whole" ? page : what;
        await target.screenshot({
          path: path.join(folder, file),
          animations: "disabled",
          ...(what === "whole" ? { fullPage: true } : {}),
        });
        taken.push({ kind, width, file, label });
      } catch (error) {
        console.log(`${file}: ${(error as Error).message.split("\n")[0]}`);
        process.exitCode = 1;
      }
      await context.close();
    }
  };
  await Promise.all([workOn(), workOn(), workOn()]);
}

/** All pictures on one page: a row for each kind and width, languages and themes side by side. */
function contactSheet(): string {
  const rows = Object.keys(KINDS).flatMap((kind) =>
    (Object.keys(WIDTHS) as Width[]).map((width) => {
      const pictures = taken
        .filter((one) => one.kind === kind && one.width === width)
        .toSorted((a, b) => a.file.localeCompare(b.file));
      if (pictures.length === 0) return "";
      const cells = pictures.map(
        ({ file, label }) =>
          `<figure><a href="${file}"><img src="${file}" alt="" loading="lazy"></a><figcaption>${label}</figcaption></figure>`,
      );
      return `<h2>${kind}, ${width}</h2><div>${cells.join("")}</div>`;
    }),
  );
  return `<!doctype html><meta charset="utf-8"><title>Screenshots</title><style>
body { margin: 1rem; font: 14px/1.4 system-ui; background: #888; color: #fff }
div { display: grid; grid-template-columns: repeat(4, 1fr); gap: 1rem; align-items: start }
figure { margin: 0 } img { max-width: 100%; max-height: 90vh; display: block } h2 { font-size: 1rem }
</style>${rows.join("\n")}`;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { only: { type: "string" } } });
  const [folder] = positionals;
  if (folder === undefined) throw new Error("Name a folder for the pictures: npm run screenshots -- <folder>");
  if (!existsSync(path.join(ROOT, "dist/index.html"))) throw new Error("There is no built site: npm run build first.");
  mkdirSync(folder, { recursive: true });
  const site = await serveFolder(path.join(ROOT, "dist"));
  const browser = await launchChromium();
  try {
    await takeAll(browser, site.url, folder, values.only?.split(",") ?? [""]);
    writeFileSync(path.join(folder, "index.html"), contactSheet());
    console.log(`${taken.length} pictures; open ${path.join(folder, "index.html")}`);
  } finally {
    await browser.close();
    site.close();
  }
}

await main();
