/**
 * What must hold in every run of a DAX cluster, and of an item cache alone. Each invariant looks at a trace and tells the
 * first event that breaks it.
 */
import { canonicalItem, type Item } from "../dynamodb/attribute-value.ts";
import { frozen } from "../kernel/frozen.ts";
import type { Millis, NodeId, Timed } from "../kernel/index.ts";
import { versionOf, type DaxEvent, type DaxTrace, type TableRow } from "./dax-trace.ts";
import type { ItemKey } from "./item-cache.ts";

/** What is wrong with a run, and where; nothing when it is right. */
export type DaxInvariant = (
  trace: DaxTrace,
) => { readonly invariant: string; readonly eventIndex: number; readonly what: string } | undefined;

/** What a node was told about a key, and by which kind of event. */
interface Told {
  readonly item: Item | undefined;
  /** Its age counts from here: what comes from another node is older than its arrival. */
  readonly atMs: Millis;
  readonly by: Extract<DaxEvent, { kind: "cache-stored" }>["by"];
  /** For which request. */
  readonly op: number;
}

/** What a look at one event can go by: everything before it. */
interface Known {
  readonly ttlMs: Millis;
  readonly capacity: number;
  readonly slackMs: Millis;
  /** By node and key; without what was evicted, found too old, or lost with its node. */
  held(node: NodeId): ReadonlyMap<ItemKey, Told>;
  /** All versions of a key and since when there was each, the first one from before the run. */
  versions(key: ItemKey): readonly (TableRow & { readonly atMs: Millis })[];
  /** What the table did for a request. */
  wroteFor(op: number): readonly TableRow[] | undefined;
}

/** Goes through a run until an event is wrong. */
function eachEvent(
  invariant: string,
  wrongWith: (event: Timed<DaxEvent>, known: Known) => string | undefined,
): DaxInvariant {
  return (trace) => {
    const [opened] = trace;
    if (opened?.kind !== "dax-opened") throw new TypeError("a run begins with dax-opened");
    const held = new Map<NodeId, Map<ItemKey, Told>>(opened.nodes.map((node) => [node, new Map()]));
    const versions = new Map<ItemKey, (TableRow & { readonly atMs: Millis })[]>(
      opened.rows.map((row) => [row.key, [{ ...row, atMs: -Infinity }]]),
    );
    const wrote = new Map<number, readonly TableRow[]>();
    const options = new Map(opened.nodes.map((node) => [node, { capacity: opened.capacity, ttlMs: opened.ttlMs }]));
    const versionsOf = (key: ItemKey) => versions.get(key) ?? [{ key, version: 0, atMs: -Infinity }];
    for (const [eventIndex, event] of trace.entries()) {
      const node = "node" in event ? event.node : (opened.nodes[0] as NodeId);
      const { capacity, ttlMs } = options.get(node) ?? opened;
      const what = wrongWith(event, {
        ttlMs,
        capacity,
        slackMs: opened.slackMs,
        held: (name) => held.get(name) ?? new Map(),
        versions: versionsOf,
        wroteFor: (op) => wrote.get(op),
      });
      if (what !== undefined) return { invariant, eventIndex, what };
      const entries = held.get(node);
      switch (event.kind) {
        case "cache-stored":
          entries?.set(event.key, { item: event.item, atMs: event.asOfMs ?? event.atMs, by: event.by, op: event.op });
          break;
        case "cache-answered":
          // Whatever was asked of the table, the cache has not got.
          for (const key of event.ask) entries?.delete(key);
          break;
        case "cache-evicted":
          entries?.delete(event.key);
          break;
        case "node-restarted":
          entries?.clear();
          options.set(event.node, event);
          break;
        case "table-wrote":
          wrote.set(event.op, [...(wrote.get(event.op) ?? []), ...event.rows]);
          for (const row of event.rows) versions.set(row.key, [...versionsOf(row.key), { ...row, atMs: event.atMs }]);
          break;
        default:
      }
    }
    return undefined;
  };
}

const same = (one: Item | undefined, other: Item | undefined) =>
  one === undefined || other === undefined ? one === other : canonicalItem(one) === canonicalItem(other);
const whole = (ms: Millis) => `${Math.round(ms)} ms`;

/** The first promise of a TTL, and that memory invents nothing. */
export const servesWithinTtl = eachEvent(
  "an item cache serves what it was last told, and nothing that is older than the TTL",
  (event, { held, ttlMs }) => {
    if (event.kind !== "cache-answered") return undefined;
    for (const { key, item } of event.known) {
      const told = held(event.node).get(key);
      if (told === undefined) return `${key} was served, which the cache had not been told, or had given away`;
      if (!same(told.item, item)) return `${key} was served, and it was not what the cache had been told last`;
      const ageMs = event.atMs - told.atMs;
      if (ttlMs > 0 && ageMs > ttlMs) return `${key} was served ${whole(ageMs)} after it was stored; the TTL is ${whole(ttlMs)}`; // prettier-ignore
    }
    return undefined;
  },
);

