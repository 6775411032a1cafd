/**
 * What an author has still to do to an exercise or a lesson, each in a line: what `npm run new` left open, and what is
 * not there. For Node only.
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { PARTS, placeOf } from "../course/registry.ts";
import type { Exercise, Localized } from "../testing/exercise.ts";
import { ROOT } from "./bundle.ts";
import { nearest } from "./names.ts";

/** Stands before every text that `npm run new` could not write. */
export const PLACEHOLDER = "TODO:";

export const REGISTRY = "src/course/registry.ts";
const ANSWER_FILES = ["stub.ts", "solution.ts", "rig.ts", "brief.md"];

/** What has to be there before an exercise can be graded. */
export function missingFiles(name: string): readonly string[] {
  return [...ANSWER_FILES.map((file) => `exercises/${name}/${file}`), suiteOf(name)]
    .filter((file) => !existsSync(path.join(ROOT, file)))
    .map((file) => `${file} is missing`);
}

/** What is left to do to an exercise that can be graded. */
export function unfinishedExercise(name: string, exercise: Exercise): readonly string[] {
  const folder = `exercises/${name}`;
  const files = readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
    .filter((file) => /\.(ts|md)$/.test(file))
    .sort();
  const untold = untranslated(exercise);
  return [
    ...[...files, suiteOf(name)].flatMap(placeholdersIn),
    ...(existsSync(path.join(ROOT, folder, "brief.ko.md")) ? [] : [`${folder}/brief.ko.md is missing`]),
    ...(untold.length === 0 ? [] : [`${folder}/exercise.ts has no Korean for ${untold.join("; ")}`]),
    ...placeInLesson(name, exercise.lesson),
  ];
}

/** What is left to do to a lesson, `part/slug`, that is in the registry. */
export function unfinishedLesson(lesson: string): readonly string[] {
  const place = placeOf(lesson);
  if (place === undefined) return [`there is no lesson "${lesson}" in ${REGISTRY}`];
  return [...pagesOf(lesson).flatMap(unfinishedPage), ...differingPages(lesson)];
}

/** What every lesson has, as its page's text shows it, and what to say of one that has it not. */
const PARTS_OF_A_LESSON: readonly (readonly [sign: RegExp, advice: string])[] = [
  [/^sources:(?:\n {2}- | \[[^\]])/m, "its front matter names no sources, as in `- Aurora 2017 §2.1`"],
  [/<Figure name=/, "nothing moves on it: it has no <Figure>"],
  [/<Predict\b/, "it asks for no prediction: it has no <Predict>"],
  [/<Simplified>/, "it does not say where the simulator is simpler: it has no <Simplified>"],
  [/<Quiz\b/, "it has no <Quiz>"],
];

function unfinishedPage(page: string): readonly string[] {
  if (!existsSync(path.join(ROOT, page))) return [`${page} is missing`];
  const text = withoutComments(readFileSync(path.join(ROOT, page), "utf8").replaceAll("\r\n", "\n"));
  const lacking = PARTS_OF_A_LESSON.filter(([sign]) => !sign.test(text)).map(([, advice]) => `${page}: ${advice}`);
  return [...placeholdersIn(page), ...lacking];
}

/** What a page shows as a block. The order of words differs between languages, so what stands within a sentence does not count. */
const SHOWN = /<(Figure|Predict|Exercise|Quiz|Simplified|YouMayHaveRead)\b( name="[^"]*")?/g;

/** The two pages of a lesson show the same things, in the same order. */
function differingPages(lesson: string): readonly string[] {
  const pages = pagesOf(lesson);
  if (!pages.every((page) => existsSync(path.join(ROOT, page)))) return [];
  const [en, ko] = pages.map((page) =>
    Array.from(withoutComments(readFileSync(path.join(ROOT, page), "utf8")).matchAll(SHOWN), ([shown]) => shown),
  ) as [string[], string[]];
  const index = en.findIndex((shown, at) => shown !== ko[at]);
  if (index === -1 && en.length === ko.length) return [];
  const at = index === -1 ? en.length : index;
  const said = (shown: string | undefined) => (shown === undefined ? "nothing more" : `${shown}>`);
  return [`${pages[1]} shows ${said(ko[at])} where ${pages[0]} shows ${said(en[at])}`];
}

/** Whether the lesson is there, in both languages, and hands the exercise over. */
function placeInLesson(name: string, lesson: string): readonly string[] {
  if (placeOf(lesson) === undefined) {
    const lessons = PARTS.flatMap((part) => part.lessons.map(({ slug }) => `${part.slug}/${slug}`));
    return [
      `its lesson ${lesson} is not in ${REGISTRY}: npm run new -- lesson ${lesson}, or name another in exercise.ts (the nearest: ${nearest(lesson, lessons).join(", ")})`,
    ];
  }
  const tag = `<Exercise name="${name}" />`;
  return pagesOf(lesson).flatMap((page) => {
    if (!existsSync(path.join(ROOT, page))) return [`${page}, the page of its lesson, is missing`];
    return withoutComments(readFileSync(path.join(ROOT, page), "utf8")).includes(tag)
      ? []
      : [`${page} does not show it: ${tag}`];
  });
}

/** Where a file still has a placeholder. */
export function placeholdersIn(file: string): readonly string[] {
  if (!existsSync(path.join(ROOT, file))) return [];
  return readFileSync(path.join(ROOT, file), "utf8")
    .split("\n")
    .flatMap((line, index) => {
      const at = line.indexOf(PLACEHOLDER);
      if (at === -1) return [];
      const left = /^[^"]*?(?=\s*("|\*\/|$))/.exec(line.slice(at + PLACEHOLDER.length))?.[0] ?? "";
      return [`${file}:${index + 1} ${PLACEHOLDER}${left}`];
    });
}

/** What has no Korean, in the words of `exercise.ts`. */
function untranslated({ title, checks, hints, mistakes }: Exercise): readonly string[] {
  const lacks = ({ ko }: Localized) => ko === undefined || ko.trim() === "";
  return [
    ...(lacks(title) ? ["the title"] : []),
    ...checks.filter(({ nameKo }) => nameKo === undefined).map(({ name }) => `the check "${name}"`),
    ...checks.filter(({ hint }) => lacks(hint)).map(({ name }) => `the hint of "${name}"`),
    ...hints.flatMap((hint, index) => (lacks(hint) ? [`hint ${index + 1}`] : [])),
    ...Object.entries(mistakes).flatMap(([key, { misconception }]) => (lacks(misconception) ? [`"${key}"`] : [])),
  ];
}

function withoutComments(text: string): string {
  return text.replace(/\{\/\*[\s\S]*?\*\/\}/g, "");
}

function pagesOf(lesson: string): readonly [en: string, ko: string] {
  return [`content/${lesson}.mdx`, `content/ko/${lesson}.mdx`];
}

function suiteOf(name: string): string {
  return `tests/suites/${name}.test.ts`;
}
