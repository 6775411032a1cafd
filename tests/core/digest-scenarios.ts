/**
 * Runs whose digests are stored in digests.json. They must be the same after every change, in Node and in a browser: a
 * figure drawn at build time, a verdict on the command line and a replay in a page are one and the same run.
 *
 * This file is bundled for the browser too, and therefore imports the core and nothing else but scenarios: those of most
 * systems are kept in digest-runs.json, found once by the arbitraries of their suites.
 */
import {
  AURORA_MODEL,
  MIRRORED_MODEL,
  WRITE_ONLY_MODEL,
  ZONES,
  createCommitTracker,
  placementFor,
  placementOf,
  quorumRules,
  runCloneSystem,
  runCommitScript,
  runPageNode,
  runQuorumScript,
  runBacktrackCluster,
  runFleet,
  runIoDesigns,
  runVolume,
  writeOnlyRun,
  type CommitStep,
  type VolumeScenario,
  type WorkloadStep,
} from "../../src/core/aurora/index.ts";
import { runAcu, runBlueGreen, runCluster, runReaderFleet, runReaderPools } from "../../src/core/cluster/index.ts";
import { runAside, runDax } from "../../src/core/dax/index.ts";
import {
  runGlobalTable,
  runIndex,
  runPartitions,
  runReplication,
  runSearch,
  runTable,
  runTableFleet,
  runThroughput,
  runTransactions,
  runStream,
  runTtl,
} from "../../src/core/dynamodb/index.ts";
import { Random, Simulation, latencyTable, drawLatency, traceDigest, type Fault } from "../../src/core/kernel/index.ts";
import { runRollCall } from "../../src/core/start/index.ts";
import others from "./digest-runs.json" with { type: "json" };

/** A digest of each run, by its name. */
export function digests(): Record<string, string> {
  const kept = others.map(({ name, system, scenario }): [string, () => readonly object[]] => {
    const run = SYSTEMS[system as keyof typeof SYSTEMS];
    return [name, () => run(scenario as never)];
  });
  return Object.fromEntries([...Object.entries(RUNS), ...kept].map(([name, run]) => [name, traceDigest(run())]));
}

/** What runs the scenarios of digest-runs.json. */
const SYSTEMS = {
  cluster: runCluster,
  "reader-pools": runReaderPools,
  "reader-fleet": runReaderFleet,
  acu: runAcu,
  "blue-green": runBlueGreen,
  table: runTable,
  partitions: runPartitions,
  throughput: runThroughput,
  replication: runReplication,
  index: runIndex,
  ttl: runTtl,
  stream: runStream,
  search: runSearch,
  transactions: runTransactions,
  fleet: runTableFleet,
  "global-table": runGlobalTable,
  dax: runDax,
  aside: runAside,
} as const satisfies Readonly<Record<string, (scenario: never) => readonly object[]>>;

