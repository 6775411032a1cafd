/**
 * Item caches at random: alone, and in a cluster whose messages are lost, whose table is slow and whose node fails. Shrinks
 * towards few steps, few keys and no faults.
 */
import * as fc from "fast-check";
import type {
  DaxScenario,
  DaxStep,
  ItemCacheOptions,
  ItemCacheScript,
  ItemCacheStep,
  ItemWrite,
} from "four-of-six/dax";
import type { Fault } from "four-of-six/kernel";

const KEYS = ["a", "b", "c", "d", "e"] as const;
const key = fc.constantFrom(...KEYS);
const item = fc
  .record({ price: fc.nat({ max: 9 }), note: fc.option(fc.constantFrom("new", "sold out"), { nil: undefined }) })
  .map(({ price, note }) => ({ price: { N: String(price) }, ...(note !== undefined && { note: { S: note } }) }));
const keys = fc.oneof(
  { weight: 3, arbitrary: key.map((only) => [only]) },
  { weight: 1, arbitrary: fc.uniqueArray(key, { minLength: 2, maxLength: 4 }) },
);

const write: fc.Arbitrary<ItemWrite> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ action: fc.constant("put" as const), key, item }) },
  {
    weight: 1,
    arbitrary: fc.record({ action: fc.constant("put" as const), key, item, onlyIfMissing: fc.constant(true) }),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ key, note: fc.constantFrom("new", "sold out") })
      .map(({ key: of, note }) => ({ action: "update" as const, key: of, set: { note: { S: note } } })),
  },
  { weight: 2, arbitrary: fc.record({ action: fc.constant("delete" as const), key }) },
);

const items = fc
  .uniqueArray(key, { maxLength: 4 })
  .map((some) => some.map((each) => ({ key: each, item: { price: { N: "1" } } })));

/** Times that meet the TTLs below, and pass them by a millisecond. */
const afterMs = fc.constantFrom(0, 50, 100, 101, 200, 300, 301);

const scriptStep: fc.Arbitrary<ItemCacheStep> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .record({ afterMs, keys, fails: fc.boolean(), failsReally: fc.nat({ max: 4 }) })
      .map(({ failsReally, fails, ...rest }) => ({
        tell: "read" as const,
        ...rest,
        ...(fails && failsReally === 4 && { fails }),
      })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      tell: fc.constant("read-past" as const),
      afterMs,
      key,
      mode: fc.constantFrom("strong" as const, "transactional"),
    }),
  },
  { weight: 4, arbitrary: fc.record({ tell: fc.constant("write" as const), afterMs, write }) },
  { weight: 2, arbitrary: fc.record({ tell: fc.constant("bypass" as const), afterMs, write }) },
);

export const itemCacheScripts: fc.Arbitrary<ItemCacheScript> = fc.record({
  itemCache: fc.record({ capacity: fc.constantFrom(3, 2, 1, 4), ttlMs: fc.constantFrom(300, 100, 0) }),
  items,
  steps: fc.array(scriptStep, { maxLength: 24, size: "max" }),
});

const UNTIL_MS = 6_000;
const CHANGES_UNTIL_MS = 5_000;
const CLIENTS = ["app", "job"] as const;
const client = fc.constantFrom(...CLIENTS);
const atMs = fc.nat({ max: CHANGES_UNTIL_MS });
const itemCache: fc.Arbitrary<ItemCacheOptions> = fc.record({
  capacity: fc.constantFrom(3, 2, 1, 5),
  ttlMs: fc.constantFrom(500, 100, 1_500, 0),
});

const mostlyDax = fc.constantFrom("dax" as const, "dax", "dax", "table");

const step: fc.Arbitrary<DaxStep> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("read" as const),
      atMs,
      client,
      via: mostlyDax,
      keys,
      mode: fc.constantFrom("eventual" as const, "eventual", "eventual", "strong", "transactional"),
    }),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({ atMs, client, keys, everyMs: fc.constantFrom(100, 37, 250), count: fc.nat({ max: 12 }) })
      .map(({ count, ...rest }) => ({ kind: "poll" as const, ...rest, untilMs: rest.atMs + count * rest.everyMs })),
  },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("write" as const), atMs, client, via: mostlyDax, write }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("transact" as const),
      atMs,
      client,
      writes: fc.uniqueArray(write, { minLength: 1, maxLength: 3, selector: (each) => each.key }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("throttle" as const), atMs, forMs: fc.constantFrom(50, 500) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("restart" as const), atMs, node: fc.constant("dax-1"), itemCache }),
  },
);

const span = fc
  .record({ fromMs: atMs, forMs: fc.integer({ min: 1, max: 1_500 }) })
  .map(({ fromMs, forMs }) => ({ fromMs, untilMs: fromMs + forMs }));

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc
    .record({ span, node: fc.constantFrom("dax-1", "table", "app") })
    .map(({ span: when, node }) => ({ kind: "node-down" as const, node, ...when })),
  span.map((when) => ({ kind: "zone-down" as const, zone: "az-1", ...when })),
  fc
    .record({ span, node: fc.constantFrom("dax-1", "table"), addedMs: fc.constantFrom(30, 300, 800) })
    .map(({ span: when, ...rest }) => ({ kind: "node-slow" as const, ...rest, ...when })),
  fc
    .record({ span, probability: fc.constantFrom(0.2, 0.5) })
    .map(({ span: when, probability }) => ({ kind: "messages-lost" as const, probability, ...when })),
  span.map((when) => ({ kind: "messages-doubled" as const, probability: 0.5, ...when })),
);

/** `stepCountMax` steps at most: suites have less time than the core's own tests. */
export const daxScenarios = (stepCountMax = 30): fc.Arbitrary<DaxScenario> =>
  fc
    .record({
      seed: fc.nat({ max: 9_999 }),
      itemCache,
      items,
      steps: fc.array(step, { maxLength: stepCountMax, size: "max" }),
      faults: fc.array(fault, { maxLength: 3 }),
    })
    .map((scenario) => ({
      ...scenario,
      nodes: [{ node: "dax-1", zone: "az-1" }],
      clients: [
        { client: "app", zone: "az-1" },
        { client: "job", zone: "az-2" },
      ],
      untilMs: UNTIL_MS,
    }));
