/**
 * A Region's replica of a global table with eventual consistency: what it has of each key, its clock, and its stream. Who
 * brings the messages is somebody else's business: the network in `global-table-run.ts`, a list of steps in
 * `last-writer-wins-script.ts`.
 */
import type { Millis } from "../kernel/index.ts";
import { canonicalItem, type Item } from "./attribute-value.ts";
import type { GlobalTableEvent } from "./global-table-trace.ts";
import type { ItemVersion, LastWriterWins, RegionId, RegionTime } from "./last-writer-wins.ts";

/** One of them. Give it the time with `clock` before anything else is asked of it. */
export class TableReplica {
  readonly region: RegionId;
  readonly #mechanism: LastWriterWins;
  readonly #record: (event: GlobalTableEvent) => void;
  readonly #versions = new Map<string, ItemVersion>();
  #nowMs: Millis = 0;
  #watermarkMs: Millis = 0;

  constructor(region: RegionId, mechanism: LastWriterWins, record: (event: GlobalTableEvent) => void) {
    this.region = region;
    this.#mechanism = mechanism;
    this.#record = record;
  }

  /** What the clock shows. A clock that is set back stands still until its time has come again. */
  clock(shownMs: Millis): Millis {
    this.#nowMs = Math.max(this.#nowMs, Math.floor(shownMs));
    return this.#nowMs;
  }

  /** What a read in this Region shows. */
  itemOf(key: string): Item | undefined {
    return this.#versions.get(key)?.item;
  }

  /** A write is made here. Gives what is to be sent to the other Regions. */
  write(write: string, key: string, item: Item | undefined): ItemVersion {
    const before = this.#versions.get(key);
    const at = this.#time();
    const version = this.#mechanism.stamp(before, item, at);
    const kept = this.#mechanism.merge(before, version, at);
    this.#record({ kind: "write-accepted", region: this.region, write, key, version, ...(kept && { kept }) });
    this.#keep(key, before, kept);
    return version;
  }

  /** A write of another Region comes. */
  arrive(key: string, version: ItemVersion): void {
    const before = this.#versions.get(key);
    const kept = this.#mechanism.merge(before, version, this.#time());
    this.#record({ kind: "version-arrived", region: this.region, key, version, ...(kept && { kept }) });
    this.#keep(key, before, kept);
  }

  /** Everything up to here has arrived, if not more: what need not be remembered is forgotten. */
  tidy(watermarkMs: Millis): void {
    if (watermarkMs > this.#watermarkMs) {
      this.#watermarkMs = watermarkMs;
      if ([...this.#versions.values()].some(({ item }) => item === undefined))
        this.#record({ kind: "watermark-raised", region: this.region, watermarkMs });
    }
    const at = this.#time();
    for (const [key, version] of this.#versions) {
      const kept = this.#mechanism.forget(version, at);
      if (kept === undefined) {
        this.#record({ kind: "version-forgotten", region: this.region, key, forgot: version });
        this.#keep(key, version, kept);
      }
    }
  }

  #time(): RegionTime {
    return { region: this.region, nowMs: this.#nowMs, watermarkMs: this.#watermarkMs };
  }

  #keep(key: string, before: ItemVersion | undefined, kept: ItemVersion | undefined): void {
    if (kept === undefined) this.#versions.delete(key);
    else this.#versions.set(key, kept);
    const [old, item] = [before?.item, kept?.item];
    // As in the service there is a record only where the item has changed.
    if (textOf(old) === textOf(item)) return;
    const change = old === undefined ? "INSERT" : item === undefined ? "REMOVE" : "MODIFY";
    this.#record({ kind: "stream-record", region: this.region, key, change, ...(item && { item }) });
  }
}

const textOf = (item: Item | undefined) => (item === undefined ? "" : canonicalItem(item));
