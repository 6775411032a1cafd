import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkThroughputScenario,
  checkTokenBucket,
  createTokenBucket,
  runThroughput,
  runTokenBucketScript,
  THROUGHPUT_INVARIANTS,
  throughputEventInEnglish,
  TOKEN_BUCKET_INVARIANTS,
  type CapacityDesign,
  type CreateTokenBucket,
  type KeyLoad,
  type ThroughputEvent,
  type ThroughputInvariant,
  type ThroughputScenario,
  type ThroughputTrace,
  type TokenBucketConfiguration,
  type TokenBucketScript,
} from "../../../src/core/dynamodb/index.ts";
import { throughputEventInKorean } from "../../../src/core/dynamodb/throughput-words-ko.ts";
import { ScenarioError, traceText } from "../../../src/core/kernel/index.ts";
import { steadyScenarios, throughputScenarios, tokenBucketScripts } from "../../arbitraries/token-bucket.ts";
import { SEED } from "../seed.ts";

const BUCKET: TokenBucketConfiguration = { rate: 100, burstSeconds: 300, units: 0, nowMs: 0 };

describe("the bucket", () => {
  it("gives twice its rate for 300 s after 300 s of rest, and its rate from then on", () => {
    const bucket = createTokenBucket(BUCKET);
    expect(bucket.available(300_000)).toBe(30_000);
    const admitted = (second: number) => {
      let count = 0;
      for (let tick = 0; tick < 200; tick++) if (bucket.take(1, second * 1_000 + (tick + 1) * 5)) count++;
      return count;
    };
    const seconds = Array.from({ length: 310 }, (_, index) => admitted(300 + index));
    // A full bucket lets nothing in until the first request: half a unit is missing for the last one.
    expect(seconds.slice(0, 300).reduce((sum, count) => sum + count)).toBe(59_999);
    expect(seconds.slice(301)).toEqual(Array.from({ length: 9 }, () => 100));
  });

  it("says just what a slow count in whole thousandths says", () => {
    const least = (a: bigint, b: bigint) => (a < b ? a : b);
    fc.assert(
      fc.property(tokenBucketScripts, ({ bucket, steps }) => {
        let [rate, kept] = [BigInt(bucket.rate), BigInt(bucket.units) * 1_000n];
        const most = () => rate * BigInt(bucket.burstSeconds) * 1_000n;
        const events = runTokenBucketScript({ bucket, steps }).slice(1);
        for (const [index, event] of events.entries()) {
          for (let waitedMs = 0; waitedMs < steps[index]!.afterMs; waitedMs++) kept = least(most(), kept + rate);
          if (event.kind === "bucket-rate-set") rate = BigInt(event.rate);
          kept = least(most(), kept);
          if (event.kind === "request-answered") {
            const asked = BigInt(event.units * 1_000);
            expect(event.isAdmitted).toBe(asked <= kept);
            if (asked <= kept) kept -= asked;
          }
          if (event.kind === "units-handed-out") kept -= least(BigInt(event.asked * 1_000), kept);
          if ("available" in event) expect(event.available).toBe(Number(kept) / 1_000);
        }
      }),
      { seed: SEED, numRuns: 40 },
    );
  });
});

const DESIGNS: readonly CapacityDesign[] = ["static-shares", "burst-and-adaptive", "global-admission"];

/** The designs side by side: 400 WCU on 4 partitions, a key in each, `a` in the first. */
function scenario(load: readonly KeyLoad[], change: Partial<ThroughputScenario> = {}): ThroughputScenario {
  return {
    seed: 1,
    tables: DESIGNS.map((design) => ({
      table: design,
      design,
      mode: { kind: "provisioned", rate: 400 },
      partitionCount: 4,
    })),
    keys: ["a", "b", "c", "d"].map((key, index) => ({ key, place: 100 + index * 256 })),
    load,
    steps: [],
    faults: [],
    reportMs: 10_000,
    untilMs: 900_000,
    ...change,
  };
}
const loadOf = (key: string, atS: number, requestsPerSecond: number, units = 1): KeyLoad => ({
  atMs: atS * 1_000,
  key,
  requestsPerSecond,
  units,
});
const reports = (trace: ThroughputTrace, table: string) =>
  trace.flatMap((event) => (event.kind === "table-served" && event.table === table ? [event] : []));
