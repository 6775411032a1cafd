import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AURORA_LIMITS } from "../../../src/core/aurora/limits.ts";
import {
  READER_BALANCER_DEFAULTS,
  READER_POOL_INVARIANTS,
  asksAtItsPace,
  checkReaderBalancerOptions,
  checkReaderPoolScenario,
  choosesWhoCanTake,
  createReaderBalancer,
  readerPoolEventInEnglish,
  retiresAFewAtATime,
  retiresForAReason,
  retiresInTime,
  runBalancerScript,
  runReaderPools,
  settlesEvenly,
  spreadsByWeight,
  weightOf,
  type CreateReaderBalancer,
  type ReaderBalancer,
  type ReaderBalancerOptions,
  type ReaderPoolEvent,
  type ReaderPoolInvariant,
  type ReaderPoolScenario,
  type ReaderPoolTrace,
  type TopologyMember,
} from "../../../src/core/cluster/index.ts";
import { readerPoolEventInKorean } from "../../../src/core/cluster/reader-pool-words-ko.ts";
import { ScenarioError, traceText } from "../../../src/core/kernel/index.ts";
import { balancerScripts, readerPools } from "../../arbitraries/reader-balancer.ts";
import { SEED } from "../seed.ts";

const OPTIONS: ReaderBalancerOptions = READER_BALANCER_DEFAULTS;
const member = (text: string): TopologyMember => {
  const [instance = "", role = "reader", state = "up"] = text.split(" ");
  return { instance, role: role as TopologyMember["role"], isAvailable: state === "up" };
};
const members = (...texts: readonly string[]) => texts.map(member);
const THREE = members("db-1 writer", "db-2", "db-3", "db-4");
const SCENARIO: ReaderPoolScenario = {
  seed: 7,
  writer: "db-1",
  readers: ["db-2", "db-3", "db-4"],
  pools: [
    { pool: "name", size: 60, way: { kind: "endpoint", cacheMs: 5_000, retireMax: 2 } },
    { pool: "balancer", size: 60, way: { kind: "balancer", options: OPTIONS } },
  ],
  steps: [],
  untilMs: 120_000,
};

/** So many connections by instance, as the balancer chooses them one after the other; all of them stay. */
function chosen(balancer: ReaderBalancer, count: number, luckOf: (place: number) => number = () => 0, from = 1) {
  const counts: Record<string, number> = {};
  for (let place = 0; place < count; place++) {
    const instance = balancer.choose(place + from, luckOf(place), 0) ?? "nobody";
    counts[instance] = (counts[instance] ?? 0) + 1;
  }
  return counts;
}

describe("the balancer", () => {
  it("gives each reader its part by weight", () => {
    const balancer = createReaderBalancer({ ...OPTIONS, weights: { "db-4": 2, "db-3": 0 } });
    balancer.topology({ askedAtMs: 0, members: THREE }, 5);
    expect(chosen(balancer, 9)).toEqual({ "db-2": 3, "db-4": 6 });
  });

  it("goes to the writer while no reader can take a connection, and back", () => {
    const balancer = createReaderBalancer(OPTIONS);
    balancer.topology({ askedAtMs: 0, members: members("db-1 writer", "db-2 reader down") }, 5);
    expect(balancer.choose(1, 0, 5)).toBe("db-1");
    balancer.opened(1, 6);
    expect(balancer.due(7)).toEqual([]);
    balancer.topology({ askedAtMs: 10, members: members("db-1 writer", "db-2") }, 15);
    expect(balancer.due(15)).toEqual([1]);
    expect(balancer.choose(2, 0, 15)).toBe("db-2");
  });

  it("asks fast for 30 s after a failure, and no longer", () => {
    const balancer = createReaderBalancer(OPTIONS);
    expect(balancer.nextRefreshMs(3)).toBe(3);
    balancer.topology({ askedAtMs: 100, members: THREE }, 105);
    expect(balancer.nextRefreshMs(105)).toBe(30_100);
    balancer.choose(1, 0, 110);
    balancer.failed(1, 120);
    expect(balancer.nextRefreshMs(120)).toBe(200);
    balancer.topology({ askedAtMs: 30_000, members: THREE }, 30_005);
    expect(balancer.nextRefreshMs(30_119)).toBe(30_119);
    expect(balancer.nextRefreshMs(30_120)).toBe(60_000);
  });
});

