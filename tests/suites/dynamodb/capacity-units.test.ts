import { agreesWithReference, answer } from "four-of-six/testing";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/dynamodb/capacity-units/rig.ts";
import { capacityScripts, tableScenarios } from "../../arbitraries/capacity-units.ts";

const { itemSize, readUnits, writeUnits } = answer(rig);
const KB = 1_024;

describe("examples", () => {
  it("adds up names and values", () => {
    expect(itemSize({}), "an item without attributes").toBe(0);
    expect(itemSize({ Id: { S: "abc" } }), 'Id: "abc"').toBe(5);
    expect(itemSize({ Id: { N: "27" }, Title: { S: "abc" } }), 'Id: 27, Title: "abc"').toBe(12);
    expect(itemSize({ Sold: { BOOL: false }, Note: { NULL: true } }), "Sold: false, Note: null").toBe(10);
  });

  it("counts text in UTF-8 bytes, in names too", () => {
    expect(itemSize({ s: { S: "Köln" } }), 's: "Köln"').toBe(6);
    expect(itemSize({ 이름: { S: "서울" } }), '이름: "서울"').toBe(12);
    expect(itemSize({ s: { S: "🗄" } }), 's: "🗄"').toBe(5);
  });

  it("counts binary values by their bytes, and numbers by their digits", () => {
    expect(itemSize({ b: { B: "AAECAwQ=" } }), "b: 5 bytes, sent as 8 characters").toBe(6);
    expect(itemSize({ n: { N: "12345678" } }), "n: 12345678").toBe(6);
    expect(itemSize({ n: { N: "100000" } }), "n: 100000").toBe(3);
  });

  it("adds 3 bytes for a list or map, and 1 for each thing in it", () => {
    expect(itemSize({ l: { L: [] } }), "an empty list").toBe(4);
    expect(itemSize({ m: { M: {} } }), "an empty map").toBe(4);
    expect(itemSize({ l: { L: [{ S: "ab" }, { N: "1" }] } }), 'l: ["ab", 1]').toBe(10);
    expect(itemSize({ m: { M: { ab: { S: "c" } } } }), 'm: { ab: "c" }').toBe(8);
    expect(itemSize({ m: { M: { l: { L: [{ NULL: true }] } } } }), "m: { l: [null] }").toBe(1 + 3 + 1 + 1 + 3 + 1 + 1);
  });

  it("adds nothing for a set but its elements", () => {
    expect(itemSize({ t: { SS: ["ab", "c"] } }), 't: a set of "ab" and "c"').toBe(4);
    expect(itemSize({ t: { NS: ["1", "22"] } }), "t: a set of 1 and 22").toBe(5);
    expect(itemSize({ t: { BS: ["AAEC", "AA=="] } }), "t: a set of 3 bytes and 1").toBe(5);
  });

  it("reads in steps of 4 KB, and pays for a step that is begun", () => {
    expect(readUnits([4 * KB], "strong", false), "4,096 bytes, strongly consistent").toBe(1);
    expect(readUnits([4 * KB + 1], "strong", false), "4,097 bytes").toBe(2);
    expect(readUnits([3_500], "strong", false), "3,500 bytes").toBe(1);
    expect(readUnits([10 * KB], "strong", false), "10 KB").toBe(3);
  });

  it("halves an eventually consistent read, and doubles one in a transaction", () => {
    expect(readUnits([10 * KB], "eventual", false), "10 KB, eventually consistent").toBe(1.5);
    expect(readUnits([10 * KB], "transactional", false), "10 KB, in a transaction").toBe(6);
    expect(readUnits([100], "eventual", false), "100 bytes, eventually consistent").toBe(0.5);
  });

  it("pays a step for an item that is not there", () => {
    expect(readUnits([0], "strong", false), "a missing item, strongly consistent").toBe(1);
    expect(readUnits([0], "eventual", false), "a missing item, eventually consistent").toBe(0.5);
    expect(writeUnits(0, 0, "standard"), "a delete of a missing item").toBe(1);
  });

  it("rounds each item up by itself, unless they are one result", () => {
    const two = [1.5 * KB, 6.5 * KB];
    expect(readUnits(two, "strong", false), "1.5 KB and 6.5 KB, one by one").toBe(3);
    expect(readUnits(two, "strong", true), "1.5 KB and 6.5 KB, in one result").toBe(2);
    const small = Array<number>(1_500).fill(64);
    expect(readUnits(small, "strong", true), "1,500 items of 64 bytes, in one result").toBe(24);
    expect(readUnits(small, "eventual", false), "1,500 items of 64 bytes, one by one").toBe(750);
    expect(readUnits([], "eventual", true), "a result without items").toBe(0.5);
  });

  it("writes in steps of 1 KB, twice the price in a transaction", () => {
    expect(writeUnits(0, KB, "standard"), "a put of 1,024 bytes").toBe(1);
    expect(writeUnits(0, 1_639, "standard"), "a put of 1,639 bytes").toBe(2);
    expect(writeUnits(0, 500, "transactional"), "a put of 500 bytes in a transaction").toBe(2);
    expect(writeUnits(0, 2.5 * KB, "transactional"), "a put of 2.5 KB in a transaction").toBe(6);
  });

  it("pays for the whole item, before or after, whichever is larger", () => {
    expect(writeUnits(300 * KB, 310 * KB, "standard"), "an update from 300 to 310 KB").toBe(310);
    expect(writeUnits(10 * KB, 200, "standard"), "an update from 10 KB to 200 bytes").toBe(10);
    expect(writeUnits(5.5 * KB, 0, "standard"), "a delete of 5.5 KB").toBe(6);
  });
});

describe("properties", () => {
  it("measures any item, and counts any read and write, as the reference does", () => {
    agreesWithReference(rig, rig.unit, answer(rig), capacityScripts, { runCount: 200 });
  });
});

describe("the table", () => {
  it("charges and throttles requests as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), tableScenarios, { runCount: 60 });
  });
});
