/** What only a replay prints, apart from the figures' own words: a lesson's figure does not load it. */
import type { WordsLocale } from "../core/kernel/words.ts";

const en = {
  reference: "Reference",
  yourAnswer: "Your answer",
  firstDifference: "First difference",
  atDifference: (event: number) => `Event ${event}: here the two runs part.`,
  nothingMore: "nothing more happens",
  replay: "The run in which the answer first differs from the reference",
};

export type ReplayStrings = typeof en;

const ko: ReplayStrings = {
  reference: "참조 구현",
  yourAnswer: "내 답안",
  firstDifference: "처음 달라지는 곳",
  atDifference: (event) => `이벤트 ${event}: 여기서 두 실행이 갈라집니다.`,
  nothingMore: "더 이상 아무 일도 일어나지 않음",
  replay: "답안이 참조 구현과 처음 달라지는 실행",
};

export function replayStrings(locale: WordsLocale): ReplayStrings {
  return locale === "ko" ? ko : en;
}
