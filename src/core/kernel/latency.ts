import { ScenarioError } from "./errors.ts";
import type { Random } from "./random.ts";
import { toMicros, type Millis } from "./units.ts";

/**
 * How long something takes, as a list of [share of cases, at most so many ms], rising, from share 0 to share 1; straight
 * lines between the points. `[[0, 0.2], [0.5, 0.3], [1, 2]]` is never under 0.2 ms, half the time under 0.3, never over 2.
 *
 * Only the four basic operations are used: logarithms and powers may differ between engines in their last digit.
 */
export type Latency = readonly (readonly [share: number, ms: Millis])[];

/** A latency laid out flat for drawing from it often: share, ms, share, ms, … */
export type LatencyTable = Float64Array;

/** The latency must have passed `checkLatency`. */
export function latencyTable(latency: Latency): LatencyTable {
  return Float64Array.from(latency.flat());
}

/** Draws one latency. Uses exactly one random number. */
export function drawLatency(table: LatencyTable, random: Random): Millis {
  const share = random.fraction();
  const lastFrom = table.length - 4;
  let from = 0;
  while (from < lastFrom && share >= (table[from + 2] as number)) from += 2;
  const fromShare = table[from] as number;
  const fromMs = table[from + 1] as number;
  const toShare = table[from + 2] as number;
  const toMs = table[from + 3] as number;
  return toMicros(fromMs + ((share - fromShare) / (toShare - fromShare)) * (toMs - fromMs));
}

/** Throws `ScenarioError`, naming `field`, unless the list is a distribution as described above. */
export function checkLatency(latency: Latency, field: string): void {
  const rising = latency.every(([share, ms], i) => {
    const before = latency[i - 1];
    return ms >= 0 && ms < Infinity && (before === undefined ? share === 0 : share > before[0] && ms >= before[1]);
  });
  if (latency.length < 2 || !rising || latency.at(-1)?.[0] !== 1) {
    throw new ScenarioError(
      field,
      "at least two rising [share, ms] points from share 0 to share 1, none negative",
      latency,
    );
  }
}
