import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BACKTRACK_INVARIANTS,
  backtrackEventText,
  backtracksLandOnPoints,
  clockText,
  createBacktrackLog,
  nothingAnsweredSinceIsLost,
  readsSeeVisibleCommits,
  refusalsAreTrue,
  runBacktrackCluster,
  runBacktrackScript,
  type BacktrackEvent,
  type BacktrackLog,
  type BacktrackOptions,
  type BacktrackScenario,
  type BacktrackTarget,
  type BacktrackTrace,
} from "../../../src/core/aurora/index.ts";
import { ScenarioError, traceText } from "../../../src/core/kernel/index.ts";
import { backtrackScenarios, backtrackScripts } from "../../arbitraries/backtrack.ts";
import { SEED } from "../seed.ts";

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** A log opened at hour 0 and LSN 100, with a window of 24 hours and room for 100 records. */
const opened = (options: Partial<BacktrackOptions> = {}) =>
  createBacktrackLog({ openedAt: { lsn: 100, atMs: 0 }, targetWindowMs: 24 * HOUR, storedRecordsMax: 100, ...options });

/** `1c 2n 3c`: at hour 1 LSN 101 is a consistency point, at hour 2 LSN 102 is none, and so on. */
function written(history: string, log = opened()): BacktrackLog {
  for (const [index, text] of history.split(" ").entries()) {
    const [, hour, kind] = /^([\d.]+)([cn])$/.exec(text) ?? [];
    log.recordWritten({ lsn: 101 + index, atMs: Number(hour) * HOUR, isCpl: kind === "c" });
  }
  return log;
}
const target = (lsn: number, hour: number): BacktrackTarget => ({ kind: "target", lsn, atMs: hour * HOUR });
const exceeded = (hour: number): BacktrackTarget => ({ kind: "backtrack-window-exceeded", earliestMs: hour * HOUR });
const visible = (log: BacktrackLog, last: number) =>
  Array.from({ length: last - 99 }, (_, index) => 100 + index).filter((lsn) => log.isVisible(lsn));

describe("the target of a time", () => {
  // The history of the file's opening comment.
  const log = () => written("1c 2n 3c 4c 5c");

  it.each([
    [0, 100, 0],
    [0.99, 100, 0],
    [1, 101, 1],
    [2.5, 101, 1],
    [2.99, 101, 1],
    [3, 103, 3],
    [4.5, 104, 4],
    [6, 105, 5],
  ])("hour %f is LSN %i", (hour, lsn, pointHour) => {
    expect(log().targetFor(hour * HOUR, 6 * HOUR)).toEqual(target(lsn, pointHour));
  });

  it("is the last of several points of one instant", () => {
    expect(written("1c 1c 1n 1c 2c").targetFor(HOUR, 2 * HOUR)).toEqual(target(104, 1));
  });

  it("is told without going there", () => {
    const asked = log();
    asked.targetFor(1 * HOUR, 6 * HOUR);
    expect(visible(asked, 105)).toEqual([100, 101, 102, 103, 104, 105]);
  });
});

