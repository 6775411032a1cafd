/**
 * A section of `npm run papers`: something that a paper states, and the same from the simulator. Measuring gives plain
 * data, printing gives lines; the command line, the tests and whoever wants the data use the same two functions.
 */

/** `full` is what the command prints; `small` answers at once, for tests that look at exact numbers. */
export type Size = "full" | "small";

export interface PaperSection<Data extends object = object> {
  /** On the command line and in the JSON. */
  readonly name: string;
  readonly title: string;
  /** Paper and section. */
  readonly source: string;
  /** The same numbers on every machine. */
  measure(size: Size): Data;
  /** At most `COLUMNS` wide. */
  print(data: Data): readonly string[];
}

/** Gives a section its types; nothing else. */
export function defineSection<Data extends object>(section: PaperSection<Data>): PaperSection<Data> {
  return section;
}

export const COLUMNS = 80;
const INDENT = "  ";

/** A table: the first column to the left, all others to the right, as wide as they need. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
  const printed = lines.map((line) =>
    line
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] as number) : cell.padStart(widths[column] as number),
      )
      .join("   ")
      .trimEnd(),
  );
  const rule = "-".repeat(Math.max(...printed.map((line) => line.length)));
  return [printed[0] as string, rule, ...printed.slice(1)].map((line) => INDENT + line);
}

/** Running text, broken into lines. With a label, it stands in front and the text hangs beside it. */
export function paragraph(text: string, label = ""): readonly string[] {
  const lines: string[] = [];
  const hanging = " ".repeat(label.length);
  let line = INDENT + label;
  let isEmpty = true;
  for (const word of text.split(/\s+/)) {
    if (!isEmpty && line.length + 1 + word.length > COLUMNS) {
      lines.push(line);
      line = INDENT + hanging;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}

/** 0.00000000000060 as 6.0e-13. */
export function small(value: number): string {
  return value >= 0.01 ? value.toFixed(value >= 0.095 ? 2 : 3) : value.toExponential(1).replace("e-0", "e-");
}

/** 0.052 as 5.2 %, 0.0000059 as 0.00059 %. */
export function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}
