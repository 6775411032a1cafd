/**
 * Clusters that have to choose a new writer, at random: on paper, and as they run. Shrinks towards few instances that are
 * available, and few changes or faults.
 */
import * as fc from "fast-check";
import type {
  ClusterScenario,
  ClusterStep,
  FailoverCandidate,
  FailoverScript,
  FailoverStep,
} from "four-of-six/cluster";
import type { Fault, Millis } from "four-of-six/kernel";

/** How classes are given out. `different`: no two instances ever have the same, so that one reader is always the best. */
export type Classes = "different" | "alike";

const ZONES = ["az-1", "az-2", "az-3"] as const;
const INSTANCES = ["db-1", "db-2", "db-3", "db-4", "db-5", "db-6", "db-7", "db-8", "db-9"] as const;
/** Two for each instance. */
const SIZES = [2, 4, 8, 16, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1_024, 1_536, 2_048, 4_096] as const;
const SCRIPT_INSTANCE_COUNT_MAX = 6;

const zone = fc.constantFrom(...ZONES);
/** Mostly few of them, so that the class has something to decide. */
const tier = fc.oneof(fc.nat({ max: 2 }), fc.nat({ max: 15 }));
const lagMs = fc.constantFrom(20, 0, 90, 60_000);
const isAvailable = fc.boolean().map((isDown) => !isDown);
const isUpper = fc.boolean();
/** Mostly on both sides of the fifth. */
const failedAttemptCount = fc.oneof(fc.constantFrom(5, 4), fc.nat({ max: 12 }));

/** Where all are different, each instance has two classes of its own: the early ones a very small and a very large one. */
function memoryOf(index: number, isUpper: boolean, classes: Classes): number {
  if (classes === "alike") return isUpper ? 64 : 16;
  return SIZES[isUpper ? SIZES.length - 1 - index : index] as number;
}

type Traits = Pick<FailoverCandidate, "zone" | "tier" | "isAvailable" | "lagMs"> & { readonly isUpper: boolean };
type Move =
  | { readonly kind: "available"; readonly isAvailable: boolean }
  | { readonly kind: "tier"; readonly tier: number }
  | { readonly kind: "class"; readonly isUpper: boolean }
  | { readonly kind: "lag"; readonly lagMs: Millis }
  | { readonly kind: "attempts"; readonly failedAttemptCount: number };

/** Scripts of up to 10 steps with one to six instances, with or without a writer, in any order. */
export function failoverScripts(classes: Classes): fc.Arbitrary<FailoverScript> {
  const move = fc.oneof(
    {
      weight: 4,
      arbitrary: failedAttemptCount.map((count): Move => ({ kind: "attempts", failedAttemptCount: count })),
    },
    { weight: 3, arbitrary: isAvailable.map((it): Move => ({ kind: "available", isAvailable: it })) },
    { weight: 2, arbitrary: tier.map((it): Move => ({ kind: "tier", tier: it })) },
    { weight: 2, arbitrary: isUpper.map((it): Move => ({ kind: "class", isUpper: it })) },
    { weight: 1, arbitrary: lagMs.map((it): Move => ({ kind: "lag", lagMs: it })) },
  );
  const traits = fc.record({ zone, tier, isUpper, isAvailable, lagMs });
  return fc
    .record({
      readers: fc.array(traits, { maxLength: SCRIPT_INSTANCE_COUNT_MAX - 1 }),
      writer: fc.option(fc.record({ place: fc.nat({ max: SCRIPT_INSTANCE_COUNT_MAX - 1 }), traits }), {
        nil: undefined,
      }),
      moves: fc.array(fc.tuple(fc.nat({ max: SCRIPT_INSTANCE_COUNT_MAX - 1 }), move), { maxLength: 10 }),
    })
    .filter(({ readers, writer }) => readers.length > 0 || writer !== undefined)
    .map(({ readers, writer, moves }) => {
      const instances: (Traits & Pick<FailoverCandidate, "role">)[] = readers.map((it) => ({ ...it, role: "reader" }));
      if (writer !== undefined) instances.splice(writer.place, 0, { ...writer.traits, role: "writer" });
      return {
        members: instances.map(({ isUpper, ...rest }, index): FailoverCandidate => ({
          ...rest,
          instance: INSTANCES[index] as string,
          memoryGib: memoryOf(index, isUpper, classes),
        })),
        steps: moves.map(([place, what]) => stepOf(what, place % instances.length, classes)),
      };
    });
}

