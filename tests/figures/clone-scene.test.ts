import { describe, expect, it } from "vitest";
import {
  createCloneFamily,
  runCloneScript,
  runCloneSystem,
  type CloneEvent,
  type CloneSystemScenario,
  type CloneTrace,
} from "../../src/core/aurora/index.ts";
import { controlName, controlOf, type CloneControl } from "../../src/figures/clone-controls.ts";
import { CLONE_FIGURES } from "../../src/figures/clone-figures.ts";
import { cloneFramesAround, cloneShapes, cloneWorldAt } from "../../src/figures/clone-shapes.ts";
import { SCENE_PX_MAX, WIDTH_PX_MIN, type Box } from "../../src/figures/scene-sizes.ts";

const WIDTHS = [WIDTH_PX_MIN, 304, 328, 380, 539, 540, 640, SCENE_PX_MAX];
const figure = CLONE_FIGURES["copy-on-write-clone"];
const scenario = figure.scenario as CloneSystemScenario;
const trace = runCloneSystem(scenario);
const script = runCloneScript(
  {
    volume: "A",
    pageCount: 5,
    startLsn: 100,
    copyOnWriteCloneMax: 1,
    steps: [
      { tell: "write", volume: "A", page: 1, lsn: 104 },
      { tell: "clone", source: "A", clone: "B", atLsn: 100 },
      { tell: "clone", source: "A", clone: "C", atLsn: 104 },
      { tell: "remove", volume: "A" },
    ],
  },
  createCloneFamily,
);
const traces: readonly (readonly [string, CloneTrace])[] = [
  ["the figure", trace],
  ["a script", script],
];
const at = (run: CloneTrace, index: number) => ({ atMs: run[index]!.atMs, eventCount: index + 1 });
const shapesAt = (run: CloneTrace, index: number, widthPx = 700) =>
  cloneShapes(run, cloneWorldAt(run, at(run, index)), widthPx);

function expectInside({ width, height }: { width: number; height: number }, boxes: readonly Box[]) {
  for (const box of boxes) {
    expect(box.x).toBeGreaterThanOrEqual(-0.01);
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(width + 0.01);
    expect(box.y + box.height).toBeLessThanOrEqual(height);
  }
}

describe("the clone scene", () => {
  it.each(traces)("keeps everything inside its edges, and its height, at every width: %s", (_, run) => {
    for (const widthPx of WIDTHS) {
      const heights = new Set<number>();
      run.forEach((_event, index) => {
        const shapes = shapesAt(run, index, widthPx);
        heights.add(shapes.height);
        for (const row of shapes.rows) {
          expectInside(shapes, [row, row.cloneButton, row.deleteButton, ...row.cells]);
          // A finger needs room, and cells must not touch.
          for (const box of [row.cloneButton, row.deleteButton, ...row.cells]) {
            expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24);
          }
          row.cells.slice(1).forEach(({ x }, place) => {
            expect(x - row.cells[place]!.x - row.cells[place]!.width).toBeGreaterThanOrEqual(5);
          });
        }
      });
      expect(heights.size).toBe(1);
    }
  });

  it("draws as many solid cells as there are pages in storage, and links each hollow one to a solid one", () => {
    for (const [, run] of traces) {
      run.forEach((_event, index) => {
        const { rows, storedCount, links } = shapesAt(run, index);
        const cells = rows.flatMap((row) => row.cells);
        expect(cells.filter(({ isOwn }) => isOwn)).toHaveLength(storedCount);
        expect(links).toHaveLength(cells.filter(({ isOwn, owner }) => owner !== undefined && !isOwn).length);
      });
    }
  });

  it("prints pages as the user guide does", () => {
    const labels = (index: number) =>
      shapesAt(trace, index).rows.map(({ volume, cells }) => `${volume}: ${cells.map(({ label }) => label).join(" ")}`);
    const afterBoth = trace.findIndex((event) => event.kind === "change-stored" && event.volume === "B") + 1;
    expect(labels(afterBoth)).toEqual(["A: 1A 2 3 4", "B: 1 2 3 4B", "C:    "]);
    expect(labels(trace.length - 1)).toEqual(["A:    ", "B: 1 2 3 4B", "C: 1 2C 3 4B"]);
  });

  it("knows where each volume is in its life", () => {
    const states = trace.map((_, index) => cloneWorldAt(trace, at(trace, index)).states);
    const lifeOf = (volume: string) =>
      states.map((state) => state.get(volume)).filter((state, index, all) => state !== all[index - 1]);
    expect(lifeOf("A")).toEqual(["there", "leaving", "deleted"]);
    expect(lifeOf("C")).toEqual(["to-come", "ordered", "there"]);
  });

  it("points out what an event is about", () => {
    trace.forEach((event, index) => {
      const count = cloneFramesAround(shapesAt(trace, index), event).length;
      expect(count > 0, event.kind).toBe(event.kind !== "family-opened");
    });
  });
});

