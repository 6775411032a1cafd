import { expect, it } from "vitest";
import { scopesIn, stylesOf, withStyles } from "../../src/publish/page-styles.ts";

const SHEETS: Readonly<Record<string, string>> = { "/a.css": "a{}", "/b.css": "b{}", "/late.css": "late{}" };
const read = (href: string) => SHEETS[href] ?? `no ${href}`;
const hrefOf = (name: string) => `/course/_astro/${name}`;

const page = (head: string) =>
  `<html><head><meta charset="utf-8"/>${head}<title>x</title></head><body><style>of{}</style><link rel="stylesheet" href="/late.css"></body></html>`;

const none = new Set<string>();

it("keeps the order of what stood in the head, and leaves print and body alone", () => {
  const { html, sheet } = withStyles(
    page(
      '<link rel="stylesheet" href="/p.css" media="print"><link rel="stylesheet" href="/b.css"><style>s{}</style><script>1</script><link rel="stylesheet" href="/a.css">',
    ),
    read,
    hrefOf,
    none,
  );
  expect(sheet).toBeUndefined();
  expect(html).toBe(
    page('<link rel="stylesheet" href="/p.css" media="print"><style>b{}\ns{}\na{}</style><script>1</script>'),
  );
});

it("puts what only scripts may show into one sheet at the page's end", () => {
  const css = [
    "@layer base,top;@font-face{font-family:F}",
    "@layer top{.a.svelte-x1{a:1}.b.svelte-y2{b:1}}",
    "@media print{.c.svelte-y2{c:1}}",
    "@keyframes k{0%{d:1}}",
    "p{e:1}.d.svelte-x1 .e.svelte-y2{f:1}",
  ].join("");
  const shown = page(`<style>${css}</style>`).replace("<body>", '<body><p class="a svelte-x1"></p>');
  const { html, sheet } = withStyles(shown, read, hrefOf, new Set(["svelte-x1", "svelte-y2"]));
  const first = /<head>.*?<style>(.*?)<\/style>/s.exec(html)?.[1] ?? "";
  expect(first.replace(/\s+/g, " ")).toBe(
    "@layer base,top;@font-face{font-family:F}@layer top{.a.svelte-x1{a:1}}@keyframes k{0%{d:1}}p{e:1}",
  );
  expect(sheet?.css.replace(/\s+/g, " ")).toBe(
    "@layer top{.b.svelte-y2{b:1}}@media print{.c.svelte-y2{c:1}}.d.svelte-x1 .e.svelte-y2{f:1}",
  );
  expect(html).toContain(`<link rel="stylesheet" href="/course/_astro/${sheet?.name}"></body>`);
});

it("gives pages with the same styles the same sheet, and others another", () => {
  const name = (...scopes: string[]) =>
    withStyles(page("<style>.a.svelte-x1{}.b.svelte-y2{}</style>"), read, hrefOf, new Set(scopes)).sheet?.name;
  expect(name("svelte-x1")).toBe(name("svelte-x1", "svelte-z3"));
  expect(name("svelte-x1")).not.toBe(name("svelte-y2"));
  expect(name()).toBeUndefined();
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
