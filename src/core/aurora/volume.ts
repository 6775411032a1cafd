/**
 * A volume and its writer, first floor: redo records go to protection groups of six segments in three zones, and
 * acknowledgements come back.
 *
 * Simplified: a record travels alone (Aurora fills one buffer per storage node, 2018 §2.2); a record that got no
 * acknowledgement is sent again by the writer after `resendMs` (in Aurora the peers gossip, 2017 §3.3); a writer whose
 * zone returns goes on where it stopped (a real one is replaced, and recovers from the log).
 */
import {
  Network,
  ScenarioError,
  Simulation,
  checkFaults,
  checkLatency,
  drawLatency,
  type Fault,
  type Latency,
  type Millis,
  type NodeId,
  type Random,
  type Timed,
  type ZoneId,
} from "../kernel/index.ts";
import { createCommitTracker, type CommitTracker, type CommitTrackerOptions } from "./commit-tracker.ts";
import { AURORA_RULE, checkQuorumRule, quorumRules, type QuorumRule, type QuorumRules } from "./quorum-rules.ts";
import { fileRecord, openSegment, type Segment } from "./segment.ts";
import type { StorageEvent, StorageTrace } from "./storage-trace.ts";
import {
  ZONES,
  placementOf,
  type Lsn,
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
  /** How many protection groups the volume has: 1 to 64. */
  readonly groupCount: number;
  readonly rule?: QuorumRule;
  /** The durable point at which the volume is opened. Default 100. */
  readonly startLsn?: Lsn;
  readonly workload: readonly WorkloadStep[];
  readonly faults: readonly Fault[];
  /** The run ends here. */
  readonly untilMs: Millis;
  readonly model?: Partial<VolumeModel>;
}

/** What no source fixes; simplifications to be named where a lesson shows them. */
export interface VolumeModel {
  readonly sameZone: Latency;
  readonly crossZone: Latency;
  /** From a record's arrival at a segment until it is on disk. */
  readonly persist: Latency;
  /** A record not acknowledged by a segment is sent to it again after this long. */
  readonly resendMs: Millis;
  /** The distance between one LSN and the next. */
  readonly lsnStep: number;
  readonly writerZone: ZoneId;
}

/** Round trips between zones of one Region are commonly one to two milliseconds; tails are the model's own. */
export const VOLUME_MODEL: VolumeModel = {
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
  writerZone: "az-1",
};

/** The mechanisms that the volume is assembled from. A learner's answer takes the place of one of them. */
export interface VolumeMechanisms {
  readonly quorumRules: QuorumRules;
  readonly createCommitTracker: (options: CommitTrackerOptions) => CommitTracker;
}

const WRITER: NodeId = "writer";

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

/** A record on its way to the segments that have not acknowledged it yet. */
interface Shipment {
  readonly lsn: Lsn;
  readonly previousLsn: Lsn;
  readonly unacknowledgedBy: Set<SegmentId>;
}

/** Where the writer's marks stand; PGCLs in the order of the groups. */
interface Marks {
  readonly pgcls: readonly Lsn[];
  readonly vcl: Lsn;
  readonly vdl: Lsn;
}

function areSameMarks(a: Marks, b: Marks): boolean {
  return a.vcl === b.vcl && a.vdl === b.vdl && a.pgcls.every((pgcl, index) => pgcl === b.pgcls[index]);
}

class Volume {
  readonly #scenario: VolumeScenario;
  readonly #model: VolumeModel;
  readonly #rule: QuorumRule;
  readonly #rules: QuorumRules;
  readonly #tracker: CommitTracker;
  readonly #simulation: Simulation<StorageEvent>;
  readonly #network: Network;
  readonly #groups: readonly ProtectionGroupId[];
  readonly #segments = new Map<SegmentId, Segment>();
  readonly #diskLuck = new Map<SegmentId, Random>();
  readonly #lastLsnOfGroup = new Map<ProtectionGroupId, Lsn>();
  readonly #lastService = new Map<ProtectionGroupId, string>();
  readonly #shipments: Shipment[] = [];
  readonly #startLsn: Lsn;
  #lastLsn: Lsn;
  #lastMarks: Marks;

