/** The keyboard alone, and the thumb alone. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { benchOf, exerciseFile, FIRST_LESSON, PHONE, verdictOf, visit, WRITE_PATH } from "./site.ts";

const MISTAKE = exerciseFile("aurora-storage/commit-tracker/mistakes/fourth-highest-scl.ts");

/** What the focus is on, as it is called. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute("aria-label") ?? (element as HTMLElement | null)?.innerText ?? "";
  });

/** Presses Tab until the focus is on what is called so. */
async function tabTo(page: Page, name: string, { within = "body", max = 120 } = {}): Promise<void> {
  for (let count = 0; count < max; count++) {
    await page.keyboard.press("Tab");
    const isThere = await page.evaluate((selector) => document.activeElement?.closest(selector) !== null, within);
    if (isThere && (await focused(page)) === name) return;
  }
  throw new Error(
    `${max} presses of Tab did not reach "${name}" in ${within}; the focus is on "${await focused(page)}".`,
  );
}

test("an exercise is reached, solved and left by keyboard alone", async () => {
  const page = await visit(FIRST_LESSON);
  await tabTo(page, "Answer");
  await page.locator(".monaco-editor .view-line").first().waitFor();
  await page.waitForFunction(() => document.activeElement?.closest(".monaco-editor") !== null);

  // Escape leaves the list of commands first, then the editor.
  await page.keyboard.press("F1");
  await page.getByRole("textbox", { name: /^Type to narrow/ }).waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => focused(page)).toBe("Answer");

  // Tab writes, until Ctrl+M frees it.
  await page.keyboard.press("Control+A");
  await page.keyboard.type("export const greet = (segment: string, zone: string) =>");
  await page.keyboard.press("Tab");
  await page.keyboard.type("`Segment ${segment} in ${zone}: hello`;");
  expect(await focused(page)).toBe("Answer");
  await page.keyboard.press("Control+m");
  await page.keyboard.press("Tab");
  expect(await focused(page)).not.toBe("Answer");
  await page.keyboard.press("Shift+Tab");
  expect(await focused(page)).toBe("Answer");
  await page.keyboard.press("Control+m");

  await page.keyboard.press("Escape");
  expect(await focused(page)).toBe("Run");
  await page.keyboard.press("Enter");
  const bench = await benchOf(page);
  expect(await verdictOf(bench)).toBe("Right. All 5 checks passed.");
  expect(await focused(page)).toBe("Run");

  for (const count of [1, 2]) {
    if (count === 1) await tabTo(page, "Hint", { max: 2 });
    await page.keyboard.press("Enter");
    await bench.region.getByText(`Hint ${count} of`).waitFor();
    expect(await focused(page)).toBe("Hint");
  }
  // Past the solution, the four panels, formatting, the full window and the keys.
  await tabTo(page, "Run the cluster with my code", { max: 10 });
  await page.keyboard.press("Enter");
  await bench.region.getByText("Running on your code", { exact: true }).waitFor();
  await tabTo(page, "Play", { within: "section.exercise figure[data-figure]", max: 8 });
  await page.keyboard.press("Space");
  await expect.poll(() => focused(page)).toBe("Pause");
});

test("a replay is opened and stepped through by keyboard", async () => {
  const page = await visit(WRITE_PATH, { kept: { "aurora-storage/commit-tracker": MISTAKE } });
  const bench = await benchOf(page);
  await bench.answer.focus();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  expect(await verdictOf(bench)).toMatch(/^13 of 18/);
  await tabTo(page, "Replay", { within: "section.exercise", max: 20 });
  await page.keyboard.press("Enter");
  await bench.region.getByRole("region", { name: "Reference" }).waitFor();
  expect(await focused(page)).toBe("Close the replay");
  await tabTo(page, "Next event", { within: "figure.replay", max: 8 });
  for (let step = 0; step < 6; step++) await page.keyboard.press("Enter");
  await bench.region.getByText(/here the two runs part/).waitFor();
});

test("the lesson's figure is played, stepped and broken by keyboard", async () => {
  const page = await visit(WRITE_PATH);
  const figure = page.locator("figure[data-figure='write-path']").first();
  await figure.scrollIntoViewIfNeeded();
  const play = figure.getByRole("button", { name: "Play", exact: true });
  await expect.poll(() => play.isEnabled()).toBe(true);
  await tabTo(page, "Play", { within: "figure[data-figure]" });
  await page.keyboard.press("Space");
  await expect.poll(() => focused(page)).toBe("Pause");
  await page.keyboard.press("Space");
  await tabTo(page, "Next event", { within: "figure[data-figure]", max: 4 });
  const slider = figure.getByRole("slider", { name: "Position in the run" });
  const before = await slider.getAttribute("aria-valuetext");
  await page.keyboard.press("Enter");
  await expect.poll(() => slider.getAttribute("aria-valuetext")).not.toBe(before);

  // Zones come before the controls in the page.
  const zone = figure.getByRole("button", { name: "Take az-3 down" });
  await zone.focus();
  await page.keyboard.press("Enter");
  await figure.getByText(/^You took az-3 down at/).waitFor();
  await figure.getByRole("button", { name: "Back to the run as it was" }).press("Enter");
  await figure.getByText(/^Click a zone or a copy/).waitFor();
  // The button is gone, the focus is not.
  expect(await focused(page)).toBe("Play");
});

test("on a phone an exercise is solved in a plain text area", async () => {
  const page = await visit(FIRST_LESSON, PHONE);
  const bench = await benchOf(page);
  const requested: string[] = [];
  page.on("request", (request) => requested.push(request.url()));
  await bench.answer.tap();
  expect(await bench.answer.evaluate((element) => element.tagName)).toBe("TEXTAREA");
  // Below this size a phone would zoom into what is being typed.
  expect(
    await bench.answer.evaluate((element) => parseFloat(getComputedStyle(element).fontSize)),
  ).toBeGreaterThanOrEqual(16);
  await bench.answer.fill(exerciseFile("start/first-run/alternatives/joined-words.ts"));
  await bench.button("Run").tap();
  expect(await verdictOf(bench)).toBe("Right. All 5 checks passed.");
  expect(await page.locator(".monaco-editor").count()).toBe(0);
  expect(requested.filter((url) => /monaco|worker/.test(url) && !url.startsWith("blob:"))).toEqual([]);
  await bench.button("Run the cluster with my code").tap();
  await bench.region.getByText("Running on your code").waitFor();
});

test("what a thumb has to hit is at least 40 px high and wide, and no panel makes the page wider", async () => {
  const page = await visit(WRITE_PATH, { ...PHONE, kept: { "aurora-storage/commit-tracker": MISTAKE } });
  const bench = await benchOf(page);
  await bench.run();
  await bench.button("Replay").first().tap();
  await bench.region.getByRole("region", { name: "Reference" }).waitFor();
  for (const panel of ["Compare", "Explored", "Link"]) {
    await bench.button(panel).tap();
    await bench.button("Close").waitFor();
    const small = await bench.region.locator("button:visible, summary:visible, input:visible").evaluateAll((elements) =>
      elements
        .map((element) => ({
          box: element.getBoundingClientRect(),
          name: element.getAttribute("aria-label") ?? element.textContent,
        }))
        .filter(({ box }) => Math.round(box.height) < 40 || Math.round(box.width) < 40)
        .map(({ box, name }) => `${name}: ${box.width} x ${box.height}`),
    );
    expect(small).toEqual([]);
    expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBe(PHONE.viewport.width);
  }
});
