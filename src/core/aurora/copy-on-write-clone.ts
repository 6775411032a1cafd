/**
 * Copy-on-write clones: a volume that costs nothing until somebody writes.
 *
 * A clone is not copied. It begins with a table that points at the pages of its source, as they were at the clone point.
 * Whoever changes a page afterwards, source or clone, writes a new copy for itself; the others go on pointing at the old
 * one. The user guide's example (`1A`: page 1 as A wrote it; owners in brackets):
 *
 *   B is cloned from A       A = 1 2 3 4            B = 1 2 3 4         A pays for 4 pages, B for none
 *   A changes page 1         A = 1A 2 3 4           B = 1 2 3 4         A pays for 4, B for 1: only B sees the old page 1
 *   B changes page 4         A = 1A 2 3 4           B = 1 2 3 4B        A pays for 4, B for 2
 *   A is deleted             1A and 4 are gone      B = 1 2 3 4B        B pays for 4
 *
 * Every stored copy has one owner, who pays for it, and the owner always sees it. So the bills of a family add up to the
 * pages that it stores. Aurora User Guide, aurora-managing-clone.
 *
 * Simpler than the service, because no source says it: who takes over an old page that several clones still see (the one
 * created first), which half of a deleted source's pages each clone takes over (they are dealt one by one, in the order of
 * page numbers), and what the limit counts (clones of that source which still exist).
 */
import { invariant } from "../kernel/index.ts";
import { AURORA_LIMITS } from "./limits.ts";
import type { Lsn, PageId, VolumeId } from "./vocabulary.ts";

/** How a clone was made: it shares pages, or it has copies of them all. */
export type CloneKind = "copy-on-write" | "full-copy";

/** What a family is opened with: one volume, the source of all others. */
export interface CloneFamilyOptions {
  readonly volume: VolumeId;
  /** Its pages are 1 to this many; clones have as many. */
  readonly pageCount: number;
  /** Every page of it was written at this LSN. */
  readonly startLsn: Lsn;
  /** Clones of one source that may share its pages; the next one is a full copy. In Aurora 15. */
  readonly copyOnWriteCloneMax: number;
}

/** An order to make a clone. */
export interface CloneOrder {
  /** A volume that exists. */
  readonly source: VolumeId;
  /** The new volume; no other has or had this name. */
  readonly clone: VolumeId;
  /**
   * The clone point, in the source's log: the clone begins with what the source had then. Every write of the source up to
   * here has been told; later ones may have been told too. Not below the source's own clone point.
   */
  readonly atLsn: Lsn;
}

/** A write to one page. */
export interface CloneWrite {
  readonly volume: VolumeId;
  readonly page: PageId;
  /** In the volume's own log, which goes on above its clone point. Increases from write to write of the volume. */
  readonly lsn: Lsn;
}

/** What a page holds: who wrote it, and at which LSN of its own log. */
export interface PageCopy {
  readonly writtenBy: VolumeId;
  readonly lsn: Lsn;
}

/** The seam: what the exercise `copy-on-write-clone` asks for. Volumes that it is asked about exist. */
export interface CloneFamily {
  /** Makes a clone, and says how: sharing pages, or in full once the source has as many sharing clones as it may have. */
  clone(order: CloneOrder): CloneKind;
  /** A volume changed a page. */
  write(write: CloneWrite): void;
  /** Deletes a volume. Its clones live on. */
  remove(volume: VolumeId): void;
  /** What the volume sees of the page now. */
  read(volume: VolumeId, page: PageId): PageCopy;
  /** Who pays for the copy that the volume sees: a volume that exists and sees this very copy. */
  ownerOf(volume: VolumeId, page: PageId): VolumeId;
  /** For how many pages the volume pays. */
  billedPages(volume: VolumeId): number;
}

/** In Aurora. */
export const COPY_ON_WRITE_CLONE_MAX: number = AURORA_LIMITS.copyOnWriteClones.value;

/** A page as it lies in storage, once. */
interface StoredCopy extends PageCopy {
  owner: VolumeId;
}

/** From this LSN of a volume on, the page is this copy. */
interface TableEntry {
  readonly lsn: Lsn;
  readonly copy: StoredCopy;
}

