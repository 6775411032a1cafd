/** A backtracked cluster's event in words: one short sentence, wherever the event is printed. */
import type { Millis } from "../kernel/index.ts";
import { listOf, withParticle, type WordsLocale } from "../kernel/words.ts";
import type { BacktrackEvent, RowValue } from "./backtrack-trace.ts";
import type { Lsn, TransactionId } from "./vocabulary.ts";

/** The sentence for one event, without a full stop. */
export function backtrackEventText(event: BacktrackEvent, locale: WordsLocale): string {
  return locale === "ko" ? inKorean(event) : backtrackEventInEnglish(event);
}

/** Simulated time where hours are the measure: the first day is midnight to midnight, `13:05`; then `day 2, 01:30`. */
export function clockText(ms: Millis, locale: WordsLocale): string {
  const minutes = Math.floor(ms / 60_000);
  const day = Math.floor(minutes / 1_440);
  const two = (value: number) => String(value).padStart(2, "0");
  const time = `${two(Math.floor((minutes % 1_440) / 60))}:${two(minutes % 60)}`;
  if (day === 0) return time;
  return locale === "ko" ? `${day + 1}일째 ${time}` : `day ${day + 1}, ${time}`;
}

function rangeText(firstLsn: Lsn, cpl: Lsn): string {
  return firstLsn === cpl ? `LSN ${cpl}` : `LSN ${firstLsn}–${cpl}`;
}

/** The same in English alone. */
export function backtrackEventInEnglish(event: BacktrackEvent): string {
  const at = (ms: Millis) => clockText(ms, "en");
  switch (event.kind) {
    case "cluster-opened":
      return `The cluster is opened at LSN ${event.openedAt.lsn} with a target window of ${hours(event.targetWindowMs)} h`;
    case "changes-written":
      return `${event.transaction} changed row ${event.row}: ${rangeText(event.firstLsn, event.cpl)}, ${recordsInEnglish(event.recordCount)}`;
    case "records-written":
      return `A mini-transaction was written: ${rangeText(event.firstLsn, event.cpl)}, ${recordsInEnglish(event.recordCount)}`;
    case "transaction-committed":
      return `${event.transaction} is committed at LSN ${event.lsn}: its client has been told`;
    case "row-read":
      return `Row ${event.row} was read: ${valueText(event.value, "empty")}`;
    case "window-told":
      return `A backtrack can lead to ${at(event.earliestMs)} at the earliest`;
    case "target-told":
      return `A backtrack to ${at(event.timeMs)} would lead to LSN ${event.lsn}, of ${at(event.pointMs)}`;
    case "target-refused":
      return `A backtrack to ${at(event.timeMs)} would be refused: ${at(event.earliestMs)} is the earliest`;
    case "backtrack-began":
      return `Backtrack to ${at(event.timeMs)}: the volume stands at LSN ${event.lsn}, of ${at(event.pointMs)}`;
    case "backtrack-refused":
      return `Backtrack to ${at(event.timeMs)} refused, window exceeded: ${at(event.earliestMs)} is the earliest`;
    case "connections-closed":
      return event.count === 1 ? "The one connection was closed" : `All ${event.count} connections were closed`;
    case "transaction-dropped":
      return `${event.transaction} was under way and is dropped`;
    case "backtrack-ended":
      return `The backtrack has ended: the cluster is open again, at LSN ${event.lsn}`;
    case "request-refused":
      return `A ${event.request} found the cluster closed`;
    case "visible-told":
      return `Visible commits: ${namesText(event.transactions, "none", "en")}`;
    case "records-told":
      return `Visible records: ${lsnsText(event.visible, "none")}`;
    case "restore-began":
      return `Restore: a new cluster, ${event.cluster}, is being made as of ${at(event.timeMs)}`;
    case "restore-ended":
      return `${event.cluster} is ready, as of ${at(event.timeMs)}: ${namesText(event.transactions, "no commits", "en")}`;
    default:
      return event satisfies never;
  }
}

