/** Runs of a cluster that are made by hand: what one thing after another comes to. */
import { describe, expect, it } from "vitest";
import {
  CLUSTER_MODEL,
  checkClusterScenario,
  endpointRouter,
  failoverTarget,
  firstClusterViolation,
  runCluster,
  runEndpointScript,
  runFailoverScript,
  volumeTrace,
  type ClusterEvent,
  type ClusterScenario,
  type ClusterTrace,
} from "../../../src/core/cluster/index.ts";
import { ScenarioError, type Timed } from "../../../src/core/kernel/index.ts";

const three: ClusterScenario["instances"] = [
  { instance: "db-1", zone: "az-1", tier: 0 },
  { instance: "db-2", zone: "az-2", tier: 1 },
  { instance: "db-3", zone: "az-3", tier: 2 },
];
const base: ClusterScenario = {
  seed: 1,
  instances: three,
  clients: [
    { client: "app", zone: "az-2", endpoint: "cluster", timeoutMs: 1_000 },
    { client: "web", zone: "az-2", endpoint: "reader", timeoutMs: 1_000 },
  ],
  workload: [],
  faults: [],
  untilMs: 40_000,
  model: { dnsChangeMs: 5_000 },
};
const write = (atMs: number, transaction: string, client = "app") =>
  ({ kind: "write", atMs, client, pages: [1, 2], transaction }) as const;
const read = (atMs: number, client = "web") => ({ kind: "read", atMs, client, page: 1 }) as const;
const eventsOf = <K extends ClusterEvent["kind"]>(trace: ClusterTrace, kind: K) =>
  trace.filter((event): event is Timed<Extract<ClusterEvent, { kind: K }>> => event.kind === kind);

describe("a cluster in which all is well", () => {
  const trace = runCluster({
    ...base,
    workload: [write(100, "T1"), read(1_000), read(2_000), write(3_000, "T2"), read(3_500)],
  });

  it("commits through the cluster endpoint and reads through the reader endpoint", () => {
    expect(eventsOf(trace, "write-committed").map(({ transaction }) => transaction)).toEqual(["T1", "T2"]);
    const reads = eventsOf(trace, "read-answered");
    expect(reads.map(({ readPoint }) => readPoint)).toEqual([102, 102, 104]);
    for (const { instance } of reads) expect(["db-2", "db-3"]).toContain(instance);
    expect(firstClusterViolation(trace)).toBeUndefined();
  });

  it("reads a page from storage once, and from the reader's cache from then on", () => {
    const [first, second, third] = eventsOf(trace, "read-answered").map(({ tookMs }) => tookMs);
    expect(second).toBeLessThan((first as number) * 0.9);
    expect(third).toBeLessThan((first as number) * 0.9);
  });

  it("has readers that are less than 10 ms behind", () => {
    const lags = eventsOf(trace, "lag-measured").map(({ lagMs }) => lagMs);
    expect(Math.max(...lags)).toBeLessThan(10);
    expect(Math.max(...lags)).toBeGreaterThan(0);
  });
});

