import type { CloneFamilyOptions, CloneKind, CloneOrder, CloneWrite, Lsn, PageId, VolumeId } from "four-of-six/aurora";

type BlockNumber = number;

/** Storage as one long list of blocks with a reference count each; a volume is a list of block numbers and its journal. */
class Family {
  #blocks: { by: VolumeId; lsn: Lsn; references: number; payer: VolumeId }[] = [];
  #volumes: { id: VolumeId; parent: VolumeId | null; map: BlockNumber[]; journal: [Lsn, PageId, BlockNumber][] }[] = [];
  readonly #limit: number;

  constructor({ volume, pageCount, startLsn, copyOnWriteCloneMax }: CloneFamilyOptions) {
    this.#limit = copyOnWriteCloneMax;
    const map = Array.from({ length: pageCount }, () => this.#allocate(volume, startLsn, volume));
    this.#volumes.push({ id: volume, parent: null, map, journal: map.map((block, i) => [startLsn, i + 1, block]) });
  }

  #allocate(by: VolumeId, lsn: Lsn, payer: VolumeId): BlockNumber {
    return this.#blocks.push({ by, lsn, payer, references: 1 }) - 1;
  }

  #volume(id: VolumeId) {
    return this.#volumes.filter((volume) => volume.id === id)[0]!;
  }

  /** Lets go of a block; says who could pay for it now. */
  #release(number: BlockNumber): VolumeId[] {
    const block = this.#blocks[number]!;
    block.references -= 1;
    return block.references === 0 ? [] : this.#volumes.filter(({ map }) => map.includes(number)).map(({ id }) => id);
  }

  clone({ source, clone, atLsn }: CloneOrder): CloneKind {
    const isFull = this.#volumes.filter(({ parent }) => parent === source).length >= this.#limit;
    const then: BlockNumber[] = [];
    for (const [lsn, page, block] of this.#volume(source).journal) if (lsn <= atLsn) then[page - 1] = block;
    const map = then.map((number) => {
      const block = this.#blocks[number]!;
      if (isFull) return this.#allocate(block.by, block.lsn, clone);
      if (block.references === 0) block.payer = clone;
      block.references += 1;
      return number;
    });
    const journal = map.map((block, i): [Lsn, PageId, BlockNumber] => [atLsn, i + 1, block]);
    this.#volumes = [...this.#volumes, { id: clone, parent: isFull ? null : source, map, journal }];
    return isFull ? "full-copy" : "copy-on-write";
  }

  write({ volume: id, page, lsn }: CloneWrite): void {
    const volume = this.#volume(id);
    const old = volume.map[page - 1]!;
    const fresh = this.#allocate(id, lsn, id);
    volume.map[page - 1] = fresh;
    volume.journal.push([lsn, page, fresh]);
    const left = this.#release(old);
    if (this.#blocks[old]!.payer === id && left.length > 0) this.#blocks[old]!.payer = left[0]!;
  }

  remove(id: VolumeId): void {
    const { map } = this.#volume(id);
    this.#volumes = this.#volumes.filter((volume) => volume.id !== id);
    const given: VolumeId[] = [];
    const turns = (heir: VolumeId) => given.filter((other) => other === heir).length;
    for (const number of map) {
      const left = this.#release(number);
      if (this.#blocks[number]!.payer !== id || left.length === 0) continue;
      const heir = left.reduce((best, other) => (turns(other) < turns(best) ? other : best));
      this.#blocks[number]!.payer = heir;
      given.push(heir);
    }
  }

  read(id: VolumeId, page: PageId) {
    const { by, lsn } = this.#blocks[this.#volume(id).map[page - 1]!]!;
    return { writtenBy: by, lsn };
  }

  ownerOf(id: VolumeId, page: PageId): VolumeId {
    return this.#blocks[this.#volume(id).map[page - 1]!]!.payer;
  }

  billedPages(id: VolumeId): number {
    return this.#volume(id).map.reduce((sum, number) => sum + Number(this.#blocks[number]!.payer === id), 0);
  }
}

export const createCloneFamily = (options: CloneFamilyOptions) => new Family(options);
