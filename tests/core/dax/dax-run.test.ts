import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DAX_INVARIANTS,
  DaxTable,
  OFFERS_TABLE,
  acknowledgedIsDurable,
  agreesAfterTtl,
  checkDaxScenario,
  createItemCache,
  keyOfItem,
  ownWritesStay,
  partitionKeyOf,
  refusedChangesNothing,
  runDax,
  servesWithinTtl,
  staysWithinCapacity,
  strongReadsAreCurrent,
  versionOf,
  type DaxEvent,
  type DaxScenario,
  type DaxStep,
  type DaxTrace,
  type Item,
  type ItemWrite,
  type QueryRequest,
} from "../../../src/core/dax/index.ts";
import { Random, ScenarioError, traceText, type Timed } from "../../../src/core/kernel/index.ts";
import { daxScenarios } from "../../arbitraries/item-cache.ts";
import { SEED } from "../seed.ts";

const price = (value: number): Item => ({ price: { N: String(value) } });
const put = (key: string, value = 1): ItemWrite => ({ action: "put", key, item: price(value) });
const SHOP: DaxScenario = {
  seed: 1,
  nodes: [{ node: "dax-1", zone: "az-1" }],
  clients: [
    { client: "shop", zone: "az-1" },
    { client: "import", zone: "az-2" },
  ],
  itemCache: { capacity: 3, ttlMs: 300_000 },
  items: [{ key: "p#1", item: price(1) }],
  steps: [],
  faults: [],
  untilMs: 700_000,
};
const read = (atMs: number, key = "p#1", rest: Partial<Extract<DaxStep, { kind: "read" }>> = {}): DaxStep => ({ kind: "read", atMs, client: "shop", via: "dax", keys: [key], mode: "eventual", ...rest }); // prettier-ignore
const write = (atMs: number, of: ItemWrite, via: "dax" | "table" = "dax"): DaxStep => ({
  kind: "write",
  atMs,
  client: via === "dax" ? "shop" : "import",
  via,
  write: of,
});
const run = (change: Partial<DaxScenario>) => runDax({ ...SHOP, ...change });
/** What the shop read: the version, and from where. */
const seen = (trace: DaxTrace) =>
  trace.flatMap((event) =>
    event.kind === "read-answered"
      ? event.results.map(({ item, from }) => `${item === undefined ? "none" : versionOf(item)} ${from}`)
      : [],
  );
const kinds = (trace: DaxTrace, ...wanted: readonly DaxEvent["kind"][]) =>
  trace.filter(({ kind }) => wanted.includes(kind)).map(({ kind }) => kind);

