/**
 * A storage node with one segment on it. In the foreground it puts records on disk; all else waits: it gossips, makes
 * page versions, stages its log to backup and collects garbage. Aurora 2017 §3.3.
 *
 * Simplified: a node that was down goes on with what it had on disk (in Aurora it may be replaced meanwhile); a record is
 * kept until every member of the group is known to have it, so that gossip can always fill a gap with records (Aurora
 * copies pages where the records are gone).
 */
import { drawLatency, type LatencyTable, type Network, type Random, type Simulation, type ZoneId } from "../kernel/index.ts"; // prettier-ignore
import { isAnnulled, type RecoveryAnswer, type Truncation } from "./crash-recovery.ts";
import type { GossipRepair, LogRange, SegmentReport } from "./gossip-repair.ts";
import type { PageMaterialiser, PageRecord, PageVersion } from "./page-materialiser.ts";
import { membersOf, type QuorumSet, type QuorumSets } from "./quorum-sets.ts";
import type { ReadRouting } from "./read-routing.ts";
import { fileRecord, openSegment, type Segment } from "./segment.ts";
import type { StorageEvent } from "./storage-trace.ts";
import type { VolumeModel } from "./volume-scenario.ts";
import type { LogRecord, Lsn, PageId, ProtectionGroupId, SegmentId } from "./vocabulary.ts";

/** What a volume needs of the run that it is in. */
export type RunClock = Pick<Simulation<StorageEvent>, "nowMs" | "random" | "after" | "record" | "recordTimed">;

/** What the nodes of a volume share. */
export interface StorageFleet {
  readonly simulation: RunClock;
  readonly network: Network;
  readonly model: VolumeModel;
  readonly persist: LatencyTable;
  readonly gossip: GossipRepair;
  readonly pages: PageMaterialiser;
  readonly routing: ReadRouting;
  readonly sets: QuorumSets;
  readonly startLsn: Lsn;
  /** Whether a backtrack leaves the record visible; absent where the volume cannot be backtracked. */
  readonly isVisible: ((lsn: Lsn) => boolean) | undefined;
  node(segment: SegmentId): StorageNode;
  /**
   * The page before the volume's first record of it, with `startLsn` as its LSN: empty, or in a clone what the source had
   * at the clone point. None where this node lacks what it would be made of.
   */
  pageAtStart(node: SegmentId, page: PageId): PageVersion | undefined;
  /** Clones begin here, or later: no page is collected that they share. Infinity without clones. */
  lowestCloneLsn(): Lsn;
}

/** What a recovery takes from a node besides what its mechanism is told. */
export interface RecoverySnapshot {
  readonly answer: RecoveryAnswer;
  readonly scl: Lsn;
  readonly records: readonly LogRecord[];
  /** Up to here records may have been folded into pages. */
  readonly floorLsn: Lsn;
  readonly pageLsns: ReadonlyMap<PageId, Lsn>;
}

/** The other members of a node's group, as of one set of members. */
interface Neighbours {
  readonly set: QuorumSet;
  /** Not so once the node has been let go. */
  readonly isMember: boolean;
  /** In the order of the set. */
  readonly peers: readonly SegmentId[];
  /** Those of its own zone before the others. */
  readonly nearestFirst: readonly SegmentId[];
}

/** One segment and the node that it is on: what it holds, what it has been told, and what it does by itself. */
export class StorageNode {
  readonly id: SegmentId;
  readonly zone: ZoneId;
  readonly group: ProtectionGroupId;
  /** Its place among all nodes that the group ever has. */
  readonly index: number;
  readonly luck: Random;
  segment: Segment;
  /** The newest volume epoch that it has been told; requests of older ones are refused. */
  volumeEpoch = 1;
  /** What it has installed of the recoveries' truncations, oldest first. */
  truncations: readonly Truncation[] = [];
  set: QuorumSet;
  /** Holds what its group's log had when it joined. A first member always does. */
  isHydrated: boolean;
  /** The highest VDL and PGMRPL that a writer has told it. */
  durableLsn: Lsn;
  pgmrpl: Lsn;
  readonly #fleet: StorageFleet;
  /** The records on its disk, in the order in which they came. Those up to `#floorLsn` may be in page versions only. */
  readonly #log = new Map<Lsn, LogRecord>();
  readonly #versions = new Map<PageId, readonly PageVersion[]>();
  /** The latest that each peer has told of itself. */
  readonly #reports = new Map<SegmentId, SegmentReport>();
  #floorLsn: Lsn;
  #stagedLsn: Lsn;
  #gossipTurn = 0;
  #neighbours: Neighbours | undefined;

