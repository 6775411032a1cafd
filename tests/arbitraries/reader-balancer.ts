/**
 * Pools of connections to readers, at random: the balancer alone, and pools in a cluster that changes. Shrinks towards few
 * steps, few connections, equal weights and a cluster to which nothing happens.
 */
import * as fc from "fast-check";
import type {
  BalancerScript,
  BalancerStep,
  PoolSpec,
  ReaderBalancerOptions,
  ReaderPoolScenario,
  ReaderPoolStep,
  TopologyMember,
} from "four-of-six/cluster";

const NAMES = ["db-1", "db-2", "db-3", "db-4", "db-5"] as const;

const weights = fc.dictionary(fc.constantFrom(...NAMES), fc.constantFrom(1, 2, 3, 4, 0), { maxKeys: 3 });

const options: fc.Arbitrary<ReaderBalancerOptions> = fc
  .record({
    weights,
    maxAgeMs: fc.constantFrom(10_000, 4_000, 20_000),
    retireMax: fc.constantFrom(2, 1, 3, 8),
    topologyRefreshMs: fc.constantFrom(5_000, 10_000, 2_000),
    highTopologyRefreshMs: fc.constantFrom(500, 1_000, 2_000),
    highRefreshForMs: fc.constantFrom(4_000, 0, 2_000),
  })
  // Records of a random order are hard to read.
  .map(({ weights: some, ...rest }) => ({ weights: Object.fromEntries(Object.entries(some).sort()), ...rest }));

/** Some of the instances, in an order of their own; at most one of them writes. */
const members: fc.Arbitrary<readonly TopologyMember[]> = fc
  .record({
    named: fc.oneof(
      { weight: 3, arbitrary: fc.constant([...NAMES].slice(0, 4)) },
      { weight: 2, arbitrary: fc.shuffledSubarray([...NAMES]) },
    ),
    writer: fc.oneof(fc.constant<string>("db-1"), fc.constantFrom<string>(...NAMES)),
    away: fc.oneof(fc.constant<string[]>([]), fc.subarray<string>([...NAMES])),
  })
  .map(({ named, writer, away }) =>
    named.map((instance) => ({
      instance,
      role: instance === writer ? ("writer" as const) : ("reader" as const),
      isAvailable: !away.includes(instance),
    })),
  );

/** Halves and quarters: whatever they are multiplied with comes out the same everywhere. */
const luck = fc.constantFrom(0, 0.5, 0.25, 0.75);
const afterMs = fc.constantFrom(0, 500, 1_000, 2_000, 5_000);
const place = fc.nat({ max: 7 });
const told = <T>(tell: T) => fc.constant(tell);

const step: fc.Arbitrary<BalancerStep> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ tell: told("topology" as const), afterMs, agoMs: fc.constantFrom(0, 500, 1_000, 4_000), members }), // prettier-ignore
  },
  {
    weight: 5,
    arbitrary: fc.record({
      tell: told("choose" as const),
      afterMs,
      lucks: fc.array(luck, { minLength: 1, maxLength: 6 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      tell: told("opens" as const),
      afterMs,
      places: fc.array(place, { minLength: 1, maxLength: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ tell: told("closes" as const), afterMs, place }) },
  { weight: 2, arbitrary: fc.record({ tell: told("fails" as const), afterMs, place }) },
  { weight: 3, arbitrary: fc.record({ tell: told("sweep" as const), afterMs }) },
  { weight: 2, arbitrary: fc.record({ tell: told("refresh" as const), afterMs }) },
);

export const balancerScripts: fc.Arbitrary<BalancerScript> = fc.record({
  options,
  steps: fc.array(step, { maxLength: 24, size: "max" }),
});

/** All that happens, happens by then; what is left is time to settle. */
const CHANGES_UNTIL_MS = 20_000;
const UNTIL_MS = 100_000;

const clusterStep: fc.Arbitrary<ReaderPoolStep> = fc
  .record({
    kind: fc.constantFrom("reader-joins" as const, "instance-fails", "reader-leaves", "failover"),
    atMs: fc.nat({ max: CHANGES_UNTIL_MS / 100 }).map((tenths) => tenths * 100),
    instance: fc.constantFrom<string>("db-2", "db-3", "db-4", "db-5", "db-1"),
    forMs: fc.constantFrom(5_000, 300, 12_000),
  })
  .map(({ kind, atMs, instance, forMs }) => {
    if (kind === "failover") return { kind, atMs };
    return kind === "instance-fails" ? { kind, atMs, instance, forMs } : { kind, atMs, instance };
  });

const balanced = (index: number): fc.Arbitrary<PoolSpec> =>
  fc.record({ size: fc.integer({ min: 1, max: 12 }), options }).map(({ size, options: own }) => ({
    pool: `pool-${index + 1}`,
    size,
    way: { kind: "balancer" as const, options: own },
  }));

export const readerPools: fc.Arbitrary<ReaderPoolScenario> = fc.record({
  seed: fc.nat({ max: 1_000 }),
  writer: fc.constant("db-1"),
  readers: fc.constantFrom(["db-2", "db-3", "db-4"], ["db-2", "db-3"], ["db-2"], []),
  pools: fc.oneof(fc.tuple(balanced(0)), fc.tuple(balanced(0), balanced(1))),
  steps: fc.array(clusterStep, { maxLength: 4 }),
  untilMs: fc.constant(UNTIL_MS),
  model: fc.record({
    openEveryMs: fc.constantFrom(50, 10),
    connectMs: fc.constantFrom(20, 400),
    noticeMs: fc.constantFrom(15_000, 2_000),
    restartMs: fc.constantFrom(6_000, 1_000),
  }),
});
