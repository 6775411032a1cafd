/** Every word of the consistency lens, in both languages. */
import { CONSISTENCY_IN_ENGLISH, consistencyBreakInEnglish } from "../core/history/consistency-words-en.ts";
import { CONSISTENCY_IN_KOREAN, consistencyBreakInKorean } from "../core/history/consistency-words-ko.ts";
import type { ConsistencyModel } from "../core/history/consistency.ts";
import type { WordsLocale } from "../core/kernel/words.ts";

const en = {
  title: "The reads so far, by four models of consistency",
  models: CONSISTENCY_IN_ENGLISH,
  holds: "holds",
  broken: (count: number) => (count === 1 ? "broken once" : `broken ${count} times`),
  hint: "Pick a model to see which read breaks it.",
  about: {
    eventual: "Holds: every read gave something that had been written.",
    "monotonic-reads": "Holds: no session saw an older version after a newer one.",
    "read-your-writes": "Holds: no session missed what it had written itself.",
    strong: "Holds: every read gave the newest version there was when it began, or a newer one.",
  } satisfies Record<ConsistencyModel, string>,
  breakText: consistencyBreakInEnglish,
};

type LensStrings = typeof en;

const ko: LensStrings = {
  title: "지금까지의 읽기를 네 가지 일관성 모델로 보면",
  models: CONSISTENCY_IN_KOREAN,
  holds: "지켜짐",
  broken: (count) => `${count}번 깨짐`,
  hint: "모델을 고르면 어느 읽기가 그것을 깨는지 보입니다.",
  about: {
    eventual: "지켜졌습니다. 모든 읽기가 언젠가 쓰인 값을 보았습니다.",
    "monotonic-reads": "지켜졌습니다. 새 버전을 본 뒤에 옛 버전을 본 세션이 없습니다.",
    "read-your-writes": "지켜졌습니다. 자신이 쓴 것을 보지 못한 세션이 없습니다.",
    strong: "지켜졌습니다. 모든 읽기가 시작할 때의 최신 버전이나 그보다 새것을 보았습니다.",
  },
  breakText: consistencyBreakInKorean,
};

export function lensStrings(locale: WordsLocale): LensStrings {
  return locale === "ko" ? ko : en;
}
