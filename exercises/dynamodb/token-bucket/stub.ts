import type { TokenBucket, TokenBucketConfiguration, Units } from "four-of-six/dynamodb";

/** Makes one bucket. Hover over a name to read what it promises. */
export function createTokenBucket({ rate, burstSeconds, units, nowMs }: TokenBucketConfiguration): TokenBucket {
  // What has to be remembered, so that nothing is lost between two calls?
  return {
    available(nowMs: number): Units {
      return 0;
    },
    take(units: Units, nowMs: number): boolean {
      return false;
    },
    takeUpTo(units: Units, nowMs: number): Units {
      return 0;
    },
    setRate(rate: number, nowMs: number): void {},
  };
}
