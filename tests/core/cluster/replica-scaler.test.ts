import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DEFAULT_COOLDOWNS,
  READER_FLEET_INVARIANTS,
  checkReaderFleetScenario,
  checkScalingPolicy,
  createReplicaScaler,
  followsTheLoad,
  readerFleetEventInEnglish,
  runReaderFleet,
  runScalerScript,
  type ReaderFleetEvent,
  type ReaderFleetScenario,
  type ReaderFleetTrace,
  type ScalableReader,
  type ScalingPolicy,
} from "../../../src/core/cluster/index.ts";
import { readerFleetEventInKorean } from "../../../src/core/cluster/reader-fleet-words-ko.ts";
import { ScenarioError, traceText } from "../../../src/core/kernel/index.ts";
import { readerFleets, scalerScripts } from "../../arbitraries/replica-scaler.ts";
import { SEED } from "../seed.ts";

const POLICY: ScalingPolicy = {
  metric: "RDSReaderAverageCPUUtilization",
  target: 60,
  minCapacity: 1,
  maxCapacity: 8,
  ...DEFAULT_COOLDOWNS,
};
const FLEET: ReaderFleetScenario = {
  policy: POLICY,
  writer: "db-1",
  readers: ["db-2"],
  load: [
    { atMs: 0, connections: 80 },
    { atMs: 150_000, connections: 360 },
    { atMs: 1_590_000, connections: 90 },
  ],
  steps: [],
  untilMs: 2_400_000,
};

const reader = (text: string): ScalableReader => {
  const [instance = "", by, state] = text.split(" ");
  return {
    instance,
    createdBy: by === "own" ? "scaling" : "operator",
    state: (state ?? "available") as ScalableReader["state"],
  };
};

describe("the scaler", () => {
  it("orders what the load needs beyond what there is, once", () => {
    const scaler = createReplicaScaler(POLICY);
    const readers = ["db-2 op", "db-3 op"].map(reader);
    expect(scaler.look({ nowMs: 0, readers, average: 90 })).toEqual({ kind: "add", count: 1 });
    const more = [...readers, reader("a own creating")];
    expect(scaler.look({ nowMs: 60_000, readers: more, average: 90 })).toEqual({ kind: "none" });
    expect(scaler.look({ nowMs: 120_000, readers: more, average: 91 })).toEqual({ kind: "add", count: 1 });
  });

  it("removes its own only, and only so many as there are", () => {
    const scaler = createReplicaScaler(POLICY);
    const readers = ["a own", "db-2 op", "db-3 op", "db-4 op"].map(reader);
    expect(scaler.look({ nowMs: 0, readers, average: 10 })).toEqual({ kind: "remove", instances: ["a"] });
    expect(scaler.look({ nowMs: 600_000, readers: readers.slice(1), average: 10 })).toEqual({ kind: "none" });
  });

  it("two scalers of one policy know nothing of each other", () => {
    const readers = ["db-2 op", "a own"].map(reader);
    const [one, other] = [createReplicaScaler(POLICY), createReplicaScaler(POLICY)];
    expect(one.look({ nowMs: 0, readers, average: 100 }).kind).toBe("add");
    expect(other.look({ nowMs: 0, readers, average: 10 }).kind).toBe("remove");
  });
});

describe("a fleet under load", () => {
  const averages = (trace: ReaderFleetTrace) =>
    trace.flatMap((event) => (event.kind === "metric-known" ? [event.average] : []));
  const decided = (trace: ReaderFleetTrace) =>
    trace.flatMap((event) => (event.kind === "scaling-decided" ? [[event.atMs / 60_000, event.decision]] : []));

  it("needs two rounds where the CPU cannot show how much load there is", () => {
    expect(decided(runReaderFleet(FLEET))).toEqual([
      [3, { kind: "add", count: 1 }],
      [9, { kind: "add", count: 1 }],
      [27, { kind: "remove", instances: ["application-autoscaling-1", "application-autoscaling-2"] }],
    ]);
  });

  it("looks well by its average while an old reader is at its end", () => {
    const trace = runReaderFleet({ ...FLEET, model: { connectionMs: 3_600_000 } });
    const late = trace.find((event) => event.kind === "metric-known" && event.atMs === 900_000);
    expect(late).toMatchObject({ average: 56, readers: [{ connections: 337, cpuPercent: 100 }, { cpuPercent: 12 }] });
  });

  it("leaves the writer alone when there is no reader, and then the scaler sees nothing", () => {
    const policy = { ...POLICY, minCapacity: 0 };
    const trace = runReaderFleet({ ...FLEET, policy, readers: [] });
    expect(new Set(averages(trace))).toEqual(new Set([undefined]));
    expect(decided(trace)).toEqual([]);
    expect(decided(runReaderFleet({ ...FLEET, readers: [] }))[0]).toEqual([0, { kind: "add", count: 1 }]);
  });

  it("keeps who made an instance through a failover and back", () => {
    const trace = runReaderFleet({
      ...FLEET,
      load: [{ atMs: 0, connections: 200 }],
      steps: [
        { kind: "delete-reader", atMs: 400_000, instance: "db-2" },
        { kind: "failover", atMs: 500_000 },
      ],
    });
    const promoted = trace.find((event) => event.kind === "reader-promoted");
    expect(promoted).toMatchObject({
      instance: "application-autoscaling-1",
      reader: { instance: "db-1", createdBy: "operator" },
    });
  });

  it("has as many connections as are wanted after every step", () => {
    fc.assert(
      fc.property(readerFleets, (scenario) => {
        let wanted = 0;
        for (const event of runReaderFleet(scenario)) {
          if (event.kind === "load-changed") wanted = event.connections;
          if (event.kind !== "metric-known") continue;
          const sum = event.readers.reduce((all, { connections = 0 }) => all + connections, 0);
          expect(sum).toBeLessThanOrEqual(wanted);
          for (const { state, connections } of event.readers) if (state !== "available") expect(connections).toBe(0);
        }
      }),
      { seed: SEED, numRuns: 200 },
    );
  });
});

