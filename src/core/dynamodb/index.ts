/** DynamoDB: items and what they cost, partitions, indexes, transactions, streams, and the table service over them. */
export {
  base64Length,
  canonicalItem,
  canonicalText,
  compareValues,
  equalValues,
  sortableKey,
  typeOf,
  utf8Length,
  type AttributeType,
  type AttributeValue,
  type Item,
  type KeySchema,
} from "./attribute-value.ts";
export * from "./capacity-units.ts";
export { hashOf } from "./key-hash.ts";
export { DYNAMODB_LIMITS } from "./limits.ts";
export * from "./partition-invariants.ts";
export * from "./partition-router.ts";
export {
  checkPartitionScenario,
  PARTITION_MODEL,
  runPartitions,
  type CollectionLoad,
  type PartitionScenario,
} from "./partition-run.ts";
export {
  runPartitionScript,
  type PartitionScript,
  type PartitionScriptStep,
  type ScriptItem,
} from "./partition-script.ts";
export type * from "./partition-trace.ts";
export { partitionEventInEnglish } from "./partition-words-en.ts";
export { DynamoDbError, type DynamoDbErrorCode } from "./service-error.ts";
export * from "./throughput-invariants.ts";
export {
  checkThroughputScenario,
  runThroughput,
  THROUGHPUT_MODEL,
  type KeyLoad,
  type ThroughputScenario,
  type ThroughputStep,
} from "./throughput-run.ts";
export type {
  CapacityDesign,
  CapacityMode,
  PartitionReport,
  ThrottleReason,
  ThroughputEvent,
  ThroughputTable,
  ThroughputTrace,
} from "./throughput-trace.ts";
export { throughputEventInEnglish } from "./throughput-words-en.ts";
export { runTokenBucketScript, type TokenBucketScript, type TokenBucketStep } from "./token-bucket-script.ts";
export * from "./token-bucket.ts";
export {
  applicationOf,
  checkGlobalTable,
  EVENTUAL_REGION_COUNT_MAX,
  GLOBAL_TABLE_MODEL,
  type GlobalTableModel,
  type GlobalTableNemesisStep,
  type GlobalTableScenario,
  type GlobalTableSchedule,
  type GlobalTableStep,
} from "./global-table-scenario.ts";
export * from "./global-table-invariants.ts";
export * from "./global-table-run.ts";
export * from "./global-table-trace.ts";
export { globalTableEventInEnglish } from "./global-table-words-en.ts";
export * from "./last-writer-wins.ts";
export * from "./last-writer-wins-script.ts";
export {
  createLeaderLease,
  type BallotNumber,
  type CreateLeaderLease,
  type LeaderLease,
  type LeaderLeaseConfiguration,
  type ReplicaId,
} from "./leader-lease.ts";
export {
  runLeaderLeaseScript,
  SCRIPT_LEASE,
  type LeaderLeaseScript,
  type LeaderLeaseStep,
} from "./leader-lease-script.ts";
export type { ReplicaClock, ReplicationModel } from "./replication-group.ts";
export { replicationHistory } from "./replication-history.ts";
export * from "./replication-invariants.ts";
export {
  checkReplicationScenario,
  REPLICAS,
  REPLICATION_MODEL,
  REPLICATION_SESSIONS,
  runReplication,
  type ReplicationScenario,
  type ReplicationStep,
} from "./replication-run.ts";
export type { ReplicatedReadMode, ReplicationEvent, ReplicationTrace } from "./replication-trace.ts";
export { replicationEventInEnglish } from "./replication-words-en.ts";
export * from "./query-pager.ts";
export * from "./query-run.ts";
export * from "./query-script.ts";
export { queryEventInEnglish } from "./query-words-en.ts";
export * from "./secondary-index.ts";
export * from "./secondary-index-script.ts";
export * from "./index-invariants.ts";
export {
  followsInTheEnd,
  INDEX_RUN_INVARIANTS,
  isBehindByLittle,
  listsOnlyWhatWas,
  runIndex,
  type IndexRunEvent,
  type IndexRunScenario,
  type IndexRunStep,
  type IndexRunTrace,
  type OrderIndexDesign,
} from "./index-run.ts";
export { indexEventInEnglish } from "./index-words-en.ts";
export * from "./capacity-script.ts";
export { capacityEventInEnglish } from "./capacity-words-en.ts";
export * from "./item-designs.ts";
export * from "./restore-run.ts";
export * from "./ttl-run.ts";
export * from "./ttl-script.ts";
export { ttlEventInEnglish } from "./ttl-words-en.ts";
export * from "./ttl-sweep.ts";
export * from "./search-index.ts";
export * from "./search-indexer.ts";
export * from "./search-invariants.ts";
export * from "./search-run.ts";
export * from "./search-script.ts";
export type * from "./search-trace.ts";
export { searchEventInEnglish } from "./search-words-en.ts";
export * from "./stream-consumer.ts";
export * from "./stream-invariants.ts";
export * from "./stream-run.ts";
export * from "./stream-script.ts";
export * from "./stream-script-invariants.ts";
export type * from "./stream-trace.ts";
export { streamEventInEnglish } from "./stream-words-en.ts";
export * from "./transact-invariants.ts";
export {
  checkTransactScenario,
  runTransactions,
  TRANSACT_APPLICATION,
  TRANSACT_MODEL,
  type TransactModel,
  type TransactNemesisStep,
  type TransactScenario,
  type TransactSchedule,
  type TransactStep,
} from "./transact-run.ts";
export * from "./transact-script.ts";
export type * from "./transact-trace.ts";
export { transactEventInEnglish } from "./transact-words-en.ts";
export * from "./transact-write.ts";
export * from "./table-fleet.ts";
export { runTable, TABLE_EPOCH_MS, type TableRequest, type TableScenario } from "./table-run.ts";
export type { Json, TableEvent, TableTrace } from "./table-trace.ts";
export { tableEventInEnglish } from "./table-words-en.ts";
export { TableAdmission } from "./table-admission.ts";
export { TableService, type Admission, type TableMechanisms, type TableServiceOptions } from "./table-service.ts";
