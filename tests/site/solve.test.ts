/** A reader solves exercises, rightly and wrongly, in a real browser. */
import { expect, test } from "vitest";
import commitTracker from "../../exercises/aurora-storage/commit-tracker/exercise.ts";
import firstRun from "../../exercises/start/first-run/exercise.ts";
import {
  benchOf,
  exerciseFile,
  FIRST_LESSON,
  openFullEditor,
  openReader,
  pasteOver,
  siteUrl,
  verdictOf,
  visit,
  WRITE_PATH,
  type Bench,
} from "./site.ts";

const TRACKER = "aurora-storage/commit-tracker";
const SOLUTION = exerciseFile(`${TRACKER}/solution.ts`);
const MISTAKE = exerciseFile(`${TRACKER}/mistakes/fourth-highest-scl.ts`);

async function expectAllPassed(bench: Bench, names: readonly string[]): Promise<void> {
  const checks = await bench.checks();
  expect(checks).toHaveLength(names.length);
  for (const [index, text] of checks.entries()) {
    expect(text).toMatch(/^Passed\b/);
    expect(text).toContain(names[index]);
  }
}

test("an answer typed key by key passes every check, by button and by Ctrl+Enter", async () => {
  const bench = await benchOf(await visit(FIRST_LESSON));
  expect((await bench.checks()).every((text) => text.startsWith("Not run"))).toBe(true);

  await openFullEditor(bench);
  await bench.page.keyboard.press("Control+A");
  await bench.page.keyboard.press("Delete");
  await bench.page.keyboard.type("export function greet(segment: string, zone: string) { ");
  await bench.page.keyboard.type("return `Segment ${segment} in ${zone}: hello`; }");
  expect(await bench.run()).toBe("Right. All 5 checks passed.");
  const names = firstRun.checks.map(({ name }) => name);
  await expectAllPassed(bench, names);

  // A second run says its verdict again: the announcement was emptied when it began.
  await bench.verdict.evaluate((element) => {
    new MutationObserver(() => (element.dataset["heard"] += `|${element.textContent}`)).observe(element, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    element.dataset["heard"] = "";
  });
  await bench.answer.focus();
  await bench.page.keyboard.press("Control+Enter");
  await bench.page.waitForFunction(
    (element) => element?.dataset["heard"]?.endsWith("passed."),
    await bench.verdict.elementHandle(),
  );
  const heard = ((await bench.verdict.getAttribute("data-heard")) ?? "").split("|").filter((text) => text !== "");
  expect(heard).toEqual(["Right. All 5 checks passed."]);
  await expectAllPassed(bench, names);
});

test("a right answer runs the cluster, and a fault clicked there runs it again on the same code", async () => {
  const page = await visit(WRITE_PATH, {
    before: () => {
      const counted = globalThis as { runsOfTheCluster?: number };
      const post = MessagePort.prototype.postMessage;
      MessagePort.prototype.postMessage = function (this: MessagePort, ...args: unknown[]) {
        const message = args[0] as { kind?: string; scenario?: unknown } | null;
        if (message?.kind === "run" && message.scenario !== undefined)
          counted.runsOfTheCluster = (counted.runsOfTheCluster ?? 0) + 1;
        return (post as (...all: unknown[]) => void).apply(this, args);
      } as typeof post;
    },
  });
  const clusterRuns = () => page.evaluate(() => (globalThis as { runsOfTheCluster?: number }).runsOfTheCluster ?? 0);
  const bench = await benchOf(page);
  await openFullEditor(bench);
  await pasteOver(page, SOLUTION);
  expect(await bench.run()).toBe("Right. All 18 checks passed.");
  await expectAllPassed(
    bench,
    commitTracker.checks.map(({ name }) => name),
  );

  const beganMs = performance.now();
  await bench.button("Run the cluster with my code").click();
  const figure = bench.region.locator("[data-figure='write-path']");
  await figure.getByText("Running on your code", { exact: true }).waitFor();
  await expect.poll(() => figure.getAttribute("aria-busy")).toBe("false");
  expect(performance.now() - beganMs).toBeLessThan(4_000);
  expect(await clusterRuns()).toBe(1);
  expect(await figure.locator("tbody tr").count()).toBeGreaterThan(20);

  await figure.getByRole("button", { name: "Take az-3 down" }).click();
  await figure.getByText(/^You took az-3 down at/).waitFor();
  await expect.poll(clusterRuns).toBe(2);
  await expect.poll(() => figure.getAttribute("aria-busy")).toBe("false");
  expect(await figure.locator("tbody").textContent()).toMatch(/az-3/);
  await bench.button("Close the cluster").click();
  await figure.waitFor({ state: "detached" });
});

test("a wrong answer is told what failed, which idea it follows, and the smallest run that breaks it", async () => {
  const bench = await benchOf(await visit(WRITE_PATH, { kept: { [TRACKER]: MISTAKE } }));
  const named = commitTracker.mistakes["fourth-highest-scl"];
  expect(await bench.run()).toBe(`13 of 18 checks passed. First failure: ${named?.caughtBy}.`);

  const items = bench.region.getByRole("list", { name: "Checks" }).locator(":scope > li");
  const first = items.filter({ hasText: /^Failed/ }).first();
  const detail = await first.innerText();
  expect(detail).toContain(named?.caughtBy);
  expect(detail).toMatch(/Expected\s+102\s+Received\s+101/);
  expect(detail).toContain(named?.misconception.en);

  const property = items.filter({ has: bench.page.getByRole("table") }).first();
  const steps = property.getByRole("table", { name: "The smallest run in which it breaks" }).getByRole("row");
  await steps.first().waitFor();
  const texts = await steps.allInnerTexts();
  expect(texts.length).toBeLessThanOrEqual(15);
  expect(texts[0]).toMatch(/ms\s+The writer sent LSN 101/);
  const [expected, received] = texts.slice(-2).map((text) => text.replace(/^(Expected|Received)\s+/, ""));
  expect(expected).not.toBe(received);

  await property.getByRole("button", { name: "Replay", exact: true }).click();
  const reference = property.getByRole("region", { name: "Reference" });
  const own = property.getByRole("region", { name: "Your answer" });
  await reference.locator("svg").first().waitFor();
  expect(await own.locator("svg").count()).toBeGreaterThan(0);
  await property.getByRole("button", { name: "Play", exact: true }).click();
  await property.getByText(/^Event \d+: here the two runs part\./).waitFor();
  // It has come to rest there: the button offers to play again.
  await property.getByRole("button", { name: "Play", exact: true }).waitFor();
  expect(await reference.innerText()).toContain(expected);
  expect(await own.innerText()).toContain(received);

  await property.getByRole("button", { name: "Close the replay" }).click();
  await reference.waitFor({ state: "detached" });

  await first.getByRole("link", { name: "Read the paragraph that explains it" }).click();
  const { page } = bench;
  expect(new URL(page.url()).hash).toBe("#idea-fourth-highest-scl");
  const paragraph = page.locator("p:has(> :target)");
  expect(await paragraph.innerText()).toMatch(/^Look at record 104: .* the quorum is about that record/);
  const top = async () => (await paragraph.boundingBox())?.y;
  const header = await page.locator("header.header").boundingBox();
  await expect.poll(top).toBeGreaterThan((header?.y ?? 0) + (header?.height ?? 0));
  expect(await top()).toBeLessThan(300);
});

test("hints come one at a time, and the button says when there are no more", async () => {
  const bench = await benchOf(await visit(WRITE_PATH));
  const shown = bench.region.getByText(/^Hint \d of 3$/);
  for (const count of [1, 2, 3]) {
    await bench.button("Hint").click();
    await expect.poll(() => shown.count()).toBe(count);
    expect(await bench.region.innerText()).toContain(commitTracker.hints[count - 1]?.en);
  }
  expect(await bench.button("Hint").isDisabled()).toBe(true);
});

test("Reset and Show solution give back what they put aside, also after a reload", async () => {
  const bench = await benchOf(await visit(WRITE_PATH));
  const { page } = bench;
  const mine = "export const mine = 1;";
  await openFullEditor(bench);
  await pasteOver(page, mine);
  await expect.poll(() => bench.keptText()).toBe(mine);

  await bench.button("Show solution").click();
  await bench.region.getByText("This is our solution.").waitFor();
  await expect.poll(() => bench.keptText()).toBe(SOLUTION);

  // Our solution is not the reader's: running it is no praise, and putting it away keeps only the reader's own text.
  expect(await bench.run()).toBe("Our solution passes all 18 checks.");
  await page.reload();
  const again = await benchOf(page);
  await again.button("Reset").click();
  await expect.poll(() => again.keptText()).toBe(exerciseFile(`${TRACKER}/stub.ts`));
  await again.button("Back to my answer").click();
  await expect.poll(() => again.keptText()).toBe(mine);
  expect(await again.button("Back to my answer").count()).toBe(0);
});

test("what is written over the solution is kept beside the reader's earlier answer", async () => {
  const bench = await benchOf(await visit(FIRST_LESSON, { kept: { "start/first-run": "// first" } }));
  await bench.button("Show solution").click();
  await openFullEditor(bench);
  await pasteOver(bench.page, "// second");
  await bench.button("Reset").click();
  await bench.button("Back to my answer").click();
  await expect.poll(() => bench.keptText()).toBe("// second");
  await bench.button("Back to my answer").click();
  await expect.poll(() => bench.keptText()).toBe("// first");
});

test.for(["full", "plain"] as const)("undo in the %s editor takes a reset back", async (kind) => {
  const bench = await benchOf(
    await visit(FIRST_LESSON, { ...(kind === "plain" ? { viewport: { width: 600, height: 800 } } : {}) }),
  );
  if (kind === "full") await openFullEditor(bench);
  else await bench.answer.click();
  await bench.page.keyboard.press("Control+A");
  await bench.page.keyboard.type("// mine");
  await bench.button("Reset").click();
  await expect.poll(() => bench.keptText()).toBe(exerciseFile("start/first-run/stub.ts"));
  await bench.answer.focus();
  await bench.page.keyboard.press("Control+Z");
  await expect.poll(() => bench.keptText()).toBe("// mine");
});

test("the cursor stays where it was put when the full editor takes over", async () => {
  const bench = await benchOf(await visit(FIRST_LESSON));
  const lines = exerciseFile("start/first-run/stub.ts").split("\n");
  const line = lines.findIndex((text) => text.includes("return"));
  await bench.region.locator(".editor").click({ position: { x: 500, y: 12 + 22 * (line + 0.5) } });
  await bench.page.waitForFunction(() => document.activeElement?.closest(".monaco-editor") !== null);
  await bench.page.keyboard.type(" // here");
  const expected = lines.with(line, `${lines[line]} // here`).join("\n");
  await expect.poll(() => bench.keptText()).toBe(expected);
});

test("Run works before anybody has touched the editor", async () => {
  const bench = await benchOf(await visit(FIRST_LESSON));
  const requested: string[] = [];
  bench.page.on("request", (request) => requested.push(request.url()));
  expect(await bench.run()).toMatch(/^0 of 5 checks passed\. First failure: greets with its name/);
  expect(requested.filter((url) => /monaco|editor\.worker|ts\.worker/.test(url))).toEqual([]);
});

test("what is typed and pressed before the workbench's script has come is not lost", async () => {
  const page = await openReader({ viewport: { width: 600, height: 800 } });
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/Workbench\.[^/]+\.js$/, async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(siteUrl + FIRST_LESSON);
  const region = page.getByRole("region", { name: /^Exercise: / });
  await region.getByRole("textbox", { name: "Answer" }).fill(exerciseFile("start/first-run/solution.ts"));
  await region.getByRole("button", { name: "Run", exact: true }).click();
  release();
  const bench = await benchOf(page);
  expect(await verdictOf(bench)).toBe("Right. All 5 checks passed.");
});

test("an edit after a run says that the verdict is about another text", async () => {
  const bench = await benchOf(await visit(FIRST_LESSON, { viewport: { width: 600, height: 800 } }));
  await bench.run();
  expect(await bench.region.getByText("Edited since this run.").count()).toBe(0);
  await bench.answer.press("End");
  await bench.answer.pressSequentially(" ");
  await bench.region.getByText("Edited since this run.").waitFor();
  await bench.button("Run").click();
  await bench.region.getByText("Edited since this run.").waitFor({ state: "detached" });
  expect(await verdictOf(bench)).toMatch(/^0 of 5/);
});
