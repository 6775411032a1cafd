import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ACU_INVARIANTS,
  acuEventInEnglish,
  acuStepOf,
  checkAcuConfiguration,
  checkAcuScenario,
  createAcuScaler,
  runAcu,
  runAcuScript,
  type AcuConfiguration,
  type AcuEvent,
  type AcuLoad,
  type AcuRequest,
  type AcuScenario,
  type AcuTrace,
  type CreateAcuScaler,
} from "../../../src/core/cluster/index.ts";
import { acuEventInKorean } from "../../../src/core/cluster/acu-words-ko.ts";
import { ScenarioError, traceText } from "../../../src/core/kernel/index.ts";
import { acuScenarios, acuScripts } from "../../arbitraries/acu-scaler.ts";
import { SEED } from "../seed.ts";

const RANGE: AcuConfiguration = { minAcu: 0, maxAcu: 64, autoPauseMs: 300_000 };
const QUIET: AcuLoad = { cpuAcu: 0.1, memoryAcu: 0.1, networkAcu: 0, workingSetAcu: 0.5, connections: 4 };
const BUSY: AcuLoad = { cpuAcu: 24, memoryAcu: 6, networkAcu: 3, workingSetAcu: 10, connections: 200 };
const NOBODY: AcuLoad = { cpuAcu: 0, memoryAcu: 0, networkAcu: 0, workingSetAcu: 0, connections: 0 };

function scenario(
  minAcus: readonly number[],
  loads: readonly (readonly [number, AcuLoad])[],
  change: Partial<AcuScenario> = {},
): AcuScenario {
  return {
    clusters: minAcus.map((minAcu) => ({
      cluster: `min-${minAcu}`,
      configuration: { ...RANGE, minAcu },
      writer: `w-${minAcu}`,
      readers: [],
    })),
    load: loads.flatMap(([atS, load]) =>
      minAcus.map((minAcu) => ({ atMs: atS * 1_000, instance: `w-${minAcu}`, ...load })),
    ),
    requests: [],
    untilMs: 900_000,
    ...change,
  };
}

const changes = (trace: AcuTrace, instance: string) =>
  trace.flatMap((event) => {
    if (!("instance" in event) || event.instance !== instance) return [];
    if (event.kind === "acu-paused") return [[event.atMs / 1_000, 0]];
    return event.kind === "capacity-changed" || event.kind === "acu-resumed" ? [[event.atMs / 1_000, event.acu]] : [];
  });

describe("the scaler", () => {
  it("grows by an eighth, in half ACUs: 0.5 to 8 in 15 s, 8 to 64 in 19", () => {
    const reached = (from: number, to: number) => {
      let seconds = 0;
      for (let acu = from; acu < to; acu += acuStepOf(acu)) seconds++;
      return seconds;
    };
    expect([0.5, 4, 8, 11.5, 12, 36, 256].map(acuStepOf)).toEqual([0.5, 0.5, 1, 1, 1.5, 4.5, 32]);
    expect([reached(0.5, 8), reached(8, 64)]).toEqual([15, 19]);
  });
});

describe("clusters under load", () => {
  it("come to the same capacity, the small one 15 s later", () => {
    const trace = runAcu(scenario([0.5, 8], [[0, QUIET], [60, BUSY]], { untilMs: 120_000 })); // prettier-ignore
    expect(changes(trace, "w-0.5").at(-1)).toEqual([88, 36]);
    expect(changes(trace, "w-8").at(-1)).toEqual([73, 36]);
  });

  it("pause with a minimum of 0, and let the next one wait for 15 s", () => {
    const trace = runAcu(scenario([0, 0.5], [[0, QUIET], [100, NOBODY], [500, QUIET]])); // prettier-ignore
    expect(changes(trace, "w-0")).toEqual([
      [400, 0],
      [515, 0.5],
    ]);
    expect(changes(trace, "w-0.5")).toEqual([]);
    expect(trace.find(({ kind }) => kind === "acu-resumed")).toMatchObject({ waitedMs: 15_000 });
  });

  it("let readers in tiers 0 and 1 go with the writer, and the others on their own", () => {
    const [cluster] = scenario([0], []).clusters;
    const trace = runAcu({
      clusters: [
        {
          ...(cluster as AcuScenario["clusters"][number]),
          readers: [
            { instance: "r-1", tier: 1 },
            { instance: "r-2", tier: 2 },
          ],
        },
      ],
      load: [
        { atMs: 0, instance: "w-0", ...BUSY },
        { atMs: 60_000, instance: "w-0", ...NOBODY },
        { atMs: 700_000, instance: "r-2", ...QUIET },
      ],
      requests: [],
      untilMs: 800_000,
    });
    expect(changes(trace, "r-1")).toEqual(changes(trace, "w-0"));
    expect(changes(trace, "r-2")).toEqual([
      [300, 0],
      [715, 0.5],
    ]);
    // Who connects to a reader resumes the writer too.
    expect(changes(trace, "w-0").slice(-2)).toEqual([
      [360, 0],
      [715, 0.5],
    ]);
  });

  it("are billed for the capacity that they have, and tell what they could not do", () => {
    const trace = runAcu(scenario([1], [[0, { ...BUSY, cpuAcu: 1.5 }]], { untilMs: 9_000 })); // prettier-ignore
    expect(trace.at(-1)).toMatchObject({
      kind: "acu-billed",
      acuSeconds: 1.5 + 2 + 2.5 + 3 + 3.5 + 4 + 4.5 + 5 + 5.5,
    });
    expect(trace.at(-1)).toMatchObject({ missingAcuSeconds: 23 });
  });
});

