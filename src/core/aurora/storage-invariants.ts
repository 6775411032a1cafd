/**
 * What must hold in every run of a volume, whatever fails. Each invariant reads a trace and gives the first violation,
 * or none. Figures, suites and our own tests use the same ones.
 */
import { firstBroken } from "../kernel/trace.ts";
import { frozen } from "../kernel/frozen.ts";
import type { NodeId } from "../kernel/index.ts";
import type { Truncation } from "./crash-recovery.ts";
import type { LogRange } from "./gossip-repair.ts";
import { emptyPage } from "./page-materialiser.ts";
import type { QuorumRule } from "./quorum-rules.ts";
import { firstQuorumSet, quorumSets, type QuorumSet } from "./quorum-sets.ts";
import type { StorageEvent, StorageTrace } from "./storage-trace.ts";
import { changeOf } from "./volume-scenario.ts";
import type { Lsn, PageId, ProtectionGroupId, SegmentId, TransactionId, VolumeId } from "./vocabulary.ts";

/** The instance that events without `by` are of. */
const FIRST_INSTANCE: NodeId = "writer";

/** A broken promise: which, at which event of the trace, and what happened in words. */
export interface Violation {
  readonly invariant: string;
  readonly eventIndex: number;
  readonly what: string;
}

/** Gives the first violation in a trace, or none. A trace that was cut short is judged by what it holds. */
export type StorageInvariant = (trace: StorageTrace) => Violation | undefined;

/** The recoveries of a run that opened the volume, and what they annulled. */
class History {
  /** Where the volume was last opened: everything up to there was put on a write quorum by whoever opened it. */
  openedAtLsn: Lsn = -Infinity;
  readonly #decided = new Map<number, Truncation>();
  readonly #annulled: Truncation[] = [];

  follow(event: StorageEvent): void {
    if (event.kind === "volume-opened") this.openedAtLsn = event.startLsn;
    if (event.kind === "recovery-decided") this.#decided.set(event.truncation.volumeEpoch, event.truncation);
    if (event.kind !== "volume-recovered") return;
    this.openedAtLsn = event.vdl;
    const truncation = this.#decided.get(event.volumeEpoch);
    if (truncation !== undefined) this.#annulled.push(truncation);
  }

  /** Whether a recovery up to this epoch annulled the record, and opened the volume without it. */
  isAnnulled(lsn: Lsn, volumeEpoch = Infinity): boolean {
    return this.#annulled.some(
      (truncation) =>
        truncation.volumeEpoch <= volumeEpoch && truncation.afterLsn < lsn && lsn <= truncation.throughLsn,
    );
  }
}

/** No client is told "committed" before every record up to its commit is on a write quorum of segments. */
export const commitsAreDurable: StorageInvariant = (trace) => {
  const history = new History();
  const members = new Members();
  const storedBy = new Map<Lsn, { readonly group: ProtectionGroupId; readonly segments: Set<SegmentId> }>();
  const commitLsns = new Map<TransactionId, Lsn>();
  for (const [eventIndex, event] of trace.entries()) {
    history.follow(event);
    members.follow(event);
    if (event.kind === "record-shipped") storedBy.set(event.lsn, { group: event.group, segments: new Set() });
    if (event.kind === "record-stored" || event.kind === "record-gossiped")
      storedBy.get(event.lsn)?.segments.add(event.segment);
    if (event.kind === "segment-hydrated") {
      for (const { segments } of storedBy.values()) if (segments.has(event.from)) segments.add(event.segment);
    }
    if (event.kind === "commit-requested") commitLsns.set(event.transaction, event.commitLsn);
    if (event.kind !== "commit-answered") continue;
    const commitLsn = commitLsns.get(event.transaction) ?? -Infinity;
    for (const [lsn, { group, segments }] of storedBy) {
      if (lsn > commitLsn || lsn <= history.openedAtLsn || history.isAnnulled(lsn)) continue;
      if (members.mayWrite(group, segments)) continue;
      return {
        invariant: "no acknowledged commit can be lost",
        eventIndex,
        what: `${event.transaction} (commit LSN ${commitLsn}) was answered while LSN ${lsn} was on ${segments.size} segments, fewer than ${members.writeQuorum}`,
      };
    }
  }
  return undefined;
};

