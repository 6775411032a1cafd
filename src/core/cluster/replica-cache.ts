/**
 * What a reader of a cluster keeps: pages, and the redo stream that the writer sends it.
 *
 * The writer sends each mini-transaction to its readers at the same time as to storage, and never waits for them. A reader
 * applies what is durable, a whole mini-transaction at a time, to the pages that it has; it makes no others from the
 * stream, since storage makes those when they are asked for. So it stands at one point of the log, its read point, and no
 * page that it shows is older or newer. Example (a reader that caches page 1 only; each bracket is a mini-transaction):
 *
 *   stream      [101 page 1, 102 page 2]  [103 page 1]      VDL told: 102
 *   read point  102: page 1 as of 101, page 2 from storage as of 102; 103 waits for its VDL
 *
 * Messages overtake each other. A mini-transaction that the reader lacks stops it: the VDL may be past it already, but the
 * reader stands before it until it comes, or until it is told to begin anew. Aurora 2017 §4.2.4; Aurora 2018 §3.3, §3.4.
 *
 * A page that storage has made as of 102 may come when the reader stands at 103 already: 103 is then applied to it on its
 * arrival. That is why what has been applied is not forgotten at once.
 *
 * Simplified: a page stays in the cache once it is there, and nothing that has been applied is ever forgotten; the stream
 * brings nothing but redo, where the service also tells readers of commits.
 */
import { invariant } from "../kernel/index.ts";
import type { PageVersion } from "../aurora/page-materialiser.ts";
import type { LogRecord, Lsn, PageId } from "../aurora/vocabulary.ts";

/** What a cache is opened with: where its reader begins in the log. */
export interface ReplicaCacheOptions {
  /** The VDL that the reader is told first; its read point until it has applied more. */
  readonly startLsn: Lsn;
}

/** The seam: what the exercise `replica-cache` asks for, and what the readers of a cluster run on. */
export interface ReplicaCache {
  /** The records of one mini-transaction have come, lowest LSN first: perhaps out of order, perhaps for the second time. */
  received(records: readonly LogRecord[]): void;
  /** The writer's VDL, as the reader hears of it: perhaps an older one than it knows already. */
  durable(vdl: Lsn): void;
  /** Up to here, and in whole mini-transactions, everything that this reader shows has been applied. Never moves back. */
  readPoint(): Lsn;
  /** The page as of the read point; none when it is not in the cache. */
  page(page: PageId): PageVersion | undefined;
  /**
   * Storage has made the page as of a read point that this reader had. The records that have been applied since then are
   * applied to it as well.
   */
  loaded(page: PageId, version: PageVersion, asOf: Lsn): void;
}

/** The reference implementation. */
export function createReplicaCache({ startLsn }: ReplicaCacheOptions): ReplicaCache {
  /** By the LSN of the record before their first: how they follow each other. */
  const waiting = new Map<Lsn, readonly LogRecord[]>();
  const applied: LogRecord[] = [];
  const pages = new Map<PageId, PageVersion>();
  let vdl = startLsn;
  let readPoint = startLsn;

  const advance = () => {
    for (let next = waiting.get(readPoint); next !== undefined; next = waiting.get(readPoint)) {
      const last = next.at(-1) as LogRecord;
      if (last.lsn > vdl) return;
      waiting.delete(readPoint);
      for (const record of next) {
        applied.push(record);
        const version = pages.get(record.page);
        if (version !== undefined) pages.set(record.page, changed(version, record));
      }
      readPoint = last.lsn;
    }
  };

  return {
    received(records) {
      const first = records[0];
      invariant(first !== undefined, "a mini-transaction has at least one record");
      if (first.lsn <= readPoint) return;
      waiting.set(first.previousInVolume, records);
      advance();
    },

    durable(told) {
      vdl = Math.max(vdl, told);
      advance();
    },

    readPoint: () => readPoint,
    page: (page) => pages.get(page),

    loaded(page, version, asOf) {
      // What was applied while the page was on its way here.
      const missed = applied.filter((record) => record.page === page && record.lsn > asOf);
      pages.set(page, missed.reduce(changed, version));
    },
  };
}

function changed({ slots }: PageVersion, { lsn, change }: LogRecord): PageVersion {
  return { lsn, slots: slots.with(change.slot - 1, change.value) };
}
