/** DAX and its relatives: caches in front of a table, the cluster that runs them, and caching by hand. */
export type { NodeId } from "../kernel/index.ts";
export type { AttributeValue, Item } from "../dynamodb/attribute-value.ts";
export type { ReadMode } from "../dynamodb/capacity-units.ts";
export {
  ASIDE_INVARIANTS,
  callsEnd,
  endedWritesAreSeen,
  nothingOutlivesItsTtl,
  oneReadForEachMiss,
  outcomesAreTrue,
  type AsideInvariant,
} from "./aside-invariants.ts";
export { runAside, type AsideLoad, type AsideScenario, type AsideStep } from "./aside-run.ts";
export { runAsideScript, type AsideScript, type AsideScriptStep } from "./aside-script.ts";
export { AsideCache, AsideTable, TOTAL_ENTRY } from "./aside-stores.ts";
export type { AsideCode, AsideEvent, AsideTrace, CacheRequest, EntryNow } from "./aside-trace.ts";
export { asideEventInEnglish } from "./aside-words-en.ts";
export * from "./cache-aside.ts";
export {
  DAX_INVARIANTS,
  acknowledgedIsDurable,
  agreesAfterTtl,
  ownWritesStay,
  refusedChangesNothing,
  servesWithinTtl,
  staysWithinCapacity,
  strongReadsAreCurrent,
  type DaxInvariant,
} from "./dax-invariants.ts";
export { daxHistory } from "./dax-history.ts";
export {
  DAX_QUERY_INVARIANTS,
  queriesShowOneMoment,
  queriesStayWithinCapacity,
  queriesWithinTtl,
  strongQueriesAreCurrent,
} from "./dax-query-invariants.ts";
export { runDax, type DaxMechanisms } from "./dax-run.ts";
export {
  checkDaxScenario,
  withDaxSchedule,
  type DaxModel,
  type DaxNemesisStep,
  type DaxScenario,
  type DaxSchedule,
  type DaxStep,
} from "./dax-scenario.ts";
export { DaxTable, type ItemWrite, type TableReading, type WriteOutcome } from "./dax-table.ts";
export { versionOf } from "./dax-trace.ts";
export type * from "./dax-trace.ts";
export {
  DAX_CLUSTER_INVARIANTS,
  onePrimaryPerEpoch,
  promotesTheMost,
  replicasFollow,
  takesInOrder,
  writesOnce,
} from "./dax-cluster-invariants.ts";
export { runDaxClusterScript, type DaxClusterScript, type DaxClusterStep } from "./dax-cluster-script.ts";
export * from "./dax-cluster.ts";
export { daxEventInEnglish } from "./dax-words-en.ts";
export { runItemCacheScript, type ItemCacheScript, type ItemCacheStep } from "./item-cache-script.ts";
export * from "./item-cache.ts";
export { DAX_LIMITS } from "./limits.ts";
export { runQueryCacheScript, type QueryCacheScript, type QueryCacheStep } from "./query-cache-script.ts";
export * from "./query-cache.ts";
export { OFFERS_TABLE, PRICE_INDEX, answerQuery, checkQuery, partitionKeyOf } from "./table-query.ts";
