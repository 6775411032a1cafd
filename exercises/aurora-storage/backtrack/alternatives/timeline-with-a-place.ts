// A timeline without dead branches: writing cuts off what is behind the present place. Visible is what is before it.
import type { BacktrackLog, BacktrackOptions, BacktrackTarget, ChangeRecord } from "four-of-six/aurora";

interface Entry extends ChangeRecord {
  /** How many records had ever been written when this one was, itself included. */
  readonly serial: number;
}

export class Timeline implements BacktrackLog {
  readonly #options: BacktrackOptions;
  #entries: Entry[];
  #place = 0;
  #writtenCount = 0;

  constructor(options: BacktrackOptions) {
    this.#options = options;
    this.#entries = [{ ...options.openedAt, isCpl: true, serial: 0 }];
  }

  recordWritten(record: ChangeRecord): void {
    this.#writtenCount += 1;
    this.#entries = [...this.#entries.slice(0, this.#place + 1), { ...record, serial: this.#writtenCount }];
    this.#place = this.#entries.length - 1;
  }

  earliestMs(nowMs: number): number {
    const oldest = this.#entries.find((entry) => this.#canBeTarget(entry));
    const windowBeginsMs = nowMs - this.#options.targetWindowMs;
    return oldest !== undefined && oldest.atMs > windowBeginsMs ? oldest.atMs : windowBeginsMs;
  }

  targetFor(timeMs: number, nowMs: number): BacktrackTarget {
    const index = this.#indexFor(timeMs, nowMs);
    if (index === undefined) return { kind: "backtrack-window-exceeded", earliestMs: this.earliestMs(nowMs) };
    const { lsn, atMs } = this.#entries[index] as Entry;
    return { kind: "target", lsn, atMs };
  }

  backtrack(timeMs: number, nowMs: number): BacktrackTarget {
    const target = this.targetFor(timeMs, nowMs);
    this.#place = this.#indexFor(timeMs, nowMs) ?? this.#place;
    return target;
  }

  isVisible(lsn: number): boolean {
    if (lsn <= this.#options.openedAt.lsn) return true;
    for (let index = 0; index <= this.#place; index++) if (this.#entries[index]?.lsn === lsn) return true;
    return false;
  }

  #canBeTarget({ isCpl, serial }: Entry): boolean {
    return isCpl && this.#writtenCount - serial <= this.#options.storedRecordsMax;
  }

  #indexFor(timeMs: number, nowMs: number): number | undefined {
    if (timeMs < this.earliestMs(nowMs)) return undefined;
    for (let index = this.#entries.length - 1; index >= 0; index--) {
      const entry = this.#entries[index] as Entry;
      if (entry.atMs <= timeMs && this.#canBeTarget(entry)) return index;
    }
    return undefined;
  }
}

export const createBacktrackLog = (options: BacktrackOptions): BacktrackLog => new Timeline(options);
