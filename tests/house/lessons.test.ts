/** What can be seen in a lesson's text alone, long before a browser looks at its page. */
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { PARTS } from "../../src/course/registry.ts";
import { PLACEHOLDER, REGISTRY, placeholdersIn, unfinishedLesson } from "../../src/grader/unfinished.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const FILES = ["content", "exercises"].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.mdx?$/.test(file))
    .map((file) => path.join(folder, file)),
);

describe.each(FILES)("%s", (file) => {
  const lines = readFileSync(path.join(ROOT, file), "utf8").split("\n");

  it("names every column of its tables: a screen reader says the name before each cell", () => {
    const nameless = lines.filter(
      (line, index) => /^\|[\s:|-]+\|$/.test(lines[index + 1] ?? "") && /\|\s*\|/.test(line) && line.startsWith("|"),
    );
    expect(nameless).toEqual([]);
  });

  it("has no exclamation marks in its prose", () => {
    const prose = lines.join("\n").replace(/```[\s\S]*?```/g, "").replace(/`[^`]*`/g, "").replace(/<!--|!==?/g, ""); // prettier-ignore
    expect(prose.match(/.{0,40}\w!(\s|$).*/g) ?? []).toEqual([]);
  });
});

const LESSONS = PARTS.flatMap((part) => part.lessons.map(({ slug }) => `${part.slug}/${slug}`));

it.each(LESSONS)("the lesson %s is whole, in both languages", (lesson) => {
  expect(unfinishedLesson(lesson)).toEqual([]);
});

it(`the registry has no ${PLACEHOLDER} left`, () => {
  expect(placeholdersIn(REGISTRY)).toEqual([]);
});

it("every page of a part is in the registry", () => {
  const pages = FILES.flatMap(
    (file) => /^content\/(?:ko\/)?([^/]+\/[^/]+)\.mdx$/.exec(file.replaceAll("\\", "/"))?.[1] ?? [],
  );
  expect([...new Set(pages)].filter((page) => !LESSONS.includes(page) && !page.startsWith("ko/"))).toEqual([]);
});

it("finds the lessons", () => {
  expect(FILES.length).toBeGreaterThan(40);
});
