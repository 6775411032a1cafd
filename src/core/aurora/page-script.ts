import type { Millis, Timed, ZoneId } from "../kernel/index.ts";
import type { CollectionMarks, PageMaterialiser, PageRecord, PageVersion } from "./page-materialiser.ts";
import type { PageEvent, PageTrace } from "./page-trace.ts";
import { ZONES, type Lsn } from "./vocabulary.ts";

/** One question to a page materialiser. */
export type PageQuestion =
  { readonly ask: "page"; readonly readPoint: Lsn } | ({ readonly ask: "garbage" } & CollectionMarks);

/** A page materialiser alone, without network or time: what a node holds of one page, and what it is asked. */
export interface PageScript {
  /** At least one. In any order, as are the records; either may stand there twice. */
  readonly versions: readonly PageVersion[];
  readonly records: readonly PageRecord[];
  readonly questions: readonly PageQuestion[];
}

const PAGE = 1;

/** Lays out what there is, then asks the questions one by one, one simulated millisecond apart, and notes the answers. */
export function runPageScript(
  { versions, records, questions }: PageScript,
  materialiser: PageMaterialiser,
  trace: Timed<PageEvent>[] = [],
): PageTrace {
  let nowMs: Millis = 0;
  const record = (event: PageEvent) => trace.push({ atMs: nowMs, ...event });
  const startLsn = Math.min(...versions.map(({ lsn }) => lsn));
  record({ kind: "node-opened", segment: "A", zone: ZONES[0] as ZoneId, startLsn, pages: [PAGE] });
  for (const version of versions) record({ kind: "version-held", page: PAGE, version });
  const seen = new Set<Lsn>();
  for (const { lsn, previousLsn, change } of records) {
    const isRepeat = seen.has(lsn);
    record({ kind: "record-arrived", page: PAGE, lsn, previousLsn, change, isRepeat, scl: startLsn });
    seen.add(lsn);
  }
  questions.forEach((question, index) => {
    nowMs++;
    if (question.ask === "page") {
      const { readPoint } = question;
      const read = index + 1;
      record({ kind: "page-asked", read, page: PAGE, readPoint });
      const result = materialiser.materialise(versions, records, readPoint);
      record({ kind: "page-answered", read, page: PAGE, readPoint, result });
      return;
    }
    const { pgmrpl, stagedLsn } = question;
    record({ kind: "marks-heard", vdl: pgmrpl, pgmrpl });
    record({ kind: "log-staged", stagedLsn });
    const garbage = materialiser.collectable(versions, records, { pgmrpl, stagedLsn });
    record({ kind: "garbage-collected", page: PAGE, ...garbage });
  });
  return trace;
}
