// The idea: sort the gap-free points of the group's segments; the fourth-highest is what four segments have.
import type {
  CommitTracker,
  CommitTrackerOptions,
  Lsn,
  ProtectionGroupId,
  RedoRecord,
  SegmentId,
} from "four-of-six/aurora";

export function createCommitTracker({ startLsn, rule }: CommitTrackerOptions): CommitTracker {
  const log: RedoRecord[] = [];
  /** What each segment has on disk. */
  const stored = new Map<SegmentId, Set<Lsn>>();
  let commits: { transaction: string; commitLsn: Lsn }[] = [];

  function sclOf(has: ReadonlySet<Lsn>, group: ProtectionGroupId): Lsn {
    let scl = startLsn;
    for (const record of log) {
      if (record.group !== group) continue;
      if (!has.has(record.lsn)) break;
      scl = record.lsn;
    }
    return scl;
  }

  function pgcl(group: ProtectionGroupId): Lsn {
    const scls = [...stored.values()].map((has) => sclOf(has, group)).sort((a, b) => b - a);
    return scls[rule.writeQuorum - 1] ?? startLsn;
  }

  function vcl(): Lsn {
    let mark = startLsn;
    for (const { lsn, group } of log) {
      if (lsn > pgcl(group)) break;
      mark = lsn;
    }
    return mark;
  }

  function vdl(): Lsn {
    const complete = vcl();
    return log.filter(({ isCpl, lsn }) => isCpl && lsn <= complete).at(-1)?.lsn ?? startLsn;
  }

  return {
    recordShipped: (record) => void log.push(record),
    segmentAcknowledged({ segment, lsn }) {
      let has = stored.get(segment);
      if (has === undefined) stored.set(segment, (has = new Set()));
      has.add(lsn);
    },
    commitRequested: (request) => void commits.push(request),
    pgcl,
    vcl,
    vdl,
    takeAnswerable() {
      const durable = vdl();
      const ready = commits.filter(({ commitLsn }) => commitLsn <= durable);
      commits = commits.filter(({ commitLsn }) => commitLsn > durable);
      return ready.sort((a, b) => a.commitLsn - b.commitLsn).map(({ transaction }) => transaction);
    },
  };
}