  constructor(
    scenario: VolumeScenario,
    mechanisms: Partial<VolumeMechanisms>,
    into: Timed<StorageEvent>[] | undefined,
  ) {
    this.#scenario = scenario;
    this.#model = { ...VOLUME_MODEL, ...scenario.model };
    this.#rule = scenario.rule ?? AURORA_RULE;
    this.#startLsn = this.#lastLsn = scenario.startLsn ?? 100;
    this.#groups = groupsOf(scenario);
    this.#simulation = new Simulation({ seed: scenario.seed, trace: into });
    this.#network = new Network(this.#simulation, this.#model);

    this.#rules = mechanisms.quorumRules ?? quorumRules;
    const openTracker = mechanisms.createCommitTracker ?? ((options) => createCommitTracker(options, this.#rules));
    this.#tracker = openTracker({ startLsn: this.#startLsn, rule: this.#rule });
    this.#lastMarks = this.#marks();

    this.#network.addNode(WRITER, this.#model.writerZone);
    for (const group of this.#groups) {
      this.#lastLsnOfGroup.set(group, this.#startLsn);
      for (const { segment, zone } of placementOf(group)) {
        this.#network.addNode(segment, zone);
        this.#segments.set(segment, openSegment(this.#startLsn));
        this.#diskLuck.set(segment, this.#simulation.random.fork(`disk of ${segment}`));
      }
    }
  }

  run(): StorageTrace {
    this.#simulation.record({
      kind: "volume-opened",
      startLsn: this.#startLsn,
      rule: this.#rule,
      groups: this.#groups.map((group) => ({ group, placement: placementOf(group) })),
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

  #perform(step: WorkloadStep): void {
    if (step.kind === "quorum-read") return this.#readByQuorum(step.group);
    const { commits } = step;
    if (!this.#network.isUp(WRITER)) {
      return this.#simulation.record({
        kind: "writer-unreachable",
        ...(commits === undefined ? {} : { transaction: commits }),
      });
    }
    step.groups.forEach((group, index) => this.#ship(group, index === step.groups.length - 1));
    if (commits === undefined) return;
    this.#simulation.record({ kind: "commit-requested", transaction: commits, commitLsn: this.#lastLsn });
    this.#tracker.commitRequested({ transaction: commits, commitLsn: this.#lastLsn });
    this.#noteProgress();
  }

  #ship(group: ProtectionGroupId, isCpl: boolean): void {
    const lsn = this.#lastLsn + this.#model.lsnStep;
    const previousLsn = this.#lastLsnOfGroup.get(group) as Lsn;
    this.#lastLsn = lsn;
    this.#lastLsnOfGroup.set(group, lsn);
    this.#simulation.record({ kind: "record-shipped", lsn, group, isCpl });
    this.#tracker.recordShipped({ lsn, group, isCpl });
    const shipment: Shipment = { lsn, previousLsn, unacknowledgedBy: new Set(membersOf(group)) };
    this.#shipments.push(shipment);
    for (const segment of shipment.unacknowledgedBy) this.#sendRecord(shipment, segment);
  }

  #sendRecord(shipment: Shipment, segment: SegmentId): void {
    const { lsn } = shipment;
    this.#network.send(
      WRITER,
      segment,
      () =>
        this.#simulation.after(drawLatency(this.#model.persist, this.#diskLuck.get(segment) as Random), () =>
          this.#store(shipment, segment),
        ),
      (because) => this.#simulation.record({ kind: "record-lost", lsn, segment, because }),
    );
  }

  #store(shipment: Shipment, segment: SegmentId): void {
    const { lsn, previousLsn } = shipment;
    // The node went down between the record's arrival and its disk: it was never stored.
    if (!this.#network.isUp(segment))
      return this.#simulation.record({ kind: "record-lost", lsn, segment, because: "receiver-down" });
    const before = this.#segments.get(segment) as Segment;
    const after = fileRecord(before, lsn, previousLsn);
    if (after !== before) {
      this.#segments.set(segment, after);
      this.#simulation.record({ kind: "record-stored", lsn, segment, scl: after.scl });
    }
    this.#network.send(
      segment,
      WRITER,
      () => this.#hear(shipment, segment),
      (because) => this.#simulation.record({ kind: "ack-lost", lsn, segment, because }),
    );
  }

  #hear(shipment: Shipment, segment: SegmentId): void {
    shipment.unacknowledgedBy.delete(segment);
    this.#simulation.record({ kind: "ack-arrived", lsn: shipment.lsn, segment });
    this.#tracker.segmentAcknowledged({ segment, lsn: shipment.lsn });
    this.#noteProgress();
  }

  /** Sends every record again to the segments that have been silent about it, then waits for another `resendMs`. */
  #resend(): void {
    const { resendMs } = this.#model;
    this.#simulation.after(resendMs, () => this.#resend());
    if (!this.#network.isUp(WRITER)) return;
    while (this.#shipments[0]?.unacknowledgedBy.size === 0) this.#shipments.shift();
    for (const shipment of this.#shipments) {
      for (const segment of shipment.unacknowledgedBy) {
        this.#simulation.record({ kind: "record-resent", lsn: shipment.lsn, segment });
        this.#sendRecord(shipment, segment);
      }
    }
  }

  /** Notes the marks if one moved, then answers every commit that may be answered. */
  #noteProgress(): void {
    const marks = this.#marks();
    if (!areSameMarks(marks, this.#lastMarks)) {
      this.#lastMarks = marks;
      this.#simulation.record({ kind: "marks-moved", ...marks });
    }
    for (const transaction of this.#tracker.takeAnswerable()) {
      this.#simulation.record({ kind: "commit-answered", transaction });
    }
  }

  #marks(): Marks {
    return {
      pgcls: this.#groups.map((group) => this.#tracker.pgcl(group)),
      vcl: this.#tracker.vcl(),
      vdl: this.#tracker.vdl(),
    };
  }

  /** Asks the rules what each group can still do, and notes it where it changed. */
  #noteService(): void {
    for (const group of this.#groups) {
      const placement = placementOf(group);
      const segments = placement.map(({ segment }) => segment).filter((segment) => !this.#network.isUp(segment));
      const zones = ZONES.filter((zone) =>
        placement.every((member) => member.zone !== zone || segments.includes(member.segment)),
      );
      const { writes, reads } = this.#rules.afterFailure(this.#rule, placement, { zones, segments });
      const text = `${writes} ${reads}`;
      if (text === (this.#lastService.get(group) ?? "true true")) continue;
      this.#lastService.set(group, text);
      this.#simulation.record({ kind: "service-changed", group, writes, reads });
    }
  }

  #readByQuorum(group: ProtectionGroupId): void {
    if (!this.#network.isUp(WRITER)) return this.#simulation.record({ kind: "writer-unreachable" });
    this.#simulation.record({ kind: "quorum-read-asked", group });
    const members = membersOf(group);
    const answeredBy: SegmentId[] = [];
    let isMet = false;
    for (const segment of members) {
      this.#network.send(WRITER, segment, () => {
        const { scl } = this.#segments.get(segment) as Segment;
        this.#network.send(segment, WRITER, () => {
          answeredBy.push(segment);
          this.#simulation.record({ kind: "segment-answered", group, segment, scl });
          if (isMet || !this.#rules.mayRead(this.#rule, members, answeredBy)) return;
          isMet = true;
          this.#simulation.record({ kind: "read-quorum-met", group, answeredBy: [...answeredBy] });
        });
      });
    }
  }
}

