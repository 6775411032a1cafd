import { expect, it } from "vitest";
import { scopesIn, stylesOf, withOneSheet } from "../../src/publish/page-styles.ts";

const SHEETS: Readonly<Record<string, string>> = { "/a.css": "a{}", "/b.css": "b{}", "/late.css": "late{}" };
const read = (href: string) => SHEETS[href] ?? `no ${href}`;
const hrefOf = (name: string) => `/course/_astro/${name}`;

const page = (head: string) =>
  `<html><head><meta charset="utf-8"/>${head}<title>x</title></head><body><style>of{}</style><link rel="stylesheet" href="/late.css"></body></html>`;

it("keeps the order of what stood in the head, and leaves print and body alone", () => {
  const { html, sheet } = withOneSheet(
    page(
      '<link rel="stylesheet" href="/p.css" media="print"><link rel="stylesheet" href="/b.css"><style>s{}</style><script>1</script><link rel="stylesheet" href="/a.css">',
    ),
    read,
    hrefOf,
    new Set(),
  );
  expect(sheet?.css).toBe("b{}\ns{}\na{}");
  expect(html).toBe(
    page(
      `<link rel="stylesheet" href="/p.css" media="print"><link rel="stylesheet" href="/course/_astro/${sheet?.name}"><script>1</script>`,
    ),
  );
});

it("gives pages with the same styles the same sheet, and others another", () => {
  const name = (...hrefs: string[]) =>
    withOneSheet(page(hrefs.map((href) => `<link rel="stylesheet" href="${href}">`).join("")), read, hrefOf, new Set())
      .sheet?.name;
  expect(name("/a.css", "/b.css")).toBe(name("/a.css", "/b.css"));
  expect(name("/a.css", "/b.css")).not.toBe(name("/b.css", "/a.css"));
  expect(name("/a.css")).toBeUndefined();
});

it("leaves out the rules of components that the page cannot show, and nothing else", () => {
  const css = [
    ".astro-code{a:1}",
    ".a.astro-aaaaaaaa,.b.astro-bbbbbbbb{a:2}",
    ".c.svelte-x1 .d.svelte-y2{a:3}",
    "@media print{.e.svelte-y2{a:4}}",
    ".astro-aaaaaaaa .inside{a:5}",
    "p{a:6}",
  ].join("\n");
  const scopes = scopesIn('<p class="b astro-bbbbbbbb"></p><astro-island></astro-island> t("svelte-x1")');
  expect([...scopes]).toEqual(["astro-bbbbbbbb", "svelte-x1"]);
  expect(stylesOf(css, scopes).match(/a:\d/g)).toEqual(["a:1", "a:2", "a:6"]);
  expect(stylesOf(css, scopesIn(css))).toBe(css);
});
