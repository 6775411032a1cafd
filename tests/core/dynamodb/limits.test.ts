import { describe, expect, it } from "vitest";
import { AURORA_LIMITS } from "../../../src/core/aurora/limits.ts";
import { DAX_LIMITS } from "../../../src/core/dax/limits.ts";
import { DYNAMODB_LIMITS } from "../../../src/core/dynamodb/limits.ts";
import type { ServiceLimit } from "../../../src/core/kernel/service-limit.ts";
import { groupSources } from "../../../src/course/sources.ts";

describe("constants of DynamoDB and DAX", () => {
  const limits = { ...DYNAMODB_LIMITS, ...DAX_LIMITS };

  it.each(Object.entries<ServiceLimit>(limits))("%s has a unit, a year and a source", (_, limit) => {
    expect(limit.unit).not.toBe("");
    expect(limit.year).toBeGreaterThanOrEqual(2022);
    expect(limit.source).toMatch(/ §\d|, \S/);
    expect(groupSources([limit.source])).toHaveLength(1);
  });

  it("have names that no other service's constant has: lessons print them by name alone", () => {
    const names = [AURORA_LIMITS, DYNAMODB_LIMITS, DAX_LIMITS].flatMap(Object.keys);
    expect(new Set(names).size).toBe(names.length);
  });
});
