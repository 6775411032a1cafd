/**
 * What happens among the segments of a group, at random. Records are named by their place in the log, so that whatever
 * is left out while shrinking, the rest still makes sense. Shrinks towards few records, few steps and the first segments.
 */
import * as fc from "fast-check";
import {
  placementOf,
  type GossipScript,
  type GossipStep,
  type VolumeScenario,
  type WorkloadStep,
} from "four-of-six/aurora";
import type { Fault } from "four-of-six/kernel";

const START_LSN = 100;

const SEGMENTS = placementOf(1).map((member) => member.segment);
const segment = fc.constantFrom(...SEGMENTS);

type EpochStep = Extract<GossipStep, { readonly what: "recovery" | "change" }>;

const epochStep = fc
  .record({ segment, what: fc.constantFrom("recovery" as const, "change" as const) })
  .map((what): EpochStep => what);

type Draft =
  | { readonly what: "store"; readonly segment: string; readonly places: readonly number[] }
  /** A segment hears how some of its peers stand, and asks them; meanwhile, perhaps, one of all hears of an epoch. */
  | {
      readonly what: "gather";
      readonly segment: string;
      readonly peers: readonly string[];
      readonly meanwhile: EpochStep | undefined;
    }
  | Exclude<GossipStep, { readonly what: "store" }>;

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({ segment, places: fc.array(fc.nat({ max: 11 }), { minLength: 1, maxLength: 7 }) })
      .map((what): Draft => ({ what: "store", ...what })),
  },
  {
    weight: 5,
    arbitrary: fc
      .record({
        segment,
        peers: fc.subarray(SEGMENTS, { minLength: 1 }),
        meanwhile: fc.option(epochStep, { nil: undefined, freq: 2 }),
      })
      .map((what): Draft => ({ what: "gather", ...what })),
  },
  { weight: 1, arbitrary: fc.record({ segment, to: segment }).map((what): Draft => ({ what: "tell", ...what })) },
  // On what it heard long ago, perhaps.
  { weight: 2, arbitrary: segment.map((who): Draft => ({ what: "ask", segment: who })) },
  { weight: 2, arbitrary: epochStep },
);

/** The LSNs of a log of up to twelve records, with gaps between them. */
export const groupLogs: fc.Arbitrary<readonly number[]> = fc
  .array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 12 })
  .map((gaps) => gaps.map((_, index) => gaps.slice(0, index + 1).reduce((sum, gap) => sum + gap, START_LSN)));

/** Scripts of up to 20 steps over six segments. */
export function gossipScripts(): fc.Arbitrary<GossipScript> {
  return fc
    .record({ lsns: groupLogs, steps: fc.array(step, { minLength: 1, maxLength: 20 }) })
    .map(({ lsns, steps }) => ({
      startLsn: START_LSN,
      lsns,
      steps: steps.flatMap((draft): GossipStep[] => {
        if (draft.what === "gather") {
          const { segment: to, peers, meanwhile } = draft;
          return [
            ...peers.map((peer): GossipStep => ({ what: "tell", segment: peer, to })),
            ...(meanwhile === undefined ? [] : [meanwhile]),
            { what: "ask", segment: to },
          ];
        }
        if (draft.what !== "store") return [draft];
        const places = draft.places.map((place) => lsns[place % lsns.length] as number);
        return [{ what: "store", segment: draft.segment, lsns: places }];
      }),
    }));
}

/**
 * Runs of a volume with one group in which segments come and go while records are written, and nobody sends a record
 * twice: what is missed comes by gossip or not at all. From 50 ms on nothing fails. With a recovery, the writer crashes,
 * and another instance opens the volume while some segments are away.
 */
export function missedRecords({ withRecovery = false } = {}): fc.Arbitrary<VolumeScenario> {
  const atMs = (fromMs: number, toMs: number) =>
    fc.integer({ min: fromMs * 1000, max: toMs * 1000 }).map((us) => us / 1000);
  const away = fc
    .tuple(segment, atMs(1, 30), atMs(2, 20))
    .map(([node, fromMs, forMs]): Fault => ({ kind: "node-down", node, fromMs, untilMs: fromMs + forMs }));
  const lost = fc.nat({ max: 3 }).map((tenths): Fault[] => {
    return tenths === 0 ? [] : [{ kind: "messages-lost", probability: tenths / 10, fromMs: 0, untilMs: 50 }];
  });
  return fc
    .record({
      seed: fc.nat({ max: 9_999 }),
      writes: fc.array(atMs(0, 45), { minLength: 1, maxLength: 9 }),
      absences: fc.array(away, { minLength: 1, maxLength: 6 }),
      lost,
      crashAtMs: atMs(8, 30),
    })
    .map(({ seed, writes, absences, lost: losses, crashAtMs }): VolumeScenario => {
      const written = writes.map((at, index): WorkloadStep => {
        return { kind: "write", atMs: at, pages: [1, 2].slice(0, 1 + (index % 2)), commits: `T${index + 1}` };
      });
      const recovered: WorkloadStep[] = [
        { kind: "crash", atMs: crashAtMs },
        { kind: "recover", atMs: crashAtMs + 1, instance: "writer-2" },
        // The clients still know the old one.
        { kind: "write", atMs: crashAtMs + 2, pages: [1], by: "writer" },
        { kind: "recover", atMs: 55, instance: "writer-3" },
      ];
      const workload = [...written, ...(withRecovery ? recovered : [])].sort((a, b) => a.atMs - b.atMs);
      return {
        seed,
        groupCount: 1,
        workload,
        faults: [...absences, ...losses],
        untilMs: 105,
        model: { gossipMs: 6, resendMs: 1_000, backgroundMs: 1_000, allocationLimit: 40 },
      };
    });
}
