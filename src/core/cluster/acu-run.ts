/**
 * Serverless v2 instances under load: clusters with a writer and readers, second by second.
 *
 * Load is work, given as the capacity that would do it: 6 ACUs of CPU are 75 % of an instance of 8, and 100 % of any of 6
 * or less. What is beyond 100 % is not done in that second, and is counted.
 *
 *   tier of a reader   its capacity
 *   0 and 1            the writer's, whatever its own load: it could take over at any time
 *   2 to 15            its own
 *
 * A paused instance has capacity 0. Who wants a connection then waits until it has resumed. A reader's client resumes the
 * writer too, and the writer does not pause while anybody is connected to its cluster.
 *
 * Simplified: work that was not done is not done later. Pages come into the buffer pool as soon as there is room for them.
 * A reader in tier 0 or 1 does not grow beyond the writer for a load of its own. A reader in another tier resumes beside the
 * writer, not after it.
 */
import { ScenarioError, Simulation, type Millis, type Timed } from "../kernel/index.ts";
import {
  ACU_STEP,
  checkAcuConfiguration,
  createAcuScaler,
  resumes,
  type Acu,
  type AcuConfiguration,
  type AcuRequest,
  type AcuScaler,
  type CreateAcuScaler,
} from "./acu-scaler.ts";
import { capacityEvents } from "./acu-script.ts";
import type { AcuEvent, AcuLoad, AcuMember, AcuTrace } from "./acu-trace.ts";
import type { InstanceId, PromotionTier } from "./vocabulary.ts";

/** One cluster of a run. */
export interface AcuCluster {
  readonly cluster: string;
  readonly configuration: AcuConfiguration;
  readonly writer: InstanceId;
  readonly readers: readonly { readonly instance: InstanceId; readonly tier: PromotionTier }[];
}

/** Serverless instances and what is asked of them, as data. The same scenario gives the same trace. */
export interface AcuScenario {
  /** From 1 to 4. Every instance has a name of its own. */
  readonly clusters: readonly AcuCluster[];
  /** From each of these times on an instance has this load. In the order of time; before its first it has none. */
  readonly load: readonly (AcuLoad & { readonly atMs: Millis; readonly instance: InstanceId })[];
  /** What is asked besides: in the order of time. A connection that is to stay belongs into the load. */
  readonly requests: readonly { readonly atMs: Millis; readonly instance: InstanceId; readonly request: AcuRequest }[];
  /** The run ends here. At most 3 h. */
  readonly untilMs: Millis;
}

const SECOND_MS: Millis = 1_000;
const CLUSTER_COUNT_MAX = 4;
const UNTIL_MS_MAX: Millis = 10_800_000;
/** Readers up to this tier have the writer's capacity. */
const LAST_TIED_TIER: PromotionTier = 1;
const NO_LOAD: AcuLoad = { cpuAcu: 0, memoryAcu: 0, networkAcu: 0, workingSetAcu: 0, connections: 0 };

/**
 * Runs a scenario to its end. Throws `ScenarioError`, naming the field, for a scenario that makes no sense. What a
 * learner's mechanism throws passes through; what happened before it is then in `into`.
 */
export function runAcu(
  scenario: AcuScenario,
  create: CreateAcuScaler = createAcuScaler,
  into?: Timed<AcuEvent>[],
): AcuTrace {
  checkAcuScenario(scenario);
  // There is no chance in this run.
  const simulation = new Simulation<AcuEvent>({ seed: 0, trace: into });
  const run = new AcuRun(simulation, scenario, create);
  run.open();
  for (const { atMs, instance, ...load } of scenario.load) simulation.at(atMs, () => run.load(instance, load));
  for (const { atMs, instance, request } of scenario.requests)
    simulation.at(atMs, () => run.request(instance, request));
  simulation.after(0, () => run.tick());
  simulation.runUntil(scenario.untilMs);
  run.close();
  return simulation.trace;
}

interface Instance extends AcuMember {
  readonly scaler: AcuScaler;
  acu: Acu;
  changedMs: Millis;
  load: AcuLoad;
  /** Asked since the last second. */
  requests: AcuRequest[];
  /** Since when a client waits for it; nothing where none does. */
  waitingSinceMs: Millis | undefined;
}

