import { describe, expect, it } from "vitest";
import type { StorageEvent, StorageTrace } from "../../src/core/aurora/index.ts";
import {
  AURORA_RULE,
  gossipRepair,
  placementOf,
  readRouting,
  runGossipScript,
  runReadScript,
  runVolume,
  type VolumeScenario,
} from "../../src/core/aurora/index.ts";
import { storageFilm } from "../../src/figures/storage-film.ts";
import { STORAGE_SCENARIOS } from "../../src/figures/storage-scenarios.ts";
import { framesAround } from "../../src/figures/storage-frames.ts";
import { storageShapes } from "../../src/figures/storage-shapes.ts";
import { momentAfter, storageWorldAt, type StorageWorld } from "../../src/figures/storage-world.ts";

const opened = (groupCount = 1): StorageEvent => ({
  kind: "volume-opened",
  startLsn: 100,
  rule: AURORA_RULE,
  groups: Array.from({ length: groupCount }, (_, index) => ({ group: index + 1, placement: placementOf(index + 1) })),
  writerZone: "az-1",
});

/** A trace from [time, event] pairs. */
const traceOf = (...timed: readonly (readonly [number, StorageEvent])[]): StorageTrace =>
  timed.map(([atMs, event]) => ({ atMs, ...event }));

/** One record, stored by A at 1.4 and acknowledged at 2; lost on its way to E; sent to a D that is down. */
const SMALL = traceOf(
  [0, opened()],
  [1, { kind: "record-shipped", lsn: 101, group: 1, isCpl: true }],
  [1, { kind: "record-lost", lsn: 101, segment: "E", because: "lost" }],
  [1, { kind: "commit-requested", transaction: "T1", commitLsn: 101 }],
  [1.4, { kind: "record-stored", lsn: 101, segment: "A", scl: 101 }],
  [1.8, { kind: "record-lost", lsn: 101, segment: "D", because: "receiver-down" }],
  [2, { kind: "ack-arrived", lsn: 101, segment: "A" }],
);

const worldAt = (trace: StorageTrace, atMs: number) =>
  storageWorldAt(storageFilm(trace), { atMs, eventCount: trace.filter((event) => event.atMs <= atMs).length });
const messageTo = (world: StorageWorld, segment: string) =>
  world.messages.find((message) => message.segment === segment);

