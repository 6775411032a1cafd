/** What every reader gets, whatever their browser runs: the text without scripts, a page that does not jump, both themes, both languages. */
import { expect, test } from "vitest";
import {
  benchOf,
  exerciseFile,
  openFullEditor,
  PHONE,
  visit,
  WRITE_PATH,
  WRITE_PATH_KO,
  type VisitOptions,
  PAGES,
  htmlOf,
} from "./site.ts";

const STUB = exerciseFile("aurora-storage/commit-tracker/stub.ts").trimEnd();
const MISTAKE = exerciseFile("aurora-storage/commit-tracker/mistakes/fourth-highest-scl.ts");

test("a lesson reads completely without any script", async () => {
  const page = await visit(WRITE_PATH, { javaScriptEnabled: false });
  const main = page.getByRole("main");
  await main.getByText("VCL is not the lower of the PGCLs").waitFor();

  const figure = page.locator("figure[data-figure='write-path']");
  const scene = figure.locator("svg:visible").first();
  expect((await scene.boundingBox())?.height).toBeGreaterThan(100);
  expect(await scene.locator("rect, path, circle").count()).toBeGreaterThan(20);
  expect(await figure.locator("tbody tr").count()).toBeGreaterThan(20);
  await figure
    .getByText(/^Events as a table/)
    .first()
    .click();
  await figure.getByText("The writer sent LSN 101", { exact: false }).first().waitFor();

  const exercise = page.getByRole("region", { name: "Exercise: The commit tracker" });
  const code = exercise.locator(".editor pre");
  expect((await code.innerText()).trimEnd()).toBe(STUB);
  const colours = await code.locator("span").evaluateAll((spans) => spans.map((span) => getComputedStyle(span).color));
  expect(new Set(colours).size).toBeGreaterThan(3);
  expect(await exercise.textContent()).toContain("What the tracker is told");
  expect(await exercise.getByRole("list", { name: "Checks" }).locator(":scope > li").count()).toBe(18);

  const answers = page.locator("course-question details");
  expect(await answers.count()).toBeGreaterThan(2);
  for (const details of await answers.all()) {
    await details.locator("summary").click();
    for (const why of await details.locator("dd").all()) expect((await why.innerText()).length).toBeGreaterThan(20);
  }
});

/** Adds up every shift of the page, also those that follow a reader's click within half a second. */
const countShifts: VisitOptions["before"] = () => {
  const seen = globalThis as { shifts?: { value: number; what: string }[] };
  seen.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, sources } = entry as PerformanceEntry & { value: number; sources: { node: Node | null }[] };
      const what = sources.map(({ node }) => (node as Element | null)?.className ?? node?.textContent).join(", ");
      seen.shifts?.push({ value, what });
    }
  }).observe({ type: "layout-shift", buffered: true });
};

test.for([
  ["for a new reader", {}],
  [
    "for a reader who comes back with a long answer",
    { kept: { "aurora-storage/commit-tracker": `${MISTAKE}${MISTAKE}` } },
  ],
  ["on a phone", PHONE],
] as const satisfies readonly (readonly [string, VisitOptions])[])(
  "the page does not move %s: not on load, not on a touch, not on a run",
  async ([, options]) => {
    const still = await visit(WRITE_PATH, { ...options, javaScriptEnabled: false });
    const heightBefore = (await still.locator(".editor").first().boundingBox())?.height;

    const page = await visit(WRITE_PATH, { ...options, before: countShifts });
    const shifts = () =>
      page.evaluate(() => (globalThis as { shifts?: { value: number; what: string }[] }).shifts ?? []);
    const sum = async () => (await shifts()).reduce((total, { value }) => total + value, 0);
    await page.evaluate(() => document.fonts.ready);
    await page.waitForLoadState("networkidle");
    expect(await sum(), JSON.stringify(await shifts())).toBeLessThan(0.02);

    const bench = await benchOf(page);
    const editor = page.locator(".editor").first();
    expect((await editor.boundingBox())?.height).toBe(heightBefore);
    if ("hasTouch" in options) await bench.answer.tap();
    else await openFullEditor(bench);
    expect((await editor.boundingBox())?.height).toBe(heightBefore);
    expect(await sum(), JSON.stringify(await shifts())).toBeLessThan(0.02);
  },
);

