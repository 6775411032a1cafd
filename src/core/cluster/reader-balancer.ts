/**
 * Reader balancer: which reader a client's next connection goes to, which connections it gives back, and when it asks for
 * the topology again.
 *
 * A name gives one address, and everybody who asks within its TTL is given the same one. A balancer asks an instance who the
 * members are, connects to instances by their own names, and counts. Each reader has a weight, 1 unless said otherwise. The
 * next connection goes where the fewest are per weight. With db-4 of weight 2:
 *
 *             weight   connections   per weight
 *   db-2           1             3          3
 *   db-3           1             2          2
 *   db-4           2             3          1.5   <- the next one
 *
 * A connection counts from the moment it is chosen. Otherwise the twenty that are opened at once after a failure would all
 * see the same reader as the emptiest.
 *
 * What is open stays where it is, so a reader that has just joined gets nothing from connections that never end. Hence an age
 * limit: what is older is closed, and opened anew where the fewest are. A few at a time: all sixty connections of a pool were
 * opened together, and would end together.
 *
 * What the client cannot know, it does not guess. An instance that failed is passed over until somebody who was asked after
 * the failure shows it as available. An answer that was asked for earlier than the one already known says nothing new.
 *
 * Simplified: a topology says of each instance whether it is available; the service gives the time of its last update, and
 * the client draws its own conclusion. A connection is closed although somebody may be using it; a real pool waits until it
 * is given back.
 */
import { AURORA_LIMITS } from "../aurora/limits.ts";
import { frozen } from "../kernel/frozen.ts";
import { ScenarioError, type Labelled, type Millis } from "../kernel/index.ts";
import type { InstanceId, Role } from "./vocabulary.ts";

/** A connection of one pool: 1, 2, 3 and so on, in the order in which they were chosen. */
export type ConnectionId = Labelled<number, "ConnectionId">;

/** How one balancer works. It does not change while the balancer lives. */
export interface ReaderBalancerOptions {
  /** How many connections an instance gets for each one of an instance of weight 1: whole numbers from 0 to 100. With 0 it gets none. An instance that is not named has weight 1. */
  readonly weights: Readonly<Record<InstanceId, number>>;
  /** A connection that has been open for so long is to be retired. More than 0. */
  readonly maxAgeMs: Millis;
  /** Most connections that are retired at a time: a whole number from 1 on. */
  readonly retireMax: number;
  /** From one question for the topology to the next. More than 0. The AWS wrappers' `clusterTopologyRefreshRateMs`. */
  readonly topologyRefreshMs: Millis;
  /** The same soon after a failure. More than 0, at most `topologyRefreshMs`. `clusterTopologyHighRefreshRateMs`. */
  readonly highTopologyRefreshMs: Millis;
  /** For so long after a failure the topology is asked for at the higher rate. From 0 on. */
  readonly highRefreshForMs: Millis;
}

/** An instance as a topology shows it. Aurora User Guide, aurora_replica_status. */
export interface TopologyMember {
  readonly instance: InstanceId;
  readonly role: Role;
  readonly isAvailable: boolean;
}

/** What one instance of the cluster says about all of them. */
export interface Topology {
  /** When it was asked for. The answer comes later. */
  readonly askedAtMs: Millis;
  /** Each instance once, in any order; at most one of them is the writer. */
  readonly members: readonly TopologyMember[];
}

/**
 * The seam: what the exercise `reader-balancer` asks for. Times never go back from one call to the next.
 *
 * An instance _can take_ a connection when the topology shows it as available, its weight is above 0, and no connection to it
 * has failed at or after the time at which that topology was asked for.
 */
