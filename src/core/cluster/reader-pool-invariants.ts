/**
 * What must hold of every pool with a balancer, in a system and of the balancer alone. Each invariant looks at a trace and
 * tells the first event that breaks it. What a pool can know is taken from its events, never from its balancer.
 */
import { frozen } from "../kernel/frozen.ts";
import type { Millis, Timed } from "../kernel/index.ts";
import { weightOf, type ConnectionId, type ReaderBalancerOptions, type Topology, type TopologyMember } from "./reader-balancer.ts"; // prettier-ignore
import type { ReaderPoolEvent, ReaderPoolTrace } from "./reader-pool-trace.ts";
import type { InstanceId } from "./vocabulary.ts";

/** What is wrong with a run, and where; nothing when it is right. */
export type ReaderPoolInvariant = (
  trace: ReaderPoolTrace,
) => { readonly invariant: string; readonly eventIndex: number; readonly what: string } | undefined;

interface Held {
  readonly instance: InstanceId;
  openedAtMs: Millis | undefined;
}

/** What one pool has been told so far. */
class PoolView {
  readonly size: number;
  readonly options: ReaderBalancerOptions;
  readonly connections = new Map<ConnectionId, Held>();
  readonly failedAtMs = new Map<InstanceId, Millis>();
  lastFailureMs: Millis = -Infinity;
  known: Topology | undefined;

  constructor(size: number, options: ReaderBalancerOptions) {
    this.size = size;
    this.options = options;
  }

  hear(event: Timed<ReaderPoolEvent>): void {
    switch (event.kind) {
      case "topology-known":
        if (this.known === undefined || event.askedAtMs > this.known.askedAtMs) this.known = event;
        break;
      case "connection-chosen":
        if (event.instance !== undefined)
          this.connections.set(event.connection, { instance: event.instance, openedAtMs: undefined });
        break;
      case "connection-opened":
        this.connections.set(event.connection, { instance: event.instance, openedAtMs: event.atMs });
        break;
      case "connection-closed":
        this.connections.delete(event.connection);
        break;
      case "connection-failed":
        this.connections.delete(event.connection);
        this.failedAtMs.set(event.instance, event.atMs);
        this.lastFailureMs = event.atMs;
        break;
      default:
    }
  }

  /** Where a new connection may go. */
  targets(): readonly TopologyMember[] {
    const { askedAtMs = -Infinity, members = [] } = this.known ?? {};
    const able = members.filter(
      ({ instance, isAvailable }) =>
        isAvailable && weightOf(this.options, instance) > 0 && (this.failedAtMs.get(instance) ?? -Infinity) < askedAtMs,
    );
    const readers = able.filter(({ role }) => role === "reader");
    return readers.length > 0 ? readers : able;
  }

  isOutOfPlace({ instance }: Held, targets = this.targets()): boolean {
    const member = this.known?.members.find((each) => each.instance === instance);
    if (member === undefined || !member.isAvailable) return true;
    return member.role === "writer" && targets.some(({ role }) => role === "reader");
  }

  /** Open connections per weight; with those that are being opened where it is said. */
  load(instance: InstanceId): { readonly count: number; readonly perWeight: number } {
    let count = 0;
    for (const held of this.connections.values()) if (held.instance === instance) count++;
    return { count, perWeight: count / weightOf(this.options, instance) };
  }

  isFull(): boolean {
    return (
      this.connections.size === this.size &&
      [...this.connections.values()].every(({ openedAtMs }) => openedAtMs !== undefined)
    );
  }
}

type Opened = Extract<ReaderPoolEvent, { kind: "reader-pools-opened" }>;

/** Goes through the events of each pool with a balancer until one is wrong; `wrongWith` sees the pool as it was before. */
function eachEvent(
  invariant: string,
  wrongWith: (view: PoolView, event: Timed<ReaderPoolEvent>, opened: Opened) => string | undefined,
): ReaderPoolInvariant {
  return (trace) => {
    const [opened] = trace;
    if (opened?.kind !== "reader-pools-opened") throw new TypeError("a run begins with reader-pools-opened");
    const views = viewsOf(opened);
    for (const [eventIndex, event] of trace.entries()) {
      // What happens to the cluster is an event of every pool's, as time goes on.
      const told = "pool" in event ? [views.get(event.pool)] : [...views.values()];
      for (const view of told) {
        if (view === undefined) continue;
        const what = wrongWith(view, event, opened);
        if (what !== undefined) return { invariant, eventIndex, what };
        view.hear(event);
      }
    }
    return undefined;
  };
}

