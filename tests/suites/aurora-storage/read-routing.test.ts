import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import {
  annulledRecordsStayGone,
  commitsAreDurable,
  commitsSurviveRecovery,
  openReadPointsAreKept,
  readsSeeTheirPoint,
  type Lsn,
  type ReadRoutingModel,
  type SegmentView,
} from "four-of-six/aurora";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/aurora-storage/read-routing/rig.ts";
import { longQueries, readScripts } from "../../arbitraries/read-routing.ts";
import { systemScenarios } from "../../arbitraries/storage.ts";

const { plan, accepts, minimumReadPoint } = answer(rig);

const MODEL: ReadRoutingModel = { expectedMs: 1, hedgeFactor: 3 };

/** Segments as their names, SCLs and recent times say: `["A", 105, [0.5, 2]]`. */
const views = (...segments: readonly (readonly [string, Lsn, readonly number[]])[]): readonly SegmentView[] =>
  segments.map(([segment, scl, recentMs]) => ({ segment, scl, recentMs }));
const orderOf = (segments: readonly SegmentView[], readPoint: Lsn) => plan(segments, readPoint, MODEL).order.join(" ");

describe("examples", () => {
  it("asks only segments that are complete at the read point", () => {
    const segments = views(["A", 106, [1]], ["B", 105, [1]], ["C", 104, [1]], ["D", 103, [1]]);
    expect(orderOf(segments, 104), "SCLs 106, 105, 104 and 103, read point 104").toBe("A B C");
    expect(orderOf(segments, 106), "the same SCLs, read point 106").toBe("A");
    expect(plan(segments, 107, MODEL), "the same SCLs, read point 107").toEqual({ order: [], hedgeAfterMs: 0 });
  });

  it("asks the fastest of the complete segments first, not the one that has the most", () => {
    const segments = views(["A", 109, [2]], ["B", 101, [0.25]], ["C", 105, [1.5]], ["D", 104, [0.5]]);
    expect(orderOf(segments, 104), "A takes 2 ms, C 1.5, D 0.5; B is behind").toBe("D C A");
  });

  it("expects a segment to take the median of its recent answers", () => {
    const twoMs = ["X", 100, [2]] as const;
    expect(orderOf(views(twoMs, ["A", 100, [1, 1.5, 40]]), 100), "X took 2; A 1, 1.5 and 40").toBe("A X");
    expect(orderOf(views(["A", 100, [2.5, 1, 3]], twoMs), 100), "X took 2; A 2.5, 1 and 3").toBe("X A");
    const fiveMs = ["X", 100, [5]] as const;
    expect(orderOf(views(["A", 100, [10, 9, 2]], fiveMs), 100), "X took 5; A 10, 9 and 2").toBe("X A");
  });

  it("takes the mean of the two in the middle where their number is even", () => {
    const threeMs = ["X", 100, [3]] as const;
    expect(orderOf(views(threeMs, ["A", 100, [30, 1, 4, 1.5]]), 100), "X took 3; A 30, 1, 4 and 1.5").toBe("A X");
    expect(orderOf(views(["A", 100, [2, 4.5]], threeMs), 100), "X took 3; A 2 and 4.5").toBe("X A");
  });

  it("expects the model's time of a segment that has not answered yet", () => {
    const segments = views(["A", 100, [1.25]], ["B", 100, []], ["C", 100, [0.75]]);
    expect(orderOf(segments, 100), "A took 1.25, C 0.75; B is expected to take 1").toBe("C B A");
    const slower = { expectedMs: 2, hedgeFactor: 3 };
    expect(plan(segments, 100, slower).order, "B is expected to take 2").toEqual(["C", "A", "B"]);
  });

  it("keeps the order of the list where two are equally fast", () => {
    const segments = views(["E", 100, [2]], ["F", 100, []], ["B", 100, [3, 1]], ["A", 100, []], ["C", 100, [2]]);
    expect(orderOf(segments, 100), "F and A unknown; E, B and C take 2").toBe("F A E B C");
  });

  it("asks the next when the first is late by its own measure", () => {
    const segments = views(["A", 100, [2]], ["B", 100, [0.5]], ["C", 90, [0.25]]);
    expect(plan(segments, 100, MODEL).hedgeAfterMs, "B is asked first and takes 0.5; factor 3").toBe(1.5);
    const patient = { expectedMs: 1, hedgeFactor: 8 };
    expect(plan(segments, 100, patient).hedgeAfterMs, "B is asked first and takes 0.5; factor 8").toBe(4);
    expect(plan(views(["A", 100, []]), 100, patient).hedgeAfterMs, "only A, unknown; factor 8").toBe(8);
  });

  it("serves a read point from PGMRPL to SCL, both included", () => {
    const segment = { scl: 106, pgmrpl: 103 };
    expect([102, 103, 104, 106, 107].map((readPoint) => accepts(segment, readPoint)), "102, 103, 104, 106 and 107, with SCL 106 and PGMRPL 103") // prettier-ignore
      .toEqual(["collected", "served", "served", "served", "behind"]);
    expect(accepts({ scl: 103, pgmrpl: 103 }, 103), "103, with SCL 103 and PGMRPL 103").toBe("served");
  });

  it("says that it is behind, whatever PGMRPL it was told", () => {
    expect(accepts({ scl: 101, pgmrpl: 105 }, 103), "103, with SCL 101 and PGMRPL 105").toBe("behind");
    expect(accepts({ scl: 101, pgmrpl: 105 }, 101), "101, with SCL 101 and PGMRPL 105").toBe("collected");
  });

  it("moves PGMRPL up to the lowest read point that is open", () => {
    expect(minimumReadPoint([104, 102, 107], 108, 100), "104, 102 and 107 open, VDL 108").toBe(102);
    expect(minimumReadPoint([104, 107], 108, 102), "104 and 107 open, VDL 108").toBe(104);
  });

  it("moves PGMRPL up to the VDL while no read point is open", () => {
    expect(minimumReadPoint([], 108, 104), "none open, VDL 108").toBe(108);
    expect(minimumReadPoint([108], 108, 104), "108 open, VDL 108").toBe(108);
  });

  it("never moves PGMRPL back", () => {
    expect(minimumReadPoint([101], 108, 104), "101 opened late, PGMRPL was 104").toBe(104);
    expect(minimumReadPoint([104], 108, 104), "104 open, PGMRPL was 104").toBe(104);
  });
});

describe("properties", () => {
  it("answers as the reference does, whatever the writer has heard", () => {
    agreesWithReference(rig, rig.unit, answer(rig), readScripts(), { runCount: 80 });
  });
});

describe("the cluster", () => {
  const withRecovery = { withRecovery: true, isShort: true };

  it("gives every read its page as of its read point, whatever fails", () => {
    const promises = [readsSeeTheirPoint, commitsAreDurable, commitsSurviveRecovery, annulledRecordsStayGone];
    keepsInvariants(rig, rig.cluster, answer(rig), systemScenarios("anything", withRecovery), promises, {
      runCount: 5,
    });
  });

  it("keeps what an open query may still read, while old versions are collected", () => {
    const promises = [openReadPointsAreKept, readsSeeTheirPoint];
    keepsInvariants(rig, rig.cluster, answer(rig), longQueries("messages"), promises, { runCount: 8 });
  });

  it("runs the cluster event for event as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), longQueries("outages"), { runCount: 6 });
  });
});