function stepOf(move: Move, index: number, classes: Classes): FailoverStep {
  const instance = INSTANCES[index] as string;
  switch (move.kind) {
    case "available":
      return { tell: "available", instance, isAvailable: move.isAvailable };
    case "tier":
      return { tell: "tier", instance, tier: move.tier };
    case "class":
      return { tell: "class", instance, memoryGib: memoryOf(index, move.isUpper, classes) };
    case "lag":
      return { tell: "lag", instance, lagMs: move.lagMs };
    case "attempts":
      return { tell: "attempts", failedAttemptCount: move.failedAttemptCount };
    default:
      return move satisfies never;
  }
}

const HEALED_MS: Millis = 16_000;
/** A write that has to come through: whatever failed for a while is back by then. */
export const LAST_WRITE = { transaction: "T-last", atMs: 30_000 } as const;

/**
 * Runs of a cluster whose writer goes down, and others with it. Often so much of the volume is gone for a while that no
 * promotion succeeds for six attempts and more. A target that has failed is not available for the next one. The last instance always comes back, and so does the volume; others may stay
 * away. A client of its own writes at the end.
 */
export function failovers(classes: Classes): fc.Arbitrary<ClusterScenario> {
  const untilMs = fc.integer({ min: 8_000, max: HEALED_MS });
  const fromMs = fc.nat({ max: 7_000 });
  const outage = fc.record({ place: fc.nat({ max: INSTANCES.length - 1 }), fromMs, untilMs, stays: fc.boolean() });
  return fc
    .record({
      seed: fc.nat({ max: 9_999 }),
      instances: fc.array(fc.record({ zone, tier, isUpper }), { minLength: 1, maxLength: INSTANCES.length }),
      writerDown: fc.record({ fromMs: fc.integer({ min: 1_000, max: 3_000 }), untilMs, stays: fc.boolean() }),
      crashes: fc.boolean(),
      outages: fc.array(outage, { maxLength: 3 }),
      zoneDown: fc.option(fc.record({ zone, fromMs, untilMs }), { nil: undefined }),
      volumeDown: fc.boolean(),
      writes: fc.array(fc.nat({ max: 20_000 }), { maxLength: 3 }),
      askedAtMs: fc.option(fc.integer({ min: 18_000, max: 22_000 }), { nil: undefined }),
    })
    .map(
      ({ seed, instances, writerDown, crashes, outages, zoneDown, volumeDown, writes, askedAtMs }): ClusterScenario => {
        const last = instances.length - 1;
        const down = [{ place: 0, ...writerDown }, ...outages].map(({ place, stays, fromMs: from, untilMs: until }) => {
          const index = place % instances.length;
          const node = INSTANCES[index] as string;
          return {
            kind: "node-down",
            node,
            fromMs: from,
            ...(stays && index !== last ? {} : { untilMs: until }),
          } as const;
        });
        const volume = (volumeDown ? ["A", "B", "C", "D"] : []).map((node): Fault => ({
          kind: "node-down",
          node,
          fromMs: 1_000,
          untilMs: HEALED_MS,
        }));
        const workload: ClusterStep[] = [
          ...writes.map((atMs, index): ClusterStep => ({
            kind: "write",
            atMs,
            client: "app",
            pages: [1],
            transaction: `T${index}`,
          })),
          // Its process dies as well: when its host is back, it does not go on where it was.
          ...(crashes ? [{ kind: "crash", atMs: writerDown.fromMs, instance: INSTANCES[0] } as const] : []),
          ...(askedAtMs === undefined ? [] : [{ kind: "failover", atMs: askedAtMs } as const]),
          { kind: "write", client: "last", pages: [1], ...LAST_WRITE },
        ];
        return {
          seed,
          instances: instances.map((it, index) => ({
            instance: INSTANCES[index] as string,
            zone: it.zone,
            tier: it.tier,
            memoryGib: memoryOf(index, it.isUpper, classes),
          })),
          clients: [
            { client: "app", zone: "az-1", endpoint: "cluster" },
            { client: "last", zone: "az-2", endpoint: "cluster" },
          ],
          workload,
          faults: [
            ...down,
            ...volume,
            ...(zoneDown === undefined ? [] : [{ kind: "zone-down", ...zoneDown } as const]),
          ],
          untilMs: LAST_WRITE.atMs + 1_000,
          model: { detectMs: 2_000, promoteTimeoutMs: 2_000, dnsChangeMs: 2_000, restartMs: 1_000 },
        };
      },
    );
}
