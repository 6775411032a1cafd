/** Sessions: what a client is shown that has asked never to be taken back in time. */
import { describe, expect, it } from "vitest";
import {
  checkClusterScenario,
  firstClusterViolation,
  runCluster,
  sessionsNeverGoBack,
  type ClientSpec,
  type ClusterEvent,
  type ClusterScenario,
  type ClusterTrace,
} from "../../../src/core/cluster/index.ts";
import { ScenarioError, type Timed } from "../../../src/core/kernel/index.ts";

/** Writes through the cluster endpoint, reads at db-3. */
const app: ClientSpec = {
  client: "app",
  zone: "az-3",
  endpoint: "cluster",
  readEndpoint: "db-3",
  timeoutMs: 3_000,
};
const session: ClientSpec = { ...app, consistency: "session" };
const base: ClusterScenario = {
  seed: 1,
  instances: [
    { instance: "db-1", zone: "az-1", tier: 0 },
    { instance: "db-2", zone: "az-2", tier: 1 },
    { instance: "db-3", zone: "az-3", tier: 2 },
  ],
  clients: [session],
  workload: [],
  faults: [],
  untilMs: 40_000,
  model: { dnsChangeMs: 5_000 },
};
const write = (atMs: number, transaction: string) =>
  ({ kind: "write", atMs, client: "app", pages: [1], transaction }) as const;
const read = (atMs: number) => ({ kind: "read", atMs, client: "app", page: 1 }) as const;
const busy = (atMs: number, applyMs: number, instance = "db-3") => ({ kind: "busy", atMs, instance, applyMs }) as const;
const eventsOf = <K extends ClusterEvent["kind"]>(trace: ClusterTrace, kind: K) =>
  trace.filter((event): event is Timed<Extract<ClusterEvent, { kind: K }>> => event.kind === kind);
/** T1 is there and read, then T2 is written and read at once. */
const workload = [write(100, "T1"), read(500), busy(900, 40), write(1_000, "T2"), read(1_000), read(1_200)];

describe("a client that reads through an endpoint of its own", () => {
  const trace = runCluster({ ...base, clients: [app], workload });

  it("has a connection for its writes and one for its reads", () => {
    expect(eventsOf(trace, "connection-opened").map(({ instance }) => instance)).toEqual(["db-1", "db-3"]);
    expect(eventsOf(trace, "write-committed").map(({ transaction }) => transaction)).toEqual(["T1", "T2"]);
    expect(eventsOf(trace, "read-answered").map(({ instance }) => instance)).toEqual(["db-3", "db-3", "db-3"]);
  });

  it("closes both at once, and goes on without the one that it has lost", () => {
    const closed = runCluster({
      ...base,
      workload: [write(100, "T1"), read(200), { kind: "disconnect", atMs: 300, client: "app" }, read(400)],
    });
    expect(eventsOf(closed, "connection-closed").map(({ instance }) => instance)).toEqual(["db-1", "db-3"]);
    const lost = runCluster({
      ...base,
      workload: [write(100, "T1"), read(200), { kind: "crash", atMs: 1_000, instance: "db-3" }, write(1_100, "T2")],
    });
    expect(eventsOf(lost, "connection-lost").map(({ instance }) => instance)).toEqual(["db-3"]);
    expect(eventsOf(lost, "write-committed")).toHaveLength(2);
  });

  it("keeps its read when the connection for its writes is lost meanwhile", () => {
    const trace = runCluster({
      ...base,
      workload: [
        write(100, "T1"),
        read(200),
        busy(900, 400),
        write(1_000, "T2"),
        read(1_000),
        { kind: "crash", atMs: 1_100, instance: "db-1" },
      ],
    });
    expect(eventsOf(trace, "connection-lost").map(({ instance }) => instance)).toEqual(["db-1"]);
    expect(eventsOf(trace, "read-answered").map(({ readPoint }) => readPoint)).toEqual([101, 102]);
  });

  it("reads what was before its own commit, where it has not asked for more", () => {
    expect(eventsOf(trace, "read-answered").map(({ readPoint }) => readPoint)).toEqual([101, 101, 102]);
    expect(eventsOf(trace, "read-held")).toEqual([]);
    expect(trace[0]).not.toHaveProperty("sessions");
  });
});

