/**
 * The cluster scenarios that `npm run scenario` knows by name. All have the same cluster and the same clients: what
 * happens at 5 s is what they differ in.
 */
import { REGION, type ClusterScenario, type ClusterStep } from "../core/cluster/index.ts";
import type { Millis } from "../core/kernel/index.ts";

/** A scenario that has a name. */
export interface NamedScenario {
  /** On the command line. */
  readonly name: string;
  /** What happens in it, in a few sentences. */
  readonly about: string;
  /** Throws `ScenarioError` when the run would have too many steps. */
  scenario(options: ScenarioOptions): ClusterScenario;
}

export interface ScenarioOptions {
  /** Whole number; all chance in the run comes from it. */
  readonly seed: number;
  /** How long the run is. Default 60. */
  readonly seconds?: number;
}

/** How long a run is when nobody says otherwise. */
export const DEFAULT_SECONDS = 60;
/** When it happens. */
const AT_MS: Millis = 5_000;
/** Every client has a statement to do this often. */
const EVERY_MS: Millis = 250;
/** When a zone that went down is back. */
const ZONE_BACK_MS: Millis = 35_000;
/** How old a connection may get in a pool. */
const CONNECTION_AGE_MS: Millis = 10_000;
/** Each client works with pages of its own, one after the other. */
const PAGES_EACH = 8;

/** Every scenario, in the order in which the list shows them. */
export const SCENARIOS: readonly NamedScenario[] = [
  {
    name: "failover",
    about: "At 5 s the writer's node goes down for good. A reader in another zone is promoted.",
    scenario: (options) => ({
      ...common(options),
      faults: [{ kind: "node-down", node: "db-1", fromMs: AT_MS }],
    }),
  },
  {
    name: "crash",
    about: "At 5 s the writer's process dies. Its host starts it again, before anybody would be promoted.",
    scenario: (options) => {
      const { workload, ...rest } = common(options);
      return { ...rest, workload: [...workload, { kind: "crash", atMs: AT_MS, instance: "db-1" }] };
    },
  },
  {
    name: "zone-down",
    about: "At 5 s the writer's zone goes down, with two of the volume's six segments. It is back at 35 s.",
    scenario: (options) => ({
      ...common(options),
      faults: [{ kind: "zone-down", zone: "az-1", fromMs: AT_MS, untilMs: ZONE_BACK_MS }],
    }),
  },
  {
    name: "cut-off",
    about:
      "At 5 s the writer's zone and the control plane lose each other, until 35 s; the writer goes on. Another one opens " +
      "the volume in a newer epoch, and storage refuses the first.",
    scenario: (options) => ({
      ...common(options),
      faults: [{ kind: "zones-parted", zones: ["az-1", REGION], fromMs: AT_MS, untilMs: ZONE_BACK_MS }],
    }),
  },
  {
    name: "switch",
    about:
      "At 5 s an operator asks for a failover; nothing has failed. Both writing clients are pools that close a " +
      "connection every 10 s: without that they would stay with the old writer, which is a reader now.",
    scenario: (options) => {
      const { workload, ...rest } = common(options);
      return {
        ...rest,
        workload: [
          ...workload,
          { kind: "failover", atMs: AT_MS },
          ...every(CONNECTION_AGE_MS, CONNECTION_AGE_MS, rest.untilMs).flatMap((atMs) => [
            { kind: "disconnect" as const, atMs, client: "app" },
            { kind: "disconnect" as const, atMs, client: "app-jvm" },
          ]),
        ],
      };
    },
  },
];

/** Three instances in three zones, and the clients. */
export const CAST =
  "db-1 (az-1) is the writer, db-2 (az-2) and db-3 (az-3) are readers. app and app-jvm write through the cluster " +
  "endpoint, reports reads through the reader endpoint, each every 250 ms. app-jvm caches names for 60 s, the others " +
  "for 5 s.";

function common({ seed, seconds = DEFAULT_SECONDS }: ScenarioOptions): ClusterScenario {
  const untilMs = seconds * 1_000;
  return {
    seed,
    instances: [1, 2, 3].map((index) => ({ instance: `db-${index}`, zone: `az-${index}` })),
    clients: [
      { client: "app", zone: "az-2", endpoint: "cluster" },
      { client: "app-jvm", zone: "az-3", endpoint: "cluster", dnsCacheMs: 60_000 },
      { client: "reports", zone: "az-2", endpoint: "reader" },
    ],
    // None of them does anything at the moment at which something happens.
    workload: [
      ...every(EVERY_MS, 40, untilMs).map((atMs, index): ClusterStep => {
        return { kind: "read", atMs, client: "reports", page: pageOf(0, index) };
      }),
      ...every(EVERY_MS, 100, untilMs).map((atMs, index): ClusterStep => {
        return { kind: "write", atMs, client: "app", pages: [pageOf(0, index)], transaction: `T${index + 1}` };
      }),
      ...every(EVERY_MS, 180, untilMs).map((atMs, index): ClusterStep => {
        return { kind: "write", atMs, client: "app-jvm", pages: [pageOf(1, index)], transaction: `J${index + 1}` };
      }),
    ],
    faults: [],
    untilMs,
  };
}

function pageOf(client: number, index: number): number {
  return client * PAGES_EACH + (index % PAGES_EACH) + 1;
}

function every(stepMs: Millis, fromMs: Millis, untilMs: Millis): readonly Millis[] {
  const count = Math.max(0, Math.ceil((untilMs - fromMs) / stepMs));
  return Array.from({ length: count }, (_, index) => fromMs + index * stepMs);
}
