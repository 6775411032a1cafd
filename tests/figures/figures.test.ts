import { describe, expect, it } from "vitest";
import type { StorageEvent } from "../../src/core/aurora/index.ts";
import { FIGURE_CAPTIONS } from "../../src/figures/captions.ts";
import type { FigureName } from "../../src/figures/kinds.ts";
import { FIGURES, firstRun } from "../../src/figures/first-run.ts";
import { timeTrack } from "../../src/figures/track.ts";

describe.each(Object.entries(FIGURES))("the figure %s", (name, figure) => {
  const trace = firstRun(name as FigureName);

  it("is the same run when the page is built and when a reader changes it back", async () => {
    expect(await figure.run(figure.scenario)).toEqual(trace);
  });

  it("opens on a moment within the run, and not on its end", () => {
    const count = figure.openingCount(trace);
    expect(count).toBeGreaterThan(1);
    expect(count).toBeLessThan(trace.length);
  });

  it("plays for a time that a reader has", () => {
    const seconds = timeTrack(trace, figure.pace).durationMs / 1000;
    expect(seconds).toBeGreaterThan(5);
    expect(seconds).toBeLessThan(30);
  });

  it("has a caption and a description in both languages", () => {
    const { caption, description } = FIGURE_CAPTIONS[name as FigureName];
    for (const text of [caption.en, description.en]) expect(text).toMatch(/^[A-Z].*\.$/);
    for (const text of [caption.ko, description.ko]) expect(text).toMatch(/[가-힣].*\.$/);
  });
});

describe("what the captions say", () => {
  const kinds = (name: FigureName) => firstRun(name) as readonly (StorageEvent & { readonly atMs: number })[];
  const answered = (name: FigureName) =>
    kinds(name).flatMap((event) => (event.kind === "commit-answered" ? [event.transaction] : []));

  it("holds for six-copies: T3 is answered only after D is back, the read meets its quorum before", () => {
    const trace = kinds("six-copies");
    expect(answered("six-copies")).toEqual(["T1", "T2", "T3"]);
    const indexOf = (matches: (event: StorageEvent) => boolean) => trace.findIndex(matches);
    const back = indexOf(({ kind }) => kind === "fault-ended");
    expect(indexOf((event) => event.kind === "read-quorum-met" && event.answeredBy.length === 3)).toBeLessThan(back);
    expect(indexOf((event) => event.kind === "commit-answered" && event.transaction === "T2")).toBeLessThan(back);
    expect(indexOf((event) => event.kind === "commit-answered" && event.transaction === "T3")).toBeGreaterThan(back);
  });

  it("holds for write-path: every commit is answered without F's acknowledgement of its record", () => {
    const trace = kinds("write-path");
    expect(answered("write-path")).toEqual(["T1", "T2", "T3"]);
    for (const [index, event] of trace.entries()) {
      if (event.kind !== "commit-answered") continue;
      const request = trace.find(
        (other) => other.kind === "commit-requested" && other.transaction === event.transaction,
      );
      const commitLsn = request?.kind === "commit-requested" ? request.commitLsn : NaN;
      const heardOfF = trace
        .slice(0, index)
        .some((other) => other.kind === "ack-arrived" && other.segment === "F" && other.lsn === commitLsn);
      expect(heardOfF).toBe(false);
    }
  });

  it("holds for read-routing: A is asked only once it is complete, one read is hedged, the times are the lesson's", () => {
    const trace = kinds("read-routing");
    const asked = trace.flatMap((event) => (event.kind === "page-asked" ? [event] : []));
    expect(asked.map(({ segment, isHedge }) => (isHedge ? `or ${segment}` : segment))).toEqual(["B", "B", "B", "or C", "A"]); // prettier-ignore
    const took = trace.flatMap((event) =>
      event.kind === "page-answered" || event.kind === "answer-timed" ? [`${event.segment} ${event.tookMs}`] : [],
    );
    expect(took).toEqual(["B 0.572", "B 1.059", "C 1.875", "B 5.685", "A 0.744"]);
    const repaired = trace.findIndex((event) => event.kind === "record-gossiped" && event.segment === "A");
    const lastAsked = trace.findLastIndex(({ kind }) => kind === "page-asked");
    expect(repaired).toBeGreaterThan(0);
    expect(lastAsked).toBeGreaterThan(repaired);
  });

  it("holds for gossip-repair: every commit is answered before a gap is filled, nothing is sent again", () => {
    const trace = kinds("gossip-repair");
    expect(answered("gossip-repair")).toEqual(["T1", "T2", "T3", "T4"]);
    const gossiped = trace.flatMap((event) => (event.kind === "record-gossiped" ? [event] : []));
    expect(gossiped.map(({ segment, lsn, from }) => `${segment} ${lsn} ${from}`)).toEqual([
      "C 103 A",
      "E 102 A",
      "E 103 A",
    ]);
    expect(trace.findLastIndex(({ kind }) => kind === "commit-answered")).toBeLessThan(trace.indexOf(gossiped[0]!));
    expect(trace.filter(({ kind }) => kind === "record-resent")).toEqual([]);
    expect(gossiped.at(-1)?.scl).toBe(104);
  });

  it("holds for crash-recovery: T2 survives without an answer, 104 is annulled though A and B hold it", () => {
    const trace = kinds("crash-recovery");
    expect(answered("crash-recovery")).toEqual(["T1", "T4"]);
    const decided = trace.find((event) => event.kind === "recovery-decided");
    expect(decided).toMatchObject({ vdl: 103, truncation: { volumeEpoch: 2, afterLsn: 103, throughLsn: 123 } });
    const asked = trace.slice(0, trace.indexOf(decided!));
    expect(asked.flatMap((event) => (event.kind === "segment-answered" ? [event.segment] : [])).sort()).toEqual(["C", "D", "E"]); // prettier-ignore
    const stored = trace.flatMap((event) =>
      event.kind === "record-stored" && event.lsn === 104 ? [event.segment] : [],
    );
    expect(stored.sort()).toEqual(["A", "B"]);
  });

  it("holds for quorum-sets: four commits over three epochs, the last one by the new six", () => {
    const trace = kinds("quorum-sets");
    expect(answered("quorum-sets")).toEqual(["T1", "T2", "T3", "T4"]);
    const sets = trace.flatMap((event) => (event.kind === "membership-changed" ? [event.set] : []));
    expect(sets.map(({ alternatives }) => alternatives.map((members) => members.join("")).join(" "))).toEqual([
      "ABCDEF ABCDEG",
      "ABCDEG",
    ]);
  });
});
