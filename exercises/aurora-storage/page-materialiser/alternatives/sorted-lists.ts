import type { CollectionMarks, Garbage, Lsn, Materialised, PageRecord, PageVersion } from "four-of-six/aurora";

/** Everything in order first; then one walk from left to right. */
const ascending = (lsns: Lsn[]): Lsn[] => lsns.sort((a, b) => a - b).filter((lsn, index) => lsn !== lsns[index - 1]);

export const materialise = (
  versions: readonly PageVersion[],
  records: readonly PageRecord[],
  readPoint: Lsn,
): Materialised => {
  const stored = ascending(versions.map(({ lsn }) => lsn));
  const baseLsn = stored.filter((lsn) => lsn <= readPoint).pop();
  if (baseLsn === undefined) return { status: "collected", oldestLsn: stored[0]! };
  const mentioned = ascending(records.flatMap(({ lsn, previousLsn }) => [previousLsn, lsn]));
  const due = mentioned.filter((lsn) => baseLsn < lsn && lsn <= readPoint);
  let version = versions.find(({ lsn }) => lsn === baseLsn)!;
  for (const lsn of due) {
    const record = records.find((one) => one.lsn === lsn && one.previousLsn === version.lsn);
    if (!record) return { status: "missing", afterLsn: version.lsn };
    const { slot, value } = record.change;
    version = { lsn, slots: version.slots.map((old, index) => (index + 1 === slot ? value : old)) };
  }
  return { status: "materialised", version };
};

export const collectable = (
  versions: readonly PageVersion[],
  records: readonly PageRecord[],
  { pgmrpl, stagedLsn }: CollectionMarks,
): Garbage => {
  const old = ascending(versions.map(({ lsn }) => lsn).filter((lsn) => lsn <= pgmrpl));
  const kept = old.pop() ?? -Infinity;
  const isStaged = (lsn: Lsn) => lsn <= stagedLsn;
  return {
    lsns: ascending(records.map(({ lsn }) => lsn).filter((lsn) => lsn <= kept)).filter(isStaged),
    versionLsns: old.filter(isStaged),
  };
};
