/** Events of an application that caches by hand, in Korean. */
import { faultInKorean } from "../kernel/fault-words-ko.ts";
import type { AsideCode, AsideEvent } from "./aside-trace.ts";
import { cachedText, entryOf, requestText } from "./aside-words-en.ts";
import type { AsideAnswer, AsideWriteOutcome, CachedValue } from "./cache-aside.ts";

const CODES: Readonly<Record<AsideCode, string>> = Object.freeze({
  leases: "임대를 쓰는",
  "no-leases": "임대를 쓰지 않는",
  "delete-first": "임대를 쓰지 않고 먼저 지우는",
});
const OUTCOMES: Readonly<Record<AsideWriteOutcome["kind"], string>> = Object.freeze({
  written: "기록됨",
  refused: "거절됨",
  unknown: "알 수 없음",
});
const ANSWERS: Readonly<Record<Exclude<AsideAnswer["kind"], "hit" | "read">, string>> = Object.freeze({
  miss: "캐시 누락",
  stored: "저장됨",
  refused: "거절됨",
  deleted: "지움",
  written: "기록됨",
  waited: "기다림",
  failed: "실패",
});

/** One event in one sentence. */
export function asideEventInKorean(event: AsideEvent): string {
  switch (event.kind) {
    case "aside-opened":
      return `빈 캐시와 테이블로 시작합니다. 테이블: ${event.entries.map(({ entry, value }) => `${entry} ${valueKo(value)}`).join(", ")}.`;
    case "read-began":
      return `${event.process}의 호출 ${event.call}: ${event.entry} 읽기.`;
    case "write-began":
      return `${event.process}의 호출 ${event.call}: ${event.entries[0] ?? ""} ${event.isRemoval ? "삭제" : "쓰기"}. 관련 엔트리는 ${event.entries.join(", ")}.`;
    case "cache-answered":
      return `호출 ${event.call}, 캐시: ${requestText(event.request)} → ${answerKo(event.answer)}.`;
    case "table-read":
      return `호출 ${event.call}, 테이블: ${event.entry}의 값은 ${valueKo(event.value)}${event.consistent ? "" : "(최종적으로 일관된 읽기)"}.`;
    case "table-wrote":
      return `호출 ${event.call}, 테이블: 이제 ${event.entries.map(({ entry, value }) => `${entry} ${valueKo(value)}`).join(", ")}.`;
    case "table-refused":
      return `테이블이 호출 ${event.call}의 요청을 거절합니다.`;
    case "nothing-heard":
      return `호출 ${event.call}: ${event.request.do}${entryOf(event.request)}에 응답이 없습니다.`;
    case "read-ended":
      return `호출 ${event.call}: ${event.entry} 읽기가 ${event.outcome.kind === "failed" ? "실패로" : `${valueKo(event.outcome)} 값으로`} 끝납니다.`;
    case "write-ended":
      return `호출 ${event.call}: 쓰기가 끝납니다(${OUTCOMES[event.outcome.kind]}).`;
    case "call-lost":
      return `호출 ${event.call}이 프로세스와 함께 사라집니다.`;
    case "call-stopped":
      return `호출 ${event.call}을 요청 ${event.requestCount}번 뒤에 멈춥니다.`;
    case "cache-emptied":
      return "캐시가 내용을 모두 잃습니다.";
    case "table-busy":
      return "테이블이 요청을 모두 거절하기 시작합니다.";
    case "table-free":
      return "테이블이 다시 요청을 받습니다.";
    case "code-changed":
      return `이제부터 ${CODES[event.code]} 코드로 호출합니다.`;
    case "fault-began":
    case "fault-ended":
      return `${faultInKorean(event.fault, event.kind === "fault-began", (node) => node)}.`;
    default:
      return event satisfies never;
  }
}

function valueKo(value: CachedValue): string {
  return value.kind === "none" ? "없음" : cachedText(value);
}

function answerKo(answer: AsideAnswer): string {
  if (answer.kind === "hit" || answer.kind === "read") return valueKo(answer.value);
  return ANSWERS[answer.kind];
}
