import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  collectItems,
  readPage,
  runQueries,
  runQueryScript,
  queryPager,
  type Item,
  type QueryRead,
  type QueryScenario,
} from "../../../src/core/dynamodb/index.ts";
import { ScenarioError } from "../../../src/core/kernel/index.ts";
import { queryScenarios, queryScripts } from "../../arbitraries/query-pager.ts";

const OWN: QueryRead = { operation: "Query", by: "filter", limit: 50, isBackward: true };
const { limit: _, ...WITHOUT_LIMIT } = OWN;
const orders = Array.from({ length: 400 }, (__, index) => ({
  customer: "ann" as const,
  isOpen: index >= 120 && index < 128,
}));
const scenarioOf = (read: QueryRead, change: Partial<QueryScenario> = {}): QueryScenario => ({
  orders,
  orderBytes: 1_024,
  steps: [{ atMs: 0, kind: "read", ...read }],
  pageMs: 10,
  untilMs: 10_000,
  ...change,
});

/** Pages, items read and returned, and units of the one read of a run. */
function sumOf(scenario: QueryScenario) {
  const trace = runQueries(scenario);
  const pages = trace.filter((event) => event.kind === "page-answered");
  const end = trace.find((event) => event.kind === "read-ended");
  const read = pages.reduce((sum, { scannedCount }) => sum + scannedCount, 0);
  return { pages: pages.length, read, returned: end?.orders.length, units: end?.units };
}

describe("what a query costs", () => {
  it.each([
    ["a filter, Limit 50", OWN, {}, { pages: 8, read: 400, returned: 8, units: 52 }],
    ["a filter, no Limit", WITHOUT_LIMIT, {}, { pages: 1, read: 400, returned: 8, units: 50 }],
    ["orders of 8 KB", WITHOUT_LIMIT, { orderBytes: 8_192 }, { pages: 4, read: 400, returned: 8, units: 400 }],
    ["a key condition", { ...OWN, by: "key" }, {}, { pages: 1, read: 8, returned: 8, units: 1 }],
    ["a careless caller", { ...OWN, isCareless: true }, {}, { pages: 1, read: 50, returned: 0, units: 6.5 }],
    [
      "strongly consistent",
      { ...WITHOUT_LIMIT, isConsistent: true },
      {},
      { pages: 1, read: 400, returned: 8, units: 100 },
    ],
    ["three of them, newest first", { ...OWN, wanted: 3 }, {}, { pages: 6, read: 300, returned: 3, units: 39 }],
    ["a Scan", { operation: "Scan", by: "all", limit: 150 }, {}, { pages: 3, read: 400, returned: 400, units: 50.5 }],
  ] as const)("%s", (__, read, change, sum) => {
    expect(sumOf(scenarioOf(read, change))).toEqual(sum);
  });

  it("ends pages of 2,000 items of 2 KB four times, for 500 units", () => {
    const many = Array.from({ length: 2_000 }, () => ({ customer: "ann" as const, isOpen: false }));
    expect(sumOf(scenarioOf(WITHOUT_LIMIT, { orders: many, orderBytes: 2_048 }))).toMatchObject({
      pages: 4,
      units: 500,
    });
  });
});

