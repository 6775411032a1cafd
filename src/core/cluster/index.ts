/** The cluster: one writer and its readers over a shared volume, and everything that finds and replaces them. */
export {
  ACU_INVARIANTS,
  carriesTheLoad,
  neverTakesBack,
  nobodyWaitsForLong,
  pausesOnlyWhatIsUnused,
  shrinksInPeace,
  staysWithinItsLimits,
  stepsWithItsSize,
  tiedReadersFollow,
  type AcuInvariant,
} from "./acu-invariants.ts";
export { checkAcuScenario, runAcu, type AcuCluster, type AcuScenario } from "./acu-run.ts";
export * from "./acu-scaler.ts";
export { runAcuScript, type AcuScript, type AcuStretch } from "./acu-script.ts";
export type * from "./acu-trace.ts";
export { acuEventInEnglish } from "./acu-words-en.ts";
export {
  BLUE_GREEN_INVARIANTS,
  completedIsWhole,
  endsInTime,
  firstBlueGreenViolation,
  neverBothWritable,
  nothingIsLost,
  rolledBackIsAsBefore,
  timeOutRollsBack,
  writesFollowNames,
  type BlueGreenInvariant,
} from "./blue-green-invariants.ts";
export {
  BLUE_GREEN_DNS_MS,
  BLUE_GREEN_MODEL,
  checkBlueGreenScenario,
  runBlueGreen,
  type BlueGreenClient,
  type BlueGreenModel,
  type BlueGreenNemesisStep,
  type BlueGreenScenario,
  type BlueGreenSchedule,
  type BlueGreenStep,
} from "./blue-green-run.ts";
export { runSwitchoverScript, type SwitchoverScript, type SwitchoverStep } from "./blue-green-script.ts";
export * from "./blue-green-switchover.ts";
export type * from "./blue-green-trace.ts";
export { blueGreenEventInEnglish } from "./blue-green-words-en.ts";
export {
  CLUSTER_INVARIANTS,
  committedMeansDurable,
  connectionsNeverGoBack,
  epochsAreTakenOnce,
  firstClusterViolation,
  namesLeadToMembers,
  oneWriterPerEpoch,
  readsShowDurableData,
  readsShowWholeTransactions,
  sessionsNeverGoBack,
  volumeHolds,
  volumeTrace,
  type ClusterInvariant,
} from "./cluster-invariants.ts";
export type * from "./cluster-trace.ts";
export { clusterEventText } from "./cluster-words.ts";
export { clusterEventInEnglish } from "./cluster-words-en.ts";
export type * from "./cluster.ts";
export { CLUSTER_MODEL, REGION, ZONE_TTL_MS, checkClusterScenario, endpointsOf, runCluster } from "./cluster.ts";
export {
  bindParameters,
  shownStatement,
  type BoundStatement,
  type DataApiValue,
  type SqlParameter,
  type SqlValue,
} from "./data-api-parameters.ts";
export {
  runDataApiScript,
  runDataApiScriptOn,
  type DataApiFactory,
  type DataApiScript,
  type DataApiStep,
  type Database,
} from "./data-api-script.ts";
export * from "./data-api-session.ts";
export type * from "./data-api-trace.ts";
export { dataApiEventInEnglish } from "./data-api-words-en.ts";
export * from "./endpoint-router.ts";
export { runEndpointScript, type EndpointScript, type EndpointStep } from "./endpoint-script.ts";
export { runFailoverScript, type FailoverScript, type FailoverStep } from "./failover-script.ts";
export * from "./failover-controller.ts";
export { runControllerScript, type ControllerScript, type ControllerStep } from "./failover-controller-script.ts";
export * from "./failover-target.ts";
export type * from "./nemesis.ts";
export {
  READER_FLEET_INVARIANTS,
  addsWhatIsNeeded,
  coolsDown,
  followsTheLoad,
  holdsTheMinimum,
  leavesEnough,
  removesOnlyItsOwn,
  staysWithinTheMaximum,
  type ReaderFleetInvariant,
} from "./reader-fleet-invariants.ts";
export type * from "./reader-fleet-trace.ts";
export { readerFleetEventInEnglish } from "./reader-fleet-words-en.ts";
export {
  READER_FLEET_MODEL,
  checkReaderFleetScenario,
  runReaderFleet,
  type ReaderFleetModel,
  type ReaderFleetScenario,
  type ReaderFleetStep,
} from "./reader-fleet.ts";
export { runBalancerScript, type BalancerScript, type BalancerStep } from "./balancer-script.ts";
export * from "./reader-balancer.ts";
export {
  READER_POOL_INVARIANTS,
  asksAtItsPace,
  choosesWhoCanTake,
  retiresAFewAtATime,
  retiresForAReason,
  retiresInTime,
  settlesEvenly,
  spreadsByWeight,
  type ReaderPoolInvariant,
} from "./reader-pool-invariants.ts";
export type * from "./reader-pool-trace.ts";
export { readerPoolEventInEnglish } from "./reader-pool-words-en.ts";
export {
  READER_POOL_MODEL,
  checkReaderPoolScenario,
  runReaderPools,
  type ReaderPoolModel,
  type ReaderPoolScenario,
  type ReaderPoolStep,
} from "./reader-pool.ts";
export * from "./replica-cache.ts";
export * from "./replica-scaler.ts";
export { runScalerScript, scaledName, type ScalerScript, type ScalerStep } from "./scaler-script.ts";
export {
  runReplicaScript,
  type ReplicaChange,
  type ReplicaScript,
  type ReplicaStep,
  type ReplicaTransaction,
} from "./replica-cache-script.ts";
export type * from "./vocabulary.ts";
