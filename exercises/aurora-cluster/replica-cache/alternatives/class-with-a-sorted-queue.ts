// A class. What waits stands in a queue by LSN; what was applied is kept page by page.
import type { LogRecord, Lsn, PageId, PageVersion } from "four-of-six/aurora";
import type { ReplicaCache, ReplicaCacheOptions } from "four-of-six/cluster";

class Page {
  readonly history: LogRecord[] = [];
  #lsn: Lsn = 0;
  #slots: number[] | undefined;

  note(record: LogRecord): void {
    this.history.push(record);
    this.#put(record);
  }

  restart({ lsn, slots }: PageVersion, asOf: Lsn): void {
    this.#lsn = lsn;
    this.#slots = Array.from(slots);
    for (const record of this.history) if (record.lsn > asOf) this.#put(record);
  }

  get version(): PageVersion | undefined {
    return this.#slots && { lsn: this.#lsn, slots: Array.from(this.#slots) };
  }

  #put({ lsn, change }: LogRecord): void {
    if (this.#slots === undefined) return;
    this.#slots[change.slot - 1] = change.value;
    this.#lsn = lsn;
  }
}

class Cache implements ReplicaCache {
  #readPoint: Lsn;
  #vdl: Lsn;
  #queue: (readonly LogRecord[])[] = [];
  readonly #pages = new Map<PageId, Page>();

  constructor(startLsn: Lsn) {
    this.#readPoint = this.#vdl = startLsn;
  }

  received(records: readonly LogRecord[]): void {
    const [first] = records;
    if (first!.lsn <= this.#readPoint || this.#queue.some(([other]) => other!.lsn === first!.lsn)) return;
    const place = this.#queue.findIndex(([other]) => other!.lsn > first!.lsn);
    this.#queue.splice(place < 0 ? this.#queue.length : place, 0, records);
    this.#drain();
  }

  durable(vdl: Lsn): void {
    if (vdl <= this.#vdl) return;
    this.#vdl = vdl;
    this.#drain();
  }

  readPoint(): Lsn {
    return this.#readPoint;
  }

  page(page: PageId): PageVersion | undefined {
    return this.#pages.get(page)?.version;
  }

  loaded(page: PageId, version: PageVersion, asOf: Lsn): void {
    this.#pageOf(page).restart(version, asOf);
  }

  #drain(): void {
    while (this.#queue.length > 0) {
      const [head] = this.#queue;
      const end = head!.at(-1)!.lsn;
      if (head![0]!.previousInVolume !== this.#readPoint || end > this.#vdl) break;
      this.#queue.shift();
      for (const record of head!) this.#pageOf(record.page).note(record);
      this.#readPoint = end;
    }
  }

  #pageOf(page: PageId): Page {
    const known = this.#pages.get(page) ?? new Page();
    this.#pages.set(page, known);
    return known;
  }
}

export const createReplicaCache = ({ startLsn }: ReplicaCacheOptions): ReplicaCache => new Cache(startLsn);
