import type { TokenBucket, TokenBucketConfiguration, Units } from "four-of-six/dynamodb";

export function createTokenBucket(configuration: TokenBucketConfiguration): TokenBucket {
  const { burstSeconds } = configuration;
  let { rate } = configuration;
  // In thousandths of a unit: a rate in units a second brings just so many in a millisecond, and whole numbers add up.
  let kept = Math.round(configuration.units * 1_000);
  let filledMs = configuration.nowMs;

  /** What has come since the last call goes in first, whatever the call is about. */
  function fill(nowMs: number): void {
    kept = Math.min(rate * burstSeconds * 1_000, kept + rate * (nowMs - filledMs));
    filledMs = nowMs;
  }

  return {
    available(nowMs: number): Units {
      fill(nowMs);
      return kept / 1_000;
    },

    take(units: Units, nowMs: number): boolean {
      fill(nowMs);
      const asked = Math.round(units * 1_000);
      if (asked > kept) return false;
      kept -= asked;
      return true;
    },

    takeUpTo(units: Units, nowMs: number): Units {
      fill(nowMs);
      const taken = Math.min(kept, Math.round(units * 1_000));
      kept -= taken;
      return taken / 1_000;
    },

    setRate(newRate: number, nowMs: number): void {
      // The time that is over belongs to the rate before. Whatever is asked next looks first how much the new one can keep.
      fill(nowMs);
      rate = newRate;
    },
  };
}
