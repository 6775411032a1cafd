import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  indexShardOf,
  runSearch,
  runSearchScript,
  SEARCH_INVARIANTS,
  searchEventInEnglish,
  SearchIndex,
  searchIndexer,
  type BulkAction,
  type SearchIndexer,
  type SearchScenario,
  type SearchStep,
  type SearchTrace,
} from "../../../src/core/dynamodb/index.ts";
import { searchEventInKorean } from "../../../src/core/dynamodb/search-words-ko.ts";
import { searchRuns, searchScripts } from "../../arbitraries/search-indexer.ts";

const violationsOf = (trace: SearchTrace) =>
  SEARCH_INVARIANTS.flatMap((invariant) => invariant(trace)?.invariant ?? []);

function brokenBy(indexer: SearchIndexer, runCount: number): readonly string[] {
  const broken = new Set<string>();
  const look = (trace: SearchTrace) => violationsOf(trace).forEach((each) => broken.add(each));
  fc.assert(
    fc.property(searchScripts, (script) => look(runSearchScript(script, indexer))),
    { numRuns: runCount, seed: 5 },
  );
  fc.assert(
    fc.property(searchRuns, (scenario) => look(runSearch(scenario, indexer))),
    { numRuns: runCount, seed: 6 },
  );
  return [...broken].sort();
}

/** Actions as they are, but for one thing. */
const sending = (change: (action: BulkAction) => BulkAction): SearchIndexer => ({
  ...searchIndexer,
  bulkOf: (records) => searchIndexer.bulkOf(records).map(change),
});
const withoutVersion = ({ version: _, ...rest }: BulkAction): BulkAction => rest;

const CONVERGES = "the index comes to have just what the table has, but for its dead letters";
const SETTLES = "every record is done with in the end";
const STAYS = "a deleted item never comes back";
const DEAD = "the dead letters are just the records that the index can never take";