/**
 * The members of each group in every epoch. What met the write quorum of one epoch stays durable in the next, because
 * whoever joins must first hold it.
 */
class Members {
  writeQuorum = Infinity;
  #rule: QuorumRule | undefined;
  readonly #sets = new Map<ProtectionGroupId, readonly QuorumSet[]>();

  follow(event: StorageEvent): void {
    if (event.kind === "volume-opened") {
      this.#rule = event.rule;
      this.writeQuorum = event.rule.writeQuorum;
    }
    if (event.kind === "volume-opened" || event.kind === "volume-grew") {
      for (const { group, placement } of event.groups)
        this.#sets.set(group, [firstQuorumSet(placement.map(({ segment }) => segment))]);
    }
    if (event.kind === "membership-changed") {
      const { group, set } = event;
      this.#sets.set(group, [...(this.#sets.get(group) ?? []), set]);
    }
  }

  mayWrite(group: ProtectionGroupId, segments: ReadonlySet<SegmentId>): boolean {
    const sets = this.#sets.get(group) ?? [];
    const rule = this.#rule;
    if (sets.length === 0 || rule === undefined) return segments.size >= this.writeQuorum;
    const storedBy = [...segments];
    return sets.some((set) => quorumSets.mayWrite(rule, set, storedBy));
  }
}

/** What was answered "committed" stays: no recovery that opens the volume annuls it. */
export const commitsSurviveRecovery: StorageInvariant = (trace) => {
  const history = new History();
  const commitLsns = new Map<TransactionId, Lsn>();
  const answered = new Map<TransactionId, Lsn>();
  for (const [eventIndex, event] of trace.entries()) {
    history.follow(event);
    if (event.kind === "commit-requested") commitLsns.set(event.transaction, event.commitLsn);
    if (event.kind === "commit-answered")
      answered.set(event.transaction, commitLsns.get(event.transaction) ?? -Infinity);
    if (event.kind !== "commit-answered" && event.kind !== "volume-recovered") continue;
    for (const [transaction, commitLsn] of answered) {
      if (!history.isAnnulled(commitLsn)) continue;
      return {
        invariant: "an acknowledged commit survives every recovery",
        eventIndex,
        what: `${transaction} (commit LSN ${commitLsn}) was answered, and a recovery that opened the volume annulled it`,
      };
    }
  }
  return undefined;
};

/** The VDL only moves forward, from CPL to CPL, and never past the VCL; only a recovery may set it back. */
export const vdlIsAConsistencyPoint: StorageInvariant = (trace) => {
  const invariant = "the VDL only moves forward, from CPL to CPL, never past the VCL";
  const cpls = new Set<Lsn>();
  const lastVdlOf = new Map<NodeId, Lsn>();
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "volume-opened") {
      cpls.add(event.startLsn);
      lastVdlOf.set(FIRST_INSTANCE, event.startLsn);
    }
    if (event.kind === "record-shipped" && event.isCpl) cpls.add(event.lsn);
    if (event.kind === "volume-recovered") {
      const { vdl, instance } = event;
      if (!cpls.has(vdl))
        return { invariant, eventIndex, what: `the volume was opened at VDL ${vdl}, which is no CPL` };
      lastVdlOf.set(instance, vdl);
    }
    if (event.kind !== "marks-moved") continue;
    const { vdl, vcl, by = FIRST_INSTANCE } = event;
    const lastVdl = lastVdlOf.get(by) ?? -Infinity;
    const broken =
      vdl < lastVdl
        ? `the VDL moved back from ${lastVdl} to ${vdl}`
        : vdl > vcl
          ? `the VDL (${vdl}) passed the VCL (${vcl})`
          : !cpls.has(vdl)
            ? `the VDL stands at ${vdl}, which is no CPL`
            : undefined;
    if (broken !== undefined) return { invariant, eventIndex, what: broken };
    lastVdlOf.set(by, vdl);
  }
  return undefined;
};

