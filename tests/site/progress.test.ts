/** What a reader's browser keeps: marks, the map, one file, two tabs, and what is told when it cannot. */
import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { benchOf, exerciseFile, FIRST_LESSON, layOutAll, openReader, siteUrl, visit } from "./site.ts";

const FIRST_RUN = "start/first-run";
const SOLUTION = exerciseFile(`${FIRST_RUN}/solution.ts`);
const PLAIN = { viewport: { width: 600, height: 900 } } as const;

test("a lesson read, a question answered and an exercise solved stand on the map, and in a file that another browser takes", async () => {
  const page = await visit(FIRST_LESSON, { kept: { [FIRST_RUN]: `// mine\n${SOLUTION}` } });
  expect(await (await benchOf(page)).run()).toMatch(/^Right/);
  await layOutAll(page);
  const question = page.locator("course-quiz course-question").first();
  const right = await question.getAttribute("data-right");
  await question.locator(`[data-choice="${right}"] input`).check({ force: true });
  await question.getByRole("button", { name: "Check my answer" }).click();
  // Whoever has been here for half a minute has it ticked as it comes into view.
  const box = page.getByRole("checkbox", { name: "I have read this lesson" });
  await box.scrollIntoViewIfNeeded();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50))));
  await box.check();
  // The mark in the sidebar, in the words of those who listen.
  const link = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /How this course works/ });
  expect(await link.first().innerText()).toMatch(/done/);

  await page.goto(`${siteUrl}/map/`);
  const totals = page.locator("[data-totals]");
  await totals.getByText(/1 of \d+ lessons read/).waitFor();
  expect((await totals.innerText()).replaceAll(/\s+/g, " ")).toMatch(
    /1 of \d+ lessons read 1 of \d+ exercises solved 1 questions answered right Go on with/,
  );
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as a file" }).click();
  const file = await (await download).path();

  const other = await visit("/ko/map/", { kept: { [FIRST_RUN]: "// there" } });
  await other
    .getByLabel("파일 불러오기")
    .setInputFiles({ name: "p.json", mimeType: "application/json", buffer: readFileSync(file) });
  await other.getByRole("status").filter({ hasText: "파일을 불러왔습니다" }).waitFor();
  expect(await other.locator("[data-total=read]").innerText()).toBe("1");
  const kept = await other.evaluate((key) => localStorage.getItem(key), `four-of-six/answer/${FIRST_RUN}`);
  expect(JSON.parse(kept ?? "")).toMatchObject({ version: 2, text: `// mine\n${SOLUTION}`, shelved: ["// there"] });
});

test("a file that is none of ours changes nothing and says so", async () => {
  const page = await visit("/map/", { kept: { [FIRST_RUN]: "// mine" } });
  const input = page.getByLabel("Read a file");
  for (const [content, words] of [
    ["\u0089PNG", "no progress file of Four of Six"],
    ['{"format":"four-of-six/progress","version":9}', "newer version of the site"],
    ['{"format":"four-of-six/progress","version":1,"rec', "This file is damaged"],
  ] as const) {
    const file = path.join(tmpdir(), "four-of-six-import.json");
    writeFileSync(file, content);
    await input.setInputFiles(file);
    await page.getByRole("status").filter({ hasText: words }).waitFor();
  }
  const kept = await page.evaluate((key) => localStorage.getItem(key), `four-of-six/answer/${FIRST_RUN}`);
  expect(kept).toContain("// mine");
});

test("an answered question stands answered after a reload, and its explanation with it", async () => {
  const page = await visit(FIRST_LESSON);
  await layOutAll(page);
  const question = page.locator("course-question").first();
  await question.locator("[data-choice]").first().locator("input").check({ force: true });
  await question.getByRole("button", { name: /^(Commit|Check)/ }).click();
  const verdict = question.getByRole("status");
  const said = (await verdict.innerText()).split("\n")[0] ?? "";
  await page.reload();
  await expect.poll(() => verdict.innerText()).toContain(said.slice(0, 8));
  await question.getByRole("button", { name: "Try again" }).click();
  await page.reload();
  expect(await question.getAttribute("data-state")).toBeNull();
});

test("two tabs show one text, and neither loses what the other has written", async () => {
  const here = await visit(FIRST_LESSON, { ...PLAIN, kept: undefined as never });
  const bench = await benchOf(here);
  const there = await here.context().newPage();
  await there.goto(siteUrl + FIRST_LESSON);
  const other = await benchOf(there);
  await bench.answer.fill("// written here");
  await expect.poll(() => other.answer.inputValue()).toBe("// written here");
  await other.answer.fill("// written there");
  await expect.poll(() => bench.answer.inputValue()).toBe("// written there");

  // A tab that slept through it: what it finds when it writes is put aside, and told.
  await here.evaluate(() => {
    const stored = localStorage.getItem("four-of-six/answer/start/first-run") ?? "{}";
    const record = JSON.parse(stored) as Record<string, unknown>;
    localStorage.setItem(
      "four-of-six/answer/start/first-run",
      JSON.stringify({ ...record, text: "// unseen", stamp: "z" }),
    );
  });
  await bench.answer.fill("// written late");
  await bench.region.getByText("Another tab has written to this answer.").waitFor();
  await bench.button("Back to my answer").click();
  await expect.poll(() => bench.answer.inputValue()).toBe("// unseen");
});

test("what a newer version of the site has kept is not overwritten", async () => {
  const page = await openReader(PLAIN);
  const newer = '{"version":99,"text":"from tomorrow"}';
  await page.addInitScript((text) => localStorage.setItem("four-of-six/answer/start/first-run", text), newer);
  await page.goto(siteUrl + FIRST_LESSON);
  const bench = await benchOf(page);
  await bench.region.getByText("A newer version of this site has kept your answer here.").waitFor();
  await bench.answer.fill("// today");
  expect(await page.evaluate(() => localStorage.getItem("four-of-six/answer/start/first-run"))).toBe(newer);
});

test("a browser that is full says so where a mark is made", async () => {
  const page = await visit(FIRST_LESSON, {
    before: () => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    },
  });
  await page.getByRole("checkbox", { name: "I have read this lesson" }).click();
  await page.getByRole("alert").filter({ hasText: "This browser keeps nothing for this site" }).waitFor();
});
