/**
 * Capacity at random: a bucket alone, asked and told whatever there is, and tables of all designs under load. Shrinks
 * towards few steps and small numbers.
 */
import * as fc from "fast-check";
import type { CapacityDesign, ThroughputScenario, TokenBucketScript, TokenBucketStep } from "four-of-six/dynamodb";

/** Half units. */
const halves = (max: number) => fc.integer({ min: 1, max: max * 2 }).map((count) => count / 2);
const rates = fc.oneof(fc.constantFrom(1, 3, 7, 10, 100), fc.nat({ max: 1_000 }));
const afterMs = fc.oneof(fc.constantFrom(0, 1, 5, 50, 100, 1_000, 60_000), fc.nat({ max: 5_000 }));
const units = fc.oneof(halves(4), halves(40), halves(1_000));

const step: fc.Arbitrary<TokenBucketStep> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ tell: fc.constant("look" as const), afterMs }) },
  { weight: 5, arbitrary: fc.record({ tell: fc.constant("take" as const), afterMs, units }) },
  { weight: 2, arbitrary: fc.record({ tell: fc.constant("take-up-to" as const), afterMs, units }) },
  { weight: 1, arbitrary: fc.record({ tell: fc.constant("set-rate" as const), afterMs, rate: rates }) },
);

export const tokenBucketScripts: fc.Arbitrary<TokenBucketScript> = fc
  .record({
    rate: rates,
    burstSeconds: fc.constantFrom(1, 2, 300),
    full: fc.constantFrom(0, 1, 0.5),
    nowMs: fc.constantFrom(0, 0, 5_000),
    steps: fc.array(step, { maxLength: 14, size: "max" }),
  })
  .map(({ full, steps, ...bucket }) => ({
    bucket: { ...bucket, units: Math.floor(bucket.rate * bucket.burstSeconds * full) },
    steps,
  }));

const DESIGNS: readonly CapacityDesign[] = ["static-shares", "burst-and-adaptive", "global-admission"];

/** Tables over so many seconds. Loads and rates are small beside each other, and mostly too much for something. */
export function throughputScenarios(seconds: number): fc.Arbitrary<ThroughputScenario> {
  const atMs = fc.nat({ max: seconds * 10 - 1 }).map((tenths) => tenths * 100);
  const place = fc.nat({ max: 3 });
  return fc
    .record({
      seed: fc.nat({ max: 100 }),
      tables: fc.array(fc.record({ design: fc.constantFrom(...DESIGNS), isOnDemand: fc.nat({ max: 9 }).map((n) => n === 0) }), { minLength: 1, maxLength: 2 }), // prettier-ignore
      rate: fc.constantFrom(40, 10, 100, 400, 3_200),
      partitionCount: fc.constantFrom(1, 2, 4),
      places: fc.array(fc.nat({ max: 1_023 }), { minLength: 1, maxLength: 4 }),
      load: fc.array(
        fc.record({ atMs, place, requestsPerSecond: fc.constantFrom(2, 0, 5, 40, 300, 1_500, 5_000), units: fc.constantFrom(1, 0.5, 2.5, 10) }), // prettier-ignore
        { maxLength: 6 },
      ),
      steps: fc.array(
        fc.oneof(
          fc.record({ kind: fc.constant("set-capacity" as const), atMs, rate: fc.constantFrom(20, 100, 800, 5_000) }),
          fc.record({ kind: fc.constant("split" as const), atMs, place }),
          fc.record({ kind: fc.constant("neighbours" as const), atMs, unitsPerSecond: fc.constantFrom(0, 2_900, 9_000) }), // prettier-ignore
        ),
        { maxLength: 2 },
      ),
      isCutOff: fc.nat({ max: 5 }).map((n) => n === 0),
    })
    .map(({ seed, tables, rate, partitionCount, places, load, steps, isCutOff }) => {
      const keys = places.map((at, index) => ({ key: `k${index + 1}`, place: at }));
      const named = (index: number) => keys[index % keys.length]!.key;
      const inOrder = <T extends { readonly atMs: number }>(list: readonly T[]) =>
        [...list].sort((a, b) => a.atMs - b.atMs);
      return {
        seed,
        tables: tables.map(({ design, isOnDemand }, index) => ({
          table: `t${index + 1}`,
          design,
          mode:
            isOnDemand && design === "global-admission"
              ? { kind: "on-demand" as const }
              : { kind: "provisioned" as const, rate },
          partitionCount,
        })),
        keys,
        load: inOrder(load).map(({ place: at, ...rest }) => ({ key: named(at), ...rest })),
        steps: inOrder(steps).map((each) =>
          each.kind === "split" ? { kind: each.kind, atMs: each.atMs, key: named(each.place) } : each,
        ),
        faults: isCutOff ? [{ kind: "node-down" as const, node: "gac", fromMs: 500, untilMs: seconds * 600 }] : [],
        reportMs: 1_000,
        untilMs: seconds * 1_000,
      };
    });
}

/** Small tables under a load that stays as it is: what is allocated, half of it, or twice as much. */
export const steadyScenarios: fc.Arbitrary<ThroughputScenario> = fc
  .record({
    design: fc.constantFrom<CapacityDesign[]>("static-shares", "burst-and-adaptive"),
    rate: fc.integer({ min: 4, max: 30 }).map((half) => half * 2),
    partitionCount: fc.constantFrom(1, 2),
    atMs: fc.constantFrom(0, 1_000, 1_700),
    units: fc.constantFrom(1, 0.5),
    times: fc.constantFrom(1, 0.5, 2),
  })
  .map(({ design, rate, partitionCount, atMs, units, times }) => ({
    seed: 1,
    tables: [{ table: "t1", design, mode: { kind: "provisioned", rate }, partitionCount }],
    keys: [{ key: "k1", place: 0 }],
    load: [
      { atMs, key: "k1", requestsPerSecond: Math.floor((Math.floor(rate / partitionCount) / units) * times), units },
    ],
    steps: [],
    faults: [],
    reportMs: 1_000,
    untilMs: 6_000,
  }));
