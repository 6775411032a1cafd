import { answer, score } from "four-of-six/testing";
import { commitsSurviveRecovery, firstViolation } from "four-of-six/aurora";
import { scheduleLength } from "four-of-six/kernel";
import { describe, expect, it } from "vitest";
import { outcomeOf } from "../../../exercises/aurora-storage/nemesis-rig.ts";
import { rig } from "../../../exercises/aurora-storage/quorum-sets-nemesis/rig.ts";

const { schedule } = answer(rig);
const length = scheduleLength(schedule);

describe("examples", () => {
  it("is a schedule that the simulator accepts", () => {
    expect(rig.problemOf(schedule) ?? "accepted", "the schedule, looked over").toBe("accepted");
  });

  it("has at most twelve lines", () => {
    expect(length, "faults and steps together").toBeLessThanOrEqual(12);
  });
});

describe("the cluster", () => {
  it("makes a recovery annul a commit that was answered", () => {
    const trace = rig.play(schedule);
    const violation = firstViolation(trace, [commitsSurviveRecovery]);
    expect(violation?.invariant ?? outcomeOf(trace), "the promise that breaks in this run").toBe(
      "an acknowledged commit survives every recovery",
    );
    score({ length, shortest: rig.shortest });
  });
});
