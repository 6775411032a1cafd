import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import {
  createDataApiSession,
  runDataApiScript,
  type DataApiScript,
  type DataApiTrace,
} from "../../src/core/cluster/index.ts";
import { DATA_API_CONTROLS, DATA_API_FIGURES } from "../../src/figures/data-api-figures.ts";
import { dataApiShapes, frameAroundDataApi } from "../../src/figures/data-api-shapes.ts";
import { SCENE_PX_MAX, WIDTH_PX_MIN, type Box } from "../../src/figures/scene-sizes.ts";
import { dataApiScripts } from "../arbitraries/data-api-session.ts";

const WIDTHS = [WIDTH_PX_MIN, 328, 390, 539, 540, 760, SCENE_PX_MAX];
const figure = DATA_API_FIGURES["data-api"];
const base = figure.scenario as DataApiScript;
const runOf = (script: DataApiScript) => runDataApiScript(script, createDataApiSession);
const momentAt = (trace: DataApiTrace, atMs: number) => ({
  atMs,
  eventCount: trace.filter((event) => event.atMs <= atMs).length,
});
const shapesAt = (atMs: number, trace = runOf(base), width = 760) => dataApiShapes(trace, momentAt(trace, atMs), width);
const press = (control: string, atMs: number, script = base) =>
  figure.toggle!(script, { control }, atMs).scenario as DataApiScript;
const answerTo = (script: DataApiScript, call: string) =>
  runOf(script).flatMap((event) =>
    event.kind === "call-answered" && event.call === call
      ? [event.answered.kind === "error" ? event.answered.error : event.answered.kind]
      : [],
  )[0];

describe("the scene", () => {
  it("keeps everything inside its edges at every width, whatever is called", () => {
    const scripts = [base, ...fc.sample(dataApiScripts, { seed: 5, numRuns: 20 })];
    for (const trace of scripts.map(runOf)) {
      for (const width of WIDTHS) {
        for (let index = 0; index < trace.length; index += 5) {
          const shapes = dataApiShapes(trace, { atMs: trace[index]!.atMs, eventCount: index + 1 }, width);
          const boxes: readonly Box[] = [
            ...shapes.calls,
            ...shapes.sessions,
            ...shapes.sessions.flatMap(({ statements }) => statements),
            frameAroundDataApi(shapes, trace[index]!),
          ];
          for (const box of boxes) {
            expect(box.x).toBeGreaterThanOrEqual(0);
            expect(box.width).toBeGreaterThanOrEqual(0);
            expect(box.x + box.width).toBeLessThanOrEqual(shapes.width + 0.01);
            expect(box.y + box.height).toBeLessThanOrEqual(shapes.height);
          }
        }
      }
    }
  });

  it("counts idle time from the last call with the id, up to its mark", () => {
    const [s1] = shapesAt(100_000).sessions;
    expect(s1).toMatchObject({ session: "S1", transaction: "c1", isOpen: true, idleMsMax: 180_000 });
    expect(s1?.idleMs).toBe(100_000 - 60_005);
  });

  it("shows what became of each session", () => {
    const fates = shapesAt(250_000).sessions.map(({ session, isUndone, isCommitted }) => [session, isUndone, isCommitted]); // prettier-ignore
    expect(fates).toEqual([
      ["S1", true, false],
      ["S2", true, false],
      ["S3", false, false],
      ["S4", false, false],
    ]);
  });
});

describe("what a reader presses", () => {
  it("keeps the transaction alive, brings the commit sooner or later", () => {
    expect(answerTo(base, "c7")).toBe("TransactionNotFoundException");
    expect(answerTo(press("keep-alive", 200_000), "c7")).toBe("committed");
    expect(answerTo(press("sooner", 200_000), "c7")).toBe("committed");
    expect(answerTo(press("later", 50_000), "c4")).toBe("result");
    expect(answerTo(press("later", 50_000, press("later", 50_000, press("later", 50_000))), "c4")).toBe(
      "TransactionNotFoundException",
    );
  });

  it("changes nothing that has happened", () => {
    for (const control of DATA_API_CONTROLS) {
      const past = (trace: DataApiTrace) => trace.filter(({ atMs }) => atMs <= 80_000);
      expect(past(runOf(press(control, 80_000)))).toEqual(past(runOf(base)));
    }
  });

  it("stays within bounds, however often it is pressed", () => {
    for (const control of DATA_API_CONTROLS) {
      let script = base;
      for (let count = 0; count < 100; count++) script = press(control, 70_000, script);
      expect(script.steps.length).toBeLessThanOrEqual(16);
      expect(script.untilMs).toBeLessThanOrEqual(3_600_000);
      expect(runOf(script).length).toBeGreaterThan(10);
    }
  });
});