/** A page read at a read point shows exactly the records at or below it, and none that was annulled. */
export const readsSeeTheirPoint: StorageInvariant = (trace) => {
  const contents = new VolumeContents();
  for (const [eventIndex, event] of trace.entries()) {
    contents.follow(event);
    const what = contents.wrongRead(event);
    if (what === undefined) continue;
    return { invariant: "a read sees every record at or below its read point, and nothing else", eventIndex, what };
  }
  return undefined;
};

/**
 * A clone sees its source as of the clone point, and its own writes: nothing that the source, or another clone, wrote
 * later. That the source sees nothing of its clones is `readsSeeTheirPoint`.
 */
export const clonesKeepApart: StorageInvariant = (trace) => {
  const first = new VolumeContents();
  const clones = new Map<VolumeId, VolumeContents>();
  for (const [eventIndex, event] of trace.entries()) {
    first.follow(event);
    if (event.kind === "clone-made") {
      const { clone, source, atLsn } = event;
      const of = source === undefined ? first : clones.get(source);
      clones.set(clone, new VolumeContents(clones.size + 1, (page) => of?.pageAt(page, atLsn).slots));
    }
    if (event.kind !== "in-clone") continue;
    const contents = clones.get(event.clone);
    contents?.follow(event.event);
    const what = contents?.wrongRead(event.event);
    if (what === undefined) continue;
    return {
      invariant: "a clone sees its source as of the clone point, its own writes, and nothing else",
      eventIndex,
      what: `in ${event.clone}, ${what}`,
    };
  }
  return undefined;
};

/** What the pages of one volume hold, by what its writers shipped and its recoveries annulled. */
export class VolumeContents {
  readonly #history = new History();
  readonly #shipped = new Map<PageId, Lsn[]>();
  readonly #cloneNumber: number;
  readonly #slotsAtStart: (page: PageId) => readonly number[] | undefined;
  #hidden: readonly LogRange[] = [];
  #startLsn: Lsn = 0;

  /** `slotsAtStart` is what a clone begins with; without it, pages begin empty. */
  constructor(cloneNumber = 0, slotsAtStart: (page: PageId) => readonly number[] | undefined = () => undefined) {
    this.#cloneNumber = cloneNumber;
    this.#slotsAtStart = slotsAtStart;
  }

  follow(event: StorageEvent): void {
    this.#history.follow(event);
    if (event.kind === "volume-opened") this.#startLsn = event.startLsn;
    if (event.kind === "volume-backtracked") this.#hidden = event.hidden;
    if (event.kind !== "record-shipped" || event.page === undefined) return;
    const lsns = this.#shipped.get(event.page);
    if (lsns === undefined) this.#shipped.set(event.page, [event.lsn]);
    else lsns.push(event.lsn);
  }

