import type { Recovery, RecoveryRequest } from "four-of-six/aurora";

/**
 * Finds the durable point of a volume whose writer is gone, from what its segments answer. Called after each answer,
 * with all that have come so far. Hover over a name to read what it promises.
 */
export function recover({ rule, groups, volumeEpoch, allocationLimit, answers }: RecoveryRequest): Recovery {
  // Who has to have answered before anything can be said?
  return { status: "waiting", groups };
}