describe("a writer that is lost", () => {
  const faults = [{ kind: "node-down", node: "db-1", fromMs: 5_000, untilMs: 30_000 }] as const;
  const workload = [write(1_000, "T1"), write(5_100, "T2"), write(22_000, "T3"), write(35_000, "T4"), read(36_000)];
  const trace = runCluster({ ...base, workload, faults });

  it("is replaced by the reader of the lowest tier after detectMs of silence, and the endpoint follows dnsChangeMs later", () => {
    const [began] = eventsOf(trace, "failover-began");
    const [changed] = eventsOf(trace, "writer-changed");
    const [moved] = eventsOf(trace, "endpoint-moved");
    expect(began?.atMs).toBeGreaterThanOrEqual(4_000 + CLUSTER_MODEL.detectMs);
    expect(began?.atMs).toBeLessThanOrEqual(5_000 + CLUSTER_MODEL.detectMs + CLUSTER_MODEL.heartbeatMs);
    expect(changed?.instance).toBe("db-2");
    expect((changed?.atMs ?? NaN) - (began?.atMs ?? NaN)).toBeLessThan(50);
    expect((moved?.atMs ?? NaN) - (changed?.atMs ?? NaN)).toBeCloseTo(5_000, 3);
  });

  it("leaves the write that was under way unknown, and every later one is told truly", () => {
    expect(eventsOf(trace, "write-unknown").map(({ transaction }) => transaction)).toEqual(["T2"]);
    expect(eventsOf(trace, "write-committed").map(({ transaction }) => transaction)).toEqual(["T1", "T3", "T4"]);
    expect(firstClusterViolation(trace)).toBeUndefined();
  });

  it("comes back as a reader", () => {
    expect(eventsOf(trace, "instance-demoted")).toMatchObject([{ instance: "db-1" }]);
  });

  it("is restarted where it is when there is nobody else", () => {
    const alone = runCluster({ ...base, instances: three.slice(0, 1), workload, faults });
    expect(eventsOf(alone, "promotion-ordered")).toEqual([]);
    expect(eventsOf(alone, "restart-ordered")[0]).toMatchObject({ instance: "db-1" });
    expect(eventsOf(alone, "write-committed").map(({ transaction }) => transaction)).toEqual(["T1", "T4"]);
    expect(eventsOf(alone, "endpoint-moved")).toEqual([]);
  });
});

describe("a writer that only seems lost", () => {
  it("is fenced by storage when it writes on, and no commit of it is answered", () => {
    const trace = runCluster({
      ...base,
      clients: [{ client: "app", zone: "az-1", endpoint: "db-1", timeoutMs: 1_000 }],
      workload: [write(1_000, "T1"), { kind: "failover", atMs: 4_000 }, write(4_500, "T2"), write(4_600, "T3")],
    });
    expect(volumeTrace(trace).some(({ kind }) => kind === "writer-fenced")).toBe(true);
    expect(eventsOf(trace, "write-unknown").map(({ transaction }) => transaction)).toContain("T2");
    expect(eventsOf(trace, "write-committed").map(({ transaction }) => transaction)).toEqual(["T1"]);
    expect(firstClusterViolation(trace)).toBeUndefined();
  });

  it("shows nobody what the volume once was", () => {
    const trace = runCluster({
      ...base,
      clients: [
        { client: "app", zone: "az-1", endpoint: "db-1", timeoutMs: 1_000 },
        { client: "other", zone: "az-2", endpoint: "db-2", timeoutMs: 1_000 },
      ],
      workload: [
        write(1_000, "T1"),
        { kind: "failover", atMs: 4_000 },
        write(4_050, "T2", "other"),
        { kind: "read", atMs: 4_100, client: "app", page: 1 },
      ],
    });
    expect(eventsOf(trace, "write-committed").map(({ transaction }) => transaction)).toEqual(["T1", "T2"]);
    expect(eventsOf(trace, "read-answered")).toEqual([]);
    expect(eventsOf(trace, "instance-demoted")).toMatchObject([{ instance: "db-1" }]);
  });

  it("goes on when its process is back before anybody has noticed", () => {
    const trace = runCluster({
      ...base,
      workload: [write(1_000, "T1"), { kind: "crash", atMs: 2_000, instance: "db-1" }, write(6_000, "T2")],
    });
    expect(eventsOf(trace, "failover-began")).toEqual([]);
    expect(eventsOf(trace, "instance-started")).toMatchObject([{ instance: "db-1", role: "writer" }]);
    expect(eventsOf(trace, "write-committed").map(({ transaction }) => transaction)).toEqual(["T1", "T2"]);
  });
});

describe("a reader that has missed a piece of the stream", () => {
  it("begins anew, and takes no page into its new cache that was on its way for the old one", () => {
    const segments = ["A", "B", "C", "D", "E", "F"];
    const trace = runCluster({
      ...base,
      clients: [
        { client: "app", zone: "az-1", endpoint: "cluster" },
        { client: "web", zone: "az-2", endpoint: "db-2" },
      ],
      // T2 is written while db-2 is away; at its third heartbeat after that, at 5 s, it is told to begin anew.
      workload: [write(1_000, "T1"), write(2_050, "T2"), read(4_985), read(6_500)],
      faults: [
        { kind: "node-down", node: "db-2", fromMs: 2_000, untilMs: 2_500 },
        // So slow that the page asked for before that comes after it.
        ...segments.map((node) => ({ kind: "node-slow" as const, node, addedMs: 8, fromMs: 4_500 })),
      ],
    });
    const [before, after] = eventsOf(trace, "read-answered");
    expect(before?.atMs).toBeGreaterThan(5_001);
    expect([before?.readPoint, after?.readPoint]).toEqual([102, 104]);
    expect(firstClusterViolation(trace)).toBeUndefined();
  });
});

