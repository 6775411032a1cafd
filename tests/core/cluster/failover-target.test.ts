import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkMembers, failoverTarget, type FailoverCandidate } from "../../../src/core/cluster/failover-target.ts";
import { frozen } from "../../../src/core/kernel/frozen.ts";
import { ScenarioError } from "../../../src/core/kernel/index.ts";
import { SEED } from "../seed.ts";

const { choose } = failoverTarget;

type Options = Partial<Omit<FailoverCandidate, "instance" | "role">>;
const member = { zone: "az-1", tier: 1, memoryGib: 16, isAvailable: true, lagMs: 20 };
const reader = (instance: string, options: Options = {}): FailoverCandidate => ({
  ...member,
  ...options,
  instance,
  role: "reader",
});
const writer = (instance: string, options: Options = {}): FailoverCandidate => ({
  ...member,
  isAvailable: false,
  lagMs: 0,
  ...options,
  instance,
  role: "writer",
});
const promote = (instance: string) => ({ kind: "promote", instance });
const restart = (instance: string) => ({ kind: "restart-in-place", instance });

describe("the reader that is promoted", () => {
  it("is the small one of tier 0, not the large one of tier 1", () => {
    const members = [writer("db-1"), reader("db-2", { tier: 1, memoryGib: 128 }), reader("db-3", { tier: 0 })];
    expect(choose(members, 0)).toEqual(promote("db-3"));
  });

  it("is the larger of two in one tier", () => {
    const members = [writer("db-1"), reader("db-2", { memoryGib: 16 }), reader("db-3", { memoryGib: 32 })];
    expect(choose(members, 0)).toEqual(promote("db-3"));
  });

  it.each([
    ["lags least", reader("db-2", { lagMs: 20 }), reader("db-3", { lagMs: 19 }), "db-3"],
    ["comes first by name", reader("db-3"), reader("db-2"), "db-2"],
    ["comes first by name, character by character", reader("db-2"), reader("db-10"), "db-10"],
  ])("is, of two equal in tier and class, the one that %s", (_, one, other, expected) => {
    expect(choose([writer("db-1"), one, other], 0)).toEqual(promote(expected));
    expect(choose([other, writer("db-1"), one], 0)).toEqual(promote(expected));
  });

  it("is one that was made by hand, before any that Auto Scaling added with tier 15 and the writer's class", () => {
    const members = [
      writer("db-1", { memoryGib: 64 }),
      reader("added-1", { tier: 15, memoryGib: 64 }),
      reader("added-2", { tier: 15, memoryGib: 64 }),
      reader("db-2", { tier: 14, memoryGib: 16 }),
    ];
    expect(choose(members, 0)).toEqual(promote("db-2"));
    expect(choose([writer("db-1"), reader("added-1", { tier: 15 })], 0)).toEqual(promote("added-1"));
  });

  it("is one that is available, however well the others are placed", () => {
    const down = reader("db-2", { tier: 0, memoryGib: 128, lagMs: 0, isAvailable: false });
    const members = [writer("db-1"), down, reader("db-3", { tier: 15, lagMs: 500 })];
    expect(choose(members, 0)).toEqual(promote("db-3"));
    expect(choose(members, 5)).toEqual(promote("db-3"));
  });

  it("may lag far behind: with a volume in common nothing can be lost", () => {
    const members = [writer("db-1"), reader("db-2", { lagMs: 0 }), reader("db-3", { tier: 0, lagMs: 60_000 })];
    expect(choose(members, 0)).toEqual(promote("db-3"));
    const larger = reader("db-4", { memoryGib: 32, lagMs: 60_000 });
    expect(choose([writer("db-1"), reader("db-2", { lagMs: 0 }), larger], 0)).toEqual(promote("db-4"));
  });

  it.each([
    [0, "small"],
    [1, "small"],
    [4, "small"],
    [5, "large"],
    [6, "large"],
    [100, "large"],
  ])("after %i unsuccessful attempts is the %s one, when the small one has the lower tier", (attempts, expected) => {
    const members = [writer("db-1"), reader("small", { tier: 0 }), reader("large", { tier: 2, memoryGib: 128 })];
    expect(choose(members, attempts)).toEqual(promote(expected));
  });
});

