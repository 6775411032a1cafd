/**
 * A volume and its writer, first floor: redo records go to protection groups of six segments in three zones, and
 * acknowledgements come back.
 *
 * Simplified: a record travels alone (Aurora fills one buffer per storage node, 2018 §2.2); a record that got no
 * acknowledgement is sent again by the writer after `resendMs` (in Aurora the peers gossip, 2017 §3.3); a writer whose
 * zone returns goes on where it stopped (a real one is replaced, and recovers from the log); so does a storage node, with
 * the records that it was about to write; a run gives out too few LSNs to reach the allocation limit (2017 §4.2.1), so
 * the writer never has to wait for it.
 */
import { frozen } from "../kernel/frozen.ts";
import {
  Network,
  ScenarioError,
  Simulation,
  checkFaults,
  checkLatency,
  drawLatency,
  latencyTable,
  type Fault,
  type Latency,
  type LatencyTable,
  type Link,
  type Loss,
  type Millis,
  type NodeId,
  type Timed,
  type ZoneId,
} from "../kernel/index.ts";
import { createCommitTracker, type CommitTracker, type CommitTrackerOptions } from "./commit-tracker.ts";
import { AURORA_LIMITS } from "./limits.ts";
import {
  AURORA_RULE,
  checkQuorumRule,
  quorumRules,
  type QuorumRule,
  type QuorumRules,
  type Service,
} from "./quorum-rules.ts";
import { fileRecord, openSegment, type Segment } from "./segment.ts";
import type { StorageEvent, StorageTrace } from "./storage-trace.ts";
import {
  ZONES,
  placementOf,
  type Lsn,
  type Placement,
  type ProtectionGroupId,
  type SegmentId,
  type TransactionId,
} from "./vocabulary.ts";

/** What a client or an operator does at a certain time. */
export type WorkloadStep =
  /**
   * A mini-transaction: one record to each named group, in this order; the last record is the CPL. With `commits`, a
   * client then asks for this transaction's commit, whose LSN is that of the last record.
   */
  | {
      readonly kind: "write";
      readonly atMs: Millis;
      readonly groups: readonly ProtectionGroupId[];
      readonly commits?: TransactionId;
    }
  /** A read as recovery does it: asks every segment of the group for its SCL. */
  | { readonly kind: "quorum-read"; readonly atMs: Millis; readonly group: ProtectionGroupId };

/** A run of the volume, as data. The same scenario gives the same trace. */
export interface VolumeScenario {
  /** Whole number; all chance in the run comes from it. */
  readonly seed: number;
  /** How many protection groups the volume has: 1 to 64 (a bound of the model). */
  readonly groupCount: number;
  /** Safe or not; of as many copies as a group has. Default `AURORA_RULE`. */
  readonly rule?: QuorumRule;
  /** The durable point at which the volume is opened. Default 100. */
  readonly startLsn?: Lsn;
  /** In any order; steps of the same time happen in the order of this list. */
  readonly workload: readonly WorkloadStep[];
  readonly faults: readonly Fault[];
  /** The run ends here; what was due later does not happen. */
  readonly untilMs: Millis;
  readonly model?: Partial<VolumeModel>;
}

/** What no source fixes; simplifications to be named where a lesson shows them. */
export interface VolumeModel {
  readonly sameZone: Latency;
  readonly crossZone: Latency;
  /** From a record's arrival at a segment until it is on disk. */
  readonly persist: Latency;
  /** The writer looks this often for records without an acknowledgement, and sends them again. At least 0.001. */
  readonly resendMs: Millis;
  /** The distance between one LSN and the next. A whole number from 1 on. */
  readonly lsnStep: number;
  readonly writerZone: ZoneId;
}

