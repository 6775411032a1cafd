import { ScenarioError, type Millis, type Timed } from "../kernel/index.ts";
import { comparePlaces, evenMap, isIn, partitionRouter, placeOf, type ItemKey, type PartitionRange, type PartitionRouter, type Place, type ReportedItem, type SplitRule } from "./partition-router.ts"; // prettier-ignore
import type { PartitionEvent, PartitionTrace, SideLoad } from "./partition-trace.ts";

/** An item of the table, with what is reported of it. */
export interface ScriptItem extends SideLoad {
  readonly key: ItemKey;
}

/** One thing that the router is asked. `item` is the place of an item in the list, from 0. */
export type PartitionScriptStep =
  /** Who has the key of this item? With `sortKey`, of another one in its collection. */
  | { readonly ask: "route"; readonly item: number; readonly sortKey?: string }
  /** The partition with this item is looked at, and is split at once if that is the answer. */
  | { readonly ask: "look"; readonly item: number };

/** The router alone: a table that does not change, and its map that does. */
export interface PartitionScript {
  readonly hasLocalIndex: boolean;
  readonly rule: SplitRule;
  /** At first: a whole number from 1 to 64. */
  readonly partitionCount: number;
  /** From 1 to 64, in any order; of two with one key the first counts. */
  readonly items: readonly ScriptItem[];
  readonly steps: readonly PartitionScriptStep[];
}

const ITEM_COUNT_MAX = 64;
const STEP_MS: Millis = 30_000;

/** Takes one step after the other. Throws `ScenarioError`, naming the field, for a script that makes no sense. */
export function runPartitionScript(
  script: PartitionScript,
  router: PartitionRouter = partitionRouter,
  trace: Timed<PartitionEvent>[] = [],
): PartitionTrace {
  checkScript(script);
  const { hasLocalIndex, rule, steps } = script;
  const map = [...evenMap(script.partitionCount)];
  const items = itemsInOrder(script.items);
  let [nowMs, madeCount] = [0, map.length];
  const record = (event: PartitionEvent) => trace.push({ atMs: nowMs, ...event });
  const keys = items.map(({ place: { partitionKey, sortKey } }) => ({ partitionKey, sortKey }));
  record({ kind: "partitions-opened", hasLocalIndex, rule, partitions: [...map], keys });
  for (const step of steps) {
    nowMs += STEP_MS;
    const { key } = script.items[step.item] as ScriptItem;
    if (step.ask === "route") {
      const asked = { partitionKey: key.partitionKey, sortKey: step.sortKey ?? key.sortKey };
      const partition = router.partitionOf(map, asked);
      const heldBy = map.filter((range) => router.holds(range, asked)).map(({ partition: name }) => name);
      record({ kind: "key-routed", ...asked, partition, heldBy });
      continue;
    }
    // The table's own order, not the answer's.
    const index = map.findLastIndex(({ from }) => comparePlaces(from, placeOf(key)) <= 0);
    const range = map[index] as PartitionRange;
    const own = items.filter(({ place }) => isIn(range, place));
    record({ kind: "partition-looked-at", partition: range.partition, itemCount: own.length, ...weightOf(own) });
    const split = router.splitOf({ items: own, hasLocalIndex, rule });
    if (split === undefined) continue;
    const { because, at } = split;
    record({ kind: "split-decided", partition: range.partition, because, at, ...sidesOf(own, at) });
    if (!isInside(range, at)) continue;
    const into = halvesOf(range, at, [`P${madeCount + 1}`, `P${madeCount + 2}`]);
    madeCount += 2;
    map.splice(index, 1, ...into);
    record({ kind: "partition-split", partition: range.partition, into, because });
  }
  return trace;
}

function itemsInOrder(items: readonly ScriptItem[]): readonly ReportedItem[] {
  const byPlace = items.map(({ key, ...rest }): ReportedItem => ({ place: placeOf(key), ...rest }));
  return byPlace
    .filter(({ place }, index) => byPlace.findIndex((other) => comparePlaces(other.place, place) === 0) === index)
    .sort((a, b) => comparePlaces(a.place, b.place));
}

/** Whether a partition can be split there: something has to be left of it. */
export function isInside(range: PartitionRange, at: Place): boolean {
  return isIn(range, at) && comparePlaces(range.from, at) !== 0;
}

/** The two ranges that a split makes of one, with the names that they get. */
export function halvesOf(
  { from, until }: PartitionRange,
  at: Place,
  [lower, upper]: readonly [string, string],
): readonly [PartitionRange, PartitionRange] {
  return [
    { partition: lower, from, until: at },
    { partition: upper, from: at, ...(until !== undefined && { until }) },
  ];
}

/** What is below a point, and what is not. */
export function sidesOf(
  items: readonly ReportedItem[],
  at: Place,
): { readonly lower: SideLoad; readonly upper: SideLoad } {
  // prettier-ignore
  return {
    lower: weightOf(items.filter(({ place }) => comparePlaces(place, at) < 0)),
    upper: weightOf(items.filter(({ place }) => comparePlaces(place, at) >= 0)),
  };
}

/** Kilobytes and units of items together. */
export function weightOf(items: readonly ReportedItem[]): SideLoad {
  const total = (of: keyof SideLoad) => items.reduce((sum, item) => sum + item[of], 0);
  return { kilobytes: total("kilobytes"), unitsNow: total("unitsNow"), unitsBefore: total("unitsBefore") };
}

function checkScript({ rule, items, steps }: PartitionScript): void {
  checkRule(rule);
  if (items.length < 1 || items.length > ITEM_COUNT_MAX)
    throw new ScenarioError("items", `from 1 to ${ITEM_COUNT_MAX} items`, items.length);
  items.forEach(({ key, kilobytes, unitsNow, unitsBefore }, index) => {
    if (key.partitionKey === "") throw new ScenarioError(`items[${index}].key.partitionKey`, "a text that is not empty", ""); // prettier-ignore
    for (const [name, value] of Object.entries({ kilobytes, unitsNow, unitsBefore }))
      if (!Number.isSafeInteger(value) || value < 0)
        throw new ScenarioError(`items[${index}].${name}`, "a whole number from 0 on", value);
  });
  steps.forEach(({ item }, index) => {
    if (items[item] === undefined)
      throw new ScenarioError(`steps[${index}].item`, `a whole number from 0 to ${items.length - 1}`, item);
  });
}

/** Throws `ScenarioError` for a rule that makes no sense. */
export function checkRule(rule: SplitRule): void {
  for (const name of ["splitKilobytes", "splitUnits", "leastUnits"] as const)
    if (!Number.isSafeInteger(rule[name]) || rule[name] < 1)
      throw new ScenarioError(`rule.${name}`, "a whole number from 1 on", rule[name]);
}
