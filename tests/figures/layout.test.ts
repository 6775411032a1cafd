import { describe, expect, it } from "vitest";
import { runVolume, type StorageTrace, type VolumeScenario } from "../../src/core/aurora/index.ts";
import { runRollCall, type RollCallScenario } from "../../src/core/start/index.ts";
import { ROLL_CALL_FIGURES } from "../../src/figures/roll-call-figures.ts";
import { rollCallShapes, rollCallWorldAt } from "../../src/figures/roll-call-shapes.ts";
import { SCENE_PX_MAX, WIDTH_PX_MIN, type Box } from "../../src/figures/scene-sizes.ts";
import { STORAGE_SCENARIOS } from "../../src/figures/storage-scenarios.ts";
import { storageFilm } from "../../src/figures/storage-film.ts";
import { framesAround } from "../../src/figures/storage-frames.ts";
import { storageShapes } from "../../src/figures/storage-shapes.ts";
import { momentAfter, storageWorldAt } from "../../src/figures/storage-world.ts";

const WIDTHS = [WIDTH_PX_MIN, 304, 328, 380, 430, 539, 540, 640, 760, SCENE_PX_MAX];

const manyRecords: VolumeScenario = {
  seed: 1,
  groupCount: 3,
  workload: Array.from({ length: 12 }, (_, index) => ({
    kind: "write",
    atMs: index,
    pages: [1, 5],
    commits: `T${index + 1}`,
  })),
  faults: [{ kind: "zone-down", zone: "az-2", fromMs: 5 }],
  untilMs: 30,
};
const traces: readonly (readonly [string, StorageTrace])[] = [
  ...Object.entries(STORAGE_SCENARIOS).map(([name, scenario]) => [name, runVolume(scenario)] as const),
  ["many records", runVolume(manyRecords)],
];

function expectInside({ width, height }: { width: number; height: number }, boxes: readonly Box[]) {
  for (const box of boxes) {
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.width).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(width + 0.01);
    expect(box.y + box.height).toBeLessThanOrEqual(height);
  }
}

describe("the storage scene", () => {
  it.each(traces)("keeps everything inside its edges at every width: %s", (_name, trace) => {
    const film = storageFilm(trace);
    for (const widthPx of WIDTHS) {
      for (let index = 0; index < trace.length; index += 11) {
        const shapes = storageShapes(film, storageWorldAt(film, momentAfter(trace, index)), {
          widthPx,
          showsService: true,
        });
        expectInside(shapes, [
          shapes.writer,
          ...shapes.records,
          ...shapes.commits,
          ...shapes.marks,
          ...shapes.zones,
          ...shapes.segments,
          ...shapes.service,
        ]);
        expectInside(
          shapes,
          shapes.segments.flatMap(({ slots }) => slots),
        );
        for (const record of shapes.records) {
          for (const pip of record.pips) {
            expect(pip.x).toBeGreaterThanOrEqual(record.x);
            expect(pip.x + pip.width).toBeLessThanOrEqual(record.x + record.width);
          }
        }
        expectInside(
          shapes,
          shapes.messages.map(({ x, y }) => ({ x, y, width: 0, height: 0 })),
        );
      }
    }
  });

  it.each(traces)("does not change its height while a run goes on: %s", (_name, trace) => {
    const film = storageFilm(trace);
    for (const widthPx of WIDTHS) {
      const heights = trace.map(
        (_, index) =>
          storageShapes(film, storageWorldAt(film, momentAfter(trace, index)), { widthPx, showsService: true }).height,
      );
      expect(new Set(heights).size).toBe(1);
    }
  });

  it("keeps copies apart", () => {
    const [, trace] = traces[0]!;
    const film = storageFilm(trace);
    for (const widthPx of WIDTHS) {
      const { segments } = storageShapes(film, storageWorldAt(film, momentAfter(trace, 0)), {
        widthPx,
        showsService: false,
      });
      segments
        .slice(1)
        .forEach(({ x }, index) => expect(x - (segments[index]!.x + segments[index]!.width)).toBeGreaterThanOrEqual(5));
    }
  });

  it("shows the newest records where not all have room", () => {
    const [, trace] = traces.at(-1)!;
    const film = storageFilm(trace);
    const shapes = storageShapes(film, storageWorldAt(film, momentAfter(trace, trace.length - 1)), {
      widthPx: 328,
      showsService: false,
    });
    expect(shapes.records.at(-1)?.world.lsn).toBe(film.records.at(-1)?.lsn);
    expect(shapes.hiddenCount + shapes.records.length).toBe(film.records.length);
  });

  it("points out what an event is about", () => {
    const [, trace] = traces[1]!;
    const film = storageFilm(trace);
    for (const [index, event] of trace.entries()) {
      const shapes = storageShapes(film, storageWorldAt(film, momentAfter(trace, index)), {
        widthPx: 700,
        showsService: true,
      });
      const count = framesAround(shapes, event).length;
      if (event.kind === "volume-opened" || event.kind === "fault-began") expect(count).toBe(0);
      else expect(count).toBeGreaterThan(0);
    }
  });
});

describe("the roll call's scene", () => {
  const trace = runRollCall(ROLL_CALL_FIGURES["roll-call"].scenario as RollCallScenario);

  it("keeps everything inside its edges at every width", () => {
    for (const widthPx of WIDTHS) {
      trace.forEach((event, index) => {
        const shapes = rollCallShapes(
          trace,
          rollCallWorldAt(trace, { atMs: event.atMs, eventCount: index + 1 }),
          widthPx,
        );
        expectInside(shapes, [shapes.writer, ...shapes.zones, ...shapes.segments]);
        expectInside(
          shapes,
          [...shapes.lines, ...shapes.messages].map(({ x, y }) => ({ x, y, width: 0, height: 0 })),
        );
      });
    }
  });

  it("lets a greeting travel from its segment's start to the writer's ear", () => {
    const heardAt = trace.find(({ kind }) => kind === "greeting-heard")!.atMs;
    const half = rollCallWorldAt(trace, { atMs: (1 + heardAt) / 2, eventCount: 2 });
    expect(half).toMatchObject({ heard: [], messages: [{ segment: "A", progress: expect.closeTo(0.5, 2) }] });
  });
});
