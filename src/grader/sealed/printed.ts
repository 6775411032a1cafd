const LENGTH_MAX = 2_000;
const DEPTH_MAX = 4;
const ITEMS_MAX = 100;

/** A value as a learner reads it, in one text that is never too long. Safe for values that throw when they are read. */
export function printed(value: unknown): string {
  try {
    return shortened(typeof value === "string" ? value : source(value, 0));
  } catch {
    return "a value that cannot be printed";
  }
}

/** The value as one would write it in code. */
function source(value: unknown, depth: number): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return `[function ${value.name}]`;
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : String(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (depth >= DEPTH_MAX) return "…";
  const inner = (item: unknown) => source(item, depth + 1);
  if (Array.isArray(value)) return `[${several(value, inner)}]`;
  if (value instanceof Set) return `Set {${several([...value], inner)}}`;
  if (value instanceof Map) return `Map {${several([...value], ([key, item]) => `${inner(key)} => ${inner(item)}`)}}`;
  const fields = several(Object.entries(value), ([key, item]) => `${key}: ${inner(item)}`);
  return fields === "" ? "{}" : `{ ${fields} }`;
}

function several<T>(items: readonly T[], text: (item: T) => string): string {
  const shown = items.slice(0, ITEMS_MAX).map(text);
  return (items.length > ITEMS_MAX ? [...shown, `… ${items.length - ITEMS_MAX} more`] : shown).join(", ");
}

export function shortened(text: string): string {
  return text.length > LENGTH_MAX
    ? `${text.slice(0, LENGTH_MAX)}… (${text.length - LENGTH_MAX} more characters)`
    : text;
}

const PRINTING = [
  "log",
  "info",
  "debug",
  "warn",
  "error",
  "table",
  "dir",
  "dirxml",
  "trace",
  "group",
  "groupCollapsed",
];
const SILENT = ["groupEnd", "clear", "count", "countReset", "time", "timeEnd", "timeLog"];

/** Collects what an answer prints, until it is taken. */
export class Output {
  #text = "";

  /** What takes the place of `console`. */
  readonly console = Object.freeze({
    ...Object.fromEntries(PRINTING.map((name) => [name, (...values: unknown[]) => this.#print(values)])),
    ...Object.fromEntries(SILENT.map((name) => [name, () => undefined])),
    assert: (holds: unknown, ...values: unknown[]) => {
      if (!holds) this.#print(["Assertion failed:", ...values]);
    },
  });

  #print(values: readonly unknown[]): void {
    if (this.#text.length <= LENGTH_MAX) this.#text += `${values.map(printed).join(" ")}\n`;
  }

  take(): string | null {
    const text = this.#text;
    this.#text = "";
    return text === "" ? null : shortened(text.trimEnd());
  }
}
