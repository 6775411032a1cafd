import type { Millis } from "./units.ts";

/** The two languages in which an event can be put into words. */
export type WordsLocale = "en" | "ko";

/** The pairs of Korean particles that our sentences use: the form after a final consonant first. */
export type ParticlePair = "이/가" | "을/를" | "과/와" | "은/는" | "으로/로";

/**
 * A word with the Korean particle that fits how it is read: `103을` (삼), `102를` (이), `E가` (이), `T1이` (일). A closing
 * bracket is looked through, as a reader does: `103(CPL)을` follows the L.
 */
export function withParticle(word: string | number, pair: ParticlePair): string {
  const text = String(word);
  const [afterConsonant, afterVowel] = pair.split("/") as [string, string];
  const read = text.replace(/[)\]]+$/, "");
  // 으로 is 로 after ㄹ too: 1로 (일), 8로 (팔).
  const takesConsonantForm = endsInConsonant(read) && !(pair === "으로/로" && endsInRieul(read));
  return text + (takesConsonantForm ? afterConsonant : afterVowel);
}

function endsInConsonant(text: string): boolean {
  const last = text.at(-1) ?? "";
  // Short words end as they sound: shop is 숍, bob is 밥.
  if (/[a-z][aeiou][bp]$/i.test(text) && !/[aeiou]{2}.$/i.test(text)) return true;
  // Digits are read in Sino-Korean: 영·십·백, 일, 삼, 육, 칠, 팔 end in a consonant. Letters: 엘, 엠, 엔, 알.
  if (/[0-9a-z]/i.test(last)) return /[013678lmnr]/i.test(last);
  const syllable = last.charCodeAt(0) - 0xac00;
  return syllable >= 0 && syllable < 11_172 && syllable % 28 !== 0;
}

function endsInRieul(text: string): boolean {
  const last = text.at(-1) ?? "";
  if (/[0-9a-z]/i.test(last)) return /[178lr]/i.test(last);
  return (last.charCodeAt(0) - 0xac00) % 28 === 8;
}

/** Simulated time where seconds are the measure: `9.75 s`. */
export function secondsText(ms: Millis): string {
  return `${(ms / 1_000).toFixed(2)} s`;
}

/** 0.05 as 5 %. */
export function percent(probability: number): string {
  return `${Math.round(probability * 1000) / 10} %`;
}

/** `A`, `A and B`, `A, B and C`; in Korean with commas only. */
export function listOf(words: readonly string[], locale: WordsLocale): string {
  if (locale === "ko" || words.length < 2) return words.join(", ");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
