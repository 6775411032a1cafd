import type { CollectionMarks, Garbage, Lsn, Materialised, PageRecord, PageVersion } from "four-of-six/aurora";

type Chain = { readonly end: Lsn; readonly slots: readonly number[] };

/** Follows the chain one record further, and again. */
function follow(chain: Chain, records: readonly PageRecord[], readPoint: Lsn): Chain {
  const [next] = records.filter(({ lsn, previousLsn }) => previousLsn === chain.end && lsn <= readPoint);
  if (next === undefined) return chain;
  const { slot, value } = next.change;
  return follow({ end: next.lsn, slots: Object.assign([...chain.slots], { [slot - 1]: value }) }, records, readPoint);
}

function compare(versions: readonly PageVersion[], point: Lsn): [PageVersion[], PageVersion[]] {
  const ordered = [...versions].sort((a, b) => a.lsn - b.lsn);
  return [ordered.filter(({ lsn }) => lsn <= point), ordered.filter(({ lsn }) => lsn > point)];
}

export function materialise(
  versions: readonly PageVersion[],
  records: readonly PageRecord[],
  readPoint: Lsn,
): Materialised {
  const [past, future] = compare(versions, readPoint);
  const base = past[past.length - 1];
  if (base === undefined) return { status: "collected", oldestLsn: future[0]!.lsn };
  const { end, slots } = follow({ end: base.lsn, slots: base.slots }, records, readPoint);
  const isBroken = records.some(
    ({ lsn, previousLsn }) => (end < lsn && lsn <= readPoint) || (end < previousLsn && previousLsn <= readPoint),
  );
  return isBroken ? { status: "missing", afterLsn: end } : { status: "materialised", version: { lsn: end, slots } };
}

export function collectable(
  versions: readonly PageVersion[],
  records: readonly PageRecord[],
  { pgmrpl, stagedLsn }: CollectionMarks,
): Garbage {
  const [past] = compare(versions, pgmrpl);
  const kept = past.at(-1);
  if (!kept) return { lsns: [], versionLsns: [] };
  const tidy = (lsns: readonly Lsn[]) =>
    lsns.filter((lsn, index) => lsn <= stagedLsn && lsns.indexOf(lsn) === index).sort((a, b) => (a < b ? -1 : 1));
  return {
    lsns: tidy(records.filter(({ lsn }) => lsn <= kept.lsn).map(({ lsn }) => lsn)),
    versionLsns: tidy(past.filter(({ lsn }) => lsn < kept.lsn).map(({ lsn }) => lsn)),
  };
}