describe("without a reader to promote", () => {
  it.each([
    ["the only instance", [writer("db-1")]],
    ["available again", [writer("db-1", { isAvailable: true })]],
    ["left with readers that are down", [reader("db-2", { isAvailable: false }), writer("db-1")]],
  ])("a writer that is %s is restarted in place, however often that failed", (_, members) => {
    for (const attempts of [0, 4, 5, 100]) expect(choose(members, attempts)).toEqual(restart("db-1"));
  });

  it.each([
    ["no instances", []],
    ["readers that are all down", [reader("db-2", { isAvailable: false }), reader("db-3", { isAvailable: false })]],
  ])("and without a writer, nothing can be done for %s", (_, members) => {
    for (const attempts of [0, 5]) expect(choose(members, attempts)).toEqual({ kind: "none" });
  });

  it("is something else than without a writer: readers alone are enough", () => {
    expect(choose([reader("db-2"), reader("db-3", { tier: 0 })], 0)).toEqual(promote("db-3"));
  });
});

/** Few values of everything, so that ties are the rule; names of different lengths and cases. */
const NAMES = ["a", "B", "b", "db-1", "db-10", "db-2", "db-9", "replica", "z"];
const traits = fc.record({
  zone: fc.constantFrom("az-1", "az-2", "az-3"),
  tier: fc.constantFrom(1, 2, 14),
  memoryGib: fc.constantFrom(16, 32, 64),
  isAvailable: fc.boolean(),
  lagMs: fc.constantFrom(5, 20, 100),
});

/** A cluster with a writer or without, in any order. */
const clusters = fc
  .record({ names: fc.shuffledSubarray(NAMES, { minLength: 1 }), hasWriter: fc.boolean() })
  .chain(({ names, hasWriter }) =>
    fc
      .array(traits, { minLength: names.length, maxLength: names.length })
      .map((list) =>
        list.map((each, index): FailoverCandidate => {
          const instance = names[index] as string;
          return hasWriter && index === list.length >> 1 ? writer(instance, each) : reader(instance, each);
        }),
      )
      .map(frozen),
  );
const tieredAttempts = fc.integer({ min: 0, max: 4 });
const laterAttempts = fc.integer({ min: 5, max: 50 });
const anyAttempts = fc.oneof(tieredAttempts, laterAttempts);

const availableReaders = (members: readonly FailoverCandidate[]) =>
  members.filter(({ role, isAvailable }) => isAvailable && role !== "writer");

/** The member that is promoted, if any is. */
function promoted(members: readonly FailoverCandidate[], attempts: number): FailoverCandidate | undefined {
  const decision = choose(members, attempts);
  return decision.kind === "promote" ? members.find(({ instance }) => instance === decision.instance) : undefined;
}

/** Tries a property on many clusters. */
function always(
  attempts: fc.Arbitrary<number>,
  holds: (members: readonly FailoverCandidate[], attempts: number) => void,
) {
  fc.assert(fc.property(clusters, attempts, holds), { seed: SEED, numRuns: 1000 });
}

