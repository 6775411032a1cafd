import { describe, expect, it } from "vitest";
import {
  runFleet,
  runPlacementScript,
  segmentPlacement,
  type FleetScenario,
  type FleetTrace,
} from "../../src/core/aurora/index.ts";
import { FLEET_FIGURES } from "../../src/figures/fleet-figures.ts";
import { fleetFilm, fleetFramesAround, fleetShapes } from "../../src/figures/fleet-shapes.ts";
import { firstRun } from "../../src/figures/first-run.ts";
import { SCENE_PX_MAX, WIDTH_PX_MIN, type Box } from "../../src/figures/scene-sizes.ts";

const WIDTHS = [WIDTH_PX_MIN, 304, 328, 430, 539, 540, 760, SCENE_PX_MAX];
const figure = FLEET_FIGURES["protection-groups"];
const scenario = figure.scenario as FleetScenario;
const trace = firstRun("protection-groups") as FleetTrace;

const zoneDown = runFleet({ ...scenario, faults: [{ kind: "zone-down", zone: "az-2", fromMs: 5_000 }] });
/** What a counterexample of the exercise may look like: a crowded fleet, and one without any host. */
const crowded = runPlacementScript(
  {
    geometry: { groupCount: 4, pagesPerGroup: 3, groupCountMax: 8, geometryEpoch: 2 },
    hosts: Array.from({ length: 13 }, (_, index) => ({
      host: `h${index + 1}`,
      zone: `az-${(index % 3) + 1}`,
      segmentCount: index % 4,
      segmentCountMax: (index % 4) + 3,
    })),
    steps: [
      { ask: "place" },
      { ask: "place" },
      { ask: "repair", member: 2, isHostGone: true },
      { ask: "page", page: 14 },
    ],
  },
  segmentPlacement,
);
const noHosts = runPlacementScript(
  {
    geometry: { groupCount: 1, pagesPerGroup: 1, groupCountMax: 2, geometryEpoch: 1 },
    hosts: [],
    steps: [{ ask: "page", page: 2 }, { ask: "place" }],
  },
  segmentPlacement,
);
const traces: readonly (readonly [string, FleetTrace])[] = [
  ["the figure", trace],
  ["a zone down", zoneDown],
  ["a crowded fleet", crowded],
  ["no hosts", noHosts],
];

function expectInside({ width, height }: { width: number; height: number }, boxes: readonly Box[]) {
  for (const box of boxes) {
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(width + 0.01);
    expect(box.y + box.height).toBeLessThanOrEqual(height);
  }
}

