/** What a reader sees when something goes wrong: in the answer, in the network, in the browser. */
import type { Route } from "playwright-core";
import { expect, test } from "vitest";
import { benchOf, exerciseFile, FIRST_LESSON, openReader, siteUrl, visit, WRITE_PATH } from "./site.ts";

const FIRST_RUN = "start/first-run";
const SOLUTION = exerciseFile(`${FIRST_RUN}/solution.ts`);

test.for([
  ["while a check runs", "export function greet() { for (;;) {} }", /^Failed/],
  ["on import", "for (;;) {}\nexport function greet() {}", /^Not run/],
] as const)("an endless loop %s ends as a failing report, and the page goes on", async ([, answer, firstCheck]) => {
  const bench = await benchOf(await visit(FIRST_LESSON, { kept: { [FIRST_RUN]: answer } }));
  await bench.button("Run").click();
  await bench.region.getByText("Running…").waitFor();
  // While the loop spins, the page draws: sixty frames take about a second, and never the time limit.
  const framesMs = await bench.page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const beganMs = performance.now();
        let left = 60;
        const next = () => (--left === 0 ? resolve(performance.now() - beganMs) : requestAnimationFrame(next));
        requestAnimationFrame(next);
      }),
  );
  expect(framesMs).toBeLessThan(4_000);
  await bench.region
    .getByText(/was stopped after \d+ s/)
    .first()
    .waitFor();
  expect(await bench.verdict.innerText()).toMatch(/could not be judged to the end\. .*stopped after \d+ s/);
  expect((await bench.checks())[0]).toMatch(firstCheck);
  expect((await bench.checks()).some((text) => text.startsWith("Passed"))).toBe(false);

  await bench.button("Show solution").click();
  await bench.region.getByText("This is our solution.").waitFor();
  expect(await bench.run()).toMatch(/all 5 checks/);
});

test("a second press of Run while a loop spins judges the new text at once", async () => {
  const bench = await benchOf(
    await visit(FIRST_LESSON, {
      viewport: { width: 600, height: 800 },
      kept: { [FIRST_RUN]: "export function greet() { for (;;) {} }" },
    }),
  );
  await bench.button("Run").click();
  await bench.region.getByText("Running…").waitFor();
  await bench.answer.fill(SOLUTION);
  const beganMs = performance.now();
  expect(await bench.run()).toBe("Right. All 5 checks passed.");
  expect(performance.now() - beganMs).toBeLessThan(2_500);
});

test.for([
  ["a syntax error", "export function greet( {", /could not be judged/],
  ["a missing export", "export const other = 1;", /could not be judged/],
  ["a throw on import", "throw new Error('not today');", /not today/],
] as const)("%s is told in words, with every check not run", async ([, answer, words]) => {
  const bench = await benchOf(await visit(FIRST_LESSON, { kept: { [FIRST_RUN]: answer } }));
  expect(await bench.run()).toMatch(words);
  expect((await bench.checks()).every((text) => text.startsWith("Not run"))).toBe(true);
});

test("what an answer prints is shown under the check that it failed, and is never markup", async () => {
  const answer = 'export function greet() { console.log("<img src=x onerror=alert(1)>"); return "no"; }';
  const bench = await benchOf(await visit(FIRST_LESSON, { kept: { [FIRST_RUN]: answer } }));
  await bench.run();
  await bench.region.getByText("<img src=x onerror=alert(1)>").first().waitFor();
  expect(await bench.region.locator("img").count()).toBe(0);
});

test("a reload keeps the answer", async () => {
  const page = await visit(WRITE_PATH, { viewport: { width: 600, height: 800 } });
  const bench = await benchOf(page);
  await bench.answer.click();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("export const kept = true;");
  await page.reload();
  expect(await (await benchOf(page)).answer.inputValue()).toBe("export const kept = true;");
});

test("a browser that keeps nothing says so, and everything else works", async () => {
  const page = await visit(FIRST_LESSON, {
    viewport: { width: 600, height: 800 },
    before: () => {
      const closed = () => {
        throw new DOMException("The operation is insecure.", "SecurityError");
      };
      Object.defineProperty(globalThis, "localStorage", { get: closed });
      Object.defineProperty(globalThis, "sessionStorage", { get: closed });
    },
  });
  const bench = await benchOf(page);
  expect(await bench.region.getByText(/keeps nothing for this site/).count()).toBe(0);
  await bench.answer.fill(SOLUTION);
  await bench.region.getByRole("alert").filter({ hasText: "keeps nothing for this site" }).waitFor();
  expect(await bench.run()).toBe("Right. All 5 checks passed.");
});

test.for(["full", "plain"] as const)(
  "without a network the first Run says so, nothing is lost, and it works once the network is back (%s editor)",
  async (kind) => {
    const page = await visit(FIRST_LESSON, kind === "plain" ? { viewport: { width: 600, height: 800 } } : {});
    const bench = await benchOf(page);
    await page.context().setOffline(true);
    await bench.answer.click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(SOLUTION);
    await bench.button("Run").click();
    await bench.region.getByRole("alert").filter({ hasText: "the network seems to be gone" }).waitFor();
    expect(await bench.keptText()).toBe(SOLUTION);
    expect(await bench.answer.inputValue()).toBe(SOLUTION);
    expect((await bench.checks()).every((text) => text.startsWith("Not run"))).toBe(true);
    await bench.button("Hint").click();
    await bench.region.getByRole("alert").filter({ hasText: "This could not be loaded" }).waitFor();

    await page.context().setOffline(false);
    expect(await bench.run()).toBe("Right. All 5 checks passed.");
    expect(await bench.region.getByRole("alert").count()).toBe(0);
    if (kind === "plain") return;
    // The full editor failed to come; touching the plain one again brings it.
    await bench.answer.blur();
    await bench.answer.click();
    await bench.region.locator(".monaco-editor .view-line").first().waitFor();
    expect(await bench.keptText()).toBe(SOLUTION);
  },
);

const FRAME = /\/runner\/frame\.[^/]+\.html/;

test("when only the document that answers run in does not come, the first Run says so, and the next one works", async () => {
  const page = await openReader({ kept: { "start/first-run": SOLUTION } });
  for (const failing of [
    (route: Route) => route.abort(),
    (route: Route) => route.fulfill({ status: 404, contentType: "text/html", body: "<p>nothing</p>" }),
  ]) {
    await page.route(FRAME, failing);
    await page.goto(siteUrl + FIRST_LESSON);
    const bench = await benchOf(page);
    await bench.button("Run").click();
    await bench.region.getByRole("alert").filter({ hasText: "the network seems to be gone" }).waitFor();
    await page.unroute(FRAME);
    expect(await bench.run()).toBe("Right. All 5 checks passed.");
  }
});

test("a workbench that does not come says so", async () => {
  const page = await openReader();
  await page.route(/\/Workbench\.[^/]+\.js/, (route) => route.abort());
  await page.goto(siteUrl + FIRST_LESSON);
  const region = page.getByRole("region", { name: /^Exercise: / });
  await region.getByRole("button", { name: "Run", exact: true }).click();
  await region.getByRole("alert").filter({ hasText: "The workbench could not be loaded" }).waitFor();
});
