/**
 * Token bucket: which requests a capacity of so many units a second admits.
 *
 * Tokens come in with time, one for each unit. A request takes its units out, or is throttled and takes nothing. What
 * nobody takes is kept, up to a number of seconds. A bucket of 100 units a second that keeps 300 s of them:
 *
 *      0 s  100 in it     the second that it was made with
 *    300 s  30,000        300 s of its rate: more is not kept
 *    600 s  0             after 200 units a second: 100 came in, 100 were kept ones
 *    601 s  100 admitted of 200, and so on
 *
 * One bucket is not the whole of admission. A partition has one for what is allocated to it and one for what it has kept,
 * a node has one for all its partitions, a table has one that its routers draw from: `throughput-run.ts`. Each of them is
 * this one with other figures. DynamoDB 2022 §4.1.1, §4.2; Developer Guide, burst-adaptive-capacity.
 *
 * Simplified, because no source fixes it: a request that is larger than what is there is throttled, however little is
 * missing; a lowered rate keeps no more than its own seconds, from that moment on.
 */
import { ScenarioError, type Labelled, type Millis } from "../kernel/index.ts";

/** Read or write units, in steps of 0.5 where a request asks for them; a bucket counts in thousandths. */
export type Units = Labelled<number, "Units">;

/** A bucket as it is made. */
export interface TokenBucketConfiguration {
  /** Units a second: a whole number from 0 to 1,000,000. */
  readonly rate: number;
  /** So many seconds of its rate it can hold: a whole number from 1 to 300. */
  readonly burstSeconds: number;
  /** What is in it at first: from 0 to `rate × burstSeconds`. */
  readonly units: Units;
  /** When it is made. */
  readonly nowMs: Millis;
}

/**
 * The seam: what the exercise `token-bucket` asks for. Every `nowMs` is a whole number of milliseconds, and never less
 * than the one before. What is in the bucket is exact, to the thousandth of a unit.
 */
export interface TokenBucket {
  /** What is in it now: from 0 to `rate × burstSeconds`. */
  available(nowMs: Millis): Units;
  /** Whether a request of so many units is admitted. It takes all of them, or nothing. More than 0, in steps of 0.5. */
  take(units: Units, nowMs: Millis): boolean;
  /** Takes so many units, or what is there if that is less, and says how many. From 0 on, in steps of 0.001. */
  takeUpTo(units: Units, nowMs: Millis): Units;
  /** Units a second from now on. What is in the bucket stays, as far as `rate × burstSeconds` of the new rate go. */
  setRate(rate: number, nowMs: Millis): void;
}

/** Makes one bucket. */
export type CreateTokenBucket = (configuration: TokenBucketConfiguration) => TokenBucket;

/** The reference implementation. */
export const createTokenBucket: CreateTokenBucket = (configuration) => new KeptTokens(configuration);

/** Thousandths of a unit: a rate in units a second brings just so many of them in a millisecond. */
type Thousandths = number;
const THOUSANDTHS = 1_000;

class KeptTokens implements TokenBucket {
  readonly #burstSeconds: number;
  #rate: number;
  #kept: Thousandths;
  #filledMs: Millis;

  constructor({ rate, burstSeconds, units, nowMs }: TokenBucketConfiguration) {
    this.#burstSeconds = burstSeconds;
    this.#rate = rate;
    this.#kept = thousandthsOf(units);
    this.#filledMs = nowMs;
  }

  available(nowMs: Millis): Units {
    return this.#fill(nowMs) / THOUSANDTHS;
  }

  take(units: Units, nowMs: Millis): boolean {
    const asked = thousandthsOf(units);
    if (asked > this.#fill(nowMs)) return false;
    this.#kept -= asked;
    return true;
  }

  takeUpTo(units: Units, nowMs: Millis): Units {
    const taken = Math.min(thousandthsOf(units), this.#fill(nowMs));
    this.#kept -= taken;
    return taken / THOUSANDTHS;
  }

  setRate(rate: number, nowMs: Millis): void {
    // The time that is over belongs to the rate before.
    this.#fill(nowMs);
    this.#rate = rate;
    this.#fill(nowMs);
  }

  /** Lets in what has come since the last time, and gives what is there. */
  #fill(nowMs: Millis): Thousandths {
    const most = this.#rate * this.#burstSeconds * THOUSANDTHS;
    this.#kept = Math.min(most, this.#kept + this.#rate * (nowMs - this.#filledMs));
    this.#filledMs = nowMs;
    return this.#kept;
  }
}

/** Whole, so that sums are exact. */
function thousandthsOf(units: Units): Thousandths {
  return Math.round(units * THOUSANDTHS);
}

const RATE_MAX = 1_000_000;
const BURST_SECONDS_MAX = 300;

/** Throws `ScenarioError`, naming the field, for a bucket that cannot be. */
export function checkTokenBucket(configuration: TokenBucketConfiguration, field = "configuration"): void {
  const { rate, burstSeconds, units, nowMs } = configuration;
  const at = (name: string) => `${field}.${name}`;
  checkRate(rate, at("rate"));
  if (!Number.isInteger(burstSeconds) || burstSeconds < 1 || burstSeconds > BURST_SECONDS_MAX)
    throw new ScenarioError(at("burstSeconds"), `a whole number from 1 to ${BURST_SECONDS_MAX}`, burstSeconds);
  if (!(units >= 0 && units <= rate * burstSeconds))
    throw new ScenarioError(at("units"), `from 0 to ${rate * burstSeconds} units`, units);
  if (!Number.isInteger(nowMs) || nowMs < 0)
    throw new ScenarioError(at("nowMs"), "a whole number of milliseconds", nowMs);
}

/** Throws `ScenarioError` for a rate that no bucket has. */
export function checkRate(rate: number, field: string): void {
  if (!Number.isInteger(rate) || rate < 0 || rate > RATE_MAX)
    throw new ScenarioError(field, `a whole number of units a second from 0 to ${RATE_MAX}`, rate);
}
