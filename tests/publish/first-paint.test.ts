import { JSDOM } from "jsdom";
import { expect, it } from "vitest";
import { withFirstPaint } from "../../src/publish/first-paint.ts";

const module = (src: string) => `<script type="module" src="${src}"></script>`;
const page = (head: string, body: string) => `<html><head>${head}</head><body>${body}</body></html>`;

const read = (href: string) => (href === "/search.js" ? 'addEventListener("DOMContentLoaded", begin)' : "");

const BUILT = page(
  `<link rel="stylesheet" href="/head.css">${module("/a.js")}`,
  `<h1 id="_top">Title</h1>${module("/b.js")}<script>1</script>${module("/a.js")}`,
);

it("leaves the text and the scripts that stand in the page, and paints with the title", () => {
  const { document } = new JSDOM(withFirstPaint(BUILT, read)).window;
  expect(document.querySelectorAll("script[src]")).toHaveLength(0);
  expect(document.querySelector("h1")?.textContent).toBe("Title");
  const links = [...document.head.querySelectorAll("link")].map((link) => `${link.rel} ${link.getAttribute("href")}`);
  expect(links).toEqual(["stylesheet /head.css", "expect #_top"]);
  expect(document.querySelector("link[rel=expect]")?.getAttribute("blocking")).toBe("render");
});

it("fetches each module once, in the page's order, after a frame", async () => {
  const dom = new JSDOM(withFirstPaint(BUILT, read), { runScripts: "dangerously", pretendToBeVisual: true });
  const { document } = dom.window;
  const added = () => [...document.head.querySelectorAll("script")].map((it) => `${it.type} ${it.getAttribute("src")} ${it.async}`); // prettier-ignore
  expect(added()).toEqual([]);
  await new Promise((resolve) => dom.window.requestAnimationFrame(() => dom.window.setTimeout(resolve)));
  expect(added()).toEqual(["module /a.js false", "module /b.js false"]);
  dom.window.close();
});

it("leaves a module that waits for the end of parsing where it is", () => {
  const { document } = new JSDOM(withFirstPaint(page("", module("/search.js") + module("/a.js")), read)).window;
  expect([...document.querySelectorAll("script")].map((it) => it.getAttribute("src") ?? it.dataset["later"])).toEqual(["/search.js", "/a.js"]); // prettier-ignore
});

it("fetches them at once where nothing is painted", () => {
  const dom = new JSDOM(withFirstPaint(BUILT, read), { runScripts: "dangerously" });
  expect(dom.window.document.hidden).toBe(true);
  expect(dom.window.document.head.querySelectorAll("script")).toHaveLength(2);
});

it("leaves a page without modules alone, and waits for no title that is not there", () => {
  expect(withFirstPaint(page("", "text"), read)).toBe(page("", "text"));
  expect(withFirstPaint(page('<link rel="stylesheet" href="/x.css">', module("/a.js")), read)).not.toContain("expect");
});
