import { AURORA_LIMITS } from "../aurora/limits.ts";
import { ZONES, type PageId, type TransactionId } from "../aurora/vocabulary.ts";
import { ScenarioError, checkFaults, type Fault, type Millis, type ZoneId } from "../kernel/index.ts";
import { frozen } from "../kernel/frozen.ts";
import type { ClientId } from "./cluster-trace.ts";
import { checkEndpoints, type Endpoint } from "./endpoint-router.ts";
import { checkMembers } from "./failover-target.ts";
import type { EndpointName, InstanceId, MemoryGib, PromotionTier } from "./vocabulary.ts";

/** An instance as it is created. */
export interface InstanceSpec {
  readonly instance: InstanceId;
  readonly zone: ZoneId;
  /** Default 1, as in the service. */
  readonly tier?: PromotionTier;
  /** Default 16, a `large`. */
  readonly memoryGib?: MemoryGib;
}

/** An application with one connection. */
export interface ClientSpec {
  readonly client: ClientId;
  readonly zone: ZoneId;
  readonly endpoint: EndpointName;
  /** How long it goes by what a name led to before it asks again. Default: the time to live of Aurora's records, 5 s. */
  readonly dnsCacheMs?: Millis;
  /** How long it waits for an answer before it gives the connection up. Default 5 s. */
  readonly timeoutMs?: Millis;
  /**
   * Reads go through this endpoint, on a connection of their own, as a driver does that splits reads from writes. Default:
   * through the same as writes.
   */
  readonly readEndpoint?: EndpointName;
  /**
   * `session`: no read is as of an older point than one before it, or than a write that was acknowledged to this client,
   * whatever it is connected to. Default `eventual`: it takes what it gets.
   *
   * The service has this by the name of `SESSION` for one case, that of writes which a reader has forwarded: a read there
   * waits until the session's own forwarded writes have come back. That all acknowledged writes of a client and its reads
   * count, and whatever instance it turns to, is the model's. Aurora User Guide, aurora-global-database-write-forwarding-ams.
   */
  readonly consistency?: "eventual" | "session";
}

/** What somebody does at a certain time. */
export type ClusterStep =
  /** A transaction that changes these pages, in one statement. */
  | {
      readonly kind: "write";
      readonly atMs: Millis;
      readonly client: ClientId;
      readonly pages: readonly PageId[];
      readonly transaction: TransactionId;
    }
  | { readonly kind: "read"; readonly atMs: Millis; readonly client: ClientId; readonly page: PageId }
  /** The client closes its connection, as a pool does with one that is old enough. The next statement opens another. */
  | { readonly kind: "disconnect"; readonly atMs: Millis; readonly client: ClientId }
  /** The database process dies; its host starts it again. */
  | { readonly kind: "crash"; readonly atMs: Millis; readonly instance: InstanceId }
  /** A reader has other work from now on: what comes of the stream it applies so much later. 0 ends that. */
  | { readonly kind: "busy"; readonly atMs: Millis; readonly instance: InstanceId; readonly applyMs: Millis }
  /** An operator asks for a failover, though nothing has failed. */
  | { readonly kind: "failover"; readonly atMs: Millis };

/** A run of a cluster, as data. */
export interface ClusterScenario {
  /** Whole number; all chance in the run comes from it. */
  readonly seed: number;
  /** The first one is the writer when the run begins. */
  readonly instances: readonly InstanceSpec[];
  /** Besides `cluster`, `reader` and one of each instance's name, which every cluster has. */
  readonly customEndpoints?: Readonly<Record<EndpointName, Endpoint>>;
  readonly clients: readonly ClientSpec[];
  /** In any order; steps of the same time happen in the order of this list. */
  readonly workload: readonly ClusterStep[];
  /** Nodes are instances, clients and the six segments, `A` to `F`. A zone can be parted from `region` too. */
  readonly faults: readonly Fault[];
  readonly untilMs: Millis;
  /** Notes each move of a reader's read point. Else a trace has only what readers measure with their heartbeats. */
  readonly followsReaders?: boolean;
  readonly model?: Partial<ClusterModel>;
}