class AcuRun {
  readonly #simulation: Simulation<AcuEvent>;
  readonly #scenario: AcuScenario;
  readonly #clusters: readonly {
    readonly cluster: string;
    readonly writer: Instance;
    /** Those that have the writer's capacity, and those with one of their own. */
    readonly tied: readonly Instance[];
    readonly free: readonly Instance[];
    readonly bill: { acuSeconds: number; missingAcuSeconds: number };
  }[];

  constructor(simulation: Simulation<AcuEvent>, scenario: AcuScenario, create: CreateAcuScaler) {
    this.#simulation = simulation;
    this.#scenario = scenario;
    this.#clusters = scenario.clusters.map(({ cluster, configuration, writer, readers }) => {
      const acu = Math.max(configuration.minAcu, ACU_STEP);
      const made = (instance: InstanceId, role: AcuMember["role"], tier: PromotionTier): Instance => ({
        instance,
        cluster,
        role,
        tier,
        scaler: create(configuration),
        acu,
        changedMs: 0,
        load: NO_LOAD,
        requests: [],
        waitingSinceMs: undefined,
      });
      const all = readers.map(({ instance, tier }) => made(instance, "reader", tier));
      return {
        cluster,
        writer: made(writer, "writer", 0),
        tied: all.filter(({ tier }) => tier <= LAST_TIED_TIER),
        free: all.filter(({ tier }) => tier > LAST_TIED_TIER),
        bill: { acuSeconds: 0, missingAcuSeconds: 0 },
      };
    });
  }

  open(): void {
    this.#simulation.record({
      kind: "acu-opened",
      clusters: this.#scenario.clusters.map(({ cluster, configuration }) => ({ cluster, configuration })),
      members: this.#instances().map(({ instance, cluster, role, tier }) => ({ instance, cluster, role, tier })),
    });
  }

  load(name: InstanceId, load: AcuLoad): void {
    const instance = this.#named(name);
    // Who wants a connection asks for one: a paused instance hears of it that way.
    if (load.connections > instance.load.connections) this.#ask(instance, "connection");
    instance.load = load;
    if (load.connections === 0) instance.waitingSinceMs = undefined;
    this.#simulation.record({ kind: "acu-load-changed", instance: name, load });
  }

  request(name: InstanceId, request: AcuRequest): void {
    this.#simulation.record({ kind: "acu-requested", instance: name, request });
    this.#ask(this.#named(name), request);
  }

  /** One second: every scaler hears what its instance does, and says how large it is from now on. */
  tick(): void {
    for (const { writer, tied, free, bill } of this.#clusters) {
      const all = [writer, ...tied, ...free];
      // What is billed is the second that is over.
      for (const { acu, load } of this.#simulation.nowMs === 0 ? [] : all) {
        bill.acuSeconds += acu;
        bill.missingAcuSeconds += Math.max(0, load.cpuAcu - acu, load.memoryAcu - acu, load.networkAcu - acu);
      }
      const asked = all.flatMap(({ requests }) => requests);
      const connected = all.reduce((sum, { acu, load }) => sum + (acu > 0 ? load.connections : 0), 0);
      // Those that have one capacity have one memory: the largest working set of them.
      const cachedAcu = Math.max(...[writer, ...tied].map(cachedOf));
      this.#become(writer, this.#tick(writer, connected, asked, cachedAcu));
      for (const reader of tied) this.#become(reader, writer.acu);
      for (const reader of free) {
        const { connections } = reader.load;
        this.#become(reader, this.#tick(reader, reader.acu > 0 ? connections : 0, reader.requests, cachedOf(reader)));
      }
      for (const each of all) each.requests = [];
    }
    this.#simulation.after(SECOND_MS, () => this.tick());
  }

  close(): void {
    for (const { cluster, bill } of this.#clusters)
      this.#simulation.record({
        kind: "acu-billed",
        cluster,
        acuSeconds: bill.acuSeconds,
        missingAcuSeconds: Math.round(bill.missingAcuSeconds),
      });
  }

  #tick(
    { acu, load, scaler }: Instance,
    openConnections: number,
    requests: readonly AcuRequest[],
    cachedAcu: Acu,
  ): Acu {
    return scaler.tick({
      nowMs: this.#simulation.nowMs,
      cpuPercent: percentOf(load.cpuAcu, acu),
      memoryPercent: percentOf(load.memoryAcu, acu),
      networkPercent: percentOf(load.networkAcu, acu),
      cachedAcu,
      openConnections,
      requests,
    });
  }

  #ask(instance: Instance, request: AcuRequest): void {
    instance.requests = [...instance.requests, request];
    if (instance.acu === 0 && resumes(request)) instance.waitingSinceMs ??= this.#simulation.nowMs;
  }

  #become(instance: Instance, acu: Acu): void {
    const { nowMs } = this.#simulation;
    const waitedMs = instance.waitingSinceMs === undefined ? 0 : nowMs - instance.waitingSinceMs;
    const forMs = nowMs - instance.changedMs;
    for (const event of capacityEvents(instance.instance, instance.acu, acu, forMs, waitedMs)) {
      this.#simulation.record(event);
      instance.changedMs = nowMs;
    }
    if (acu > 0) instance.waitingSinceMs = undefined;
    instance.acu = acu;
  }

  #instances(): readonly Instance[] {
    return this.#clusters.flatMap(({ writer, tied, free }) => [writer, ...tied, ...free]);
  }

  #named(name: InstanceId): Instance {
    return this.#instances().find(({ instance }) => instance === name) as Instance;
  }
}

