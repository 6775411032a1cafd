import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DAX_CLUSTER_INVARIANTS,
  DAX_INVARIANTS,
  DAX_QUERY_INVARIANTS,
  checkDaxScenario,
  daxCluster,
  daxHistory,
  onePrimaryPerEpoch,
  runDax,
  versionOf,
  type DaxClusterMechanism,
  type DaxEvent,
  type DaxScenario,
  type DaxStep,
  type DaxTrace,
  type ItemWrite,
} from "../../../src/core/dax/index.ts";
import { judgeHistory } from "../../../src/core/history/index.ts";
import { ScenarioError, traceText, type Timed } from "../../../src/core/kernel/index.ts";
import { daxClusterScenarios } from "../../arbitraries/dax-cluster.ts";
import { daxQueryScenarios } from "../../arbitraries/query-cache.ts";
import { SEED } from "../seed.ts";

const THREE: DaxScenario = {
  seed: 1,
  nodes: ["1", "2", "3"].map((place) => ({ node: `dax-${place}`, zone: `az-${place}` })),
  clients: [
    { client: "shop", zone: "az-1" },
    { client: "import", zone: "az-2" },
  ],
  itemCache: { capacity: 9, ttlMs: 5_000 },
  items: [{ key: "a", item: { price: { N: "1" } } }],
  steps: [],
  faults: [],
  untilMs: 30_000,
};
const put = (key: string): ItemWrite => ({ action: "put", key, item: { price: { N: "2" } } });
const write = (atMs: number, key = "a"): DaxStep => ({ kind: "write", atMs, client: "shop", via: "dax", write: put(key) }); // prettier-ignore
const read = (atMs: number, mode: "eventual" | "strong" = "eventual", key = "a"): DaxStep => ({ kind: "read", atMs, client: "shop", via: "dax", keys: [key], mode }); // prettier-ignore
const poll = (untilMs: number, everyMs = 50): DaxStep => ({ kind: "poll", atMs: 0, everyMs, untilMs, client: "shop", keys: ["a"] }); // prettier-ignore
const down = (node: string, fromMs: number, untilMs?: number) => ({ kind: "node-down", node, fromMs, ...(untilMs && { untilMs }) }) as const; // prettier-ignore
const run = (change: Partial<DaxScenario>) => runDax({ ...THREE, ...change });
const of = <Kind extends DaxEvent["kind"]>(trace: DaxTrace, kind: Kind) =>
  trace.filter((event): event is Timed<Extract<DaxEvent, { kind: Kind }>> => event.kind === kind);

