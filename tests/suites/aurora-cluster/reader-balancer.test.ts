import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import {
  choosesWhoCanTake,
  retiresAFewAtATime,
  retiresForAReason,
  retiresInTime,
  settlesEvenly,
  spreadsByWeight,
  type ReaderBalancerOptions,
  type TopologyMember,
} from "four-of-six/cluster";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/aurora-cluster/reader-balancer/rig.ts";
import { balancerScripts, readerPools } from "../../arbitraries/reader-balancer.ts";

const { createReaderBalancer } = answer(rig);

/** Times are in seconds here, and each connection gets the next number. */
function pool(change: Partial<ReaderBalancerOptions> = {}) {
  const made = createReaderBalancer({
    weights: {},
    maxAgeMs: 60_000,
    retireMax: 2,
    topologyRefreshMs: 30_000,
    highTopologyRefreshMs: 100,
    highRefreshForMs: 30_000,
    ...change,
  });
  let lastNumber = 0;
  const choose = (atS: number, luck = 0) => made.choose(++lastNumber, luck, atS * 1_000);
  return {
    topology: (askedAtS: number, texts: string, atS = askedAtS) =>
      made.topology({ askedAtMs: askedAtS * 1_000, members: texts.split(" ").map(member) }, atS * 1_000),
    choose,
    /** So many at once, not one of them open yet: where they go. */
    several: (atS: number, count: number) => Array.from({ length: count }, () => choose(atS)),
    opened: (connection: number, atS: number) => made.opened(connection, atS * 1_000),
    closed: (connection: number, atS: number) => made.closed(connection, atS * 1_000),
    failed: (connection: number, atS: number) => made.failed(connection, atS * 1_000),
    /** The next connection, open at once. */
    open(atS: number, luck = 0) {
      const instance = choose(atS, luck);
      if (instance !== undefined) made.opened(lastNumber, atS * 1_000);
      return instance;
    },
    due: (atS: number) => [...made.due(atS * 1_000)].sort((a, b) => a - b),
    /** In seconds from now on; 0 for at once. */
    refreshIn: (atS: number) => Math.max(0, made.nextRefreshMs(atS * 1_000) - atS * 1_000) / 1_000,
  };
}

/** `w`: the writer db-1. `2`: the reader db-2. `2!`: it is not available. `2w`: db-2 is the writer. */
function member(text: string): TopologyMember {
  const digit = /\d/.exec(text)?.[0] ?? "1";
  return {
    instance: `db-${digit}`,
    role: text.includes("w") ? "writer" : "reader",
    isAvailable: !text.endsWith("!"),
  };
}

const count = (list: readonly (string | undefined)[], instance: string) =>
  list.filter((each) => each === instance).length;

