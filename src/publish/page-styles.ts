/**
 * One style sheet for the head of a page. Astro makes a file of each part that several islands share, so that a lesson
 * would wait for nine before its first paint; on a slow line nine files take twice as long as one of the same size.
 */
import { createHash } from "node:crypto";

export interface PageStyles {
  readonly html: string;
  /** The sheet, with a name that changes with its content; undefined when the page needs no other than it has. */
  readonly sheet: { readonly name: string; readonly css: string } | undefined;
}

// A sheet for printing holds nothing up, and what stands in the body is there to come later.
const STYLES = /<link rel="stylesheet" href="(?<href>[^"]*)">|<style>(?<text>[^]*?)<\/style>/g;

/**
 * Puts what styles a page's head into one sheet, in the order in which it stood there. `read` gives a sheet's text,
 * `hrefOf` the address of a new one.
 */
export function withOneSheet(
  html: string,
  read: (href: string) => string,
  hrefOf: (name: string) => string,
): PageStyles {
  const headEnd = html.indexOf("</head>");
  const head = html.slice(0, headEnd);
  const found = [...head.matchAll(STYLES)];
  if (found.length < 2) return { html, sheet: undefined };
  const css = found.map(({ groups }) => groups?.["text"] ?? read(groups?.["href"] ?? "")).join("\n");
  const name = `head.${createHash("sha256").update(css).digest("hex").slice(0, 12)}.css`;
  let isFirst = true;
  const oneSheet = head.replace(STYLES, () => {
    const link = isFirst ? `<link rel="stylesheet" href="${hrefOf(name)}">` : "";
    isFirst = false;
    return link;
  });
  return { html: oneSheet + html.slice(headEnd), sheet: { name, css } };
}
