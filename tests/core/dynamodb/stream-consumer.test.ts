import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  appliesWhatIsNewer,
  beginsAtTheCheckpoint,
  checkpointsAfterApplying,
  checkpointsFollowProcessing,
  checkStreamScenario,
  compareSequenceNumbers,
  createStreamConsumer,
  effectsHappenOnce,
  everyChangeIsApplied,
  firstStreamViolation,
  goesOnWhereItWas,
  keysStayInOrder,
  leasesAreTakenFromTheSilent,
  parentsComeFirst,
  readingSkipsNothing,
  renewsItsOwn,
  runStream,
  runStreamScript,
  STREAM_DAY_MODEL,
  STREAM_MODEL,
  STREAM_SCRIPT_INVARIANTS,
  streamEventInEnglish,
  takesOnlyWhatIsFree,
  takesSomethingFree,
  type CreateStreamConsumer,
  type ShardLease,
  type StreamChange,
  type StreamConsumer,
  type StreamEvent,
  type StreamInvariant,
  type StreamScenario,
  type StreamScript,
  type StreamScriptInvariant,
  type StreamScriptStep,
  type StreamShard,
  type StreamStep,
  type StreamTrace,
} from "../../../src/core/dynamodb/index.ts";
import { streamEventInKorean } from "../../../src/core/dynamodb/stream-words-ko.ts";
import { ScenarioError, traceText } from "../../../src/core/kernel/index.ts";
import { streamScenarios, streamScripts } from "../../arbitraries/stream-consumer.ts";
import { SEED } from "../seed.ts";

const changeOf = (sequenceNumber: string, key = "a"): StreamChange => ({ sequenceNumber, eventName: "MODIFY", key, newImage: "v" }); // prettier-ignore
const [N9, N10] = ["999999999999999999999", "1000000000000000000000"] as const;
const consumerOf = (worker = "W1-1") => createStreamConsumer({ worker, leaseMs: 10_000 });
const FAMILY: readonly StreamShard[] = [
  { shardId: "s1" },
  { shardId: "s2", parentShardId: "s1" },
  { shardId: "s3", parentShardId: "s1" },
];

describe("a consumer", () => {
  it("takes a shard that nobody holds, and its child only after its end", () => {
    const consumer = consumerOf();
    expect(consumer.plan(FAMILY, [], 0)).toEqual({ take: ["s1"], renew: [] });
    const held: ShardLease = { shardId: "s1", owner: "W1-1", counter: 1 };
    expect(consumer.plan(FAMILY, [held], 1)).toEqual({ take: [], renew: ["s1"] });
    const ended: ShardLease = { ...held, counter: 9, checkpoint: "SHARD_END" };
    expect(consumer.plan(FAMILY, [ended], 2)).toEqual({ take: ["s2"], renew: [] });
  });

  it("takes a child whose parent is trimmed", () => {
    expect(consumerOf().plan(FAMILY.slice(1), [], 0).take).toEqual(["s2"]);
  });

  it("takes a lease once its counter has stood still for the time of a lease, before its own eyes", () => {
    const consumer = consumerOf("W2-1");
    const at = (counter: number, nowMs: number) => consumer.plan([{ shardId: "s1" }], [{ shardId: "s1", owner: "W1-1", counter }], nowMs).take; // prettier-ignore
    expect(at(4, 90_000)).toEqual([]);
    expect(at(4, 99_999)).toEqual([]);
    expect(at(5, 100_000)).toEqual([]);
    expect(at(5, 109_999)).toEqual([]);
    expect(at(5, 110_000)).toEqual(["s1"]);
  });

  it("begins after the checkpoint, or with the oldest record", () => {
    const consumer = consumerOf();
    expect(consumer.begin({ shardId: "s1", counter: 1 })).toEqual({ type: "TRIM_HORIZON" });
    expect(consumer.begin({ shardId: "s1", counter: 1, checkpoint: N9 })).toEqual({ type: "AFTER_SEQUENCE_NUMBER", sequenceNumber: N9 }); // prettier-ignore
  });

  it("processes first and writes the checkpoint then", () => {
    const consumer = consumerOf();
    const [first, second] = [changeOf(N9), changeOf(N10)];
    expect(consumer.received("s1", [first, second], false)).toEqual([
      { step: "apply", change: first },
      { step: "apply", change: second },
      { step: "checkpoint", at: N10 },
    ]);
    expect(consumer.received("s1", [], false)).toEqual([]);
    expect(consumer.received("s1", [], true)).toEqual([{ step: "checkpoint", at: "SHARD_END" }]);
  });

  it("goes on where it was when an iterator has expired, and with the oldest record when its place is trimmed", () => {
    const consumer = consumerOf();
    consumer.begin({ shardId: "s1", counter: 1 });
    expect(consumer.again("s1", "ExpiredIteratorException")).toEqual({ type: "TRIM_HORIZON" });
    consumer.received("s1", [changeOf(N9)], false);
    expect(consumer.again("s1", "ExpiredIteratorException")).toEqual({ type: "AFTER_SEQUENCE_NUMBER", sequenceNumber: N9 }); // prettier-ignore
    expect(consumer.again("s1", "TrimmedDataAccessException")).toEqual({ type: "TRIM_HORIZON" });
  });

  it("forgets how far it read when it gets a lease a second time", () => {
    const consumer = consumerOf();
    consumer.received("s1", [changeOf(N10)], false);
    expect(consumer.begin({ shardId: "s1", counter: 7, checkpoint: N9 })).toEqual({ type: "AFTER_SEQUENCE_NUMBER", sequenceNumber: N9 }); // prettier-ignore
    expect(consumer.begin({ shardId: "s1", counter: 8 })).toEqual({ type: "TRIM_HORIZON" });
  });

  it("applies what is newer, by number and not by text", () => {
    const consumer = consumerOf();
    expect(consumer.mayApply(changeOf(N10), N9)).toBe(true);
    expect(consumer.mayApply(changeOf(N9), N10)).toBe(false);
    expect(consumer.mayApply(changeOf(N9), N9)).toBe(false);
    expect(consumer.mayApply(changeOf(N9), undefined)).toBe(true);
    // A number of JavaScript would take them for one.
    expect(compareSequenceNumbers("1000000000000000000001", N10)).toBe(1);
  });
});

