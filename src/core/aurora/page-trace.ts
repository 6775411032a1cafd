import type { Fault, Loss, Timed, ZoneId } from "../kernel/index.ts";
import type { Garbage, Materialised, PageRecord, PageVersion } from "./page-materialiser.ts";
import type { Lsn, PageId, SegmentId } from "./vocabulary.ts";

/** Why a storage node does not answer a read. Aurora 2018 §3.4. */
export type PageRefusal =
  /** The read point lies below PGMRPL: what it would need may be gone. */
  | "below-pgmrpl"
  /** The node has not got everything up to the read point (its SCL is lower). */
  | "beyond-scl";

/** What a storage node holds of one page. */
export interface PageHolding {
  readonly page: PageId;
  readonly versionLsns: readonly Lsn[];
  readonly recordLsns: readonly Lsn[];
}

/** Everything that can happen inside one storage node and around it: plain data. */
export type PageEvent =
  /** Always the first event. Each page begins with a version at `startLsn`, every slot 0. */
  | {
      readonly kind: "node-opened";
      readonly segment: SegmentId;
      readonly zone: ZoneId;
      readonly startLsn: Lsn;
      readonly pages: readonly PageId[];
    }
  /** The writer gave a change its LSN and sent the record. `isCpl`: it ends a mini-transaction. */
  | ({ readonly kind: "record-written"; readonly page: PageId; readonly isCpl: boolean } & PageRecord)
  /** The record reached the node, perhaps for the second time (`isRepeat`). */
  | ({
      readonly kind: "record-arrived";
      readonly page: PageId;
      readonly isRepeat: boolean;
      readonly scl: Lsn;
    } & PageRecord)
  | { readonly kind: "record-lost"; readonly lsn: Lsn; readonly because: Loss }
  /** Everything up to here is durable on the group's other copies: new reads begin here. */
  | { readonly kind: "vdl-moved"; readonly vdl: Lsn }
  /** A long query holds its read point, or has let it go. */
  | { readonly kind: "view-opened"; readonly view: string; readonly readPoint: Lsn }
  | { readonly kind: "view-closed"; readonly view: string }
  /** The node heard how far writer and readers are. */
  | { readonly kind: "marks-heard"; readonly vdl: Lsn; readonly pgmrpl: Lsn }
  /** A version was on the node already when a script began. */
  | { readonly kind: "version-held"; readonly page: PageId; readonly version: PageVersion }
  /** The node tried to fold the page's chain into a new version. What came of it, in the mechanism's words. */
  | { readonly kind: "page-coalesced"; readonly page: PageId; readonly upToLsn: Lsn; readonly result: Materialised }
  /** A reader misses the page in its buffer cache and asks for it. */
  | { readonly kind: "page-asked"; readonly read: number; readonly page: PageId; readonly readPoint: Lsn }
  | {
      readonly kind: "page-refused";
      readonly read: number;
      readonly page: PageId;
      readonly readPoint: Lsn;
      readonly because: PageRefusal;
    }
  /** The node made the page as of the read point, in the mechanism's words. */
  | {
      readonly kind: "page-answered";
      readonly read: number;
      readonly page: PageId;
      readonly readPoint: Lsn;
      readonly result: Materialised;
    }
  /** The backup has confirmed the log up to here. */
  | { readonly kind: "log-staged"; readonly stagedLsn: Lsn }
  /** The node dropped what the mechanism named. */
  | ({ readonly kind: "garbage-collected"; readonly page: PageId } & Garbage)
  | { readonly kind: "fault-began"; readonly fault: Fault }
  | { readonly kind: "fault-ended"; readonly fault: Fault }
  /** Always the last event of a run that came to its end: what is left, after one more look for garbage if the node is up. */
  | {
      readonly kind: "node-closed";
      readonly isUp: boolean;
      readonly pgmrpl: Lsn;
      readonly stagedLsn: Lsn;
      readonly holdings: readonly PageHolding[];
    };

/** A run of a storage node, or of its page materialiser alone. */
export type PageTrace = readonly Timed<PageEvent>[];