interface Volume {
  readonly id: VolumeId;
  /** Where it shares, or shared, pages from. */
  readonly sharesWith: VolumeId | undefined;
  /** By page, from page 1 on: what it was when, oldest first. The log can still make what lies before the last. */
  readonly table: readonly TableEntry[][];
}

/** The reference implementation. */
export function createCloneFamily({
  volume: first,
  pageCount,
  startLsn,
  copyOnWriteCloneMax,
}: CloneFamilyOptions): CloneFamily {
  /** Those that exist, oldest first. */
  const volumes = new Map<VolumeId, Volume>();
  const pages = Array.from({ length: pageCount }, (_, index) => index);
  volumes.set(first, {
    id: first,
    sharesWith: undefined,
    table: pages.map(() => [{ lsn: startLsn, copy: { writtenBy: first, lsn: startLsn, owner: first } }]),
  });

  const volumeOf = (id: VolumeId): Volume => {
    const volume = volumes.get(id);
    invariant(volume !== undefined, `volume ${id} exists`);
    return volume;
  };
  const entriesOf = (volume: Volume, index: number): TableEntry[] => {
    const entries = volume.table[index];
    invariant(entries !== undefined, `pages are 1 to ${pageCount}`);
    return entries;
  };
  const seenBy = (volume: Volume, index: number): StoredCopy => (entriesOf(volume, index).at(-1) as TableEntry).copy;
  const viewersOf = (copy: StoredCopy, index: number): Volume[] =>
    [...volumes.values()].filter((volume) => seenBy(volume, index) === copy);

  return {
    clone({ source: sourceId, clone, atLsn }) {
      const source = volumeOf(sourceId);
      invariant(!volumes.has(clone), `volume ${clone} is new`);
      const sharing = [...volumes.values()].filter(({ sharesWith }) => sharesWith === sourceId);
      const kind: CloneKind = sharing.length < copyOnWriteCloneMax ? "copy-on-write" : "full-copy";
      const table = pages.map((index): TableEntry[] => {
        const entry = entriesOf(source, index).findLast(({ lsn }) => lsn <= atLsn);
        invariant(entry !== undefined, "a clone point is not below the source's own");
        const { copy } = entry;
        if (kind === "full-copy") return [{ lsn: atLsn, copy: { ...copy, owner: clone } }];
        // The source may have moved on since the clone point: then nobody pays for this copy any more, or yet.
        if (viewersOf(copy, index).length === 0) copy.owner = clone;
        return [{ lsn: atLsn, copy }];
      });
      volumes.set(clone, { id: clone, sharesWith: kind === "copy-on-write" ? sourceId : undefined, table });
      return kind;
    },

    write({ volume: id, page, lsn }) {
      const index = page - 1;
      const entries = entriesOf(volumeOf(id), index);
      const { copy: before } = entries.at(-1) as TableEntry;
      entries.push({ lsn, copy: { writtenBy: id, lsn, owner: id } });
      if (before.owner === id) before.owner = viewersOf(before, index)[0]?.id ?? id;
    },

    remove(id) {
      const gone = volumeOf(id);
      volumes.delete(id);
      const givenTo = new Map<VolumeId, number>();
      for (const index of pages) {
        const copy = seenBy(gone, index);
        if (copy.owner !== id) continue;
        let heir: VolumeId | undefined;
        for (const viewer of viewersOf(copy, index)) {
          if (heir === undefined || (givenTo.get(viewer.id) ?? 0) < (givenTo.get(heir) ?? 0)) heir = viewer.id;
        }
        if (heir === undefined) continue;
        copy.owner = heir;
        givenTo.set(heir, (givenTo.get(heir) ?? 0) + 1);
      }
    },

    read(id, page) {
      const { writtenBy, lsn } = seenBy(volumeOf(id), page - 1);
      return { writtenBy, lsn };
    },

    ownerOf: (id, page) => seenBy(volumeOf(id), page - 1).owner,

    // Whoever owns a copy sees it, so no other place has to be looked at.
    billedPages(id) {
      const volume = volumeOf(id);
      return pages.filter((index) => seenBy(volume, index).owner === id).length;
    },
  };
}
