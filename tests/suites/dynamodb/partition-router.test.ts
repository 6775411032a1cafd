import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import {
  evenMap,
  hasOneHolder,
  keepsCollectionsWhole,
  losesNothing,
  partsTheLoad,
  placeOf,
  splittingEnds,
  type ItemKey,
  type PartitionContents,
  type PartitionMap,
  type PartitionSplit,
  type Place,
  type ReportedItem,
} from "four-of-six/dynamodb";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/dynamodb/partition-router/rig.ts";
import { partitionRuns, partitionScripts } from "../../arbitraries/partition-router.ts";

const { holds, partitionOf, splitOf } = answer(rig);

/** As in `customer#1 / order#5`. */
const keyOf = (text: string): ItemKey => {
  const [partitionKey = "", sortKey = ""] = text.split(" / ");
  return { partitionKey, sortKey };
};
const at = (text: string) => placeOf(keyOf(text));

/** Two partitions: P1 up to this place, and P2 from there on. */
function twoUntil(until: Place): PartitionMap {
  const [whole] = evenMap(1);
  return [
    { ...whole!, until },
    { partition: "P2", from: until },
  ];
}

/** Where a key is looked for, and who says that he has it. */
function whoHas(map: PartitionMap, text: string): string {
  const key = keyOf(text);
  const holders = map.filter((range) => holds(range, key)).map(({ partition }) => partition);
  return `looked for in ${partitionOf(map, key)}, held by ${holders.join(" and ") || "nobody"}`;
}
const ofP = (index: number) => `looked for in P${index}, held by P${index}`;

/** An item, and the units that were asked for there: in the stretch before, and in the last one. */
const item = (text: string, kilobytes: number, unitsBefore = 0, unitsNow = 0): ReportedItem => ({
  place: at(text),
  kilobytes,
  unitsNow,
  unitsBefore,
});
/** In the order of their hashes: customer#5, customer#1, customer#4, customer#3, 2026-11-27, customer#9. */
const [A, B, C, D, LOG, E] = ["customer#5", "customer#1", "customer#4", "customer#3", "2026-11-27", "customer#9"] as const; // prettier-ignore

/** Full with 100 KB, hot with 80 units in each stretch, and a split leaves at least 10 units on either side. */
function splitText(items: readonly ReportedItem[], change: Partial<PartitionContents> = {}): string {
  const rule = { splitKilobytes: 100, splitUnits: 80, leastUnits: 10 };
  return told(splitOf({ items, hasLocalIndex: false, rule, ...change }));
}
function told(split: PartitionSplit | undefined): string {
  if (split === undefined) return "whole";
  const { partitionKey, sortKey, hash } = split.at;
  const place = `${partitionKey}${sortKey === "" ? "" : ` / ${sortKey}`}`;
  return `${split.because} at ${hash === placeOf(split.at).hash ? "" : "another hash than that of "}${place}`;
}

