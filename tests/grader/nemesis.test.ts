import { describe, expect, it } from "vitest";
import {
  commitsSurviveRecovery,
  runVolume,
  type NemesisSchedule as VolumeSchedule,
  type StorageTrace,
} from "../../src/core/aurora/index.ts";
import {
  firstClusterViolation,
  oneWriterPerEpoch,
  rolledBackIsAsBefore,
  runBlueGreen,
  runCluster,
  type BlueGreenSchedule,
  type ClusterTrace,
  type NemesisSchedule as ClusterSchedule,
} from "../../src/core/cluster/index.ts";
import { queriesShowOneMoment, runDax, withDaxSchedule, type DaxSchedule } from "../../src/core/dax/index.ts";
import {
  runGlobalTable,
  runTransactions,
  sameEverywhere,
  wholeOrNotAtAll,
  type GlobalTableSchedule,
  type TransactSchedule,
} from "../../src/core/dynamodb/index.ts";
import { scheduleLength, withSchedule, type ScheduleOf } from "../../src/core/kernel/index.ts";
import { exerciseFile, exerciseNames, loadExercise } from "../../src/grader/exercises.ts";
import { gradeInProcess } from "../../src/grader/node-host.ts";
import type { ClusterNemesisRig } from "../../exercises/aurora-cluster/nemesis-rig.ts";
import { rig as blueGreen } from "../../exercises/aurora-cluster/blue-green-switchover-nemesis/rig.ts";
import { schedule as blueGreenSchedule } from "../../exercises/aurora-cluster/blue-green-switchover-nemesis/solution.ts";
import { rig as failoverController } from "../../exercises/aurora-cluster/failover-controller-nemesis/rig.ts";
import { schedule as failoverControllerSchedule } from "../../exercises/aurora-cluster/failover-controller-nemesis/solution.ts";
import type { VolumeNemesisRig } from "../../exercises/aurora-storage/nemesis-rig.ts";
import { rig as commitTracker } from "../../exercises/aurora-storage/commit-tracker-nemesis/rig.ts";
import { schedule as commitTrackerSchedule } from "../../exercises/aurora-storage/commit-tracker-nemesis/solution.ts";
import { rig as crashRecovery } from "../../exercises/aurora-storage/crash-recovery-nemesis/rig.ts";
import { schedule as crashRecoverySchedule } from "../../exercises/aurora-storage/crash-recovery-nemesis/solution.ts";
import { rig as quorumRules } from "../../exercises/aurora-storage/quorum-rules-nemesis/rig.ts";
import { schedule as quorumRulesSchedule } from "../../exercises/aurora-storage/quorum-rules-nemesis/solution.ts";
import { rig as quorumSets } from "../../exercises/aurora-storage/quorum-sets-nemesis/rig.ts";
import { schedule as quorumSetsSchedule } from "../../exercises/aurora-storage/quorum-sets-nemesis/solution.ts";
import { rig as queryCache } from "../../exercises/caching/query-cache-nemesis/rig.ts";
import { schedule as queryCacheSchedule } from "../../exercises/caching/query-cache-nemesis/solution.ts";
import { rig as lastWriterWins } from "../../exercises/dynamodb/last-writer-wins-nemesis/rig.ts";
import { schedule as lastWriterWinsSchedule } from "../../exercises/dynamodb/last-writer-wins-nemesis/solution.ts";
import { rig as transactWrite } from "../../exercises/dynamodb/transact-write-nemesis/rig.ts";
import { schedule as transactWriteSchedule } from "../../exercises/dynamodb/transact-write-nemesis/solution.ts";

/** What breaks in a run of a volume. */
const lostCommit = (trace: StorageTrace) => commitsSurviveRecovery(trace)?.invariant;
/** What breaks in a run of a cluster. */
const sharedEpoch = (trace: ClusterTrace) => firstClusterViolation(trace, [oneWriterPerEpoch])?.invariant;

function ofVolume(slug: string, rig: VolumeNemesisRig, schedule: VolumeSchedule) {
  return {
    name: `aurora-storage/${slug}-nemesis`,
    mechanism: `aurora-storage/${slug}`,
    shortest: rig.shortest,
    schedule: schedule as ScheduleOf<unknown>,
    brokenBy: (schedule: ScheduleOf<unknown>) => lostCommit(rig.play(schedule as VolumeSchedule)),
    brokenOnReference: () => lostCommit(runVolume(withSchedule(rig.base, schedule))),
    promise: "an acknowledged commit survives every recovery",
  };
}

