/** A roll call's event in words: one short sentence, wherever the event is printed. */
import { withParticle, type WordsLocale } from "../kernel/words.ts";
import type { RollCallEvent } from "./roll-call.ts";

/** The sentence for one event, without a full stop. */
export function rollCallEventText(event: RollCallEvent, locale: WordsLocale): string {
  return locale === "ko" ? inKorean(event) : rollCallEventInEnglish(event);
}

/** The same in English alone. */
export function rollCallEventInEnglish(event: RollCallEvent): string {
  switch (event.kind) {
    case "roll-call-began":
      return `The roll call began: ${event.placement.length === 1 ? "one segment is" : `${event.placement.length} segments are`} expected`;
    case "segment-started":
      return `Segment ${event.segment} started in ${event.zone}`;
    case "greeting-heard":
      return `The writer heard segment ${event.segment}: “${event.greeting}”`;
    default:
      return event satisfies never;
  }
}

function inKorean(event: RollCallEvent): string {
  switch (event.kind) {
    case "roll-call-began":
      return `출석 확인을 시작했습니다: 세그먼트 ${event.placement.length}개를 기다립니다`;
    case "segment-started":
      return `세그먼트 ${withParticle(event.segment, "이/가")} ${event.zone}에서 시작했습니다`;
    case "greeting-heard":
      return `라이터가 세그먼트 ${event.segment}의 인사를 들었습니다: “${event.greeting}”`;
    default:
      return event satisfies never;
  }
}