/** What no source fixes. */
export interface ClusterModel {
  /** Each instance tells the control plane this often that it is there, and each reader its writer how far it is. */
  readonly heartbeatMs: Millis;
  /** An instance that has been silent for so long counts as failed. The service does not publish its figure. */
  readonly detectMs: Millis;
  /** A target that has not opened the volume by then is given up, and another one is chosen. */
  readonly promoteTimeoutMs: Millis;
  /** From the promotion until the cluster endpoint's record has changed. The AWS JDBC wrapper's guide has 15 to 20 s. */
  readonly dnsChangeMs: Millis;
  /** What it takes a host to start a process that died. */
  readonly restartMs: Millis;
  /** How long an instance waits for a page from one segment before it asks the next. */
  readonly pageTimeoutMs: Millis;
  /** How long an instance that is behind lets a session's read wait before it says so. */
  readonly sessionWaitMs: Millis;
}

/** The model's own figures. */
export const CLUSTER_MODEL: ClusterModel = frozen({
  heartbeatMs: 1_000,
  detectMs: 6_000,
  promoteTimeoutMs: 10_000,
  dnsChangeMs: 15_000,
  restartMs: 3_000,
  pageTimeoutMs: 20,
  sessionWaitMs: 1_000,
});

/** How long an answer of Aurora's name servers may be kept. */
export const ZONE_TTL_MS: Millis = AURORA_LIMITS.zoneTtl.value * 1_000;
/** What keeps the cluster going, as a node of the network. */
export const CONTROL = "control-plane";
/** Where the control plane and the name server stand: in no zone that could go down. */
export const REGION: ZoneId = "region";
/** What answers where a name leads. */
export const NAME_SERVER = "name-server";
/** The names that nobody else may have. */
const RESERVED: readonly string[] = frozen([CONTROL, NAME_SERVER, "cluster", "reader"]);
const SEGMENTS: readonly string[] = frozen(["A", "B", "C", "D", "E", "F"]);
const PAGE_MAX = 64;
const STEP_COUNT_MAX = 5_000;

/** Every endpoint that the cluster has, by its name. */
export function endpointsOf({
  instances,
  customEndpoints = {},
}: Pick<ClusterScenario, "instances" | "customEndpoints">): Readonly<Record<EndpointName, Endpoint>> {
  const own = instances.map(({ instance }) => [String(instance), { kind: "instance", instance }] as const);
  return {
    cluster: { kind: "cluster" },
    reader: { kind: "reader" },
    ...Object.fromEntries(own),
    ...customEndpoints,
  };
}

