/** What a reader has written for one exercise, kept in the reader's own browser as it is typed. */
export interface SavedAnswer {
  /** What stands in the editor. */
  readonly text: string;
  /** Set when that is our solution, word for word, and so not the reader's to keep. */
  readonly isOurs?: boolean;
  /** The reader's own texts, put aside while the stub or the solution stands in the editor; the latest last. */
  readonly shelved: readonly string[];
}

const VERSION = 1;

const keyOf = (name: string) => `four-of-six/answer/${name}`;

/** The kept answer; none if there is none, if it was written by a later version, or if this browser keeps nothing. */
export function readAnswer(name: string): SavedAnswer | undefined {
  try {
    const saved = JSON.parse(localStorage.getItem(keyOf(name)) ?? "null") as Record<string, unknown> | null;
    if (saved?.["version"] !== VERSION || typeof saved["text"] !== "string") return undefined;
    const { text, isOurs, shelved } = saved;
    const texts = Array.isArray(shelved) ? shelved.filter((one) => typeof one === "string") : [];
    return { text, isOurs: isOurs === true, shelved: texts };
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