export interface ReaderBalancer {
  /** A topology has come. It replaces the one that is known, unless that one was asked for at the same time or later. */
  topology(topology: Topology, nowMs: Millis): void;
  /**
   * Whom this new connection is opened to; from now on it counts there. Of the readers that can take it, the one with the
   * fewest connections per weight. Where several have equally few, the one at place `Math.floor(luck * count)` among them,
   * counted from 0 in the topology's order. With no such reader, the writer if it can take it. Else nobody, and the
   * connection is forgotten.
   *
   * @param luck from 0 up to, but not including, 1
   */
  choose(connection: ConnectionId, luck: number, nowMs: Millis): InstanceId | undefined;
  /** A connection that was chosen is open. Its age begins. */
  opened(connection: ConnectionId, nowMs: Millis): void;
  /** An open connection was closed, by whomever. It counts no more. */
  closed(connection: ConnectionId, nowMs: Millis): void;
  /** A connection could not be opened, or it broke. It counts no more, and its instance has failed now. */
  failed(connection: ConnectionId, nowMs: Millis): void;
  /**
   * Which open connections are to be retired now, at most `retireMax`; they are closed right after. None, while no instance
   * can take a new one. First those that are _out of place_: their instance is not available in the topology, or not in it
   * at all, or it is the writer while a reader can take connections. Then those that have been open for `maxAgeMs` or more.
   * Of either kind those that were opened first; of those, the lower number. The order of the answer does not matter.
   */
  due(nowMs: Millis): readonly ConnectionId[];
  /**
   * When the topology is to be asked for again: so long after the known one was asked for as `topologyRefreshMs` says, or
   * `highTopologyRefreshMs` if something failed less than `highRefreshForMs` ago. At once while none is known. A time at or
   * before `nowMs` means at once.
   */
  nextRefreshMs(nowMs: Millis): Millis;
}

/** Makes the balancer of one pool. It knows no topology yet. */
export type CreateReaderBalancer = (options: ReaderBalancerOptions) => ReaderBalancer;

/** What the AWS wrappers do unless told otherwise, as far as they have it; age and number are model figures. */
export const READER_BALANCER_DEFAULTS: ReaderBalancerOptions = frozen({
  weights: {},
  maxAgeMs: 60_000,
  retireMax: 2,
  topologyRefreshMs: AURORA_LIMITS.topologyRefresh.value * 1_000,
  highTopologyRefreshMs: AURORA_LIMITS.highTopologyRefresh.value,
  highRefreshForMs: AURORA_LIMITS.highTopologyRefreshFor.value * 1_000,
});

/** Of an instance that nobody gave a weight. */
const DEFAULT_WEIGHT = 1;
const WEIGHT_MAX = 100;

/** The reference implementation. */
export const createReaderBalancer: CreateReaderBalancer = (options) => new WeightedLeastConnections(options);

interface Connection {
  readonly connection: ConnectionId;
  readonly instance: InstanceId;
  /** Nothing while it is being opened. */
  openedAtMs: Millis | undefined;
}

class WeightedLeastConnections implements ReaderBalancer {
  readonly #options: ReaderBalancerOptions;
  readonly #connections = new Map<ConnectionId, Connection>();
  /** When each instance failed last. Never forgotten: a later topology makes it void. */
  readonly #failedAtMs = new Map<InstanceId, Millis>();
  #lastFailureMs: Millis = -Infinity;
  #known: Topology | undefined;

  constructor(options: ReaderBalancerOptions) {
    this.#options = options;
  }

