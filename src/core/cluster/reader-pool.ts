/**
 * Pools of connections to the readers of a cluster, by two ways: the reader endpoint's name, and a balancer that knows the
 * topology.
 *
 * The name gives one address for an answer, drawn among the readers, and the host keeps the answer. A pool of sixty opens a
 * connection every 50 ms: all of them within the 5 s of one answer. All sixty land on one reader:
 *
 *               db-2   db-3   db-4
 *   name          60      0      0
 *   balancer      20     20     20
 *
 * Readers join and leave, instances go down and come back, and in a failover a reader becomes the writer. A pool opens anew
 * what it has lost, and once a second it retires what is due.
 *
 * Simplified: an instance says at once what is true of the others, in one round trip, without lag. All names change at the
 * same moment, `namesMs` after the instances. Who is connected to an instance whose host is gone finds out after `noticeMs`;
 * to one that goes down, at once. Nobody uses the connections: how many there are is the load.
 */
import { AURORA_LIMITS } from "../aurora/limits.ts";
import { frozen } from "../kernel/frozen.ts";
import { ScenarioError, Simulation, type Millis, type Timed } from "../kernel/index.ts";
import type { Random } from "../kernel/random.ts";
import {
  checkReaderBalancerOptions,
  createReaderBalancer,
  type ConnectionId,
  type CreateReaderBalancer,
  type ReaderBalancer,
  type TopologyMember,
} from "./reader-balancer.ts";
import type { PoolCount, PoolSpec, ReaderPoolEvent, ReaderPoolTrace } from "./reader-pool-trace.ts";
import type { InstanceId, Role } from "./vocabulary.ts";

/** Something that happens to the cluster. What names an instance that is not there does nothing. */
export type ReaderPoolStep =
  /** A reader joins, and serves at once; nothing happens where the cluster has 15, or one of that name. */
  | { readonly kind: "reader-joins"; readonly atMs: Millis; readonly instance: InstanceId }
  /** A reader's host is gone, and so is the reader. */
  | { readonly kind: "reader-leaves"; readonly atMs: Millis; readonly instance: InstanceId }
  /** An instance is down for so long. */
  | { readonly kind: "instance-fails"; readonly atMs: Millis; readonly instance: InstanceId; readonly forMs: Millis }
  /** The first reader that serves becomes the writer, and the old writer restarts as a reader. */
  | { readonly kind: "failover"; readonly atMs: Millis };

/** A cluster, its pools and what happens, as data. The same scenario gives the same trace. */
export interface ReaderPoolScenario {
  readonly seed: number;
  readonly writer: InstanceId;
  /** At most 15. They serve. */
  readonly readers: readonly InstanceId[];
  /** At most 10, each of a name of its own. */
  readonly pools: readonly PoolSpec[];
  readonly steps: readonly ReaderPoolStep[];
  /** The run ends here. At most an hour. */
  readonly untilMs: Millis;
  /** Counts connections so often, in place of telling each one's life: a summary. More than 0. */
  readonly countEveryMs?: Millis;
  readonly model?: Partial<ReaderPoolModel>;
}

/** What no source fixes. */
export interface ReaderPoolModel {
  /** From one new connection of a pool to the next while it fills up. */
  readonly openEveryMs: Millis;
  /** How long opening a connection takes. */
  readonly connectMs: Millis;
  /** After a connection could not be opened, the pool waits for so long before the next attempt. */
  readonly retryMs: Millis;
  /** How often a pool looks for what is due. */
  readonly sweepMs: Millis;
  /** From the question for the topology to its answer. */
  readonly askMs: Millis;
  /** From a change in the cluster until the reader endpoint's name follows it. */
  readonly namesMs: Millis;
  /** Who is connected to a host that is gone finds out after so long. */
  readonly noticeMs: Millis;
  /** How long an instance that has changed its role is down. */
  readonly restartMs: Millis;
}

/** Model figures: no source gives any of them. */
export const READER_POOL_MODEL: ReaderPoolModel = frozen({
  openEveryMs: 50,
  connectMs: 20,
  retryMs: 1_000,
  sweepMs: 1_000,
  askMs: 5,
  namesMs: 15_000,
  noticeMs: 60_000,
  restartMs: 10_000,
});

const UNTIL_MS_MAX: Millis = 3_600_000;
const POOL_COUNT_MAX = 10;
const SIZE_MAX = 200;
const READER_COUNT_MAX = AURORA_LIMITS.readers.value;

