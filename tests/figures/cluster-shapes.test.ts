import { describe, expect, it } from "vitest";
import {
  endpointRouter,
  failoverTarget,
  createReplicaCache,
  runCluster,
  runEndpointScript,
  runFailoverScript,
  runReplicaScript,
  type ClusterMember,
  type ClusterScenario,
  type ClusterTrace,
} from "../../src/core/cluster/index.ts";
import { CLUSTER_FIGURES } from "../../src/figures/cluster-figures.ts";
import { clusterShapes, clusterStory, clusterWorldAt } from "../../src/figures/cluster-shapes.ts";
import { firstRun } from "../../src/figures/first-run.ts";
import { SCENE_PX_MAX, WIDTH_PX_MIN, type Box } from "../../src/figures/scene-sizes.ts";

const WIDTHS = [WIDTH_PX_MIN, 304, 328, 430, 539, 540, 760, SCENE_PX_MAX];
const failover = firstRun("failover") as ClusterTrace;
const scenario = CLUSTER_FIGURES.failover.scenario as ClusterScenario;
const worldAt = (trace: ClusterTrace, atMs: number) =>
  clusterWorldAt(trace, { atMs, eventCount: trace.filter((event) => event.atMs <= atMs).length });

const member = (instance: string, role: "writer" | "reader", tier: number): ClusterMember => ({
  instance,
  zone: `az-${tier + 1}`,
  role,
  tier,
  memoryGib: 16,
  isAvailable: true,
});
const members = [member("db-1", "writer", 0), member("db-2", "reader", 1), member("db-3", "reader", 2)];
/** What counterexamples of the exercises look like: no clients, no faults. */
const listed = runEndpointScript({ members, endpoints: { reader: { kind: "reader" } }, steps: [] }, endpointRouter);
const chosen = runFailoverScript({ members: members.map((it) => ({ ...it, lagMs: 0 })), steps: [] }, failoverTarget);
const cached = runReplicaScript(
  {
    startLsn: 100,
    log: [{ changes: [{ page: 1, slot: 1 }] }, { changes: [{ page: 2, slot: 2 }, { page: 1, slot: 3 }] }], // prettier-ignore
    steps: [
      { tell: "ask", page: 1 },
      { tell: "load", request: 1 },
      { tell: "vdl", transaction: 2 },
      { tell: "stream", transaction: 2 },
      { tell: "stream", transaction: 1 },
    ],
  },
  createReplicaCache,
);
const lag = firstRun("replica-lag") as ClusterTrace;
const crowded = runCluster({
  seed: 1,
  instances: Array.from({ length: 16 }, (_, index) => ({ instance: `db-${index + 1}`, zone: `az-${(index % 3) + 1}` })),
  clients: [{ client: "app", zone: "az-1", endpoint: "reader" }],
  workload: [{ kind: "read", atMs: 100, client: "app", page: 1 }],
  faults: [{ kind: "zone-down", zone: "az-1", fromMs: 500 }],
  untilMs: 12_000,
});

const traces: readonly (readonly [string, ClusterTrace])[] = [
  ["failover", failover],
  ["endpoints", firstRun("endpoints") as ClusterTrace],
  ["replica-lag", lag],
  ["the cache alone", cached],
  ["sixteen instances", clusterStory(crowded)],
  ["the router alone", listed],
  ["the decision alone", chosen],
];

function expectInside({ width, height }: { width: number; height: number }, boxes: readonly Box[]) {
  for (const box of boxes) {
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(width + 0.01);
    expect(box.y + box.height).toBeLessThanOrEqual(height);
  }
}

