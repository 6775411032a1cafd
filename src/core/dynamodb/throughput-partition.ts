/**
 * One partition's admission: the buckets that a request has to find its units in, and how much of each it takes.
 *
 *   allocated   its share of the table, of the present second: 2012 and later
 *   kept        300 s of that share: what was not used
 *   ceiling     1,000 write units a second, whatever the table has
 *   node        what the machine gives to this partition and to its neighbours
 *
 * A request that fits into what is allocated is admitted. One that does not needs what is kept, and room on the node: a
 * burst is paid with what neighbours leave. Every admitted unit is taken from all of them.
 *
 * Simplified: the paper's burst bucket holds what flows over from the allocated one; here the bucket `kept` holds both, and
 * a burst is what goes beyond `allocated`. The leader's look at the other replicas' nodes is part of `node`. The ceiling
 * holds in a burst, too.
 */
import { DYNAMODB_LIMITS } from "./limits.ts";
import type { Millis } from "../kernel/index.ts";
import type { CapacityDesign, ThrottleReason } from "./throughput-trace.ts";
import type { CreateTokenBucket, TokenBucket, Units } from "./token-bucket.ts";

/** Places of keys in a table's hash space: whole numbers from 0 to this, without it. */
export const PLACE_COUNT = 1_024;
/** The most write units a second that one partition serves. */
export const PARTITION_RATE_MAX = DYNAMODB_LIMITS.partitionWrites.value;
const BURST_SECONDS = DYNAMODB_LIMITS.burstWindow.value;
/** A node gives so much to all that is on it; a model figure. */
const NODE_RATE = 3_000;

/** What a partition was asked since the last report, and what came of it. */
interface Count {
  admitted: Units;
  throttled: Units;
}

/** A partition of a provisioned table: its buckets, and what it was asked. */
export class Partition {
  readonly name: string;
  readonly fromPlace: number;
  readonly untilPlace: number;
  /** Its part of the table, where 1 is what a partition had at first. */
  readonly weight: number;
  /** What its weight brings it. */
  share: number;
  /** What it is allocated now: its share, or more. */
  rate: number;
  /** Since the last report, and since adaptive capacity and the split for consumption looked last. */
  readonly reported: Count = { admitted: 0, throttled: 0 };
  readonly looked: Count = { admitted: 0, throttled: 0 };
  /** For so many looks in a row it has been near its ceiling. */
  hotLooks = 0;
  splitsAtMs: Millis | undefined;

  readonly #design: CapacityDesign;
  readonly #allocated: TokenBucket;
  readonly #kept: TokenBucket | undefined;
  readonly #ceiling: TokenBucket;
  readonly #node: TokenBucket;

  constructor(
    { name, fromPlace, untilPlace, weight }: Pick<Partition, "name" | "fromPlace" | "untilPlace" | "weight">,
    design: CapacityDesign,
    share: number,
    /** What it takes over of a partition that was split; without it, one second of its share. */
    kept: Units | undefined,
    nowMs: Millis,
    create: CreateTokenBucket,
  ) {
    this.name = name;
    this.fromPlace = fromPlace;
    this.untilPlace = untilPlace;
    this.weight = weight;
    this.share = share;
    this.rate = design === "global-admission" ? PARTITION_RATE_MAX : Math.min(share, PARTITION_RATE_MAX);
    this.#design = design;
    const ofASecond = (rate: number) => create({ rate, burstSeconds: 1, units: rate, nowMs });
    const most = this.rate * BURST_SECONDS;
    this.#allocated = ofASecond(this.rate);
    this.#kept =
      design === "burst-and-adaptive"
        ? create({ rate: this.rate, burstSeconds: BURST_SECONDS, units: Math.min(most, Math.max(this.rate, kept ?? 0)), nowMs }) // prettier-ignore
        : undefined;
    this.#ceiling = ofASecond(PARTITION_RATE_MAX);
    this.#node = ofASecond(NODE_RATE);
  }

  holds(place: number): boolean {
    return this.fromPlace <= place && place < this.untilPlace;
  }

  /** What it has for requests now, bursts included. */
  available(nowMs: Millis): Units {
    return (this.#kept ?? this.#allocated).available(nowMs);
  }

  setShare(share: number, nowMs: Millis): void {
    this.share = share;
    if (this.#design !== "global-admission") this.setRate(Math.min(share, PARTITION_RATE_MAX), nowMs);
  }

  setRate(rate: number, nowMs: Millis): void {
    if (rate === this.rate) return;
    this.rate = rate;
    this.#allocated.setRate(rate, nowMs);
    this.#kept?.setRate(rate, nowMs);
  }

  /** Neighbours on its node take what they need, as far as it is there. */
  neighboursTake(units: Units, nowMs: Millis): void {
    this.#node.takeUpTo(units, nowMs);
  }

  /** How many of so many requests of one size it could admit now; and what it has too little of for the next. */
  room(count: number, units: Units, nowMs: Millis): { readonly count: number; readonly reason: ThrottleReason } {
    const fits = (bucket: TokenBucket) => Math.min(count, Math.floor(bucket.available(nowMs) / units));
    const ceiling = fits(this.#ceiling);
    if (this.#design === "global-admission") return { count: ceiling, reason: "ceiling" };
    const allocated = fits(this.#allocated);
    const share = this.#kept === undefined ? allocated : Math.max(allocated, Math.min(fits(this.#kept), fits(this.#node))); // prettier-ignore
    // Whoever is allocated all that a partition serves is not short of a share.
    const isShare = share <= ceiling && this.rate < PARTITION_RATE_MAX;
    return { count: Math.min(share, ceiling), reason: isShare ? "share" : "ceiling" };
  }

  /** Takes the units of requests that there is room for. Whether every bucket gave them. */
  admit(units: Units, nowMs: Millis): boolean {
    this.#node.takeUpTo(units, nowMs);
    if (this.#design === "global-admission") return this.#ceiling.take(units, nowMs);
    const isKept = this.#kept?.take(units, nowMs) ?? this.#allocated.take(units, nowMs);
    if (this.#kept !== undefined) this.#allocated.takeUpTo(units, nowMs);
    return this.#ceiling.take(units, nowMs) && isKept;
  }

  count(admitted: Units, throttled: Units): void {
    for (const each of [this.reported, this.looked]) {
      each.admitted += admitted;
      each.throttled += throttled;
    }
  }
}