describe("an index that follows a table", () => {
  it("keeps every invariant over thousands of runs", () => {
    expect(brokenBy(searchIndexer, 1_500)).toEqual([]);
  });

  it("keeps them where only the last change of each item in a batch is sent", () => {
    const lastOfEach = (records: Parameters<SearchIndexer["bulkOf"]>[0]) => {
      const ids = searchIndexer.bulkOf(records).map(({ id }) => id);
      return records.filter((_, place) => ids.lastIndexOf(ids[place] as string) === place);
    };
    const coalescing: SearchIndexer = {
      bulkOf: (records) => searchIndexer.bulkOf(lastOfEach(records)),
      outcomeOf(records, actions, response) {
        if (response.status !== 200) return searchIndexer.outcomeOf(records, actions, response);
        return searchIndexer.outcomeOf(lastOfEach(records), actions, response);
      },
    };
    expect(brokenBy(coalescing, 1_000)).toEqual([]);
  });

  it("goes wrong without versions, and without those of deletes", () => {
    expect(brokenBy(sending(withoutVersion), 600)).toEqual(expect.arrayContaining([STAYS, CONVERGES]));
    const deletes = sending((action) => (action.action === "delete" ? withoutVersion(action) : action));
    expect(brokenBy(deletes, 600)).toEqual(expect.arrayContaining([CONVERGES]));
  });

  it("goes wrong where an answer is not read, or read with too much zeal", () => {
    const withItems = (statusOf: (status: number) => number): SearchIndexer => ({
      ...searchIndexer,
      outcomeOf: (records, actions, response) =>
        searchIndexer.outcomeOf(records, actions, {
          ...response,
          items: response.items.map((item) => ({ ...item, status: statusOf(item.status) })),
        }),
    });
    expect(
      brokenBy(
        withItems(() => 200),
        100,
      ),
    ).toEqual(expect.arrayContaining([CONVERGES, DEAD]));
    expect(
      brokenBy(
        withItems((status) => (status === 409 ? 429 : status)),
        100,
      ),
    ).toContain(SETTLES);
    expect(
      brokenBy(
        withItems((status) => (status === 400 ? 429 : status)),
        100,
      ),
    ).toContain(SETTLES);
    expect(
      brokenBy(
        withItems((status) => (status === 409 ? 400 : status)),
        100,
      ),
    ).toContain(DEAD);
  });

  const put = (atMs: number, item: string): SearchStep => ({ atMs, kind: "put", seller: "ann", item });
  const remove = (atMs: number, item: string): SearchStep => ({ atMs, kind: "remove", seller: "ann", item });
  const CALM: SearchScenario = { seed: 1, shardCount: 1, steps: [], busy: [], faults: [], gcDeletesMs: 60_000, untilMs: 30_000 }; // prettier-ignore
  const foundAtTheEnd = (scenario: SearchScenario) => {
    const end = runSearch(scenario).at(-1);
    return end?.kind === "index-compared" ? end.deleted.map(({ item }) => item) : undefined;
  };

  it("refuses an action that comes after a later delete", () => {
    const steps = [put(1_000, "7"), put(2_000, "7"), remove(6_000, "7")];
    // The change of 2.0 s takes 6 s to the index: Lambda has given it up, and delivered it again.
    const late: SearchScenario = { ...CALM, steps, faults: [{ kind: "node-slow", node: "index", addedMs: 6_000, fromMs: 2_100, untilMs: 4_000 }] }; // prettier-ignore
    const trace = runSearch(late);
    const statuses = trace.flatMap((event) => (event.kind === "bulk-answered" ? event.response.items.map(({ status }) => status) : [])); // prettier-ignore
    expect(statuses).toEqual([201, 200, 200, 409]);
    expect(foundAtTheEnd(late)).toEqual([]);
    const careless: SearchStep[] = [{ atMs: 0, kind: "function", sendsVersions: false, givesUp: true }, ...steps];
    expect(foundAtTheEnd({ ...late, steps: careless })).toEqual([{ S: "7" }]);
  });

  describe("that is built anew from an export", () => {
    const items = Array.from({ length: 8 }, (_, index) => put(100 * index, String(index)));
    const run = (gcDeletesMs: number, streamWaits: boolean) => {
      const rebuild: SearchStep = { atMs: 5_000, kind: "rebuild", pageMs: 10_000, streamWaits };
      return foundAtTheEnd({ ...CALM, untilMs: 60_000, gcDeletesMs, steps: [...items, rebuild, remove(6_000, "7")] });
    };

    it("gets a deleted item back if a delete is forgotten before its page is loaded", () => {
      expect(run(10_000, false)).toEqual([{ S: "7" }]);
    });

    it("does not if deletes are known for longer, or the stream waits", () => {
      expect(run(60_000, false)).toEqual([]);
      expect(run(10_000, true)).toEqual([]);
    });
  });

  it("stands still in one shard where what the index cannot take is tried for ever", () => {
    const poison: SearchStep = { atMs: 1_000, kind: "put", seller: "ann", item: "8", priceIsText: true };
    const never: SearchStep = { atMs: 0, kind: "function", sendsVersions: true, givesUp: false };
    const missing = (steps: readonly SearchStep[]) => {
      const end = runSearch({ ...CALM, steps }).at(-1);
      return end?.kind === "index-compared" ? end.missing.map(({ item }) => item) : undefined;
    };
    // One batch has room for four more; what comes after them waits behind it.
    const more = Array.from({ length: 6 }, (_, index) => put(2_000 + index, `after ${index + 1}`));
    expect(missing([poison, ...more])).toEqual([{ S: "8" }]);
    expect(missing([never, poison, ...more])).toEqual([{ S: "8" }, { S: "after 5" }, { S: "after 6" }]);
  });

  it("tells every event in both languages", () => {
    fc.assert(
      fc.property(searchRuns, (scenario) => {
        for (const event of runSearch(scenario)) {
          expect(searchEventInEnglish(event)).toMatch(/\.$/);
          expect(searchEventInKorean(event)).toMatch(/[가-힣].*\.$/);
        }
      }),
      { numRuns: 40, seed: 7 },
    );
  });

  it("refuses a scenario that makes no sense, naming the field", () => {
    const bad = (change: Partial<SearchScenario>) => () => runSearch({ ...CALM, ...change });
    expect(bad({ shardCount: 0 })).toThrow("shardCount");
    expect(bad({ gcDeletesMs: -1 })).toThrow("gcDeletesMs");
    expect(bad({ untilMs: 0 })).toThrow("untilMs");
    expect(bad({ steps: [put(5, "1"), put(4, "1")] })).toThrow("steps[1].atMs");
    expect(bad({ steps: [{ atMs: 0, kind: "rebuild", pageMs: 0, streamWaits: false }] })).toThrow("steps[0].pageMs");
    expect(bad({ busy: [{ indexShard: 3, fromMs: 0, untilMs: 1 }] })).toThrow("busy[0].indexShard");
    expect(bad({ busy: [{ indexShard: 1, fromMs: 1, untilMs: 1 }] })).toThrow("busy[0].untilMs");
    expect(bad({ faults: [{ kind: "node-down", node: "F2", fromMs: 0 }] })).toThrow("faults[0].node");
  });
});

