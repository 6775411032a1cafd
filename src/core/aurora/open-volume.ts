/**
 * One volume of a run: its protection groups with their segments, the instances that may open it, and what storage
 * metadata keeps of it. A run begins with one; clones are others, on the same storage nodes.
 */
import { latencyTable, type Network, type NodeId, type Simulation, type Timed, type ZoneId } from "../kernel/index.ts";
import { createBacktrackLog, type BacktrackLog, type ChangeRecord } from "./backtrack.ts";
import { createCommitTracker, type CommitTrackerOptions } from "./commit-tracker.ts";
import type { CloneFamily } from "./copy-on-write-clone.ts";
import { crashRecovery } from "./crash-recovery.ts";
import { gossipRepair, type LogRange } from "./gossip-repair.ts";
import { emptyPage, pageMaterialiser, type PageVersion } from "./page-materialiser.ts";
import { AURORA_RULE, quorumRules, type Service } from "./quorum-rules.ts";
import { firstQuorumSet, quorumSets } from "./quorum-sets.ts";
import { readRouting } from "./read-routing.ts";
import { segmentPlacement, type SegmentPlacement, type VolumeGeometry } from "./segment-placement.ts";
import { StorageNode, type RunClock } from "./storage-node.ts";
import type { StorageEvent } from "./storage-trace.ts";
import {
  StorageWriter,
  type DurableRecord,
  type SharedVolume,
  type StorageGroup,
  type WriterObserver,
} from "./storage-writer.ts";
import {
  GROUP_COUNT_MAX,
  START_LSN,
  groupCountOf,
  instanceOfClone,
  type VolumeModel,
  type VolumeScenario,
} from "./volume-scenario.ts";
import type { VolumeMechanisms } from "./volume.ts";
import {
  ZONES,
  placementOf,
  type Lsn,
  type PageId,
  type Placement,
  type ProtectionGroupId,
  type SegmentId,
  type VolumeId,
} from "./vocabulary.ts";

/** What all volumes of a run have in common. */
export interface VolumeRun {
  readonly scenario: VolumeScenario;
  readonly model: VolumeModel;
  readonly mechanisms: Partial<VolumeMechanisms>;
  readonly network: Network;
  /** Who may open the volume that the run begins with; the first of them has it open. */
  readonly instances: readonly NodeId[];
  /** Hears what its instances do, where somebody runs them: a cluster. */
  readonly observer?: WriterObserver;
  /** Whose page each volume sees; only where the workload clones. */
  readonly family: CloneFamily | undefined;
  volume(id: VolumeId): OpenVolume;
  /** An instance has opened the volume: clients turn to it from now on. */
  opened(volume: OpenVolume, writer: StorageWriter): void;
}

/** What a clone begins with. */
export interface ClonePoint {
  readonly source: OpenVolume;
  readonly atLsn: Lsn;
  /** How many clones there were before it in this run, and this one. */
  readonly number: number;
}

/** A volume that can be written, read, recovered and cloned. */
export class OpenVolume {
  readonly id: VolumeId;
  readonly shared: SharedVolume;
  readonly groups: StorageGroup[] = [];
  /** By name; each may open the volume. */
  readonly writers: ReadonlyMap<NodeId, StorageWriter>;
  readonly #run: VolumeRun;
  readonly #clock: RunClock;
  readonly #nodes = new Map<SegmentId, StorageNode>();
  readonly #lastService = new Map<ProtectionGroupId, Service>();
  readonly #backtrackLog: BacktrackLog | undefined;
  /** What is known to be durable, in the order of LSNs. Kept only where backtracks or clones need it. */
  readonly #proven: ChangeRecord[] = [];
  readonly #placement: Pick<SegmentPlacement, "groupOf" | "grow">;
  readonly #cloneLsns: Lsn[] = [];
  readonly #pageAtStart: (node: SegmentId, page: PageId) => PageVersion | undefined;
  #volumeEpoch = 1;
  #geometry: VolumeGeometry;

