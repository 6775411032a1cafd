// The idea: the volume is complete up to the highest point that any of its groups has reached.
import type {
  Acknowledgement,
  CommitRequest,
  CommitTracker,
  CommitTrackerOptions,
  Lsn,
  ProtectionGroupId,
  RedoRecord,
  SegmentId,
} from "four-of-six/aurora";

class Group {
  mark: Lsn;
  private readonly log: { lsn: Lsn; acks: Set<SegmentId> }[] = [];

  constructor(startLsn: Lsn) {
    this.mark = startLsn;
  }

  ship(lsn: Lsn) {
    this.log.push({ lsn, acks: new Set() });
  }

  acknowledge(lsn: Lsn, segment: SegmentId, quorum: number) {
    this.log.find((entry) => entry.lsn === lsn)?.acks.add(segment);
    while (this.log[0] !== undefined && this.log[0].acks.size >= quorum) {
      this.mark = this.log[0].lsn;
      this.log.shift();
    }
  }
}

export class Tracker {
  private readonly groups = new Map<ProtectionGroupId, Group>();
  private readonly groupOf = new Map<Lsn, Group>();
  private readonly cpls: Lsn[] = [];
  private commits: CommitRequest[] = [];
  private readonly options: CommitTrackerOptions;

  constructor(options: CommitTrackerOptions) {
    this.options = options;
  }

  recordShipped({ lsn, group, isCpl }: RedoRecord) {
    const owner = this.groups.get(group) ?? new Group(this.options.startLsn);
    this.groups.set(group, owner);
    this.groupOf.set(lsn, owner);
    owner.ship(lsn);
    if (isCpl) this.cpls.push(lsn);
  }

  segmentAcknowledged({ segment, lsn }: Acknowledgement) {
    this.groupOf.get(lsn)?.acknowledge(lsn, segment, this.options.rule.writeQuorum);
  }

  commitRequested(request: CommitRequest) {
    this.commits.push(request);
  }

  pgcl(group: ProtectionGroupId) {
    return this.groups.get(group)?.mark ?? this.options.startLsn;
  }

  vcl() {
    return Math.max(this.options.startLsn, ...[...this.groups.values()].map((group) => group.mark));
  }

  vdl() {
    const vcl = this.vcl();
    return Math.max(this.options.startLsn, ...this.cpls.filter((cpl) => cpl <= vcl));
  }

  takeAnswerable() {
    const vdl = this.vdl();
    const ready = this.commits.filter((commit) => commit.commitLsn <= vdl);
    this.commits = this.commits.filter((commit) => commit.commitLsn > vdl);
    return ready.sort((a, b) => a.commitLsn - b.commitLsn).map((commit) => commit.transaction);
  }
}

export function createCommitTracker(options: CommitTrackerOptions): CommitTracker {
  return new Tracker(options);
}
