/** Events of the table service in Korean. */
import type { Millis } from "../kernel/index.ts";
import type { Item } from "./attribute-value.ts";
import type { Json, TableEvent } from "./table-trace.ts";
import { askedText, itemText } from "./table-words-en.ts";

/** One event in one sentence. */
export function tableEventInKorean(event: TableEvent & { readonly atMs?: Millis }): string {
  switch (event.kind) {
    case "table-service-opened":
      return event.throttles ? "테이블 서비스가 열리고, 용량을 넘으면 제한합니다." : "테이블 서비스가 열립니다.";
    case "request-answered":
      return `${askedText(event.operation, event.body)}: ${answerText(event.response)}.`;
    case "request-refused":
      return `${askedText(event.operation, event.body)}: ${event.code}. ${event.message}`;
  }
}

function answerText(response: { readonly [name: string]: Json }): string {
  const parts: string[] = [];
  const { Item: item, Items: items, Count: count, ScannedCount: scanned, LastEvaluatedKey: last } = response;
  if (item !== undefined) parts.push(itemText(item as unknown as Item));
  if (items !== undefined) parts.push((items as unknown as Item[]).map(itemText).join(", ") || "항목 없음");
  if (scanned !== undefined) parts.push(`${String(scanned)}개를 읽어 ${String(count)}개`);
  if (last !== undefined) parts.push(`${itemText(last as unknown as Item)} 다음부터 이어짐`);
  const consumed = response["ConsumedCapacity"];
  if (consumed !== undefined) {
    const tables = (Array.isArray(consumed) ? consumed : [consumed]) as unknown as { CapacityUnits: number }[];
    parts.push(`${tables.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0)}단위`);
  }
  return parts.length === 0 ? "완료" : parts.join("; ");
}
