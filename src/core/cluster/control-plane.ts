/**
 * What keeps a cluster going: it hears from every instance, notices when the writer falls silent, has another instance
 * promoted, and moves the cluster endpoint once that one has the volume open.
 *
 *   last heartbeat -> detectMs of silence -> promotion ordered -> the target has recovered the volume, and says so
 *                  -> dnsChangeMs -> the cluster endpoint leads to it
 *
 * It never has to be sure that the old writer is dead: the target opens the volume under a new epoch, and storage refuses
 * whoever comes with an older one. So the writer is whoever has opened it in the newest epoch, also when that is a target
 * which had been given up. Aurora 2018 §2.4; Aurora User Guide, concepts-aurorahighavailability.
 *
 * Simplified: it is in no zone, never fails and forgets nothing; what names lead to changes all at once, `dnsChangeMs`
 * after the promotion; instances are not replaced.
 */
import type { Millis, Simulation, ZoneId } from "../kernel/index.ts";
import type { DatabaseInstance, Heartbeat, Standing } from "./database-instance.ts";
import { CONTROL, type ClusterModel } from "./cluster-scenario.ts";
import type { ClusterEvent } from "./cluster-trace.ts";
import type { FailoverCandidate, FailoverTarget } from "./failover-target.ts";
import type { ClusterMember, InstanceId, MemoryGib, PromotionTier, Role } from "./vocabulary.ts";

/** One failover, from the moment at which the writer counts as failed. */
interface Failover {
  readonly failed: InstanceId;
  /** Counts from 1. */
  attempt: number;
  target: InstanceId | undefined;
  orderedAtMs: Millis;
  /** The failover has succeeded when somebody has the volume open in a newer epoch. */
  readonly aboveEpoch: number;
}

interface Member {
  readonly instance: InstanceId;
  readonly zone: ZoneId;
  readonly tier: PromotionTier;
  readonly memoryGib: MemoryGib;
  lastHeardMs: Millis;
  /** When it was last heard to be the writer, in the newest epoch. */
  lastWroteMs: Millis;
  isAvailable: boolean;
  lagMs: Millis;
}

/** What the control plane needs of its cluster. */
export interface Controlled {
  readonly simulation: Simulation<ClusterEvent>;
  readonly model: ClusterModel;
  readonly failoverTarget: FailoverTarget;
  instance(id: InstanceId): DatabaseInstance;
  send(from: typeof CONTROL, to: InstanceId, deliver: () => void): void;
}

/** Keeps the members, sees to the writer, and knows where names lead. One for each cluster. */
export class ControlPlane {
  readonly #cluster: Controlled;
  readonly #members: readonly Member[];
  #writer: InstanceId;
  /** Whom the names lead to: the writer of `dnsChangeMs` ago. */
  #publishedWriter: InstanceId;
  #failover: Failover | undefined;
  /** The newest in which anybody has told that it has the volume open. */
  #volumeEpoch = 1;

  constructor(
    cluster: Controlled,
    members: readonly Pick<Member, "instance" | "zone" | "tier" | "memoryGib">[],
    writer: InstanceId,
  ) {
    this.#cluster = cluster;
    this.#members = members.map((member) => ({ ...member, lastHeardMs: 0, lastWroteMs: 0, isAvailable: true, lagMs: 0 })); // prettier-ignore
    this.#writer = this.#publishedWriter = writer;
  }

