/** The playground as a reader uses it: from a lesson's figure to a run of their own. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { exerciseFile, htmlOf, openReader, PHONE, siteUrl, visit, WRITE_PATH } from "./site.ts";

const TRACKER = "aurora-storage/commit-tracker";

/** The playground, by the names that readers go by. */
async function playgroundOf(page: Page) {
  const scenario = page.getByRole("textbox", { name: "Scenario", exact: true });
  const figure = page.locator("figure[data-figure]").first();
  const bench = {
    scenario,
    figure,
    summary: page.locator(".summary"),
    trouble: page.locator(".playground").getByRole("alert"),
    button: (name: string) => page.getByRole("button", { name, exact: true }),
    /** Runs, and waits for what comes of it. */
    async run(): Promise<string> {
      await page.getByRole("button", { name: "Run", exact: true }).click();
      await page.locator(".summary").filter({ hasText: "Running…" }).waitFor({ state: "hidden" });
      const said = page
        .locator(".playground [role=alert]")
        .or(page.locator(".summary").filter({ hasText: /^\s*\d+ events/ }));
      return (await said.first().innerText()).trim();
    },
  };
  await figure.waitFor();
  return bench;
}

// Without a mouse the plain editor stays, which a test can fill.
const PLAIN = { ...PHONE, viewport: { width: 600, height: 900 } } as const;

test("a lesson's figure leads to its scenario; it is changed, run, given a fault, kept and brought back", async () => {
  const page = await visit(WRITE_PATH, PLAIN);
  const link = page.getByRole("link", { name: "Open in the playground" }).first();
  expect(htmlOf(WRITE_PATH)).toContain('href="/playground/?figure=write-path"');
  await link.click();
  const { scenario, figure, run, summary, button } = await playgroundOf(page);
  expect(await figure.getAttribute("data-figure")).toBe("write-path");
  const lesson = await scenario.inputValue();
  expect(lesson).toMatch(/^const scenario: VolumeScenario = \{\n {2}seed: 3,/);
  await summary.getByText(/^76 events/).waitFor();

  await scenario.fill(lesson.replace(/workload: \[[\s\S]*?\n {2}\],/, 'workload: [{ kind: "write", atMs: 1, pages: [1], commits: "ONLY" }],'));
  expect(await summary.innerText()).toContain("changed since this run");
  expect(await run()).toMatch(/^\d\d events/);
  await figure.getByText("ONLY").first().waitFor();

  // By the keyboard alone.
  await button("Add a fault").focus();
  await page.keyboard.press("Enter");
  const fault = page.getByRole("group", { name: "Fault 2" });
  await fault.getByRole("combobox", { name: "Kind" }).selectOption("node down");
  await fault.getByRole("combobox", { name: "Node", exact: true }).selectOption("B");
  await fault.getByLabel("From, ms").fill("0.5");
  await fault.getByLabel("From, ms").press("Tab");
  expect(await scenario.inputValue()).toContain('{ kind: "node-down", node: "B", fromMs: 0.5 }');
  await run();
  await figure.getByText("Events as a table").click();
  await figure.getByRole("cell", { name: /B.* down/ }).first().waitFor();

  const written = await scenario.inputValue();
  await page.reload();
  await expect.poll(() => scenario.inputValue()).toBe(written);
  await button("Lesson's scenario").click();
  expect(await scenario.inputValue()).toBe(lesson);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("/scenario/")))).toEqual([]);
}); // prettier-ignore

test("bad input is told with its line, and the page goes on", async () => {
  const page = await visit("/playground/?figure=six-copies", PLAIN);
  const { scenario, run, figure } = await playgroundOf(page);
  const lesson = await scenario.inputValue();
  for (const [text, words] of [
    ["", "there is no scenario"],
    [lesson.replace("seed: 9,", "seed: 9"), "Line 3: “groupCount” does not belong here"],
    [lesson.replace("seed: 9", 'seed: "nine"'), "Line 2: seed has to be a number."],
    [lesson.replace('node: "D"', 'node: "Q"'), "Line 12: Scenario field faults[1].node: expected one of writer"],
    [lesson.replace("untilMs: 15.4", "untilMs: 1e12"), "more than"],
  ] as const) {
    await scenario.fill(text);
    expect(await run()).toContain(words);
  }
  await scenario.fill(lesson);
  expect(await run()).toMatch(/^69 events/);
  // And a run that does not end is ended, while the page stays alive.
  await page.getByRole("combobox", { name: "Figure" }).selectOption("data-api");
  await expect.poll(() => figure.getAttribute("data-figure")).toBe("data-api");
  await scenario.fill((await scenario.inputValue()).replace(/untilMs: \d+,\n\};/, "untilMs: 1e15,\n};"));
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("alert").filter({ hasText: "ended after 5 seconds" }).waitFor();
});

