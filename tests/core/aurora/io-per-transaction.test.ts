import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  AURORA_MODEL,
  MIRRORED_MODEL,
  WRITE_ONLY_MODEL,
  batchesOf,
  commitsHaveTheirCopies,
  countsAreWhatWasSent,
  ioPerTransaction,
  runIoDesigns,
  runIoScript,
  sentIn,
  writeOnlyRun,
  type AuroraTopology,
  type IoCounts,
  type IoPerTransaction,
  type IoRun,
  type IoScenario,
  type IoTrace,
  type LoggedChange,
  type MirroredTopology,
} from "../../../src/core/aurora/index.ts";
import { checkAuroraTopology, checkIoRun, checkMirroredTopology } from "../../../src/core/aurora/io-per-transaction.ts";
import { Random, ScenarioError, firstDifference, type Fault } from "../../../src/core/kernel/index.ts";
import { ioScenarios, ioScripts } from "../../arbitraries/io-per-transaction.ts";
import { SEED } from "../seed.ts";

const { mirroredIos, auroraIos } = ioPerTransaction;

/** Records from "T1:300 T1:60! T2/2:10": transaction, group, size; `!` is a commit. */
function recordsOf(text: string): readonly LoggedChange[] {
  return text
    .split(" ")
    .filter((word) => word !== "")
    .map((word, index) => {
      const [, transaction = "", group = "1", size = ""] = /^(\w+)(?:\/(\d+))?:(\d+)!?$/.exec(word) ?? [];
      const isCommit = word.endsWith("!");
      return { lsn: 101 + index, transaction, page: index, group: Number(group), sizeBytes: Number(size), isCommit };
    });
}
const runOf = (text: string, rest: Partial<IoRun> = {}): IoRun => ({
  records: recordsOf(text),
  flushedPages: [],
  metadataBytes: [],
  ...rest,
});
const mysql = (change: Partial<MirroredTopology> = {}): MirroredTopology => ({ ...MIRRORED_MODEL, ...change });
const cluster = (change: Partial<AuroraTopology> = {}): AuroraTopology => ({ ...AURORA_MODEL, ...change });

/**
 * Slow and obvious: walks every message from machine to machine, and writes one line for each. Everything that is
 * counted is a number of lines.
 */
const obvious: IoPerTransaction = {
  mirroredIos({ records, flushedPages, metadataBytes }, topology) {
    const writes: { kind: keyof IoCounts["toStorage"]; bytes: number }[] = [];
    let redo = 0;
    let commits = 0;
    const close = () => {
      if (redo > 0) writes.push({ kind: "redo", bytes: redo });
      if (commits > 0 && topology.binlog) writes.push({ kind: "binlog", bytes: commits * topology.binlogBytes });
      redo = commits = 0;
    };
    for (const { sizeBytes, isCommit } of records) {
      redo += sizeBytes;
      if (isCommit) commits++;
      if (isCommit && commits === topology.commitsPerSync) close();
    }
    close();
    let inDoubleWrite = 0;
    flushedPages.forEach((_, index) => {
      writes.push({ kind: "page", bytes: topology.pageBytes });
      inDoubleWrite++;
      if (inDoubleWrite < topology.doubleWritePages && index < flushedPages.length - 1) return;
      if (topology.doubleWrite) writes.push({ kind: "doubleWrite", bytes: inDoubleWrite * topology.pageBytes });
      inDoubleWrite = 0;
    });
    for (const bytes of metadataBytes) writes.push({ kind: "metadata", bytes });

    const lines: { from: string; to: string; kind: keyof IoCounts["toStorage"]; bytes: number }[] = [];
    for (const { kind, bytes } of writes) {
      for (let volume = 1; volume <= topology.volumes; volume++) {
        const host = volume === 1 ? "database" : "standby";
        if (volume > 1) lines.push({ from: "database", to: "standby", kind, bytes });
        lines.push({ from: host, to: `disk 1 of ${volume}`, kind, bytes });
        for (let copy = 2; copy <= topology.copiesPerVolume; copy++)
          lines.push({ from: `disk 1 of ${volume}`, to: `disk ${copy} of ${volume}`, kind, bytes });
      }
    }
    const own = lines.filter(({ from, to }) => from === "database" && to.startsWith("disk"));
    const ofKind = (wanted: string) => own.filter(({ kind }) => kind === wanted).length;
    return {
      transactions: records.filter(({ isCommit }) => isCommit).length,
      toStorage: {
        redo: ofKind("redo"),
        binlog: ofKind("binlog"),
        page: ofKind("page"),
        doubleWrite: ofKind("doubleWrite"),
        metadata: ofKind("metadata"),
      },
      databaseNode: own.length,
      toInstances: lines.filter(({ to }) => to === "standby").length,
      storage: lines.filter(({ to }) => to.startsWith("disk")).length,
      perCopy: lines.filter(({ to }) => to === "disk 1 of 1").length,
      wireBytes: lines.reduce((sum, { bytes }) => sum + bytes, 0),
    };
  },

  auroraIos({ records }, { batchBytes, copies, replicas }) {
    const lines: { to: string; copy: number; bytes: number }[] = [];
    const room = new Map<number, number>();
    let streamRoom = -1;
    let streamCount = 0;
    for (const { group, sizeBytes } of records) {
      const left = room.get(group) ?? -1;
      if (sizeBytes <= left) room.set(group, left - sizeBytes);
      else {
        room.set(group, batchBytes - sizeBytes);
        for (let copy = 0; copy < copies; copy++) lines.push({ to: "segment", copy, bytes: 0 });
      }
      if (sizeBytes <= streamRoom) streamRoom -= sizeBytes;
      else {
        streamRoom = batchBytes - sizeBytes;
        streamCount++;
      }
    }
    const bytes = records.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    return {
      transactions: records.filter(({ isCommit }) => isCommit).length,
      toStorage: { redo: lines.length, binlog: 0, page: 0, doubleWrite: 0, metadata: 0 },
      databaseNode: lines.length,
      toInstances: streamCount * replicas,
      storage: lines.length,
      perCopy: lines.filter(({ copy }) => copy === 0).length,
      wireBytes: bytes * (copies + replicas),
    };
  },
};

