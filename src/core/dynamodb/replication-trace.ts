/**
 * What happens in a run of a replication group: a partition's three replicas, and the sessions that read and write. Runs of
 * the lease alone are told in the same events.
 */
import type { Fault, Millis, Trace } from "../kernel/index.ts";
import type { BallotNumber, ReplicaId } from "./leader-lease.ts";

/** A read by the leader alone, or by any replica. */
export type ReplicatedReadMode = "strong" | "eventual";
/** Why a replica refuses: it does not lead, holds no lease, or does not know yet what was committed before it led. */
export type Refusal = "not-leader" | "no-lease" | "no-quorum-yet";

/** One event. Items are told by their key, writes by the number of their operation. */
export type ReplicationEvent =
  | {
      readonly kind: "replication-opened";
      readonly replicas: readonly { readonly replica: ReplicaId; readonly zone: string }[];
      readonly leaseMs: Millis;
      readonly marginMs: Millis;
    }

  // Requests. `sawOperation` is the write whose item was read; nothing for what was there before.
  | { readonly kind: "operation-asked"; readonly operation: number; readonly session: string; readonly what: "write" | ReplicatedReadMode; readonly key: string } // prettier-ignore
  | { readonly kind: "refused"; readonly operation: number; readonly by: ReplicaId; readonly why: Refusal }
  | { readonly kind: "read-served"; readonly operation: number; readonly by: ReplicaId; readonly mode: ReplicatedReadMode; readonly ballot?: BallotNumber; readonly sawOperation: number | undefined } // prettier-ignore
  | { readonly kind: "operation-answered"; readonly operation: number; readonly outcome: "done" | "unknown"; readonly sawOperation?: number | undefined } // prettier-ignore

  // The log.
  | { readonly kind: "appended"; readonly replica: ReplicaId; readonly ballot: BallotNumber; readonly index: number; readonly operation: number | undefined } // prettier-ignore
  | { readonly kind: "persisted"; readonly replica: ReplicaId; readonly index: number }
  | { readonly kind: "committed"; readonly replica: ReplicaId; readonly ballot: BallotNumber; readonly index: number; readonly operation: number | undefined } // prettier-ignore
  | { readonly kind: "applied"; readonly replica: ReplicaId; readonly index: number }
  | { readonly kind: "log-cut"; readonly replica: ReplicaId; readonly fromIndex: number }

  // Leases. That a leader asks, and that it hears of one grant, is told only where the lease is driven alone.
  | { readonly kind: "lease-asked"; readonly replica: ReplicaId; readonly ballot: BallotNumber; readonly round: number }
  | { readonly kind: "grant-heard"; readonly replica: ReplicaId; readonly by: ReplicaId; readonly round: number }
  | { readonly kind: "lease-granted"; readonly by: ReplicaId; readonly leader: ReplicaId; readonly ballot: BallotNumber; readonly round: number } // prettier-ignore
  | {
      readonly kind: "lease-refused";
      readonly by: ReplicaId;
      readonly leader: ReplicaId;
      readonly ballot: BallotNumber;
    }
  /** A write quorum has granted what was asked for in that round, at `askedMs`. */
  | { readonly kind: "lease-renewed"; readonly replica: ReplicaId; readonly ballot: BallotNumber; readonly round: number; readonly askedMs: Millis } // prettier-ignore
  | { readonly kind: "serving-began"; readonly replica: ReplicaId; readonly ballot: BallotNumber }
  /** Its lease has run out, or it was given up. */
  | { readonly kind: "serving-ended"; readonly replica: ReplicaId; readonly ballot: BallotNumber }
  | { readonly kind: "lease-given-up"; readonly replica: ReplicaId; readonly ballot: BallotNumber }
  | {
      readonly kind: "release-heard";
      readonly by: ReplicaId;
      readonly leader: ReplicaId;
      readonly ballot: BallotNumber;
    }

  // Elections. A candidate's own support is in the event with which its election begins.
  | { readonly kind: "leader-suspected"; readonly by: ReplicaId }
  | { readonly kind: "suspicion-dropped"; readonly by: ReplicaId; readonly because: ReplicaId }
  | { readonly kind: "election-began"; readonly by: ReplicaId; readonly ballot: BallotNumber; readonly remainingMs: Millis } // prettier-ignore
  | { readonly kind: "supported"; readonly by: ReplicaId; readonly candidate: ReplicaId; readonly ballot: BallotNumber; readonly remainingMs: Millis } // prettier-ignore
  | { readonly kind: "support-refused"; readonly by: ReplicaId; readonly candidate: ReplicaId; readonly ballot: BallotNumber } // prettier-ignore
  | {
      readonly kind: "elected";
      readonly replica: ReplicaId;
      readonly ballot: BallotNumber;
      readonly remainingMs: Millis;
    }
  | { readonly kind: "stepped-down"; readonly replica: ReplicaId; readonly ballot: BallotNumber }
  | { readonly kind: "replica-started"; readonly replica: ReplicaId }
  | { readonly kind: "fault-began" | "fault-ended"; readonly fault: Fault };

/** All of them, in the order in which they happened. */
export type ReplicationTrace = Trace<ReplicationEvent>;
