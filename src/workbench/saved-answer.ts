/** What a reader has written for one exercise, kept in the reader's own browser as it is typed. */
export interface SavedAnswer {
  readonly text: string;
  /** The reader's text, put aside while the stub or the solution stands in the editor. */
  readonly shelved?: string;
}

const VERSION = 1;

const keyOf = (name: string) => `four-of-six/answer/${name}`;

/** The kept answer; none if there is none, if it was written by a later version, or if this browser keeps nothing. */
export function readAnswer(name: string): SavedAnswer | undefined {
  try {
    const saved = JSON.parse(localStorage.getItem(keyOf(name)) ?? "null") as Record<string, unknown> | null;
    if (saved?.["version"] !== VERSION || typeof saved["text"] !== "string") return undefined;
    const { text, shelved } = saved;
    return { text, ...(typeof shelved === "string" ? { shelved } : {}) };
  } catch {
    return undefined;
  }
}

/** Keeps the answer. False when this browser would not. */
export function writeAnswer(name: string, answer: SavedAnswer): boolean {
  try {
    localStorage.setItem(keyOf(name), JSON.stringify({ version: VERSION, ...answer }));
    return true;
  } catch {
    return false;
  }
}
