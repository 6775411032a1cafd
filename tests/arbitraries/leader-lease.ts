/**
 * Leases at random: the mechanism alone with clocks and messages of its own, and a replication group under load and faults.
 * Shrinks towards three replicas with right clocks, few steps and no faults.
 */
import * as fc from "fast-check";
import type { LeaderLeaseScript, LeaderLeaseStep, ReplicationScenario, ReplicationStep } from "four-of-six/dynamodb";
import type { Fault } from "four-of-six/kernel";

const replica = fc.nat({ max: 4 });
const place = fc.nat({ max: 7 });
/** Of a lease of 2,000 ms: little, some, nearly all, all. */
const pass = fc.constantFrom(50, 100, 300, 700, 1_000, 1_900, 2_000).map((ms): LeaderLeaseStep => ({ tell: "pass", ms })); // prettier-ignore
const arriveAll: LeaderLeaseStep = { tell: "arrive-all" };

type Steps = readonly LeaderLeaseStep[];
const one = (step: fc.Arbitrary<LeaderLeaseStep>) => step.map((each): Steps => [each]);
const asks = (who: number): Steps => [{ tell: "ask", replica: who }, arriveAll];
const stands = (who: number): Steps => [{ tell: "join", replica: who }, { tell: "stand", replica: who }, arriveAll];
const arriveFirst: LeaderLeaseStep = { tell: "arrive", place: 0 };

const some: fc.Arbitrary<Steps> = fc.oneof(
  { weight: 5, arbitrary: one(pass) },
  { weight: 3, arbitrary: replica.map((who): Steps => [...stands(who), ...asks(who)]) },
  // Somebody is cut off, and somebody else begins.
  {
    weight: 4,
    arbitrary: fc
      .tuple(replica, replica)
      .map(([gone, next]): Steps => [{ tell: "cut", replica: gone }, ...stands(next), ...asks(next)]),
  },
  { weight: 2, arbitrary: replica.map(asks) },
  { weight: 2, arbitrary: replica.map((who): Steps => [{ tell: "join", replica: who }, ...asks(who)]) },
  // What it asks, or what is answered, takes its time.
  {
    weight: 1,
    arbitrary: fc.tuple(replica, pass).map(([who, wait]): Steps => [{ tell: "ask", replica: who }, wait, arriveAll]),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(replica, pass)
      .map(([who, wait]): Steps => [{ tell: "ask", replica: who }, arriveFirst, arriveFirst, wait, arriveAll]),
  },
  { weight: 1, arbitrary: one(fc.record({ tell: fc.constant("stand" as const), replica })) },
  { weight: 2, arbitrary: one(fc.record({ tell: fc.constant("ask" as const), replica })) },
  { weight: 4, arbitrary: one(fc.record({ tell: fc.constant("arrive" as const), place })) },
  { weight: 2, arbitrary: one(fc.record({ tell: fc.constant("repeat" as const), place })) },
  { weight: 1, arbitrary: one(fc.record({ tell: fc.constant("give-up" as const), replica })) },
  { weight: 2, arbitrary: one(fc.record({ tell: fc.constantFrom("cut" as const, "join" as const), replica })) },
  { weight: 2, arbitrary: one(fc.record({ tell: fc.constant("restart" as const), replica })) },
);

/** Three replicas or five, up to sixteen things that happen. */
export const leaderLeaseScripts: fc.Arbitrary<LeaderLeaseScript> = fc
  .record({
    count: fc.constantFrom(3, 3, 5),
    clocks: fc.array(
      fc.record({
        aheadMs: fc.constantFrom(0, 5_000, 90_000),
        rate: fc.constantFrom("right" as const, "slow" as const, "fast" as const),
      }),
      { minLength: 5, maxLength: 5 },
    ),
    steps: fc.array(some, { maxLength: 16, size: "max" }),
  })
  .map(({ count, clocks, steps }) => ({ clocks: clocks.slice(0, count), steps: steps.flat() }));

