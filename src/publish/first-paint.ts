/**
 * Lets a page be painted before its scripts are fetched. On a slow line they would share it with the styles, and a page
 * that can be read needs none of them.
 */

/** Modules that Astro puts into a page; they run once it is parsed, in their order. */
const MODULE = /<script type="module" src="([^"]+)"><\/script>/g;

/** Modules that listen for what comes early, and would hear nothing later: the end of parsing, a service worker's words. */
const LISTENS_EARLY = /DOMContentLoaded|serviceWorker/;

/** The page's title. What follows it is parsed in the same go. */
const TITLE = "_top";

/** One text for all pages: a policy names it by its hash. A page in the background is not painted, and waits for nothing. */
const LOADER = `{
const later = document.currentScript.dataset.later.split(" ");
const load = () => {
  for (const src of later) {
    const script = document.createElement("script");
    script.type = "module";
    script.async = false;
    script.src = src;
    document.head.append(script);
  }
};
document.hidden ? load() : requestAnimationFrame(() => setTimeout(load));
}`;

/**
 * Moves a page's modules behind its first paint, and that paint behind the title: without this a browser may paint the
 * head of the page alone, ask for the fonts that it needs there, and paint the text when those have come. `read` gives a
 * module's text with what it imports.
 */
export function withFirstPaint(html: string, read: (href: string) => string): string {
  const mayWait = (src: string) => !LISTENS_EARLY.test(read(src));
  const modules = [...new Set([...html.matchAll(MODULE)].map(([, src = ""]) => src))].filter(mayWait);
  if (modules.length === 0) return html;
  const loader = `<script data-later="${modules.join(" ")}">${LOADER}</script>`;
  const expect = html.includes(`id="${TITLE}"`) ? `<link rel="expect" href="#${TITLE}" blocking="render">` : "";
  return html
    .replace(MODULE, (tag, src: string) => (modules.includes(src) ? "" : tag))
    .replace("</head>", (end) => expect + end)
    .replace("</body>", (end) => loader + end);
}