describe("a read", () => {
  it("is given up when the next one begins", () => {
    const trace = runQueries(
      scenarioOf(OWN, {
        steps: [
          { atMs: 0, kind: "read", ...OWN },
          { atMs: 25, kind: "read", ...OWN, by: "key" },
        ],
      }),
    );
    const pages = trace.filter((event) => event.kind === "page-answered");
    expect(pages.map(({ atMs, read, page }) => [atMs, read, page])).toEqual([[10, 1, 1], [20, 1, 2], [35, 2, 1]]); // prettier-ignore
  });

  it("finds in any table what a loop over all of its orders finds, in their order", () => {
    fc.assert(
      fc.property(queryScenarios, (scenario) => {
        const ended = runQueries(scenario).filter((event) => event.kind === "read-ended");
        const reads = scenario.steps.filter((step) => step.kind === "read");
        expect(ended.length).toBe(reads.length);
        ended.forEach(({ orders: found }, index) => {
          const { operation, by, isBackward, wanted } = reads[index]!;
          const all = scenario.orders.flatMap(({ customer, isOpen }, place) =>
            (operation === "Scan" || customer === "ann") && (by === "all" || isOpen) ? [String(place + 1)] : [],
          );
          if (operation === "Scan") {
            expect(new Set(found).size).toBe(Math.min(all.length, wanted ?? Infinity));
            expect(all).toEqual(expect.arrayContaining([...found]));
          } else expect(found).toEqual((isBackward === true ? all.reverse() : all).slice(0, wanted));
        });
      }),
      { numRuns: 300 },
    );
  });

  it("refuses a scenario that makes no sense, and names the field", () => {
    const wrong: readonly (readonly [Partial<QueryScenario>, string])[] = [
      [{ orderBytes: 100 }, "orderBytes"],
      [{ pageMs: 0 }, "pageMs"],
      [{ untilMs: Infinity }, "untilMs"],
      [{ orders: Array(2_001).fill(orders[0]) as typeof orders }, "orders"],
      [{ steps: [{ atMs: -1, kind: "read", ...OWN }] }, "steps[0].atMs"],
      [{ steps: [{ atMs: 0, kind: "read", ...OWN, limit: 0 }] }, "steps[0].limit"],
      [{ steps: [{ atMs: 0, kind: "read", ...OWN, wanted: 1.5 }] }, "steps[0].wanted"],
      [{ steps: [{ atMs: 0, kind: "read", operation: "Scan", by: "key" }] }, "steps[0]"],
      [{ steps: [{ atMs: 0, kind: "set-size", bytes: 1e9 }] }, "steps[0].bytes"],
    ];
    for (const [change, field] of wrong) {
      const thrown = (() => {
        try {
          runQueries(scenarioOf(OWN, change));
        } catch (error) {
          return error;
        }
        return undefined;
      })();
      expect(thrown, field).toBeInstanceOf(ScenarioError);
      expect(String((thrown as Error).message), field).toContain(field);
    }
  });
});

describe("the pager alone", () => {
  const item = (name: number): Item => ({ n: { N: String(name) } });

  it("loses nothing between pages and reads nothing twice, whatever the limit, the sizes and the filter", () => {
    const lists = fc.array(fc.record({ size: fc.integer({ min: 1, max: 409_600 }), isKept: fc.boolean() }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(lists, fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }), (list, limit) => {
        const items = list.map((__, place) => item(place));
        const placeOf = (each: Item) => Number((each["n"] as { N: string }).N);
        const sizes: number[] = [];
        const found = collectItems((start) => {
          const page = readPage(items.slice(start === undefined ? 0 : placeOf(start) + 1), {
            limit,
            keeps: (each) => list[placeOf(each)]!.isKept,
            sizeOf: (each) => list[placeOf(each)]!.size,
          });
          sizes.push(...page.sizes);
          expect(page.scannedCount).toBeLessThanOrEqual(limit ?? Infinity);
          // Without its last item a page has less than 1 MB.
          expect(page.sizes.slice(0, -1).reduce((sum, size) => sum + size, 0)).toBeLessThan(1_048_576);
          return { items: page.items, lastEvaluatedKey: page.last };
        }, undefined);
        expect(sizes).toEqual(list.map(({ size }) => size));
        expect(found).toEqual(items.filter((each) => list[placeOf(each)]!.isKept));
      }),
      { numRuns: 2_000 },
    );
  });

  it("is tried by scripts that end", () => {
    fc.assert(
      fc.property(queryScripts, (script) => {
        const kept = script.keeps.flatMap((isKept, place) => (isKept ? [String(place + 1)] : []));
        for (const event of runQueryScript(script, queryPager))
          if (event.kind === "items-collected") expect(event.items).toEqual(kept.slice(0, event.wanted));
      }),
      { numRuns: 500 },
    );
  });

  it("stops a caller that asks in a circle", () => {
    const circle = { ...queryPager, collectItems: (ask: Parameters<typeof collectItems>[0]) => { for (;;) ask(undefined); } }; // prettier-ignore
    expect(() => runQueryScript({ keeps: [true], itemBytes: 1, steps: [{ kind: "collect" }] }, circle)).toThrow("asked for 4 pages"); // prettier-ignore
    expect(() => runQueries(scenarioOf(OWN, { orders: orders.slice(0, 2), untilMs: 1e9 }), circle)).toThrow(
      "asked for 5 pages",
    );
  });
});