/**
 * What the AWS Advanced NodeJS Wrapper 2.1.1 says about the same questions: docs/using-the-nodejs-wrapper,
 * ReaderSelectionStrategies.md and using-plugins/UsingTheFailover2Plugin.md. Where we differ, the lesson says so.
 */
describe("beside the AWS Advanced NodeJS Wrapper", () => {
  it("has its defaults for the topology", () => {
    expect(OPTIONS).toMatchObject({
      topologyRefreshMs: 30_000,
      highTopologyRefreshMs: 100,
      highRefreshForMs: 30_000,
    });
    for (const name of ["topologyRefresh", "highTopologyRefresh", "highTopologyRefreshFor"] as const)
      expect(AURORA_LIMITS[name].source).toContain("AWS Advanced NodeJS Wrapper");
  });

  it("an instance that is not named has its `roundRobinDefaultWeight`, 1", () => {
    expect(weightOf({ weights: { "instance-2": 4 } }, "instance-1")).toBe(1);
  });

  it("`instance-1:1,instance-2:4` gives four to instance-2 for each one to instance-1", () => {
    const balancer = createReaderBalancer({ ...OPTIONS, weights: { "instance-1": 1, "instance-2": 4 } });
    balancer.topology({ askedAtMs: 0, members: members("instance-1", "instance-2") }, 0);
    for (let cycle = 0; cycle < 4; cycle++) {
      const counts = chosen(balancer, 5, (place) => ((place * 7) % 10) / 10, cycle * 5 + 1);
      expect(counts).toEqual({ "instance-1": 1, "instance-2": 4 });
    }
  });

  it("after whole cycles of its weighted round robin, every reader has the same number from either", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 99 }),
        (weights, cycles, salt) => {
          const names = weights.map((_, index) => `instance-${index + 1}`);
          const balancer = createReaderBalancer({
            ...OPTIONS,
            weights: Object.fromEntries(names.map((name, index) => [name, weights[index] as number])),
          });
          balancer.topology({ askedAtMs: 0, members: members(...names) }, 0);
          const total = weights.reduce((sum, weight) => sum + weight, 0) * cycles;
          const counts = chosen(balancer, total, (place) => ((place * 31 + salt) % 100) / 100);
          // In one cycle of the wrapper's, each host is given as many connections as its weight, one after the other.
          expect(counts).toEqual(Object.fromEntries(names.map((name, index) => [name, (weights[index] as number) * cycles]))); // prettier-ignore
        },
      ),
      { seed: SEED, numRuns: 300 },
    );
  });
});

