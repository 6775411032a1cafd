import { describe, expect, it } from "vitest";
import {
  pageMaterialiser,
  runPageNode,
  runPageScript,
  type PageEvent,
  type PageNodeScenario,
  type PageTrace,
} from "../../src/core/aurora/index.ts";
import { READ_CONTROL, VIEW_CONTROL } from "../../src/figures/page-controls.ts";
import { PAGE_FIGURES } from "../../src/figures/page-figures.ts";
import { pageFilm, pageFramesAround, pageShapes, pageWorldAt } from "../../src/figures/page-shapes.ts";
import { SCENE_PX_MAX, WIDTH_PX_MIN, type Box } from "../../src/figures/scene-sizes.ts";

const WIDTHS = [WIDTH_PX_MIN, 304, 328, 380, 539, 540, 640, SCENE_PX_MAX];
const figure = PAGE_FIGURES["page-materialiser"];
const scenario = figure.scenario as PageNodeScenario;
const trace = runPageNode(scenario);
const many = runPageNode({
  ...scenario,
  pageCount: 4,
  writes: Array.from({ length: 16 }, (_, index) => ({
    atMs: index,
    changes: [1, 2, 3].map((page) => ({ page, slot: 1, value: index })),
  })),
});
const script = runPageScript(
  {
    versions: [{ lsn: 100, slots: [1, 0, 0, 0] }],
    records: [
      { lsn: 112, previousLsn: 110, change: { slot: 4, value: 9 } },
      { lsn: 104, previousLsn: 100, change: { slot: 2, value: 7 } },
    ],
    questions: [
      { ask: "page", readPoint: 109 },
      { ask: "page", readPoint: 112 },
      { ask: "page", readPoint: 99 },
      { ask: "garbage", pgmrpl: 100, stagedLsn: 200 },
    ],
  },
  pageMaterialiser,
);
const traces: readonly (readonly [string, PageTrace])[] = [
  ["the figure", trace],
  ["many records", many],
  ["a script", script],
];

const at = (run: PageTrace, index: number) => ({ atMs: run[index]!.atMs, eventCount: index + 1 });
const indexOf = (matches: (event: PageEvent) => boolean) => trace.findIndex(matches);

function expectInside({ width, height }: { width: number; height: number }, boxes: readonly Box[]) {
  for (const box of boxes) {
    expect(box.x).toBeGreaterThanOrEqual(-0.01);
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(width + 0.01);
    expect(box.y + box.height).toBeLessThanOrEqual(height);
  }
}

describe("the page scene", () => {
  it.each(traces)("keeps everything inside its edges, and its height, at every width: %s", (_, run) => {
    const film = pageFilm(run);
    for (const widthPx of WIDTHS) {
      const heights = new Set<number>();
      run.forEach((_event, index) => {
        const shapes = pageShapes(film, pageWorldAt(film, at(run, index)), widthPx);
        heights.add(shapes.height);
        const { viewBox, backupBox, columns, pages, versions, records, travelling, holes, result } = shapes;
        expectInside(shapes, [
          viewBox,
          backupBox,
          ...columns,
          ...pages,
          ...versions,
          ...records,
          ...travelling,
          ...holes,
        ]);
        expectInside(shapes, result.cells);
        for (const { x, toX } of shapes.marks) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(toX).toBeLessThanOrEqual(shapes.width + 0.01);
        }
        // A finger needs room: no column is narrower than this.
        for (const column of columns) expect(column.width).toBeGreaterThanOrEqual(24);
      });
      expect(heights.size).toBe(1);
    }
  });

  it("shows the newest records where not all have room", () => {
    const film = pageFilm(many);
    const { columns, hiddenCount } = pageShapes(film, pageWorldAt(film, at(many, many.length - 1)), 328);
    expect(columns.at(-1)?.lsn).toBe(film.lsns.at(-1));
    expect(hiddenCount + columns.length).toBe(film.lsns.length);
  });

  it("marks what the page of a read was made of, and nothing else", () => {
    const film = pageFilm(trace);
    const used = (page: number) => {
      const shapes = pageShapes(
        film,
        pageWorldAt(
          film,
          at(
            trace,
            indexOf((e) => e.kind === "page-answered" && e.page === page),
          ),
        ),
        700,
      );
      const lsnsOf = (glyphs: typeof shapes.records) =>
        glyphs.filter(({ isUsed }) => isUsed).map(({ page: of, lsn }) => [of, lsn]);
      return [lsnsOf(shapes.versions), lsnsOf(shapes.records), shapes.result.cells.map(({ value }) => value)];
    };
    expect(used(1)).toEqual([[[1, 104]], [], [3, 2, 0, 0]]);
    expect(used(2)).toEqual([
      [[2, 100]],
      [
        [2, 102],
        [2, 105],
      ],
      [4, 0, 5, 0],
    ]);
  });

  it("shows a hole while a record is missing that a back-link names", () => {
    const film = pageFilm(trace);
    const holesAt = (index: number) =>
      pageShapes(film, pageWorldAt(film, at(trace, index)), 700).holes.map(({ lsn }) => lsn);
    expect(holesAt(indexOf((e) => e.kind === "page-coalesced" && e.result.status === "missing"))).toEqual([108]);
    expect(holesAt(indexOf((e) => e.kind === "record-arrived" && e.lsn === 108))).toEqual([]);
  });

  it("crosses out what was collected", () => {
    const film = pageFilm(trace);
    const { versions } = pageShapes(film, pageWorldAt(film, at(trace, trace.length - 1)), 700);
    const left = versions.filter(({ isCollected }) => !isCollected).map(({ page, lsn }) => [page, lsn]);
    expect(left).toEqual([
      [1, 111],
      [2, 107],
    ]);
  });

  it("lets a record travel from the log to its lane", () => {
    const film = pageFilm(trace);
    const { fromMs, toMs, fromIndex, lsn } = film.journeys[0]!;
    const [half] = pageWorldAt(film, { atMs: (fromMs + toMs) / 2, eventCount: fromIndex + 1 }).onTheWay;
    expect(half).toMatchObject({ lsn, progress: expect.closeTo(0.5, 5) });
  });

  it("draws a script's answers too: a page, a gap, and a past that is gone", () => {
    const film = pageFilm(script);
    const outcomes = script.flatMap((event, index) =>
      event.kind === "page-answered" ? [pageWorldAt(film, at(script, index)).lastRead?.outcome] : [],
    );
    expect(outcomes).toEqual(["answered", "missing", "collected"]);
  });

  it("points out what an event is about", () => {
    const film = pageFilm(trace);
    trace.forEach((event, index) => {
      const count = pageFramesAround(pageShapes(film, pageWorldAt(film, at(trace, index)), 700), event).length;
      const isDrawn = ["record-arrived", "page-coalesced", "garbage-collected", "page-asked", "page-answered"].includes(
        event.kind,
      );
      expect(count > 0, event.kind).toBe(isDrawn);
    });
  });
});

