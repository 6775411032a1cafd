/**
 * A cluster event in words: one short sentence, in the field's terms. Whoever shows a run prints the same sentence for the
 * same event. Each language is a file of its own, so that a page loads the one that it is written in.
 */
import type { WordsLocale } from "../kernel/words.ts";
import type { ClusterEvent } from "./cluster-trace.ts";
import { clusterEventInEnglish } from "./cluster-words-en.ts";
import { clusterEventInKorean } from "./cluster-words-ko.ts";

/** The sentence for one event, without a full stop. */
export function clusterEventText(event: ClusterEvent, locale: WordsLocale): string {
  return locale === "ko" ? clusterEventInKorean(event) : clusterEventInEnglish(event);
}
