import type { CloneFamily, CloneFamilyOptions, Lsn, PageId, VolumeId } from "four-of-six/aurora";

/** A page as it lies in storage, once, however many volumes see it. */
interface Copy {
  readonly writtenBy: VolumeId;
  readonly lsn: Lsn;
  /** Who pays. */
  owner: VolumeId;
}

/** For each page of a volume: which copy it was from which LSN on, oldest first. */
type Table = Map<PageId, { from: Lsn; copy: Copy }[]>;

/**
 * A clone is a table of pointers, filled from its source's table. Nothing is copied until somebody writes, and then the
 * writer gets a copy of its own and leaves the old one to whoever still points at it.
 */
export function createCloneFamily({
  volume: first,
  pageCount,
  startLsn,
  copyOnWriteCloneMax,
}: CloneFamilyOptions): CloneFamily {
  const pages = Array.from({ length: pageCount }, (_, index) => index + 1);
  /** The volumes that exist, oldest first: a Map keeps its order. */
  const tables = new Map<VolumeId, Table>();
  /** Of each clone that shares pages: with which source. */
  const sharesWith = new Map<VolumeId, VolumeId>();

  const history = (volume: VolumeId, page: PageId) => tables.get(volume)!.get(page)!;
  const now = (volume: VolumeId, page: PageId) => history(volume, page).at(-1)!.copy;
  /** Who sees this copy. To see the same content is not enough: it has to be the same copy. */
  const viewers = (copy: Copy, page: PageId) => [...tables.keys()].filter((volume) => now(volume, page) === copy);

  tables.set(
    first,
    new Map(pages.map((page) => [page, [{ from: startLsn, copy: { writtenBy: first, lsn: startLsn, owner: first } }]])),
  );

  return {
    clone({ source, clone, atLsn }) {
      const count = [...sharesWith.values()].filter((other) => other === source).length;
      const isShared = count < copyOnWriteCloneMax;
      const table: Table = new Map();
      for (const page of pages) {
        // As of the clone point: the source may have gone on since.
        const { copy } = history(source, page).findLast(({ from }) => from <= atLsn)!;
        // Nobody sees a copy that the source has replaced; the clone is the first to do so again, and pays for it.
        if (isShared && viewers(copy, page).length === 0) copy.owner = clone;
        table.set(page, [{ from: atLsn, copy: isShared ? copy : { ...copy, owner: clone } }]);
      }
      tables.set(clone, table);
      if (isShared) sharesWith.set(clone, source);
      return isShared ? "copy-on-write" : "full-copy";
    },

    write({ volume, page, lsn }) {
      const old = now(volume, page);
      history(volume, page).push({ from: lsn, copy: { writtenBy: volume, lsn, owner: volume } });
      if (old.owner !== volume) return;
      // The old copy is no longer ours to pay for. If nobody else sees it, it is simply gone.
      const [heir] = viewers(old, page);
      if (heir !== undefined) old.owner = heir;
    },

    remove(volume) {
      const left = new Map(pages.map((page) => [page, now(volume, page)]));
      tables.delete(volume);
      sharesWith.delete(volume);
      const given = new Map<VolumeId, number>();
      for (const [page, copy] of left) {
        if (copy.owner !== volume) continue;
        // Sorting keeps the older first among equals.
        const [heir] = viewers(copy, page).sort((a, b) => (given.get(a) ?? 0) - (given.get(b) ?? 0));
        if (heir === undefined) continue;
        copy.owner = heir;
        given.set(heir, (given.get(heir) ?? 0) + 1);
      }
    },

    read(volume, page) {
      const { writtenBy, lsn } = now(volume, page);
      return { writtenBy, lsn };
    },

    ownerOf: (volume, page) => now(volume, page).owner,

    // An owner always sees what it owns, so its own table has all that it pays for.
    billedPages: (volume) => pages.filter((page) => now(volume, page).owner === volume).length,
  };
}
