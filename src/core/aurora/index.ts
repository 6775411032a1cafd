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
export type * from "./io-per-transaction.ts";
export { AURORA_MODEL, MIRRORED_MODEL, WRITE_KINDS, batchesOf, ioPerTransaction } from "./io-per-transaction.ts";
export type * from "./io-trace.ts";
export { runIoScript, type IoScript } from "./io-script.ts";
export {
  IO_MODEL,
  checkIoScenario,
  runIoDesigns,
  type IoModel,
  type IoRound,
  type IoScenario,
} from "./io-designs.ts";
export { commitsHaveTheirCopies, countsAreWhatWasSent, sentIn, type IoInvariant } from "./io-invariants.ts";
export { WRITE_ONLY_MODEL, writeOnlyRun, type WriteOnlyOptions } from "./io-workload.ts";
export { ioEventText, ioKindText } from "./io-words.ts";
export type * from "./segment-placement.ts";
export { checkVolumeGeometry, groupCountFor, segmentPlacement } from "./segment-placement.ts";