type EventOf<Kind extends StreamEvent["kind"]> = Extract<StreamEvent, { readonly kind: Kind }> & { readonly atMs: number }; // prettier-ignore
const eventsOf = <Kind extends StreamEvent["kind"]>(trace: StreamTrace, kind: Kind) =>
  trace.filter((event) => event.kind === kind) as unknown as readonly EventOf<Kind>[];

/** Five changes of each of four keys, a second apart; the shard splits in the middle. */
const STEADY: readonly StreamStep[] = [
  ...Array.from({ length: 20 }, (_, index): StreamStep => ({ atMs: 1_000 * (index + 1), kind: "put", key: "abcd"[index % 4] ?? "a" })), // prettier-ignore
  { atMs: 10_500, kind: "split" as const, key: "a" },
].toSorted((a, b) => a.atMs - b.atMs);
const BASE: StreamScenario = { seed: 7, workerCount: 2, shardCount: 1, steps: STEADY, pauses: [], faults: [], untilMs: 120_000 }; // prettier-ignore
const CRASH: Partial<StreamScenario> = { faults: [{ kind: "node-down", node: "W1", fromMs: 8_000, untilMs: 60_000 }] };
const run = (change: Partial<StreamScenario>, create?: CreateStreamConsumer) => runStream({ ...BASE, ...change }, create); // prettier-ignore
/** Of the worker that holds the first shard: when it sent its third change to the index. */
function crashBetween(trace: StreamTrace): Partial<StreamScenario> {
  const processed = eventsOf(trace, "change-processed")[2];
  const fromMs = (processed?.atMs ?? 0) + 0.01;
  return { faults: [{ kind: "node-down", node: processed?.worker.slice(0, 2) ?? "", fromMs, untilMs: 60_000 }] };
}