  pageAt(page: PageId, readPoint: Lsn): { readonly pageLsn: Lsn; readonly slots: readonly number[] } {
    const slots = [...(this.#slotsAtStart(page) ?? emptyPage(this.#startLsn).slots)];
    let pageLsn = this.#startLsn;
    for (const lsn of this.#shipped.get(page) ?? []) {
      if (lsn > readPoint || this.#history.isAnnulled(lsn)) continue;
      if (this.#hidden.some(({ afterLsn, throughLsn }) => afterLsn < lsn && lsn <= throughLsn)) continue;
      const { slot, value } = changeOf(lsn, this.#cloneNumber);
      slots[slot - 1] = value;
      pageLsn = lsn;
    }
    return { pageLsn, slots };
  }

  /** In words, unless the event is no read, or shows what it must. */
  wrongRead(event: StorageEvent): string | undefined {
    if (event.kind !== "page-answered") return undefined;
    const { page, readPoint, segment } = event;
    const { pageLsn, slots } = this.pageAt(page, readPoint);
    if (event.pageLsn === pageLsn && slots.every((value, index) => value === event.slots[index])) return undefined;
    return `segment ${segment} gave page ${page} as of LSN ${readPoint} with page LSN ${event.pageLsn} and ${event.slots.join(" ")}, not ${pageLsn} and ${slots.join(" ")}`;
  }
}

/** What an open query may still read is kept: no read at its read point is refused because versions that old are gone. */
export const openReadPointsAreKept: StorageInvariant = (trace) => {
  const openViews = new Map<string, Lsn>();
  for (const [eventIndex, event] of trace.entries()) {
    // Queries end with the instance that they run on.
    if (event.kind === "writer-crashed" || event.kind === "volume-recovered") openViews.clear();
    if (event.kind === "view-opened") openViews.set(event.view, event.readPoint);
    if (event.kind === "view-closed") openViews.delete(event.view);
    if (event.kind !== "page-refused" || event.because !== "collected") continue;
    const { page, readPoint, segment } = event;
    const held = [...openViews].find(([, point]) => point === readPoint);
    if (held === undefined) continue;
    return {
      invariant: "what an open query may still read is kept",
      eventIndex,
      what: `segment ${segment} had nothing of page ${page} left as of LSN ${readPoint}, the read point that ${held[0]} holds`,
    };
  }
  return undefined;
};

/** A record that a recovery annulled is never given out again, nor put on a segment that has heard of the truncation. */
export const annulledRecordsStayGone: StorageInvariant = (trace) => {
  const invariant = "no record above the truncation point ever reappears";
  const history = new History();
  const heardOf = new Map<SegmentId, number>();
  for (const [eventIndex, event] of trace.entries()) {
    history.follow(event);
    if (event.kind === "truncation-installed") heardOf.set(event.segment, event.volumeEpoch);
    if (event.kind === "record-stored" || event.kind === "record-gossiped") {
      if (!history.isAnnulled(event.lsn, heardOf.get(event.segment) ?? 0)) continue;
      return {
        invariant,
        eventIndex,
        what: `segment ${event.segment} took LSN ${event.lsn}, which it knew to be annulled`,
      };
    }
    if (event.kind === "volume-recovered" && history.isAnnulled(event.vdl))
      return { invariant, eventIndex, what: `the volume was opened at LSN ${event.vdl}, which had been annulled` };
  }
  return undefined;
};

/** Whoever belonged to a group and whoever belongs to it now cannot take two writes that do not meet. Aurora 2018 §4.1. */
export const writeQuorumsMeet: StorageInvariant = (trace) => {
  let rule: QuorumRule | undefined;
  const sets = new Map<ProtectionGroupId, QuorumSet>();
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "volume-opened") ({ rule } = event);
    if (event.kind === "volume-opened" || event.kind === "volume-grew") {
      for (const { group, placement } of event.groups) {
        sets.set(group, firstQuorumSet(placement.map(({ segment }) => segment)));
      }
    }
    if (event.kind !== "membership-changed" || rule === undefined) continue;
    const before = sets.get(event.group);
    sets.set(event.group, event.set);
    if (before === undefined) continue;
    const apart = firstApart(rule, before, event.set);
    if (apart === undefined) continue;
    return {
      invariant: "a change of members never leaves two write quorums that do not meet",
      eventIndex,
      what: `${apart[0].join("")} in epoch ${before.epoch} and ${apart[1].join("")} in epoch ${event.set.epoch} are both write quorums of group ${event.group}`,
    };
  }
  return undefined;
};

/** Two write quorums, one of each set, without a segment in common. */
function firstApart(
  rule: QuorumRule,
  before: QuorumSet,
  after: QuorumSet,
): readonly [readonly SegmentId[], readonly SegmentId[]] | undefined {
  const members = [...new Set([...before.alternatives.flat(), ...after.alternatives.flat()])];
  const subsets = Array.from({ length: 2 ** members.length }, (_, bits) =>
    members.filter((_segment, index) => (bits >> index) & 1),
  );
  const writesAfter = subsets.filter((subset) => quorumSets.mayWrite(rule, after, subset));
  for (const subset of subsets) {
    if (!quorumSets.mayWrite(rule, before, subset)) continue;
    const other = writesAfter.find((segments) => segments.every((segment) => !subset.includes(segment)));
    if (other !== undefined) return [subset, other];
  }
  return undefined;
}

/**
 * At the end of the run, the members of each group hold the same log. For runs that end quietly: with no fault for long
 * enough, and an instance that has the volume open.
 */
export const copiesAgree: StorageInvariant = (trace) => {
  const sclOf = new Map<SegmentId, Lsn>();
  const members = new Map<ProtectionGroupId, readonly SegmentId[]>();
  let startLsn: Lsn = 0;
  for (const event of trace) {
    if (event.kind === "volume-opened") ({ startLsn } = event);
    if (event.kind === "volume-opened" || event.kind === "volume-grew") {
      for (const { group, placement } of event.groups) {
        members.set(group, placement.map(({ segment }) => segment)); // prettier-ignore
      }
    }
    if (event.kind === "membership-changed") members.set(event.group, event.set.alternatives[0] ?? []);
    if ("scl" in event && event.kind !== "segment-answered") sclOf.set(event.segment, event.scl);
  }
  for (const [group, segments] of members) {
    const scls = segments.map((segment) => sclOf.get(segment) ?? startLsn);
    if (scls.every((scl) => scl === scls[0])) continue;
    return {
      invariant: "after repair all six segments hold the same log",
      eventIndex: trace.length - 1,
      what: `the segments ${segments.join(", ")} of group ${group} are complete up to ${scls.join(", ")}`,
    };
  }
  return undefined;
};

/** Each commit is asked for before it is answered, and answered once. */
export const commitsAreAnsweredOnce: StorageInvariant = (trace) => {
  const waiting = new Set<TransactionId>();
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "commit-requested") waiting.add(event.transaction);
    if (event.kind !== "commit-answered" || waiting.delete(event.transaction)) continue;
    return {
      invariant: "each commit is answered once, and only when it was asked for",
      eventIndex,
      what: `${event.transaction} was answered a second time, or never asked`,
    };
  }
  return undefined;
};

/**
 * A commit whose records, and all before them, have been acknowledged by a write quorum by the end of the run is answered.
 * For runs of one instance, without changes of members.
 */
export const durableCommitsAreAnswered: StorageInvariant = (trace) => {
  if (trace.some(({ kind }) => kind === "writer-crashed" || kind === "recovery-began" || kind === "membership-changed"))
    return undefined;
  const heardFrom = new Map<Lsn, Set<SegmentId>>();
  const cpls: Lsn[] = [];
  const waiting = new Map<TransactionId, Lsn>();
  const members = new Set<SegmentId>();
  let writeQuorum = Infinity;
  for (const event of trace) {
    if (event.kind === "volume-opened" || event.kind === "volume-grew") {
      for (const { placement } of event.groups) for (const { segment } of placement) members.add(segment);
    }
    if (event.kind === "volume-opened") writeQuorum = event.rule.writeQuorum;
    if (event.kind === "record-shipped") {
      heardFrom.set(event.lsn, new Set());
      if (event.isCpl) cpls.push(event.lsn);
    }
    // A candidate whose joining was never made counts for nothing.
    if (event.kind === "ack-arrived" && members.has(event.segment)) heardFrom.get(event.lsn)?.add(event.segment);
    if (event.kind === "commit-requested") waiting.set(event.transaction, event.commitLsn);
    if (event.kind === "commit-answered") waiting.delete(event.transaction);
  }
  let firstMissing = Infinity;
  for (const [lsn, segments] of heardFrom) {
    if (segments.size < writeQuorum) firstMissing = Math.min(firstMissing, lsn);
  }
  let vdl = -Infinity;
  for (const cpl of cpls) if (cpl < firstMissing) vdl = Math.max(vdl, cpl);
  for (const [transaction, commitLsn] of waiting) {
    if (commitLsn > vdl) continue;
    return {
      invariant: "a durable commit is answered",
      eventIndex: trace.length - 1,
      what: `${transaction} (commit LSN ${commitLsn}) is durable, the VDL being ${vdl}, and was never answered`,
    };
  }
  return undefined;
};

/** What the rules say about each group after each fault is what the surviving segments allow. Aurora 2017 §2.1. */
export const serviceIsToldTruly: StorageInvariant = (trace) => {
  const opened = trace[0];
  if (opened?.kind !== "volume-opened") return undefined;
  // Its own members are what this one counts; a group that is growing or changing has others.
  if (trace.some(({ kind }) => kind === "membership-changed" || kind === "volume-grew")) return undefined;
  const { writeQuorum, readQuorum } = opened.rule;
  const faultCounts = new Map<SegmentId, number>();
  const told = new Map<ProtectionGroupId, { writes: boolean; reads: boolean }>();
  let lastFaultIndex = -1;

  const firstLie = (): Violation | undefined => {
    if (lastFaultIndex === -1) return undefined;
    for (const { group, placement } of opened.groups) {
      const left = placement.filter(({ segment }) => (faultCounts.get(segment) ?? 0) === 0).length;
      const { writes, reads } = told.get(group) ?? { writes: true, reads: true };
      const expected = { writes: left >= writeQuorum, reads: left >= readQuorum };
      if (writes === expected.writes && reads === expected.reads) continue;
      return {
        invariant:
          "a group serves writes with a write quorum of segments, and reads with a read quorum, and never without",
        eventIndex: lastFaultIndex,
        what: `with ${left} segments of group ${group} left, writes were ${served(writes)} and reads ${served(reads)}`,
      };
    }
    return undefined;
  };

  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "service-changed") told.set(event.group, event);
    if (event.kind !== "fault-began" && event.kind !== "fault-ended") continue;
    const lie = firstLie();
    if (lie !== undefined) return lie;
    lastFaultIndex = eventIndex;
    const { fault } = event;
    for (const { placement } of opened.groups) {
      for (const { segment, zone } of placement) {
        const isHit =
          (fault.kind === "zone-down" && fault.zone === zone) || (fault.kind === "node-down" && fault.node === segment);
        if (isHit) faultCounts.set(segment, (faultCounts.get(segment) ?? 0) + (event.kind === "fault-began" ? 1 : -1));
      }
    }
  }
  return firstLie();
};