test("an answer that passed takes the reference's place, and is compared with it", async () => {
  const page = await openReader(PLAIN);
  const mistake = exerciseFile(`${TRACKER}/mistakes/three-are-enough.ts`);
  const keep = (text: string) =>
    page.evaluate(
      ([name, passing]) =>
        localStorage.setItem(`four-of-six/runs/${name}`, JSON.stringify({ version: 1, solvedAt: 1, passing, lastPassed: [], runs: [] })),
      [TRACKER, text] as const,
    ); // prettier-ignore
  await page.goto(`${siteUrl}/playground/?figure=write-path`);
  const first = await playgroundOf(page);
  await first.summary.getByText(/events/).waitFor();
  expect(await page.getByRole("button", { name: "Use my answer" }).count()).toBe(0);

  await keep(exerciseFile(`${TRACKER}/solution.ts`));
  await page.reload();
  const { figure, button, trouble } = await playgroundOf(page);
  await button("Use my answer").click();
  await figure.getByText("Running on your code: The commit tracker").waitFor();
  await button("Compare with the reference").click();
  await page.getByText("your answer does what the reference does").waitFor();

  // One that once passed, and would not today.
  await keep(mistake);
  await button("In use").click();
  await button("Use my answer").click();
  await figure.getByText("Running on your code").waitFor();
  await button("Compare with the reference").click();
  await page.locator(".replay").waitFor();
  await keep("export const nothing = 1;");
  await button("In use").click();
  await button("Use my answer").click();
  await trouble.filter({ hasText: "Your answer to “The commit tracker” failed on this scenario" }).waitFor();
});

test("a link brings a figure with its scenario; a broken one says so and opens the lesson's own", async () => {
  const page = await visit("/playground/?figure=item-cache", PLAIN);
  const { scenario, button } = await playgroundOf(page);
  const text = (await scenario.inputValue()).replace("seed: 9", "seed: 77 /* mine */");
  await scenario.fill(text);
  await button("Link").click();
  const url = await page.getByLabel("Address").inputValue();
  expect(url).toMatch(/\/playground\/#scenario=item-cache\.1\.[\w-]+$/);

  const other = await visit("/ko/playground/", PLAIN);
  await other.locator("figure[data-figure]").waitFor();
  await other.evaluate((hash) => (location.hash = hash), new URL(url).hash);
  const there = other.getByRole("textbox", { name: "시나리오", exact: true });
  await expect.poll(() => there.inputValue()).toBe(text);
  await other.getByText("링크로 받은 시나리오입니다").waitFor();
  // Somebody else's text replaces nothing until it is changed.
  expect(await other.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("/scenario/")))).toEqual([]);

  await other.evaluate((hash) => (location.hash = hash), new URL(url).hash.slice(0, -9));
  await other.getByRole("alert").filter({ hasText: "손상된 링크입니다" }).waitFor();
  expect(await there.inputValue()).toContain("seed: 9,");
});

test("with a mouse the full editor knows the core's types", async () => {
  const page = await visit("/playground/?figure=six-copies");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await playgroundOf(page);
  expect(asked.filter((url) => /monaco|ts\.worker|types\./.test(url))).toEqual([]);
  await page.locator(".editor").click({ position: { x: 200, y: 30 } });
  const editor = page.locator(".monaco-editor");
  await editor.locator(".view-line").first().waitFor();
  // A field that nobody knows is underlined.
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("End");
  await page.keyboard.type("\nnosuch: 1,");
  await editor.locator(".squiggly-error").first().waitFor();
  await editor.locator(".view-line span span").filter({ hasText: "groupCount" }).first().hover();
  await page.locator(".monaco-hover").filter({ hasText: /groupCount: number/ }).first().waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("alert").filter({ hasText: "Line 2: there is no field nosuch" }).waitFor();
}); // prettier-ignore
