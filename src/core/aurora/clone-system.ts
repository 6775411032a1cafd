/**
 * A family of clones in time: each volume has an instance that writes and reads, and all share one storage, which keeps the
 * family. Records overtake each other on the way, orders take their time, and whoever is deleted may still have messages
 * under way.
 *
 * Simplified: storage is one node that never fails and answers for the whole volume; records that overtake each other wait
 * there until the ones before them have come; no message is lost. A full copy takes no longer than a shared one.
 */
import { frozen } from "../kernel/frozen.ts";
import {
  Network,
  ScenarioError,
  Simulation,
  checkFaults,
  type Fault,
  type Latency,
  type Millis,
  type NodeId,
  type Timed,
  type ZoneId,
} from "../kernel/index.ts";
import { tablesOf } from "./clone-script.ts";
import type { CloneEvent, CloneTrace } from "./clone-trace.ts";
import {
  COPY_ON_WRITE_CLONE_MAX,
  createCloneFamily,
  type CloneFamily,
  type CloneFamilyOptions,
} from "./copy-on-write-clone.ts";
import { ZONES, type Lsn, type PageId, type VolumeId } from "./vocabulary.ts";

/**
 * What somebody does with a volume. A step whose volume does not exist at that time (not yet, not any more) is passed over,
 * and so is a clone whose name is taken.
 */
export type CloneSystemStep =
  | { readonly kind: "write"; readonly atMs: Millis; readonly volume: VolumeId; readonly page: PageId }
  | { readonly kind: "read"; readonly atMs: Millis; readonly volume: VolumeId; readonly page: PageId }
  | { readonly kind: "clone"; readonly atMs: Millis; readonly source: VolumeId; readonly clone: VolumeId }
  | { readonly kind: "delete"; readonly atMs: Millis; readonly volume: VolumeId };

/** A run of a family of clones, as data. The same scenario gives the same trace. */
export interface CloneSystemScenario {
  readonly seed: number;
  /** Pages of every volume: 1 to 64 (a bound of the model). */
  readonly pageCount: number;
  /** Default `COPY_ON_WRITE_CLONE_MAX`. */
  readonly copyOnWriteCloneMax?: number;
  /** The first volume is `A`. In any order; steps of the same time happen in the order of this list. */
  readonly steps: readonly CloneSystemStep[];
  /** Slow nodes and doubled messages only. Nodes are `storage` and the volumes. */
  readonly faults: readonly Fault[];
  readonly untilMs: Millis;
  readonly model?: Partial<CloneSystemModel>;
}

/** What no source fixes. */
export interface CloneSystemModel {
  readonly sameZone: Latency;
  readonly crossZone: Latency;
}

/** The model's own figures. */
export const CLONE_SYSTEM_MODEL: CloneSystemModel = frozen({
  sameZone: [
    [0, 0.1],
    [0.5, 0.2],
    [1, 1.4],
  ],
  crossZone: [
    [0, 0.4],
    [0.5, 0.7],
    [1, 3],
  ],
});

const FIRST: VolumeId = "A";
const STORAGE: NodeId = "storage";
/** The machine on which a volume's instance runs. */
const nodeOf = (volume: VolumeId): NodeId => `${volume}`;
const START_LSN: Lsn = 100;
const PAGE_COUNT_MAX = 64;

/** A volume's instance. */
interface Instance {
  readonly volume: VolumeId;
  lastLsn: Lsn;
  /** Storage has confirmed everything up to here. */
  durableLsn: Lsn;
  isDeleted: boolean;
}

/** What storage keeps of a volume's log. */
interface StoredLog {
  appliedLsn: Lsn;
  /** Records that came before the one before them, by LSN. */
  readonly early: Map<Lsn, PageId>;
}

/**
 * Runs a scenario to its end. Throws `ScenarioError`, naming the field, for a scenario that makes no sense. What a
 * learner's mechanism throws passes through; what happened before it is then in `into`.
 */