describe("a cluster of three nodes", () => {
  it("serves reads from all of them, and asks the table little", () => {
    const trace = run({ steps: [poll(4_000)] });
    const asked = of(trace, "request-sent").map(({ node }) => node);
    expect(new Set(asked)).toEqual(new Set(["dax-1", "dax-2", "dax-3"]));
    expect(of(trace, "read-answered")).toHaveLength(81);
    expect(of(trace, "table-read").length).toBeLessThan(5);
  });

  it("writes through the primary, and the others have it a moment later", () => {
    const trace = run({ steps: [write(1_000)] });
    expect(of(trace, "request-sent").map(({ node, request }) => `${node} ${request}`)).toEqual(["dax-1 write"]);
    const stored = of(trace, "cache-stored");
    expect(stored.map(({ node, by, item }) => `${node} ${by} ${item && versionOf(item)}`)).toEqual([
      "dax-1 write 2",
      "dax-2 replication 2",
      "dax-3 replication 2",
    ]);
    // Its client was told first.
    expect(of(trace, "write-acknowledged")[0]?.atMs).toBeLessThan(stored[1]?.atMs ?? 0);
    expect((stored[2]?.atMs ?? Infinity) - (stored[0]?.atMs ?? 0)).toBeLessThan(1_000);
  });

  it("hands what a replica has read to all, and keeps nothing of strongly consistent reads", () => {
    const nodes = (steps: readonly DaxStep[]) => new Set(of(run({ steps }), "cache-stored").map(({ node }) => node));
    expect(nodes([read(1_000)])).toEqual(new Set(["dax-1", "dax-2", "dax-3"]));
    const strong = run({ steps: [read(1_000, "strong"), read(2_000, "strong"), read(3_000, "strong")] });
    expect(of(strong, "table-read")).toHaveLength(3);
    expect(of(strong, "cache-stored")).toEqual([]);
  });

  it("has another primary after some seconds, which finishes what the first had begun", () => {
    // The log reaches dax-2, and not dax-3.
    const trace = run({
      steps: [write(1_500, "a"), write(1_550, "b"), poll(20_000, 200)],
      faults: [{ kind: "zones-parted", zones: ["az-1", "az-3"], fromMs: 1_400, untilMs: 12_000 }, down("dax-1", 2_100)],
    });
    const [, second] = of(trace, "topology-changed");
    expect(second).toMatchObject({ epoch: 2, primary: "dax-2", nodes: ["dax-2", "dax-3"] });
    expect(second?.candidates?.map(({ node, position }) => `${node} ${position}`)).toEqual(["dax-2 3", "dax-3 1"]);
    expect((second?.atMs ?? 0) - 2_100).toBeLessThan(3_000);
    const late = of(trace, "cache-stored").filter(({ node, by }) => node === "dax-3" && by === "replication");
    expect(late.map(({ key }) => key)).toEqual(expect.arrayContaining(["a", "b"]));
    expect(of(trace, "updates-sent").some(({ updates }) => updates.some(({ epoch, position }) => epoch === 2 && position === 1))).toBe(true); // prettier-ignore
  });

  it("tells a writer that nobody knows, does not write twice, and writes again once it knows the new primary", () => {
    const trace = run({ steps: [3_000, 3_100, 15_000].map((atMs) => write(atMs)), faults: [down("dax-1", 2_000)] });
    expect(of(trace, "write-unknown")).toHaveLength(2);
    expect(of(trace, "table-wrote").map(({ by }) => by)).toEqual(["dax-2"]);
    expect(of(trace, "write-acknowledged")).toHaveLength(1);
  });

  it("lets a refused write wait for another topology, and says when there is none", () => {
    const refused = run({ steps: [write(8_000)], faults: [down("dax-1", 0)], model: { silenceMs: 20_000 } });
    expect(of(refused, "request-refused").length).toBeGreaterThan(0);
    expect(of(refused, "write-refused")).toMatchObject([{ because: "no-primary" }]);
    expect(of(refused, "table-wrote")).toEqual([]);
    // The client looks every 5 s; the cluster has another primary after 8.5 s.
    const waits = run({ steps: [write(6_500)], faults: [down("dax-1", 0)], model: { silenceMs: 8_000 } });
    expect(of(waits, "write-acknowledged")).toHaveLength(1);
    expect(of(waits, "request-sent").filter(({ op }) => op === 1).map(({ attempt }) => attempt)).toEqual([1, 2]); // prettier-ignore
  });

  it("takes a node back with an empty log, in an epoch of its own", () => {
    const trace = run({ steps: [write(1_000)], faults: [down("dax-1", 2_000, 2_100)] });
    // Gone for a tenth of a second only: nobody missed it, and still it has forgotten everything.
    const [, second] = of(trace, "topology-changed");
    expect(second).toMatchObject({ epoch: 2, primary: "dax-2", nodes: ["dax-1", "dax-2", "dax-3"] });
    expect(of(trace, "primary-began").map(({ node, epoch }) => `${node} ${epoch}`)).toEqual(["dax-1 1", "dax-2 2"]);
  });

  it("grows and shrinks", () => {
    const five = ["1", "2", "3", "4", "5"].map((place) => ({ node: `dax-${place}`, zone: "az-1" }));
    const resize = (atMs: number, nodes: readonly string[]): DaxStep => ({ kind: "resize", atMs, nodes });
    const trace = run({ nodes: five, memberCount: 2, steps: [resize(1_000, ["dax-1", "dax-2", "dax-5"]), resize(5_000, ["dax-5"])] }); // prettier-ignore
    expect(of(trace, "topology-changed").map(({ epoch, primary, nodes }) => `${epoch} ${primary} of ${nodes.length}`)).toEqual(["1 dax-1 of 2", "2 dax-1 of 3", "3 dax-5 of 1"]); // prettier-ignore
  });
});

