/** What happens when both designs perform the same transactions, as events. */
import type { Fault, Loss, Millis, NodeId, Timed, ZoneId } from "../kernel/index.ts";
import type { AuroraTopology, LoggedChange, MirroredTopology, WriteKind } from "./io-per-transaction.ts";
import type { TransactionId } from "./vocabulary.ts";

/** The two designs that are compared. */
export type IoDesign = "mirrored" | "aurora";

/** What a message carries. */
export type IoKind = WriteKind | "replicaStream";

/** Between whom an I/O passes. The first is the only one that table 1 of the 2017 paper counts. */
export type IoHop =
  /** From the database node to its storage: step 1 of the paper's figure 2, and each copy of an Aurora batch. */
  | "to-storage"
  /** From one copy of a volume to another in the same zone: steps 2 and 5. */
  | "to-mirror"
  /** From the database node to another instance: step 3, and the redo stream to a replica. */
  | "to-instance"
  /** From the standby to its own volume: step 4. */
  | "from-standby";

/** A machine of one of the designs. */
export interface IoNode {
  readonly node: NodeId;
  readonly zone: ZoneId;
  readonly role: "database" | "instance" | "storage";
}

/** One message of the run. */
export interface IoMessage {
  /** Unique in the run. */
  readonly io: number;
  readonly design: IoDesign;
  /** The run of transactions that it belongs to, counted from 1. */
  readonly round: number;
  readonly what: IoKind;
  readonly hop: IoHop;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly sizeBytes: number;
}

/** Everything that can happen while two designs perform the same transactions. */
export type IoEvent =
  | { readonly kind: "comparison-began" }
  | { readonly kind: "mirrored-opened"; readonly topology: MirroredTopology; readonly nodes: readonly IoNode[] }
  | { readonly kind: "aurora-opened"; readonly topology: AuroraTopology; readonly nodes: readonly IoNode[] }
  /** A run of transactions is in both database nodes' memory. */
  | {
      readonly kind: "round-began";
      readonly round: number;
      readonly transactions: readonly TransactionId[];
      readonly recordCount: number;
      readonly redoBytes: number;
    }
  /** The same, told piece by piece where the counting alone is looked at. */
  | ({ readonly kind: "change-logged" } & LoggedChange)
  | { readonly kind: "page-flushed"; readonly page: number }
  | { readonly kind: "metadata-written"; readonly sizeBytes: number }
  /** The mechanism said how many I/Os the run takes at the database node, … */
  | {
      readonly kind: "node-counted";
      readonly design: IoDesign;
      readonly round: number;
      readonly transactions: number;
      readonly toStorage: Readonly<Record<WriteKind, number>>;
      readonly databaseNode: number;
    }
  /** … everywhere else, … */
  | {
      readonly kind: "copies-counted";
      readonly design: IoDesign;
      readonly round: number;
      readonly toInstances: number;
      readonly storage: number;
      readonly perCopy: number;
    }
  /** … and in bytes. */
  | { readonly kind: "bytes-counted"; readonly design: IoDesign; readonly round: number; readonly wireBytes: number }
  /** The database node was down: the design did not perform this run. */
  | { readonly kind: "round-refused"; readonly design: IoDesign; readonly round: number }
  | ({ readonly kind: "io-sent" } & IoMessage)
  /** No acknowledgement came. The same I/O on its way once more, and no further one in any count. */
  | ({ readonly kind: "io-resent" } & IoMessage)
  /** A storage node has it on disk, or an instance has it in memory. */
  | ({ readonly kind: "io-taken" } & IoMessage)
  | ({ readonly kind: "io-lost"; readonly because: Loss } & IoMessage)
  /** The sender of this I/O knows that it is where it belongs. The acknowledgement left at `sentMs`. */
  | ({ readonly kind: "io-acknowledged"; readonly sentMs: Millis } & IoMessage)
  | ({ readonly kind: "io-ack-lost"; readonly because: Loss; readonly sentMs: Millis } & IoMessage)
  /** The client was told. `afterMs` counts from the moment at which the run was in memory. */
  | {
      readonly kind: "commit-answered";
      readonly design: IoDesign;
      readonly round: number;
      readonly transaction: TransactionId;
      readonly afterMs: Millis;
    }
  /** Mirrored: every write of the run is on all copies. Aurora: every batch has its write quorum. */
  | { readonly kind: "round-finished"; readonly design: IoDesign; readonly round: number }
  | { readonly kind: "fault-began"; readonly fault: Fault }
  | { readonly kind: "fault-ended"; readonly fault: Fault };

/** A comparison, in the order in which it happened. */
export type IoTrace = readonly Timed<IoEvent>[];