const RUNS: Readonly<Record<string, () => readonly object[]>> = {
  "random numbers": () => {
    const random = new Random(2018).fork("digest");
    return Array.from({ length: 200 }, () => ({
      any: random.uint32(),
      fraction: random.fraction(),
      die: random.integer(1, 6),
    }));
  },
  latencies: () => {
    const random = new Random(2018);
    const table = latencyTable([[0, 0.1], [0.3, 1 / 3], [0.95, 7.7], [1, 123.456]]); // prettier-ignore
    return Array.from({ length: 500 }, () => ({ ms: drawLatency(table, random) }));
  },
  "a bare simulation": () => {
    const simulation = new Simulation<{ kind: "ticked"; by: number }>({ seed: 3 });
    const random = simulation.random.fork("ticks");
    for (let by = 0; by < 20; by++) {
      const tick = () => {
        simulation.record({ kind: "ticked", by });
        if (simulation.eventCount < 400) simulation.after(random.integer(0, 3_000) / 1000, tick);
      };
      tick();
    }
    simulation.runToEnd();
    return simulation.trace;
  },
  "roll call": () => runRollCall({ seed: 1, placement: placementOf(1) }),
  "roll call of another group": () => runRollCall({ seed: 77, placement: placementOf(3).toReversed() }),
  "commit script": () => runCommitScript({ startLsn: 99, groupCount: 2, steps: commitSteps(5) }, createCommitTracker),
  "quorum script": () =>
    runQuorumScript(
      {
        rule: { copyCount: 5, writeQuorum: 3, readQuorum: 2 },
        acknowledgedBy: ["A", "A", "Z", "E", "B", "C"],
        answeredBy: ["D", "D", "A"],
        failure: { zones: ["az-2"], segments: ["A"] },
      },
      quorumRules,
    ),
  "copies of seven": () => [...placementFor({ copyCount: 7, writeQuorum: 4, readQuorum: 4 })],

  "a storage node": pageNode([]),
  "a storage node with faults": pageNode([
    { kind: "messages-lost", probability: 0.3, fromMs: 2, untilMs: 20 },
    { kind: "messages-doubled", probability: 0.4, fromMs: 10, untilMs: 30 },
    { kind: "node-down", node: "backup", fromMs: 5, untilMs: 18 },
  ]),
  "a family of clones": clones([]),
  "a family of clones with delays": clones([
    { kind: "node-slow", node: "storage", addedMs: 2.5, fromMs: 4, untilMs: 20 },
    { kind: "messages-doubled", probability: 0.5, fromMs: 8 },
  ]),

  "a fleet that repairs": () =>
    runFleet({
      seed: 4,
      hosts: ZONES.flatMap((zone, index) =>
        [1, 2, 3, 4].map((place) => ({ host: `h${4 * index + place}`, zone, segmentCount: 0, segmentCountMax: 12 })),
      ),
      geometry: { groupCount: 9, pagesPerGroup: 4, groupCountMax: 13, geometryEpoch: 1 },
      writes: [600, 1_400, 7_600, 15_400].map((atMs, index) => ({ atMs, page: 35 + 4 * index })),
      faults: [
        { kind: "node-down", node: "h3", fromMs: 3_000 },
        { kind: "zone-down", zone: "az-3", fromMs: 9_000, untilMs: 14_000 },
      ],
      untilMs: 30_000,
    }),
  "a cluster backtracked": () =>
    runBacktrackCluster({
      seed: 5,
      options: { openedAt: { lsn: 100, atMs: 0 }, targetWindowMs: 3_600_000, storedRecordsMax: 9 },
      rowCount: 3,
      connectionCount: 4,
      steps: [
        { kind: "transaction", transaction: "T1", atMs: 60_000, rows: [1, 2], everyMs: 20_000 },
        { kind: "transaction", transaction: "T2", atMs: 300_000, rows: [3], everyMs: 20_000 },
        { kind: "backtrack", atMs: 600_000, timeMs: 200_000 },
        { kind: "read", atMs: 1_200_000, row: 3 },
        { kind: "transaction", transaction: "T3", atMs: 1_500_000, rows: [3, 1], everyMs: 20_000 },
        { kind: "restore", atMs: 1_800_000, timeMs: 400_000 },
        { kind: "backtrack", atMs: 2_400_000, timeMs: 350_000 },
      ],
      untilMs: 3_000_000,
    }),
  "two designs": () =>
    runIoDesigns({
      seed: 12,
      mirrored: MIRRORED_MODEL,
      aurora: AURORA_MODEL,
      rounds: [{ atMs: 0.3, run: writeOnlyRun({ ...WRITE_ONLY_MODEL, transactionCount: 4 }, new Random(3)) }],
      faults: [{ kind: "node-slow", node: "F", addedMs: 3, fromMs: 0 }],
      model: { resendMs: 8 },
      untilMs: 40,
    }),

  "a whole life": life({}),
  "a whole life under faults": life({
    faults: [
      { kind: "zone-down", zone: "az-2", fromMs: 12, untilMs: 31 },
      { kind: "messages-lost", probability: 0.2, fromMs: 0, untilMs: 60 },
      { kind: "node-down", node: "E", fromMs: 20, untilMs: 47 },
    ],
  }),

  "a whole life with clones": clonedLife([]),
  "a whole life with clones under faults": clonedLife([
    { kind: "zone-down", zone: "az-3", fromMs: 22, untilMs: 41 },
    { kind: "messages-lost", probability: 0.2, fromMs: 0, untilMs: 60 },
    { kind: "node-slow", node: "clone-1", addedMs: 1.5, fromMs: 30, untilMs: 47 },
  ]),

  "a quiet volume": volume({}),
  "two groups": volume({ groupCount: 2 }),
  "many groups": volume({ groupCount: 64 }),
  "a zone lost": volume({ faults: [{ kind: "zone-down", zone: "az-2", fromMs: 8 }] }),
  "a zone and a node lost (AZ+1)": volume({
    faults: [
      { kind: "zone-down", zone: "az-3", fromMs: 8, untilMs: 70 },
      { kind: "node-down", node: "A", fromMs: 12, untilMs: 44.4 },
    ],
  }),
  "two zones lost": volume({
    faults: [
      { kind: "zone-down", zone: "az-2", fromMs: 5, untilMs: 60 },
      { kind: "zone-down", zone: "az-3", fromMs: 9, untilMs: 61 },
    ],
  }),
  "the writer's zone lost": volume({ faults: [{ kind: "zone-down", zone: "az-1", fromMs: 7, untilMs: 23 }] }),
  "a slow segment": volume({ faults: [{ kind: "node-slow", node: "F", addedMs: 13.7, fromMs: 0, untilMs: 30 }] }),
  "a slow writer": volume({ faults: [{ kind: "node-slow", node: "writer", addedMs: 0.333, fromMs: 10 }] }),
  "zones parted": volume({ faults: [{ kind: "zones-parted", zones: ["az-3", "az-1"], fromMs: 3, untilMs: 66 }] }),
  "messages lost": volume({ faults: [{ kind: "messages-lost", probability: 0.3, fromMs: 0, untilMs: 100 }] }),
  "messages doubled": volume({ faults: [{ kind: "messages-doubled", probability: 0.5, fromMs: 0 }] }),
  "resends without rest": volume({
    model: { resendMs: 0.7 },
    faults: [{ kind: "node-down", node: "C", fromMs: 0, untilMs: 20 }],
  }),
  "another model": volume({
    startLsn: 5_000,
    rule: { copyCount: 6, writeQuorum: 5, readQuorum: 2 },
    model: { lsnStep: 7, writerZone: "az-3", persist: [[0, 0], [1, 0]] }, // prettier-ignore
  }),
  ...Object.fromEntries(
    Array.from({ length: 12 }, (_, seed) => [
      `anything, seed ${seed}`,
      volume({ seed, groupCount: 2, faults: anyFaults(seed) }),
    ]),
  ),
};

