import { describe, expect, it } from "vitest";
import {
  VOLUME_MODEL,
  checkVolumeScenario,
  cloneTrace,
  createCloneFamily,
  createCommitTracker,
  firstViolation,
  quorumRules,
  runVolume,
  type StorageEvent,
  type StorageTrace,
  type VolumeScenario,
} from "../../../src/core/aurora/index.ts";
import { ScenarioError, checkLatency, type Fault, type Timed } from "../../../src/core/kernel/index.ts";

const base: VolumeScenario = { seed: 1, groupCount: 1, workload: [], faults: [], untilMs: 20 };
/** A mini-transaction with a record for each named group: for its first page. */
const write = (atMs: number, commits: string, groups: readonly number[] = [1]) =>
  ({ kind: "write", atMs, pages: groups.map((group) => 4 * group - 3), commits }) as const;
const SEEDS = Array.from({ length: 200 }, (_, seed) => seed);

const eventsOf = <K extends StorageEvent["kind"]>(trace: StorageTrace, kind: K) =>
  trace.filter((event): event is Timed<Extract<StorageEvent, { kind: K }>> => event.kind === kind);
const answerOf = (trace: StorageTrace, transaction: string) =>
  eventsOf(trace, "commit-answered").find((event) => event.transaction === transaction)?.atMs;
/** When the writer first heard of the record from each segment, earliest first. */
const acksOf = (trace: StorageTrace, lsn: number) => {
  const times = new Map<string, number>();
  for (const ack of eventsOf(trace, "ack-arrived")) {
    if (ack.lsn === lsn && !times.has(ack.segment)) times.set(ack.segment, ack.atMs);
  }
  return [...times].sort(([, a], [, b]) => a - b);
};
const storedBy = (trace: StorageTrace, lsn: number) =>
  [...eventsOf(trace, "record-stored"), ...eventsOf(trace, "record-gossiped")]
    .flatMap((event) => (event.lsn === lsn ? [event.segment] : []))
    .sort();