function viewsOf({ pools }: Opened): ReadonlyMap<string, PoolView> {
  return new Map(
    pools.flatMap(({ pool, size, way }) =>
      way.kind === "balancer" ? [[pool, new PoolView(size, way.options)] as const] : [],
    ),
  );
}

const seconds = (ms: Millis) => `${Math.round(ms / 10) / 100} s`;
const plural = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;

/** Readers are for reading, and what cannot take a connection gets none. */
export const choosesWhoCanTake: ReaderPoolInvariant = eachEvent(
  "a new connection goes to a reader that can take it, and to the writer only while no reader can",
  (view, event) => {
    if (event.kind !== "connection-chosen") return undefined;
    const targets = view.targets();
    const { instance } = event;
    if (instance === undefined)
      return targets.length === 0
        ? undefined
        : `nobody was chosen, and ${targets.map((each) => each.instance).join(", ")} could take it`;
    if (targets.some((each) => each.instance === instance)) return undefined;
    const member = view.known?.members.find((each) => each.instance === instance);
    if (member === undefined) return `${instance} was chosen, which is not in the topology`;
    if (!member.isAvailable) return `${instance} was chosen, which is not available`;
    if (weightOf(view.options, instance) === 0) return `${instance} was chosen, whose weight is 0`;
    const failedAtMs = view.failedAtMs.get(instance);
    const askedAtMs = view.known?.askedAtMs ?? 0;
    if (failedAtMs !== undefined && failedAtMs >= askedAtMs)
      return `${instance} was chosen, which failed at ${seconds(failedAtMs)}; the topology is from ${seconds(askedAtMs)}`;
    return `the writer ${instance} was chosen, while a reader could take it`;
  },
);

/** No herd: what is chosen counts before it is open. */
export const spreadsByWeight: ReaderPoolInvariant = eachEvent(
  "a new connection goes where the fewest are per weight, those included that are being opened",
  (view, event) => {
    if (event.kind !== "connection-chosen" || event.instance === undefined) return undefined;
    const mine = view.load(event.instance);
    const better = view.targets().find(({ instance }) => view.load(instance).perWeight < mine.perWeight);
    if (better === undefined) return undefined;
    const { count } = view.load(better.instance);
    return `${event.instance} was chosen with ${plural(mine.count, "connection")}, and ${better.instance} had ${count}`;
  },
);

/** Sixty connections that were opened together do not end together. */
export const retiresAFewAtATime: ReaderPoolInvariant = eachEvent(
  "no more connections are retired at a time than the limit says",
  (view, event) =>
    event.kind === "connections-due" && event.connections.length > view.options.retireMax
      ? `${event.connections.length} were retired at once, and the limit is ${view.options.retireMax}`
      : undefined,
);

/** A connection that works is not closed without need, nor before those that are in greater need. */
export const retiresForAReason: ReaderPoolInvariant = eachEvent(
  "what is retired is out of place, or past its age once nothing is out of place",
  (view, event) => {
    if (event.kind !== "connections-due" || event.connections.length === 0) return undefined;
    const targets = view.targets();
    if (targets.length === 0) return "a connection was retired, and nobody could take a new one";
    const open = [...view.connections].filter(([, { openedAtMs }]) => openedAtMs !== undefined);
    const outOfPlace = open.filter(([, held]) => view.isOutOfPlace(held, targets)).map(([connection]) => connection);
    const left = outOfPlace.find((connection) => !event.connections.includes(connection));
    for (const connection of event.connections) {
      if (outOfPlace.includes(connection)) continue;
      const held = view.connections.get(connection);
      if (held?.openedAtMs === undefined) return `connection ${connection} was retired, which is not open`;
      const ageMs = event.atMs - held.openedAtMs;
      if (ageMs < view.options.maxAgeMs)
        return `connection ${connection} to ${held.instance} was retired after ${seconds(ageMs)}; the age limit is ${seconds(view.options.maxAgeMs)}`;
      if (left !== undefined)
        return `connection ${connection} was retired for its age, and connection ${left}, which is out of place, was left`;
    }
    return undefined;
  },
);

