/**
 * A volume and the instances that open it, as one system: redo records go to protection groups of six segments in three
 * zones, acknowledgements come back, gaps are gossiped away, pages are made from the log, a crash is followed by
 * recovery, segments are replaced, the volume grows and is cloned, all while writes go on.
 *
 * `volume-scenario.ts` says what can be asked of it; `open-volume.ts`, `storage-node.ts`, `storage-writer.ts` and
 * `storage-control.ts` are its parts and say where each is simpler than the service. Simplified besides: a batch holds the
 * records of one mini-transaction, where Aurora fills a buffer per storage node (2018 §2.2); a writer whose zone returns
 * goes on where it stopped, unless the scenario says that it crashed; a group that the volume grows by, and a clone, is
 * there at once; a clone has one instance, its segments are not replaced, and it is never deleted (what a family of
 * clones pays for is `clone-system.ts`).
 */
import { Network, Simulation, type NodeId, type Timed, type ZoneId } from "../kernel/index.ts";
import type { BacktrackLog, BacktrackOptions } from "./backtrack.ts";
import type { CommitTracker, CommitTrackerOptions } from "./commit-tracker.ts";
import {
  COPY_ON_WRITE_CLONE_MAX,
  createCloneFamily,
  type CloneFamily,
  type CloneFamilyOptions,
} from "./copy-on-write-clone.ts";
import type { CrashRecovery } from "./crash-recovery.ts";
import type { GossipRepair } from "./gossip-repair.ts";
import { OpenVolume, type VolumeRun } from "./open-volume.ts";
import type { PageMaterialiser } from "./page-materialiser.ts";
import type { QuorumRules } from "./quorum-rules.ts";
import type { QuorumSets } from "./quorum-sets.ts";
import type { ReadRouting } from "./read-routing.ts";
import type { SegmentPlacement } from "./segment-placement.ts";
import { StorageControl } from "./storage-control.ts";
import type { StorageEvent, StorageTrace } from "./storage-trace.ts";
import type { StorageGroup, StorageWriter } from "./storage-writer.ts";
import {
  FIRST_VOLUME,
  INSTANCES,
  START_LSN,
  VOLUME_MODEL,
  WRITER,
  candidatesOf,
  checkVolumeScenario,
  clonesOf,
  groupCountOf,
  instanceOfClone,
  type VolumeModel,
  type VolumeScenario,
  type WorkloadStep,
} from "./volume-scenario.ts";
import { ZONES, placementOf, type ProtectionGroupId, type SegmentId, type VolumeId } from "./vocabulary.ts";

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
  readonly createCloneFamily: (options: CloneFamilyOptions) => CloneFamily;
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
  return new Run(scenario, mechanisms, into).run();
}

class Run implements VolumeRun {
  readonly scenario: VolumeScenario;
  readonly model: VolumeModel;
  readonly mechanisms: Partial<VolumeMechanisms>;
  readonly network: Network;
  readonly instances = INSTANCES;
  readonly family: CloneFamily | undefined;
  readonly #simulation: Simulation<StorageEvent>;
  readonly #volumes = new Map<VolumeId, OpenVolume>();
  readonly #first: OpenVolume;
  readonly #control: StorageControl;
  /** Where clients of the first volume turn to: the instance that opened it last. */
  #primary: StorageWriter;
  /** The candidates that have not been asked for yet, in the order of the workload. */
  readonly #candidates: { readonly group: ProtectionGroupId; readonly segment: SegmentId; readonly zone: ZoneId }[];