describe("a fleet", () => {
  it("applies each change once, within seconds, when nothing fails", () => {
    const trace = run({});
    expect(firstStreamViolation(trace)).toBeUndefined();
    expect(eventsOf(trace, "change-processed").map(({ applied }) => applied)).toEqual(Array.from({ length: 20 }, () => true)); // prettier-ignore
    expect(eventsOf(trace, "lease-taken").length).toBe(3);
    for (const { atMs, sequenceNumber } of eventsOf(trace, "change-processed")) {
      const writtenMs = eventsOf(trace, "change-streamed").find(({ change }) => change.sequenceNumber === sequenceNumber)?.atMs ?? 0; // prettier-ignore
      expect(atMs - writtenMs).toBeLessThan(6_000);
    }
  });

  it("goes on with another worker after a crash, a lease later, from the checkpoint", () => {
    const trace = run(CRASH);
    expect(firstStreamViolation(trace)).toBeUndefined();
    const taken = eventsOf(trace, "lease-taken").find(({ from }) => from !== undefined);
    expect(taken?.from).toBe("W1-1");
    expect(taken?.worker).toBe("W2-1");
    expect(taken?.atMs).toBeGreaterThan(8_000 + STREAM_MODEL.leaseMs - STREAM_MODEL.passMs);
    expect(taken?.atMs).toBeLessThan(8_000 + STREAM_MODEL.leaseMs + 2 * STREAM_MODEL.passMs);
    expect(eventsOf(trace, "change-processed").filter(({ applied }) => applied).length).toBe(20);
  });

  it("delivers a change again that was processed right before the crash, and applies it once", () => {
    const trace = run(crashBetween(run({})));
    expect(firstStreamViolation(trace)).toBeUndefined();
    expect(eventsOf(trace, "change-processed").filter(({ applied }) => !applied).length).toBeGreaterThan(0);
    expect(eventsOf(trace, "change-processed").filter(({ applied }) => applied).length).toBe(20);
  });

  it("lets a worker that paused go on until the lease table refuses it", () => {
    const trace = run({ pauses: [{ worker: "W1", fromMs: 5_500, untilMs: 30_000 }] });
    expect(firstStreamViolation(trace)).toBeUndefined();
    expect(eventsOf(trace, "lease-taken").some(({ from }) => from === "W1-1")).toBe(true);
    expect(eventsOf(trace, "lease-refused").some(({ worker, atMs }) => worker === "W1-1" && atMs >= 30_000)).toBe(true);
  });

  it("knows a pause that ends between two microseconds, and one in another", () => {
    const pauses = [
      { worker: "W1", fromMs: 5_500, untilMs: 20_000.0004 },
      { worker: "W1", fromMs: 8_000, untilMs: 9_000 },
      { worker: "W1", fromMs: 19_000, untilMs: 21_000.0006 },
    ];
    const trace = run({ pauses });
    expect(firstStreamViolation(trace)).toBeUndefined();
    expect(eventsOf(trace, "worker-paused").map(({ atMs }) => atMs)).toEqual([5_500]);
    expect(eventsOf(trace, "worker-resumed").map(({ atMs }) => atMs)).toEqual([21_000.001]);
  });

  it("loses what nobody read for the time of the retention, and goes on with the oldest that is left", () => {
    const model = { retentionMs: 20_000, iteratorMs: 5_000 };
    const down = { kind: "node-down", node: "W1", fromMs: 6_500, untilMs: 31_500 } as const;
    const trace = run({ workerCount: 1, faults: [down], model });
    expect(firstStreamViolation(trace)).toBeUndefined();
    expect(eventsOf(trace, "records-trimmed").length).toBeGreaterThan(0);
    const appliedCount = eventsOf(trace, "change-processed").filter(({ applied }) => applied).length;
    expect(appliedCount).toBeGreaterThan(6);
    expect(appliedCount).toBeLessThan(20);
  });

  it.each([
    [23, 3],
    [25, 2],
  ])("whose only worker is away for %i hours has %i of three changes in the end", (hours, count) => {
    const HOUR_MS = 3_600_000;
    const faults = [{ kind: "node-down", node: "W1", fromMs: HOUR_MS, untilMs: (1 + hours) * HOUR_MS } as const];
    const steps = [0.5, 1.1, 20].map((hour): StreamStep => ({ atMs: hour * HOUR_MS, kind: "put", key: "a" }));
    const trace = run({ workerCount: 1, steps, faults, untilMs: 28 * HOUR_MS, model: STREAM_DAY_MODEL });
    expect(firstStreamViolation(trace)).toBeUndefined();
    expect(eventsOf(trace, "change-processed").filter(({ applied }) => applied).length).toBe(count);
  });

  it("takes a new iterator when its own expired in a pause", () => {
    const pauses = [{ worker: "W1", fromMs: 5_500, untilMs: 12_500 }];
    const trace = run({ workerCount: 1, pauses, model: { iteratorMs: 5_000 } });
    expect(firstStreamViolation(trace)).toBeUndefined();
    expect(eventsOf(trace, "reading-began").map(({ because }) => because)).toContain("ExpiredIteratorException");
    expect(eventsOf(trace, "change-processed").every(({ applied }) => applied)).toBe(true);
  });
});