describe("a volume's scenario", () => {
  it.each<[Partial<VolumeScenario>, string]>([
    [{ seed: 0.5 }, "seed"],
    [{ groupCount: 0 }, "groupCount"],
    [{ groupCount: 65 }, "groupCount"],
    [{ groupCount: 1.5 }, "groupCount"],
    [{ untilMs: -1 }, "untilMs"],
    [{ untilMs: Infinity }, "untilMs"],
    [{ startLsn: -1 }, "startLsn"],
    [{ startLsn: 1.5 }, "startLsn"],
    [{ startLsn: Number.MAX_SAFE_INTEGER }, "startLsn"],
    [{ rule: { copyCount: 6, writeQuorum: 7, readQuorum: 3 } }, "rule.writeQuorum"],
    [{ rule: { copyCount: 3, writeQuorum: 2, readQuorum: 2 } }, "rule.copyCount"],
    [{ model: { sameZone: [] } }, "model.sameZone"],
    [{ model: { crossZone: [[0, 1]] } }, "model.crossZone"],
    [{ model: { persist: [[0, 1], [1, 0]] } }, "model.persist"], // prettier-ignore
    [{ model: { resendMs: 0 } }, "model.resendMs"],
    [{ model: { resendMs: 0.0004 } }, "model.resendMs"],
    [{ model: { resendMs: Infinity } }, "model.resendMs"],
    [{ model: { lsnStep: 0 } }, "model.lsnStep"],
    [{ model: { lsnStep: 1.5 } }, "model.lsnStep"],
    [{ model: { writerZone: "az-4" } }, "model.writerZone"],
    [{ workload: [write(-1, "T1")] }, "workload[0].atMs"],
    [{ workload: [write(1, "T1"), write(NaN, "T2")] }, "workload[1].atMs"],
    [{ workload: [write(1, "T1", [])] }, "workload[0].pages"],
    [{ workload: [write(1, "T1", [1, 65])] }, "workload[0].pages[1]"],
    [{ workload: [write(1, "T1"), write(2, "T1")] }, "workload[1].commits"],
    [{ workload: [{ kind: "quorum-read", atMs: 1, group: 0 }] }, "workload[0].group"],
    [{ workload: [{ kind: "read", atMs: 1, page: 0 }] }, "workload[0].page"],
    [{ workload: [{ kind: "read", atMs: 1, page: 257 }] }, "workload[0].page"],
    [{ workload: [{ kind: "open-view", atMs: 1, view: "" }] }, "workload[0].view"],
    [{ workload: [{ kind: "recover", atMs: 1, instance: "writer-4" }] }, "workload[0].instance"],
    [{ workload: [{ kind: "replace-segment", atMs: 1, segment: "Z" }] }, "workload[0].segment"],
    [{ workload: [{ ...write(1, "T1"), by: "A" }] }, "workload[0].by"],
    [{ workload: [{ kind: "compact", atMs: 1 } as never] }, "workload[0].kind"],
    [{ model: { gossipMs: 0 } }, "model.gossipMs"],
    [{ model: { backgroundMs: -1 } }, "model.backgroundMs"],
    [{ model: { controlMs: Infinity } }, "model.controlMs"],
    [{ model: { hydrateMs: NaN } }, "model.hydrateMs"],
    [{ model: { allocationLimit: 0 } }, "model.allocationLimit"],
    [{ model: { pagesPerGroup: 1.5 } }, "model.pagesPerGroup"],
    [{ faults: [{ kind: "node-down", node: "A2", fromMs: 0 }] }, "faults[0].node"],
    [{ faults: [{ kind: "zone-down", zone: "az-0", fromMs: 0 }] }, "faults[0].zone"],
  ])("is refused with %j, naming %s", (change, field) => {
    const scenario = { ...base, ...change };
    expect(() => checkVolumeScenario(scenario)).toThrow(ScenarioError);
    expect(() => checkVolumeScenario(scenario)).toThrow(`Scenario field ${field}: `);
    expect(() => runVolume(scenario)).toThrow(ScenarioError);
  });

  it("may fail the writer, and the segments of every group that there is", () => {
    const faults = ["writer", "F", "F64"].map((node): Fault => ({ kind: "node-down", node, fromMs: 0 }));
    expect(() => checkVolumeScenario({ ...base, groupCount: 64, faults })).not.toThrow();
  });
});

describe("the default model", () => {
  it("is a model that scenarios may have", () => {
    for (const name of ["sameZone", "crossZone", "persist"] as const) {
      expect(() => checkLatency(VOLUME_MODEL[name], name)).not.toThrow();
    }
    expect(() => checkVolumeScenario({ ...base, model: VOLUME_MODEL })).not.toThrow();
  });

  it("is what a scenario without one runs on, and what a partial one is completed from", () => {
    const workload = [write(1, "T1")];
    const trace = runVolume({ ...base, workload });
    expect(runVolume({ ...base, workload, model: VOLUME_MODEL, startLsn: 100 })).toEqual(trace);
    expect(runVolume({ ...base, workload, model: { resendMs: 50 } })).toEqual(trace);
    expect(runVolume({ ...base, workload, model: { lsnStep: 10 } })).not.toEqual(trace);
  });

  it("answers a commit within the slowest way there, to disk and back, and not before the fastest", () => {
    for (const seed of SEEDS) {
      const answeredMs = answerOf(runVolume({ ...base, seed, workload: [write(1, "T1")] }), "T1")! - 1;
      expect(answeredMs).toBeGreaterThan(0.4 + 0.15 + 0.4);
      expect(answeredMs).toBeLessThan(3 + 2.5 + 3);
    }
  });
});

