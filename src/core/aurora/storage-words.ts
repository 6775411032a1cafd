/**
 * A storage event in words: one short sentence, in the field's terms. The command line's timeline, the figures' event
 * table and the workbench's counterexample print the same sentence for the same event. Each language is a file of its
 * own, so that a page loads the one that it is written in.
 */
import type { WordsLocale } from "../kernel/words.ts";
import type { StorageEvent } from "./storage-trace.ts";
import { storageEventInEnglish } from "./storage-words-en.ts";
import { storageEventInKorean } from "./storage-words-ko.ts";

/** The sentence for one event, without a full stop. */
export function storageEventText(event: StorageEvent, locale: WordsLocale): string {
  return locale === "ko" ? storageEventInKorean(event) : storageEventInEnglish(event);
}
