import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  globalIndexFollows,
  INDEX_RUN_INVARIANTS,
  localIndexIsNeverBehind,
  runIndex,
  runTable,
  secondaryIndex,
  type IndexRunScenario,
  type IndexRunStep,
  type SecondaryIndex,
} from "../../../src/core/dynamodb/index.ts";
import { INDEX_DELAY_MS, indexedTables } from "../../arbitraries/secondary-index.ts";

const design = fc.record({
  key: fc.constantFrom("status" as const, "openSince" as const),
  holds: fc.constantFrom("lines" as const, "keys" as const),
});
const everyMs = fc.constantFrom(0, 500, 1_000, 2_000, 5_000);
const change = fc.oneof(
  fc.record({ kind: fc.constant("load" as const), placeEveryMs: everyMs, shipEveryMs: everyMs, noteEveryMs: everyMs }),
  fc.record({ kind: fc.constant("capacity" as const), writeUnits: fc.integer({ min: 3, max: 30 }) }),
  fc.record({ kind: fc.constant("new-index" as const), design }),
);
/** Writes end at two minutes, and the index has until five to follow. */
const scenarios: fc.Arbitrary<IndexRunScenario> = fc
  .record({
    seed: fc.nat({ max: 999 }),
    tableWriteUnits: fc.integer({ min: 6, max: 40 }),
    indexWriteUnits: fc.integer({ min: 3, max: 30 }),
    waitingUnitsMax: fc.constantFrom(20, 60, 200),
    design,
    changes: fc.array(fc.tuple(fc.integer({ min: 0, max: 119_999 }), change), { maxLength: 6 }),
  })
  .map(({ changes, ...rest }) => ({
    ...rest,
    steps: [
      { atMs: 0, kind: "load" as const, placeEveryMs: 2_000, shipEveryMs: 0, noteEveryMs: 0 },
      ...changes.map(([atMs, step]): IndexRunStep => ({ ...step, atMs })).sort((a, b) => a.atMs - b.atMs),
      { atMs: 120_000, kind: "load" as const, placeEveryMs: 0, shipEveryMs: 0, noteEveryMs: 0 },
    ],
    readEveryMs: 4_000,
    untilMs: 300_000,
  }));

const STILL: Omit<IndexRunScenario, "steps" | "design"> = {
  seed: 1,
  tableWriteUnits: 12,
  indexWriteUnits: 6,
  waitingUnitsMax: 60,
  readEveryMs: 4_000,
  untilMs: 30_000,
};

const brokenBy = (mechanism: SecondaryIndex, runCount: number) => {
  const broken = new Set<string>();
  fc.assert(
    fc.property(scenarios, (scenario) => {
      const trace = runIndex(scenario, mechanism);
      for (const invariant of INDEX_RUN_INVARIANTS) {
        const violation = invariant(trace);
        if (violation !== undefined) broken.add(violation.invariant);
      }
    }),
    { numRuns: runCount, seed: 5 },
  );
  return [...broken].sort();
};