test("a failing run with everything open fits a phone", async () => {
  const page = await visit(WRITE_PATH, { ...PHONE, kept: { "aurora-storage/commit-tracker": MISTAKE } });
  const bench = await benchOf(page);
  await bench.run();
  await bench.button("Replay").first().click();
  await bench.region.getByRole("region", { name: "Reference" }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test("the theme that a reader picks reaches the page, the code and the figures", async () => {
  const page = await visit(WRITE_PATH, { colorScheme: "light" });
  const bench = await benchOf(page);
  const colours = () =>
    page.evaluate(() =>
      ["body", ".editor", ".editor pre span", "figure .frame"].map((selector) => {
        const style = getComputedStyle(document.querySelector(selector) as Element);
        return `${style.color} on ${style.backgroundColor}`;
      }),
    );
  const light = await colours();
  await page.getByRole("combobox", { name: "Select theme" }).first().selectOption("dark");
  const dark = await colours();
  for (const [index, colour] of light.entries()) expect(dark[index]).not.toBe(colour);

  await openFullEditor(bench);
  const background = () =>
    bench.region
      .locator(".monaco-editor-background")
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor);
  const darkEditor = await background();
  await page.getByRole("combobox", { name: "Select theme" }).first().selectOption("light");
  await expect.poll(background).not.toBe(darkEditor);
});

test("the Korean page is Korean: figure, workbench, replay and quiz", async () => {
  const page = await visit(WRITE_PATH_KO, { kept: { "aurora-storage/commit-tracker": MISTAKE } });
  expect(await page.getAttribute("html", "lang")).toBe("ko");
  const figure = page.locator("figure[data-figure='write-path']").first();
  await figure
    .getByText(/이벤트를 표로 보기/)
    .first()
    .waitFor();
  await figure.getByRole("button", { name: "재생", exact: true }).waitFor();

  const bench = await benchOf(page, /^실습: /);
  for (const name of ["실행", "처음 상태로", "힌트", "풀이 보기"]) await bench.button(name).waitFor();
  expect(await bench.run()).toMatch(/^검사 18개 중 13개를 통과했습니다\. 첫 실패: .*[가-힣]/);
  for (const text of await bench.checks()) expect(text).toMatch(/^(통과|실패)\n/);

  const run = bench.region.getByRole("table", { name: "답안이 어긋나는 가장 작은 실행" });
  await run.first().waitFor();
  for (const text of await run.first().getByRole("row").allInnerTexts()) expect(text).toMatch(/[가-힣]/);
  await bench.region.getByText("이 답안은 다음 생각처럼 움직입니다").waitFor();
  await bench.button("재생").first().click();
  await bench.region.getByRole("region", { name: "참조 구현" }).waitFor();

  const question = page.locator("course-question").last();
  await question
    .getByRole("button", { name: /[가-힣]/ })
    .first()
    .waitFor();
  // Words of the workbench that were left in English would be found here.
  const text = await bench.region.locator(".bar, .keys, .verdict").allInnerTexts();
  expect(text.join(" ")).not.toMatch(/\b(Run|Reset|Hint|Show|Passed|Failed|checks)\b/);
});

test("every page says its language, has one main heading, and none is repeated by its id", () => {
  for (const path of PAGES) {
    const html = htmlOf(path);
    expect(html, path).toMatch(path.startsWith("/ko/") ? /<html lang="ko"/ : /<html lang="en"/);
    expect(html.match(/<h1[\s>]/g), path).toHaveLength(1);
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      path,
    ).toEqual([]);
  }
});
