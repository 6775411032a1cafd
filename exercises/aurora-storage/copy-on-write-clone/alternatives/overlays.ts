import type { CloneFamily, CloneFamilyOptions, CloneKind, Lsn, PageId, VolumeId } from "four-of-six/aurora";

/** Each volume keeps only what it wrote itself; for the rest it asks its source, as of the clone point. */
class Volume {
  readonly id: VolumeId;
  readonly origin: { source: Volume; atLsn: Lsn; kind: CloneKind } | undefined;
  readonly #writes: { page: PageId; lsn: Lsn }[] = [];
  readonly #startLsn: Lsn;

  constructor(id: VolumeId, startLsn: Lsn, origin?: Volume["origin"]) {
    this.id = id;
    this.#startLsn = startLsn;
    this.origin = origin;
  }

  write(page: PageId, lsn: Lsn): void {
    this.#writes.unshift({ page, lsn });
  }

  /** What is there, and a name for the copy in storage. */
  look(page: PageId, upTo: Lsn = Infinity): { writtenBy: VolumeId; lsn: Lsn; name: string } {
    const own = this.#writes.find((write) => write.page === page && write.lsn <= upTo);
    if (own) return { writtenBy: this.id, lsn: own.lsn, name: `${page}/${this.id}/${own.lsn}` };
    if (!this.origin) return { writtenBy: this.id, lsn: this.#startLsn, name: `${page}/${this.id}` };
    const inherited = this.origin.source.look(page, this.origin.atLsn);
    return this.origin.kind === "full-copy" ? { ...inherited, name: `${page}/${this.id}` } : inherited;
  }
}

export function createCloneFamily(options: CloneFamilyOptions): CloneFamily {
  const { pageCount, startLsn, copyOnWriteCloneMax } = options;
  let alive = [new Volume(options.volume, startLsn)];
  /** Payer of each copy in storage, by its name. */
  const payers: Record<string, VolumeId> = {};
  const find = (id: VolumeId) => alive.find((volume) => volume.id === id)!;
  const seeing = (name: string, page: PageId) => alive.filter((volume) => volume.look(page).name === name);
  const eachPage = (visit: (page: PageId) => void) => {
    for (let page = 1; page <= pageCount; page++) visit(page);
  };
  eachPage((page) => (payers[find(options.volume).look(page).name] = options.volume));

  return {
    clone({ source: id, clone, atLsn }) {
      const source = find(id);
      const sharing = alive.filter(({ origin }) => origin?.source === source && origin.kind === "copy-on-write");
      const kind = sharing.length < copyOnWriteCloneMax ? "copy-on-write" : "full-copy";
      const volume = new Volume(clone, startLsn, { source, atLsn, kind });
      eachPage((page) => {
        const { name } = volume.look(page);
        if (seeing(name, page).length === 0) payers[name] = clone;
      });
      alive.push(volume);
      return kind;
    },
    write({ volume: id, page, lsn }) {
      const volume = find(id);
      const before = volume.look(page).name;
      volume.write(page, lsn);
      payers[volume.look(page).name] = id;
      const [next] = seeing(before, page);
      if (payers[before] === id && next) payers[before] = next.id;
    },
    remove(id) {
      const gone = find(id);
      alive = alive.filter((volume) => volume !== gone);
      const tally: Record<VolumeId, number> = Object.fromEntries(alive.map((volume) => [volume.id, 0]));
      eachPage((page) => {
        const { name } = gone.look(page);
        if (payers[name] !== id) return;
        let heir: VolumeId | undefined;
        for (const { id: other } of seeing(name, page)) {
          if (heir === undefined || tally[other]! < tally[heir]!) heir = other;
        }
        if (heir === undefined) return;
        payers[name] = heir;
        tally[heir]!++;
      });
    },
    read(id, page) {
      const { writtenBy, lsn } = find(id).look(page);
      return { writtenBy, lsn };
    },
    ownerOf: (id, page) => payers[find(id).look(page).name]!,
    billedPages(id) {
      let count = 0;
      eachPage((page) => (count += payers[find(id).look(page).name] === id ? 1 : 0));
      return count;
    },
  };
}
