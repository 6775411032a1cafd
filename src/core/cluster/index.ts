/** The cluster: one writer and its readers over a shared volume, and everything that finds and replaces them. */
export {
  CLUSTER_INVARIANTS,
  committedMeansDurable,
  connectionsNeverGoBack,
  firstClusterViolation,
  namesLeadToMembers,
  oneWriterPerEpoch,
  readsShowDurableData,
  readsShowWholeTransactions,
  volumeHolds,
  volumeTrace,
  type ClusterInvariant,
} from "./cluster-invariants.ts";
export type * from "./cluster-trace.ts";
export { clusterEventText } from "./cluster-words.ts";
export { clusterEventInEnglish } from "./cluster-words-en.ts";
export type * from "./cluster.ts";
export { CLUSTER_MODEL, ZONE_TTL_MS, checkClusterScenario, endpointsOf, runCluster } from "./cluster.ts";
export * from "./endpoint-router.ts";
export { runEndpointScript, type EndpointScript, type EndpointStep } from "./endpoint-script.ts";
export { runFailoverScript, type FailoverScript, type FailoverStep } from "./failover-script.ts";
export * from "./failover-target.ts";
export * from "./replica-cache.ts";
export type * from "./vocabulary.ts";
