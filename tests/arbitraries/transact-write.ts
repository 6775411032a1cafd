/**
 * Transactions at random: the mechanism alone, and storage nodes with coordinators that fail. Shrinks towards few requests
 * on few keys, and no faults.
 */
import * as fc from "fast-check";
import type {
  Item,
  ItemAction,
  TransactScenario,
  TransactScript,
  TransactScriptStep,
  TransactStep,
} from "four-of-six/dynamodb";
import type { Fault } from "four-of-six/kernel";

const KEYS = ["alice", "bob", "carol", "dave"] as const;
const balance = (value: number): Item => ({ balance: { N: String(value) } });

const key = fc.constantFrom(...KEYS);
const writing: fc.Arbitrary<ItemAction> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.tuple(key, fc.constantFrom(-30, 30, -80), fc.boolean()).map(([one, by, guarded]): ItemAction => ({
      action: "add",
      key: one,
      attribute: "balance",
      by,
      ...(guarded && by < 0 && { atLeast: -by }),
    })),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(key, fc.constantFrom(5, 100), fc.boolean()).map(([one, value, guarded]): ItemAction => ({
      action: "put",
      key: one,
      item: balance(value),
      ...(guarded && { ifNotExists: true }),
    })),
  },
  { weight: 1, arbitrary: fc.tuple(key, fc.boolean()).map(([one, guarded]): ItemAction => ({ action: "delete", key: one, ...(guarded && { ifExists: true }) })) }, // prettier-ignore
);
const checking: fc.Arbitrary<ItemAction> = fc.record({ action: fc.constant("check" as const), key, exists: fc.boolean() }); // prettier-ignore

/** One to three actions; now and then two of them on one item, which is refused. */
const actions: fc.Arbitrary<readonly ItemAction[]> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.uniqueArray(fc.oneof({ weight: 5, arbitrary: writing }, checking), {
      minLength: 1,
      maxLength: 3,
      selector: (action) => action.key,
      size: "max",
    }),
  },
  { weight: 1, arbitrary: fc.array(writing, { minLength: 0, maxLength: 2, size: "max" }) },
);
const place = fc.nat({ max: 7 });
const coordinator = fc.nat({ max: 1 });
const token = fc.constantFrom("a", "b", "c", "d", "e");

/** What is asked for, some of it more than once. */
const requests = fc.array(fc.record({ token, actions }), { minLength: 4, maxLength: 4 });

const scriptStep: fc.Arbitrary<
  readonly (TransactScriptStep | { readonly ask: number; readonly coordinator: number })[]
> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ ask: fc.nat({ max: 3 }), coordinator }).map((one) => [one]) },
  { weight: 6, arbitrary: fc.record({ tell: fc.constant("arrive" as const), place }).map((one) => [one]) },
  { weight: 3, arbitrary: fc.array(fc.record({ tell: fc.constant("arrive" as const), place }), { minLength: 3, maxLength: 8, size: "max" }) }, // prettier-ignore
  { weight: 2, arbitrary: fc.record({ tell: fc.constant("repeat" as const), place }).map((one) => [one]) },
  { weight: 1, arbitrary: fc.record({ tell: fc.constant("lose" as const), place }).map((one) => [one]) },
  { weight: 2, arbitrary: fc.record({ tell: fc.constant("write" as const), action: writing }).map((one) => [one]) },
  { weight: 1, arbitrary: fc.record({ tell: fc.constant("crash" as const), coordinator }).map((one) => [one]) },
  { weight: 2, arbitrary: fc.record({ tell: fc.constant("take-over" as const), coordinator, transaction: place }).map((one) => [one]) }, // prettier-ignore
  { weight: 1, arbitrary: fc.constantFrom(50, 60, 700_000).map((forMs) => [{ tell: "wait" as const, forMs }]) },
);

/** Up to thirty things that happen to four accounts, one of which is not there. */
export const transactScripts: fc.Arbitrary<TransactScript> = fc
  .tuple(requests, fc.array(scriptStep, { maxLength: 30, size: "max" }))
  .map(([asked, steps]) => ({
    items: [
      { key: "alice", item: balance(100) },
      { key: "bob", item: balance(50) },
      { key: "carol", item: balance(0) },
    ],
    steps: steps.flat().map((step): TransactScriptStep => {
      if (!("ask" in step)) return step;
      return { tell: "request", coordinator: step.coordinator, ...(asked[step.ask] as (typeof asked)[number]) };
    }),
  }));

