/**
 * A partition under load and faults: one replication group, and sessions whose requests come through request routers. A
 * router looks for the leader: it asks whom it takes for it, and goes on to the next replica when it is refused.
 *
 * An operation that is refused has not happened, and is tried again, after a little more time each time. One whose answer
 * does not come may have: a read is asked again, a write is not, and its session hears that the outcome is unknown.
 */
import {
  Network,
  ScenarioError,
  Simulation,
  checkFaults,
  type Fault,
  type Millis,
  type Timed,
  type ZoneId,
} from "../kernel/index.ts";
import { frozen } from "../kernel/frozen.ts";
import { REPLICA_LATENCY } from "./latencies.ts";
import { checkLeaseFigures, createLeaderLease, type CreateLeaderLease, type ReplicaId } from "./leader-lease.ts";
import { DYNAMODB_LIMITS } from "./limits.ts";
import { Replica, type GroupHost, type ReplicaClock, type ReplicationModel, type Version } from "./replication-group.ts"; // prettier-ignore
import type { Refusal, ReplicatedReadMode, ReplicationEvent, ReplicationTrace } from "./replication-trace.ts";

/** What a session asks for. The number of an operation is its place in the list, from 0. */
export interface ReplicationStep {
  readonly atMs: Millis;
  /** One of `REPLICATION_SESSIONS`. */
  readonly session: string;
  readonly what: "write" | ReplicatedReadMode;
  readonly key: string;
}

/** A run as data: the same scenario gives the same trace. */
export interface ReplicationScenario {
  readonly seed: number;
  /** In the order of time. */
  readonly operations: readonly ReplicationStep[];
  /** A replica gives its leadership up, if it has it. */
  readonly relinquish: readonly { readonly atMs: Millis; readonly replica: ReplicaId }[];
  /** Clocks that are not right: at most half a margin in the length of a lease. */
  readonly clocks?: readonly (ReplicaClock & { readonly replica: ReplicaId })[];
  readonly faults: readonly Fault[];
  /** At most 120 s. */
  readonly untilMs: Millis;
}

/** The replicas of the group: one in each zone. The first leads at first. */
export const REPLICAS = frozen([
  { replica: "R1", zone: "az-1" },
  { replica: "R2", zone: "az-2" },
  { replica: "R3", zone: "az-3" },
] as const) satisfies readonly { readonly replica: ReplicaId; readonly zone: ZoneId }[];

/** Sessions, and the zone in which the router of each stands. */
export const REPLICATION_SESSIONS = frozen([
  { session: "app-1", zone: "az-1" },
  { session: "app-2", zone: "az-2" },
  { session: "app-3", zone: "az-3" },
] as const) satisfies readonly { readonly session: string; readonly zone: ZoneId }[];

/** The paper gives no times but "a couple of seconds" for the wait; the quorum is its own. */
export const REPLICATION_MODEL: ReplicationModel = frozen({
  leaseMs: 2_000,
  marginMs: 20,
  heartbeatMs: 500,
  suspectAfterMs: 1_000,
  answerMs: 20,
  writeQuorum: DYNAMODB_LIMITS.replicaWriteQuorum.value,
});

const ATTEMPT_MS: Millis = 60;
/** Before it tries again for the first time; then twice as long each time, up to the longest. */
const RETRY_MS: Millis = 25;
const RETRY_MS_MAX: Millis = 200;
const PATIENCE_MS: Millis = 10_000;
const UNTIL_MS_MAX: Millis = 120_000;

/**
 * Runs a scenario to its end. Throws `ScenarioError`, naming the field, for one that makes no sense. What a learner's
 * mechanism throws passes through; what happened before it is then in `into`.
 */
