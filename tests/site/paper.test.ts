/** A lesson away from its screen: printed, and in a browser's reader mode. */
import { Readability } from "@mozilla/readability";
import { JSDOM } from "jsdom";
import { expect, test } from "vitest";
import { htmlOf, visit, WRITE_PATH } from "./site.ts";

const wordsOf = (text: string | null | undefined) => (text ?? "").replace(/\s+/g, " ").trim();

test.for([WRITE_PATH, "/ko/dynamodb/throughput/"])("a reader mode finds the text of %s whole", (path) => {
  const built = new JSDOM(htmlOf(path), { url: `https://course.example${path}` }).window.document;
  const lesson = built.querySelector(".sl-markdown-content")!;
  for (const note of lesson.querySelectorAll("[hidden]")) note.remove();
  const outside = "course-question, [data-exercise], .frame, .label";
  const wanted = [...lesson.querySelectorAll("h2, h3, p, li, td, figcaption, caption")]
    .filter((element) => element.closest(outside) === null)
    .map((element) => wordsOf(element.textContent))
    .filter((text) => text !== "");
  expect(wanted.length).toBeGreaterThan(40);

  const article = new Readability(
    new JSDOM(htmlOf(path), { url: `https://course.example${path}` }).window.document,
  ).parse();
  const read = wordsOf(article?.textContent);
  // Sentences with a number that carries its source are cut at no number.
  expect(wanted.filter((text) => !read.replaceAll(" ", "").includes(text.replaceAll(" ", "")))).toEqual([]);
  expect(article?.title).toBe(built.querySelector("h1")?.textContent?.trim());

  const screenOnly = [
    ...built.querySelectorAll(
      ".sidebar .part-title, .keys, .turn .title, .announcement, .act button, .bar button, .results .text",
    ),
  ].map((element) => wordsOf(element.textContent));
  const { chooseFirst } = JSON.parse(built.querySelector<HTMLElement>("course-question")!.dataset["words"]!) as Record<
    string,
    string
  >;
  for (const text of [...screenOnly, chooseFirst!].filter((one) => one.length > 8)) expect(read).not.toContain(text);
});

test("on paper a lesson has nothing to press, and all that is to be read", async () => {
  const page = await visit(WRITE_PATH);
  await page.locator("figure[data-figure]").scrollIntoViewIfNeeded();
  await page.emulateMedia({ media: "print" });
  const seen = (selector: string) =>
    page
      .locator(selector)
      .evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.className || one.tagName));
  expect(await seen("button, select, textarea, input, nav, summary, .sidebar-pane, .results, .note .more")).toEqual([]);
  expect(await seen("figure[data-figure] figcaption, figure[data-figure] svg[role]")).not.toEqual([]);
  expect(await seen("[data-exercise] .still")).toHaveLength(2);
  // The stub is there to its last line.
  const stub = page.locator("[data-exercise] .still").first();
  expect(await stub.evaluate((box) => box.scrollHeight <= box.clientHeight + 1)).toBe(true);
  expect(await page.locator("[data-address]").textContent()).toContain(`://`);
  const paper = await page.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue("--paper").trim(),
  );
  expect(paper).toBe("#fff");
});
