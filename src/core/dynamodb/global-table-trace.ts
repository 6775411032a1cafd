import type { Fault } from "../kernel/faults.ts";
import type { Millis, Trace } from "../kernel/index.ts";
import type { Item } from "./attribute-value.ts";
import type { ItemVersion, RegionId } from "./last-writer-wins.ts";

/** How a global table is replicated: asynchronously (eventual), or to one other Region before success (strong). */
export type GlobalTableMode = "MREC" | "MRSC";

/** What an application in a Region hears of its write. */
export type WriteOutcome = "written" | "ConditionalCheckFailedException" | "ReplicatedWriteConflictException";

/** Which round of changes to a key under strong consistency: the higher number is the later, then the Region's name. */
export interface Ballot {
  readonly number: number;
  readonly region: RegionId;
}

/** What can happen to a global table. Items are without their key. */
export type GlobalTableEvent =
  /** The first event of every run. */
  | {
      readonly kind: "global-table-opened";
      readonly mode: GlobalTableMode;
      /** Those that take reads and writes. */
      readonly regions: readonly RegionId[];
      readonly witness?: RegionId;
    }
  /** MREC: a write is made in the Region, stamped `version`. `kept`: what the Region has of the key then. */
  | {
      readonly kind: "write-accepted";
      readonly region: RegionId;
      readonly write: string;
      readonly key: string;
      readonly version: ItemVersion;
      readonly kept?: ItemVersion;
    }
  /** MREC: a write of another Region comes, for the first time or again. */
  | {
      readonly kind: "version-arrived";
      readonly region: RegionId;
      readonly key: string;
      readonly version: ItemVersion;
      readonly kept?: ItemVersion;
    }
  /** MREC: noted where the Region remembers a deletion. */
  | { readonly kind: "watermark-raised"; readonly region: RegionId; readonly watermarkMs: Millis }
  /** MREC: the Region knows nothing of the key any more. */
  | {
      readonly kind: "version-forgotten";
      readonly region: RegionId;
      readonly key: string;
      readonly forgot: ItemVersion;
    }
  /** What the Region's stream says: the item is another one now. */
  | {
      readonly kind: "stream-record";
      readonly region: RegionId;
      readonly key: string;
      readonly change: "INSERT" | "MODIFY" | "REMOVE";
      readonly item?: Item;
    }
  /** MRSC: a Region, or the witness, holds this value of the key. */
  | {
      readonly kind: "value-stored";
      readonly region: RegionId;
      readonly key: string;
      readonly ballot: Ballot;
      readonly write: string;
      readonly item?: Item;
    }
  /** The application in the Region hears of its write. */
  | {
      readonly kind: "write-answered";
      readonly region: RegionId;
      readonly write: string;
      readonly key: string;
      readonly outcome: WriteOutcome;
    }
  /** It hears nothing: the write may have been made. */
  | { readonly kind: "write-unknown"; readonly region: RegionId; readonly write: string; readonly key: string }
  | {
      readonly kind: "item-read";
      readonly region: RegionId;
      readonly key: string;
      readonly isStrong: boolean;
      readonly askedAtMs: Millis;
      readonly item?: Item;
      /** MRSC: which write it shows. */
      readonly ballot?: Ballot;
    }
  | { readonly kind: "read-unknown"; readonly region: RegionId; readonly key: string }
  /** From now on the Region's clock is ahead of the simulation's by so much, or behind. */
  | { readonly kind: "clock-set"; readonly region: RegionId; readonly skewMs: Millis }
  | { readonly kind: "fault-began" | "fault-ended"; readonly fault: Fault };

/** A run of a global table. */
export type GlobalTableTrace = Trace<GlobalTableEvent>;