/**
 * Runs a scenario to its end. Throws `ScenarioError`, naming the field, for a scenario that makes no sense. What a
 * learner's mechanism throws passes through; what happened before it is then in `into`.
 */
export function runReaderPools(
  scenario: ReaderPoolScenario,
  create: CreateReaderBalancer = createReaderBalancer,
  into?: Timed<ReaderPoolEvent>[],
): ReaderPoolTrace {
  checkReaderPoolScenario(scenario);
  const simulation = new Simulation<ReaderPoolEvent>({ seed: scenario.seed, trace: into });
  const cluster = new Cluster(simulation, scenario);
  const { pools } = scenario;
  const { sweepMs, askMs } = cluster.model;
  simulation.record({ kind: "reader-pools-opened", pools, members: cluster.members(), sweepMs, askMs });
  for (const spec of pools) cluster.pools.push(new Pool(simulation, cluster, spec, create));
  for (const step of scenario.steps) simulation.at(step.atMs, () => cluster.take(step));
  for (const pool of cluster.pools) pool.open();
  if (scenario.countEveryMs !== undefined) simulation.after(0, () => cluster.count());
  simulation.runUntil(scenario.untilMs);
  return simulation.trace;
}

interface Instance {
  readonly instance: InstanceId;
  role: Role;
  isAvailable: boolean;
  /** Goes up with every failure: who waits for the end of one looks whether it is still the last. */
  downCount: number;
}

class Cluster {
  readonly model: ReaderPoolModel;
  readonly pools: Pool[] = [];
  readonly countEveryMs: Millis | undefined;
  readonly #simulation: Simulation<ReaderPoolEvent>;
  #instances: readonly Instance[];
  /** Where the reader endpoint's name leads. */
  #names: readonly InstanceId[];
  #counted = "";

  constructor(simulation: Simulation<ReaderPoolEvent>, { writer, readers, model, countEveryMs }: ReaderPoolScenario) {
    this.#simulation = simulation;
    this.model = { ...READER_POOL_MODEL, ...model };
    this.countEveryMs = countEveryMs;
    this.#instances = [instanceOf(writer, "writer"), ...readers.map((instance) => instanceOf(instance, "reader"))];
    this.#names = this.#readerNames();
  }

  get names(): readonly InstanceId[] {
    return this.#names;
  }

  members(): readonly TopologyMember[] {
    return this.#instances.map(({ instance, role, isAvailable }) => ({ instance, role, isAvailable }));
  }

  isAvailable(instance: InstanceId): boolean {
    return this.#find(instance)?.isAvailable ?? false;
  }

  take(step: ReaderPoolStep): void {
    switch (step.kind) {
      case "reader-joins":
        return this.#join(step.instance);
      case "reader-leaves":
        return this.#leave(step.instance);
      case "instance-fails": {
        const instance = this.#find(step.instance);
        if (instance?.isAvailable) this.#fail(instance, step.forMs);
        return;
      }
      case "failover":
        return this.#failOver();
      default:
        step satisfies never;
    }
  }

  /** A summary tells numbers where they have changed. */
  count(): void {
    const pools = this.pools.map((pool) => pool.count());
    const text = JSON.stringify(pools);
    if (text !== this.#counted) this.#simulation.record({ kind: "connections-counted", pools });
    this.#counted = text;
    if (this.countEveryMs !== undefined) this.#simulation.after(this.countEveryMs, () => this.count());
  }

  #find(name: InstanceId): Instance | undefined {
    return this.#instances.find(({ instance }) => instance === name);
  }

