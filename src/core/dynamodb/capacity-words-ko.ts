/** What was asked about sizes and units, and what two designs cost, in Korean. */
import type { ReadMode, WriteMode } from "./capacity-units.ts";
import type { CapacityEvent } from "./capacity-script.ts";
import type { ItemDesign, ItemDesignEvent } from "./item-designs.ts";
import type { TableEvent } from "./table-trace.ts";
import { itemText } from "./table-words-en.ts";
import { tableEventInKorean } from "./table-words-ko.ts";

const DESIGN: Readonly<Record<ItemDesign, string>> = Object.freeze({
  "one-item": "항목 하나",
  "item-each": "주문마다 항목",
});
const MODE: Readonly<Record<ReadMode | WriteMode, string>> = Object.freeze({
  eventual: "최종적으로 일관된",
  strong: "강력히 일관된",
  transactional: "트랜잭션",
  standard: "보통",
});
const count = (value: number) => value.toLocaleString("en-US");

/** One event in one sentence. */
export function capacityEventInKorean(event: CapacityEvent | ItemDesignEvent | TableEvent): string {
  switch (event.kind) {
    case "item-sized":
      return `항목 ${itemText(event.item)}은 ${event.bytes}바이트입니다.`;
    case "read-counted": {
      const how = event.together ? "결과 하나로" : "하나씩";
      return `${event.sizes.join(" + ") || "0"}바이트를 ${how} 읽는 데(${MODE[event.mode]} 읽기) ${event.units}단위가 듭니다.`;
    }
    case "write-counted":
      return `쓰기 전 ${event.before}바이트, 쓴 뒤 ${event.after}바이트(${MODE[event.mode]} 쓰기)에 ${event.units}단위가 듭니다.`;
    case "item-designs-opened":
      return "고객이 주문을 시작합니다.";
    case "order-kept":
      return `${DESIGN[event.design]}: 주문 ${event.order}을 씁니다. 항목은 ${count(event.bytes)}바이트이고 쓰기 ${count(event.units)}단위가 듭니다. 지금까지 ${count(event.unitsSoFar)}단위입니다.`;
    case "order-refused":
      return `${DESIGN[event.design]}: 주문 ${event.order}이 거절됩니다. 항목이 ${count(event.bytes)}바이트가 되는데 한도는 409,600바이트입니다.`;
    case "orders-read": {
      const what = event.what === "all" ? `주문 ${event.count}개를 모두` : "가장 새 주문을";
      const whole = event.design === "one-item" && event.what === "newest" ? " 항목 전체와 함께" : "";
      return `${DESIGN[event.design]}: ${what}${whole} 읽는 데 읽기 ${count(event.units)}단위가 듭니다.`;
    }
    case "order-size-set":
      return `이제부터 주문의 텍스트는 ${count(event.textBytes)}바이트입니다.`;
    default:
      return tableEventInKorean(event);
  }
}
