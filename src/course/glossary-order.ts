import { TERMS, type Term } from "./glossary.ts";
import type { Language } from "./registry.ts";

export interface LetterGroup {
  readonly letter: string;
  readonly anchor: string;
  readonly terms: readonly Term[];
}

/** The consonants by which Korean dictionaries are divided; doubled ones stand with their single ones. */
const CONSONANTS = [..."ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"];
const FIRST_SYLLABLE = "가".codePointAt(0)!;
const SYLLABLES_PER_CONSONANT = 588;

/** The letter below which a name stands. Names in Latin letters are few in Korean and stand together at the end. */
export function letterOf(name: string, language: Language): string {
  if (language === "en") return name.slice(0, 1).toUpperCase();
  return CONSONANTS[Math.floor((name.codePointAt(0)! - FIRST_SYLLABLE) / SYLLABLES_PER_CONSONANT)] ?? "A–Z";
}

/** All terms in the order of the language's alphabet, by letter. */
export function groupTerms(language: Language, all: readonly Term[] = TERMS): readonly LetterGroup[] {
  const { compare } = new Intl.Collator(language, { sensitivity: "base" });
  const groups = Object.groupBy(
    all.toSorted((one, other) => compare(one.name[language], other.name[language])),
    (term) => letterOf(term.name[language], language),
  );
  return Object.entries(groups)
    .toSorted(([one], [other]) => Number(one === "A–Z") - Number(other === "A–Z") || compare(one, other))
    .map(([letter, terms = []], index) => ({ letter, anchor: `letter-${index + 1}`, terms }));
}
