/**
 * Partition router: which partition has a key, and where a partition is split.
 *
 * A table's items stand in one order: by the hash of their partition key, then by the partition key (two may have one
 * hash), then by the sort key. A partition is a stretch of that order, and the partitions of a table leave no gap. So the
 * items of one partition key, an item collection, stand side by side. With hashes from 0 to 99 instead of 2^32:
 *
 *   P1  from 0               customer#7 (12), customer#3 (31)
 *   P2  from 50              customer#1 (64) / order#01 … order#50
 *   P3  from 64 customer#1 order#51 …        customer#1 (64) / order#51 …, customer#9 (80)
 *
 * `customer#5` with hash 40 is P1's, and so is a new `customer#5 / order#1`. P2 and P3 were parted within one collection.
 * That needs a table without a local index: with one, a collection stays together, and holds at most 10 GB.
 *
 * A partition is split when it holds 10 GB, and when it has been near its ceiling for long. DynamoDB 2022 §4.4 says of the
 * second: the point follows the observed keys and is not the middle of the range, and one hot item, or a key range that is
 * used in its order, is left whole: a split would not help it. §3, §4.4; Developer Guide, HowItWorks.Partitions,
 * burst-adaptive-capacity, LSI.
 *
 * Simplified, because no source fixes it: the hash, the thresholds, how long is long, and how even is even. Sizes are
 * halved where the kilobytes are. Whether keys are used in their order shows in two stretches of time: where a point parts a
 * collection's writes of one, and in the other all of them are on one side, a split there would not have helped.
 */
import { frozen } from "../kernel/frozen.ts";
import { ScenarioError } from "../kernel/index.ts";
import { hashOf } from "./key-hash.ts";
import { DYNAMODB_LIMITS } from "./limits.ts";

/** The key of an item. Both are text that sorts as the service sorts its bytes: by `<`, character by character. */
export interface ItemKey {
  readonly partitionKey: string;
  /** Empty where the table has no sort key. */
  readonly sortKey: string;
}

/** Where a key stands among all: by hash, then by partition key, then by sort key. */
export interface Place extends ItemKey {
  /** `hashOf(partitionKey)`: a whole number from 0 to 2^32 - 1. */
  readonly hash: number;
}

/** The places of one partition: `from` and what follows it, up to `until` and without it. */
export interface PartitionRange {
  readonly partition: string;
  readonly from: Place;
  /** Left out where the partition goes on to the end. */
  readonly until?: Place;
}

/** All partitions of a table in the order of their places. The first begins at 0; each begins where the one before ends. */
export type PartitionMap = readonly PartitionRange[];

/** An item, or a few neighbours that are counted as one; and what was written there. */
export interface ReportedItem {
  readonly place: Place;
  /** What is stored there: a whole number from 0 on. */
  readonly kilobytes: number;
  /** Write units that were asked for there, in the stretch of time that is over, and in the one before it. */
  readonly unitsNow: number;
  readonly unitsBefore: number;
}

/** When a partition is split. Whole numbers from 1 on. */
export interface SplitRule {
  /** A partition of so much is full. */
  readonly splitKilobytes: number;
  /** With so many units in each of the two stretches it is hot. */
  readonly splitUnits: number;
  /**
   * A split for consumption leaves at least so many units on either side, in each of the two stretches. Where it divides an
   * item collection, the units of that collection are counted.
   */
  readonly leastUnits: number;
}

/** What lies in a partition, and what was asked of it. */
export interface PartitionContents {
  /** In the order of their places, each place once. */
  readonly items: readonly ReportedItem[];
  /** Of the table: its item collections are not divided then. */
  readonly hasLocalIndex: boolean;
  readonly rule: SplitRule;
}

/** Where the upper part of a partition begins, and what it is split for. */
export interface PartitionSplit {
  readonly because: "size" | "consumption";
  /** An item's place, inside a collection; or a collection's beginning, with the empty sort key. */
  readonly at: Place;
}

