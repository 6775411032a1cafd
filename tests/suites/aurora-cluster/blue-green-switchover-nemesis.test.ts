import { answer, score } from "four-of-six/testing";
import { rolledBackIsAsBefore } from "four-of-six/cluster";
import { scheduleLength } from "four-of-six/kernel";
import { describe, expect, it } from "vitest";
import { outcomeOf, rig } from "../../../exercises/aurora-cluster/blue-green-switchover-nemesis/rig.ts";

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
  it("makes the switchover fail and leave something changed", () => {
    const trace = rig.play(schedule);
    expect(rolledBackIsAsBefore(trace)?.invariant ?? outcomeOf(trace), "the promise that breaks in this run").toBe(
      "after a switchover that failed blue takes writes and connections under its own names, and green has its own",
    );
    score({ length, shortest: rig.shortest });
  });
});
