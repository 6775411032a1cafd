import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkReplicationScenario,
  firstReplicationViolation,
  REPLICATION_MODEL,
  REPLICATION_SESSIONS,
  replicationEventInEnglish,
  replicationHistory,
  runReplication,
  strongReadsAreStrong,
  type CreateLeaderLease,
  type ReplicationEvent,
  type ReplicationScenario,
  type ReplicationStep,
  type ReplicationTrace,
} from "../../../src/core/dynamodb/index.ts";
import { replicationEventInKorean } from "../../../src/core/dynamodb/replication-words-ko.ts";
import { judgeHistory } from "../../../src/core/history/index.ts";
import { ScenarioError, traceText, type Fault } from "../../../src/core/kernel/index.ts";
import { replicationScenarios } from "../../arbitraries/leader-lease.ts";
import { SEED } from "../seed.ts";
import { countsFromTheArrival, doesNotWait, forgetsAtARestart, waitsAWholeLease } from "./wrong-leases.ts";

const [AZ1, AZ2, AZ3] = ["az-1", "az-2", "az-3"] as const;
/** Each session asks for a strong read, an eventual one and a write, ten times a second in all. */
const STEADY: readonly ReplicationStep[] = Array.from({ length: 100 }, (_, index) => ({
  atMs: 500 + 100 * index,
  session: REPLICATION_SESSIONS[index % 3]?.session ?? "",
  what: (["strong", "write", "eventual"] as const)[Math.floor(index / 3) % 3] ?? "strong",
  key: "x",
}));
const BASE: ReplicationScenario = { seed: 7, operations: STEADY, relinquish: [], faults: [], untilMs: 12_000 };
const run = (change: Partial<ReplicationScenario>, create?: CreateLeaderLease) => runReplication({ ...BASE, ...change }, create); // prettier-ignore
const eventsOf = <Kind extends ReplicationEvent["kind"]>(trace: ReplicationTrace, kind: Kind) =>
  trace.filter((event) => event.kind === kind) as unknown as readonly (Extract<ReplicationEvent, { kind: Kind }> & { readonly atMs: number })[]; // prettier-ignore
const cutOff = (zone: string, fromMs: number, untilMs: number): readonly Fault[] =>
  [AZ1, AZ2, AZ3].filter((other) => other !== zone).map((other) => ({ kind: "zones-parted", zones: [zone, other], fromMs, untilMs })); // prettier-ignore

/** Each answered operation with how long it took. */
function answers(trace: ReplicationTrace) {
  return eventsOf(trace, "operation-answered").flatMap((answer) => {
    const asked = eventsOf(trace, "operation-asked").find(({ operation }) => operation === answer.operation);
    if (asked === undefined) return [];
    return [{ ...asked, outcome: answer.outcome, answeredMs: answer.atMs, tookMs: answer.atMs - asked.atMs }];
  });
}
const slow = (trace: ReplicationTrace, what: "write" | "strong" | "eventual") =>
  answers(trace).filter((each) => each.what === what && (each.tookMs > 100 || each.outcome === "unknown"));

