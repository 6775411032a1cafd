/**
 * Switchovers at random: the switchover alone, and deployments under load. Shrinks towards one member, few steps and no
 * faults.
 */
import * as fc from "fast-check";
import type {
  BlueGreenScenario,
  BlueGreenStep,
  BlueGreenTrouble,
  SwitchoverMember,
  SwitchoverScript,
  SwitchoverStep,
} from "four-of-six/cluster";
import type { Fault } from "four-of-six/kernel";

const MEMBERS: readonly SwitchoverMember[] = [
  { blue: "orders", green: "orders-green-abc123" },
  { blue: "orders-1", green: "orders-1-green-def456" },
];

const members = fc.integer({ min: 1, max: 2 }).map((count) => MEMBERS.slice(0, count));
const TROUBLES: readonly BlueGreenTrouble[] = [
  "replication-stopped",
  "write-on-green",
  "long-write",
  "long-ddl",
  "external-replication",
];

const side = fc.constantFrom("blue" as const, "green" as const);
/** What goes as it should: a look, and both sides do what they are told. */
const ROUND: readonly SwitchoverStep[] = [
  { tell: "look", afterMs: 500 },
  { tell: "obey", side: "blue", isAnswered: true },
  { tell: "obey", side: "green", isAnswered: true },
  { tell: "replicate", count: 20 },
];

const event: fc.Arbitrary<readonly SwitchoverStep[]> = fc.oneof(
  { weight: 14, arbitrary: fc.constant(ROUND) },
  {
    weight: 8,
    arbitrary: fc
      .tuple(side, fc.boolean(), fc.constantFrom(500, 500, 4_000, 29_000))
      .map(([which, isAnswered, afterMs]): readonly SwitchoverStep[] => [
        { tell: "look", afterMs },
        { tell: "obey", side: which, isAnswered },
      ]),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({ tell: fc.constantFrom("late-order" as const, "late-answer" as const), back: fc.nat({ max: 9 }) })
      .map((step) => [step]),
  },
  {
    weight: 2,
    arbitrary: fc.record({ tell: fc.constant("commit" as const), count: fc.integer({ min: 1, max: 40 }) }).map((step) => [step]), // prettier-ignore
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ tell: fc.constantFrom("take-name" as const, "free-name" as const), place: fc.nat({ max: 5 }) })
      .map((step) => [step]),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({
        tell: fc.constant("trouble" as const),
        trouble: fc.constantFrom(...TROUBLES),
        isThere: fc.boolean(),
      })
      .map((step) => [step]),
  },
);

/** Up to some forty rounds, in which a switchover goes through, or back, or is left somewhere in between. */
export const switchoverScripts: fc.Arbitrary<SwitchoverScript> = fc
  .record({
    members,
    timeoutMs: fc.constantFrom(30_000, 30_000, 60_000),
    commitCount: fc.nat({ max: 100 }),
    events: fc.array(event, { maxLength: 36, size: "max" }),
  })
  .map(({ events, ...rest }) => ({ ...rest, steps: events.flat() }));

const SECOND_MS = 1_000;
/** Everything that fails is over by then; the switchover has begun at 8 s at the latest. */
const CALM_FROM_MS = 60 * SECOND_MS;
export const BLUE_GREEN_UNTIL_MS = 125 * SECOND_MS;

const spans = fc
  .tuple(
    fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 4_000, max: 14_000 }) }, fc.integer({ min: 0, max: 50_000 })),
    fc.constantFrom(300, 1_000, 4_000, 12_000, 30_000, 40_000),
  )
  .map(([fromMs, forMs]) => ({ fromMs, untilMs: Math.min(CALM_FROM_MS, fromMs + forMs) }));

const node = fc.constantFrom("blue", "green", "control");
const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 2, arbitrary: fc.tuple(node, spans).map(([down, during]) => ({ kind: "node-down" as const, node: down, ...during })) }, // prettier-ignore
  {
    weight: 3,
    arbitrary: fc
      .tuple(node, fc.constantFrom(300, 2_500, 9_000, 33_000), spans)
      .map(([slow, addedMs, during]) => ({ kind: "node-slow" as const, node: slow, addedMs, ...during })),
  },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom("az-1", "az-2"), spans).map(([zone, during]) => ({ kind: "zones-parted" as const, zones: [zone, "region"] as const, ...during })) }, // prettier-ignore
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(0.2, 0.6), spans).map(([probability, during]) => ({ kind: "messages-lost" as const, probability, ...during })) }, // prettier-ignore
  { weight: 1, arbitrary: spans.map((during) => ({ kind: "messages-doubled" as const, probability: 0.5, ...during })) },
);

const step: fc.Arbitrary<BlueGreenStep> = fc
  .record({
    kind: fc.constantFrom("trouble" as const, "trouble" as const, "take-name" as const, "load" as const),
    span: spans,
    trouble: fc.constantFrom(...TROUBLES),
    name: fc.constantFrom("orders", "orders-old1", "orders-1", "orders-1-old1", "orders-green-abc123"),
    commitsPerSecond: fc.constantFrom(0, 100, 390, 800),
  })
  .map(({ kind, span: { fromMs, untilMs }, trouble, name, commitsPerSecond }): BlueGreenStep => {
    const [atMs, forMs] = [fromMs, untilMs - fromMs];
    if (kind === "load") return { kind, atMs, commitsPerSecond };
    return kind === "trouble" ? { kind, atMs, forMs, trouble } : { kind, atMs, forMs, name };
  });

/** Deployments in which things fail before, during and after the switchover. */
export const blueGreenRuns: fc.Arbitrary<BlueGreenScenario> = fc
  .record({
    seed: fc.nat(0xffff),
    members,
    timeoutMs: fc.constantFrom(30_000, 30_000, 40_000),
    switchAtMs: fc.integer({ min: 4_000, max: 8_000 }),
    load: fc.constantFrom(100, 0, 350, 500),
    faults: fc.array(fault, { maxLength: 4, size: "max" }),
    steps: fc.array(step, { maxLength: 2, size: "max" }),
  })
  .map(({ load, steps, ...rest }) => ({
    ...rest,
    clients: [{ client: "web", everyMs: 1_000, dnsMs: 5_000 }],
    workload: [{ kind: "load", atMs: 0, commitsPerSecond: load }, ...steps],
    untilMs: BLUE_GREEN_UNTIL_MS,
  }));
