import type { Item } from "../dynamodb/attribute-value.ts";
import type { ReadMode } from "../dynamodb/capacity-units.ts";
import { DYNAMODB_LIMITS } from "../dynamodb/limits.ts";
import { frozen } from "../kernel/frozen.ts";
import { ScenarioError, checkFaults, checkLatency, type Fault, type Latency, type Millis, type NodeId, type ScheduleOf, type ZoneId } from "../kernel/index.ts"; // prettier-ignore
import { MANAGER_NODE, TABLE_NODE } from "./dax-host.ts";
import type { ItemWrite } from "./dax-table.ts";
import { checkItemCacheOptions, type ItemCacheOptions, type ItemKey } from "./item-cache.ts";
import { checkQueryCacheOptions, type QueryCacheOptions, type QueryMode, type QueryRequest } from "./query-cache.ts";
import { DAX_LIMITS } from "./limits.ts";
import { checkQuery } from "./table-query.ts";

/** What a client does, or what is done to the cluster. `via` says whether a request goes through it or past it. */
export type DaxStep =
  /** GetItem of one key, BatchGetItem of more, TransactGetItems where the mode says so. From 1 to 100 keys, each once. */
  | {
      readonly kind: "read";
      readonly atMs: Millis;
      readonly client: NodeId;
      readonly via: "dax" | "table";
      readonly keys: readonly ItemKey[];
      readonly mode: ReadMode;
    }
  /** The same read again and again: an eventually consistent one through the cluster, if nothing else is said. */
  | {
      readonly kind: "poll";
      readonly atMs: Millis;
      readonly everyMs: Millis;
      readonly untilMs: Millis;
      readonly client: NodeId;
      readonly keys: readonly ItemKey[];
      /** Past the cluster, or strongly consistent, where it says so. */
      readonly via?: "dax" | "table" | undefined;
      readonly mode?: Exclude<ReadMode, "transactional"> | undefined;
    }
  /** Query or Scan. */
  | {
      readonly kind: "query";
      readonly atMs: Millis;
      readonly client: NodeId;
      readonly via: "dax" | "table";
      readonly request: QueryRequest;
      readonly mode: QueryMode;
    }
  /** The same eventually consistent one through the cluster, again and again. */
  | {
      readonly kind: "query-poll";
      readonly atMs: Millis;
      readonly everyMs: Millis;
      readonly untilMs: Millis;
      readonly client: NodeId;
      readonly request: QueryRequest;
    }
  | {
      readonly kind: "write";
      readonly atMs: Millis;
      readonly client: NodeId;
      readonly via: "dax" | "table";
      readonly write: ItemWrite;
    }
  /** BatchWriteItem: puts without a condition, and deletes. From 1 to 25, each of another key; each for itself. */
  | {
      readonly kind: "batch-write";
      readonly atMs: Millis;
      readonly client: NodeId;
      readonly writes: readonly ItemWrite[];
    }
  /** TransactWriteItems through the cluster: all or nothing. From 1 to 100 writes, each of another key. */
  | {
      readonly kind: "transact";
      readonly atMs: Millis;
      readonly client: NodeId;
      readonly writes: readonly ItemWrite[];
    }
  /** These are in the cluster from now on: replicas are added or taken out. Any of the scenario's nodes, at least one. */
  | { readonly kind: "resize"; readonly atMs: Millis; readonly nodes: readonly NodeId[] }
  /** The table turns down whatever comes. */
  | { readonly kind: "throttle"; readonly atMs: Millis; readonly forMs: Millis }
  /** The node begins anew, with these settings: a cluster gets other ones by another parameter group. */
  | {
      readonly kind: "restart";
      readonly atMs: Millis;
      readonly node: NodeId;
      readonly itemCache: ItemCacheOptions;
      /** Stays as it is where it is left out. */
      readonly queryCache?: QueryCacheOptions | undefined;
    };

