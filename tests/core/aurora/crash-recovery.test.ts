import { describe, expect, it } from "vitest";
import {
  AURORA_RULE,
  answerOf,
  crashRecovery,
  createCommitTracker,
  isAnnulled,
  type LeftSegment,
  type Recovery,
  type RecoveryAnswer,
  type RecoveryScript,
  type Truncation,
} from "../../../src/core/aurora/index.ts";

const LAL = 10_000_000;
type Shipped = RecoveryScript["shipped"];

/** One group's log of CPLs unless an LSN is listed as inside a mini-transaction. */
function logOf(lsns: readonly number[], { startLsn = 100, inside = [] as readonly number[], group = 1 } = {}): Shipped {
  return lsns.map((lsn, index) => ({
    lsn,
    group,
    isCpl: !inside.includes(lsn),
    previousLsn: lsns[index - 1] ?? startLsn,
  }));
}

const left = (segment: string, holds: readonly number[], more: Partial<LeftSegment> = {}): LeftSegment => ({
  segment,
  group: 1,
  volumeEpoch: 1,
  durableLsn: 100,
  holds,
  truncations: [],
  ...more,
});

const recover = (answers: readonly RecoveryAnswer[], { volumeEpoch = 2, groups = [1] as readonly number[] } = {}) =>
  crashRecovery.recover({ rule: AURORA_RULE, groups, volumeEpoch, allocationLimit: LAL, answers });

const found = (recovery: Recovery) => {
  if (recovery.status !== "recovered") throw new Error(`The recovery is ${recovery.status}.`);
  return recovery;
};

describe("the reference crash recovery", () => {
  it("finds the paper's point: complete to 1007, durable to 1000, and cuts off what lies above", () => {
    const log = logOf([900, 950, 1000, 1007, 1100], { startLsn: 800, inside: [950, 1007] });
    const holds = [900, 950, 1000, 1007];
    const answers = ["A", "B", "C"].map((segment) => answerOf(left(segment, holds, { durableLsn: 800 }), log));
    expect(found(recover(answers))).toEqual({
      status: "recovered",
      vcl: 1007,
      vdl: 1000,
      truncation: { volumeEpoch: 2, afterLsn: 1000, throughLsn: 10_001_000 },
    });
  });

  it("takes a record that any of the three holds: the highest SCL would cut off what was acknowledged", () => {
    const log = logOf([101, 102, 103]);
    // 102 is on A, D, E, F and 103 on B, C, E, F: both acknowledged by four. A, B and C answer.
    const answers = [left("A", [101, 102]), left("B", [101, 103]), left("C", [101, 103])];
    expect(found(recover(answers.map((each) => answerOf(each, log)))).vdl).toBe(103);
  });

  it("waits for a read quorum of every group, and counts a segment once", () => {
    const log = logOf([101]);
    const answers = ["A", "B", "B", "A"].map((segment) => answerOf(left(segment, [101]), log));
    expect(recover(answers)).toEqual({ status: "waiting", groups: [1] });
    const third = answerOf(left("F", []), log);
    expect(found(recover([...answers, third])).vcl).toBe(101);
    expect(recover([...answers, third], { groups: [1, 2] })).toEqual({ status: "waiting", groups: [2] });
  });

  it("walks the one log of the volume through its groups, and stops at the first record that nobody holds", () => {
    const shipped: Shipped = [101, 102, 103, 104].map((lsn) => ({
      lsn,
      group: lsn % 2 === 1 ? 1 : 2,
      isCpl: true,
      previousLsn: lsn - 1,
    }));
    const first = ["A", "B", "C"].map((segment) => answerOf(left(segment, [101, 103]), shipped));
    const second = ["A2", "B2", "C2"].map((segment) => answerOf(left(segment, [104], { group: 2 }), shipped));
    expect(found(recover([...first, ...second], { groups: [1, 2] }))).toMatchObject({ vcl: 101, vdl: 101 });
  });

  it("begins at the highest VDL that anyone was told, whatever the others list below it", () => {
    const log = logOf([101, 102, 103]);
    const answers = [left("A", [101]), left("B", [], { durableLsn: 102 }), left("C", [103], { durableLsn: 101 })];
    expect(found(recover(answers.map((each) => answerOf(each, log))))).toMatchObject({ vcl: 103, vdl: 103 });
  });

  it("stops when anyone has been told a newer epoch, even before there is a read quorum", () => {
    const log = logOf([101]);
    expect(recover([answerOf(left("A", [101], { volumeEpoch: 3 }), log)])).toEqual({
      status: "superseded",
      volumeEpoch: 3,
    });
    const own = ["A", "B", "C"].map((segment) => answerOf(left(segment, [101], { volumeEpoch: 2 }), log));
    expect(found(recover(own)).vdl).toBe(101);
  });

  describe("after an earlier recovery", () => {
    const second: Truncation = { volumeEpoch: 2, afterLsn: 101, throughLsn: 10_000_101 };
    const shipped: Shipped = [...logOf([101, 102]), { lsn: 10_000_102, group: 1, isCpl: true, previousLsn: 101 }];

    it("takes its word: what it annulled stays gone, also on a segment that has not heard of it", () => {
      const answers = [
        left("A", [101, 102]),
        left("B", [101], { volumeEpoch: 2, truncations: [second] }),
        left("C", [101, 10_000_102], { volumeEpoch: 2, truncations: [second] }),
      ];
      expect(
        found(
          recover(
            answers.map((each) => answerOf(each, shipped)),
            { volumeEpoch: 3 },
          ),
        ),
      ).toEqual({
        status: "recovered",
        vcl: 10_000_102,
        vdl: 10_000_102,
        truncation: { volumeEpoch: 3, afterLsn: 10_000_102, throughLsn: 20_000_102 },
      });
    });

    it("reaches beyond its truncation, where the instance that it opened began to give out LSNs", () => {
      const answers = ["B", "D", "E"].map((segment) =>
        answerOf(left(segment, [101], { volumeEpoch: 2, truncations: [second] }), shipped),
      );
      expect(found(recover(answers, { volumeEpoch: 3 })).truncation.throughLsn).toBe(20_000_101);
    });

    it("believes the latest of several: an earlier one that was cut short may have annulled too much", () => {
      const third: Truncation = { volumeEpoch: 3, afterLsn: 102, throughLsn: 10_000_102 };
      const answers = [
        left("A", [101, 102], { volumeEpoch: 3, truncations: [third] }),
        left("B", [101], { volumeEpoch: 2, truncations: [second] }),
        left("C", [101]),
      ];
      expect(
        found(
          recover(
            answers.map((each) => answerOf(each, shipped)),
            { volumeEpoch: 4 },
          ),
        ).vdl,
      ).toBe(102);
    });
  });
});

