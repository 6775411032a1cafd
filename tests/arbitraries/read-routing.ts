/**
 * What a writer hears of its group and asks of its read routing, at random. Times are eighths of a millisecond, so that
 * a mean comes out alike however it is worked out. Shrinks towards few steps, low LSNs and the first segments.
 */
import * as fc from "fast-check";
import {
  placementOf,
  type ReadScript,
  type ReadStep,
  type VolumeScenario,
  type WorkloadStep,
} from "four-of-six/aurora";
import { faultsOf, type FaultMix } from "./storage.ts";

const START_LSN = 100;
const RECORD_COUNT = 6;

const segment = fc.constantFrom(...placementOf(1).map((member) => member.segment));
const lsn = fc.integer({ min: START_LSN, max: START_LSN + RECORD_COUNT });
const view = fc.constantFrom("Q1", "Q2", "Q3");
const tookMs = fc.integer({ min: 1, max: 24 }).map((eighths) => eighths / 8);

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ segment, scl: lsn }).map((what): ReadStep => ({ tell: "complete", ...what })),
  },
  { weight: 6, arbitrary: fc.record({ segment, tookMs }).map((what): ReadStep => ({ tell: "answered", ...what })) },
  { weight: 2, arbitrary: lsn.map((vdl): ReadStep => ({ tell: "durable", vdl })) },
  { weight: 2, arbitrary: fc.record({ view, readPoint: lsn }).map((what): ReadStep => ({ tell: "opened", ...what })) },
  { weight: 1, arbitrary: view.map((which): ReadStep => ({ tell: "closed", view: which })) },
  { weight: 4, arbitrary: lsn.map((readPoint): ReadStep => ({ ask: "plan", readPoint })) },
  {
    weight: 3,
    arbitrary: fc.record({ segment, readPoint: lsn }).map((what): ReadStep => ({ ask: "accept", ...what })),
  },
);

/** Scripts of up to 24 steps over six segments and six records. */
export function readScripts(): fc.Arbitrary<ReadScript> {
  return fc.record({
    startLsn: fc.constant(START_LSN),
    recordCount: fc.constant(RECORD_COUNT),
    model: fc.record({
      expectedMs: fc.constantFrom(1, 0.5, 2),
      hedgeFactor: fc.constantFrom(3, 1, 2),
    }),
    steps: fc.array(step, { minLength: 1, maxLength: 24 }),
  });
}

/**
 * Runs of a volume with one group that reads more than it writes: a query holds its read point while records are written
 * and nodes collect what they may, and it reads pages, as others do. Shrinks towards one write and one read.
 */
export function longQueries(mix: FaultMix): fc.Arbitrary<VolumeScenario> {
  const atMs = (fromMs: number, toMs: number) =>
    fc.integer({ min: fromMs * 1000, max: toMs * 1000 }).map((us) => us / 1000);
  const page = fc.integer({ min: 1, max: 3 });
  return fc
    .record({
      seed: fc.nat({ max: 9_999 }),
      writes: fc.array(fc.tuple(atMs(0, 40), page), { minLength: 1, maxLength: 8 }),
      fromMs: atMs(2, 12),
      toMs: atMs(30, 55),
      reads: fc.array(fc.tuple(atMs(10, 60), page, fc.boolean()), { minLength: 1, maxLength: 8 }),
      faults: faultsOf(mix),
    })
    .map(({ seed, writes, fromMs, toMs, reads, faults }): VolumeScenario => {
      const view = "Q1";
      const workload: WorkloadStep[] = [
        ...writes.map(([at, which]): WorkloadStep => ({ kind: "write", atMs: at, pages: [which] })),
        { kind: "open-view", atMs: fromMs, view },
        { kind: "close-view", atMs: toMs, view },
        ...reads.map(([at, which, isIn]): WorkloadStep => ({
          kind: "read",
          atMs: at,
          page: which,
          ...(isIn ? { view } : {}),
        })),
      ];
      return {
        seed,
        groupCount: 1,
        workload: workload.sort((a, b) => a.atMs - b.atMs),
        faults: faults.filter((fault) => !("node" in fault && fault.node.endsWith("2"))),
        untilMs: 66,
        model: { gossipMs: 5, backgroundMs: 12, resendMs: 20 },
      };
    });
}
