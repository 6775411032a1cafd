import { globalIndexFollows, localIndexIsNeverBehind, type IndexDefinition, type Item } from "four-of-six/dynamodb";
import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/dynamodb/secondary-index/rig.ts";
import { INDEX_DELAY_MS, indexedTables, indexScripts } from "../../arbitraries/secondary-index.ts";

const { entryOf, changesOf } = answer(rig);

/** The table's key is `id`; the index lists orders by `city`, and by `due` in each city. */
const indexOf = (projection: IndexDefinition["projection"]): IndexDefinition => ({
  key: { partitionKey: "city", sortKey: "due" },
  tableKey: { partitionKey: "id" },
  projection,
});
const KEYS_ONLY = indexOf({ type: "KEYS_ONLY" });
const WITH_TOTAL = indexOf({ type: "INCLUDE", attributes: ["total"] });
const ALL = indexOf({ type: "ALL" });

const keys: Item = { id: { S: "o7" }, city: { S: "Seoul" }, due: { N: "10" } };
const total: Item = { total: { N: "40" } };
const note: Item = { note: { S: "ring twice" } };
const order: Item = { ...keys, ...total, ...note };
const without = (item: Item, ...names: string[]): Item =>
  Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)));

describe("examples", () => {
  it("holds the keys of the index and of the table, and no more, with KEYS_ONLY", () => {
    expect(entryOf(order, KEYS_ONLY), "of an order with total and note").toEqual(keys);
    const sorted: IndexDefinition = {
      key: { partitionKey: "city" },
      tableKey: { partitionKey: "id", sortKey: "total" },
      projection: { type: "KEYS_ONLY" },
    };
    expect(entryOf(order, sorted), "of a table with the keys id and total, by city").toEqual(
      without(order, "due", "note"),
    );
  });

  it("holds what INCLUDE names, as far as the item has it", () => {
    expect(entryOf(order, WITH_TOTAL), "of an order with total and note").toEqual({ ...keys, ...total });
    expect(entryOf({ ...keys, ...note }, WITH_TOTAL), "of an order without total").toEqual(keys);
  });

  it("holds the whole item with ALL", () => {
    expect(entryOf(order, ALL), "of an order with total and note").toEqual(order);
  });

  it("does not hold an item that lacks a key of the index", () => {
    for (const index of [KEYS_ONLY, WITH_TOTAL, ALL]) {
      const { type } = index.projection;
      expect(entryOf(without(order, "city"), index), `${type}, without the index's partition key`).toBeUndefined();
      expect(entryOf(without(order, "due"), index), `${type}, without the index's sort key`).toBeUndefined();
    }
  });

  it("puts an entry for an item that comes into the index", () => {
    const put = [{ kind: "put", entry: { ...keys, ...total } }];
    expect(changesOf(undefined, order, WITH_TOTAL), "a new order").toEqual(put);
    expect(changesOf(without(order, "due"), order, WITH_TOTAL), "an order that gets a due date").toEqual(put);
  });

  it("takes the old entry out when an item leaves the index", () => {
    const out = [{ kind: "delete", entry: { ...keys, ...total } }];
    expect(changesOf(order, undefined, WITH_TOTAL), "an order that is deleted").toEqual(out);
    expect(changesOf(order, without(order, "city"), WITH_TOTAL), "an order that loses its city").toEqual(out);
  });

  it("has nothing to do with an item that is in it neither before nor after", () => {
    const draft = without(order, "due");
    expect(changesOf(undefined, draft, ALL), "a new order without a due date").toEqual([]);
    expect(changesOf(draft, { ...draft, total: { N: "41" } }, ALL), "a change of one without").toEqual([]);
    expect(changesOf(draft, undefined, ALL), "the end of one without").toEqual([]);
    expect(changesOf(undefined, undefined, ALL), "a delete of nothing").toEqual([]);
  });

  it("moves an entry whose index key changes: a delete, then a put", () => {
    const entry = { ...keys, ...total };
    for (const changed of [{ due: { N: "12" } }, { city: { S: "Busan" } }])
      expect(
        changesOf(order, { ...order, ...changed }, WITH_TOTAL),
        `with ${Object.keys(changed).join()} changed`,
      ).toEqual([
        { kind: "delete", entry },
        { kind: "put", entry: { ...entry, ...changed } },
      ]);
  });

  it("puts an entry in place of the one with the same keys, and names that one", () => {
    const entry = { ...keys, ...total };
    expect(changesOf(order, { ...order, total: { N: "45" } }, WITH_TOTAL), "a total of 45 after one of 40").toEqual([
      { kind: "put", entry: { ...keys, total: { N: "45" } }, replaces: entry },
    ]);
    expect(changesOf(order, without(order, "total"), WITH_TOTAL), "a total that goes").toEqual([
      { kind: "put", entry: keys, replaces: entry },
    ]);
  });

  it("has nothing to do where a write changes nothing that it holds", () => {
    expect(changesOf(order, { ...order, note: { S: "knock" } }, WITH_TOTAL), "a change of a note").toEqual([]);
    expect(changesOf(order, without(order, "total", "note"), KEYS_ONLY), "a total and a note that go").toEqual([]);
    expect(changesOf(order, { ...order }, ALL), "the same item again").toEqual([]);
  });

  it("tells the same from the changed by content, in whatever order it comes", () => {
    const reversed = Object.fromEntries(Object.entries(order).reverse());
    expect(changesOf(order, reversed, ALL), "the same attributes in another order").toEqual([]);
    const tags = (...SS: string[]): Item => ({ ...order, tags: { SS } });
    expect(changesOf(tags("a", "b"), tags("b", "a"), ALL), "the same set in another order").toEqual([]);
    expect(changesOf(tags("a", "b"), tags("a", "c"), ALL), "another set").toEqual([
      { kind: "put", entry: tags("a", "c"), replaces: tags("a", "b") },
    ]);
  });
});

describe("properties", () => {
  it("answers for any index and any items as the reference does", () => {
    agreesWithReference(rig, rig.unit, answer(rig), indexScripts, { runCount: 150 });
  });
});

describe("the table", () => {
  it("lets a local index keep up with its table, and a global one follow it", () => {
    keepsInvariants(
      rig,
      rig.cluster,
      answer(rig),
      indexedTables,
      [localIndexIsNeverBehind, globalIndexFollows(INDEX_DELAY_MS)],
      { runCount: 15 },
    );
  });

  it("answers and charges every request as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), indexedTables, { runCount: 20 });
  });
});