/** The share of a capacity that is in use: no instance can be more than full. A paused one does nothing. */
function percentOf(workAcu: number, acu: Acu): number {
  return acu === 0 ? 0 : Math.min(100, Math.round((workAcu / acu) * 100));
}

/** The memory that an instance's pages in use take, up to the next half ACU. There is no more than it has. */
function cachedOf({ acu, load }: Pick<Instance, "acu" | "load">): Acu {
  return Math.min(acu, Math.ceil(load.workingSetAcu / ACU_STEP) * ACU_STEP);
}

/** Throws `ScenarioError`, naming the field, unless the scenario makes sense. */
export function checkAcuScenario({ clusters, load, requests, untilMs }: AcuScenario): void {
  if (clusters.length < 1 || clusters.length > CLUSTER_COUNT_MAX)
    throw new ScenarioError("clusters", `from 1 to ${CLUSTER_COUNT_MAX} clusters`, clusters.length);
  const names: InstanceId[] = [];
  clusters.forEach(({ cluster, configuration, writer, readers }, index) => {
    const at = `clusters[${index}]`;
    if (cluster === "" || clusters.findIndex((other) => other.cluster === cluster) !== index)
      throw new ScenarioError(`${at}.cluster`, "a name of its own", cluster);
    checkAcuConfiguration(configuration, `${at}.configuration`);
    if (readers.length > 15) throw new ScenarioError(`${at}.readers`, "at most 15 readers", readers.length);
    [{ instance: writer, tier: 0 }, ...readers].forEach(({ instance, tier }, place) => {
      const field = place === 0 ? `${at}.writer` : `${at}.readers[${place - 1}].instance`;
      if (instance === "" || names.includes(instance)) throw new ScenarioError(field, "a name of its own", instance);
      names.push(instance);
      if (!Number.isInteger(tier) || tier < 0 || tier > 15)
        throw new ScenarioError(`${at}.readers[${place - 1}].tier`, "a whole number from 0 to 15", tier);
    });
  });
  const checkTimed = (list: string, timed: readonly { readonly atMs: Millis; readonly instance: InstanceId }[]) =>
    timed.forEach(({ atMs, instance }, index) => {
      if (!(atMs >= (timed[index - 1]?.atMs ?? 0) && atMs < Infinity))
        throw new ScenarioError(`${list}[${index}].atMs`, "a time not before the one before", atMs);
      if (!names.includes(instance))
        throw new ScenarioError(`${list}[${index}].instance`, "an instance of the run", instance);
    });
  checkTimed("load", load);
  checkTimed("requests", requests);
  load.forEach(({ cpuAcu, memoryAcu, networkAcu, workingSetAcu, connections }, index) => {
    for (const [name, value] of Object.entries({ cpuAcu, memoryAcu, networkAcu, workingSetAcu })) {
      if (!(value >= 0 && value < Infinity)) throw new ScenarioError(`load[${index}].${name}`, "0 ACUs or more", value);
    }
    if (!Number.isInteger(connections) || connections < 0)
      throw new ScenarioError(`load[${index}].connections`, "a whole number from 0 on", connections);
  });
  if (!(untilMs >= 0 && untilMs <= UNTIL_MS_MAX))
    throw new ScenarioError("untilMs", `a time from 0 to ${UNTIL_MS_MAX} ms`, untilMs);
}