/** A consumer that differs in one place. */
function wrong(change: (consumer: StreamConsumer) => Partial<StreamConsumer>): CreateStreamConsumer {
  return (configuration) => {
    const consumer = createStreamConsumer(configuration);
    return {
      plan: (...args) => consumer.plan(...args),
      begin: (...args) => consumer.begin(...args),
      again: (...args) => consumer.again(...args),
      received: (...args) => consumer.received(...args),
      mayApply: (...args) => consumer.mayApply(...args),
      ...change(consumer),
    };
  };
}
const checkpointsFirst = wrong((consumer) => ({
  received: (...args) => consumer.received(...args).toSorted((a, b) => Number(b.step === "checkpoint") - Number(a.step === "checkpoint")), // prettier-ignore
}));
const forgetsTheLineage = wrong((consumer) => ({
  // The newest first, as if none had a parent.
  plan: (shards, ...rest) => consumer.plan(shards.map(({ shardId }) => ({ shardId })).toReversed(), ...rest),
}));
const forgetsWhatItApplied = wrong(() => ({ mayApply: () => true }));
const comparesText = wrong(() => ({ mayApply: ({ sequenceNumber }, applied) => applied === undefined || sequenceNumber > applied })); // prettier-ignore
const takesWhatIsHeld = wrong((consumer) => ({
  plan: (shards, leases, nowMs) => ({
    ...consumer.plan(shards, leases, nowMs),
    take: leases.filter(({ owner, checkpoint }) => owner !== "W1-1" && checkpoint !== "SHARD_END").map(({ shardId }) => shardId).slice(0, 1).concat(consumer.plan(shards, leases, nowMs).take).slice(0, 1), // prettier-ignore
  }),
}));
const neverRenews = wrong((consumer) => ({
  plan: (...args) => ({ take: consumer.plan(...args).take, renew: [] }),
}));
const startsAtLatest = wrong(() => ({ begin: () => ({ type: "LATEST" }) }));
const skipsAfterExpiry = wrong(() => ({ again: () => ({ type: "LATEST" }) }));
const forgetsTheEnd = wrong((consumer) => ({
  received: (...args) => consumer.received(...args).filter((step) => step.step === "apply" || step.at !== "SHARD_END"),
}));
const neverTakesOver = wrong((consumer) => ({
  plan: (shards, leases, nowMs) => {
    const { take, renew } = consumer.plan(shards, leases, nowMs);
    return { take: take.filter((shardId) => !leases.some((lease) => lease.shardId === shardId)), renew };
  },
}));
const remembersItsPlace = wrong((consumer) => {
  let last: string | undefined;
  return {
    received(shardId, changes, isEnd) {
      last = changes.at(-1)?.sequenceNumber ?? last;
      return consumer.received(shardId, changes, isEnd);
    },
    begin: (lease) => (last === undefined ? consumer.begin(lease) : { type: "AFTER_SEQUENCE_NUMBER", sequenceNumber: last }), // prettier-ignore
  };
});

// And three that are right.
const checkpointsOften = wrong((consumer) => ({
  received: (...args) =>
    consumer
      .received(...args)
      .flatMap((step) => (step.step === "apply" ? [step, { step: "checkpoint" as const, at: step.change.sequenceNumber }] : [step])), // prettier-ignore
}));
const beginsWithTheCheckpoint = wrong((consumer) => ({
  begin(lease) {
    const start = consumer.begin(lease);
    return "sequenceNumber" in start ? { ...start, type: "AT_SEQUENCE_NUMBER" } : start;
  },
}));
const takesAll = wrong((consumer) => {
  const sinceMs = new Map<string, number>();
  return {
    plan(shards, leases, nowMs) {
      const take: string[] = [];
      for (const { shardId, parentShardId } of shards) {
        const lease = leases.find((row) => row.shardId === shardId);
        const sight = `${shardId} ${lease?.counter ?? 0}`;
        const firstMs = sinceMs.get(sight) ?? nowMs;
        sinceMs.set(sight, firstMs);
        if (lease?.checkpoint === "SHARD_END") continue;
        const mustWait = shards.some((other) => other.shardId === parentShardId);
        if (mustWait && leases.find((row) => row.shardId === parentShardId)?.checkpoint !== "SHARD_END") continue;
        if (lease?.owner === undefined || nowMs - firstMs >= STREAM_MODEL.leaseMs) take.push(shardId);
      }
      const { renew } = consumer.plan(shards, leases, nowMs);
      return { take: take.filter((shardId) => !renew.includes(shardId)), renew };
    },
  };
});

