export type * from "./vocabulary.ts";
export { ZONES, placementOf } from "./vocabulary.ts";
export type * from "./quorum-rules.ts";
export { AURORA_RULE, checkQuorumRule, quorumRules } from "./quorum-rules.ts";
export type * from "./commit-tracker.ts";
export { createCommitTracker } from "./commit-tracker.ts";
export { fileRecord, holdsRecord, openSegment, type Segment } from "./segment.ts";
export type * from "./page-materialiser.ts";
export { PAGE_SLOT_COUNT, emptyPage, pageMaterialiser } from "./page-materialiser.ts";
export { runPageScript, type PageQuestion, type PageScript } from "./page-script.ts";
export type * from "./page-trace.ts";
export {
  PAGE_NODE_MODEL,
  checkPageNodeScenario,
  runPageNode,
  type PageNodeModel,
  type PageNodeScenario,
  type PageWrite,
} from "./page-node.ts";
export {
  PAGE_INVARIANTS,
  acceptedReadsGetTheirPage,
  backupHoldsWhatGoes,
  garbageGoes,
  readsShowTheLog,
  type PageInvariant,
} from "./page-invariants.ts";
export { pageEventText } from "./page-words.ts";
export type * from "./storage-trace.ts";
export {
  STORAGE_INVARIANTS,
  commitsAreAnsweredOnce,
  commitsAreDurable,
  durableCommitsAreAnswered,
  firstViolation,
  serviceIsToldTruly,
  vdlIsAConsistencyPoint,
  type StorageInvariant,
  type Violation,
} from "./storage-invariants.ts";
export type * from "./volume.ts";
export { VOLUME_MODEL, checkVolumeScenario, runVolume } from "./volume.ts";
export { runCommitScript, type CommitScript, type CommitStep } from "./commit-script.ts";
export { placementFor, runQuorumScript, type QuorumScript } from "./quorum-script.ts";
export { storageEventText } from "./storage-words.ts";
