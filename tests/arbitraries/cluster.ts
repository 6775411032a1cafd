/** Random scenarios of a cluster. All shrink towards the shortest run: fewer instances, one client, no faults. */
import * as fc from "fast-check";
import type { Fault, Millis } from "four-of-six/kernel";
import type { ClusterScenario, ClusterStep, Endpoint } from "four-of-six/cluster";

const ZONES = ["az-1", "az-2", "az-3"] as const;
const SEGMENTS = ["A", "B", "C", "D", "E", "F"] as const;
const CLIENTS = ["app-1", "app-2", "reports"] as const;

export interface ClusterOptions {
  /** After the last fault the run goes on for this long, and a client of its own writes and reads at the end. */
  readonly quietMs?: Millis;
}

type Move =
  | { readonly kind: "write"; readonly client: number; readonly pages: readonly number[]; readonly isReadBack: boolean }
  | { readonly kind: "read"; readonly client: number; readonly page: number }
  | { readonly kind: "disconnect"; readonly client: number }
  | { readonly kind: "crash"; readonly instance: number }
  | { readonly kind: "busy"; readonly instance: number; readonly applyMs: Millis }
  | { readonly kind: "failover" };

/** Up to five instances, three clients and 40 moves within 40 s, with up to four faults. */
export function clusterScenarios({ quietMs }: ClusterOptions = {}): fc.Arbitrary<ClusterScenario> {
  const client = fc.nat({ max: 2 });
  const page = fc.integer({ min: 1, max: 4 });
  const move = fc.oneof(
    {
      weight: 10,
      arbitrary: fc
        .record({ client, pages: fc.array(page, { minLength: 1, maxLength: 3 }), isReadBack: fc.boolean() })
        .map((it): Move => ({ kind: "write", ...it })),
    },
    { weight: 8, arbitrary: fc.record({ client, page }).map((it): Move => ({ kind: "read", ...it })) },
    { weight: 1, arbitrary: client.map((it): Move => ({ kind: "disconnect", client: it })) },
    { weight: 2, arbitrary: fc.nat({ max: 4 }).map((instance): Move => ({ kind: "crash", instance })) },
    { weight: 1, arbitrary: fc.constant<Move>({ kind: "failover" }) },
    {
      weight: 2,
      arbitrary: fc
        .record({ instance: fc.nat({ max: 4 }), applyMs: fc.constantFrom(0, 15, 400, 1_500, 6_000) })
        .map((it): Move => ({ kind: "busy", ...it })),
    },
  );
  const instance = fc.record({
    zone: fc.constantFrom(...ZONES),
    tier: fc.nat({ max: 3 }),
    memoryGib: fc.constantFrom(16, 32, 64),
  });
  const endpoint = fc.constantFrom("cluster", "reader", "cluster", "reader", "all", "db-1");
  const application = fc.oneof(
    fc.record(
      { endpoint, readEndpoint: endpoint, consistency: fc.constantFrom("eventual", "session") },
      { requiredKeys: ["endpoint", "consistency"] },
    ),
    // Who reads back elsewhere what it has written.
    fc.record({
      endpoint: fc.constant("cluster"),
      readEndpoint: fc.constantFrom("reader", "all"),
      consistency: fc.constant("session"),
    }),
  );
  return fc
    .record({
      seed: fc.nat({ max: 9_999 }),
      instances: fc.array(instance, { minLength: 1, maxLength: 5 }),
      clients: fc.tuple(application, application, application),
      dnsCacheMs: fc.constantFrom(0, 5_000, 60_000),
      moves: fc.array(fc.tuple(fc.oneof(anyTime, busyTime, busyTime), move), { minLength: 1, maxLength: 40 }),
      faults: fc.array(fault, { maxLength: 4 }),
    })
    .map(({ seed, instances, clients, dnsCacheMs, moves, faults }): ClusterScenario => {
      const names = instances.map((_, index) => `db-${index + 1}`);
      const all: Endpoint = { kind: "custom", type: "ANY", list: { kind: "exclusion", instances: [] } };
      const workload = moves
        .flatMap(([atMs, what], index) => stepsOf(what, atMs, index, names))
        .sort((a, b) => a.atMs - b.atMs);
      const sensible = faults.filter((it) => !("node" in it) || [...names, ...SEGMENTS].includes(it.node));
      const scenario = {
        seed,
        instances: instances.map((it, index) => ({ instance: names[index] as string, ...it })),
        customEndpoints: { all },
        clients: clients.map((it, index) => ({
          ...it,
          client: CLIENTS[index] as string,
          zone: ZONES[index] as string,
          dnsCacheMs,
          timeoutMs: 2_000,
        })),
        model: { dnsChangeMs: 4_000, promoteTimeoutMs: 4_000, detectMs: 3_000, restartMs: 2_000 },
      };
      if (quietMs === undefined) return { ...scenario, workload, faults: sensible, untilMs: 50_000 };
      const healed = sensible.map((it): Fault => ({ ...it, untilMs: it.untilMs ?? 40_000 }));
      const quietFromMs = Math.max(40_000, ...healed.map(({ untilMs = 0 }) => untilMs));
      const atMs = quietFromMs + quietMs;
      const idle = names.map((name): ClusterStep => ({
        kind: "busy",
        atMs: quietFromMs,
        instance: name,
        applyMs: 0,
      }));
      const last: readonly ClusterStep[] = [
        { kind: "write", atMs, client: "last", pages: [1, 2], transaction: "T-last" },
        { kind: "read", atMs, client: "last", page: 1 },
      ];
      return {
        ...scenario,
        clients: [
          ...scenario.clients,
          { client: "last", zone: "az-2", endpoint: "cluster", readEndpoint: "reader", consistency: "session" },
        ],
        workload: [...workload, ...idle, ...last],
        faults: healed,
        untilMs: quietFromMs + quietMs + 1_000,
      };
    });
}