describe("a group", () => {
  it("answers everything within milliseconds, with one leader for good", () => {
    const trace = run({});
    expect(answers(trace).length).toBe(STEADY.length);
    expect(Math.max(...answers(trace).map(({ tookMs }) => tookMs))).toBeLessThan(20);
    expect(eventsOf(trace, "serving-began").map(({ replica }) => replica)).toEqual(["R1"]);
  });

  it("loses its leader's zone: strong reads and writes pause until the lease has run out, eventual reads go on", () => {
    const trace = run({ faults: [{ kind: "zone-down", zone: AZ1, fromMs: 3_000, untilMs: 9_000 }] });
    const [, next] = eventsOf(trace, "serving-began");
    const granted = eventsOf(trace, "lease-granted").findLast(({ leader }) => leader === "R1");
    const elected = eventsOf(trace, "elected")[1];
    // Detection and election take a second, and the rest of the lease another one.
    expect(elected?.atMs).toBeGreaterThan(3_900);
    expect(elected?.atMs).toBeLessThan(4_300);
    expect(next?.replica).toBe("R2");
    expect((next?.atMs ?? 0) - (granted?.atMs ?? 0)).toBeGreaterThanOrEqual(REPLICATION_MODEL.leaseMs);
    expect((next?.atMs ?? 0) - (granted?.atMs ?? 0)).toBeLessThan(REPLICATION_MODEL.leaseMs + 10);
    for (const { what, answeredMs } of answers(trace))
      if (answeredMs > 3_010 && answeredMs < (next?.atMs ?? 0)) expect(what === "eventual" || what === "write").toBe(true); // prettier-ignore
    expect(slow(trace, "strong").length).toBeGreaterThan(3);
    expect(slow(trace, "eventual").length).toBe(0);
    expect(eventsOf(trace, "read-served").some(({ mode, atMs }) => mode === "eventual" && atMs > 3_100 && atMs < 4_000)).toBe(true); // prettier-ignore
  });

  it("goes on reading from a leader that is cut off until its lease ends, and no longer", () => {
    const trace = run({ faults: cutOff(AZ1, 3_000, 9_000) });
    const strong = eventsOf(trace, "read-served").filter(({ mode }) => mode === "strong");
    const lastOfR1 = strong.findLast(({ by, atMs }) => by === "R1" && atMs < 9_000);
    const firstOfR2 = strong.find(({ by }) => by === "R2");
    expect(lastOfR1?.atMs).toBeGreaterThan(4_000);
    expect(lastOfR1?.atMs).toBeLessThan(firstOfR2?.atMs ?? 0);
    // Its writes reach nobody: they are appended, and never acknowledged by it.
    const commits = eventsOf(trace, "committed").filter(({ replica, atMs }) => replica === "R1" && atMs > 3_010 && atMs < 9_000); // prettier-ignore
    expect(commits).toEqual([]);
    expect(eventsOf(trace, "log-cut").map(({ replica }) => replica)).toContain("R1");
  });

  it("has no pause when the leader gives up", () => {
    const trace = run({ relinquish: [{ atMs: 3_000, replica: "R1" }] });
    const [, next] = eventsOf(trace, "serving-began");
    expect(next?.replica).toBe("R2");
    expect((next?.atMs ?? Infinity) - 3_000).toBeLessThan(60);
    expect(eventsOf(trace, "leader-suspected")).toEqual([]);
  });

  it("does not notice when a follower goes", () => {
    const trace = run({ faults: [{ kind: "node-down", node: "R3", fromMs: 3_000, untilMs: 8_000 }] });
    expect([...slow(trace, "strong"), ...slow(trace, "write")]).toEqual([]);
    expect(eventsOf(trace, "elected").length).toBe(1);
  });

  it("elects nobody while another replica hears the leader; the one that does not grows stale", () => {
    const trace = run({ faults: [{ kind: "zones-parted", zones: [AZ1, AZ2], fromMs: 3_000, untilMs: 9_000 }] });
    expect(eventsOf(trace, "suspicion-dropped").length).toBeGreaterThan(2);
    expect(eventsOf(trace, "elected").length).toBe(1);
    const stale = eventsOf(trace, "read-served").filter(({ by, atMs }) => by === "R2" && atMs > 5_000 && atMs < 8_900);
    const newest =
      eventsOf(trace, "committed")
        .filter(({ atMs }) => atMs < 5_000)
        .at(-1)?.operation ?? 0;
    expect(stale.length).toBeGreaterThan(2);
    for (const { sawOperation } of stale) expect(sawOperation ?? 0).toBeLessThan(newest);
  });

  it("serves eventual reads alone when two of three are down", () => {
    const faults = [AZ1, AZ2].map((zone) => ({ kind: "zone-down", zone, fromMs: 3_000, untilMs: 9_000 }) as const);
    const trace = run({ faults });
    const served = eventsOf(trace, "read-served").filter(({ atMs }) => atMs > 3_010 && atMs < 9_000);
    expect(new Set(served.map(({ mode }) => mode))).toEqual(new Set(["eventual"]));
    expect(eventsOf(trace, "committed").filter(({ atMs }) => atMs > 3_010 && atMs < 9_000)).toEqual([]);
  });

  it("comes back to serve whatever has failed", () => {
    fc.assert(
      fc.property(replicationScenarios(20_000, 0), (scenario) => {
        const calmMs = Math.max(0, ...scenario.faults.map(({ untilMs }) => untilMs ?? 0)) + 9_000;
        const probe = { atMs: calmMs, session: "app-2", what: "strong", key: "x" } as const;
        const trace = runReplication({ ...scenario, operations: [probe], untilMs: calmMs + 500 });
        expect(eventsOf(trace, "operation-answered").length).toBe(1);
      }),
      { numRuns: 1_000, seed: SEED },
    );
  });
});

