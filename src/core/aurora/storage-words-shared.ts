/** What sentences about storage events have in common in every language. */
import type { LogRange } from "./gossip-repair.ts";

/** `LSNs 102 to 104`; a range whose end nobody knows is open. */
export function rangeText({ afterLsn, throughLsn }: LogRange): string {
  return `(${afterLsn}, ${throughLsn}]`;
}

/** Several of them; a dash for none. */
export function rangesText(ranges: readonly LogRange[]): string {
  return ranges.length === 0 ? "-" : ranges.map(rangeText).join(", ");
}
