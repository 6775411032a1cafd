import { describe, expect, it } from "vitest";
import { ScenarioError, checkFaults, type Fault } from "../../../src/core/kernel/index.ts";

const targets = { zones: ["az-1", "az-2"], nodes: ["A", "B"] };
const good: readonly Fault[] = [
  { kind: "zone-down", zone: "az-1", fromMs: 0 },
  { kind: "node-down", node: "B", fromMs: 1, untilMs: 1.001 },
  { kind: "node-slow", node: "A", addedMs: 0, fromMs: 1 },
  { kind: "zones-parted", zones: ["az-2", "az-1"], fromMs: 1, untilMs: 2 },
  { kind: "messages-lost", probability: 0, fromMs: 1 },
  { kind: "messages-doubled", probability: 1, fromMs: 1 },
];

const fieldOf = (faults: readonly Fault[]): string => {
  try {
    checkFaults(faults, targets);
  } catch (error) {
    expect(error).toBeInstanceOf(ScenarioError);
    expect((error as ScenarioError).message).toContain((error as ScenarioError).field);
    return (error as ScenarioError).field;
  }
  return "none";
};

describe("the check of faults", () => {
  it("accepts every kind, at the edge of what it may be", () => {
    expect(fieldOf(good)).toBe("none");
  });

  it.each<[object, string]>([
    [{ kind: "zone-down", zone: "az-3", fromMs: 0 }, "zone"],
    [{ kind: "node-down", node: "C", fromMs: 0 }, "node"],
    [{ kind: "node-slow", node: "az-1", addedMs: 1, fromMs: 0 }, "node"],
    [{ kind: "node-slow", node: "A", addedMs: -0.001, fromMs: 0 }, "addedMs"],
    [{ kind: "node-slow", node: "A", addedMs: Infinity, fromMs: 0 }, "addedMs"],
    [{ kind: "node-slow", node: "A", fromMs: 0 }, "addedMs"],
    [{ kind: "zones-parted", zones: ["az-1", "az-3"], fromMs: 0 }, "zones[1]"],
    [{ kind: "zones-parted", zones: ["az-1", "az-1"], fromMs: 0 }, "zones"],
    [{ kind: "zones-parted", zones: ["az-1"], fromMs: 0 }, "zones"],
    [{ kind: "messages-lost", probability: -0.01, fromMs: 0 }, "probability"],
    [{ kind: "messages-lost", probability: 1.01, fromMs: 0 }, "probability"],
    [{ kind: "messages-doubled", probability: NaN, fromMs: 0 }, "probability"],
    [{ kind: "zone-down", zone: "az-1", fromMs: -1 }, "fromMs"],
    [{ kind: "zone-down", zone: "az-1", fromMs: NaN }, "fromMs"],
    [{ kind: "zone-down", zone: "az-1", fromMs: Infinity }, "fromMs"],
    [{ kind: "zone-down", zone: "az-1", fromMs: 2, untilMs: 2 }, "untilMs"],
    [{ kind: "zone-down", zone: "az-1", fromMs: 2, untilMs: 1 }, "untilMs"],
    [{ kind: "zone-down", zone: "az-1", fromMs: 2, untilMs: Infinity }, "untilMs"],
    [{ kind: "earthquake", fromMs: 0 }, "kind"],
  ])("refuses %j, naming its place and field", (fault, field) => {
    expect(fieldOf([...good, fault as Fault])).toBe(`faults[${good.length}].${field}`);
  });

  it("says what was expected and what came", () => {
    expect(() => checkFaults([{ kind: "zone-down", zone: "az-9", fromMs: 0 }], targets)).toThrow(
      'Scenario field faults[0].zone: expected one of az-1, az-2, received "az-9".',
    );
  });
});
