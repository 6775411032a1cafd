/** A run of the volume as data: what is asked of it, what fails, and what it is made of. */
import { frozen } from "../kernel/frozen.ts";
import {
  ScenarioError,
  checkFaults,
  checkLatency,
  type Fault,
  type Latency,
  type Millis,
  type NodeId,
  type ZoneId,
} from "../kernel/index.ts";
import { AURORA_LIMITS } from "./limits.ts";
import { PAGE_SLOT_COUNT, type PageChange } from "./page-materialiser.ts";
import { checkQuorumRule, type QuorumRule } from "./quorum-rules.ts";
import {
  ZONES,
  candidateOf,
  placementOf,
  type Lsn,
  type PageId,
  type ProtectionGroupId,
  type SegmentId,
  type TransactionId,
  type VolumeId,
} from "./vocabulary.ts";

/** What a client or an operator does at a certain time. */
export type WorkloadStep =
  /**
   * A mini-transaction: one record for each named page, in this order; the last record is the CPL. With `commits`, a
   * client then asks for this transaction's commit, whose LSN is that of the last record. A page beyond the volume's end
   * makes the volume grow.
   */
  | {
      readonly kind: "write";
      readonly atMs: Millis;
      readonly pages: readonly PageId[];
      readonly commits?: TransactionId;
      /** The instance that this client is connected to. Default: the one that opened the first volume last. */
      readonly by?: NodeId;
    }
  /** Reads a page from storage, as of the VDL of that moment or as of an open view. `by` as for writes. */
  | {
      readonly kind: "read";
      readonly atMs: Millis;
      readonly page: PageId;
      readonly view?: string;
      readonly by?: NodeId;
    }
  /** A long query begins, and holds its read point until it ends. */
  | { readonly kind: "open-view"; readonly atMs: Millis; readonly view: string }
  | { readonly kind: "close-view"; readonly atMs: Millis; readonly view: string }
  /** A read as recovery does it: asks every segment of the group for its SCL. */
  | { readonly kind: "quorum-read"; readonly atMs: Millis; readonly group: ProtectionGroupId }
  /** An instance dies, with all that it had in memory. Default: the one that opened the volume last. */
  | { readonly kind: "crash"; readonly atMs: Millis; readonly instance?: NodeId }
  /** An instance opens its volume: it recovers, and is the writer from then on. */
  | { readonly kind: "recover"; readonly atMs: Millis; readonly instance: NodeId }
  /**
   * The volume that the instance has open is cloned at its VDL; `by` as for writes. The clone has one instance, of the
   * same name: steps that name it are about the clone. Not for a volume that can be backtracked.
   */
  | { readonly kind: "clone"; readonly atMs: Millis; readonly clone: VolumeId; readonly by?: NodeId }
  /** The whole volume goes back to an earlier time, or forth again. Needs `backtrack` in the scenario. */
  | { readonly kind: "backtrack"; readonly atMs: Millis; readonly toMs: Millis }
  /** Storage control no longer trusts this segment, and lets a candidate join in its place. */
  | { readonly kind: "replace-segment"; readonly atMs: Millis; readonly segment: SegmentId }
  /** The segment is trusted again; the candidate is let go, unless it has taken the place already. */
  | { readonly kind: "keep-segment"; readonly atMs: Millis; readonly segment: SegmentId };

/** A run of the volume, as data. The same scenario gives the same trace. */
export interface VolumeScenario {
  /** Whole number; all chance in the run comes from it. */
  readonly seed: number;
  /** How many protection groups the volume begins with: 1 to 64 (a bound of the model). */
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
  /** Lets the volume be backtracked: enabled when it is created, or never. */
  readonly backtrack?: {
    /** From 0 to 72 hours. */
    readonly targetWindowMs: Millis;
    /** Change records that are kept for it. A whole number from 1 on. */
    readonly storedRecordsMax: number;
  };
}

