/** The records in the reader's own browser. Every call may be refused: a private window, storage that is full. */
import { keptRecord, keyOf, takeRecord, type Kind, type Records } from "./records.ts";

/** Said on the window when the browser would not keep a record. */
export const UNKEPT = "course-unkept";
/** Said on the window when this page has kept a record. */
export const KEPT = "course-kept";

/** The kept record; undefined if there is none, `"newer"` if a newer version of the site wrote it. */
export function readRecord<K extends Kind>(kind: K, name: string) {
  try {
    return takeRecord(kind, JSON.parse(localStorage.getItem(keyOf(kind, name)) ?? "null"));
  } catch {
    return undefined;
  }
}

/** Keeps a record. False, and said on the window, when this browser would not. */
export function writeRecord<K extends Kind>(kind: K, name: string, record: Records[K]): boolean {
  try {
    localStorage.setItem(keyOf(kind, name), JSON.stringify(keptRecord(kind, record)));
  } catch {
    dispatchEvent(new Event(UNKEPT));
    return false;
  }
  dispatchEvent(new Event(KEPT));
  return true;
}

/** Forgets a record. */
export function dropRecord(kind: Kind, name: string): void {
  try {
    localStorage.removeItem(keyOf(kind, name));
  } catch {
    // What could not be kept is not there.
  }
}

/** Calls back whenever another tab has changed a record of this name. Returns what ends it. */
export function onOtherTab(kind: Kind, name: string, changed: () => void): () => void {
  const hear = ({ key }: StorageEvent) => {
    // Without a key, everything was cleared.
    if (key === null || key === keyOf(kind, name)) changed();
  };
  addEventListener("storage", hear);
  return () => removeEventListener("storage", hear);
}