describe("a cluster of one node", () => {
  it("serves what it read once, until it is older than the TTL", () => {
    const trace = run({
      steps: [read(0), read(1_000), write(120_000, put("p#1"), "table"), read(290_000), read(301_000), read(302_000)],
    });
    expect(seen(trace)).toEqual(["1 table", "1 cache", "1 cache", "2 table", "2 cache"]);
    expect(kinds(trace, "cache-expired")).toHaveLength(1);
  });

  it("serves what was written through it, and keeps saying that there is none of what was written past it", () => {
    const past = run({ steps: [read(0, "p#2"), write(1_000, put("p#2"), "table"), read(2_000, "p#2")] });
    expect(seen(past)).toEqual(["none table", "none cache"]);
    const through = run({ steps: [read(0, "p#2"), write(1_000, put("p#2")), read(2_000, "p#2")] });
    expect(seen(through)).toEqual(["none table", "1 cache"]);
  });

  it("writes to the table, tells the cache, tells the client: in this order", () => {
    const trace = run({ steps: [write(0, put("p#1", 7))] });
    expect(kinds(trace, "table-wrote", "cache-stored", "write-acknowledged")).toEqual([
      "table-wrote",
      "cache-stored",
      "write-acknowledged",
    ]);
  });

  it("leaves the cache alone when the table refuses, or when nobody knows", () => {
    const steps = [read(0), write(1_000, { action: "put", key: "p#1", item: price(9), onlyIfMissing: true })];
    const refused = run({ steps: [...steps, read(2_000)] });
    expect(refused).toContainEqual(expect.objectContaining({ kind: "write-refused", because: "condition" }));
    expect(seen(refused)).toEqual(["1 table", "1 cache"]);
    // The table slows down after it has the write: its answer comes too late.
    const unknown = run({
      steps: [read(0), write(1_000, put("p#1", 9)), read(9_000)],
      faults: [{ kind: "node-slow", node: "table", addedMs: 700, fromMs: 900, untilMs: 8_000 }],
    });
    expect(kinds(unknown, "table-wrote", "write-unknown")).toEqual(["table-wrote", "write-unknown"].sort());
    expect(seen(unknown)).toEqual(["1 table", "1 cache"]);
  });

  it("passes strongly consistent reads and transactions by, and keeps nothing of the reads", () => {
    const strong = run({ steps: [read(0, "p#1", { mode: "strong" }), read(1_000), read(2_000, "p#1", { mode: "transactional" })] }); // prettier-ignore
    expect(seen(strong)).toEqual(["1 table", "1 table", "1 table"]);
    const trace = run({
      steps: [read(0), { kind: "transact", atMs: 1_000, client: "shop", writes: [put("p#1", 5), put("p#2", 6)] }, read(2_000), read(3_000, "p#2")], // prettier-ignore
    });
    expect(seen(trace)).toEqual(["1 table", "2 cache", "1 cache"]);
    expect(trace.filter((event) => event.kind === "cache-stored" && event.by === "read-back")).toHaveLength(2);
    // Two items, two units each.
    expect(trace.find((event) => event.kind === "table-read" && event.mode === "transactional")).toMatchObject({ units: 4 }); // prettier-ignore
  });

  it("asks the table for what a batch misses, in one request", () => {
    const trace = run({ steps: [read(0), read(1_000, "", { keys: ["p#1", "p#2", "p#3"] })] });
    expect(seen(trace)).toEqual(["1 table", "1 cache", "none table", "none table"]);
    const asked = trace.flatMap((event) => (event.kind === "table-read" ? [event.rows.map(({ key }) => key)] : []));
    expect(asked).toEqual([["p#1"], ["p#2", "p#3"]]);
  });

  it("does not store a read that a write has overtaken", () => {
    let overtakenCount = 0;
    for (let seed = 0; seed < 40; seed++) {
      // A copy that is behind gives the read what there was before the write, and after the write is acknowledged.
      const steps = [read(0), write(0.2, put("p#1", 8)), read(500)];
      const trace = run({ seed, steps, model: { lagMs: 100 } });
      const answered = kinds(trace, "read-answered", "write-acknowledged");
      if (answered[0] === "write-acknowledged" && seen(trace)[0] === "1 table") overtakenCount++;
      expect(seen(trace).at(-1)).toBe("2 cache");
    }
    expect(overtakenCount).toBeGreaterThan(5);
  });

  it("comes back with an empty cache", () => {
    const trace = run({
      steps: [read(0), read(1_000), read(20_000)],
      faults: [{ kind: "node-down", node: "dax-1", fromMs: 5_000, untilMs: 9_000 }],
    });
    expect(seen(trace)).toEqual(["1 table", "1 cache", "1 table"]);
    const restarted = run({
      steps: [read(0), { kind: "restart", atMs: 1_000, node: "dax-1", itemCache: { capacity: 1, ttlMs: 100 } }, read(2_000), read(2_200)], // prettier-ignore
    });
    expect(seen(restarted)).toEqual(["1 table", "1 table", "1 table"]);
  });

  it("goes on serving from memory while the table throttles", () => {
    const trace = run({ steps: [read(0), { kind: "throttle", atMs: 1_000, forMs: 5_000 }, read(2_000), read(2_000, "p#2"), write(2_000, put("p#1"))] }); // prettier-ignore
    expect(seen(trace)).toEqual(["1 table", "1 cache"]);
    expect(trace).toContainEqual(expect.objectContaining({ kind: "read-failed", because: "throttled" }));
    expect(trace).toContainEqual(expect.objectContaining({ kind: "write-refused", because: "throttled" }));
  });
});

describe("the table", () => {
  const table = () => {
    const made = new DaxTable([{ key: "p#1", item: price(1) }], 20, new Random(1));
    made.write([put("p#2", 2)], 1_000);
    made.write([{ action: "update", key: "p#2", set: { note: { S: "new" } } }], 2_000);
    made.write([put("q#1", 3)], 2_000);
    return made;
  };

  it("counts the writes of each key, and merges updates only", () => {
    const made = table();
    expect(made.read(["p#2", "p#9"], "strong", 3_000).rows).toEqual([
      { key: "p#2", version: 2, item: { price: { N: "2" }, note: { S: "new" }, version: { N: "2" } } },
      { key: "p#9", version: 0 },
    ]);
    made.write([put("p#2", 4)], 4_000);
    expect(made.read(["p#2"], "strong", 4_000).rows[0]?.item).toEqual({ price: { N: "4" }, version: { N: "3" } });
    expect(made.write([{ action: "delete", key: "p#2" }], 5_000)).toEqual({ kind: "done", rows: [{ key: "p#2", version: 4 }] }); // prettier-ignore
  });

  it("gives the items of a partition key in the order of their keys, without those that are gone", () => {
    const made = table();
    const ofP: QueryRequest = {
      operation: "Query",
      TableName: OFFERS_TABLE,
      KeyConditionExpression: "pk = :p",
      ExpressionAttributeValues: { ":p": { S: "p" } },
    };
    expect(made.query(ofP, "strong", 3_000).result.Items.map(keyOfItem)).toEqual(["p#1", "p#2"]);
    made.write([{ action: "delete", key: "p#1" }], 3_000);
    expect(made.query(ofP, "strong", 3_000)).toMatchObject({ result: { Items: [{ sk: { S: "p#2" } }] }, units: 1 });
    expect(made.query(ofP, "eventual", 9_000).units).toBe(0.5);
    expect(["p#1", "p", "p#1#2"].map(partitionKeyOf)).toEqual(["p", "p", "p"]);
  });

  it("is behind for eventually consistent reads, by 20 ms at most", () => {
    const made = table();
    const versions = Array.from({ length: 200 }, () => made.read(["p#2"], "eventual", 2_010).rows[0]?.version);
    expect(new Set(versions)).toEqual(new Set([1, 2]));
    expect(Array.from({ length: 200 }, () => made.read(["p#2"], "eventual", 2_020).rows[0]?.version)).not.toContain(1);
  });

  it("does all of a transaction or nothing", () => {
    const made = table();
    const outcome = made.write([put("p#3"), { action: "put", key: "p#1", item: price(2), onlyIfMissing: true }], 3_000);
    expect(outcome).toEqual({ kind: "refused", because: "condition" });
    expect(made.read(["p#3"], "strong", 3_000).rows).toEqual([{ key: "p#3", version: 0 }]);
  });
});

