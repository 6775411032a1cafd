import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { courseOf, shellOf, type BuiltSite } from "../../src/offline/files.ts";
import { isHashed } from "../../src/offline/messages.ts";

const TEXTS: Readonly<Record<string, string>> = {
  "404.html": "nothing",
  "mark.svg": "<svg/>",
  "index.html":
    '<link rel="stylesheet" href="/_astro/head.1.css"><script data-later="/_astro/page.2.js /_astro/gone.99.js">{}</script>',
  "part/lesson/index.html": '<link rel="stylesheet" href="/_astro/head.1.css"><astro-island url="/_astro/Figure.3.js">',
  "ko/index.html":
    '<p>쿼럼</p><link rel="stylesheet" href="/_astro/head.1.css"><link rel="stylesheet" href="/_astro/hangul.4.css">',
  "_astro/head.1.css": '@font-face{font-family:"Latin";src:url(/_astro/latin.5.woff2)}',
  "_astro/hangul.4.css":
    "@font-face{src:url(/_astro/slice.6.woff2);unicode-range:U+cffc,U+d000-d001}" +
    "@font-face{src:url(/_astro/slice.7.woff2);unicode-range:U+ac00-ac10}",
  "_astro/page.2.js": 'import"./shared.8.js";import("./later.9.js")',
  "_astro/shared.8.js": "",
  "_astro/later.9.js": "",
  "_astro/Figure.3.js": 'import("./monaco.10.js")',
  "_astro/monaco.10.js": 'import"./shared.8.js";new Worker("ts.worker-11.js")',
  "_astro/ts.worker-11.js": "",
  "_astro/latin.5.woff2": "",
  "_astro/slice.6.woff2": "",
  "_astro/slice.7.woff2": "",
  "_astro/nobody.12.js": "",
  "runner/runner.13.js": "",
  "runner/part.one.en.14.json": "{}",
  "runner/part.one.ko.15.json": "{}",
  "runner/types.16.json": "{}",
  "postgres/pglite.17.wasm": "",
  "pagefind/pagefind.js": "",
  "pagefind/pagefind-ui.js": "",
  "pagefind/fragment/en_18.pf_fragment": "",
  "pagefind/fragment/ko_19.pf_fragment": "",
  "social/index.png": "",
};

const SITE: BuiltSite = { files: Object.keys(TEXTS), read: (file) => Buffer.from(TEXTS[file] ?? "") };
const pathsOf = (language: "en" | "ko", kind: string) =>
  courseOf(SITE, language)
    .filter((file) => file.kind === kind)
    .map(({ path }) => path);

describe("what is kept for readers of a language", () => {
  it("is its pages with all that they name, the runner and the search, and nothing of the other language", () => {
    expect(pathsOf("en", "course").toSorted()).toEqual(
      [
        "",
        "part/lesson/",
        "mark.svg",
        "_astro/head.1.css",
        "_astro/page.2.js",
        "_astro/shared.8.js",
        "_astro/later.9.js",
        "_astro/Figure.3.js",
        "_astro/latin.5.woff2",
        "runner/runner.13.js",
        "runner/part.one.en.14.json",
        "pagefind/pagefind.js",
        "pagefind/fragment/en_18.pf_fragment",
      ].toSorted(),
    );
  });

  it("has the slices of a font that have a letter of the pages", () => {
    const slices = pathsOf("ko", "course").filter((path) => path.includes("slice"));
    expect(slices).toEqual(["_astro/slice.6.woff2"]);
  });

  it("has the full editor and the database apart, for devices that use them", () => {
    expect(pathsOf("en", "editor")).toEqual(["_astro/monaco.10.js", "_astro/ts.worker-11.js", "runner/types.16.json"]);
    expect(pathsOf("ko", "database")).toEqual(["postgres/pglite.17.wasm"]);
  });

  it("fetches pages after what they need, and tells their versions apart", () => {
    const course = courseOf(SITE, "en").filter(({ kind }) => kind === "course");
    const firstPage = course.findIndex(({ path }) => !isHashed(path));
    expect(course.slice(firstPage).map(({ path }) => isHashed(path))).not.toContain(true);
    expect(course.slice(0, firstPage).every(({ revision }) => revision === undefined)).toBe(true);
    const revisions = course.slice(firstPage).map(({ revision }) => revision);
    expect(new Set(revisions).size).toBe(course.length - firstPage);
  });

  it("says what a file weighs on its way", () => {
    const text = TEXTS["index.html"] ?? "";
    expect(courseOf(SITE, "en").find(({ path }) => path === "")?.bytes).toBe(gzipSync(text).length);
  });
});

describe("what comes with the service worker", () => {
  it("is the pages to start from, with their styles, Latin letters and first scripts", () => {
    expect(
      shellOf(SITE)
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(
      [
        "",
        "ko/",
        "404.html",
        "_astro/head.1.css",
        "_astro/hangul.4.css",
        "_astro/latin.5.woff2",
        "_astro/page.2.js",
        "_astro/shared.8.js",
      ].toSorted(),
    );
  });
});
