/** What must hold in every run of a DAX cluster of several nodes, beside what holds of each node's caches. */
import { frozen } from "../kernel/frozen.ts";
import type { Millis, NodeId } from "../kernel/index.ts";
import type { CacheChange, DaxTopology } from "./dax-cluster.ts";
import type { DaxInvariant } from "./dax-invariants.ts";
import { versionOf, type DaxEvent } from "./dax-trace.ts";
import type { ItemKey } from "./item-cache.ts";

/** Epochs are what keeps two primaries apart. */
export const onePrimaryPerEpoch: DaxInvariant = (trace) => {
  const invariant = "in each epoch one node at most is the primary, and it is one of the cluster";
  const primaries = new Map<number, NodeId>();
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "topology-changed" && !event.nodes.includes(event.primary))
      return { invariant, eventIndex, what: `${event.primary} is not in the cluster of epoch ${event.epoch}` };
    if (event.kind !== "primary-began") continue;
    const other = primaries.get(event.epoch) ?? event.node;
    primaries.set(event.epoch, other);
    if (other !== event.node)
      return { invariant, eventIndex, what: `${event.node} and ${other} were primaries of epoch ${event.epoch}` };
  }
  return undefined;
};

/** A write that may have happened is not sent again. */
export const writesOnce: DaxInvariant = (trace) => {
  const done = new Set<string>();
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind !== "table-wrote") continue;
    for (const { key } of event.rows) {
      const write = `${event.op} ${key}`;
      if (done.has(write))
        return {
          invariant: "a write that a client asks for once is done once at most",
          eventIndex,
          what: `the table wrote ${key} a second time for request ${event.op}`,
        };
      done.add(write);
    }
  }
  return undefined;
};

/** What was left out would be old on that node until its TTL. */
export const takesInOrder: DaxInvariant = (trace) => {
  const invariant = "a replica takes the log of an epoch from its beginning, in its order, without gaps";
  const logs = new Map<number, Map<number, CacheChange>>();
  const taken = new Map<NodeId, { readonly epoch: number; count: number }>();
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "node-restarted") taken.delete(event.node);
    if (event.kind === "updates-sent")
      for (const { epoch, position, change } of event.updates) {
        const log = logs.get(epoch) ?? new Map<number, CacheChange>();
        logs.set(epoch, log);
        const before = log.get(position) ?? change;
        log.set(position, before);
        if (!isSame(before, change))
          return { invariant, eventIndex, what: `position ${position} of epoch ${epoch} was ${before.key}, and is now ${change.key}` }; // prettier-ignore
      }
    if (event.kind !== "updates-taken") continue;
    const before = taken.get(event.node);
    const now = before?.epoch === event.epoch ? before : { epoch: event.epoch, count: 0 };
    taken.set(event.node, now);
    for (const change of event.changes) {
      now.count++;
      const logged = logs.get(event.epoch)?.get(now.count);
      if (logged === undefined || !isSame(logged, change))
        return { invariant, eventIndex, what: `${event.node} took ${change.key} of request ${change.op} as position ${now.count} of epoch ${event.epoch}` }; // prettier-ignore
    }
  }
  return undefined;
};

function isSame(one: CacheChange, other: CacheChange): boolean {
  return one.key === other.key && one.op === other.op && one.by === other.by;
}

/** What any of the candidates has, the cluster has. */
export const promotesTheMost: DaxInvariant = (trace) => {
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind !== "topology-changed" || event.candidates === undefined) continue;
    const chosen = event.candidates.find(({ node }) => node === event.primary);
    const better = event.candidates.find(
      ({ epoch, position }) =>
        chosen === undefined || epoch > chosen.epoch || (epoch === chosen.epoch && position > chosen.position),
    );
    if (better !== undefined)
      return {
        invariant: "the new primary has as much of the log as any candidate",
        eventIndex,
        what: `${event.primary} became primary, and ${better.node} had more of the log`,
      };
  }
  return undefined;
};

/** Within this, where nothing fails, what the primary has stored of a write has reached the replicas. */
const FOLLOW_MS: Millis = 1_000;
/** So long after a fault, or a change of the topology, nothing is asked of replicas. */
const SETTLE_MS: Millis = 4_000;

/** An entry of a node, and since when. */
interface Entry {
  readonly version: number;
  readonly sinceMs: Millis;
  /** When a node of the cluster first had it of a write; nothing if it comes from a read. */
  readonly writtenMs: Millis | undefined;
}

/** What replication is for. */
export const replicasFollow: DaxInvariant = (trace) => {
  const entries = new Map<NodeId, Map<ItemKey, Entry>>();
  const written = new Map<number, Millis>();
  const joined = new Map<NodeId, Millis>();
  const changes: Millis[] = [];
  let topology: DaxTopology | undefined;
  let faultCount = 0;
  let restlessMs = -Infinity;
  const entriesOf = (node: NodeId) => {
    const held = entries.get(node) ?? new Map<ItemKey, Entry>();
    entries.set(node, held);
    return held;
  };
  const lateOf = (event: Extract<DaxEvent, { kind: "cache-answered" }>, atMs: Millis): string | undefined => {
    if (topology === undefined || faultCount > 0 || atMs - restlessMs < SETTLE_MS) return undefined;
    const { primary, nodes } = topology;
    if (event.node === primary || !nodes.includes(event.node)) return undefined;
    for (const { key, item } of event.known) {
      const served = item && versionOf(item);
      const held = entriesOf(primary).get(key);
      if (held?.writtenMs === undefined || served === undefined || served >= held.version) continue;
      const { writtenMs } = held;
      const isExcused = writtenMs < (joined.get(event.node) ?? 0) || changes.filter((ms) => ms >= writtenMs).length > 1;
      if (!isExcused && atMs - held.sinceMs > FOLLOW_MS)
        return `${event.node} served version ${served} of ${key}; ${primary} had had version ${held.version} for ${Math.round(atMs - held.sinceMs)} ms`; // prettier-ignore
    }
    return undefined;
  };
  for (const [eventIndex, event] of trace.entries()) {
    const { atMs } = event;
    switch (event.kind) {
      case "table-wrote":
        written.set(event.op, written.get(event.op) ?? atMs);
        break;
      case "cache-stored": {
        const version = event.item && versionOf(event.item);
        if (version === undefined) entriesOf(event.node).delete(event.key);
        else entriesOf(event.node).set(event.key, { version, sinceMs: atMs, writtenMs: written.get(event.op) });
        break;
      }
      case "cache-answered": {
        const what = lateOf(event, atMs);
        if (what !== undefined)
          return {
            invariant: "where nothing has failed, a replica follows the primary within a second",
            eventIndex,
            what,
          };
        for (const key of event.ask) entriesOf(event.node).delete(key);
        break;
      }
      case "cache-evicted":
      case "cache-expired":
        entriesOf(event.node).delete(event.key);
        break;
      case "node-restarted":
        entriesOf(event.node).clear();
        restlessMs = atMs;
        break;
      case "topology-changed":
        for (const node of event.nodes) if (topology?.nodes.includes(node) === false) joined.set(node, atMs);
        topology = event;
        changes.push(atMs);
        restlessMs = atMs;
        break;
      case "fault-began":
        faultCount++;
        restlessMs = atMs;
        break;
      case "fault-ended":
        faultCount--;
        restlessMs = atMs;
        break;
      default:
    }
  }
  return undefined;
};

/** All of them. */
export const DAX_CLUSTER_INVARIANTS: readonly DaxInvariant[] = frozen([
  onePrimaryPerEpoch,
  writesOnce,
  takesInOrder,
  promotesTheMost,
  replicasFollow,
]);
