/**
 * A volume and the instances that open it, as one system: redo records go to protection groups of six segments in three
 * zones, acknowledgements come back, gaps are gossiped away, pages are made from the log, a crash is followed by
 * recovery, segments are replaced and the volume grows, all while writes go on.
 *
 * `volume-scenario.ts` says what can be asked of it; `storage-node.ts`, `storage-writer.ts` and `storage-control.ts` are
 * its parts and say where each is simpler than the service. Simplified besides: a batch holds the records of one
 * mini-transaction, where Aurora fills a buffer per storage node (2018 §2.2); a writer whose zone returns goes on where it
 * stopped, unless the scenario says that it crashed; a group that the volume grows by is there at once; clones are a
 * system of their own (`clone-system.ts`).
 */
import { Network, Simulation, latencyTable, type NodeId, type Timed, type ZoneId } from "../kernel/index.ts";
import { createBacktrackLog, type BacktrackLog, type BacktrackOptions, type ChangeRecord } from "./backtrack.ts";
import { createCommitTracker, type CommitTracker, type CommitTrackerOptions } from "./commit-tracker.ts";
import { crashRecovery, type CrashRecovery } from "./crash-recovery.ts";
import { gossipRepair, type GossipRepair, type LogRange } from "./gossip-repair.ts";
import { pageMaterialiser, type PageMaterialiser } from "./page-materialiser.ts";
import { AURORA_RULE, quorumRules, type QuorumRules, type Service } from "./quorum-rules.ts";
import { firstQuorumSet, quorumSets, type QuorumSets } from "./quorum-sets.ts";
import { readRouting, type ReadRouting } from "./read-routing.ts";
import { segmentPlacement, type SegmentPlacement, type VolumeGeometry } from "./segment-placement.ts";
import { StorageControl } from "./storage-control.ts";
import { StorageNode } from "./storage-node.ts";
import type { StorageEvent, StorageTrace } from "./storage-trace.ts";
import { StorageWriter, type SharedVolume, type StorageGroup } from "./storage-writer.ts";
import {
  GROUP_COUNT_MAX,
  INSTANCES,
  START_LSN,
  VOLUME_MODEL,
  WRITER,
  candidatesOf,
  checkVolumeScenario,
  groupCountOf,
  type VolumeModel,
  type VolumeScenario,
  type WorkloadStep,
} from "./volume-scenario.ts";
import {
  ZONES,
  placementOf,
  type PageId,
  type Placement,
  type ProtectionGroupId,
  type SegmentId,
} from "./vocabulary.ts";

export * from "./volume-scenario.ts";

/** The mechanisms that the volume is assembled from. A learner's answer takes the place of one of them. */
export interface VolumeMechanisms {
  readonly quorumRules: QuorumRules;
  readonly createCommitTracker: (options: CommitTrackerOptions) => CommitTracker;
  readonly readRouting: ReadRouting;
  readonly gossipRepair: GossipRepair;
  readonly crashRecovery: CrashRecovery;
  readonly quorumSets: QuorumSets;
  readonly pageMaterialiser: PageMaterialiser;
  readonly createBacktrackLog: (options: BacktrackOptions) => BacktrackLog;
  /** Which group holds a page, and how the volume grows; hosts are the storage fleet's business (`storage-fleet.ts`). */
  readonly segmentPlacement: Pick<SegmentPlacement, "groupOf" | "grow">;
}

/**
 * Runs a scenario to its end. Throws `ScenarioError`, naming the field, for a scenario that makes no sense. What a
 * learner's mechanism throws passes through; what happened before it is then in `into`.
 */
export function runVolume(
  scenario: VolumeScenario,
  mechanisms: Partial<VolumeMechanisms> = {},
  into?: Timed<StorageEvent>[],
): StorageTrace {
  checkVolumeScenario(scenario);
  return new Volume(scenario, mechanisms, into).run();
}

class Volume {
  readonly #scenario: VolumeScenario;
  readonly #model: VolumeModel;
  readonly #simulation: Simulation<StorageEvent>;
  readonly #network: Network;
  readonly #shared: SharedVolume;
  readonly #groups: StorageGroup[] = [];
  readonly #nodes = new Map<SegmentId, StorageNode>();
  readonly #writers = new Map<NodeId, StorageWriter>();
  readonly #control: StorageControl;
  readonly #lastService = new Map<ProtectionGroupId, Service>();
  /** Where clients turn to: the instance that opened the volume last. */
  #primary: StorageWriter;
  /** What backtrack has been told of. */
  readonly #proven: ChangeRecord[] = [];
  #volumeEpoch = 1;
  readonly #placement: Pick<SegmentPlacement, "groupOf" | "grow">;
  #geometry: VolumeGeometry;
  /** The candidates that have not been asked for yet, in the order of the workload. */
  readonly #candidates: { readonly group: ProtectionGroupId; readonly segment: SegmentId; readonly zone: ZoneId }[];