/** All faults are over by then, and all transactions some seconds later. */
const CALM_FROM_MS = 6_000;
export const TRANSACT_UNTIL_MS = 12_000;

const NODES = ["P1", "P2", "P3"] as const;
const COORDINATORS = ["C1", "C2", "C3"] as const;
const atMs = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 100, max: 400 }) }, fc.integer({ min: 0, max: 5_000 }));

const workloadStep: fc.Arbitrary<TransactStep> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({ atMs, actions, token: fc.option(token, { nil: undefined, freq: 3 }) })
      .map(({ token: name, ...rest }): TransactStep => ({ kind: "transact", ...rest, ...(name && { token: name }) })),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("write" as const), atMs, action: writing }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("transact-read" as const), atMs, keys: fc.uniqueArray(key, { minLength: 2, maxLength: 4, size: "max" }) }) }, // prettier-ignore
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("read" as const), atMs, key }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("clock" as const), atMs, node: fc.constantFrom(...NODES, ...COORDINATORS), skewMs: fc.constantFrom(200, -200, -2_000, 0) }) }, // prettier-ignore
);

const spans = fc
  .tuple(fc.integer({ min: 0, max: 4_000 }), fc.constantFrom(5, 30, 300, 2_000))
  .map(([fromMs, forMs]) => ({ fromMs, untilMs: Math.min(CALM_FROM_MS, fromMs + forMs) }));
const early = fc
  .tuple(fc.integer({ min: 100, max: 430 }), fc.constantFrom(5, 30, 300, 2_000))
  .map(([fromMs, forMs]) => ({ fromMs, untilMs: fromMs + forMs }));
const during = fc.oneof(early, spans);
const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...COORDINATORS), during).map(([node, span]) => ({ kind: "node-down" as const, node, ...span })) }, // prettier-ignore
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...NODES), during).map(([node, span]) => ({ kind: "node-down" as const, node, ...span })) }, // prettier-ignore
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...NODES), fc.constantFrom(...COORDINATORS), during).map(([a, b, span]) => ({ kind: "zones-parted" as const, zones: [a, b] as const, ...span })) }, // prettier-ignore
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...NODES, ...COORDINATORS), fc.constantFrom(40, 600), during).map(([node, addedMs, span]) => ({ kind: "node-slow" as const, node, addedMs, ...span })) }, // prettier-ignore
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(0.2, 0.6), during).map(([probability, span]) => ({ kind: "messages-lost" as const, probability, ...span })) }, // prettier-ignore
  { weight: 2, arbitrary: during.map((span) => ({ kind: "messages-doubled" as const, probability: 0.7, ...span })) },
);

/** Three storage nodes, two or three coordinators. */
export const transactRuns: fc.Arbitrary<TransactScenario> = fc
  .record({
    seed: fc.nat(0xffff),
    coordinators: fc.integer({ min: 2, max: 3 }),
    workload: fc.array(workloadStep, { minLength: 1, maxLength: 12, size: "max" }),
    faults: fc.array(fault, { maxLength: 4, size: "max" }),
  })
  .map(({ seed, coordinators, workload, faults }) => {
    const isThere = (name: string) => !COORDINATORS.includes(name as never) || Number(name.slice(1)) <= coordinators;
    return {
      seed,
      coordinators,
      nodes: [
        { node: "P1", keys: [{ key: "alice", item: balance(100) }, { key: "dave" }] },
        { node: "P2", keys: [{ key: "bob", item: balance(50) }] },
        { node: "P3", keys: [{ key: "carol", item: balance(0) }] },
      ],
      workload: workload.filter((step) => step.kind !== "clock" || isThere(step.node)),
      faults: faults.filter((one) =>
        "node" in one ? isThere(one.node) : !("zones" in one) || one.zones.every(isThere),
      ),
      untilMs: TRANSACT_UNTIL_MS,
    };
  });