/** Refuses a scenario that makes no sense, or that the service would refuse. Throws `ScenarioError` naming the field. */
export function checkClusterScenario(scenario: ClusterScenario): void {
  const { seed, instances, customEndpoints = {}, clients, workload, faults, untilMs } = scenario;
  if (!Number.isSafeInteger(seed)) throw new ScenarioError("seed", "a whole number", seed);
  if (!(untilMs >= 0 && untilMs < Infinity)) throw new ScenarioError("untilMs", "a time from 0 ms on", untilMs);
  const model = { ...CLUSTER_MODEL, ...scenario.model };
  for (const name of [
    "heartbeatMs",
    "detectMs",
    "promoteTimeoutMs",
    "dnsChangeMs",
    "restartMs",
    "pageTimeoutMs",
    "sessionWaitMs",
  ] as const) {
    if (!(model[name] >= 0.001 && model[name] < Infinity))
      throw new ScenarioError(`model.${name}`, "0.001 ms or more", model[name]);
  }
  if (model.detectMs <= model.heartbeatMs)
    throw new ScenarioError("model.detectMs", `more than heartbeatMs (${model.heartbeatMs} ms)`, model.detectMs);
  checkMembers(
    instances.map(({ instance, zone, tier = 1, memoryGib = 16 }, index) => ({
      instance,
      zone,
      tier,
      memoryGib,
      role: index === 0 ? "writer" : "reader",
      isAvailable: true,
      lagMs: 0,
    })),
  );
  const taken = new Set<string>([...RESERVED, ...SEGMENTS]);
  const checkNew = (field: string, name: string, code?: string) => {
    if (typeof name !== "string" || name === "" || taken.has(name))
      throw new ScenarioError(field, "a name that nothing else has", name, code);
    taken.add(name);
  };
  const checkZone = (field: string, zone: ZoneId) => {
    if (!ZONES.includes(zone)) throw new ScenarioError(field, `one of ${ZONES.join(", ")}`, zone);
  };
  instances.forEach(({ instance, zone }, index) => {
    checkNew(`instances[${index}].instance`, instance);
    checkZone(`instances[${index}].zone`, zone);
  });
  for (const name of Object.keys(customEndpoints)) checkNew(`customEndpoints.${name}`, name, "DBClusterEndpointAlreadyExistsFault"); // prettier-ignore
  const names = instances.map(({ instance }) => instance);
  checkEndpoints(customEndpoints, names);
  const endpoints = Object.keys(endpointsOf(scenario));
  clients.forEach((spec, index) => {
    const { client, zone, endpoint, readEndpoint = endpoint, dnsCacheMs = 0, timeoutMs = 1 } = spec;
    const field = (name: string) => `clients[${index}].${name}`;
    checkNew(field("client"), client);
    checkZone(field("zone"), zone);
    if (!endpoints.includes(endpoint))
      throw new ScenarioError(field("endpoint"), `one of ${endpoints.join(", ")}`, endpoint);
    if (!endpoints.includes(readEndpoint))
      throw new ScenarioError(field("readEndpoint"), `one of ${endpoints.join(", ")}`, readEndpoint);
    const { consistency = "eventual" } = spec;
    if (!["eventual", "session"].includes(consistency))
      throw new ScenarioError(field("consistency"), "eventual or session", consistency);
    if (!(dnsCacheMs >= 0 && dnsCacheMs < Infinity))
      throw new ScenarioError(field("dnsCacheMs"), "0 ms or more", dnsCacheMs);
    if (!(timeoutMs >= 0.001 && timeoutMs < Infinity))
      throw new ScenarioError(field("timeoutMs"), "0.001 ms or more", timeoutMs);
  });
  checkSteps(workload, names, clients.map(({ client }) => client)); // prettier-ignore
  faults.forEach((fault, index) => {
    if (fault.kind === "zone-down" && fault.zone === REGION)
      throw new ScenarioError(`faults[${index}].zone`, `one of ${ZONES.join(", ")}`, fault.zone);
  });
  checkFaults(faults, {
    zones: [...ZONES, REGION],
    nodes: [...names, ...clients.map(({ client }) => String(client)), ...SEGMENTS],
  });
}

function checkSteps(
  workload: readonly ClusterStep[],
  instances: readonly InstanceId[],
  clients: readonly ClientId[],
): void {
  if (workload.length > STEP_COUNT_MAX)
    throw new ScenarioError("workload", `at most ${STEP_COUNT_MAX} steps`, workload.length);
  const transactions = new Set<TransactionId>();
  workload.forEach((step, index) => {
    const field = (name: string) => `workload[${index}].${name}`;
    const checkPage = (name: string, page: PageId) => {
      if (!Number.isInteger(page) || page < 1 || page > PAGE_MAX)
        throw new ScenarioError(field(name), `a page from 1 to ${PAGE_MAX}`, page);
    };
    const checkInstance = (instance: InstanceId) => {
      if (!instances.includes(instance))
        throw new ScenarioError(field("instance"), `one of ${instances.join(", ")}`, instance);
    };
    if (!(step.atMs >= 0 && step.atMs < Infinity))
      throw new ScenarioError(field("atMs"), "a time from 0 ms on", step.atMs);
    if ("client" in step && !clients.includes(step.client))
      throw new ScenarioError(field("client"), `one of ${clients.join(", ")}`, step.client);
    switch (step.kind) {
      case "write":
        if (step.pages.length === 0) throw new ScenarioError(field("pages"), "at least one page", step.pages);
        step.pages.forEach((page, place) => checkPage(`pages[${place}]`, page));
        if (typeof step.transaction !== "string" || step.transaction === "" || transactions.has(step.transaction))
          throw new ScenarioError(field("transaction"), "a transaction that was not named before", step.transaction);
        transactions.add(step.transaction);
        return;
      case "read":
        return checkPage("page", step.page);
      case "busy":
        if (!(step.applyMs >= 0 && step.applyMs < Infinity))
          throw new ScenarioError(field("applyMs"), "0 ms or more", step.applyMs);
        return checkInstance(step.instance);
      case "crash":
        return checkInstance(step.instance);
      case "disconnect":
      case "failover":
        return;
      default:
        step satisfies never;
        throw new ScenarioError(
          field("kind"),
          "write, read, disconnect, busy, crash or failover",
          (step as { kind: unknown }).kind,
        );
    }
  });
}
