/**
 * Pages from logs: how a storage node makes a page out of redo records, and which of both it may throw away.
 *
 * No page ever crosses the network on its way to storage: the node gets the log, and a page is what the log comes to.
 * Each record carries a back-link, the LSN of the record before it on the same page, so the records of a page form a
 * chain, in whatever order they came. A page as of a read point is the newest stored version at or below it, and then
 * the chain on from there, up to the read point. Example (slots of a page; 104 sets slot 2 to 7, and so on):
 *
 *   version 100   [1 0 0 0]
 *   104 -> 100    slot 2 = 7      read point 105: version 100 and 104           [1 7 0 0], page LSN 104
 *   107 -> 104    slot 1 = 3      read point 107: and 107 as well               [3 7 0 0], page LSN 107
 *   112 -> 110    slot 4 = 9      read point 112: 110 is not here, missing after 107
 *
 * Versions are a cache. The node writes a new one when a chain has grown long (it _coalesces_), beside the old one,
 * because somebody may still read the past. PGMRPL says who: nobody reads below it any more. So the newest version at
 * or below PGMRPL stays, and everything older than it is garbage, once the backup has it. Aurora 2017 §3.2, §3.3
 * (steps 5 to 7); Aurora 2018 §2.2 (block chain), §3.4 (PGMRPL).
 *
 * Simpler than the service: a page is four numbers, and a record sets one of them. Whether a page shows whole
 * mini-transactions is not decided here: read points are consistency points, and whoever reads chooses one.
 */
import { frozen } from "../kernel/frozen.ts";
import { invariant } from "../kernel/index.ts";
import type { Lsn } from "./vocabulary.ts";

/** How many slots a page of the model has. A model parameter: the service's pages are kilobytes. */
export const PAGE_SLOT_COUNT = 4;

/** What a redo record does to its page: the slot (1 to `PAGE_SLOT_COUNT`) takes this value. Aurora 2017 §3.2. */
export interface PageChange {
  readonly slot: number;
  readonly value: number;
}

/** A redo record as its page sees it. */
export interface PageRecord {
  readonly lsn: Lsn;
  /**
   * The LSN of the record before it on the same page (block chain), or of the page's first version when there is none
   * before it. Always below `lsn`. Aurora 2018 §2.2.
   */
  readonly previousLsn: Lsn;
  readonly change: PageChange;
}

/** A page as of the last record folded into it. */
export interface PageVersion {
  /** The LSN of that record (the page LSN), or where the page began. */
  readonly lsn: Lsn;
  /** The values of slots 1, 2, …, `PAGE_SLOT_COUNT`. */
  readonly slots: readonly number[];
}

/** What came of asking for a page as of a read point. */
export type Materialised =
  /** The page as of the read point. */
  | { readonly status: "materialised"; readonly version: PageVersion }
  /** The chain has a gap right after the record (or version) at `afterLsn`, and what is missing belongs to the page as of the read point. */
  | { readonly status: "missing"; readonly afterLsn: Lsn }
  /** No version at or below the read point is left. `oldestLsn` is the LSN of the oldest one there is. */
  | { readonly status: "collected"; readonly oldestLsn: Lsn };

/** How far readers and the backup are. */
export interface CollectionMarks {
  /** No reader asks for a page below this point any more; one may still ask exactly here. Aurora 2018 §3.4. */
  readonly pgmrpl: Lsn;
  /** The backup (S3) holds the log and its pages up to and including this LSN. Aurora 2017 §3.3, step 6. */
  readonly stagedLsn: Lsn;
}

/** What may be thrown away; lowest LSN first, each once. */
export interface Garbage {
  readonly lsns: readonly Lsn[];
  readonly versionLsns: readonly Lsn[];
}

/**
 * The seam: what the exercise `page-materialiser` asks for, and what a storage node makes its pages with.
 *
 * In both methods `versions` (at least one) and `records` are of one page, complete or not, in any order; a record or a
 * version may stand there twice.
 */
export interface PageMaterialiser {
  /**
   * The page as of the read point: the newest version at or below it, then its redo chain along the back-links up to and
   * including the read point. The version returned carries the LSN of the last record folded in.
   *
   * The chain has a gap that matters when a record at or below the read point is known, by its own LSN or by a back-link
   * that names it, and cannot be reached from the version.
   */
  materialise(versions: readonly PageVersion[], records: readonly PageRecord[], readPoint: Lsn): Materialised;
  /**
   * What no read point at or above PGMRPL needs and the backup holds: versions below the newest version that is at or
   * below PGMRPL, and records at or below that version; of both, those at or below `stagedLsn`.
   */
  collectable(versions: readonly PageVersion[], records: readonly PageRecord[], marks: CollectionMarks): Garbage;
}

/** A page before its first record: every slot 0, as of `lsn`. */
export function emptyPage(lsn: Lsn): PageVersion {
  return { lsn, slots: Array.from({ length: PAGE_SLOT_COUNT }, () => 0) };
}

/** The reference implementation. */
export const pageMaterialiser: PageMaterialiser = frozen({
  materialise(versions, records, readPoint) {
    invariant(versions.length > 0, "a page has at least one version");
    const base = newestAtOrBelow(versions, readPoint);
    if (base === undefined) {
      let oldestLsn = (versions[0] as PageVersion).lsn;
      for (const { lsn } of versions) if (lsn < oldestLsn) oldestLsn = lsn;
      return { status: "collected", oldestLsn };
    }

    const next = new Map<Lsn, PageRecord>();
    // The last record of the page at the read point, as far as anybody has heard.
    let lastLsn = base.lsn;
    for (const record of records) {
      if (record.lsn <= readPoint) {
        next.set(record.previousLsn, record);
        if (record.lsn > lastLsn) lastLsn = record.lsn;
      } else if (record.previousLsn <= readPoint && record.previousLsn > lastLsn) {
        lastLsn = record.previousLsn;
      }
    }

    const slots = [...base.slots];
    let lsn = base.lsn;
    for (let record = next.get(lsn); record !== undefined; record = next.get(lsn)) {
      slots[record.change.slot - 1] = record.change.value;
      lsn = record.lsn;
    }
    return lsn < lastLsn ? { status: "missing", afterLsn: lsn } : { status: "materialised", version: { lsn, slots } };
  },

  collectable(versions, records, { pgmrpl, stagedLsn }) {
    const base = newestAtOrBelow(versions, pgmrpl);
    if (base === undefined) return { lsns: [], versionLsns: [] };
    const folded = records.filter(({ lsn }) => lsn <= base.lsn && lsn <= stagedLsn);
    const older = versions.filter(({ lsn }) => lsn < base.lsn && lsn <= stagedLsn);
    return { lsns: ascending(folded), versionLsns: ascending(older) };
  },
});

/** The version that a read at this point begins with. */
function newestAtOrBelow(versions: readonly PageVersion[], readPoint: Lsn): PageVersion | undefined {
  let newest: PageVersion | undefined;
  for (const version of versions) {
    if (version.lsn <= readPoint && (newest === undefined || version.lsn > newest.lsn)) newest = version;
  }
  return newest;
}

/** Their LSNs, lowest first, each once. */
function ascending(items: readonly { readonly lsn: Lsn }[]): readonly Lsn[] {
  return [...new Set(items.map(({ lsn }) => lsn))].sort((a, b) => a - b);
}
