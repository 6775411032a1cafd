/** Words that only the Data API's figures print; `strings.ts` has those that all figures share. */
import type { DataApiAnswered } from "../core/cluster/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import type { DataApiControl } from "./data-api-figures.ts";

const en = {
  calls: "Calls, and what they were answered",
  sessions: "Sessions in the database",
  answered: { began: "an id", result: "result", committed: "committed", "rolled-back": "rolled back" } as Readonly<Record<Exclude<DataApiAnswered["kind"], "error">, string>>, // prettier-ignore
  waits: "…",
  idle: (seconds: number, max: number) => `idle ${seconds} s of ${max} s`,
  undone: "rolled back",
  committed: "committed",
  controls: { later: "Next calls 60 s later", sooner: "30 s sooner", "keep-alive": "A call with the id now" } as Readonly<Record<DataApiControl, string>>, // prettier-ignore
  legend: {
    call: "waits for its answer",
    statement: "statement runs",
    open: "session is open",
    deadline: "rolled back without a call until here",
  },
};

export type DataApiStrings = typeof en;

const ko: DataApiStrings = {
  calls: "호출과 응답",
  sessions: "데이터베이스의 세션",
  answered: { began: "ID", result: "결과", committed: "커밋됨", "rolled-back": "롤백됨" },
  waits: "…",
  idle: (seconds, max) => `유휴 ${seconds}초 / ${max}초`,
  undone: "롤백됨",
  committed: "커밋됨",
  controls: { later: "다음 호출을 60초 뒤로", sooner: "30초 앞으로", "keep-alive": "지금 ID를 제시하는 호출" },
  legend: {
    call: "응답을 기다림",
    statement: "문장 실행 중",
    open: "세션 열림",
    deadline: "여기까지 호출이 없으면 롤백",
  },
};

export function dataApiStrings(locale: WordsLocale): DataApiStrings {
  return locale === "ko" ? ko : en;
}