describe("what a reader can change", () => {
  const fork = (target: Parameters<NonNullable<typeof figure.toggle>>[1], atMs: number, from = scenario) =>
    figure.toggle!(from, target, atMs);
  const kinds = (run: PageTrace, kind: PageEvent["kind"]): readonly { readonly atMs: number }[] =>
    run.filter((event) => event.kind === kind);
  const rerun = (forked: ReturnType<typeof fork>) => runPageNode(forked.scenario as PageNodeScenario);
  const pastOf = (run: PageTrace, atMs: number) => run.filter((event) => event.atMs <= atMs);

  it.each([
    ["the query", { control: VIEW_CONTROL }],
    ["an LSN", { control: `${READ_CONTROL}103` }],
    ["the backup", { node: "backup" }],
  ] as const)("leaves the past as it was: %s", (_, target) => {
    for (const atMs of [2, 5, 10.5, 15]) {
      const forked = fork(target, atMs);
      expect(pastOf(rerun(forked), atMs)).toEqual(pastOf(trace, atMs));
      expect(forked.notice?.en).toContain(atMs.toFixed(2));
      expect(forked.notice?.ko).toContain(atMs.toFixed(2));
    }
  });

  it("ends the query, and the past goes at once", () => {
    const run = rerun(fork({ control: VIEW_CONTROL }, 8));
    expect(kinds(run, "view-closed")[0]!.atMs).toBeCloseTo(8, 2);
    expect(kinds(run, "page-asked")).toEqual([]);
    expect(run.at(-1)).toMatchObject({ kind: "node-closed", pgmrpl: 111 });
  });

  it("starts another query where none runs, and what it needs stays", () => {
    const run = rerun(fork({ control: VIEW_CONTROL }, 2.9));
    expect(kinds(run, "view-opened")).toMatchObject([{ view: "Q1", readPoint: 103 }]);
    expect(run.at(-1)).toMatchObject({ kind: "node-closed", pgmrpl: 103 });
  });

  it("reads at a point that nobody holds: refused below PGMRPL, made from what there is above it", () => {
    const below = rerun(fork({ control: `${READ_CONTROL}103` }, 8));
    expect(kinds(below, "page-refused")).toMatchObject([
      { readPoint: 103, because: "below-pgmrpl" },
      { readPoint: 103, because: "below-pgmrpl" },
    ]);
    const above = rerun(fork({ control: `${READ_CONTROL}107` }, 8));
    expect(kinds(above, "page-answered").slice(0, 2)).toMatchObject([
      { page: expect.any(Number), readPoint: 107, result: { status: "materialised" } },
      { readPoint: 107, result: { status: "materialised" } },
    ]);
  });

  it("takes the backup down and brings it back", () => {
    const down = fork({ node: "backup" }, 3);
    expect(down.isDown).toBe(true);
    expect(rerun(down).at(-1)).toMatchObject({ stagedLsn: 103 });
    // What the backup had got by then still goes when Q1 ends; nothing else does.
    const later = rerun(fork({ node: "backup" }, 8));
    const { stagedLsn } = kinds(later, "log-staged").at(-1) as unknown as { stagedLsn: number };
    expect(stagedLsn).toBeLessThan(111);
    for (const event of kinds(later, "garbage-collected") as unknown as { lsns: number[]; versionLsns: number[] }[])
      for (const lsn of [...event.lsns, ...event.versionLsns]) expect(lsn).toBeLessThanOrEqual(stagedLsn);
    const back = fork({ node: "backup" }, 9, down.scenario as PageNodeScenario);
    expect(back.isDown).toBe(false);
    expect(rerun(back).at(-1)).toMatchObject({ stagedLsn: 111 });
  });
});

it("the caption tells the run: nothing goes between Q1's beginning and its end, and then the past does", () => {
  const began = indexOf(({ kind }) => kind === "view-opened");
  const ended = indexOf(({ kind }) => kind === "view-closed");
  const collectedAt = trace.flatMap((event, index) => (event.kind === "garbage-collected" ? [index] : []));
  expect(collectedAt.filter((index) => began < index && index < ended)).toEqual([]);
  expect(collectedAt.filter((index) => index > ended)).toHaveLength(2);
  expect(trace[indexOf(({ kind }) => kind === "record-lost")]).toMatchObject({ lsn: 108 });
});
