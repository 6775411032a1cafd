import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  AURORA_RULE,
  createCommitTracker,
  placementOf,
  quorumRules,
  runCommitScript,
  type CommitScript,
  type CommitTracker,
  type CommitTrackerOptions,
} from "../../../src/core/aurora/index.ts";
import { InvariantError, firstDifference } from "../../../src/core/kernel/index.ts";
import { commitScripts } from "../../arbitraries/storage.ts";
import { SEED } from "../seed.ts";
import { ACKNOWLEDGED, LSNS, groupOf } from "./figure-3.ts";

/** Slow and obvious: keeps everything that it was told, and works out each answer from the beginning. */
function createObviousTracker({ startLsn, rule }: CommitTrackerOptions): CommitTracker {
  const records: { lsn: number; group: number; isCpl: boolean }[] = [];
  const acknowledgements: { segment: string; lsn: number }[] = [];
  let requests: { transaction: string; commitLsn: number }[] = [];

  const isDurable = ({ lsn, group }: { lsn: number; group: number }) => {
    const members = placementOf(group).map(({ segment }) => segment);
    const heard = new Set(acknowledgements.filter((ack) => ack.lsn === lsn).map(({ segment }) => segment));
    return members.filter((segment) => heard.has(segment)).length >= rule.writeQuorum;
  };
  const completeUpTo = (log: typeof records) => {
    const firstMissing = log.findIndex((record) => !isDurable(record));
    return firstMissing === -1 ? (log.at(-1)?.lsn ?? startLsn) : (log[firstMissing - 1]?.lsn ?? startLsn);
  };
  const vcl = () => completeUpTo(records);
  const vdl = () =>
    Math.max(startLsn, ...records.filter(({ lsn, isCpl }) => isCpl && lsn <= vcl()).map(({ lsn }) => lsn));

  return {
    recordShipped: (record) => void records.push(record),
    segmentAcknowledged: (ack) => {
      // An acknowledgement of what was not shipped yet is of another life of the volume.
      if (records.some(({ lsn }) => lsn === ack.lsn)) acknowledgements.push(ack);
    },
    commitRequested: (request) => void requests.push(request),
    pgcl: (group) => completeUpTo(records.filter((record) => record.group === group)),
    vcl,
    vdl,
    takeAnswerable: () => {
      const answerable = requests.filter(({ commitLsn }) => commitLsn <= vdl());
      requests = requests.filter((request) => !answerable.includes(request));
      return answerable.sort((a, b) => a.commitLsn - b.commitLsn).map(({ transaction }) => transaction);
    },
  };
}

const opened = (startLsn = 100, rule = AURORA_RULE) => createCommitTracker({ startLsn, rule });
const acknowledge = (tracker: CommitTracker, lsn: number, segments: string) => {
  for (const segment of segments) tracker.segmentAcknowledged({ segment, lsn });
};

describe("Figure 3 of the 2018 paper", () => {
  function figure3(cpls: readonly number[]) {
    const tracker = opened(99);
    for (const lsn of LSNS) tracker.recordShipped({ lsn, group: groupOf(lsn), isCpl: cpls.includes(lsn) });
    for (const [segment, lsns] of ACKNOWLEDGED) for (const lsn of lsns) tracker.segmentAcknowledged({ segment, lsn });
    return tracker;
  }

  it("has the printed acknowledgements", () => {
    const counts = LSNS.map((lsn) => [...ACKNOWLEDGED.values()].filter((lsns) => lsns.includes(lsn)).length);
    expect(Object.fromEntries(LSNS.map((lsn, index) => [lsn, counts[index]]))).toEqual({
      100: 6,
      101: 6,
      102: 4,
      103: 4,
      104: 4,
      105: 3,
      106: 3,
      107: 4,
    });
  });

  it("has PGCL 103 and 104, and VCL 104", () => {
    const tracker = figure3(LSNS);
    expect([tracker.pgcl(1), tracker.pgcl(2), tracker.vcl()]).toEqual([103, 104, 104]);
  });

  it("shows that the VCL is not the lowest PGCL: group 1's next record is 105", () => {
    const tracker = figure3(LSNS);
    expect(Math.min(tracker.pgcl(1), tracker.pgcl(2))).toBe(103);
    expect(tracker.vcl()).toBe(104);
  });

  it("shows that a PGCL counts records, not gap-free points: the fourth-highest SCL of group 2 is 102", () => {
    const scls = [106, 100, 102, 100, 102, 106];
    expect(scls.sort((a, b) => b - a)[AURORA_RULE.writeQuorum - 1]).toBe(102);
    expect(figure3(LSNS).pgcl(2)).toBe(104);
  });

  it("has VDL 104 with a CPL at every LSN, and 103 with CPLs at 103 and 107", () => {
    expect(figure3(LSNS).vdl()).toBe(104);
    expect(figure3([103, 107]).vdl()).toBe(103);
  });

  it("goes to the end once a fourth segment has 105 and 106", () => {
    const tracker = figure3(LSNS);
    tracker.segmentAcknowledged({ segment: "D", lsn: 105 });
    expect([tracker.pgcl(1), tracker.pgcl(2), tracker.vcl()]).toEqual([107, 104, 105]);
    tracker.segmentAcknowledged({ segment: "C2", lsn: 106 });
    expect([tracker.pgcl(1), tracker.pgcl(2), tracker.vcl()]).toEqual([107, 106, 107]);
  });
});