  /** As the service has it: the readers that serve, or the writer where there are none. */
  #readerNames(): readonly InstanceId[] {
    const serving = this.#instances.filter(({ isAvailable }) => isAvailable);
    const readers = serving.filter(({ role }) => role === "reader");
    return (readers.length > 0 ? readers : serving).map(({ instance }) => instance);
  }

  /** Names follow the instances, later. */
  #changed(): void {
    this.#simulation.after(this.model.namesMs, () => {
      const instances = this.#readerNames();
      if (instances.join() === this.#names.join()) return;
      this.#names = instances;
      this.#simulation.record({ kind: "names-changed", instances });
    });
  }

  #join(name: InstanceId): void {
    if (this.#find(name) !== undefined || this.#instances.length > READER_COUNT_MAX) return;
    this.#instances = [...this.#instances, instanceOf(name, "reader")];
    this.#simulation.record({ kind: "reader-joined", instance: name });
    this.#changed();
  }

  #leave(name: InstanceId): void {
    const reader = this.#find(name);
    if (reader === undefined || reader.role === "writer") return;
    this.#instances = this.#instances.filter((each) => each !== reader);
    this.#simulation.record({ kind: "reader-left", instance: name });
    this.#changed();
    for (const pool of this.pools) pool.lose(name, this.model.noticeMs);
  }

  #fail(instance: Instance, forMs: Millis): void {
    this.#simulation.record({ kind: "instance-down", instance: instance.instance });
    this.#stop(instance, forMs);
  }

  #stop(instance: Instance, forMs: Millis): void {
    instance.isAvailable = false;
    instance.downCount++;
    const { downCount } = instance;
    this.#changed();
    for (const pool of this.pools) pool.lose(instance.instance, 0);
    this.#simulation.after(forMs, () => {
      if (instance.downCount !== downCount || !this.#instances.includes(instance)) return;
      instance.isAvailable = true;
      this.#simulation.record({ kind: "instance-back", instance: instance.instance });
      this.#changed();
    });
  }

  #failOver(): void {
    const target = this.#instances.find(({ role, isAvailable }) => role === "reader" && isAvailable);
    const old = this.#instances.find(({ role }) => role === "writer");
    if (target === undefined || old === undefined) return;
    target.role = "writer";
    old.role = "reader";
    this.#simulation.record({ kind: "writer-changed", instance: target.instance, reader: old.instance });
    // Whoever changes its role loses its connections; the new writer is the first to be back.
    for (const pool of this.pools) pool.lose(target.instance, 0);
    this.#stop(old, this.model.restartMs);
  }
}

interface Connection {
  readonly connection: ConnectionId;
  readonly instance: InstanceId;
  /** Nothing while it is being opened. */
  openedAtMs: Millis | undefined;
}

/** The connections of one application host. */
class Pool {
  readonly #simulation: Simulation<ReaderPoolEvent>;
  readonly #cluster: Cluster;
  readonly #spec: PoolSpec;
  readonly #random: Random;
  readonly #balancer: ReaderBalancer | undefined;
  readonly #connections = new Map<ConnectionId, Connection>();
  #lastNumber = 0;
  #answer: { readonly instance: InstanceId; readonly untilMs: Millis } | undefined;
  #known: readonly TopologyMember[];
  #knownAskedMs: Millis = -Infinity;
  #isAsking = false;
  #askedAtMs: Millis = -Infinity;
  /** How many questions in a row were not answered: each goes to somebody else. */
  #lostCount = 0;
  /** Goes up with every plan: an earlier one is void. */
  #planCount = 0;

  constructor(simulation: Simulation<ReaderPoolEvent>, cluster: Cluster, spec: PoolSpec, create: CreateReaderBalancer) {
    this.#simulation = simulation;
    this.#cluster = cluster;
    this.#spec = spec;
    this.#random = simulation.random.fork(spec.pool);
    this.#known = cluster.members();
    this.#balancer = spec.way.kind === "balancer" ? create(spec.way.options) : undefined;
  }

  open(): void {
    const { openEveryMs, sweepMs, askMs } = this.#cluster.model;
    this.#plan();
    // The first answer is there when the first connection is opened.
    for (let place = 0; place < this.#spec.size; place++)
      this.#simulation.at(2 * askMs + place * openEveryMs, () => this.#connect());
    this.#simulation.after(sweepMs, () => this.#sweep());
  }

  /** Open connections by instance, for a summary. */
  count(): PoolCount {
    const open: Record<InstanceId, number> = {};
    for (const { instance, openedAtMs } of this.#connections.values())
      if (openedAtMs !== undefined) open[instance] = (open[instance] ?? 0) + 1;
    return {
      pool: this.#spec.pool,
      open: Object.fromEntries(Object.entries(open).sort(([a], [b]) => (a < b ? -1 : 1))),
    };
  }

  /** The instance's connections are broken; the pool notices after so long. What is being opened finds out by itself. */
  lose(instance: InstanceId, afterMs: Millis): void {
    const lost = [...this.#connections.values()].filter(
      (each) => each.instance === instance && each.openedAtMs !== undefined,
    );
    if (lost.length === 0) return;
    if (afterMs > 0) this.#simulation.after(afterMs, () => this.#break(lost));
    else this.#break(lost);
  }

  #record(event: ReaderPoolEvent): void {
    if (this.#cluster.countEveryMs === undefined) this.#simulation.record(event);
  }

  #note(kind: "connection-opened" | "connection-closed" | "connection-failed", { connection, instance }: Connection) {
    this.#record({ kind, pool: this.#spec.pool, connection, instance });
  }

  #break(lost: readonly Connection[]): void {
    const broken = lost.filter((each) => this.#connections.get(each.connection) === each);
    for (const each of broken) this.#fail(each);
    for (let count = broken.length; count > 0; count--) this.#connect();
  }

  #fail(each: Connection): void {
    this.#connections.delete(each.connection);
    this.#note("connection-failed", each);
    this.#balancer?.failed(each.connection, this.#simulation.nowMs);
    this.#plan();
  }