/** Admitted a second in the report that ends then. */
const admittedAt = (trace: ThroughputTrace, table: string, atS: number) => {
  const report = reports(trace, table).find(({ atMs }) => atMs === atS * 1_000);
  return ((report?.admitted ?? 0) * 1_000) / (report?.forMs ?? 1);
};
const throttles = (trace: ThroughputTrace, table: string) =>
  trace.flatMap((event) =>
    event.kind === "throttling-began" && event.table === table ? [[event.atMs, event.partition, event.reason]] : [],
  );
const splits = (trace: ThroughputTrace, table: string) =>
  trace.flatMap((event) => (event.kind === "partition-split" && event.table === table ? [event] : []));
const ratesOf = (trace: ThroughputTrace, table: string) => reports(trace, table).at(-1)?.partitions.map(({ rate }) => rate); // prettier-ignore

describe("tables under load", () => {
  it("serve a busy partition as their design does: its share, a burst and then more, or all of it", () => {
    const trace = runThroughput(scenario([loadOf("a", 300, 200)]));
    expect(throttles(trace, "static-shares")[0]).toEqual([301_000, "P1", "share"]);
    expect(admittedAt(trace, "static-shares", 400)).toBe(100);
    expect(throttles(trace, "burst-and-adaptive").map(([atMs]) => atMs)).toEqual([600_000]);
    const boosts = trace.flatMap((event) => (event.kind === "partition-boosted" ? [event.rate] : []));
    expect(boosts).toEqual([150, 175, 188, 194, 197, 199, 200]);
    expect(admittedAt(trace, "burst-and-adaptive", 900)).toBe(200);
    expect(throttles(trace, "global-admission")).toEqual([]);
  });

  it("serve one key with 1,000 a second, whatever the table has", () => {
    const trace = runThroughput(
      scenario([loadOf("a", 10, 1_500)], {
        steps: [{ atMs: 0, kind: "set-capacity", rate: 20_000 }],
        untilMs: 300_000,
      }),
    );
    // 32 partitions of 625 each.
    expect(DESIGNS.map((design) => admittedAt(trace, design, 300))).toEqual([625, 1_000, 1_000]);
    expect(throttles(trace, "global-admission").map(([, , reason]) => reason)).toEqual(["ceiling"]);
    expect(splits(trace, "global-admission").every(({ because }) => because === "capacity")).toBe(true);
  });

  it("burst only while the node has room for it", () => {
    const steps = [{ atMs: 400_000, kind: "neighbours" as const, unitsPerSecond: 6_000 }];
    const trace = runThroughput(scenario([loadOf("a", 300, 200)], { steps, untilMs: 410_000 }));
    expect(throttles(trace, "burst-and-adaptive")[0]?.[0]).toBeGreaterThanOrEqual(400_000);
    expect(reports(trace, "burst-and-adaptive").at(-1)!.partitions[0]!.available).toBeGreaterThan(19_000);
  });

  it("are split when their capacity needs it: 4 × 800, 4 × 900, 8 × 750, 8 × 625", () => {
    const [spec] = scenario([]).tables;
    const rates = [3_600, 6_000, 5_000].map((rate, index) => ({ kind: "set-capacity" as const, atMs: 1_000 * (index + 1), rate })); // prettier-ignore
    const after = (untilMs: number) =>
      ratesOf(
        runThroughput(
          scenario([loadOf("a", 0, 1)], {
            tables: [{ ...spec!, mode: { kind: "provisioned", rate: 3_200 } }],
            steps: rates,
            untilMs,
          }),
        ),
        "static-shares",
      );
    expect(after(900)).toEqual(Array.from({ length: 4 }, () => 800));
    expect(after(1_900)).toEqual(Array.from({ length: 4 }, () => 900));
    expect(after(3_900)?.slice(-8)).toEqual(Array.from({ length: 8 }, () => 625));
    expect(after(2_900)?.slice(-8)).toEqual(Array.from({ length: 8 }, () => 750));
  });

  it("dilute a hot half's throughput when they are split for their size, unless the table has one bucket", () => {
    const steps = [{ atMs: 100_000, kind: "split" as const, key: "a" }];
    const trace = runThroughput(scenario([loadOf("a", 0, 100)], { steps, untilMs: 200_000 }));
    expect(splits(trace, "static-shares")).toMatchObject([{ partition: "P1", into: ["P5", "P6"], rates: [50, 50], because: "size" }]); // prettier-ignore
    expect(["static-shares", "global-admission"].map((design) => admittedAt(trace, design, 90))).toEqual([100, 100]);
    expect(["static-shares", "global-admission"].map((design) => admittedAt(trace, design, 200))).toEqual([50, 100]);
  });

  it("split a busy partition between its keys in the newest design, and never one key", () => {
    const keys = [
      { key: "a", place: 10 },
      { key: "b", place: 20 },
    ];
    const [, , spec] = scenario([]).tables;
    const tables = [{ ...spec!, mode: { kind: "provisioned" as const, rate: 4_000 } }];
    const two = runThroughput(scenario([loadOf("a", 0, 700), loadOf("b", 0, 700)], { keys, tables, untilMs: 400_000 }));
    expect(splits(two, "global-admission")).toMatchObject([{ atMs: 180_000, because: "consumption" }]);
    expect(admittedAt(two, "global-admission", 170)).toBe(1_000);
    expect(admittedAt(two, "global-admission", 400)).toBe(1_400);
    const one = runThroughput(scenario([loadOf("a", 0, 1_400)], { keys, tables, untilMs: 400_000 }));
    expect(splits(one, "global-admission")).toEqual([]);
  });

  it("admit twice the previous peak on demand, half an hour later", () => {
    const keys = Array.from({ length: 16 }, (_, index) => ({ key: `k${index}`, place: index * 64 }));
    const trace = runThroughput(
      scenario(
        keys.map(({ key }) => loadOf(key, 0, 375)),
        {
          keys,
          tables: [{ table: "new", design: "global-admission", mode: { kind: "on-demand" }, partitionCount: 16 }],
          reportMs: 60_000,
          untilMs: 2_400_000,
        },
      ),
    );
    const rates = trace.flatMap((event) =>
      event.kind === "table-rate-set" ? [[event.atMs / 60_000, event.rate]] : [],
    );
    expect(admittedAt(trace, "new", 600)).toBeGreaterThan(3_980);
    expect(admittedAt(trace, "new", 600)).toBeLessThan(4_020);
    expect(rates[0]?.[0]).toBe(31);
    expect(rates[0]?.[1]).toBeGreaterThan(7_800);
    expect(admittedAt(trace, "new", 2_400)).toBe(6_000);
  });

  it("throttle at the routers while GAC is away for longer than an allowance lasts", () => {
    const faults = [{ kind: "node-down" as const, node: "gac", fromMs: 60_000, untilMs: 120_000 }];
    const trace = runThroughput(scenario([loadOf("a", 0, 200)], { faults, untilMs: 200_000 }));
    expect(throttles(trace, "global-admission").map(([, , reason]) => reason)).toContain("table");
    expect(admittedAt(trace, "global-admission", 110)).toBe(0);
    expect(admittedAt(trace, "global-admission", 200)).toBe(200);
    expect(admittedAt(trace, "static-shares", 110)).toBe(100);
  });
});