/** One storage node with 20 mini-transactions on three pages, reads and a long query within 30 ms. */
function pageNode(faults: readonly Fault[]): () => readonly object[] {
  const random = new Random(7).fork("pages");
  const page = () => random.integer(1, 3);
  const writes = Array.from({ length: 20 }, () => ({
    atMs: random.integer(0, 30_000) / 1000,
    changes: Array.from({ length: random.integer(1, 3) }, () => ({
      page: page(),
      slot: random.integer(1, 4),
      value: random.integer(1, 9),
    })),
  }));
  const reads = Array.from({ length: 12 }, (_, index) => ({
    atMs: random.integer(0, 45_000) / 1000,
    page: page(),
    ...(index % 3 === 0 ? { view: "Q1" } : {}),
  }));
  const views = [{ view: "Q1", fromMs: 8, untilMs: 33 }];
  return () => runPageNode({ seed: 7, pageCount: 3, writes, views, reads, faults, untilMs: 60 });
}

/** A family of up to five volumes that write, read, are cloned and deleted within 40 ms. */
function clones(faults: readonly Fault[]): () => readonly object[] {
  const random = new Random(8).fork("clones");
  const volume = () => random.pick(["A", "B", "C", "D", "E"]);
  const uses = Array.from({ length: 50 }, (_, index) => ({
    kind: random.pick(["write", "read"] as const),
    atMs: random.integer(0, 40_000) / 1000,
    volume: index < 10 ? "A" : volume(),
    page: random.integer(1, 6),
  }));
  const orders = ["B", "C", "D", "E"].map((clone, index) => ({
    kind: "clone" as const,
    atMs: 3 + 6 * index,
    source: random.pick(["A", "B"]),
    clone,
  }));
  const steps = [...uses, ...orders, { kind: "delete" as const, atMs: 30, volume: "A" }];
  return () => runCloneSystem({ seed: 8, pageCount: 6, copyOnWriteCloneMax: 2, steps, faults, untilMs: 60 });
}

/** A volume and two clones of it, one of the other, that write and read the same pages, crash and recover, within 120 ms. */
function clonedLife(faults: readonly Fault[]): () => readonly object[] {
  const random = new Random(13).fork("cloned life");
  const uses = Array.from({ length: 50 }, (_, index): WorkloadStep => {
    const atMs = random.integer(0, 100_000) / 1000;
    const instances = [undefined, ...(atMs > 15 ? ["clone-1"] : []), ...(atMs > 40 ? ["clone-2"] : [])];
    const instance = random.pick(instances);
    const by = instance === undefined ? {} : { by: instance };
    const page = random.integer(1, 6);
    return index % 3 === 2
      ? { kind: "read", atMs, page, ...by }
      : { kind: "write", atMs, pages: [page], commits: `T${index}`, ...by };
  });
  const workload: readonly WorkloadStep[] = [
    ...uses,
    { kind: "clone", atMs: 15, clone: "clone-1" },
    { kind: "clone", atMs: 40, clone: "clone-2", by: "clone-1" },
    { kind: "crash", atMs: 50 },
    { kind: "recover", atMs: 55, instance: "writer-2" },
    { kind: "crash", atMs: 70, instance: "clone-1" },
    { kind: "recover", atMs: 74, instance: "clone-1" },
  ];
  return () => runVolume({ seed: 13, groupCount: 1, workload, faults, untilMs: 120, model: { backgroundMs: 20 } });
}