it("annuls what lies above a truncation's beginning, up to and including its end", () => {
  const truncations = [{ volumeEpoch: 2, afterLsn: 10, throughLsn: 20 }];
  expect([10, 11, 20, 21].map((lsn) => isAnnulled(truncations, lsn))).toEqual([false, true, true, false]);
});

/**
 * Every layout of four records on six segments, up to the names of the segments: a segment holds one of 16 sets of
 * records, six of them hold a multiset of these. Whatever the read quorum, recovery must not fall below the VDL that the
 * tracker would have reached with every copy acknowledged.
 */
describe("every layout of four records on six segments", () => {
  const LSNS = [101, 102, 103, 104];
  const log = logOf(LSNS);
  const triples = [..."ABCDEF"].flatMap((_, a) =>
    [..."ABCDEF"].flatMap((__, b) => [..."ABCDEF"].flatMap((___, c) => (a < b && b < c ? [[a, b, c] as const] : []))),
  );
  const answerFor = Array.from({ length: 16 }, (_, bits) =>
    [..."ABCDEF"].map((segment) =>
      answerOf(
        left(
          segment,
          LSNS.filter((__, index) => (bits >> index) & 1),
        ),
        log,
      ),
    ),
  );

  function* layouts(): Generator<readonly number[]> {
    const bits = [0, 0, 0, 0, 0, 0];
    for (;;) {
      yield bits;
      let place = 5;
      while (place >= 0 && bits[place] === 15) place--;
      if (place < 0) return;
      const next = (bits[place] as number) + 1;
      for (let index = place; index < 6; index++) bits[index] = next;
    }
  }

  function trackerVdl(layout: readonly number[]): number {
    const tracker = createCommitTracker({ startLsn: 100, rule: AURORA_RULE });
    for (const record of log) tracker.recordShipped(record);
    layout.forEach((bits, place) => {
      LSNS.forEach((lsn, index) => {
        if ((bits >> index) & 1) tracker.segmentAcknowledged({ segment: "ABCDEF"[place] as string, lsn });
      });
    });
    return tracker.vdl();
  }

  const sclOf = (bits: number) => {
    let scl = 100;
    while (scl < 104 && (bits >> (scl - 100)) & 1) scl++;
    return scl;
  };

  it("loses no acknowledged commit with any read quorum, where the highest SCL of the three would", () => {
    let layoutCount = 0;
    let lostBySclCount = 0;
    for (const layout of layouts()) {
      layoutCount++;
      const vdl = trackerVdl(layout);
      let isLostByScl = false;
      for (const triple of triples) {
        const answers = triple.map((place) => answerFor[layout[place] as number]?.[place] as RecoveryAnswer);
        const recovered = found(recover(answers));
        if (recovered.vdl < vdl)
          expect.fail(`${layout.join(" ")}, read by ${triple.join(" ")}: ${recovered.vdl} < ${vdl}`);
        isLostByScl ||= Math.max(...triple.map((place) => sclOf(layout[place] as number))) < vdl;
      }
      if (isLostByScl) lostBySclCount++;
    }
    expect(layoutCount).toBe(54_264);

    expect(lostBySclCount).toBe(4_709);
  });
});
