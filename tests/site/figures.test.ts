/** A figure's table tells every event of the run that its picture draws, in the page's language. */
import { expect, test } from "vitest";
import { FIGURES, firstRun } from "../../src/figures/first-run.ts";
import type { FigureName } from "../../src/figures/kinds.ts";
import { htmlOf, PAGES } from "./site.ts";

const figures = PAGES.flatMap((path) =>
  htmlOf(path)
    .split(/(?=<figure[^>]*data-figure=")/)
    .slice(1)
    .map((html) => {
      const name = /data-figure="([^"]+)"/.exec(html)?.[1] as FigureName;
      const table = /<tbody[^>]*>(.*?)<\/tbody>/s.exec(html)?.[1] ?? "";
      const rows = table.match(/<tr[\s>].*?<\/tr>/gs) ?? [];
      return { path, name, rows: rows.map((row) => row.replaceAll(/<[^>]+>/g, " ").trim()) };
    }),
);

test("every figure is on a page", () => {
  expect(new Set(figures.map(({ name }) => name))).toEqual(new Set(Object.keys(FIGURES)));
});

test("each has a row with words for each event of its run", () => {
  const lengths = new Map<FigureName, number>();
  for (const { path, name, rows } of figures) {
    const events = lengths.get(name) ?? firstRun(name).length;
    lengths.set(name, events);
    expect(rows.length, `${name} on ${path}`).toBe(events);
    for (const row of rows) expect(row, `${name} on ${path}`).toMatch(/\d.*\p{L}{2}/su);
  }
});
