/** Events of a secondary index in Korean. */
import type { Item } from "./attribute-value.ts";
import type { IndexRunEvent, OrderIndexDesign, OrderWrite } from "./index-run.ts";
import { changeText } from "./index-words-en.ts";
import type { IndexAnswerEvent } from "./secondary-index-script.ts";
import type { IndexDefinition } from "./secondary-index.ts";
import type { TableEvent } from "./table-trace.ts";
import { itemText } from "./table-words-en.ts";
import { tableEventInKorean } from "./table-words-ko.ts";

/** One event in one sentence. */
export function indexEventInKorean(event: IndexRunEvent | IndexAnswerEvent | TableEvent): string {
  switch (event.kind) {
    case "index-opened":
      return `테이블은 초당 쓰기 ${event.tableWriteUnits}단위, 인덱스는 ${event.indexWriteUnits}단위입니다. ${designText(event.design)}.`;
    case "order-written":
      return `주문 ${event.order}: ${DONE[event.what]}. 테이블 ${event.units}단위, ${event.indexUnits === 0 ? "인덱스는 할 일이 없습니다" : `인덱스 ${event.indexUnits}단위입니다`}.`;
    case "write-throttled":
      return `주문 ${event.order}: ${DONE[event.what]} 실패. ${event.because === "index" ? "인덱스가 너무 뒤처졌습니다" : "테이블 용량이 바닥났습니다"}.`;
    case "index-followed":
      return `인덱스가 쓰기 ${event.write}를 반영했습니다. ${event.units}단위입니다.`;
    case "index-read":
      return `목록에 처리 중인 주문 ${event.shown.length}개가 보입니다.${event.newest === undefined ? "" : ` 가장 새 주문 ${event.newest}은 ${event.shown.includes(event.newest) ? "있습니다" : "없습니다"}.`}`;
    case "index-capacity-set":
      return `인덱스가 이제 초당 쓰기 ${event.writeUnits}단위입니다.`;
    case "index-replaced":
      return `엔트리 ${event.entryCount}개를 담은 새 인덱스가 옛 인덱스를 대신합니다. ${designText(event.design)}.`;
    case "index-defined":
      return `인덱스: ${definitionText(event.index)}.`;
    case "entry-told":
      return `${itemText(event.item)}에서 인덱스가 담는 것: ${event.entry === undefined ? "없음" : itemText(event.entry)}.`;
    case "changes-told":
      return `${orNone(event.before)}에서 ${orNone(event.after)}로: ${event.changes.map(changeText).join(", ") || "할 일 없음"}.`;
    default:
      return tableEventInKorean(event);
  }
}

const DONE: Readonly<Record<OrderWrite, string>> = { place: "접수", ship: "발송", note: "메모 추가" };

function designText({ key, holds }: OrderIndexDesign): string {
  return `인덱스 키는 ${key}이고 ${holds === "lines" ? "주문 내역도 담습니다" : "키만 담습니다"}`;
}

function definitionText({ key, projection, tableKey }: IndexDefinition): string {
  const held = projection.type === "INCLUDE" ? `INCLUDE ${projection.attributes.join(", ")}` : projection.type;
  return `키 ${keyText(key)}, 테이블 키 ${keyText(tableKey)}, 프로젝션 ${held}`;
}

const keyText = ({ partitionKey, sortKey }: IndexDefinition["key"]) =>
  sortKey === undefined ? partitionKey : `${partitionKey}, ${sortKey}`;

const orNone = (item: Item | undefined) => (item === undefined ? "항목 없음" : itemText(item));
