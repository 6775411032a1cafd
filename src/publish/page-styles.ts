/**
 * One style sheet for the head of a page, with what the page can use. Astro makes a file of each part that several islands
 * share, so that a lesson would wait for nine before its first paint; on a slow line nine files take twice as long as one of
 * the same size. And whatever a lesson may show, every lesson would carry the styles of: a third of them is never used.
 */
import { createHash } from "node:crypto";
import postcss, { type Root } from "postcss";

export interface PageStyles {
  readonly html: string;
  /** The sheet, with a name that changes with its content; undefined when the page needs no other than it has. */
  readonly sheet: { readonly name: string; readonly css: string } | undefined;
}

// A sheet for printing holds nothing up, and what stands in the body is there to come later.
const STYLES = /<link rel="stylesheet" href="(?<href>[^"]*)">|<style>(?<text>[^]*?)<\/style>/g;

/** The class by which a component's styles find its elements and no others. */
const SCOPE = /\b(?:svelte-[a-z0-9]+|astro-[a-z0-9]{8})\b/g;

/** The components whose elements stand in a text: a page, or a script that makes elements. */
export function scopesIn(text: string): ReadonlySet<string> {
  return new Set(text.match(SCOPE));
}

const parsed = new Map<string, Root>();

/** The styles without the rules of components that are not among these. */
export function stylesOf(css: string, scopes: ReadonlySet<string>): string {
  const whole = parsed.get(css) ?? postcss.parse(css);
  parsed.set(css, whole);
  const root = whole.clone();
  root.walkRules((rule) => {
    const isUsed = rule.selectors.some((selector) => (selector.match(SCOPE) ?? []).every((scope) => scopes.has(scope)));
    if (!isUsed) rule.remove();
  });
  root.walkAtRules((rule) => {
    if (rule.nodes?.length === 0) rule.remove();
  });
  return root.toString();
}

/**
 * Puts what styles a page's head into one sheet, in the order in which it stood there. `read` gives a sheet's text,
 * `hrefOf` the address of a new one, `scopes` the components that the page has or its islands may add.
 */
export function withOneSheet(
  html: string,
  read: (href: string) => string,
  hrefOf: (name: string) => string,
  scopes: ReadonlySet<string>,
): PageStyles {
  const headEnd = html.indexOf("</head>");
  const head = html.slice(0, headEnd);
  const found = [...head.matchAll(STYLES)];
  if (found.length < 2) return { html, sheet: undefined };
  const css = stylesOf(found.map(({ groups }) => groups?.["text"] ?? read(groups?.["href"] ?? "")).join("\n"), scopes);
  const name = `head.${createHash("sha256").update(css).digest("hex").slice(0, 12)}.css`;
  let isFirst = true;
  const oneSheet = head.replace(STYLES, () => {
    const link = isFirst ? `<link rel="stylesheet" href="${hrefOf(name)}">` : "";
    isFirst = false;
    return link;
  });
  return { html: oneSheet + html.slice(headEnd), sheet: { name, css } };
}
