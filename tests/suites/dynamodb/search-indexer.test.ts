import {
  deadLettersAreListed,
  deletedStaysDeleted,
  retriedFrom,
  SEARCH_INVARIANTS,
  SearchIndex,
  searchConverges,
  searchSettles,
  type BulkItem,
  type Item,
  type SearchRecord,
} from "four-of-six/dynamodb";
import { answer, keepsInvariants } from "four-of-six/testing";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/dynamodb/search-indexer/rig.ts";
import { searchRuns, searchScripts } from "../../arbitraries/search-indexer.ts";

const { bulkOf, outcomeOf } = answer(rig);

const keysOf = (seller: string, item: string): Item => ({ seller: { S: seller }, item: { S: item } });

/** A change of a listing; without a title it is removed. Changes with long numbers are all of one second. */
function record(number: string, keys: Item, title?: string, old?: string): SearchRecord {
  const image = (text: string): Item => ({ ...keys, title: { S: text } });
  return {
    eventID: number,
    eventName: title === undefined ? "REMOVE" : old === undefined ? "INSERT" : "MODIFY",
    dynamodb: {
      ApproximateCreationDateTime: 1_767_225_600 + (number.length > 20 ? 0 : Number(number)),
      Keys: keys,
      ...(title !== undefined && { NewImage: image(title) }),
      ...(old !== undefined && { OldImage: image(old) }),
      SequenceNumber: number,
    },
  };
}

const number = (place: number) => String(111_111_111_111_111_111_111n + BigInt(place));
const [one, two, three, four] = [keysOf("ann", "1"), keysOf("ann", "2"), keysOf("bob", "1"), keysOf("bob", "2")];

/** The documents of an index that got the bulk requests for these batches. */
function indexed(...batches: readonly (readonly SearchRecord[])[]): readonly Item[] {
  const index = new SearchIndex(60_000);
  for (const batch of batches) index.bulk(bulkOf(batch), 0, () => false);
  return index.documents();
}

const ERRORS: Readonly<Record<number, string>> = {
  400: "mapper_parsing_exception",
  409: "version_conflict_engine_exception",
  429: "rejected_execution_exception",
  500: "illegal_state_exception",
  503: "unavailable_shards_exception",
};

/** What the answer makes of a batch of different items, of which each is answered so. */
function outcome(records: readonly SearchRecord[], ...statuses: number[]) {
  const ids = records.map((each) => bulkOf([each])[0]?.id);
  const actions = bulkOf(records);
  const items = actions.map(({ action, id }): BulkItem => {
    const status = statuses[ids.indexOf(id)] ?? 200;
    const type = ERRORS[status];
    return { action, id, status, ...(type !== undefined && { error: { type, reason: "" } }) };
  });
  const errors = items.some(({ error }) => error !== undefined);
  const told = outcomeOf(records, actions, { status: 200, errors, items });
  return { from: retriedFrom(told), dead: told.deadLetters };
}

const BATCH = [record(number(1), one, "a"), record(number(2), two, "b"), record(number(3), three, "c"), record(number(4), four, "d")]; // prettier-ignore

