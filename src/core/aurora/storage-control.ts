/**
 * Storage control: it keeps the metadata of the volume, and replaces segments while writes go on. Aurora 2017 §5; Aurora
 * 2018 §4.1.
 *
 * Simplified: control reaches every node that is up, whatever zones are parted, and tells it within `controlMs`; it is
 * always there itself (in Aurora its data are in DynamoDB); an operator says when to replace a segment and when to
 * trust it again, where Aurora has monitors.
 */
import type { NodeId } from "../kernel/index.ts";
import { isAnnulled } from "./crash-recovery.ts";
import { membersOf, type ChangeStep, type MemberChange, type QuorumSet } from "./quorum-sets.ts";
import type { StorageNode } from "./storage-node.ts";
import type { SharedVolume, StorageGroup } from "./storage-writer.ts";
import type { Lsn, SegmentId } from "./vocabulary.ts";

/** A change of members that is under way. */
interface Change extends MemberChange {
  readonly group: StorageGroup;
  readonly candidate: StorageNode;
  /** What the candidate must hold before anything may depend on it; known once the change has begun. */
  targetLsn: Lsn | undefined;
  isWanted: boolean;
}

/** All that the rules of membership are told of a change. */
const memberChangeOf = ({ leaving, joining }: Change): MemberChange => ({ leaving, joining });

/** What keeps the groups' members, and changes them. One for each volume. */
export class StorageControl {
  readonly #volume: SharedVolume;
  readonly #changes: Change[] = [];
  /** Groups whose next set is being told: one at a time for each. */
  readonly #busy = new Set<StorageGroup>();

  constructor(volume: SharedVolume) {
    this.#volume = volume;
  }

  /** Lets a candidate join in the place of a segment that is no longer trusted. */
  replace(leaving: SegmentId, joining: NodeId): void {
    const candidate = this.#volume.node(joining);
    const group = this.#volume.groups[candidate.group - 1] as StorageGroup;
    const change: Change = { leaving, joining, group, candidate, targetLsn: undefined, isWanted: true };
    this.#changes.push(change);
    this.#begin(change);
  }

  /** The segment is trusted again. Too late once its place has been taken. */
  keep(leaving: SegmentId): void {
    const change = this.#changes.find((other) => other.leaving === leaving && other.isWanted);
    if (change === undefined) return;
    change.isWanted = false;
    if (change.targetLsn !== undefined) this.#abandon(change);
  }

  #begin(change: Change): void {
    if (!change.isWanted) return;
    this.#step(
      change,
      "begun",
      () => this.#volume.sets.begin(change.group.set, memberChangeOf(change)),
      (told) => {
        change.targetLsn = Math.max(...told.map((node) => node.highestLsn));
        if (change.isWanted) this.#hydrate(change);
        else this.#abandon(change);
      },
    );
  }

  #abandon(change: Change): void {
    this.#step(change, "abandoned", () => this.#volume.sets.abandon(change.group.set, memberChangeOf(change)), () => undefined); // prettier-ignore
  }

  /** The candidate copies the most complete peer, until it holds all that the group held when it joined. */
  #hydrate(change: Change): void {
    const { simulation, model } = this.#volume;
    const { candidate, group } = change;
    simulation.after(model.hydrateMs, () => {
      if (!change.isWanted) return;
      const source = this.#sourceFor(change);
      if (source === undefined || !candidate.isUp) return this.#hydrate(change);
      candidate.copyFrom(source);
      const { scl } = candidate.segment;
      if (scl < this.#targetOf(change, group)) return this.#hydrate(change);
      candidate.isHydrated = true;
      simulation.record({ kind: "segment-hydrated", segment: candidate.id, from: source.id, scl });
      this.#step(change, "completed", () => this.#volume.sets.complete(group.set, memberChangeOf(change), true), () => undefined); // prettier-ignore
    });
  }

  /** A recovery may have annulled what was the end of the log: then it is the end of what is left. */
  #targetOf(change: Change, { nodes }: StorageGroup): Lsn {
    const target = change.targetLsn as Lsn;
    if (!isAnnulled(change.candidate.truncations, target)) return target;
    return Math.max(...nodes.filter((node) => node.isUp && node.isHydrated).map((node) => node.segment.scl));
  }

  #sourceFor({ group, candidate }: Change): StorageNode | undefined {
    const members = membersOf(group.set);
    return group.nodes
      .filter((node) => node !== candidate && node.isUp && node.isHydrated && members.includes(node.id))
      .reduce<StorageNode | undefined>(
        (best, node) => (best === undefined || node.segment.scl > best.segment.scl ? node : best),
        undefined,
      );
  }

  /**
   * Makes one step of a change: tells the nodes, and counts it as made once a write quorum of the set before it has been
   * told. Until then it tries again, and other steps of the group wait.
   */
  #step(
    change: Change,
    step: "begun" | "completed" | "abandoned",
    next: () => ChangeStep,
    made: (told: readonly StorageNode[]) => void,
  ): void {
    const { simulation, model } = this.#volume;
    const { group } = change;
    if (this.#busy.has(group)) {
      simulation.after(model.controlMs, () => this.#step(change, step, next, made));
      return;
    }
    const result = next();
    if (result.status === "refused") return;
    this.#busy.add(group);
    this.#tell(change, step, result.set, made);
  }

  #tell(
    change: Change,
    step: "begun" | "completed" | "abandoned",
    set: QuorumSet,
    made: (told: readonly StorageNode[]) => void,
  ): void {
    const { simulation, model, rule, sets } = this.#volume;
    const { group, candidate, leaving, joining } = change;
    simulation.after(model.controlMs, () => {
      const members = [...new Set([...membersOf(group.set), ...membersOf(set)])];
      for (const node of group.nodes) if (node.isUp && members.includes(node.id)) node.set = set;
      const told = group.nodes.filter((node) => node.set.epoch === set.epoch);
      const ids = told.map((node) => node.id);
      if (!sets.mayWrite(rule, group.set, ids)) return this.#tell(change, step, set, made);
      group.set = set;
      this.#busy.delete(group);
      simulation.record({
        kind: "membership-changed",
        group: group.id,
        set,
        step,
        change: { leaving, joining },
        ...(step === "begun" ? { zone: candidate.zone } : {}),
      });
      this.#volume.membersChanged(group.id);
      made(told.filter((node) => node.isHydrated));
    });
  }
}