describe("a session", () => {
  it("waits at a reader that is behind until its own commit is shown there, and no longer", () => {
    const trace = runCluster({ ...base, workload });
    expect(trace[0]).toMatchObject({ sessions: ["app"] });
    const reads = eventsOf(trace, "read-answered");
    expect(reads.map(({ readPoint }) => readPoint)).toEqual([101, 102, 102]);
    expect(eventsOf(trace, "read-held")).toMatchObject([{ instance: "db-3", readPoint: 101, atLeast: 102 }]);
    expect(reads[1]?.tookMs).toBeGreaterThan(30);
    expect(reads[1]?.tookMs).toBeLessThan(45);
    expect(firstClusterViolation(trace)).toBeUndefined();
  });

  it("is told that the reader is behind when that lasts longer than the bound", () => {
    const slow = workload.map((step) => (step.kind === "busy" ? { ...step, applyMs: 400 } : step));
    const trace = runCluster({ ...base, workload: slow, model: { sessionWaitMs: 50 } });
    const failed = { client: "app", page: 1, because: "behind" };
    expect(eventsOf(trace, "read-failed")).toMatchObject([failed, failed]);
    expect(eventsOf(trace, "read-failed")[0]?.atMs).toBeGreaterThan(1_050);
    // It keeps its connection; that it is not answered later, when the reader has caught up, is checked below.
    expect(eventsOf(trace, "connection-lost")).toEqual([]);
    expect(eventsOf(trace, "read-answered").map(({ readPoint }) => readPoint)).toEqual([101]);
  });

  it("does not go back at another reader, nor after a failover", () => {
    const trace = runCluster({
      ...base,
      clients: [{ ...session, readEndpoint: "reader", dnsCacheMs: 0 }],
      workload: [
        busy(50, 300),
        write(100, "T1"),
        ...Array.from({ length: 8 }, (_, index) => [
          read(120 + index * 40),
          { kind: "disconnect", atMs: 130 + index * 40, client: "app" } as const,
        ]).flat(),
        write(1_000, "T2"),
        { kind: "failover", atMs: 1_010 },
        read(1_020),
        read(8_000),
      ],
    });
    expect(firstClusterViolation(trace)).toBeUndefined();
    expect(new Set(eventsOf(trace, "read-answered").map(({ instance }) => instance)).size).toBe(2);
    expect(eventsOf(trace, "read-held").length).toBeGreaterThan(0);
    expect(eventsOf(trace, "read-answered").at(-1)?.readPoint).toBeGreaterThanOrEqual(102);
  });

  it("is not answered by an old writer that does not know of the new one", () => {
    const trace = runCluster({
      ...base,
      clients: [
        { ...session, endpoint: "all", readEndpoint: "all", dnsCacheMs: 0 },
        { client: "other", zone: "az-2", endpoint: "db-2" },
      ],
      customEndpoints: { all: { kind: "custom", type: "ANY", list: { kind: "static", instances: ["db-1", "db-2"] } } },
      workload: [
        write(100, "T1"),
        { kind: "failover", atMs: 1_000 },
        { kind: "write", atMs: 1_015, client: "other", pages: [1], transaction: "O1" },
        ...Array.from({ length: 12 }, (_, index) => [
          { kind: "disconnect", atMs: 1_020 + index * 10, client: "app" } as const,
          read(1_021 + index * 10),
        ]).flat(),
      ],
    });
    expect(firstClusterViolation(trace)).toBeUndefined();
    const points = eventsOf(trace, "read-answered").map(({ readPoint }) => readPoint);
    expect(points.length).toBeGreaterThan(0);
    expect(points).toEqual(points.toSorted((a, b) => a - b));
  });
});