describe("invariants", () => {
  const holds = (trace: ReaderFleetTrace) => {
    for (const invariant of READER_FLEET_INVARIANTS) expect(invariant(trace)).toBeUndefined();
  };

  it("hold for the scaler alone, whatever it is told", () => {
    fc.assert(
      fc.property(scalerScripts, (script) => holds(runScalerScript(script))),
      { seed: SEED, numRuns: 4_000 },
    );
  });

  it("hold in fleets whose load changes, whose readers fail, come and go", () => {
    fc.assert(
      fc.property(readerFleets, (scenario) => holds(runReaderFleet(scenario))),
      { seed: SEED, numRuns: 2_000 },
    );
  });

  it("are each broken by something that thoughtless scalers do", () => {
    const broken = new Set<string>();
    const thoughtless: readonly Parameters<typeof runScalerScript>[1][] = [
      () => ({ look: () => ({ kind: "none" }) }),
      () => ({ look: ({ readers }) => ({ kind: "add", count: 16 - readers.length }) }),
      () => ({
        look: ({ readers: [first] }) =>
          first === undefined ? { kind: "none" } : { kind: "remove", instances: [first.instance] },
      }),
      (policy) => ({ look: (fleet) => createReplicaScaler(policy).look(fleet) }),
    ];
    fc.assert(
      fc.property(scalerScripts, fc.constantFrom(...thoughtless), (script, create) => {
        const trace = runScalerScript(script, create);
        for (const invariant of READER_FLEET_INVARIANTS) {
          const found = invariant(trace)?.invariant;
          if (found !== undefined) broken.add(found);
        }
      }),
      { seed: SEED, numRuns: 400 },
    );
    expect(broken.size).toBe(READER_FLEET_INVARIANTS.length);
  });

  it("notice a fleet that stays too large or too small", () => {
    const deaf = runReaderFleet(FLEET, () => ({ look: () => ({ kind: "none" }) }));
    expect(followsTheLoad(deaf)?.what).toBe("1 were there, 2 were needed, and none was added for 5 min");
  });

  it("the same scenario gives the same run", () => {
    fc.assert(
      fc.property(readerFleets, (scenario) => {
        expect(traceText(runReaderFleet(scenario))).toBe(traceText(runReaderFleet(scenario)));
      }),
      { seed: SEED, numRuns: 50 },
    );
  });
});

describe("the words", () => {
  const own = reader("application-autoscaling-1 own creating");
  const samples: {
    readonly [Kind in ReaderFleetEvent["kind"]]: readonly Extract<ReaderFleetEvent, { kind: Kind }>[];
  } = {
    "reader-fleet-opened": [
      { kind: "reader-fleet-opened", policy: POLICY, readers: [] },
      { kind: "reader-fleet-opened", policy: { ...POLICY, isScaleInEnabled: false }, readers: [own] },
      {
        kind: "reader-fleet-opened",
        policy: { ...POLICY, metric: "RDSReaderAverageDatabaseConnections" },
        readers: [own],
      },
    ],
    "load-changed": [{ kind: "load-changed", connections: 80 }],
    "metric-known": [
      { kind: "metric-known", readers: [] },
      { kind: "metric-known", readers: [reader("db-2 op")] },
      { kind: "metric-known", readers: [reader("db-2 op")], average: 40 },
      { kind: "metric-known", readers: [reader("db-2 op"), reader("db-3 op"), own], average: 41 },
    ],
    "scaling-decided": [
      { kind: "scaling-decided", decision: { kind: "none" } },
      { kind: "scaling-decided", decision: { kind: "add", count: 1 } },
      { kind: "scaling-decided", decision: { kind: "add", count: 3 } },
      { kind: "scaling-decided", decision: { kind: "remove", instances: ["a", "b"] } },
    ],
    "reader-creating": [
      { kind: "reader-creating", reader: own },
      { kind: "reader-creating", reader: reader("db-3 op creating") },
    ],
    "reader-available": [{ kind: "reader-available", instance: "db-2" }],
    "reader-unavailable": [{ kind: "reader-unavailable", instance: "db-2" }],
    "reader-deleted": [
      { kind: "reader-deleted", instance: "db-2", by: "operator" },
      { kind: "reader-deleted", instance: "db-2", by: "scaling" },
    ],
    "reader-promoted": [{ kind: "reader-promoted", instance: "db-2", reader: reader("db-1 op unavailable") }],
  };

  it("tell every event apart, in both languages", () => {
    const events = Object.values(samples).flat();
    for (const words of [readerFleetEventInEnglish, readerFleetEventInKorean]) {
      const sentences = events.map((event) => words(event));
      expect(new Set(sentences).size).toBe(events.length);
      for (const sentence of sentences) expect(sentence).toMatch(/^\S.*[^.\s]$/);
    }
  });
});