function ofCluster(slug: string, rig: ClusterNemesisRig, schedule: ClusterSchedule) {
  return {
    name: `aurora-cluster/${slug}-nemesis`,
    mechanism: `aurora-cluster/${slug}`,
    shortest: rig.shortest,
    schedule: schedule as ScheduleOf<unknown>,
    brokenBy: (schedule: ScheduleOf<unknown>) => sharedEpoch(rig.play(schedule as ClusterSchedule)),
    brokenOnReference: () => sharedEpoch(runCluster(withSchedule(rig.base, schedule))),
    promise: "at most one writer's records are accepted per volume epoch",
  };
}

const blueGreenSwitchover = {
  name: "aurora-cluster/blue-green-switchover-nemesis",
  mechanism: "aurora-cluster/blue-green-switchover",
  shortest: blueGreen.shortest,
  schedule: blueGreenSchedule as ScheduleOf<unknown>,
  brokenBy: (schedule: ScheduleOf<unknown>) =>
    rolledBackIsAsBefore(blueGreen.play(schedule as BlueGreenSchedule))?.invariant,
  brokenOnReference: () =>
    rolledBackIsAsBefore(runBlueGreen(withSchedule(blueGreen.base, blueGreenSchedule)))?.invariant,
  promise:
    "after a switchover that failed blue takes writes and connections under its own names, and green has its own",
};

const lastWriter = {
  name: "dynamodb/last-writer-wins-nemesis",
  mechanism: "dynamodb/last-writer-wins",
  shortest: lastWriterWins.shortest,
  schedule: lastWriterWinsSchedule as ScheduleOf<unknown>,
  brokenBy: (schedule: ScheduleOf<unknown>) =>
    sameEverywhere(lastWriterWins.play(schedule as GlobalTableSchedule))?.invariant,
  brokenOnReference: () =>
    sameEverywhere(runGlobalTable(withSchedule(lastWriterWins.base, lastWriterWinsSchedule)))?.invariant,
  promise: "once all writes of an item have arrived everywhere, every Region shows the one with the latest stamp",
};

const transactions = {
  name: "dynamodb/transact-write-nemesis",
  mechanism: "dynamodb/transact-write",
  shortest: transactWrite.shortest,
  schedule: transactWriteSchedule as ScheduleOf<unknown>,
  brokenBy: (schedule: ScheduleOf<unknown>) =>
    wholeOrNotAtAll(transactWrite.play(schedule as TransactSchedule))?.invariant,
  brokenOnReference: () =>
    wholeOrNotAtAll(runTransactions(withSchedule(transactWrite.base, transactWriteSchedule)))?.invariant,
  promise: "a transaction changes all of its items or none",
};

const queryResults = {
  name: "caching/query-cache-nemesis",
  mechanism: "caching/query-cache",
  shortest: queryCache.shortest,
  schedule: queryCacheSchedule as ScheduleOf<unknown>,
  brokenBy: (schedule: ScheduleOf<unknown>) =>
    queriesShowOneMoment(queryCache.play(schedule as DaxSchedule))?.invariant,
  brokenOnReference: () =>
    queriesShowOneMoment(runDax(withDaxSchedule(queryCache.base, queryCacheSchedule)))?.invariant,
  promise:
    "a query is answered from memory as the table would have answered it at one moment, no longer ago than the TTL and the time that a read takes",
};

const NEMESES = [
  blueGreenSwitchover,
  ofCluster("failover-controller", failoverController, failoverControllerSchedule),
  ofVolume("commit-tracker", commitTracker, commitTrackerSchedule),
  ofVolume("crash-recovery", crashRecovery, crashRecoverySchedule),
  ofVolume("quorum-rules", quorumRules, quorumRulesSchedule),
  ofVolume("quorum-sets", quorumSets, quorumSetsSchedule),
  queryResults,
  lastWriter,
  transactions,
];

it("has a form for each of those that are meant to have one", () => {
  expect(exerciseNames().filter((name) => name.endsWith("-nemesis"))).toEqual(NEMESES.map(({ name }) => name));
});

