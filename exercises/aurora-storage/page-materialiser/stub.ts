import type { CollectionMarks, Garbage, Lsn, Materialised, PageRecord, PageVersion } from "four-of-six/aurora";

/**
 * The page as of the read point: the newest version at or below it, then its chain of records along the back-links, up to
 * and including the read point. Versions and records lie there in any order, some of them twice, some not at all.
 */
export function materialise(
  versions: readonly PageVersion[],
  records: readonly PageRecord[],
  readPoint: Lsn,
): Materialised {
  // A version: { lsn, slots: [.., .., .., ..] }. A record: { lsn, previousLsn, change: { slot: 1 to 4, value } }.
  return { status: "missing", afterLsn: 0 };
}

/**
 * What may be thrown away: what no read point at or above PGMRPL needs and the backup holds. Lowest LSN first, each once.
 */
export function collectable(
  versions: readonly PageVersion[],
  records: readonly PageRecord[],
  { pgmrpl, stagedLsn }: CollectionMarks,
): Garbage {
  return { lsns: [], versionLsns: [] };
}