describe("messages of a world", () => {
  it("are on the way from the sending to the storing, and from there to the acknowledgement", () => {
    expect(messageTo(worldAt(SMALL, 1.2), "A")).toMatchObject({
      kind: "record",
      lsn: 101,
      progress: expect.closeTo(0.5),
    });
    expect(messageTo(worldAt(SMALL, 1.7), "A")).toMatchObject({ kind: "ack", lsn: 101, progress: expect.closeTo(0.5) });
    expect(messageTo(worldAt(SMALL, 2), "A")).toBeUndefined();
  });

  it("end half-way when they are lost, and stay marked for a moment", () => {
    expect(messageTo(worldAt(SMALL, 1), "E")).toMatchObject({ isLost: false, progress: 0 });
    expect(messageTo(worldAt(SMALL, 1.5), "E")).toMatchObject({ isLost: true, progress: 0.5 });
    expect(messageTo(worldAt(SMALL, 2), "E")).toBeUndefined();
  });

  it("end at the door of a segment that is down", () => {
    expect(messageTo(worldAt(SMALL, 1.9), "D")).toMatchObject({ isLost: true, progress: 1 });
  });

  it("have not left before the event that sends them, even at the same instant", () => {
    const film = storageFilm(SMALL);
    expect(storageWorldAt(film, { atMs: 1, eventCount: 1 }).messages).toEqual([]);
    expect(storageWorldAt(film, { atMs: 1, eventCount: 2 }).messages).toHaveLength(6);
  });

  it("go from peer to peer: one question for all the records of an answer, and one that nobody answers", () => {
    const range = { afterLsn: 100, throughLsn: 102 };
    const film = storageFilm(
      traceOf(
        [0, opened()],
        [0, { kind: "record-shipped", lsn: 101, group: 1, isCpl: true }],
        [0, { kind: "record-shipped", lsn: 102, group: 1, isCpl: true }],
        [1, { kind: "gossip-asked", segment: "E", peer: "A", ranges: [range] }],
        [2, { kind: "gossip-asked", segment: "E", peer: "F", ranges: [range] }],
        [3, { kind: "record-gossiped", lsn: 101, segment: "E", from: "A", scl: 102 }],
        [3, { kind: "record-gossiped", lsn: 102, segment: "E", from: "A", scl: 102 }],
      ),
    );
    const talk = film.journeys.map(
      ({ kind, segment, peer, lsn, fromMs, toMs }) => `${kind} ${segment} ${peer} ${lsn ?? ""} ${fromMs}-${toMs}`,
    );
    expect(talk.filter((text) => text.startsWith("gossip"))).toEqual([
      "gossip-query E A  1-2",
      "gossip E A 101 2-3",
      "gossip E A 102 2-3",
      "gossip-query E F  2-2.8",
    ]);
    expect(film.journeys.some(({ isLost }) => isLost)).toBe(false);
  });

  it("carry a recovery read there and back", () => {
    const trace = traceOf(
      [0, opened()],
      [1, { kind: "quorum-read-asked", group: 1 }],
      [2, { kind: "segment-answered", group: 1, segment: "B", scl: 100 }],
    );
    expect(messageTo(worldAt(trace, 1.25), "B")).toMatchObject({ kind: "query", progress: 0.5 });
    expect(messageTo(worldAt(trace, 1.75), "B")).toMatchObject({ kind: "answer", progress: 0.5 });
    expect(worldAt(trace, 2).groups[0]?.segments.map(({ hasAnswered }) => hasAnswered)).toEqual([
      false,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("a world", () => {
  it("counts acknowledgements once, of members only", () => {
    const ack = (segment: string): StorageEvent => ({ kind: "ack-arrived", lsn: 101, segment });
    const trace = traceOf(
      [0, opened(2)],
      [1, { kind: "record-shipped", lsn: 101, group: 1, isCpl: false }],
      ...["A", "A", "A2", "Z", "B", "C"].map((segment, index) => [2 + index, ack(segment)] as const),
      [9, ack("F")],
    );
    expect(worldAt(trace, 8).records[0]).toMatchObject({ acknowledgedBy: ["A", "B", "C"], hasQuorum: false });
    expect(worldAt(trace, 9.5).records[0]).toMatchObject({ hasQuorum: true, quorumAgeMs: 0.5 });
  });

  it("takes an acknowledgement as proof in a trace without a network, with gaps between LSNs", () => {
    const trace = traceOf(
      [0, opened()],
      [1, { kind: "record-shipped", lsn: 103, group: 1, isCpl: false }],
      [2, { kind: "record-shipped", lsn: 110, group: 1, isCpl: true }],
      [3, { kind: "ack-arrived", lsn: 110, segment: "C" }],
      [4, { kind: "ack-arrived", lsn: 103, segment: "C" }],
    );
    const copy = (world: StorageWorld) => world.groups[0]?.segments.find(({ segment }) => segment === "C");
    expect(copy(worldAt(trace, 3))).toMatchObject({ scl: 100, holds: new Set([110]) });
    expect(copy(worldAt(trace, 4))).toMatchObject({ scl: 110 });
    expect(messageTo(worldAt(trace, 2.9), "C")).toMatchObject({ kind: "ack" });
  });

  it("tells of a record by its acknowledgements where nothing was shipped", () => {
    const trace = traceOf(
      [0, opened()],
      ...["A", "Z", "B", "A", "C", "D"].map(
        (segment, index) => [1 + index, { kind: "ack-arrived", lsn: 101, segment }] as const,
      ),
    );
    expect(worldAt(trace, 0).records).toMatchObject([{ lsn: 101, isShipped: false }]);
    expect(worldAt(trace, 5).records).toMatchObject([
      { isShipped: true, acknowledgedBy: ["A", "B", "C"], hasQuorum: false },
    ]);
    expect(worldAt(trace, 6).records).toMatchObject([{ acknowledgedBy: ["A", "B", "C", "D"], hasQuorum: true }]);
  });

  it("knows who is down, by zone or alone, and who is back", () => {
    const zone = { kind: "zone-down", zone: "az-1", fromMs: 1, untilMs: 3 } as const;
    const node = { kind: "node-down", node: "A", fromMs: 2 } as const;
    const trace = traceOf(
      [0, opened()],
      [1, { kind: "fault-began", fault: zone }],
      [1, { kind: "service-changed", group: 1, writes: false, reads: true }],
      [2, { kind: "fault-began", fault: node }],
      [3, { kind: "fault-ended", fault: zone }],
    );
    const down = (world: StorageWorld) =>
      world.groups[0]?.segments.filter(({ isDown }) => isDown).map(({ segment }) => segment);
    expect(worldAt(trace, 0.5).groups[0]).toMatchObject({ writes: true, reads: true, copiesLeft: 6 });
    expect(worldAt(trace, 1)).toMatchObject({
      writerIsDown: true,
      groups: [{ writes: false, reads: true, copiesLeft: 4 }],
    });
    expect(down(worldAt(trace, 2))).toEqual(["A", "B"]);
    expect(down(worldAt(trace, 3))).toEqual(["A"]);
  });

  it("moves its marks and answers its commits when the trace says so", () => {
    const trace = traceOf(
      [0, opened()],
      [1, { kind: "record-shipped", lsn: 101, group: 1, isCpl: true }],
      [1, { kind: "commit-requested", transaction: "T1", commitLsn: 101 }],
      [2, { kind: "marks-moved", pgcls: [101], vcl: 101, vdl: 101 }],
      [2, { kind: "commit-answered", transaction: "T1" }],
    );
    const film = storageFilm(trace);
    expect(storageWorldAt(film, momentAfter(trace, 2))).toMatchObject({
      vdl: 100,
      commits: [{ transaction: "T1", isAnswered: false }],
    });
    expect(storageWorldAt(film, momentAfter(trace, 3))).toMatchObject({
      vdl: 101,
      vcl: 101,
      commits: [{ isAnswered: false }],
    });
    expect(storageWorldAt(film, momentAfter(trace, 4))).toMatchObject({ commits: [{ isAnswered: true }] });
  });

  it("follows a page read: who was asked, who refused, whose page it is, and the page's way", () => {
    const asOf = { page: 1, readPoint: 102 };
    const trace = traceOf(
      [0, opened()],
      [1, { kind: "page-asked", ...asOf, segment: "B", isHedge: false }],
      [2, { kind: "page-refused", ...asOf, segment: "B", because: "behind" }],
      [2, { kind: "page-asked", ...asOf, segment: "C", isHedge: false }],
      [3, { kind: "page-asked", ...asOf, segment: "E", isHedge: true }],
      [4, { kind: "page-answered", ...asOf, segment: "E", pageLsn: 102, slots: [0, 0, 102, 0], tookMs: 1 }],
      [6, { kind: "answer-timed", segment: "C", tookMs: 4 }],
      [7, { kind: "page-asked", ...asOf, segment: "E", isHedge: false }],
    );
    const readAt = (atMs: number) => {
      const { asked = [], tookMs } = worldAt(trace, atMs).read ?? {};
      return [
        ...asked.map(({ segment, outcome }) => `${segment} ${outcome}`),
        ...(tookMs === undefined ? [] : [tookMs]),
      ];
    };
    expect(worldAt(trace, 0).read).toBeUndefined();
    expect(readAt(1)).toEqual(["B waiting"]);
    expect(readAt(3)).toEqual(["B refused", "C waiting", "E waiting"]);
    expect(readAt(6)).toEqual(["B refused", "C waiting", "E answered", 1]);
    expect(readAt(7)).toEqual(["E waiting"]);
    // C's page is on its way although nobody needs it any more, and nothing of it counts as lost.
    expect(messageTo(worldAt(trace, 5), "C")).toMatchObject({
      kind: "page",
      isLost: false,
      progress: expect.closeTo(0.5),
    });
    expect(worldAt(trace, 1.6).messages).toMatchObject([{ kind: "answer", segment: "B" }]);
  });

  it("shows what was only planned, and where there is nobody to ask", () => {
    const plan = (order: readonly string[]) =>
      worldAt(traceOf([0, opened()], [1, { kind: "read-planned", readPoint: 102, order, hedgeAfterMs: 3 }]), 1).read;
    expect(plan(["C", "A"])?.asked.map(({ segment }) => segment)).toEqual(["C", "A"]);
    expect(plan(["C", "A"])?.isFailed).toBe(false);
    expect(plan([])?.isFailed).toBe(true);
  });

  it("agrees with the segments' own SCLs in every run of the figures", () => {
    for (const scenario of Object.values(STORAGE_SCENARIOS)) {
      const trace = runVolume(scenario as VolumeScenario);
      const film = storageFilm(trace);
      trace.forEach((event, index) => {
        if (event.kind !== "record-stored") return;
        const segments = storageWorldAt(film, momentAfter(trace, index)).groups.flatMap((group) => group.segments);
        expect(segments.find(({ segment }) => segment === event.segment)?.scl).toBe(event.scl);
      });
    }
  });

  it("draws what scripts of a mechanism alone tell, at every moment", () => {
    const reads = runReadScript(
      {
        startLsn: 100,
        recordCount: 3,
        steps: [
          { tell: "complete", segment: "C", scl: 102 },
          { tell: "answered", segment: "C", tookMs: 0.5 },
          { ask: "plan", readPoint: 102 },
          { tell: "durable", vdl: 102 },
          { ask: "accept", segment: "C", readPoint: 101 },
        ],
      },
      readRouting,
    );
    const gossips = runGossipScript(
      {
        startLsn: 100,
        lsns: [101, 103],
        steps: [
          { what: "store", segment: "A", lsns: [101, 103] },
          { what: "tell", segment: "A", to: "E" },
          { what: "ask", segment: "E" },
          { what: "recovery", segment: "A" },
          { what: "ask", segment: "F" },
        ],
      },
      gossipRepair,
    );
    for (const trace of [reads, gossips]) {
      const film = storageFilm(trace);
      for (const index of trace.keys()) {
        const world = storageWorldAt(film, momentAfter(trace, index));
        const shapes = storageShapes(film, world, { widthPx: 360, showsService: false });
        for (const box of framesAround(shapes, trace[index]!)) expect(box.width).toBeGreaterThan(0);
      }
    }
    expect(worldAt(reads, 3).read?.asked.map(({ segment }) => segment)).toEqual(["C"]);
    expect(worldAt(reads, 4).pgmrpl).toBe(102);
    expect(worldAt(reads, 5).read?.asked).toEqual([{ segment: "C", outcome: "refused" }]);
    expect(worldAt(gossips, 9).groups[0]?.segments.map(({ scl }) => scl)).toEqual([103, 100, 100, 100, 103, 100]);
  });

  it("survives any part of a trace", () => {
    const whole = runVolume(STORAGE_SCENARIOS["six-copies"]);
    for (let from = 0; from < whole.length; from += 3) {
      for (let to = from; to <= whole.length; to += 7) {
        const trace = whole.slice(from, to);
        const world = storageWorldAt(storageFilm(trace), momentAfter(trace, trace.length - 1));
        for (const { progress } of world.messages) expect(progress >= 0 && progress <= 1).toBe(true);
      }
    }
  });
});
