import { RunawayError } from "./errors.ts";

/** Something that will happen: an action, its time, and its place among the actions of the same instant. */
export interface Scheduled {
  /** Whole microseconds: engines compare whole numbers fast, and keep them without a box. */
  readonly atMicros: number;
  /** Counts up in the order of scheduling. */
  readonly seq: number;
  readonly action: (subject: never) => void;
  /** What the action is called with: a function can serve many entries, which differ in this. */
  readonly subject: unknown;
  /** Set by `Simulation.cancel`; a cancelled action stays in the queue until its time and is then passed over. */
  cancelled: boolean;
}

/** The one total order of a run: earlier first, then in the order scheduled. */
function isBefore(a: Scheduled, b: Scheduled): boolean {
  return a.atMicros < b.atMicros || (a.atMicros === b.atMicros && a.seq < b.seq);
}

/** A binary heap over that order. Throws `RunawayError` past `lengthMax` entries. */
export class EventQueue {
  readonly #heap: Scheduled[] = [];
  readonly #lengthMax: number;
  #nextSeq = 0;

  constructor(lengthMax = 1_000_000) {
    this.#lengthMax = lengthMax;
  }

  /** Entries in the queue, cancelled ones included. */
  get length(): number {
    return this.#heap.length;
  }

  /** Adds an entry after all others of the same time. */
  push<S>(atMicros: number, action: (subject: S) => void, subject: S): Scheduled {
    const heap = this.#heap;
    if (heap.length >= this.#lengthMax) {
      throw new RunawayError(
        `More than ${this.#lengthMax} events wait at ${atMicros / 1000} ms: something schedules without end.`,
      );
    }
    const entry: Scheduled = { atMicros, seq: this.#nextSeq++, action, subject, cancelled: false };
    let index = heap.length;
    heap.push(entry);
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex] as Scheduled;
      if (!isBefore(entry, parent)) break;
      heap[index] = parent;
      index = parentIndex;
    }
    heap[index] = entry;
    return entry;
  }

  /** The next entry that was not cancelled, without taking it. */
  peek(): Scheduled | undefined {
    while (this.#heap[0]?.cancelled) this.#take();
    return this.#heap[0];
  }

  /** Takes the next entry that was not cancelled. */
  pop(): Scheduled | undefined {
    const next = this.peek();
    if (next !== undefined) this.#take();
    return next;
  }

  #take(): void {
    const heap = this.#heap;
    const last = heap.pop() as Scheduled;
    const length = heap.length;
    if (length === 0) return;
    let index = 0;
    for (;;) {
      let childIndex = 2 * index + 1;
      if (childIndex >= length) break;
      const rightIndex = childIndex + 1;
      if (rightIndex < length && isBefore(heap[rightIndex] as Scheduled, heap[childIndex] as Scheduled))
        childIndex = rightIndex;
      const child = heap[childIndex] as Scheduled;
      if (!isBefore(child, last)) break;
      heap[index] = child;
      index = childIndex;
    }
    heap[index] = last;
  }
}