  constructor(
    scenario: VolumeScenario,
    mechanisms: Partial<VolumeMechanisms>,
    into: Timed<StorageEvent>[] | undefined,
  ) {
    this.scenario = scenario;
    this.mechanisms = mechanisms;
    this.model = { ...VOLUME_MODEL, ...scenario.model };
    this.#simulation = new Simulation({ seed: scenario.seed, trace: into });
    this.network = new Network(this.#simulation, this.model);
    this.family = this.#openFamily();
    this.#addToNetwork();
    this.#first = new OpenVolume(FIRST_VOLUME, this, this.#simulation);
    this.#volumes.set(FIRST_VOLUME, this.#first);
    this.#candidates = [...candidatesOf(scenario)];
    this.#control = new StorageControl(this.#first.shared);
    this.#primary = this.#first.writers.get(WRITER) as StorageWriter;
  }

  run(): StorageTrace {
    this.#first.openFresh();
    this.network.scheduleFaults(this.scenario.faults, (fault, began) => {
      this.#simulation.record({ kind: began ? "fault-began" : "fault-ended", fault });
      for (const volume of this.#volumes.values()) volume.noteService();
    });
    for (const step of this.scenario.workload) this.#simulation.at(step.atMs, () => this.#perform(step));
    this.#simulation.after(this.model.resendMs, () => this.#resend());
    this.#simulation.runUntil(this.scenario.untilMs);
    return this.#simulation.trace;
  }

  volume(id: VolumeId): OpenVolume {
    return this.#volumes.get(id) as OpenVolume;
  }

  opened(volume: OpenVolume, writer: StorageWriter): void {
    if (volume === this.#first) this.#primary = writer;
  }

  #openFamily(): CloneFamily | undefined {
    const { workload, startLsn = START_LSN } = this.scenario;
    if (clonesOf({ workload }).length === 0) return undefined;
    const open = this.mechanisms.createCloneFamily ?? createCloneFamily;
    const pageCount = groupCountOf(this.scenario) * this.model.pagesPerGroup;
    return open({ volume: FIRST_VOLUME, pageCount, startLsn, copyOnWriteCloneMax: COPY_ON_WRITE_CLONE_MAX });
  }

  /** Everyone that there will be: also who comes later, since faults may name them. */
  #addToNetwork(): void {
    const first = ZONES.indexOf(this.model.writerZone);
    // A clone's segments are on the storage nodes of its source; only its instance is a machine of its own.
    [...INSTANCES, ...clonesOf(this.scenario).map(instanceOfClone)].forEach((id, index) =>
      this.network.addNode(id, ZONES[(first + index) % ZONES.length] as ZoneId),
    );
    for (let group = 1; group <= groupCountOf(this.scenario); group++) {
      for (const { segment, zone } of placementOf(group)) this.network.addNode(segment, zone);
    }
    for (const { segment, zone } of candidatesOf(this.scenario)) this.network.addNode(segment, zone);
  }

  /** The instance of that name; none of a clone that has not been made. */
  #writer(id: NodeId): StorageWriter | undefined {
    return this.#volumeOf(id)?.writers.get(id);
  }

  #volumeOf(instance: NodeId): OpenVolume | undefined {
    for (const volume of this.#volumes.values()) if (volume.writers.has(instance)) return volume;
    return undefined;
  }

  #perform(step: WorkloadStep): void {
    switch (step.kind) {
      case "crash":
        return (step.instance === undefined ? this.#primary : this.#writer(step.instance))?.crash();
      case "recover": {
        const instance = this.#writer(step.instance);
        if (instance?.isUp === true) return instance.recover();
        return this.#simulation.record({ kind: "writer-unreachable" });
      }
      case "replace-segment": {
        // Candidates were named in this order when the network was laid out.
        const candidate = this.#candidates.shift();
        if (candidate === undefined) return;
        const group = this.#first.groups[candidate.group - 1];
        if (group === undefined) return;
        this.#first.openCandidate(group, candidate.segment, candidate.zone);
        return this.#control.replace(step.segment, candidate.segment);
      }
      case "keep-segment":
        return this.#control.keep(step.segment);
      default:
    }
    const writer = "by" in step && step.by !== undefined ? this.#writer(step.by) : this.#primary;
    if (writer === undefined || !writer.isUp || !writer.isOpen) {
      const transaction = step.kind === "write" && step.commits !== undefined ? { transaction: step.commits } : {};
      return this.#simulation.record({ kind: "writer-unreachable", ...transaction });
    }
    switch (step.kind) {
      case "write":
        return writer.write(step);
      case "read":
        return writer.read(step.page, step.view);
      case "clone":
        return this.#clone(writer, step.clone);
      case "backtrack":
        return writer.backtrack(step.toMs);
      case "open-view":
        return writer.openView(step.view);
      case "close-view":
        return writer.closeView(step.view);
      case "quorum-read":
        return writer.readByQuorum(this.#first.groups[step.group - 1] as StorageGroup);
      default:
        return step satisfies never;
    }
  }

  #clone(writer: StorageWriter, clone: VolumeId): void {
    const source = this.#volumeOf(writer.id) as OpenVolume;
    const atLsn = writer.clonePoint((lsn, volumeEpoch) => source.beginClone(lsn, volumeEpoch));
    if (atLsn === undefined || this.family === undefined) return;
    const how = this.family.clone({ source: source.id, clone, atLsn });
    const of = source === this.#first ? {} : { source: source.id };
    this.#simulation.record({ kind: "clone-made", clone, ...of, atLsn, how });
    const number = clonesOf(this.scenario).indexOf(clone) + 1;
    const volume = new OpenVolume(clone, this, this.#simulation, { source, atLsn, number });
    this.#volumes.set(clone, volume);
    volume.openFresh();
  }

  #resend(): void {
    this.#simulation.after(this.model.resendMs, () => this.#resend());
    for (const volume of this.#volumes.values()) for (const writer of volume.writers.values()) writer.resend();
  }
}