describe("a client", () => {
  it("goes by what it has looked up for as long as it caches it", () => {
    const trace = runCluster({
      ...base,
      clients: [{ client: "app", zone: "az-2", endpoint: "cluster", dnsCacheMs: 60_000, timeoutMs: 1_000 }],
      workload: [write(1_000, "T1"), write(20_000, "T2"), write(39_000, "T3")],
      faults: [{ kind: "node-down", node: "db-1", fromMs: 5_000 }],
    });
    const resolved = eventsOf(trace, "name-resolved");
    expect(resolved.map(({ fromCache }) => fromCache)).toEqual([false, true]);
    expect(resolved.every(({ instance }) => instance === "db-1")).toBe(true);
    expect(eventsOf(trace, "write-committed").map(({ transaction }) => transaction)).toEqual(["T1"]);
  });

  it("is told read-only by a reader, and keeps its connection to it", () => {
    const trace = runCluster({
      ...base,
      clients: [{ client: "app", zone: "az-2", endpoint: "db-2" }],
      workload: [write(1_000, "T1"), write(2_000, "T2")],
    });
    expect(eventsOf(trace, "write-failed").map(({ because }) => because)).toEqual(["read-only", "read-only"]);
    expect(eventsOf(trace, "connection-opened")).toHaveLength(1);
  });

  it("closes a connection that is old enough, and asks for the name anew", () => {
    const trace = runCluster({
      ...base,
      workload: [read(1_000), { kind: "disconnect", atMs: 8_000, client: "web" }, read(9_000)],
    });
    expect(eventsOf(trace, "connection-closed")).toHaveLength(1);
    expect(eventsOf(trace, "name-resolved").map(({ fromCache }) => fromCache)).toEqual([false, false]);
  });
});

