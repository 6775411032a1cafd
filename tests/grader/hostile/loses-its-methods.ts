// says: has no method vcl any more
// exercise: aurora-storage/commit-tracker
export function createCommitTracker({ startLsn }: { startLsn: number }): object {
  const tracker: Record<string, unknown> = {
    recordShipped: () => undefined,
    segmentAcknowledged: () => undefined,
    commitRequested: () => undefined,
    pgcl() {
      delete tracker["vcl"];
      return startLsn;
    },
    vcl: () => startLsn,
    vdl: () => startLsn,
    takeAnswerable: () => [],
  };
  return tracker;
}