describe("what is refused", () => {
  it.each<[string, Partial<ScalingPolicy>, string]>([
    ["a metric that nobody knows", { metric: "cpu" as never }, "metric"],
    ["a target of 0", { target: 0 }, "target"],
    ["a target below 0", { target: -1 }, "target"],
    ["no target", { target: NaN }, "target"],
    ["a target of 101 % CPU", { target: 101 }, "target"],
    ["half a minimum", { minCapacity: 0.5 }, "minCapacity"],
    ["a minimum below 0", { minCapacity: -1 }, "minCapacity"],
    ["a maximum of 16", { maxCapacity: 16 }, "maxCapacity"],
    ["limits the wrong way round", { minCapacity: 5, maxCapacity: 4 }, "maxCapacity"],
    ["a cooldown below 0", { scaleOutCooldownMs: -1 }, "scaleOutCooldownMs"],
    ["a cooldown without end", { scaleInCooldownMs: Infinity }, "scaleInCooldownMs"],
  ])("a policy with %s", (_, change, field) => {
    const policy = { ...POLICY, ...change };
    for (const run of [() => checkScalingPolicy(policy), () => runReaderFleet({ ...FLEET, policy })]) {
      expect(run).toThrow(ScenarioError);
      expect(run).toThrow(`Scenario field policy.${field}:`);
    }
  });

  it("says limits the wrong way round in the service's words", () => {
    expect(() => checkScalingPolicy({ ...POLICY, minCapacity: 5, maxCapacity: 4 })).toThrow(
      "a MaxCapacity at or above the MinCapacity of 5 (the limits are the wrong way round), received 4",
    );
  });

  it.each<[string, Partial<ReaderFleetScenario>, string]>([
    ["a writer without a name", { writer: "" }, "writer"],
    ["16 readers", { readers: Array.from({ length: 16 }, (_, i) => `r-${i}`) }, "readers"],
    ["a reader called as the writer", { readers: ["db-1"] }, "readers[0]"],
    ["two readers of one name", { readers: ["db-2", "db-2"] }, "readers[1]"],
    ["no load", { load: [] }, "load"],
    ["a load that begins later", { load: [{ atMs: 1, connections: 0 }] }, "load"],
    ["loads out of order", { load: [0, 5, 5].map((atMs) => ({ atMs, connections: 1 })) }, "load[2].atMs"],
    ["half a connection", { load: [{ atMs: 0, connections: 0.5 }] }, "load[0].connections"],
    ["5,001 connections", { load: [{ atMs: 0, connections: 5_001 }] }, "load[0].connections"],
    ["a step before the run", { steps: [{ kind: "failover", atMs: -1 }] }, "steps[0].atMs"],
    ["a reader without a name", { steps: [{ kind: "add-reader", atMs: 0, instance: "" }] }, "steps[0].instance"],
    [
      "a failure that takes no time",
      { steps: [{ kind: "fail-reader", atMs: 0, instance: "db-2", forMs: 0 }] },
      "steps[0].forMs",
    ],
    ["a run of more than a day", { untilMs: 86_400_001 }, "untilMs"],
    ["readers made in no time", { model: { createMs: 0 } }, "model.createMs"],
    ["a restart without end", { model: { restartMs: Infinity } }, "model.restartMs"],
    ["connections shorter than a step", { model: { connectionMs: 9_999 } }, "model.connectionMs"],
    ["connections that cost nothing", { model: { cpuPerConnection: 0 } }, "model.cpuPerConnection"],
  ])("%s", (_, change, field) => {
    const scenario = { ...FLEET, ...change };
    expect(() => checkReaderFleetScenario(scenario)).toThrow(`Scenario field ${field}:`);
    expect(() => runReaderFleet(scenario)).toThrow(ScenarioError);
  });

  it("accepts what is at the edge", () => {
    for (const change of [
      { minCapacity: 0, maxCapacity: 0 },
      { minCapacity: 15, maxCapacity: 15 },
      { scaleOutCooldownMs: 0, scaleInCooldownMs: 0 },
      { target: 100 },
      { target: 0.5 },
      { metric: "RDSReaderAverageDatabaseConnections" as const, target: 101 },
    ])
      expect(() => checkScalingPolicy({ ...POLICY, ...change })).not.toThrow();
  });
});
