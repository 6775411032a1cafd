import type { LogRecord, Lsn, PageId, PageVersion } from "four-of-six/aurora";
import type { ReplicaCache, ReplicaCacheOptions } from "four-of-six/cluster";

export function createReplicaCache({ startLsn }: ReplicaCacheOptions): ReplicaCache {
  let readPoint = startLsn;
  let vdl = startLsn;
  const pages = new Map<PageId, PageVersion>();
  /** Mini-transactions that are not applied yet, by the LSN that each comes after. */
  const waiting = new Map<Lsn, readonly LogRecord[]>();
  /** All that has been applied, in the log's order: a page that comes late may need some of it. */
  const applied: LogRecord[] = [];

  // Two things let a reader move: the next mini-transaction is here, and it is durable. Either may come last, so both
  // ways in end here. One step can make the next one possible.
  function advance() {
    for (;;) {
      const next = waiting.get(readPoint);
      if (next === undefined) return;
      const end = next[next.length - 1]!.lsn;
      if (end > vdl) return;
      waiting.delete(readPoint);
      // Nobody reads while this runs, so nobody sees half of it.
      for (const record of next) {
        applied.push(record);
        const version = pages.get(record.page);
        // A page that is not here is storage's to make, if anybody asks for it.
        if (version) pages.set(record.page, withRecord(version, record));
      }
      // Also when none of these pages was here: the reader has taken note of all of it.
      readPoint = end;
    }
  }

  return {
    received(records) {
      const first = records[0]!;
      // A repeat, or from before this reader's time. What it did is in every page that was loaded.
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
      // The reader may have moved on while storage was at work.
      const missed = applied.filter((record) => record.page === page && record.lsn > asOf);
      pages.set(page, missed.reduce(withRecord, version));
    },
  };
}

function withRecord({ slots }: PageVersion, { lsn, change }: LogRecord): PageVersion {
  return { lsn, slots: slots.map((value, index) => (index === change.slot - 1 ? change.value : value)) };
}
