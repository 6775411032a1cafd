/** Pages and who collects them, in Korean. */
import type { QueryRunEvent } from "./query-run.ts";
import type { QueryScriptEvent } from "./query-script.ts";

const count = (value: number) => value.toLocaleString("en-US");
const NAMED_MAX = 12;
const names = (list: readonly string[]) =>
  list.length === 0
    ? "없음"
    : list.length > NAMED_MAX
      ? `${list[0]}번부터 ${list.at(-1)}번까지 ${count(list.length)}개`
      : `${list.join(", ")}번`;

/** One event in one sentence. */
export function queryEventInKorean(event: QueryScriptEvent | QueryRunEvent): string {
  switch (event.kind) {
    case "items-laid-out":
      return `${count(event.itemBytes)}바이트짜리 항목이 ${count(event.keeps.length)}개 있습니다.`;
    case "page-taken": {
      const { after, limit, scannedCount, bytes, sizeCount, goesOnAfter, takenBeyond } = event;
      const sizes = sizeCount === scannedCount ? "" : `(크기 ${sizeCount}개)`;
      const beyond = takenBeyond === 0 ? "" : ` 페이지에 필요한 것보다 ${count(takenBeyond)}개를 더 꺼냈습니다.`;
      return `${after}번 다음 페이지${limit === undefined ? "" : `, Limit ${limit}`}: ${count(scannedCount)}개, ${count(bytes)}바이트${sizes}를 읽었습니다. 돌려준 것: ${names(event.items)}. ${onText(goesOnAfter)}${beyond}`;
    }
    case "page-asked":
      return `호출자가 ${event.after === undefined ? "첫 페이지를" : `${event.after}번 다음 페이지를`} 요청합니다.`;
    case "items-collected":
      return `${event.wanted === undefined ? "모두" : `${event.wanted}개`}를 원한 호출자가 모은 것: ${names(event.items)}.`;
    case "query-run-opened":
      return `테이블에 ${count(event.orderBytes)}바이트짜리 주문이 ${count(event.orderCount)}개 있고, 그중 ${count(event.openCount)}개가 처리 중(open)입니다.`;
    case "orders-resized":
      return `모든 주문을 ${count(event.bytes)}바이트로 다시 씁니다.`;
    case "read-began": {
      const { operation, by, limit, isBackward, isConsistent, wanted, isCareless } = event;
      const what = by === "all" ? "모든 주문" : `${by === "key" ? "키 조건으로" : "필터로"} 처리 중인 주문`;
      const how = [
        ...(operation === "Query" ? [isBackward === true ? "새것부터" : "오래된 것부터"] : []),
        limit === undefined ? "Limit 없음" : `Limit ${limit}`,
        ...(isConsistent === true ? ["강력히 일관된 읽기"] : []),
        ...(wanted === undefined ? [] : [`${wanted}개까지`]),
        ...(isCareless === true ? ["빈 페이지를 끝으로 여기는 호출자"] : []),
      ];
      return `${operation === "Query" ? "쿼리" : "스캔"} ${event.read}, ${what}: ${how.join(", ")}.`;
    }
    case "page-answered":
      return `페이지 ${event.page}: ${event.scannedCount}개를 읽어 ${event.count}개를 돌려주고 ${count(event.units)}단위가 듭니다. ${onText(event.goesOnAfter)} 지금까지 ${count(event.countSoFar)}개, ${count(event.unitsSoFar)}단위입니다.`;
    case "page-refused":
      return `페이지 ${event.page}의 요청이 거절됩니다: ${event.code}. ${event.message}`;
    case "read-ended":
      return `호출자가 모은 것: ${names(event.orders)}. ${count(event.units)}단위가 들었습니다.`;
  }
}

const onText = (after: string | undefined) =>
  after === undefined ? "더 없습니다." : `${after}번 다음부터 이어집니다.`;