describe("invariants", () => {
  const holds = (trace: ThroughputTrace, which: readonly ThroughputInvariant[]) => {
    for (const invariant of which) expect(invariant(trace)).toBeUndefined();
  };

  it("hold for a bucket that is asked anything", () => {
    fc.assert(
      fc.property(tokenBucketScripts, (script) => holds(runTokenBucketScript(script), TOKEN_BUCKET_INVARIANTS)),
      { seed: SEED, numRuns: 4_000 },
    );
  });

  it("hold in tables of all designs under any load", () => {
    fc.assert(
      fc.property(fc.oneof(throughputScenarios(6), steadyScenarios), (run) => holds(runThroughput(run), THROUGHPUT_INVARIANTS)), // prettier-ignore
      { seed: SEED, numRuns: 3_000 },
    );
  });

  it("hold over minutes, with boosts and splits", () => {
    fc.assert(
      fc.property(throughputScenarios(240), (run) => holds(runThroughput(run), THROUGHPUT_INVARIANTS)),
      { seed: SEED, numRuns: 60 },
    );
  });

  it("are each broken by something that thoughtless buckets do", () => {
    const broken = new Set<string>();
    const thoughtless: readonly CreateTokenBucket[] = [
      () => ({ available: () => 1_000_000, take: () => true, takeUpTo: (units) => units, setRate: () => undefined }),
      () => ({ available: () => 0, take: () => false, takeUpTo: () => 0, setRate: () => undefined }),
      () => ({ available: () => -1, take: () => false, takeUpTo: () => 0, setRate: () => undefined }),
      ({ rate }) => {
        let [second, left] = [0, rate];
        const fill = (nowMs: number) => {
          if (Math.floor(nowMs / 60_000) > second) [second, left] = [Math.floor(nowMs / 60_000), rate];
          return left;
        };
        return {
          available: fill,
          take: (units, nowMs) => fill(nowMs) >= units && ((left -= units), true),
          takeUpTo: (units, nowMs) => Math.min(units, fill(nowMs)),
          setRate: () => undefined,
        };
      },
    ];
    const find = (trace: ThroughputTrace, which: readonly ThroughputInvariant[]) => {
      for (const invariant of which) {
        const found = invariant(trace)?.invariant;
        if (found !== undefined) broken.add(found);
      }
    };
    fc.assert(
      fc.property(
        throughputScenarios(6),
        tokenBucketScripts,
        fc.constantFrom(...thoughtless),
        (run, script, create) => {
          find(runThroughput(run, create), THROUGHPUT_INVARIANTS);
          find(runTokenBucketScript(script, create), TOKEN_BUCKET_INVARIANTS);
        },
      ),
      { seed: SEED, numRuns: 400 },
    );
    // One of them stands in both lists.
    expect(broken.size).toBe(new Set([...THROUGHPUT_INVARIANTS, ...TOKEN_BUCKET_INVARIANTS]).size);
  });

  it("the same scenario gives the same run", () => {
    fc.assert(
      fc.property(throughputScenarios(6), (run) => {
        expect(traceText(runThroughput(run))).toBe(traceText(runThroughput(run)));
      }),
      { seed: SEED, numRuns: 30 },
    );
  });
});