describe("a run", () => {
  it("opens with all that a figure has to draw", () => {
    const [opened] = runVolume({ ...base, groupCount: 2, startLsn: 7 });
    expect(opened).toMatchObject({ kind: "volume-opened", atMs: 0, startLsn: 7, writerZone: "az-1" });
    expect(opened?.kind === "volume-opened" && opened.groups.map(({ group }) => group)).toEqual([1, 2]);
  });

  it("ships one record to each named group and makes the last one the CPL and the commit", () => {
    const trace = runVolume({ ...base, groupCount: 2, workload: [write(1, "T1", [2, 1, 2])] });
    expect(eventsOf(trace, "record-shipped").map(({ lsn, group, isCpl }) => [lsn, group, isCpl])).toEqual([
      [101, 2, false],
      [102, 1, false],
      [103, 2, true],
    ]);
    expect(eventsOf(trace, "commit-requested")).toMatchObject([{ transaction: "T1", commitLsn: 103 }]);
    expect(storedBy(trace, 101)).toEqual(["A2", "B2", "C2", "D2", "E2", "F2"]);
    expect(storedBy(trace, 102)).toEqual(["A", "B", "C", "D", "E", "F"]);
  });

  it("keeps a transaction that finds the writer down out of the log", () => {
    const faults: readonly Fault[] = [{ kind: "node-down", node: "writer", fromMs: 1, untilMs: 3 }];
    const workload = [write(2, "T1"), { kind: "quorum-read", atMs: 2, group: 1 } as const, write(3, "T2")];
    const trace = runVolume({ ...base, faults, workload });
    expect(eventsOf(trace, "writer-unreachable")).toEqual([
      { atMs: 2, kind: "writer-unreachable", transaction: "T1" },
      { atMs: 2, kind: "writer-unreachable" },
    ]);
    expect(eventsOf(trace, "record-shipped")).toHaveLength(1);
    expect(answerOf(trace, "T2")).toBeGreaterThan(3);
  });

  it("does not store what was on its way to the disk of a node that went down", () => {
    const model = { crossZone: [[0, 1], [1, 1]], persist: [[0, 1], [1, 1]] } as const; // prettier-ignore
    const faults: readonly Fault[] = [{ kind: "node-down", node: "C", fromMs: 2.5 }];
    const trace = runVolume({ ...base, model, faults, workload: [write(1, "T1")] });
    expect(storedBy(trace, 101)).not.toContain("C");
    expect(eventsOf(trace, "record-lost")).toEqual([
      { atMs: 3, kind: "record-lost", lsn: 101, segment: "C", because: "receiver-down" },
    ]);
  });

  it("uses the mechanisms that it is given", () => {
    let isAsked = false;
    const trace = runVolume(
      { ...base, workload: [write(1, "T1")] },
      {
        quorumRules: { ...quorumRules, mayWrite: (_, group, heard) => group.every((member) => heard.includes(member)) },
      },
    );
    expect(answerOf(trace, "T1")).toBe(acksOf(trace, 101)[5]![1]);
    runVolume(base, {
      createCommitTracker: (options) => {
        isAsked = true;
        return createCommitTracker(options);
      },
    });
    expect(isAsked).toBe(true);
  });

  it("leaves behind what came before a mechanism threw", () => {
    const into: Timed<StorageEvent>[] = [];
    const createThrowing = () => ({
      ...createCommitTracker({ startLsn: 100, rule: { copyCount: 6, writeQuorum: 4, readQuorum: 3 } }),
      segmentAcknowledged: () => {
        throw new Error("not written yet");
      },
    });
    const scenario = { ...base, workload: [write(1, "T1")] };
    expect(() => runVolume(scenario, { createCommitTracker: createThrowing }, into)).toThrow("not written yet");
    expect(into.at(-1)?.kind).toBe("ack-arrived");
  });
});

/** Every way in which the six segments can be up or down. */
const patterns = Array.from({ length: 64 }, (_, bits) => [..."ABCDEF"].filter((_, index) => (bits >> index) & 1));

