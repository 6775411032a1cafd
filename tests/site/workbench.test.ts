/** What the workbench offers beside running: panels, the full window, formatting, links. */
import { expect, test } from "vitest";
import { fragmentOf } from "../../src/progress/link.ts";
import { benchOf, exerciseFile, FIRST_LESSON, openFullEditor, openReader, siteUrl, visit, WRITE_PATH } from "./site.ts";

const TRACKER = "aurora-storage/commit-tracker";
const MISTAKE = exerciseFile(`${TRACKER}/mistakes/fourth-highest-scl.ts`);
const SOLUTION = exerciseFile(`${TRACKER}/solution.ts`);
const PLAIN = { viewport: { width: 600, height: 900 } } as const;

test("a run is held against the one before it, kept with its text, and brought back", async () => {
  const page = await visit(WRITE_PATH, { ...PLAIN, kept: { [TRACKER]: MISTAKE } });
  const bench = await benchOf(page);
  await bench.run();
  expect(await bench.region.getByText("passes now").count()).toBe(0);
  await bench.answer.fill(`// mine\n${SOLUTION}`);
  await bench.button("Run").click();
  await expect.poll(() => bench.region.getByText("passes now").count()).toBe(5);

  await bench.button("Runs").click();
  const rows = bench.region.locator("table", { hasText: "Verdict" }).getByRole("row");
  await rows.nth(2).waitFor();
  expect((await rows.allInnerTexts()).slice(1).map((text) => text.replaceAll(/\s+/g, " "))).toEqual([
    expect.stringMatching(/18 of 18 passed \+5/),
    expect.stringMatching(/13 of 18 passed/),
  ]);
  await rows.last().getByRole("button", { name: "Bring back" }).click();
  await expect.poll(() => bench.answer.inputValue()).toBe(MISTAKE);

  await bench.button("Compare").click();
  const diff = bench.region.getByRole("region", { name: "Two texts side by side" });
  await bench.region.getByLabel("Left").selectOption({ label: "My last answer that passed" });
  await diff.getByText("// mine").waitFor();
  await bench.region.getByLabel("Right").selectOption({ label: "My last answer that passed" });
  await bench.region.getByText("The two are the same, line for line.").waitFor();
});

test("the grid shows which functions were called under which trouble, and where the answer failed", async () => {
  const bench = await benchOf(await visit(WRITE_PATH, { ...PLAIN, kept: { [TRACKER]: MISTAKE } }));
  await bench.button("Explored").click();
  await bench.region.getByText("Press Run first.").waitFor();
  await bench.run();
  const grid = bench.region.getByRole("region", { name: "What the runs explored" });
  const row = grid.getByRole("row").filter({ has: bench.page.getByRole("rowheader", { name: "segmentAcknowledged" }) });
  expect(await row.innerText()).toMatch(/\d+ of \d+ failed/);
  expect(await grid.getByRole("columnheader").allInnerTexts()).toEqual(
    expect.arrayContaining(["Function", "Examples", "Nothing wrong", "Zone down"]),
  );
});