  /** One connection more: where to, and what comes of it. */
  #connect(): void {
    const { pool } = this.#spec;
    const connection = ++this.#lastNumber;
    const instance = this.#choose(connection);
    this.#record({ kind: "connection-chosen", pool, connection, ...(instance !== undefined && { instance }) });
    if (instance === undefined) return this.#retry();
    const made: Connection = { connection, instance, openedAtMs: undefined };
    this.#connections.set(connection, made);
    this.#simulation.after(this.#cluster.model.connectMs, () => {
      if (this.#cluster.isAvailable(instance)) {
        made.openedAtMs = this.#simulation.nowMs;
        this.#note("connection-opened", made);
        this.#balancer?.opened(connection, made.openedAtMs);
        return;
      }
      this.#fail(made);
      this.#retry();
    });
  }

  #retry(): void {
    this.#simulation.after(this.#cluster.model.retryMs, () => this.#connect());
  }

  #choose(connection: ConnectionId): InstanceId | undefined {
    const { nowMs } = this.#simulation;
    if (this.#balancer !== undefined) return this.#balancer.choose(connection, this.#random.fraction(), nowMs);
    const { way } = this.#spec;
    if (this.#answer === undefined || nowMs >= this.#answer.untilMs) {
      const { names } = this.#cluster;
      const cacheMs = way.kind === "endpoint" ? way.cacheMs : 0;
      this.#answer = names.length === 0 ? undefined : { instance: this.#random.pick(names), untilMs: nowMs + cacheMs };
    }
    return this.#answer?.instance;
  }

  #sweep(): void {
    const due = this.#due();
    if (due.length > 0) this.#record({ kind: "connections-due", pool: this.#spec.pool, connections: due });
    const retired = due.flatMap((connection) => this.#connections.get(connection) ?? []);
    for (const each of retired) {
      this.#connections.delete(each.connection);
      this.#note("connection-closed", each);
      this.#balancer?.closed(each.connection, this.#simulation.nowMs);
    }
    for (let count = retired.length; count > 0; count--) this.#connect();
    this.#simulation.after(this.#cluster.model.sweepMs, () => this.#sweep());
  }

  #due(): readonly ConnectionId[] {
    const { nowMs } = this.#simulation;
    if (this.#balancer !== undefined) return this.#balancer.due(nowMs);
    const { way } = this.#spec;
    if (way.kind !== "endpoint" || way.maxAgeMs === undefined) return [];
    const { maxAgeMs, retireMax } = way;
    return [...this.#connections.values()]
      .filter(({ openedAtMs }) => openedAtMs !== undefined && nowMs - openedAtMs >= maxAgeMs)
      .sort((a, b) => (a.openedAtMs ?? 0) - (b.openedAtMs ?? 0) || a.connection - b.connection)
      .slice(0, retireMax)
      .map(({ connection }) => connection);
  }

  /** The next question, as the balancer wants it: one at a time, and never faster than its higher rate. */
  #plan(): void {
    const { way } = this.#spec;
    if (this.#balancer === undefined || way.kind !== "balancer" || this.#isAsking) return;
    const { nowMs } = this.#simulation;
    const earliestMs = this.#askedAtMs + way.options.highTopologyRefreshMs;
    const atMs = Math.max(nowMs, earliestMs, this.#balancer.nextRefreshMs(nowMs));
    const plan = ++this.#planCount;
    // By then the higher rate may have ended, and the balancer wants it later.
    if (atMs === nowMs) this.#ask();
    else
      this.#simulation.at(atMs, () => {
        if (plan === this.#planCount) this.#plan();
      });
  }

  /** The writer first, as the wrapper does; where nobody answers, whoever the cluster endpoint leads to. */
  #ask(): void {
    const { pool } = this.#spec;
    const now = this.#cluster.members();
    const first = (members: readonly TopologyMember[]) => members.filter(({ role }) => role === "writer");
    const known = [...first(this.#known), ...this.#known.filter(({ role }) => role === "reader"), ...first(now)];
    const asked = known[this.#lostCount % known.length] as TopologyMember;
    const askedAtMs = this.#simulation.nowMs;
    this.#isAsking = true;
    this.#askedAtMs = askedAtMs;
    this.#record({ kind: "topology-asked", pool, instance: asked.instance });
    const isAnswered = this.#cluster.isAvailable(asked.instance);
    this.#simulation.after(this.#cluster.model.askMs, () => {
      this.#isAsking = false;
      if (isAnswered) this.#hear(askedAtMs, now);
      else this.#lostCount++;
      this.#plan();
    });
  }

  #hear(askedAtMs: Millis, members: readonly TopologyMember[]): void {
    this.#lostCount = 0;
    if (askedAtMs > this.#knownAskedMs) this.#known = members;
    this.#knownAskedMs = Math.max(askedAtMs, this.#knownAskedMs);
    this.#record({ kind: "topology-known", pool: this.#spec.pool, askedAtMs, members });
    this.#balancer?.topology({ askedAtMs, members }, this.#simulation.nowMs);
  }
}

