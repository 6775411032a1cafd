/** From every known mistake a link leads to a paragraph: its lesson marks it with `<Idea>`, once, in both languages. */
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { exerciseNames, loadExercise } from "../../src/grader/exercises.ts";

const CONTENT = fileURLToPath(new URL("../../content/", import.meta.url));
const PAGES = readdirSync(CONTENT, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".mdx"));

const exercises = await Promise.all(
  exerciseNames().map(async (name) => {
    const { lesson, mistakes } = await loadExercise(name);
    return { name, lesson, keys: Object.keys(mistakes) };
  }),
);

/** The keys of the mistakes that lead to a page, each with the name of its exercise. */
function mistakesOf(page: string): ReadonlyMap<string, string> {
  const lesson = page.replace(/^ko\//, "").replace(/\.mdx$/, "");
  return new Map(
    exercises
      .filter((exercise) => exercise.lesson === lesson)
      .flatMap(({ name, keys }) => keys.map((key) => [key, name])),
  );
}

describe.each(PAGES)("content/%s", (page) => {
  const text = readFileSync(path.join(CONTENT, page), "utf8");
  const marked = [...text.matchAll(/<Idea of="([^"]*)" \/>/g)].flatMap(([, keys = ""]) => keys.split(" "));
  const mistakes = mistakesOf(page);

  it("marks the paragraph that explains it for every mistake", () => {
    const missing = [...mistakes].filter(([key]) => !marked.includes(key));
    expect(missing.map(([key, name]) => `${name} has the mistake "${key}": mark its paragraph with <Idea of="${key}" />`)).toEqual([]); // prettier-ignore
  });

  it("marks no paragraph for a mistake that its exercises do not have, and none twice", () => {
    const unknown = marked.filter((key) => !mistakes.has(key));
    const twice = marked.filter((key, index) => marked.indexOf(key) !== index);
    expect({ unknown, twice }).toEqual({ unknown: [], twice: [] });
  });

  it("opens a paragraph, a list item or a cell with each mark: elsewhere it would stand between two of them", () => {
    const lines = text.split("\n");
    const displaced = lines.filter((line, index) => {
      if (!line.includes("<Idea")) return false;
      const opens = /^(\s*([-*]|\d+\.) |\| ?)?<Idea of="[a-z0-9 -]+" \/>\S/.test(line);
      const isFirst = /^\s*([-*]|\d+\.) |^\|/.test(line) || /^$|^<\w+.*[^/]>$|^<\w+>$/.test(lines[index - 1] ?? "");
      return !opens || !isFirst;
    });
    expect(displaced).toEqual([]);
  });
});

it("lets no two exercises of a lesson share a mistake's name: the anchor would lead to one of them", () => {
  const names = exercises.flatMap(({ lesson, keys }) => keys.map((key) => `${lesson}#${key}`));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

it("looks for something", () => {
  expect(exercises.flatMap(({ keys }) => keys).length).toBeGreaterThan(500);
});
