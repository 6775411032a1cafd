/** Events of a search index that follows a table, in Korean. */
import { faultInKorean } from "../kernel/fault-words-ko.ts";
import { keyText } from "./search-invariants.ts";
import type { SearchEvent, SearchSource } from "./search-trace.ts";
import { actionText, answerText, keysText, listText, numbersText } from "./search-words-en.ts";
import { sequenceText } from "./stream-names.ts";

/** One event in one sentence. */
export function searchEventInKorean(event: SearchEvent): string {
  switch (event.kind) {
    case "search-opened":
      return `테이블, 샤드 ${event.shardCount}개짜리 스트림, ${event.refreshMs / 1_000}초마다 새로 고치는 빈 인덱스로 시작합니다.`;
    case "item-changed": {
      const { eventName, dynamodb, userIdentity } = event.record;
      return `${keyText(dynamodb.Keys)} ${eventName}${userIdentity === undefined ? "" : "(TTL 삭제)"}: 샤드 ${event.shard}의 레코드 ${sequenceText(dynamodb.SequenceNumber)}.`;
    }
    case "batch-delivered":
      return `${sourceText(event.source)}의 ${numbersText(event.sequenceNumbers).replace(" to ", "~")} 배치 전달${event.attempt === 1 ? "" : ` (${event.attempt}번째)`}.`;
    case "bulk-answered":
      return `인덱스가 ${listText(event.actions.map(actionText))}을 받고 ${answerText(event.response).replace(" to all of it", "(요청 전체)")}로 답합니다.`;
    case "outcome-told": {
      const dead = event.deadLetters.map(({ sequenceNumber }) => sequenceText(sequenceNumber)).join(", ");
      return `${sourceText(event.source)}의 함수: ${event.retryFrom === undefined ? "모두 끝남" : `${sequenceText(event.retryFrom)}부터 다시`}${dead === "" ? "" : `, 배달 못한 레코드: ${dead}`}.`;
    }
    case "delivery-failed":
      return `${sourceText(event.source)}의 함수에서 소식이 없습니다. 배치 전체를 다시 전달합니다.`;
    case "function-crashed":
      return `${sourceText(event.source)}의 함수가 비정상 종료합니다.`;
    case "index-compared": {
      const parts = [
        [event.missing, "없음"],
        [event.outdated, "예전 내용"],
        [event.deleted, "삭제되었는데 나옴"],
      ] as const;
      const told = parts.filter(([keys]) => keys.length > 0).map(([keys, what]) => `${keysText(keys)} ${what}`);
      return `${told.length === 0 ? "검색 결과가 테이블과 같습니다" : `검색 결과가 테이블과 다릅니다: ${told.join("; ")}`}${event.isSettled ? "" : " (처리 중인 레코드 있음)"}.`;
    }
    case "export-taken":
      return `인덱스를 비우고 항목 ${event.itemCount}개의 내보내기로 다시 채웁니다. 스트림은 ${event.streamWaits ? "기다립니다" : "계속 처리합니다"}.`;
    case "export-loaded":
      return "내보내기를 모두 넣었습니다.";
    case "shard-busy":
      return `인덱스 샤드 ${event.indexShard}의 대기열이 가득 찼습니다.`;
    case "shard-free":
      return `인덱스 샤드 ${event.indexShard}이 다시 요청을 받습니다.`;
    case "function-changed":
      return `이제부터 함수가 버전을 ${event.sendsVersions ? "보내고" : "보내지 않고"}, 인덱스가 받을 수 없는 것은 ${event.givesUp ? "포기합니다" : "끝없이 다시 시도합니다"}.`;
    case "fault-began":
    case "fault-ended":
      return `${faultInKorean(event.fault, event.kind === "fault-began", (node) => node)}.`;
    default:
      return event satisfies never;
  }
}

function sourceText(source: SearchSource): string {
  return source === "export" ? "내보내기" : `샤드 ${source}`;
}