/** The model's own figures: no source fixes them. Times are one way. */
export const VOLUME_MODEL: VolumeModel = frozen({
  sameZone: [
    [0, 0.1],
    [0.5, 0.18],
    [0.95, 0.4],
    [1, 1.2],
  ],
  crossZone: [
    [0, 0.4],
    [0.5, 0.65],
    [0.95, 1.2],
    [1, 3],
  ],
  persist: [
    [0, 0.15],
    [0.5, 0.3],
    [0.95, 0.8],
    [1, 2.5],
  ],
  resendMs: 50,
  lsnStep: 1,
  writerZone: ZONES[0] as ZoneId,
});

/** The mechanisms that the volume is assembled from. A learner's answer takes the place of one of them. */
export interface VolumeMechanisms {
  readonly quorumRules: QuorumRules;
  readonly createCommitTracker: (options: CommitTrackerOptions) => CommitTracker;
}

const WRITER: NodeId = "writer";
const START_LSN: Lsn = 100;
/** Leaves room for every LSN that a run can give out. */
const START_LSN_MAX: Lsn = Number.MAX_SAFE_INTEGER - AURORA_LIMITS.lsnAllocationLimit.value;
/** A bound of the model. */
const GROUP_COUNT_MAX = 64;

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
  const volume = new Volume(scenario, mechanisms, into);
  return volume.run();
}

/** A segment on its storage node, and the ways there and back. */
interface StorageNode {
  readonly id: SegmentId;
  /** Its place in the group. */
  readonly index: number;
  /** Records from the writer, and acknowledgements back to it. */
  readonly records: Link<Shipment>;
  readonly acks: Link<Shipment>;
  segment: Segment;
}

interface Group {
  readonly id: ProtectionGroupId;
  readonly placement: readonly Placement[];
  readonly members: readonly SegmentId[];
  readonly nodes: readonly StorageNode[];
  lastLsn: Lsn;
  lastService: Service;
}

/** A record on its way to the segments of its group. */
interface Shipment {
  readonly lsn: Lsn;
  readonly previousLsn: Lsn;
  readonly group: Group;
  /** Who has acknowledged it, in the order of the group's segments, and how many have not. */
  readonly isAcknowledged: boolean[];
  silentCount: number;
}

class Volume {
  readonly #scenario: VolumeScenario;
  readonly #model: VolumeModel;
  readonly #persist: LatencyTable;
  readonly #rule: QuorumRule;
  readonly #rules: QuorumRules;
  readonly #tracker: CommitTracker;
  readonly #simulation: Simulation<StorageEvent>;
  readonly #network: Network;
  readonly #groups: readonly Group[];
  readonly #shipments: Shipment[] = [];
  readonly #startLsn: Lsn;
  #lastLsn: Lsn;
  /** Where the writer's marks stood when they were last noted; PGCLs in the order of the groups. */
  readonly #lastPgcls: Lsn[];
  #lastVcl: Lsn;
  #lastVdl: Lsn;

