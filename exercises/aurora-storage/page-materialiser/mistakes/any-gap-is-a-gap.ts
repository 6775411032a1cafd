import type { CollectionMarks, Garbage, Lsn, Materialised, PageRecord, PageVersion } from "four-of-six/aurora";

function newestUpTo(versions: readonly PageVersion[], point: Lsn): PageVersion | undefined {
  let newest: PageVersion | undefined;
  for (const version of versions) {
    if (version.lsn <= point && (newest === undefined || version.lsn > newest.lsn)) newest = version;
  }
  return newest;
}

export function materialise(
  versions: readonly PageVersion[],
  records: readonly PageRecord[],
  readPoint: Lsn,
): Materialised {
  const base = newestUpTo(versions, readPoint);
  if (base === undefined) return { status: "collected", oldestLsn: Math.min(...versions.map(({ lsn }) => lsn)) };
  const slots = [...base.slots];
  let lsn = base.lsn;
  for (;;) {
    const next = records.find(({ previousLsn }) => previousLsn === lsn);
    if (next === undefined || next.lsn > readPoint) break;
    slots[next.change.slot - 1] = next.change.value;
    lsn = next.lsn;
  }
  let end = lsn;
  for (;;) {
    const next = records.find(({ previousLsn }) => previousLsn === end);
    if (next === undefined) break;
    end = next.lsn;
  }
  if (records.some((record) => record.lsn > end)) return { status: "missing", afterLsn: end };
  return { status: "materialised", version: { lsn, slots } };
}

export function collectable(
  versions: readonly PageVersion[],
  records: readonly PageRecord[],
  { pgmrpl, stagedLsn }: CollectionMarks,
): Garbage {
  const base = newestUpTo(versions, pgmrpl);
  if (base === undefined) return { lsns: [], versionLsns: [] };
  const lsns = records.map(({ lsn }) => lsn).filter((lsn) => lsn <= base.lsn && lsn <= stagedLsn);
  const versionLsns = versions.map(({ lsn }) => lsn).filter((lsn) => lsn < base.lsn && lsn <= stagedLsn);
  return { lsns: sorted(lsns), versionLsns: sorted(versionLsns) };
}

function sorted(lsns: readonly Lsn[]): readonly Lsn[] {
  return [...new Set(lsns)].sort((a, b) => a - b);
}