describe("examples", () => {
  it("begins without a memory, and shares none with another balancer", () => {
    const [one, other] = [pool(), pool()];
    one.topology(0, "2 3 w");
    other.topology(0, "2 3 w");
    expect(one.open(1), "one balancer's first connection").toBe("db-2");
    expect(other.open(1), "another balancer's first connection").toBe("db-2");
    one.failed(1, 2);
    expect(other.refreshIn(2), "the other's next question, after a failure at the first").toBe(28);
    expect(pool().choose(3), "a third balancer, without a topology").toBe(undefined);
  });

  it("knows nobody before the first topology, and asks for one at once", () => {
    const made = pool();
    expect(made.choose(5), "a connection at 5 s").toBe(undefined);
    expect(made.refreshIn(5), "seconds to the next question").toBe(0);
    expect(made.due(5), "what is due").toEqual([]);
    made.topology(5, "2 w", 5.5);
    expect(made.choose(6), "a connection once there is a topology").toBe("db-2");
  });

  it("goes to the writer only while no reader can take a connection", () => {
    const made = pool();
    made.topology(0, "2 w");
    expect(made.several(1, 3), "three, with one reader").toEqual(["db-2", "db-2", "db-2"]);
    made.topology(2, "2! w");
    expect(made.choose(3), "the next, with the only reader not available").toBe("db-1");
    made.topology(4, "w");
    expect(made.choose(5), "with the writer alone").toBe("db-1");
    made.topology(6, "2! w!");
    expect(made.choose(7), "with nobody available").toBe(undefined);
    made.topology(8, "1 2w");
    expect(made.choose(9), "after a failover").toBe("db-1");
  });

  it("sends a connection where the fewest are per weight", () => {
    const made = pool();
    made.topology(0, "2 3 4 w");
    const even = Array.from({ length: 6 }, () => made.open(1));
    expect([count(even, "db-2"), count(even, "db-3"), count(even, "db-4")], "six over three readers").toEqual([
      2, 2, 2,
    ]);
    made.closed(1, 2);
    expect(made.open(3, 0.99), "the next, after one to db-2 was closed").toBe("db-2");

    const weighted = pool({ weights: { "db-2": 1, "db-3": 4, "db-4": 2 } });
    weighted.topology(0, "2 3 4 w");
    const places = Array.from({ length: 14 }, () => weighted.open(1));
    const counts = [count(places, "db-2"), count(places, "db-3"), count(places, "db-4")];
    expect(counts, "fourteen with the weights 1, 4 and 2").toEqual([2, 8, 4]);
  });

  it("counts a connection from the moment it is chosen until it is closed or fails", () => {
    const made = pool();
    made.topology(0, "2 3 w");
    const herd = made.several(1, 20);
    expect([count(herd, "db-2"), count(herd, "db-3")], "twenty, not one of them open yet").toEqual([10, 10]);

    const few = pool();
    few.topology(0, "2 3 4 w");
    few.several(1, 3);
    // Connection 1 goes to db-2. Once it has failed and the topology is newer, db-2 has none again.
    few.failed(1, 2);
    few.topology(3, "2 3 4 w");
    expect(few.choose(4, 0.99), "the next, after the only one to db-2 could not be opened").toBe("db-2");
  });

  it("draws among equals with the luck it is given", () => {
    const first = (luck: number) => {
      const made = pool();
      made.topology(0, "3 2 4 w");
      return made.choose(1, luck);
    };
    expect([0, 0.3, 0.34, 0.6, 0.67, 0.99].map(first), "the first of a pool, with db-3, db-2 and db-4").toEqual(
      ["db-3", "db-3", "db-2", "db-2", "db-4", "db-4"], // prettier-ignore
    );
    const made = pool();
    made.topology(0, "2 3 4 w");
    made.choose(1, 0.5);
    expect(made.choose(1, 0.5), "the second, with db-2 and db-4 equal").toBe("db-4");
  });

  it("gives an instance of weight 0 nothing", () => {
    const made = pool({ weights: { "db-3": 0 } });
    made.topology(0, "2 3 w");
    expect(made.several(1, 3), "three, with db-3 of weight 0").toEqual(["db-2", "db-2", "db-2"]);
    made.topology(2, "2! 3 w");
    expect(made.choose(3), "the next, with db-2 not available").toBe("db-1");
    const none = pool({ weights: { "db-1": 0, "db-3": 0 } });
    none.topology(0, "3 w");
    expect(none.choose(1), "with nobody of a weight above 0").toBe(undefined);
  });

  it("passes over an instance that failed until a topology shows it that was asked for after", () => {
    const made = pool();
    made.topology(0, "2 3 w");
    expect(made.open(1), "the first").toBe("db-2");
    expect(made.open(1), "the second").toBe("db-3");
    made.failed(1, 5);
    expect(made.choose(6), "after a failure at db-2 at 5 s").toBe("db-3");
    made.topology(4, "2 3 w", 6);
    expect(made.choose(6), "with a topology that was asked for at 4 s").toBe("db-3");
    made.topology(5, "2 3 w", 6);
    expect(made.choose(6), "with a topology that was asked for at 5 s").toBe("db-3");
    made.topology(6, "2! 3 w");
    expect(made.choose(7), "with a topology of 6 s that shows db-2 as not available").toBe("db-3");
    made.topology(8, "2 3 w");
    expect(made.choose(9), "with a topology of 8 s that shows db-2 as available").toBe("db-2");
  });

  it("takes no topology that was asked for before the one it knows", () => {
    const made = pool();
    made.topology(4, "1 2w 3", 5);
    made.topology(3, "2 3 w", 6);
    made.topology(4, "2 3 w", 6.5);
    expect(made.several(7, 2), "two, with an older answer and one of the same time that came later").toEqual([
      "db-1",
      "db-3",
    ]);
    expect(made.refreshIn(10), "seconds to the next question, at 10 s").toBe(24);
  });

  it("retires a connection at its age, counted from when it was open, the oldest first", () => {
    const made = pool({ retireMax: 3 });
    made.topology(0, "2 3 w");
    made.several(1, 4);
    made.opened(2, 10);
    made.opened(4, 11);
    made.opened(3, 12);
    made.opened(1, 12);
    expect(made.due(69.999), "at 69.999 s, the first being open since 10 s").toEqual([]);
    expect(made.due(70), "at 70 s").toEqual([2]);
    expect(made.due(72), "at 72 s, 4 being open since 11 s, 1 and 3 since 12 s: three of four").toEqual([1, 2, 4]);
  });

  it("retires what is out of place before what is old", () => {
    const made = pool();
    made.topology(0, "2 3 4 w");
    for (const atS of [1, 2, 3, 4, 5, 6]) made.open(atS);
    // 1 and 4 lead to db-2, 2 and 5 to db-3, 3 and 6 to db-4.
    made.topology(7, "2 4 w");
    expect(made.due(8), "db-3 is gone").toEqual([2, 5]);
    expect(made.due(62), "and 1 and 2 have been open for a minute").toEqual([2, 5]);
    made.topology(63, "2! 3 4 w");
    expect(made.due(63), "db-2 is not available").toEqual([1, 4]);
    made.topology(64, "1 2 3 4w");
    expect(made.due(64), "db-4 is the writer").toEqual([3, 6]);

    const alone = pool();
    alone.topology(0, "w");
    alone.open(1);
    expect(alone.due(2), "a connection to the writer, which is alone").toEqual([]);
    alone.topology(3, "2! w");
    expect(alone.due(4), "with a reader that is not available").toEqual([]);
    alone.topology(5, "2 w");
    expect(alone.due(6), "with a reader").toEqual([1]);
  });

  it("leaves the other connections to an instance when one has failed", () => {
    const made = pool();
    made.topology(0, "2 3 w");
    for (const atS of [1, 2, 3, 4]) made.open(atS);
    made.failed(1, 5);
    expect(made.due(6), "a second after one of two to db-2 broke").toEqual([]);
    const only = pool();
    only.topology(0, "2 w");
    only.open(1);
    only.open(1);
    only.failed(1, 5);
    expect(only.choose(6), "with db-2 the only reader").toBe("db-1");
    expect(only.due(6), "the other one to db-2").toEqual([]);
  });

  it("retires only so many at a time", () => {
    const made = pool({ retireMax: 3 });
    made.topology(0, "2 3 w");
    for (let number = 1; number <= 10; number++) made.open(1);
    expect(made.due(61), "ten that are old").toEqual([1, 2, 3]);
    made.topology(62, "4 w");
    expect(made.due(62), "ten that are out of place").toEqual([1, 2, 3]);
    for (const number of [1, 2, 3]) made.closed(number, 62);
    expect(made.due(63), "seven").toEqual([4, 5, 6]);
  });

  it("retires nothing while nobody could take a new connection", () => {
    const made = pool();
    made.topology(0, "2 w");
    for (const atS of [1, 2]) made.open(atS);
    made.topology(70, "2! w!");
    expect(made.due(71), "two that are old, with nobody available").toEqual([]);
    made.topology(72, "3 w!");
    expect(made.due(73), "with a new reader").toEqual([1, 2]);
    const failed = pool({ weights: { "db-1": 0 } });
    failed.topology(0, "2 w");
    for (const atS of [1, 1]) failed.open(atS);
    failed.failed(1, 65);
    expect(failed.due(65), "one that is old, with the only instance passed over").toEqual([]);
  });

  it("asks for the topology at its pace, and more often for a while after a failure", () => {
    const made = pool();
    made.topology(2, "2 3 w", 4);
    made.several(5, 2);
    expect(made.refreshIn(5), "at 5 s, asked last at 2 s").toBe(27);
    made.failed(1, 10);
    expect(made.refreshIn(10), "right after a failure at 10 s").toBe(0);
    made.topology(10, "2 3 w", 10.05);
    expect(made.refreshIn(10.05), "asked last at 10 s").toBe(0.05);
    made.topology(39, "2! 3 w");
    expect(made.refreshIn(39), "29 s after the failure").toBe(0.1);
    made.topology(39.5, "2! 3 w");
    expect(made.refreshIn(40), "30 s after it, asked last at 39.5 s; db-2 is still away").toBe(29.5);
    made.failed(2, 45);
    expect(made.refreshIn(45), "after another failure at 45 s").toBe(0);
  });
});

describe("properties", () => {
  it("decides as the reference does, whatever it is told", () => {
    agreesWithReference(rig, rig.unit, answer(rig), balancerScripts, { runCount: 100 });
  });

  it("gives no reader more than its part, and retires nothing without a reason", () => {
    const promises = [choosesWhoCanTake, spreadsByWeight, retiresAFewAtATime, retiresForAReason];
    keepsInvariants(rig, rig.unit, answer(rig), balancerScripts, promises, { runCount: 60 });
  });
});

describe("the cluster", () => {
  it("leaves what is out of place within a few sweeps, and never all at once", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), readerPools, [retiresAFewAtATime, retiresInTime], { runCount: 6 });
  });

  it("is even again one age limit and one refresh after the last change", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), readerPools, [settlesEvenly], { runCount: 6 });
  });

  it("runs the pools event for event as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), readerPools, { runCount: 6 });
  });
});
