/** How long messages take, one way, between nodes of a Region. Model figures: the service publishes none. */
import { frozen } from "../kernel/frozen.ts";
import type { NetworkOptions } from "../kernel/network.ts";

/** Between request routers and the replicas of partitions. */
export const REPLICA_LATENCY: NetworkOptions = frozen({
  sameZone: [
    [0, 0.2],
    [0.5, 0.3],
    [1, 1.5],
  ],
  crossZone: [
    [0, 0.5],
    [0.5, 0.8],
    [1, 4],
  ],
});

/** Between a table's stream, whoever reads it, and what that writes to. */
export const SERVICE_LATENCY: NetworkOptions = frozen({
  sameZone: [
    [0, 0.2],
    [0.5, 0.3],
    [1, 1.5],
  ],
  crossZone: [
    [0, 0.5],
    [0.5, 1.5],
    [1, 8],
  ],
});