/** Changes of one key alone, close together, before and after its shard rolls. */
const ROLLED: Partial<StreamScenario> = {
  steps: [
    ...Array.from({ length: 12 }, (_, index): StreamStep => ({ atMs: 1_000 + index, kind: "put", key: "a" })),
    { atMs: 1_100, kind: "roll", key: "a" },
    { atMs: 1_200, kind: "put", key: "a" },
  ],
};

/** Which event, and what happened there. */
const VIOLATION = { eventIndex: expect.any(Number), what: expect.stringMatching(/\S/) };

describe("invariants", () => {
  it.each<[string, StreamInvariant, CreateStreamConsumer, Partial<StreamScenario>]>([
    ["writes the checkpoint before processing", checkpointsFollowProcessing, checkpointsFirst, {}],
    ["reads a child before its parent", parentsComeFirst, forgetsTheLineage, CRASH],
    ["applies again what it applied", effectsHappenOnce, forgetsWhatItApplied, crashBetween(run({}))],
    ["goes back in a key, without asking what is there", keysStayInOrder, forgetsWhatItApplied, { ...ROLLED, faults: [{ kind: "messages-doubled", probability: 1, fromMs: 0, untilMs: 60_000 }] }], // prettier-ignore
    ["compares sequence numbers as text", everyChangeIsApplied, comparesText, ROLLED],
    ["takes leases that others hold", leasesAreTakenFromTheSilent, takesWhatIsHeld, {}],
    ["never renews its leases", leasesAreTakenFromTheSilent, neverRenews, { steps: STEADY.slice(0, 2) }],
    ["starts at LATEST", readingSkipsNothing, startsAtLatest, CRASH],
    ["begins where it read to in an earlier time", readingSkipsNothing, remembersItsPlace, { steps: [...ROLLED.steps ?? []], shardCount: 2 }], // prettier-ignore
    ["never writes SHARD_END", everyChangeIsApplied, forgetsTheEnd, {}],
    ["never takes over", everyChangeIsApplied, neverTakesOver, CRASH],
  ])("see through a consumer that %s", (_, invariant, create, change) => {
    expect(firstStreamViolation(run(change))).toBeUndefined();
    expect(invariant(run(change, create))).toMatchObject(VIOLATION);
  });

  it("see through one that skips when its iterator expired", () => {
    const pauses = [{ worker: "W1", fromMs: 5_500, untilMs: 12_500 }];
    const trace = run({ workerCount: 1, pauses, model: { iteratorMs: 5_000 } }, skipsAfterExpiry);
    expect(readingSkipsNothing(trace)).toMatchObject(VIOLATION);
  });

  it("hold in fleets that crash, pause and are cut off", () => {
    const told = { again: 0, takenOver: 0, refused: 0, applied: 0 };
    fc.assert(
      fc.property(streamScenarios(40_000, 40), (scenario) => {
        const trace = runStream(scenario);
        expect(firstStreamViolation(trace)).toBeUndefined();
        for (const event of trace) {
          if (event.kind === "change-processed") told[event.applied ? "applied" : "again"]++;
          if (event.kind === "lease-taken" && event.from !== undefined) told.takenOver++;
          if (event.kind === "lease-refused") told.refused++;
        }
        // All that was written is there: the run is calm for long enough at its end.
        const appliedCount = eventsOf(trace, "change-processed").filter(({ applied }) => applied).length;
        expect(appliedCount).toBe(eventsOf(trace, "change-streamed").length);
      }),
      { numRuns: 1_500, seed: SEED },
    );
    for (const [what, count] of Object.entries(told)) expect(count, what).toBeGreaterThan(200);
  });

  it.each([
    ["writes a checkpoint after each record", checkpointsOften],
    ["reads the record of its checkpoint again", beginsWithTheCheckpoint],
    ["takes all that is free at once", takesAll],
  ])("hold for a consumer that %s", (_, create) => {
    fc.assert(
      fc.property(streamScenarios(40_000, 30), (scenario) => {
        expect(firstStreamViolation(runStream(scenario, create))).toBeUndefined();
      }),
      { numRuns: 250, seed: SEED },
    );
  });

  it("hold where records are trimmed and iterators expire", () => {
    const model = { retentionMs: 25_000, iteratorMs: 4_000 };
    const told = new Map<string, number>();
    fc.assert(
      fc.property(streamScenarios(40_000, 30), (scenario) => {
        const trace = runStream({ ...scenario, model });
        expect(firstStreamViolation(trace)).toBeUndefined();
        for (const event of trace) {
          const what = event.kind === "reading-began" ? event.because : event.kind;
          told.set(what, (told.get(what) ?? 0) + 1);
        }
      }),
      { numRuns: 1_000, seed: SEED },
    );
    for (const what of ["records-trimmed", "ExpiredIteratorException", "TrimmedDataAccessException"])
      expect(told.get(what) ?? 0, what).toBeGreaterThan(20);
  });
});

