// The idea: each page has its own chain of records, so it can be brought up to date as far as that goes.
import type { LogRecord, Lsn, PageId, PageVersion } from "four-of-six/aurora";
import type { ReplicaCache, ReplicaCacheOptions } from "four-of-six/cluster";

export function createReplicaCache({ startLsn }: ReplicaCacheOptions): ReplicaCache {
  const pages = new Map<PageId, PageVersion>();
  const ends = new Map<Lsn, Lsn>();
  const records = new Map<Lsn, LogRecord>();
  let readPoint = startLsn;
  let vdl = startLsn;

  /** The page's records after this one, along its own back-links. */
  const bringUp = (page: PageId, version: PageVersion) => {
    let brought = version;
    for (const record of [...records.values()].sort((a, b) => a.lsn - b.lsn)) {
      const isNext = record.page === page && record.lsn > brought.lsn && record.previousOfPage === brought.lsn;
      if (isNext && record.lsn <= vdl) brought = changed(brought, record);
    }
    pages.set(page, brought);
  };
  const advance = () => {
    for (let end = ends.get(readPoint); end !== undefined && end <= vdl; end = ends.get(readPoint)) readPoint = end;
    for (const [page, version] of pages) bringUp(page, version);
  };

  return {
    received(transaction) {
      if (transaction[0]!.lsn <= readPoint) return;
      ends.set(transaction[0]!.previousInVolume, transaction.at(-1)!.lsn);
      for (const record of transaction) records.set(record.lsn, record);
      advance();
    },
    durable(told) {
      vdl = Math.max(vdl, told);
      advance();
    },
    readPoint: () => readPoint,
    page: (page) => pages.get(page),
    loaded: bringUp,
  };
}

const changed = ({ slots }: PageVersion, { lsn, change }: LogRecord): PageVersion => ({
  lsn,
  slots: slots.with(change.slot - 1, change.value),
});