describe("invariants", () => {
  it("hold in groups whose replicas, zones, links and clocks fail", () => {
    let [served, elections] = [0, 0];
    fc.assert(
      fc.property(replicationScenarios(14_000, 40), (scenario) => {
        const trace = runReplication(scenario);
        expect(firstReplicationViolation(trace)).toBeUndefined();
        served += eventsOf(trace, "read-served").length;
        elections += eventsOf(trace, "elected").length;
      }),
      { numRuns: 4_000, seed: SEED },
    );
    expect(served).toBeGreaterThan(30_000);
    expect(elections).toBeGreaterThan(5_000);
  });

  it.each([
    ["counts from the grant's arrival", countsFromTheArrival],
    ["does not wait", doesNotWait],
  ])("see two leaders where one %s", (_, create) => {
    const broken = new Set<string>();
    for (const scenario of fc.sample(replicationScenarios(14_000, 40), { numRuns: 4_000, seed: SEED })) {
      const violation = firstReplicationViolation(runReplication(scenario, create));
      if (violation !== undefined) broken.add(violation.invariant);
      if (broken.has("one replica serves at a time")) return;
    }
    expect([...broken]).toContain("one replica serves at a time");
  });

  it("see a new leader that waits a whole lease, whatever its supporters said", () => {
    const found = run({ faults: cutOff(AZ1, 3_000, 9_000) }, waitsAWholeLease);
    expect(firstReplicationViolation(found)?.invariant).toBe("a new leader waits no longer than its supporters said");
  });

  it("see two leaders where one forgets its grants at a restart", () => {
    // Only R2 has promised R1 anything for a while; it starts anew, and R1 is cut off.
    const faults: readonly Fault[] = [
      { kind: "zones-parted", zones: [AZ1, AZ3], fromMs: 1_000, untilMs: 9_000 },
      { kind: "node-down", node: "R2", fromMs: 3_500, untilMs: 3_510 },
      { kind: "zones-parted", zones: [AZ1, AZ2], fromMs: 3_511, untilMs: 9_000 },
    ];
    let found = 0;
    for (let seed = 1; seed <= 50; seed++) {
      expect(firstReplicationViolation(run({ seed, operations: [], faults }))).toBeUndefined();
      const violation = firstReplicationViolation(run({ seed, operations: [], faults }, forgetsAtARestart));
      if (violation?.invariant === "one replica serves at a time") found++;
    }
    expect(found).toBeGreaterThan(25);
  });

  it("see a strong read that is too old, where the new leader does not wait", () => {
    // app-1 goes on reading from R1, in its zone; the others write through R2.
    const operations = Array.from({ length: 120 }, (_, index) => ({
      atMs: 3_000 + 20 * index,
      session: index % 2 === 0 ? "app-1" : "app-2",
      what: index % 2 === 0 ? "strong" : "write",
      key: "x",
    })) satisfies ReplicationStep[];
    const violation = strongReadsAreStrong(run({ operations, faults: cutOff(AZ1, 2_900, 9_000) }, doesNotWait));
    expect(violation?.what).toMatch(/^app-1 read (no version|version \d+) of x, and version \d+ had been/);
    expect(strongReadsAreStrong(run({ operations, faults: cutOff(AZ1, 2_900, 9_000) }))).toBeUndefined();
  });

  const opened = run({ operations: [], untilMs: 1 }).slice(0, 1);
  const trace = (events: readonly ReplicationEvent[]): ReplicationTrace => [...opened, ...events.map((event, index) => ({ atMs: index + 1, ...event }))]; // prettier-ignore
  it.each<[string, readonly ReplicationEvent[]]>([
    ["what is acknowledged is on two", [
      { kind: "appended", replica: "R1", ballot: 1, index: 1, operation: 0 },
      { kind: "committed", replica: "R1", ballot: 1, index: 1, operation: 0 },
    ]],
    ["what is acknowledged is on two", [
      { kind: "appended", replica: "R1", ballot: 1, index: 1, operation: 0 },
      { kind: "persisted", replica: "R2", index: 1 },
      { kind: "log-cut", replica: "R2", fromIndex: 1 },
      { kind: "committed", replica: "R1", ballot: 1, index: 1, operation: 0 },
    ]],
    ["what was committed stays", [
      { kind: "appended", replica: "R1", ballot: 1, index: 1, operation: 0 },
      { kind: "persisted", replica: "R2", index: 1 },
      { kind: "committed", replica: "R1", ballot: 1, index: 1, operation: 0 },
      { kind: "committed", replica: "R2", ballot: 2, index: 1, operation: 1 },
    ]],
    ["a superseded leader serves no", [
      { kind: "read-served", operation: 0, by: "R2", mode: "strong", ballot: 5, sawOperation: undefined },
      { kind: "read-served", operation: 1, by: "R1", mode: "strong", ballot: 1, sawOperation: undefined },
    ]],
    ["one replica serves at a time", [
      { kind: "serving-began", replica: "R1", ballot: 1 },
      { kind: "serving-began", replica: "R2", ballot: 5 },
    ]],
  ])("see where not: %s", (invariant, events) => {
    expect(firstReplicationViolation(trace(events))?.invariant).toContain(invariant);
  }); // prettier-ignore
});

