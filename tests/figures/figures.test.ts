import { describe, expect, it } from "vitest";
import type { StorageEvent } from "../../src/core/aurora/index.ts";
import { FIGURE_CAPTIONS } from "../../src/figures/captions.ts";
import type { Figure, FigureName } from "../../src/figures/figures.ts";
import { firstRun } from "../../src/figures/first-run.ts";
import { IO_FIGURES } from "../../src/figures/io-figures.ts";
import { PAGE_FIGURES } from "../../src/figures/page-figures.ts";
import { ROLL_CALL_FIGURES } from "../../src/figures/roll-call-figures.ts";
import { STORAGE_FIGURES } from "../../src/figures/storage-figures.ts";
import { timeTrack } from "../../src/figures/track.ts";

const FIGURES: Readonly<Record<FigureName, Figure>> = {
  ...ROLL_CALL_FIGURES,
  ...STORAGE_FIGURES,
  ...PAGE_FIGURES,
  ...IO_FIGURES,
};

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
});
