import type { CollectionMarks, Garbage, Lsn, Materialised, PageRecord, PageVersion } from "four-of-six/aurora";

/** Both questions begin alike: which stored version would a read at this point begin with? */
function baseFor(versions: readonly PageVersion[], readPoint: Lsn): PageVersion | undefined {
  return [...versions].sort((a, b) => b.lsn - a.lsn).find(({ lsn }) => lsn <= readPoint);
}

export function materialise(
  versions: readonly PageVersion[],
  records: readonly PageRecord[],
  readPoint: Lsn,
): Materialised {
  const base = baseFor(versions, readPoint);
  if (base === undefined) return { status: "collected", oldestLsn: Math.min(...versions.map(({ lsn }) => lsn)) };

  // A record is found by the one that it comes after. Whatever order they lie in, this puts them into a chain; and a
  // record that lies there twice stands in the map once.
  const recordAfter = new Map(records.map((record) => [record.previousLsn, record]));
  const slots = [...base.slots];
  let lsn = base.lsn;
  for (;;) {
    const next = recordAfter.get(lsn);
    if (next === undefined || next.lsn > readPoint) break;
    slots[next.change.slot - 1] = next.change.value;
    lsn = next.lsn;
  }

  // Did the chain end, or break? It broke if anything is known of between here and the read point: a record that lies
  // there unreached, or one that only a later record's back-link speaks of.
  const known = records.flatMap((record) => [record.lsn, record.previousLsn]);
  const hasGap = known.some((other) => other > lsn && other <= readPoint);
  return hasGap ? { status: "missing", afterLsn: lsn } : { status: "materialised", version: { lsn, slots } };
}

export function collectable(
  versions: readonly PageVersion[],
  records: readonly PageRecord[],
  { pgmrpl, stagedLsn }: CollectionMarks,
): Garbage {
  // A read at PGMRPL itself begins here, and so does every read above it that finds no newer version. So this version
  // stays, and what it stands for is no longer needed.
  const base = baseFor(versions, pgmrpl);
  if (base === undefined) return { lsns: [], versionLsns: [] };
  return {
    lsns: ascending(records.map(({ lsn }) => lsn).filter((lsn) => lsn <= base.lsn && lsn <= stagedLsn)),
    versionLsns: ascending(versions.map(({ lsn }) => lsn).filter((lsn) => lsn < base.lsn && lsn <= stagedLsn)),
  };
}

function ascending(lsns: readonly Lsn[]): readonly Lsn[] {
  return [...new Set(lsns)].sort((a, b) => a - b);
}
