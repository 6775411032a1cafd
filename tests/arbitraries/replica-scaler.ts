/**
 * Readers that scale, at random: the scaler alone, and fleets under load. Shrinks towards few looks, few readers and a load
 * that does not change.
 */
import * as fc from "fast-check";
import type {
  ReaderFleetScenario,
  ReaderFleetStep,
  ScalerScript,
  ScalerStep,
  ScalingPolicy,
} from "four-of-six/cluster";

/**
 * Powers of two: what is divided by them comes out the same in whatever order somebody multiplies and divides, so that no
 * right answer needs one reader more than another because of the last digit.
 */
const TARGETS = [64, 32, 16] as const;
const COOLDOWNS_MS = [300_000, 0, 120_000, 600_000] as const;

const cooldownMs = fc.constantFrom(...COOLDOWNS_MS);

/** Limits in which there is something to decide, and now and then some in which there is nothing. */
const policies: fc.Arbitrary<ScalingPolicy> = fc
  .record({
    metric: fc.constantFrom("RDSReaderAverageCPUUtilization" as const, "RDSReaderAverageDatabaseConnections" as const),
    target: fc.constantFrom(...TARGETS),
    minCapacity: fc.oneof(fc.constantFrom(1, 0, 2), fc.nat({ max: 15 })),
    spanned: fc.oneof(fc.constantFrom(8, 4, 2), fc.nat({ max: 15 })),
    scaleOutCooldownMs: cooldownMs,
    scaleInCooldownMs: cooldownMs,
    isScaleInEnabled: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.boolean()),
  })
  .map(({ spanned, ...rest }) => ({ ...rest, maxCapacity: Math.min(15, rest.minCapacity + spanned) }));

const place = fc.nat({ max: 14 });
/** Mostly about the targets, and about the share of them below which readers go. */
const average = fc.oneof(fc.nat({ max: 100 }), fc.constantFrom(64, 65, 51, 52, 32, 33, 25, 26, 16, 17, 12, 13, 0));

const step: fc.Arbitrary<ScalerStep> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record(
      { tell: fc.constant("average" as const), afterMs: fc.constantFrom(60_000, 120_000, 300_000), average },
      { requiredKeys: ["tell", "afterMs", "average"] },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({ tell: fc.constant("average" as const), afterMs: fc.constant(60_000) }),
  },
  { weight: 3, arbitrary: fc.constant({ tell: "ready" as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      tell: fc.constant("joins" as const),
      // A name that looks like one of the scaler's own is still an operator's reader.
      instance: fc.constantFrom("db-20", "db-21", "application-autoscaling-by-hand"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ tell: fc.constantFrom("leaves" as const, "fails", "returns"), place }) },
);

export const scalerScripts: fc.Arbitrary<ScalerScript> = fc.record({
  policy: policies,
  readerCount: fc.oneof(fc.constantFrom(1, 2, 0), fc.nat({ max: 15 })),
  steps: fc.array(step, { maxLength: 24, size: "max" }),
});

const MINUTE_MS = 60_000;
/** Nothing changes in the last hour: what the load needs has to be there by then. */
const CHANGES_UNTIL_MS = 60 * MINUTE_MS;
const UNTIL_MS = 120 * MINUTE_MS;

const fleetStep: fc.Arbitrary<ReaderFleetStep> = fc
  .record({
    kind: fc.constantFrom("add-reader" as const, "delete-reader", "fail-reader", "failover"),
    atMs: fc.nat({ max: CHANGES_UNTIL_MS }),
    place,
    forMs: fc.integer({ min: 1, max: 8 }).map((minutes) => minutes * MINUTE_MS),
  })
  .map(({ kind, atMs, place: index, forMs }) => {
    // Those that are there from the beginning, some that the scaler makes, and some that nobody has made yet.
    const instance = ["db-2", "db-3", "application-autoscaling-1", "application-autoscaling-2", "db-20"][
      index % 5
    ] as string;
    if (kind === "failover") return { kind, atMs };
    return kind === "fail-reader" ? { kind, atMs, instance, forMs } : { kind, atMs, instance };
  });

export const readerFleets: fc.Arbitrary<ReaderFleetScenario> = fc
  .record({
    policy: policies,
    readerCount: fc.oneof(fc.constantFrom(1, 2, 0), fc.nat({ max: 8 })),
    first: fc.nat({ max: 400 }),
    load: fc.uniqueArray(
      fc.record({
        atMs: fc.integer({ min: 1, max: CHANGES_UNTIL_MS / 1_000 }).map((seconds) => seconds * 1_000),
        connections: fc.nat({ max: 1_200 }),
      }),
      { maxLength: 5, selector: ({ atMs }) => atMs },
    ),
    steps: fc.array(fleetStep, { maxLength: 4 }),
    createMs: fc.constantFrom(240_000, 60_000, 600_000),
    connectionMs: fc.constantFrom(300_000, 60_000, 3_600_000),
  })
  .map(({ policy, readerCount, first, load, steps, createMs, connectionMs }) => ({
    policy,
    writer: "db-1",
    readers: Array.from({ length: readerCount }, (_, index) => `db-${index + 2}`),
    load: [{ atMs: 0, connections: first }, ...[...load].sort((a, b) => a.atMs - b.atMs)],
    steps,
    untilMs: UNTIL_MS,
    model: { createMs, connectionMs },
  }));