describe("examples", () => {
  it("finds the partition whose range has the hash of the partition key", () => {
    const four = evenMap(4);
    expect(whoHas(four, "customer#5"), "customer#5, hash 109d35e3, of 4 even ranges").toBe(ofP(1));
    expect(whoHas(four, "customer#3"), "customer#3, hash 4899e513").toBe(ofP(2));
    expect(whoHas(four, "customer#9"), "customer#9, hash 77c77d33").toBe(ofP(2));
    expect(whoHas(four, "customer#7"), "customer#7, hash bcfec24b").toBe(ofP(3));
    expect(whoHas(four, "customer#8"), "customer#8, hash daa2d3e3").toBe(ofP(4));
    expect(whoHas(evenMap(1), "customer#8"), "customer#8, of one partition").toBe(ofP(1));
  });

  it("finds all items of a partition key in one partition, whatever their sort keys", () => {
    const four = evenMap(4);
    for (const sortKey of ["order#1", "order#2", "profile", "z"])
      expect(whoHas(four, `customer#3 / ${sortKey}`), `customer#3 / ${sortKey}, hash 4899e513`).toBe(ofP(2));
  });

  it("gives a key at the beginning of a partition to that one, and to no other", () => {
    const two = twoUntil(at("customer#3 / order#5"));
    expect(whoHas(two, "customer#3 / order#5"), "P2 begins at customer#3 / order#5: that item").toBe(ofP(2));
    const between = twoUntil(at("customer#3"));
    expect(whoHas(between, "customer#3"), "P2 begins at customer#3: the key without a sort key").toBe(ofP(2));
    expect(whoHas(between, "customer#3 / a"), "P2 begins at customer#3: its first item").toBe(ofP(2));
  });

  it("parts a collection where a partition begins inside it", () => {
    const two = twoUntil(at("customer#3 / order#5"));
    expect(whoHas(two, "customer#3 / order#4"), "P2 begins at customer#3 / order#5: order#4").toBe(ofP(1));
    expect(whoHas(two, "customer#3 / order#6"), "order#6").toBe(ofP(2));
  });

  it("looks at the sort key only where the partition key is the same", () => {
    const two = twoUntil(at("customer#3 / order#5"));
    expect(whoHas(two, "customer#1 / order#9"), "P2 begins at customer#3 / order#5: customer#1, a smaller hash").toBe(ofP(1)); // prettier-ignore
    expect(whoHas(two, "customer#9 / order#1"), "customer#9, a larger hash").toBe(ofP(2));
  });

  it("tells two partition keys of one hash apart", () => {
    const two = twoUntil(at("k32728"));
    expect(whoHas(two, "k32728"), "k32728 and k261234 have the hash c6cb5de2, and P2 begins at k32728: k32728").toBe(ofP(2)); // prettier-ignore
    expect(whoHas(two, "k261234"), "k261234").toBe(ofP(1));
    expect(whoHas(two, "k261234 / z"), "k261234 / z").toBe(ofP(1));
    const within = twoUntil(at("k32728 / order#5"));
    expect(whoHas(within, "k261234 / order#9"), "P2 begins at k32728 / order#5: k261234 / order#9").toBe(ofP(1));
  });

  it("compares sort keys character by character", () => {
    const two = twoUntil(at("customer#3 / order#10"));
    expect(whoHas(two, "customer#3 / order#9"), "P2 begins at order#10: order#9").toBe(ofP(2));
    expect(whoHas(two, "customer#3 / Order#99"), "Order#99 with a capital letter").toBe(ofP(1));
    expect(whoHas(twoUntil(at("customer#3 / a")), "customer#3 / Z"), "P2 begins at a: Z").toBe(ofP(1));
  });

  it("leaves a partition whole that is neither full nor hot", () => {
    expect(splitText([item(A, 50, 40, 40), item(B, 49, 39, 39)]), "99 KB, 79 units in both stretches").toBe("whole");
    expect(splitText([item(A, 50), item(B, 50)]), "100 KB").toBe(`size at ${B}`);
    expect(splitText([item(A, 1, 40, 40), item(B, 1, 40, 40)]), "80 units in both stretches").toBe(`consumption at ${B}`); // prettier-ignore
    expect(splitText([item(A, 200, 200, 200)]), "one item, full and hot").toBe("whole");
    expect(splitText([]), "a partition with nothing in it").toBe("whole");
  });

  it("splits a full partition where its kilobytes are halved", () => {
    expect(splitText([item(A, 10), item(B, 10), item(C, 10), item(D, 70)]), "10, 10, 10 and 70 KB").toBe(`size at ${D}`); // prettier-ignore
    expect(splitText([item(A, 70), item(B, 10), item(C, 10), item(D, 10)]), "70, 10, 10 and 10 KB").toBe(`size at ${B}`); // prettier-ignore
    expect(splitText([item(A, 30), item(B, 25), item(C, 60)]), "30, 25 and 60 KB").toBe(`size at ${C}`);
    expect(splitText([item(A, 30), item(B, 40), item(C, 30)]), "30, 40 and 30 KB: two points are equal").toBe(`size at ${B}`); // prettier-ignore
    expect(splitText([item(A, 0, 90, 90), item(B, 100)]), "nothing and 100 KB").toBe("whole");
  });

  it("splits a hot partition where what is asked is halved, whatever is stored", () => {
    const items = [item(A, 60, 20, 20), item(B, 10, 20, 20), item(C, 10, 20, 20), item(D, 10, 60, 60)];
    expect(splitText(items), "60, 10, 10 and 10 KB, asked for 20, 20, 20 and 60 units").toBe(`consumption at ${D}`);
    const uneven = [item(A, 1, 40, 30), item(B, 1, 40, 25), item(C, 1, 40, 60)];
    expect(splitText(uneven), "30, 25 and 60 units now, 40 each before").toBe(`consumption at ${C}`);
  });

  it("takes the size first when a partition is full and hot", () => {
    const items = [item(A, 10, 60, 60), item(B, 10, 10, 10), item(C, 90, 30, 30)];
    expect(splitText(items), "10, 10 and 90 KB, asked for 60, 10 and 30 units").toBe(`size at ${C}`);
  });

  it("takes a whole collection to one side, with the places before its first item", () => {
    const items = [item(`${A} / order#1`, 50), item(`${B} / order#7`, 25), item(`${B} / order#8`, 25)];
    expect(splitText(items), "the second part begins with customer#1 / order#7").toBe(`size at ${B}`);
    const stuck = [item(`${A} / order#1`, 100, 50, 50), item(`${B} / order#7`, 0, 50, 50)];
    expect(splitText(stuck), "all kilobytes in the first item, half of the units in each").toBe(`consumption at ${B}`);
    const hot = [item(`${A} / order#1`, 1, 50, 50), item(`${B} / order#7`, 1, 50, 50)];
    expect(splitText(hot), "the same, hot").toBe(`consumption at ${B}`);
  });

  it("divides a collection by its sort keys where the table has no local index", () => {
    const orders = ["order#1", "order#2", "order#3", "order#4"];
    expect(splitText(orders.map((order) => item(`${B} / ${order}`, 25))), "four orders of 25 KB").toBe(`size at ${B} / order#3`); // prettier-ignore
    expect(splitText(orders.map((order) => item(`${B} / ${order}`, 1, 25, 25))), "four orders, 25 units each").toBe(`consumption at ${B} / order#3`); // prettier-ignore
  });

  it("with a local index divides no collection, and takes the best of the other points", () => {
    const local = { hasLocalIndex: true };
    const orders = ["order#1", "order#2", "order#3", "order#4"];
    expect(splitText(orders.map((order) => item(`${B} / ${order}`, 25, 25, 25)), local), "one collection, full and hot").toBe("whole"); // prettier-ignore
    const around = (units: number) => [item(A, 15, units, units), ...orders.map((order) => item(`${B} / ${order}`, 20, 20, 20)), item(C, 30, 30, 30)]; // prettier-ignore
    expect(splitText(around(15), local), "15, a collection of 80, and 30 KB").toBe(`size at ${C}`);
    const light = around(15).map((each) => ({ ...each, kilobytes: 1 }));
    expect(splitText(light, local), "15 units, a collection with 80, and 30 units").toBe(`consumption at ${C}`);
  });

  it("waits until a partition has been hot for two stretches", () => {
    expect(splitText([item(A, 1, 0, 50), item(B, 1, 0, 50)]), "100 units now, none before").toBe("whole");
    expect(splitText([item(A, 1, 40, 50), item(B, 1, 39, 50)]), "100 units now, 79 before").toBe("whole");
    expect(splitText([item(A, 1, 50, 0), item(B, 1, 50, 0)]), "none now, 100 before").toBe("whole");
  });

  it("leaves a hot partition whole where a split would leave nearly all on one side", () => {
    expect(splitText([item(A, 1, 9, 9), item(B, 1, 300, 300), item(C, 1, 9, 9)]), "9, 300 and 9 units").toBe("whole");
    expect(splitText([item(A, 1, 10, 10), item(B, 1, 300, 300), item(C, 1, 9, 9)]), "10, 300 and 9 units").toBe(`consumption at ${B}`); // prettier-ignore
  });

  it("leaves a collection whole whose sort keys come in their order", () => {
    const log = [item(`${LOG} / 10:01`, 1, 45, 0), item(`${LOG} / 10:02`, 1, 45, 0), item(`${LOG} / 10:03`, 1, 0, 45), item(`${LOG} / 10:04`, 1, 0, 45)]; // prettier-ignore
    expect(splitText(log), "10:01 and 10:02 were written before, 10:03 and 10:04 now").toBe("whole");
    expect(splitText([item(D, 1, 20, 20), ...log, item(E, 1, 20, 20)]), "the same, between two keys with 20 units each").toBe(`consumption at ${LOG}`); // prettier-ignore
    expect(splitText([...log, item(E, 1, 20, 20)]), "the same, before a key with 20 units").toBe(`consumption at ${E}`);
  });
});

describe("properties", () => {
  it("routes and splits as the reference does, whatever is in a table", () => {
    agreesWithReference(rig, rig.unit, answer(rig), partitionScripts, { runCount: 60 });
  });

  it("leaves each key with one partition, and splits only where it helps", () => {
    const invariants = [hasOneHolder, keepsCollectionsWhole, partsTheLoad];
    keepsInvariants(rig, rig.unit, answer(rig), partitionScripts, invariants, { runCount: 60 });
  });
});

describe("the table", () => {
  const runs = partitionRuns(4);

  it("loses and doubles nothing while it splits under writes, with old maps and faults", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), runs, [hasOneHolder, losesNothing], { runCount: 4 });
  });

  it("splits only where it helps, and comes to an end", () => {
    const invariants = [keepsCollectionsWhole, partsTheLoad, splittingEnds];
    keepsInvariants(rig, rig.cluster, answer(rig), partitionRuns(6, { isFaulty: false }), invariants, { runCount: 3 });
  });

  it("runs the table event for event as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), runs, { runCount: 3 });
  });
});