  topology(topology: Topology): void {
    if (this.#known === undefined || topology.askedAtMs > this.#known.askedAtMs) this.#known = topology;
  }

  choose(connection: ConnectionId, luck: number): InstanceId | undefined {
    const targets = this.#targets();
    if (targets.length === 0) return undefined;
    const loads = targets.map(({ instance }) => this.#countOn(instance) / this.#weightOf(instance));
    const least = Math.min(...loads);
    const equals = targets.filter((_, index) => loads[index] === least);
    const { instance } = equals[Math.floor(luck * equals.length)] as TopologyMember;
    this.#connections.set(connection, { connection, instance, openedAtMs: undefined });
    return instance;
  }

  opened(connection: ConnectionId, nowMs: Millis): void {
    const found = this.#connections.get(connection);
    if (found !== undefined) found.openedAtMs = nowMs;
  }

  closed(connection: ConnectionId): void {
    this.#connections.delete(connection);
  }

  failed(connection: ConnectionId, nowMs: Millis): void {
    const found = this.#connections.get(connection);
    if (found === undefined) return;
    this.#connections.delete(connection);
    this.#failedAtMs.set(found.instance, nowMs);
    this.#lastFailureMs = nowMs;
  }

  due(nowMs: Millis): readonly ConnectionId[] {
    const targets = this.#targets();
    // Whoever closes a connection now could open no other.
    if (targets.length === 0) return [];
    const hasReader = targets.some(({ role }) => role === "reader");
    const isOutOfPlace = ({ instance }: Connection) => {
      const member = this.#known?.members.find((each) => each.instance === instance);
      return member === undefined || !member.isAvailable || (member.role === "writer" && hasReader);
    };
    const open = [...this.#connections.values()]
      .filter(({ openedAtMs }) => openedAtMs !== undefined)
      .sort((a, b) => (a.openedAtMs ?? 0) - (b.openedAtMs ?? 0) || a.connection - b.connection);
    const old = (each: Connection) => nowMs - (each.openedAtMs ?? nowMs) >= this.#options.maxAgeMs;
    return [...open.filter(isOutOfPlace), ...open.filter((each) => !isOutOfPlace(each) && old(each))]
      .slice(0, this.#options.retireMax)
      .map(({ connection }) => connection);
  }

  nextRefreshMs(nowMs: Millis): Millis {
    if (this.#known === undefined) return nowMs;
    const { topologyRefreshMs, highTopologyRefreshMs, highRefreshForMs } = this.#options;
    const isSoonAfter = nowMs - this.#lastFailureMs < highRefreshForMs;
    return Math.max(nowMs, this.#known.askedAtMs + (isSoonAfter ? highTopologyRefreshMs : topologyRefreshMs));
  }

  /** Who may be chosen: readers, or the writer where no reader can take a connection. */
  #targets(): readonly TopologyMember[] {
    const able = this.#known?.members.filter((member) => this.#canTake(member)) ?? [];
    const readers = able.filter(({ role }) => role === "reader");
    return readers.length > 0 ? readers : able;
  }

  #canTake({ instance, isAvailable }: TopologyMember): boolean {
    const failedAtMs = this.#failedAtMs.get(instance) ?? -Infinity;
    return isAvailable && this.#weightOf(instance) > 0 && failedAtMs < (this.#known?.askedAtMs ?? -Infinity);
  }

  #weightOf(instance: InstanceId): number {
    return weightOf(this.#options, instance);
  }

  #countOn(instance: InstanceId): number {
    let count = 0;
    for (const connection of this.#connections.values()) if (connection.instance === instance) count++;
    return count;
  }
}

/** The weight of an instance, named or not. */
export function weightOf({ weights }: Pick<ReaderBalancerOptions, "weights">, instance: InstanceId): number {
  return Object.hasOwn(weights, instance) ? (weights[instance] ?? DEFAULT_WEIGHT) : DEFAULT_WEIGHT;
}

/** Throws `ScenarioError`, naming the field, for options that make no sense. */
export function checkReaderBalancerOptions(options: ReaderBalancerOptions, field = "options"): void {
  const { weights, maxAgeMs, retireMax, topologyRefreshMs, highTopologyRefreshMs, highRefreshForMs } = options;
  const at = (name: string) => `${field}.${name}`;
  for (const [instance, weight] of Object.entries(weights)) {
    if (!Number.isInteger(weight) || weight < 0 || weight > WEIGHT_MAX)
      throw new ScenarioError(at(`weights.${instance}`), `a whole number from 0 to ${WEIGHT_MAX}`, weight);
  }
  if (!(maxAgeMs > 0 && maxAgeMs < Infinity)) throw new ScenarioError(at("maxAgeMs"), "more than 0 ms", maxAgeMs);
  if (!Number.isInteger(retireMax) || retireMax < 1)
    throw new ScenarioError(at("retireMax"), "a whole number from 1 on", retireMax);
  if (!(topologyRefreshMs > 0 && topologyRefreshMs < Infinity))
    throw new ScenarioError(at("topologyRefreshMs"), "more than 0 ms", topologyRefreshMs);
  if (!(highTopologyRefreshMs > 0 && highTopologyRefreshMs <= topologyRefreshMs))
    throw new ScenarioError(
      at("highTopologyRefreshMs"),
      "more than 0 ms, and no more than topologyRefreshMs",
      highTopologyRefreshMs,
    );
  if (!(highRefreshForMs >= 0 && highRefreshForMs < Infinity))
    throw new ScenarioError(at("highRefreshForMs"), "0 ms or more", highRefreshForMs);
}
