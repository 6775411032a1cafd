import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CLONE_INVARIANTS,
  billsAddUp,
  cloneEventText,
  createCloneFamily,
  runCloneSystem,
  volumesSeeTheirOwnPast,
  type CloneEvent,
  type CloneFamily,
  type CloneFamilyOptions,
  type CloneInvariant,
  type CloneSystemScenario,
  type CloneSystemStep,
  type CloneTrace,
} from "../../../src/core/aurora/index.ts";
import { ScenarioError, traceText } from "../../../src/core/kernel/index.ts";
import { cloneSystemScenarios } from "../../arbitraries/copy-on-write-clone.ts";
import { SEED } from "../seed.ts";

const kept = <Kind extends CloneEvent["kind"]>(trace: CloneTrace, kind: Kind) =>
  trace.filter((event): event is Extract<CloneTrace[number], { kind: Kind }> => event.kind === kind);

const scenario = (steps: readonly CloneSystemStep[], more: Partial<CloneSystemScenario> = {}): CloneSystemScenario => ({
  seed: 1,
  pageCount: 4,
  steps,
  faults: [],
  untilMs: 60,
  ...more,
});
const guide: readonly CloneSystemStep[] = [
  { kind: "clone", atMs: 1, source: "A", clone: "B" },
  { kind: "write", atMs: 10, volume: "A", page: 1 },
  { kind: "write", atMs: 15, volume: "B", page: 4 },
  { kind: "read", atMs: 20, volume: "B", page: 1 },
  { kind: "delete", atMs: 30, volume: "A" },
];

describe("a family in time", () => {
  it("plays the user guide's example", () => {
    const trace = runCloneSystem(scenario(guide));
    const bills = kept(trace, "family-stands").map(({ tables }) =>
      tables.map(({ volume, billedPages }) => `${volume} ${billedPages}`).join(", "),
    );
    expect(bills).toEqual(["A 4", "A 4, B 0", "A 4, B 1", "A 4, B 2", "B 4"]);
    expect(kept(trace, "page-read").map(({ copy }) => copy)).toEqual([{ writtenBy: "A", lsn: 100 }]);
  });

  it("clones the durable point of its source, although later writes may be there first", () => {
    const steps: CloneSystemStep[] = [
      { kind: "write", atMs: 1, volume: "A", page: 1 },
      { kind: "clone", atMs: 10, source: "A", clone: "B" },
      { kind: "write", atMs: 10.1, volume: "A", page: 2 },
    ];
    const orders = Array.from({ length: 40 }, (_, seed) => runCloneSystem(scenario(steps, { seed })));
    const sequences = new Set(orders.map((trace) => trace.map(({ kind }) => kind).join(" ")));
    // Both happen: the write comes before the order, and after it.
    expect(sequences.size).toBeGreaterThan(1);
    for (const trace of orders) {
      expect(kept(trace, "clone-made")).toMatchObject([{ atLsn: 101, how: "copy-on-write" }]);
      const [, b] = kept(trace, "family-stands").at(-1)!.tables;
      expect(b?.pages.map(({ lsn }) => lsn)).toEqual([101, 100, 100, 100]);
    }
  });

  it("stores a volume's records in their order, whatever overtakes what", () => {
    const steps = Array.from({ length: 12 }, (_, index) => ({
      kind: "write" as const,
      atMs: 1 + index / 10,
      volume: "A",
      page: (index % 4) + 1,
    }));
    const trace = runCloneSystem(
      scenario(steps, { faults: [{ kind: "messages-doubled", probability: 1, fromMs: 0 }] }),
    );
    expect(kept(trace, "change-stored").map(({ lsn }) => lsn)).toEqual(steps.map((_, index) => 101 + index));
  });

  it("passes over steps of volumes that are not there, and refuses what comes too late", () => {
    const steps: CloneSystemStep[] = [
      { kind: "write", atMs: 0, volume: "B", page: 1 },
      { kind: "clone", atMs: 1, source: "A", clone: "B" },
      { kind: "clone", atMs: 1, source: "A", clone: "B" },
      { kind: "write", atMs: 12, volume: "A", page: 2 },
      { kind: "delete", atMs: 12, volume: "A" },
      { kind: "read", atMs: 13, volume: "A", page: 1 },
      { kind: "clone", atMs: 13, source: "A", clone: "C" },
    ];
    const refused = new Set<string>();
    for (let seed = 0; seed < 40; seed++) {
      const trace = runCloneSystem(scenario(steps, { seed }));
      expect(kept(trace, "clone-made")).toHaveLength(1);
      expect(kept(trace, "page-asked")).toEqual([]);
      for (const { order } of kept(trace, "order-refused")) refused.add(order);
    }
    expect(refused).toEqual(new Set(["change"]));
  });

  it("leaves a trace that is the same every time", () => {
    fc.assert(
      fc.property(cloneSystemScenarios("delays"), (it) => {
        expect(traceText(runCloneSystem(it))).toBe(traceText(runCloneSystem(it)));
      }),
      { seed: SEED, numRuns: 50 },
    );
  });
});

