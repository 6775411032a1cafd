/**
 * A database instance as its volume sees it: it opens the volume (recovering it), ships redo records, keeps the marks,
 * answers commits and reads pages. At most one of them has the volume open; the others have been, or will be.
 *
 * Simplified: an instance keeps no pages of its own, so every read goes to storage; undo of unfinished transactions is
 * left out; what recovery asks and is told travels as single messages, however much it is.
 */
import { toMicros, type Link, type Loss, type Millis, type NodeId, type Timed } from "../kernel/index.ts";
import type { BacktrackLog, ChangeRecord } from "./backtrack.ts";
import type { CommitTracker, CommitTrackerOptions } from "./commit-tracker.ts";
import { isAnnulled, lastWord, type CrashRecovery, type Truncation } from "./crash-recovery.ts";
import type { LogRange } from "./gossip-repair.ts";
import type { QuorumSet, QuorumSets } from "./quorum-sets.ts";
import type { QuorumRule, QuorumRules } from "./quorum-rules.ts";
import { READ_ROUTING_MODEL, type SegmentView } from "./read-routing.ts";
import type { RecoverySnapshot, StorageFleet, StorageNode } from "./storage-node.ts";
import type { StorageEvent } from "./storage-trace.ts";
import { WRITER, changeOf, type WorkloadStep } from "./volume-scenario.ts";
import type { LogRecord, Lsn, PageId, ProtectionGroupId, SegmentId, TransactionId } from "./vocabulary.ts";

/** A protection group as storage control keeps it. */
export interface StorageGroup {
  readonly id: ProtectionGroupId;
  /** Everyone who is, was or may become a member. */
  readonly nodes: StorageNode[];
  /** The members of now. */
  set: QuorumSet;
}

/** A record that a write quorum has, as storage metadata keeps it for backtracks and clones. */
export interface DurableRecord extends ChangeRecord {
  readonly page: PageId;
}

/** What instances need of the volume that they open. */
export interface SharedVolume extends StorageFleet {
  readonly groups: readonly StorageGroup[];
  readonly rule: QuorumRule;
  readonly rules: QuorumRules;
  readonly recovery: CrashRecovery;
  /** Where the volume can be taken back to; absent where that was not enabled. Storage metadata keeps it. */
  readonly backtrackLog: BacktrackLog | undefined;
  readonly sets: QuorumSets;
  openTracker(options: CommitTrackerOptions, rules: QuorumRules): CommitTracker;
  /** Notes in storage metadata that the volume is to be opened in this epoch, or in the next. Gives it. Aurora 2018 §2.4. */
  beginEpoch(given?: number): number;
  /** The group that holds the page; none while the volume does not reach so far. */
  groupOf(page: PageId): ProtectionGroupId | undefined;
  /**
   * Makes sure that the page's group exists. Gives the volume's epoch: whoever comes with an older one may not make the
   * volume grow, and nothing was done.
   */
  growTo(page: PageId, volumeEpoch: number): number;
  /** Storage control has made a change of members: whoever has the volume open counts by it from now on. */
  membersChanged(group: ProtectionGroupId): void;
  /** Which clone of the run it is, from 1; 0 for the volume that the run began with. */
  readonly cloneNumber: number;
  /** Notes a record that is durable; nothing when that, or a later one, was noted before. Only where it is of use. */
  readonly prove: ((record: DurableRecord) => void) | undefined;
  /** What is hidden or annulled by backtracks now, lowest first. */
  hiddenRanges(): readonly LogRange[];
  /** An instance has opened the volume: clients turn to it from now on. */
  opened(writer: StorageWriter): void;
  readonly observer: WriterObserver | undefined;
}

/** Hears what the instances of a volume do. */
export interface WriterObserver {
  /** The records of one mini-transaction are on their way to storage. */
  shipped(writer: NodeId, records: readonly LogRecord[]): void;
  /** The VDL has moved to here. */
  durable(writer: NodeId, vdl: Lsn): void;
  /** A transaction asks for its commit: it is durable once the VDL has reached this LSN. */
  commitRequested(writer: NodeId, transaction: TransactionId, commitLsn: Lsn): void;
  committed(writer: NodeId, transaction: TransactionId): void;
  /** Where others still read the volume: pages are kept for them. */
  readPoints(writer: NodeId): readonly Lsn[];
  /** A recovery has been superseded by a newer one, or another instance has the volume: this one does not have it any more. */
  lost(writer: NodeId): void;
}

/** The records of one mini-transaction that go to one group: they travel together. */
interface Batch {
  readonly records: readonly LogRecord[];
  readonly group: ProtectionGroupId;
  readonly volumeEpoch: number;
  readonly truncations: readonly Truncation[];
  readonly set: QuorumSet;
  readonly durableLsn: Lsn;
  readonly pgmrpl: Lsn;
  /** Who has acknowledged it, by the node's place in its group. Shared with the copies that are sent again. */
  readonly isAcknowledged: boolean[];
}

/** A batch that was stored, and how far its segment was complete by then. */
interface Acknowledged {
  readonly batch: Batch;
  readonly scl: Lsn;
}

/** The ways between an instance and one node. */
interface Lane {
  readonly node: StorageNode;
  readonly batches: Link<Batch>;
  readonly acks: Link<Acknowledged>;
}

