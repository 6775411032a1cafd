/**
 * The styles of a page, with what the page can use and no more. Those of what it shows stand in the page itself: it is
 * painted as soon as it is there, without another way to the host and back. Those of what its scripts may add are one
 * sheet at its end. Astro makes a file of each part that several islands share, so that a lesson would wait for nine
 * before its first paint, and would carry the styles of whatever any lesson shows.
 */
import { createHash } from "node:crypto";
import postcss, { type AtRule, type Root, type Rule } from "postcss";

export interface PageStyles {
  readonly html: string;
  /** What the page fetches, with a name that changes with its content; undefined when it has all that it needs. */
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

/** A sheet's text, cut in two: the rules whose selectors are among some scopes, and the others. */
function divided(css: string, isFirst: (rule: Rule) => boolean): readonly [first: string, others: string] {
  const whole = parsed.get(css) ?? postcss.parse(css);
  parsed.set(css, whole);
  const [first, others] = [whole.clone(), whole.clone()];
  first.walkRules((rule) => void (isFirst(rule) || rule.remove()));
  others.walkRules((rule) => void (isFirst(rule) && rule.remove()));
  // Fonts, the order of layers and the steps of animations are for all, and are said once.
  others.walkAtRules((rule) => void (STANDS_ALONE.test(rule.name) && rule.remove()));
  for (const half of [first, others])
    half.walkAtRules((rule) => {
      if (rule.nodes?.length === 0) rule.remove();
    });
  others.walkAtRules("layer", (rule) => void (rule.nodes === undefined && rule.remove()));
  return [first.toString(), others.toString()];
}

const STANDS_ALONE = /^(?:charset|font-face|import|(?:-\w+-)?keyframes|namespace|property)$/;

/** Whether a rule can find anything where only these components are. */
const isAmong =
  (scopes: ReadonlySet<string>) =>
  ({ selectors, parent }: Rule): boolean =>
    (parent?.type === "atrule" && STANDS_ALONE.test((parent as AtRule).name)) ||
    selectors.some((selector) => (selector.match(SCOPE) ?? []).every((scope) => scopes.has(scope)));

/** The styles without the rules of components that are not among these. */
export function stylesOf(css: string, scopes: ReadonlySet<string>): string {
  return divided(css, isAmong(scopes))[0];
}

/**
 * Puts what styles a page's head into the page and into one sheet, each in the order in which it stood there. `read` gives
 * a sheet's text, `hrefOf` the address of a new one, `scopes` the components that the page has or its islands may add.
 */
export function withStyles(
  html: string,
  read: (href: string) => string,
  hrefOf: (name: string) => string,
  scopes: ReadonlySet<string>,
): PageStyles {
  const headEnd = html.indexOf("</head>");
  const head = html.slice(0, headEnd);
  const found = [...head.matchAll(STYLES)];
  if (found.length === 0) return { html, sheet: undefined };
  const css = found.map(({ groups }) => groups?.["text"] ?? read(groups?.["href"] ?? "")).join("\n");
  const at = html.lastIndexOf("</body>");
  const [first, later] = divided(stylesOf(css, scopes), isAmong(scopesIn(html.slice(headEnd, at))));
  let isFirst = true;
  const newHead = head.replace(STYLES, () => {
    const style = isFirst ? `<style>${first}</style>` : "";
    isFirst = false;
    return style;
  });
  if (later === "") return { html: newHead + html.slice(headEnd), sheet: undefined };
  const name = `later.${createHash("sha256").update(later).digest("hex").slice(0, 12)}.css`;
  const link = `<link rel="stylesheet" href="${hrefOf(name)}">`;
  return { html: newHead + html.slice(headEnd, at) + link + html.slice(at), sheet: { name, css: later } };
}
