/** An event of a family of clones in words: one short sentence, wherever the event is printed. */
import { faultInEnglish } from "../kernel/fault-words-en.ts";
import { faultInKorean } from "../kernel/fault-words-ko.ts";
import { withParticle, type WordsLocale } from "../kernel/words.ts";
import type { CloneEvent, CloneTable } from "./clone-trace.ts";

/** The sentence for one event, without a full stop. */
export function cloneEventText(event: CloneEvent, locale: WordsLocale): string {
  return locale === "ko" ? inKorean(event) : cloneEventInEnglish(event);
}

/** The same in English alone. */
export function cloneEventInEnglish(event: CloneEvent): string {
  switch (event.kind) {
    case "family-opened":
      return `Volume ${event.volume} has ${event.pageCount === 1 ? "one page" : `${event.pageCount} pages`}, written at LSN ${event.startLsn}; up to ${event.copyOnWriteCloneMax} clones may share them`;
    case "page-changed":
      return `Volume ${event.volume} changes page ${event.page} (LSN ${event.lsn})`;
    case "change-stored":
      return `Storage has LSN ${event.lsn} of volume ${event.volume}: page ${event.page}`;
    case "clone-ordered":
      return `Clone ${event.clone} of volume ${event.source} is ordered, as of LSN ${event.atLsn}`;
    case "clone-made":
      return event.how === "copy-on-write"
        ? `Clone ${event.clone} of ${event.source} is made, as of LSN ${event.atLsn}: it shares the pages`
        : `Clone ${event.clone} of ${event.source} is made, as of LSN ${event.atLsn}: a full copy`;
    case "delete-ordered":
      return `Volume ${event.volume} is to be deleted`;
    case "volume-deleted":
      return `Volume ${event.volume} is deleted`;
    case "order-refused":
      return `${orderInEnglish[event.order]} came to storage for volume ${event.volume}, which is deleted`;
    case "family-stands":
      return event.tables.length === 0 ? "No volume is left" : `Pages billed: ${billsText(event.tables)}`;
    case "page-asked":
      return `Volume ${event.volume} reads page ${event.page} (read ${event.read})`;
    case "page-read":
      return `Read ${event.read}: volume ${event.volume} sees page ${event.page} as ${event.copy.writtenBy} wrote it at LSN ${event.copy.lsn}`;
    case "fault-began":
      return faultInEnglish(event.fault, true, nodeInEnglish);
    case "fault-ended":
      return faultInEnglish(event.fault, false, nodeInEnglish);
    default:
      return event satisfies never;
  }
}

const orderInEnglish = { change: "A change", clone: "An order for a clone", read: "A read" } as const;

/** What each volume pays for: its pages as the user guide prints them (`1A`), with their LSN; pages never changed as `1`. */
function billsText(tables: readonly CloneTable[]): string {
  const firstLsn = Math.min(...tables.flatMap(({ pages }) => pages.map(({ lsn }) => lsn)));
  return tables
    .map(({ volume, billedPages, pages }) => {
      const own = pages.flatMap(({ owner, writtenBy, lsn }, index) =>
        owner !== volume ? [] : [lsn === firstLsn ? `${index + 1}` : `${index + 1}${writtenBy}@${lsn}`],
      );
      return own.length === 0 || pages.length > PAGES_LISTED_MAX
        ? `${volume} ${billedPages}`
        : `${volume} ${billedPages} (${own.join(" ")})`;
    })
    .join(", ");
}

const PAGES_LISTED_MAX = 8;

function nodeInEnglish(node: string): string {
  return node === "storage" ? "Storage" : `Volume ${node}`;
}

function inKorean(event: CloneEvent): string {
  switch (event.kind) {
    case "family-opened":
      return `볼륨 ${event.volume}에 LSN ${event.startLsn}에 기록된 페이지가 ${event.pageCount}개 있습니다. 복제본 ${event.copyOnWriteCloneMax}개까지 공유할 수 있습니다`;
    case "page-changed":
      return `볼륨 ${withParticle(event.volume, "이/가")} 페이지 ${withParticle(event.page, "을/를")} 바꿉니다(LSN ${event.lsn})`;
    case "change-stored":
      return `볼륨 ${event.volume}의 LSN ${withParticle(event.lsn, "이/가")} 스토리지에 저장되었습니다: 페이지 ${event.page}`;
    case "clone-ordered":
      return `볼륨 ${event.source}의 클론 ${withParticle(event.clone, "을/를")} LSN ${event.atLsn} 시점으로 요청했습니다`;
    case "clone-made":
      return event.how === "copy-on-write"
        ? `${event.source}의 클론 ${withParticle(event.clone, "이/가")} LSN ${event.atLsn} 시점으로 만들어졌습니다: 페이지를 공유합니다`
        : `${event.source}의 클론 ${withParticle(event.clone, "이/가")} LSN ${event.atLsn} 시점으로 만들어졌습니다: 전체 복사본입니다`;
    case "delete-ordered":
      return `볼륨 ${event.volume}의 삭제를 요청했습니다`;
    case "volume-deleted":
      return `볼륨 ${withParticle(event.volume, "이/가")} 삭제되었습니다`;
    case "order-refused":
      return `이미 삭제된 볼륨 ${event.volume}에 대한 ${withParticle(orderInKorean[event.order], "이/가")} 스토리지에 도착했습니다`;
    case "family-stands":
      return event.tables.length === 0 ? "남은 볼륨이 없습니다" : `요금이 매겨지는 페이지: ${billsText(event.tables)}`;
    case "page-asked":
      return `볼륨 ${withParticle(event.volume, "이/가")} 페이지 ${withParticle(event.page, "을/를")} 읽습니다(읽기 ${event.read})`;
    case "page-read":
      return `읽기 ${event.read}: 볼륨 ${event.volume}에 보이는 페이지 ${withParticle(event.page, "은/는")} ${withParticle(event.copy.writtenBy, "이/가")} LSN ${event.copy.lsn}에 쓴 것입니다`;
    case "fault-began":
      return faultInKorean(event.fault, true, nodeInKorean);
    case "fault-ended":
      return faultInKorean(event.fault, false, nodeInKorean);
    default:
      return event satisfies never;
  }
}

const orderInKorean = { change: "변경", clone: "복제 요청", read: "읽기" } as const;

function nodeInKorean(node: string): string {
  return node === "storage" ? "스토리지" : `볼륨 ${node}`;
}