describe("pools in a cluster", () => {
  /** Open connections of a pool by instance, at a time. */
  function countsAt(trace: ReaderPoolTrace, pool: string, atMs: number) {
    const counts: Record<string, number> = {};
    for (const event of trace) {
      if (event.atMs > atMs) break;
      if (!("pool" in event) || event.pool !== pool || !("instance" in event) || event.instance === undefined) continue;
      const change = event.kind === "connection-opened" ? 1 : 0;
      counts[event.instance] = (counts[event.instance] ?? 0) + change;
      const isEnd = event.kind === "connection-closed" || event.kind === "connection-failed";
      if (isEnd) counts[event.instance] = (counts[event.instance] ?? 0) - 1;
    }
    return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
  }

  it("put sixty connections on one reader by name, and twenty on each with a balancer", () => {
    const trace = runReaderPools(SCENARIO);
    expect(Object.values(countsAt(trace, "name", 4_000))).toEqual([60]);
    expect(countsAt(trace, "balancer", 4_000)).toEqual({ "db-2": 20, "db-3": 20, "db-4": 20 });
  });

  it("give a reader that joins its share within a refresh and an age limit, by balancer only", () => {
    const trace = runReaderPools({
      ...SCENARIO,
      steps: [{ kind: "reader-joins", atMs: 10_000, instance: "db-5" }],
      untilMs: 200_500,
    });
    expect(countsAt(trace, "name", 200_500)["db-5"]).toBeUndefined();
    expect(countsAt(trace, "balancer", 200_500)).toEqual({ "db-2": 15, "db-3": 15, "db-4": 15, "db-5": 15 });
  });

  it("spread what a reader loses over the others at once", () => {
    const trace = runReaderPools({
      ...SCENARIO,
      steps: [{ kind: "instance-fails", atMs: 10_000, instance: "db-2", forMs: 30_000 }],
      untilMs: 10_100,
    });
    expect(countsAt(trace, "balancer", 10_100)).toEqual({ "db-3": 30, "db-4": 30 });
  });

  it("keep what a name led to: the new writer, for as long as the names lag", () => {
    const trace = runReaderPools({
      ...SCENARIO,
      readers: ["db-2"],
      steps: [{ kind: "failover", atMs: 10_000 }],
      untilMs: 60_000,
    });
    expect(countsAt(trace, "name", 60_000)).toEqual({ "db-2": 60 });
    expect(trace.find((event) => event.kind === "writer-changed")).toMatchObject({ instance: "db-2", reader: "db-1" });
  });

  it("tell in a summary the same numbers as in full", () => {
    const scenario: ReaderPoolScenario = {
      ...SCENARIO,
      steps: [
        { kind: "reader-joins", atMs: 10_000, instance: "db-5" },
        { kind: "instance-fails", atMs: 70_300, instance: "db-2", forMs: 10_000 },
      ],
    };
    const full = runReaderPools(scenario);
    for (const event of runReaderPools({ ...scenario, countEveryMs: 1_000 })) {
      if (event.kind !== "connections-counted") continue;
      // At the very millisecond, what happens then may be told before or after the count.
      for (const { pool, open } of event.pools)
        expect([countsAt(full, pool, event.atMs), countsAt(full, pool, event.atMs - 0.5)]).toContainEqual(open);
    }
  });
});

describe("invariants", () => {
  const holds = (trace: ReaderPoolTrace) => {
    for (const invariant of READER_POOL_INVARIANTS) expect(invariant(trace)).toBeUndefined();
  };

  it("hold for the balancer alone, whatever it is told", () => {
    fc.assert(
      fc.property(balancerScripts, (script) => holds(runBalancerScript(script))),
      { seed: SEED, numRuns: 4_000 },
    );
  });

  it("hold for pools of a cluster whose readers join, leave, fail and are promoted", () => {
    fc.assert(
      fc.property(readerPools, (scenario) => holds(runReaderPools(scenario))),
      { seed: SEED, numRuns: 1_500 },
    );
  });

  /** The reference with some of its answers changed. */
  const changed =
    (over: (own: ReaderBalancer, options: ReaderBalancerOptions) => Partial<ReaderBalancer>): CreateReaderBalancer =>
    (options) => {
      const own = createReaderBalancer(options);
      return {
        topology: (topology, nowMs) => own.topology(topology, nowMs),
        choose: (connection, luck, nowMs) => own.choose(connection, luck, nowMs),
        opened: (connection, nowMs) => own.opened(connection, nowMs),
        closed: (connection, nowMs) => own.closed(connection, nowMs),
        failed: (connection, nowMs) => own.failed(connection, nowMs),
        due: (nowMs) => own.due(nowMs),
        nextRefreshMs: (nowMs) => own.nextRefreshMs(nowMs),
        ...over(own, options),
      };
    };
  const withOptions =
    (change: Partial<ReaderBalancerOptions>): CreateReaderBalancer =>
    (options) =>
      createReaderBalancer({ ...options, ...change });
  const late = changed((own) => ({ nextRefreshMs: (nowMs) => own.nextRefreshMs(nowMs) + 60_000 }));

  it.each<[string, ReaderPoolInvariant, CreateReaderBalancer]>([
    ["sends everybody to the writer", choosesWhoCanTake, changed(() => ({ choose: () => "db-1" }))],
    ["sends everybody to db-2", spreadsByWeight, changed((own) => ({ choose: (...told) => own.choose(...told) && "db-2" }))], // prettier-ignore
    ["forgets the weights", spreadsByWeight, withOptions({ weights: {} })],
    ["retires all at once", retiresAFewAtATime, withOptions({ retireMax: 100 })],
    ["retires what is young", retiresForAReason, withOptions({ maxAgeMs: 1 })],
    ["retires nothing", retiresInTime, changed(() => ({ due: () => [] }))],
    ["asks too late", asksAtItsPace, late],
    ["asks all the time", asksAtItsPace, withOptions({ highRefreshForMs: 3_600_000 })],
    ["retires nothing, so that readers that join stay empty", settlesEvenly, changed(() => ({ due: () => [] }))],
  ])("notice a balancer that %s", (_, invariant, create) => {
    const isBroken = (scenario: ReaderPoolScenario) => invariant(runReaderPools(scenario, create)) !== undefined;
    const { failed } = fc.check(
      fc.property(readerPools, (scenario) => !isBroken(scenario)),
      { seed: SEED, numRuns: 100, endOnFailure: true },
    );
    expect(failed).toBe(true);
  });

  it("the same scenario gives the same run", () => {
    fc.assert(
      fc.property(readerPools, (scenario) => {
        expect(traceText(runReaderPools(scenario))).toBe(traceText(runReaderPools(scenario)));
      }),
      { seed: SEED, numRuns: 30 },
    );
  });
});