/** A DAX cluster, its table and its clients, as data. The same scenario gives the same trace. */
export interface DaxScenario {
  readonly seed: number;
  /** From 1 to 11. The first one is the primary at first. */
  readonly nodes: readonly { readonly node: NodeId; readonly zone: ZoneId }[];
  /** So many of them, from the first on, are in the cluster at first; all if nothing is said. */
  readonly memberCount?: number | undefined;
  readonly clients: readonly { readonly client: NodeId; readonly zone: ZoneId }[];
  readonly itemCache: ItemCacheOptions;
  /** Needed where anybody asks a Query or Scan. */
  readonly queryCache?: QueryCacheOptions | undefined;
  /** In the table before the run, each as its first version. */
  readonly items: readonly { readonly key: ItemKey; readonly item: Item }[];
  /** What one partition of the table gives, where it is to be limited: all items are on it. */
  readonly partition?: { readonly readUnitsPerSecond: number; readonly itemBytes: number } | undefined;
  /** Counts the load over so long, again and again. */
  readonly countEveryMs?: Millis | undefined;
  /** In any order. */
  readonly steps: readonly DaxStep[];
  readonly faults: readonly Fault[];
  readonly untilMs: Millis;
  readonly model?: Partial<DaxModel>;
}

/** What a nemesis may add to a run: requests, through the cluster or past it. */
export type DaxNemesisStep = Extract<DaxStep, { readonly kind: "write" | "query" }>;
/** Its schedule: requests and faults. */
export type DaxSchedule = ScheduleOf<DaxNemesisStep>;

/** The base scenario with all of this in it. */
export function withDaxSchedule(base: DaxScenario, { faults, steps }: DaxSchedule): DaxScenario {
  return { ...base, faults: [...base.faults, ...faults], steps: [...base.steps, ...steps] };
}

/** What no source fixes. */
export interface DaxModel {
  /** One way between machines of one zone. */
  readonly sameZone: Latency;
  /** One way between zones, and to the table. */
  readonly crossZone: Latency;
  /** What the table takes for a request. */
  readonly tableMs: Latency;
  /** An eventually consistent read finds the table as it was at most so long ago. */
  readonly lagMs: Millis;
  /** So long the table's answer is waited for. */
  readonly requestMs: Millis;
  /** So long a client waits for a node. */
  readonly clientMs: Millis;
  /** What follows matters where there is more than one node. How often a client that got nothing asks once more. */
  readonly retryCount: number;
  /** How often a client asks for the topology, and how often it looks whether each node is healthy. */
  readonly topologyEveryMs: Millis;
  readonly healthEveryMs: Millis;
  /** So long it waits for either. */
  readonly healthMs: Millis;
  /** So long a write that was refused waits for another topology. */
  readonly recoveryMs: Millis;
  /** How often the primary sends on what its replicas have not confirmed. */
  readonly replicateEveryMs: Millis;
  /** How often a node says that it is there, and how long its silence is borne. */
  readonly beatEveryMs: Millis;
  readonly silenceMs: Millis;
}

/**
 * Model figures: the documentation says single-digit milliseconds for the table and microseconds for a hit, and that replicas
 * follow usually in less than a second. Intervals and the number of retries are those of the client for JavaScript; when the
 * cluster takes a node for dead is not published.
 */
export const DAX_MODEL: DaxModel = frozen({
  sameZone: [
    [0, 0.1],
    [0.9, 0.2],
    [1, 0.5],
  ],
  crossZone: [
    [0, 0.4],
    [0.9, 0.8],
    [1, 2],
  ],
  tableMs: [
    [0, 1.5],
    [0.9, 4],
    [1, 9],
  ],
  lagMs: 20,
  requestMs: 1_000,
  clientMs: 2_500,
  retryCount: 1,
  topologyEveryMs: DAX_LIMITS.daxTopologyRefresh.value,
  healthEveryMs: DAX_LIMITS.daxHealthCheck.value,
  healthMs: 1_000,
  recoveryMs: 7_000,
  replicateEveryMs: 200,
  beatEveryMs: 500,
  silenceMs: 2_000,
});

/** The zones of a run. The table is in none of them. */
export const DAX_ZONES: readonly ZoneId[] = frozen(["az-1", "az-2", "az-3"]);

