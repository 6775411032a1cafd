// The idea: what is complete is durable, so the VDL is another name for the VCL.
import type { CommitTracker, CommitTrackerOptions, Lsn, ProtectionGroupId, SegmentId } from "four-of-six/aurora";

export function createCommitTracker({ startLsn, rule }: CommitTrackerOptions): CommitTracker {
  const log: { lsn: Lsn; group: ProtectionGroupId; holders: Set<SegmentId> }[] = [];
  const waiting: { transaction: string; commitLsn: Lsn }[] = [];

  function mark(group?: ProtectionGroupId): Lsn {
    let lsn = startLsn;
    for (const record of log) {
      if (group !== undefined && record.group !== group) continue;
      if (record.holders.size < rule.writeQuorum) break;
      lsn = record.lsn;
    }
    return lsn;
  }

  return {
    recordShipped({ lsn, group }) {
      log.push({ lsn, group, holders: new Set() });
    },

    segmentAcknowledged({ segment, lsn }) {
      log.find((record) => record.lsn === lsn)?.holders.add(segment);
    },

    commitRequested(request) {
      // Kept in the order of LSNs, so that taking from the front is enough.
      const at = waiting.findIndex(({ commitLsn }) => commitLsn > request.commitLsn);
      waiting.splice(at < 0 ? waiting.length : at, 0, request);
    },

    pgcl: (group) => mark(group),
    vcl: () => mark(),
    vdl: () => mark(),

    takeAnswerable() {
      const vdl = mark();
      const count = waiting.filter(({ commitLsn }) => commitLsn <= vdl).length;
      return waiting.splice(0, count).map(({ transaction }) => transaction);
    },
  };
}
