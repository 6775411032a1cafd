import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import {
  backtracksLandOnPoints,
  nothingAnsweredSinceIsLost,
  readsSeeVisibleCommits,
  refusalsAreTrue,
  type BacktrackOptions,
  type BacktrackTarget,
} from "four-of-six/aurora";
import { describe, expect, it } from "vitest";
import { rig, volumeRig } from "../../../exercises/aurora-storage/backtrack/rig.ts";
import { backtrackScenarios, backtrackScripts } from "../../arbitraries/backtrack.ts";
import { systemScenarios } from "../../arbitraries/storage.ts";

const { createBacktrackLog } = answer(rig);

const HOUR_MS = 3_600_000;

/**
 * A log opened at hour 0 and LSN 100, with a window of 24 hours and room for 100 records, and a history: in `1c 2n 3c`,
 * LSN 101 is written at hour 1 and a consistency point, 102 at hour 2 and none, 103 at hour 3. Times are said in hours.
 */
function opened(history = "", options: Partial<BacktrackOptions> = {}) {
  const log = createBacktrackLog({
    openedAt: { lsn: 100, atMs: 0 },
    targetWindowMs: 24 * HOUR_MS,
    storedRecordsMax: 100,
    ...options,
  });
  let lastLsn = options.openedAt?.lsn ?? 100;
  const write = (texts: string) => {
    for (const text of texts.split(" ")) {
      const [, hour, kind] = /^([\d.]+)([cn])$/.exec(text) ?? [];
      log.recordWritten({ lsn: ++lastLsn, atMs: Number(hour) * HOUR_MS, isCpl: kind === "c" });
    }
  };
  if (history !== "") write(history);
  return {
    write,
    earliest: (now: number) => log.earliestMs(now * HOUR_MS) / HOUR_MS,
    targetFor: (time: number, now: number) => log.targetFor(time * HOUR_MS, now * HOUR_MS),
    backtrack: (time: number, now: number) => log.backtrack(time * HOUR_MS, now * HOUR_MS),
    visible: () => Array.from({ length: lastLsn - 99 }, (_, index) => 100 + index).filter((lsn) => log.isVisible(lsn)),
  };
}
const target = (lsn: number, hour: number): BacktrackTarget => ({ kind: "target", lsn, atMs: hour * HOUR_MS });
const exceeded = (hour: number): BacktrackTarget => ({
  kind: "backtrack-window-exceeded",
  earliestMs: hour * HOUR_MS,
});