/** Since when the table has had something else than this; nothing while it still has it. */
function replacedMs(versions: ReturnType<Known["versions"]>, item: Item | undefined): Millis | undefined {
  const version = item && versionOf(item);
  const place = versions.findLastIndex((row) =>
    item === undefined ? row.item === undefined : row.version === version,
  );
  // A key that has always been there: "none" was never true.
  if (place === -1) return -Infinity;
  return versions[place + 1]?.atMs;
}

/** What a TTL is for: whatever nobody told the cache, it learns by then. */
export const agreesAfterTtl = eachEvent(
  "what the table replaced longer ago than the TTL, and the time that a read takes, is not served any more",
  (event, { versions, ttlMs, slackMs }) => {
    if (event.kind !== "cache-answered" || ttlMs === 0) return undefined;
    for (const { key, item } of event.known) {
      const atMs = replacedMs(versions(key), item);
      if (atMs !== undefined && event.atMs - atMs > ttlMs + slackMs)
        return `${key} was served ${whole(event.atMs - atMs)} after the table had replaced it; the TTL is ${whole(ttlMs)}`;
    }
    return undefined;
  },
);

/** Eviction keeps up. */
export const staysWithinCapacity = eachEvent(
  "an item cache never holds more entries than its capacity",
  (event, { held, capacity }) => {
    if (event.kind !== "cache-stored") return undefined;
    const entries = held(event.node);
    const count = entries.size + (entries.has(event.key) ? 0 : 1);
    return count > capacity ? `${event.node} held ${count} entries, and its capacity is ${capacity}` : undefined;
  },
);

/** Write-through: first the table, then the cache, then the client. */
export const acknowledgedIsDurable = eachEvent(
  "a write is in the table before its client is told",
  (event, { wroteFor }) => {
    if (event.kind !== "write-acknowledged") return undefined;
    const written = wroteFor(event.op);
    const isDurable = written !== undefined && event.rows.every(({ key }) => written.some((row) => row.key === key));
    return isDurable ? undefined : `request ${event.op} was acknowledged, and the table had not written all of it`;
  },
);

/** Only what the table acknowledged reaches a cache as written. */
export const refusedChangesNothing = eachEvent(
  "a write that the table has not done leaves the caches alone",
  (event, { wroteFor }) => {
    if (event.kind !== "cache-stored" || event.by === "read" || event.by === "replication") return undefined;
    return wroteFor(event.op) === undefined ? `${event.key} was stored for request ${event.op}` : undefined;
  },
);

/** A slow read does not bring back what a write has replaced. */
export const ownWritesStay = eachEvent(
  "what a node stored of a write is not replaced by anything older while it keeps the entry",
  (event, { held, versions, wroteFor }) => {
    if (event.kind !== "cache-stored") return undefined;
    const { key, item } = event;
    const before = held(event.node).get(key);
    if (before?.by !== "write" && before?.by !== "replication") return undefined;
    // Which of several deletes a "none" comes from, only its own request knows.
    const written = wroteFor(before.op)?.find((row) => row.key === key)?.version ?? 0;
    const stored = versions(key).findLast((row) => same(row.item, item))?.version ?? -1;
    return stored < written ? `an older ${key} was stored over a write's` : undefined;
  },
);

/** Whoever asks for the present gets it. */
export const strongReadsAreCurrent: DaxInvariant = (trace) => {
  const [opened] = trace;
  const current = new Map<ItemKey, TableRow>(
    (opened?.kind === "dax-opened" ? opened.rows : []).map((row) => [row.key, row]),
  );
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "table-wrote") for (const row of event.rows) current.set(row.key, row);
    if (event.kind !== "table-read" || event.mode === "eventual") continue;
    const late = event.rows.find(({ key, version }) => version !== (current.get(key)?.version ?? 0));
    if (late !== undefined)
      return {
        invariant: "a strongly consistent read finds the last version",
        eventIndex,
        what: `${late.key} was read as version ${late.version}`,
      };
  }
  return undefined;
};

/** All of them. */
export const DAX_INVARIANTS: readonly DaxInvariant[] = frozen([
  servesWithinTtl,
  agreesAfterTtl,
  staysWithinCapacity,
  acknowledgedIsDurable,
  refusedChangesNothing,
  ownWritesStay,
  strongReadsAreCurrent,
]);