const POSITIVE = frozen(["requestMs", "clientMs", "topologyEveryMs", "healthEveryMs", "healthMs", "recoveryMs", "replicateEveryMs", "beatEveryMs", "silenceMs"] as const); // prettier-ignore
const UNTIL_MS_MAX: Millis = 86_400_000;
const POLL_MS_MIN: Millis = 1;
const CHOICES: readonly (readonly [member: string, of: readonly string[]])[] = frozen([
  ["via", ["dax", "table"]],
  ["mode", ["eventual", "strong", "transactional"]],
]);

/** Throws `ScenarioError`, naming the field, unless the scenario makes sense. */
export function checkDaxScenario(scenario: DaxScenario): void {
  const { nodes, clients, itemCache, queryCache, items, steps, faults, untilMs } = scenario;
  const nodeNames = nodes.map(({ node }) => node);
  const clientNames = clients.map(({ client }) => client);
  if (nodes.length < 1 || nodes.length > DAX_LIMITS.daxNodes.value)
    throw new ScenarioError("nodes", `from 1 to ${DAX_LIMITS.daxNodes.value} nodes`, nodes.length);
  const { memberCount = nodes.length } = scenario;
  if (!(Number.isSafeInteger(memberCount) && memberCount >= 1 && memberCount <= nodes.length))
    throw new ScenarioError("memberCount", `from 1 to ${nodes.length}`, memberCount);
  const names = [TABLE_NODE, MANAGER_NODE, ...nodeNames, ...clientNames];
  [
    ...nodes.map(({ zone }, index) => [`nodes[${index}]`, nodeNames[index], zone] as const),
    ...clients.map(({ zone }, index) => [`clients[${index}]`, clientNames[index], zone] as const),
  ].forEach(([field, name, zone]) => {
    // prettier-ignore
    if (name === "" || names.filter((other) => other === name).length > 1)
      throw new ScenarioError(field, "a name of its own", name);
    if (!DAX_ZONES.includes(zone)) throw new ScenarioError(`${field}.zone`, `one of ${DAX_ZONES.join(", ")}`, zone);
  });
  checkItemCacheOptions(itemCache);
  if (queryCache !== undefined) checkQueryCacheOptions(queryCache);
  else if (steps.some(({ kind }) => kind === "query" || kind === "query-poll"))
    throw new ScenarioError("queryCache", "its options, since queries are asked", undefined);
  checkKeys(items.map(({ key }) => key), "items", Infinity, 0); // prettier-ignore
  if (!(untilMs >= 0 && untilMs <= UNTIL_MS_MAX))
    throw new ScenarioError("untilMs", `a time from 0 to ${UNTIL_MS_MAX} ms`, untilMs);
  steps.forEach((step, index) => checkStep(step, `steps[${index}]`, nodeNames, clientNames));
  const { partition, countEveryMs } = scenario;
  if (partition !== undefined)
    for (const name of ["readUnitsPerSecond", "itemBytes"] as const)
      if (!(Number.isSafeInteger(partition[name]) && partition[name] >= 1))
        throw new ScenarioError(`partition.${name}`, "a whole number from 1 on", partition[name]);
  if (countEveryMs !== undefined && !(countEveryMs >= POLL_MS_MIN && countEveryMs < Infinity))
    throw new ScenarioError("countEveryMs", `${POLL_MS_MIN} ms or more`, countEveryMs);
  checkFaults(faults, { zones: DAX_ZONES, nodes: names });
  const model = { ...DAX_MODEL, ...scenario.model };
  for (const name of ["sameZone", "crossZone", "tableMs"] as const) checkLatency(model[name], `model.${name}`);
  if (!(Number.isSafeInteger(model.retryCount) && model.retryCount >= 0)) throw new ScenarioError("model.retryCount", "a whole number from 0 on", model.retryCount); // prettier-ignore
  if (!(model.lagMs >= 0 && model.lagMs < Infinity)) throw new ScenarioError("model.lagMs", "0 ms or more", model.lagMs); // prettier-ignore
  for (const name of POSITIVE)
    if (!(model[name] > 0 && model[name] < Infinity)) throw new ScenarioError(`model.${name}`, "more than 0 ms", model[name]); // prettier-ignore
}

