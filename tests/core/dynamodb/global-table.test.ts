import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  GLOBAL_TABLE_INVARIANTS,
  applicationOf,
  checkGlobalTable,
  everythingArrives,
  firstGlobalTableViolation,
  globalTableEventInEnglish,
  runGlobalTable,
  type GlobalTableEvent,
  type GlobalTableScenario,
  type GlobalTableStep,
  type GlobalTableTrace,
  type Item,
} from "../../../src/core/dynamodb/index.ts";
import { globalTableEventInKorean } from "../../../src/core/dynamodb/global-table-words-ko.ts";
import { ScenarioError, traceText } from "../../../src/core/kernel/index.ts";
import { eventualRuns, strongRuns } from "../../arbitraries/last-writer-wins.ts";
import { SEED } from "../seed.ts";

const [US, EU, AP] = ["us-east-1", "eu-west-1", "ap-northeast-2"] as const;
const price = (value: number): Item => ({ price: { N: String(value) } });
const BASE: GlobalTableScenario = {
  seed: 7,
  mode: "MREC",
  regions: [US, EU],
  workload: [],
  faults: [],
  untilMs: 12_000,
};
const run = (change: Partial<GlobalTableScenario>) => runGlobalTable({ ...BASE, ...change });
const put = (atMs: number, region: string, value: number, key = "cart-1"): GlobalTableStep => ({ kind: "put", atMs, region, key, item: price(value) }); // prettier-ignore
const read = (atMs: number, region: string, isStrong = true): GlobalTableStep => ({ kind: "read", atMs, region, key: "cart-1", isStrong }); // prettier-ignore
const add = (atMs: number, region: string): GlobalTableStep => ({ kind: "add", atMs, region, key: "cart-1", attribute: "price", by: 1 }); // prettier-ignore
const eventsOf = <Kind extends GlobalTableEvent["kind"]>(trace: GlobalTableTrace, kind: Kind) =>
  trace.filter((event) => event.kind === kind) as unknown as readonly Extract<GlobalTableEvent, { kind: Kind }>[];
const shown = (trace: GlobalTableTrace) => eventsOf(trace, "item-read").map(({ item }) => item?.price);
const outcomes = (trace: GlobalTableTrace) => eventsOf(trace, "write-answered").map(({ outcome }) => outcome);

describe("MREC", () => {
  it("shows a write at home at once, and elsewhere typically within a second", () => {
    const trace = run({ workload: [put(1_000, US, 120), read(1_020, US), read(1_020, EU), read(2_200, EU)] });
    expect(shown(trace)).toEqual([{ N: "120" }, undefined, { N: "120" }]);
  });

  it("keeps the later of two writes, and tells nobody that the other has vanished", () => {
    const trace = run({ workload: [put(1_000, US, 120), put(1_100, EU, 90), read(3_000, US), read(3_000, EU)] });
    expect(outcomes(trace)).toEqual(["written", "written"]);
    expect(shown(trace)).toEqual([{ N: "90" }, { N: "90" }]);
  });

  it("goes by clocks: the one that is behind loses", () => {
    const behind: GlobalTableStep = { kind: "clock", atMs: 0, region: EU, skewMs: -300 };
    const trace = run({
      workload: [behind, put(1_000, US, 120), put(1_100, EU, 90), read(3_000, US), read(3_000, EU)],
    });
    expect(shown(trace)).toEqual([{ N: "120" }, { N: "120" }]);
  });

  it("loses increments that are made in two Regions at once", () => {
    const trace = run({ workload: [put(500, US, 0), add(2_500, US), add(2_500, EU), add(2_520, EU), read(5_000, US)] });
    expect(outcomes(trace)).toEqual(["written", "written", "written", "written"]);
    expect(shown(trace)).toEqual([{ N: "2" }]);
  });

  it("checks a condition on what the Region has: both of two bookings of one seat go through", () => {
    const book = (region: string, value: number) => ({ ...put(1_000, region, value), ifNotExists: true }) as GlobalTableStep; // prettier-ignore
    expect(outcomes(run({ workload: [book(US, 1), book(EU, 2)] }))).toEqual(["written", "written"]);
    const later = { ...book(EU, 2), atMs: 3_000 };
    expect(outcomes(run({ workload: [book(US, 1), later] }))).toEqual(["written", "ConditionalCheckFailedException"]);
  });

  it("shows parts of a transaction in other Regions", () => {
    const puts = ["cart-1", "cart-2", "cart-3"].map((key) => ({ key, item: price(1) }));
    const trace = run({ workload: [{ kind: "transact", atMs: 1_000, region: US, puts }] });
    const atHome = new Set(trace.filter(({ kind }) => kind === "write-accepted").map(({ atMs }) => atMs));
    const elsewhere = new Set(trace.filter(({ kind }) => kind === "version-arrived").map(({ atMs }) => atMs));
    expect([atHome.size, elsewhere.size]).toEqual([1, 3]);
  });

  it("takes writes in both halves of a cut, and sends them when it is over", () => {
    const cut = { kind: "zones-parted", zones: [US, EU], fromMs: 800, untilMs: 6_000 } as const;
    const trace = run({
      workload: [put(1_000, US, 120), put(2_000, EU, 90), read(5_500, US), read(5_600, EU), read(9_000, US), read(9_100, EU)], // prettier-ignore
      faults: [cut],
    });
    expect(outcomes(trace)).toEqual(["written", "written"]);
    expect(shown(trace)).toEqual([{ N: "120" }, { N: "90" }, { N: "90" }, { N: "90" }]);
  });

  it("forgets a deletion when nothing older can come, and not while a Region is cut off", () => {
    const workload: GlobalTableStep[] = [put(1_000, US, 120), { kind: "delete", atMs: 2_500, region: US, key: "cart-1" }]; // prettier-ignore
    const regions = [US, EU, AP];
    expect(eventsOf(run({ regions, workload }), "version-forgotten").length).toBe(3);
    const cut = { kind: "zones-parted", zones: [EU, AP], fromMs: 800 } as const;
    const forgotten = eventsOf(run({ regions, workload, faults: [cut] }), "version-forgotten");
    expect(forgotten.map(({ region }) => region)).toEqual([US]);
  });
});

