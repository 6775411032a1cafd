// says: vcl() gave the number NaN; it has to give a finite number
// exercise: aurora-storage/commit-tracker
export const createCommitTracker = () => ({
  recordShipped: () => NaN,
  segmentAcknowledged: () => ({ valueOf: () => 100 }),
  commitRequested: () => undefined,
  pgcl: () => 1_700,
  vcl: () => NaN,
  vdl: () => -Infinity,
  takeAnswerable: () => [],
});
