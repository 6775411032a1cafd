import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkPartitionScenario,
  comparePlaces,
  evenMap,
  hashOf,
  hasOneHolder,
  keyAt,
  losesNothing,
  PARTITION_INVARIANTS,
  partitionEventInEnglish,
  partitionRouter,
  placeOf,
  runPartitions,
  runPartitionScript,
  SPLIT_RULE,
  splittingEnds,
  type CollectionLoad,
  type PartitionEvent,
  type PartitionInvariant,
  type PartitionRouter,
  type PartitionScenario,
  type PartitionScript,
  type PartitionTrace,
  type ReportedItem,
} from "../../../src/core/dynamodb/index.ts";
import { keyHash, placeOf as tablePlaceOf } from "../../../src/core/dynamodb/key-order.ts";
import { partitionEventInKorean } from "../../../src/core/dynamodb/partition-words-ko.ts";
import { ScenarioError, traceText } from "../../../src/core/kernel/index.ts";
import { partitionRuns, partitionScripts } from "../../arbitraries/partition-router.ts";
import { SEED } from "../seed.ts";

const { holds, partitionOf, splitOf } = partitionRouter;
/** Short texts, with the characters that places escape. */
const texts = fc.string({ unit: fc.constantFrom("a", "b", "\u0000", "\u0001", "\u0002", "z"), maxLength: 4 });
const keys = fc.record({ partitionKey: texts.filter((text) => text !== ""), sortKey: texts });

