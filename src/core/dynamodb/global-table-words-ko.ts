/** Events of a global table in Korean. */
import { faultInKorean } from "../kernel/fault-words-ko.ts";
import type { Fault } from "../kernel/faults.ts";
import { withParticle } from "../kernel/words.ts";
import type { Item } from "./attribute-value.ts";
import { itemText, versionEquals } from "./global-table-words.ts";
import type { GlobalTableEvent } from "./global-table-trace.ts";
import type { ItemVersion } from "./last-writer-wins.ts";

/** The sentence for one event, without a full stop. */
export function globalTableEventInKorean(event: GlobalTableEvent): string {
  switch (event.kind) {
    case "global-table-opened":
      return `글로벌 테이블(${event.mode}): ${event.regions.join(", ")}${event.witness === undefined ? "" : `, 위트니스 ${event.witness}`}`;
    case "write-accepted": {
      const kept = versionEquals(event.kept, event.version) ? "" : `. 그런데 남은 것은 ${versionInKorean(event.kept)}`;
      return `${event.region}에서 ${event.write} 쓰기, ${event.key}: ${versionInKorean(event.version)}${kept}`;
    }
    case "version-arrived":
      return `${event.region}에 ${event.key} 도착: ${versionInKorean(event.version)}. ${keptInKorean(event)}`;
    case "watermark-raised":
      return `${event.region}에는 ${event.watermarkMs}까지의 쓰기가 모두 도착했습니다`;
    case "version-forgotten":
      return `${withParticle(event.region, "이/가")} ${event.key}의 기록을 지웁니다: ${versionInKorean(event.forgot)}`;
    case "stream-record":
      return `${event.region}의 스트림: ${event.change} ${event.key}${event.item === undefined ? "" : `, ${itemText(event.item)}`}`;
    case "value-stored":
      return `${event.region}에 ${event.key} 저장: ${itemInKorean(event.item)}, ${event.ballot.region}의 ${event.ballot.number}번 제안`;
    case "write-answered":
      return `${event.region}: ${event.key}에 대한 ${event.write}의 응답은 ${event.outcome}입니다`;
    case "write-unknown":
      return `${event.region}: ${event.key}에 대한 ${event.write}의 응답이 없습니다. 쓰였는지 알 수 없습니다`;
    case "item-read":
      return `${event.region}: ${event.key}의 ${event.isStrong ? "강력히 일관된 읽기" : "읽기"} 결과는 ${itemInKorean(event.item)}입니다`;
    case "read-unknown":
      return `${event.region}: ${event.key} 읽기에 응답이 없습니다`;
    case "clock-set":
      return `${event.region}의 시계가 ${clockInKorean(event.skewMs)}`;
    case "fault-began":
      return troubleInKorean(event.fault, true);
    case "fault-ended":
      return troubleInKorean(event.fault, false);
    default:
      return event satisfies never;
  }
}

function itemInKorean(item: Item | undefined): string {
  return item === undefined ? "항목 없음" : itemText(item);
}

function versionInKorean(version: ItemVersion | undefined): string {
  if (version === undefined) return "없음";
  const { atMs, region } = version.stamp;
  return `${version.item === undefined ? "삭제" : itemText(version.item)}(스탬프 ${atMs} ${region})`;
}

function keptInKorean({ version, kept }: Extract<GlobalTableEvent, { readonly kind: "version-arrived" }>): string {
  if (versionEquals(kept, version)) return "이것을 남깁니다";
  return kept === undefined ? "아무것도 바꾸지 않습니다" : `남은 것은 ${versionInKorean(kept)}`;
}

function clockInKorean(skewMs: number): string {
  if (skewMs === 0) return "맞습니다";
  return `${Math.abs(skewMs)} ms ${skewMs < 0 ? "느립니다" : "빠릅니다"}`;
}

/** Zones are Regions here, and no Availability Zones. */
function troubleInKorean(fault: Fault, began: boolean): string {
  if (fault.kind === "zone-down")
    return `리전 ${withParticle(fault.zone, "이/가")} ${began ? "중단되었습니다" : "돌아왔습니다"}`;
  return faultInKorean(fault, began, (node) => node);
}