describe("the availability of one protection group", () => {
  it.each(patterns.map((down) => [down.join("") || "nothing", down] as const))("with %s down", (_, down) => {
    const faults = down.map((node): Fault => ({ kind: "node-down", node, fromMs: 0 }));
    const workload = [write(1, "T1"), { kind: "quorum-read", atMs: 1, group: 1 } as const];
    const trace = runVolume({ ...base, faults, workload });
    const left = 6 - down.length;
    expect(answerOf(trace, "T1") !== undefined, "the commit is answered").toBe(left >= 4);
    expect(eventsOf(trace, "read-quorum-met").length > 0, "the read meets its quorum").toBe(left >= 3);
    const told = eventsOf(trace, "service-changed").at(-1) ?? { writes: true, reads: true };
    expect(told).toMatchObject({ writes: left >= 4, reads: left >= 3 });
    expect(firstViolation(trace)).toBeUndefined();
  });

  it("allows writes in 22 of the 64 ways, and reads in 42", () => {
    expect(patterns.filter((down) => 6 - down.length >= 4)).toHaveLength(22);
    expect(patterns.filter((down) => 6 - down.length >= 3)).toHaveLength(42);
  });

  it("is that of the volume: one group without a write quorum holds up every commit past its first missing record", () => {
    const faults = ["A2", "B2", "C2"].map((node): Fault => ({ kind: "node-down", node, fromMs: 0 }));
    const workload = [write(1, "T1", [1]), write(5, "T2", [2]), write(10, "T3", [1])];
    const trace = runVolume({ ...base, groupCount: 2, faults, workload, untilMs: 40 });
    expect(answerOf(trace, "T1")).toBeLessThan(10);
    expect([answerOf(trace, "T2"), answerOf(trace, "T3")]).toEqual([undefined, undefined]);
  });
});

describe("scenario 1: one segment is killed", () => {
  const faults: readonly Fault[] = [{ kind: "node-down", node: "E", fromMs: 3, untilMs: 40 }];
  const workload = [write(1, "T1"), ...[10, 15, 20].map((atMs, index) => write(atMs, `T${index + 2}`))];

  it.each(SEEDS.slice(0, 20))("commits go on, its SCL stops, and is restored (seed %i)", (seed) => {
    const trace = runVolume({ ...base, seed, faults, workload, untilMs: 120 });
    for (const [index, { atMs }] of workload.entries()) expect(answerOf(trace, `T${index + 1}`)).toBeLessThan(atMs + 9);
    const scls = [...eventsOf(trace, "record-stored"), ...eventsOf(trace, "record-gossiped")].filter(({ segment }) => segment === "E"); // prettier-ignore
    expect(scls.filter(({ atMs }) => atMs >= 10 && atMs < 40)).toEqual([]);
    expect(Math.max(...scls.map(({ scl }) => scl))).toBe(104);
    expect(firstViolation(trace)).toBeUndefined();
  });
});

describe("scenario 2: one batch does not reach two segments", () => {
  const faults: readonly Fault[] = [{ kind: "zones-parted", zones: ["az-1", "az-3"], fromMs: 0.5, untilMs: 9 }];

  it.each(SEEDS.slice(0, 20))("four acknowledgements answer it, the two are filled later (seed %i)", (seed) => {
    const workload = [write(1, "T1", [1, 1, 1])];
    const trace = runVolume({ ...base, seed, faults, workload, untilMs: 80 });
    expect(answerOf(trace, "T1")).toBeLessThan(9.5);
    for (const lsn of [101, 102, 103]) {
      expect(acksOf(trace, lsn).slice(0, 4).map(([segment]) => segment).sort()).toEqual(["A", "B", "C", "D"]); // prettier-ignore
      expect(storedBy(trace, lsn)).toEqual(["A", "B", "C", "D", "E", "F"]);
    }
    expect(firstViolation(trace)).toBeUndefined();
  });
});