export function runCloneSystem(
  scenario: CloneSystemScenario,
  createFamily: (options: CloneFamilyOptions) => CloneFamily = createCloneFamily,
  into?: Timed<CloneEvent>[],
): CloneTrace {
  checkCloneSystemScenario(scenario);
  const { pageCount, copyOnWriteCloneMax = COPY_ON_WRITE_CLONE_MAX } = scenario;
  const options = { volume: FIRST, pageCount, startLsn: START_LSN, copyOnWriteCloneMax };
  const simulation = new Simulation<CloneEvent>({ seed: scenario.seed, trace: into });
  const network = new Network(simulation, { ...CLONE_SYSTEM_MODEL, ...scenario.model });
  network.addNode(STORAGE, ZONES[0] as ZoneId);
  // Instances stand in the zones in turn, so that some are far from storage.
  volumesOf(scenario).forEach((volume, index) =>
    network.addNode(nodeOf(volume), ZONES[index % ZONES.length] as ZoneId),
  );
  simulation.record({ kind: "family-opened", ...options });
  network.scheduleFaults(scenario.faults, (fault, began) =>
    simulation.record({ kind: began ? "fault-began" : "fault-ended", fault }),
  );

  // Storage.
  const family = createFamily(options);
  const logs = new Map<VolumeId, StoredLog>([[FIRST, { appliedLsn: START_LSN, early: new Map() }]]);
  const stands = () =>
    simulation.record({ kind: "family-stands", tables: tablesOf(family, [...logs.keys()], pageCount) });

  const store = (volume: VolumeId, page: PageId, lsn: Lsn) => {
    const log = logs.get(volume);
    if (log === undefined) {
      simulation.record({ kind: "order-refused", volume, order: "change", because: "deleted" });
      return;
    }
    if (lsn > log.appliedLsn) log.early.set(lsn, page);
    for (let next = log.early.get(log.appliedLsn + 1); next !== undefined; next = log.early.get(log.appliedLsn + 1)) {
      log.appliedLsn++;
      log.early.delete(log.appliedLsn);
      simulation.record({ kind: "change-stored", volume, page: next, lsn: log.appliedLsn });
      family.write({ volume, page: next, lsn: log.appliedLsn });
      stands();
    }
    const confirmed = log.appliedLsn;
    network.send(STORAGE, nodeOf(volume), () => {
      const instance = instances.get(volume);
      if (instance !== undefined) instance.durableLsn = Math.max(instance.durableLsn, confirmed);
    });
  };

  const makeClone = (source: VolumeId, clone: VolumeId, atLsn: Lsn) => {
    // A doubled order makes one clone.
    if (logs.has(clone) || instances.has(clone)) return;
    if (!logs.has(source)) {
      simulation.record({ kind: "order-refused", volume: source, order: "clone", because: "deleted" });
      return;
    }
    const how = family.clone({ source, clone, atLsn });
    logs.set(clone, { appliedLsn: atLsn, early: new Map() });
    simulation.record({ kind: "clone-made", source, clone, atLsn, how });
    stands();
    network.send(STORAGE, nodeOf(clone), () => {
      if (!instances.has(clone)) instances.set(clone, openInstance(clone, atLsn));
    });
  };

  const removeVolume = (volume: VolumeId) => {
    if (!logs.delete(volume)) return;
    family.remove(volume);
    simulation.record({ kind: "volume-deleted", volume });
    stands();
  };

  const answer = (read: number, volume: VolumeId, page: PageId) => {
    if (!logs.has(volume)) {
      simulation.record({ kind: "order-refused", volume, order: "read", because: "deleted" });
      return;
    }
    simulation.record({ kind: "page-read", read, volume, page, copy: family.read(volume, page) });
  };

  // The instances.
  const openInstance = (volume: VolumeId, lsn: Lsn): Instance => ({
    volume,
    lastLsn: lsn,
    durableLsn: lsn,
    isDeleted: false,
  });
  const instances = new Map<VolumeId, Instance>([[FIRST, openInstance(FIRST, START_LSN)]]);
  const ordered = new Set<VolumeId>([FIRST]);
  let readCount = 0;

  const perform = (step: CloneSystemStep) => {
    const instance = instances.get(step.kind === "clone" ? step.source : step.volume);
    if (instance === undefined || instance.isDeleted) return;
    const { volume } = instance;
    switch (step.kind) {
      case "write": {
        const { page } = step;
        const lsn = ++instance.lastLsn;
        simulation.record({ kind: "page-changed", volume, page, lsn });
        network.send(nodeOf(volume), STORAGE, () => store(volume, page, lsn));
        return;
      }
      case "read": {
        const { page } = step;
        const read = ++readCount;
        simulation.record({ kind: "page-asked", read, volume, page });
        network.send(nodeOf(volume), STORAGE, () => answer(read, volume, page));
        return;
      }
      case "clone": {
        const { clone } = step;
        if (ordered.has(clone)) return;
        ordered.add(clone);
        const atLsn = instance.durableLsn;
        simulation.record({ kind: "clone-ordered", source: volume, clone, atLsn });
        network.send(nodeOf(volume), STORAGE, () => makeClone(volume, clone, atLsn));
        return;
      }
      case "delete":
        instance.isDeleted = true;
        simulation.record({ kind: "delete-ordered", volume });
        network.send(nodeOf(volume), STORAGE, () => removeVolume(volume));
        return;
      default:
        step satisfies never;
    }
  };

  stands();
  for (const step of scenario.steps) simulation.at(step.atMs, () => perform(step));
  simulation.runUntil(scenario.untilMs);
  return simulation.trace;
}

/** Every volume that the steps could make, `A` first. */
function volumesOf({ steps }: Pick<CloneSystemScenario, "steps">): readonly VolumeId[] {
  return [...new Set([FIRST, ...steps.flatMap((step) => (step.kind === "clone" ? [step.clone] : []))])];
}

/** Throws `ScenarioError`, naming the field, unless the scenario makes sense. */
export function checkCloneSystemScenario(scenario: CloneSystemScenario): void {
  const { pageCount, copyOnWriteCloneMax = 0, steps, faults, untilMs } = scenario;
  const wholeNumber = (field: string, value: number, min: number, max: number) => {
    if (!Number.isInteger(value) || value < min || value > max)
      throw new ScenarioError(field, `a whole number from ${min} to ${max}`, value);
  };
  wholeNumber("pageCount", pageCount, 1, PAGE_COUNT_MAX);
  wholeNumber("copyOnWriteCloneMax", copyOnWriteCloneMax, 0, 1_000);
  if (!(untilMs >= 0 && untilMs < Infinity)) throw new ScenarioError("untilMs", "a time from 0 ms on", untilMs);
  steps.forEach((step, index) => {
    if (!(step.atMs >= 0 && step.atMs < Infinity))
      throw new ScenarioError(`steps[${index}].atMs`, "a time from 0 ms on", step.atMs);
    if ("page" in step) wholeNumber(`steps[${index}].page`, step.page, 1, pageCount);
    if (step.kind === "clone" && (step.clone === "" || nodeOf(step.clone) === STORAGE))
      throw new ScenarioError(`steps[${index}].clone`, "a name for the clone", step.clone);
  });
  checkFaults(faults, { zones: ZONES, nodes: [STORAGE, ...volumesOf(scenario).map(nodeOf)] });
  faults.forEach(({ kind }, index) => {
    if (kind !== "node-slow" && kind !== "messages-doubled")
      throw new ScenarioError(`faults[${index}].kind`, "node-slow or messages-doubled", kind);
  });
}