describe("a global index that follows its table", () => {
  it("keeps every invariant over hundreds of runs", () => {
    expect(brokenBy(secondaryIndex, 300)).toEqual([]);
  });

  it("lists the wrong orders where it leaves out deletes, or puts", () => {
    const only = (kind: "put" | "delete"): SecondaryIndex => ({
      ...secondaryIndex,
      changesOf: (before, after, index) =>
        secondaryIndex.changesOf(before, after, index).filter((each) => each.kind === kind),
    });
    const invariant = "an index that has followed every write lists just the open orders";
    expect(brokenBy(only("put"), 60)).toContain(invariant);
    expect(brokenBy(only("delete"), 60)).toContain(invariant);
  });

  it("has followed every write some time after the last one", () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const trace = runIndex({ ...scenario, untilMs: 600_000 });
        const count = (kind: string) => trace.filter((event) => event.kind === kind).length;
        if (trace.some(({ kind }) => kind === "index-replaced")) return;
        const meant = trace.filter((event) => event.kind === "order-written" && event.indexUnits > 0).length;
        expect(count("index-followed")).toBe(meant);
      }),
      { numRuns: 100, seed: 6 },
    );
  });

  const unitsOf = (own: IndexRunScenario["design"], what: string) => {
    const steps = [{ atMs: 0, kind: "load" as const, placeEveryMs: 4_000, shipEveryMs: 4_000, noteEveryMs: 4_000 }];
    const trace = runIndex({ ...STILL, design: own, steps });
    const write = trace.find((event) => event.kind === "order-written" && event.what === what);
    return write?.kind === "order-written" ? [write.units, write.indexUnits] : undefined;
  };

  it.each([
    ["status", "lines", [6, 6], [6, 12], [6, 0]],
    ["openSince", "lines", [6, 6], [6, 6], [6, 0]],
    ["status", "keys", [6, 1], [6, 2], [6, 0]],
    ["openSince", "keys", [6, 1], [6, 1], [6, 0]],
  ] as const)("by %s, with %s: costs %j to place, %j to ship, %j to note", (key, holds, place, ship, note) => {
    const own = { key, holds };
    expect([unitsOf(own, "place"), unitsOf(own, "ship"), unitsOf(own, "note")]).toEqual([place, ship, note]);
  });

  it("throttles the table because of the table only where its own capacity is used up", () => {
    const steps = [{ atMs: 0, kind: "load" as const, placeEveryMs: 500, shipEveryMs: 0, noteEveryMs: 0 }];
    const because = (change: Partial<IndexRunScenario>) =>
      new Set(
        runIndex({ ...STILL, design: { key: "status", holds: "keys" }, steps, ...change }).flatMap((event) =>
          event.kind === "write-throttled" ? [event.because] : [],
        ),
      );
    expect(because({ tableWriteUnits: 8, indexWriteUnits: 40 })).toEqual(new Set(["table"]));
    expect(because({ tableWriteUnits: 40, indexWriteUnits: 1, waitingUnitsMax: 20 })).toEqual(new Set(["index"]));
    expect(because({ tableWriteUnits: 40, indexWriteUnits: 40 })).toEqual(new Set());
  });

  it("refuses a scenario that makes no sense, naming the field", () => {
    const bad = (change: Partial<IndexRunScenario>) => () =>
      runIndex({ ...STILL, design: { key: "status", holds: "keys" }, steps: [], ...change });
    expect(bad({ indexWriteUnits: 0 })).toThrow("indexWriteUnits");
    expect(bad({ waitingUnitsMax: 3 })).toThrow("waitingUnitsMax");
    expect(bad({ readEveryMs: 0 })).toThrow("readEveryMs");
    expect(bad({ steps: [{ atMs: 0, kind: "load", placeEveryMs: 1, shipEveryMs: 0, noteEveryMs: 0 }] })).toThrow("placeEveryMs"); // prettier-ignore
  });
});

describe("indexes of the table service", () => {
  const broken = (mechanism: SecondaryIndex, runCount: number) => {
    const found = new Set<string>();
    fc.assert(
      fc.property(indexedTables, (scenario) => {
        const trace = runTable(scenario, { secondaryIndex: mechanism });
        for (const invariant of [localIndexIsNeverBehind, globalIndexFollows(INDEX_DELAY_MS)]) {
          const violation = invariant(trace);
          if (violation !== undefined) found.add(violation.invariant);
        }
      }),
      { numRuns: runCount, seed: 9 },
    );
    return [...found].sort();
  };

  it("keep what they promise over hundreds of runs", () => {
    expect(broken(secondaryIndex, 500)).toEqual([]);
  });

  it("break both promises where entries are not moved", () => {
    const ghosts: SecondaryIndex = {
      ...secondaryIndex,
      changesOf: (before, after, index) =>
        secondaryIndex.changesOf(before, after, index).filter(({ kind }) => kind === "put"),
    };
    expect(broken(ghosts, 100)).toEqual([
      "a global index follows its table, and holds nothing that never was in it",
      "a local index is never behind its table",
    ]);
  });
});
