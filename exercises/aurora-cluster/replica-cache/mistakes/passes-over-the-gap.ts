// The idea: below the VDL all is durable, so everything that has come up to there can be applied, in order.
import type { LogRecord, Lsn, PageId, PageVersion } from "four-of-six/aurora";
import type { ReplicaCache, ReplicaCacheOptions } from "four-of-six/cluster";

export function createReplicaCache({ startLsn }: ReplicaCacheOptions): ReplicaCache {
  const pages = new Map<PageId, PageVersion>();
  let waiting: (readonly LogRecord[])[] = [];
  const applied: LogRecord[] = [];
  let readPoint = startLsn;
  let vdl = startLsn;

  const endOf = (records: readonly LogRecord[]) => records.at(-1)!.lsn;
  const advance = () => {
    const ready = waiting.filter((records) => endOf(records) <= vdl).sort((a, b) => endOf(a) - endOf(b));
    waiting = waiting.filter((records) => endOf(records) > vdl);
    for (const records of ready) {
      if (endOf(records) <= readPoint) continue;
      for (const record of records) {
        applied.push(record);
        const version = pages.get(record.page);
        if (version) pages.set(record.page, changed(version, record));
      }
      readPoint = endOf(records);
    }
  };

  return {
    received(records) {
      waiting.push(records);
      advance();
    },
    durable(told) {
      vdl = Math.max(vdl, told);
      advance();
    },
    readPoint: () => readPoint,
    page: (page) => pages.get(page),
    loaded(page, version, asOf) {
      const missed = applied.filter((record) => record.page === page && record.lsn > asOf);
      pages.set(page, missed.reduce(changed, version));
    },
  };
}

const changed = ({ slots }: PageVersion, { lsn, change }: LogRecord): PageVersion => ({
  lsn,
  slots: slots.with(change.slot - 1, change.value),
});
