import { describe, expect, it } from "vitest";
import {
  createBacktrackLog,
  runBacktrackCluster,
  runBacktrackScript,
  type BacktrackEvent,
  type BacktrackScenario,
  type BacktrackTrace,
} from "../../src/core/aurora/index.ts";
import { BACKTRACK_CONTROL, RESTORE_CONTROL, WRITE_CONTROL } from "../../src/figures/backtrack-controls.ts";
import { BACKTRACK_FIGURES } from "../../src/figures/backtrack-figures.ts";
import {
  backtrackFilm,
  backtrackFramesAround,
  backtrackShapes,
  backtrackWorldAt,
} from "../../src/figures/backtrack-shapes.ts";
import { firstRun } from "../../src/figures/first-run.ts";
import { SCENE_PX_MAX, WIDTH_PX_MIN, type Box } from "../../src/figures/scene-sizes.ts";

const HOUR = 3_600_000;
const at = (hour: number, minute = 0) => hour * HOUR + minute * 60_000;
const WIDTHS = [WIDTH_PX_MIN, 304, 328, 430, 539, 540, 760, SCENE_PX_MAX];
const figure = BACKTRACK_FIGURES.backtrack;
const scenario = figure.scenario as BacktrackScenario;
const trace = firstRun("backtrack") as BacktrackTrace;

/** What a counterexample of the exercise may look like: days, or no time at all. */
const script = (hours: number) =>
  runBacktrackScript(
    {
      options: { openedAt: { lsn: 100, atMs: 2 * HOUR }, targetWindowMs: 4 * HOUR, storedRecordsMax: 6 },
      steps: [
        { tell: "written", atMs: at(2), gap: 1, recordCount: 3 },
        { tell: "written", atMs: at(2) + hours * HOUR, gap: 3, recordCount: 1 },
        { tell: "backtrack", atMs: at(2) + hours * HOUR, timeMs: at(2) },
        { ask: "target", atMs: at(2) + hours * HOUR, timeMs: 0 },
        { tell: "written", atMs: at(2) + hours * HOUR, gap: 1, recordCount: 2 },
        { ask: "window", atMs: at(2) + hours * HOUR },
      ],
    },
    createBacktrackLog,
  );
const traces: readonly (readonly [string, BacktrackTrace])[] = [
  ["the figure", trace],
  ["a script of one instant", script(0)],
  ["a script of three days", script(70)],
];
const worldAfter = (run: BacktrackTrace, eventCount: number) =>
  backtrackWorldAt(backtrackFilm(run), { atMs: run[eventCount - 1]!.atMs, eventCount });

