/** `npm run papers`: figures of the papers, and the same from the simulator. */
import { COLUMNS, type PaperSection } from "./section.ts";
import { SECTIONS } from "./sections.ts";

const USAGE = `npm run papers [-- <section> ...] [--json]

Prints what the papers state beside what the simulator gives. Sections: ${SECTIONS.map(({ name }) => name).join(", ")}.
--json prints the data of the same measurements.`;

process.exitCode = main(process.argv.slice(2));

function main(args: readonly string[]): number {
  const options = args.filter((arg) => arg.startsWith("-"));
  const names = args.filter((arg) => !arg.startsWith("-"));
  if (options.includes("--help") || options.includes("-h")) {
    console.log(USAGE);
    return 0;
  }
  const unknown = [
    ...options.filter((option) => option !== "--json"),
    ...names.filter((name) => !SECTIONS.some((section) => section.name === name)),
  ];
  if (unknown.length > 0) {
    console.error(`Unknown: ${unknown.join(", ")}.\n\n${USAGE}`);
    return 2;
  }

  const wanted = SECTIONS.filter(({ name }) => names.length === 0 || names.includes(name));
  const measured = wanted.map((section) => ({ section, data: section.measure("full") }));
  if (options.includes("--json")) {
    const sections = measured.map(({ section: { name, title, source }, data }) => ({ name, title, source, data }));
    console.log(JSON.stringify({ version: 1, sections }, null, 2));
    return 0;
  }
  for (const { section, data } of measured) console.log(`${lines(section, data).join("\n")}\n`);
  return 0;
}

function lines(section: PaperSection, data: object): readonly string[] {
  const { title, source } = section;
  return [title, source, "=".repeat(COLUMNS), "", ...section.print(data)];
}