describe("invariants", () => {
  it("hold whatever is lost, slow or down", () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(daxScenarios(), (scenario) => {
        const trace = runDax(scenario);
        for (const { kind } of trace) met.add(kind);
        for (const invariant of DAX_INVARIANTS) expect(invariant(trace)).toBeUndefined();
      }),
      { seed: SEED, numRuns: 4_000 },
    );
    // The runs have met everything that can happen.
    expect(met.size).toBe(16);
  });

  it("notice a cache that serves for ever, and one that never forgets", () => {
    const broken = new Set<string>();
    fc.assert(
      fc.property(daxScenarios(), fc.constantFrom({ ttlMs: 0 }, { capacity: 1_000 }), (scenario, change) => {
        const trace = runDax(scenario, { createItemCache: (options) => createItemCache({ ...options, ...change }) });
        for (const invariant of DAX_INVARIANTS) {
          const found = invariant(trace)?.invariant;
          if (found !== undefined) broken.add(found);
        }
      }),
      { seed: SEED, numRuns: 400 },
    );
    expect(broken.size).toBe(3);
  });

  it("notice what no run does: histories written by hand", () => {
    const opened: DaxEvent = { kind: "dax-opened", nodes: ["dax-1"], capacity: 2, ttlMs: 100, rows: [{ key: "a", version: 1, item: { version: { N: "1" } } }], slackMs: 10 }; // prettier-ignore
    const trace = (...events: readonly DaxEvent[]): DaxTrace =>
      [opened, ...events].map((event, index): Timed<DaxEvent> => ({ atMs: index, ...event }));
    const of = (version: number): Item => ({ version: { N: String(version) } });
    const wrote: DaxEvent = { kind: "table-wrote", op: 1, by: "dax-1", rows: [{ key: "a", version: 2, item: of(2) }] };
    const stored = (version: number, by: "read" | "write"): DaxEvent => ({ kind: "cache-stored", node: "dax-1", op: 1, key: "a", item: of(version), by }); // prettier-ignore
    const acknowledged: DaxEvent = { kind: "write-acknowledged", op: 1, client: "shop", rows: [], tookMs: 1 };
    expect(acknowledgedIsDurable(trace(acknowledged))?.what).toContain("request 1");
    expect(acknowledgedIsDurable(trace(wrote, acknowledged))).toBeUndefined();
    expect(refusedChangesNothing(trace(stored(1, "write")))?.eventIndex).toBe(1);
    expect(ownWritesStay(trace(wrote, stored(2, "write"), stored(1, "read")))?.eventIndex).toBe(3);
    expect(ownWritesStay(trace(wrote, stored(2, "read"), stored(1, "read")))).toBeUndefined();
    // Two deletes look the same in a cache: the entry is of the first, and the second is no reason to refuse what came between.
    const rowsOf = (op: number, version: number, by: string, is?: Item): DaxEvent => ({ kind: "table-wrote", op, by, rows: [{ key: "a", version, ...(is && { item: is }) }] }); // prettier-ignore
    const deleted: DaxEvent = { kind: "cache-stored", node: "dax-1", op: 1, key: "a", by: "write" };
    expect(ownWritesStay(trace(rowsOf(1, 2, "dax-1"), deleted, rowsOf(2, 3, "job", of(3)), rowsOf(3, 4, "job"), stored(3, "read")))).toBeUndefined(); // prettier-ignore
    expect(ownWritesStay(trace(rowsOf(1, 2, "dax-1"), deleted, stored(1, "read")))?.what).toContain("an older a");
    const strong: DaxEvent = { kind: "table-read", op: 2, by: "dax-1", mode: "strong", rows: [{ key: "a", version: 1 }], units: 1 }; // prettier-ignore
    expect(strongReadsAreCurrent(trace(wrote, strong))?.eventIndex).toBe(2);
    const served: DaxEvent = { kind: "cache-answered", node: "dax-1", op: 3, known: [{ key: "a", item: of(1) }], ask: [] }; // prettier-ignore
    expect(servesWithinTtl(trace(served))?.what).toContain("had not been told");
    expect(servesWithinTtl(trace(wrote, stored(2, "write"), served))?.what).toContain("told last");
    const none: DaxEvent = { kind: "cache-answered", node: "dax-1", op: 3, known: [{ key: "a" }], ask: [] };
    expect(agreesAfterTtl(trace(none))?.eventIndex).toBe(1);
    expect(staysWithinCapacity(trace(...["a", "b", "c"].map((key): DaxEvent => ({ kind: "cache-stored", node: "dax-1", op: 1, key, by: "read" })), served))?.what).toBe("dax-1 held 3 entries, and its capacity is 2"); // prettier-ignore
  });

  it("the same scenario gives the same run, and is left as it was", () => {
    fc.assert(
      fc.property(daxScenarios(), (scenario) => {
        const before = JSON.stringify(scenario);
        expect(traceText(runDax(scenario))).toBe(traceText(runDax(JSON.parse(before) as DaxScenario)));
        expect(JSON.stringify(scenario)).toBe(before);
      }),
      { seed: SEED, numRuns: 100 },
    );
  });
});