describe("the backtrack scene", () => {
  it.each(traces)("keeps everything inside its edges, at one height: %s", (_name, run) => {
    const film = backtrackFilm(run);
    for (const widthPx of WIDTHS) {
      const heights = new Set<number>();
      run.forEach((event, index) => {
        const shapes = backtrackShapes(
          film,
          backtrackWorldAt(film, { atMs: event.atMs, eventCount: index + 1 }),
          widthPx,
        );
        heights.add(shapes.height);
        const boxes: readonly Box[] = [
          shapes.panel,
          shapes.lane,
          shapes.window,
          shapes.missing,
          ...shapes.bars,
          ...shapes.slots,
          ...shapes.backtrackBars,
          ...shapes.restoreBars,
          ...shapes.rows,
          ...(shapes.rows.length > 0 ? [shapes.writeButton, shapes.restoreButton] : []),
        ];
        for (const box of boxes) {
          expect(box.x).toBeGreaterThanOrEqual(0);
          expect(box.width).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(shapes.width + 2);
          expect(box.y + box.height).toBeLessThanOrEqual(shapes.height);
        }
        for (const label of shapes.labels) expect(label.y).toBeGreaterThan(shapes.lane.y);
      });
      expect(heights.size).toBe(1);
    }
  });

  it("draws no bar and no label over another", () => {
    const film = backtrackFilm(trace);
    const world = worldAfter(trace, trace.length);
    for (const widthPx of WIDTHS) {
      const { bars, ticks } = backtrackShapes(film, world, widthPx);
      bars.slice(1).forEach((bar, index) => expect(bar.x).toBeGreaterThan(bars[index]!.x + bars[index]!.width));
      const labelled = ticks.filter(({ isLabelled }) => isLabelled);
      expect(labelled.length).toBeGreaterThan(2);
      labelled.slice(1).forEach(({ labelX }, index) => expect(labelX - labelled[index]!.labelX).toBeGreaterThan(36));
    }
  });

  it("offers no time in the future, and places that a finger can meet", () => {
    const film = backtrackFilm(trace);
    for (const widthPx of WIDTHS) {
      const world = worldAfter(trace, 30);
      const { slots } = backtrackShapes(film, world, widthPx);
      expect(slots.length).toBeGreaterThan(3);
      for (const slot of slots) expect(slot.timeMs).toBeLessThan(world.nowMs);
      for (const slot of slots.slice(0, -1)) expect(slot.width).toBeGreaterThanOrEqual(23.9);
    }
  });

  it("shows the window that the log tells of", () => {
    trace.forEach((event, index) => {
      if (event.kind === "window-told") expect(worldAfter(trace, index + 1).earliestMs).toBe(event.earliestMs);
    });
    const log = script(70);
    log.forEach((event, index) => {
      if (event.kind === "window-told") expect(worldAfter(log, index + 1).earliestMs).toBe(event.earliestMs);
    });
  });

  it("shows as visible what the log says is visible", () => {
    for (const hours of [0, 70]) {
      const run = script(hours);
      run.forEach((event, index) => {
        if (event.kind !== "records-told") return;
        const points = worldAfter(run, index + 1).points.filter(({ state }) => state === "visible");
        expect(event.visible).toEqual(expect.arrayContaining(points.map(({ lsn }) => lsn)));
      });
    }
  });

  it("points out what an event is about", () => {
    for (const [, run] of traces) {
      const film = backtrackFilm(run);
      run.forEach((event, index) => {
        const shapes = backtrackShapes(film, worldAfter(run, index + 1), 700);
        expect(backtrackFramesAround(shapes, event).length).toBeGreaterThan(0);
      });
    }
  });
});

