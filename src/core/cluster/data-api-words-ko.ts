/** Events of the Data API in Korean. */
import { withParticle } from "../kernel/words.ts";
import type { DataApiAnswered, DataApiAsked, DataApiEvent, DatabaseEnd, OrderRefusal } from "./data-api-trace.ts";

/** The sentence for one event, without a full stop. */
export function dataApiEventInKorean(event: DataApiEvent): string {
  switch (event.kind) {
    case "data-api-opened":
      return "Data API가 호출을 기다립니다";
    case "called":
      return `호출 ${event.call}: ${askedInKorean(event.asked)}`;
    case "statement-began":
      return `${event.session}에서 ${event.call}의 문장을 실행합니다: ${event.text}`;
    case "statement-ended":
      return `${event.call}의 문장이 ${endInKorean(event.end)}`;
    case "call-answered":
      return `${event.call}에 ${event.afterMs / 1_000}초 만에 응답합니다: ${answeredInKorean(event.answered)}`;
    case "session-closed":
      return [
        `${withParticle(event.session, "을/를")} 닫습니다`,
        ...(event.stopped === undefined ? [] : [`${event.stopped}의 문장이 중단됩니다`]),
        ...(event.undid === undefined ? [] : [`${event.undid}의 트랜잭션이 롤백됩니다`]),
      ].join(". ");
    case "order-refused":
      return `${ORDERS[event.order]} 명령을 수행할 수 없습니다: ${REFUSALS[event.why]}`;
    default:
      return event satisfies never;
  }
}

function askedInKorean({ operation, transaction, sql, continueAfterTimeout }: DataApiAsked): string {
  const within = transaction === undefined ? "" : ` (${transaction}의 트랜잭션)`;
  const what = sql === undefined ? "" : `, ${sql}`;
  return `${operation}${within}${what}${continueAfterTimeout === true ? ", 시간이 초과되어도 계속" : ""}`;
}

function endInKorean(end: DatabaseEnd): string {
  if (end.kind === "failed") return `실패했습니다(SQLSTATE ${end.sqlState})`;
  return end.sizeBytes === 0
    ? "끝났습니다"
    : `${bytes(end.sizeBytes)}의 결과를 내고 끝났습니다(가장 큰 행 ${bytes(end.largestRowBytes)})`;
}

function answeredInKorean(answered: DataApiAnswered): string {
  switch (answered.kind) {
    case "began":
      return "트랜잭션 ID";
    case "committed":
      return "커밋됨";
    case "rolled-back":
      return "롤백됨";
    case "result":
      return answered.rows === undefined ? "결과" : `결과 ${JSON.stringify(answered.rows)}`;
    case "error":
      return answered.error;
    default:
      return answered satisfies never;
  }
}

const ORDERS: Readonly<Record<"run" | "reply" | "close", string>> = {
  run: "문장을 실행하라는",
  reply: "응답하라는",
  close: "세션을 닫으라는",
};

const REFUSALS: Readonly<Record<OrderRefusal, string>> = {
  "call-not-open": "응답을 기다리는 그런 호출이 없습니다",
  "ran-before": "그 호출의 문장은 이미 실행했습니다",
  "session-busy": "그 세션에서 다른 문장이 실행 중입니다",
  "session-not-open": "열려 있는 그런 세션이 없습니다",
  "id-given-before": "이미 준 적이 있는 트랜잭션 ID입니다",
  "nothing-to-tell": "알려 줄 것이 없습니다",
};

function bytes(count: number): string {
  return `${String(count).replace(/\B(?=(\d{3})+$)/g, ",")}바이트`;
}
