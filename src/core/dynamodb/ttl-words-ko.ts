import type { Millis } from "../kernel/index.ts";
import type { Item } from "./attribute-value.ts";
import { itemText } from "./table-words-en.ts";
import type { TtlEvent } from "./ttl-run.ts";
import type { TtlAnswerEvent } from "./ttl-script.ts";
import { runClock } from "./ttl-words-en.ts";

/** One event in one sentence. */
export function ttlEventInKorean(event: TtlEvent | TtlAnswerEvent): string {
  switch (event.kind) {
    case "ttl-opened":
      return `테이블 sessions에 Time to Live가 켜져 있고, 백그라운드 프로세스가 ${runClock(event.passMs)}마다 지나갑니다.`;
    case "session-put":
      return `${event.key}을 넣습니다${untilText(event.expiresMs)}.`;
    case "session-extended":
      return `${event.key}을 연장합니다${untilText(event.expiresMs)}.`;
    case "session-deleted":
      return event.byService ? `프로세스가 ${event.key}을 삭제합니다.` : `클라이언트가 ${event.key}을 삭제합니다.`;
    case "sessions-read": {
      const hidden = event.stored.length - event.shown.length;
      const rest = hidden > 0 ? ` ${event.stored.length}개 중 ${hidden}개는 만료되었지만 아직 있습니다.` : "";
      return `읽는 쪽에 ${event.shown.join(", ") || "아무것도 없이"} 보입니다.${rest}`;
    }
    case "removal-seen":
      return event.archived ? `소비자가 만료된 ${event.key}을 보관합니다.` : `소비자가 ${event.key}을 그냥 둡니다.`;
    case "ttl-answered":
      return answerText(event);
  }
}

function untilText(expiresMs: Millis | undefined): string {
  if (expiresMs === undefined) return ". 시각으로 볼 값이 없습니다";
  return expiresMs < 0 || expiresMs > 864_000_000 ? ". 시각이 아주 멉니다" : `. ${runClock(expiresMs)}에 만료됩니다`;
}

function answerText({ attribute, question, answer }: TtlAnswerEvent): string {
  switch (question.kind) {
    case "expired":
      return `${seconds(question.nowMs)}에 항목 ${itemText(question.item)}은 ${attribute}로 보아 ${answer === true ? "만료되었습니다" : "만료되지 않았습니다"}.`;
    case "delete": {
      const now = question.current === undefined ? "이제 없습니다" : `이제 ${itemText(question.current)}입니다`;
      return `${seconds(question.nowMs)}에 찾아 두었던 ${itemText(question.found)}은 ${now}. ${answer === true ? "삭제합니다" : "그대로 둡니다"}.`;
    }
    case "show":
      return `${seconds(question.nowMs)}에 ${listText(question.items)} 가운데 ${listText(answer as readonly Item[])}이 보입니다.`;
    case "record": {
      const { eventName, userIdentity } = question.record;
      const by = userIdentity === undefined ? "" : `(${userIdentity.Type} ${userIdentity.PrincipalId})`;
      return `레코드 ${eventName}${by}은 ${answer === true ? "만료에 따른 삭제입니다" : "만료에 따른 삭제가 아닙니다"}.`;
    }
  }
}

const listText = (items: readonly Item[]) => `[${items.map(itemText).join(", ")}]`;
const seconds = (ms: Millis) => `${ms / 1_000}초`;