describe("a scenario", () => {
  it("is a function of its seed", () => {
    expect(traceText(run({ seed: 3 }))).toBe(traceText(run({ seed: 3 })));
    expect(traceText(run({ seed: 3 }))).not.toBe(traceText(run({ seed: 4 })));
  });

  it.each<[string, Partial<StreamScenario>]>([
    ["workerCount", { workerCount: 4 }],
    ["shardCount", { shardCount: 0 }],
    ["untilMs", { untilMs: 0 }],
    ["untilMs", { untilMs: 5_000_001 }],
    ["steps[1].atMs", { steps: [{ atMs: 5, kind: "put", key: "a" }, { atMs: 4, kind: "put", key: "a" }] }], // prettier-ignore
    ["pauses[0].worker", { pauses: [{ worker: "W3", fromMs: 0, untilMs: 1 }] }],
    ["pauses[0].untilMs", { pauses: [{ worker: "W1", fromMs: 5, untilMs: 5 }] }],
    ["faults[0].node", { faults: [{ kind: "node-down", node: "W3", fromMs: 0 }] }],
  ])("with a wrong %s is refused", (field, change) => {
    expect(() => checkStreamScenario({ ...BASE, ...change })).toThrow(
      expect.objectContaining({ name: ScenarioError.name, field }),
    );
  });

  it("with a model that makes no sense is refused, and so is a script whose time goes back", () => {
    expect(() => checkStreamScenario({ ...BASE, model: { leaseMs: 0 } })).toThrow(expect.objectContaining({ field: "model.leaseMs" })); // prettier-ignore
    expect(() => checkStreamScenario({ ...BASE, model: { recordCount: 0 } })).toThrow(expect.objectContaining({ field: "model.recordCount" })); // prettier-ignore
    const plan = (nowMs: number) => ({ ask: "plan" as const, shards: [], leases: [], nowMs });
    const script = { machine: "W1", leaseMs: 1, steps: [plan(2), plan(1)] };
    expect(() => runStreamScript(script, createStreamConsumer)).toThrow(expect.objectContaining({ field: "steps[1].nowMs" })); // prettier-ignore
  });
});

describe("a consumer that answers nonsense", () => {
  it.each<[string, CreateStreamConsumer]>([
    ["SequenceNumber", wrong(() => ({ begin: () => ({ type: "AT_SEQUENCE_NUMBER", sequenceNumber: "SHARD_END" }) }))],
    ["checkpoint", wrong(() => ({ received: () => [{ step: "checkpoint", at: "LATEST" }] }))],
  ])("is told so: %s", (what, create) => {
    expect(() => run({}, create)).toThrow(expect.objectContaining({ message: expect.stringContaining(`Invalid ${what}`) as string })); // prettier-ignore
  });

  it("that wants a shard of which nobody has heard stops nothing", () => {
    const asksForMore = wrong((consumer) => ({
      plan: (...args) => ({ ...consumer.plan(...args), take: ["shard-x", ...consumer.plan(...args).take] }),
    }));
    expect(everyChangeIsApplied(run({}, asksForMore))).toBeUndefined();
  });
});

