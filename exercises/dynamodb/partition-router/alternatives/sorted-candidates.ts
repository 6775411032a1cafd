// The map is halved until one range is left. Split points are candidates with a badness each, sorted; the least bad wins.
import { hashOf, type ItemKey, type PartitionContents, type PartitionMap, type PartitionRange, type PartitionSplit, type Place, type ReportedItem } from "four-of-six/dynamodb"; // prettier-ignore

const order = (a: Place, b: Place): number =>
  Math.sign(a.hash - b.hash) || textOrder(a.partitionKey, b.partitionKey) || textOrder(a.sortKey, b.sortKey);
const textOrder = (a: string, b: string): number => Number(a > b) - Number(a < b);

export function holds({ from, until }: PartitionRange, { partitionKey, sortKey }: ItemKey): boolean {
  const place = { hash: hashOf(partitionKey), partitionKey, sortKey };
  return order(place, from) !== -1 && !(until && order(place, until) !== -1);
}

export function partitionOf(map: PartitionMap, key: ItemKey): string {
  const [only] = map;
  if (map.length <= 1) return only?.partition ?? "";
  const middle = map.length >> 1;
  const place = { hash: hashOf(key.partitionKey), partitionKey: key.partitionKey, sortKey: key.sortKey };
  const isAbove = order(place, (map[middle] as PartitionRange).from) >= 0;
  return partitionOf(isAbove ? map.slice(middle) : map.slice(0, middle), key);
}

type Of = "kilobytes" | "unitsNow" | "unitsBefore";
const sum = (items: readonly ReportedItem[], of: Of): number => items.map((item) => item[of]).reduce((a, b) => a + b, 0); // prettier-ignore
const smaller = (sides: Sides, of: Of): number => Math.min(...sides.map((side) => sum(side, of)));
type Sides = readonly [readonly ReportedItem[], readonly ReportedItem[]];

export function splitOf({ items, hasLocalIndex, rule }: PartitionContents): PartitionSplit | undefined {
  const cuts = Array.from({ length: Math.max(0, items.length - 1) }, (_, index) => cutOf(items, index + 1));
  const allowed = cuts.filter(({ isInside }) => !(isInside && hasLocalIndex));
  const bestBy = (of: Of, isGood: (cut: Cut) => boolean) =>
    // The sort is stable: equally good cuts stay in their order. The fewer are on the smaller side, the worse it is.
    allowed.filter(isGood).sort((a, b) => smaller(b.sides, of) - smaller(a.sides, of))[0];

  if (sum(items, "kilobytes") >= rule.splitKilobytes) {
    const cut = bestBy("kilobytes", ({ sides }) => smaller(sides, "kilobytes") > 0);
    if (cut) return { because: "size", at: cut.at };
  }
  const stretches = ["unitsNow", "unitsBefore"] as const;
  if (stretches.some((of) => sum(items, of) < rule.splitUnits)) return undefined;
  const cut = bestBy("unitsNow", ({ parted }) => stretches.every((of) => smaller(parted, of) >= rule.leastUnits));
  return cut && { because: "consumption", at: cut.at };
}

interface Cut {
  readonly at: Place;
  readonly isInside: boolean;
  readonly sides: Sides;
  readonly parted: Sides;
}

function cutOf(items: readonly ReportedItem[], index: number): Cut {
  const sides: Sides = [items.slice(0, index), items.slice(index)];
  const { place } = items[index] as ReportedItem;
  const isInside = items[index - 1]?.place.partitionKey === place.partitionKey;
  const own = (side: readonly ReportedItem[]) => side.filter((each) => each.place.partitionKey === place.partitionKey);
  return {
    at: { ...place, sortKey: isInside ? place.sortKey : "" },
    isInside,
    sides,
    parted: isInside ? [own(sides[0]), own(sides[1])] : sides,
  };
}