  constructor(
    scenario: VolumeScenario,
    mechanisms: Partial<VolumeMechanisms>,
    into: Timed<StorageEvent>[] | undefined,
  ) {
    this.#scenario = scenario;
    this.#model = { ...VOLUME_MODEL, ...scenario.model };
    this.#persist = latencyTable(this.#model.persist);
    this.#rule = scenario.rule ?? AURORA_RULE;
    this.#startLsn = this.#lastLsn = scenario.startLsn ?? START_LSN;
    this.#simulation = new Simulation({ seed: scenario.seed, trace: into });
    this.#network = new Network(this.#simulation, this.#model);
    this.#network.addNode(WRITER, this.#model.writerZone);
    this.#groups = groupIdsOf(scenario).map((id) => this.#openGroup(id));

    this.#rules = mechanisms.quorumRules ?? quorumRules;
    const openTracker = mechanisms.createCommitTracker ?? ((options) => createCommitTracker(options, this.#rules));
    this.#tracker = openTracker({ startLsn: this.#startLsn, rule: this.#rule });
    this.#lastPgcls = this.#groups.map(({ id }) => this.#tracker.pgcl(id));
    this.#lastVcl = this.#tracker.vcl();
    this.#lastVdl = this.#tracker.vdl();
  }

  run(): StorageTrace {
    this.#simulation.record({
      kind: "volume-opened",
      startLsn: this.#startLsn,
      rule: this.#rule,
      groups: this.#groups.map(({ id, placement }) => ({ group: id, placement })),
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

  #openGroup(id: ProtectionGroupId): Group {
    const placement = placementOf(id);
    const nodes = placement.map(({ segment, zone }, index) => {
      this.#network.addNode(segment, zone);
      return this.#openNode(segment, index);
    });
    const members = nodes.map((node) => node.id);
    return { id, placement, members, nodes, lastLsn: this.#startLsn, lastService: { writes: true, reads: true } };
  }

  #openNode(id: SegmentId, index: number): StorageNode {
    const luck = this.#simulation.random.fork(`disk of ${id}`);
    const store = (shipment: Shipment) => this.#store(shipment, node);
    const node: StorageNode = {
      id,
      index,
      segment: openSegment(this.#startLsn),
      records: this.#network.link(
        WRITER,
        id,
        (shipment: Shipment) => this.#simulation.after(drawLatency(this.#persist, luck), store, shipment),
        (shipment, because) => this.#noteLoss("record-lost", shipment, id, because),
      ),
      acks: this.#network.link(
        id,
        WRITER,
        (shipment: Shipment) => this.#hear(shipment, node),
        (shipment, because) => this.#noteLoss("ack-lost", shipment, id, because),
      ),
    };
    return node;
  }

  #group(id: ProtectionGroupId): Group {
    return this.#groups[id - 1] as Group;
  }

