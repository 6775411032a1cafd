import { describe, expect, it } from "vitest";
import { InvariantError, RunawayError, ScenarioError, Simulation } from "../../../src/core/kernel/index.ts";

type Event = { readonly kind: "rang"; readonly bell: string };

function opened(eventCountMax?: number) {
  const simulation = new Simulation<Event>({ seed: 1, ...(eventCountMax === undefined ? {} : { eventCountMax }) });
  const ring = (bell: string) => () => simulation.record({ kind: "rang", bell });
  const heard = () => simulation.trace.map(({ atMs, bell }) => `${atMs} ${bell}`);
  return { simulation, ring, heard };
}

describe("a simulation", () => {
  it("performs actions in the order of their times, then of their scheduling", () => {
    const { simulation, ring, heard } = opened();
    simulation.at(2, ring("late"));
    simulation.at(1, ring("first"));
    simulation.at(1, ring("second"));
    simulation.runToEnd();
    expect(heard()).toEqual(["1 first", "1 second", "2 late"]);
    expect(simulation.eventCount).toBe(3);
    expect(simulation.nowMs).toBe(2);
  });

  it("puts a delay of nothing after everything else of the instant", () => {
    const { simulation, ring, heard } = opened();
    simulation.at(1, () => simulation.after(0, ring("after all")));
    simulation.at(1, ring("scheduled before"));
    simulation.runToEnd();
    expect(heard()).toEqual(["1 scheduled before", "1 after all"]);
  });

  it("calls an action with its subject", () => {
    const { simulation, heard } = opened();
    const ring = (bell: string) => simulation.record({ kind: "rang", bell });
    simulation.after(1, ring, "one");
    simulation.at(2, ring, "two");
    simulation.runToEnd();
    expect(heard()).toEqual(["1 one", "2 two"]);
  });

  it("performs what is due at the end of the time given, and no later", () => {
    const { simulation, ring, heard } = opened();
    for (const atMs of [1, 2, 2.001]) simulation.at(atMs, ring("bell"));
    simulation.runUntil(2);
    expect(heard()).toEqual(["1 bell", "2 bell"]);
    expect(simulation.nowMs).toBe(2);
    simulation.runUntil(1);
    expect(simulation.nowMs).toBe(2);
    simulation.runUntil(10);
    expect(heard()).toHaveLength(3);
    expect(simulation.nowMs).toBe(10);
  });

  it("never turns its clock back, even when stopped between two microseconds", () => {
    const { simulation, ring } = opened();
    simulation.runUntil(1.0004);
    simulation.after(0, ring("now"));
    simulation.runToEnd();
    expect(simulation.trace[0]?.atMs).toBe(1);
    simulation.runUntil(2.0006);
    expect(simulation.nowMs).toBe(2.001);
    simulation.after(0, ring("now"));
    simulation.runToEnd();
    expect(simulation.trace[1]?.atMs).toBe(2.001);
  });

  it("cuts times to whole microseconds", () => {
    const { simulation, ring, heard } = opened();
    simulation.at(0.1 + 0.2, ring("bell"));
    simulation.at(1 / 3, ring("bell"));
    simulation.runToEnd();
    expect(heard()).toEqual(["0.3 bell", "0.333 bell"]);
  });

  it("does not perform what was cancelled, and minds nothing cancelled too late", () => {
    const { simulation, ring, heard } = opened();
    const first = simulation.at(1, ring("first"));
    const second = simulation.at(2, ring("second"));
    simulation.at(1, () => simulation.cancel(second));
    simulation.runToEnd();
    simulation.cancel(first);
    expect(heard()).toEqual(["1 first"]);
  });

  it.each([-1, 0.999, NaN, Infinity])("refuses an action at %s ms when it is 1 ms", (atMs) => {
    const { simulation } = opened();
    simulation.runUntil(1);
    expect(() => simulation.at(atMs, () => {})).toThrow(ScenarioError);
    expect(() => simulation.at(atMs, () => {})).toThrow(/^Scenario field atMs: expected a time from 1 ms on/);
  });

  it.each([NaN, Infinity])("refuses to run until %s ms", (untilMs) => {
    expect(() => opened().simulation.runUntil(untilMs)).toThrow("Scenario field untilMs");
  });

  it.each([0.5, NaN, 2 ** 53])("refuses the seed %s", (seed) => {
    expect(() => new Simulation({ seed })).toThrow("Scenario field seed: expected a whole number");
  });

  it("ends a run that schedules without end, and says when", () => {
    const { simulation } = opened(100);
    const again = () => void simulation.after(1, again);
    again();
    expect(() => simulation.runToEnd()).toThrow(RunawayError);
    expect(simulation.eventCount).toBe(100);

    const still = opened(100).simulation;
    const atOnce = () => void still.after(0, atOnce);
    atOnce();
    expect(() => still.runUntil(5)).toThrow("The run did not end within 100 events; it stood at 0 ms.");
  });

  it("ends a run whose queue grows without end", () => {
    const { simulation } = opened(100);
    expect(() => {
      for (let i = 0; i < 101; i++) simulation.at(i, () => {});
    }).toThrow("More than 100 events wait at 100 ms");
  });

  it("performs as many events as its bound", () => {
    const { simulation, ring, heard } = opened(3);
    for (const atMs of [1, 2, 3]) simulation.at(atMs, ring("bell"));
    simulation.runToEnd();
    expect(heard()).toHaveLength(3);
  });

  it("records into the list that it was given, so that what came before an error is there", () => {
    const trace: { kind: "rang"; bell: string; atMs: number }[] = [];
    const simulation = new Simulation<Event>({ seed: 1, trace });
    simulation.at(1, () => simulation.record({ kind: "rang", bell: "last" }));
    simulation.at(2, () => {
      throw new Error("broken");
    });
    expect(() => simulation.runToEnd()).toThrow("broken");
    expect(trace).toEqual([{ atMs: 1, kind: "rang", bell: "last" }]);
    expect(simulation.trace).toBe(trace);
  });

  it("records an event that carries its time only at that time", () => {
    const { simulation, heard } = opened();
    simulation.at(1, () => simulation.recordTimed({ atMs: 1, kind: "rang", bell: "now" }));
    simulation.at(2, () => simulation.recordTimed({ atMs: 1, kind: "rang", bell: "before" }));
    expect(() => simulation.runToEnd()).toThrow(InvariantError);
    expect(heard()).toEqual(["1 now"]);
  });
});