describe("the truncation example of the 2017 paper", () => {
  it("is complete to 1007, but durable to 1000", () => {
    const tracker = opened(899);
    for (let lsn = 900; lsn <= 1100; lsn++) {
      tracker.recordShipped({ lsn, group: 1, isCpl: [900, 1000, 1100].includes(lsn) });
      if (lsn <= 1007) acknowledge(tracker, lsn, "ABCD");
    }
    expect([tracker.vcl(), tracker.vdl()]).toEqual([1007, 1000]);
  });
});

describe("the reference commit tracker", () => {
  it.each([
    ["■■■□□□", "ABC", 100],
    ["■■■■□□", "ABCD", 101],
    ["■■■■■■", "ABCDEF", 101],
  ])("with %s", (_, segments, vcl) => {
    const tracker = opened();
    tracker.recordShipped({ lsn: 101, group: 1, isCpl: true });
    acknowledge(tracker, 101, segments);
    expect(tracker.vcl()).toBe(vcl);
  });

  it("counts no stranger, and no record before it was shipped", () => {
    const tracker = opened();
    acknowledge(tracker, 101, "ABCDEF");
    tracker.recordShipped({ lsn: 101, group: 1, isCpl: true });
    acknowledge(tracker, 101, "ABC");
    for (const segment of ["A2", "Z", "writer"]) tracker.segmentAcknowledged({ segment, lsn: 101 });
    expect(tracker.vcl()).toBe(100);
    acknowledge(tracker, 101, "F");
    expect(tracker.vcl()).toBe(101);
  });

  it("answers commits of one LSN in the order in which they were asked for", () => {
    const tracker = opened();
    tracker.recordShipped({ lsn: 101, group: 1, isCpl: true });
    for (const transaction of ["T2", "T1"]) tracker.commitRequested({ transaction, commitLsn: 101 });
    acknowledge(tracker, 101, "ABCD");
    expect(tracker.takeAnswerable()).toEqual(["T2", "T1"]);
  });

  it("takes the rules that it is given", () => {
    const tracker = createCommitTracker(
      { startLsn: 100, rule: AURORA_RULE },
      { mayWrite: (rule, group, heard) => quorumRules.mayRead(rule, group, heard) },
    );
    tracker.recordShipped({ lsn: 101, group: 1, isCpl: true });
    acknowledge(tracker, 101, "ABC");
    expect(tracker.vcl()).toBe(101);
  });

  it("asks the rules with each segment once, in the order of arrival, until the record has its quorum", () => {
    const asked: string[] = [];
    const tracker = createCommitTracker(
      { startLsn: 100, rule: AURORA_RULE },
      {
        mayWrite(rule, group, heard) {
          asked.push(heard.join(""));
          return quorumRules.mayWrite(rule, group, heard);
        },
      },
    );
    tracker.recordShipped({ lsn: 101, group: 1, isCpl: true });
    acknowledge(tracker, 101, "FFAAFCBDE");
    // A repeat asks again: who makes up a quorum may have changed meanwhile.
    expect(asked).toEqual(["F", "F", "FA", "FA", "FA", "FAC", "FACB"]);
  });

  it.each([100, 99])("refuses a record at LSN %i when the volume was opened at 100", (lsn) => {
    expect(() => opened().recordShipped({ lsn, group: 1, isCpl: true })).toThrow(InvariantError);
  });

  it("refuses records out of order, even of different groups", () => {
    const tracker = opened();
    tracker.recordShipped({ lsn: 105, group: 1, isCpl: true });
    expect(() => tracker.recordShipped({ lsn: 105, group: 2, isCpl: true })).toThrow("in the order of their LSNs");
    expect(() => tracker.recordShipped({ lsn: 103, group: 2, isCpl: true })).toThrow(InvariantError);
  });

  it("does what the obvious one does, event for event", () => {
    // Strangers and records that were never shipped among the acknowledgements, and any rule.
    const stray = fc.record({
      place: fc.nat(),
      segment: fc.constantFrom("A", "D2", "Z"),
      lsn: fc.integer({ min: 95, max: 130 }),
    });
    const scripts = fc
      .tuple(commitScripts({ withCommits: true }), fc.array(stray, { maxLength: 4 }))
      .map(([script, strays]): CommitScript => {
        const steps = [...script.steps];
        for (const { place, segment, lsn } of strays) {
          steps.splice(place % (steps.length + 1), 0, { tell: "acknowledged", segment, lsn });
        }
        return { ...script, steps };
      });
    const rules = fc.record({
      copyCount: fc.constant(6),
      writeQuorum: fc.integer({ min: 1, max: 6 }),
      readQuorum: fc.constant(3),
    });
    fc.assert(
      fc.property(scripts, fc.oneof(fc.constant(AURORA_RULE), rules), (script, rule) => {
        const traces = [createCommitTracker, createObviousTracker].map((create) =>
          runCommitScript(script, ({ startLsn }) => create({ startLsn, rule })),
        );
        const [trace = [], obvious = []] = traces;
        const index = firstDifference(trace, obvious);
        if (index !== -1) expect(trace[index]).toEqual(obvious[index]);
        expect(index).toBe(-1);
      }),
      { seed: SEED, numRuns: 1_500 },
    );
  });
});
