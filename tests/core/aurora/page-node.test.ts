import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  PAGE_INVARIANTS,
  acceptedReadsGetTheirPage,
  backupHoldsWhatGoes,
  garbageGoes,
  pageMaterialiser,
  readsShowTheLog,
  runPageNode,
  type PageEvent,
  type PageInvariant,
  type PageMaterialiser,
  type PageNodeScenario,
  type PageTrace,
} from "../../../src/core/aurora/index.ts";
import { ScenarioError, traceText } from "../../../src/core/kernel/index.ts";
import { pageNodeScenarios } from "../../arbitraries/page-materialiser.ts";
import { SEED } from "../seed.ts";

const kept = <Kind extends PageEvent["kind"]>(trace: PageTrace, kind: Kind) =>
  trace.filter((event): event is Extract<PageTrace[number], { kind: Kind }> => event.kind === kind);

/** Six writes to page 1, one every 2 ms: slot 1 counts them. */
const counting = (more: Partial<PageNodeScenario> = {}): PageNodeScenario => ({
  seed: 1,
  pageCount: 1,
  writes: [1, 2, 3, 4, 5, 6].map((value) => ({ atMs: 2 * value, changes: [{ page: 1, slot: 1, value }] })),
  views: [],
  reads: [],
  faults: [],
  untilMs: 40,
  ...more,
});

describe("a storage node", () => {
  it("coalesces a chain of three, stages the log, and drops what nobody needs", () => {
    const trace = runPageNode(counting());
    expect(kept(trace, "page-coalesced").map(({ result }) => result)).toEqual([
      { status: "materialised", version: { lsn: 103, slots: [3, 0, 0, 0] } },
      { status: "materialised", version: { lsn: 106, slots: [6, 0, 0, 0] } },
    ]);
    expect(kept(trace, "node-closed")).toMatchObject([
      { pgmrpl: 106, stagedLsn: 106, holdings: [{ page: 1, versionLsns: [106], recordLsns: [] }] },
    ]);
  });

  it("keeps what a long query may still read, and answers it as of its beginning", () => {
    const views = [{ view: "V1", fromMs: 5.9 }];
    const trace = runPageNode(counting({ views, reads: [{ atMs: 30, page: 1, view: "V1" }] }));
    const readPoint = kept(trace, "view-opened")[0]?.readPoint ?? NaN;
    expect(readPoint).toBe(102);
    expect(kept(trace, "page-answered").map(({ result }) => result)).toEqual([
      { status: "materialised", version: { lsn: 102, slots: [2, 0, 0, 0] } },
    ]);
    expect(kept(trace, "node-closed")[0]).toMatchObject({
      pgmrpl: 102,
      holdings: [{ versionLsns: [100, 103, 106], recordLsns: [101, 102, 103, 104, 105, 106] }],
    });
  });

  it("collects nothing that the backup has not got, and the backup is down from the beginning", () => {
    const trace = runPageNode(counting({ faults: [{ kind: "node-down", node: "backup", fromMs: 0 }] }));
    expect(kept(trace, "garbage-collected")).toMatchObject([{ lsns: [], versionLsns: [100] }]);
    expect(kept(trace, "node-closed")[0]?.holdings).toEqual([
      { page: 1, versionLsns: [103, 106], recordLsns: [101, 102, 103, 104, 105, 106] },
    ]);
  });

  it("refuses a read below PGMRPL and one beyond its SCL, and takes both ends", () => {
    const reads = [99, 100, 106, 107].map((readPoint) => ({ atMs: 30, page: 1, readPoint }));
    const views = [{ view: "V1", fromMs: 0 }];
    const trace = runPageNode(counting({ views, reads }));
    expect(kept(trace, "page-refused").map(({ readPoint, because }) => [readPoint, because])).toEqual(
      expect.arrayContaining([
        [99, "below-pgmrpl"],
        [107, "beyond-scl"],
      ]),
    );
    expect(
      kept(trace, "page-answered")
        .map(({ readPoint }) => readPoint)
        .sort(),
    ).toEqual([100, 106]);
  });

  it("waits with a chain that has a hole, and folds it when the hole is filled", () => {
    const faults = [{ kind: "messages-lost", probability: 1, fromMs: 3.9, untilMs: 4.5 } as const];
    const trace = runPageNode(counting({ faults }));
    expect(kept(trace, "record-lost").map(({ lsn }) => lsn)).toEqual([102]);
    const results = kept(trace, "page-coalesced").map(({ result }) => result.status);
    expect(results[0]).toBe("missing");
    expect(results.at(-1)).toBe("materialised");
  });

  it("leaves a trace that is the same every time", () => {
    fc.assert(
      fc.property(pageNodeScenarios("anything"), (scenario) => {
        expect(traceText(runPageNode(scenario))).toBe(traceText(runPageNode(scenario)));
      }),
      { seed: SEED, numRuns: 50 },
    );
  });
});

