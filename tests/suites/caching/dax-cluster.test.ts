import {
  promotesTheMost,
  replicasFollow,
  runDax,
  takesInOrder,
  writesOnce,
  type CacheChange,
  type DaxRouter,
  type DaxScenario,
  type DaxTopology,
  type FailedAttempt,
  type LogUpdate,
  type ReplicationLog,
} from "four-of-six/dax";
import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/caching/dax-cluster/rig.ts";
import { daxClusterScenarios, daxClusterScripts } from "../../arbitraries/dax-cluster.ts";

const topology = (epoch: number, nodes = "p a b"): DaxTopology => ({ epoch, primary: nodes.split(" ")[0] as string, nodes: nodes.split(" ") }); // prettier-ignore
const refused = (node: string): FailedAttempt => ({ node, failure: "refused" });
const silent = (node: string): FailedAttempt => ({ node, failure: "no-answer" });
/** Evenly over all that there may be: what each third, or half, of them stands for shows. */
const DRAWS = Array.from({ length: 12 }, (_, index) => (index + 0.5) / 12);

function router(...told: readonly DaxTopology[]): DaxRouter {
  const made = answer(rig).createDaxRouter();
  for (const each of told) made.topologyTold(each);
  return made;
}

/** How often each node is drawn. */
function shares(target: (draw: number) => string | undefined): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const draw of DRAWS) {
    const node = String(target(draw));
    counts[node] = (counts[node] ?? 0) + 1;
  }
  return counts;
}

const change = (key: string): CacheChange => ({ key, item: { price: { N: "1" } }, by: "write", asOfMs: 0, op: 1 });
const keysOf = (changes: readonly CacheChange[]) => changes.map(({ key }) => key).join(" ");
const sentOf = (updates: readonly LogUpdate[]) => updates.map(({ epoch, position, change: { key } }) => `${epoch}:${position} ${key}`).join(", "); // prettier-ignore
const update = (position: number, key: string, epoch = 1, allHave = 0): LogUpdate => ({ epoch, position, change: change(key), allHave }); // prettier-ignore

/** A node's log, which knows these topologies and was told these changes. */
function log(node: string, keys = "", ...told: readonly DaxTopology[]): ReplicationLog {
  const made = answer(rig).createReplicationLog(node);
  for (const each of told.length > 0 ? told : [topology(1)]) made.topologyTold(each);
  for (const key of keys.split(" ").filter((each) => each !== "")) made.append(change(key));
  return made;
}
const confirm = (of: ReplicationLog, replica: string, position: number, epoch = 1) => of.confirmed(replica, { epoch, position }); // prettier-ignore

