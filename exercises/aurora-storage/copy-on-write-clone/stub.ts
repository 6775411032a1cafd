import type { CloneFamily, CloneFamilyOptions } from "four-of-six/aurora";

/**
 * Keeps a family of volumes: one source, its clones, and theirs. Hover over a name to read what it promises.
 */
export function createCloneFamily({
  volume,
  pageCount,
  startLsn,
  copyOnWriteCloneMax,
}: CloneFamilyOptions): CloneFamily {
  // What does a volume have to remember about each of its pages?
  return {
    clone({ source, clone, atLsn }) {
      return "full-copy";
    },

    write({ volume, page, lsn }) {},

    remove(volume) {},

    read(volume, page) {
      return { writtenBy: volume, lsn: startLsn };
    },

    ownerOf(volume, page) {
      return volume;
    },

    billedPages(volume) {
      return 0;
    },
  };
}
