// says: read-only
// exercise: aurora-storage/commit-tracker
export function createCommitTracker(options: { startLsn: number; rule: { writeQuorum: number } }): object {
  options.rule.writeQuorum = 0;
  options.startLsn = Infinity;
  return {};
}