describe("invariants", () => {
  const holds = (trace: AcuTrace, which = ACU_INVARIANTS) => {
    for (const invariant of which) expect(invariant(trace)).toBeUndefined();
  };

  it("hold in clusters whose load and readers are anything", () => {
    fc.assert(
      fc.property(acuScenarios, (run) => holds(runAcu(run))),
      { seed: SEED, numRuns: 1_500 },
    );
  });

  it("hold for the scaler alone, as far as they say something about it", () => {
    const alone = ACU_INVARIANTS.slice(0, 3);
    fc.assert(
      fc.property(acuScripts, (script) => holds(runAcuScript(script), alone)),
      { seed: SEED, numRuns: 1_500 },
    );
  });

  it("are each broken by something that thoughtless scalers do", () => {
    const broken = new Set<string>();
    const thoughtless: readonly CreateAcuScaler[] = [
      () => ({ tick: () => 300 }),
      () => ({ tick: () => 0 }),
      ({ minAcu }) => ({ tick: () => Math.max(1, minAcu) }),
      ({ minAcu, maxAcu }) => ({ tick: ({ nowMs }) => (nowMs % 20_000 < 10_000 ? minAcu : maxAcu) }),
    ];
    fc.assert(
      fc.property(acuScenarios, fc.constantFrom(...thoughtless), (run, create) => {
        const trace = runAcu(run, create);
        for (const invariant of ACU_INVARIANTS) {
          const found = invariant(trace)?.invariant;
          if (found !== undefined) broken.add(found);
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
    // Of readers in tier 0 and 1 no scaler is asked.
    expect(broken.size).toBe(ACU_INVARIANTS.length - 1);
  });

  it("the same scenario gives the same run", () => {
    fc.assert(
      fc.property(acuScenarios, (run) => {
        expect(traceText(runAcu(run))).toBe(traceText(runAcu(run)));
      }),
      { seed: SEED, numRuns: 30 },
    );
  });

  it("two scalers of one configuration know nothing of each other", () => {
    const second = { nowMs: 0, cpuPercent: 100, memoryPercent: 0, networkPercent: 0, cachedAcu: 0, openConnections: 1, requests: [] }; // prettier-ignore
    const [one, other] = [createAcuScaler(RANGE), createAcuScaler(RANGE)];
    expect([one.tick(second), one.tick({ ...second, nowMs: 1_000 }), other.tick(second)]).toEqual([1, 1.5, 1]);
  });
});

describe("the words", () => {
  const requests: readonly AcuRequest[] = [
    "connection",
    "connection-with-wrong-password",
    "data-api-call",
    "parameter-change",
    "backtrack",
    "clone",
    "maintenance",
    "snapshot",
    "scheduled-job",
  ];
  const second = { cpuPercent: 10, memoryPercent: 20, networkPercent: 30, cachedAcu: 0.5, openConnections: 4 };
  const samples: { readonly [Kind in AcuEvent["kind"]]: readonly Extract<AcuEvent, { kind: Kind }>[] } = {
    "acu-opened": [
      { kind: "acu-opened", clusters: [{ cluster: "a", configuration: RANGE }], members: [] },
      { kind: "acu-opened", clusters: [{ cluster: "a", configuration: { ...RANGE, minAcu: 2 } }], members: [] },
    ],
    "acu-load-changed": [{ kind: "acu-load-changed", instance: "db-1", load: BUSY }],
    "acu-requested": requests.map((request) => ({ kind: "acu-requested", instance: "db-1", request })),
    "acu-measured": [
      { kind: "acu-measured", second: { ...second, requests: [] } },
      { kind: "acu-measured", second: { ...second, requests: ["clone"] } },
    ],
    "capacity-changed": [
      { kind: "capacity-changed", instance: "db-1", fromAcu: 1, acu: 1.5, forMs: 1_000 },
      { kind: "capacity-changed", instance: "db-1", fromAcu: 1.5, acu: 1, forMs: 30_000 },
    ],
    "acu-paused": [{ kind: "acu-paused", instance: "db-1", fromAcu: 1.5, forMs: 30_000 }],
    "acu-resumed": [
      { kind: "acu-resumed", instance: "db-1", acu: 0.5, forMs: 90_000, waitedMs: 0 },
      { kind: "acu-resumed", instance: "db-1", acu: 0.5, forMs: 90_000, waitedMs: 15_000 },
    ],
    "acu-billed": [{ kind: "acu-billed", cluster: "a", acuSeconds: 10.5, missingAcuSeconds: 3 }],
  };

  it("tell every event apart, in both languages", () => {
    const events = Object.values(samples).flat();
    for (const words of [acuEventInEnglish, acuEventInKorean]) {
      const sentences = events.map((event) => words(event));
      expect(new Set(sentences).size).toBe(events.length);
      for (const sentence of sentences) expect(sentence).toMatch(/^\S.*[^.\s]$/);
    }
  });
});

describe("what is refused", () => {
  it.each<[string, Partial<AcuConfiguration>, string, string]>([
    ["a minimum below 0", { minAcu: -0.5 }, "minAcu", "MinCapacity"],
    ["a minimum between two steps", { minAcu: 0.25 }, "minAcu", "MinCapacity"],
    ["a minimum of more than 256", { minAcu: 256.5, maxAcu: 256 }, "minAcu", "MinCapacity"],
    ["no minimum", { minAcu: NaN }, "minAcu", "MinCapacity"],
    ["a maximum of 0.5", { maxAcu: 0.5 }, "maxAcu", "MaxCapacity"],
    ["a maximum between two steps", { maxAcu: 8.1 }, "maxAcu", "MaxCapacity"],
    ["a maximum of more than 256", { maxAcu: 256.5 }, "maxAcu", "MaxCapacity"],
    ["limits the wrong way round", { minAcu: 16, maxAcu: 8 }, "maxAcu", "wrong way round"],
    ["a pause after 299 s", { autoPauseMs: 299_000 }, "autoPauseMs", "SecondsUntilAutoPause"],
    ["a pause after more than a day", { autoPauseMs: 86_401_000 }, "autoPauseMs", "SecondsUntilAutoPause"],
    ["a pause after half a second more", { autoPauseMs: 300_500 }, "autoPauseMs", "SecondsUntilAutoPause"],
  ])("%s", (_, change, field, says) => {
    const configuration = { ...RANGE, ...change };
    expect(() => checkAcuConfiguration(configuration)).toThrow(ScenarioError);
    expect(() => checkAcuConfiguration(configuration)).toThrow(`Scenario field configuration.${field}:`);
    expect(() => runAcuScript({ configuration, stretches: [] })).toThrow(says);
  });

  const RUN = scenario([0], [[0, QUIET]]);
  const [FIRST] = RUN.clusters as [AcuScenario["clusters"][number]];
  it.each<[string, Partial<AcuScenario>, string]>([
    ["no cluster", { clusters: [] }, "clusters"],
    ["two clusters of one name", { clusters: [FIRST, { ...FIRST, writer: "x" }] }, "clusters[1].cluster"],
    ["two writers of one name", { clusters: [FIRST, { ...FIRST, cluster: "x" }] }, "clusters[1].writer"],
    [
      "a wrong range",
      { clusters: [{ ...FIRST, configuration: { ...RANGE, minAcu: 0.3 } }] },
      "clusters[0].configuration.minAcu",
    ],
    [
      "a reader called as the writer",
      { clusters: [{ ...FIRST, readers: [{ instance: "w-0", tier: 1 }] }] },
      "clusters[0].readers[0].instance",
    ],
    [
      "a tier of 16",
      { clusters: [{ ...FIRST, readers: [{ instance: "r", tier: 16 }] }] },
      "clusters[0].readers[0].tier",
    ],
    [
      "16 readers",
      { clusters: [{ ...FIRST, readers: Array.from({ length: 16 }, (_, i) => ({ instance: `r-${i}`, tier: 1 })) }] },
      "clusters[0].readers",
    ],
    ["a load for nobody", { load: [{ atMs: 0, instance: "x", ...QUIET }] }, "load[0].instance"],
    ["loads out of order", { load: [5, 4].map((atMs) => ({ atMs, instance: "w-0", ...QUIET })) }, "load[1].atMs"],
    ["less than no work", { load: [{ atMs: 0, instance: "w-0", ...QUIET, cpuAcu: -1 }] }, "load[0].cpuAcu"],
    ["half a connection", { load: [{ atMs: 0, instance: "w-0", ...QUIET, connections: 0.5 }] }, "load[0].connections"],
    ["a request to nobody", { requests: [{ atMs: 0, instance: "x", request: "clone" }] }, "requests[0].instance"],
    ["a request before the run", { requests: [{ atMs: -1, instance: "w-0", request: "clone" }] }, "requests[0].atMs"],
    ["a run of more than three hours", { untilMs: 10_800_001 }, "untilMs"],
  ])("%s", (_, change, field) => {
    expect(() => checkAcuScenario({ ...RUN, ...change })).toThrow(`Scenario field ${field}:`);
    expect(() => runAcu({ ...RUN, ...change })).toThrow(ScenarioError);
  });

  it("accepts what is at the edge", () => {
    for (const change of [
      { minAcu: 0, maxAcu: 1 },
      { minAcu: 256, maxAcu: 256 },
      { autoPauseMs: 86_400_000 },
      { minAcu: 0.5, maxAcu: 1 },
    ])
      expect(() => checkAcuConfiguration({ ...RANGE, ...change })).not.toThrow();
  });
});