describe("examples", () => {
  it("reads from any healthy node, each for an equal share of the draws", () => {
    const of = router(topology(1));
    expect(shares((draw) => of.readTarget(undefined, draw)), "p, a and b, drawn 12 times").toEqual({ p: 4, a: 4, b: 4 }); // prettier-ignore
    of.checked("a", false);
    expect(shares((draw) => of.readTarget(undefined, draw)), "the same, where a does not answer").toEqual({ p: 6, b: 6 }); // prettier-ignore
    of.checked("a", true);
    expect(
      shares((draw) => of.readTarget(undefined, draw)),
      "a answers again",
    ).toEqual({ p: 4, a: 4, b: 4 });
  });

  it("reads again from another node than the last, if there is one", () => {
    const of = router(topology(1));
    expect(
      shares((draw) => of.readTarget(silent("p"), draw)),
      "after p did not answer",
    ).toEqual({ a: 6, b: 6 });
    of.checked("a", false);
    expect(
      shares((draw) => of.readTarget(silent("p"), draw)),
      "and a is not healthy",
    ).toEqual({ b: 12 });
    of.checked("b", false);
    expect(of.readTarget(silent("p"), 0.5), "p did not answer, and is the only healthy node").toBe("p");
    of.checked("p", false);
    expect(of.readTarget(undefined, 0.5), "no node is healthy").toBeUndefined();
    expect(router().readTarget(undefined, 0.5), "nobody has told of any node").toBeUndefined();
  });

  it("writes to the primary, and looks elsewhere only where that cannot be", () => {
    const of = router(topology(1));
    expect(
      shares((draw) => of.writeTarget(undefined, draw)),
      "p is the primary",
    ).toEqual({ p: 12 });
    expect(
      shares((draw) => of.writeTarget(refused("a"), draw)),
      "a refused, which is a replica",
    ).toEqual({ p: 12 });
    expect(
      shares((draw) => of.writeTarget(refused("p"), draw)),
      "p itself refused",
    ).toEqual({ a: 6, b: 6 });
    of.checked("p", false);
    expect(
      shares((draw) => of.writeTarget(undefined, draw)),
      "p does not answer",
    ).toEqual({ a: 6, b: 6 });
    expect(
      shares((draw) => of.writeTarget(refused("a"), draw)),
      "and a refused",
    ).toEqual({ b: 12 });
    const alone = router(topology(1, "p"));
    expect(alone.writeTarget(refused("p"), 0.5), "p refused, and there is nobody else").toBe("p");
  });

  it("never sends a write again that may have happened", () => {
    const of = router(topology(1));
    expect(of.writeTarget(silent("p"), 0.5), "a write, p did not answer").toBeUndefined();
    expect(of.writeTarget(silent("a"), 0.5), "a write, a did not answer").toBeUndefined();
    of.topologyTold(topology(2, "a b"));
    expect(of.writeTarget(silent("p"), 0.5), "the same, with a new primary").toBeUndefined();
    expect(of.writeTarget(refused("p"), 0.5), "a write that p refused, with a new primary").toBe("a");
  });

  it("follows the newest topology, and no older one that comes late", () => {
    const of = router(topology(1), topology(3, "b a"), topology(2, "a b"));
    expect(of.writeTarget(undefined, 0.5), "told of epoch 1 with p, 3 with b, then 2 with a").toBe("b");
    expect(
      shares((draw) => of.readTarget(undefined, draw)),
      "the nodes of epoch 3",
    ).toEqual({ a: 6, b: 6 });
    of.checked("a", false);
    for (const each of [topology(4, "b"), topology(5, "b a")]) of.topologyTold(each);
    expect(
      shares((draw) => of.readTarget(undefined, draw)),
      "epoch 4 without a, which was not healthy, and epoch 5 with it",
    ).toEqual({ a: 6, b: 6 });
    const [b, a] = ["b", "a"].map((node) => log(node, "x", topology(1), topology(3, "b a"), topology(2, "a b"))) as [ReplicationLog, ReplicationLog]; // prettier-ignore
    expect(sentOf(b.outstanding("a")), "what b logs, primary of epoch 3").toBe("3:1 x");
    expect(a.outstanding("b"), "what a logs, primary of epoch 2").toEqual([]);
    expect(a.standing(), "where a stands").toEqual({ epoch: 3, position: 0 });
    const p = log("p", "x y");
    for (const replica of ["a", "b"]) confirm(p, replica, 1);
    p.topologyTold(topology(1));
    expect(sentOf(p.outstanding("a")), "to a, which confirmed 1, after p was told of epoch 1 once more").toBe("1:2 y");
  });

  it("sends each replica all that it has not confirmed, again and again, until it has", () => {
    const p = log("p", "x y z");
    expect(sentOf(p.outstanding("a")), "to a").toBe("1:1 x, 1:2 y, 1:3 z");
    expect(sentOf(p.outstanding("a")), "to a, a moment later").toBe("1:1 x, 1:2 y, 1:3 z");
    confirm(p, "a", 2);
    confirm(p, "a", 1);
    expect(sentOf(p.outstanding("a")), "to a, which confirmed 2; 1 came late").toBe("1:3 z");
    expect(sentOf(p.outstanding("b")), "to b, which confirmed nothing").toBe("1:1 x, 1:2 y, 1:3 z");
    confirm(p, "b", 3);
    expect(
      p.outstanding("a").map(({ allHave }) => allHave),
      "what all have, by then",
    ).toEqual([2]);
    expect(p.outstanding("b"), "to b, which confirmed 3").toEqual([]);
    expect(log("a", "x").outstanding("b"), "from a, which is a replica").toEqual([]);
  });

  it("takes each update once, in order, and nothing after a gap", () => {
    const a = log("a");
    expect(keysOf(a.received([update(1, "x"), update(2, "y")])), "1 and 2").toBe("x y");
    expect(keysOf(a.received([update(1, "x"), update(2, "y"), update(3, "z")])), "1, 2 and 3").toBe("z");
    expect(keysOf(a.received([update(5, "v"), update(6, "w")])), "5 and 6, without 4").toBe("");
    expect(a.standing(), "what it confirms").toEqual({ epoch: 1, position: 3 });
    expect(keysOf(a.received([update(4, "u"), update(5, "v")])), "4 and 5").toBe("u v");
  });

  it("takes nothing of another epoch, neither updates nor confirmations", () => {
    const b = log("b", "", topology(2, "a b"));
    expect(keysOf(b.received([update(1, "x", 1)])), "position 1 of epoch 1, in epoch 2").toBe("");
    expect(keysOf(b.received([update(1, "y", 3)])), "of epoch 3, which it has not heard of").toBe("");
    expect(keysOf(b.received([update(1, "z", 2)])), "of epoch 2").toBe("z");
    const a = log("a", "x y", topology(2, "a b"));
    confirm(a, "b", 2, 1);
    expect(sentOf(a.outstanding("b")), "to b, which confirmed 2 of epoch 1").toBe("2:1 x, 2:2 y");
  });

  it("begins a new epoch with what not every replica had, and with nothing else", () => {
    const p = log("p", "x y z");
    confirm(p, "a", 2);
    confirm(p, "b", 1);
    p.topologyTold(topology(2));
    expect(sentOf(p.outstanding("a")), "p stays primary; a had confirmed 2, b had confirmed 1").toBe("2:1 y, 2:2 z");
    const a = log("a");
    a.received([update(1, "x"), update(2, "y"), update(3, "z", 1, 1)]);
    a.topologyTold(topology(2, "a b"));
    expect(sentOf(a.outstanding("b")), "a becomes primary; it had taken 3, and all had 1").toBe("2:1 y, 2:2 z");
    expect(a.standing(), "where a stands then").toEqual({ epoch: 2, position: 2 });
    const late = log("a");
    late.received(["v", "w", "x", "y", "z"].map((key, index) => update(index + 1, key, 1, index < 4 ? 0 : 2)));
    late.received([update(3, "x", 1, 1)]);
    late.topologyTold(topology(2, "a b"));
    expect(sentOf(late.outstanding("b")), "a had taken 5, and all had 2, though an older word came late").toBe("2:1 x, 2:2 y, 2:3 z"); // prettier-ignore
    const stray = log("a", "", topology(2));
    stray.received([update(1, "x", 2), update(2, "y", 2)]);
    stray.received([update(5, "w", 1, 4)]);
    stray.topologyTold(topology(3, "a b"));
    expect(sentOf(stray.outstanding("b")), "what it kept, after an update of epoch 1 that says that all had 4").toBe("3:1 x, 3:2 y"); // prettier-ignore
    const alone = log("a");
    alone.received([update(1, "x")]);
    for (const each of [topology(2, "a"), topology(3, "a b")]) alone.topologyTold(each);
    expect(sentOf(alone.outstanding("b")), "a was primary without a replica in epoch 2").toBe("");
    const b = log("b");
    b.received([update(1, "x")]);
    for (const each of [topology(2, "a b"), topology(3, "b")]) b.topologyTold(each);
    b.topologyTold(topology(4, "b a"));
    expect(sentOf(b.outstanding("a")), "b was a replica in epoch 2, alone in 3, primary in 4").toBe("");
  });

  it("promotes whoever has most of the log", () => {
    const choose = (text: string) => answer(rig).choosePrimary(text.split(", ").map((each) => ({ node: each.split(" ")[0] as string, epoch: Number(each.split(" ")[1]), position: Number(each.split(" ")[2]) }))); // prettier-ignore
    expect(choose("a 1 4, b 1 9, c 1 7"), "positions 4, 9 and 7").toBe("b");
    expect(choose("a 3 0, b 4 2, c 3 90"), "position 2 of epoch 4, 90 of epoch 3").toBe("b");
    expect(choose("b 2 5, a 2 5"), "two that have the same").toBe("b");
    expect(choose("c 1 0"), "one alone").toBe("c");
  });
});

