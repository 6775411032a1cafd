/** What pages and the service worker say to each other. */
import type { Language } from "../course/registry.ts";

/** The service worker's file. Its name never changes: browsers ask for it to learn of a new version. */
export const WORKER_FILE = "sw.js";

/** What a device has use for: the full editor is not for phones, the database is for one lesson. */
export type Kind = "course" | "editor" | "database";

export interface Asked {
  readonly language: Language;
  /** The kinds of files that this device can use. */
  readonly uses: readonly Kind[];
  /** The kinds to be fetched now. With none, the worker only says what is there. */
  readonly fetch: readonly Kind[];
  /** What the page had loaded before there was a worker. */
  readonly opened: readonly string[];
}

/** How much of the course is in the reader's browser. */
export interface Kept {
  readonly kind: "kept";
  readonly language: Language;
  readonly have: number;
  readonly count: number;
  /** The kinds of which something is missing. */
  readonly lacks: readonly Kind[];
  /** As they come over the network, compressed. */
  readonly bytesToCome: number;
  readonly isFetching: boolean;
  readonly isFull: boolean;
}

/** A page that was shown from the cache has another text on the site by now. */
export interface Renewed {
  readonly kind: "renewed";
}

/** What should be kept does not fit into this browser. */
export interface Full {
  readonly kind: "full";
}

export type Told = Kept | Renewed | Full;

/** One file of the course: its path below the base, its size over the network, and what it is for. */
export interface OfflineFile {
  readonly path: string;
  readonly bytes: number;
  readonly kind: Kind;
  /** Changes with the content, where the path does not. */
  readonly revision?: string;
}

/** Whether a file's name changes with its content. */
export function isHashed(path: string): boolean {
  return /^(_astro|fonts|runner|postgres|pagefind\/(fragment|index|filter))\/|^pagefind\/.*\.pf_meta$/.test(path);
}
