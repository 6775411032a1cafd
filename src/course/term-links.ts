/**
 * At build time, the first place in a lesson's running text that names a term of the glossary becomes a link to its entry,
 * with the definition beside it. Authors write plain text.
 */
import { isSatteriProcessor } from "@astrojs/markdown-satteri";
import type { AstroIntegration } from "astro";
import type { HastPluginDefinition, HastPluginEntry } from "satteri";
import { TERMS, type Term } from "./glossary.ts";
import type { Language } from "./registry.ts";
import { stringsFor } from "./strings.ts";

/** A text stays calm with so many marked words in one paragraph or list item. */
const TERMS_IN_BLOCK = 2;
const TERMS_IN_LESSON = 16;

export interface Found {
  readonly term: Term;
  readonly start: number;
  readonly end: number;
}

/** What may follow a Korean noun without a space: particles, and the verbs that make it one. Any other syllable makes another word. */
const AFTER_NOUN =
  "은|는|이|가|을|를|의|에|로|으로|와|과|까지|부터|도|만|보다|마다|처럼|들|나|라|란|인|입니다|였|뿐|밖에|하|한|할|합|해|되|된|될|됩|됐";

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** A lesson's lines are wrapped anywhere, and a word at the beginning of a sentence has a capital. */
function patternOf(spelling: string): string {
  const [first = "", ...rest] = spelling;
  const opening =
    first === first.toLowerCase() && first !== first.toUpperCase()
      ? `[${first}${first.toUpperCase()}]`
      : escaped(first);
  return opening + escaped(rest.join("")).replace(/\s/g, "\\s+");
}

/** Finds the terms of `terms` in a text, from left to right; where several begin, the longest. */
export function termFinder(terms: readonly Term[], language: Language): (text: string) => readonly Found[] {
  const spelled = terms
    .flatMap((term) => term.spellings[language].map((spelling) => ({ term, spelling })))
    .toSorted((one, other) => other.spelling.length - one.spelling.length);
  if (spelled.length === 0) return () => [];
  const end = language === "ko" ? `(?=${AFTER_NOUN}|[^\\p{L}\\p{N}_-]|$)` : "(?:s|es)?(?![\\p{L}\\p{N}_]|[-/]\\p{L})";
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}_/-])(?:${spelled.map(({ spelling }) => `(${patternOf(spelling)})`).join("|")})${end}`,
    "gu",
  );
  return (text) =>
    [...text.matchAll(pattern)].map((match) => {
      const { term } = spelled[match.slice(1).findIndex((group) => group !== undefined)]!;
      return { term, start: match.index, end: match.index + match[0].length };
    });
}

/** Which lesson a file of `content/` is; nothing for pages that are none. */
export function lessonOf(filePath: string): { language: Language; part: string; lesson: string } | undefined {
  const found = /\/content\/(ko\/)?(?!ko\/)([a-z0-9-]+)\/([a-z0-9-]+)\.mdx$/.exec(filePath.replaceAll("\\", "/"));
  if (!found) return undefined;
  const [, ko, part = "", slug = ""] = found;
  return { language: ko === undefined ? "en" : "ko", part, lesson: `${part}/${slug}` };
}

/** Elements of running text. Whatever else stands between a word and the page, from a heading to a figure, keeps it as it is. */
const RUNNING_TEXT = new Set(["p", "li", "ul", "ol", "em", "strong", "blockquote"]);

function termLinks(base: () => string): HastPluginEntry {
  return ({ fileURL }) => {
    const place = fileURL && lessonOf(decodeURIComponent(fileURL.pathname));
    if (!place) return undefined;
    const { language, part, lesson } = place;
    const find = termFinder(
      TERMS.filter((term) => term.parts?.includes(part) ?? true),
      language,
    );
    // The lesson that explains a term says what it is, better than a note can.
    const done = new Set(TERMS.filter((term) => term.lesson === lesson).map(({ id }) => id));
    const inBlock = new Map<object, number>();
    let inLesson = 0;
    return {
      name: "term-links",
      text(node, context) {
        let block: object | undefined;
        for (let up = context.parent(node); up && up.type !== "root"; up = context.parent(up)) {
          if (up.type !== "element" || !RUNNING_TEXT.has(up.tagName)) return;
          if (up.tagName === "p" || up.tagName === "li") block ??= up;
        }
        if (!block) return;
        const pieces: ReturnType<typeof noted>[] = [];
        let from = 0;
        for (const { term, start, end } of find(node.value)) {
          const count = inBlock.get(block) ?? 0;
          if (done.has(term.id) || count >= TERMS_IN_BLOCK || inLesson >= TERMS_IN_LESSON) continue;
          done.add(term.id);
          inBlock.set(block, count + 1);
          inLesson += 1;
          pieces.push({ type: "text", value: node.value.slice(from, start) });
          pieces.push(noted(node.value.slice(start, end), term, language, base()));
          from = end;
        }
        if (from === 0) return;
        pieces.push({ type: "text", value: node.value.slice(from) });
        context.replaceNode(node, pieces);
      },
    } satisfies HastPluginDefinition;
  };
}

type Content = Parameters<Parameters<NonNullable<HastPluginDefinition["text"]>>[1]["appendChild"]>[1];
type Node = Exclude<Content, readonly unknown[]>;

/** The word as a link, and its note. `src/components/notes.ts` and book.css say when the note shows. */
function noted(word: string, term: Term, language: Language, base: string): Node {
  const href = `${base.replace(/\/$/, "")}${language === "ko" ? "/ko" : ""}/glossary/#${term.id}`;
  const noteId = `term-${term.id}`;
  const element = (tagName: string, properties: Record<string, string | boolean>, children: Node[]): Node =>
    ({ type: "element", tagName, properties, children }) as Node;
  const text = (value: string): Node => ({ type: "text", value });
  return element("span", { className: "noted" }, [
    element("a", { className: "term", href, "aria-describedby": noteId }, [text(word)]),
    element("span", { className: "note", hidden: true, "data-pagefind-ignore": "" }, [
      element("span", { id: noteId }, [text(term.definition[language])]),
      // For fingers: the first tap on the word shows this, and the keyboard's way is the word itself.
      element("a", { className: "more", href, tabindex: "-1" }, [text(stringsFor(language).inGlossary)]),
    ]),
  ]);
}

/** Adds the step to the processing of lessons. An integration, because it has to know the site's base path. */
export function glossaryTerms(): AstroIntegration {
  return {
    name: "glossary-terms",
    hooks: {
      "astro:config:setup": ({ config }) => {
        const { processor } = config.markdown;
        if (!processor || !isSatteriProcessor(processor))
          throw new Error("Terms are linked by a step of Sätteri, which is not in use.");
        processor.options.hastPlugins.push(termLinks(() => config.base));
      },
    },
  };
}