describe("the words", () => {
  const pool = "shop";
  const samples: {
    readonly [Kind in ReaderPoolEvent["kind"]]: readonly (ReaderPoolEvent & { readonly kind: Kind })[];
  } = {
    "reader-pools-opened": [
      { kind: "reader-pools-opened", pools: SCENARIO.pools },
      { kind: "reader-pools-opened", pools: SCENARIO.pools.slice(1), members: THREE },
      {
        kind: "reader-pools-opened",
        pools: [{ pool, size: 1, way: { kind: "endpoint", cacheMs: 5_000, maxAgeMs: 60_000, retireMax: 2 } }],
      },
    ],
    "topology-asked": [{ kind: "topology-asked", pool, instance: "db-1" }],
    "topology-known": [
      { kind: "topology-known", pool, askedAtMs: 5, members: [] },
      { kind: "topology-known", pool, askedAtMs: 5, members: members("db-1 writer down", "db-2") },
    ],
    "connection-chosen": [
      { kind: "connection-chosen", pool, connection: 1 },
      { kind: "connection-chosen", pool, connection: 1, instance: "db-2" },
    ],
    "connection-opened": [{ kind: "connection-opened", pool, connection: 1, instance: "db-2" }],
    "connection-closed": [{ kind: "connection-closed", pool, connection: 1, instance: "db-2" }],
    "connection-failed": [{ kind: "connection-failed", pool, connection: 1, instance: "db-2" }],
    "connections-due": [
      { kind: "connections-due", pool, connections: [] },
      { kind: "connections-due", pool, connections: [1] },
      { kind: "connections-due", pool, connections: [1, 2] },
    ],
    "refresh-due": [{ kind: "refresh-due", pool, dueMs: 30_000 }],
    "reader-joined": [{ kind: "reader-joined", instance: "db-5" }],
    "reader-left": [{ kind: "reader-left", instance: "db-5" }],
    "instance-down": [{ kind: "instance-down", instance: "db-2" }],
    "instance-back": [{ kind: "instance-back", instance: "db-2" }],
    "writer-changed": [{ kind: "writer-changed", instance: "db-2", reader: "db-1" }],
    "names-changed": [
      { kind: "names-changed", instances: [] },
      { kind: "names-changed", instances: ["db-2", "db-3"] },
    ],
    "connections-counted": [
      { kind: "connections-counted", pools: [{ pool, open: {} }] },
      { kind: "connections-counted", pools: [{ pool, open: { "db-2": 3, "db-3": 1 } }] },
    ],
  };

  it("tell every event apart, in both languages", () => {
    const events = Object.values(samples).flat();
    for (const words of [readerPoolEventInEnglish, readerPoolEventInKorean]) {
      const sentences = events.map((event) => words(event));
      expect(new Set(sentences).size).toBe(events.length);
      for (const sentence of sentences) expect(sentence).toMatch(/^\S.*[^.\s]$/);
    }
  });
});

