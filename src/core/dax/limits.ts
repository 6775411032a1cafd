/** Constants of DynamoDB Accelerator (DAX) that lessons print and the simulator uses. */
import { frozen } from "../kernel/frozen.ts";
import type { ServiceLimit } from "../kernel/service-limit.ts";

/** All of them, by name. */
export const DAX_LIMITS = frozen({
  /** How long an entry of either cache is served by default. */
  cacheTtl: { value: 5, unit: "minutes", year: 2026, source: "DynamoDB Developer Guide, DAX.concepts" },
  /** Reads that a cache of the right size answers, typically. */
  cacheHitRate: {
    value: 85,
    unit: "% of the reads",
    year: 2026,
    source: "DynamoDB Developer Guide, dax-sizing-guide",
    text: "85 to 95 %",
  },
  /** A primary and up to ten read replicas. */
  daxNodes: { value: 11, unit: "nodes", year: 2026, source: "DynamoDB Developer Guide, Constraints" },
  /** Nodes that are recommended for production, in at least two zones. */
  daxNodesForProduction: {
    value: 3,
    unit: "nodes",
    year: 2026,
    source: "DynamoDB Developer Guide, DAX.concepts.cluster",
  },
  /** What the primary was told reaches the replicas usually within this. */
  daxReplicationLag: { value: 1, unit: "second", year: 2026, source: "DynamoDB Developer Guide, DAX.consistency" },
  /** How often a client asks for the cluster's nodes. */
  daxTopologyRefresh: { value: 4_000, unit: "ms", year: 2025, source: "DAX client for JavaScript, Cluster" },
  /** How often a client looks whether each node answers. */
  daxHealthCheck: { value: 5_000, unit: "ms", year: 2025, source: "DAX client for JavaScript, Cluster" },
  /** What a write through the cluster takes of its node, compared with a read that is a hit. */
  daxWriteCost: { value: 25, unit: "hits", year: 2026, source: "DynamoDB Developer Guide, dax-cluster-sizing" },
} as const satisfies Readonly<Record<string, ServiceLimit>>);
