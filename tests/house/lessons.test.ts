/** What can be seen in a lesson's text alone, long before a browser looks at its page. */
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

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

it("finds the lessons", () => {
  expect(FILES.length).toBeGreaterThan(40);
});