describe("BatchWriteItem", () => {
  const batch = (atMs: number, writes: readonly ItemWrite[]): DaxStep => ({ kind: "batch-write", atMs, client: "shop", writes }); // prettier-ignore
  const one: Partial<DaxScenario> = { nodes: THREE.nodes.slice(0, 1) };

  it.each([
    ["one node", one, 1],
    ["three", {}, 3],
  ])("writes each item through, and stores it: %s", (_, change, count) => {
    const trace = run({ ...change, steps: [batch(1_000, [put("a"), put("b"), { action: "delete", key: "c" }]), read(2_000, "eventual", "b")] }); // prettier-ignore
    expect(of(trace, "write-acknowledged")[0]?.rows.map(({ key }) => key)).toEqual(["a", "b", "c"]);
    expect(of(trace, "table-wrote")).toHaveLength(3);
    expect(of(trace, "cache-stored").filter(({ by }) => by !== "read")).toHaveLength(3 * count);
    expect(of(trace, "table-read")).toEqual([]);
  });

  it("is no transaction: what is not done is named, and the rest is done", () => {
    const trace = run({
      ...one,
      // b waits for its turn behind a slow write, until the table throttles.
      steps: [write(999, "b"), batch(1_000, [put("a"), put("b")]), { kind: "throttle", atMs: 1_700, forMs: 5_000 }],
      faults: [{ kind: "node-slow", node: "table", addedMs: 300, fromMs: 990, untilMs: 999.5 }],
    });
    expect(of(trace, "write-acknowledged").map(({ rows, unprocessed }) => [rows.map(({ key }) => key), unprocessed])).toEqual([[["b"], undefined], [["a", "b"], undefined]]); // prettier-ignore
    const throttled = run({ ...one, steps: [batch(1_000, [put("a")]), { kind: "throttle", atMs: 900, forMs: 500 }] });
    expect(of(throttled, "write-refused")).toMatchObject([{ because: "throttled" }]);
  });
});

describe("the table's partition", () => {
  it("gives so many units a second, and throttles the rest", () => {
    const crowd = (change: object) => ({ kind: "poll", atMs: 0, everyMs: 5, untilMs: 1_990, client: "shop", keys: ["a"], via: "table", ...change }) as DaxStep; // prettier-ignore
    const loads = (step: DaxStep) => of(run({ partition: { readUnitsPerSecond: 3_000, itemBytes: 102_400 }, countEveryMs: 1_000, steps: [step], untilMs: 3_000 }), "load-counted"); // prettier-ignore
    const [, second] = loads(crowd({ mode: "strong" }));
    // 100 KB are 25 units: 120 reads.
    expect(second).toMatchObject({ units: 3_000, answered: 120 });
    expect(second?.throttled).toBeGreaterThan(70);
    expect(loads(crowd({})).every(({ throttled }) => throttled === 0)).toBe(true);
    expect(loads(crowd({ via: "dax" })).every(({ wantedUnits }) => wantedUnits < 100)).toBe(true);
  });
});

/** Clusters in which queries are asked, too. */
const clusters: fc.Arbitrary<DaxScenario> = fc
  .tuple(daxClusterScenarios(), fc.option(daxQueryScenarios(12), { nil: undefined }))
  .map(
    ([cluster, queries]) =>
    queries === undefined
      ? cluster
      : { ...cluster, queryCache: queries.queryCache, items: queries.items, steps: [...cluster.steps, ...queries.steps.filter(({ kind }) => kind !== "restart")] }, // prettier-ignore
  );
const ALL = [...DAX_CLUSTER_INVARIANTS, ...DAX_INVARIANTS, ...DAX_QUERY_INVARIANTS];