describe("the history of a run", () => {
  const asked = (operation: number, session: string, what: "write" | "strong" | "eventual"): ReplicationEvent => ({ kind: "operation-asked", operation, session, what, key: "x" }); // prettier-ignore
  const answered = (operation: number, sawOperation?: number): ReplicationEvent => ({ kind: "operation-answered", operation, outcome: "done", ...(sawOperation !== undefined && { sawOperation }) }); // prettier-ignore
  const committed = (index: number, operation?: number): ReplicationEvent => ({ kind: "committed", replica: "R1", ballot: 1, index, operation }); // prettier-ignore
  const unknown = (operation: number): ReplicationEvent => ({
    kind: "operation-answered",
    operation,
    outcome: "unknown",
  });
  const at = (events: readonly ReplicationEvent[]): ReplicationTrace => events.map((event, index) => ({ atMs: index, ...event })); // prettier-ignore
  const brokenBy = (events: readonly ReplicationEvent[], mode: "strong" | "all" = "all") =>
    judgeHistory(replicationHistory(at(events), mode)).flatMap(({ model, breaks }) => (breaks.length > 0 ? [model] : [])); // prettier-ignore
  /** app-1 writes twice: versions 1 and 2, between which is the first entry of another ballot. */
  const TWO = [asked(0, "app-1", "write"), committed(1, 0), answered(0), committed(2), asked(1, "app-1", "write"), committed(3, 1), answered(1)]; // prettier-ignore

  it("numbers the writes of a key in the order of the log, whoever commits them again", () => {
    const again: ReplicationEvent = { kind: "committed", replica: "R2", ballot: 5, index: 3, operation: 1 };
    expect(replicationHistory(at([...TWO, again]), "all")).toEqual([
      { session: "app-1", kind: "write", key: "x", version: 1, fromMs: 0, untilMs: 2 },
      { session: "app-1", kind: "write", key: "x", version: 2, fromMs: 4, untilMs: 6 },
    ]);
  });

  it.each<[string, readonly ReplicationEvent[], readonly string[]]>([
    ["an eventual read of an older version, in another session", [...TWO, asked(2, "app-2", "eventual"), answered(2, 0)], ["strong"]], // prettier-ignore
    ["one of nothing at all", [...TWO, asked(2, "app-2", "eventual"), answered(2)], ["strong"]],
    ["one that shows a session less than it wrote", [...TWO, asked(2, "app-1", "eventual"), answered(2, 0)], ["read-your-writes", "strong"]], // prettier-ignore
    ["two that go back", [...TWO, asked(2, "app-2", "eventual"), answered(2, 1), asked(3, "app-2", "eventual"), answered(3, 0)], ["monotonic-reads", "strong"]], // prettier-ignore
    ["one of what was never committed", [...TWO, asked(2, "app-2", "write"), unknown(2), asked(3, "app-2", "eventual"), answered(3, 2)], ["eventual", "monotonic-reads", "read-your-writes", "strong"]], // prettier-ignore
    ["a write that was acknowledged and not committed, and is not read", [asked(0, "app-1", "write"), answered(0), asked(1, "app-2", "strong"), answered(1)], ["strong"]], // prettier-ignore
    ["a write of unknown outcome that was committed, and is read or not", [asked(0, "app-1", "write"), unknown(0), asked(1, "app-2", "strong"), answered(1), committed(1, 0), asked(2, "app-2", "strong"), answered(2, 0)], []], // prettier-ignore
    ["a write that is still under way, and is read", [asked(0, "app-1", "write"), committed(1, 0), asked(1, "app-2", "eventual"), answered(1, 0)], []], // prettier-ignore
  ])("says of %s what it breaks", (_, events, models) => {
    expect(brokenBy(events)).toEqual(models);
  });

  it("leaves eventual reads out where only strong ones are asked about", () => {
    const events = [...TWO, asked(2, "app-2", "eventual"), answered(2, 0)];
    expect(brokenBy(events, "strong")).toEqual([]);
  });

  it("of any run is eventual with all its reads, and strong with the strong ones; now and then it is no more than that", () => {
    const broken = new Map<string, number>();
    fc.assert(
      fc.property(replicationScenarios(12_000, 40), (scenario) => {
        const trace = runReplication(scenario);
        for (const { model, breaks } of judgeHistory(replicationHistory(trace, "all"))) {
          if (model === "eventual") expect(breaks).toEqual([]);
          // A read that breaks anything is an eventual one: the strong ones alone are strong.
          if (breaks.length > 0) broken.set(model, (broken.get(model) ?? 0) + 1);
        }
        for (const { breaks } of judgeHistory(replicationHistory(trace, "strong"))) expect(breaks).toEqual([]);
      }),
      { numRuns: 1_500, seed: SEED },
    );
    for (const model of ["monotonic-reads", "read-your-writes", "strong"]) expect(broken.get(model), model).toBeGreaterThan(10); // prettier-ignore
  });
});

