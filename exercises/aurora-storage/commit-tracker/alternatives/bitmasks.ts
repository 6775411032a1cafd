// Plain objects and whole numbers: one bit for each segment that has a record, and marks that move when bits fill up.
import type { CommitTracker, CommitTrackerOptions, Lsn } from "four-of-six/aurora";

function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

export function createCommitTracker(options: CommitTrackerOptions): CommitTracker {
  const bits: Record<string, number> = Object.create(null) as Record<string, number>;
  const masks: Record<Lsn, number> = {};
  const lsns: Lsn[] = [];
  const groups: number[] = [];
  const cpls: boolean[] = [];
  const commitLsns: Record<string, Lsn> = {};
  const pgcls: Record<number, Lsn> = {};
  const marks = { vcl: options.startLsn, vdl: options.startLsn };

  function recount() {
    const open = new Set<number>();
    for (let index = 0; index < lsns.length; index++) {
      const lsn = lsns[index]!;
      const group = groups[index]!;
      if (bitCount(masks[lsn]!) < options.rule.writeQuorum) open.add(group);
      if (!open.has(group)) pgcls[group] = lsn;
      if (open.size > 0) continue;
      marks.vcl = lsn;
      if (cpls[index]) marks.vdl = lsn;
    }
  }

  return {
    recordShipped({ lsn, group, isCpl }) {
      masks[lsn] = 0;
      lsns.push(lsn);
      groups.push(group);
      cpls.push(isCpl);
    },
    segmentAcknowledged({ segment, lsn }) {
      const mask = masks[lsn];
      if (mask === undefined) return;
      bits[segment] ??= 1 << Object.keys(bits).length;
      masks[lsn] = mask | bits[segment];
      recount();
    },
    commitRequested({ transaction, commitLsn }) {
      commitLsns[transaction] = commitLsn;
    },
    pgcl: (group) => pgcls[group] ?? options.startLsn,
    vcl: () => marks.vcl,
    vdl: () => marks.vdl,
    takeAnswerable() {
      const ready = Object.keys(commitLsns)
        .filter((transaction) => commitLsns[transaction]! <= marks.vdl)
        .sort((a, b) => commitLsns[a]! - commitLsns[b]!);
      for (const transaction of ready) delete commitLsns[transaction];
      return ready;
    },
  };
}
