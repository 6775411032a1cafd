import type { Fault, Timed } from "../kernel/index.ts";
import type { CloneKind, PageCopy } from "./copy-on-write-clone.ts";
import type { Lsn, PageId, VolumeId } from "./vocabulary.ts";

/** What a volume sees of one page, and who pays for it. */
export interface CloneTablePage extends PageCopy {
  readonly owner: VolumeId;
}

/** One volume of a family at one moment. */
export interface CloneTable {
  readonly volume: VolumeId;
  readonly billedPages: number;
  /** Page 1 first. */
  readonly pages: readonly CloneTablePage[];
}

/** Why storage did not do what an instance asked. */
export type CloneRefusal =
  /** The volume has been deleted. */
  "deleted";

/** Everything that can happen to a family of clones: plain data. */
export type CloneEvent =
  /** Always the first event. */
  | {
      readonly kind: "family-opened";
      readonly volume: VolumeId;
      readonly pageCount: number;
      readonly startLsn: Lsn;
      readonly copyOnWriteCloneMax: number;
    }
  /** A volume's instance changed a page and sent the record. */
  | { readonly kind: "page-changed"; readonly volume: VolumeId; readonly page: PageId; readonly lsn: Lsn }
  /** Storage has it. */
  | { readonly kind: "change-stored"; readonly volume: VolumeId; readonly page: PageId; readonly lsn: Lsn }
  /** A clone was ordered, as of the source's durable point. */
  | { readonly kind: "clone-ordered"; readonly source: VolumeId; readonly clone: VolumeId; readonly atLsn: Lsn }
  /** Storage has made it, in the way that the mechanism says. */
  | {
      readonly kind: "clone-made";
      readonly source: VolumeId;
      readonly clone: VolumeId;
      readonly atLsn: Lsn;
      readonly how: CloneKind;
    }
  /** The volume's instance is gone, and storage is asked to delete it. */
  | { readonly kind: "delete-ordered"; readonly volume: VolumeId }
  | { readonly kind: "volume-deleted"; readonly volume: VolumeId }
  /** Something came for a volume that storage has deleted. It did nothing. */
  | {
      readonly kind: "order-refused";
      readonly volume: VolumeId;
      readonly order: "change" | "clone" | "read";
      readonly because: CloneRefusal;
    }
  /** How the family stands after a change, in the mechanism's words; oldest volume first. */
  | { readonly kind: "family-stands"; readonly tables: readonly CloneTable[] }
  | { readonly kind: "page-asked"; readonly read: number; readonly volume: VolumeId; readonly page: PageId }
  /** What the volume sees of the page, in the mechanism's words. */
  | {
      readonly kind: "page-read";
      readonly read: number;
      readonly volume: VolumeId;
      readonly page: PageId;
      readonly copy: PageCopy;
    }
  | { readonly kind: "fault-began"; readonly fault: Fault }
  | { readonly kind: "fault-ended"; readonly fault: Fault };

/** A run of a family of clones, or of its mechanism alone. */
export type CloneTrace = readonly Timed<CloneEvent>[];