  start(): void {
    const { simulation, model } = this.#cluster;
    // Between two heartbeats, so that what has been sent has come.
    simulation.after(model.heartbeatMs * 1.5, () => this.#look());
  }

  /** The members as they are now: roles by who is the writer, not by who believes it. */
  members(): readonly FailoverCandidate[] {
    return this.#membersWith(this.#writer);
  }

  /** The same as the name server knows them. */
  published(): readonly ClusterMember[] {
    return this.#membersWith(this.#publishedWriter);
  }

  heard({ instance, role, isServing, volumeEpoch, lagMs }: Heartbeat): Standing {
    const { nowMs } = this.#cluster.simulation;
    const member = this.#member(instance);
    member.lastHeardMs = nowMs;
    member.lagMs = lagMs;
    // An old writer that has come back believes that it serves, until it is told.
    const isStale = role === "writer" && volumeEpoch < this.#volumeEpoch;
    this.#setAvailable(member, isServing && !isStale);
    if (role === "writer" && isServing) {
      if (volumeEpoch > this.#volumeEpoch) this.#promoted(instance, volumeEpoch);
      if (volumeEpoch === this.#volumeEpoch) member.lastWroteMs = nowMs;
    }
    return { writer: this.#writer, volumeEpoch: this.#volumeEpoch };
  }

  /** A process has started and asks what it is. While a failover is under way, nobody starts as the writer. */
  roleOf(instance: InstanceId): Role {
    return this.#failover === undefined && this.#writer === instance ? "writer" : "reader";
  }

  /** An operator asks for a failover. Nothing happens while one is under way. */
  failOver(): void {
    if (this.#failover === undefined) this.#begin();
  }

  #look(): void {
    const { simulation, model } = this.#cluster;
    simulation.after(model.heartbeatMs, () => this.#look());
    const { nowMs } = simulation;
    for (const member of this.#members) {
      if (nowMs - member.lastHeardMs >= model.detectMs) this.#setAvailable(member, false);
    }
    if (this.#failover === undefined) {
      if (nowMs - this.#member(this.#writer).lastWroteMs >= model.detectMs) this.#begin();
      return;
    }
    if (nowMs - this.#failover.orderedAtMs < model.promoteTimeoutMs) return this.#order(this.#failover);
    this.#failover.attempt++;
    this.#choose(this.#failover);
  }

  #begin(): void {
    const { simulation } = this.#cluster;
    const failover: Failover = {
      failed: this.#writer,
      attempt: 1,
      target: undefined,
      orderedAtMs: simulation.nowMs,
      aboveEpoch: this.#volumeEpoch,
    };
    this.#failover = failover;
    simulation.record({ kind: "failover-began", failed: failover.failed, attempt: failover.attempt });
    this.#choose(failover);
  }

  #choose(failover: Failover): void {
    const { simulation, failoverTarget } = this.#cluster;
    const { attempt } = failover;
    const decision = failoverTarget.choose(this.members(), attempt - 1);
    failover.orderedAtMs = simulation.nowMs;
    failover.target = decision.kind === "none" ? undefined : decision.instance;
    if (decision.kind === "promote")
      simulation.record({ kind: "promotion-ordered", instance: decision.instance, attempt });
    if (decision.kind === "restart-in-place")
      simulation.record({ kind: "restart-ordered", instance: decision.instance, attempt });
    this.#order(failover);
  }

  /** Said again until it is done: an order may be lost. */
  #order({ target, aboveEpoch }: Failover): void {
    if (target === undefined) return;
    this.#cluster.send(CONTROL, target, () => this.#cluster.instance(target).promote(aboveEpoch));
  }

  #promoted(instance: InstanceId, volumeEpoch: number): void {
    const { simulation, model } = this.#cluster;
    this.#volumeEpoch = volumeEpoch;
    this.#failover = undefined;
    this.#member(instance).lastWroteMs = simulation.nowMs;
    if (this.#writer === instance) return;
    this.#writer = instance;
    simulation.record({ kind: "writer-changed", instance });
    simulation.after(model.dnsChangeMs, () => {
      if (this.#publishedWriter === this.#writer || this.#writer !== instance) return;
      this.#publishedWriter = instance;
      simulation.record({ kind: "endpoint-moved", instance });
    });
  }

  #setAvailable(member: Member, isAvailable: boolean): void {
    if (member.isAvailable === isAvailable) return;
    member.isAvailable = isAvailable;
    this.#cluster.simulation.record({ kind: "instance-available", instance: member.instance, isAvailable });
  }

  #membersWith(writer: InstanceId): readonly FailoverCandidate[] {
    return this.#members.map(({ instance, zone, tier, memoryGib, isAvailable, lagMs }) => ({
      instance,
      zone,
      tier,
      memoryGib,
      isAvailable,
      lagMs,
      role: instance === writer ? "writer" : "reader",
    }));
  }

  #member(instance: InstanceId): Member {
    return this.#members.find((member) => member.instance === instance) as Member;
  }
}