describe("scenario 3: one segment is ten times slower", () => {
  const slow: Fault = { kind: "node-slow", node: "F", addedMs: 9, fromMs: 0 };
  const zoneDown: Fault = { kind: "zone-down", zone: "az-2", fromMs: 0 };
  const answeredWith = (seed: number, faults: readonly Fault[]) => {
    const trace = runVolume({ ...base, seed, faults, workload: [write(1, "T1")], untilMs: 45 });
    return { atMs: answerOf(trace, "T1"), acks: acksOf(trace, 101) };
  };

  it("leaves the latency to the fourth-fastest acknowledgement", () => {
    let unchangedCount = 0;
    for (const seed of SEEDS) {
      const calm = answeredWith(seed, []);
      const slowed = answeredWith(seed, [slow]);
      expect(slowed.atMs).toBe(slowed.acks[3]![1]);
      // Where F was not among the first four, nothing at all changes.
      if (calm.acks.findIndex(([segment]) => segment === "F") < 4) continue;
      expect(slowed.atMs).toBe(calm.atMs);
      unchangedCount++;
    }
    expect(unchangedCount).toBeGreaterThan(SEEDS.length / 4);
  });

  it("sets the latency when a zone is down besides: then it is the slowest of four", () => {
    for (const seed of SEEDS) {
      const { atMs, acks } = answeredWith(seed, [slow, zoneDown]);
      expect(acks.map(([segment]) => segment).slice(0, 3).sort()).toEqual(["A", "B", "E"]); // prettier-ignore
      expect(acks[3]).toEqual(["F", atMs]);
      expect(atMs).toBeGreaterThan(1 + 2 * 9);
    }
  });
});

describe("scenario 4: a zone is killed", () => {
  const zoneDown: Fault = { kind: "zone-down", zone: "az-3", fromMs: 0 };
  const workload = [write(1, "T1"), write(20, "T2"), { kind: "quorum-read", atMs: 20, group: 1 } as const];

  it("writes go on with four of the four that are left, and their tail gets worse", () => {
    const latencies = (faults: readonly Fault[]) =>
      SEEDS.map((seed) => answerOf(runVolume({ ...base, seed, faults, workload }), "T1")! - 1).sort((a, b) => a - b);
    const [calm, without] = [latencies([]), latencies([zoneDown])];
    for (const share of [0.5, 0.9, 0.99]) {
      const index = Math.floor(share * SEEDS.length);
      expect(without[index]).toBeGreaterThan(calm[index]!);
    }
  });

  it.each(["A", "B", "C", "D"])("the loss of %s besides stops writes; reads stay", (node) => {
    const faults = [zoneDown, { kind: "node-down", node, fromMs: 15 } as const];
    const trace = runVolume({ ...base, faults, workload, untilMs: 60 });
    expect(answerOf(trace, "T1")).toBeLessThan(15);
    expect(answerOf(trace, "T2")).toBeUndefined();
    expect(eventsOf(trace, "service-changed").at(-1)).toMatchObject({ atMs: 15, writes: false, reads: true });
    expect(eventsOf(trace, "read-quorum-met")).toHaveLength(1);
    expect(firstViolation(trace)).toBeUndefined();
  });
});

describe("scenario 5: two zones are killed", () => {
  it.each(SEEDS.slice(0, 20))("commits hang, and nothing is lost once the copies return (seed %i)", (seed) => {
    const faults = ["az-2", "az-3"].map((zone): Fault => ({ kind: "zone-down", zone, fromMs: 10, untilMs: 90 }));
    const read = { kind: "quorum-read", atMs: 20, group: 1 } as const;
    const workload = [write(1, "T1"), write(20, "T2"), read, write(30, "T3")];
    const trace = runVolume({ ...base, seed, faults, workload, untilMs: 160 });
    expect(answerOf(trace, "T1")).toBeLessThan(10);
    expect(eventsOf(trace, "service-changed").filter(({ atMs }) => atMs === 10).at(-1)).toMatchObject({ writes: false, reads: false }); // prettier-ignore
    expect(eventsOf(trace, "read-quorum-met")).toEqual([]);
    for (const transaction of ["T2", "T3"]) expect(answerOf(trace, transaction)).toBeGreaterThan(90);
    for (const lsn of [101, 102, 103]) expect(storedBy(trace, lsn)).toEqual(["A", "B", "C", "D", "E", "F"]);
    expect(firstViolation(trace)).toBeUndefined();
  });
});

