import { inspect } from "vitest/internal/browser";

const LENGTH_MAX = 2_000;

/** A value as a learner reads it, in one text that is never too long. Safe for values that throw when they are read. */
export function printed(value: unknown): string {
  try {
    return shortened(typeof value === "string" ? value : inspect(value, { depth: 4 } as never));
  } catch {
    return "a value that cannot be printed";
  }
}

export function shortened(text: string): string {
  return text.length > LENGTH_MAX
    ? `${text.slice(0, LENGTH_MAX)}… (${text.length - LENGTH_MAX} more characters)`
    : text;
}

/** Collects what an answer prints, until it is taken. */
export class Output {
  #text = "";

  /** What takes the place of `console`. */
  readonly console = Object.fromEntries(
    ["log", "info", "debug", "warn", "error", "table", "dir", "trace", "assert"].map((name) => [
      name,
      (...values: unknown[]) => {
        if (this.#text.length <= LENGTH_MAX) this.#text += `${values.map(printed).join(" ")}\n`;
      },
    ]),
  );

  take(): string | null {
    const text = this.#text;
    this.#text = "";
    return text === "" ? null : shortened(text.trimEnd());
  }
}
