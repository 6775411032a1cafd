/** What an instructor sees at the end of a run, at 80 columns: the exercises, what they go wrong in, the learners. */
import { styled, visible, wrap, WIDTH } from "../terminal.ts";
import { knownMistakesOf, type Grades } from "./grades.ts";

/** More learners than this are in `grades.csv` only. */
const LEARNERS_SHOWN_MAX = 60;
const IDEAS_SHOWN_MAX = 3;

/** `notes`: what was left out of the class as a whole. */
export function summaryPage(unsafe: Grades, notes: readonly string[]): string {
  const { exercises, learners } = visible(unsafe);
  const lines = [
    styled("bold", `${counted(learners.length, "learner")}, ${counted(exercises.length, "exercise")}`),
    "",
  ];
  const nameWidth = Math.max(8, ...exercises.map(({ name }) => name.length));
  lines.push(styled("dim", `${"exercise".padEnd(nameWidth)}  passed  handed in   mean`));
  for (const [index, { name, exercise }] of exercises.entries()) {
    const grades = learners.flatMap(({ grades }) => grades[index] ?? []);
    const passed = grades.filter(({ status }) => status === "pass").length;
    const mean = Math.floor(grades.reduce((sum, { percent }) => sum + percent, 0) / Math.max(1, grades.length));
    lines.push(`${name.padEnd(nameWidth)}  ${column(passed, 6)}  ${column(grades.length, 9)}  ${column(mean, 3)} %`);
    for (const { count, mistake } of knownMistakesOf(grades).slice(0, IDEAS_SHOWN_MAX))
      lines.push(
        ...wrap(
          exercise.mistakes[mistake]?.misconception.en ?? mistake,
          `  ${styled("yellow", `${count} x`)} `,
          "      ",
        ),
      );
  }
  lines.push("", ...learnerLines(learners));
  const told = [...notes, ...learners.flatMap(({ name, notes }) => notes.map((note) => `${name}: ${note}`))];
  if (told.length > 0)
    lines.push("", styled("bold", "Left out"), ...visible(told).flatMap((note) => wrap(note, "  ", "    ")));
  return `${lines.join("\n")}\n`;
}

function learnerLines(learners: Grades["learners"]): string[] {
  const shown = learners.slice(0, LEARNERS_SHOWN_MAX);
  const width = Math.min(WIDTH - 34, Math.max(7, ...shown.map(({ name }) => columnsOf(name))));
  return [
    styled("dim", `${"learner".padEnd(width)}  passed  handed in   mean`),
    ...shown.map(({ name, grades, percent }) => {
      const handedIn = grades.filter((grade) => grade !== undefined);
      const passed = handedIn.filter(({ status }) => status === "pass").length;
      return `${cut(name, width)}  ${column(passed, 6)}  ${column(handedIn.length, 9)}  ${column(percent, 3)} %`;
    }),
    ...(learners.length > shown.length ? [`and ${learners.length - shown.length} more, in grades.csv`] : []),
  ];
}

function counted(count: number, noun: string): string {
  return `${inThousands(count)} ${noun}${count === 1 ? "" : "s"}`;
}

function column(value: number, width: number): string {
  return inThousands(value).padStart(width);
}

/** `1,000`. The platform's own way begins with loading every language's. */
function inThousands(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ",");
}

/** Columns that a name takes in a terminal: a Korean letter takes two. */
function columnsOf(text: string): number {
  return [...text].reduce(
    (sum, character) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\u{1f300}-\u{1faff}]/u.test(character)
        ? 2
        : 1),
    0,
  );
}

function cut(text: string, width: number): string {
  // A folder's name may hold a line's end.
  let shown = text.replace(/\s/g, " ");
  while (columnsOf(shown) > width) shown = [...shown].slice(0, -2).join("") + "…";
  return shown + " ".repeat(width - columnsOf(shown));
}
