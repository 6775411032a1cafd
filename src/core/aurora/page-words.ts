/** A storage node's event in words: one short sentence, wherever the event is printed. */
import { faultInEnglish } from "../kernel/fault-words-en.ts";
import { faultInKorean } from "../kernel/fault-words-ko.ts";
import type { Loss } from "../kernel/index.ts";
import { listOf, withParticle, type WordsLocale } from "../kernel/words.ts";
import type { Materialised } from "./page-materialiser.ts";
import type { PageEvent } from "./page-trace.ts";

/** The sentence for one event, without a full stop. */
export function pageEventText(event: PageEvent, locale: WordsLocale): string {
  return locale === "ko" ? inKorean(event) : pageEventInEnglish(event);
}

/** The same in English alone. */
export function pageEventInEnglish(event: PageEvent): string {
  switch (event.kind) {
    case "node-opened":
      return `Storage node ${event.segment} holds ${event.pages.length === 1 ? "one page" : `${event.pages.length} pages`}, as of LSN ${event.startLsn}`;
    case "record-written":
      return `The writer sent LSN ${event.lsn}${event.isCpl ? ", a CPL" : ""}: page ${event.page}, slot ${event.change.slot} = ${event.change.value}, after ${event.previousLsn}`;
    case "record-arrived":
      return `LSN ${event.lsn} of page ${event.page} reached the node${event.isRepeat ? " once more" : ""}: slot ${event.change.slot} = ${event.change.value}, after ${event.previousLsn}`;
    case "record-lost":
      return `LSN ${event.lsn} did not reach the node: ${lossInEnglish[event.because]}`;
    case "vdl-moved":
      return `Everything up to ${event.vdl} is durable on the other copies: VDL ${event.vdl}`;
    case "view-opened":
      return `A long query, ${event.view}, begins and holds read point ${event.readPoint}`;
    case "view-closed":
      return `${event.view} ends and lets its read point go`;
    case "marks-heard":
      return `The node hears: VDL ${event.vdl}, PGMRPL ${event.pgmrpl}`;
    case "version-held":
      return `The node holds a version of page ${event.page} at ${event.version.lsn}: ${slotsText(event.version.slots)}`;
    case "page-coalesced":
      return event.result.status === "materialised"
        ? `The node coalesced page ${event.page} up to ${event.upToLsn}: ${resultInEnglish(event.result)}`
        : `The node could not coalesce page ${event.page} up to ${event.upToLsn}: ${resultInEnglish(event.result)}`;
    case "page-asked":
      return `Read ${event.read} asks for page ${event.page} as of ${event.readPoint}`;
    case "page-refused":
      return event.because === "below-pgmrpl"
        ? `Read ${event.read} was refused: read point ${event.readPoint} is below PGMRPL`
        : `Read ${event.read} was refused: the node is not complete up to ${event.readPoint}`;
    case "page-answered":
      return `Read ${event.read}, page ${event.page} as of ${event.readPoint}: ${resultInEnglish(event.result)}`;
    case "log-staged":
      return `The backup holds the log up to ${event.stagedLsn}`;
    case "garbage-collected":
      return `Collected of page ${event.page}: ${collectedInEnglish(event.lsns, event.versionLsns)}`;
    case "fault-began":
      return faultInEnglish(event.fault, true, nodeInEnglish);
    case "fault-ended":
      return faultInEnglish(event.fault, false, nodeInEnglish);
    case "node-closed":
      return `What is left, with PGMRPL ${event.pgmrpl} and the backup at ${event.stagedLsn}: ${event.holdings
        .map(
          ({ page, versionLsns, recordLsns }) =>
            `page ${page} with ${countInEnglish(versionLsns.length, "version")} and ${countInEnglish(recordLsns.length, "record")}`,
        )
        .join(", ")}`;
    default:
      return event satisfies never;
  }
}

function resultInEnglish(result: Materialised): string {
  switch (result.status) {
    case "materialised":
      return `${slotsText(result.version.slots)}, page LSN ${result.version.lsn}`;
    case "missing":
      return `a record is missing after ${result.afterLsn}`;
    case "collected":
      return `no version is old enough, the oldest is ${result.oldestLsn}`;
    default:
      return result satisfies never;
  }
}

function collectedInEnglish(lsns: readonly number[], versionLsns: readonly number[]): string {
  const parts = [
    ...(lsns.length > 0 ? [`records ${listOf(lsns.map(String), "en")}`] : []),
    ...(versionLsns.length > 0 ? [`versions ${listOf(versionLsns.map(String), "en")}`] : []),
  ];
  return parts.length === 0 ? "nothing" : parts.join("; ");
}

