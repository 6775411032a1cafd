// Nothing is applied when it comes: the log is kept, and a page is made from it whenever somebody looks.
import type { LogRecord, Lsn, PageId, PageVersion } from "four-of-six/aurora";
import type { ReplicaCache, ReplicaCacheOptions } from "four-of-six/cluster";

export const createReplicaCache = ({ startLsn }: ReplicaCacheOptions): ReplicaCache => {
  const log = new Map<Lsn, LogRecord>();
  const ends = new Set<Lsn>();
  const loads = new Map<PageId, { version: PageVersion; asOf: Lsn }>();
  let vdl = startLsn;

  /** The log from the beginning up to the first record that is missing or not durable, as far as whole mini-transactions go. */
  function whole(): LogRecord[] {
    const following = new Map([...log.values()].map((record) => [record.previousInVolume, record]));
    const chain: LogRecord[] = [];
    let record = following.get(startLsn);
    while (record && record.lsn <= vdl) {
      chain.push(record);
      record = following.get(record.lsn);
    }
    while (chain.length > 0 && !ends.has(chain.at(-1)!.lsn)) chain.pop();
    return chain;
  }

  return {
    received: (records) => {
      records.forEach((record) => log.set(record.lsn, record));
      ends.add(records.at(-1)!.lsn);
    },
    durable: (told) => {
      if (told > vdl) vdl = told;
    },
    readPoint: () => whole().at(-1)?.lsn ?? startLsn,
    page: (page) => {
      const load = loads.get(page);
      if (!load) return undefined;
      const slots = [...load.version.slots];
      let { lsn } = load.version;
      for (const record of whole()) {
        if (record.page !== page || record.lsn <= load.asOf) continue;
        slots[record.change.slot - 1] = record.change.value;
        ({ lsn } = record);
      }
      return { lsn, slots };
    },
    // What has been loaded once is right for good: what came after is in the log.
    loaded: (page, version, asOf) => {
      if (!loads.has(page)) loads.set(page, { version, asOf });
    },
  };
};
