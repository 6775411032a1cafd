import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fileRecord, holdsRecord, openSegment, type Segment } from "../../../src/core/aurora/index.ts";
import { SEED } from "../seed.ts";
import { ACKNOWLEDGED, previousOf } from "./figure-3.ts";

/** A group's log: each record with the one before it. */
type Log = readonly { readonly lsn: number; readonly previousLsn: number }[];

const logOf = (startLsn: number, gaps: readonly number[]): Log => {
  let lsn = startLsn;
  return gaps.map((gap) => ({ previousLsn: lsn, lsn: (lsn += gap) }));
};

const filed = (startLsn: number, records: Log): Segment =>
  records.reduce((segment, { lsn, previousLsn }) => fileRecord(segment, lsn, previousLsn), openSegment(startLsn));

describe("a segment", () => {
  it.each([
    ["A", 101],
    ["B", 105],
    ["C", 107],
    ["D", 103],
    ["E", 103],
    ["F", 101],
    ["A2", 106],
    ["B2", 100],
    ["C2", 102],
    ["D2", 100],
    ["E2", 102],
    ["F2", 106],
  ])("%s of the paper's Figure 3 has the SCL %i", (name, scl) => {
    const records = ACKNOWLEDGED.get(name)!.map((lsn) => ({ lsn, previousLsn: previousOf(lsn) }));
    expect(filed(99, records).scl).toBe(scl);
    expect(filed(99, records.toReversed()).scl).toBe(scl);
  });

  it("moves its SCL when a gap is closed, as the worked example says", () => {
    const log = logOf(100, [1, 2, 2, 2, 2]);
    const record = (lsn: number) => log.find((record) => record.lsn === lsn)!;
    let segment = filed(100, [record(103), record(107), record(109)]);
    expect(segment).toEqual({
      scl: 100,
      stretches: [
        { afterLsn: 101, lastLsn: 103 },
        { afterLsn: 105, lastLsn: 109 },
      ],
    });
    segment = fileRecord(segment, 101, 100);
    expect(segment).toEqual({ scl: 103, stretches: [{ afterLsn: 105, lastLsn: 109 }] });
    expect(fileRecord(segment, 105, 103)).toEqual({ scl: 109, stretches: [] });
  });

  it("is the same segment when a record comes a second time, below its SCL or above a gap", () => {
    const segment = filed(100, [
      { lsn: 101, previousLsn: 100 },
      { lsn: 105, previousLsn: 103 },
      { lsn: 107, previousLsn: 105 },
    ]);
    for (const [lsn, previousLsn] of [
      [101, 100],
      [105, 103],
      [107, 105],
    ] as const) {
      // prettier-ignore
      expect(fileRecord(segment, lsn, previousLsn)).toBe(segment);
      expect(holdsRecord(segment, lsn)).toBe(true);
    }
    expect(holdsRecord(segment, 103)).toBe(false);
    expect(holdsRecord(segment, 109)).toBe(false);
  });

  it("is never changed: filing gives another one", () => {
    const before = openSegment(100);
    fileRecord(before, 105, 103);
    fileRecord(before, 101, 100);
    expect(before).toEqual({ scl: 100, stretches: [] });
  });

  it("ends the same whatever the order of arrival, repeats and all, and knows what it holds on the way", () => {
    const logs = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 12 }).chain((gaps) => {
      const log = logOf(100, gaps);
      // Some records of the log, in any order, some of them twice.
      const arrivals = fc
        .tuple(fc.shuffledSubarray([...log]), fc.array(fc.constantFrom(...log), { maxLength: 5 }))
        .chain(([once, again]) => fc.shuffledSubarray([...once, ...again], { minLength: once.length + again.length }));
      return fc.tuple(fc.constant(log), arrivals);
    });
    fc.assert(
      fc.property(logs, ([log, arrivals]) => {
        // The slow and obvious model: a set of what came, and a walk from the beginning until something is missing.
        const came = new Set<number>();
        let segment = openSegment(100);
        for (const { lsn, previousLsn } of arrivals) {
          came.add(lsn);
          segment = fileRecord(segment, lsn, previousLsn);
          const firstMissing = log.find((record) => !came.has(record.lsn));
          expect(segment.scl).toBe(firstMissing?.previousLsn ?? log.at(-1)!.lsn);
          for (const record of log) expect(holdsRecord(segment, record.lsn)).toBe(came.has(record.lsn));
        }
        expect(segment).toEqual(filed(100, log.filter(({ lsn }) => came.has(lsn)))); // prettier-ignore
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });
});