/** What no source fixes; simplifications to be named where a lesson shows them. */
export interface VolumeModel {
  readonly sameZone: Latency;
  readonly crossZone: Latency;
  /** From a record's arrival at a segment until it is on disk; also what it takes a segment to read a page. */
  readonly persist: Latency;
  /** The writer looks this often for records above the VCL without an acknowledgement, and sends them again. At least 0.001. */
  readonly resendMs: Millis;
  /** Each segment gossips this often with one peer after the other. At least 0.001. */
  readonly gossipMs: Millis;
  /** Each segment coalesces, stages and collects garbage this often. At least 0.001. */
  readonly backgroundMs: Millis;
  /** What it takes storage control to tell the nodes of a change, and how often it tries again. At least 0.001. */
  readonly controlMs: Millis;
  /** What it takes a candidate to copy a segment from a peer. */
  readonly hydrateMs: Millis;
  /** The distance between one LSN and the next. A whole number from 1 on. */
  readonly lsnStep: number;
  /** LAL: how far above its VDL the writer may give out LSNs. A whole number from 1 on. Aurora 2017 §4.2.1 has 10,000,000. */
  readonly allocationLimit: number;
  /** How many pages a protection group holds. A whole number from 1 on; 10 GB of pages would be too many to draw. */
  readonly pagesPerGroup: number;
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
  gossipMs: 20,
  backgroundMs: 100,
  controlMs: 5,
  hydrateMs: 10,
  lsnStep: 1,
  allocationLimit: AURORA_LIMITS.lsnAllocationLimit.value,
  pagesPerGroup: 4,
  writerZone: ZONES[0] as ZoneId,
});

/** The instance that has the volume open when a run begins. */
export const WRITER: NodeId = "writer";
/** The instances that there are; the others stand in the zones after the writer's. */
export const INSTANCES: readonly NodeId[] = frozen([WRITER, "writer-2", "writer-3"]);
/** Where a volume begins unless the scenario says otherwise. */
export const START_LSN: Lsn = 100;
/** Leaves room for every LSN that a run can give out. */
const START_LSN_MAX: Lsn = Number.MAX_SAFE_INTEGER / 2;
/** Bounds of the model. The most groups that a volume may have: */
export const GROUP_COUNT_MAX = 64;
const STEP_COUNT_MAX = 20_000;
/** As many as `changeOf` can tell from their source, and from each other. */
export const CLONE_COUNT_MAX = PAGE_SLOT_COUNT - 1;
/** The volume that a run begins with, where volumes are told apart. */
export const FIRST_VOLUME: VolumeId = "volume";

/**
 * What a record of the model writes. Storage does not mind: the value says which record wrote it, and the slot which of
 * two volumes, where a clone gives out the same LSN as its source.
 */
export function changeOf(lsn: Lsn, cloneNumber = 0): PageChange {
  return { slot: ((lsn + cloneNumber) % PAGE_SLOT_COUNT) + 1, value: lsn };
}

/** A clone's only instance has the clone's name. */
export function instanceOfClone(clone: VolumeId): NodeId {
  return String(clone);
}

/** The clones that the workload may make, in its order. */
export function clonesOf({ workload }: Pick<VolumeScenario, "workload">): readonly VolumeId[] {
  return workload.flatMap((step) => (step.kind === "clone" ? [step.clone] : []));
}

/** How many groups the volume has once the run is over: it grows to hold every page that is written. */
export function groupCountOf({ groupCount, workload, model }: VolumeScenario): number {
  const { pagesPerGroup } = { ...VOLUME_MODEL, ...model };
  let lastPage = 1;
  for (const step of workload) {
    if (step.kind !== "write") continue;
    for (const page of step.pages) if (page > lastPage) lastPage = page;
  }
  return Math.max(groupCount, Math.ceil(lastPage / pagesPerGroup));
}

