import { hashOf, type ItemKey, type PartitionContents, type PartitionMap, type PartitionRange, type PartitionSplit, type Place, type ReportedItem } from "four-of-six/dynamodb"; // prettier-ignore

/** Below 0 where `a` stands before `b`: the hash decides, then the partition key, then the sort key. */
function compare(a: Place, b: Place): number {
  if (a.hash !== b.hash) return a.hash - b.hash;
  if (a.partitionKey !== b.partitionKey) return a.partitionKey < b.partitionKey ? -1 : 1;
  if (a.sortKey !== b.sortKey) return a.sortKey < b.sortKey ? -1 : 1;
  return 0;
}

export function holds({ from, until }: PartitionRange, key: ItemKey): boolean {
  const place = { hash: hashOf(key.partitionKey), ...key };
  return compare(from, place) <= 0 && (until === undefined || compare(place, until) < 0);
}

export function partitionOf(map: PartitionMap, key: ItemKey): string {
  return map.find((range) => holds(range, key))?.partition ?? "";
}

type Measure = "kilobytes" | "unitsNow" | "unitsBefore";
const total = (items: readonly ReportedItem[], measure: Measure) => items.reduce((sum, item) => sum + item[measure], 0);

interface Point {
  readonly at: Place;
  readonly lower: readonly ReportedItem[];
  readonly upper: readonly ReportedItem[];
  /** The collection that the point divides. */
  readonly collection: string | undefined;
}

export function splitOf({ items, hasLocalIndex, rule }: PartitionContents): PartitionSplit | undefined {
  const isFull = total(items, "kilobytes") >= rule.splitKilobytes;
  // A peak is over before a split is done: it takes two stretches.
  const isHot = total(items, "unitsNow") >= rule.splitUnits && total(items, "unitsBefore") >= rule.splitUnits;

  const points = items.flatMap((item, index): Point[] => {
    const before = items[index - 1];
    if (before === undefined) return [];
    const { partitionKey } = item.place;
    const divides = before.place.partitionKey === partitionKey;
    if (divides && hasLocalIndex) return [];
    // A collection takes the place before its first item with it: the next item may come there.
    const at = divides ? item.place : { ...item.place, sortKey: "" };
    return [{ at, lower: items.slice(0, index), upper: items.slice(index), collection: divides ? partitionKey : undefined }]; // prettier-ignore
  });

  if (isFull) {
    const parting = points.filter(({ lower, upper }) => total(lower, "kilobytes") > 0 && total(upper, "kilobytes") > 0);
    const best = mostEven(parting, "kilobytes");
    if (best !== undefined) return { because: "size", at: best.at };
  }
  if (!isHot) return undefined;
  // Keys that come in order are all above the point in one of the stretches: their collection tells it.
  const isEnough = (side: readonly ReportedItem[], collection: string | undefined) => {
    const counted = side.filter(({ place }) => collection === undefined || place.partitionKey === collection);
    return total(counted, "unitsNow") >= rule.leastUnits && total(counted, "unitsBefore") >= rule.leastUnits;
  };
  const helping = points.filter(({ lower, upper, collection }) => isEnough(lower, collection) && isEnough(upper, collection)); // prettier-ignore
  const best = mostEven(helping, "unitsNow");
  return best && { because: "consumption", at: best.at };
}

function mostEven(points: readonly Point[], measure: Measure): Point | undefined {
  const larger = ({ lower, upper }: Point) => Math.max(total(lower, measure), total(upper, measure));
  let best: Point | undefined;
  for (const point of points) if (best === undefined || larger(point) < larger(best)) best = point;
  return best;
}