function stepsOf(move: Move, atMs: Millis, index: number, instances: readonly string[]): readonly ClusterStep[] {
  const nameOf = (instance: number) => instances[instance % instances.length] as string;
  switch (move.kind) {
    case "write": {
      const client = clientOf(move.client);
      const { pages } = move;
      const write: ClusterStep = { kind: "write", atMs, client, pages, transaction: `T${index + 1}` };
      return move.isReadBack ? [write, { kind: "read", atMs, client, page: pages[0] as number }] : [write];
    }
    case "read":
      return [{ kind: "read", atMs, client: clientOf(move.client), page: move.page }];
    case "disconnect":
      return [{ kind: "disconnect", atMs, client: clientOf(move.client) }];
    case "crash":
      return [{ kind: "crash", atMs, instance: nameOf(move.instance) }];
    case "busy":
      return [{ kind: "busy", atMs, instance: nameOf(move.instance), applyMs: move.applyMs }];
    case "failover":
      return [{ kind: "failover", atMs }];
    default:
      return move satisfies never;
  }
}

function clientOf(index: number): string {
  return CLIENTS[index] ?? CLIENTS[0];
}

const anyTime = fc.nat({ max: 40_000 });
/** Within a few milliseconds of each other: what is on its way meets what is asked. */
const busyTime = fc
  .tuple(fc.constantFrom(1, 8, 20, 31), fc.nat({ max: 12_000 }))
  .map(([second, micros]) => second * 1_000 + micros / 1_000);

const span = fc
  .record({
    fromMs: fc.nat({ max: 25_000 }),
    lastsMs: fc.option(fc.integer({ min: 1, max: 20_000 }), { nil: undefined }),
  })
  .map(({ fromMs, lastsMs }) => ({ fromMs, ...(lastsMs === undefined ? {} : { untilMs: fromMs + lastsMs }) }));
const instanceName = fc.integer({ min: 1, max: 5 }).map((number) => `db-${number}`);
const zonePair = fc.constantFrom(["az-1", "az-2"] as const, ["az-1", "az-3"] as const, ["az-2", "az-3"] as const);
const probability = fc.integer({ min: 1, max: 5 }).map((tenths) => tenths / 10);

const fault: fc.Arbitrary<Fault> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(instanceName, span).map(([node, when]): Fault => ({ kind: "node-down", node, ...when })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...ZONES), span)
      .map(([zone, when]): Fault => ({ kind: "zone-down", zone, ...when })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...SEGMENTS), span)
      .map(([node, when]): Fault => ({ kind: "node-down", node, ...when })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.oneof(instanceName, fc.constantFrom(...SEGMENTS)), fc.integer({ min: 1, max: 3_000 }), span)
      .map(([node, addedMs, when]): Fault => ({ kind: "node-slow", node, addedMs, ...when })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(zonePair, span).map(([zones, when]): Fault => ({ kind: "zones-parted", zones, ...when })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(probability, span)
      .map(([it, when]): Fault => ({ kind: "messages-lost", probability: it, ...when })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(probability, span)
      .map(([it, when]): Fault => ({ kind: "messages-doubled", probability: it, ...when })),
  },
);
