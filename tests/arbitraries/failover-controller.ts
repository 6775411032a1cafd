import * as fc from "fast-check";
import type { ClusterScenario, ClusterStep, ControllerScript, ControllerStep } from "four-of-six/cluster";
import type { Fault } from "four-of-six/kernel";
import { ZONES } from "four-of-six/aurora";

const NAMES = ["db-1", "db-2", "db-3"];
const SECONDS = 36;

/**
 * The controller alone: up to three instances for some forty seconds, in which up to four attempts can fail. Opening the
 * volume is a step like the others, so that an order comes to something late, or never.
 */
export function controllerScripts(): fc.Arbitrary<ControllerScript> {
  // Steps come between a heartbeat and a look, or between a look and a heartbeat.
  const time = fc.tuple(fc.nat(SECONDS), fc.constantFrom(250, 750)).map(([second, part]) => second * 1_000 + part);
  const who = fc.constantFrom(...NAMES);
  const step: fc.Arbitrary<ControllerStep> = fc.oneof(
    { weight: 3, arbitrary: fc.record({ tell: fc.constant("cut" as const), atMs: time, instance: who }) },
    { weight: 3, arbitrary: fc.record({ tell: fc.constant("reach" as const), atMs: time, instance: who }) },
    { weight: 4, arbitrary: fc.record({ tell: fc.constant("crash" as const), atMs: time, instance: who }) },
    { weight: 5, arbitrary: fc.record({ tell: fc.constant("start" as const), atMs: time, instance: who }) },
    { weight: 6, arbitrary: fc.record({ tell: fc.constant("open" as const), atMs: time, instance: who }) },
    { weight: 1, arbitrary: fc.record({ tell: fc.constant("failover" as const), atMs: time }) },
  );
  return fc
    .record({
      instances: fc.integer({ min: 1, max: NAMES.length }).map((count) => NAMES.slice(0, count)),
      steps: fc.array(step, { maxLength: 24, size: "max" }),
    })
    .map(({ instances, steps }) => ({
      instances,
      steps: steps.filter((step) => step.tell === "failover" || instances.includes(step.instance)),
      untilMs: (SECONDS + 6) * 1_000,
    }));
}

/** A write every four seconds, up to the end. */
const TRAFFIC: readonly ClusterStep[] = Array.from({ length: 18 }, (_, round) => ({
  kind: "write",
  atMs: round * 4_000 + 400,
  client: "app",
  pages: [(round % 3) + 1],
  transaction: `T${round + 1}`,
}));

/** Everything that failed is back 40 s before the last write. */
const CALM_FROM_MS = 28_000;
export const CONTROLLER_LAST_WRITE = TRAFFIC.at(-1) as Extract<ClusterStep, { kind: "write" }>;

/** Whole clusters in which instances die, are cut off from the control plane or from each other, and come back. */
export function controlledClusters(): fc.Arbitrary<ClusterScenario> {
  const from = fc.nat(22).map((second) => second * 1_000 + 300);
  const span = fc.tuple(from, fc.integer({ min: 1, max: 20 })).map(([fromMs, seconds]) => ({
    fromMs,
    untilMs: Math.min(CALM_FROM_MS, fromMs + seconds * 1_000),
  }));
  const zone = fc.constantFrom(...ZONES);
  const fault: fc.Arbitrary<Fault> = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(zone, span).map(([cut, during]) => ({ kind: "zones-parted" as const, zones: [cut, "region"] as const, ...during })) }, // prettier-ignore
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...NAMES), span).map(([node, during]) => ({ kind: "node-down" as const, node, ...during })) }, // prettier-ignore
    { weight: 1, arbitrary: fc.tuple(zone, span).map(([down, during]) => ({ kind: "zone-down" as const, zone: down, ...during })) }, // prettier-ignore
    {
      weight: 1,
      arbitrary: span.map((during) => ({ kind: "messages-doubled" as const, probability: 0.3, ...during })),
    },
    { weight: 1, arbitrary: span.map((during) => ({ kind: "messages-lost" as const, probability: 0.2, ...during })) },
  );
  const blow: fc.Arbitrary<ClusterStep> = fc.oneof(
    fc.record({ kind: fc.constant("crash" as const), atMs: from, instance: fc.constantFrom(...NAMES) }),
    fc.record({ kind: fc.constant("failover" as const), atMs: from }),
  );
  return fc
    .record({
      seed: fc.nat(0xffff),
      faults: fc.array(fault, { maxLength: 4, size: "max" }),
      blows: fc.array(blow, { maxLength: 3, size: "max" }),
    })
    .map(({ seed, faults, blows }) => ({
      seed,
      instances: NAMES.map((instance, index) => ({ instance, zone: ZONES[index] as string })),
      clients: [{ client: "app", zone: "az-2", endpoint: "cluster", timeoutMs: 1_500 }],
      // A client that keeps its connection would go on asking an old writer, which is a reader now.
      workload: [...TRAFFIC, ...blows, { kind: "disconnect", atMs: 66_000, client: "app" }],
      faults,
      untilMs: 70_000,
    }));
}