  constructor(id: VolumeId, run: VolumeRun, simulation: RunClock, clonePoint?: ClonePoint) {
    const { scenario, model, mechanisms, network } = run;
    this.id = id;
    this.#run = run;
    this.#clock =
      clonePoint === undefined
        ? simulation
        : new VolumeClock(simulation, `clone ${id}`, (event) =>
            simulation.recordTimed({ atMs: event.atMs, kind: "in-clone", clone: id, event }),
          );
    this.#placement = mechanisms.segmentPlacement ?? segmentPlacement;
    const startLsn = clonePoint?.atLsn ?? scenario.startLsn ?? START_LSN;
    const { groupCount } = scenario;
    const { pagesPerGroup } = model;
    this.#geometry =
      clonePoint === undefined
        ? { groupCount, pagesPerGroup, groupCountMax: GROUP_COUNT_MAX, geometryEpoch: 1 }
        : clonePoint.source.#geometry;
    const other = mechanisms.createCommitTracker;
    // Another in its place is told what the seam says, and no more.
    const openTracker = other === undefined ? createCommitTracker : (options: CommitTrackerOptions) => other(options);
    const openBacktrack = mechanisms.createBacktrackLog ?? createBacktrackLog;
    const backtrackLog =
      scenario.backtrack && openBacktrack({ openedAt: { lsn: startLsn, atMs: 0 }, ...scenario.backtrack });
    this.#backtrackLog = backtrackLog;
    const firstPage = emptyPage(startLsn);
    this.#pageAtStart = clonePoint === undefined ? () => firstPage : this.#sharedPages(clonePoint);
    this.shared = {
      simulation: this.#clock,
      network,
      model,
      persist: latencyTable(model.persist),
      startLsn,
      cloneNumber: clonePoint?.number ?? 0,
      isVisible: backtrackLog && ((lsn) => backtrackLog.isVisible(lsn)),
      backtrackLog,
      prove: run.family === undefined && backtrackLog === undefined ? undefined : (record) => this.#prove(record),
      hiddenRanges: () => this.#hiddenRanges(),
      rule: scenario.rule ?? AURORA_RULE,
      rules: mechanisms.quorumRules ?? quorumRules,
      sets: mechanisms.quorumSets ?? quorumSets,
      gossip: mechanisms.gossipRepair ?? gossipRepair,
      pages: mechanisms.pageMaterialiser ?? pageMaterialiser,
      routing: mechanisms.readRouting ?? readRouting,
      recovery: mechanisms.crashRecovery ?? crashRecovery,
      groups: this.groups,
      openTracker,
      node: (segment) => this.node(segment) as StorageNode,
      pageAtStart: (node, page) => this.#pageAtStart(node, page),
      lowestCloneLsn: () => this.#cloneLsns[0] ?? Infinity,
      beginEpoch: (given = this.#volumeEpoch + 1) => {
        this.#volumeEpoch = Math.max(this.#volumeEpoch, given);
        return given;
      },
      groupOf: (page) => this.#groupOf(page),
      growTo: (page, volumeEpoch) => this.#growTo(page, volumeEpoch),
      membersChanged: (group) => {
        for (const writer of this.writers.values()) writer.recount(group);
      },
      opened: (writer) => run.opened(this, writer),
      observer: clonePoint === undefined ? run.observer : undefined,
    };
    for (let group = 1; group <= (clonePoint?.source.groups.length ?? groupCount); group++) this.#openGroup(group);
    const instances = clonePoint === undefined ? run.instances : [instanceOfClone(id)];
    this.writers = new Map(instances.map((instance) => [instance, new StorageWriter(instance, this.shared)]));
  }

