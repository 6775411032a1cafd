import { describe, expect, it } from "vitest";
import { Random } from "../../../src/core/kernel/index.ts";

const numbers = (random: Random, count = 4) => Array.from({ length: count }, () => random.uint32());

/** How often each value came, in the order of the values. */
function countsOf(values: readonly number[]): number[] {
  const counts = new Array<number>(Math.max(...values) + 1).fill(0);
  for (const value of values) counts[value]!++;
  return counts;
}

describe("a seeded generator", () => {
  it.each([
    [0, [1089875287, 441428300, 3933448654, 975830231]],
    [1, [2477157643, 3464793677, 3844776368, 977924363]],
    [2018, [830710983, 4247302589, 623206546, 3733210885]],
    [-7, [1015322902, 2038777310, 737384107, 2193429592]],
    ["delays", [2037640897, 3185001079, 2294640638, 309774792]],
  ])("gives the stored numbers for the seed %s: every trace of the course hangs on them", (seed, stored) => {
    expect(numbers(new Random(seed))).toEqual(stored);
  });

  it("takes a number and its text for the same seed", () => {
    expect(numbers(new Random(2018))).toEqual(numbers(new Random("2018")));
  });

  it("gives fractions from 0 up to, but never, 1", () => {
    const random = new Random(5);
    for (let i = 0; i < 10_000; i++) {
      const fraction = random.fraction();
      expect(fraction >= 0 && fraction < 1).toBe(true);
      expect(Number.isInteger(fraction * 2 ** 32)).toBe(true);
    }
  });

  it("is roughly uniform: exact counts for a fixed seed, each within five in a hundred of its share", () => {
    const random = new Random(1);
    const digits = countsOf(Array.from({ length: 10_000 }, () => random.integer(0, 9)));
    expect(digits).toEqual([998, 1018, 1047, 964, 946, 1003, 1012, 1019, 988, 1005]);
    for (const count of digits) expect(Math.abs(count - 1_000)).toBeLessThan(60);

    const bits = new Random(7).fork("bits");
    const octants = countsOf(Array.from({ length: 8_000 }, () => bits.uint32() >>> 29));
    expect(octants).toEqual([992, 1009, 1044, 1026, 1007, 997, 964, 961]);
  });

  it("sees no pattern between neighbouring seeds", () => {
    const firsts = Array.from({ length: 8_000 }, (_, seed) => new Random(seed).uint32() >>> 29);
    for (const count of countsOf(firsts)) expect(Math.abs(count - 1_000)).toBeLessThan(120);
  });
});

describe("a fork", () => {
  it("depends on the seed and its name only, never on how many numbers the parent gave", () => {
    const [fresh, used] = [new Random(3), new Random(3)];
    numbers(used, 1_000);
    expect(numbers(used.fork("disk of A"))).toEqual(numbers(fresh.fork("disk of A")));
    expect(numbers(used.fork("disk of A"))).toEqual(numbers(fresh.fork("disk of A")));
  });

  it("leaves its parent where it was", () => {
    const [alone, parent] = [new Random(3), new Random(3)];
    numbers(parent.fork("child"), 10);
    expect(numbers(parent)).toEqual(numbers(alone));
  });

  it("differs by name, by seed and by parent", () => {
    const root = new Random(3);
    const children = [root.fork("A"), root.fork("B"), new Random(4).fork("A"), root.fork("A").fork("A"), root];
    expect(new Set(children.map((child) => numbers(child).join())).size).toBe(children.length);
  });

  it("has forks of its own, which are stored answers too", () => {
    expect(numbers(new Random(2018).fork("A").fork("B"), 2)).toEqual([1602260039, 299064132]);
  });
});

describe("whole numbers", () => {
  it("reach both bounds and nothing beyond", () => {
    const random = new Random(11);
    const drawn = new Set(Array.from({ length: 1_000 }, () => random.integer(-2, 3)));
    expect([...drawn].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2, 3]);
  });

  it("are the bound where there is only one, and still use a number", () => {
    const [one, other] = [new Random(11), new Random(11)];
    expect(one.integer(7, 7)).toBe(7);
    other.uint32();
    expect(numbers(one)).toEqual(numbers(other));
  });

  it.each([
    [1, 0],
    [0.5, 2],
    [0, NaN],
    [0, 2 ** 32],
  ])("are refused from %s to %s", (min, max) => {
    expect(() => new Random(1).integer(min, max)).toThrow(RangeError);
  });

  it("cover 2^32 values, no more", () => {
    const value = new Random(1).integer(0, 2 ** 32 - 1);
    expect(value).toBe(new Random(1).uint32());
  });
});

describe("chances and picks", () => {
  it("are certain at both ends and use one number each", () => {
    const [random, other] = [new Random(1), new Random(1)];
    for (let i = 0; i < 100; i++) {
      expect(random.chance(0)).toBe(false);
      expect(random.chance(1)).toBe(true);
    }
    numbers(other, 200);
    expect(numbers(random)).toEqual(numbers(other));
  });

  it("come as often as they should, by exact count", () => {
    const random = new Random(1);
    expect(Array.from({ length: 10_000 }, () => random.chance(0.3)).filter(Boolean)).toHaveLength(3_063);
  });

  it("give each of the values, and refuse to pick from none", () => {
    const random = new Random(1);
    expect(new Set(Array.from({ length: 100 }, () => random.pick(["A", "B", "C"])))).toEqual(new Set(["A", "B", "C"]));
    expect(() => random.pick([])).toThrow(RangeError);
  });
});