/** A group as the instance knows it. */
interface KnownGroup {
  readonly group: StorageGroup;
  /** The newest members that it has been told of. */
  set: QuorumSet;
  /** Its last record when this instance opened the volume, and those that it has shipped since. */
  baseLsn: Lsn;
  readonly lsns: Lsn[];
  readonly lanes: Lane[];
}

/** One try at opening the volume. */
interface Attempt {
  readonly volumeEpoch: number;
  readonly snapshots: RecoverySnapshot[];
  readonly installedBy: Map<ProtectionGroupId, Set<SegmentId>>;
  plan: InstallPlan | undefined;
}

interface InstallPlan {
  readonly vdl: Lsn;
  readonly truncations: readonly Truncation[];
  readonly surviving: readonly LogRecord[];
}

interface PageRead {
  readonly page: PageId;
  readonly readPoint: Lsn;
  readonly groupReadPoint: Lsn;
  readonly order: readonly SegmentId[];
  readonly hedgeAfterMs: Millis;
  askedCount: number;
  refusedCount: number;
  isOver: boolean;
}

type WriteStep = Extract<WorkloadStep, { readonly kind: "write" }>;

/** How many of a segment's latest answers are remembered. */
const RECENT_COUNT_MAX = 9;

/** An instance, through all its lives: closed, recovering, open. */
export class StorageWriter {
  readonly id: NodeId;
  readonly #volume: SharedVolume;
  #state: "closed" | "recovering" | "open" = "closed";
  #volumeEpoch = 1;
  #attempt: Attempt | undefined;
  #truncations: readonly Truncation[] = [];
  #tracker: CommitTracker;
  readonly #groups = new Map<ProtectionGroupId, KnownGroup>();
  readonly #groupByFirstMember = new Map<SegmentId, KnownGroup>();
  /** Batches above the VCL, oldest first. */
  #pending: Batch[] = [];
  #heldBack: WriteStep[] = [];
  #lastLsn: Lsn;
  /** The last record in the volume: after a recovery it lies below the truncation, and the next one above. */
  #previousLsn: Lsn;
  /** LSNs may be given out up to LAL above this, or above the VDL. */
  #allocationBase: Lsn;
  readonly #lastOfPage = new Map<PageId, Lsn>();
  readonly #views = new Map<string, Lsn>();
  #pgmrpl: Lsn;
  readonly #sclOf = new Map<SegmentId, Lsn>();
  readonly #recentMs = new Map<SegmentId, readonly Millis[]>();
  /** Where the marks stood when they were last noted; PGCLs in the order of the groups. */
  #lastPgcls: Lsn[] = [];
  #lastVcl: Lsn;
  #lastVdl: Lsn;
  /** What storage metadata will hear of once it is durable. */
  #unproven: DurableRecord[] = [];
  /** A backtrack that waits for the volume to be open again. */
  #backtrackToMs: Millis | undefined;

  constructor(id: NodeId, volume: SharedVolume) {
    this.id = id;
    this.#volume = volume;
    const { startLsn } = volume;
    this.#lastLsn = this.#previousLsn = this.#allocationBase = startLsn;
    this.#pgmrpl = this.#lastVcl = this.#lastVdl = startLsn;
    this.#tracker = IDLE_TRACKER;
  }

  get isOpen(): boolean {
    return this.#state === "open";
  }

  /** The epoch in which it has the volume open, or last had, or is about to. */
  get volumeEpoch(): number {
    return this.#volumeEpoch;
  }

  /** How far the volume is durable, as it knows it. */
  get vdl(): Lsn {
    return this.#lastVdl;
  }

  get isUp(): boolean {
    return this.#volume.network.isUp(this.id);
  }

  /** Opens a volume that was shut down in good order: nothing is missing, nothing has to be asked. */
  openFresh(): void {
    this.#state = "open";
    for (const { id } of this.#volume.groups) this.#know(id);
    this.#startTracking(this.#volume.startLsn);
    this.#volume.opened(this);
  }

  /** Begins to look after a group that the volume has or has grown. */
  #know(id: ProtectionGroupId): KnownGroup {
    const group = this.#volume.groups[id - 1] as StorageGroup;
    const known: KnownGroup = {
      group,
      set: group.set,
      baseLsn: this.#volume.startLsn,
      lsns: [],
      lanes: group.nodes.map((node) => this.#openLane(node)),
    };
    this.#groups.set(id, known);
    this.#groupByFirstMember.set(group.nodes[0]?.id ?? "", known);
    for (const node of group.nodes) this.#listenTo(node);
    return known;
  }

  #listenTo(node: StorageNode): void {
    // Named first, for the reason given in `Link`.
    const hear = (records: readonly LogRecord[]) => this.#hearOfGossip(node, records);
    node.onGossip = hear;
  }

