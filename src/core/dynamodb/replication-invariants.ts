/** What must hold in every run of a replication group, whatever fails. */
import { firstBroken } from "../kernel/trace.ts";
import { frozen } from "../kernel/frozen.ts";
import { judgeHistory } from "../history/consistency.ts";
import type { Millis } from "../kernel/index.ts";
import type { ReplicaId } from "./leader-lease.ts";
import { toldHistory } from "./replication-history.ts";
import type { ReplicationEvent, ReplicationTrace } from "./replication-trace.ts";

/** A promise that a run did not keep: which, at which event, and what happened there instead. */
export interface ReplicationViolation {
  readonly invariant: string;
  readonly eventIndex: number;
  readonly what: string;
}

/** Looks through a whole run, and gives the first violation, or nothing. */
export type ReplicationInvariant = (trace: ReplicationTrace) => ReplicationViolation | undefined;

type EventOf<Kind extends ReplicationEvent["kind"]> = Extract<ReplicationEvent, { readonly kind: Kind }>;

/** Replicas that have to have a write before it is acknowledged. */
const WRITE_QUORUM = 2;

/** Strongly consistent reads show the newest acknowledged write: the run is linearizable. */
export const strongReadsAreStrong: ReplicationInvariant = (trace) => {
  const told = toldHistory(trace, "strong");
  const verdict = judgeHistory(told.map(({ operation }) => operation)).find(({ model }) => model === "strong");
  const broken = verdict?.breaks[0];
  if (broken === undefined) return undefined;
  const { read, because } = broken;
  const newer = because === undefined ? "nobody wrote that" : `version ${because.version} had been ${because.kind === "read" ? "read" : "acknowledged"} before`; // prettier-ignore
  return {
    invariant: "a strongly consistent read shows the newest acknowledged write",
    eventIndex: told.find(({ operation }) => operation === read)?.eventIndex ?? 0,
    what: `${read.session} read ${read.version === 0 ? "no version" : `version ${read.version}`} of ${read.key}, and ${newer}`,
  };
};

/** An acknowledged write is on a write quorum of the replicas. */
export const acknowledgedMeansPersisted: ReplicationInvariant = (trace) => {
  const logs = new Map<ReplicaId, Set<number>>();
  const logOf = (replica: ReplicaId) => {
    const log = logs.get(replica) ?? new Set<number>();
    logs.set(replica, log);
    return log;
  };
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "appended" || event.kind === "persisted") logOf(event.replica).add(event.index);
    if (event.kind === "log-cut") {
      const log = logOf(event.replica);
      for (const index of log) if (index >= event.fromIndex) log.delete(index);
    }
    if (event.kind !== "committed") continue;
    const holders = [...logs.values()].filter((log) => log.has(event.index)).length;
    if (holders >= WRITE_QUORUM) continue;
    return {
      invariant: "what is acknowledged is on two of three replicas",
      eventIndex,
      what: `entry ${event.index} was committed on ${holders} of three`,
    };
  }
  return undefined;
};

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
        what: `entry ${event.index} was committed a second time, with another write`,
      };
  }
  return undefined;
};

/** No two replicas may serve as leaders at once. */
export const oneServesAtATime: ReplicationInvariant = (trace) => {
  let serving: EventOf<"serving-began"> | undefined;
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "serving-ended" && event.replica === serving?.replica) serving = undefined;
    if (event.kind !== "serving-began") continue;
    if (serving !== undefined && serving.replica !== event.replica)
      return {
        invariant: "one replica serves at a time",
        eventIndex,
        what: `${event.replica} serves in ballot ${event.ballot}, and ${serving.replica} still does in ballot ${serving.ballot}`,
      };
    serving = event;
  }
  return undefined;
};

/** Who serves strongly consistent reads has the newest ballot of all that have served any. */
export const ballotsGoUp: ReplicationInvariant = (trace) => {
  let last: EventOf<"read-served"> | undefined;
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind !== "read-served" || event.mode !== "strong") continue;
    if (last !== undefined && (event.ballot ?? 0) < (last.ballot ?? 0))
      return {
        invariant: "a superseded leader serves no strongly consistent read",
        eventIndex,
        what: `${event.by} served one in ballot ${event.ballot}, after ${last.by} had in ballot ${last.ballot}`,
      };
    last = event;
  }
  return undefined;
};

/** Clocks that are not right, and the look at them, may add so much. */
const SLACK_MS: Millis = 12;

/** A new leader that has its lease, and a first entry on a quorum, serves as soon as what its supporters said is over. */
export const waitsNoLongerThanTold: ReplicationInvariant = (trace) => {
  const [opened] = trace;
  if (opened?.kind !== "replication-opened") return undefined;
  for (const [place, elected] of trace.entries()) {
    if (elected.kind !== "elected") continue;
    const { replica, ballot } = elected;
    const dueMs = elected.atMs + elected.remainingMs + SLACK_MS;
    let leaseUntilMs: Millis = 0;
    let readyMs: Millis = Infinity;
    for (const [after, event] of trace.slice(place + 1).entries()) {
      if (event.atMs > dueMs && event.atMs > readyMs && leaseUntilMs - SLACK_MS > event.atMs)
        return {
          invariant: "a new leader waits no longer than its supporters said",
          eventIndex: place + 1 + after,
          what: `${replica}, elected to wait ${elected.remainingMs} ms, does not serve yet, ${Math.round(event.atMs - elected.atMs)} ms later`,
        };
      // It serves, or it does not come to it.
      if ("replica" in event && event.replica === replica && ENDS_THE_WAIT.includes(event.kind)) break;
      if (event.kind === "lease-renewed" && event.replica === replica)
        leaseUntilMs = event.askedMs + opened.leaseMs - opened.marginMs;
      if (event.kind === "committed" && event.replica === replica && event.ballot === ballot) readyMs = event.atMs;
    }
  }
  return undefined;
};

const ENDS_THE_WAIT: readonly ReplicationEvent["kind"][] = frozen(["serving-began", "stepped-down", "lease-given-up"]);

/** All of them. */
export const REPLICATION_INVARIANTS: readonly ReplicationInvariant[] = frozen([
  acknowledgedMeansPersisted,
  committedStays,
  strongReadsAreStrong,
  oneServesAtATime,
  ballotsGoUp,
  waitsNoLongerThanTold,
]);

/** The first promise that a run does not keep. */
export function firstReplicationViolation(
  trace: ReplicationTrace,
  invariants: readonly ReplicationInvariant[] = REPLICATION_INVARIANTS,
): ReplicationViolation | undefined {
  return firstBroken(trace, invariants);
}