describe.each(traces)("the cluster scene, %s", (_, trace) => {
  it.each(WIDTHS)("keeps everything inside at %d px, and no instance upon another", (widthPx) => {
    for (let eventCount = 0; eventCount <= trace.length; eventCount += 7) {
      const atMs = trace[Math.max(0, eventCount - 1)]?.atMs ?? 0;
      const shapes = clusterShapes(clusterWorldAt(trace, { atMs, eventCount }), widthPx);
      const { clients, zones, instances, phases, bar, log } = shapes;
      const cells = (log?.cells ?? []).map((cell) => ({ ...cell, y: log?.y ?? 0, height: 20 }));
      const pages = (log?.pages ?? []).map(({ y }) => ({ x: 0, y, width: 1, height: 20 }));
      const drawn = log === undefined ? [] : [log, ...log.rows, ...cells, ...pages];
      expectInside(shapes, [...clients, ...zones, ...instances, ...phases, bar, ...drawn]);
      for (const { x, width } of cells) expect(x + width).toBeLessThan(log?.textX ?? 0);
      instances.forEach((box, index) => {
        for (const other of instances.slice(index + 1)) {
          const isApart =
            box.x + box.width <= other.x ||
            other.x + other.width <= box.x ||
            box.y + box.height <= other.y ||
            other.y + other.height <= box.y;
          expect(isApart).toBe(true);
        }
      });
    }
  });
});

describe("the world of the failover figure", () => {
  const stateOf = (atMs: number, name: string) =>
    worldAt(failover, atMs).instances.find(({ instance }) => instance === name);

  it("shows the writer down, the target recovering, then serving, and the old writer as a reader", () => {
    expect(stateOf(4_000, "db-1")).toMatchObject({ role: "writer", state: "serving" });
    expect(stateOf(6_000, "db-1")).toMatchObject({ role: "writer", state: "down" });
    expect(stateOf(10_502, "db-3")).toMatchObject({ state: "recovering" });
    expect(stateOf(12_000, "db-3")).toMatchObject({ role: "writer", state: "serving" });
    expect(stateOf(45_000, "db-1")).toMatchObject({ role: "reader", state: "serving" });
  });

  it("leads the name to the new writer when the name server does, and not before", () => {
    expect(worldAt(failover, 25_000).publishedWriter).toBe("db-1");
    expect(worldAt(failover, 26_000).publishedWriter).toBe("db-3");
  });

  it("tells the clients apart: one follows the name, one is stuck with what it knows", () => {
    const { clients } = worldAt(failover, 46_000);
    expect(clients.find(({ client }) => client === "orders")).toMatchObject({ state: "committed", unknownCount: 1 });
    expect(clients.find(({ client }) => client === "legacy")).toMatchObject({ state: "failed", connectedTo: "db-1" });
  });

  it("spends the time of the outage on four phases, one after the other, without a gap", () => {
    const { phases } = worldAt(failover, 47_000);
    expect(phases.map(({ phase, isOver }) => [phase, isOver])).toEqual([
      ["detection", true],
      ["promotion", true],
      ["name", true],
      ["client", true],
    ]);
    phases.slice(1).forEach(({ fromMs }, index) => expect(fromMs).toBe(phases[index]?.untilMs));
    expect(phases[0]?.fromMs).toBe(5_000);
  });
});

