/**
 * DAX clusters at random: of two to five nodes, whose primary fails, whose messages are lost, doubled and late, and whose
 * clients know old topologies. Shrinks towards few nodes, few steps and no faults.
 */
import * as fc from "fast-check";
import type { DaxClusterScript, DaxClusterStep, DaxScenario, DaxStep, ItemWrite } from "four-of-six/dax";
import type { Fault, NodeId } from "four-of-six/kernel";
import { daxScenarios } from "./item-cache.ts";

const NODES = ["dax-1", "dax-2", "dax-3", "dax-4", "dax-5"] as const;
const ZONES = ["az-1", "az-2", "az-3"] as const;
const CHANGES_UNTIL_MS = 9_000;
const UNTIL_MS = 16_000;
const atMs = fc.nat({ max: CHANGES_UNTIL_MS });
const client = fc.constantFrom("app", "job");
const key = fc.constantFrom("a", "b", "c");
const item = fc.nat({ max: 9 }).map((price) => ({ price: { N: String(price) } }));
const put: fc.Arbitrary<ItemWrite> = fc.record({ action: fc.constant("put" as const), key, item });
const putOrDelete: fc.Arbitrary<ItemWrite> = fc.oneof(put, fc.record({ action: fc.constant("delete" as const), key }));

const step: fc.Arbitrary<DaxStep> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .record({
        atMs,
        client,
        keys: key.map((only) => [only]),
        everyMs: fc.constantFrom(250, 400),
        count: fc.nat({ max: 30 }),
      }) // prettier-ignore
      .map(({ count, ...rest }) => ({ kind: "poll" as const, ...rest, untilMs: rest.atMs + count * rest.everyMs })),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("write" as const), atMs, client, via: fc.constant("dax" as const), write: put }), // prettier-ignore
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("batch-write" as const),
      atMs,
      client,
      writes: fc.uniqueArray(putOrDelete, { minLength: 1, maxLength: 3, selector: (each) => each.key }),
    }),
  },
);

const span = fc
  .record({ fromMs: atMs, forMs: fc.integer({ min: 1, max: 5_000 }) })
  .map(({ fromMs, forMs }) => ({ fromMs, untilMs: fromMs + forMs }));
const node = fc.constantFrom("dax-1", "dax-1", "dax-2");
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ node, when: span }).map(({ node: of, when }) => ({ kind: "node-down" as const, node: of, ...when })),
  fc.record({ node, when: span, addedMs: fc.constantFrom(50, 500, 3_000) }).map(({ node: of, when, addedMs }) => ({ kind: "node-slow" as const, node: of, addedMs, ...when })), // prettier-ignore
  fc.record({ zone: fc.constantFrom(...ZONES), when: span }).map(({ zone, when }) => ({ kind: "zone-down" as const, zone, ...when })), // prettier-ignore
  span.map((when) => ({ kind: "zones-parted" as const, zones: ["az-1", "az-2"] as const, ...when })),
  fc.record({ probability: fc.constantFrom(0.2, 0.5, 0.9), when: span }).map(({ probability, when }) => ({ kind: "messages-lost" as const, probability, ...when })), // prettier-ignore
  span.map((when) => ({ kind: "messages-doubled" as const, probability: 0.5, ...when })),
);

/** What else may happen comes from there: its reads, writes past the cluster, transactions, throttling. */
export const daxClusterScenarios = (stepCountMax = 24): fc.Arbitrary<DaxScenario> =>
  fc
    .record({
      base: daxScenarios(Math.ceil(stepCountMax / 4)),
      count: fc.integer({ min: 2, max: NODES.length }),
      ttlMs: fc.constantFrom(4_000, 1_000, 20_000, 0),
      steps: fc.array(step, { maxLength: stepCountMax, size: "max" }),
      faults: fc.array(fault, { maxLength: 3 }),
    })
    .map(({ base, count, ttlMs, steps, faults }) => ({
      ...base,
      nodes: NODES.slice(0, count).map((each, place) => ({ node: each, zone: ZONES[place % ZONES.length] as string })),
      itemCache: { ...base.itemCache, ttlMs },
      steps: [...base.steps, ...steps],
      faults,
      untilMs: UNTIL_MS,
    }));

const THREE = NODES.slice(0, 3);
const NAMES = fc.constantFrom(...THREE);
const topology = fc
  .uniqueArray(NAMES, { minLength: 1, maxLength: 3 })
  .chain((nodes) => fc.record({ primary: fc.constantFrom(...nodes), nodes: fc.constant(nodes) }));
const draw = fc.constantFrom(0, 0.2, 0.4, 0.5, 0.7, 0.99);
const last = fc.option(fc.record({ node: NAMES, failure: fc.constantFrom("refused" as const, "no-answer") }), {
  nil: undefined,
  freq: 1,
});

const scriptStep = (epochCount: number): fc.Arbitrary<DaxClusterStep> =>
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        tell: fc.constant("topology" as const),
        epoch: fc.integer({ min: 1, max: epochCount }),
        to: fc.constantFrom(["app", ...THREE], [...THREE], ["dax-1"], ["dax-2", "dax-3"], ["app"]),
      }),
    },
    { weight: 2, arbitrary: fc.record({ tell: fc.constant("check" as const), node: NAMES, isHealthy: fc.boolean() }) },
    { weight: 3, arbitrary: fc.record({ tell: fc.constantFrom("read" as const, "write"), draw, last }) },
    {
      weight: 6,
      arbitrary: fc.record({
        tell: fc.constant("change" as const),
        node: fc.constantFrom("dax-1", "dax-1", "dax-2"),
        key: fc.constantFrom("a", "b"),
        by: fc.constantFrom("write" as const, "read"),
      }),
    },
    {
      weight: 8,
      arbitrary: fc.record({
        tell: fc.constant("replicate" as const),
        from: fc.constantFrom("dax-1", "dax-1", "dax-2"),
        to: fc.constantFrom("dax-2", "dax-3", "dax-1"),
        arrives: fc.constantFrom(true, true, true, false),
        isConfirmed: fc.constantFrom(true, true, false),
      }),
    },
    { weight: 3, arbitrary: fc.record({ tell: fc.constant("late" as const), message: fc.nat({ max: 12 }) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        tell: fc.constant("choose" as const),
        among: fc.shuffledSubarray(THREE as NodeId[], { minLength: 1 }),
      }),
    },
  );

export const daxClusterScripts: fc.Arbitrary<DaxClusterScript> = fc.array(topology, { maxLength: 3 }).chain((later) =>
  fc.record({
    topologies: fc.constant([{ primary: "dax-1", nodes: THREE }, ...later]),
    steps: fc.array(scriptStep(later.length + 1), { maxLength: 24, size: "max" }),
  }),
);
