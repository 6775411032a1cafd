import { answer, score } from "four-of-six/testing";
import { queriesShowOneMoment } from "four-of-six/dax";
import { scheduleLength } from "four-of-six/kernel";
import { describe, expect, it } from "vitest";
import { outcomeOf, rig } from "../../../exercises/caching/query-cache-nemesis/rig.ts";

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
  it("makes the cache serve a result that the table has never had", () => {
    const trace = rig.play(schedule);
    expect(queriesShowOneMoment(trace)?.invariant ?? outcomeOf(trace), "the promise that breaks in this run").toBe(
      "a query is answered from memory as the table would have answered it at one moment, no longer ago than the TTL and the time that a read takes",
    );
    score({ length, shortest: rig.shortest });
  });
});