export function runReplication(
  scenario: ReplicationScenario,
  create: CreateLeaderLease = createLeaderLease,
  into?: Timed<ReplicationEvent>[],
  model: ReplicationModel = REPLICATION_MODEL,
): ReplicationTrace {
  checkReplicationScenario(scenario, model);
  const simulation = new Simulation<ReplicationEvent>({ seed: scenario.seed, trace: into });
  const network = new Network(simulation, REPLICA_LATENCY);
  for (const { replica, zone } of REPLICAS) network.addNode(replica, zone);
  for (const { session, zone } of REPLICATION_SESSIONS) network.addNode(session, zone);
  simulation.record({
    kind: "replication-opened",
    replicas: REPLICAS,
    leaseMs: model.leaseMs,
    marginMs: model.marginMs,
  });
  const clocks = new Map((scenario.clocks ?? []).map(({ replica, ...clock }) => [replica, clock]));
  const host: GroupHost = { simulation, network, createLease: create, model, clocks };
  const ids = REPLICAS.map(({ replica }) => replica);
  const replicas = new Map(ids.map((id) => [id as ReplicaId, new Replica(host, id, ids)]));
  Replica.connect(replicas, network);
  network.scheduleFaults(scenario.faults, (fault, began) => {
    simulation.record({ kind: began ? "fault-began" : "fault-ended", fault });
    for (const { replica, zone } of REPLICAS) {
      const isMeant = (fault.kind === "node-down" && fault.node === replica) || (fault.kind === "zone-down" && fault.zone === zone); // prettier-ignore
      if (!isMeant) continue;
      if (began) replicas.get(replica)?.stop();
      else if (network.isUp(replica)) replicas.get(replica)?.start();
    }
  });
  for (const replica of replicas.values()) replica.open();
  for (const { atMs, replica } of scenario.relinquish) simulation.at(atMs, () => replicas.get(replica)?.relinquish());
  const routers = new Map(
    REPLICATION_SESSIONS.map(({ session, zone }) => [session as string, new Router(host, session, zone, replicas)]),
  );
  scenario.operations.forEach((step, operation) => {
    simulation.at(step.atMs, () => {
      // Where all is dark nobody asks.
      if (network.isUp(step.session)) routers.get(step.session)?.ask(operation, step);
    });
  });
  simulation.runUntil(scenario.untilMs);
  return simulation.trace;
}

interface Asked {
  readonly operation: number;
  readonly step: ReplicationStep;
  readonly fromMs: Millis;
  /** The attempt that counts; answers of others come too late. */
  attempt: number;
  /** The last that reached a replica: a connection delivers each once. */
  arrivedAttempt: number;
  refusalCount: number;
  isOver: boolean;
}

/** A request router, and the session behind it. */
class Router {
  readonly #host: GroupHost;
  readonly #session: string;
  readonly #replicas: ReadonlyMap<ReplicaId, Replica>;
  /** In the order in which it tries them for an eventually consistent read: its own zone's first. */
  readonly #nearest: readonly ReplicaId[];
  #leader: ReplicaId = REPLICAS[0].replica;

  constructor(host: GroupHost, session: string, zone: ZoneId, replicas: ReadonlyMap<ReplicaId, Replica>) {
    this.#host = host;
    this.#session = session;
    this.#replicas = replicas;
    const own = REPLICAS.filter((member) => member.zone === zone);
    this.#nearest = [...own, ...REPLICAS.filter((member) => member.zone !== zone)].map(({ replica }) => replica);
  }

  ask(operation: number, step: ReplicationStep): void {
    const { simulation } = this.#host;
    simulation.record({ kind: "operation-asked", operation, session: this.#session, what: step.what, key: step.key });
    this.#try({
      operation,
      step,
      fromMs: simulation.nowMs,
      attempt: 0,
      arrivedAttempt: 0,
      refusalCount: 0,
      isOver: false,
    });
  }