  #perform(step: WorkloadStep): void {
    if (step.kind === "quorum-read") return this.#readByQuorum(this.#group(step.group));
    const { commits } = step;
    if (!this.#network.isUp(WRITER)) {
      return this.#simulation.record({
        kind: "writer-unreachable",
        ...(commits === undefined ? {} : { transaction: commits }),
      });
    }
    step.groups.forEach((id, index) => this.#ship(this.#group(id), index === step.groups.length - 1));
    if (commits === undefined) return;
    this.#simulation.record({ kind: "commit-requested", transaction: commits, commitLsn: this.#lastLsn });
    this.#tracker.commitRequested({ transaction: commits, commitLsn: this.#lastLsn });
    this.#noteProgress();
  }

  #ship(group: Group, isCpl: boolean): void {
    const lsn = this.#lastLsn + this.#model.lsnStep;
    const shipment: Shipment = {
      lsn,
      previousLsn: group.lastLsn,
      group,
      isAcknowledged: group.nodes.map(() => false),
      silentCount: group.nodes.length,
    };
    this.#lastLsn = lsn;
    group.lastLsn = lsn;
    this.#simulation.recordTimed({ atMs: this.#simulation.nowMs, kind: "record-shipped", lsn, group: group.id, isCpl });
    this.#tracker.recordShipped({ lsn, group: group.id, isCpl });
    this.#shipments.push(shipment);
    for (const node of group.nodes) node.records.send(shipment);
  }

  #store(shipment: Shipment, node: StorageNode): void {
    const { lsn, previousLsn } = shipment;
    const { id } = node;
    // The node went down between the record's arrival and its disk: it was never stored.
    if (!this.#network.isUp(id)) return this.#noteLoss("record-lost", shipment, id, "receiver-down");
    const before = node.segment;
    const after = fileRecord(before, lsn, previousLsn);
    if (after !== before) {
      node.segment = after;
      const { nowMs } = this.#simulation;
      this.#simulation.recordTimed({ atMs: nowMs, kind: "record-stored", lsn, segment: id, scl: after.scl });
    }
    node.acks.send(shipment);
  }

  #noteLoss(kind: "record-lost" | "ack-lost", { lsn }: Shipment, segment: SegmentId, because: Loss): void {
    this.#simulation.recordTimed({ atMs: this.#simulation.nowMs, kind, lsn, segment, because });
  }

  #hear(shipment: Shipment, node: StorageNode): void {
    const { lsn, isAcknowledged } = shipment;
    if (!isAcknowledged[node.index]) {
      isAcknowledged[node.index] = true;
      shipment.silentCount--;
    }
    this.#simulation.recordTimed({ atMs: this.#simulation.nowMs, kind: "ack-arrived", lsn, segment: node.id });
    this.#tracker.segmentAcknowledged({ segment: node.id, lsn });
    this.#noteProgress();
  }

  /** Sends every record again to the segments that have been silent about it, then waits for another `resendMs`. */
  #resend(): void {
    this.#simulation.after(this.#model.resendMs, () => this.#resend());
    if (!this.#network.isUp(WRITER)) return;
    while (this.#shipments[0]?.silentCount === 0) this.#shipments.shift();
    for (const shipment of this.#shipments) {
      if (shipment.silentCount === 0) continue;
      for (const node of shipment.group.nodes) {
        if (shipment.isAcknowledged[node.index]) continue;
        this.#simulation.record({ kind: "record-resent", lsn: shipment.lsn, segment: node.id });
        node.records.send(shipment);
      }
    }
  }

  /** Notes the marks if one moved, then answers every commit that may be answered. */
  #noteProgress(): void {
    if (this.#takeMarks()) {
      const pgcls = [...this.#lastPgcls];
      this.#simulation.record({ kind: "marks-moved", pgcls, vcl: this.#lastVcl, vdl: this.#lastVdl });
    }
    for (const transaction of this.#tracker.takeAnswerable()) {
      this.#simulation.record({ kind: "commit-answered", transaction });
    }
  }

  /** Asks the tracker where its marks stand, and keeps them. Gives whether one moved. */
  #takeMarks(): boolean {
    let hasMoved = false;
    for (let index = 0; index < this.#groups.length; index++) {
      const pgcl = this.#tracker.pgcl(index + 1);
      if (pgcl === this.#lastPgcls[index]) continue;
      this.#lastPgcls[index] = pgcl;
      hasMoved = true;
    }
    const vcl = this.#tracker.vcl();
    const vdl = this.#tracker.vdl();
    hasMoved ||= vcl !== this.#lastVcl || vdl !== this.#lastVdl;
    this.#lastVcl = vcl;
    this.#lastVdl = vdl;
    return hasMoved;
  }

  /** Asks the rules what each group can still do, and notes it where it changed. */
  #noteService(): void {
    for (const group of this.#groups) {
      const { placement } = group;
      const segments = group.members.filter((segment) => !this.#network.isUp(segment));
      const zones = ZONES.filter((zone) =>
        placement.every((member) => member.zone !== zone || segments.includes(member.segment)),
      );
      const { writes, reads } = this.#rules.afterFailure(this.#rule, placement, { zones, segments });
      if (writes === group.lastService.writes && reads === group.lastService.reads) continue;
      group.lastService = { writes, reads };
      this.#simulation.record({ kind: "service-changed", group: group.id, writes, reads });
    }
  }

  #readByQuorum({ id, members, nodes }: Group): void {
    if (!this.#network.isUp(WRITER)) return this.#simulation.record({ kind: "writer-unreachable" });
    this.#simulation.record({ kind: "quorum-read-asked", group: id });
    const answeredBy: SegmentId[] = [];
    let isMet = false;
    for (const node of nodes) {
      this.#network.send(WRITER, node.id, () => {
        const { scl } = node.segment;
        this.#network.send(node.id, WRITER, () => {
          answeredBy.push(node.id);
          this.#simulation.record({ kind: "segment-answered", group: id, segment: node.id, scl });
          if (isMet || !this.#rules.mayRead(this.#rule, members, answeredBy)) return;
          isMet = true;
          this.#simulation.record({ kind: "read-quorum-met", group: id, answeredBy: [...answeredBy] });
        });
      });
    }
  }
}