describe("the words", () => {
  const trace = runThroughput(
    scenario([loadOf("a", 0, 1_500), loadOf("b", 0, 1), loadOf("a", 60, 10)], {
      steps: [
        { atMs: 30_000, kind: "set-capacity", rate: 5_000 },
        { atMs: 40_000, kind: "split", key: "b" },
        { atMs: 50_000, kind: "neighbours", unitsPerSecond: 10 },
      ],
      faults: [{ kind: "node-down", node: "gac", fromMs: 1_000, untilMs: 2_000 }],
      untilMs: 80_000,
    }),
  );
  const events: readonly ThroughputEvent[] = [
    ...trace.filter(({ kind }) => kind !== "table-served"),
    { kind: "table-rate-set", table: "t", rate: 5, by: "on-demand" },
    { kind: "bucket-made", ...BUCKET },
    { kind: "bucket-looked-into", available: 1 },
    { kind: "bucket-looked-into", available: 2 },
    { kind: "request-answered", units: 1, isAdmitted: true, available: 2 },
    { kind: "request-answered", units: 1, isAdmitted: false, available: 0.5 },
    { kind: "units-handed-out", asked: 3, units: 2.5, available: 0 },
    { kind: "bucket-rate-set", rate: 5, available: 1 },
    ...trace.filter(({ kind }) => kind === "table-served").slice(0, 3),
  ];

  it("tell events apart, in both languages", () => {
    expect(new Set(events.map(({ kind }) => kind)).size).toBe(15);
    for (const words of [throughputEventInEnglish, throughputEventInKorean]) {
      const sentences = new Set(events.map((event) => words(event)));
      expect(sentences.size).toBe(new Set(events.map((event) => JSON.stringify({ ...event, atMs: 0, lastMs: 0 }))).size); // prettier-ignore
      for (const sentence of sentences) expect(sentence).toMatch(/^\S.*[^.\s]$/);
    }
  });
});