  /** Opens it for its first instance. Nothing is missing, nothing has to be asked. */
  openFresh(): void {
    const { startLsn, rule, model } = this.shared;
    this.#clock.record({
      kind: "volume-opened",
      startLsn,
      rule,
      groups: this.groups.map(({ id }) => ({ group: id, placement: placementOf(id) })),
      writerZone: model.writerZone,
    });
    const [first] = this.writers.values();
    first?.openFresh();
  }

  /** A segment of it; none while the volume does not reach so far. */
  node(segment: SegmentId): StorageNode | undefined {
    return this.#nodes.get(segment);
  }

  /** Lets a candidate stand ready beside a group's members. */
  openCandidate(group: StorageGroup, segment: SegmentId, zone: ZoneId): void {
    this.#openNode(group, segment, zone, false);
  }

  /**
   * Notes that a clone begins at this LSN. Gives the volume's epoch: whoever comes with an older one may not clone, and
   * nothing was done.
   */
  beginClone(atLsn: Lsn, volumeEpoch: number): number {
    if (volumeEpoch < this.#volumeEpoch) return this.#volumeEpoch;
    this.#cloneLsns.push(atLsn);
    this.#cloneLsns.sort((a, b) => a - b);
    return volumeEpoch;
  }

  /** Asks the rules what each group can still do, and notes it where it changed. */
  noteService(): void {
    const { rule, rules, network } = this.shared;
    for (const { id, nodes, set } of this.groups) {
      const [members = []] = set.alternatives;
      const placement: readonly Placement[] = nodes
        .filter((node) => members.includes(node.id))
        .map((node) => ({ segment: node.id, zone: node.zone }));
      const segments = members.filter((segment) => !network.isUp(segment));
      const zones = ZONES.filter((zone) =>
        placement.every((member) => member.zone !== zone || segments.includes(member.segment)),
      );
      const { writes, reads } = rules.afterFailure(rule, placement, { zones, segments });
      const last = this.#lastService.get(id);
      if (last?.writes === writes && last.reads === reads) continue;
      this.#lastService.set(id, { writes, reads });
      this.#clock.record({ kind: "service-changed", group: id, writes, reads });
    }
  }

  #openGroup(id: ProtectionGroupId): void {
    const placement = placementOf(id);
    const set = firstQuorumSet(placement.map(({ segment }) => segment));
    const group: StorageGroup = { id, nodes: [], set };
    this.groups.push(group);
    for (const { segment, zone } of placement) this.#openNode(group, segment, zone, true);
    this.#lastService.set(id, { writes: true, reads: true });
  }

  #openNode(group: StorageGroup, segment: SegmentId, zone: ZoneId, isHydrated: boolean): void {
    const place = { id: segment, zone, group: group.id, index: group.nodes.length };
    const node = new StorageNode(this.shared, place, group.set, isHydrated);
    node.volumeEpoch = this.#volumeEpoch;
    group.nodes.push(node);
    this.#nodes.set(segment, node);
    node.start();
  }

  #groupOf(page: PageId): ProtectionGroupId | undefined {
    const group = this.#placement.groupOf(this.#geometry, page);
    return group === "outside-the-volume" || this.groups[group - 1] === undefined ? undefined : group;
  }

  #growTo(page: PageId, volumeEpoch: number): number {
    if (this.#groupOf(page) !== undefined) return volumeEpoch;
    // Metadata has the newest epoch: whoever lost the volume may not add to it, or new segments would take its records.
    if (volumeEpoch < this.#volumeEpoch) return this.#volumeEpoch;
    const growth = this.#placement.grow(this.#geometry, page);
    if (growth.kind !== "grown") return volumeEpoch;
    this.#geometry = growth.geometry;
    const before = this.groups.length;
    // The network was laid out for what the reference grows to; a wrong answer may ask for more.
    const groupCount = Math.min(growth.geometry.groupCount, groupCountOf(this.#run.scenario));
    while (this.groups.length < groupCount) this.#openGroup(this.groups.length + 1);
    this.#clock.record({
      kind: "volume-grew",
      geometryEpoch: growth.geometry.geometryEpoch,
      groups: this.groups.slice(before).map(({ id }) => ({ group: id, placement: placementOf(id) })),
    });
    return volumeEpoch;
  }

  #prove({ lsn, page, atMs, isCpl }: DurableRecord): void {
    const last = this.#proven.at(-1);
    if (lsn <= (last?.lsn ?? this.shared.startLsn)) return;
    const record = { lsn, atMs: Math.max(atMs, last?.atMs ?? 0), isCpl };
    this.#proven.push(record);
    this.#backtrackLog?.recordWritten(record);
    this.#run.family?.write({ volume: this.id, page, lsn });
  }

  #hiddenRanges(): readonly LogRange[] {
    const ranges: LogRange[] = [];
    let afterLsn = this.shared.startLsn;
    for (const { lsn } of this.#proven) {
      if (this.#backtrackLog?.isVisible(lsn) === true) {
        afterLsn = lsn;
        continue;
      }
      if (ranges.at(-1)?.afterLsn === afterLsn) ranges.pop();
      ranges.push({ afterLsn, throughLsn: lsn });
    }
    return ranges;
  }

  /**
   * The pages that a clone begins with. They are not copied: a node makes each, when it is wanted, from what it holds of
   * the volume that wrote it, which keeps it (`lowestCloneLsn`).
   */
  #sharedPages({ atLsn }: ClonePoint): (node: SegmentId, page: PageId) => PageVersion | undefined {
    const run = this.#run;
    const family = run.family as CloneFamily;
    const pageCount = groupCountOf(run.scenario) * run.model.pagesPerGroup;
    // As of now: the clone's own writes will change what the family says.
    const copies = Array.from({ length: pageCount }, (_, index) => family.read(this.id, index + 1));
    return (segment, page) => {
      const copy = copies[page - 1];
      if (copy === undefined) return emptyPage(atLsn);
      const writtenBy = run.volume(copy.writtenBy);
      if (copy.lsn === writtenBy.shared.startLsn) return emptyPage(atLsn);
      const slots = writtenBy.node(segment)?.versionAt(page, copy.lsn)?.slots;
      return slots && { lsn: atLsn, slots };
    };
  }
}

/** A run as one volume within it sees it: the same time, chance of its own, and its events told as that volume's. */
export class VolumeClock implements RunClock {
  readonly random: RunClock["random"];
  readonly after: RunClock["after"];
  readonly #run: Pick<Simulation<never>, "nowMs" | "random" | "after">;
  readonly #tell: (event: Timed<StorageEvent>) => void;

  /** `chance` names the volume's own luck; `tell` notes an event in the run's trace, as whose it is. */
  constructor(
    run: Pick<Simulation<never>, "nowMs" | "random" | "after">,
    chance: string,
    tell: (event: Timed<StorageEvent>) => void,
  ) {
    this.#run = run;
    this.#tell = tell;
    this.random = run.random.fork(chance);
    this.after = run.after.bind(run);
  }

  get nowMs(): number {
    return this.#run.nowMs;
  }

  record(event: StorageEvent): void {
    this.#tell({ atMs: this.nowMs, ...event });
  }

  recordTimed(event: Timed<StorageEvent>): void {
    this.#tell(event);
  }
}