/** Refuses a scenario that makes no sense. Throws `ScenarioError` naming the field. */
export function checkVolumeScenario(scenario: VolumeScenario): void {
  const { seed, groupCount, untilMs, startLsn = START_LSN, rule } = scenario;
  if (!Number.isSafeInteger(seed)) throw new ScenarioError("seed", "a whole number", seed);
  if (!Number.isInteger(groupCount) || groupCount < 1 || groupCount > GROUP_COUNT_MAX) {
    throw new ScenarioError("groupCount", `a whole number from 1 to ${GROUP_COUNT_MAX}`, groupCount);
  }
  if (!(untilMs >= 0 && untilMs < Infinity)) throw new ScenarioError("untilMs", "a time from 0 ms on", untilMs);
  if (!Number.isSafeInteger(startLsn) || startLsn < 0 || startLsn > START_LSN_MAX) {
    throw new ScenarioError("startLsn", `a whole number from 0 to ${START_LSN_MAX}`, startLsn);
  }
  if (rule !== undefined) {
    checkQuorumRule(rule, "rule");
    const { copies } = AURORA_LIMITS;
    if (rule.copyCount !== copies.value) {
      throw new ScenarioError("rule.copyCount", `${copies.value}, the copies that a group has`, rule.copyCount);
    }
  }
  const model = { ...VOLUME_MODEL, ...scenario.model };
  checkModel(model);
  checkWorkload(scenario, model);
  const members = groupIdsOf(scenario).flatMap((group) => placementOf(group).map(({ segment }) => segment));
  checkFaults(scenario.faults, { zones: ZONES, nodes: [WRITER, ...members] });
}

function checkModel(model: VolumeModel): void {
  for (const name of ["sameZone", "crossZone", "persist"] as const) checkLatency(model[name], `model.${name}`);
  if (!(model.resendMs >= 0.001 && model.resendMs < Infinity))
    throw new ScenarioError("model.resendMs", "0.001 ms or more", model.resendMs);
  if (!Number.isSafeInteger(model.lsnStep) || model.lsnStep < 1)
    throw new ScenarioError("model.lsnStep", "a whole number from 1 on", model.lsnStep);
  if (!ZONES.includes(model.writerZone))
    throw new ScenarioError("model.writerZone", `one of ${ZONES.join(", ")}`, model.writerZone);
}

function checkWorkload({ workload, groupCount }: VolumeScenario, { lsnStep }: VolumeModel): void {
  const transactions = new Set<TransactionId>();
  let recordCount = 0;
  workload.forEach((step, index) => {
    const field = (name: string) => `workload[${index}].${name}`;
    const checkGroup = (name: string, group: ProtectionGroupId) => {
      if (Number.isInteger(group) && group >= 1 && group <= groupCount) return;
      throw new ScenarioError(field(name), `a protection group from 1 to ${groupCount}`, group);
    };
    if (!(step.atMs >= 0 && step.atMs < Infinity))
      throw new ScenarioError(field("atMs"), "a time from 0 ms on", step.atMs);
    switch (step.kind) {
      case "quorum-read":
        return checkGroup("group", step.group);
      case "write": {
        const { groups, commits } = step;
        if (groups.length === 0) throw new ScenarioError(field("groups"), "at least one protection group", groups);
        groups.forEach((group, place) => checkGroup(`groups[${place}]`, group));
        recordCount += groups.length;
        if (commits === undefined) return;
        if (transactions.has(commits))
          throw new ScenarioError(field("commits"), "a transaction that was not named before", commits);
        transactions.add(commits);
        return;
      }
      default:
        step satisfies never;
        throw new ScenarioError(field("kind"), "write or quorum-read", (step as { kind: unknown }).kind);
    }
  });
  // Within the limit above the first VDL there is no run in which a later VDL could make the writer wait.
  const { value, text } = AURORA_LIMITS.lsnAllocationLimit;
  if (recordCount * lsnStep > value)
    throw new ScenarioError(
      "workload",
      `records for at most ${text} LSNs (the allocation limit)`,
      recordCount * lsnStep,
    );
}

function groupIdsOf({ groupCount }: VolumeScenario): readonly ProtectionGroupId[] {
  return Array.from({ length: groupCount }, (_, index) => index + 1);
}
