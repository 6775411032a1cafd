// The idea: units are numbers, and a tenth of a unit ten times is one.
import type { TokenBucket, TokenBucketConfiguration, Units } from "four-of-six/dynamodb";

export function createTokenBucket(configuration: TokenBucketConfiguration): TokenBucket {
  const { burstSeconds } = configuration;
  let { rate } = configuration;
  let kept = configuration.units;
  let filledMs = configuration.nowMs;
  function fill(nowMs: number): void {
    kept = Math.min(rate * burstSeconds, kept + (rate * (nowMs - filledMs)) / 1_000);
    filledMs = nowMs;
  }

  return {
    available(nowMs: number): Units {
      fill(nowMs);
      return kept;
    },

    take(units: Units, nowMs: number): boolean {
      fill(nowMs);
      if (units > kept) return false;
      kept -= units;
      return true;
    },

    takeUpTo(units: Units, nowMs: number): Units {
      fill(nowMs);
      const taken = Math.min(kept, units);
      kept -= taken;
      return taken;
    },

    setRate(newRate: number, nowMs: number): void {
      fill(nowMs);
      rate = newRate;
      fill(nowMs);
    },
  };
}
