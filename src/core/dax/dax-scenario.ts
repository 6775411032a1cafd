import type { Item } from "../dynamodb/attribute-value.ts";
import type { ReadMode } from "../dynamodb/capacity-units.ts";
import { DYNAMODB_LIMITS } from "../dynamodb/limits.ts";
import { frozen } from "../kernel/frozen.ts";
import { ScenarioError, checkFaults, checkLatency, type Fault, type Latency, type Millis, type NodeId, type ScheduleOf, type ZoneId } from "../kernel/index.ts"; // prettier-ignore
import { TABLE_NODE } from "./dax-host.ts";
import type { ItemWrite } from "./dax-table.ts";
import { checkItemCacheOptions, type ItemCacheOptions, type ItemKey } from "./item-cache.ts";
import { checkQueryCacheOptions, type QueryCacheOptions, type QueryMode, type QueryRequest } from "./query-cache.ts";
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
  /** The same eventually consistent read through the cluster, again and again. */
  | {
      readonly kind: "poll";
      readonly atMs: Millis;
      readonly everyMs: Millis;
      readonly untilMs: Millis;
      readonly client: NodeId;
      readonly keys: readonly ItemKey[];
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
  /** TransactWriteItems through the cluster: all or nothing. From 1 to 100 writes, each of another key. */
  | {
      readonly kind: "transact";
      readonly atMs: Millis;
      readonly client: NodeId;
      readonly writes: readonly ItemWrite[];
    }
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
  /** The first one is the primary. In this model there is one. */
  readonly nodes: readonly { readonly node: NodeId; readonly zone: ZoneId }[];
  readonly clients: readonly { readonly client: NodeId; readonly zone: ZoneId }[];
  readonly itemCache: ItemCacheOptions;
  /** Needed where anybody asks a Query or Scan. */
  readonly queryCache?: QueryCacheOptions | undefined;
  /** In the table before the run, each as its first version. */
  readonly items: readonly { readonly key: ItemKey; readonly item: Item }[];
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
  /** So long a client waits for the cluster. */
  readonly clientMs: Millis;
}

/** Model figures: the documentation says single-digit milliseconds for the table and microseconds for a hit. */
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
});

/** The zones of a run. The table is in none of them. */
export const DAX_ZONES: readonly ZoneId[] = frozen(["az-1", "az-2", "az-3"]);

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
  if (nodes.length !== 1) throw new ScenarioError("nodes", "one node: the primary", nodes.length);
  const names = [TABLE_NODE, ...nodeNames, ...clientNames];
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
  checkFaults(faults, { zones: DAX_ZONES, nodes: names });
  const model = { ...DAX_MODEL, ...scenario.model };
  for (const name of ["sameZone", "crossZone", "tableMs"] as const) checkLatency(model[name], `model.${name}`);
  if (!(model.lagMs >= 0 && model.lagMs < Infinity)) throw new ScenarioError("model.lagMs", "0 ms or more", model.lagMs); // prettier-ignore
  for (const name of ["requestMs", "clientMs"] as const)
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
    case "transact":
      return checkKeys(
        step.writes.map(({ key }) => key),
        `${field}.writes`,
        DYNAMODB_LIMITS.transactionItems.value,
        1,
      );
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
