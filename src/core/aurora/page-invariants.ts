/** What must hold in every run of a storage node, whatever fails. Each reads a trace and gives the first violation. */
import { frozen } from "../kernel/frozen.ts";
import { emptyPage, type PageRecord, type PageVersion } from "./page-materialiser.ts";
import type { PageTrace } from "./page-trace.ts";
import type { Violation } from "./storage-invariants.ts";
import type { Lsn, PageId } from "./vocabulary.ts";

/** Gives the first violation in a trace, or none. A trace that was cut short is judged by what it holds. */
export type PageInvariant = (trace: PageTrace) => Violation | undefined;

/** A page that is answered is what the writer's log comes to at the read point, slot by slot, and says where it stands. */
export const readsShowTheLog: PageInvariant = (trace) => {
  const log = new Map<PageId, PageRecord[]>();
  let startLsn: Lsn = 0;
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "node-opened") startLsn = event.startLsn;
    if (event.kind === "record-written") {
      const { page, lsn, previousLsn, change } = event;
      log.set(page, [...(log.get(page) ?? []), { lsn, previousLsn, change }]);
    }
    if (event.kind !== "page-answered" || event.result.status !== "materialised") continue;
    const { page, readPoint, result } = event;
    const expected = pageAsOf(log.get(page) ?? [], startLsn, readPoint);
    const given = result.version;
    if (given.lsn === expected.lsn && String(given.slots) === String(expected.slots)) continue;
    return {
      invariant: "a page as of a read point is what the log comes to there",
      eventIndex,
      what: `page ${page} as of ${readPoint} was answered with [${given.slots.join(" ")}] at page LSN ${given.lsn}, but the log comes to [${expected.slots.join(" ")}] at ${expected.lsn}`,
    };
  }
  return undefined;
};

/** A read that the node accepts (PGMRPL ≤ read point ≤ SCL) gets its page. */
export const acceptedReadsGetTheirPage: PageInvariant = (trace) => {
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind !== "page-answered" || event.result.status === "materialised") continue;
    return {
      invariant: "every read point from PGMRPL to SCL can be served",
      eventIndex,
      what: `page ${event.page} as of ${event.readPoint} came back as "${event.result.status}"`,
    };
  }
  return undefined;
};

/** Nothing goes that the backup does not hold. */
export const backupHoldsWhatGoes: PageInvariant = (trace) => {
  let stagedLsn: Lsn = 0;
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "node-opened") stagedLsn = event.startLsn;
    if (event.kind === "log-staged") stagedLsn = event.stagedLsn;
    if (event.kind !== "garbage-collected") continue;
    const early = [...event.lsns, ...event.versionLsns].find((lsn) => lsn > stagedLsn);
    if (early === undefined) continue;
    return {
      invariant: "nothing is collected before the backup has it",
      eventIndex,
      what: `${early} of page ${event.page} was dropped while the backup reached ${stagedLsn}`,
    };
  }
  return undefined;
};

/** A run that ends quietly leaves no garbage: one version at or below PGMRPL, and no record folded into it that is staged. */
export const garbageGoes: PageInvariant = (trace) => {
  const eventIndex = trace.length - 1;
  const event = trace[eventIndex];
  if (event?.kind !== "node-closed" || !event.isUp) return undefined;
  for (const { page, versionLsns, recordLsns } of event.holdings) {
    const base = Math.max(...versionLsns.filter((lsn) => lsn <= event.pgmrpl));
    const left = [...versionLsns.filter((lsn) => lsn < base), ...recordLsns.filter((lsn) => lsn <= base)].find(
      (lsn) => lsn <= event.stagedLsn,
    );
    if (left === undefined) continue;
    return {
      invariant: "what no read point needs and the backup holds is collected",
      eventIndex,
      what: `${left} of page ${page} was still there with PGMRPL ${event.pgmrpl}, a version at ${base} and the backup at ${event.stagedLsn}`,
    };
  }
  return undefined;
};

/** All of them. */
export const PAGE_INVARIANTS: readonly PageInvariant[] = frozen([
  readsShowTheLog,
  acceptedReadsGetTheirPage,
  backupHoldsWhatGoes,
  garbageGoes,
]);

/** Slow and obvious: every record of the page in LSN order, as far as the read point. */
function pageAsOf(log: readonly PageRecord[], startLsn: Lsn, readPoint: Lsn): PageVersion {
  const { lsn, slots } = emptyPage(startLsn);
  const values = [...slots];
  let lastLsn = lsn;
  for (const record of log) {
    if (record.lsn > readPoint) break;
    values[record.change.slot - 1] = record.change.value;
    lastLsn = record.lsn;
  }
  return { lsn: lastLsn, slots: values };
}
