import { RunawayError, ScenarioError } from "./errors.ts";
import { EventQueue, type Scheduled } from "./event-queue.ts";
import { Random } from "./random.ts";
import type { Timed, Trace } from "./trace.ts";
import { toMicros, type Millis } from "./units.ts";

/** A handle on an action that has not happened yet. */
export type Timer = Scheduled;

export interface SimulationOptions<E extends { readonly kind: string }> {
  /** Every random number of the run comes from this. */
  readonly seed: number;
  /** A run that passes this many events fails with `RunawayError`. Default: one million. */
  readonly eventCountMax?: number;
  /** Events are added to this list as they are recorded; a run that throws leaves there what came before. */
  readonly trace?: Timed<E>[] | undefined;
}

/**
 * A discrete-event simulation: actions in the order of their times, a clock that jumps from one to the next, and a
 * trace of what they recorded. It knows nothing of databases.
 */
export class Simulation<E extends { readonly kind: string }> {
  readonly random: Random;
  readonly #queue: EventQueue;
  readonly #eventCountMax: number;
  readonly #trace: Timed<E>[];
  #nowMs: Millis = 0;
  #eventCount = 0;

  constructor({ seed, eventCountMax = 1_000_000, trace = [] }: SimulationOptions<E>) {
    if (!Number.isSafeInteger(seed)) throw new ScenarioError("seed", "a whole number", seed);
    this.random = new Random(seed);
    this.#trace = trace;
    this.#eventCountMax = eventCountMax;
    this.#queue = new EventQueue(eventCountMax);
  }

  get nowMs(): Millis {
    return this.#nowMs;
  }

  /** Actions performed so far. */
  get eventCount(): number {
    return this.#eventCount;
  }

  get trace(): Trace<E> {
    return this.#trace;
  }

  /** Notes that something happened now. */
  record(event: E): void {
    this.#trace.push({ atMs: this.#nowMs, ...event });
  }

  /** Performs `action` after the given delay; a delay of 0 comes after everything already scheduled for this instant. */
  after(delayMs: Millis, action: () => void): Timer {
    return this.at(this.#nowMs + delayMs, action);
  }

  /** Performs `action` at the given time. Throws `ScenarioError` for a time that is past, or no number. */
  at(atMs: Millis, action: () => void): Timer {
    if (!(atMs >= this.#nowMs && atMs < Infinity))
      throw new ScenarioError("atMs", `a time from ${this.#nowMs} ms on`, atMs);
    return this.#queue.push(toMicros(atMs), action);
  }

  /** Makes sure that the action does not happen. Does nothing when it already has. */
  cancel(timer: Timer): void {
    timer.cancelled = true;
  }

  /** Performs everything due up to and including `untilMs`, then stands at that time. */
  runUntil(untilMs: Millis): void {
    for (;;) {
      const next = this.#queue.peek();
      if (next === undefined || next.atMs > untilMs) break;
      this.#perform();
    }
    this.#nowMs = Math.max(this.#nowMs, untilMs);
  }

  /** Performs everything there is. For runs without a repeating timer; `RunawayError` when there is no end to it. */
  runToEnd(): void {
    while (this.#queue.peek() !== undefined) this.#perform();
  }

  #perform(): void {
    const next = this.#queue.pop();
    if (next === undefined) return;
    if (this.#eventCount >= this.#eventCountMax) {
      throw new RunawayError(`The run did not end within ${this.#eventCountMax} events; it stood at ${next.atMs} ms.`);
    }
    this.#eventCount++;
    this.#nowMs = next.atMs;
    next.action();
  }
}