describe("what is refused", () => {
  it.each<[string, Partial<ReaderBalancerOptions>, string]>([
    ["half a weight", { weights: { "db-2": 0.5 } }, "weights.db-2"],
    ["a weight below 0", { weights: { "db-2": -1 } }, "weights.db-2"],
    ["a weight of 101", { weights: { "db-2": 101 } }, "weights.db-2"],
    ["no age", { maxAgeMs: 0 }, "maxAgeMs"],
    ["an age without end", { maxAgeMs: Infinity }, "maxAgeMs"],
    ["nothing to retire", { retireMax: 0 }, "retireMax"],
    ["half a connection to retire", { retireMax: 1.5 }, "retireMax"],
    ["no time from question to question", { topologyRefreshMs: 0 }, "topologyRefreshMs"],
    ["no time soon after a failure", { highTopologyRefreshMs: 0 }, "highTopologyRefreshMs"],
    ["rates the wrong way round", { highTopologyRefreshMs: 30_001 }, "highTopologyRefreshMs"],
    ["a higher rate for ever", { highRefreshForMs: Infinity }, "highRefreshForMs"],
  ])("options with %s", (_, change, field) => {
    const options = { ...OPTIONS, ...change };
    const pools = [{ pool: "shop", size: 1, way: { kind: "balancer" as const, options } }];
    expect(() => checkReaderBalancerOptions(options)).toThrow(`Scenario field options.${field}:`);
    expect(() => runBalancerScript({ options, steps: [] })).toThrow(ScenarioError);
    expect(() => runReaderPools({ ...SCENARIO, pools })).toThrow(`Scenario field pools[0].way.options.${field}:`);
  });

  const byName = (change: object) => [
    { pool: "shop", size: 1, way: { kind: "endpoint" as const, cacheMs: 5_000, retireMax: 1, ...change } },
  ];
  it.each<[string, Partial<ReaderPoolScenario>, string]>([
    ["a writer without a name", { writer: "" }, "writer"],
    ["16 readers", { readers: Array.from({ length: 16 }, (_, i) => `r-${i}`) }, "readers"],
    ["a reader called as the writer", { readers: ["db-1"] }, "readers[0]"],
    ["11 pools", { pools: Array.from({ length: 11 }, (_, i) => ({ ...SCENARIO.pools[0]!, pool: `p-${i}` })) }, "pools"],
    ["two pools of one name", { pools: [SCENARIO.pools[0]!, SCENARIO.pools[0]!] }, "pools[1].pool"],
    ["a pool of nothing", { pools: [{ ...SCENARIO.pools[0]!, size: 0 }] }, "pools[0].size"],
    ["a pool of 201", { pools: [{ ...SCENARIO.pools[0]!, size: 201 }] }, "pools[0].size"],
    ["answers kept for no time", { pools: byName({ cacheMs: 0 }) }, "pools[0].way.cacheMs"],
    ["an age of 0", { pools: byName({ maxAgeMs: 0 }) }, "pools[0].way.maxAgeMs"],
    ["nothing to retire", { pools: byName({ retireMax: 0 }) }, "pools[0].way.retireMax"],
    ["a step before the run", { steps: [{ kind: "failover", atMs: -1 }] }, "steps[0].atMs"],
    ["a reader without a name", { steps: [{ kind: "reader-joins", atMs: 0, instance: "" }] }, "steps[0].instance"],
    ["a failure that takes no time", { steps: [{ kind: "instance-fails", atMs: 0, instance: "db-2", forMs: 0 }] }, "steps[0].forMs"], // prettier-ignore
    ["counts without end", { countEveryMs: 0 }, "countEveryMs"],
    ["a run of more than an hour", { untilMs: 3_600_001 }, "untilMs"],
    ["connections that open in no time", { model: { connectMs: 0 } }, "model.connectMs"],
    ["sweeps without end", { model: { sweepMs: Infinity } }, "model.sweepMs"],
  ])("%s", (_, change, field) => {
    const scenario = { ...SCENARIO, ...change };
    expect(() => checkReaderPoolScenario(scenario)).toThrow(`Scenario field ${field}:`);
    expect(() => runReaderPools(scenario)).toThrow(ScenarioError);
  });
});