describe("MRSC", () => {
  const STRONG = { mode: "MRSC", regions: [US, EU, AP] } as const;
  const WITNESS = { mode: "MRSC", regions: [US, EU], witness: AP } as const;

  it.each([
    ["three replicas", STRONG],
    ["two and a witness", WITNESS],
  ])("with %s shows a write everywhere as soon as it is answered, which takes a way to another Region and back", (_, mode) => {
    const trace = run({ ...mode, workload: [put(1_000, US, 120), read(3_000, EU), put(5_000, EU, 90), read(7_000, US)] });
    expect(shown(trace)).toEqual([{ N: "120" }, { N: "90" }]);
    const answered = trace.find(({ kind }) => kind === "write-answered")?.atMs ?? 0;
    expect(answered).toBeGreaterThan(1_000 + 2 * 120);
  }); // prettier-ignore

  it("refuses the second of two writes at once, and counts each increment", () => {
    const trace = run({ ...STRONG, workload: [add(1_000, US), add(1_000, EU), add(5_000, EU), read(8_000, AP)] });
    expect(outcomes(trace).toSorted()).toEqual(["ReplicatedWriteConflictException", "written", "written"]);
    expect(shown(trace)).toEqual([{ N: "2" }]);
  });

  it("makes the writes of one Region wait for each other", () => {
    const trace = run({ ...STRONG, workload: [add(1_000, US), add(1_001, US), read(6_000, EU)] });
    expect(outcomes(trace)).toEqual(["written", "written"]);
    expect(shown(trace)).toEqual([{ N: "2" }]);
  });

  it("goes on without one Region, and not without two", () => {
    const down = (zone: string) => ({ kind: "zone-down", zone, fromMs: 500, untilMs: 6_000 }) as const;
    expect(outcomes(run({ ...WITNESS, workload: [put(1_000, US, 1)], faults: [down(EU)] }))).toEqual(["written"]);
    const alone = run({ ...WITNESS, workload: [put(1_000, US, 1), read(1_000, US)], faults: [down(EU), down(AP)] });
    expect(outcomes(alone)).toEqual([]);
    expect(eventsOf(alone, "write-unknown").length + eventsOf(alone, "read-unknown").length).toBe(2);
  });

  it("counts what was acknowledged, and never twice, whatever fails", () => {
    const counts = strongRuns.map((scenario): GlobalTableScenario => ({
      ...scenario,
      untilMs: 34_000,
      workload: [
        ...scenario.workload.flatMap((step): GlobalTableStep[] => {
          if (step.kind === "read") return [step];
          return step.kind === "clock" ? [] : [add(step.atMs, step.region)];
        }),
        ...scenario.regions.map((region, index) => read(22_000 + index * 3_000, region)),
      ],
    }));
    let [asked, answered] = [0, 0];
    fc.assert(
      fc.property(counts, (scenario) => {
        const trace = runGlobalTable(scenario);
        const written = outcomes(trace).filter((outcome) => outcome === "written").length;
        const unknown = eventsOf(trace, "write-unknown").length;
        const last = eventsOf(trace, "item-read").filter(({ askedAtMs }) => askedAtMs >= 22_000).map(({ item }) => Number((item?.price as { N: string } | undefined)?.N ?? 0)); // prettier-ignore
        [asked, answered] = [asked + scenario.regions.length, answered + last.length];
        // A write whose answer was lost may be found by a read, and stays from then on.
        for (const [index, value] of last.entries())
          expect(value >= Math.max(written, last[index - 1] ?? 0) && value <= written + unknown).toBe(true);
      }),
      { numRuns: 2_000, seed: SEED },
    );
    expect(answered / asked).toBeGreaterThan(0.98);
  });
});

