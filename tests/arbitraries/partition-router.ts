/**
 * Tables and their partitions at random: a router that is asked about a map, and tables under writes. Shrinks towards few
 * items, few keys and no local index.
 */
import * as fc from "fast-check";
import type { PartitionScenario, PartitionScript, ScriptItem } from "four-of-six/dynamodb";

/** Among them two whose hashes are one, c6cb5de2. */
const PARTITION_KEYS = [
  "a",
  "b",
  "customer#1",
  "customer#2",
  "2026-11-27",
  "Z",
  "tenant#9",
  "k32728",
  "k261234",
] as const;
/** In the order of their characters, which is not that of numbers or of a dictionary. */
const SORT_KEYS = ["", "order#1", "order#10", "order#2", "Z", "a", "é"] as const;

const units = fc.oneof(fc.constantFrom(0, 0, 10, 40, 100), fc.nat({ max: 60 }));
const item: fc.Arbitrary<ScriptItem> = fc.record({
  key: fc.record({ partitionKey: fc.constantFrom(...PARTITION_KEYS), sortKey: fc.constantFrom(...SORT_KEYS) }),
  kilobytes: fc.oneof(fc.constantFrom(1, 0, 100), fc.nat({ max: 80 })),
  unitsNow: units,
  unitsBefore: units,
});

export const partitionScripts: fc.Arbitrary<PartitionScript> = fc
  .record({
    hasLocalIndex: fc.boolean(),
    rule: fc.record({
      splitKilobytes: fc.constantFrom(1_000, 100),
      splitUnits: fc.constantFrom(80, 200),
      leastUnits: fc.constantFrom(10, 1, 40),
    }),
    partitionCount: fc.constantFrom(1, 2, 4),
    items: fc.array(item, { minLength: 1, maxLength: 10, size: "max" }),
    steps: fc.array(
      fc.oneof(
        fc.record({ ask: fc.constant("look" as const), item: fc.nat({ max: 9 }) }),
        fc.record({ ask: fc.constant("route" as const), item: fc.nat({ max: 9 }) }),
        fc.record({ ask: fc.constant("route" as const), item: fc.nat({ max: 9 }), sortKey: fc.constantFrom(...SORT_KEYS) }), // prettier-ignore
      ),
      { maxLength: 10, size: "max" },
    ),
  })
  .map(({ items, steps, ...rest }) => ({
    ...rest,
    items,
    steps: steps.map((step) => ({ ...step, item: step.item % items.length })),
  }));

const RUN_KEYS = ["customer#1", "2026-11-27", "customer#2", "tenant#9", "a"] as const;
const pattern = fc.constantFrom("one" as const, "sequential" as const, "scattered" as const);

/** Tables over so many minutes, with splits in them as a rule. */
export function partitionRuns(minutes: number, { isFaulty = true } = {}): fc.Arbitrary<PartitionScenario> {
  const key = fc.nat({ max: RUN_KEYS.length - 1 });
  return fc
    .record({
      seed: fc.nat({ max: 100 }),
      hasLocalIndex: fc.boolean(),
      partitionCount: fc.constantFrom(1, 1, 4),
      routerCount: fc.constantFrom(2, 1, 3),
      stored: fc.array(fc.record({ key, sortKeys: pattern, kilobytes: fc.constantFrom(10, 4_000_000, 10_485_000) }), { maxLength: 3 }), // prettier-ignore
      load: fc.array(
        fc.record({
          key,
          sortKeys: pattern,
          atS: fc.constantFrom(0, 0, 0, 60, 200),
          unitsPerSecond: fc.constantFrom(900, 400, 150, 1_500, 40, 0),
        }),
        { minLength: 1, maxLength: 5 },
      ),
      faults: fc.array(
        fc.oneof(
          fc.record({ kind: fc.constant("messages-lost" as const), probability: fc.constantFrom(0.1, 0.4) }),
          fc.record({ kind: fc.constant("messages-doubled" as const), probability: fc.constant(0.5) }),
          fc.record({
            kind: fc.constant("node-down" as const),
            node: fc.constantFrom("metadata", "node-1", "router-1"),
          }),
          fc.record({ kind: fc.constant("node-slow" as const), node: fc.constantFrom("metadata", "node-2"), addedMs: fc.constantFrom(200, 3_000) }), // prettier-ignore
        ),
        { maxLength: 2 },
      ),
    })
    .map(({ stored, load, faults, ...rest }) => ({
      ...rest,
      stored: stored
        .filter(({ key: one }, index) => stored.findIndex((other) => other.key === one) === index)
        .map(({ key: one, sortKeys, kilobytes }) => ({ partitionKey: RUN_KEYS[one]!, sortKeys, kilobytes })),
      load: [...load]
        .sort((a, b) => a.atS - b.atS)
        .map(({ key: one, atS, sortKeys, unitsPerSecond }) => ({
          atMs: atS * 1_000,
          partitionKey: RUN_KEYS[one]!,
          sortKeys,
          unitsPerSecond,
        })),
      // Around the time at which the first splits are done.
      faults: isFaulty ? faults.map((fault) => ({ ...fault, fromMs: 178_000, untilMs: 190_000 })) : [],
      untilMs: minutes * 60_000,
    }));
}
