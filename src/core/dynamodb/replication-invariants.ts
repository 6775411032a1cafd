/** What must hold in every run of a replication group, whatever fails. */
import { judgeHistory, type ConsistencyBreak, type HistoryOperation } from "../history/consistency.ts";
import type { Millis } from "../kernel/index.ts";
import type { ReplicaId } from "./leader-lease.ts";
import type { ReplicationEvent, ReplicationTrace } from "./replication-trace.ts";

/** A promise that a trace does not keep: which, and where. */
export interface ReplicationViolation {
  readonly invariant: string;
  /** The place in the trace of the event that breaks it. */
  readonly eventIndex: number;
  readonly text: string;
}

/** Looks for the first violation in a trace. */
export type ReplicationInvariant = (trace: ReplicationTrace) => ReplicationViolation | undefined;

type EventOf<Kind extends ReplicationEvent["kind"]> = Extract<ReplicationEvent, { readonly kind: Kind }>;

/**
 * The writes and the reads of a run as a history. A write's version is its place among the committed writes of its key.
 * `mode` says which reads count.
 */
export function replicationHistory(trace: ReplicationTrace, mode: "strong" | "all"): readonly HistoryOperation[] {
  const versions = versionsOf(trace);
  const asked = new Map<number, { readonly event: EventOf<"operation-asked">; readonly atMs: Millis }>();
  const history: HistoryOperation[] = [];
  const ended = new Set<number>();
  for (const event of trace) {
    if (event.kind === "operation-asked") asked.set(event.operation, { event, atMs: event.atMs });
    if (event.kind !== "operation-answered") continue;
    const about = asked.get(event.operation);
    if (about === undefined) continue;
    const { what, session, key } = about.event;
    ended.add(event.operation);
    if (what === "write") {
      const version = versions.get(event.operation);
      if (version === undefined && event.outcome === "unknown") continue;
      // Acknowledged, and in no replica's log: nobody will ever read it.
      history.push({ session, kind: "write", key, version: version ?? versions.size + 1 + event.operation, fromMs: about.atMs, untilMs: event.outcome === "done" ? event.atMs : Infinity }); // prettier-ignore
    } else if (event.outcome === "done" && (mode === "all" || what === "strong")) {
      const { sawOperation } = event;
      const version = sawOperation === undefined ? 0 : (versions.get(sawOperation) ?? versions.size + 1 + sawOperation);
      history.push({ session, kind: "read", key, version, fromMs: about.atMs, untilMs: event.atMs });
    }
  }
  for (const [operation, { event, atMs }] of asked) {
    const version = versions.get(operation);
    if (event.what !== "write" || ended.has(operation) || version === undefined) continue;
    history.push({ session: event.session, kind: "write", key: event.key, version, fromMs: atMs, untilMs: Infinity });
  }
  return history;
}

function versionsOf(trace: ReplicationTrace): ReadonlyMap<number, number> {
  const keys = new Map<number, string>();
  const counts = new Map<string, number>();
  const versions = new Map<number, number>();
  const seen = new Set<number>();
  for (const event of trace) {
    if (event.kind === "operation-asked") keys.set(event.operation, event.key);
    if (event.kind !== "committed" || seen.has(event.index)) continue;
    seen.add(event.index);
    const key = event.operation === undefined ? undefined : keys.get(event.operation);
    if (event.operation === undefined || key === undefined) continue;
    const version = (counts.get(key) ?? 0) + 1;
    counts.set(key, version);
    versions.set(event.operation, version);
  }
  return versions;
}

/** Strongly consistent reads show the newest acknowledged write: the run is linearizable. */
export const strongReadsAreStrong: ReplicationInvariant = (trace) => {
  const history = replicationHistory(trace, "strong");
  const verdict = judgeHistory(history).find(({ model }) => model === "strong");
  const broken: ConsistencyBreak | undefined = verdict?.breaks[0];
  if (broken === undefined) return undefined;
  const eventIndex = trace.findIndex(
    (event) => event.kind === "operation-answered" && event.atMs === broken.read.untilMs,
  );
  const newer =
    broken.because === undefined ? "nobody wrote that" : `version ${broken.because.version} was there before`;
  return {
    invariant: "strongly consistent reads show the newest acknowledged write",
    eventIndex,
    text: `${broken.read.session} read version ${broken.read.version} of ${broken.read.key}, and ${newer}`,
  };
};

/** An acknowledged write is on a write quorum of the replicas. */
export const acknowledgedMeansPersisted: ReplicationInvariant = (trace) => {
  const logs = new Map<ReplicaId, Map<number, number | undefined>>();
  const operationAt = new Map<number, Map<number, number | undefined>>();
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "appended") {
      entryOf(logs, event.replica).set(event.index, event.operation);
      entryOf(operationAt, event.index).set(event.ballot, event.operation);
    }
    if (event.kind === "log-cut") {
      const log = entryOf(logs, event.replica);
      for (const index of log.keys()) if (index >= event.fromIndex) log.delete(index);
    }
    if (event.kind === "persisted") entryOf(logs, event.replica).set(event.index, PERSISTED);
    if (event.kind !== "committed") continue;
    const holders = [...logs.values()].filter((log) => log.has(event.index)).length;
    if (holders >= 2) continue;
    return {
      invariant: "what is acknowledged is on two of three replicas",
      eventIndex,
      text: `entry ${event.index} was committed on ${holders} of three`,
    };
  }
  return undefined;
};

const PERSISTED = -1;

function entryOf<K, V>(maps: Map<K, Map<number, V>>, key: K): Map<number, V> {
  const map = maps.get(key) ?? new Map<number, V>();
  maps.set(key, map);
  return map;
}

/** What was committed at a place of the log stays there: no leader commits anything else. */
export const committedStays: ReplicationInvariant = (trace) => {
  const committed = new Map<number, number | undefined>();
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind !== "committed") continue;
    if (!committed.has(event.index)) committed.set(event.index, event.operation);
    else if (committed.get(event.index) !== event.operation)
      return {
        invariant: "what was committed stays",
        eventIndex,
        text: `entry ${event.index} was committed a second time, with another write`,
      };
  }
  return undefined;
};

/** No two replicas serve as leaders at once: ballots only go up from one strongly consistent read to the next. */
export const oneServesAtATime: ReplicationInvariant = (trace) => {
  let last: EventOf<"read-served"> | undefined;
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind !== "read-served" || event.mode !== "strong") continue;
    if (last !== undefined && (event.ballot ?? 0) < (last.ballot ?? 0))
      return {
        invariant: "one replica serves at a time",
        eventIndex,
        text: `${event.by} served a strongly consistent read in ballot ${event.ballot}, after ${last.by} had in ballot ${last.ballot}`,
      };
    last = event;
  }
  return undefined;
};

/** All of them. */
export const REPLICATION_INVARIANTS: readonly ReplicationInvariant[] = Object.freeze([
  acknowledgedMeansPersisted,
  committedStays,
  strongReadsAreStrong,
  oneServesAtATime,
]);
