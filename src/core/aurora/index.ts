export type * from "./vocabulary.ts";
export { ZONES, candidateOf, placementOf } from "./vocabulary.ts";
export type * from "./quorum-rules.ts";
export { AURORA_RULE, checkQuorumRule, quorumRules } from "./quorum-rules.ts";
export type * from "./commit-tracker.ts";
export { createCommitTracker } from "./commit-tracker.ts";
export { fileRecord, holdsRecord, openSegment, type Segment, type Stretch } from "./segment.ts";
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
export { pageEventInEnglish, pageEventText } from "./page-words.ts";
export type * from "./copy-on-write-clone.ts";
export { COPY_ON_WRITE_CLONE_MAX, createCloneFamily } from "./copy-on-write-clone.ts";
export type * from "./clone-trace.ts";
export { runCloneScript, type CloneScript, type CloneStep } from "./clone-script.ts";
export {
  CLONE_SYSTEM_MODEL,
  checkCloneSystemScenario,
  runCloneSystem,
  type CloneSystemModel,
  type CloneSystemScenario,
  type CloneSystemStep,
} from "./clone-system.ts";
export { CLONE_INVARIANTS, billsAddUp, volumesSeeTheirOwnPast, type CloneInvariant } from "./clone-invariants.ts";
export { cloneEventInEnglish, cloneEventText } from "./clone-words.ts";
export type * from "./storage-trace.ts";
export {
  STORAGE_INVARIANTS,
  VolumeContents,
  annulledRecordsStayGone,
  cloneTrace,
  clonesKeepApart,
  commitsAreAnsweredOnce,
  commitsAreDurable,
  commitsSurviveRecovery,
  copiesAgree,
  durableCommitsAreAnswered,
  firstViolation,
  openReadPointsAreKept,
  readsSeeTheirPoint,
  serviceIsToldTruly,
  vdlIsAConsistencyPoint,
  writeQuorumsMeet,
  type StorageInvariant,
  type Violation,
} from "./storage-invariants.ts";
export type * from "./volume.ts";
export { INSTANCES, VOLUME_MODEL, WRITER, checkVolumeScenario, runVolume } from "./volume.ts";
export type * from "./read-routing.ts";
export { READ_ROUTING_MODEL, readRouting } from "./read-routing.ts";
export { runReadScript, type ReadScript, type ReadStep } from "./read-script.ts";
export type * from "./gossip-repair.ts";
export { gossipRepair } from "./gossip-repair.ts";
export { runGossipScript, type GossipScript, type GossipStep } from "./gossip-script.ts";
export type * from "./crash-recovery.ts";
export { crashRecovery, isAnnulled } from "./crash-recovery.ts";
export { answerOf, runRecoveryScript, type LeftSegment, type RecoveryScript } from "./recovery-script.ts";
export type * from "./quorum-sets.ts";
export { firstQuorumSet, membersOf, quorumSets } from "./quorum-sets.ts";
export type * from "./nemesis.ts";
export { runMembershipScript, type MembershipScript, type MembershipStep } from "./membership-script.ts";
export { runCommitScript, type CommitScript, type CommitStep } from "./commit-script.ts";
export { placementFor, runQuorumScript, type QuorumScript } from "./quorum-script.ts";
export { storageEventText } from "./storage-words.ts";
export { storageEventInEnglish } from "./storage-words-en.ts";
export type * from "./io-per-transaction.ts";
export { AURORA_MODEL, MIRRORED_MODEL, WRITE_KINDS, batchesOf, ioPerTransaction } from "./io-per-transaction.ts";
export type * from "./io-trace.ts";
export { runIoScript, type IoScript } from "./io-script.ts";
export { IO_MODEL, checkIoScenario, runIoDesigns, type IoModel, type IoRound, type IoScenario } from "./io-designs.ts";
export { commitsHaveTheirCopies, countsAreWhatWasSent, sentIn, type IoInvariant } from "./io-invariants.ts";
export { WRITE_ONLY_MODEL, writeOnlyRun, type WriteOnlyOptions } from "./io-workload.ts";
export { ioEventInEnglish, ioEventText, ioKindText } from "./io-words.ts";
export type * from "./segment-placement.ts";
export { checkVolumeGeometry, groupCountFor, segmentPlacement } from "./segment-placement.ts";
export type * from "./fleet-trace.ts";
export { runPlacementScript, type PlacementScript, type PlacementStep } from "./placement-script.ts";
export {
  FLEET_MODEL,
  checkFleetScenario,
  copyMsOf,
  runFleet,
  type FleetModel,
  type FleetScenario,
  type FleetWrite,
} from "./storage-fleet.ts";
export {
  FleetBooks,
  fleetAfter,
  type CopyState,
  type FleetState,
  type HostState,
  type SegmentState,
} from "./fleet-state.ts";
export {
  FLEET_INVARIANTS,
  groupsSurviveAZoneAndAHost,
  hostsHoldWhatFits,
  lostSegmentsAreRepaired,
  pagesStayInTheirGroup,
  segmentsStandApart,
  theVolumeOnlyGrows,
  type FleetInvariant,
} from "./fleet-invariants.ts";
export { fleetEventInEnglish, fleetEventText } from "./fleet-words.ts";
export type * from "./backtrack.ts";
export { createBacktrackLog } from "./backtrack.ts";
export type * from "./backtrack-trace.ts";
export { runBacktrackScript, type BacktrackScript, type BacktrackScriptStep } from "./backtrack-script.ts";
export {
  BACKTRACK_MODEL,
  checkBacktrackScenario,
  runBacktrackCluster,
  type BacktrackModel,
  type BacktrackScenario,
  type BacktrackStep,
} from "./backtrack-system.ts";
export {
  BACKTRACK_INVARIANTS,
  backtracksLandOnPoints,
  nothingAnsweredSinceIsLost,
  readsSeeVisibleCommits,
  refusalsAreTrue,
  type BacktrackInvariant,
} from "./backtrack-invariants.ts";
export { backtrackEventInEnglish, backtrackEventText, clockText } from "./backtrack-words.ts";
