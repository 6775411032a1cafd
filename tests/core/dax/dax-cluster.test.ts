import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createItemCache,
  daxCluster,
  promotesTheMost,
  runDaxClusterScript,
  takesInOrder,
  type CacheChange,
  type DaxClusterMechanism,
  type DaxTopology,
  type FailedAttempt,
  type LogStanding,
  type LogUpdate,
  type ReplicationLog,
} from "../../../src/core/dax/index.ts";
import { RecordedItemCache } from "../../../src/core/dax/recorded-item-cache.ts";
import { ScenarioError, traceText } from "../../../src/core/kernel/index.ts";
import { daxClusterScripts } from "../../arbitraries/dax-cluster.ts";
import { SEED } from "../seed.ts";

const NODES = ["p", "a", "b"];
const topology = (epoch: number, primary = "p", nodes: readonly string[] = NODES): DaxTopology => ({ epoch, primary, nodes }); // prettier-ignore
const change = (key: string, rest: Partial<CacheChange> = {}): CacheChange => ({ key, item: { n: { N: "1" } }, by: "write", asOfMs: 0, op: 1, ...rest }); // prettier-ignore

describe("whom a client asks", () => {
  const healthOf = (bits: number) => NODES.map((node, place) => [node, (bits & (1 << place)) !== 0] as const);
  const lasts: readonly (FailedAttempt | undefined)[] = [
    undefined,
    ...NODES.flatMap((node) => (["refused", "no-answer"] as const).map((failure) => ({ node, failure }))),
  ];
  const cases = Array.from({ length: 8 }, (_, bits) => lasts.map((last) => [bits, last] as const)).flat();

  it.each(cases)("among those who are healthy (%i), after %o", (bits, last) => {
    const router = daxCluster.createDaxRouter();
    router.topologyTold(topology(1));
    for (const [node, isHealthy] of healthOf(bits)) router.checked(node, isHealthy);
    const healthy = healthOf(bits).flatMap(([node, isHealthy]) => (isHealthy ? [node] : []));
    const others = healthy.filter((node) => node !== last?.node);
    const expected = others.length > 0 ? others : healthy;
    const reads = Array.from({ length: 6 }, (_, index) => router.readTarget(last, (index + 0.5) / 6));
    for (const node of NODES)
      expect(reads.filter((read) => read === node).length, node).toBe(expected.includes(node) ? 6 / expected.length : 0); // prettier-ignore
    const write = router.writeTarget(last, 0.5);
    if (last?.failure === "no-answer") expect(write).toBeUndefined();
    else if (healthy.includes("p") && last?.node !== "p") expect(write).toBe("p");
    else expect(write).toBe(router.readTarget(last, 0.5));
  });

  it("forgets the health of who has left, and believes nothing of strangers", () => {
    const router = daxCluster.createDaxRouter();
    expect(router.readTarget(undefined, 0)).toBeUndefined();
    router.checked("b", false);
    router.topologyTold(topology(1));
    expect(router.readTarget(undefined, 0.9)).toBe("b");
    router.checked("b", false);
    router.topologyTold(topology(2));
    expect(router.readTarget(undefined, 0.9)).toBe("a");
    router.topologyTold(topology(3, "p", ["p", "a"]));
    router.topologyTold(topology(4));
    expect(router.readTarget(undefined, 0.9)).toBe("b");
  });
});

/** A log that forgets nothing: it only knows from where on somebody may lack it. */
function obviousLog(node: string): ReplicationLog {
  let known: DaxTopology | undefined;
  let all: CacheChange[] = [];
  let everywhere = 0;
  let confirmed = new Map<string, number>();
  const isPrimary = () => known?.primary === node;
  const count = () => {
    if (isPrimary()) everywhere = Math.min(all.length, ...confirmed.values());
  };
  return {
    topologyTold(told) {
      if (known !== undefined && told.epoch <= known.epoch) return;
      known = told;
      all = isPrimary() ? all.slice(everywhere) : [];
      everywhere = 0;
      confirmed = new Map(told.nodes.filter((each) => each !== node).map((each) => [each, 0]));
      count();
    },
    append(told) {
      if (isPrimary()) all.push(told);
      count();
    },
    outstanding(replica) {
      const from = confirmed.get(replica);
      if (!isPrimary() || from === undefined) return [];
      return all.flatMap((each, index): LogUpdate[] =>
        index < from ? [] : [{ epoch: known?.epoch ?? 0, position: index + 1, change: each, allHave: everywhere }],
      );
    },
    received(updates) {
      const before = all.length;
      for (const each of isPrimary() ? [] : updates.filter(({ epoch }) => epoch === known?.epoch)) {
        if (each.position === all.length + 1) all.push(each.change);
        everywhere = Math.max(everywhere, Math.min(each.allHave, all.length));
      }
      return all.slice(before);
    },
    confirmed(replica, { epoch, position }: LogStanding) {
      if (epoch === known?.epoch && confirmed.has(replica)) confirmed.set(replica, Math.max(position, confirmed.get(replica) ?? 0)); // prettier-ignore
      count();
    },
    standing: () => ({ epoch: known?.epoch ?? 0, position: all.length }),
  };
}