describe("in every cluster", () => {
  it("a reader is promoted exactly when one is available, else the writer is restarted if there is one", () => {
    always(anyAttempts, (members, attempts) => {
      const decision = choose(members, attempts);
      const readers = availableReaders(members).map(({ instance }) => instance);
      const old = members.find(({ role }) => role === "writer");
      if (decision.kind === "promote") expect(readers).toContain(decision.instance);
      else expect(readers).toEqual([]);
      if (decision.kind === "restart-in-place") expect(decision.instance).toBe(old?.instance);
      if (decision.kind === "none") expect(old).toBeUndefined();
    });
  });

  it("nobody available has a lower tier than the promoted one, nor a larger class in the same tier", () => {
    always(tieredAttempts, (members, attempts) => {
      const target = promoted(members, attempts);
      if (target === undefined) return;
      for (const { tier, memoryGib } of availableReaders(members)) {
        expect(tier).toBeGreaterThanOrEqual(target.tier);
        if (tier === target.tier) expect(memoryGib).toBeLessThanOrEqual(target.memoryGib);
      }
    });
  });

  it("after five attempts nobody available has a larger class than the promoted one, and tiers change nothing", () => {
    always(laterAttempts, (members, attempts) => {
      const target = promoted(members, attempts);
      for (const { memoryGib } of availableReaders(members))
        expect(memoryGib).toBeLessThanOrEqual(target?.memoryGib as number);
      const turned = members.map((each) => ({ ...each, tier: 15 - each.tier }));
      expect(promoted(turned, attempts)?.instance).toBe(target?.instance);
    });
  });

  it("of those equal to the promoted one nobody lags less, and of those that lag as much nobody comes before it", () => {
    always(anyAttempts, (members, attempts) => {
      const target = promoted(members, attempts);
      if (target === undefined) return;
      for (const { instance, tier, memoryGib, lagMs } of availableReaders(members)) {
        if (memoryGib !== target.memoryGib || (attempts < 5 && tier !== target.tier)) continue;
        expect(lagMs).toBeGreaterThanOrEqual(target.lagMs);
        if (lagMs === target.lagMs) expect([instance, target.instance].sort()[0]).toBe(target.instance);
      }
    });
  });

  it("the order of the members plays no part", () => {
    const shuffled = clusters.chain((members) =>
      fc.tuple(fc.constant(members), fc.shuffledSubarray([...members], { minLength: members.length })),
    );
    fc.assert(
      fc.property(shuffled, anyAttempts, ([members, others], attempts) => {
        expect(choose(others, attempts)).toEqual(choose(members, attempts));
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  it("zones play no part, nor does anything about the writer but its name", () => {
    fc.assert(
      fc.property(clusters, anyAttempts, traits, (members, attempts, other) => {
        const changed = members.map((each) =>
          each.role === "writer" ? { ...each, ...other } : { ...each, zone: other.zone },
        );
        expect(choose(changed, attempts)).toEqual(choose(members, attempts));
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  it("only the step from the fourth to the fifth unsuccessful attempt changes anything", () => {
    for (const attempts of [tieredAttempts, laterAttempts]) {
      fc.assert(
        fc.property(clusters, attempts, attempts, (members, some, more) => {
          expect(choose(members, some)).toEqual(choose(members, more));
        }),
        { seed: SEED, numRuns: 500 },
      );
    }
    always(tieredAttempts, (members, attempts) => {
      const level = members.map((each) => ({ ...each, tier: 7 }));
      expect(choose(level, attempts)).toEqual(choose(level, attempts + 5));
    });
  });

  it("a reader that is down, or that is worse, changes nothing", () => {
    always(anyAttempts, (members, attempts) => {
      const best = { tier: 0, memoryGib: 1_024, lagMs: 0 };
      expect(choose([...members, reader("!", { ...best, isAvailable: false })], attempts)).toEqual(
        choose(members, attempts),
      );
      const target = promoted(members, attempts);
      if (target === undefined) return;
      const { memoryGib, lagMs } = target;
      const worse = [
        ...(attempts < 5 ? [reader("!", { ...best, tier: target.tier + 1 })] : []),
        reader("!", { ...best, tier: target.tier, memoryGib: memoryGib - 1 }),
        reader("!", { tier: target.tier, memoryGib, lagMs: lagMs + 1 }),
        reader(`${target.instance}-2`, { tier: target.tier, memoryGib, lagMs }),
      ];
      for (const each of worse) expect(promoted([each, ...members], attempts)).toBe(target);
    });
  });

  it("a reader that is better is promoted: by tier, later by class", () => {
    always(tieredAttempts, (members, attempts) => {
      const small = reader("~", { tier: 0, memoryGib: 2, lagMs: 60_000 });
      expect(promoted([...members, small], attempts)).toBe(small);
    });
    always(laterAttempts, (members, attempts) => {
      const large = reader("~", { tier: 15, memoryGib: 128, lagMs: 60_000 });
      expect(promoted([...members, large], attempts)).toBe(large);
    });
  });

  it("readers that fail one after the other are replaced by each that is left, tier by tier, then by the writer", () => {
    always(tieredAttempts, (members, attempts) => {
      let left = members;
      const tiers: number[] = [];
      for (let target = promoted(left, attempts); target !== undefined; target = promoted(left, attempts)) {
        const { instance, tier } = target;
        tiers.push(tier);
        left = left.map((each) => (each.instance === instance ? { ...each, isAvailable: false } : each));
      }
      expect(tiers).toEqual(
        availableReaders(members)
          .map(({ tier }) => tier)
          .sort((a, b) => a - b),
      );
      expect(choose(left, attempts).kind).toBe(
        members.some(({ role }) => role === "writer") ? "restart-in-place" : "none",
      );
    });
  });
});

describe("the check of the members", () => {
  const readers = (count: number) => Array.from({ length: count }, (_, index) => reader(`r-${index}`));

  it.each<[string, readonly FailoverCandidate[], string]>([
    ["no instance", [], "members"],
    ["a writer and 16 readers", [writer("db-1"), ...readers(16)], "members"],
    ["17 readers", readers(17), "members"],
    ["an empty name", [writer("db-1"), reader("")], "members[1].instance"],
    ["a name that is taken", [writer("db-1"), reader("db-2"), reader("db-1")], "members[2].instance"],
    ["a second writer", [writer("db-1"), reader("db-2"), writer("db-3")], "members[2].role"],
    ["a tier below 0", [reader("db-2", { tier: -1 })], "members[0].tier"],
    ["a tier above 15", [writer("db-1", { tier: 16 })], "members[0].tier"],
    ["half a tier", [writer("db-1"), reader("db-2", { tier: 0.5 })], "members[1].tier"],
    ["no tier", [reader("db-2", { tier: NaN })], "members[0].tier"],
    ["memory of 0 GiB", [writer("db-1"), reader("db-2", { memoryGib: 0 })], "members[1].memoryGib"],
    ["negative memory", [writer("db-1", { memoryGib: -16 })], "members[0].memoryGib"],
    ["endless memory", [reader("db-2", { memoryGib: Infinity })], "members[0].memoryGib"],
    ["no memory", [reader("db-2", { memoryGib: NaN })], "members[0].memoryGib"],
    ["a negative lag", [writer("db-1"), reader("db-2", { lagMs: -0.001 })], "members[1].lagMs"],
    ["an endless lag", [reader("db-2", { lagMs: Infinity })], "members[0].lagMs"],
    ["no lag", [reader("db-2", { lagMs: NaN })], "members[0].lagMs"],
  ])("refuses %s", (_, members, field) => {
    expect(() => checkMembers(members)).toThrow(ScenarioError);
    expect(() => checkMembers(members)).toThrow(`Scenario field ${field}:`);
  });

  it.each<[string, readonly FailoverCandidate[]]>([
    ["a writer alone", [writer("db-1")]],
    ["a writer and 15 readers", [...readers(15), writer("db-1")]],
    ["a reader alone, while there is no writer", [reader("db-2")]],
    ["the first tier and the last", [writer("db-1", { tier: 0 }), reader("db-2", { tier: 15 })]],
    ["half a GiB, and no lag at all", [writer("db-1", { memoryGib: 0.5 }), reader("db-2", { lagMs: 0 })]],
  ])("accepts %s", (_, members) => {
    expect(() => checkMembers(members)).not.toThrow();
  });
});