describe("places", () => {
  it("stand in the order in which the table service keeps its items, and can be read back from there", () => {
    const inTable = ({ partitionKey, sortKey }: { readonly partitionKey: string; readonly sortKey: string }) =>
      tablePlaceOf({ p: { S: partitionKey }, s: { S: sortKey } }, { partitionKey: "p", sortKey: "s" }, keyHash);
    fc.assert(
      fc.property(keys, keys, (a, b) => {
        const [left, right] = [inTable(a), inTable(b)];
        expect(Math.sign(comparePlaces(placeOf(a), placeOf(b)))).toBe(left < right ? -1 : left > right ? 1 : 0);
        expect(keyAt(left)).toEqual(a);
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });

  it("share the hashes evenly at first", () => {
    expect(evenMap(4).map(({ partition, from }) => [partition, from.hash.toString(16)])).toEqual([
      ["P1", "0"],
      ["P2", "40000000"],
      ["P3", "80000000"],
      ["P4", "c0000000"],
    ]);
    expect(() => evenMap(0)).toThrow("Scenario field partitionCount:");
  });
});

describe("the router", () => {
  it("finds for any key the one partition that holds it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), keys, (count, key) => {
        const map = evenMap(count);
        const holders = map.filter((range) => holds(range, key));
        expect(holders.map(({ partition }) => partition)).toEqual([partitionOf(map, key)]);
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });

  it("splits where a search through all points finds the best one", () => {
    const report = fc.array(fc.record({ kilobytes: fc.nat({ max: 50 }), unitsNow: fc.nat({ max: 50 }), unitsBefore: fc.nat({ max: 50 }), key: fc.constantFrom("a", "b", "c"), sortKey: fc.constantFrom("1", "2", "3", "4") }), { maxLength: 8 }); // prettier-ignore
    const rule = { splitKilobytes: 150, splitUnits: 60, leastUnits: 20 };
    const found = { size: 0, consumption: 0, none: 0 };
    fc.assert(
      fc.property(report, fc.boolean(), (rows, hasLocalIndex) => {
        const items = rows
          .map(({ key, sortKey, ...rest }): ReportedItem => ({
            place: placeOf({ partitionKey: key, sortKey }),
            ...rest,
          }))
          .sort((a, b) => comparePlaces(a.place, b.place))
          .filter(({ place }, index, all) => index === 0 || comparePlaces(place, all[index - 1]!.place) !== 0);
        const total = (list: readonly ReportedItem[], of: "kilobytes" | "unitsNow" | "unitsBefore") =>
          list.reduce((sum, each) => sum + each[of], 0);
        const cuts = items.flatMap((item, index) => {
          const name = item.place.partitionKey;
          const divides = items[index - 1]?.place.partitionKey === name;
          if (index === 0 || (divides && hasLocalIndex)) return [];
          const [lower, upper] = [items.slice(0, index), items.slice(index)];
          const own = (list: readonly ReportedItem[]) => list.filter(({ place }) => !divides || place.partitionKey === name); // prettier-ignore
          const enough = [lower, upper].every((side) =>
            (["unitsNow", "unitsBefore"] as const).every((of) => total(own(side), of) >= rule.leastUnits),
          );
          return [{ at: divides ? item.place : { ...item.place, sortKey: "" }, lower, upper, enough }];
        });
        const smallest = (of: "kilobytes" | "unitsNow", list: typeof cuts) =>
          Math.min(...list.map(({ lower, upper }) => Math.max(total(lower, of), total(upper, of))));
        const full = cuts.filter(({ lower, upper }) => total(lower, "kilobytes") > 0 && total(upper, "kilobytes") > 0);
        const hot = cuts.filter(({ enough }) => enough);
        const isHot = total(items, "unitsNow") >= 60 && total(items, "unitsBefore") >= 60;
        const [because, of, list] =
          total(items, "kilobytes") >= 150 && full.length > 0
            ? (["size", "kilobytes", full] as const)
            : (["consumption", "unitsNow", isHot ? hot : []] as const);
        const best = list.find(({ lower, upper }) => Math.max(total(lower, of), total(upper, of)) === smallest(of, list)); // prettier-ignore
        const expected = best && { because, at: best.at };
        expect(splitOf({ items, hasLocalIndex, rule })).toEqual(expected);
        found[expected?.because ?? "none"]++;
      }),
      { seed: SEED, numRuns: 3_000 },
    );
    expect(Math.min(...Object.values(found))).toBeGreaterThan(100);
  });
});

const loadOf = (partitionKey: string, atS: number, unitsPerSecond: number, sortKeys: CollectionLoad["sortKeys"] = "one"): CollectionLoad => ({ atMs: atS * 1_000, partitionKey, sortKeys, unitsPerSecond }); // prettier-ignore

function scenario(load: readonly CollectionLoad[], change: Partial<PartitionScenario> = {}): PartitionScenario {
  return {
    seed: 1,
    hasLocalIndex: false,
    partitionCount: 1,
    routerCount: 2,
    stored: [],
    load,
    faults: [],
    untilMs: 600_000,
    ...change,
  };
}

const customers = Array.from({ length: 8 }, (_, index) => `customer#${index + 1}`);
const splits = (trace: PartitionTrace) => trace.flatMap((event) => (event.kind === "partition-split" ? [event] : []));
const looks = (trace: PartitionTrace) => trace.flatMap((event) => (event.kind === "table-looked-at" ? [event] : []));
/** Throttled a second in the last look. */
const throttledIn = (trace: PartitionTrace) => {
  const last = looks(trace).at(-1)!;
  return Math.round((last.partitions.reduce((sum, { throttled }) => sum + throttled, 0) * 1_000) / last.forMs);
};
const placesOf = (trace: PartitionTrace) => splits(trace).map(({ into }) => into[1].from);

describe("a table under writes", () => {
  it("splits until many keys have room, each partition between its keys", () => {
    const trace = runPartitions(scenario(customers.map((key) => loadOf(key, 0, 200))));
    expect(splits(trace).map(({ atMs, partition }) => [atMs / 1_000, partition])).toEqual([
      [180, "P1"],
      [300, "P2"],
      [300, "P3"],
    ]);
    expect(looks(trace)[0]!.partitions[0]!.throttled).toBeGreaterThan(10_000);
    expect(throttledIn(trace)).toBe(0);
    expect(
      looks(trace)
        .at(-1)!
        .partitions.map(({ asked }) => asked),
    ).toEqual([12_000, 12_000, 12_000, 12_000]);
  });

  it("leaves one hot key where it is: alone, and throttled", () => {
    const alone = runPartitions(scenario([loadOf("2026-11-27", 0, 1_500)]));
    expect([splits(alone).length, throttledIn(alone)]).toEqual([0, 500]);
    const among = runPartitions(
      scenario([...customers.map((key) => loadOf(key, 0, 100)), loadOf("2026-11-27", 0, 1_500)], { untilMs: 900_000 }),
    );
    expect(splits(among).length).toBeGreaterThan(1);
    expect(throttledIn(among)).toBe(500);
    expect(
      looks(among)
        .at(-1)!
        .partitions.filter(({ throttled }) => throttled > 0),
    ).toHaveLength(1);
  });

  it("parts a collection whose sort keys lie all over, and none whose sort keys come in order", () => {
    const scattered = runPartitions(scenario([loadOf("2026-11-27", 0, 1_500, "scattered")]));
    expect(placesOf(scattered).map(({ partitionKey, sortKey }) => [partitionKey, sortKey])).toEqual([
      ["2026-11-27", "e"],
    ]);
    expect(throttledIn(scattered)).toBe(0);
    const sequential = runPartitions(scenario([loadOf("2026-11-27", 0, 1_500, "sequential")]));
    expect([splits(sequential).length, throttledIn(sequential)]).toEqual([0, 500]);
    const amongOthers = [loadOf("customer#3", 0, 200), loadOf("2026-11-27", 0, 1_500, "sequential"), loadOf("customer#7", 0, 200)]; // prettier-ignore
    const long = runPartitions(scenario(amongOthers, { untilMs: 1_800_000 }));
    expect([splits(long).length, throttledIn(long)]).toEqual([2, 500]);
  });

  it("with a local index parts no collection, and lets it grow to its limit", () => {
    const hot = runPartitions(scenario([loadOf("2026-11-27", 0, 1_500, "scattered")], { hasLocalIndex: true }));
    expect([splits(hot).length, throttledIn(hot)]).toEqual([0, 500]);
    const stored = [{ partitionKey: "2026-11-27", sortKeys: "sequential" as const, kilobytes: 10_485_000 }];
    const load = [loadOf("2026-11-27", 0, 100, "sequential")];
    const full = runPartitions(scenario(load, { hasLocalIndex: true, stored }));
    expect(full.find(({ kind }) => kind === "collection-full")?.atMs).toBeLessThan(11_000);
    expect(looks(full).at(-1)!.kilobytes).toBeLessThanOrEqual(10_485_760);
    expect(splits(full)).toEqual([]);
    const without = runPartitions(scenario(load, { stored }));
    expect(splits(without)).toMatchObject([{ because: "size", into: [{}, { from: { sortKey: "s4" } }] }]);
    expect(looks(without).at(-1)!.kilobytes).toBeGreaterThan(10_540_000);
  });

  it("splits a full partition where its bytes are halved, whatever it is asked", () => {
    const stored = [
      { partitionKey: "customer#5", sortKeys: "one" as const, kilobytes: 9_000_000 },
      { partitionKey: "customer#1", sortKeys: "one" as const, kilobytes: 1_000_000 },
      { partitionKey: "customer#8", sortKeys: "one" as const, kilobytes: 2_000_000 },
    ];
    const trace = runPartitions(scenario([], { stored }));
    expect(splits(trace)).toMatchObject([{ atMs: 150_000, because: "size" }]);
    expect(
      looks(trace)
        .at(-1)!
        .partitions.map(({ kilobytes }) => kilobytes),
    ).toEqual([9_000_000, 3_000_000]);
  });

  it("tells a router that its map is old, and the router asks for another one", () => {
    const trace = runPartitions(
      scenario(
        customers.map((key) => loadOf(key, 0, 200)),
        { untilMs: 250_000 },
      ),
    );
    const refused = trace.flatMap((event) => (event.kind === "request-refused" ? [event] : []));
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every(({ atMs, node }) => atMs >= 180_000 && atMs < 181_000 && node === "node-1")).toBe(true);
    expect(trace.filter(({ kind }) => kind === "map-learned")).toHaveLength(2);
    expect(trace.some(({ kind }) => kind === "request-given-up")).toBe(false);
  });

  it("still does all writes when the metadata service is told of a split late", () => {
    const faults = [{ kind: "node-down" as const, node: "metadata", fromMs: 179_000, untilMs: 181_500 }];
    const trace = runPartitions(
      scenario(
        customers.map((key) => loadOf(key, 0, 110)),
        { faults, untilMs: 250_000 },
      ),
    );
    expect(trace.filter(({ kind }) => kind === "map-learned")).toHaveLength(2);
    expect(losesNothing(trace)).toBeUndefined();
    expect(looks(trace).at(-1)!.itemCount).toBe(8);
  });
});

describe("invariants", () => {
  const holdsAll = (trace: PartitionTrace, which: readonly PartitionInvariant[] = PARTITION_INVARIANTS) => {
    for (const invariant of which) expect(invariant(trace)).toBeUndefined();
  };

  it("hold for a map that is split anywhere", () => {
    fc.assert(
      fc.property(partitionScripts, (script) => holdsAll(runPartitionScript(script))),
      { seed: SEED, numRuns: 5_000 },
    );
  });

  it("hold in tables under any writes, with stale maps and faults", () => {
    fc.assert(
      fc.property(partitionRuns(6), (run) => holdsAll(runPartitions(run))),
      { seed: SEED, numRuns: 3_000 },
    );
  });

  it("hold over half an hour", () => {
    fc.assert(
      fc.property(partitionRuns(30, { isFaulty: false }), (run) => holdsAll(runPartitions(run))),
      { seed: SEED, numRuns: 200 },
    );
  });

  it("show that splitting comes to an end: none for consumption in the second half of an hour", () => {
    fc.assert(
      fc.property(partitionRuns(60, { isFaulty: false }), (run) => {
        const late = splits(runPartitions(run)).filter(({ atMs, because }) => because === "consumption" && atMs > 1_800_000); // prettier-ignore
        expect(late).toEqual([]);
      }),
      { seed: SEED, numRuns: 20 },
    );
  });

  it("are each broken by something that thoughtless routers do", () => {
    const broken = new Set<PartitionInvariant>();
    const thoughtless: readonly PartitionRouter[] = [
      { ...partitionRouter, holds: () => true },
      { ...partitionRouter, holds: (range, key) => holds(range, key) || comparePlaces(range.from, placeOf(key)) > 0 },
      { ...partitionRouter, partitionOf: () => "P1", holds: () => true },
      // In the middle, whatever was asked.
      { ...partitionRouter, splitOf({ items, rule }) {
        const sum = items.reduce((all, { unitsNow }) => all + unitsNow, 0);
        const at = items[items.length >> 1]?.place;
        return sum >= rule.splitUnits && items.length > 1 && at !== undefined ? { because: "consumption", at } : undefined;
      } }, // prettier-ignore
      // Where everything is above it.
      { ...partitionRouter, splitOf: () => ({ because: "size", at: placeOf({ partitionKey: "a", sortKey: "" }) }) },
    ];
    fc.assert(
      fc.property(partitionRuns(6), partitionScripts, fc.constantFrom(...thoughtless), (run, script, router) => {
        for (const trace of [runPartitions(run, router), runPartitionScript(script, router)])
          for (const invariant of PARTITION_INVARIANTS) if (invariant(trace) !== undefined) broken.add(invariant);
      }),
      { seed: SEED, numRuns: 150 },
    );
    // Where a split is and what its parts are is the run's own business: no router can leave a gap.
    const [leavesNoGap, ...others] = PARTITION_INVARIANTS;
    expect([...broken].map(({ name }) => name).sort()).toEqual(others.map(({ name }) => name).sort());
    const [opened] = runPartitions(scenario([]));
    const gap = { ...opened, partitions: evenMap(4).slice(1) } as typeof opened & PartitionTrace[number];
    expect(leavesNoGap?.([gap])).toMatchObject({ eventIndex: 0, what: expect.stringMatching(/\S/) });
  });

  it("the same scenario gives the same run", () => {
    fc.assert(
      fc.property(partitionRuns(4), (run) => {
        expect(traceText(runPartitions(run))).toBe(traceText(runPartitions(run)));
      }),
      { seed: SEED, numRuns: 30 },
    );
  });

  it("see a split that follows what comes in order", () => {
    const following: PartitionRouter = {
      ...partitionRouter,
      splitOf({ items, rule, ...rest }) {
        const now = items.map((item) => ({ ...item, unitsBefore: item.unitsNow }));
        return splitOf({ items: now, rule, ...rest });
      },
    };
    const load = [loadOf("customer#3", 0, 200), loadOf("2026-11-27", 0, 1_500, "sequential"), loadOf("customer#7", 0, 200)]; // prettier-ignore
    const trace = runPartitions(scenario(load, { untilMs: 900_000 }), following);
    expect(trace[splittingEnds(trace)?.eventIndex ?? -1]).toMatchObject({
      kind: expect.stringMatching(/^(partition-split|split-decided)$/),
    });
    expect(hasOneHolder(trace)).toBeUndefined();
  });
});

describe("the words", () => {
  const stored = [{ partitionKey: "2026-11-27", sortKeys: "sequential" as const, kilobytes: 10_485_000 }];
  const faults = [{ kind: "node-down" as const, node: "metadata", fromMs: 1_000, untilMs: 2_000 }];
  const script: PartitionScript = {
    hasLocalIndex: false,
    rule: { splitKilobytes: 10, splitUnits: 100, leastUnits: 1 },
    partitionCount: 1,
    items: ["a", "b"].map((sortKey) => ({ key: { partitionKey: "x", sortKey }, kilobytes: 9, unitsNow: 0, unitsBefore: 0 })), // prettier-ignore
    steps: [
      { ask: "look", item: 0 },
      { ask: "route", item: 0 },
      { ask: "route", item: 1, sortKey: "" },
    ],
  };
  const events: readonly PartitionEvent[] = [
    ...runPartitions(
      scenario(
        customers.map((key) => loadOf(key, 0, 200)),
        { untilMs: 190_000, faults },
      ),
    ),
    ...runPartitions(scenario([loadOf("2026-11-27", 0, 100, "sequential"), loadOf("x", 0, 100, "scattered")], { hasLocalIndex: true, stored, untilMs: 190_000 })), // prettier-ignore
    ...runPartitionScript(script),
    { kind: "request-given-up", router: "router-1", partitionKey: "x", sortKey: "" },
    { kind: "key-held-twice", node: "node-1", partitions: ["P1", "P2"], partitionKey: "x", sortKey: "y" },
    { kind: "key-routed", partition: "P1", heldBy: [], partitionKey: "x", sortKey: "y" },
    { kind: "key-routed", partition: "P1", heldBy: ["P1", "P2"], partitionKey: "x", sortKey: "y" },
  ];

  it("tell events apart, in both languages", () => {
    expect(new Set(events.map(({ kind }) => kind)).size).toBe(13);
    for (const words of [partitionEventInEnglish, partitionEventInKorean])
      for (const event of events) {
        expect(words(event)).toMatch(/^\S.*[^.\s]$/);
        expect(words(event)).not.toMatch(/undefined|NaN|\[object/);
      }
    for (const words of [partitionEventInEnglish, partitionEventInKorean])
      for (const kind of new Set(events.map((event) => event.kind))) {
        const own = events.filter((event) => event.kind === kind);
        const told = (list: readonly PartitionEvent[]) => new Set(list.map((event) => words(event))).size;
        // Items and sides are told by their sums, a table by its partitions.
        if (!["partitions-opened", "table-looked-at", "split-decided", "request-refused"].includes(kind))
          expect(told(own), kind).toBe(new Set(own.map((event) => JSON.stringify({ ...event, atMs: 0 }))).size);
      }
  });
});

describe("what is refused", () => {
  const RUN = scenario([loadOf("a", 0, 1)]);
  const stored = { partitionKey: "a", sortKeys: "one" as const, kilobytes: 1 };
  it.each<[string, Partial<PartitionScenario>, string]>([
    ["no partition", { partitionCount: 0 }, "partitionCount"],
    ["no router", { routerCount: 0 }, "routerCount"],
    ["a collection that is stored twice", { stored: [stored, stored] }, "stored[1].partitionKey"],
    ["half a kilobyte", { stored: [{ ...stored, kilobytes: 0.5 }] }, "stored[0].kilobytes"],
    ["a collection beyond its limit", { hasLocalIndex: true, stored: [{ ...stored, kilobytes: 10_485_761 }] }, "stored[0].kilobytes"], // prettier-ignore
    ["33 collections", { stored: Array.from({ length: 33 }, (_, index) => ({ ...stored, partitionKey: `k${index}` })) }, "stored"], // prettier-ignore
    ["loads out of order", { load: [loadOf("a", 2, 1), loadOf("a", 1, 1)] }, "load[1].atMs"],
    ["no partition key", { load: [loadOf("", 0, 1)] }, "load[0].partitionKey"],
    ["half a write", { load: [loadOf("a", 0, 0.5)] }, "load[0].unitsPerSecond"],
    ["33 partition keys", { load: Array.from({ length: 33 }, (_, index) => loadOf(`k${index}`, 0, 1)) }, "load"],
    ["a fault of a router that is not there", { routerCount: 1, faults: [{ kind: "node-down", node: "router-2", fromMs: 0 }] }, "faults[0].node"], // prettier-ignore
    ["a run of more than three hours", { untilMs: 10_800_001 }, "untilMs"],
  ])("%s", (_, change, field) => {
    expect(() => checkPartitionScenario({ ...RUN, ...change })).toThrow(`Scenario field ${field}:`);
    expect(() => runPartitions({ ...RUN, ...change })).toThrow(ScenarioError);
  });

  const SCRIPT: PartitionScript = {
    hasLocalIndex: false,
    rule: SPLIT_RULE,
    partitionCount: 1,
    items: [{ key: { partitionKey: "a", sortKey: "" }, kilobytes: 1, unitsNow: 0, unitsBefore: 0 }],
    steps: [],
  };
  it.each<[string, Partial<PartitionScript>, string]>([
    ["a rule of nothing", { rule: { ...SPLIT_RULE, leastUnits: 0 } }, "rule.leastUnits"],
    ["no item", { items: [] }, "items"],
    ["an item without a key", { items: [{ ...SCRIPT.items[0]!, key: { partitionKey: "", sortKey: "" } }] }, "items[0].key.partitionKey"], // prettier-ignore
    ["less than nothing", { items: [{ ...SCRIPT.items[0]!, unitsNow: -1 }] }, "items[0].unitsNow"],
    ["an item that is not there", { steps: [{ ask: "look", item: 1 }] }, "steps[0].item"],
  ])("%s", (_, change, field) => {
    expect(() => runPartitionScript({ ...SCRIPT, ...change })).toThrow(`Scenario field ${field}:`);
  });

  it("has a hash for every text, also for those with low characters", () => {
    expect([hashOf(""), hashOf("\u0000")].every((hash) => Number.isInteger(hash) && hash >= 0 && hash < 2 ** 32)).toBe(true); // prettier-ignore
  });
});