describe("the world of the figure of replica lag", () => {
  const standing = (atMs: number, name: string) =>
    worldAt(lag, atMs).log?.standings.find(({ instance }) => instance === name);
  const client = (atMs: number, name: string) => worldAt(lag, atMs).clients.find((it) => it.client === name);

  it("shows the writer's VDL, and where each reader stands, from the beginning", () => {
    expect(worldAt(lag, 0.5).log?.standings.map(({ lsn }) => lsn)).toEqual([100, 100, 100]);
    expect(worldAt(lag, 100).log?.standings.map(({ lsn }) => lsn)).toEqual([102, 102, 102]);
    expect(worldAt(lag, 160).log?.standings.map(({ lsn }) => lsn)).toEqual([104, 104, 102]);
    expect(worldAt(lag, 160).log?.ends).toEqual([
      { lsn: 101, transaction: "T1" },
      { lsn: 102, transaction: "A1" },
      { lsn: 103, transaction: "T2" },
      { lsn: 104, transaction: "A2" },
    ]);
  });

  it("counts the lag from when something was durable: as it grows, and what it came to", () => {
    const early = standing(150, "db-3");
    const late = standing(180, "db-3");
    expect(early).toMatchObject({ isBehind: true });
    expect((late?.lagMs ?? NaN) - (early?.lagMs ?? NaN)).toBeCloseTo(30, 3);
    const after = standing(250, "db-3");
    expect(after).toMatchObject({ isBehind: false, lsn: 104 });
    expect(after?.lagMs).toBeGreaterThan(39);
    expect(after?.lagMs).toBeLessThan(43);
    expect(standing(250, "db-2")?.lagMs).toBeLessThan(3);
    expect(standing(250, "db-1")?.lagMs).toBeUndefined();
  });

  it("tells for whom the 40 ms were what", () => {
    expect(client(148, "shop")).toMatchObject({ state: "answered", read: { readPoint: 102, lacks: "T2" } });
    expect(client(160, "account")).toMatchObject({ state: "held", isSession: true });
    expect(client(200, "account")).toMatchObject({ state: "answered", read: { readPoint: 104, lacks: undefined } });
    expect(client(165, "feed")?.read).toMatchObject({ readPoint: 104, backFrom: undefined });
    expect(client(177, "feed")?.read).toMatchObject({ readPoint: 102, backFrom: 104 });
  });

  it("knows which connection is for reads", () => {
    expect(client(100, "shop")).toMatchObject({
      endpoint: "cluster",
      readEndpoint: "reader",
      connectedTo: "db-1",
      readsAt: "db-3",
    });
    expect(client(44, "feed")).toMatchObject({ endpoint: "reader", readEndpoint: undefined, connectedTo: "db-2" });
    expect(client(53, "feed")?.connectedTo).toBeUndefined();
  });

  it("lets a reader be slowed beyond what a session waits, and be made fast again", () => {
    const { toggle, scenario: own } = CLUSTER_FIGURES["replica-lag"];
    const press = (scenario: typeof own, atMs = 130) => toggle!(scenario, { link: "db-3", addedMs: 100 }, atMs);
    const fast = press(own);
    expect(fast.isDown).toBe(false);
    const fastRun = clusterStory(runCluster(fast.scenario as ClusterScenario));
    expect(fastRun.some(({ kind }) => kind === "read-held")).toBe(false);
    const slow = press(fast.scenario);
    expect(slow.isDown).toBe(true);
    const slowRun = clusterStory(runCluster(slow.scenario as ClusterScenario));
    const told = slowRun.find((event) => event.kind === "read-failed");
    expect(told).toMatchObject({ client: "account", because: "behind" });
    expect(slow.notice?.en).toContain("100 ms late");
    expect(press(slow.scenario, 200).isDown).toBe(false);
  });

  it("shows the cache alone: what waits, and what a page has come to", () => {
    const at = (eventCount: number) => clusterWorldAt(cached, { atMs: 99, eventCount }).log;
    const reader = (eventCount: number) => at(eventCount)?.standings.find(({ role }) => role === "reader");
    expect(reader(2)).toMatchObject({ lsn: 100, lagMs: undefined });
    expect(reader(cached.length - 2)).toMatchObject({ lsn: 100, isBehind: true });
    expect(reader(cached.length)).toMatchObject({ lsn: 103, isBehind: false });
    expect(at(cached.length)?.pages).toEqual([{ page: 1, version: { lsn: 103, slots: [101, 0, 103, 0] } }]);
    expect(at(cached.length)?.ends.map(({ lsn }) => lsn)).toEqual([101, 103]);
  });
});

describe("a reader's change of a cluster's run", () => {
  it.each(["failover", "endpoints", "replica-lag"] as const)("keeps the past of %s event for event", (name) => {
    const figure = CLUSTER_FIGURES[name];
    const own = figure.scenario as ClusterScenario;
    const before = runCluster(own);
    for (const atMs of [0, 3_000, 10_501, 20_000, own.untilMs]) {
      const { scenario: forked } = figure.toggle!(own, { node: "db-2" }, atMs);
      const after = runCluster(forked as ClusterScenario);
      const past = before.filter((event) => event.atMs <= atMs);
      expect(after.slice(0, past.length)).toEqual(past);
    }
  });

  it("gives a change at the end of the run time for a failover", () => {
    const { scenario: forked } = CLUSTER_FIGURES.failover.toggle!(scenario, { node: "db-3" }, scenario.untilMs);
    const after = clusterStory(runCluster(forked as ClusterScenario)).filter(({ atMs }) => atMs > scenario.untilMs);
    expect(after.map(({ kind }) => kind)).toContain("writer-changed");
    expect(after.map(({ kind }) => kind)).toContain("endpoint-moved");
  });
});