/** Refuses a scenario that makes no sense. Throws `ScenarioError` naming the field. */
export function checkVolumeScenario(scenario: VolumeScenario): void {
  const { groupCount, untilMs, workload } = scenario;
  if (!Number.isInteger(groupCount) || groupCount < 1 || groupCount > 64) {
    throw new ScenarioError("groupCount", "a whole number from 1 to 64", groupCount);
  }
  if (!(untilMs >= 0 && untilMs < Infinity)) throw new ScenarioError("untilMs", "a time from 0 ms on", untilMs);
  const { startLsn = 100 } = scenario;
  if (!Number.isSafeInteger(startLsn) || startLsn < 0)
    throw new ScenarioError("startLsn", "a whole number from 0 on", startLsn);
  if (scenario.rule !== undefined) checkQuorumRule(scenario.rule, "rule");
  const model = { ...VOLUME_MODEL, ...scenario.model };
  for (const name of ["sameZone", "crossZone", "persist"] as const) checkLatency(model[name], `model.${name}`);
  if (!(model.resendMs > 0 && model.resendMs < Infinity))
    throw new ScenarioError("model.resendMs", "more than 0 ms", model.resendMs);
  if (!Number.isSafeInteger(model.lsnStep) || model.lsnStep < 1)
    throw new ScenarioError("model.lsnStep", "a whole number from 1 on", model.lsnStep);
  if (!ZONES.includes(model.writerZone))
    throw new ScenarioError("model.writerZone", `one of ${ZONES.join(", ")}`, model.writerZone);

  const groups = groupsOf(scenario);
  workload.forEach((step, index) => {
    const field = `workload[${index}]`;
    if (!(step.atMs >= 0 && step.atMs < Infinity))
      throw new ScenarioError(`${field}.atMs`, "a time from 0 ms on", step.atMs);
    const named = step.kind === "write" ? step.groups : [step.group];
    if (named.length === 0) throw new ScenarioError(`${field}.groups`, "at least one protection group", named);
    for (const group of named) {
      if (!groups.includes(group)) throw new ScenarioError(field, `protection groups from 1 to ${groupCount}`, group);
    }
  });
  checkFaults(scenario.faults, { zones: ZONES, nodes: [WRITER, ...groups.flatMap(membersOf)] });
}

function groupsOf({ groupCount }: VolumeScenario): readonly ProtectionGroupId[] {
  return Array.from({ length: groupCount }, (_, index) => index + 1);
}

function membersOf(group: ProtectionGroupId): readonly SegmentId[] {
  return placementOf(group).map(({ segment }) => segment);
}
