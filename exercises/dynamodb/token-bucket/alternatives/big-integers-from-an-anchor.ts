// Nothing is filled in: a level, and the moment at which it was right. What is there now is worked out from the two.
import type { TokenBucket, TokenBucketConfiguration } from "four-of-six/dynamodb";

interface Anchor {
  readonly level: bigint;
  readonly atMs: number;
}

class Anchored implements TokenBucket {
  readonly #seconds: bigint;
  #perMs: bigint;
  #anchor: Anchor;

  constructor({ rate, burstSeconds, units, nowMs }: TokenBucketConfiguration) {
    this.#seconds = BigInt(burstSeconds);
    this.#perMs = BigInt(rate);
    this.#anchor = { level: inThousandths(units), atMs: nowMs };
  }

  available(nowMs: number): number {
    return Number(this.#levelAt(nowMs)) / 1_000;
  }

  take(units: number, nowMs: number): boolean {
    const left = this.#levelAt(nowMs) - inThousandths(units);
    // A refusal leaves the anchor where it was.
    if (left < 0n) return false;
    this.#anchor = { level: left, atMs: nowMs };
    return true;
  }

  takeUpTo(units: number, nowMs: number): number {
    const level = this.#levelAt(nowMs);
    const asked = inThousandths(units);
    const taken = asked < level ? asked : level;
    this.#anchor = { level: level - taken, atMs: nowMs };
    return Number(taken) / 1_000;
  }

  setRate(rate: number, nowMs: number): void {
    const level = this.#levelAt(nowMs);
    this.#perMs = BigInt(rate);
    this.#anchor = { level: this.#atMost(level), atMs: nowMs };
  }

  #levelAt(nowMs: number): bigint {
    return this.#atMost(this.#anchor.level + this.#perMs * BigInt(nowMs - this.#anchor.atMs));
  }

  #atMost(level: bigint): bigint {
    const most = this.#perMs * 1_000n * this.#seconds;
    return level < most ? level : most;
  }
}

function inThousandths(units: number): bigint {
  return BigInt(Math.round(units * 1_000));
}

export const createTokenBucket = (configuration: TokenBucketConfiguration): TokenBucket => new Anchored(configuration);