describe("the earliest time", () => {
  it("is a target window ago, to the millisecond", () => {
    const log = written("1c 30c", opened());
    expect(log.earliestMs(30 * HOUR)).toBe(6 * HOUR);
    expect(log.targetFor(6 * HOUR, 30 * HOUR)).toEqual(target(101, 1));
    expect(log.targetFor(6 * HOUR - 1, 30 * HOUR)).toEqual(exceeded(6));
  });

  it("is the opening while the cluster is younger than its window", () => {
    const clone = opened({ openedAt: { lsn: 100, atMs: 5 * HOUR } });
    expect(clone.earliestMs(6 * HOUR)).toBe(5 * HOUR);
    expect(clone.targetFor(5 * HOUR - 1, 6 * HOUR)).toEqual(exceeded(5));
    expect(clone.targetFor(5 * HOUR, 6 * HOUR)).toEqual(target(100, 5));
  });

  it.each([
    [5, 0],
    [4, 1],
    [3, 3],
    [2, 3],
    [1, 4],
  ])("with room for %i of five records is hour %i", (storedRecordsMax, hour) => {
    const log = written("1c 2n 3c 4c 5c", opened({ storedRecordsMax }));
    expect(log.earliestMs(6 * HOUR)).toBe(hour * HOUR);
    expect(log.targetFor(hour * HOUR, 6 * HOUR).kind).toBe("target");
  });

  it("counts hidden and annulled records too", () => {
    const log = written("1c 2c 3c", opened({ storedRecordsMax: 3 }));
    log.backtrack(1 * HOUR, 4 * HOUR);
    expect(log.earliestMs(4 * HOUR)).toBe(0);
    log.recordWritten({ lsn: 104, atMs: 5 * HOUR, isCpl: true });
    expect(log.earliestMs(5 * HOUR)).toBe(1 * HOUR);
    log.recordWritten({ lsn: 105, atMs: 6 * HOUR, isCpl: true });
    // 102 and 103 are annulled: the oldest point that is left is 104.
    expect(log.earliestMs(6 * HOUR)).toBe(5 * HOUR);
  });
});

describe("a backtrack", () => {
  it("hides what is behind its target, and shows it again on the way forth", () => {
    const log = written("1c 2n 3c 4c 5c");
    expect(log.backtrack(3.5 * HOUR, 6 * HOUR)).toEqual(target(103, 3));
    expect(visible(log, 105)).toEqual([100, 101, 102, 103]);
    expect(log.backtrack(1 * HOUR, 6.1 * HOUR)).toEqual(target(101, 1));
    expect(visible(log, 105)).toEqual([100, 101]);
    expect(log.backtrack(6 * HOUR, 6.2 * HOUR)).toEqual(target(105, 5));
    expect(visible(log, 105)).toEqual([100, 101, 102, 103, 104, 105]);
  });

  it("changes nothing when it is refused", () => {
    const log = written("1c 2c", opened({ targetWindowMs: HOUR }));
    expect(log.backtrack(0, 3 * HOUR)).toEqual(exceeded(2));
    expect(visible(log, 102)).toEqual([100, 101, 102]);
  });

  it("may lead to where the volume stands already", () => {
    const log = written("1c 2c");
    expect(log.backtrack(5 * HOUR, 6 * HOUR)).toEqual(target(102, 2));
    log.recordWritten({ lsn: 103, atMs: 6 * HOUR, isCpl: true });
    expect(visible(log, 103)).toEqual([100, 101, 102, 103]);
  });
});

describe("a write after a backtrack", () => {
  const branched = () => {
    const log = written("1c 2c 3c");
    log.backtrack(1.5 * HOUR, 4 * HOUR);
    log.recordWritten({ lsn: 104, atMs: 5 * HOUR, isCpl: true });
    return log;
  };

  it("stays, and what was hidden does not come back", () => {
    const log = branched();
    expect(visible(log, 104)).toEqual([100, 101, 104]);
    expect(log.targetFor(3.5 * HOUR, 6 * HOUR)).toEqual(target(101, 1));
    expect(log.backtrack(6 * HOUR, 6 * HOUR)).toEqual(target(104, 5));
    expect(visible(log, 104)).toEqual([100, 101, 104]);
  });

  it("is hidden by a backtrack behind it, and comes back with the next", () => {
    const log = branched();
    log.backtrack(4 * HOUR, 6 * HOUR);
    expect(visible(log, 104)).toEqual([100, 101]);
    log.backtrack(5 * HOUR, 6 * HOUR);
    expect(visible(log, 104)).toEqual([100, 101, 104]);
  });

  it("annuls only what was hidden at that moment", () => {
    const log = written("1c 2c 3c");
    log.backtrack(1 * HOUR, 4 * HOUR);
    log.backtrack(2 * HOUR, 4 * HOUR);
    log.recordWritten({ lsn: 104, atMs: 5 * HOUR, isCpl: true });
    expect(visible(log, 104)).toEqual([100, 101, 102, 104]);
  });
});