describe("properties", () => {
  it("routes, sends and takes as the reference does, whatever it is told", () => {
    agreesWithReference(rig, rig.unit, answer(rig), daxClusterScripts, { runCount: 60 });
  });
});

/** 400 reads a second of one item through three nodes. */
const HOT: DaxScenario = {
  seed: 5,
  nodes: ["1", "2", "3"].map((place) => ({ node: `dax-${place}`, zone: `az-${place}` })),
  clients: ["1", "2"].map((place) => ({ client: `shop-${place}`, zone: `az-${place}` })),
  itemCache: { capacity: 9, ttlMs: 500 },
  items: [{ key: "sale", item: { price: { N: "9" } } }],
  steps: ["1", "2"].map((place) => ({ kind: "poll", atMs: 0, everyMs: 5, untilMs: 1_495, client: `shop-${place}`, keys: ["sale"] })), // prettier-ignore
  faults: [],
  untilMs: 1_600,
};

describe("the cluster", () => {
  it("spreads the reads of a hot key over all nodes, and leaves few to the table", () => {
    const trace = runDax(HOT, { daxCluster: answer(rig) });
    for (const { node } of HOT.nodes) {
      const count = trace.filter((event) => event.kind === "request-sent" && event.node === node).length;
      expect(count, `reads of 600 that ask ${node}`).toBeGreaterThan(150);
    }
    expect(trace.filter(({ kind }) => kind === "read-answered").length, "reads answered").toBe(600);
    expect(trace.filter(({ kind }) => kind === "table-read").length, "reads of 600 that the table has to answer").toBeLessThan(60); // prettier-ignore
  });

  it("writes once at most, and lets replicas follow within a second where nothing fails", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), daxClusterScenarios(16), [writesOnce, takesInOrder, promotesTheMost, replicasFollow], { runCount: 5 }); // prettier-ignore
  });

  it("runs the cluster event for event as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), daxClusterScenarios(16), { runCount: 5 });
  });
});
