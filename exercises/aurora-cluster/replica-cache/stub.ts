import type { LogRecord, Lsn, PageId, PageVersion } from "four-of-six/aurora";
import type { ReplicaCache, ReplicaCacheOptions } from "four-of-six/cluster";

/**
 * What a reader keeps: pages, and what it has heard of the writer's log. Hover over a name to read what it promises.
 */
export function createReplicaCache({ startLsn }: ReplicaCacheOptions): ReplicaCache {
  return {
    received(records: readonly LogRecord[]) {
      // A record: { lsn, page, change: { slot: 1 to 4, value }, previousInVolume, … }. These are one mini-transaction.
    },

    durable(vdl: Lsn) {},

    readPoint() {
      return startLsn;
    },

    page(page: PageId) {
      return undefined;
    },

    loaded(page: PageId, version: PageVersion, asOf: Lsn) {
      // A version: { lsn, slots: [.., .., .., ..] }.
    },
  };
}