describe.each(["calm", "messages", "long-queries", "anything"] as const)("runs with %s", (mix) => {
  it("keep every promise", () => {
    let answered = 0;
    let collected = 0;
    fc.assert(
      fc.property(pageNodeScenarios(mix), (scenario) => {
        const trace = runPageNode(scenario);
        for (const invariant of PAGE_INVARIANTS) expect(invariant(trace)).toBeUndefined();
        answered += kept(trace, "page-answered").length;
        collected += kept(trace, "garbage-collected").length;
      }),
      { seed: SEED, numRuns: 300 },
    );
    // Or the promises would have been kept by doing nothing.
    expect(answered).toBeGreaterThan(300);
    expect(collected).toBeGreaterThan(60);
  });
});

describe("each invariant has an answer that breaks it", () => {
  const { materialise, collectable } = pageMaterialiser;
  const nothing = { lsns: [], versionLsns: [] };
  const wrong: readonly (readonly [string, PageInvariant, PageMaterialiser, Partial<PageNodeScenario>])[] = [
    [
      "reads the newest, whatever the read point",
      readsShowTheLog,
      { collectable, materialise: (versions, records) => materialise(versions, records, Infinity) },
      { reads: [{ atMs: 12.5, page: 1, readPoint: 103 }], views: [{ view: "V1", fromMs: 0 }] },
    ],
    [
      "collects the version that a read at PGMRPL needs",
      acceptedReadsGetTheirPage,
      {
        materialise,
        collectable: (versions, records, marks) => ({
          ...collectable(versions, records, marks),
          versionLsns: versions.map(({ lsn }) => lsn).filter((lsn) => lsn <= marks.pgmrpl),
        }),
      },
      { views: [{ view: "V1", fromMs: 5.9 }], reads: [{ atMs: 30, page: 1, view: "V1" }] },
    ],
    [
      "does not ask for the backup",
      backupHoldsWhatGoes,
      {
        materialise,
        collectable: (versions, records, { pgmrpl }) => collectable(versions, records, { pgmrpl, stagedLsn: Infinity }),
      },
      { faults: [{ kind: "node-down", node: "backup", fromMs: 0 }] },
    ],
    ["never collects", garbageGoes, { materialise, collectable: () => nothing }, {}],
  ];
  it.each(wrong)("%s", (_, invariant, answer, more) => {
    expect(invariant(runPageNode(counting(more), answer))).toMatchObject({ eventIndex: expect.any(Number) });
    expect(invariant(runPageNode(counting(more)))).toBeUndefined();
  });
});

describe("a scenario that makes no sense is refused by the field", () => {
  it.each([
    ["pageCount", { pageCount: 0 }],
    ["pageCount", { pageCount: 17 }],
    ["untilMs", { untilMs: NaN }],
    ["writes[0].changes", { writes: [{ atMs: 0, changes: [] }] }],
    ["writes[0].changes[0].page", { writes: [{ atMs: 0, changes: [{ page: 2, slot: 1, value: 1 }] }] }],
    ["writes[0].changes[0].slot", { writes: [{ atMs: 0, changes: [{ page: 1, slot: 5, value: 1 }] }] }],
    ["writes[0].changes[0].value", { writes: [{ atMs: 0, changes: [{ page: 1, slot: 4, value: NaN }] }] }],
    ["views[1].view", { views: ["V", "V"].map((view) => ({ view, fromMs: 1 })) }],
    ["views[0].untilMs", { views: [{ view: "V", fromMs: 2, untilMs: 2 }] }],
    ["reads[0].page", { reads: [{ atMs: 0, page: 2 }] }],
    ["reads[0].readPoint", { reads: [{ atMs: 0, page: 1, readPoint: NaN }] }],
    ["model.backgroundMs", { model: { backgroundMs: 0 } }],
    ["model.chainLengthMax", { model: { chainLengthMax: 0 } }],
    ["faults[0].node", { faults: [{ kind: "node-down", node: "B", fromMs: 0 }] }],
  ] as const)("%s", (field, more) => {
    let thrown: unknown;
    try {
      runPageNode(counting(more as never));
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ScenarioError);
    expect((thrown as ScenarioError).field).toBe(field);
  });
});
