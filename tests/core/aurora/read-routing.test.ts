import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  readRouting,
  runReadScript,
  runVolume,
  type ReadRouting,
  type ReadRoutingModel,
  type SegmentView,
} from "../../../src/core/aurora/index.ts";
import { readScripts } from "../../arbitraries/read-routing.ts";
import { systemScenarios } from "../../arbitraries/storage.ts";
import { SEED } from "../seed.ts";

const { plan, accepts, minimumReadPoint } = readRouting;
const model: ReadRoutingModel = { expectedMs: 1, hedgeFactor: 3 };
const view = (segment: string, scl: number, ...recentMs: readonly number[]): SegmentView => ({
  segment,
  scl,
  recentMs,
});

describe("a read plan", () => {
  it("is the one of the worked example", () => {
    const segments = [view("A", 103, 0.3), view("C", 105, 0.9), view("E", 107, 1.1)];
    const { order, hedgeAfterMs } = plan(segments, 105, model);
    expect(order).toEqual(["C", "E"]);
    expect(hedgeAfterMs).toBeCloseTo(2.7);
  });

  it.each([
    [104, ["A", "B", "C"]],
    [105, ["B", "C"]],
    [106, ["C"]],
    [107, []],
  ])("as of %i asks those with an SCL of at least that", (readPoint, order) => {
    expect(plan([view("A", 104), view("B", 105), view("C", 106)], readPoint, model).order).toEqual(order);
  });

  it.each<readonly [readonly number[], number]>([
    [[], 1],
    [[0.5], 0.5],
    [[0.5, 2], 1.25],
    [[9, 1, 2], 2],
    [[10, 9, 1, 2], 5.5],
  ])("expects of a segment that took %j ms the median: %d ms", (recentMs, expectedMs) => {
    expect(plan([view("A", 100, ...recentMs)], 100, model).hedgeAfterMs).toBe(expectedMs * 3);
    const just = [view("A", 100, expectedMs), view("B", 100, ...recentMs)];
    const more = [view("A", 100, expectedMs + 0.125), view("B", 100, ...recentMs)];
    expect(plan(just, 100, model).order).toEqual(["A", "B"]);
    expect(plan(more, 100, model).order).toEqual(["B", "A"]);
  });

  it("waits for nobody when nobody is complete", () => {
    expect(plan([view("A", 99, 5)], 100, model)).toEqual({ order: [], hedgeAfterMs: 0 });
    expect(plan([], 100, model)).toEqual({ order: [], hedgeAfterMs: 0 });
  });

  it("leaves what it was given alone", () => {
    const segments = [view("A", 100, 3, 1, 2), view("B", 101, 1)];
    plan(segments, 100, model);
    expect(segments).toEqual([view("A", 100, 3, 1, 2), view("B", 101, 1)]);
  });
});

describe("a segment", () => {
  it("serves exactly the read points from its PGMRPL to its SCL, all of them tried", () => {
    for (let scl = 0; scl < 5; scl++) {
      for (let pgmrpl = 0; pgmrpl < 5; pgmrpl++) {
        for (let readPoint = 0; readPoint < 5; readPoint++) {
          const isServed = pgmrpl <= readPoint && readPoint <= scl;
          const expected = isServed ? "served" : readPoint > scl ? "behind" : "collected";
          expect(accepts({ scl, pgmrpl }, readPoint)).toBe(expected);
        }
      }
    }
  });
});

describe("PGMRPL", () => {
  it.each<readonly [readonly number[], number, number, number]>([
    [[], 105, 100, 105],
    [[103], 105, 100, 103],
    [[104, 103, 105], 105, 100, 103],
    [[103], 105, 103, 103],
    [[102], 105, 103, 103],
    [[], 105, 105, 105],
  ])("with read points %j open and VDL %i, after %i, is %i", (open, vdl, last, expected) => {
    expect(minimumReadPoint(open, vdl, last)).toBe(expected);
  });
});

/** The same, written as naively as can be: take the best of what is left, again and again. */
const slowRouting: ReadRouting = {
  plan(segments, readPoint, { expectedMs, hedgeFactor }) {
    const expectedOf = ({ recentMs }: SegmentView): number => {
      if (recentMs.length === 0) return expectedMs;
      // The median: as many are below as above.
      const [low, high] = [Math.floor((recentMs.length - 1) / 2), Math.ceil((recentMs.length - 1) / 2)];
      const nth = (n: number) =>
        recentMs.find((ms) => {
          const below = recentMs.filter((other) => other < ms).length;
          const upTo = recentMs.filter((other) => other <= ms).length;
          return below <= n && n < upTo;
        }) as number;
      return (nth(low) + nth(high)) / 2;
    };
    const left = segments.filter(({ scl }) => !(scl < readPoint));
    const order: string[] = [];
    let hedgeAfterMs = 0;
    while (left.length > 0) {
      let best = left[0] as SegmentView;
      for (const each of left) if (expectedOf(each) < expectedOf(best)) best = each;
      if (order.length === 0) hedgeAfterMs = expectedOf(best) * hedgeFactor;
      order.push(best.segment);
      left.splice(left.indexOf(best), 1);
    }
    return { order, hedgeAfterMs };
  },
  accepts: ({ scl, pgmrpl }, readPoint) => (scl < readPoint ? "behind" : readPoint < pgmrpl ? "collected" : "served"),
  minimumReadPoint(open, vdl, last) {
    let lsn = last;
    while ([...open, vdl].every((point) => lsn < point)) lsn++;
    return lsn;
  },
};

describe("the reference read routing", () => {
  it("says in every script what the naive one says", () => {
    fc.assert(
      fc.property(readScripts(), (script) => {
        expect(runReadScript(script, readRouting)).toEqual(runReadScript(script, slowRouting));
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  it("moves PGMRPL forward only, and never past an open read point that came in time", () => {
    fc.assert(
      fc.property(readScripts(), (script) => {
        let pgmrpl = script.startLsn;
        const held = new Map<string, number>();
        for (const event of runReadScript(script, readRouting)) {
          if (event.kind === "view-opened") {
            // A query that opens its read point too late cannot be helped.
            if (event.readPoint >= pgmrpl) held.set(event.view, event.readPoint);
            else held.delete(event.view);
          }
          if (event.kind === "view-closed") held.delete(event.view);
          if (event.kind !== "pgmrpl-told") continue;
          expect(event.pgmrpl).toBeGreaterThanOrEqual(pgmrpl);
          pgmrpl = event.pgmrpl;
          for (const point of held.values()) expect(pgmrpl).toBeLessThanOrEqual(point);
        }
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  it("costs one request a read where nothing fails, but for the few that are hedged", () => {
    let readCount = 0;
    let hedgeCount = 0;
    fc.assert(
      fc.property(systemScenarios("none", { isShort: true }), (scenario) => {
        const counts = { asked: 0, refused: 0, failed: 0 };
        for (const event of runVolume(scenario)) {
          if (event.kind === "page-asked" && event.isHedge) hedgeCount++;
          if (event.kind === "page-asked" && !event.isHedge) counts.asked++;
          if (event.kind === "page-refused") counts.refused++;
          if (event.kind === "read-failed") counts.failed++;
        }
        const reads = scenario.workload.filter(({ kind }) => kind === "read").length;
        readCount += reads;
        expect(counts.asked).toBe(reads - counts.failed + counts.refused);
      }),
      { seed: SEED, numRuns: 300 },
    );
    expect(readCount).toBeGreaterThan(500);
    expect(hedgeCount / readCount).toBeLessThan(0.1);
  });
});