test("a link shows somebody's answer and its run, and leaves the reader's own alone until it is taken", async () => {
  const from = await benchOf(await visit(WRITE_PATH, { ...PLAIN, kept: { [TRACKER]: MISTAKE } }));
  await from.run();
  await from.button("Link").click();
  await from.region.getByText(/smallest run in which this check breaks/).waitFor();
  const link = await from.region.getByLabel("Link", { exact: true }).inputValue();
  expect(link.length).toBeLessThan(4_000);

  const page = await openReader(PLAIN);
  await page.goto(siteUrl + WRITE_PATH);
  await (await benchOf(page)).answer.fill("// my own");
  // A window in which the workbench is far below the exercise's title.
  await page.setViewportSize({ width: 600, height: 400 });
  await page.goto(`${siteUrl}${WRITE_PATH}${new URL(link).hash}`);
  await page.reload();
  await page.getByText("This answer came with a link and is not yours.").waitFor();
  const bench = await benchOf(page);
  expect(await bench.answer.inputValue()).toBe(MISTAKE);
  await bench.region.getByText("The run that came with the link").waitFor();
  await bench.region.getByRole("region", { name: "Reference" }).locator("svg").first().waitFor();

  await bench.answer.fill("// changed while visiting");
  expect(await bench.keptText()).toBe("// my own");
  await bench.button("Back to my own").click();
  expect(await bench.button("Run").evaluate((run) => run === document.activeElement)).toBe(true);
  expect(await bench.answer.inputValue()).toBe("// my own");
  expect(new URL(page.url()).hash).toBe("");

  await page.goto(`${siteUrl}${WRITE_PATH}${new URL(link).hash}`);
  await bench.button("Make it mine").click();
  await expect.poll(() => bench.keptText()).toBe(MISTAKE);
  await bench.button("Back to my answer").click();
  expect(await bench.answer.inputValue()).toBe("// my own");
});

test("a broken link, a foreign one and one of another version are told in words, and nothing is lost", async () => {
  const shared = { exercise: TRACKER, version: "other", answer: SOLUTION };
  const fragments = {
    "This link is damaged": (await fragmentOf(shared)).slice(0, -9),
    "an answer to another exercise, dynamodb/items": await fragmentOf({ ...shared, exercise: "dynamodb/items" }),
    "made with another version of the exercise": await fragmentOf(shared),
  };
  for (const [words, fragment] of Object.entries(fragments)) {
    const page = await visit(WRITE_PATH + fragment, { ...PLAIN, kept: { [TRACKER]: "// my own" } });
    const bench = await benchOf(page);
    await bench.region.getByRole("alert").filter({ hasText: words }).waitFor();
    expect(await bench.keptText()).toBe("// my own");
  }
});

test("the full window takes the page's place, its divider moves by key, and Esc leaves it", async () => {
  const bench = await benchOf(await visit(FIRST_LESSON));
  const { page, region } = bench;
  await openFullEditor(bench);
  await bench.button("Full window").click();
  await expect.poll(() => region.evaluate((element) => element.getBoundingClientRect().width)).toBe(1366);
  const divider = region.getByRole("separator", { name: "Width of the task" });
  const before = Number(await divider.getAttribute("aria-valuenow"));
  await divider.press("ArrowRight");
  expect(Number(await divider.getAttribute("aria-valuenow"))).toBe(before + 2);
  // Nothing behind it can be reached.
  const mapTakesFocus = () =>
    page.getByRole("link", { name: "Course map" }).evaluate((link) => {
      link.focus();
      return document.activeElement === link;
    });
  expect(await mapTakesFocus()).toBe(false);
  expect(await bench.run()).toMatch(/^0 of 5/);
  // Also where the focus is on nothing.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("Escape");
  await expect.poll(() => region.evaluate((element) => element.getBoundingClientRect().width)).toBeLessThan(1_000);
  expect(await mapTakesFocus()).toBe(true);
});

test("Ctrl+S runs, Shift+Alt+F formats, and ? shows the keys", async () => {
  const bench = await benchOf(await visit(FIRST_LESSON, PLAIN));
  await bench.answer.fill('export function greet(a:string,b:string){return "Segment "+a+" in "+b+": hello"}');
  await bench.answer.press("Shift+Alt+F");
  await expect
    .poll(() => bench.answer.inputValue())
    .toBe('export function greet(a: string, b: string) {\n  return "Segment " + a + " in " + b + ": hello";\n}\n');
  await bench.answer.press("Control+S");
  await bench.verdict.filter({ hasText: "Right. All 5 checks passed." }).waitFor({ state: "attached" });
  await bench.button("Run").press("?");
  await bench.region.getByRole("heading", { name: "Keyboard shortcuts" }).waitFor();
  await bench.answer.fill("export function {");
  await bench.button("Format").click();
  await bench.region.getByRole("alert").filter({ hasText: "while line 1 is no TypeScript" }).waitFor();
});