const script = (...steps: readonly StreamScriptStep[]): StreamScript => ({ machine: "W1", leaseMs: 10_000, steps });
const planAt = (nowMs: number, leases: readonly ShardLease[]): StreamScriptStep => ({ ask: "plan", shards: FAMILY, leases, nowMs }); // prettier-ignore
const beginAt = (checkpoint?: string): StreamScriptStep => ({ ask: "begin", lease: { shardId: "s1", owner: "W1-1", counter: 1, ...(checkpoint !== undefined && { checkpoint }) } }); // prettier-ignore
const receive = (isEnd: boolean, ...numbers: readonly string[]): StreamScriptStep => ({ ask: "received", shardId: "s1", changes: numbers.map((number) => changeOf(number)), isEnd }); // prettier-ignore
const held = (counter: number): readonly ShardLease[] => [{ shardId: "s1", owner: "W2-1", counter }];

describe("a script", () => {
  it.each<[string, StreamScriptInvariant, CreateStreamConsumer, StreamScript]>([
    ["takes a child before its parent's end", takesOnlyWhatIsFree, forgetsTheLineage, script(planAt(0, []))],
    ["takes what another one holds", takesOnlyWhatIsFree, takesWhatIsHeld, script(planAt(0, held(1)))],
    ["never takes over", takesSomethingFree, neverTakesOver, script(planAt(0, held(1)), planAt(10_001, held(1)))],
    ["never renews", renewsItsOwn, neverRenews, script(planAt(0, [{ shardId: "s1", owner: "W1-1", counter: 1 }]))],
    ["starts at LATEST", beginsAtTheCheckpoint, startsAtLatest, script(beginAt())],
    ["begins where it read to in an earlier time", beginsAtTheCheckpoint, remembersItsPlace, script(beginAt(N9), receive(false, N10), beginAt(N9))], // prettier-ignore
    ["skips when its iterator expired", goesOnWhereItWas, skipsAfterExpiry, script(beginAt(), receive(false, N9), { ask: "again", shardId: "s1", error: "ExpiredIteratorException" })], // prettier-ignore
    ["writes the checkpoint first", checkpointsAfterApplying, checkpointsFirst, script(beginAt(), receive(false, N9))],
    ["never writes SHARD_END", checkpointsAfterApplying, forgetsTheEnd, script(beginAt(), receive(true, N9))],
    ["applies again what it applied", appliesWhatIsNewer, forgetsWhatItApplied, script({ ask: "may-apply", change: changeOf(N9), applied: N9 })], // prettier-ignore
    ["compares as text", appliesWhatIsNewer, comparesText, script({ ask: "may-apply", change: changeOf(N10), applied: N9 })], // prettier-ignore
  ])("shows a consumer that %s", (_, invariant, create, steps) => {
    expect(invariant(runStreamScript(steps, createStreamConsumer))).toBeUndefined();
    expect(invariant(runStreamScript(steps, create))).toMatchObject(VIOLATION);
  });

  it.each([
    ["the reference", createStreamConsumer],
    ["one that writes a checkpoint after each record", checkpointsOften],
    ["one that reads the record of its checkpoint again", beginsWithTheCheckpoint],
    ["one that takes all that is free at once", takesAll],
  ])("keeps every rule with %s", (_, create) => {
    const asked = new Map<string, number>();
    fc.assert(
      fc.property(streamScripts(12), (steps) => {
        const trace = runStreamScript(steps, create);
        for (const invariant of STREAM_SCRIPT_INVARIANTS) expect(invariant(trace)).toBeUndefined();
        for (const event of trace) {
          const what = event.kind === "consumer-began" ? event.worker : event.question.ask;
          asked.set(what, (asked.get(what) ?? 0) + 1);
          if (event.kind === "stream-answered" && event.question.ask === "plan") {
            const taken = (event.answer as ReturnType<StreamConsumer["plan"]>).take.length;
            asked.set("taken", (asked.get("taken") ?? 0) + taken);
          }
        }
      }),
      { numRuns: 1_000, seed: SEED },
    );
    for (const what of ["W1-2", "plan", "taken", "begin", "again", "received", "may-apply"])
      expect(asked.get(what) ?? 0, what).toBeGreaterThan(200);
  });
});

it("has words for every event, in both languages", () => {
  const clean = (text: string) => expect(text).not.toMatch(/undefined|NaN|\[object|Infinity/);
  fc.assert(
    fc.property(streamScenarios(20_000, 15), streamScripts(6), (scenario, steps) => {
      for (const event of [...runStream(scenario), ...runStreamScript(steps, createStreamConsumer)]) {
        clean(streamEventInEnglish(event));
        clean(streamEventInKorean(event));
      }
    }),
    { numRuns: 60, seed: SEED },
  );
});
