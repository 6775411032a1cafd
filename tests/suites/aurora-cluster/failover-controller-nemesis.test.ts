import { answer, score } from "four-of-six/testing";
import { firstClusterViolation, oneWriterPerEpoch } from "four-of-six/cluster";
import { scheduleLength } from "four-of-six/kernel";
import { describe, expect, it } from "vitest";
import { outcomeOf } from "../../../exercises/aurora-cluster/nemesis-rig.ts";
import { rig } from "../../../exercises/aurora-cluster/failover-controller-nemesis/rig.ts";

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
  it("makes two writers open the volume in the same epoch", () => {
    const trace = rig.play(schedule);
    const violation = firstClusterViolation(trace, [oneWriterPerEpoch]);
    expect(violation?.invariant ?? outcomeOf(trace), "the promise that breaks in this run").toBe(
      "at most one writer's records are accepted per volume epoch",
    );
    score({ length, shortest: rig.shortest });
  });
});
