import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daxHistory, runDax, type DaxScenario, type DaxStep, type Item, type QueryRequest } from "../../../src/core/dax/index.ts"; // prettier-ignore
import { judgeHistory } from "../../../src/core/history/index.ts";
import { daxScenarios } from "../../arbitraries/item-cache.ts";
import { daxQueryScenarios } from "../../arbitraries/query-cache.ts";
import { SEED } from "../seed.ts";

const price = (value: number): Item => ({ price: { N: String(value) } });
const all: QueryRequest = {
  operation: "Query",
  TableName: "Offers",
  KeyConditionExpression: "pk = :p",
  ExpressionAttributeValues: { ":p": { S: "camera" } },
};
const OFFERS: DaxScenario = {
  seed: 1,
  nodes: [{ node: "dax-1", zone: "az-1" }],
  clients: [
    { client: "anna", zone: "az-1" },
    { client: "import", zone: "az-2" },
  ],
  itemCache: { capacity: 9, ttlMs: 300_000 },
  queryCache: { capacity: 3, ttlMs: 300_000 },
  items: [{ key: "camera#anna", item: price(90) }],
  steps: [],
  faults: [],
  untilMs: 700_000,
};
const query = (atMs: number, request = all): DaxStep => ({ kind: "query", atMs, client: "anna", via: "dax", request, mode: "eventual" }); // prettier-ignore
const read = (atMs: number, key = "camera#anna", client = "anna"): DaxStep => ({ kind: "read", atMs, client, via: "dax", keys: [key], mode: "eventual" }); // prettier-ignore
const put = (atMs: number, key = "camera#anna", via: "dax" | "table" = "dax"): DaxStep => ({ kind: "write", atMs, client: via === "dax" ? "anna" : "import", via, write: { action: "put", key, item: price(80) } }); // prettier-ignore
const remove = (atMs: number, key = "camera#anna"): DaxStep => ({ kind: "write", atMs, client: "import", via: "table", write: { action: "delete", key } }); // prettier-ignore
const historyOf = (steps: readonly DaxStep[], change: Partial<DaxScenario> = {}) => daxHistory(runDax({ ...OFFERS, steps, ...change })); // prettier-ignore
/** Session, what it did, key and version. */
const inShort = (history: ReturnType<typeof historyOf>) =>
  history.map(({ session, kind, key, version }) => `${session} ${kind} ${key} ${version}`);
/** The models that a history breaks. */
const brokenBy = (history: ReturnType<typeof historyOf>) =>
  judgeHistory(history).flatMap(({ model, breaks }) => (breaks.length > 0 ? [model] : []));

