import { answer, score } from "four-of-six/testing";
import { sameEverywhere } from "four-of-six/dynamodb";
import { scheduleLength } from "four-of-six/kernel";
import { describe, expect, it } from "vitest";
import { outcomeOf, rig } from "../../../exercises/dynamodb/last-writer-wins-nemesis/rig.ts";

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
  it("makes the Regions show different items for good", () => {
    const trace = rig.play(schedule);
    expect(sameEverywhere(trace)?.invariant ?? outcomeOf(trace), "the promise that breaks in this run").toBe(
      "once all writes of an item have arrived everywhere, every Region shows the one with the latest stamp",
    );
    score({ length, shortest: rig.shortest });
  });
});
