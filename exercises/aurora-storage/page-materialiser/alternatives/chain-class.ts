import type { CollectionMarks, Garbage, Lsn, Materialised, PageRecord, PageVersion } from "four-of-six/aurora";

/** One page's log as a linked list; nodes are entered by back-link, so the list builds itself. */
class Chain {
  readonly #after = new Map<Lsn, PageRecord>();
  #lastKnown: Lsn[] = [];

  constructor(records: Iterable<PageRecord>) {
    for (const record of records) {
      this.#after.set(record.previousLsn, record);
      this.#lastKnown.push(record.lsn, record.previousLsn);
    }
  }

  /** The records that can be reached from here, in order. */
  *from(lsn: Lsn, upTo: Lsn): Generator<PageRecord> {
    for (let next = this.#after.get(lsn); next && next.lsn <= upTo; next = this.#after.get(next.lsn)) yield next;
  }

  /** The last point of the page that anybody has spoken of. */
  lastUpTo(point: Lsn): Lsn {
    return this.#lastKnown.reduce((last, lsn) => (lsn <= point ? Math.max(last, lsn) : last), -1);
  }
}

class Page {
  lsn: Lsn;
  slots: number[];

  constructor({ lsn, slots }: PageVersion) {
    this.lsn = lsn;
    this.slots = [...slots];
  }

  apply({ lsn, change: { slot, value } }: PageRecord): void {
    this.slots.splice(slot - 1, 1, value);
    this.lsn = lsn;
  }
}

const newestOf = (versions: readonly PageVersion[]) =>
  versions.reduce<PageVersion | undefined>((best, one) => (best && best.lsn >= one.lsn ? best : one), undefined);

export function materialise(versions: readonly PageVersion[], records: readonly PageRecord[], readPoint: Lsn) {
  const base = newestOf(versions.filter(({ lsn }) => lsn <= readPoint));
  if (!base)
    return { status: "collected", oldestLsn: Math.min(...versions.map(({ lsn }) => lsn)) } satisfies Materialised;
  const chain = new Chain(records);
  const page = new Page(base);
  for (const record of chain.from(base.lsn, readPoint)) page.apply(record);
  if (chain.lastUpTo(readPoint) > page.lsn) return { status: "missing", afterLsn: page.lsn } satisfies Materialised;
  return { status: "materialised", version: { lsn: page.lsn, slots: page.slots } } satisfies Materialised;
}

export function collectable(
  versions: readonly PageVersion[],
  records: readonly PageRecord[],
  { pgmrpl, stagedLsn }: CollectionMarks,
): Garbage {
  const base = newestOf(versions.filter(({ lsn }) => lsn <= pgmrpl));
  const lsns = new Set<Lsn>();
  const versionLsns = new Set<Lsn>();
  if (base) {
    for (const { lsn } of records) if (lsn <= Math.min(base.lsn, stagedLsn)) lsns.add(lsn);
    for (const { lsn } of versions) if (lsn < base.lsn && lsn <= stagedLsn) versionLsns.add(lsn);
  }
  return {
    lsns: Array.from(lsns).sort((a, b) => a - b),
    versionLsns: Array.from(versionLsns).sort((a, b) => a - b),
  };
}