/** The seam: what the exercise `partition-router` asks for. */
export interface PartitionRouter {
  /** Whether the partition has this key: what a storage node asks itself before it serves a request. */
  holds(range: PartitionRange, key: ItemKey): boolean;
  /** The partition that has this key, by the map; every key has one. */
  partitionOf(map: PartitionMap, key: ItemKey): string;
  /**
   * Where the partition is to be split; nothing where it stays whole. A full one is split where the larger part is the
   * smallest in kilobytes, with something in both. A hot one where the larger part has had the fewest units now, of the
   * points that leave enough on either side. Of equally good points the first. Full comes before hot.
   */
  splitOf(contents: PartitionContents): PartitionSplit | undefined;
}

/** Where the first partition of every table begins. */
export const FIRST_PLACE: Place = frozen({ hash: 0, partitionKey: "", sortKey: "" });
const HASH_COUNT = 2 ** 32;

/** Where a key stands. */
export function placeOf({ partitionKey, sortKey }: ItemKey): Place {
  return { hash: hashOf(partitionKey), partitionKey, sortKey };
}

/** The key whose place in a table is written so in `key-order.ts`; the place says all but how long the hash is. */
export function keyAt(place: string): ItemKey {
  const [partitionKey = "", sortKey = ""] = place.slice(HASH_DIGITS).split("\u0000").map(unescaped);
  return { partitionKey, sortKey };
}
const HASH_DIGITS = 8;

function unescaped(text: string): string {
  return text.replace(/\u0001[\u0001\u0002]/g, (pair) => (pair === "\u0001\u0001" ? "\u0000" : "\u0001"));
}

/** Below 0 where `a` stands before `b`, 0 where they are one place. */
export function comparePlaces(a: Place, b: Place): number {
  if (a.hash !== b.hash) return a.hash - b.hash;
  if (a.partitionKey !== b.partitionKey) return a.partitionKey < b.partitionKey ? -1 : 1;
  return a.sortKey === b.sortKey ? 0 : a.sortKey < b.sortKey ? -1 : 1;
}

/** A table's map at first: so many partitions, each with an even share of the hashes. */
export function evenMap(count: number): PartitionMap {
  if (!Number.isInteger(count) || count < 1 || count > PARTITION_COUNT_MAX)
    throw new ScenarioError("partitionCount", `a whole number from 1 to ${PARTITION_COUNT_MAX}`, count);
  const beginOf = (index: number): Place => ({
    ...FIRST_PLACE,
    hash: Math.ceil((index * HASH_COUNT) / count),
  });
  return Array.from({ length: count }, (_, index) => ({
    partition: `P${index + 1}`,
    from: beginOf(index),
    ...(index + 1 < count && { until: beginOf(index + 1) }),
  }));
}
const PARTITION_COUNT_MAX = 1_024;

/** Model figures beside the documented ones: 80 % of 1,000 units a second, and a tenth of it, over half a minute. */
export const SPLIT_RULE: SplitRule = frozen({
  splitKilobytes: DYNAMODB_LIMITS.partitionSize.value * 1_024 * 1_024,
  splitUnits: DYNAMODB_LIMITS.partitionWrites.value * 0.8 * 30,
  leastUnits: DYNAMODB_LIMITS.partitionWrites.value * 0.1 * 30,
});

/** The reference implementation. */
export const partitionRouter: PartitionRouter = frozen({ holds, partitionOf, splitOf });

function holds(range: PartitionRange, key: ItemKey): boolean {
  return isIn(range, placeOf(key));
}

/** Whether a place is the partition's. */
export function isIn({ from, until }: Pick<PartitionRange, "from" | "until">, place: Place): boolean {
  return comparePlaces(from, place) <= 0 && (until === undefined || comparePlaces(place, until) < 0);
}

