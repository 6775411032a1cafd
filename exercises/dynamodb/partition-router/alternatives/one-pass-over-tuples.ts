// Places as lists that are compared part by part; the two best points are found in one pass, with sums that run along.
import { hashOf, type ItemKey, type PartitionContents, type PartitionMap, type PartitionRange, type PartitionSplit, type Place } from "four-of-six/dynamodb"; // prettier-ignore

type Part = number | string;
const partsOf = ({ hash, partitionKey, sortKey }: Place): readonly Part[] => [hash, partitionKey, sortKey];
const placeOf = ({ partitionKey, sortKey }: ItemKey): Place => ({ hash: hashOf(partitionKey), partitionKey, sortKey });

function isBefore(a: Place, b: Place): boolean {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (const [index, part] of left.entries()) {
    const other = right[index] as Part;
    if (part !== other) return part < other;
  }
  return false;
}

export const holds = ({ from, until }: PartitionRange, key: ItemKey): boolean =>
  !isBefore(placeOf(key), from) && (until === undefined || isBefore(placeOf(key), until));

export const partitionOf = (map: PartitionMap, key: ItemKey): string =>
  map.findLast(({ from }) => !isBefore(placeOf(key), from))?.partition ?? "";

class Sums {
  kilobytes = 0;
  now = 0;
  before = 0;

  add(item: { readonly kilobytes: number; readonly unitsNow: number; readonly unitsBefore: number }): void {
    this.kilobytes += item.kilobytes;
    this.now += item.unitsNow;
    this.before += item.unitsBefore;
  }
}

class Best {
  at: Place | undefined;
  #larger = Infinity;

  offer(at: Place, below: number, whole: number): void {
    const larger = Math.max(below, whole - below);
    if (larger < this.#larger) [this.at, this.#larger] = [at, larger];
  }
}

export function splitOf({ items, hasLocalIndex, rule }: PartitionContents): PartitionSplit | undefined {
  const whole = new Sums();
  const collections = new Map<string, Sums>();
  for (const item of items) {
    const { partitionKey } = item.place;
    if (!collections.has(partitionKey)) collections.set(partitionKey, new Sums());
    collections.get(partitionKey)?.add(item);
    whole.add(item);
  }
  const isHot = Math.min(whole.now, whole.before) >= rule.splitUnits;
  const [size, consumption] = [new Best(), new Best()];
  const below = new Sums();
  let own = new Sums();
  let last: string | undefined;
  for (const item of items) {
    const { partitionKey } = item.place;
    const divides = partitionKey === last;
    if (!divides) own = new Sums();
    if (last !== undefined && !(divides && hasLocalIndex)) {
      const at = divides ? item.place : { ...item.place, sortKey: "" };
      if (below.kilobytes > 0 && below.kilobytes < whole.kilobytes) size.offer(at, below.kilobytes, whole.kilobytes);
      const [part, all] = divides ? [own, collections.get(partitionKey) ?? whole] : [below, whole];
      const least = Math.min(part.now, all.now - part.now, part.before, all.before - part.before);
      if (isHot && least >= rule.leastUnits) consumption.offer(at, below.now, whole.now);
    }
    below.add(item);
    own.add(item);
    last = partitionKey;
  }
  if (whole.kilobytes >= rule.splitKilobytes && size.at !== undefined) return { because: "size", at: size.at };
  return consumption.at && { because: "consumption", at: consumption.at };
}