describe("a mirrored MySQL's I/Os", () => {
  const one = runOf("T1:300 T1:300 T1:300 T1:60!", { flushedPages: [1, 2, 3] });

  it("are those of the example at the top of the file", () => {
    expect(mirroredIos(one, mysql())).toEqual({
      transactions: 1,
      toStorage: { redo: 1, binlog: 1, page: 3, doubleWrite: 3, metadata: 0 },
      databaseNode: 8,
      toInstances: 8,
      storage: 32,
      perCopy: 8,
      wireBytes: (960 + 400 + 6 * 16_384) * 5,
    });
    const eight = runOf(
      Array.from({ length: 8 }, (_, index) => `T${index}:300 T${index}:300 T${index}:300 T${index}:60!`).join(" "),
      { flushedPages: Array.from({ length: 24 }, (_, index) => index) },
    );
    expect(mirroredIos(eight, mysql({ commitsPerSync: 2 }))).toMatchObject({
      toStorage: { redo: 4, binlog: 4, page: 24, doubleWrite: 24, metadata: 0 },
      databaseNode: 56,
    });
    expect(auroraIos(one, cluster())).toMatchObject({ databaseNode: 6, storage: 6, perCopy: 1 });
    expect(auroraIos(eight, cluster())).toMatchObject({ databaseNode: 6, transactions: 8 });
  });

  it.each([
    [1, 5, 5],
    [2, 3, 3],
    [4, 2, 2],
    [5, 1, 1],
    [6, 1, 1],
  ])("with %i commits to a sync: five commits take %i redo and %i binlog writes", (commitsPerSync, redo, binlog) => {
    const five = runOf("T1:9! T2:9! T3:9! T4:9! T5:9!");
    expect(mirroredIos(five, mysql({ commitsPerSync })).toStorage).toMatchObject({ redo, binlog });
  });

  it("sync what has not committed at the end, without a binlog for it", () => {
    expect(mirroredIos(runOf("T1:9! T2:9"), mysql({ commitsPerSync: 1 })).toStorage).toMatchObject({
      redo: 2,
      binlog: 1,
    });
    expect(mirroredIos(runOf("T1:9 T2:9"), mysql()).toStorage).toMatchObject({ redo: 1, binlog: 0 });
    expect(mirroredIos(runOf(""), mysql()).databaseNode).toBe(0);
  });

  it("leave out the binlog and the double-write where there is none", () => {
    expect(mirroredIos(one, mysql({ binlog: false, doubleWrite: false })).toStorage).toEqual({
      redo: 1,
      binlog: 0,
      page: 3,
      doubleWrite: 0,
      metadata: 0,
    });
  });

  it.each([
    [1, 5],
    [2, 3],
    [4, 2],
    [5, 1],
    [120, 1],
  ])("gather five pages, %i to a double-write, into %i", (doubleWritePages, doubleWrite) => {
    const counts = mirroredIos(runOf("", { flushedPages: [1, 2, 3, 4, 4] }), mysql({ doubleWritePages }));
    expect(counts.toStorage).toMatchObject({ page: 5, doubleWrite });
    expect(counts.wireBytes).toBe(10 * 16_384 * 5);
  });

  it.each([
    [1, 1, 0, 1, 1],
    [1, 2, 0, 2, 2],
    [2, 1, 1, 2, 3],
    [2, 2, 1, 4, 5],
    [2, 3, 1, 6, 7],
  ] as const)(
    "on %i volumes of %i copies: to instances %i, at storage %i, hops %i",
    (volumes, copies, to, storage, hops) => {
      const counts = mirroredIos(runOf("T1:9!"), mysql({ binlog: false, volumes, copiesPerVolume: copies }));
      expect(counts).toMatchObject({ databaseNode: 1, toInstances: to, storage, perCopy: 1, wireBytes: 9 * hops });
    },
  );
});