describe("what the caption, the lesson's question and its numbers say", () => {
  const of = <K extends BacktrackEvent["kind"]>(kind: K) =>
    trace.filter((event) => event.kind === kind) as unknown as readonly (Extract<BacktrackEvent, { kind: K }> & {
      readonly atMs: number;
    })[];
  const stateOf = (eventCount: number, commit: string) =>
    worldAfter(trace, eventCount).points.find((point) => point.commit === commit)?.state;
  const countTo = (matches: (event: BacktrackTrace[number]) => boolean) => trace.findIndex(matches) + 1;

  it("holds: back at 11:00 neither T5 nor T6 is there, and the point lies inside T4", () => {
    const count = countTo(({ kind }) => kind === "visible-told");
    expect(trace[count - 1]).toMatchObject({ transactions: ["T1", "T2", "T3"] });
    expect(of("transaction-dropped").map(({ transaction }) => transaction)).toEqual(["T6"]);
    expect(of("backtrack-began")[0]).toMatchObject({ timeMs: at(11), pointMs: at(10, 57), lsn: 116 });
    expect(worldAfter(trace, count).rows).toEqual(["T1", "T1", "T2", "T3"]);
    expect(stateOf(count, "T5")).toBe("hidden");
  });

  it("holds: forth at 11:20 T4 is visible, and once T7 is written T4 and T5 are annulled", () => {
    expect(of("visible-told")[1]).toMatchObject({ transactions: ["T1", "T2", "T3", "T4"] });
    const count = countTo((event) => event.kind === "transaction-committed" && event.transaction === "T7");
    expect(["T3", "T4", "T5", "T7"].map((commit) => stateOf(count, commit))).toEqual([
      "visible",
      "annulled",
      "annulled",
      "visible",
    ]);
    const lsns = ["T3", "T4", "T5", "T7"].map(
      (name) => of("transaction-committed").find(({ transaction }) => transaction === name)?.lsn,
    );
    expect(lsns).toEqual([112, 121, 125, 129]);
    expect(worldAfter(trace, count).earliestMs).toBe(at(8, 30));
  });

  it("holds: twelve more records, and 9:00 is refused, 10:52 being the earliest", () => {
    expect(of("backtrack-refused")).toMatchObject([{ timeMs: at(9), earliestMs: at(10, 52) }]);
    const written = of("changes-written").filter(({ transaction }) => transaction === "T8");
    expect(written.reduce((sum, { recordCount }) => sum + recordCount, 1)).toBe(12);
    expect(of("transaction-committed").at(-1)?.lsn).toBe(141);
  });

  it("holds: a backtrack takes minutes, the restore more than an hour", () => {
    const ended = of("backtrack-ended");
    of("backtrack-began").forEach(({ atMs }, index) => expect(ended[index]!.atMs - atMs).toBeLessThan(HOUR / 10));
    expect(of("restore-ended")[0]!.atMs - of("restore-began")[0]!.atMs).toBeGreaterThan(HOUR);
    expect(of("restore-ended")[0]).toMatchObject({ transactions: ["T1", "T2", "T3"] });
  });
});

describe("what a reader presses", () => {
  const press = async (from: BacktrackScenario, control: string, atMs: number) => {
    const forked = figure.toggle!(from, { control }, atMs);
    expect(forked.notice?.en).toMatch(/^At \d\d:\d\d you /);
    expect(forked.notice?.ko).toMatch(/[가-힣]/);
    const next = forked.scenario as BacktrackScenario;
    return { scenario: next, trace: (await figure.run(next)) as BacktrackTrace };
  };
  const visible = (run: BacktrackTrace) => {
    const last = run.findLast((event) => event.kind === "visible-told");
    return last?.transactions;
  };

  it("goes back, forth, and nowhere that a write has given up", async () => {
    const back = await press(scenario, `${BACKTRACK_CONTROL}${at(9)}`, at(11, 50));
    expect(visible(back.trace)).toEqual(["T1"]);
    const forth = await press(back.scenario, `${BACKTRACK_CONTROL}${at(11)}`, back.scenario.untilMs);
    expect(visible(forth.trace)).toEqual(["T1", "T2", "T3"]);
    const written = await press(forth.scenario, WRITE_CONTROL, forth.scenario.untilMs);
    expect(visible(written.trace)).toEqual(["T1", "T2", "T3", "W1"]);
    const again = await press(written.scenario, `${BACKTRACK_CONTROL}${at(11, 30)}`, written.scenario.untilMs);
    expect(visible(again.trace)).toEqual(["T1", "T2", "T3"]);
  });

  it("keeps what has happened, and lets a restore end", async () => {
    const restored = await press(scenario, `${RESTORE_CONTROL}${at(10)}`, at(12, 40));
    expect(restored.trace.filter(({ atMs }) => atMs <= at(12, 40))).toEqual(
      trace.filter(({ atMs }) => atMs <= at(12, 40)),
    );
    expect(restored.trace.filter(({ kind }) => kind === "restore-ended")).toHaveLength(2);
    expect(restored.trace.some((event) => event.kind === "transaction-committed" && event.transaction === "T7")).toBe(
      false,
    );
  });

  it("never asks for a time that has not come", async () => {
    const { scenario: next } = await press(scenario, `${BACKTRACK_CONTROL}${at(20)}`, at(12));
    expect(() => runBacktrackCluster(next)).not.toThrow();
  });
});
