import { RunawayError, ScenarioError, invariant } from "./errors.ts";
import { EventQueue, type Scheduled } from "./event-queue.ts";
import { Random } from "./random.ts";
import type { Timed, Trace } from "./trace.ts";
import { microsOf, type Millis } from "./units.ts";

/** A handle on an action that has not happened yet. */
export type Timer = Scheduled;

/** What a simulation begins with. */
export interface SimulationOptions<E extends { readonly kind: string }> {
  /** Every random number of the run comes from this. */
  readonly seed: number;
  /** Most events that a run may perform, or have waiting; past it, `RunawayError`. Default: one million. */
  readonly eventCountMax?: number;
  /** Events are added to this list as they are recorded; a run that throws leaves there what came before. */
  readonly trace?: Timed<E>[] | undefined;
}

/**
 * A discrete-event simulation: actions in the order of their times, a clock that jumps from one to the next, and a
 * trace of what they recorded. It knows nothing of databases.
 */
export class Simulation<E extends { readonly kind: string }> {
  /** The root of all chance in the run. Fork it by name; a number drawn here moves every other user's. */
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

  /** The time of the action that is being performed, or was last. */
  get nowMs(): Millis {
    return this.#nowMs;
  }

  /** Actions performed so far. */
  get eventCount(): number {
    return this.#eventCount;
  }

  /** What was recorded so far; the same list throughout the run. */
  get trace(): Trace<E> {
    return this.#trace;
  }

  /** Notes that something happened now. */
  record(event: E): void {
    this.#trace.push({ atMs: this.#nowMs, ...event });
  }

  /** The same for an event that carries its time already: the many events of a run need not be copied. */
  recordTimed(event: Timed<E>): void {
    invariant(event.atMs === this.#nowMs, "events are recorded when they happen");
    this.#trace.push(event);
  }

  /** Performs `action` after the given delay; a delay of 0 comes after everything already scheduled for this instant. */
  after(delayMs: Millis, action: () => void): Timer;
  after<S>(delayMs: Millis, action: (subject: S) => void, subject: S): Timer;
  after<S>(delayMs: Millis, action: (subject: S | undefined) => void, subject?: S): Timer {
    return this.at(this.#nowMs + delayMs, action, subject);
  }

  /** Performs `action` at the given time. Throws `ScenarioError` for a time that is past, or no number. */
  at(atMs: Millis, action: () => void): Timer;
  at<S>(atMs: Millis, action: (subject: S) => void, subject: S): Timer;
  at<S>(atMs: Millis, action: (subject: S | undefined) => void, subject?: S): Timer {
    if (!(atMs >= this.#nowMs && atMs < Infinity))
      throw new ScenarioError("atMs", `a time from ${this.#nowMs} ms on`, atMs);
    return this.#queue.push(microsOf(atMs), action, subject);
  }

  /** Makes sure that the action does not happen. Does nothing when it already has. */
  cancel(timer: Timer): void {
    timer.cancelled = true;
  }

  /**
   * Performs everything due up to and including `untilMs`, then stands at that time. A time that is past changes
   * nothing. Throws `ScenarioError` for no number.
   */
  runUntil(untilMs: Millis): void {
    if (!(untilMs < Infinity)) throw new ScenarioError("untilMs", "a time", untilMs);
    // Cut as the times of actions are: otherwise the clock could stand between two of them, and turn back.
    const endMicros = microsOf(untilMs);
    for (;;) {
      const next = this.#queue.peek();
      if (next === undefined || next.atMicros > endMicros) break;
      this.#perform();
    }
    this.#nowMs = Math.max(this.#nowMs, endMicros / 1000);
  }

  /** Performs everything there is. For runs without a repeating timer; `RunawayError` when there is no end to it. */
  runToEnd(): void {
    while (this.#queue.peek() !== undefined) this.#perform();
  }

  #perform(): void {
    const next = this.#queue.pop();
    if (next === undefined) return;
    if (this.#eventCount >= this.#eventCountMax) {
      throw new RunawayError(
        `The run did not end within ${this.#eventCountMax} events; it stood at ${next.atMicros / 1000} ms.`,
      );
    }
    this.#eventCount++;
    this.#nowMs = next.atMicros / 1000;
    next.action(next.subject as never);
  }
}
