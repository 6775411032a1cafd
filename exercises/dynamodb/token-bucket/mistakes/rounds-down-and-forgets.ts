// The idea: only whole units come in; the clock is set to now each time.
import type { TokenBucket, TokenBucketConfiguration, Units } from "four-of-six/dynamodb";

export function createTokenBucket(configuration: TokenBucketConfiguration): TokenBucket {
  const { burstSeconds } = configuration;
  let { rate } = configuration;
  let kept = Math.round(configuration.units * 1_000);
  let filledMs = configuration.nowMs;
  function fill(nowMs: number): void {
    const whole = Math.floor((rate * (nowMs - filledMs)) / 1_000);
    kept = Math.min(rate * burstSeconds * 1_000, kept + whole * 1_000);
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
      fill(nowMs);
      rate = newRate;
      fill(nowMs);
    },
  };
}
