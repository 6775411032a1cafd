/**
 * Which of the built files make up the course for a reader of one language, and what each is for. Found by looking from
 * the pages on: what a text names is needed by it. So pictures for sharing, the other language's pages, and the slices of
 * the Korean font without a letter of the course stay out.
 */
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Language } from "../course/registry.ts";
import { isHashed, type Kind, type OfflineFile } from "./messages.ts";

export interface BuiltSite {
  /** All built files, from the site's folder. */
  readonly files: readonly string[];
  read(file: string): Buffer;
}

/** The pages that come with the service worker itself. */
const SHELL = ["", "map/", "glossary/", "offline/"].flatMap((page) => [page, `ko/${page}`]);
const SHELL_PAGES = [...SHELL.map((page) => `${page}index.html`), "404.html"];

/** What the search's own page scripts do not use: we have Starlight's dialog. */
const OTHER_SEARCHES = /^pagefind\/pagefind-(ui|modular-ui|component-ui|highlight)\./;
/** What the head of each page shows in a tab. */
const ICONS = ["mark.svg"];
/** The full editor is fetched when this one is. */
const EDITOR = /^_astro\/monaco\..*\.js$/;

/** What is fetched when the service worker is installed: some pages, in all languages, and what they cannot be shown without. */
export function shellOf(site: BuiltSite): readonly OfflineFile[] {
  const names = namesIn(site);
  const pages = SHELL_PAGES.filter((file) => site.files.includes(file));
  const first = new Set<string>(pages);
  for (const page of pages) {
    const tags =
      site
        .read(page)
        .toString()
        .match(/<(?:script|link)\b[^>]*>/g) ?? [];
    for (const [name] of tags.join("").matchAll(/[\w.~-]+\.(?:js|css)\b/g)) {
      const file = names.get(name);
      if (file === undefined) continue;
      first.add(file);
      // The Latin fonts; Hangul is named by Korean pages only.
      if (!/\.css$/.test(file)) for (const one of staticImports(site, file, names)) first.add(one);
      else if (/^head\./.test(name))
        for (const one of namedIn(site, file, names, "")) if (/\.woff2$/.test(one)) first.add(one);
    }
  }
  return [...first].map((file) => entryOf(site, file, "course"));
}

/** Everything that a reader of the language may need, in the order in which it is best fetched. */
export function courseOf(site: BuiltSite, language: Language): readonly OfflineFile[] {
  const names = namesIn(site);
  const pages = site.files.filter(
    (file) => /(^|\/)index\.html$/.test(file) && file.startsWith("ko/") === (language === "ko"),
  );
  const letters = pages.map((page) => site.read(page).toString()).join("");
  const course = closure(site, [...pages, ...ICONS, ...searchOf(site, language), ...runnerOf(site, language)], names, letters, (file) => !EDITOR.test(file)); // prettier-ignore
  const editorEntry = site.files.filter((file) => EDITOR.test(file));
  const types = site.files.filter((file) => file.startsWith("runner/types."));
  const editor = [...closure(site, editorEntry, names, letters), ...types].filter((file) => !course.has(file));
  const database = site.files.filter((file) => file.startsWith("postgres/"));
  const kinds: readonly (readonly [Kind, readonly string[]])[] = [
    // A new page takes the place of an old one only when all that it needs is there.
    ["course", [...course].toSorted((a, b) => Number(!isHashed(a)) - Number(!isHashed(b)))],
    ["editor", editor],
    ["database", database],
  ];
  return kinds.flatMap(([kind, files]) => files.map((file) => entryOf(site, file, kind)));
}

function searchOf({ files }: BuiltSite, language: Language): readonly string[] {
  const other = language === "ko" ? "en" : "ko";
  const ofOther = new RegExp(`^pagefind/(fragment|index|filter)/${other}_|^pagefind/(pagefind|wasm)\\.${other}\\b`);
  return files.filter((file) => file.startsWith("pagefind/") && !ofOther.test(file) && !OTHER_SEARCHES.test(file));
}

function runnerOf({ files }: BuiltSite, language: Language): readonly string[] {
  const other = language === "ko" ? "en" : "ko";
  return files.filter((file) => /^runner\/(?!types\.)/.test(file) && !file.includes(`.${other}.`));
}

/** Files by the last part of their path, which carries a hash. */
function namesIn({ files }: BuiltSite): ReadonlyMap<string, string> {
  return new Map(files.filter((file) => /^(_astro|fonts)\//.test(file)).map((file) => [fileName(file), file]));
}

function closure(
  site: BuiltSite,
  from: readonly string[],
  names: ReadonlyMap<string, string>,
  letters: string,
  isWanted: (file: string) => boolean = () => true,
): ReadonlySet<string> {
  const found = new Set(from);
  for (const file of found)
    for (const named of namedIn(site, file, names, letters)) if (isWanted(named)) found.add(named);
  return found;
}

/** The built files that a page, a script or a style sheet names. */
function namedIn(
  site: BuiltSite,
  file: string,
  names: ReadonlyMap<string, string>,
  letters: string,
): readonly string[] {
  if (!/\.(html|js|css)$/.test(file) || file.startsWith("pagefind/")) return [];
  let text = site.read(file).toString();
  if (/\.css$/.test(file))
    text = text.replace(/@font-face\s*\{[^}]*\}/g, (face) => (isUsed(face, letters) ? face : ""));
  return [...text.matchAll(/[\w.~-]+\.(?:js|css|woff2|ttf)\b/g)].flatMap(([name]) => names.get(name) ?? []);
}

function staticImports(site: BuiltSite, file: string, names: ReadonlyMap<string, string>): readonly string[] {
  const found = new Set([file]);
  for (const one of found) {
    const text = site.read(one).toString();
    for (const [, name = ""] of text.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+)["']/g)) {
      const imported = names.get(name);
      if (imported !== undefined) found.add(imported);
    }
  }
  return [...found];
}

/** Whether a font's slice has one of the letters. A face that names no range has all. */
function isUsed(face: string, letters: string): boolean {
  const ranges = /unicode-range:([^;}]*)/.exec(face)?.[1];
  if (ranges === undefined) return true;
  const escaped = ranges
    .split(",")
    .map((range) => range.trim().replace(/^U\+/i, ""))
    .map((range) => range.split("-").map((end) => `\\u{${end}}`).join("-")); // prettier-ignore
  return new RegExp(`[${escaped.join("")}]`, "u").test(letters);
}

/** Most files are in the lists of all languages, and it takes a second to find out what they weigh. */
const weights = new WeakMap<Buffer, number>();
const SMALL_ALREADY = /\.(woff2|png|pf_\w+)$/;

function entryOf(site: BuiltSite, file: string, kind: Kind): OfflineFile {
  const content = site.read(file);
  const bytes = weights.get(content) ?? (SMALL_ALREADY.test(file) ? content.length : gzipSync(content).length);
  weights.set(content, bytes);
  const path = file.replace(/(^|\/)index\.html$/, "$1");
  return isHashed(file) ? { path, bytes, kind } : { path, bytes, kind, revision: hashOf(content) };
}

export function hashOf(content: Buffer | string): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 12);
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
