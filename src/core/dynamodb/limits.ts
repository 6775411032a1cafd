/** Constants of DynamoDB that lessons print and the simulator uses. Each is stated here once, with where it was read. */
import { frozen } from "../kernel/frozen.ts";
import type { ServiceLimit } from "../kernel/service-limit.ts";

/** All of them, by name. Sizes are in units of 1,024: 1 KB is 1,024 bytes. */
export const DYNAMODB_LIMITS = frozen({
  /** Names and values of one item, together. */
  itemSize: {
    value: 409_600,
    unit: "bytes",
    year: 2026,
    source: "DynamoDB Developer Guide, Constraints",
    text: "400 KB",
  },
  /** Value of a partition key. */
  partitionKeySize: { value: 2_048, unit: "bytes", year: 2026, source: "DynamoDB Developer Guide, Constraints" },
  /** Value of a sort key. */
  sortKeySize: { value: 1_024, unit: "bytes", year: 2026, source: "DynamoDB Developer Guide, Constraints" },
  /** Lists and maps inside each other. */
  nestingDepth: { value: 32, unit: "levels", year: 2026, source: "DynamoDB Developer Guide, Constraints" },
  /** Significant digits of a number. */
  numberDigits: { value: 38, unit: "digits", year: 2026, source: "DynamoDB Developer Guide, Constraints" },
  /** One read capacity unit reads so much, strongly consistent. */
  readUnitSize: {
    value: 4_096,
    unit: "bytes",
    year: 2026,
    source: "DynamoDB Developer Guide, read-write-operations",
    text: "4 KB",
  },
  /** One write capacity unit writes so much. */
  writeUnitSize: {
    value: 1_024,
    unit: "bytes",
    year: 2026,
    source: "DynamoDB Developer Guide, read-write-operations",
    text: "1 KB",
  },
  /** What one page of a Query or Scan reads, before its filter. */
  pageSize: {
    value: 1_048_576,
    unit: "bytes",
    year: 2026,
    source: "DynamoDB Developer Guide, Constraints",
    text: "1 MB",
  },
  /** Items in one BatchGetItem. */
  batchGetItems: { value: 100, unit: "items", year: 2026, source: "DynamoDB Developer Guide, Constraints" },
  /** Puts and deletes in one BatchWriteItem. */
  batchWriteItems: { value: 25, unit: "requests", year: 2026, source: "DynamoDB Developer Guide, Constraints" },
  /** What a batch may carry. */
  batchSize: {
    value: 16_777_216,
    unit: "bytes",
    year: 2026,
    source: "DynamoDB Developer Guide, Constraints",
    text: "16 MB",
  },
  /** Items in one transaction. */
  transactionItems: { value: 100, unit: "items", year: 2026, source: "DynamoDB Developer Guide, Constraints" },
  /** What the items of one transaction may weigh together. */
  transactionSize: {
    value: 4_194_304,
    unit: "bytes",
    year: 2026,
    source: "DynamoDB Developer Guide, Constraints",
    text: "4 MB",
  },
  /** For so long after a transaction its client request token names it. */
  transactionToken: { value: 10, unit: "minutes", year: 2026, source: "DynamoDB Developer Guide, transaction-apis" },
  /** Length of one expression. */
  expressionSize: {
    value: 4_096,
    unit: "bytes",
    year: 2026,
    source: "DynamoDB Developer Guide, Constraints",
    text: "4 KB",
  },
  /** Operands of one IN. */
  inOperands: { value: 100, unit: "operands", year: 2026, source: "DynamoDB Developer Guide, Constraints" },
  /** Operators and functions in one expression. */
  expressionOperators: { value: 300, unit: "operators", year: 2026, source: "DynamoDB Developer Guide, Constraints" },
  /** Local secondary indexes of one table. */
  localIndexes: {
    value: 5,
    unit: "local secondary indexes",
    year: 2026,
    source: "DynamoDB Developer Guide, Constraints",
  },
  /** Global secondary indexes of one table; a quota that can be raised. */
  globalIndexes: {
    value: 20,
    unit: "global secondary indexes",
    year: 2026,
    source: "DynamoDB Developer Guide, ServiceQuotas",
  },
  /** Non-key attributes that the INCLUDE projections of one table name, together. */
  projectedAttributes: {
    value: 100,
    unit: "attributes",
    year: 2026,
    source: "DynamoDB Developer Guide, ServiceQuotas",
  },
  /** The items of one partition key value, with their index entries, in a table that has a local index. */
  itemCollectionSize: { value: 10, unit: "GB", year: 2026, source: "DynamoDB Developer Guide, Constraints" },
  /** The size at which a partition is split. */
  partitionSize: { value: 10, unit: "GB", year: 2026, source: "DynamoDB Developer Guide, Constraints" },
  /** Reads that one partition serves, whatever its table has. */
  partitionReads: {
    value: 3_000,
    unit: "read units per second",
    year: 2026,
    source: "DynamoDB Developer Guide, bp-partition-key-design",
  },
  /** Writes that one partition serves. */
  partitionWrites: {
    value: 1_000,
    unit: "write units per second",
    year: 2026,
    source: "DynamoDB Developer Guide, bp-partition-key-design",
  },
  /** For so long unused capacity is kept for a burst. */
  burstWindow: { value: 300, unit: "seconds", year: 2026, source: "DynamoDB Developer Guide, burst-adaptive-capacity" },
  /** Writes that a new on-demand table sustains. */
  onDemandWrites: {
    value: 4_000,
    unit: "writes per second",
    year: 2026,
    source: "DynamoDB Developer Guide, on-demand-capacity-mode",
  },
  /** Reads that a new on-demand table sustains. */
  onDemandReads: {
    value: 12_000,
    unit: "reads per second",
    year: 2026,
    source: "DynamoDB Developer Guide, on-demand-capacity-mode",
  },
  /** A change beyond twice the previous peak takes about so long, unless the table was warmed. */
  onDemandRamp: { value: 30, unit: "minutes", year: 2026, source: "DynamoDB Developer Guide, on-demand-capacity-mode" },
  /** Capacity of one table in each direction; a quota that can be raised. */
  tableCapacity: {
    value: 40_000,
    unit: "units per second",
    year: 2026,
    source: "DynamoDB Developer Guide, ServiceQuotas",
    text: "40,000 units per second",
  },
  /** Auto scaling raises capacity after so long above its target. */
  scaleOutAfter: { value: 2, unit: "minutes", year: 2026, source: "DynamoDB Developer Guide, AutoScaling" },
  /** And lowers it after so long below. */
  scaleInAfter: { value: 15, unit: "minutes", year: 2026, source: "DynamoDB Developer Guide, AutoScaling" },
  /** Copies of every partition, each in a zone of its own. */
  replicas: { value: 3, unit: "replicas", year: 2022, source: "DynamoDB 2022 §3" },
  /** Copies that have to hold a write before it is acknowledged, the leader's own among them. */
  replicaWriteQuorum: { value: 2, unit: "replicas", year: 2022, source: "DynamoDB 2022 §6.1", text: "2 of 3" },
  /** How long the records of a stream can be read. */
  streamRetention: { value: 24, unit: "hours", year: 2026, source: "DynamoDB Developer Guide, Streams" },
  /** How long an iterator can be used. */
  iteratorLife: { value: 15, unit: "minutes", year: 2026, source: "DynamoDB API Reference, GetShardIterator" },
  /** Records of one batch that Lambda delivers, at most. */
  lambdaBatch: { value: 10_000, unit: "records", year: 2026, source: "Lambda Developer Guide, services-ddb-params" },
  /** How long a search index knows the version of a delete, unless it is set. */
  deleteMemory: {
    value: 60,
    unit: "seconds",
    year: 2026,
    source: "OpenSearch source, IndexSettings (index.gc_deletes)",
  },
  /** Between two refreshes of a search index, unless it is set. */
  searchRefresh: { value: 1, unit: "second", year: 2026, source: "OpenSearch documentation, Bulk API" },
  /** The id of a document. */
  documentIdSize: { value: 512, unit: "bytes", year: 2026, source: "OpenSearch documentation, Bulk API" },
  /** Processes that may read one shard of a stream at once. */
  streamReaders: { value: 2, unit: "readers", year: 2026, source: "DynamoDB Developer Guide, ServiceQuotas" },
  /** The longest retention of a Kinesis data stream. */
  kinesisRetention: { value: 1, unit: "year", year: 2026, source: "DynamoDB Developer Guide, streamsmain" },
  /** Point-in-time recovery reaches back at most so far. */
  pointInTimeWindow: {
    value: 35,
    unit: "days",
    year: 2026,
    source: "DynamoDB Developer Guide, Point-in-time-recovery",
    text: "1 to 35 days",
  },
  /** The latest restorable time is about so long ago. */
  pointInTimeLag: { value: 5, unit: "minutes", year: 2026, source: "DynamoDB Developer Guide, Point-in-time-recovery" },
  /** Regions of a global table with strong consistency: three replicas, or two and a witness. */
  strongRegions: {
    value: 3,
    unit: "Regions",
    year: 2026,
    source: "DynamoDB Developer Guide, V2globaltables_HowItWorks",
  },
  /** Of a global table, by its service level agreement. */
  globalTableAvailability: { value: 99.999, unit: "%", year: 2022, source: "DynamoDB 2022 §1", text: "99.999 %" },
  /** Of a table in one Region. */
  tableAvailability: { value: 99.99, unit: "%", year: 2022, source: "DynamoDB 2022 §1", text: "99.99 %" },
  /** Billed for every item's index entry, in storage. */
  itemOverhead: { value: 100, unit: "bytes", year: 2026, source: "DynamoDB Developer Guide, CapacityUnitCalculations" },
} as const satisfies Readonly<Record<string, ServiceLimit>>);