describe.each(NEMESES)("$name", ({ name, mechanism, shortest, schedule, brokenBy, brokenOnReference, promise }) => {
  it("has a solution as short as the shortest known, which needs every line", () => {
    expect(scheduleLength(schedule)).toBe(shortest);
    expect(brokenBy(schedule)).toBe(promise);
    for (const list of ["faults", "steps"] as const) {
      for (const index of schedule[list].keys()) {
        const shorter = { ...schedule, [list]: schedule[list].filter((_, place) => place !== index) };
        expect(brokenBy(shorter), `${list}[${index}] left out`).toBeUndefined();
      }
    }
  });

  it("breaks the wrong mechanism only: the reference lives through the same schedule", () => {
    expect(brokenOnReference()).toBeUndefined();
  });

  it.each(["brief.md", "brief.ko.md"])("shows in %s the code that runs", (file) => {
    const brief = exerciseFile(name, file);
    const shown = /```ts\n(import[\s\S]*?)```/.exec(brief)?.[1] ?? "";
    const wrong = /"\.\.\/[\w-]+\/mistakes\/([\w-]+)\.ts"/.exec(exerciseFile(name, "rig.ts"));
    const source = exerciseFile(mechanism, `mistakes/${wrong?.[1] ?? ""}.ts`);
    const code = source.slice(source.indexOf("\n") + 1);
    expect(withoutSpace(shown)).toBe(withoutSpace(code));
  });
});

/** Prettier breaks lines in a brief at another width than in a file. */
function withoutSpace(text: string): string {
  return text.replace(/[\s,;]+/g, "");
}

describe("a schedule as an answer", () => {
  const name = "aurora-storage/commit-tracker-nemesis";
  const grade = async (source: string) => gradeInProcess(name, await loadExercise(name), source);

  it("gets a score once every check has passed, and none before", async () => {
    const solved = await grade(exerciseFile(name, "solution.ts"));
    expect(solved.score).toEqual({ length: 3, shortest: 3 });
    const longer = await grade(exerciseFile(name, "alternatives/one-line-more.ts"));
    expect([longer.status, longer.score]).toEqual(["pass", { length: 4, shortest: 3 }]);
    expect((await grade(exerciseFile(name, "stub.ts"))).score).toBeUndefined();
  });

  it.each([
    ["no export", "export const plan = 1;", "does not export schedule"],
    ["a number", "export const schedule = 7;", "schedule gave the number 7"],
    ["no steps", "export const schedule = { faults: [] };", "schedule.steps gave undefined"],
    [
      "an unknown fault",
      'export const schedule = { faults: [{ kind: "flood" }], steps: [] };',
      "schedule.faults[0].kind",
    ],
    ["a time that is no number", 'export const schedule = { faults: [], steps: [{ kind: "crash", atMs: "5" }] };', "schedule.steps[0].atMs"], // prettier-ignore
    ["a function", "export const schedule = () => ({ faults: [], steps: [] });", "schedule gave a function"],
    ["an endless list", "export const schedule = { faults: new Array(20_000).fill(0), steps: [] };", "20000 items"],
  ])("that is %s is refused in plain words", async (_, source, words) => {
    const report = await grade(source);
    expect(report.status).toBe("error");
    expect(report.message).toContain(words);
  });

  it.each([
    ["an unknown zone", '{ faults: [{ kind: "zone-down", zone: "az-9", fromMs: 1 }], steps: [] }', "faults[0].zone"],
    ["a negative latency", '{ faults: [{ kind: "node-slow", node: "C", addedMs: -1, fromMs: 1 }], steps: [] }', "faults[0].addedMs"], // prettier-ignore
    ["a seventh segment", '{ faults: [{ kind: "node-down", node: "G", fromMs: 1 }], steps: [] }', "faults[0].node"],
    ["an end before its beginning", '{ faults: [{ kind: "node-down", node: "C", fromMs: 5, untilMs: 4 }], steps: [] }', "faults[0].untilMs"], // prettier-ignore
    ["a crash before time", '{ faults: [], steps: [{ kind: "crash", atMs: -1 }] }', "steps[0].atMs"],
  ])("with %s fails the check that looks it over, naming the field", async (_, schedule, field) => {
    const report = await grade(`export const schedule = ${schedule};`);
    const [looked] = report.tests;
    expect([report.status, looked?.status]).toEqual(["fail", "fail"]);
    expect(looked?.received).toContain(`Scenario field ${field}`);
  });
});
