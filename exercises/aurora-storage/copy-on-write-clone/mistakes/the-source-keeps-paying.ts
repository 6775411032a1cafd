import type { CloneFamily, CloneFamilyOptions, Lsn, PageId, VolumeId } from "four-of-six/aurora";

interface Copy {
  readonly writtenBy: VolumeId;
  readonly lsn: Lsn;
  owner: VolumeId;
}

type Table = Map<PageId, { from: Lsn; copy: Copy }[]>;

export function createCloneFamily({
  volume: first,
  pageCount,
  startLsn,
  copyOnWriteCloneMax,
}: CloneFamilyOptions): CloneFamily {
  const pages = Array.from({ length: pageCount }, (_, index) => index + 1);
  const tables = new Map<VolumeId, Table>();
  const sharesWith = new Map<VolumeId, VolumeId>();

  const history = (volume: VolumeId, page: PageId) => tables.get(volume)!.get(page)!;
  const now = (volume: VolumeId, page: PageId) => history(volume, page).at(-1)!.copy;
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
        const { copy } = history(source, page).findLast(({ from }) => from <= atLsn)!;
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
    },

    remove(volume) {
      const left = new Map(pages.map((page) => [page, now(volume, page)]));
      tables.delete(volume);
      sharesWith.delete(volume);
      const given = new Map<VolumeId, number>();
      for (const [page, copy] of left) {
        if (copy.owner !== volume) continue;
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
    billedPages: (volume) => {
      const seen = new Set([...tables.keys()].flatMap((viewer) => pages.map((page) => now(viewer, page))));
      return [...seen].filter((copy) => copy.owner === volume).length;
    },
  };
}