describe("a volume that is cloned", () => {
  const read = (atMs: number, by?: string) =>
    ({ kind: "read", atMs, page: 1, ...(by === undefined ? {} : { by }) }) as const;
  const clone = (atMs: number, name: string, by?: string) =>
    ({ kind: "clone", atMs, clone: name, ...(by === undefined ? {} : { by }) }) as const;
  /** Page LSN and slots of each read: of the volume, or in the clone. */
  const readsOf = (trace: StorageTrace) =>
    eventsOf(trace, "page-answered").map(({ pageLsn, slots }) => [pageLsn, ...slots]);

  it("parts with its clone at the clone point: neither sees what the other writes from then on", () => {
    const trace = runVolume({
      ...base,
      workload: [
        write(1, "T1"),
        clone(10, "clone-1"),
        read(11, "clone-1"),
        write(12, "T2"),
        { ...write(13, "T3"), by: "clone-1" },
        read(20),
        read(20, "clone-1"),
      ],
      untilMs: 30,
    });
    expect(eventsOf(trace, "clone-made")).toMatchObject([{ clone: "clone-1", atLsn: 101, how: "copy-on-write" }]);
    // Both gave out LSN 102; the clone's records go to the next slot.
    expect(readsOf(trace)).toEqual([[102, 0, 101, 102, 0]]);
    expect(readsOf(cloneTrace(trace, "clone-1"))).toEqual([
      [101, 0, 101, 0, 0],
      [102, 0, 101, 0, 102],
    ]);
    expect(eventsOf(cloneTrace(trace, "clone-1"), "commit-answered")).toMatchObject([{ transaction: "T3" }]);
    expect(firstViolation(trace)).toBeUndefined();
  });

  it("leaves out of the clone what was not durable when it was made", () => {
    const workload = [write(1, "T1"), write(10, "T2"), clone(10, "clone-1"), read(20, "clone-1"), read(20)];
    const trace = runVolume({ ...base, workload, untilMs: 30 });
    expect(readsOf(cloneTrace(trace, "clone-1"))).toEqual([[101, 0, 101, 0, 0]]);
    expect(readsOf(trace)).toEqual([[102, 0, 101, 102, 0]]);
  });

  it("can be cloned from a clone, whose own writes the second one begins with", () => {
    const workload = [
      write(1, "T1"),
      clone(10, "clone-1"),
      { ...write(11, "T2"), by: "clone-1" },
      clone(20, "clone-2", "clone-1"),
      write(21, "T3"),
      { ...write(21, "T4"), by: "clone-1" },
      read(30, "clone-2"),
    ];
    const trace = runVolume({ ...base, workload, untilMs: 40 });
    expect(eventsOf(trace, "clone-made")[1]).toMatchObject({ clone: "clone-2", source: "clone-1", atLsn: 102 });
    expect(readsOf(cloneTrace(trace, "clone-2"))).toEqual([[102, 0, 101, 0, 102]]);
    expect(firstViolation(trace)).toBeUndefined();
  });

  it("keeps for a clone what its own readers no longer need", () => {
    const writes = Array.from({ length: 20 }, (_, index) => write(12 + 5 * index, `T${index + 2}`));
    const model = { backgroundMs: 10, gossipMs: 5 };
    const workload = [write(1, "T1"), clone(10, "clone-1"), ...writes, read(180, "clone-1"), read(180)];
    const trace = runVolume({ ...base, workload, model, untilMs: 200 });
    expect(readsOf(cloneTrace(trace, "clone-1"))).toEqual([[101, 0, 101, 0, 0]]);
    expect(readsOf(trace)).toEqual([[121, 120, 121, 118, 119]]);
    const collected = (of: StorageTrace) => eventsOf(of, "garbage-collected").map(({ pgmrpl }) => pgmrpl);
    expect(Math.max(...collected(trace))).toBe(101);
    // The clone, which nobody shares, collects what it has written over.
    const written = runVolume({
      ...base,
      workload: [write(1, "T1"), clone(10, "clone-1"), ...writes.map((step) => ({ ...step, by: "clone-1" })), read(180, "clone-1"), read(180)], // prettier-ignore
      model,
      untilMs: 200,
    });
    expect(Math.max(...collected(cloneTrace(written, "clone-1")))).toBeGreaterThan(110);
    expect(readsOf(cloneTrace(written, "clone-1"))).toEqual([[121, 119, 120, 121, 118]]);
    expect(readsOf(written)).toEqual([[101, 0, 101, 0, 0]]);
  });

  it("has a clone that survives the crash of either instance, and fails with its storage nodes", () => {
    const faults: readonly Fault[] = [{ kind: "zone-down", zone: "az-2", fromMs: 40 }, { kind: "node-down", node: "A", fromMs: 40 }]; // prettier-ignore
    const workload = [
      write(1, "T1"),
      clone(10, "clone-1"),
      { ...write(11, "T2"), by: "clone-1" },
      { kind: "crash", atMs: 20, instance: "clone-1" },
      { kind: "crash", atMs: 20 },
      { kind: "recover", atMs: 21, instance: "clone-1" },
      read(30, "clone-1"),
      { ...write(45, "T3"), by: "clone-1" },
    ] as const;
    const trace = cloneTrace(runVolume({ ...base, workload, faults, untilMs: 120 }), "clone-1");
    expect(readsOf(trace)).toEqual([[102, 0, 101, 0, 102]]);
    expect(eventsOf(trace, "service-changed")).toMatchObject([{ writes: false, reads: true }]);
    expect(eventsOf(trace, "commit-requested")).toHaveLength(2);
    expect(answerOf(trace, "T3")).toBeUndefined();
  });

  it("cannot be cloned by an instance that has lost it, nor while nobody has it open", () => {
    const workload = [
      write(1, "T1"),
      { kind: "recover", atMs: 10, instance: "writer-2" },
      clone(20, "clone-1", "writer"),
      { kind: "crash", atMs: 30 },
      clone(31, "clone-2"),
    ] as const;
    const trace = runVolume({ ...base, workload, untilMs: 40 });
    expect(eventsOf(trace, "clone-made")).toEqual([]);
    expect(eventsOf(trace, "writer-fenced")).toMatchObject([{ instance: "writer" }]);
    expect(eventsOf(trace, "writer-unreachable")).toHaveLength(1);
  });

  it("is seen through when its pages are taken from the wrong point", () => {
    const workload = [write(1, "T1"), write(2, "T2"), clone(10, "clone-1"), read(20, "clone-1")];
    const trace = runVolume(
      { ...base, workload, untilMs: 30 },
      {
        createCloneFamily(options) {
          const family = createCloneFamily(options);
          // The clone begins a write too early.
          return { ...family, clone: (order) => family.clone({ ...order, atLsn: order.atLsn - 1 }) };
        },
      },
    );
    expect(firstViolation(trace)).toMatchObject({
      invariant: "a clone sees its source as of the clone point, its own writes, and nothing else",
      what: expect.stringContaining("in clone-1, segment") as string,
    });
  });

  it.each<[Partial<VolumeScenario>, string]>([
    [{ workload: [clone(1, "")] }, "workload[0].clone"],
    [{ workload: [clone(1, "A")] }, "workload[0].clone"],
    [{ workload: [clone(1, "writer-2")] }, "workload[0].clone"],
    [{ workload: [clone(1, "clone-1"), clone(2, "clone-1")] }, "workload[1].clone"],
    [{ workload: [clone(1, "clone-1", "clone-2")] }, "workload[0].by"],
    [{ workload: [1, 2, 3, 4].map((number) => clone(number, `clone-${number}`)) }, "workload"],
    [{ workload: [read(1, "clone-1")] }, "workload[0].by"],
    [{ workload: [{ kind: "crash", atMs: 1, instance: "clone-1" }] }, "workload[0].instance"],
    [{ workload: [clone(1, "clone-1")], backtrack: { targetWindowMs: 5, storedRecordsMax: 5 } }, "backtrack"],
  ])("is refused with %j, naming %s", (change, field) => {
    expect(() => runVolume({ ...base, ...change })).toThrow(`Scenario field ${field}: `);
  });
});