describe("what is refused", () => {
  it.each<[string, Partial<TokenBucketConfiguration>, string]>([
    ["a rate below 0", { rate: -1 }, "rate"],
    ["half a unit a second", { rate: 0.5 }, "rate"],
    ["no second", { burstSeconds: 0 }, "burstSeconds"],
    ["301 seconds", { burstSeconds: 301 }, "burstSeconds"],
    ["more than it holds", { units: 30_001 }, "units"],
    ["less than nothing", { units: -1 }, "units"],
    ["half a millisecond", { nowMs: 0.5 }, "nowMs"],
  ])("%s", (_, change, field) => {
    const bucket = { ...BUCKET, ...change };
    expect(() => checkTokenBucket(bucket)).toThrow(`Scenario field configuration.${field}:`);
    expect(() => runTokenBucketScript({ bucket, steps: [] })).toThrow(ScenarioError);
  });

  it.each<[TokenBucketScript["steps"][number], string]>([
    [{ tell: "look", afterMs: -1 }, "steps[0].afterMs"],
    [{ tell: "take", afterMs: 0, units: 0 }, "steps[0].units"],
    [{ tell: "take", afterMs: 0, units: 0.25 }, "steps[0].units"],
    [{ tell: "take-up-to", afterMs: 0, units: -1 }, "steps[0].units"],
    [{ tell: "set-rate", afterMs: 0, rate: 1.5 }, "steps[0].rate"],
  ])("step %j", (step, field) => {
    expect(() => runTokenBucketScript({ bucket: BUCKET, steps: [step] })).toThrow(`Scenario field ${field}:`);
  });

  const RUN = scenario([loadOf("a", 0, 1)]);
  const [FIRST] = RUN.tables as [ThroughputScenario["tables"][number]];
  it.each<[string, Partial<ThroughputScenario>, string]>([
    ["no table", { tables: [] }, "tables"],
    ["two tables of one name", { tables: [FIRST, FIRST] }, "tables[1].table"],
    ["a table without capacity", { tables: [{ ...FIRST, mode: { kind: "provisioned", rate: 0 } }] }, "tables[0].mode.rate"], // prettier-ignore
    ["more than the quota", { tables: [{ ...FIRST, mode: { kind: "provisioned", rate: 40_001 } }] }, "tables[0].mode.rate"], // prettier-ignore
    ["an on-demand table of 2012", { tables: [{ ...FIRST, mode: { kind: "on-demand" } }] }, "tables[0].design"],
    ["no partition", { tables: [{ ...FIRST, partitionCount: 0 }] }, "tables[0].partitionCount"],
    ["no key", { keys: [] }, "keys"],
    ["two keys of one name", { keys: [...RUN.keys, { key: "a", place: 1 }] }, "keys[4].key"],
    ["a place outside", { keys: [{ key: "a", place: 1_024 }] }, "keys[0].place"],
    ["a load for no key", { load: [loadOf("x", 0, 1)] }, "load[0].key"],
    ["loads out of order", { load: [loadOf("a", 2, 1), loadOf("a", 1, 1)] }, "load[1].atMs"],
    ["half a request", { load: [loadOf("a", 0, 0.5)] }, "load[0].requestsPerSecond"],
    ["a quarter of a unit", { load: [loadOf("a", 0, 1, 0.25)] }, "load[0].units"],
    ["no capacity", { steps: [{ atMs: 0, kind: "set-capacity", rate: 0 }] }, "steps[0].rate"],
    ["a split of nothing", { steps: [{ atMs: 0, kind: "split", key: "x" }] }, "steps[0].key"],
    ["neighbours that give", { steps: [{ atMs: 0, kind: "neighbours", unitsPerSecond: -1 }] }, "steps[0].unitsPerSecond"], // prettier-ignore
    ["a fault of a table", { faults: [{ kind: "node-down", node: "t", fromMs: 0 }] }, "faults[0].node"],
    ["reports of half a second", { reportMs: 500 }, "reportMs"],
    ["a run of more than three hours", { untilMs: 10_800_001 }, "untilMs"],
  ])("%s", (_, change, field) => {
    expect(() => checkThroughputScenario({ ...RUN, ...change })).toThrow(`Scenario field ${field}:`);
    expect(() => runThroughput({ ...RUN, ...change })).toThrow(ScenarioError);
  });
});