describe("the invariant of sessions", () => {
  /** What a cluster would do that took sessions for any other client. */
  const unkept = (trace: ClusterTrace): ClusterTrace =>
    trace.map((event) => (event.kind === "cluster-opened" ? { ...event, sessions: ["app"] } : event));

  it("catches a cluster that shows a session less than it has written", () => {
    const trace = unkept(runCluster({ ...base, clients: [app], workload }));
    const violation = sessionsNeverGoBack(trace);
    expect(violation?.what).toBe("db-3 answered app as of LSN 101, and T2 was committed at LSN 102");
    expect(trace[violation?.eventIndex ?? -1]).toMatchObject({ kind: "read-answered", readPoint: 101 });
  });

  it("catches a cluster that shows a session less than it has read at another reader", () => {
    const clients = [
      { ...app, endpoint: "reader", readEndpoint: "reader", dnsCacheMs: 0 },
      { client: "other", zone: "az-1", endpoint: "cluster" },
    ] as const;
    const reads = Array.from({ length: 12 }, (_, index) => [
      read(120 + index * 20),
      { kind: "disconnect", atMs: 130 + index * 20, client: "app" } as const,
    ]).flat();
    const steps = [busy(50, 300), { ...write(100, "T1"), client: "other" }, ...reads];
    const trace = unkept(runCluster({ ...base, clients, workload: steps }));
    expect(sessionsNeverGoBack(trace)?.what).toBe(
      "db-3 answered app as of LSN 100, and it had read at db-2 at LSN 101",
    );
    const kept = runCluster({
      ...base,
      clients: clients.map((it) => ({ ...it, consistency: "session" })),
      workload: steps,
    });
    expect(sessionsNeverGoBack(kept)).toBeUndefined();
  });

  it("says nothing of clients that have not asked", () => {
    expect(sessionsNeverGoBack(runCluster({ ...base, clients: [app], workload }))).toBeUndefined();
  });
});

describe("a reader with other work", () => {
  it("is as far behind as it is late, and catches up when the work ends", () => {
    const trace = runCluster({
      ...base,
      clients: [app],
      followsReaders: true,
      workload: [write(100, "T1"), busy(900, 40), write(1_000, "T2"), busy(1_100, 0), write(1_200, "T3")],
    });
    const moves = (instance: string) =>
      eventsOf(trace, "read-point-moved").filter((event) => event.instance === instance);
    expect(moves("db-3").map(({ readPoint }) => readPoint)).toEqual([101, 102, 103]);
    const lags = moves("db-3").map(({ atMs }, index) => atMs - (moves("db-2")[index]?.atMs ?? NaN));
    expect(lags[1]).toBeGreaterThan(35);
    for (const index of [0, 2]) expect(Math.abs(lags[index] ?? NaN)).toBeLessThan(5);
    expect(eventsOf(trace, "lag-measured").find(({ atMs, instance }) => atMs > 2_000 && instance === "db-3")?.lagMs).toBeLessThan(5); // prettier-ignore
  });

  it("moves no read point in the trace of a run that does not follow its readers", () => {
    expect(eventsOf(runCluster({ ...base, workload }), "read-point-moved")).toEqual([]);
  });
});

describe("a scenario with sessions", () => {
  it.each([
    ["clients[0].readEndpoint", { clients: [{ ...session, readEndpoint: "nowhere" }] }],
    ["clients[0].consistency", { clients: [{ ...session, consistency: "strong" as "session" }] }],
    ["workload[0].instance", { workload: [busy(1, 1, "db-9")] }],
    ["workload[0].applyMs", { workload: [busy(1, -1)] }],
    ["model.sessionWaitMs", { model: { sessionWaitMs: 0 } }],
  ])("is refused for its %s", (field, change: Partial<ClusterScenario>) => {
    const check = () => checkClusterScenario({ ...base, ...change });
    expect(check).toThrow(ScenarioError);
    expect(check).toThrow(field);
  });
});
