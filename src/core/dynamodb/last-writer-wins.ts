/**
 * Last writer wins: what a Region's replica of a global table does with the writes made there, and with those that arrive
 * from other Regions late, out of order and more than once.
 *
 * Every write carries the whole item that it left, or that it deleted it, and a stamp: a time and the Region. All Regions
 * compare the same stamps in the same way, so they end with the same write, whatever came first:
 *
 *   us-east-1   puts  price 120 at 1,000     eu-west-1's stamp is later: 90 is kept, 120 has vanished
 *   eu-west-1   puts  price  90 at 1,004     the stamp of 120 is earlier: 90 stays
 *
 * Three things are easily forgotten:
 *
 *   a tie          both at 1,000: neither is later. The Regions' names decide, everywhere alike
 *   a slow clock   eu-west-1 shows 600 and has the item of 1,000: a put there is stamped 1,001, or it would lose at home
 *   a deletion     has to be remembered: else the put of 900, which arrives at last, brings the item back
 *
 * For how long a deletion? Until nothing older can come any more. A Region's watermark says so: all writes with times up
 * to it, of all other Regions, have arrived. Then the deletion may be forgotten. Two things keep that safe: a repeated
 * message from below the watermark is nothing new, and no write is stamped at or below the watermark from then on.
 *
 * The service documents: replication typically within a second, conflicts settled by an internal timestamp for each item,
 * the last writer wins (Developer Guide, V2globaltables_HowItWorks). Our model: that a stamp is a whole millisecond of the
 * Region's clock, what decides a tie, what a slow clock does, and how deletions are remembered and forgotten.
 */
import { frozen } from "../kernel/frozen.ts";
import type { Millis } from "../kernel/index.ts";
import type { Item } from "./attribute-value.ts";

/** A Region by its name, for example `us-east-1`. On the network it is a zone, and a node. */
export type RegionId = string;

/** When and where a write was made. No two writes of one key have the same. */
export interface Stamp {
  /** Whole milliseconds, from 1 on. */
  readonly atMs: Millis;
  readonly region: RegionId;
}

/** What a write left of one key. */
export interface ItemVersion {
  readonly stamp: Stamp;
  /** The whole item; absent where the write deleted it. */
  readonly item?: Item | undefined;
}

/** What a Region knows when something comes to it. */
export interface RegionTime {
  readonly region: RegionId;
  /** What its clock shows: whole milliseconds from 0 on, never lower than before. Others' clocks may be far from it. */
  readonly nowMs: Millis;
  /** All writes stamped up to here, of all other Regions, have arrived at least once. 0: nothing is known. Only rises. */
  readonly watermarkMs: Millis;
}

/** The seam: what the exercise `last-writer-wins` asks for. All of it about one key. */
export interface LastWriterWins {
  /**
   * A write made in this Region: a put of the item, or its deletion where there is none. The time is the clock's, but
   * above that of `current`, which the Region has, and above the watermark.
   */
  stamp(current: ItemVersion | undefined, item: Item | undefined, at: RegionTime): ItemVersion;
  /**
   * What the Region has of the key from now on: the version with the later stamp. Between equal times the Region decides
   * whose name is later in the alphabet. Nothing, where nothing is known of the key and the watermark has reached the
   * incoming write: it has been here before.
   */
  merge(current: ItemVersion | undefined, incoming: ItemVersion, at: RegionTime): ItemVersion | undefined;
  /** Asked now and then: nothing, if `current` is a deletion that the watermark has reached; otherwise `current`. */
  forget(current: ItemVersion | undefined, at: RegionTime): ItemVersion | undefined;
}

/** Below 0 where `a` is the earlier stamp, above 0 where `b` is, 0 for one and the same write. */
export function compareStamps(a: Stamp, b: Stamp): number {
  if (a.atMs !== b.atMs) return a.atMs - b.atMs;
  return a.region < b.region ? -1 : a.region > b.region ? 1 : 0;
}

/** The reference implementation. */
export const lastWriterWins: LastWriterWins = frozen({
  stamp(current, item, { region, nowMs, watermarkMs }) {
    const atMs = Math.max(nowMs, (current?.stamp.atMs ?? 0) + 1, watermarkMs + 1);
    return item === undefined ? { stamp: { atMs, region } } : { stamp: { atMs, region }, item };
  },

  merge(current, incoming, { watermarkMs }) {
    if (current === undefined) return incoming.stamp.atMs > watermarkMs ? incoming : undefined;
    return compareStamps(incoming.stamp, current.stamp) > 0 ? incoming : current;
  },

  forget(current, { watermarkMs }) {
    const isSettled = current !== undefined && current.item === undefined && current.stamp.atMs <= watermarkMs;
    return isSettled ? undefined : current;
  },
} satisfies LastWriterWins);