describe("an Aurora writer's I/Os", () => {
  it.each([
    ["just fill a batch", "T1:50 T1:50!", 1],
    ["are one byte too many", "T1:50 T1:51!", 2],
    ["are too large for any batch, and travel alone", "T1:10 T1:101 T1:10!", 3],
    ["never go back to a batch with room", "T1:60 T1:50 T1:40!", 2],
    ["are not split", "T1:60 T1:60 T1:60!", 3],
    ["fill the next batch after one that is full", "T1:100 T1:1 T1:99!", 2],
  ])("when records %s: %s is %i batches of 100 bytes", (_, text, batches) => {
    expect(auroraIos(runOf(text), cluster({ batchBytes: 100 }))).toMatchObject({
      toStorage: { redo: 6 * batches },
      perCopy: batches,
    });
  });

  it("have a batch for each group, and one stream for all of them", () => {
    const counts = auroraIos(runOf("T1/1:40 T1/2:40 T1/1:40 T1/3:40!"), cluster({ batchBytes: 80, replicas: 3 }));
    expect(counts).toMatchObject({ perCopy: 3, databaseNode: 18, toInstances: 2 * 3, wireBytes: 160 * 9 });
  });

  it("have nothing of pages, binlog or metadata in them", () => {
    const counts = auroraIos(runOf("T1:9!", { flushedPages: [1, 2], metadataBytes: [500] }), cluster({ replicas: 0 }));
    expect(counts).toEqual({
      transactions: 1,
      toStorage: { redo: 6, binlog: 0, page: 0, doubleWrite: 0, metadata: 0 },
      databaseNode: 6,
      toInstances: 0,
      storage: 6,
      perCopy: 1,
      wireBytes: 54,
    });
  });

  it("carry every record once, in order, and no batch could have taken the next record", () => {
    fc.assert(
      fc.property(ioScripts(), ({ run, aurora: { batchBytes } }) => {
        const batches = batchesOf(run.records, batchBytes);
        expect(batches.flatMap(({ records }) => records)).toEqual(run.records);
        batches.forEach(({ records, sizeBytes }, index) => {
          expect(records.length).toBeGreaterThan(0);
          expect(sizeBytes).toBe(records.reduce((sum, record) => sum + record.sizeBytes, 0));
          if (sizeBytes > batchBytes) expect(records.length).toBe(1);
          const next = batches[index + 1]?.records[0];
          if (next !== undefined) expect(sizeBytes + next.sizeBytes).toBeGreaterThan(batchBytes);
        });
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});

describe("counting", () => {
  it("agrees with walking every message", () => {
    fc.assert(
      fc.property(ioScripts("mirrored", "aurora"), (script) => {
        const [reference, slow] = [ioPerTransaction, obvious].map((mechanism) => runIoScript(script, mechanism));
        expect(firstDifference(reference!, slow!)).toBe(-1);
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });

  it("refuses what makes no sense", () => {
    const field = (check: () => void) => {
      try {
        check();
      } catch (error) {
        if (error instanceof ScenarioError) return error.field;
      }
      return undefined;
    };
    const first = recordsOf("T1:9")[0]!;
    const records = (...changes: Partial<LoggedChange>[]) =>
      field(() => checkIoRun({ ...runOf(""), records: changes.map((change) => ({ ...first, ...change })) }, "run"));
    expect(records({}, { lsn: 102 })).toBeUndefined();
    expect(records({}, {})).toBe("run.records[1].lsn");
    expect(records({ page: -1 })).toBe("run.records[0].page");
    expect(records({ group: 0 })).toBe("run.records[0].group");
    expect(records({ sizeBytes: 0 })).toBe("run.records[0].sizeBytes");
    expect(records({ isCommit: true }, { lsn: 102 })).toBe("run.records[1].transaction");
    expect(field(() => checkIoRun(runOf("", { flushedPages: [0, 0.5] }), "run"))).toBe("run.flushedPages[1]");
    expect(field(() => checkIoRun(runOf("", { metadataBytes: [0] }), "run"))).toBe("run.metadataBytes[0]");
    for (const name of ["pageBytes", "doubleWritePages", "binlogBytes", "commitsPerSync", "copiesPerVolume"] as const)
      expect(field(() => checkMirroredTopology(mysql({ [name]: 0 }), "m"))).toBe(`m.${name}`);
    expect(field(() => checkMirroredTopology(mysql({ volumes: 3 as 2 }), "m"))).toBe("m.volumes");
    for (const name of ["batchBytes", "copies"] as const)
      expect(field(() => checkAuroraTopology(cluster({ [name]: 0 }), "a"))).toBe(`a.${name}`);
    expect(field(() => checkAuroraTopology(cluster({ replicas: -1 }), "a"))).toBe("a.replicas");
    expect(field(() => checkAuroraTopology(cluster({ replicas: 0 }), "a"))).toBeUndefined();
  });
});

const scenario = (change: Partial<IoScenario> = {}): IoScenario => ({
  seed: 7,
  mirrored: MIRRORED_MODEL,
  aurora: AURORA_MODEL,
  rounds: [{ atMs: 1, run: runOf("T1:300 T1:300 T1:300 T1:60!", { flushedPages: [11, 12, 13] }) }],
  faults: [],
  untilMs: 60,
  ...change,
});
const answered = (trace: IoTrace) =>
  trace.flatMap((event) => (event.kind === "commit-answered" ? [`${event.design} ${event.transaction}`] : []));
const latencyOf = (trace: IoTrace, design: "mirrored" | "aurora") =>
  trace.find((event) => event.kind === "commit-answered" && event.design === design) as { readonly afterMs: number };

describe("the two simulated designs", () => {
  it("send what was counted, message by message, whatever fails", () => {
    let finishedCount = 0;
    fc.assert(
      fc.property(fc.oneof(ioScenarios({ withFaults: false }), ioScenarios({ withFaults: true })), (one) => {
        const trace = runIoDesigns(one);
        finishedCount += trace.filter(({ kind }) => kind === "round-finished").length;
        expect(countsAreWhatWasSent(trace)).toBeUndefined();
        expect(commitsHaveTheirCopies(trace)).toBeUndefined();
      }),
      { seed: SEED, numRuns: 400 },
    );
    // Otherwise the first property would have been asked of nothing.
    expect(finishedCount).toBeGreaterThan(400);
  });

  it("finish every run and answer every commit when nothing fails", () => {
    fc.assert(
      fc.property(ioScenarios({ withFaults: false }), (one) => {
        const trace = runIoDesigns(one);
        const busy = one.rounds.filter(
          ({ run }) => run.records.length + run.flushedPages.length + run.metadataBytes.length > 0,
        );
        const withRecords = one.rounds.filter(({ run }) => run.records.length > 0);
        const finished = (design: string) =>
          trace.filter((event) => event.kind === "round-finished" && event.design === design).length;
        expect(finished("mirrored")).toBe(busy.length);
        expect(finished("aurora")).toBe(withRecords.length);
        const commits = one.rounds.flatMap(({ run }) => run.records.filter(({ isCommit }) => isCommit)).length;
        expect(answered(trace).length).toBe(2 * commits);
      }),
      { seed: SEED, numRuns: 150 },
    );
  });

  it("find a counting that is off by one, in each of its three parts", () => {
    for (const part of ["databaseNode", "storage", "wireBytes"] as const) {
      const off: IoPerTransaction = {
        ...ioPerTransaction,
        auroraIos(run, topology) {
          const counts = auroraIos(run, topology);
          return { ...counts, [part]: counts[part] + 1 };
        },
      };
      expect(countsAreWhatWasSent(runIoDesigns(scenario(), off))?.what).toMatch(/were counted, and \d+ were sent/);
    }
  });

  it("walk the five steps of figure 2 one after the other", () => {
    const trace = runIoDesigns(
      scenario({ rounds: [{ atMs: 1, run: runOf("T1:60!") }], mirrored: mysql({ binlog: false }) }),
    );
    const steps = trace.flatMap((event) =>
      (event.kind === "io-sent" || event.kind === "io-acknowledged") && event.design === "mirrored"
        ? [`${event.kind === "io-sent" ? "send" : "ack"} ${event.from}-${event.to}`]
        : [],
    );
    expect(steps).toEqual([
      "send mysql-M1",
      "send M1-M2",
      "ack M1-M2",
      "ack mysql-M1",
      "send mysql-standby",
      "send standby-M3",
      "send M3-M4",
      "ack M3-M4",
      "ack standby-M3",
      "ack mysql-standby",
    ]);
  });

  it("take longer over the chain than over the fourth of six, in every seed", () => {
    for (let seed = 0; seed < 200; seed++) {
      const trace = runIoDesigns(scenario({ seed, mirrored: mysql({ binlog: false }) }));
      expect(latencyOf(trace, "mirrored").afterMs).toBeGreaterThan(latencyOf(trace, "aurora").afterMs);
      const acks = trace.filter((event) => event.kind === "io-acknowledged" && event.design === "aurora");
      const commit = trace.find((event) => event.kind === "commit-answered" && event.design === "aurora");
      expect(commit?.atMs).toBe(acks[3]?.atMs);
    }
  });

  it.each([
    ["the standby's zone is down", { kind: "zone-down", zone: "az-2", fromMs: 0 }, ["aurora T1"]],
    ["a zone without MySQL is down", { kind: "zone-down", zone: "az-3", fromMs: 0 }, ["aurora T1", "mirrored T1"]],
    ["one EBS mirror is down", { kind: "node-down", node: "M2", fromMs: 0 }, ["aurora T1"]],
    ["one segment is down", { kind: "node-down", node: "B", fromMs: 0 }, ["aurora T1", "mirrored T1"]],
    ["both database nodes' zone is down", { kind: "zone-down", zone: "az-1", fromMs: 0 }, []],
  ] as const)("when %s", (_, fault, expected) => {
    expect(answered(runIoDesigns(scenario({ faults: [fault as Fault] }))).sort()).toEqual(expected);
  });

  it("wait for a slow copy only in the mirrored design", () => {
    const calm = runIoDesigns(scenario());
    const slow = runIoDesigns(
      scenario({
        faults: [
          { kind: "node-slow", node: "M4", addedMs: 10, fromMs: 0 },
          { kind: "node-slow", node: "F", addedMs: 10, fromMs: 0 },
        ],
      }),
    );
    // Redo and binlog, each there and back.
    expect(latencyOf(slow, "mirrored").afterMs).toBeCloseTo(latencyOf(calm, "mirrored").afterMs + 40, 2);
    const withoutF = calm.filter(
      (event) => event.kind === "io-acknowledged" && event.design === "aurora" && event.to !== "F",
    );
    expect(latencyOf(slow, "aurora").afterMs).toBeCloseTo(withoutF[3]!.atMs - 1, 3);
  });

  it("do not perform a run while the database node is down, and count nothing", () => {
    const trace = runIoDesigns(scenario({ faults: [{ kind: "zone-down", zone: "az-1", fromMs: 0 }] }));
    expect(trace.filter(({ kind }) => kind === "round-refused")).toHaveLength(2);
    expect(trace.filter(({ kind }) => kind.endsWith("-counted") || kind === "io-sent")).toEqual([]);
    expect(sentIn(trace, "mirrored", 1).databaseNode).toBe(0);
  });

  it("go on where they were stuck once the zone is back, and count nothing twice", () => {
    const trace = runIoDesigns(
      scenario({ faults: [{ kind: "zone-down", zone: "az-2", fromMs: 0, untilMs: 20 }], untilMs: 300 }),
    );
    expect(answered(trace).sort()).toEqual(["aurora T1", "mirrored T1"]);
    expect(latencyOf(trace, "mirrored").afterMs).toBeGreaterThan(20);
    expect(trace.some((event) => event.kind === "io-resent" && event.to === "standby")).toBe(true);
    expect(trace.some((event) => event.kind === "io-resent" && event.to.startsWith("reader"))).toBe(false);
    expect(sentIn(trace, "mirrored", 1)).toEqual(mirroredIos(scenario().rounds[0]!.run, MIRRORED_MODEL));
    expect(sentIn(trace, "aurora", 1)).toEqual(auroraIos(scenario().rounds[0]!.run, AURORA_MODEL));
  });

  it("survive any loss, if it ends: every commit is answered, and every count is right", () => {
    fc.assert(
      fc.property(ioScenarios({ withFaults: false }), fc.integer({ min: 1, max: 9 }), (one, tenths) => {
        const trace = runIoDesigns({
          ...one,
          faults: [{ kind: "messages-lost", probability: tenths / 10, fromMs: 0, untilMs: 30 }],
          model: { resendMs: 2 },
        });
        expect(countsAreWhatWasSent(trace)).toBeUndefined();
        expect(commitsHaveTheirCopies(trace)).toBeUndefined();
        const commits = one.rounds.flatMap(({ run }) => run.records.filter(({ isCommit }) => isCommit)).length;
        expect(answered(trace).length).toBe(2 * commits);
      }),
      { seed: SEED, numRuns: 100 },
    );
  });

  it("keep a page behind the redo of its run, and behind its double-write", () => {
    const trace = runIoDesigns(scenario({ mirrored: mysql({ doubleWritePages: 2 }) }));
    const done = (what: string) =>
      trace.flatMap((event) =>
        event.kind === "io-acknowledged" && event.what === what && event.to === "standby" ? [event.atMs] : [],
      );
    const sent = (what: string) =>
      trace.flatMap((event) =>
        event.kind === "io-sent" && event.what === what && event.hop === "to-storage" && event.design === "mirrored"
          ? [event.atMs]
          : [],
      );
    expect(sent("doubleWrite")).toHaveLength(2);
    expect(sent("page")).toHaveLength(3);
    expect(Math.min(...sent("doubleWrite"))).toBeGreaterThanOrEqual(done("redo")[0]!);
    expect(Math.min(...sent("page"))).toBeGreaterThanOrEqual(Math.min(...done("doubleWrite")));
  });

  it.each<[string, Partial<IoScenario>]>([
    ["mirrored.copiesPerVolume", { mirrored: mysql({ copiesPerVolume: 5 }) }],
    ["aurora.copies", { aurora: cluster({ copies: 5 }) }],
    ["aurora.replicas", { aurora: cluster({ replicas: 16 }) }],
    ["untilMs", { untilMs: NaN }],
    ["rounds[1].atMs", { rounds: [2, 1].map((atMs) => ({ atMs, run: runOf("") })) }],
    ["rounds[1].run.records[0].lsn", { rounds: [1, 2].map((atMs) => ({ atMs, run: runOf("T1:9") })) }],
    ["rounds[0].run.records[0].group", { rounds: [{ atMs: 1, run: runOf("T1/65:9") }] }],
    ["faults[0].node", { faults: [{ kind: "node-down", node: "A2", fromMs: 0 }] }],
    ["model.resendMs", { model: { resendMs: 0 } }],
    ["model.persist", { model: { persist: [[0, 1]] } }],
  ])("refuse a scenario whose %s makes no sense", (field, change) => {
    expect(() => runIoDesigns(scenario(change))).toThrow(`Scenario field ${field}:`);
  });
});

describe("the write-only workload", () => {
  it("has the changes, commits and pages that its options say", () => {
    const run = writeOnlyRun({ ...WRITE_ONLY_MODEL, transactionCount: 5, changesPerFlush: 4 }, new Random(1), {
      firstLsn: 500,
      firstTransaction: 9,
    });
    checkIoRun(run, "run");
    expect(run.records).toHaveLength(5 * 6 + 5);
    expect(run.records[0]?.lsn).toBe(500);
    expect(run.records.filter(({ isCommit }) => isCommit).map(({ transaction }) => transaction)).toEqual(
      [9, 10, 11, 12, 13].map((number) => `T${number}`),
    );
    expect(run.flushedPages).toHaveLength(7);
    for (const { group, page, sizeBytes, isCommit } of run.records) {
      expect(Math.floor(page / WRITE_ONLY_MODEL.pagesPerGroup) + 1).toBe(group);
      if (isCommit) expect(sizeBytes).toBe(60);
      else expect(sizeBytes >= 120 && sizeBytes <= 280).toBe(true);
    }
  });
});