describe("examples", () => {
  it("indexes an item as it is after a change, and takes out what was removed, whoever removed it", () => {
    expect(
      indexed([record("1", one, "a"), record("2", two, "b")], [record("3", one, "c", "a")]),
      "two listings, one of them changed",
    ).toEqual([
      { ...one, title: { S: "c" } },
      { ...two, title: { S: "b" } },
    ]);
    const removal = record("2", one, undefined, "a");
    expect(indexed([record("1", one, "a"), removal]), "a listing that is put and removed in one batch").toEqual([]);
    const expiry: SearchRecord = {
      ...removal,
      userIdentity: { Type: "Service", PrincipalId: "dynamodb.amazonaws.com" },
    };
    expect(indexed([record("1", one, "a")], [expiry]), "a listing that Time to Live removed").toEqual([]);
  });

  it("gives each key an id of its own, and always the same", () => {
    // Joined in one order or the other, three of them are alike, whatever is put between.
    const keys = ["", "#", "/", "|", ":", ",", "-", "_", "."].flatMap((sign) => [
      keysOf("x", `y${sign}z`),
      keysOf(`x${sign}y`, "z"),
      keysOf(`z${sign}x`, "y"),
    ]);
    const documents = indexed(keys.map((each, place) => record(number(place), each, "a")));
    expect(documents, "documents of 27 listings").toHaveLength(keys.length);
    const turned = Object.fromEntries(Object.entries(one).reverse());
    expect(
      indexed([record("1", one, "a")], [record("2", turned, "b", "a")]),
      "a listing whose key comes in another order",
    ).toEqual([{ ...turned, title: { S: "b" } }]);
  });

  it("lets the later change win, however late an earlier one comes, and a removal too", () => {
    const [first, second] = [record(number(1), one, "a"), record(number(2), one, "b", "a")];
    const b = [{ ...one, title: { S: "b" } }];
    expect(indexed([first], [second]), "two changes of one second, in their order").toEqual(b);
    expect(indexed([first], [second], [first]), "two changes, and the first once more").toEqual(b);
    const [last, next] = ["999999999999999999999", "1000000000000000000000"];
    expect(
      indexed([record(last, one, "a")], [record(next, one, "b", "a")], [record(last, one, "a")]),
      "the last number of 21 digits, the first of 22, and the former once more",
    ).toEqual(b);
    const removal = record(number(3), one, undefined, "b");
    expect(indexed([first], [removal], [second]), "a removal, and a change that came before it").toEqual([]);
    expect(indexed([removal], [second]), "the same, where nothing was there to remove").toEqual([]);
  });

  it("is done with what is indexed, was not there to delete, or is newer already", () => {
    const done = { from: undefined, dead: [] };
    expect(outcome(BATCH, 201, 200, 201, 201), "201 and 200").toEqual(done);
    expect(outcome(BATCH, 201, 409, 201, 409), "409 of two actions").toEqual(done);
    const removals = [record(number(1), one, undefined, "a"), record(number(2), two, undefined, "b")];
    expect(outcome(removals, 404, 200), "404 of a delete").toEqual(done);
    expect(outcome(removals, 409, 404), "409 of a delete").toEqual(done);
  });

  it("has the first record that was turned away delivered again, and none before it", () => {
    expect(outcome(BATCH, 201, 429, 201, 201), "429 to the second of four").toEqual({ from: number(2), dead: [] });
    expect(outcome(BATCH, 201, 409, 503, 429), "503 to the third, 429 to the fourth").toEqual({ from: number(3), dead: [] }); // prettier-ignore
    expect(outcome(BATCH, 500, 201, 201, 201), "500 to the first").toEqual({ from: number(1), dead: [] });
    const removal = record(number(2), two, undefined, "b");
    expect(outcome([record(number(1), one, "a"), removal], 201, 429).from, "429 to a delete").toBe(number(2));
    const long = [record("999999999999999999999", one, "a"), record("1000000000000000000000", two, "b")];
    expect(outcome(long, 429, 429).from, "429 to the last number of 21 digits and the first of 22").toBe(
      "999999999999999999999",
    );
  });

  it("has all records delivered again if the request itself was refused", () => {
    for (const status of [429, 503]) {
      const told = outcomeOf(BATCH, bulkOf(BATCH), { status, errors: true, items: [] });
      expect(retriedFrom(told), `${status} to all of it: delivered again from`).toBe(number(1));
      expect(told.deadLetters, `${status} to all of it: dead letters`).toEqual([]);
    }
  });

  it("sends what can never be indexed to the dead letters, and goes on", () => {
    const dead = [{ sequenceNumber: number(2), reason: "mapper_parsing_exception" }];
    expect(outcome(BATCH, 201, 400, 201, 409), "400 to the second of four").toEqual({ from: undefined, dead });
    expect(outcome(BATCH, 201, 400, 201, 429), "400 to the second, 429 to the fourth").toEqual({ from: number(4), dead }); // prettier-ignore
  });
});

describe("properties", () => {
  it("leaves no record behind, and none in the way, however the index answers", () => {
    keepsInvariants(rig, rig.unit, answer(rig), searchScripts, SEARCH_INVARIANTS, { runCount: 120 });
  });
});

describe("table, stream and index", () => {
  it("brings the index to what the table has, whatever crashes and whatever is late", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), searchRuns, [searchSettles, searchConverges], { runCount: 20 });
  });

  it("lists what it gave up, and brings nothing back that was deleted", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), searchRuns, [deadLettersAreListed, deletedStaysDeleted], {
      runCount: 20,
    });
  });
});