  constructor(
    fleet: StorageFleet,
    place: { readonly id: SegmentId; readonly zone: ZoneId; readonly group: ProtectionGroupId; readonly index: number },
    set: QuorumSet,
    isHydrated: boolean,
  ) {
    ({ id: this.id, zone: this.zone, group: this.group, index: this.index } = place);
    this.#fleet = fleet;
    this.set = set;
    this.isHydrated = isHydrated;
    this.luck = fleet.simulation.random.fork(`disk of ${this.id}`);
    this.segment = openSegment(fleet.startLsn);
    this.durableLsn = this.pgmrpl = this.#floorLsn = this.#stagedLsn = fleet.startLsn;
  }

  get isUp(): boolean {
    return this.#fleet.network.isUp(this.id);
  }

  /** Begins what a node does by itself. The nodes of a group take turns. */
  start(): void {
    const { simulation, model } = this.#fleet;
    const share = (this.index + 1) / (this.set.alternatives[0]?.length ?? 1);
    simulation.after(model.gossipMs * Math.min(1, share), () => this.#gossip());
    simulation.after(model.backgroundMs * Math.min(1, share), () => this.#workInBackground());
  }

  /** How long its disk takes, once. */
  diskMs(): number {
    return drawLatency(this.#fleet.persist, this.luck);
  }

  /** Puts a record on disk. Gives whether it was new. */
  file(record: LogRecord): boolean {
    const { lsn } = record;
    if (this.truncations.length > 0 && isAnnulled(this.truncations, lsn)) return false;
    const before = this.segment;
    this.segment = fileRecord(before, lsn, record.previousInGroup);
    if (this.segment === before) return false;
    this.#log.set(lsn, record);
    return true;
  }

  /** Takes over a newer recovery's truncations: what they annul is gone, what they no longer annul may come back. */
  install(truncations: readonly Truncation[]): void {
    const volumeEpoch = truncations.at(-1)?.volumeEpoch ?? 0;
    if (volumeEpoch <= (this.truncations.at(-1)?.volumeEpoch ?? 0)) return;
    this.truncations = truncations;
    this.volumeEpoch = Math.max(this.volumeEpoch, volumeEpoch);
    for (const lsn of [...this.#log.keys()]) if (isAnnulled(truncations, lsn)) this.#log.delete(lsn);
    this.#refile();
  }

  noteInstalled(): void {
    const volumeEpoch = this.truncations.at(-1)?.volumeEpoch ?? 1;
    this.#fleet.simulation.record({
      kind: "truncation-installed",
      segment: this.id,
      volumeEpoch,
      scl: this.segment.scl,
    });
  }

  /** What it answers to a recovery, as of now. */
  snapshot(): RecoverySnapshot {
    const records = [...this.#log.values()].sort((a, b) => a.lsn - b.lsn);
    const pageLsns = new Map<PageId, Lsn>();
    for (const [page, versions] of this.#versions) {
      pageLsns.set(page, Math.max(...versions.map(({ lsn }) => lsn)));
    }
    return {
      answer: {
        group: this.group,
        segment: this.id,
        volumeEpoch: this.volumeEpoch,
        durableLsn: this.durableLsn,
        entries: records
          .filter(({ lsn }) => lsn > this.durableLsn)
          .map(({ lsn, previousInVolume, isCpl }) => ({ lsn, previousLsn: previousInVolume, isCpl })),
        truncations: this.truncations,
      },
      scl: this.segment.scl,
      records,
      floorLsn: this.#floorLsn,
      pageLsns,
    };
  }

  /** The highest LSN on its disk. */
  get highestLsn(): Lsn {
    return this.segment.stretches.at(-1)?.lastLsn ?? this.segment.scl;
  }

  /** The page as of the read point, or why it cannot be had here. */
  read(page: PageId, readPoint: Lsn): PageVersion | "behind" | "collected" {
    const { routing, pages } = this.#fleet;
    const acceptance = routing.accepts({ scl: this.segment.scl, pgmrpl: this.pgmrpl }, readPoint);
    if (acceptance !== "served") return acceptance;
    const versions = this.#versionsOf(page);
    if (versions === undefined) return "behind";
    const made = pages.materialise(versions, this.#recordsOf(page), readPoint);
    if (made.status === "materialised") return made.version;
    return made.status === "missing" ? "behind" : "collected";
  }

  /** The page as this one record of its group left it; none where the node lacks that record, or one before it. */
  versionAt(page: PageId, lsn: Lsn): PageVersion | undefined {
    const versions = this.#versionsOf(page);
    if (versions === undefined || this.segment.scl < lsn) return undefined;
    const made = this.#fleet.pages.materialise(versions, this.#recordsOf(page), lsn);
    return made.status === "materialised" && made.version.lsn === lsn ? made.version : undefined;
  }

  /** Takes over all that a peer has: how a candidate is hydrated. */
  copyFrom(peer: StorageNode): void {
    this.volumeEpoch = Math.max(this.volumeEpoch, peer.volumeEpoch);
    this.install(peer.truncations);
    for (const [lsn, record] of peer.#log) {
      if (!this.#log.has(lsn) && !isAnnulled(this.truncations, lsn)) this.#log.set(lsn, record);
    }
    for (const [page, versions] of peer.#versions) this.#versions.set(page, versions);
    this.#floorLsn = Math.max(this.#floorLsn, peer.#floorLsn);
    this.durableLsn = Math.max(this.durableLsn, peer.durableLsn);
    this.pgmrpl = Math.max(this.pgmrpl, peer.pgmrpl);
    this.#refile();
  }

  /** Files everything anew by the back-links, on top of what is in page versions. */
  #refile(): void {
    const sorted = [...this.#log.values()].sort((a, b) => a.lsn - b.lsn);
    this.segment = sorted.reduce(
      (segment, { lsn, previousInGroup }) => fileRecord(segment, lsn, previousInGroup),
      openSegment(this.#floorLsn),
    );
  }

  #report(): SegmentReport {
    return {
      segment: this.id,
      volumeEpoch: this.truncations.at(-1)?.volumeEpoch ?? 1,
      membershipEpoch: this.set.epoch,
      scl: this.segment.scl,
      stretches: this.segment.stretches,
    };
  }

  /** Asks peers for what it lacks, as far as it knows of them, and tells one of them how it stands. */
  #gossip(): void {
    const { simulation, model } = this.#fleet;
    simulation.after(model.gossipMs, () => this.#gossip());
    if (!this.isUp) return;
    const { isMember, peers } = this.#neighboursNow();
    if (!isMember || peers.length === 0) return;
    this.#askForGaps();
    const peer = peers[this.#gossipTurn++ % peers.length] as SegmentId;
    this.#tell(this.#fleet.node(peer));
  }

  #neighboursNow(): Neighbours {
    if (this.#neighbours?.set === this.set) return this.#neighbours;
    const members = membersOf(this.set);
    const peers = members.filter((member) => member !== this.id);
    const isNear = (peer: SegmentId) => this.#fleet.node(peer).zone === this.zone;
    const nearestFirst = [...peers.filter(isNear), ...peers.filter((peer) => !isNear(peer))];
    return (this.#neighbours = { set: this.set, isMember: members.includes(this.id), peers, nearestFirst });
  }

  #askForGaps(): void {
    const { isMember, peers, nearestFirst } = this.#neighboursNow();
    if (!isMember) return;
    const { simulation, network, gossip } = this.#fleet;
    const reports: SegmentReport[] = [];
    let isBehind = false;
    for (const peer of nearestFirst) {
      const report = this.#reports.get(peer);
      if (report === undefined) continue;
      reports.push(report);
      isBehind ||= isAhead(report, this.segment);
    }
    if (!isBehind) return;
    const own = this.#report();
    for (const { peer, ranges } of gossip.plan(own, reports)) {
      if (!peers.includes(peer)) continue;
      simulation.record({ kind: "gossip-asked", segment: this.id, peer, ranges });
      const asked = this.#fleet.node(peer);
      network.send(this.id, peer, () => asked.#answerGossip(this, own, ranges));
    }
  }

  #tell(peer: StorageNode, isReply = false): void {
    const report = this.#report();
    const { truncations, set } = this;
    this.#fleet.network.send(this.id, peer.id, () => peer.#hearReport(this, report, truncations, set, isReply));
  }

  #hearReport(
    from: StorageNode,
    report: SegmentReport,
    truncations: readonly Truncation[],
    set: QuorumSet,
    isReply: boolean,
  ): void {
    const own = this.#report();
    if (report.volumeEpoch > own.volumeEpoch) {
      this.install(truncations);
      this.noteInstalled();
    }
    if (set.epoch > this.set.epoch) this.set = set;
    this.#reports.set(from.id, report);
    // An answer to what it told: what it lacks, it asks for at once.
    if (isReply) return this.#askForGaps();
    // Whoever is behind is told, so that it can catch up.
    const isBehind =
      report.volumeEpoch < own.volumeEpoch || report.membershipEpoch < own.membershipEpoch || isAhead(own, report);
    if (isBehind) this.#tell(from, true);
  }

  #answerGossip(from: StorageNode, report: SegmentReport, ranges: readonly LogRange[]): void {
    const { network, simulation, gossip } = this.#fleet;
    const answer = gossip.answer(this.#report(), report, ranges);
    if (answer.status === "refused") return this.#tell(from, true);
    const records: LogRecord[] = [];
    for (const record of this.#log.values()) if (isWithin(answer.ranges, record.lsn)) records.push(record);
    if (records.length === 0) return;
    const { volumeEpoch } = report;
    network.send(this.id, from.id, () =>
      simulation.after(from.diskMs(), () => from.#fileGossip(this.id, volumeEpoch, records)),
    );
  }

  #fileGossip(from: SegmentId, volumeEpoch: number, records: readonly LogRecord[]): void {
    const { simulation, gossip } = this.#fleet;
    // What was asked for before a recovery may have been annulled by it.
    if (!this.isUp || volumeEpoch !== this.#report().volumeEpoch) return;
    const fresh = records.filter(({ lsn }) => !isAnnulled(this.truncations, lsn));
    const before = this.segment;
    this.segment = gossip.file(
      before,
      fresh.map(({ lsn, previousInGroup }) => ({ lsn, previousLsn: previousInGroup })),
    );
    const filed = fresh.filter(({ lsn }) => lsn > this.#floorLsn && !this.#log.has(lsn));
    for (const record of filed) {
      this.#log.set(record.lsn, record);
      const { scl } = this.segment;
      const { nowMs: atMs } = simulation;
      simulation.recordTimed({ atMs, kind: "record-gossiped", lsn: record.lsn, segment: this.id, from, scl });
    }
    if (filed.length > 0) this.onGossip?.(filed);
  }

  /** Tells the writer, if there is one to tell. Set by whoever has the volume open. */
  onGossip: ((records: readonly LogRecord[]) => void) | undefined;

  #workInBackground(): void {
    const { simulation, model, pages } = this.#fleet;
    simulation.after(model.backgroundMs, () => this.#workInBackground());
    if (!this.isUp) return;
    const { scl } = this.segment;
    const stagedLsn = Math.min(scl, this.durableLsn);
    if (stagedLsn > this.#stagedLsn) {
      this.#stagedLsn = stagedLsn;
      simulation.record({ kind: "log-staged", segment: this.id, lsn: stagedLsn });
    }
    let safeLsn = Math.min(this.pgmrpl, scl, this.#fleet.lowestCloneLsn());
    for (const peer of this.#neighboursNow().peers)
      safeLsn = Math.min(safeLsn, this.#reports.get(peer)?.scl ?? this.#fleet.startLsn);
    if (safeLsn <= this.#floorLsn) return;
    let count = 0;
    for (const page of new Set([...this.#log.values()].map((record) => record.page))) {
      let versions = this.#versionsOf(page);
      if (versions === undefined) continue;
      const made = pages.materialise(versions, this.#recordsOf(page), safeLsn);
      if (made.status !== "materialised") continue;
      const { version } = made;
      if (versions.every(({ lsn }) => lsn < version.lsn)) {
        versions = [...versions, version];
        simulation.record({ kind: "page-coalesced", segment: this.id, page, pageLsn: version.lsn });
      }
      const marks = { pgmrpl: safeLsn, stagedLsn: this.#stagedLsn };
      const { lsns, versionLsns } = pages.collectable(versions, this.#recordsOf(page), marks);
      for (const lsn of lsns) if (this.#log.delete(lsn)) count++;
      this.#versions.set(page, versions.filter(({ lsn }) => !versionLsns.includes(lsn))); // prettier-ignore
      count += versionLsns.length;
    }
    // What is left of the log below this point is in page versions too: filing anew may begin above it.
    this.#floorLsn = Math.max(this.#floorLsn, this.#highestHeld(safeLsn));
    if (count > 0) simulation.record({ kind: "garbage-collected", segment: this.id, pgmrpl: safeLsn, count });
  }

  /** The highest record of its group at or below a point that it has everything up to. */
  #highestHeld(lsn: Lsn): Lsn {
    let highest = this.#floorLsn;
    for (const versions of this.#versions.values()) {
      for (const version of versions) if (version.lsn <= lsn) highest = Math.max(highest, version.lsn);
    }
    for (const held of this.#log.keys()) if (held <= lsn) highest = Math.max(highest, held);
    return highest;
  }

  #versionsOf(page: PageId): readonly PageVersion[] | undefined {
    const versions = this.#versions.get(page);
    if (versions !== undefined) return versions;
    const first = this.#fleet.pageAtStart(this.id, page);
    return first && [first];
  }

  #recordsOf(page: PageId): readonly PageRecord[] {
    const records: PageRecord[] = [];
    const { isVisible } = this.#fleet;
    for (const record of this.#log.values()) {
      if (record.page !== page || isVisible?.(record.lsn) === false) continue;
      records.push({ lsn: record.lsn, previousLsn: record.previousOfPage, change: record.change });
    }
    return records;
  }
}

function isWithin(ranges: readonly LogRange[], lsn: Lsn): boolean {
  for (const { afterLsn, throughLsn } of ranges) if (afterLsn < lsn && lsn <= throughLsn) return true;
  return false;
}

/** Whether a peer told of anything that this segment lacks; most of the time none does. */
function isAhead(peer: Segment, own: Segment): boolean {
  return peer.scl > own.scl || (peer.stretches.at(-1)?.lastLsn ?? peer.scl) > own.scl;
}