describe("invariants", () => {
  it.each([
    ["eventual", eventualRuns],
    ["strong", strongRuns],
  ])("hold in Regions with %s consistency that fail, part, lag and go wrong", (_, runs) => {
    fc.assert(
      fc.property(runs, (scenario) => {
        expect(firstGlobalTableViolation(runGlobalTable(scenario))).toBeUndefined();
      }),
      { numRuns: 3_000, seed: SEED },
    );
  });

  it("see what has not arrived", () => {
    const trace = run({ workload: [put(1_000, US, 120)], untilMs: 8_000 });
    expect(everythingArrives(trace)).toBeUndefined();
    const without = trace.filter(({ kind }) => kind !== "version-arrived");
    const late = { kind: "clock-set", atMs: 8_000, region: US, skewMs: 0 } as const;
    expect(everythingArrives([...without, late])?.what).toContain("w1 has not arrived in eu-west-1");
  });

  it("see a strong read that is too old, and a refused write that is held", () => {
    const atMs = 0;
    const ballot = (number: number) => ({ number, region: US });
    const trace = [
      { atMs, kind: "global-table-opened", mode: "MRSC", regions: [US, EU, AP] },
      { atMs: 10, kind: "value-stored", region: US, key: "k", ballot: ballot(1), write: "w1", item: price(1) },
      { atMs: 20, kind: "write-answered", region: US, write: "w1", key: "k", outcome: "written" },
      { atMs: 90, kind: "item-read", region: EU, key: "k", isStrong: true, askedAtMs: 30 },
      { atMs: 95, kind: "write-answered", region: EU, write: "w1", key: "k", outcome: "ReplicatedWriteConflictException" }, // prettier-ignore
    ] as const satisfies GlobalTableTrace;
    expect(GLOBAL_TABLE_INVARIANTS.flatMap((invariant) => invariant(trace)?.what ?? [])).toEqual([
      "eu-west-1 showed no item, and w1 had been answered at 20 ms",
      "us-east-1 holds w1",
    ]);
  });
});

describe("a scenario", () => {
  it("is a function of its seed", () => {
    const [scenario] = fc.sample(eventualRuns, { numRuns: 1, seed: SEED }) as [GlobalTableScenario];
    const text = (seed: number) => traceText(runGlobalTable({ ...scenario, seed }));
    expect(text(3)).toBe(text(3));
    expect(text(3)).not.toBe(text(4));
  });

  it.each([
    ["regions", { regions: [US] }],
    ["regions", { regions: [US, US] }],
    ["regions", { mode: "MRSC", regions: [US, EU] }],
    ["regions", { regions: [US, EU], witness: AP }],
    ["workload[0].region", { workload: [put(0, AP, 1)] }],
    ["workload[0].region", { mode: "MRSC", witness: AP, workload: [put(0, AP, 1)] }],
    ["workload[0].atMs", { workload: [put(-1, US, 1)] }],
    ["workload[0].key", { workload: [put(0, US, 1, "")] }],
    ["workload[0].by", { workload: [{ ...add(0, US), by: 0.5 }] }],
    ["workload[0].skewMs", { workload: [{ kind: "clock", atMs: 0, region: US, skewMs: NaN }] }],
    ["workload[0].puts", { workload: [{ kind: "transact", atMs: 0, region: US, puts: [] }] }],
    ["workload[0].kind", { mode: "MRSC", regions: [US, EU, AP], workload: [{ kind: "transact", atMs: 0, region: US, puts: [] }] }], // prettier-ignore
    ["faults[0].node", { faults: [{ kind: "node-down", node: "db-1", fromMs: 0 }] }],
    ["untilMs", { untilMs: Infinity }],
    ["model.retryMs", { model: { retryMs: 0 } }],
  ] as readonly (readonly [string, Partial<GlobalTableScenario>])[])("with a wrong %s is refused", (field, change) => {
    expect(() => checkGlobalTable({ ...BASE, ...change })).toThrow(
      expect.objectContaining({ name: ScenarioError.name, field }),
    );
  });

  it("may have faults of Regions and of applications", () => {
    const faults = [US, applicationOf(EU)].map((node) => ({ kind: "node-down" as const, node, fromMs: 0 }));
    expect(() => checkGlobalTable({ ...BASE, faults })).not.toThrow();
  });
});

it("has words for every event, in both languages", () => {
  fc.assert(
    fc.property(fc.oneof(eventualRuns, strongRuns), (scenario) => {
      for (const event of runGlobalTable(scenario))
        for (const text of [globalTableEventInEnglish(event), globalTableEventInKorean(event)])
          expect(text).not.toMatch(/undefined|NaN|\[object/);
    }),
    { numRuns: 200, seed: SEED },
  );
});
