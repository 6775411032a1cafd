import type { StorageEvent } from "../aurora/index.ts";
import type { PageVersion } from "../aurora/page-materialiser.ts";
import type { LogRecord, Lsn, PageId, TransactionId } from "../aurora/vocabulary.ts";
import type { Fault, Labelled, Millis, Timed } from "../kernel/index.ts";
import type { Endpoint } from "./endpoint-router.ts";
import type { FailoverDecision } from "./failover-target.ts";
import type { ClusterMember, EndpointName, InstanceId } from "./vocabulary.ts";

/** An application that talks to the cluster. */
export type ClientId = Labelled<string, "ClientId">;

/** Why a statement surely did nothing. */
export type StatementFailure =
  /** The endpoint's name leads to no instance. */
  | "endpoint-empty"
  /** The name server did not answer. */
  | "name-unanswered"
  /** The instance that the name led to did not take the connection. */
  | "connection-refused"
  /** A write came to a reader. */
  | "read-only"
  /** The page could not be had. */
  | "read-failed"
  /** The instance stood before what the session had seen already, and did not get there in time. */
  | "behind";

/** A page in a reader's cache. */
export interface CachedPage {
  readonly page: PageId;
  readonly version: PageVersion;
}

/** Everything that can happen in a cluster: plain data, so that it can be printed, drawn, compared. */
export type ClusterEvent =
  /** Always the first event. */
  | {
      readonly kind: "cluster-opened";
      readonly members: readonly ClusterMember[];
      readonly endpoints: Readonly<Record<EndpointName, Endpoint>>;
      /** The clients that have asked never to be taken back in time; left out when there are none. */
      readonly sessions?: readonly ClientId[];
    }
  | { readonly kind: "fault-began"; readonly fault: Fault }
  | { readonly kind: "fault-ended"; readonly fault: Fault }
  /** What happened in the volume under the cluster. */
  | { readonly kind: "in-volume"; readonly event: Timed<StorageEvent> }

  /** A process died, with all that it had in memory. */
  | { readonly kind: "instance-crashed"; readonly instance: InstanceId }
  /** It runs again, and knows what it is. A writer has to recover the volume before it serves anybody. */
  | { readonly kind: "instance-started"; readonly instance: InstanceId; readonly role: "writer" | "reader" }
  /** A writer learnt that another one has the volume: it goes on as a reader. */
  | { readonly kind: "instance-demoted"; readonly instance: InstanceId }
  /** The control plane counts it as available, or no longer. */
  | { readonly kind: "instance-available"; readonly instance: InstanceId; readonly isAvailable: boolean }

  /** Only in runs of the failover controller alone; a whole cluster's volume tells it in detail. */
  | { readonly kind: "volume-opening"; readonly instance: InstanceId; readonly volumeEpoch: number }
  | { readonly kind: "volume-open"; readonly instance: InstanceId; readonly volumeEpoch: number }
  /** Nothing passes between it and the control plane, or again; both run on. */
  | { readonly kind: "instance-cut-off"; readonly instance: InstanceId; readonly isCutOff: boolean }

  /** The members were looked at: who is what, and who is there. Scripts of one mechanism begin with it. */
  | { readonly kind: "members-seen"; readonly members: readonly ClusterMember[] }
  /** Whom a new connection through an endpoint may land on, as things are. */
  | { readonly kind: "endpoint-listed"; readonly endpoint: EndpointName; readonly targets: readonly InstanceId[] }
  /** What is to be done about a writer that has failed, after so many attempts that did not succeed. */
  | {
      readonly kind: "target-chosen";
      readonly failedAttemptCount: number;
      readonly decision: FailoverDecision;
    }

  /** Nothing has been heard of the writer for too long, or an operator has asked for another one. */
  | { readonly kind: "failover-began"; readonly failed: InstanceId; readonly attempt: number }
  | {
      readonly kind: "promotion-ordered";
      readonly instance: InstanceId;
      readonly attempt: number;
      readonly volumeEpoch: number;
    }
  /** Nobody can be promoted: the writer is to be started again where it is. */
  | {
      readonly kind: "restart-ordered";
      readonly instance: InstanceId;
      readonly attempt: number;
      readonly volumeEpoch: number;
    }
  /** The instance has the volume open, and the control plane knows. */
  | { readonly kind: "writer-changed"; readonly instance: InstanceId }
  /** The cluster endpoint's record is another one: whoever asks from now on is led there. */
  | { readonly kind: "endpoint-moved"; readonly instance: InstanceId }

  /** A client was told where a name leads, or remembered it. */
  | {
      readonly kind: "name-resolved";
      readonly client: ClientId;
      readonly endpoint: EndpointName;
      readonly instance?: InstanceId;
      readonly fromCache: boolean;
    }
  | { readonly kind: "connection-opened"; readonly client: ClientId; readonly instance: InstanceId }
  /** The instance did not answer, or answered that it takes none. */
  | { readonly kind: "connection-refused"; readonly client: ClientId; readonly instance: InstanceId }
  /** The client has closed it: it had been open for long enough. */
  | { readonly kind: "connection-closed"; readonly client: ClientId; readonly instance: InstanceId }
  /** It had been open, and was closed by the other end, or given up. */
  | { readonly kind: "connection-lost"; readonly client: ClientId; readonly instance: InstanceId }
  | {
      readonly kind: "write-sent";
      readonly client: ClientId;
      readonly transaction: TransactionId;
      readonly instance: InstanceId;
    }
  /** The client has been told that its transaction is committed. */
  | {
      readonly kind: "write-committed";
      readonly client: ClientId;
      readonly transaction: TransactionId;
      readonly tookMs: Millis;
    }
  /** It was sent and never answered: it may be committed, or not. */
  | { readonly kind: "write-unknown"; readonly client: ClientId; readonly transaction: TransactionId }
  | {
      readonly kind: "write-failed";
      readonly client: ClientId;
      readonly transaction: TransactionId;
      readonly because: StatementFailure;
    }
  /** The client has the page, as of the instance's read point. */
  | {
      readonly kind: "read-answered";
      readonly client: ClientId;
      readonly page: PageId;
      readonly instance: InstanceId;
      readonly readPoint: Lsn;
      readonly pageLsn: Lsn;
      readonly slots: readonly number[];
      readonly tookMs: Millis;
    }
  | {
      readonly kind: "read-failed";
      readonly client: ClientId;
      readonly page: PageId;
      readonly because: StatementFailure | "no-answer";
    }
  /** A session's read came to an instance that stands before what the session has seen: it waits. */
  | {
      readonly kind: "read-held";
      readonly client: ClientId;
      readonly page: PageId;
      readonly instance: InstanceId;
      readonly readPoint: Lsn;
      readonly atLeast: Lsn;
    }
  /** The reader has other work: from now on it applies what comes so much later. */
  | { readonly kind: "stream-slowed"; readonly instance: InstanceId; readonly applyMs: Millis }
  /** The reader shows everything up to here from now on. Noted only where a scenario follows its readers. */
  | { readonly kind: "read-point-moved"; readonly instance: InstanceId; readonly readPoint: Lsn }

  // Of a replica cache alone, in scripts.

  /** One mini-transaction of the redo stream has come; `previousLsn` is the LSN of the record before its first. */
  | {
      readonly kind: "stream-received";
      readonly instance: InstanceId;
      readonly previousLsn: Lsn;
      readonly records: readonly Pick<LogRecord, "lsn" | "page" | "change">[];
    }
  /** The reader has been told how far the log is durable. */
  | { readonly kind: "vdl-told"; readonly instance: InstanceId; readonly vdl: Lsn }
  /** It has asked storage for a page as of its read point. */
  | { readonly kind: "page-asked"; readonly instance: InstanceId; readonly page: PageId; readonly asOf: Lsn }
  /** Storage has answered that. */
  | {
      readonly kind: "page-loaded";
      readonly instance: InstanceId;
      readonly page: PageId;
      readonly asOf: Lsn;
      readonly version: PageVersion;
    }
  /** Where the reader stands now, and the pages that it would show without asking storage. */
  | {
      readonly kind: "replica-stood";
      readonly instance: InstanceId;
      readonly readPoint: Lsn;
      readonly pages: readonly CachedPage[];
    }

  /** How far the reader is behind: since when it has not shown all that was durable at the writer. */
  | { readonly kind: "lag-measured"; readonly instance: InstanceId; readonly readPoint: Lsn; readonly lagMs: Millis };

/** A run of a cluster. */
export type ClusterTrace = readonly Timed<ClusterEvent>[];
