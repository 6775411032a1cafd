/** What happens in a run of a replication group: a partition's three replicas, and the sessions that read and write. */
import type { Fault, Millis, Trace } from "../kernel/index.ts";
import type { Ballot, ReplicaId } from "./leader-lease.ts";

/** A read by the leader alone, or by any replica. */
export type ReplicatedReadMode = "strong" | "eventual";
/** Why a replica refuses. */
export type Refusal = "not-leader" | "no-lease" | "no-quorum-yet";

/** One event. Items are told by their key, writes by the number of their operation. */
export type ReplicationEvent =
  | {
      readonly kind: "replication-opened";
      readonly replicas: readonly { readonly replica: ReplicaId; readonly zone: string }[];
      readonly leaseMs: Millis;
      readonly untilMs: Millis;
    }
  | { readonly kind: "operation-asked"; readonly operation: number; readonly session: string; readonly what: "write" | ReplicatedReadMode; readonly key: string } // prettier-ignore
  | { readonly kind: "refused"; readonly operation: number; readonly by: ReplicaId; readonly why: Refusal }
  | { readonly kind: "appended"; readonly replica: ReplicaId; readonly ballot: Ballot; readonly index: number; readonly operation: number | undefined } // prettier-ignore
  | { readonly kind: "persisted"; readonly replica: ReplicaId; readonly index: number }
  | { readonly kind: "committed"; readonly replica: ReplicaId; readonly ballot: Ballot; readonly index: number; readonly operation: number | undefined } // prettier-ignore
  | { readonly kind: "applied"; readonly replica: ReplicaId; readonly index: number }
  | { readonly kind: "log-cut"; readonly replica: ReplicaId; readonly fromIndex: number }
  /** `sawOperation` is the write whose item was read; nothing for what was there before. */
  | { readonly kind: "read-served"; readonly operation: number; readonly by: ReplicaId; readonly mode: ReplicatedReadMode; readonly ballot?: Ballot; readonly sawOperation: number | undefined } // prettier-ignore
  | { readonly kind: "operation-answered"; readonly operation: number; readonly outcome: "done" | "unknown"; readonly sawOperation?: number | undefined } // prettier-ignore
  | { readonly kind: "lease-renewed"; readonly replica: ReplicaId; readonly ballot: Ballot }
  | { readonly kind: "lease-ran-out"; readonly replica: ReplicaId; readonly ballot: Ballot }
  | { readonly kind: "leader-suspected"; readonly by: ReplicaId }
  | { readonly kind: "suspicion-dropped"; readonly by: ReplicaId; readonly because: ReplicaId }
  | { readonly kind: "election-began"; readonly by: ReplicaId; readonly ballot: Ballot }
  | { readonly kind: "supported"; readonly by: ReplicaId; readonly candidate: ReplicaId; readonly ballot: Ballot; readonly remainingMs: Millis } // prettier-ignore
  | { readonly kind: "elected"; readonly replica: ReplicaId; readonly ballot: Ballot; readonly remainingMs: Millis }
  | { readonly kind: "serving-began"; readonly replica: ReplicaId; readonly ballot: Ballot }
  | { readonly kind: "stepped-down"; readonly replica: ReplicaId; readonly ballot: Ballot; readonly isPlanned: boolean }
  | { readonly kind: "replica-started"; readonly replica: ReplicaId }
  | { readonly kind: "fault-began" | "fault-ended"; readonly fault: Fault };

/** All of them, in the order in which they happened. */
export type ReplicationTrace = Trace<ReplicationEvent>;
