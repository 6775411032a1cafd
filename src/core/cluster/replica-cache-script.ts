import { emptyPage, type PageVersion } from "../aurora/page-materialiser.ts";
import type { LogRecord, Lsn, PageId } from "../aurora/vocabulary.ts";
import { frozen } from "../kernel/frozen.ts";
import type { Millis, Timed } from "../kernel/index.ts";
import type { CachedPage, ClusterEvent, ClusterTrace } from "./cluster-trace.ts";
import type { ReplicaCache, ReplicaCacheOptions } from "./replica-cache.ts";
import type { ClusterMember } from "./vocabulary.ts";

/** One record of the writer's: the slot (1 to 4) of the page takes the record's own LSN, so that a page says who wrote it. */
export interface ReplicaChange {
  readonly page: PageId;
  readonly slot: number;
}

/** A mini-transaction of the writer's. */
export interface ReplicaTransaction {
  /** At least one. */
  readonly changes: readonly ReplicaChange[];
  /** So many LSNs before its first one are no record's. Default 0. */
  readonly skips?: number;
}

/** One thing that happens to the reader. What it names counts from 1; a step that names what is not there does nothing. */
export type ReplicaStep =
  /** This mini-transaction of the log comes, perhaps for the second time. */
  | { readonly tell: "stream"; readonly transaction: number }
  /** The VDL is told: the end of this mini-transaction, or where the log begins (0). */
  | { readonly tell: "vdl"; readonly transaction: number }
  /** It asks storage for the page, as of its read point. */
  | { readonly tell: "ask"; readonly page: PageId }
  /** The answer to one of its requests comes, perhaps late, perhaps for the second time. */
  | { readonly tell: "load"; readonly request: number };

/** A replica cache alone, without network or time: what the writer has written, and what comes to the reader. */
export interface ReplicaScript {
  /** The VDL with which the cache is opened. */
  readonly startLsn: Lsn;
  readonly log: readonly ReplicaTransaction[];
  readonly steps: readonly ReplicaStep[];
}

const STEP_MS: Millis = 1;
const MEMBERS: readonly ClusterMember[] = frozen([
  { instance: "db-1", zone: "az-1", role: "writer", tier: 1, memoryGib: 16, isAvailable: true },
  { instance: "db-2", zone: "az-2", role: "reader", tier: 1, memoryGib: 16, isAvailable: true },
]);
const READER = "db-2";

/**
 * Opens a cache, then takes one step after the other, one simulated millisecond apart, and after each looks at where the
 * reader stands and which pages it shows.
 */
export function runReplicaScript(
  { startLsn, log, steps }: ReplicaScript,
  createReplicaCache: (options: ReplicaCacheOptions) => ReplicaCache,
  trace: Timed<ClusterEvent>[] = [],
): ClusterTrace {
  const transactions = recordsOf(log, startLsn);
  const asks = steps.flatMap((step) => (step.tell === "ask" ? [step.page] : []));
  const pages = [...new Set([...transactions.flat().map(({ page }) => page), ...asks])].sort((a, b) => a - b);
  const requests: { readonly page: PageId; readonly asOf: Lsn }[] = [];
  let nowMs: Millis = 0;
  const record = (event: ClusterEvent) => trace.push({ atMs: nowMs, ...event });

  record({ kind: "cluster-opened", members: MEMBERS, endpoints: {} });
  const cache = createReplicaCache({ startLsn });
  const look = () => {
    const shown = pages.flatMap((page): CachedPage[] => {
      const version = cache.page(page);
      return version === undefined ? [] : [{ page, version }];
    });
    record({ kind: "replica-stood", instance: READER, readPoint: cache.readPoint(), pages: shown });
  };

  look();
  for (const step of steps) {
    nowMs += STEP_MS;
    switch (step.tell) {
      case "stream": {
        const records = transactions[step.transaction - 1];
        const [first] = records ?? [];
        if (records === undefined || first === undefined) continue;
        const told = records.map(({ lsn, page, change }) => ({ lsn, page, change }));
        record({ kind: "stream-received", instance: READER, previousLsn: first.previousInVolume, records: told });
        cache.received(records);
        break;
      }
      case "vdl": {
        const vdl = step.transaction === 0 ? startLsn : transactions[step.transaction - 1]?.at(-1)?.lsn;
        if (vdl === undefined) continue;
        record({ kind: "vdl-told", instance: READER, vdl });
        cache.durable(vdl);
        break;
      }
      case "ask": {
        const request = { page: step.page, asOf: cache.readPoint() };
        requests.push(request);
        record({ kind: "page-asked", instance: READER, ...request });
        break;
      }
      case "load": {
        const request = requests[step.request - 1];
        if (request === undefined) continue;
        const { page, asOf } = request;
        const version = pageAsOf(transactions, page, asOf, startLsn);
        record({ kind: "page-loaded", instance: READER, page, asOf, version });
        cache.loaded(page, version, asOf);
        break;
      }
      default:
        step satisfies never;
    }
    look();
  }
  return trace;
}

/** The log as its writer ships it: each record with its back-links. */
function recordsOf(log: readonly ReplicaTransaction[], startLsn: Lsn): readonly (readonly LogRecord[])[] {
  const lastOfPage = new Map<PageId, Lsn>();
  let previous = startLsn;
  return log.map(({ changes, skips = 0 }) => {
    let lsn = previous + skips;
    return changes.map(({ page, slot }, index): LogRecord => {
      lsn++;
      const record = {
        lsn,
        group: 1,
        isCpl: index === changes.length - 1,
        page,
        change: { slot, value: lsn },
        previousInVolume: previous,
        previousInGroup: previous,
        previousOfPage: lastOfPage.get(page) ?? startLsn,
      };
      lastOfPage.set(page, lsn);
      previous = lsn;
      return record;
    });
  });
}

/** The page as storage makes it. */
function pageAsOf(
  transactions: readonly (readonly LogRecord[])[],
  page: PageId,
  asOf: Lsn,
  startLsn: Lsn,
): PageVersion {
  return transactions
    .flat()
    .filter((record) => record.page === page && record.lsn <= asOf)
    .reduce<PageVersion>(
      ({ slots }, { lsn, change }) => ({ lsn, slots: slots.with(change.slot - 1, change.value) }),
      emptyPage(startLsn),
    );
}