describe("a volume that is backtracked", () => {
  const backtrack = { targetWindowMs: 100, storedRecordsMax: 50 };
  const read = (atMs: number) => ({ kind: "read", atMs, page: 1 }) as const;
  const three = [write(1, "T1"), write(10, "T2"), write(20, "T3")];
  const pagesOf = (trace: StorageTrace) => eventsOf(trace, "page-answered").map(({ pageLsn }) => pageLsn);

  it("shows what it showed then, goes forth again, and keeps what is written after", () => {
    const workload = [
      ...three,
      read(28),
      { kind: "backtrack", atMs: 30, toMs: 12 } as const,
      read(45),
      { kind: "backtrack", atMs: 50, toMs: 25 } as const,
      read(65),
      { kind: "backtrack", atMs: 70, toMs: 5 } as const,
      write(85, "T4"),
      read(95),
    ];
    const model = { allocationLimit: 10 };
    const trace = runVolume({ ...base, workload, backtrack, model, untilMs: 110 });
    expect(pagesOf(trace)).toEqual([103, 102, 103, eventsOf(trace, "record-shipped").at(-1)?.lsn]);
    const hidden = eventsOf(trace, "volume-backtracked").map((event) => event.hidden);
    expect(hidden[0]).toEqual([{ afterLsn: 102, throughLsn: 103 }]);
    expect(hidden[1]).toEqual([]);
    expect(hidden[2]).toEqual([{ afterLsn: 101, throughLsn: 103 }]);
    expect(answerOf(trace, "T4")).toBeGreaterThan(85);
    expect(firstViolation(trace)).toBeUndefined();
  });

  it("drops the work under way, and answers no commit of it", () => {
    const trace = runVolume({
      ...base,
      workload: [...three, write(30, "T4"), { kind: "backtrack", atMs: 30.2, toMs: 12 }, read(50)],
      backtrack,
      untilMs: 70,
    });
    expect(answerOf(trace, "T4")).toBeUndefined();
    expect(pagesOf(trace)).toEqual([102]);
  });

  it("refuses a time before its window, and says where that begins", () => {
    const trace = runVolume({
      ...base,
      workload: [...three, { kind: "backtrack", atMs: 40, toMs: 3 }, read(45)],
      backtrack: { targetWindowMs: 20, storedRecordsMax: 50 },
      untilMs: 60,
    });
    expect(eventsOf(trace, "backtrack-refused")).toMatchObject([{ toMs: 3, earliestMs: 20 }]);
    expect(pagesOf(trace)).toEqual([103]);
  });

  it.each<[Partial<VolumeScenario>, string]>([
    [{ workload: [{ kind: "backtrack", atMs: 5, toMs: 1 }] }, "backtrack"],
    [{ backtrack, workload: [{ kind: "backtrack", atMs: 5, toMs: 6 }] }, "workload[0].toMs"],
    [{ backtrack: { targetWindowMs: 73 * 3_600_000, storedRecordsMax: 5 } }, "backtrack.targetWindowMs"],
    [{ backtrack: { targetWindowMs: 5, storedRecordsMax: 0 } }, "backtrack.storedRecordsMax"],
  ])("is refused with %j, naming %s", (change, field) => {
    expect(() => runVolume({ ...base, ...change })).toThrow(`Scenario field ${field}: `);
  });
});