/** The candidates of a run, by the step that asks for them, in the order of the workload's times. */
export function candidatesOf(
  scenario: VolumeScenario,
): readonly { readonly group: ProtectionGroupId; readonly segment: SegmentId; readonly zone: ZoneId }[] {
  const counts = new Map<ProtectionGroupId, number>();
  const zoneOf = new Map<SegmentId, ZoneId>();
  const groupOfSegment = new Map<SegmentId, ProtectionGroupId>();
  for (let group = 1; group <= groupCountOf(scenario); group++) {
    for (const { segment, zone } of placementOf(group)) {
      zoneOf.set(segment, zone);
      groupOfSegment.set(segment, group);
    }
  }
  return [...scenario.workload]
    .filter((step) => step.kind === "replace-segment")
    .sort((a, b) => a.atMs - b.atMs)
    .flatMap(({ segment: leaving }) => {
      const group = groupOfSegment.get(leaving);
      const zone = zoneOf.get(leaving);
      if (group === undefined || zone === undefined) return [];
      const count = counts.get(group) ?? 0;
      counts.set(group, count + 1);
      const segment = candidateOf(group, count);
      zoneOf.set(segment, zone);
      groupOfSegment.set(segment, group);
      return [{ group, segment, zone }];
    });
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
  checkBacktrack(scenario);
  checkClones(scenario);
  const groups = Array.from({ length: groupCountOf(scenario) }, (_, index) => index + 1);
  const members = groups.flatMap((group) => placementOf(group).map(({ segment }) => segment));
  const candidates = candidatesOf(scenario).map(({ segment }) => segment);
  checkFaults(scenario.faults, {
    zones: ZONES,
    nodes: [...INSTANCES, ...clonesOf(scenario).map(instanceOfClone), ...members, ...candidates],
  });
}

function checkClones(scenario: VolumeScenario): void {
  const { workload, backtrack } = scenario;
  const clones = clonesOf(scenario);
  if (clones.length === 0) return;
  if (clones.length > CLONE_COUNT_MAX)
    throw new ScenarioError("workload", `at most ${CLONE_COUNT_MAX} clones`, clones.length);
  if (backtrack !== undefined)
    throw new ScenarioError("backtrack", "nothing, since the workload makes clones", backtrack);
  const segments = Array.from({ length: groupCountOf(scenario) }, (_, index) => placementOf(index + 1)).flat();
  const taken = new Set<string>([
    ...INSTANCES,
    ...segments.map(({ segment }) => segment),
    ...candidatesOf(scenario).map(({ segment }) => segment),
    FIRST_VOLUME,
  ]);
  workload.forEach((step, index) => {
    if (step.kind !== "clone") return;
    if (typeof step.clone !== "string" || step.clone === "" || taken.has(step.clone))
      throw new ScenarioError(`workload[${index}].clone`, "a name that nothing else has", step.clone);
    taken.add(step.clone);
  });
}

function checkBacktrack({ backtrack, workload }: VolumeScenario): void {
  if (backtrack === undefined) {
    const index = workload.findIndex(({ kind }) => kind === "backtrack");
    if (index === -1) return;
    throw new ScenarioError("backtrack", `a window, since workload[${index}] backtracks`, backtrack);
  }
  const { targetWindowMs, storedRecordsMax } = backtrack;
  const windowMaxMs = AURORA_LIMITS.backtrackWindow.value * 3_600_000;
  if (!(targetWindowMs >= 0 && targetWindowMs <= windowMaxMs))
    throw new ScenarioError("backtrack.targetWindowMs", `a time from 0 to ${windowMaxMs} ms`, targetWindowMs);
  if (!Number.isSafeInteger(storedRecordsMax) || storedRecordsMax < 1)
    throw new ScenarioError("backtrack.storedRecordsMax", "a whole number from 1 on", storedRecordsMax);
}

function checkModel(model: VolumeModel): void {
  for (const name of ["sameZone", "crossZone", "persist"] as const) checkLatency(model[name], `model.${name}`);
  for (const name of ["resendMs", "gossipMs", "backgroundMs", "controlMs", "hydrateMs"] as const) {
    if (!(model[name] >= 0.001 && model[name] < Infinity))
      throw new ScenarioError(`model.${name}`, "0.001 ms or more", model[name]);
  }
  for (const name of ["lsnStep", "allocationLimit", "pagesPerGroup"] as const) {
    if (!Number.isSafeInteger(model[name]) || model[name] < 1)
      throw new ScenarioError(`model.${name}`, "a whole number from 1 on", model[name]);
  }
  if (!ZONES.includes(model.writerZone))
    throw new ScenarioError("model.writerZone", `one of ${ZONES.join(", ")}`, model.writerZone);
}

