import { answer, score } from "four-of-six/testing";
import { wholeOrNotAtAll } from "four-of-six/dynamodb";
import { scheduleLength } from "four-of-six/kernel";
import { describe, expect, it } from "vitest";
import { outcomeOf, rig } from "../../../exercises/dynamodb/transact-write-nemesis/rig.ts";

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
  it("makes a transaction change one of its items and not the other", () => {
    const trace = rig.play(schedule);
    expect(wholeOrNotAtAll(trace)?.invariant ?? outcomeOf(trace), "the promise that breaks in this run").toBe(
      "a transaction changes all of its items or none",
    );
    score({ length, shortest: rig.shortest });
  });
});