describe("against a slow model that keeps every state", () => {
  /** Every record knows the state that it made: the list of LSNs below it. Nothing is marked, nothing compared by number. */
  function slowLog({ openedAt, targetWindowMs, storedRecordsMax }: BacktrackOptions): BacktrackLog {
    interface State {
      readonly lsns: readonly number[];
      readonly point: { readonly lsn: number; readonly atMs: number };
      readonly isCpl: boolean;
      readonly writtenBefore: number;
    }
    let count = 0;
    let timeline: readonly State[] = [{ lsns: [openedAt.lsn], point: openedAt, isCpl: true, writtenBefore: 0 }];
    let place = 0;
    const possible = () =>
      timeline.filter(({ isCpl, writtenBefore }) => isCpl && count - writtenBefore <= storedRecordsMax);
    const log: BacktrackLog = {
      recordWritten({ lsn, atMs, isCpl }) {
        count++;
        const here = timeline[place] as State;
        const next = { lsns: [...here.lsns, lsn], point: { lsn, atMs }, isCpl, writtenBefore: count };
        timeline = [...timeline.slice(0, place + 1), next];
        place++;
      },
      earliestMs: (nowMs) => Math.max(nowMs - targetWindowMs, possible()[0]!.point.atMs),
      targetFor(timeMs, nowMs) {
        const earliestMs = log.earliestMs(nowMs);
        if (timeMs < earliestMs) return { kind: "backtrack-window-exceeded", earliestMs };
        return { kind: "target", ...possible().findLast(({ point }) => point.atMs <= timeMs)!.point };
      },
      backtrack(timeMs, nowMs) {
        const found = log.targetFor(timeMs, nowMs);
        if (found.kind === "target") place = timeline.findIndex(({ point }) => point.lsn === found.lsn);
        return found;
      },
      isVisible: (lsn) => lsn <= openedAt.lsn || (timeline[place] as State).lsns.includes(lsn),
    };
    return log;
  }

  it.each([true, false])("every script gives the same trace, with backtracks: %s", (withBacktracks) => {
    fc.assert(
      fc.property(backtrackScripts({ withBacktracks }), (script) => {
        expect(traceText(runBacktrackScript(script, createBacktrackLog))).toBe(
          traceText(runBacktrackScript(script, slowLog)),
        );
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });
});

describe("a cluster", () => {
  const scenario = (steps: BacktrackScenario["steps"], more: Partial<BacktrackScenario> = {}): BacktrackScenario => ({
    seed: 1,
    options: { openedAt: { lsn: 100, atMs: 8 * HOUR }, targetWindowMs: 24 * HOUR, storedRecordsMax: 100 },
    rowCount: 4,
    connectionCount: 12,
    steps,
    untilMs: 20 * HOUR,
    ...more,
  });
  const write = (transaction: string, hour: number, rows: readonly number[] = [1], everyMs = 0) =>
    ({ kind: "transaction", transaction, atMs: hour * HOUR, rows, everyMs }) as const;
  const read = (hour: number, row = 1) => ({ kind: "read", atMs: hour * HOUR, row }) as const;
  const backtrack = (hour: number, to: number) =>
    ({ kind: "backtrack", atMs: hour * HOUR, timeMs: to * HOUR }) as const;
  const values = (trace: BacktrackTrace) => trace.flatMap((event) => (event.kind === "row-read" ? [event.value] : []));
  const of = (trace: BacktrackTrace, kind: BacktrackEvent["kind"]) => trace.filter((event) => event.kind === kind);

  it("shows a row as it was, then as it is again, then as it became", () => {
    const trace = runBacktrackCluster(
      scenario([
        read(8.5),
        write("T1", 9),
        write("T2", 10),
        read(10.5),
        backtrack(11, 9.5),
        read(11.5),
        backtrack(12, 11),
        read(12.5),
        backtrack(13, 9.5),
        write("T3", 14),
        backtrack(15, 14.5),
        read(15.5),
      ]),
    );
    expect(values(trace)).toEqual([null, "T2", "T1", "T2", "T3"]);
    expect(trace.at(-1)).toMatchObject({ kind: "visible-told", transactions: ["T1", "T3"] });
  });

  it("drops what was under way, closes every connection, and answers nobody for some minutes", () => {
    const trace = runBacktrackCluster(
      scenario([write("T1", 9, [1, 2, 3], 10 * MINUTE), backtrack(9.2, 8.5), read(9.21), read(9.4)]),
    );
    expect(of(trace, "connections-closed")).toMatchObject([{ count: 12 }]);
    expect(of(trace, "transaction-dropped")).toMatchObject([{ transaction: "T1" }]);
    expect(of(trace, "request-refused")).toMatchObject([{ request: "read" }]);
    expect(of(trace, "transaction-committed")).toEqual([]);
    const [began, ended] = [of(trace, "backtrack-began")[0]!, of(trace, "backtrack-ended")[0]!];
    expect(ended.atMs - began.atMs).toBeGreaterThanOrEqual(2 * MINUTE);
    expect(ended.atMs - began.atMs).toBeLessThanOrEqual(6 * MINUTE);
    expect(values(trace)).toEqual([null]);
  });

  it("undoes what was not committed at the point it goes to, although that point is inside the transaction", () => {
    const trace = runBacktrackCluster(
      scenario([write("T1", 9), write("T2", 10, [1, 2], 20 * MINUTE), read(11), backtrack(12, 10.1), read(13)]),
    );
    const first = of(trace, "changes-written")[1] as { cpl: number };
    expect(of(trace, "backtrack-began")).toMatchObject([{ lsn: first.cpl }]);
    expect(values(trace)).toEqual(["T2", "T1"]);
  });

  it("gives a restored cluster what was there at that time, hours later, whatever happens to itself", () => {
    const trace = runBacktrackCluster(
      scenario([
        write("T1", 9),
        write("T2", 10),
        { kind: "restore", atMs: 10.5 * HOUR, timeMs: 9.5 * HOUR },
        backtrack(10.6, 8.5),
        write("T3", 11),
        { kind: "restore", atMs: 11.5 * HOUR, timeMs: 10.5 * HOUR },
      ]),
    );
    expect(of(trace, "restore-ended")).toMatchObject([
      { cluster: "restored-1", transactions: ["T1"] },
      { cluster: "restored-2", transactions: ["T1", "T2"] },
    ]);
    const [began, ended] = [of(trace, "restore-began")[0]!, of(trace, "restore-ended")[0]!];
    expect(ended.atMs - began.atMs).toBeGreaterThan(HOUR);
  });

  it("keeps every promise in any history, and is the same whenever it runs", () => {
    fc.assert(
      fc.property(backtrackScenarios(), (drawn) => {
        const trace = runBacktrackCluster(drawn);
        for (const invariant of BACKTRACK_INVARIANTS) expect(invariant(trace)).toBeUndefined();
        expect(traceText(runBacktrackCluster(drawn))).toBe(traceText(trace));
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });

  describe("whose log is wrong breaks a promise", () => {
    const steps = [
      write("T1", 9),
      write("T2", 10, [1, 2], 20 * MINUTE),
      backtrack(12, 9.5),
      read(12.5),
      write("T3", 13),
      backtrack(14, 13.5),
      read(14.5),
      backtrack(15, 7),
      write("T4", 16),
    ];
    /** The reference with one method changed. */
    const broken = (change: (log: BacktrackLog) => Partial<BacktrackLog>) =>
      runBacktrackCluster(scenario(steps), (options) => {
        const log = createBacktrackLog(options);
        return { ...log, ...change(log) };
      });

    it.each([
      [
        "readsSeeVisibleCommits",
        readsSeeVisibleCommits,
        broken(() => ({ isVisible: () => true })),
        "T1, T2 were visible, and T1 should have been",
      ],
      [
        "nothingAnsweredSinceIsLost",
        nothingAnsweredSinceIsLost,
        broken((log) => {
          let last = 0;
          return {
            recordWritten: (record) => log.recordWritten({ ...record, lsn: (last = record.lsn) }),
            isVisible: (lsn) => log.isVisible(lsn) && lsn !== last,
          };
        }),
        "T4 was answered and is not visible any more",
      ],
      [
        "backtracksLandOnPoints",
        backtracksLandOnPoints,
        broken((log) => ({
          backtrack: (timeMs, nowMs) => ({ ...(log.backtrack(timeMs, nowMs) as object), lsn: 100 }) as BacktrackTarget,
        })),
        "LSN 100 was chosen, and 103 is nearer",
      ],
      [
        "refusalsAreTrue",
        refusalsAreTrue,
        broken(() => ({ earliestMs: () => 0 })),
        `0 ms was named, and the earliest possible time is ${8 * HOUR} ms`,
      ],
    ] as const)("%s says what is wrong", (_, invariant, trace, what) => {
      expect(invariant(trace)?.what).toBe(what);
    });
  });

  it.each<[Partial<BacktrackScenario>, string]>([
    [
      { options: { openedAt: { lsn: 1, atMs: 0 }, targetWindowMs: 72 * HOUR + 1, storedRecordsMax: 1 } },
      "targetWindowMs",
    ],
    [{ options: { openedAt: { lsn: 1, atMs: 0 }, targetWindowMs: 0, storedRecordsMax: 0 } }, "storedRecordsMax"],
    [{ options: { openedAt: { lsn: -1, atMs: 0 }, targetWindowMs: 0, storedRecordsMax: 1 } }, "openedAt.lsn"],
    [{ steps: [write("T1", 7)] }, "steps[0].atMs"],
    [{ steps: [write("T1", 9), write("T1", 9)] }, "steps[1].transaction"],
    [{ steps: [write("T1", 9, [])] }, "steps[0].rows"],
    [{ steps: [write("T1", 9, [5])] }, "steps[0].rows[0]"],
    [{ steps: [read(9, 0)] }, "steps[0].row"],
    [{ steps: [backtrack(9, 10)] }, "steps[0].timeMs"],
    [{ rowCount: 0 }, "rowCount"],
    [{ untilMs: 7 * HOUR }, "untilMs"],
    [{ model: { backtrackMs: [[0, 1]] } }, "model.backtrackMs"],
  ])("is refused when it makes no sense: %j", (options, field) => {
    expect(() => runBacktrackCluster(scenario([], options))).toThrow(ScenarioError);
    expect(() => runBacktrackCluster(scenario([], options))).toThrow(field);
  });

  it("may have the whole 72 hours", () => {
    const options = { openedAt: { lsn: 1, atMs: 0 }, targetWindowMs: 72 * HOUR, storedRecordsMax: 1 };
    expect(() => runBacktrackCluster(scenario([], { options }))).not.toThrow();
  });
});

describe("events in words", () => {
  it.each(["en", "ko"] as const)("are one sentence each: %s", (locale) => {
    const kinds = new Set<string>();
    const look = (trace: BacktrackTrace) => {
      for (const event of trace) {
        kinds.add(event.kind);
        const text = backtrackEventText(event, locale);
        expect(text).not.toMatch(/undefined|NaN|\[object|\.$/);
        expect(/[가-힣]/.test(text)).toBe(locale === "ko");
      }
    };
    fc.assert(
      fc.property(backtrackScenarios(), backtrackScripts({ withBacktracks: true }), (scenario, script) => {
        const restore = { kind: "restore", atMs: scenario.untilMs - 1, timeMs: 0 } as const;
        look(
          runBacktrackCluster({
            ...scenario,
            steps: [...scenario.steps, restore],
            untilMs: scenario.untilMs + 4 * HOUR,
          }),
        );
        look(runBacktrackScript(script, createBacktrackLog));
      }),
      { seed: SEED, numRuns: 150 },
    );
    expect(kinds.size).toBe(18);
  });

  it("tell the time as a clock does", () => {
    expect(clockText(8 * HOUR + 5 * MINUTE + 59_999, "en")).toBe("08:05");
    expect(clockText(26 * HOUR, "en")).toBe("day 2, 02:00");
    expect(clockText(26 * HOUR, "ko")).toBe("2일째 02:00");
  });
});
