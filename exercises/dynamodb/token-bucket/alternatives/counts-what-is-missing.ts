// The bucket seen from its brim: what is missing, which time fills up. A state goes in, another one comes out.
import type { CreateTokenBucket } from "four-of-six/dynamodb";

interface State {
  readonly rate: number;
  /** Thousandths of a unit below the brim, at `atMs`. */
  readonly missing: number;
  readonly atMs: number;
}

const brim = (rate: number, seconds: number) => rate * seconds * 1_000;
const later = ({ rate, missing, atMs }: State, nowMs: number): State => ({
  rate,
  missing: Math.max(0, missing - rate * (nowMs - atMs)),
  atMs: nowMs,
});

export const createTokenBucket: CreateTokenBucket = ({ rate: first, burstSeconds, units: given, nowMs: madeMs }) => {
  const thousandths = (units: number) => Math.round(units * 1_000);
  let state: State = { rate: first, missing: brim(first, burstSeconds) - thousandths(given), atMs: madeMs };
  const there = () => brim(state.rate, burstSeconds) - state.missing;
  const draw = (amount: number) => {
    state = { ...state, missing: state.missing + amount };
    return amount / 1_000;
  };
  return {
    available(nowMs) {
      state = later(state, nowMs);
      return there() / 1_000;
    },
    take(units, nowMs) {
      state = later(state, nowMs);
      const fits = thousandths(units) <= there();
      if (fits) draw(thousandths(units));
      return fits;
    },
    takeUpTo(units, nowMs) {
      state = later(state, nowMs);
      return draw(Math.min(there(), thousandths(units)));
    },
    setRate(rate, nowMs) {
      state = later(state, nowMs);
      const kept = there();
      state = { rate, missing: Math.max(0, brim(rate, burstSeconds) - kept), atMs: nowMs };
    },
  };
};
