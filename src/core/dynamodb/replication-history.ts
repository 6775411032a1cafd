/** What the sessions of a run of a replication group read and wrote, for whoever judges it. */
import type { HistoryOperation } from "../history/consistency.ts";
import type { Millis } from "../kernel/index.ts";
import type { ReplicationEvent, ReplicationTrace } from "./replication-trace.ts";

type EventOf<Kind extends ReplicationEvent["kind"]> = Extract<ReplicationEvent, { readonly kind: Kind }>;

/**
 * The writes and the reads of a run as a history. A write's version is its place among the committed writes of its key.
 * `mode` says which reads count.
 */
export function replicationHistory(trace: ReplicationTrace, mode: "strong" | "all"): readonly HistoryOperation[] {
  return toldHistory(trace, mode).map(({ operation }) => operation);
}

/** An operation, with the event at which its session heard of each; nothing for a write of which it never did. */
export interface Told {
  readonly operation: HistoryOperation;
  readonly eventIndex: number | undefined;
}

/** The history of a run, with what told each session of it. */
export function toldHistory(trace: ReplicationTrace, mode: "strong" | "all"): readonly Told[] {
  const versions = versionsOf(trace);
  // What is in nobody's log as committed gets a version that no other write has: nobody may ever read it.
  const versionOf = (operation: number) => versions.get(operation) ?? versions.size + 1 + operation;
  const asked = new Map<number, { readonly event: EventOf<"operation-asked">; readonly atMs: Millis }>();
  const told: Told[] = [];
  const ended = new Set<number>();
  trace.forEach((event, eventIndex) => {
    if (event.kind === "operation-asked") asked.set(event.operation, { event, atMs: event.atMs });
    const about = event.kind === "operation-answered" ? asked.get(event.operation) : undefined;
    if (event.kind !== "operation-answered" || about === undefined || event.outcome === "unknown") return;
    const { what, session, key } = about.event;
    const span = { fromMs: about.atMs, untilMs: event.atMs };
    ended.add(event.operation);
    if (what === "write") {
      told.push({ operation: { session, kind: "write", key, version: versionOf(event.operation), ...span }, eventIndex }); // prettier-ignore
    } else if (mode === "all" || what === "strong") {
      const version = event.sawOperation === undefined ? 0 : versionOf(event.sawOperation);
      told.push({ operation: { session, kind: "read", key, version, ...span }, eventIndex });
    }
  });
  // Writes whose end nobody heard count if they were committed, from any time on.
  for (const [number, { event, atMs }] of asked) {
    const version = versions.get(number);
    if (event.what !== "write" || ended.has(number) || version === undefined) continue;
    const { session, key } = event;
    told.push({ operation: { session, kind: "write", key, version, fromMs: atMs, untilMs: Infinity }, eventIndex: undefined }); // prettier-ignore
  }
  return told;
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