describe("invariants of clusters", () => {
  it("hold whatever is lost, slow or down", () => {
    const met = new Set<string>();
    let [epochs, failovers] = [0, 0];
    fc.assert(
      fc.property(clusters, (scenario) => {
        const trace = runDax(scenario);
        for (const { kind } of trace) met.add(kind);
        epochs += of(trace, "topology-changed").length;
        failovers += of(trace, "topology-changed").filter(({ candidates }) => candidates !== undefined).length;
        for (const invariant of ALL) expect(invariant(trace)).toBeUndefined();
      }),
      { seed: SEED, numRuns: 1_000 },
    );
    expect(epochs).toBeGreaterThan(1_500);
    expect(failovers).toBeGreaterThan(250);
    // All but the load, which only figures ask for.
    expect(met.size).toBe(32);
  });

  it("give histories that can have been", () => {
    fc.assert(
      fc.property(clusters, (scenario) => {
        const [eventual] = judgeHistory(daxHistory(runDax(scenario)));
        expect(eventual?.breaks).toEqual([]);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  const log = daxCluster.createReplicationLog;
  it.each<[string, Partial<DaxClusterMechanism>, string]>([
    [
      "a client that writes again",
      {
        createDaxRouter() {
          const router = daxCluster.createDaxRouter();
          return {
            topologyTold: (told) => router.topologyTold(told),
            checked: (node, isHealthy) => router.checked(node, isHealthy),
            readTarget: (last, draw) => router.readTarget(last, draw),
            writeTarget: (last, draw) => router.writeTarget(last && { ...last, failure: "refused" }, draw),
          };
        },
      },
      "done once at most",
    ],
    ["a choice of the last", { choosePrimary: (candidates) => candidates.at(-1)?.node ?? "" }, "as much of the log"],
    [
      "a log that leaves every second update out",
      {
        createReplicationLog(node) {
          const made = log(node);
          return { ...wrapped(made), received: (updates) => made.received(updates).filter((_, index) => index % 2 === 0) }; // prettier-ignore
        },
      },
      "without gaps",
    ],
    [
      "a log that sends nothing",
      { createReplicationLog: (node) => ({ ...wrapped(log(node)), outstanding: () => [] }) },
      "follows the primary",
    ],
  ])("notice %s", (_, change, invariant) => {
    const broken = new Set<string>();
    fc.assert(
      fc.property(daxClusterScenarios(), (scenario) => {
        const trace = runDax(scenario, { daxCluster: { ...daxCluster, ...change } });
        for (const each of DAX_CLUSTER_INVARIANTS) broken.add(each(trace)?.invariant ?? "");
      }),
      { seed: SEED, numRuns: 300 },
    );
    expect([...broken].some((name) => name.includes(invariant))).toBe(true);
  });

  it("notice what no run does: two primaries of one epoch, and one that is not there", () => {
    const trace = (...events: readonly DaxEvent[]): DaxTrace => events.map((event, atMs) => ({ atMs, ...event }));
    const began = (node: string): DaxEvent => ({ kind: "primary-began", node, epoch: 1 });
    expect(onePrimaryPerEpoch(trace(began("dax-1"), began("dax-1")))).toBeUndefined();
    expect(onePrimaryPerEpoch(trace(began("dax-1"), began("dax-2")))?.eventIndex).toBe(1);
    expect(onePrimaryPerEpoch(trace({ kind: "topology-changed", epoch: 1, primary: "x", nodes: ["y"] }))?.what).toContain("x is not in"); // prettier-ignore
  });

  it("the same scenario gives the same run", () => {
    fc.assert(
      fc.property(clusters, (scenario) => {
        expect(traceText(runDax(scenario))).toBe(traceText(runDax(JSON.parse(JSON.stringify(scenario)) as DaxScenario))); // prettier-ignore
      }),
      { seed: SEED, numRuns: 60 },
    );
  });
});

function wrapped(made: ReturnType<typeof daxCluster.createReplicationLog>): typeof made {
  return {
    topologyTold: (told) => made.topologyTold(told),
    append: (change) => made.append(change),
    outstanding: (replica) => made.outstanding(replica),
    received: (updates) => made.received(updates),
    confirmed: (replica, standing) => made.confirmed(replica, standing),
    standing: () => made.standing(),
  };
}

describe("what a cluster refuses", () => {
  it.each<[string, Partial<DaxScenario>, string]>([
    ["twelve nodes", { nodes: Array.from({ length: 12 }, (_, i) => ({ node: `dax-${i}`, zone: "az-1" })) }, "nodes"],
    ["a node called manager", { nodes: [...THREE.nodes, { node: "manager", zone: "az-1" }] }, "nodes[3]"],
    ["more members than nodes", { memberCount: 4 }, "memberCount"],
    ["nobody in it", { steps: [{ kind: "resize", atMs: 0, nodes: [] }] }, "steps[0].nodes"],
    ["a node twice", { steps: [{ kind: "resize", atMs: 0, nodes: ["dax-1", "dax-1"] }] }, "steps[0].nodes"],
    ["26 items in a batch", { steps: [{ kind: "batch-write", atMs: 0, client: "shop", writes: Array.from({ length: 26 }, (_, i) => put(`k${i}`)) }] }, "steps[0].writes"], // prettier-ignore
    ["a condition in a batch", { steps: [{ kind: "batch-write", atMs: 0, client: "shop", writes: [{ action: "put", key: "a", item: {}, onlyIfMissing: true }] }] }, "steps[0].writes"], // prettier-ignore
    ["an update in a batch", { steps: [{ kind: "batch-write", atMs: 0, client: "shop", writes: [{ action: "update", key: "a", set: {} }] }] }, "steps[0].writes"], // prettier-ignore
    ["a partition that gives nothing", { partition: { readUnitsPerSecond: 0, itemBytes: 1 } }, "partition.readUnitsPerSecond"], // prettier-ignore
    ["items of no size", { partition: { readUnitsPerSecond: 1, itemBytes: 0 } }, "partition.itemBytes"],
    ["counting all the time", { countEveryMs: 0 }, "countEveryMs"],
    ["half a retry", { model: { retryCount: 0.5 } }, "model.retryCount"],
    ["no interval", { model: { replicateEveryMs: 0 } }, "model.replicateEveryMs"],
  ])("%s", (_, change, field) => {
    expect(() => checkDaxScenario({ ...THREE, ...change })).toThrow(`Scenario field ${field}:`);
    expect(() => run(change)).toThrow(ScenarioError);
  });
});