describe("examples", () => {
  it("leads to the last consistency point at or before the time", () => {
    const log = opened("1c 2c 4c");
    expect(log.targetFor(2.25, 6), "target for 2:15 h, with points at 1, 2 and 4 h").toEqual(target(102, 2));
    expect(log.targetFor(3.75, 6), "target for 3:45 h: the point of 4 h is nearer, and after the time").toEqual(
      target(102, 2),
    );
    expect(log.targetFor(4, 6), "target for 4 h exactly").toEqual(target(103, 4));
    expect(log.targetFor(6, 6), "target for now").toEqual(target(103, 4));

    const other = opened("5c");
    expect(other.targetFor(6, 6), "target for now in another log, which knows one point, of 5 h").toEqual(
      target(101, 5),
    );
    expect(log.targetFor(6, 6), "target for now in the first log, after the other one was opened").toEqual(
      target(103, 4),
    );
  });

  it("never leads inside a mini-transaction", () => {
    const log = opened("1c 2n 3n 4c 5c");
    expect(log.targetFor(3.5, 6), "target for 3:30 h: 102 and 103 are no CPLs").toEqual(target(101, 1));
    expect(log.targetFor(4.5, 6), "target for 4:30 h").toEqual(target(104, 4));
  });

  it("takes the highest LSN of several points of the same time", () => {
    const log = opened("1c 2c 2c 2n 2c 3c");
    expect(log.targetFor(2, 6), "target for 2 h, with points 102, 103 and 105 at 2 h").toEqual(target(105, 2));
  });

  it("leads back to the state in which the cluster was opened, and no further", () => {
    const clone = opened("6c", { openedAt: { lsn: 100, atMs: 5 * HOUR_MS } });
    expect(clone.targetFor(5.5, 7), "target for 5:30 h of a clone made at 5 h and first written at 6 h").toEqual(
      target(100, 5),
    );
    expect(clone.earliest(7), "earliest time of that clone, in hours").toBe(5);
    expect(clone.targetFor(4.5, 7), "target for 4:30 h of that clone").toEqual(exceeded(5));
    expect(opened().targetFor(3, 4), "target for 3 h of a cluster that was never written").toEqual(target(100, 0));
  });

  it("reaches back exactly as far as the target window", () => {
    const log = opened("1c 20c", { targetWindowMs: 10 * HOUR_MS });
    expect(log.earliest(24), "earliest time at 24 h, with a window of 10 h").toBe(14);
    expect(log.targetFor(14, 24), "target for 14 h, at 24 h: the point of 1 h still was the state at 14 h").toEqual(
      target(101, 1),
    );
    expect(log.targetFor(13.99, 24), "target for 13:59 h, at 24 h").toEqual(exceeded(14));
    expect(log.earliest(8), "earliest time at 8 h").toBe(0);
  });

  it("reaches a point as long as no more records were written after it than storage keeps", () => {
    const three = opened("1c 2n 3c 4c 5c", { storedRecordsMax: 3 });
    expect(
      three.earliest(6),
      "earliest time with room for 3 records: 103, of 3 h, has two after it, 102 is no CPL",
    ).toBe(3);
    const four = opened("1c 2n 3c 4c 5c", { storedRecordsMax: 4 });
    expect(four.earliest(6), "earliest time with room for 4 records: 101, of 1 h, has four after it").toBe(1);
    expect(four.targetFor(1, 6), "target for 1 h, with room for 4 records").toEqual(target(101, 1));
    expect(four.targetFor(0.5, 6), "target for 0:30 h: five records were written after the opening").toEqual(
      exceeded(1),
    );
    const later = opened("1c 2n 3c 4c 5c 6c", { storedRecordsMax: 4 });
    expect(later.targetFor(2.5, 6), "target for 2:30 h with a sixth record, at 6 h").toEqual(exceeded(3));
  });

  it("changes nothing when it is only asked, and nothing when it refuses", () => {
    const log = opened("1c 2c 3c", { targetWindowMs: 2 * HOUR_MS });
    log.targetFor(2, 4);
    expect(log.visible(), "visible after asking for the target of 2 h").toEqual([100, 101, 102, 103]);
    expect(log.backtrack(1, 4), "backtrack to 1 h at 4 h, with a window of 2 h").toEqual(exceeded(2));
    expect(log.visible(), "visible after the refusal").toEqual([100, 101, 102, 103]);
  });

  it("hides what is behind its target, and shows all that is up to it", () => {
    const log = opened("1c 2n 3c 4c 5c");
    expect(log.backtrack(4.5, 6), "backtrack to 4:30 h").toEqual(target(104, 4));
    expect(log.visible(), "visible after it").toEqual([100, 101, 102, 103, 104]);
    log.backtrack(1, 6);
    expect(log.visible(), "visible after a backtrack to 1 h").toEqual([100, 101]);
    log.backtrack(0, 6);
    expect(log.visible(), "visible after a backtrack to the opening").toEqual([100]);
  });

  it("goes forth again to what it has hidden", () => {
    const log = opened("1c 2c 3c 4c");
    log.backtrack(1, 5);
    expect(log.targetFor(3.5, 5), "target for 3:30 h while 102 to 104 are hidden").toEqual(target(103, 3));
    log.backtrack(3.5, 5);
    expect(log.visible(), "visible after a backtrack to 1 h and one forth to 3:30 h").toEqual([100, 101, 102, 103]);
    log.backtrack(5, 5);
    expect(log.visible(), "visible after another forth to 5 h").toEqual([100, 101, 102, 103, 104]);
  });

  it("shows what is written after a backtrack, without what it had hidden", () => {
    const log = opened("1c 2c 3c");
    log.backtrack(1.5, 4);
    log.write("5n 5c");
    expect(log.visible(), "visible after a backtrack to 1:30 h and a mini-transaction 104, 105").toEqual([
      100, 101, 104, 105,
    ]);
  });

  it("does not lead back to what was hidden when something new was written", () => {
    const log = opened("1c 2c 3c");
    log.backtrack(1.5, 4);
    log.write("5c");
    expect(log.targetFor(3.5, 6), "target for 3:30 h after 104 was written with 102 and 103 hidden").toEqual(
      target(101, 1),
    );
    log.backtrack(4.5, 6);
    expect(log.visible(), "visible after a backtrack to 4:30 h").toEqual([100, 101]);
    log.backtrack(6, 6);
    expect(log.visible(), "visible after one forth to 6 h").toEqual([100, 101, 104]);
  });

  it("gives up only what is hidden at the moment of the write", () => {
    const log = opened("1c 2c 3c");
    log.backtrack(1, 4);
    log.backtrack(2, 4);
    log.write("5c");
    expect(log.visible(), "visible after a backtrack to 1 h, one forth to 2 h, and a write").toEqual([
      100, 101, 102, 104,
    ]);
    expect(log.targetFor(2.5, 6), "target for 2:30 h afterwards").toEqual(target(102, 2));
  });

  it("counts hidden and annulled records among those that storage keeps", () => {
    const log = opened("1c 2c 3c", { storedRecordsMax: 3 });
    log.backtrack(1, 4);
    expect(log.earliest(4), "earliest time with three records after the opening, two of them hidden").toBe(0);
    log.write("5c");
    expect(log.earliest(5), "earliest time after a fourth record; two are annulled").toBe(1);
    log.write("6c");
    expect(log.earliest(6), "earliest time after a fifth: four were written after 101, so 104 is the oldest").toBe(5);
  });
});

describe("properties", () => {
  it("finds targets as the reference does, whatever was written when", () => {
    agreesWithReference(rig, rig.unit, answer(rig), backtrackScripts({ withBacktracks: false }), { runCount: 40 });
  });

  it("goes back and forth as the reference does, whatever is written in between", () => {
    agreesWithReference(rig, rig.unit, answer(rig), backtrackScripts({ withBacktracks: true }), { runCount: 40 });
  });
});

describe("the cluster", () => {
  it("shows readers exactly the commits that are visible, and loses none that was answered since", () => {
    keepsInvariants(
      rig,
      rig.cluster,
      answer(rig),
      backtrackScenarios(),
      [readsSeeVisibleCommits, nothingAnsweredSinceIsLost],
      { runCount: 12 },
    );
  });

  it("stands on a consistency point after every backtrack, and refuses exactly what is out of reach", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), backtrackScenarios(), [backtracksLandOnPoints, refusalsAreTrue], {
      runCount: 12,
    });
  });

  it("runs the cluster event for event as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), backtrackScenarios(), { runCount: 12 });
  });

  it("runs a whole volume, with everything else that happens to one, as the reference does", () => {
    agreesWithReference(
      volumeRig,
      volumeRig.cluster,
      answer(volumeRig),
      systemScenarios("messages", { withBacktrack: true, isShort: true }),
      {
        runCount: 2,
      },
    );
  });
});