function countInEnglish(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function slotsText(slots: readonly number[]): string {
  return `[${slots.join(" ")}]`;
}

const lossInEnglish: Readonly<Record<Loss, string>> = {
  lost: "the message was lost",
  parted: "no message passes between the two zones",
  "receiver-down": "the node is down",
  "sender-down": "the writer is down",
};

function nodeInEnglish(node: string): string {
  return node === "writer" ? "The writer" : node === "backup" ? "The backup" : `Storage node ${node}`;
}

function inKorean(event: PageEvent): string {
  switch (event.kind) {
    case "node-opened":
      return `스토리지 노드 ${withParticle(event.segment, "이/가")} 페이지 ${event.pages.length}개를 LSN ${event.startLsn} 시점으로 가지고 있습니다`;
    case "record-written":
      return `라이터가 LSN ${withParticle(`${event.lsn}${event.isCpl ? "(CPL)" : ""}`, "을/를")} 보냈습니다: 페이지 ${event.page}, 슬롯 ${event.change.slot} = ${event.change.value}, 앞 레코드 ${event.previousLsn}`;
    case "record-arrived":
      return `페이지 ${event.page}의 LSN ${withParticle(event.lsn, "이/가")} 노드에 ${event.isRepeat ? "다시 " : ""}도착했습니다: 슬롯 ${event.change.slot} = ${event.change.value}, 앞 레코드 ${event.previousLsn}`;
    case "record-lost":
      return `LSN ${withParticle(event.lsn, "이/가")} 노드에 도착하지 못했습니다: ${lossInKorean[event.because]}`;
    case "vdl-moved":
      return `${event.vdl}까지 모두 다른 사본에서 내구성을 갖추었습니다: VDL ${event.vdl}`;
    case "view-opened":
      return `긴 쿼리 ${withParticle(event.view, "이/가")} 시작되어 읽기 지점 ${withParticle(event.readPoint, "을/를")} 붙잡습니다`;
    case "view-closed":
      return `${withParticle(event.view, "이/가")} 끝나 읽기 지점을 놓습니다`;
    case "marks-heard":
      return `노드가 새 지점을 들었습니다: VDL ${event.vdl}, PGMRPL ${event.pgmrpl}`;
    case "version-held":
      return `노드에 페이지 ${event.page}의 ${event.version.lsn} 버전이 있습니다: ${slotsText(event.version.slots)}`;
    case "page-coalesced":
      return event.result.status === "materialised"
        ? `노드가 페이지 ${withParticle(event.page, "을/를")} ${event.upToLsn}까지 병합했습니다: ${resultInKorean(event.result)}`
        : `노드가 페이지 ${withParticle(event.page, "을/를")} ${event.upToLsn}까지 병합하지 못했습니다: ${resultInKorean(event.result)}`;
    case "page-asked":
      return `읽기 ${withParticle(event.read, "이/가")} ${event.readPoint} 시점의 페이지 ${withParticle(event.page, "을/를")} 요청합니다`;
    case "page-refused":
      return event.because === "below-pgmrpl"
        ? `읽기 ${withParticle(event.read, "이/가")} 거절되었습니다: 읽기 지점 ${withParticle(event.readPoint, "이/가")} PGMRPL보다 낮습니다`
        : `읽기 ${withParticle(event.read, "이/가")} 거절되었습니다: 노드가 ${event.readPoint}까지 완전하지 않습니다`;
    case "page-answered":
      return `읽기 ${event.read}, ${event.readPoint} 시점의 페이지 ${event.page}: ${resultInKorean(event.result)}`;
    case "log-staged":
      return `백업이 ${event.stagedLsn}까지의 로그를 보관합니다`;
    case "garbage-collected":
      return `페이지 ${event.page}에서 수거했습니다: ${collectedInKorean(event.lsns, event.versionLsns)}`;
    case "fault-began":
      return faultInKorean(event.fault, true, nodeInKorean);
    case "fault-ended":
      return faultInKorean(event.fault, false, nodeInKorean);
    case "node-closed":
      return `남은 것(PGMRPL ${event.pgmrpl}, 백업 ${event.stagedLsn}): ${event.holdings
        .map(
          ({ page, versionLsns, recordLsns }) =>
            `페이지 ${page}에 버전 ${versionLsns.length}개, 레코드 ${recordLsns.length}개`,
        )
        .join(", ")}`;
    default:
      return event satisfies never;
  }
}

function resultInKorean(result: Materialised): string {
  switch (result.status) {
    case "materialised":
      return `${slotsText(result.version.slots)}, 페이지 LSN ${result.version.lsn}`;
    case "missing":
      return `${result.afterLsn} 다음 레코드가 빠져 있습니다`;
    case "collected":
      return `그만큼 오래된 버전이 없습니다. 가장 오래된 것은 ${result.oldestLsn}입니다`;
    default:
      return result satisfies never;
  }
}

function collectedInKorean(lsns: readonly number[], versionLsns: readonly number[]): string {
  const parts = [
    ...(lsns.length > 0 ? [`레코드 ${lsns.join(", ")}`] : []),
    ...(versionLsns.length > 0 ? [`버전 ${versionLsns.join(", ")}`] : []),
  ];
  return parts.length === 0 ? "없음" : parts.join(" · ");
}

const lossInKorean: Readonly<Record<Loss, string>> = {
  lost: "메시지가 유실되었습니다",
  parted: "두 가용 영역 사이에 메시지가 오가지 못합니다",
  "receiver-down": "노드가 중단되었습니다",
  "sender-down": "라이터가 중단되었습니다",
};

function nodeInKorean(node: string): string {
  return node === "writer" ? "라이터" : node === "backup" ? "백업" : `스토리지 노드 ${node}`;
}