/** Whatever is due goes within the sweeps that the limit makes necessary. Of a balancer alone nobody knows how often it is asked. */
export const retiresInTime: ReaderPoolInvariant = (trace) => {
  const invariant = "what is out of place or past its age is retired within the sweeps that it takes";
  const dueSince = new Map<PoolView, Map<ConnectionId, Millis>>();
  const found = eachEvent(invariant, (view, event, { sweepMs }) => {
    if (sweepMs === undefined) return undefined;
    const since = dueSince.get(view) ?? new Map<ConnectionId, Millis>();
    dueSince.set(view, since);
    const targets = view.targets();
    const sweepCount = 2 + Math.ceil((2 * view.size) / view.options.retireMax);
    for (const connection of since.keys()) if (!view.connections.has(connection)) since.delete(connection);
    for (const [connection, held] of view.connections) {
      const { openedAtMs } = held;
      const isDue =
        openedAtMs !== undefined &&
        targets.length > 0 &&
        (view.isOutOfPlace(held, targets) || event.atMs - openedAtMs >= view.options.maxAgeMs);
      if (!isDue) since.delete(connection);
      else if (!since.has(connection)) since.set(connection, event.atMs);
      const waitedMs = event.atMs - (since.get(connection) ?? event.atMs);
      if (waitedMs > sweepCount * sweepMs)
        return `connection ${connection} to ${held.instance} was due for ${seconds(waitedMs)}`;
    }
    return undefined;
  });
  return found(trace);
};

/** Neither deaf nor a burden. */
export const asksAtItsPace: ReaderPoolInvariant = (trace) => {
  const invariant = "the topology is asked for at its pace: often for a while after a failure, else seldom";
  const askedAtMs = new Map<PoolView, Millis>();
  return eachEvent(invariant, (view, event, { askMs }) => {
    if (event.kind === "refresh-due") {
      const dueMs = Math.max(event.atMs, dueOf(view, event.atMs));
      return event.dueMs === dueMs
        ? undefined
        : `the topology was wanted at ${seconds(event.dueMs)}, and is due at ${seconds(dueMs)}`;
    }
    if (askMs === undefined) return undefined;
    const before = askedAtMs.get(view);
    const dueMs = dueOf(view, event.atMs);
    // A question may be under way, or have found nobody: each instance takes its turn.
    const slackMs = view.options.highTopologyRefreshMs + askMs;
    const lostMs = slackMs * (2 + (view.known?.members.length ?? 0));
    // A failure makes due what was not before.
    const sinceMs = Math.max(dueMs, before ?? 0, view.lastFailureMs);
    if (event.atMs > sinceMs + lostMs)
      return `the topology was due at ${seconds(dueMs)}, and had not been asked for by ${seconds(event.atMs)}`;
    if (event.kind !== "topology-asked") return undefined;
    askedAtMs.set(view, event.atMs);
    return event.atMs < dueMs
      ? `the topology was asked for at ${seconds(event.atMs)}, and was due at ${seconds(dueMs)}`
      : undefined;
  })(trace);
};

/** When a pool's topology is due, as its failures and its last answer say. */
function dueOf({ known, lastFailureMs, options }: PoolView, nowMs: Millis): Millis {
  if (known === undefined) return 0;
  const isSoonAfter = nowMs - lastFailureMs < options.highRefreshForMs;
  const everyMs = isSoonAfter ? options.highTopologyRefreshMs : options.topologyRefreshMs;
  return known.askedAtMs + everyMs;
}

/** One age limit and one refresh after the last change every pool is even. */
export const settlesEvenly: ReaderPoolInvariant = (trace) => {
  let changedAtMs: Millis = 0;
  return eachEvent("some time after the last change no reader has more than its share", (view, event, { sweepMs }) => {
    if (sweepMs === undefined) return undefined;
    const isOfCluster = !("pool" in event) && event.kind !== "names-changed";
    if (isOfCluster || event.kind === "connection-failed") changedAtMs = event.atMs;
    const { maxAgeMs, topologyRefreshMs, retireMax } = view.options;
    const settledMs = topologyRefreshMs + maxAgeMs + (3 + Math.ceil((2 * view.size) / retireMax)) * sweepMs;
    if (event.atMs - changedAtMs < settledMs || !view.isFull()) return undefined;
    const targets = view.targets().map(({ instance }) => ({ instance, ...view.load(instance) }));
    const total = targets.reduce((sum, { count }) => sum + count, 0);
    const after = `${seconds(event.atMs - changedAtMs)} after the last change`;
    if (total < view.size) return `${after} ${plural(view.size - total, "connection")} led to no reader`;
    for (const most of targets)
      for (const least of targets)
        if ((most.count - 1) / weightOf(view.options, most.instance) > least.perWeight)
          return `${after} ${most.instance} had ${most.count} and ${least.instance} ${least.count}`;
    return undefined;
  })(trace);
};

/** All of them. */
export const READER_POOL_INVARIANTS: readonly ReaderPoolInvariant[] = frozen([
  choosesWhoCanTake,
  spreadsByWeight,
  retiresAFewAtATime,
  retiresForAReason,
  retiresInTime,
  asksAtItsPace,
  settlesEvenly,
]);