describe("a search index", () => {
  const calm = () => false;
  const document = { seller: { S: "ann" } };
  const write = (version?: string): BulkAction => ({ action: "index", id: "a", document, ...(version !== undefined && { version }) }); // prettier-ignore
  const take = (version?: string): BulkAction => ({ action: "delete", id: "a", ...(version !== undefined && { version }) }); // prettier-ignore
  const statuses = (actions: readonly BulkAction[], index = new SearchIndex(60_000)) =>
    index.bulk(actions, 0, calm).items.map(({ status }) => status);

  it.each<[string, readonly BulkAction[], readonly number[]]>([
    ["takes greater versions only", [write("5"), write("5"), write("4"), write("6")], [201, 409, 409, 200]],
    ["compares versions as numbers", [write("9"), write("10"), write("010")], [201, 200, 409]],
    ["compares deletes, too", [write("5"), take("4"), take("6"), write("5"), write("7")], [201, 409, 200, 409, 201]],
    ["remembers a delete of what was not there", [take("6"), write("5"), take("6")], [404, 409, 409]],
    ["does what has no version", [write("5"), take(), write(), take()], [201, 200, 201, 200]],
    ["refuses what is no number", [write("1e21"), write("-1"), write("")], [400, 400, 400]],
    ["refuses what does not fit its mapping", [{ ...write("1"), document: { price: { S: "x" } } } as BulkAction], [400]], // prettier-ignore
    ["takes what does", [{ ...write("1"), document: { price: { N: "4" }, more: { S: "x" } } } as BulkAction], [201]],
  ])("%s", (_, actions, expected) => {
    expect(statuses(actions)).toEqual(expected);
  });

  it("forgets a delete after its time, and not before", () => {
    for (const [atMs, expected] of [[60_000, 409], [60_001, 201]] as const) {
      const index = new SearchIndex(60_000);
      index.bulk([write("5"), take("6")], 0, calm);
      expect(index.bulk([write("5")], atMs, calm).items[0]?.status, `after ${atMs} ms`).toBe(expected);
    }
  }); // prettier-ignore

  it("turns away what is of a busy shard, does the rest, and says that there are errors", () => {
    const ids = Array.from({ length: 8 }, (_, index) => `id-${index}`);
    const actions = ids.map((id): BulkAction => ({ action: "index", id, version: "1", document }));
    const response = new SearchIndex(60_000).bulk(actions, 0, (shard) => shard === 1);
    expect(response.items.map(({ status }) => status)).toEqual(ids.map((id) => (indexShardOf(id) === 1 ? 429 : 201)));
    expect([response.status, response.errors]).toEqual([200, true]);
    expect(new SearchIndex(60_000).bulk([take("1")], 0, calm).errors, "of a delete of nothing").toBe(false);
  });
});