describe("the replication log", () => {
  it("does what a log that forgets nothing does", () => {
    const obvious: DaxClusterMechanism = { ...daxCluster, createReplicationLog: obviousLog };
    fc.assert(
      fc.property(daxClusterScripts, (script) => {
        expect(traceText(runDaxClusterScript(script, obvious))).toBe(traceText(runDaxClusterScript(script)));
      }),
      { seed: SEED, numRuns: 4_000 },
    );
  });

  it("keeps its order, and the most of it comes first, whatever it is told", () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(daxClusterScripts, (script) => {
        const trace = runDaxClusterScript(script);
        for (const { kind } of trace) met.add(kind);
        for (const invariant of [takesInOrder, promotesTheMost]) expect(invariant(trace)).toBeUndefined();
      }),
      { seed: SEED, numRuns: 2_000 },
    );
    expect(met.size).toBe(10);
  });

  it("is told in scripts that make sense", () => {
    expect(() => runDaxClusterScript({ topologies: [], steps: [] })).toThrow(ScenarioError);
    const first = { primary: "p", nodes: NODES };
    expect(() => runDaxClusterScript({ topologies: [{ primary: "x", nodes: NODES }], steps: [] })).toThrow("topologies[0]"); // prettier-ignore
    expect(() => runDaxClusterScript({ topologies: [first, { primary: "x", nodes: ["x"] }], steps: [] })).toThrow("topologies[1]"); // prettier-ignore
    expect(() => runDaxClusterScript({ topologies: [first], steps: [{ tell: "topology", epoch: 2, to: ["p"] }] })).toThrow("steps[0].epoch"); // prettier-ignore
    expect(() => runDaxClusterScript({ topologies: [first], steps: [{ tell: "change", node: "x", key: "k", by: "write" }] })).toThrow("steps[0].node"); // prettier-ignore
    expect(runDaxClusterScript({ topologies: [first], steps: [{ tell: "late", message: 3 }] }).length).toBe(3);
  });
});

describe("what a cache takes of another node's", () => {
  const cache = (ttlMs = 100) => new RecordedItemCache("a", { capacity: 2, ttlMs }, createItemCache, () => {});
  const asks = (of: RecordedItemCache, key: string, atMs: number) => of.read(1, [key], atMs).ask.length === 1;

  it("counts its age from when the table said it, not from when it came", () => {
    const of = cache();
    expect(of.replicate(change("k", { asOfMs: 50 }), 120)).toBe(true);
    expect(asks(of, "k", 150)).toBe(false);
    expect(asks(of, "k", 151)).toBe(true);
    // And stays gone, though the cache itself thinks it younger.
    expect(asks(of, "k", 152)).toBe(true);
    of.store(2, "k", undefined, "read", 160);
    expect(asks(of, "k", 260)).toBe(false);
  });

  it("takes nothing that is too old already, and anything where age ends nothing", () => {
    expect(cache().replicate(change("k", { asOfMs: 0 }), 101)).toBe(false);
    expect(cache(0).replicate(change("k", { asOfMs: 0 }), 1e6)).toBe(true);
  });

  it("takes a write over a read and over an earlier write, and a read only where it has nothing", () => {
    const of = cache();
    of.store(1, "k", undefined, "read", 10);
    expect(of.replicate(change("k", { by: "read", asOfMs: 20 }), 30)).toBe(false);
    expect(of.replicate(change("k", { asOfMs: 5 }), 30)).toBe(true);
    expect(of.replicate(change("k", { asOfMs: 4 }), 31)).toBe(false);
    expect(of.replicate(change("k", { asOfMs: 5 }), 32)).toBe(false);
    expect(of.replicate(change("k", { by: "read-back", asOfMs: 6 }), 33)).toBe(true);
    expect(of.replicate(change("k", { by: "read", asOfMs: 110 }), 110)).toBe(true);
  });

  it("misses what is too old in a batch, too, in the order of its keys", () => {
    const of = cache();
    of.replicate(change("old", { asOfMs: 0 }), 90);
    of.store(2, "new", undefined, "read", 90);
    expect(of.read(3, ["none", "old", "new"], 101)).toEqual({ known: [{ key: "new" }], ask: ["none", "old"] });
    expect(of.read(3, ["old", "none"], 101).ask).toEqual(["old", "none"]);
  });
});