function partitionOf(map: PartitionMap, key: ItemKey): string {
  const place = placeOf(key);
  let [low, high] = [0, map.length - 1];
  // The last one that does not begin after the key.
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (comparePlaces((map[middle] as PartitionRange).from, place) <= 0) low = middle;
    else high = middle - 1;
  }
  return (map[low] as PartitionRange).partition;
}

interface Weight {
  readonly kilobytes: number;
  readonly unitsNow: number;
  readonly unitsBefore: number;
}
const NOTHING: Weight = { kilobytes: 0, unitsNow: 0, unitsBefore: 0 };

function less(a: Weight, b: Weight): Weight {
  return {
    kilobytes: a.kilobytes - b.kilobytes,
    unitsNow: a.unitsNow - b.unitsNow,
    unitsBefore: a.unitsBefore - b.unitsBefore,
  };
}

function sum(a: Weight, b: Weight): Weight {
  return {
    kilobytes: a.kilobytes + b.kilobytes,
    unitsNow: a.unitsNow + b.unitsNow,
    unitsBefore: a.unitsBefore + b.unitsBefore,
  };
}

interface Sides {
  readonly lower: Weight;
  readonly upper: Weight;
}

/** A point that a split may take, and what would lie on either side. */
interface Point extends Sides {
  readonly at: Place;
  /** The same of the collection that it divides; of everything where it divides none. */
  readonly parted: Sides;
}

function splitOf({ items, hasLocalIndex, rule }: PartitionContents): PartitionSplit | undefined {
  const whole = items.reduce(sum, NOTHING);
  const isFull = whole.kilobytes >= rule.splitKilobytes;
  const isHot = whole.unitsNow >= rule.splitUnits && whole.unitsBefore >= rule.splitUnits;
  if (!isFull && !isHot) return undefined;
  const points = pointsOf(items, hasLocalIndex, whole);
  if (isFull) {
    const at = mostEven(points.filter(({ lower, upper }) => lower.kilobytes > 0 && upper.kilobytes > 0), "kilobytes"); // prettier-ignore
    if (at !== undefined) return { because: "size", at };
  }
  if (!isHot) return undefined;
  const isEnough = ({ unitsNow, unitsBefore }: Weight) => unitsNow >= rule.leastUnits && unitsBefore >= rule.leastUnits;
  const helps = points.filter(({ parted: { lower, upper } }) => isEnough(lower) && isEnough(upper));
  const at = mostEven(helps, "unitsNow");
  return at && { because: "consumption", at };
}

/** Between any two neighbours; with a local index only where a collection begins. */
function pointsOf(items: readonly ReportedItem[], hasLocalIndex: boolean, whole: Weight): readonly Point[] {
  const collections = new Map<string, Weight>();
  for (const item of items) {
    const { partitionKey } = item.place;
    collections.set(partitionKey, sum(collections.get(partitionKey) ?? NOTHING, item));
  }
  let lower = NOTHING;
  let ownLower = NOTHING;
  return items.flatMap((item, index): readonly Point[] => {
    const before = items[index - 1];
    if (before === undefined) return [];
    const { partitionKey } = item.place;
    const divides = before.place.partitionKey === partitionKey;
    lower = sum(lower, before);
    ownLower = divides ? sum(ownLower, before) : NOTHING;
    if (divides && hasLocalIndex) return [];
    const sides: Sides = { lower, upper: less(whole, lower) };
    // The collection that begins here takes its whole stretch with it: also what is put before its first item later.
    if (!divides) return [{ at: { ...item.place, sortKey: "" }, ...sides, parted: sides }];
    const own = collections.get(partitionKey) as Weight;
    return [{ at: item.place, ...sides, parted: { lower: ownLower, upper: less(own, ownLower) } }];
  });
}

function mostEven(points: readonly Point[], measure: keyof Weight): Place | undefined {
  let best: { readonly at: Place; readonly larger: number } | undefined;
  for (const { at, lower, upper } of points) {
    const larger = Math.max(lower[measure], upper[measure]);
    if (best === undefined || larger < best.larger) best = { at, larger };
  }
  return best?.at;
}