function served(isServed: boolean): string {
  return isServed ? "served" : "refused";
}

/** All of them, in the order in which a violation is most telling. */
export const STORAGE_INVARIANTS: readonly StorageInvariant[] = frozen([
  commitsAreDurable,
  commitsSurviveRecovery,
  vdlIsAConsistencyPoint,
  readsSeeTheirPoint,
  clonesKeepApart,
  openReadPointsAreKept,
  annulledRecordsStayGone,
  writeQuorumsMeet,
  commitsAreAnsweredOnce,
  durableCommitsAreAnswered,
  serviceIsToldTruly,
]);

/** The first violation in a trace, or none. A clone is a volume too: what holds for one holds for the other. */
export function firstViolation(trace: StorageTrace, invariants = STORAGE_INVARIANTS): Violation | undefined {
  const own = firstBroken(trace, invariants);
  if (own !== undefined) return own;
  for (const clone of new Set(trace.flatMap((event) => (event.kind === "in-clone" ? [event.clone] : [])))) {
    const inClone = cloneTrace(trace, clone);
    // Alone, a clone's trace does not say what its pages began with: that is the business of `clonesKeepApart`.
    const violation = firstViolation(inClone, invariants.filter((it) => it !== readsSeeTheirPoint && it !== clonesKeepApart)); // prettier-ignore
    if (violation === undefined) continue;
    const eventIndex = trace.findIndex(
      (event) => event.kind === "in-clone" && event.event === inClone[violation.eventIndex],
    );
    return { ...violation, eventIndex, what: `in ${clone}, ${violation.what}` };
  }
  return undefined;
}

/** What happened in one clone, as a trace of its own. */
export function cloneTrace(trace: StorageTrace, clone: VolumeId): StorageTrace {
  return trace.flatMap((event) => (event.kind === "in-clone" && event.clone === clone ? [event.event] : []));
}