describe("a scenario", () => {
  it("is a function of its seed, and lost time changes nothing of what was before", () => {
    const text = (seed: number) => traceText(run({ seed }));
    expect(text(3)).toBe(text(3));
    expect(text(3)).not.toBe(text(4));
    const until = (trace: ReplicationTrace) => trace.filter(({ atMs }) => atMs < 5_000);
    expect(until(run({ faults: cutOff(AZ2, 5_000, 6_000) }))).toEqual(until(run({})));
  });

  it.each<[string, Partial<ReplicationScenario>]>([
    ["untilMs", { untilMs: 0 }],
    ["untilMs", { untilMs: 600_000 }],
    ["operations[0].session", { operations: [{ ...STEADY[0]!, session: "app-9" }] }],
    ["operations[1].atMs", { operations: [STEADY[1]!, STEADY[0]!] }],
    ["relinquish[0].replica", { relinquish: [{ atMs: 1, replica: "R9" }] }],
    ["relinquish[0].atMs", { relinquish: [{ atMs: -1, replica: "R1" }] }],
    ["clocks[0].replica", { clocks: [{ replica: "R9", aheadMs: 0, ratePerMille: 1_000 }] }],
    ["clocks[0].aheadMs", { clocks: [{ replica: "R1", aheadMs: -5, ratePerMille: 1_000 }] }],
    ["clocks[0].ratePerMille", { clocks: [{ replica: "R1", aheadMs: 0, ratePerMille: 1_010 }] }],
    ["faults[0].node", { faults: [{ kind: "node-down", node: "R9", fromMs: 0 }] }],
  ])("with a wrong %s is refused", (field, change) => {
    expect(() => checkReplicationScenario({ ...BASE, ...change })).toThrow(
      expect.objectContaining({ name: ScenarioError.name, field }),
    );
  });

  it("runs with another model, if that makes sense", () => {
    const model = { ...REPLICATION_MODEL, leaseMs: 10, marginMs: 10 };
    expect(() => runReplication(BASE, undefined, undefined, model)).toThrow(expect.objectContaining({ field: "model.marginMs" })); // prettier-ignore
    const short = runReplication({ ...BASE, faults: cutOff(AZ1, 3_000, 9_000) }, undefined, undefined, { ...REPLICATION_MODEL, leaseMs: 1_500 }); // prettier-ignore
    const [, next] = eventsOf(short, "serving-began");
    expect((next?.atMs ?? 0) - 3_000).toBeLessThan(1_550);
  });
});

it("has words for every event, in both languages", () => {
  fc.assert(
    fc.property(replicationScenarios(10_000, 20), (scenario) => {
      for (const event of runReplication(scenario))
        for (const text of [replicationEventInEnglish(event), replicationEventInKorean(event)])
          expect(text).not.toMatch(/undefined|NaN|\[object|Infinity/);
    }),
    { numRuns: 100, seed: SEED },
  );
});
