import { agreesWithReference, answer } from "four-of-six/testing";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/start/first-run/rig.ts";
import { fullRollCalls, rollCalls } from "../../arbitraries/start.ts";

const { greet } = answer(rig);

describe("examples", () => {
  it("greets with its name and its zone, in the words of the example", () => {
    expect(greet("A", "az-1"), 'greet("A", "az-1")').toBe("Segment A in az-1: hello");
  });

  it("says the zone in which the segment stands", () => {
    expect(greet("D", "az-2"), 'greet("D", "az-2")').toBe("Segment D in az-2: hello");
    expect(greet("F", "az-3"), 'greet("F", "az-3")').toBe("Segment F in az-3: hello");
  });

  it("says a segment's whole name", () => {
    expect(greet("A2", "az-1"), 'greet("A2", "az-1")').toBe("Segment A2 in az-1: hello");
    expect(greet("E128", "az-3"), 'greet("E128", "az-3")').toBe("Segment E128 in az-3: hello");
  });
});

describe("properties", () => {
  it("greets as the reference does, whichever segment stands in whichever zone", () => {
    agreesWithReference(rig, rig.unit, answer(rig), rollCalls, { runCount: 60 });
  });
});

describe("the cluster", () => {
  it("lets the writer hear all six segments of a group, in the order in which their greetings arrive", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), fullRollCalls, { runCount: 10 });
  });
});
