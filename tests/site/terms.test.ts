/** Words of the glossary in a lesson: a link for everyone, a note beside it for hover, focus and fingers. */
import { expect, test } from "vitest";
import { FAILOVER, htmlOf, PAGES, PHONE, visit, WRITE_PATH, WRITE_PATH_KO } from "./site.ts";

const LINK = /<a class="term" href="([^"]*)" aria-describedby="([^"]*)"/g;

test("every marked word leads to an entry and carries its definition, once on a page", () => {
  const ids = Object.fromEntries(
    (["", "/ko"] as const).map((language) => [
      language,
      new Set([...htmlOf(`${language}/glossary/`).matchAll(/<h2 id="([^"]+)"/g)].map(([, id]) => id)),
    ]),
  );
  expect(ids[""]!.size).toBeGreaterThan(70);
  let marked = 0;
  for (const path of PAGES) {
    const html = htmlOf(path);
    const links = [...html.matchAll(LINK)];
    marked += links.length;
    const language = path.startsWith("/ko/") ? "/ko" : "";
    for (const [, href = "", noteId] of links) {
      const [page, id] = href.split("#");
      expect(page, path).toBe(`${language}/glossary/`);
      expect(ids[language]!.has(id), `${path} ${href}`).toBe(true);
      expect(html.split(`id="${noteId}"`), `${path} ${noteId}`).toHaveLength(2);
    }
    expect(new Set(links.map(([, href]) => href)).size, path).toBe(links.length);
    expect(links.length, path).toBeLessThanOrEqual(16);
  }
  expect(marked).toBeGreaterThan(200);
});

test("the lesson that explains a word leaves it unmarked, and so do headings, code and questions", () => {
  for (const path of [WRITE_PATH, WRITE_PATH_KO]) expect(htmlOf(path)).not.toContain("/glossary/#vdl");
  for (const path of PAGES) {
    expect(htmlOf(path), path).not.toMatch(
      /<(h[1-6]|code|legend|label|figcaption|td|th)\b[^>]*>(?:(?!<\/\1>)[^])*?class="term"/,
    );
  }
});

test("the note shows on focus and hover, lets the pointer in, and goes with Escape", async () => {
  const page = await visit(FAILOVER);
  const word = page.locator(".term").first();
  const note = page.locator(".noted:has(.term) .note").first();
  await word.scrollIntoViewIfNeeded();
  expect(await note.isVisible()).toBe(false);
  await word.focus();
  expect(await note.isVisible()).toBe(true);
  await page.keyboard.press("Escape");
  expect(await note.isVisible()).toBe(false);
  await word.blur();
  await word.hover();
  expect(await note.isVisible()).toBe(true);
  // On the way down, a few pixels at a time.
  const from = (await word.boundingBox())!;
  const to = (await note.boundingBox())!;
  await page.mouse.move(from.x + from.width / 2, to.y + to.height / 2, { steps: 12 });
  expect(await note.isVisible()).toBe(true);
  await page.keyboard.press("Escape");
  expect(await note.isVisible()).toBe(false);
});

test("a first tap shows the note, a tap elsewhere puts it away, and the link in it leads on", async () => {
  const page = await visit(FAILOVER, PHONE);
  const word = page.locator(".term").first();
  const note = page.locator(".noted:has(.term) .note").first();
  await word.tap();
  expect(new URL(page.url()).pathname).toBe(FAILOVER);
  expect(await note.isVisible()).toBe(true);
  await page.locator("h1").tap();
  await expect.poll(() => note.isVisible()).toBe(false);
  await word.tap();
  await note.getByRole("link", { name: "In the glossary" }).tap();
  await page.waitForURL("**/glossary/#*");
});

test("without a script the word is a link", async () => {
  const page = await visit(FAILOVER, { javaScriptEnabled: false });
  await page.locator(".term").first().click();
  await page.waitForURL("**/glossary/#*");
});
