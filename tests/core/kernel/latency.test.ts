import { describe, expect, it } from "vitest";
import {
  Random,
  ScenarioError,
  checkLatency,
  drawLatency,
  latencyTable,
  type Latency,
} from "../../../src/core/kernel/index.ts";

/** A generator that gives these fractions, one after the other. */
const giving = (...fractions: readonly number[]) => {
  const left = [...fractions];
  return { fraction: () => left.shift() ?? NaN } as unknown as Random;
};

const LATENCY: Latency = [
  [0, 0.2],
  [0.5, 0.3],
  [0.9, 0.3],
  [1, 2.3],
];

describe("a latency", () => {
  it.each([
    [0, 0.2],
    [0.25, 0.25],
    [0.49999, 0.3],
    [0.5, 0.3],
    [0.7, 0.3],
    [0.9, 0.3],
    [0.95, 1.3],
    [1 - 2 ** -32, 2.3],
  ])("at the share %s is %s ms: straight lines between the points, cut to microseconds", (share, ms) => {
    expect(drawLatency(latencyTable(LATENCY), giving(share))).toBe(ms);
  });

  it("has the quantiles that its table says", () => {
    const random = new Random(2018);
    const table = latencyTable(LATENCY);
    const drawn = Array.from({ length: 20_000 }, () => drawLatency(table, random)).sort((a, b) => a - b);
    const quantile = (share: number) => drawn[Math.floor(share * drawn.length)]!;
    expect(quantile(0)).toBeGreaterThanOrEqual(0.2);
    expect(quantile(0.25)).toBeCloseTo(0.25, 2);
    expect(quantile(0.6)).toBe(0.3);
    expect(quantile(0.95)).toBeCloseTo(1.3, 1);
    expect(drawn.at(-1)).toBeLessThanOrEqual(2.3);
  });

  it("uses exactly one random number", () => {
    const [one, other] = [new Random(1), new Random(1)];
    drawLatency(latencyTable(LATENCY), one);
    other.uint32();
    expect(one.uint32()).toBe(other.uint32());
  });
});

describe("the check of a latency", () => {
  it.each<[string, Latency]>([
    ["points that rise", LATENCY],
    ["no time at all", [[0, 0], [1, 0]]], // prettier-ignore
  ])("accepts %s", (_, latency) => {
    expect(() => checkLatency(latency, "model.persist")).not.toThrow();
  });

  it.each<[string, Latency]>([
    ["no points", []],
    ["a single point", [[1, 1]]],
    [
      "no beginning",
      [
        [0.1, 0],
        [1, 1],
      ],
    ],
    [
      "no end",
      [
        [0, 0],
        [0.9, 1],
      ],
    ],
    [
      "a time below nothing",
      [
        [0, -0.1],
        [1, 1],
      ],
    ],
    [
      "times that fall",
      [
        [0, 2],
        [1, 1],
      ],
    ],
    [
      "a share that stands twice",
      [
        [0, 0],
        [0.5, 1],
        [0.5, 2],
        [1, 3],
      ],
    ],
    [
      "shares beyond 1",
      [
        [0, 0],
        [1.5, 1],
        [1, 2],
      ],
    ],
    [
      "a time without end",
      [
        [0, 0],
        [1, Infinity],
      ],
    ],
    [
      "what is no number",
      [
        [0, 0],
        [0.5, NaN],
        [1, 2],
      ],
    ],
  ])("refuses %s, naming the field", (_, latency) => {
    expect(() => checkLatency(latency, "model.persist")).toThrow(ScenarioError);
    expect(() => checkLatency(latency, "model.persist")).toThrow(
      /^Scenario field model\.persist: expected at least two/,
    );
  });
});
