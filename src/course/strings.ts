import type { Language } from "./registry.ts";

/** "Aurora 2017 §2.1" says its year already; a guide that is rewritten all the time does not. */
const withYear = (source: string, year: number): string =>
  source.includes(String(year)) ? source : `${source}, ${year}`;

/** Every word that our components print. Both languages carry the same keys; the compiler says which one is missing. */
const en = {
  part: (number: number) => `Part ${number}`,
  goal: "After this lesson you can",
  minutes: (count: number) => `${count} min read`,
  level: { "first steps": "first steps", intermediate: "intermediate", advanced: "advanced" },
  sections: "Sections of this lesson",
  previous: "Previous",
  next: "Next",
  sources: "Sources",
  exercise: "Exercise",
  exerciseWaiting: "The editor for this exercise opens here.",
  exerciseByCommand: "On your own machine:",
  figureWaiting: "The running figure appears here.",
  predict: "Predict",
  question: (number: number, count: number) => `Question ${number} of ${count}`,
  check: "Check my answer",
  commitPrediction: "Commit to it",
  again: "Try again",
  chooseFirst: "Choose an answer first.",
  right: "Right.",
  notRight: "Not quite.",
  rightAnswerIs: (letter: string) => `The right answer is ${letter}.`,
  rightMark: "right",
  wrongMark: "not this one",
  yourAnswer: "your answer",
  answers: "Show the answer and why",
  watchIt: "Watch it",
  watchMoment: (event: number, time: string) => `event ${event}, at ${time}`,
  score: (right: number, answered: number, count: number) =>
    answered < count ? `${answered} of ${count} answered, ${right} right` : `All ${count} answered, ${right} right`,
  youMayHaveRead: "You may have read",
  simplified: "Where the simulator simplifies",
  limitSource: (unit: string, source: string, year: number) => `In ${unit}. Source: ${withYear(source, year)}.`,
  limitFrom: (source: string, year: number) => withYear(source, year),
  acknowledgedBy: "acknowledged",
  notAcknowledged: "not acknowledged",
  acknowledgements: "Acks",
  notWritten: "in preparation",
  glossary: "Glossary",
  inGlossary: "In the glossary",
  letters: "Letters",
};

export type Strings = typeof en;

const ko: Strings = {
  part: (number) => `${number}부`,
  goal: "이 글을 읽고 나면",
  minutes: (count) => `${count}분 분량`,
  level: { "first steps": "입문", intermediate: "중급", advanced: "고급" },
  sections: "이 글의 절",
  previous: "이전",
  next: "다음",
  sources: "출처",
  exercise: "실습",
  exerciseWaiting: "이 실습의 편집기가 여기에 열립니다.",
  exerciseByCommand: "내 컴퓨터에서 실행하려면:",
  figureWaiting: "움직이는 그림이 여기에 나타납니다.",
  predict: "예측해 보기",
  question: (number, count) => `문제 ${number}/${count}`,
  check: "답 확인하기",
  commitPrediction: "이 답으로 정하기",
  again: "다시 풀기",
  chooseFirst: "먼저 답을 하나 고르세요.",
  right: "맞습니다.",
  notRight: "아닙니다.",
  rightAnswerIs: (letter) => `정답은 ${letter}입니다.`,
  rightMark: "정답",
  wrongMark: "오답",
  yourAnswer: "내가 고른 답",
  answers: "정답과 이유 보기",
  watchIt: "그림에서 확인하기",
  watchMoment: (event, time) => `${event}번째 이벤트, ${time}`,
  score: (right, answered, count) =>
    answered < count
      ? `${count}문제 중 ${answered}문제를 풀었고 ${right}개 맞았습니다`
      : `${count}문제를 모두 풀었고 ${right}개 맞았습니다`,
  youMayHaveRead: "이렇게 읽은 적이 있다면",
  simplified: "시뮬레이터가 단순화한 것",
  limitSource: (unit, source, year) => `단위: ${unit}. 출처: ${withYear(source, year)}.`,
  limitFrom: (source, year) => withYear(source, year),
  acknowledgedBy: "확인 응답함",
  notAcknowledged: "확인 응답 없음",
  acknowledgements: "응답 수",
  notWritten: "준비 중",
  glossary: "용어집",
  inGlossary: "용어집에서 보기",
  letters: "글자",
};

const strings: Record<Language, Strings> = { en, ko };

/** The strings for a page's `lang`; a language we do not write in reads English. */
export function stringsFor(lang: string): Strings {
  return lang === "ko" ? strings.ko : strings.en;
}
