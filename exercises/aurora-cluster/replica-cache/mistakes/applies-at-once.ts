// The idea: the writer sends the stream to be applied, so what comes is applied.
import type { LogRecord, Lsn, PageId, PageVersion } from "four-of-six/aurora";
import type { ReplicaCache, ReplicaCacheOptions } from "four-of-six/cluster";

export function createReplicaCache({ startLsn }: ReplicaCacheOptions): ReplicaCache {
  const pages = new Map<PageId, PageVersion>();
  const waiting = new Map<Lsn, readonly LogRecord[]>();
  const applied: LogRecord[] = [];
  let readPoint = startLsn;

  const advance = () => {
    for (let next = waiting.get(readPoint); next; next = waiting.get(readPoint)) {
      const end = next.at(-1)!.lsn;
      waiting.delete(readPoint);
      for (const record of next) {
        applied.push(record);
        const version = pages.get(record.page);
        if (version) pages.set(record.page, changed(version, record));
      }
      readPoint = end;
    }
  };

  return {
    received(records) {
      if (records[0]!.lsn <= readPoint) return;
      waiting.set(records[0]!.previousInVolume, records);
      advance();
    },
    durable() {
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
