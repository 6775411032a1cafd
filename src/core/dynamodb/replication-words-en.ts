/** Events of a replication group in English. */
import { faultInEnglish } from "../kernel/fault-words-en.ts";
import type { Millis } from "../kernel/index.ts";
import type { Refusal, ReplicationEvent } from "./replication-trace.ts";

/** The sentence for one event, without a full stop. */
export function replicationEventInEnglish(event: ReplicationEvent): string {
  switch (event.kind) {
    case "replication-opened":
      return `${event.replicas.length} replicas: ${event.replicas.map(({ replica, zone }) => `${replica} in ${zone}`).join(", ")}; a lease is ${duration(event.leaseMs)}, less ${duration(event.marginMs)}`;
    case "operation-asked":
      return `${event.session} asks for ${ASKED[event.what]} of ${event.key} (request ${event.operation + 1})`;
    case "refused":
      return `${event.by} refuses request ${event.operation + 1}: ${REFUSALS[event.why]}`;
    case "read-served":
      return `${event.by} serves request ${event.operation + 1}, ${event.mode === "strong" ? "strongly" : "eventually"} consistent: ${saw(event.sawOperation)}`;
    case "operation-answered":
      return event.outcome === "done"
        ? `Request ${event.operation + 1} is answered`
        : `No answer to request ${event.operation + 1}: its outcome is unknown`;
    case "appended":
      return event.operation === undefined
        ? `${event.replica} begins ballot ${event.ballot} in its log, entry ${event.index}`
        : `${event.replica} appends request ${event.operation + 1}, entry ${event.index}`;
    case "persisted":
      return `${event.replica} has entry ${event.index} on disk`;
    case "committed":
      return `Entry ${event.index}${event.operation === undefined ? "" : `, of request ${event.operation + 1},`} is on a write quorum: ${event.replica} commits it`;
    case "applied":
      return `${event.replica} applies entry ${event.index}`;
    case "log-cut":
      return `${event.replica} drops its log from entry ${event.fromIndex} on`;
    case "lease-asked":
      return `${event.replica} asks for a lease, round ${event.round} of ballot ${event.ballot}`;
    case "grant-heard":
      return `${event.replica} hears that ${event.by} has granted round ${event.round}`;
    case "lease-granted":
      return `${event.by} grants ${event.leader} a lease, round ${event.round} of ballot ${event.ballot}`;
    case "lease-refused":
      return `${event.by} grants ${event.leader} no lease in ballot ${event.ballot}`;
    case "lease-renewed":
      return `A write quorum has granted ${event.replica} its lease of ballot ${event.ballot}, asked for at ${duration(event.askedMs)}`;
    case "serving-began":
      return `${event.replica} may serve strongly consistent reads and take writes, in ballot ${event.ballot}`;
    case "serving-ended":
      return `${event.replica} may not serve any more in ballot ${event.ballot}`;
    case "lease-given-up":
      return `${event.replica} gives up its lease of ballot ${event.ballot}`;
    case "release-heard":
      return `${event.by} hears that ${event.leader} has given up its lease of ballot ${event.ballot}`;
    case "leader-suspected":
      return `${event.by} has heard nothing from a leader for too long, and asks the others whether they have`;
    case "suspicion-dropped":
      return `${event.because} still hears the leader: ${event.by} gives up its suspicion`;
    case "election-began":
      return `${event.by} asks for support in ballot ${event.ballot}${promised(event.remainingMs, "it")}`;
    case "supported":
      return `${event.by} supports ${event.candidate} in ballot ${event.ballot}${promised(event.remainingMs, "it")}`;
    case "support-refused":
      return `${event.by} does not support ${event.candidate} in ballot ${event.ballot}`;
    case "elected":
      return `${event.replica} is elected in ballot ${event.ballot}, ${event.remainingMs > 0 ? `and waits ${duration(event.remainingMs)}` : "and need not wait"}`;
    case "stepped-down":
      return `${event.replica} leads no more in ballot ${event.ballot}`;
    case "replica-started":
      return `${event.replica} starts, with what is on its disk`;
    case "fault-began":
    case "fault-ended":
      return faultInEnglish(event.fault, event.kind === "fault-began", (node) => node);
    default:
      return event satisfies never;
  }
}

const ASKED = {
  write: "a write",
  strong: "a strongly consistent read",
  eventual: "an eventually consistent read",
} as const;

const REFUSALS: Readonly<Record<Refusal, string>> = {
  "not-leader": "it does not lead",
  "no-lease": "it may not serve now",
  "no-quorum-yet": "its first entry is not on a quorum yet",
};

function saw(operation: number | undefined): string {
  return operation === undefined ? "nothing has been written" : `the item that request ${operation + 1} wrote`;
}

function promised(remainingMs: Millis, who: string): string {
  return remainingMs > 0 ? `; a lease that ${who} has granted runs for another ${duration(remainingMs)}` : "";
}

function duration(ms: Millis): string {
  return `${ms.toLocaleString("en-US")} ms`;
}