function instanceOf(instance: InstanceId, role: Role): Instance {
  return { instance, role, isAvailable: true, downCount: 0 };
}

/** Throws `ScenarioError`, naming the field, unless the scenario makes sense. */
export function checkReaderPoolScenario(scenario: ReaderPoolScenario): void {
  const { writer, readers, pools, steps, untilMs, countEveryMs, model } = scenario;
  if (writer === "") throw new ScenarioError("writer", "a name", writer);
  if (readers.length > READER_COUNT_MAX)
    throw new ScenarioError("readers", `at most ${READER_COUNT_MAX} readers`, readers.length);
  readers.forEach((instance, index) => {
    if (instance === "" || instance === writer || readers.indexOf(instance) !== index)
      throw new ScenarioError(`readers[${index}]`, "a name of its own", instance);
  });
  if (pools.length > POOL_COUNT_MAX) throw new ScenarioError("pools", `at most ${POOL_COUNT_MAX}`, pools.length);
  pools.forEach(({ pool, size, way }, index) => {
    const at = `pools[${index}]`;
    if (pool === "" || pools.findIndex((each) => each.pool === pool) !== index)
      throw new ScenarioError(`${at}.pool`, "a name of its own", pool);
    if (!Number.isInteger(size) || size < 1 || size > SIZE_MAX)
      throw new ScenarioError(`${at}.size`, `a whole number from 1 to ${SIZE_MAX}`, size);
    if (way.kind === "balancer") return checkReaderBalancerOptions(way.options, `${at}.way.options`);
    if (!(way.cacheMs > 0 && way.cacheMs < Infinity))
      throw new ScenarioError(`${at}.way.cacheMs`, "more than 0 ms", way.cacheMs);
    if (way.maxAgeMs !== undefined && !(way.maxAgeMs > 0 && way.maxAgeMs < Infinity))
      throw new ScenarioError(`${at}.way.maxAgeMs`, "more than 0 ms", way.maxAgeMs);
    if (!Number.isInteger(way.retireMax) || way.retireMax < 1)
      throw new ScenarioError(`${at}.way.retireMax`, "a whole number from 1 on", way.retireMax);
  });
  steps.forEach((step, index) => {
    if (!(step.atMs >= 0 && step.atMs < Infinity))
      throw new ScenarioError(`steps[${index}].atMs`, "a time from 0 ms on", step.atMs);
    if (step.kind !== "failover" && step.instance === "")
      throw new ScenarioError(`steps[${index}].instance`, "a name", step.instance);
    if (step.kind === "instance-fails" && !(step.forMs > 0 && step.forMs < Infinity))
      throw new ScenarioError(`steps[${index}].forMs`, "more than 0 ms", step.forMs);
  });
  if (!(untilMs >= 0 && untilMs <= UNTIL_MS_MAX))
    throw new ScenarioError("untilMs", `a time from 0 to ${UNTIL_MS_MAX} ms`, untilMs);
  if (countEveryMs !== undefined && !(countEveryMs > 0 && countEveryMs < Infinity))
    throw new ScenarioError("countEveryMs", "more than 0 ms", countEveryMs);
  for (const [name, value] of Object.entries({ ...READER_POOL_MODEL, ...model })) {
    if (!(value > 0 && value < Infinity)) throw new ScenarioError(`model.${name}`, "more than 0 ms", value);
  }
}