it.each(["calm", "delays"] as const)("runs with %s keep every promise, and speak in sentences", (mix) => {
  let readOfClone = 0;
  fc.assert(
    fc.property(cloneSystemScenarios(mix), (it) => {
      const trace = runCloneSystem(it);
      for (const invariant of CLONE_INVARIANTS) expect(invariant(trace)).toBeUndefined();
      readOfClone += kept(trace, "page-read").filter(({ volume }) => volume !== "A").length;
      for (const event of trace) {
        const [en, ko] = [cloneEventText(event, "en"), cloneEventText(event, "ko")];
        expect(en).toMatch(/^[A-Z]/);
        expect(en).not.toMatch(/undefined|NaN|\[object|\.$/);
        expect(ko).not.toMatch(/undefined|NaN|\[object|\.$/);
        expect(ko).toMatch(/[가-힣]/);
        expect(en.length).toBeLessThan(220);
      }
    }),
    { seed: SEED, numRuns: 300 },
  );
  expect(readOfClone).toBeGreaterThan(100);
});

it("says of a family which pages each volume pays for", () => {
  const stands = kept(runCloneSystem(scenario(guide)), "family-stands");
  expect(stands.map((event) => cloneEventText(event, "en"))).toEqual([
    "Pages billed: A 4 (1 2 3 4)",
    "Pages billed: A 4 (1 2 3 4), B 0",
    "Pages billed: A 4 (1A@101 2 3 4), B 1 (1)",
    "Pages billed: A 4 (1A@101 2 3 4), B 2 (1 4B@101)",
    "Pages billed: B 4 (1 2 3 4B@101)",
  ]);
});

describe("each invariant has an answer that breaks it", () => {
  const wrap = (change: (family: CloneFamily) => Partial<CloneFamily>) => (options: CloneFamilyOptions) => {
    const family = createCloneFamily(options);
    return { ...family, ...change(family) };
  };
  const wrong: readonly (readonly [string, CloneInvariant, (options: CloneFamilyOptions) => CloneFamily])[] = [
    [
      "a clone reads its source as it is now",
      volumesSeeTheirOwnPast,
      wrap((family) => {
        const changed = new Map<number, number>();
        return {
          write(write) {
            family.write(write);
            if (write.volume === "A") changed.set(write.page, write.lsn);
          },
          read: (volume, page) =>
            changed.has(page) ? { writtenBy: "A", lsn: changed.get(page) ?? 0 } : family.read(volume, page),
        };
      }),
    ],
    ["a shared page is billed twice", billsAddUp, wrap(() => ({ billedPages: () => 4 }))],
    [
      "a page belongs to a volume that is gone",
      billsAddUp,
      wrap((family) => ({ remove: () => undefined, ownerOf: (volume, page) => family.ownerOf(volume, page) })),
    ],
  ];
  it.each(wrong)("%s", (_, invariant, createFamily) => {
    expect(invariant(runCloneSystem(scenario(guide), createFamily))).toMatchObject({ eventIndex: expect.any(Number) });
    expect(invariant(runCloneSystem(scenario(guide)))).toBeUndefined();
  });
});

describe("a scenario that makes no sense is refused by the field", () => {
  it.each([
    ["pageCount", { pageCount: 0 }],
    ["pageCount", { pageCount: 65 }],
    ["copyOnWriteCloneMax", { copyOnWriteCloneMax: -1 }],
    ["untilMs", { untilMs: -1 }],
    ["steps[0].atMs", { steps: [{ kind: "delete", atMs: NaN, volume: "A" }] }],
    ["steps[0].page", { steps: [{ kind: "write", atMs: 0, volume: "A", page: 5 }] }],
    ["steps[0].clone", { steps: [{ kind: "clone", atMs: 0, source: "A", clone: "storage" }] }],
    ["faults[0].kind", { faults: [{ kind: "node-down", node: "A", fromMs: 0 }] }],
    ["faults[0].node", { faults: [{ kind: "node-slow", node: "Z", addedMs: 1, fromMs: 0 }] }],
  ] as const)("%s", (field, more) => {
    let thrown: unknown;
    try {
      runCloneSystem(scenario([], more as never));
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ScenarioError);
    expect((thrown as ScenarioError).field).toBe(field);
  });
});