describe("a cluster's scenario", () => {
  const sixteen = Array.from({ length: 17 }, (_, index) => ({ instance: `db-${index + 1}`, zone: "az-1" }));
  it.each<[Partial<ClusterScenario>, string]>([
    [{ seed: 0.5 }, "seed"],
    [{ untilMs: NaN }, "untilMs"],
    [{ instances: [] }, "members"],
    [{ instances: sixteen }, "members"],
    [{ instances: [{ instance: "db-1", zone: "az-1", tier: 16 }], clients: [] }, "members[0].tier"],
    [{ instances: [{ instance: "db-1", zone: "az-9" }], clients: [] }, "instances[0].zone"],
    [{ instances: [{ instance: "A", zone: "az-1" }], clients: [] }, "instances[0].instance"],
    [{ customEndpoints: { cluster: { kind: "cluster" } } }, "customEndpoints.cluster"],
    [{ clients: [{ client: "app", zone: "az-1", endpoint: "nowhere" }] }, "clients[0].endpoint"],
    [{ clients: [{ client: "db-1", zone: "az-1", endpoint: "cluster" }] }, "clients[0].client"],
    [{ clients: [{ client: "app", zone: "az-1", endpoint: "cluster", timeoutMs: 0 }] }, "clients[0].timeoutMs"],
    [{ clients: [{ client: "app", zone: "az-1", endpoint: "cluster", dnsCacheMs: -1 }] }, "clients[0].dnsCacheMs"],
    [{ workload: [write(-1, "T1")] }, "workload[0].atMs"],
    [{ workload: [write(1, "T1"), write(2, "T1")] }, "workload[1].transaction"],
    [{ workload: [{ ...write(1, "T1"), pages: [65] }] }, "workload[0].pages[0]"],
    [{ workload: [{ ...write(1, "T1"), pages: [] }] }, "workload[0].pages"],
    [{ workload: [read(1, "nobody")] }, "workload[0].client"],
    [{ workload: [{ kind: "crash", atMs: 1, instance: "db-9" }] }, "workload[0].instance"],
    [{ workload: [{ kind: "compact", atMs: 1 } as never] }, "workload[0].kind"],
    [{ faults: [{ kind: "node-down", node: "db-9", fromMs: 0 }] }, "faults[0].node"],
    [{ model: { heartbeatMs: 0 } }, "model.heartbeatMs"],
    [{ model: { detectMs: 500 } }, "model.detectMs"],
  ])("is refused with %j, naming %s", (change, field) => {
    const scenario = { ...base, ...change };
    expect(() => checkClusterScenario(scenario)).toThrow(ScenarioError);
    expect(() => checkClusterScenario(scenario)).toThrow(`Scenario field ${field}: `);
    expect(() => runCluster(scenario)).toThrow(ScenarioError);
  });

  const two = [
    { instance: "db-1", zone: "az-1" },
    { instance: "db-1", zone: "az-2" },
  ];
  const all = { kind: "custom", type: "ANY", list: { kind: "exclusion", instances: [] } } as const;
  it.each<[string, Partial<ClusterScenario>]>([
    ["DBInstanceAlreadyExists", { instances: two, clients: [] }],
    ["InvalidParameterValue", { instances: [{ instance: "db-1", zone: "az-1", tier: -1 }], clients: [] }],
    ["DBClusterEndpointAlreadyExistsFault", { customEndpoints: { reader: all } }],
    ["DBClusterEndpointQuotaExceededFault", { customEndpoints: { a: all, b: all, c: all, d: all, e: all, f: all } }],
    ["DBInstanceNotFound", { customEndpoints: { some: { ...all, list: { kind: "static", instances: ["db-9"] } } } }],
  ])("is refused with the service's %s, where it has a name for it", (code, change) => {
    const refused = expect.objectContaining({ name: "ScenarioError", code });
    expect(() => checkClusterScenario({ ...base, ...change })).toThrow(refused);
    expect(() => checkClusterScenario({ ...base, ...change })).toThrow(`The service calls this ${code}.`);
  });
});

describe("the scripts of one mechanism", () => {
  it("list every endpoint for the members as they are, and after each step", () => {
    const trace = runEndpointScript(
      {
        members: [
          { instance: "db-1", role: "writer", isAvailable: true },
          { instance: "db-2", role: "reader", isAvailable: true },
        ],
        endpoints: { cluster: { kind: "cluster" }, reader: { kind: "reader" } },
        steps: [
          { kind: "promote", instance: "db-2" },
          { kind: "join", instance: "db-3" },
        ],
      },
      endpointRouter,
    );
    const listed = eventsOf(trace, "endpoint-listed").map(({ atMs, endpoint, targets }) => [
      atMs,
      endpoint,
      ...targets,
    ]);
    expect(listed).toEqual([
      [0, "cluster", "db-1"],
      [0, "reader", "db-2"],
      [1_000, "cluster", "db-2"],
      [1_000, "reader", "db-1"],
      [2_000, "cluster", "db-2"],
      [2_000, "reader", "db-1", "db-3"],
    ]);
  });

  it("ask whom to promote at the beginning, and after each step", () => {
    const of = (instance: string, tier: number) =>
      ({ instance, zone: "az-1", role: "reader", tier, memoryGib: 16, isAvailable: true, lagMs: 0 }) as const;
    const trace = runFailoverScript(
      {
        members: [of("db-2", 0), of("db-3", 1)],
        steps: [
          { tell: "available", instance: "db-2", isAvailable: false },
          { tell: "class", instance: "db-3", memoryGib: 64 },
        ],
      },
      failoverTarget,
    );
    expect(eventsOf(trace, "target-chosen").map(({ atMs, decision }) => [atMs, decision])).toEqual([
      [0, { kind: "promote", instance: "db-2" }],
      [1_000, { kind: "promote", instance: "db-3" }],
      [2_000, { kind: "promote", instance: "db-3" }],
    ]);
  });
});