function checkStep(step: DaxStep, field: string, nodes: readonly NodeId[], clients: readonly NodeId[]): void {
  if (!(step.atMs >= 0 && step.atMs < Infinity))
    throw new ScenarioError(`${field}.atMs`, "a time from 0 ms on", step.atMs);
  if ("client" in step && !clients.includes(step.client))
    throw new ScenarioError(`${field}.client`, `one of ${clients.join(", ")}`, step.client);
  for (const [name, known] of CHOICES)
    if (name in step && !known.includes(step[name as keyof DaxStep] as string))
      throw new ScenarioError(`${field}.${name}`, `one of ${known.join(", ")}`, step[name as keyof DaxStep]);
  switch (step.kind) {
    case "read":
      return checkKeys(step.keys, `${field}.keys`, DYNAMODB_LIMITS.batchGetItems.value, 1);
    case "poll":
      checkKeys(step.keys, `${field}.keys`, DYNAMODB_LIMITS.batchGetItems.value, 1);
      return checkPoll(step, field);
    case "query":
      if ((step.mode as ReadMode) === "transactional")
        throw new ScenarioError(`${field}.mode`, "one of eventual, strong", step.mode);
      return checkQuery(step.request, `${field}.request`);
    case "query-poll":
      checkQuery(step.request, `${field}.request`);
      return checkPoll(step, field);
    case "write":
      return checkKeys([step.write.key], `${field}.write.key`, 1, 1);
    case "batch-write":
      checkKeys(step.writes.map(({ key }) => key), `${field}.writes`, DYNAMODB_LIMITS.batchWriteItems.value, 1); // prettier-ignore
      if (step.writes.some((write) => write.action === "update" || (write.action === "put" && write.onlyIfMissing === true)))
        throw new ScenarioError(`${field}.writes`, "puts without a condition, and deletes", "another write", "ValidationException"); // prettier-ignore
      return;
    case "transact":
      return checkKeys(
        step.writes.map(({ key }) => key),
        `${field}.writes`,
        DYNAMODB_LIMITS.transactionItems.value,
        1,
      );
    case "resize":
      if (
        step.nodes.length < 1 ||
        step.nodes.some((node, index) => !nodes.includes(node) || step.nodes.indexOf(node) !== index)
      )
        // prettier-ignore
        throw new ScenarioError(`${field}.nodes`, `some of ${nodes.join(", ")}, each once`, step.nodes.join(", "));
      return;
    case "throttle":
      if (!(step.forMs > 0 && step.forMs < Infinity))
        throw new ScenarioError(`${field}.forMs`, "more than 0 ms", step.forMs);
      return;
    case "restart":
      if (!nodes.includes(step.node)) throw new ScenarioError(`${field}.node`, `one of ${nodes.join(", ")}`, step.node);
      checkItemCacheOptions(step.itemCache, `${field}.itemCache`);
      if (step.queryCache !== undefined) checkQueryCacheOptions(step.queryCache, `${field}.queryCache`);
      return;
    default:
      step satisfies never;
  }
}

function checkPoll(step: Extract<DaxStep, { readonly everyMs: Millis }>, field: string): void {
  if (!(step.everyMs >= POLL_MS_MIN && step.everyMs < Infinity))
    throw new ScenarioError(`${field}.everyMs`, `${POLL_MS_MIN} ms or more`, step.everyMs);
  if (!(step.untilMs >= step.atMs && step.untilMs < Infinity))
    throw new ScenarioError(`${field}.untilMs`, `a time from ${step.atMs} ms on`, step.untilMs);
}

function checkKeys(keys: readonly ItemKey[], field: string, countMax: number, countMin: number): void {
  if (keys.length < countMin || keys.length > countMax)
    throw new ScenarioError(field, `from ${countMin} to ${countMax} keys`, keys.length, "ValidationException");
  keys.forEach((key, index) => {
    if (key === "" || keys.indexOf(key) !== index)
      throw new ScenarioError(`${field}[${index}]`, "a key of its own", key, "ValidationException");
  });
}