describe("the history of a run", () => {
  it("counts versions from what there was before, and tells from when to when", () => {
    const history = historyOf([read(0), put(10_000), read(20_000)]);
    expect(inShort(history)).toEqual(["anna read camera#anna 0", "anna write camera#anna 1", "anna read camera#anna 1"]); // prettier-ignore
    expect(history.map(({ fromMs }) => fromMs)).toEqual([0, 10_000, 20_000]);
    for (const { fromMs, untilMs } of history) expect(untilMs - fromMs).toBeGreaterThan(0);
    expect(brokenBy(history)).toEqual([]);
  });

  it("shows that the query cache and the item cache disagree", () => {
    const history = historyOf([query(0), put(10_000), read(20_000), query(30_000)]);
    expect(inShort(history).at(-1)).toBe("anna read camera#anna 0");
    expect(brokenBy(history)).toEqual(["monotonic-reads", "read-your-writes", "strong"]);
    const [, monotonic] = judgeHistory(history);
    expect(monotonic?.breaks[0]?.read.fromMs).toBe(30_000);
  });

  it("reads that there is none, where a query had to show an item, and knows which none", () => {
    expect(inShort(historyOf([query(0), put(10_000, "camera#ben"), query(20_000)]))).toEqual([
      "anna read camera#ben 0",
      "anna read camera#anna 0",
      "anna write camera#ben 1",
      "anna read camera#ben 0",
      "anna read camera#anna 0",
    ]);
    // Deleted is a version, too; a negative entry is as old as what the table said.
    const deleted = historyOf([read(0, "camera#ben"), put(1_000, "camera#ben", "table"), remove(2_000, "camera#ben"), read(3_000, "camera#ben"), remove(4_000), query(5_000)]); // prettier-ignore
    expect(inShort(deleted)).toEqual([
      "anna read camera#ben 0",
      "import write camera#ben 1",
      "import write camera#ben 2",
      "anna read camera#ben 0",
      "import write camera#anna 1",
      "anna read camera#ben 2",
      "anna read camera#anna 1",
    ]);
  });

  it("reads nothing of keys that a filter, a page or another partition may leave out", () => {
    const requests: readonly QueryRequest[] = [
      { ...all, FilterExpression: "price < :m", ExpressionAttributeValues: { ":p": { S: "camera" }, ":m": { N: "1" } } }, // prettier-ignore
      { ...all, Limit: 1 },
      { ...all, IndexName: "by-price", ExpressionAttributeValues: { ":p": { S: "lens" } } },
      { ...all, KeyConditionExpression: "pk = :p AND sk < :s", ExpressionAttributeValues: { ":p": { S: "camera" }, ":s": { S: "camera#b" } } }, // prettier-ignore
    ];
    const history = historyOf([put(0, "camera#ben", "table"), remove(10, "camera#ben"), ...requests.map((request, place) => query(1_000 * (place + 1), request))]); // prettier-ignore
    expect(inShort(history).slice(2)).toEqual(["anna read camera#anna 0", "anna read camera#anna 0"]);
  });

  it("lets a write that nobody was told of count from any time on", () => {
    const history = historyOf([put(0)], {
      faults: [{ kind: "node-slow", node: "table", addedMs: 700, fromMs: 0, untilMs: 8_000 }],
    });
    expect(history).toMatchObject([{ session: "anna", kind: "write", version: 1, untilMs: Infinity }]);
  });

  it("is a history that can have been, and never one of versions that nobody wrote", () => {
    fc.assert(
      fc.property(fc.oneof(daxScenarios(), daxQueryScenarios()), (scenario) => {
        const [eventual] = judgeHistory(daxHistory(runDax(scenario)));
        expect(eventual?.breaks).toEqual([]);
      }),
      { seed: SEED, numRuns: 600 },
    );
  });

  it("breaks nothing where everybody reads strongly consistent", () => {
    let readCount = 0;
    fc.assert(
      fc.property(daxQueryScenarios(), (scenario) => {
        const steps = scenario.steps.flatMap(
          (step): DaxStep[] =>
          step.kind === "read" || step.kind === "query" ? [{ ...step, mode: "strong" }] : step.kind === "poll" || step.kind === "query-poll" ? [] : [step], // prettier-ignore
        );
        const history = daxHistory(runDax({ ...scenario, steps }));
        readCount += history.filter(({ kind }) => kind === "read").length;
        expect(brokenBy(history)).toEqual([]);
      }),
      { seed: SEED, numRuns: 400 },
    );
    expect(readCount).toBeGreaterThan(1_000);
  });

  it("tells what the caches break: each model is broken by some run, and kept by some other", () => {
    const broken = new Map<string, number>();
    fc.assert(
      fc.property(daxQueryScenarios(), (scenario) => {
        for (const model of brokenBy(daxHistory(runDax(scenario)))) broken.set(model, (broken.get(model) ?? 0) + 1);
      }),
      { seed: SEED, numRuns: 300 },
    );
    for (const model of ["monotonic-reads", "read-your-writes", "strong"]) {
      expect(broken.get(model), model).toBeGreaterThan(5);
      expect(broken.get(model), model).toBeLessThan(290);
    }
  });
});
