/** What the tests of the built site share: one browser, its pages, and the handles of an exercise. */
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { inject, onTestFinished } from "vitest";
import { launchChromium } from "../support/chromium.ts";

export const siteUrl = inject("siteUrl");

export const WRITE_PATH = "/aurora-storage/write-path/";
export const SIX_COPIES = "/aurora-storage/six-copies/";
export const FIRST_LESSON = "/start/how-this-course-works/";
export const FAILOVER = "/aurora-cluster/failover/";
/** Its figure is a chart. */
export const ITEM_CACHE = "/caching/item-cache/";
export const WRITE_PATH_KO = "/ko/aurora-storage/write-path/";

export const DESKTOP = { viewport: { width: 1366, height: 768 } } as const;
export const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const;

// The files of this project share their modules, and so this browser. It ends with the process that started it.
let browser: Promise<Browser> | undefined;

export interface VisitOptions extends BrowserContextOptions {
  /** Runs in the page before its own scripts. */
  readonly before?: () => void;
  /** The answer that this reader's browser has kept, by exercise. */
  readonly kept?: Readonly<Record<string, string>>;
}

/** A reader with a browser of their own opens a page. It is closed when the test ends. */
export async function visit(path: string, options: VisitOptions = {}): Promise<Page> {
  const page = await openReader(options);
  await page.goto(siteUrl + path);
  return page;
}

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));

/** Every page of the built site. The document that answers run in is none. */
export const PAGES = globSync("**/*.html", { cwd: DIST })
  .filter((file) => !file.startsWith("runner"))
  .map((file) => `/${file.replaceAll("\\", "/").replace(/index\.html$/, "")}`)
  .toSorted();

/** What is built of a page. */
export function htmlOf(path: string): string {
  return readFileSync(`${DIST}${path}${path.endsWith("/") ? "index.html" : ""}`, "utf8");
}

/**
 * Looks at many pages, once everything that they fetch by themselves is there. Gives what was found, by page; pages
 * without a finding are left out. Two readers share the pages: each turns from one to the next and fetches only what is
 * new, and comes to each as somebody who has kept nothing.
 */
export async function lookAtEach(
  paths: readonly string[],
  options: VisitOptions & Required<Pick<VisitOptions, "viewport">>,
  look: (page: Page) => Promise<readonly string[]>,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const left = [...paths];
  const found: Record<string, readonly string[]> = {};
  const readOn = async () => {
    const page = await openReader(options);
    for (let path = left.pop(); path !== undefined; path = left.pop()) {
      if (options.viewport !== null) await page.setViewportSize(options.viewport);
      await page.goto(siteUrl + path);
      await page.waitForLoadState("networkidle");
      await layOutAll(page);
      const seen = await look(page);
      if (seen.length > 0) found[path] = seen;
      await page.evaluate(() => localStorage.clear());
    }
  };
  await Promise.all([readOn(), readOn()]);
  return found;
}

/** What is far below is laid out only when it comes near: whoever looks at a whole page wants all of it. */
export async function layOutAll(page: Page): Promise<void> {
  await page.addStyleTag({ content: "* { content-visibility: visible !important }" });
}

/** A reader who has opened nothing yet. */
export async function openReader({ before, kept, ...options }: VisitOptions = {}): Promise<Page> {
  browser ??= launchChromium();
  const context = await (await browser).newContext({ ...DESKTOP, serviceWorkers: "block", ...options });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(30_000);
  context.on("page", waitForScripts);
  const page = await context.newPage();
  if (before !== undefined) await page.addInitScript(before);
  if (kept !== undefined) {
    await page.addInitScript((answers) => {
      // The runner's frame is a document of the site's, too.
      if (self !== top) return;
      for (const [name, text] of Object.entries(answers)) {
        localStorage.setItem(`four-of-six/answer/${name}`, JSON.stringify({ version: 1, text, shelved: [] }));
      }
    }, kept);
  }
  return page;
}

/** A page fetches its scripts after its first paint; whoever comes to it in a test finds them there. */
function waitForScripts(page: Page): void {
  // As a text: the test's own tools would put another word in place of `import`.
  const settled = () => page.evaluate(`(async () => {
    const { later } = document.querySelector("script[data-later]")?.dataset ?? {};
    const loaded = (later?.split(" ") ?? []).map((src) => import(src));
    // A test may hold a script back, or take it away.
    await Promise.race([Promise.allSettled(loaded), new Promise((resolve) => setTimeout(resolve, 3_000))]);
  })()`); // prettier-ignore
  const { goto, reload } = page;
  page.goto = async (...args) => {
    const response = await goto.apply(page, args);
    await settled();
    return response;
  };
  page.reload = async (...args) => {
    const response = await reload.apply(page, args);
    await settled();
    return response;
  };
}

/** An exercise on a page, by the names that readers and their machines go by. */
export interface Bench {
  readonly page: Page;
  readonly region: Locator;
  readonly answer: Locator;
  readonly verdict: Locator;
  button(name: string): Locator;
  /** The checks as they read, in order. */
  checks(): Promise<readonly string[]>;
  /** Presses Run and waits for the verdict. */
  run(): Promise<string>;
  /** The text that is kept in the reader's browser. */
  keptText(): Promise<string | undefined>;
}

/** The first exercise of a page, once it is ready to be used. */
export async function benchOf(page: Page, regionName: RegExp = /^Exercise: /): Promise<Bench> {
  const region = page.getByRole("region", { name: regionName }).first();
  await region.getByText(/^Ctrl\+Enter/).scrollIntoViewIfNeeded();
  const verdict = region.locator(".announcement");
  const button = (name: string) => region.getByRole("button", { name, exact: true });
  const bench: Bench = {
    page,
    region,
    verdict,
    answer: region.getByRole("textbox", { name: /^(Answer|답안)$/ }),
    button,
    checks: () =>
      region
        .getByRole("list", { name: /^(Checks|검사 목록)$/ })
        .locator(":scope > li")
        .allInnerTexts(),
    async run() {
      await region.getByRole("button", { name: /^(Run|실행)$/ }).click();
      return verdictOf(bench);
    },
    keptText: async () => {
      const name = (await region.getAttribute("data-exercise")) ?? "";
      const saved = await page.evaluate((key) => localStorage.getItem(key), `four-of-six/answer/${name}`);
      return saved === null ? undefined : (JSON.parse(saved) as { text: string }).text;
    },
  };
  // An island that has come to life says so by losing this mark.
  await region.locator("astro-island:not([ssr])").first().waitFor({ state: "attached" });
  return bench;
}

/** Waits for the announcement of a verdict and returns it. */
export async function verdictOf({ verdict }: Bench): Promise<string> {
  await verdict.filter({ hasText: /\S/ }).waitFor({ state: "attached" });
  return verdict.innerText();
}

/** Opens the full editor by touching the plain one, and waits until it has taken over. */
export async function openFullEditor({ page, region }: Bench): Promise<void> {
  // Where code stands in either editor; the full one's own text box has no surface to click on.
  await region.locator(".editor").click({ position: { x: 200, y: 30 } });
  await region.locator(".monaco-editor .view-line").first().waitFor();
  await page.waitForFunction(() => document.activeElement?.closest(".monaco-editor") !== null);
}

/** Replaces what stands in the focused editor as a reader does who has the text on the clipboard. */
export async function pasteOver(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Control+V");
}

/** A file of an exercise: `exerciseFile("start/first-run/solution.ts")`. */
export function exerciseFile(path: string): string {
  return readFileSync(fileURLToPath(new URL(`../../exercises/${path}`, import.meta.url)), "utf8");
}