/** A volume that grows, is read, crashes, recovers twice, changes a member and is backtracked, within 200 ms. */
function life(scenario: Partial<VolumeScenario>): () => readonly object[] {
  const random = new Random(11).fork("life");
  const writes = Array.from({ length: 40 }, (_, index): WorkloadStep => {
    const atMs = random.integer(0, 150_000) / 1000;
    if (index % 4 === 3) return { kind: "read", atMs, page: random.integer(1, 10) };
    const pages = Array.from({ length: random.integer(1, 3) }, () => random.integer(1, 10));
    return { kind: "write", atMs, pages, commits: `T${index}` };
  });
  const workload: readonly WorkloadStep[] = [
    ...writes,
    { kind: "open-view", atMs: 10, view: "Q1" },
    { kind: "close-view", atMs: 60, view: "Q1" },
    { kind: "replace-segment", atMs: 15, segment: "F" },
    { kind: "crash", atMs: 50 },
    { kind: "recover", atMs: 55, instance: "writer-2" },
    { kind: "recover", atMs: 56, instance: "writer-3" },
    { kind: "backtrack", atMs: 110, toMs: 70 },
  ];
  const model = { allocationLimit: 50, backgroundMs: 15, gossipMs: 8, resendMs: 20 };
  const backtrack = { targetWindowMs: 100, storedRecordsMax: 100 };
  return () =>
    runVolume({ seed: 11, groupCount: 1, workload, faults: [], untilMs: 200, model, backtrack, ...scenario });
}

/** A volume with 30 mini-transactions and three recovery reads within 40 ms, and what else is given. */
function volume(scenario: Partial<VolumeScenario>): () => readonly object[] {
  const { seed = 1, groupCount = 1 } = scenario;
  const random = new Random(seed).fork("workload");
  const group = () => random.integer(1, groupCount);
  const workload = Array.from({ length: 33 }, (_, index): WorkloadStep => {
    const atMs = random.integer(0, 40_000) / 1000;
    if (index % 11 === 10) return { kind: "quorum-read", atMs, group: group() };
    const pages = Array.from({ length: random.integer(1, 3) }, () => 4 * group() - 3);
    return { kind: "write", atMs, pages, ...(random.chance(0.7) ? { commits: `T${index}` } : {}) };
  });
  return () => runVolume({ seed, groupCount, workload, faults: [], untilMs: 150, ...scenario });
}

function anyFaults(seed: number): readonly Fault[] {
  const random = new Random(seed).fork("faults");
  return Array.from({ length: 4 }, (): Fault => {
    const fromMs = random.integer(0, 40_000) / 1000;
    const span = { fromMs, untilMs: fromMs + random.integer(1, 60) };
    const node = random.pick(["A", "B", "C", "D2", "E2", "F", "writer"]);
    return random.pick<Fault>([
      { kind: "zone-down", zone: random.pick(["az-1", "az-2", "az-3"]), ...span },
      { kind: "node-down", node, ...span },
      { kind: "node-slow", node, addedMs: random.integer(1, 20_000) / 1000, ...span },
      { kind: "zones-parted", zones: random.pick([["az-1", "az-2"], ["az-2", "az-3"], ["az-3", "az-1"]] as const), ...span }, // prettier-ignore
      { kind: "messages-lost", probability: random.fraction() / 2, ...span },
      { kind: "messages-doubled", probability: random.fraction(), ...span },
    ]);
  });
}

/** 60 steps of a commit tracker's life, over two groups. */
function commitSteps(seed: number): readonly CommitStep[] {
  const random = new Random(seed).fork("steps");
  const shipped: { readonly lsn: number; readonly group: number }[] = [];
  return Array.from({ length: 60 }, (_, index): CommitStep => {
    const record = shipped.length === 0 ? undefined : random.pick(shipped);
    if (record === undefined || random.chance(0.2)) {
      const next = { lsn: (shipped.at(-1)?.lsn ?? 99) + random.integer(1, 3), group: random.integer(1, 2) };
      shipped.push(next);
      return { tell: "shipped", ...next, isCpl: random.chance(0.6) };
    }
    if (random.chance(0.15)) return { tell: "requested", transaction: `T${index}`, commitLsn: record.lsn };
    return { tell: "acknowledged", segment: random.pick(placementOf(record.group)).segment, lsn: record.lsn };
  });
}