function checkWorkload({ workload, groupCount }: VolumeScenario, { pagesPerGroup }: VolumeModel): void {
  if (workload.length > STEP_COUNT_MAX)
    throw new ScenarioError("workload", `at most ${STEP_COUNT_MAX} steps`, workload.length);
  const transactions = new Set<TransactionId>();
  const pageMax = GROUP_COUNT_MAX * pagesPerGroup;
  const instances = [...INSTANCES, ...clonesOf({ workload }).map(instanceOfClone)];
  workload.forEach((step, index) => {
    const field = (name: string) => `workload[${index}].${name}`;
    const checkPage = (name: string, page: PageId) => {
      if (Number.isInteger(page) && page >= 1 && page <= pageMax) return;
      throw new ScenarioError(field(name), `a page from 1 to ${pageMax}`, page);
    };
    const checkText = (name: string, text: unknown) => {
      if (typeof text === "string" && text !== "") return;
      throw new ScenarioError(field(name), "a name", text);
    };
    const checkInstance = (name: string, instance: NodeId) => {
      if (instances.includes(instance)) return;
      throw new ScenarioError(field(name), `one of ${instances.join(", ")}`, instance);
    };
    if (!(step.atMs >= 0 && step.atMs < Infinity))
      throw new ScenarioError(field("atMs"), "a time from 0 ms on", step.atMs);
    switch (step.kind) {
      case "quorum-read": {
        const { group } = step;
        if (Number.isInteger(group) && group >= 1 && group <= groupCount) return;
        throw new ScenarioError(field("group"), `a protection group from 1 to ${groupCount}`, group);
      }
      case "write": {
        const { pages, commits, by } = step;
        if (!Array.isArray(pages) || pages.length === 0)
          throw new ScenarioError(field("pages"), "at least one page", pages);
        pages.forEach((page, place) => checkPage(`pages[${place}]`, page));
        if (by !== undefined) checkInstance("by", by);
        if (commits === undefined) return;
        checkText("commits", commits);
        if (transactions.has(commits))
          throw new ScenarioError(field("commits"), "a transaction that was not named before", commits);
        transactions.add(commits);
        return;
      }
      case "read":
        if (step.view !== undefined) checkText("view", step.view);
        if (step.by !== undefined) checkInstance("by", step.by);
        return checkPage("page", step.page);
      case "open-view":
      case "close-view":
        return checkText("view", step.view);
      case "crash":
        if (step.instance !== undefined) checkInstance("instance", step.instance);
        return;
      case "clone":
        if (step.by !== undefined) checkInstance("by", step.by);
        return;
      case "backtrack":
        if (!(step.toMs >= 0 && step.toMs <= step.atMs))
          throw new ScenarioError(field("toMs"), `a time from 0 ms to ${step.atMs} ms`, step.toMs);
        return;
      case "recover":
        return checkInstance("instance", step.instance);
      case "replace-segment":
      case "keep-segment":
        return checkSegment(step.segment, field("segment"), groupCount, pagesPerGroup, workload);
      default:
        step satisfies never;
        throw new ScenarioError(
          field("kind"),
          "write, read, open-view, close-view, quorum-read, crash, recover, clone, backtrack, replace-segment or keep-segment",
          (step as { kind: unknown }).kind,
        );
    }
  });
}

function checkSegment(
  segment: SegmentId,
  field: string,
  groupCount: number,
  pagesPerGroup: number,
  workload: readonly WorkloadStep[],
): void {
  const scenario = { seed: 0, groupCount, workload, faults: [], untilMs: 0, model: { pagesPerGroup } };
  const known = [
    ...Array.from({ length: groupCountOf(scenario) }, (_, index) => placementOf(index + 1)).flatMap((placement) =>
      placement.map((member) => member.segment),
    ),
    ...candidatesOf(scenario).map((candidate) => candidate.segment),
  ];
  if (!known.includes(segment)) throw new ScenarioError(field, "a segment of the volume", segment);
}