const REPLICAS = ["R1", "R2", "R3"] as const;
const ZONES = ["az-1", "az-2", "az-3"] as const;

const step = (untilMs: number): fc.Arbitrary<ReplicationStep> =>
  fc.record({
    // Often close together, where something may go wrong.
    atMs: fc.oneof(
      { weight: 2, arbitrary: fc.integer({ min: 1_500, max: 5_000 }) },
      fc.integer({ min: 0, max: untilMs }),
    ),
    session: fc.constantFrom("app-1", "app-2", "app-3"),
    what: fc.constantFrom("write", "strong", "strong", "eventual"),
    key: fc.constantFrom("x", "x", "y"),
  });

const faultsOf = (lastMs: number): fc.Arbitrary<readonly Fault[]> => {
  const during = fc
    .tuple(
      fc.oneof(fc.integer({ min: 1_000, max: 3_000 }), fc.integer({ min: 0, max: lastMs })),
      fc.constantFrom(100, 300, 1_500, 2_500, 5_000),
    )
    .map(([fromMs, forMs]) => ({ fromMs, untilMs: fromMs + forMs }));
  const one: fc.Arbitrary<Fault> = fc.oneof(
    { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...ZONES), during).map(([zone, span]) => ({ kind: "zone-down" as const, zone, ...span })) }, // prettier-ignore
    { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...REPLICAS), during).map(([node, span]) => ({ kind: "node-down" as const, node, ...span })) }, // prettier-ignore
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.nat({ max: 2 }), fc.integer({ min: 1, max: 2 }), during)
        .map(([a, by, span]) => ({ kind: "zones-parted" as const, zones: [ZONES[a] as string, ZONES[(a + by) % 3] as string] as const, ...span })), // prettier-ignore
    },
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...REPLICAS), fc.constantFrom(30, 600, 1_500), during).map(([node, addedMs, span]) => ({ kind: "node-slow" as const, node, addedMs, ...span })) }, // prettier-ignore
    { weight: 1, arbitrary: during.map((span) => ({ kind: "messages-lost" as const, probability: 0.3, ...span })) },
    { weight: 1, arbitrary: during.map((span) => ({ kind: "messages-doubled" as const, probability: 0.5, ...span })) },
  );
  return fc.oneof(
    { weight: 3, arbitrary: one.map((fault) => [fault]) },
    // A zone that is cut off from both others.
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom(...ZONES), during).map(
        ([zone, span]) =>
          ZONES.filter((other) => other !== zone).map((other) => ({ kind: "zones-parted" as const, zones: [zone, other] as const, ...span })), // prettier-ignore
      ),
    },
  );
};

/** A group for so long, with up to so many requests. The last seconds are calm. */
export function replicationScenarios(untilMs: number, requestCount: number): fc.Arbitrary<ReplicationScenario> {
  const lastMs = Math.max(0, untilMs - 4_000);
  return fc
    .record({
      seed: fc.nat(0xffff),
      operations: fc.array(step(untilMs - 500), { maxLength: requestCount, size: "max" }),
      relinquish: fc.array(fc.record({ atMs: fc.integer({ min: 100, max: lastMs }), replica: fc.constantFrom(...REPLICAS) }), { maxLength: 2 }), // prettier-ignore
      clocks: fc.option(
        fc.tuple(...REPLICAS.map((name) => fc.record({ replica: fc.constant(name), aheadMs: fc.constantFrom(0, 700, 60_000), ratePerMille: fc.constantFrom(1_000, 996, 1_004) }))), // prettier-ignore
        { nil: undefined },
      ),
      faults: fc.array(faultsOf(lastMs), { maxLength: 3, size: "max" }),
    })
    .map(({ operations, clocks, faults, ...rest }) => ({
      ...rest,
      faults: faults.flat(),
      operations: operations.toSorted((a, b) => a.atMs - b.atMs),
      ...(clocks && { clocks }),
      untilMs,
    }));
}
