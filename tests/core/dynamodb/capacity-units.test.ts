import { describe, expect, it } from "vitest";
import { capacityUnits, numberSize } from "../../../src/core/dynamodb/index.ts";

const KB = 1_024;

describe("the size of an item", () => {
  it.each([
    ["names and strings in UTF-8", { Id: { N: "27" }, Title: { S: "Köln" } }, 14],
    ["an emoji takes four bytes", { s: { S: "🗄" } }, 5],
    ["binary by its bytes, not by its base64", { b: { B: "AAECAwQ=" } }, 6],
    ["null and Boolean take a byte", { n: { NULL: true }, t: { BOOL: false } }, 4],
    ["an empty list or map takes 3", { l: { L: [] }, m: { M: {} } }, 8],
    ["an element of a list takes one more", { l: { L: [{ S: "ab" }, { N: "1" }] } }, 1 + 3 + (1 + 2) + (1 + 2)],
    ["and so does one of a map", { m: { M: { ab: { S: "c" } } } }, 1 + 3 + (1 + 2 + 1)],
    ["sets have no such bytes", { s: { SS: ["ab", "c"] }, n: { NS: ["1", "22"] } }, 1 + 3 + 1 + 4],
  ] as const)("%s", (_, item, size) => {
    expect(capacityUnits.itemSize(item)).toBe(size);
  });

  it.each([
    ["0", 1],
    ["1", 2],
    ["12", 2],
    ["123", 3],
    ["-12", 3],
    ["100000", 2],
    ["12.3", 3],
    ["1.234", 4],
    ["0.0001", 2],
    ["12345678901234567890123456789012345678", 20],
  ])("the number %s takes %i bytes", (number, size) => {
    expect(numberSize(number)).toBe(size);
  });
});

describe("the units of a request, as the guide counts them", () => {
  it.each([
    ["3,500 bytes strongly consistent", [3_500], "strong", false, 1],
    ["10 KB strongly consistent", [10 * KB], "strong", false, 3],
    ["10 KB eventually consistent", [10 * KB], "eventual", false, 1.5],
    ["10 KB in a transaction", [10 * KB], "transactional", false, 6],
    ["a batch of 1.5 KB and 6.5 KB", [1.5 * KB, 6.5 * KB], "strong", false, 3],
    ["a query of ten items, 40.8 KB in all", Array<number>(10).fill(4.08 * KB), "strong", true, 11],
    ["a query of 1,500 items of 64 bytes", Array<number>(1_500).fill(64), "strong", true, 24],
    ["an item that is missing", [0], "eventual", false, 0.5],
    ["a query that finds nothing", [], "eventual", true, 0.5],
  ] as const)("%s", (_, sizes, mode, together, units) => {
    expect(capacityUnits.readUnits(sizes, mode, together)).toBe(units);
  });

  it.each([
    ["a put of 1.6 KB", 0, 1.6 * KB, "standard", 2],
    ["an update from 300 to 310 KB", 300 * KB, 310 * KB, "standard", 310],
    ["a delete of 5.5 KB", 5.5 * KB, 0, "standard", 6],
    ["a delete of what is not there", 0, 0, "standard", 1],
    ["500 bytes in a transaction", 0, 500, "transactional", 2],
  ] as const)("%s", (_, before, after, mode, units) => {
    expect(capacityUnits.writeUnits(before, after, mode)).toBe(units);
  });
});