describe("what a reader can change", () => {
  const press = (control: CloneControl, atMs: number, from = scenario) =>
    figure.toggle!(from, { control: controlName(control) }, atMs);
  const rerun = (forked: ReturnType<typeof press>) => runCloneSystem(forked.scenario as CloneSystemScenario);
  const kept = <Kind extends CloneEvent["kind"]>(run: CloneTrace, kind: Kind) =>
    run.filter((event): event is Extract<CloneTrace[number], { kind: Kind }> => event.kind === kind);
  const controls: readonly CloneControl[] = [
    { verb: "write", volume: "A", page: 3 },
    { verb: "clone", volume: "A" },
    { verb: "delete", volume: "A" },
  ];

  it("names its controls so that they can be read back", () => {
    for (const control of controls) expect(controlOf(controlName(control))).toEqual(control);
  });

  it.each(controls)("leaves the past as it was: $verb", (control) => {
    for (const atMs of [2.5, 7, 13]) {
      const forked = press(control, atMs);
      const past = (run: CloneTrace) => run.filter((event) => event.atMs <= atMs);
      expect(past(rerun(forked))).toEqual(past(trace));
      expect(forked.notice?.en).toContain(atMs.toFixed(2));
      expect(forked.notice?.ko).toContain(atMs.toFixed(2));
    }
  });

  it("changes a page, and only the volume that was asked sees it", () => {
    const tables = kept(rerun(press({ verb: "write", volume: "A", page: 3 }, 7)), "family-stands").at(-1)!.tables;
    expect(tables.map(({ volume, billedPages, pages }) => [volume, billedPages, pages[2]!.lsn])).toEqual([
      ["A", 4, 102],
      ["B", 2, 100],
    ]);
  });

  it("makes further clones, as many as there is room for", () => {
    let forked = press({ verb: "clone", volume: "A" }, 7);
    let atMs = 7;
    for (let index = 0; index < 6; index++) {
      atMs += 5;
      forked = press({ verb: "clone", volume: "A" }, atMs, forked.scenario as CloneSystemScenario);
    }
    expect(kept(rerun(forked), "clone-made").map(({ clone }) => clone)).toEqual(["B", "C", "D", "E", "F"]);
    expect(forked.notice?.en).toBe("There is room for 6 volumes in this picture.");
  });

  it("deletes a volume, and its clone takes over what it sees", () => {
    const run = rerun(press({ verb: "delete", volume: "A" }, 7));
    expect(kept(run, "family-stands").at(-1)!.tables).toMatchObject([{ volume: "B", billedPages: 4 }]);
  });
});

it("the caption tells the run: A 4 at first, B 3 and C 2 at last, and A's pages 1A and 4 are gone", () => {
  const stands = trace.flatMap((event) => (event.kind === "family-stands" ? [event.tables] : []));
  const bills = stands.map((tables) => tables.map(({ volume, billedPages }) => `${volume} ${billedPages}`).join(", "));
  expect(bills).toEqual(["A 4", "A 4, B 0", "A 4, B 1", "A 4, B 2", "A 4, B 2, C 0", "A 4, B 2, C 1", "B 3, C 2"]);
  expect(stands.at(-1)!.map(({ pages }) => pages.map(({ owner }) => owner).join(" "))).toEqual(["B B C B", "B C C B"]);
});
