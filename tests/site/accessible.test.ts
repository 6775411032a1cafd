/** What axe finds on every page, on a desk in both themes and on a phone, and in every state of an exercise. */
import axe, { type RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import {
  DESKTOP,
  PAGES,
  PHONE,
  WRITE_PATH,
  WRITE_PATH_KO,
  benchOf,
  exerciseFile,
  layOutAll,
  lookAtEach,
  openFullEditor,
  visit,
} from "./site.ts";

const TRACKER = "aurora-storage/commit-tracker";

type Theme = "light" | "dark";

/** What axe has against the page. What a theme can change is contrast, so the dark one is asked for that. */
async function violations(
  page: Page,
  themes: readonly Theme[] = ["light", "dark"],
  withColours = true,
): Promise<readonly string[]> {
  const found: string[] = [];
  await layOutAll(page);
  for (const theme of themes) {
    await page.evaluate((name) => (document.documentElement.dataset["theme"] = name), theme);
    // A colour on its way to another is neither.
    await page.evaluate(() =>
      Promise.all(
        document
          .getAnimations()
          .filter((one) => one.effect?.getComputedTiming().iterations !== Infinity)
          .map((one) => one.finished.catch(() => undefined)),
      ),
    );
    found.push(...(await axeSays(page, theme === "dark" ? ["color-contrast"] : undefined, withColours)).map((said) => `${theme}: ${said}`)); // prettier-ignore
  }
  return found;
}

/** What the rules of axe, or only some, have against the page as it stands. Its one frame, the runner's, is hidden and empty. */
async function axeSays(
  page: Page,
  only: readonly string[] | undefined,
  withColours: boolean,
): Promise<readonly string[]> {
  const options: RunOptions = {
    resultTypes: ["violations"],
    iframes: false,
    ...(only === undefined ? {} : { runOnly: [...only] }),
    ...(withColours ? {} : { rules: { "color-contrast": { enabled: false } } }),
  };
  // Its text is half a megabyte: a page gets it once.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(async (asked) => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, asked);
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(" ")}: ${failureSummary}`),
    );
  }, options);
}

/** What scrolls sideways: the page itself, or something on it that is neither code nor a wide table. */
function sideways(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const root = document.scrollingElement as Element;
    if (root.scrollWidth > root.clientWidth) return [`the page: ${root.scrollWidth} px`];
    const scrolls = (element: Element) =>
      element.scrollWidth > element.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(element).overflowX);
    return [...document.querySelectorAll("main *")]
      .filter((element) => scrolls(element) && !element.matches("pre, textarea, code, .still, table, .table"))
      .map((element) => `scrolls sideways: ${element.tagName}.${element.className}`);
  });
}

const SIZES = [
  ["on a desk", DESKTOP],
  ["on a phone", PHONE],
] as const;

const ENGLISH = PAGES.filter((path) => !path.startsWith("/ko/"));
const KOREAN = PAGES.filter((path) => path.startsWith("/ko/"));

// Each page is built the same way in both languages: axe looks at the desk's layout in English, and at the phone's in Korean.
// Colours are the same in all of them, and looking at them takes longest: that is done once.
test("every page has nothing for axe to say on a desk, in light and dark, and fits a narrow window", async () => {
  expect(ENGLISH.length).toBeGreaterThan(10);
  const found = await lookAtEach(ENGLISH, DESKTOP, async (page) => {
    const onDesk = await violations(page);
    await page.setViewportSize(PHONE.viewport);
    return [...onDesk, ...(await sideways(page))];
  });
  expect(found).toEqual({});
});

test("every page in Korean fits a phone, and has nothing for axe to say there", async () => {
  expect(KOREAN.length).toBeGreaterThan(10);
  const found = await lookAtEach(KOREAN, PHONE, async (page) => [
    ...(await sideways(page)),
    ...(await violations(page, ["light"], false)),
  ]);
  expect(found).toEqual({});
});

test.for([
  [WRITE_PATH, ...SIZES[0]],
  [WRITE_PATH_KO, ...SIZES[1]],
] as const)("%s with everything open has nothing for axe to say %s", async ([path, , options]) => {
  const mistake = exerciseFile(`${TRACKER}/mistakes/fourth-highest-scl.ts`);
  const page = await visit(path, { ...options, kept: { [TRACKER]: mistake } });
  const bench = await benchOf(page, /^(Exercise|실습): /);
  await bench.run();
  for (let count = 0; count < 3; count++) await bench.region.getByRole("button", { name: /^(Hint|힌트)$/ }).click();
  await page.evaluate(() => document.querySelectorAll("main details").forEach((one) => one.setAttribute("open", "")));
  await bench.region
    .getByRole("button", { name: /^(Replay|재생)$/ })
    .first()
    .click();
  await bench.region.getByRole("region", { name: /^(Reference|참조 구현)$/ }).waitFor();
  expect(await violations(page)).toEqual([]);
});

test("a cluster on the reader's code has nothing for axe to say", async () => {
  const page = await visit(WRITE_PATH, { kept: { [TRACKER]: exerciseFile(`${TRACKER}/solution.ts`) } });
  const bench = await benchOf(page);
  await bench.run();
  await bench.button("Run the cluster with my code").click();
  const figure = bench.region.locator("figure[data-figure]");
  await expect.poll(() => figure.getAttribute("aria-busy")).toBe("false");
  await figure.getByRole("button", { name: "Take az-2 down" }).click();
  await figure.getByText(/^You took az-2 down/).waitFor();
  await expect.poll(() => figure.getAttribute("aria-busy")).toBe("false");
  expect(await violations(page)).toEqual([]);
});

test("the full editor has nothing for axe to say", async () => {
  const bench = await benchOf(await visit(WRITE_PATH));
  await openFullEditor(bench);
  expect(await violations(bench.page)).toEqual([]);
});
