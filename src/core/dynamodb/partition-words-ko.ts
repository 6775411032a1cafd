/** Events of a table and its partitions, and of a map alone, in Korean. */
import { faultInKorean } from "../kernel/fault-words-ko.ts";
import { withParticle } from "../kernel/words.ts";
import type { ItemKey, Place } from "./partition-router.ts";
import type { PartitionEvent, SideLoad, SortKeyPattern } from "./partition-trace.ts";

/** The sentence for one event, without a full stop. */
export function partitionEventInKorean(event: PartitionEvent): string {
  switch (event.kind) {
    case "partitions-opened":
      return `로컬 보조 인덱스가 ${event.hasLocalIndex ? "있는" : "없는"} 테이블이 파티션 ${event.partitions.length}개로 시작합니다`;
    case "writes-changed":
      return `이제부터 ${event.partitionKey}에 초당 ${number(event.unitsPerSecond)}개의 쓰기가 ${PATTERNS[event.sortKeys]} 옵니다`;
    case "table-looked-at":
      return `지난 ${event.forMs / 1_000}초의 요청: ${event.partitions.map(({ partition, asked, throttled }) => `${partition} ${number(asked)}단위${throttled === 0 ? "" : `, 스로틀링 ${number(throttled)}단위`}`).join("; ")}`;
    case "split-decided":
      return `${CAUSES[event.because]} 때문에 ${withParticle(event.partition, "을/를")} ${placeText(event.at)}에서 분할하기로 합니다. 그 앞은 ${sideText(event.lower)}, 거기부터는 ${sideText(event.upper)}입니다`;
    case "partition-split":
      return `${CAUSES[event.because]} 때문에 ${withParticle(event.partition, "이/가")} 분할됩니다. ${placeText(event.into[1].from)} 앞은 ${event.into[0].partition}, 거기부터는 ${event.into[1].partition}${event.into[1].node === undefined ? "" : `(${event.into[1].node})`}입니다`;
    case "request-refused":
      return `${withParticle(event.node, "이/가")} ${withParticle(keyText(event), "을/를")} 가진 파티션이 없다고 ${event.router}에 알립니다`;
    case "map-learned":
      return `${withParticle(event.router, "이/가")} 맵의 버전 ${withParticle(event.version, "을/를")} 받습니다. 파티션은 ${event.partitionCount}개입니다`;
    case "request-given-up":
      return `${withParticle(event.router, "이/가")} ${keyText(event)}에 쓰기를 포기합니다`;
    case "key-held-twice":
      return `${event.node}에서 ${withParticle(event.partitions.join(", "), "이/가")} 모두 ${withParticle(keyText(event), "을/를")} 자기 것으로 봅니다`;
    case "collection-full":
      return `항목 컬렉션 ${withParticle(event.partitionKey, "이/가")} 한도에 이르러 ${withParticle(event.partition, "이/가")} 쓰기를 거절합니다`;
    case "partition-fault":
      return faultInKorean(event.fault, event.began, (node) => node);
    case "key-routed":
      return `${keyText(event)} 요청은 ${withParticle(event.partition, "으로/로")} 갑니다. 그 키를 자기 것으로 보는 파티션: ${event.heldBy.length === 0 ? "없음" : event.heldBy.join(", ")}`;
    case "partition-looked-at":
      return `${event.partition}에 항목 ${event.itemCount}개가 있습니다. ${sideText(event)}`;
    default:
      return event satisfies never;
  }
}

const PATTERNS: Readonly<Record<SortKeyPattern, string>> = {
  one: "항목 하나에만",
  sequential: "늘 맨 뒤에",
  scattered: "컬렉션 전체에 흩어져",
};

const CAUSES = { size: "크기", consumption: "사용량" } as const;

function keyText({ partitionKey, sortKey }: ItemKey): string {
  return sortKey === "" ? partitionKey : `${partitionKey} / ${sortKey}`;
}

function placeText({ hash, partitionKey, sortKey }: Place): string {
  const text = hash.toString(16).padStart(8, "0");
  return partitionKey === "" ? text : `${text} ${keyText({ partitionKey, sortKey })}`;
}

function sideText({ kilobytes, unitsNow, unitsBefore }: SideLoad): string {
  return `${number(kilobytes)} KB, 지금 ${number(unitsNow)}단위, 그 전 ${number(unitsBefore)}단위`;
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
