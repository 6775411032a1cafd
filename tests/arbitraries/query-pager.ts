/**
 * Lists of items that are read page by page, and a table with queries and scans.
 *
 * Items of one scenario have one size, and 1 MB is a whole number of it or far away: so no page has an item that crosses 1 MB,
 * which is not documented.
 */
import * as fc from "fast-check";
import type { QueryOrder, QueryRead, QueryScenario, QueryScript, QueryScriptStep } from "four-of-six/dynamodb";

const limit = fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined });
const wanted = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined });
const present = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

const step: fc.Arbitrary<QueryScriptStep> = fc.oneof(
  limit.map((most): QueryScriptStep => present({ kind: "pages" as const, limit: most }) as QueryScriptStep),
  fc
    .tuple(limit, wanted)
    .map(([most, many]) => present({ kind: "collect" as const, limit: most, wanted: many }) as QueryScriptStep),
);

export const queryScripts: fc.Arbitrary<QueryScript> = fc.record({
  // Long runs of what the filter drops make empty pages.
  keeps: fc.array(fc.constantFrom(true, false, false), { maxLength: 10 }),
  itemBytes: fc.constantFrom(100, 262_144),
  steps: fc.array(step, { minLength: 1, maxLength: 3 }),
});

const order: fc.Arbitrary<QueryOrder> = fc.record({
  customer: fc.constantFrom("ann", "ann", "bob"),
  isOpen: fc.constantFrom(true, false, false),
});

const read: fc.Arbitrary<QueryRead> = fc
  .record({
    how: fc.constantFrom(
      { operation: "Query", by: "all" } as const,
      { operation: "Query", by: "filter" } as const,
      { operation: "Query", by: "filter", isBackward: true } as const,
      { operation: "Query", by: "key" } as const,
      { operation: "Scan", by: "filter" } as const,
      { operation: "Scan", by: "all" } as const,
    ),
    limit,
    wanted,
    isConsistent: fc.boolean(),
  })
  .map(({ how, ...rest }) => present({ ...how, ...rest }) as QueryRead);

const READ_MS = 100_000;

/** Reads far apart, so that each has the time that it takes. */
export const queryScenarios: fc.Arbitrary<QueryScenario> = fc
  .record({
    orders: fc.array(order, { maxLength: 14 }),
    orderBytes: fc.constantFrom(1_024, 2_048),
    reads: fc.array(read, { minLength: 1, maxLength: 3 }),
  })
  .map(({ orders, orderBytes, reads }): QueryScenario => ({
    orders,
    orderBytes,
    steps: reads.map((each, index) => ({ atMs: index * READ_MS, kind: "read" as const, ...each })),
    pageMs: 10,
    untilMs: reads.length * READ_MS,
  }));