  #try(asked: Asked): void {
    const { simulation, network } = this.#host;
    if (asked.isOver) return;
    if (simulation.nowMs - asked.fromMs > PATIENCE_MS) return this.#end(asked, "unknown");
    const attempt = ++asked.attempt;
    const isEventual = asked.step.what === "eventual";
    const target = isEventual ? (this.#nearest[(attempt - 1) % this.#nearest.length] as ReplicaId) : this.#leader;
    network.send(this.#session, target, () => this.#arrive(asked, attempt, target));
    simulation.after(ATTEMPT_MS, () => {
      if (asked.isOver || asked.attempt !== attempt) return;
      if (!isEventual && target === this.#leader) this.#next(target);
      // The write may be on its way: nobody knows.
      if (asked.step.what === "write") return this.#end(asked, "unknown");
      this.#try(asked);
    });
  }

  /** At the replica. */
  #arrive(asked: Asked, attempt: number, target: ReplicaId): void {
    if (attempt <= asked.arrivedAttempt) return;
    asked.arrivedAttempt = attempt;
    const { network } = this.#host;
    const replica = this.#replicas.get(target) as Replica;
    const { operation, step } = asked;
    const reply = (back: () => void) => network.send(target, this.#session, back);
    const refuse = (why: Refusal) => {
      this.#host.simulation.record({ kind: "refused", operation, by: target, why });
      const hint = replica.leader;
      reply(() => this.#refused(asked, attempt, target, hint));
    };
    if (step.what === "write") {
      const done = () => reply(() => this.#answered(asked, "done", undefined));
      const refusal = replica.write({ operation, key: step.key, change: () => operation, done });
      if (refusal !== undefined) refuse(refusal);
      return;
    }
    const result = replica.read(step.key, step.what);
    if (typeof result === "string") return refuse(result);
    const saw = result.version?.operation;
    this.#host.simulation.record({
      kind: "read-served",
      operation,
      by: target,
      mode: step.what,
      ...(result.ballot !== undefined && { ballot: result.ballot }),
      sawOperation: saw,
    });
    reply(() => this.#answered(asked, "done", result.version));
  }

  #refused(asked: Asked, attempt: number, target: ReplicaId, hint: ReplicaId | undefined): void {
    if (asked.isOver || asked.attempt !== attempt) return;
    // Refused is not done: also a write may be tried again.
    asked.attempt++;
    if (hint !== undefined && hint !== target) this.#leader = hint;
    else this.#next(target);
    const delayMs = Math.min(RETRY_MS_MAX, RETRY_MS * 2 ** asked.refusalCount++);
    this.#host.simulation.after(delayMs, () => this.#try(asked));
  }

  #next(target: ReplicaId): void {
    const place = REPLICAS.findIndex(({ replica }) => replica === target);
    this.#leader = (REPLICAS[(place + 1) % REPLICAS.length] as (typeof REPLICAS)[number]).replica;
  }

  #answered(asked: Asked, outcome: "done", version: Version | undefined): void {
    if (asked.isOver) return;
    this.#end(asked, outcome, version?.operation);
  }

  #end(asked: Asked, outcome: "done" | "unknown", sawOperation?: number): void {
    asked.isOver = true;
    const { operation } = asked;
    this.#host.simulation.record({ kind: "operation-answered", operation, outcome, ...(sawOperation !== undefined && { sawOperation }) }); // prettier-ignore
  }
}

/** Throws `ScenarioError`, naming the field, for a scenario that makes no sense. */
export function checkReplicationScenario(
  scenario: ReplicationScenario,
  model: ReplicationModel = REPLICATION_MODEL,
): void {
  const { operations, relinquish, faults, untilMs, clocks = [] } = scenario;
  checkLeaseFigures(model, "model");
  if (!(untilMs > 0 && untilMs <= UNTIL_MS_MAX))
    throw new ScenarioError("untilMs", `a time above 0 ms, and at most ${UNTIL_MS_MAX} ms`, untilMs);
  let beforeMs: Millis = 0;
  operations.forEach(({ atMs, session }, index) => {
    const at = (name: string) => `operations[${index}].${name}`;
    if (!(atMs >= beforeMs && atMs < Infinity))
      throw new ScenarioError(at("atMs"), `a time from ${beforeMs} ms on`, atMs);
    beforeMs = atMs;
    const sessions = REPLICATION_SESSIONS.map((known): string => known.session);
    if (!sessions.includes(session)) throw new ScenarioError(at("session"), `one of ${sessions.join(", ")}`, session);
  });
  const ids = REPLICAS.map(({ replica }): string => replica);
  relinquish.forEach(({ atMs, replica }, index) => {
    if (!(atMs >= 0 && atMs < Infinity))
      throw new ScenarioError(`relinquish[${index}].atMs`, "a time from 0 ms on", atMs);
    if (!ids.includes(replica))
      throw new ScenarioError(`relinquish[${index}].replica`, `one of ${ids.join(", ")}`, replica);
  });
  // Two clocks may go wrong in opposite directions.
  const rateOff = (500 * model.marginMs) / model.leaseMs;
  clocks.forEach(({ replica, aheadMs, ratePerMille }, index) => {
    const at = (name: string) => `clocks[${index}].${name}`;
    if (!ids.includes(replica)) throw new ScenarioError(at("replica"), `one of ${ids.join(", ")}`, replica);
    if (!(aheadMs >= 0 && aheadMs < Infinity)) throw new ScenarioError(at("aheadMs"), "0 ms or more", aheadMs);
    if (!(Math.abs(ratePerMille - 1_000) < rateOff))
      throw new ScenarioError(at("ratePerMille"), `less than ${rateOff} from 1,000`, ratePerMille);
  });
  checkFaults(faults, {
    zones: ["az-1", "az-2", "az-3"],
    nodes: [...ids, ...REPLICATION_SESSIONS.map(({ session }) => session)],
  });
}