  #openLane(node: StorageNode): Lane {
    const { network, simulation } = this.#volume;
    const lane: Lane = {
      node,
      batches: network.link(
        this.id,
        node.id,
        (batch: Batch) => simulation.after(node.diskMs(), store, batch),
        (batch, because) => this.#noteLoss("record-lost", batch.records, node, because),
      ),
      acks: network.link(
        node.id,
        this.id,
        (acknowledged: Acknowledged) => this.#hear(acknowledged, node),
        ({ batch }, because) => this.#noteLoss("ack-lost", batch.records, node, because),
      ),
    };
    const store = (batch: Batch) => this.#store(batch, lane);
    return lane;
  }

  #startTracking(startLsn: Lsn): void {
    const { rule, rules } = this.#volume;
    this.#tracker = this.#volume.openTracker({ startLsn, rule }, { ...rules, mayWrite: this.#mayWrite });
    this.#lastPgcls = [...this.#groups.keys()].map((id) => this.#tracker.pgcl(id));
    this.#lastVcl = this.#tracker.vcl();
    this.#lastVdl = this.#tracker.vdl();
  }

  /**
   * A write quorum of the group's six, or of each of its alternatives while its members change. A set that some nodes
   * have been told counts beside the one before it until it has been made: a recovery may still go by that one.
   */
  readonly #mayWrite: QuorumRules["mayWrite"] = (rule, members, acknowledgedBy) => {
    const known = this.#groupByFirstMember.get(members[0] ?? "");
    if (known === undefined || known.set.epoch === 1) return this.#volume.rules.mayWrite(rule, members, acknowledgedBy);
    const { sets } = this.#volume;
    const made = known.group.set;
    if (!sets.mayWrite(rule, known.set, acknowledgedBy)) return false;
    return made === known.set || sets.mayWrite(rule, made, acknowledgedBy);
  };

  write(step: WriteStep): void {
    const { simulation, model } = this.#volume;
    const { pages, commits } = step;
    // Aurora 2017 §4.2.1: no LSN is given out that lies more than LAL above the VDL.
    const limitLsn = Math.max(this.#lastVdl, this.#allocationBase) + model.allocationLimit;
    if (this.#heldBack.length > 0 || this.#lastLsn + pages.length * model.lsnStep > limitLsn) {
      this.#heldBack.push(step);
      const transaction = commits === undefined ? {} : { transaction: commits };
      return this.#note({ atMs: simulation.nowMs, kind: "write-held-back", ...transaction, limitLsn });
    }
    for (const page of pages) {
      const epoch = this.#volume.growTo(page, this.#volumeEpoch);
      if (epoch > this.#volumeEpoch) return this.#yieldTo(epoch);
      // Only where a placement is wrong: there is nowhere to write to.
      if (this.#volume.groupOf(page) === undefined) return;
    }
    this.#ship(pages);
    if (commits !== undefined) {
      this.#note({ atMs: simulation.nowMs, kind: "commit-requested", transaction: commits, commitLsn: this.#lastLsn });
      this.#tracker.commitRequested({ transaction: commits, commitLsn: this.#lastLsn });
      this.#volume.observer?.commitRequested(this.id, commits, this.#lastLsn);
    }
    this.#noteProgress();
  }

  #ship(pages: readonly PageId[]): void {
    const { simulation, model, startLsn } = this.#volume;
    const recordsByGroup = new Map<ProtectionGroupId, LogRecord[]>();
    pages.forEach((page, index) => {
      const group = this.#volume.groupOf(page) as ProtectionGroupId;
      while (this.#groups.size < this.#volume.groups.length) this.#know(this.#groups.size + 1);
      const known = this.#groups.get(group) as KnownGroup;
      const lsn = this.#lastLsn + model.lsnStep;
      const record: LogRecord = {
        lsn,
        group,
        isCpl: index === pages.length - 1,
        page,
        change: changeOf(lsn, this.#volume.cloneNumber),
        previousInVolume: this.#previousLsn,
        previousInGroup: known.lsns.at(-1) ?? known.baseLsn,
        previousOfPage: this.#lastOfPage.get(page) ?? startLsn,
      };
      this.#lastLsn = this.#previousLsn = lsn;
      known.lsns.push(lsn);
      this.#lastOfPage.set(page, lsn);
      const { isCpl } = record;
      this.#note({ atMs: simulation.nowMs, kind: "record-shipped", lsn, group, isCpl, page });
      if (this.#volume.prove !== undefined) this.#unproven.push({ lsn, page, atMs: simulation.nowMs, isCpl });
      this.#tracker.recordShipped({ lsn, group, isCpl });
      const records = recordsByGroup.get(group);
      if (records === undefined) recordsByGroup.set(group, [record]);
      else records.push(record);
    });
    for (const [group, records] of recordsByGroup) {
      const known = this.#groups.get(group) as KnownGroup;
      const batch = this.#batchOf(group, records, known, []);
      this.#pending.push(batch);
      for (const lane of known.lanes) if (isMember(known.set, lane.node.id)) lane.batches.send(batch);
    }
    this.#volume.observer?.shipped(this.id, [...recordsByGroup.values()].flat());
  }

  #batchOf(
    group: ProtectionGroupId,
    records: readonly LogRecord[],
    known: KnownGroup,
    isAcknowledged: boolean[],
  ): Batch {
    return {
      records,
      group,
      volumeEpoch: this.#volumeEpoch,
      truncations: this.#truncations,
      set: known.set,
      durableLsn: this.#lastVdl,
      pgmrpl: lastAtOrBelow(known, this.#pgmrpl),
      isAcknowledged,
    };
  }

  /** A node has a batch ready to be put on disk. */
  #store(batch: Batch, { node, acks }: Lane): void {
    const { simulation } = this.#volume;
    // The node went down between the batch's arrival and its disk: it was never stored.
    if (!node.isUp) return this.#noteLoss("record-lost", batch.records, node, "receiver-down");
    if (batch.volumeEpoch < node.volumeEpoch)
      return this.#refuse(batch.records, node, "stale-volume-epoch", node.volumeEpoch);
    if (batch.set.epoch !== node.set.epoch) {
      if (!this.#volume.sets.accepts(node.set, batch.set.epoch))
        return this.#refuse(batch.records, node, "stale-membership-epoch", node.set.epoch);
      node.set = batch.set;
    }
    if (batch.volumeEpoch > node.volumeEpoch) node.volumeEpoch = batch.volumeEpoch;
    if (batch.truncations !== node.truncations && batch.truncations.length > 0) {
      const before = node.truncations;
      node.install(batch.truncations);
      if (node.truncations !== before) node.noteInstalled();
    }
    if (batch.durableLsn > node.durableLsn) node.durableLsn = batch.durableLsn;
    if (batch.pgmrpl > node.pgmrpl) node.pgmrpl = batch.pgmrpl;
    const { nowMs } = simulation;
    for (const record of batch.records) {
      if (!node.file(record)) continue;
      const { scl } = node.segment;
      simulation.recordTimed({ atMs: nowMs, kind: "record-stored", lsn: record.lsn, segment: node.id, scl });
    }
    acks.send({ batch, scl: node.segment.scl });
  }

  #refuse(
    records: readonly LogRecord[],
    node: StorageNode,
    because: "stale-volume-epoch" | "stale-membership-epoch",
    epoch: number,
  ): void {
    const { network, simulation } = this.#volume;
    const { set, volumeEpoch } = node;
    this.#noteLoss("record-lost", records, node, "refused");
    network.send(node.id, this.id, () => {
      if (this.#state === "closed") return;
      this.#note({ atMs: simulation.nowMs, kind: "request-refused", segment: node.id, because, epoch });
      if (because === "stale-volume-epoch") this.#yieldTo(volumeEpoch);
      else this.#learnMembers(node.group, set);
    });
  }

  /** Another instance has opened the volume, or is about to: this one stops. */
  #yieldTo(volumeEpoch: number): void {
    if (volumeEpoch <= this.#volumeEpoch) return;
    const { simulation } = this.#volume;
    const kind = this.#state === "recovering" ? "recovery-superseded" : "writer-fenced";
    this.#close();
    simulation.record({ kind, instance: this.id, volumeEpoch });
    this.#volume.observer?.lost(this.id);
  }

  /** Told of other members by a node that refused: sends what is pending again. Aurora 2018 §4.1. */
  #learnMembers(group: ProtectionGroupId, set: QuorumSet): void {
    const known = this.#groups.get(group);
    if (known === undefined || set.epoch <= known.set.epoch) return;
    known.set = set;
    for (const node of (this.#volume.groups[group - 1] as StorageGroup).nodes) {
      if (known.lanes.some((lane) => lane.node === node)) continue;
      known.lanes.push(this.#openLane(node));
      this.#listenTo(node);
    }
    if (this.#state !== "open") return;
    this.#pending = this.#pending.map((batch) => {
      if (batch.group !== group) return batch;
      const again = this.#batchOf(group, batch.records, known, batch.isAcknowledged);
      for (const { node, batches } of known.lanes) {
        if (isMember(set, node.id) && batch.isAcknowledged[node.index] !== true) batches.send(again);
      }
      return again;
    });
    this.recount(group);
  }

  /** Counts anew what has been acknowledged: other members make up a quorum now. */
  recount(group: ProtectionGroupId): void {
    const known = this.#groups.get(group);
    if (known === undefined || this.#state !== "open") return;
    for (const batch of this.#pending) {
      if (batch.group !== group) continue;
      for (const { node } of known.lanes) {
        if (batch.isAcknowledged[node.index] !== true) continue;
        for (const { lsn } of batch.records) this.#tracker.segmentAcknowledged({ segment: node.id, lsn });
      }
    }
    this.#noteProgress();
  }

  #noteLoss(
    kind: "record-lost" | "ack-lost",
    records: readonly LogRecord[],
    { id: segment }: StorageNode,
    because: Loss | "refused",
  ): void {
    const { simulation } = this.#volume;
    for (const { lsn } of records) simulation.recordTimed({ atMs: simulation.nowMs, kind, lsn, segment, because });
  }

  #hear({ batch, scl }: Acknowledged, node: StorageNode): void {
    // It was another life of this instance that sent the batch.
    if (this.#state !== "open" || batch.volumeEpoch !== this.#volumeEpoch)
      return this.#noteLoss("ack-lost", batch.records, node, "receiver-down");
    batch.isAcknowledged[node.index] = true;
    this.#noteScl(node.id, scl);
    this.#noteAcknowledged(batch.records, node.id);
  }

  #noteAcknowledged(records: readonly LogRecord[], segment: SegmentId): void {
    const { simulation } = this.#volume;
    const { nowMs } = simulation;
    for (const { lsn } of records) {
      simulation.recordTimed({ atMs: nowMs, kind: "ack-arrived", lsn, segment });
      this.#tracker.segmentAcknowledged({ segment, lsn });
    }
    this.#noteProgress();
  }

  /**
   * A segment has filled a gap by gossip: it acknowledges what it has now, as it does what comes from the writer. Not so
   * once it has been told a newer epoch: that recovery has its answer already, and does not know of these records.
   */
  #hearOfGossip(node: StorageNode, records: readonly LogRecord[]): void {
    const { network } = this.#volume;
    const { scl } = node.segment;
    const volumeEpoch = this.#volumeEpoch;
    if (node.volumeEpoch > volumeEpoch) return;
    network.send(node.id, this.id, () => {
      if (this.#state !== "open" || volumeEpoch !== this.#volumeEpoch) return;
      this.#noteScl(node.id, scl);
      const lsns = new Set(records.map(({ lsn }) => lsn));
      for (const batch of this.#pending) {
        if (batch.group === node.group && batch.records.every(({ lsn }) => lsns.has(lsn)))
          batch.isAcknowledged[node.index] = true;
      }
      this.#noteAcknowledged(records, node.id);
    });
  }

  #noteScl(segment: SegmentId, scl: Lsn): void {
    if (scl > (this.#sclOf.get(segment) ?? -1)) this.#sclOf.set(segment, scl);
  }

  /** Sends every batch above the VCL again to the members that have been silent about it. */
  resend(): void {
    if (this.#state === "recovering") return this.#askAgain();
    if (this.#state !== "open" || !this.isUp) return;
    const { simulation } = this.#volume;
    this.#dropComplete();
    for (const batch of this.#pending) {
      const known = this.#groups.get(batch.group) as KnownGroup;
      let again: Batch | undefined;
      for (const { node, batches } of known.lanes) {
        if (batch.isAcknowledged[node.index] === true || !isMember(known.set, node.id)) continue;
        for (const { lsn } of batch.records)
          simulation.recordTimed({ atMs: simulation.nowMs, kind: "record-resent", lsn, segment: node.id });
        again ??= this.#batchOf(batch.group, batch.records, known, batch.isAcknowledged);
        batches.send(again);
      }
    }
  }

  #dropComplete(): void {
    let count = 0;
    while (count < this.#pending.length && (this.#pending[count]?.records.at(-1)?.lsn ?? Infinity) <= this.#lastVcl)
      count++;
    if (count > 0) this.#pending.splice(0, count);
  }

  /** Notes what this instance did; of the one that the run began with it goes without saying. */
  #note(event: Extract<Timed<StorageEvent>, { readonly by?: NodeId }>): void {
    this.#volume.simulation.recordTimed(this.id === WRITER ? event : { ...event, by: this.id });
  }

  /** Notes the marks if one moved, then answers every commit that may be answered, and ships what was held back. */
  #noteProgress(): void {
    const { simulation, routing } = this.#volume;
    if (this.#takeMarks()) {
      const pgcls = this.#lastPgcls.slice();
      this.#note({ atMs: simulation.nowMs, kind: "marks-moved", pgcls, vcl: this.#lastVcl, vdl: this.#lastVdl });
      this.#proveUpTo(this.#lastVdl);
      this.#volume.observer?.durable(this.id, this.#lastVdl);
      this.#pgmrpl = routing.minimumReadPoint(this.#openReadPoints(), this.#lastVdl, this.#pgmrpl);
    }
    for (const transaction of this.#tracker.takeAnswerable()) {
      this.#note({ atMs: simulation.nowMs, kind: "commit-answered", transaction });
      this.#volume.observer?.committed(this.id, transaction);
    }
    if (this.#heldBack.length === 0) return;
    const [waiting] = this.#heldBack;
    const { allocationLimit, lsnStep } = this.#volume.model;
    const limitLsn = Math.max(this.#lastVdl, this.#allocationBase) + allocationLimit;
    if (waiting === undefined || this.#lastLsn + waiting.pages.length * lsnStep > limitLsn) return;
    const steps = this.#heldBack;
    this.#heldBack = [];
    for (const step of steps) if (this.isOpen) this.write(step);
  }

  /** Asks the tracker where its marks stand, and keeps them. Gives whether one moved. */
  #takeMarks(): boolean {
    let hasMoved = false;
    for (let index = 0; index < this.#groups.size; index++) {
      const pgcl = this.#tracker.pgcl(index + 1);
      if (pgcl === this.#lastPgcls[index]) continue;
      hasMoved ||= this.#lastPgcls[index] !== undefined || pgcl !== this.#volume.startLsn;
      this.#lastPgcls[index] = pgcl;
    }
    const vcl = this.#tracker.vcl();
    const vdl = this.#tracker.vdl();
    hasMoved ||= vcl !== this.#lastVcl || vdl !== this.#lastVdl;
    this.#lastVcl = vcl;
    this.#lastVdl = vdl;
    return hasMoved;
  }

  openView(view: string): void {
    this.#views.set(view, this.#lastVdl);
    this.#volume.simulation.record({ kind: "view-opened", view, readPoint: this.#lastVdl });
  }

  closeView(view: string): void {
    if (!this.#views.delete(view)) return;
    const { simulation, routing } = this.#volume;
    simulation.record({ kind: "view-closed", view });
    this.#pgmrpl = routing.minimumReadPoint(this.#openReadPoints(), this.#lastVdl, this.#pgmrpl);
  }

  /** Those of the long queries, and the earliest point to which the volume may still be taken back. */
  #openReadPoints(): readonly Lsn[] {
    const { backtrackLog, simulation, observer } = this.#volume;
    const points = [...this.#views.values(), ...(observer?.readPoints(this.id) ?? [])];
    if (backtrackLog === undefined) return points;
    const earliest = backtrackLog.targetFor(backtrackLog.earliestMs(simulation.nowMs), simulation.nowMs);
    return earliest.kind === "target" ? [...points, earliest.lsn] : points;
  }

  /** Notes what has become durable. */
  #proveUpTo(vdl: Lsn): void {
    const { prove } = this.#volume;
    if (prove === undefined) return;
    const count = this.#unproven.findLastIndex(({ lsn }) => lsn <= vdl) + 1;
    for (const record of this.#unproven.splice(0, count)) prove(record);
  }

  /**
   * What a clone of the volume would begin with: the VDL. Gives none, and closes, when another instance has opened the
   * volume since. `begin` is storage metadata's, and gives the volume's epoch.
   */
  clonePoint(begin: (atLsn: Lsn, volumeEpoch: number) => number): Lsn | undefined {
    const epoch = begin(this.#lastVdl, this.#volumeEpoch);
    if (epoch === this.#volumeEpoch) return this.#lastVdl;
    this.#yieldTo(epoch);
    return undefined;
  }

  /**
   * Takes the volume to the state at that time. Connections are closed and unfinished work is dropped, so it is done as
   * after a crash: the volume is opened anew, and then shows what it showed then. Aurora User Guide,
   * auroramysql-managing-backtrack.
   */
  backtrack(toMs: Millis): void {
    const { backtrackLog, simulation } = this.#volume;
    if (backtrackLog === undefined) return;
    const target = backtrackLog.targetFor(toMs, simulation.nowMs);
    if (target.kind !== "target") {
      const { earliestMs } = target;
      return simulation.record({ kind: "backtrack-refused", toMs, earliestMs });
    }
    this.recover();
    this.#backtrackToMs = toMs;
  }

  #finishBacktrack(records: readonly LogRecord[]): void {
    const { backtrackLog, simulation, prove } = this.#volume;
    const toMs = this.#backtrackToMs;
    this.#backtrackToMs = undefined;
    // What survived without the lost writer's knowing is part of the history from now on.
    const { nowMs } = simulation;
    for (const { lsn, page, isCpl } of records) prove?.({ lsn, page, atMs: nowMs, isCpl });
    if (backtrackLog === undefined || toMs === undefined) return;
    const target = backtrackLog.backtrack(toMs, nowMs);
    if (target.kind !== "target") {
      const { earliestMs } = target;
      return simulation.record({ kind: "backtrack-refused", toMs, earliestMs });
    }
    const { lsn: targetLsn, atMs: targetMs } = target;
    const hidden = this.#volume.hiddenRanges();
    simulation.record({ kind: "volume-backtracked", instance: this.id, targetLsn, targetMs, hidden });
  }

  /** Reads a page: from the nearest complete segment, and from the next as well when that one takes unusually long. */
  read(page: PageId, view: string | undefined): void {
    const { simulation, routing, startLsn } = this.#volume;
    const readPoint = (view === undefined ? undefined : this.#views.get(view)) ?? this.#lastVdl;
    const group = this.#volume.groupOf(page);
    const known = group === undefined ? undefined : this.#groups.get(group);
    if (known === undefined)
      return simulation.record({ kind: "read-failed", page, readPoint, because: "none-complete" });
    // A group's segments see their own group's records only: for them the read point is the last of these up to it.
    const groupReadPoint = lastAtOrBelow(known, readPoint);
    const segments = known.lanes.flatMap(({ node: { id, isHydrated } }): SegmentView[] => {
      if (!isMember(known.set, id) || !isHydrated) return [];
      return [{ segment: id, scl: this.#sclOf.get(id) ?? startLsn, recentMs: this.#recentMs.get(id) ?? [] }];
    });
    const { order, hedgeAfterMs } = routing.plan(segments, groupReadPoint, READ_ROUTING_MODEL);
    if (order.length === 0)
      return simulation.record({ kind: "read-failed", page, readPoint, because: "none-complete" });
    this.#ask({ page, readPoint, groupReadPoint, order, hedgeAfterMs, askedCount: 0, refusedCount: 0, isOver: false });
  }

  #ask(read: PageRead): void {
    const { simulation, network } = this.#volume;
    const { page, readPoint, groupReadPoint, order, hedgeAfterMs } = read;
    const segment = order[read.askedCount];
    if (segment === undefined) return;
    const isHedge = read.askedCount > read.refusedCount;
    read.askedCount++;
    const askedAtMs = simulation.nowMs;
    simulation.record({ kind: "page-asked", page, readPoint, segment, isHedge });
    const node = this.#volume.node(segment);
    const volumeEpoch = this.#volumeEpoch;
    network.send(this.id, segment, () =>
      simulation.after(node.diskMs(), () => {
        if (!node.isUp) return;
        const made = volumeEpoch < node.volumeEpoch ? "behind" : node.read(page, groupReadPoint);
        network.send(segment, this.id, () => {
          if (this.#state !== "open" || volumeEpoch !== this.#volumeEpoch) return;
          const tookMs = toMicros(simulation.nowMs - askedAtMs);
          if (typeof made === "string") return this.#hearRefusal(read, segment, made);
          this.#recentMs.set(segment, [...(this.#recentMs.get(segment) ?? []), tookMs].slice(-RECENT_COUNT_MAX));
          if (read.isOver) return simulation.record({ kind: "answer-timed", segment, tookMs });
          read.isOver = true;
          const { lsn: pageLsn, slots } = made;
          simulation.record({ kind: "page-answered", page, readPoint, segment, pageLsn, slots, tookMs });
        });
      }),
    );
    simulation.after(hedgeAfterMs, () => {
      if (!read.isOver && this.#state === "open" && volumeEpoch === this.#volumeEpoch) this.#ask(read);
    });
  }

  #hearRefusal(read: PageRead, segment: SegmentId, because: "behind" | "collected"): void {
    const { page, readPoint, order } = read;
    const { simulation } = this.#volume;
    simulation.record({ kind: "page-refused", page, readPoint, segment, because });
    read.refusedCount++;
    if (read.isOver) return;
    if (read.askedCount < order.length) return this.#ask(read);
    if (read.refusedCount < order.length) return;
    read.isOver = true;
    simulation.record({ kind: "read-failed", page, readPoint, because });
  }

  /** A read as recovery does it: for the figures and exercises about quorums, and outside of any recovery. */
  readByQuorum({ id, nodes }: StorageGroup): void {
    const { simulation, network, rule, rules } = this.#volume;
    simulation.record({ kind: "quorum-read-asked", group: id });
    const members = nodes.filter((node) => isMember((this.#volume.groups[id - 1] as StorageGroup).set, node.id));
    const ids = members.map((node) => node.id);
    const answeredBy: SegmentId[] = [];
    let isMet = false;
    for (const node of members) {
      network.send(this.id, node.id, () => {
        const { scl } = node.segment;
        network.send(node.id, this.id, () => {
          answeredBy.push(node.id);
          simulation.record({ kind: "segment-answered", group: id, segment: node.id, scl });
          if (isMet || !rules.mayRead(rule, ids, answeredBy)) return;
          isMet = true;
          simulation.record({ kind: "read-quorum-met", group: id, answeredBy: [...answeredBy] });
        });
      });
    }
  }

  /** The process dies. What it had in memory is gone. */
  crash(): void {
    if (this.#state === "closed") return;
    this.#close();
    this.#volume.simulation.record({ kind: "writer-crashed", instance: this.id });
  }

  #close(): void {
    this.#state = "closed";
    this.#attempt = undefined;
    this.#pending = [];
    this.#heldBack = [];
    this.#views.clear();
    this.#sclOf.clear();
    this.#recentMs.clear();
    this.#groups.clear();
    this.#groupByFirstMember.clear();
    this.#lastOfPage.clear();
    this.#unproven = [];
    this.#backtrackToMs = undefined;
    this.#tracker = IDLE_TRACKER;
  }

  /**
   * Opens the volume whatever state it was left in. Aurora 2018 §2.4.
   *
   * @param given the epoch, where somebody else than storage metadata hands them out: each of them once
   */
  recover(given?: number): void {
    const { simulation } = this.#volume;
    if (this.#state !== "closed") this.crash();
    const volumeEpoch = this.#volume.beginEpoch(given);
    this.#state = "recovering";
    this.#volumeEpoch = volumeEpoch;
    this.#attempt = { volumeEpoch, snapshots: [], installedBy: new Map(), plan: undefined };
    simulation.record({ kind: "recovery-began", instance: this.id, volumeEpoch });
    this.#askAgain();
  }

  /** Asks, or installs, wherever this attempt has not been heard yet. */
  #askAgain(): void {
    const attempt = this.#attempt;
    if (attempt === undefined || !this.isUp) return;
    for (const { id, nodes, set } of this.#volume.groups) {
      for (const node of nodes) {
        if (!isMember(set, node.id)) continue;
        if (attempt.plan !== undefined) this.#install(attempt, attempt.plan, node);
        else if (!attempt.snapshots.some(({ answer }) => answer.segment === node.id)) this.#inquire(attempt, id, node);
      }
    }
  }

  #inquire(attempt: Attempt, group: ProtectionGroupId, node: StorageNode): void {
    const { simulation, network } = this.#volume;
    const isCurrent = () => this.#attempt === attempt && this.#state === "recovering";
    network.send(this.id, node.id, () =>
      simulation.after(node.diskMs(), () => {
        if (!node.isUp) return;
        // From here on the node refuses whoever had the volume open before: a read quorum of such nodes leaves too few
        // for a write quorum. A candidate that is not hydrated would answer for a log that it does not have.
        if (node.volumeEpoch <= attempt.volumeEpoch) node.volumeEpoch = attempt.volumeEpoch;
        if (!node.isHydrated) return;
        const snapshot = node.snapshot();
        network.send(node.id, this.id, () => {
          if (!isCurrent() || attempt.plan !== undefined) return;
          if (attempt.snapshots.some(({ answer }) => answer.segment === node.id)) return;
          attempt.snapshots.push(snapshot);
          simulation.record({ kind: "segment-answered", group, segment: node.id, scl: snapshot.scl });
          this.#decide(attempt);
        });
      }),
    );
  }

  #decide(attempt: Attempt): void {
    const { simulation, groups, rule, sets, recovery, model } = this.#volume;
    const answers = attempt.snapshots.map(({ answer }) => answer);
    // While members change, three answers need not be a read quorum.
    const isSettled = groups.every(({ id, set }) => {
      const answeredBy = answers.flatMap((answer) => (answer.group === id ? [answer.segment] : []));
      return set.alternatives.length === 1 || sets.mayRead(rule, set, answeredBy);
    });
    if (!isSettled) return;
    const found = recovery.recover({
      rule,
      groups: groups.map(({ id }) => id),
      volumeEpoch: attempt.volumeEpoch,
      allocationLimit: model.allocationLimit,
      answers,
    });
    if (found.status === "waiting") return;
    if (found.status === "superseded") return this.#yieldTo(found.volumeEpoch);
    const { vcl, vdl, truncation } = found;
    simulation.record({ kind: "recovery-decided", instance: this.id, vcl, vdl, truncation });
    const truncations = [...lastWord(answers), truncation];
    const survivors = new Map<Lsn, LogRecord>();
    for (const { records } of attempt.snapshots) {
      for (const record of records) {
        if (record.lsn <= vdl && !isAnnulled(truncations, record.lsn)) survivors.set(record.lsn, record);
      }
    }
    const surviving = [...survivors.values()].sort((a, b) => a.lsn - b.lsn);
    attempt.plan = { vdl, truncations, surviving };
    this.#askAgain();
  }

  /** Gives a node the truncation, and the records below it that others hold and it may lack. */
  #install(attempt: Attempt, { truncations, surviving }: InstallPlan, node: StorageNode): void {
    if (attempt.installedBy.get(node.group)?.has(node.id) === true) return;
    const { simulation, network } = this.#volume;
    const records = surviving.filter(({ group }) => group === node.group);
    network.send(this.id, node.id, () =>
      simulation.after(node.diskMs(), () => {
        if (!node.isUp) return;
        const { volumeEpoch } = node;
        if (volumeEpoch > attempt.volumeEpoch) {
          return network.send(node.id, this.id, () => {
            if (this.#attempt === attempt) this.#yieldTo(volumeEpoch);
          });
        }
        node.volumeEpoch = attempt.volumeEpoch;
        const before = node.truncations;
        node.install(truncations);
        if (node.truncations !== before) node.noteInstalled();
        for (const record of records) {
          if (!node.file(record)) continue;
          simulation.record({ kind: "record-stored", lsn: record.lsn, segment: node.id, scl: node.segment.scl });
        }
        const { scl } = node.segment;
        network.send(node.id, this.id, () => {
          if (this.#attempt !== attempt) return;
          this.#noteScl(node.id, scl);
          const installedBy = attempt.installedBy.get(node.group) ?? new Set();
          attempt.installedBy.set(node.group, installedBy.add(node.id));
          this.#openIfInstalled(attempt);
        });
      }),
    );
  }

  /** The volume is open once every group has the truncation, and what lies below it, on a write quorum. */
  #openIfInstalled(attempt: Attempt): void {
    const { plan, installedBy, volumeEpoch } = attempt;
    const { groups, rule, sets, simulation } = this.#volume;
    if (plan === undefined || this.#state !== "recovering") return;
    if (!groups.every(({ id, set }) => sets.mayWrite(rule, set, [...(installedBy.get(id) ?? [])]))) return;
    const { vdl, truncations } = plan;
    this.#state = "open";
    this.#attempt = undefined;
    this.#truncations = truncations;
    this.#lastLsn = this.#allocationBase = Math.max(vdl, ...truncations.map(({ throughLsn }) => throughLsn));
    this.#previousLsn = vdl;
    for (const { id } of groups) this.#know(id).baseLsn = this.#lastOfGroup(attempt, plan, id);
    this.#startTracking(vdl);
    simulation.record({ kind: "volume-recovered", instance: this.id, volumeEpoch, vdl });
    this.#finishBacktrack(plan.surviving);
    for (const { pageLsns } of attempt.snapshots) for (const [page, lsn] of pageLsns) this.#notePage(page, lsn);
    for (const { page, lsn } of plan.surviving) this.#notePage(page, lsn);
    this.#pgmrpl = this.#volume.routing.minimumReadPoint(this.#openReadPoints(), vdl, this.#pgmrpl);
    this.#volume.opened(this);
  }

  #notePage(page: PageId, lsn: Lsn): void {
    if (this.#volume.isVisible?.(lsn) === false) return;
    this.#lastOfPage.set(page, Math.max(this.#lastOfPage.get(page) ?? lsn, lsn));
  }

  #lastOfGroup({ snapshots }: Attempt, { surviving }: InstallPlan, group: ProtectionGroupId): Lsn {
    let last = this.#volume.startLsn;
    for (const { answer, floorLsn } of snapshots) if (answer.group === group) last = Math.max(last, floorLsn);
    for (const record of surviving) if (record.group === group) last = Math.max(last, record.lsn);
    return last;
  }
}

/** The group's last record at or below a point of the volume. */
function lastAtOrBelow({ baseLsn, lsns }: KnownGroup, lsn: Lsn): Lsn {
  let low = 0;
  let high = lsns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lsns[middle] as Lsn) <= lsn) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? baseLsn : (lsns[low - 1] as Lsn);
}

function isMember({ alternatives }: QuorumSet, segment: SegmentId): boolean {
  return alternatives.some((members) => members.includes(segment));
}

/** An instance that does not have the volume open tracks nothing. */
const IDLE_TRACKER: CommitTracker = {
  recordShipped: () => undefined,
  segmentAcknowledged: () => undefined,
  commitRequested: () => undefined,
  pgcl: () => 0,
  vcl: () => 0,
  vdl: () => 0,
  takeAnswerable: (): readonly TransactionId[] => [],
};