describe("the fleet's scene", () => {
  it.each(traces)("keeps everything inside its edges, at one height: %s", (_name, run) => {
    const film = fleetFilm(run);
    for (const widthPx of WIDTHS) {
      const heights = new Set<number>();
      run.forEach(({ atMs }, index) => {
        const shapes = fleetShapes(film, { atMs, eventCount: index + 1 }, widthPx);
        heights.add(shapes.height);
        expectInside(shapes, [shapes.volume, ...shapes.groups, ...shapes.zones, ...shapes.hosts]);
        for (const host of shapes.hosts) {
          for (const slot of host.slots) {
            expect(slot.x).toBeGreaterThanOrEqual(host.x);
            expect(slot.x + slot.width).toBeLessThanOrEqual(host.x + host.width + 0.01);
            expect(slot.y + slot.height).toBeLessThanOrEqual(host.y + host.height);
          }
        }
      });
      expect(heights.size).toBe(1);
    }
  });

  it("leaves a segment in its place as long as it is on its host", () => {
    const places = new Map<string, number>();
    fleetFilm(trace).frames.forEach(({ hosts }) => {
      const now = new Map<string, number>();
      for (const { host, slots } of hosts)
        slots.forEach((slot, index) => slot.kind === "segment" && now.set(`${host} ${slot.segment}`, index));
      for (const [key, place] of now) expect(places.get(key) ?? place).toBe(place);
      for (const [key, place] of now) places.set(key, place);
    });
    expect(places.size).toBe(13 * 6 + 4);
  });

  it("fills the place of a copy as time goes by", () => {
    const film = fleetFilm(trace);
    const began = trace.findLastIndex(({ kind }) => kind === "copy-began");
    const beganMs = trace[began]!.atMs;
    const incoming = (afterMs: number) =>
      fleetShapes(film, { atMs: beganMs + afterMs, eventCount: began + 1 }, 800)
        .hosts.flatMap(({ slots }) => slots)
        .filter(({ world }) => world.kind === "segment" && world.state === "incoming")
        .map(({ progress }) => progress);
    expect(incoming(0)).toEqual([0, 0, 0, 0]);
    expect(incoming(2_000)).toEqual(Array(4).fill(expect.closeTo(0.25, 6)));
  });

  it("draws a copy's way between the two places, outside of both", () => {
    const film = fleetFilm(trace);
    const began = trace.findLastIndex(({ kind }) => kind === "copy-began");
    const shapes = fleetShapes(film, { atMs: trace[began]!.atMs + 500, eventCount: began + 1 }, 800);
    expect(shapes.copies).toHaveLength(4);
    const slots = shapes.hosts.flatMap((host) => host.slots);
    for (const { x, y } of shapes.copies) {
      const inside = slots.filter(
        (slot) => slot.isSource && x > slot.x && x < slot.x + slot.width && y > slot.y && y < slot.y + slot.height,
      );
      expect(inside).toEqual([]);
    }
  });

  it("points out what an event is about", () => {
    for (const [, run] of traces) {
      const film = fleetFilm(run);
      run.forEach((event, index) => {
        const shapes = fleetShapes(film, { atMs: event.atMs, eventCount: index + 1 }, 700);
        const count = fleetFramesAround(shapes, event).length;
        if (["fleet-opened", "fault-began", "fault-ended"].includes(event.kind)) expect(count).toBe(0);
        else expect(count).toBeGreaterThan(0);
      });
    }
  });
});

describe("what the figure's caption and the lesson's question say", () => {
  const repaired = trace.filter((event) => event.kind === "segment-repaired");

  it("holds: four segments of four groups are whole again about ten seconds after the failure", () => {
    expect(repaired).toHaveLength(4);
    expect(new Set(repaired.map(({ group }) => group)).size).toBe(4);
    for (const { afterMs } of repaired) expect(Math.round(afterMs / 1_000)).toBe(10);
  });

  it("holds: each is copied by another pair of hosts", () => {
    const copies = trace.filter((event) => event.kind === "copy-began");
    expect(new Set(copies.flatMap(({ host, sourceHost }) => [host, sourceHost])).size).toBe(8);
  });

  it("holds: the volume grows by groups 12 and 13, then a page is refused", () => {
    const grown = trace.flatMap((event) => (event.kind === "volume-grew" ? [event.geometry.groupCount] : []));
    expect(grown).toEqual([12, 13]);
    expect(trace.find(({ kind }) => kind === "volume-full")).toMatchObject({ page: 53, groupCountMax: 13 });
  });

  it("holds when a reader takes a zone down: nothing is copied, every group goes on writing", async () => {
    const { scenario: forked } = figure.toggle!({ ...scenario, faults: [] }, { zone: "az-2" }, 2_000);
    const run = (await figure.run(forked)) as FleetTrace;
    expect(run.filter(({ kind }) => kind === "copy-began" || kind === "service-changed")).toEqual([]);
    expect(run.filter(({ kind }) => kind === "repair-blocked")).toHaveLength(24);
  });

  it("gives a reader's failure the time of its repair, and takes it back", async () => {
    const { scenario: forked, isDown } = figure.toggle!(scenario, { node: "h13" }, 17_000);
    expect(isDown).toBe(true);
    const run = (await figure.run(forked)) as FleetTrace;
    expect(run.filter(({ kind }) => kind === "segment-repaired").length).toBeGreaterThan(4);
    const back = figure.toggle!(forked, { node: "h13" }, 18_000);
    expect(back.isDown).toBe(false);
  });
});