  constructor(
    scenario: VolumeScenario,
    mechanisms: Partial<VolumeMechanisms>,
    into: Timed<StorageEvent>[] | undefined,
  ) {
    this.#scenario = scenario;
    this.#model = { ...VOLUME_MODEL, ...scenario.model };
    this.#simulation = new Simulation({ seed: scenario.seed, trace: into });
    this.#network = new Network(this.#simulation, this.#model);
    this.#placement = mechanisms.segmentPlacement ?? segmentPlacement;
    this.#geometry = {
      groupCount: scenario.groupCount,
      pagesPerGroup: this.#model.pagesPerGroup,
      groupCountMax: GROUP_COUNT_MAX,
      geometryEpoch: 1,
    };
    const openTracker = mechanisms.createCommitTracker ?? createCommitTracker;
    const startLsn = scenario.startLsn ?? START_LSN;
    const openBacktrack = mechanisms.createBacktrackLog ?? createBacktrackLog;
    const backtrackLog =
      scenario.backtrack && openBacktrack({ openedAt: { lsn: startLsn, atMs: 0 }, ...scenario.backtrack });
    this.#shared = {
      simulation: this.#simulation,
      network: this.#network,
      model: this.#model,
      persist: latencyTable(this.#model.persist),
      startLsn,
      isVisible: backtrackLog && ((lsn) => backtrackLog.isVisible(lsn)),
      backtrackLog,
      prove: (record) => this.#prove(record),
      hiddenRanges: () => this.#hiddenRanges(),
      rule: scenario.rule ?? AURORA_RULE,
      rules: mechanisms.quorumRules ?? quorumRules,
      sets: mechanisms.quorumSets ?? quorumSets,
      gossip: mechanisms.gossipRepair ?? gossipRepair,
      pages: mechanisms.pageMaterialiser ?? pageMaterialiser,
      routing: mechanisms.readRouting ?? readRouting,
      recovery: mechanisms.crashRecovery ?? crashRecovery,
      groups: this.#groups,
      openTracker: (options, rules) => openTracker(options, rules),
      node: (segment) => this.#nodes.get(segment) as StorageNode,
      nextVolumeEpoch: () => ++this.#volumeEpoch,
      groupOf: (page) => this.#groupOf(page),
      growTo: (page, volumeEpoch) => this.#growTo(page, volumeEpoch),
      membersChanged: (group) => {
        for (const writer of this.#writers.values()) writer.recount(group);
      },
      opened: (writer) => (this.#primary = writer),
    };
    this.#addToNetwork();
    for (let id = 1; id <= scenario.groupCount; id++) this.#openGroup(id);
    for (const id of INSTANCES) this.#writers.set(id, new StorageWriter(id, this.#shared));
    this.#candidates = [...candidatesOf(scenario)];
    this.#control = new StorageControl(this.#shared);
    this.#primary = this.#writer(WRITER);
    this.#primary.openFresh();
  }

  run(): StorageTrace {
    const { startLsn, rule } = this.#shared;
    this.#simulation.record({
      kind: "volume-opened",
      startLsn,
      rule,
      groups: this.#groups.map(({ id }) => ({ group: id, placement: placementOf(id) })),
      writerZone: this.#model.writerZone,
    });
    this.#network.scheduleFaults(this.#scenario.faults, (fault, began) => {
      this.#simulation.record({ kind: began ? "fault-began" : "fault-ended", fault });
      this.#noteService();
    });
    for (const step of this.#scenario.workload) this.#simulation.at(step.atMs, () => this.#perform(step));
    this.#simulation.after(this.#model.resendMs, () => this.#resend());
    this.#simulation.runUntil(this.#scenario.untilMs);
    return this.#simulation.trace;
  }

  /** Everyone that there will be, also the segments that the volume grows by and the candidates: faults may name them. */
  #addToNetwork(): void {
    const first = ZONES.indexOf(this.#model.writerZone);
    INSTANCES.forEach((id, index) => this.#network.addNode(id, ZONES[(first + index) % ZONES.length] as ZoneId));
    for (let group = 1; group <= groupCountOf(this.#scenario); group++) {
      for (const { segment, zone } of placementOf(group)) this.#network.addNode(segment, zone);
    }
    for (const { segment, zone } of candidatesOf(this.#scenario)) this.#network.addNode(segment, zone);
  }

  #openGroup(id: ProtectionGroupId): void {
    const placement = placementOf(id);
    const set = firstQuorumSet(placement.map(({ segment }) => segment));
    const group: StorageGroup = { id, nodes: [], set };
    this.#groups.push(group);
    for (const { segment, zone } of placement) this.#openNode(group, segment, zone, true);
    this.#lastService.set(id, { writes: true, reads: true });
  }

  #openNode(group: StorageGroup, segment: SegmentId, zone: ZoneId, isHydrated: boolean): void {
    const place = { id: segment, zone, group: group.id, index: group.nodes.length };
    const node = new StorageNode(this.#shared, place, group.set, isHydrated);
    node.volumeEpoch = this.#volumeEpoch;
    group.nodes.push(node);
    this.#nodes.set(segment, node);
    node.start();
  }

  #groupOf(page: PageId): ProtectionGroupId | undefined {
    const group = this.#placement.groupOf(this.#geometry, page);
    return group === "outside-the-volume" || this.#groups[group - 1] === undefined ? undefined : group;
  }

  #growTo(page: PageId, volumeEpoch: number): number {
    if (this.#groupOf(page) !== undefined) return volumeEpoch;
    // Metadata has the newest epoch: whoever lost the volume may not add to it, or new segments would take its records.
    if (volumeEpoch < this.#volumeEpoch) return this.#volumeEpoch;
    const growth = this.#placement.grow(this.#geometry, page);
    if (growth.kind !== "grown") return volumeEpoch;
    this.#geometry = growth.geometry;
    const before = this.#groups.length;
    // The network was laid out for what the reference grows to; a wrong answer may ask for more.
    const groupCount = Math.min(growth.geometry.groupCount, groupCountOf(this.#scenario));
    while (this.#groups.length < groupCount) this.#openGroup(this.#groups.length + 1);
    this.#simulation.record({
      kind: "volume-grew",
      geometryEpoch: growth.geometry.geometryEpoch,
      groups: this.#groups.slice(before).map(({ id }) => ({ group: id, placement: placementOf(id) })),
    });
    return volumeEpoch;
  }

  #prove({ lsn, atMs, isCpl }: ChangeRecord): void {
    const { backtrackLog, startLsn } = this.#shared;
    const last = this.#proven.at(-1);
    if (lsn <= (last?.lsn ?? startLsn)) return;
    const record = { lsn, atMs: Math.max(atMs, last?.atMs ?? 0), isCpl };
    this.#proven.push(record);
    backtrackLog?.recordWritten(record);
  }

  #hiddenRanges(): readonly LogRange[] {
    const { startLsn, backtrackLog } = this.#shared;
    const ranges: LogRange[] = [];
    let afterLsn = startLsn;
    for (const { lsn } of this.#proven) {
      if (backtrackLog?.isVisible(lsn) === true) {
        afterLsn = lsn;
        continue;
      }
      if (ranges.at(-1)?.afterLsn === afterLsn) ranges.pop();
      ranges.push({ afterLsn, throughLsn: lsn });
    }
    return ranges;
  }

  #writer(id: NodeId): StorageWriter {
    return this.#writers.get(id) as StorageWriter;
  }

  #perform(step: WorkloadStep): void {
    switch (step.kind) {
      case "crash":
        return this.#primary.crash();
      case "recover": {
        const instance = this.#writer(step.instance);
        return instance.isUp ? instance.recover() : this.#simulation.record({ kind: "writer-unreachable" });
      }
      case "replace-segment": {
        // Candidates were named in this order when the network was laid out.
        const candidate = this.#candidates.shift();
        if (candidate === undefined) return;
        const group = this.#groups[candidate.group - 1];
        if (group === undefined) return;
        this.#openNode(group, candidate.segment, candidate.zone, false);
        return this.#control.replace(step.segment, candidate.segment);
      }
      case "keep-segment":
        return this.#control.keep(step.segment);
      default:
    }
    const writer = step.kind === "write" && step.by !== undefined ? this.#writer(step.by) : this.#primary;
    if (!writer.isUp || !writer.isOpen) {
      const transaction = step.kind === "write" && step.commits !== undefined ? { transaction: step.commits } : {};
      return this.#simulation.record({ kind: "writer-unreachable", ...transaction });
    }
    switch (step.kind) {
      case "write":
        return writer.write(step);
      case "read":
        return writer.read(step.page, step.view);
      case "backtrack":
        return writer.backtrack(step.toMs);
      case "open-view":
        return writer.openView(step.view);
      case "close-view":
        return writer.closeView(step.view);
      case "quorum-read":
        return writer.readByQuorum(this.#groups[step.group - 1] as StorageGroup);
      default:
        return step satisfies never;
    }
  }

  #resend(): void {
    this.#simulation.after(this.#model.resendMs, () => this.#resend());
    for (const writer of this.#writers.values()) writer.resend();
  }

  /** Asks the rules what each group can still do, and notes it where it changed. */
  #noteService(): void {
    const { rule, rules } = this.#shared;
    for (const { id, nodes, set } of this.#groups) {
      const [members = []] = set.alternatives;
      const placement: readonly Placement[] = nodes
        .filter((node) => members.includes(node.id))
        .map((node) => ({ segment: node.id, zone: node.zone }));
      const segments = members.filter((segment) => !this.#network.isUp(segment));
      const zones = ZONES.filter((zone) =>
        placement.every((member) => member.zone !== zone || segments.includes(member.segment)),
      );
      const { writes, reads } = rules.afterFailure(rule, placement, { zones, segments });
      const last = this.#lastService.get(id);
      if (last?.writes === writes && last.reads === reads) continue;
      this.#lastService.set(id, { writes, reads });
      this.#simulation.record({ kind: "service-changed", group: id, writes, reads });
    }
  }
}
