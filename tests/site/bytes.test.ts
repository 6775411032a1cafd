/** The byte budgets of the design, measured in a browser: gzip sizes of what a page really asks for. */
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { ROOT } from "../../src/grader/bundle.ts";
import {
  benchOf,
  FAILOVER,
  FIRST_LESSON,
  ITEM_CACHE,
  openReader,
  SIX_COPIES,
  siteUrl,
  WRITE_PATH,
  WRITE_PATH_KO,
} from "./site.ts";

const KB = 1000;

interface Asked {
  readonly url: string;
  readonly isScript: boolean;
  readonly isFont: boolean;
  readonly gzipBytes: number;
  readonly bytes: number;
}

/** Everything that the page asks the site for; `take` returns what has come since the last call. */
function listen(page: Page) {
  const coming: Promise<Asked | undefined>[] = [];
  page.context().on("response", (response) => {
    const url = response.url();
    if (!url.startsWith(siteUrl)) return;
    const type = response.request().resourceType();
    coming.push(
      response.body().then(
        (body) => ({
          url: url.slice(siteUrl.length),
          isScript: type === "script" || /\.js$/.test(url),
          isFont: type === "font",
          gzipBytes: gzipSync(body).length,
          bytes: body.length,
        }),
        () => undefined,
      ),
    );
  });
  return {
    async take(): Promise<readonly Asked[]> {
      return (await Promise.all(coming.splice(0))).filter((one) => one !== undefined);
    },
  };
}

const scriptBytes = (asked: readonly Asked[]) =>
  asked.filter(({ isScript }) => isScript).reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
const told = (asked: readonly Asked[]) => asked.map(({ url, gzipBytes }) => `${url} ${gzipBytes}`).join("\n");

test.for([FIRST_LESSON, SIX_COPIES, WRITE_PATH, WRITE_PATH_KO, FAILOVER, ITEM_CACHE])(
  "%s keeps its budget of script",
  async (path) => {
    // So low that nothing below the title is in view.
    const page = await openReader({ viewport: { width: 1366, height: 400 } });
    const { take } = listen(page);
    await page.goto(siteUrl + path, { waitUntil: "networkidle" });
    const atFirst = await take();
    expect(scriptBytes(atFirst), told(atFirst)).toBeLessThanOrEqual(40 * KB);

    const figures = page.locator("figure[data-figure]");
    for (const figure of await figures.all()) await figure.scrollIntoViewIfNeeded();
    await expect.poll(() => figures.first().getByRole("slider").isEnabled()).toBe(true);
    const withFigures = await take();
    expect(scriptBytes(withFigures), told(withFigures)).toBeGreaterThan(KB);
    expect(scriptBytes(withFigures), told(withFigures)).toBeLessThanOrEqual(40 * KB);

    // The workbench in view is ready to be typed into, and brings neither runner nor full editor.
    const bench = await benchOf(page, /^(Exercise|실습): /);
    const withWorkbench = await take();
    expect(scriptBytes(withWorkbench), told(withWorkbench)).toBeLessThanOrEqual(8 * KB);
    const untouched = [...atFirst, ...withFigures, ...withWorkbench].map(({ url }) => url);
    expect(untouched.filter((url) => /\/runner\/|monaco|worker/i.test(url))).toEqual([]);

    await bench.run();
    const onRun = await take();
    const sealed = onRun.filter(({ url, isScript }) => isScript && url.startsWith("/runner/"));
    expect(sealed, told(onRun)).toHaveLength(2);
    expect(scriptBytes(sealed), told(sealed)).toBeLessThanOrEqual(260 * KB);
    // What the exercise says in the page's language, its known mistakes, and what tells of runs.
    const others = onRun.filter((one) => !sealed.includes(one));
    expect(
      others.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0),
      told(onRun),
    ).toBeLessThanOrEqual(20 * KB);
    expect(onRun.filter(({ url }) => /monaco|worker/i.test(url))).toEqual([]);
  },
);

test("the runner and any one suite keep their budget", () => {
  const folder = path.join(ROOT, "dist/runner");
  const sizes = readdirSync(folder)
    .filter((file) => file.endsWith(".js"))
    .map((file) => ({ file, bytes: gzipSync(readFileSync(path.join(folder, file))).length }));
  const runner = sizes.find(({ file }) => file.startsWith("runner."));
  const suites = sizes.filter((one) => one !== runner);
  expect(suites.length).toBeGreaterThan(10);
  const tooMuch = suites.filter(({ bytes }) => bytes + (runner?.bytes ?? Infinity) > 260 * KB);
  expect(tooMuch).toEqual([]);
});

test("Monaco's language service brings no features beside those that we name", () => {
  const folder = path.join(ROOT, "dist/_astro");
  const modes = readdirSync(folder).filter((file) => /^tsMode\..*\.js$/.test(file));
  expect(modes).toHaveLength(1);
  // With all of Monaco's features it has 580 KB, and a second editor on a page starts with errors.
  expect(readFileSync(path.join(folder, modes[0] ?? "")).length).toBeLessThan(40 * KB);
});

test("Latin fonts keep to 100 KB", async () => {
  const page = await openReader();
  const { take } = listen(page);
  await page.goto(siteUrl + WRITE_PATH, { waitUntil: "networkidle" });
  await page.evaluate(() => document.fonts.ready);
  const fonts = (await take()).filter(({ isFont }) => isFont);
  expect(fonts.length).toBeGreaterThan(2);
  expect(fonts.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(100 * KB);
});