describe("what is refused", () => {
  it.each<[string, Partial<DaxScenario>, string]>([
    ["no node", { nodes: [] }, "nodes"],
    ["a node in no zone", { nodes: [{ node: "dax-1", zone: "az-9" }] }, "nodes[0].zone"],
    ["a client called as a node", { clients: [{ client: "dax-1", zone: "az-1" }] }, "nodes[0]"],
    ["a client called table", { clients: [{ client: "table", zone: "az-1" }] }, "clients[0]"],
    ["no capacity", { itemCache: { capacity: 0, ttlMs: 1 } }, "itemCache.capacity"],
    ["two items of one key", { items: [1, 2].map((value) => ({ key: "a", item: price(value) })) }, "items[1]"],
    ["a run of more than a day", { untilMs: 86_400_001 }, "untilMs"],
    ["a step before the run", { steps: [read(-1)] }, "steps[0].atMs"],
    ["a client that is not there", { steps: [read(0, "a", { client: "nobody" })] }, "steps[0].client"],
    ["a read of nothing", { steps: [read(0, "", { keys: [] })] }, "steps[0].keys"],
    ["a key twice", { steps: [read(0, "", { keys: ["a", "a"] })] }, "steps[0].keys[1]"],
    ["101 keys", { steps: [read(0, "", { keys: Array.from({ length: 101 }, (_, i) => `k${i}`) })] }, "steps[0].keys"],
    ["a key without a name", { steps: [write(0, put(""))] }, "steps[0].write.key[0]"],
    ["a transaction of nothing", { steps: [{ kind: "transact", atMs: 0, client: "shop", writes: [] }] }, "steps[0].writes"], // prettier-ignore
    ["a poll that never waits", { steps: [{ kind: "poll", atMs: 0, everyMs: 0, untilMs: 9, client: "shop", keys: ["a"] }] }, "steps[0].everyMs"], // prettier-ignore
    ["a poll that ends before it begins", { steps: [{ kind: "poll", atMs: 9, everyMs: 1, untilMs: 8, client: "shop", keys: ["a"] }] }, "steps[0].untilMs"], // prettier-ignore
    ["throttling for no time", { steps: [{ kind: "throttle", atMs: 0, forMs: 0 }] }, "steps[0].forMs"],
    ["a restart of nobody", { steps: [{ kind: "restart", atMs: 0, node: "dax-2", itemCache: SHOP.itemCache }] }, "steps[0].node"], // prettier-ignore
    ["a fault of nobody", { faults: [{ kind: "node-down", node: "dax-2", fromMs: 0 }] }, "faults[0].node"],
    ["a lag below 0", { model: { lagMs: -1 } }, "model.lagMs"],
    ["no time for an answer", { model: { requestMs: 0 } }, "model.requestMs"],
    ["no distribution", { model: { tableMs: [] } }, "model.tableMs"],
  ])("%s", (_, change, field) => {
    const scenario = { ...SHOP, ...change };
    expect(() => checkDaxScenario(scenario)).toThrow(`Scenario field ${field}:`);
    expect(() => runDax(scenario)).toThrow(ScenarioError);
  });
});