function recordsInEnglish(count: number): string {
  return count === 1 ? "1 record" : `${count} records`;
}

function hours(ms: Millis): string {
  return String(Math.round(ms / 36_000) / 100);
}

function valueText(value: RowValue, nothing: string): string {
  return value ?? nothing;
}

function namesText(transactions: readonly TransactionId[], nothing: string, locale: WordsLocale): string {
  return transactions.length === 0 ? nothing : listOf(transactions, locale);
}

function lsnsText(lsns: readonly Lsn[], nothing: string): string {
  return lsns.length === 0 ? nothing : lsns.join(", ");
}

function inKorean(event: BacktrackEvent): string {
  const at = (ms: Millis) => clockText(ms, "ko");
  switch (event.kind) {
    case "cluster-opened":
      return `클러스터를 LSN ${event.openedAt.lsn}에서 열었습니다. 목표 역추적 기간은 ${hours(event.targetWindowMs)}시간입니다`;
    case "changes-written":
      return `${withParticle(event.transaction, "이/가")} 행 ${withParticle(event.row, "을/를")} 바꾸었습니다: ${rangeText(event.firstLsn, event.cpl)}, 레코드 ${event.recordCount}개`;
    case "records-written":
      return `미니 트랜잭션을 기록했습니다: ${rangeText(event.firstLsn, event.cpl)}, 레코드 ${event.recordCount}개`;
    case "transaction-committed":
      return `${withParticle(event.transaction, "이/가")} LSN ${event.lsn}에서 커밋되어 클라이언트에 응답했습니다`;
    case "row-read":
      return `행 ${withParticle(event.row, "을/를")} 읽었습니다: ${valueText(event.value, "비어 있음")}`;
    case "window-told":
      return `역추적할 수 있는 가장 이른 시각은 ${at(event.earliestMs)}입니다`;
    case "target-told":
      return `${withParticle(at(event.timeMs), "으로/로")} 역추적하면 ${at(event.pointMs)}의 LSN ${withParticle(event.lsn, "으로/로")} 갑니다`;
    case "target-refused":
      return `${at(event.timeMs)} 역추적은 거절될 것입니다: 가장 이른 시각은 ${at(event.earliestMs)}입니다`;
    case "backtrack-began":
      return `${withParticle(at(event.timeMs), "으로/로")} 역추적: 볼륨은 ${at(event.pointMs)}의 LSN ${event.lsn}에 섭니다`;
    case "backtrack-refused":
      return `${at(event.timeMs)} 역추적 거절, 기간 초과: 가장 이른 시각은 ${at(event.earliestMs)}입니다`;
    case "connections-closed":
      return `연결 ${event.count}개를 모두 닫았습니다`;
    case "transaction-dropped":
      return `진행 중이던 ${withParticle(event.transaction, "이/가")} 버려집니다`;
    case "backtrack-ended":
      return `역추적이 끝나 클러스터가 LSN ${event.lsn}에서 다시 열렸습니다`;
    case "request-refused":
      return `클러스터가 닫혀 있어 처리하지 못했습니다: ${requestInKorean[event.request]}`;
    case "visible-told":
      return `보이는 커밋: ${namesText(event.transactions, "없음", "ko")}`;
    case "records-told":
      return `보이는 레코드: ${lsnsText(event.visible, "없음")}`;
    case "restore-began":
      return `복원: ${at(event.timeMs)} 시점의 새 클러스터 ${withParticle(event.cluster, "을/를")} 만듭니다`;
    case "restore-ended":
      return `${at(event.timeMs)} 시점의 ${withParticle(event.cluster, "이/가")} 준비되었습니다: ${namesText(event.transactions, "커밋 없음", "ko")}`;
    default:
      return event satisfies never;
  }
}

const requestInKorean = { transaction: "트랜잭션", read: "읽기", backtrack: "역추적" } as const;
