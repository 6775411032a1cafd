/**
 * What keeps a cluster going: it hears from every instance, has another one promoted when the writer falls silent, and
 * moves the cluster endpoint once that one has the volume open. `failover-controller.ts` decides who is to do what;
 * `failover-target.ts` whom it takes for it.
 *
 *   last heartbeat -> detectMs of silence -> promotion ordered -> the target has recovered the volume, and says so
 *                  -> dnsChangeMs -> the cluster endpoint leads to it
 *
 * Simplified: it is in no zone, never fails and forgets nothing; what names lead to changes all at once, `dnsChangeMs`
 * after the promotion; instances are not replaced. Aurora User Guide, concepts-aurorahighavailability.
 */
import type { Millis, Simulation } from "../kernel/index.ts";
import { CONTROL, type ClusterModel } from "./cluster-scenario.ts";
import type { ClusterEvent } from "./cluster-trace.ts";
import type {
  FailoverController,
  FailoverControllerOptions,
  Heartbeat,
  PromotionOrder,
  Standing,
} from "./failover-controller.ts";
import type { FailoverCandidate, FailoverTarget } from "./failover-target.ts";
import type { ClusterMember, InstanceId } from "./vocabulary.ts";

type Traits = Pick<FailoverCandidate, "instance" | "zone" | "tier" | "memoryGib">;

/** An instance as the control plane reaches it. */
export interface Promotable {
  /** A way to the process that runs now; what is sent on it is lost once that one has died. */
  connectionToProcess(): (deliver: () => void) => void;
  /** It is to open the volume in this epoch. */
  promote(volumeEpoch: number): void;
}

/** What the control plane needs of its cluster. */
export interface Controlled {
  readonly simulation: Simulation<ClusterEvent>;
  readonly model: Pick<ClusterModel, "heartbeatMs" | "detectMs" | "promoteTimeoutMs" | "dnsChangeMs">;
  readonly failoverTarget: FailoverTarget;
  readonly openController: (options: FailoverControllerOptions) => FailoverController;
  instance(id: InstanceId): Promotable;
  send(from: typeof CONTROL, to: InstanceId, deliver: () => void): void;
}

/** Keeps the members, sees to the writer, and knows where names lead. One for each cluster. */
export class ControlPlane {
  readonly #cluster: Controlled;
  readonly #members: readonly Traits[];
  readonly #lagMs = new Map<InstanceId, Millis>();
  readonly #controller: FailoverController;
  /** What the controller was last seen to think. */
  #available: ReadonlySet<InstanceId>;
  #writer: InstanceId;
  #attemptCount = 0;
  #ordered: { readonly instance?: InstanceId; readonly volumeEpoch?: number; readonly attempt?: number } = {};
  /** Whom the names lead to: the writer of `dnsChangeMs` ago. */
  #publishedWriter: InstanceId;

  constructor(cluster: Controlled, members: readonly Traits[], writer: InstanceId) {
    const { detectMs, promoteTimeoutMs } = cluster.model;
    const instances = members.map(({ instance }) => instance);
    this.#cluster = cluster;
    this.#members = members;
    this.#available = new Set(instances);
    this.#writer = this.#publishedWriter = writer;
    const choose: FailoverControllerOptions["choose"] = (available, failed, failedAttemptCount) =>
      this.#choose(new Set(available), failed, failedAttemptCount);
    this.#controller = cluster.openController({ instances, writer, detectMs, promoteTimeoutMs, choose });
  }

  start(): void {
    const { simulation, model } = this.#cluster;
    // Between two heartbeats, so that what has been sent has come.
    simulation.after(model.heartbeatMs * 1.5, () => this.#look());
  }

  /** The members as the name server knows them. */
  published(): readonly ClusterMember[] {
    return this.#membersWith(this.#publishedWriter, this.#available);
  }

  heard(heartbeat: Heartbeat, lagMs: Millis): Standing {
    this.#lagMs.set(heartbeat.instance, lagMs);
    this.#controller.heard(heartbeat, this.#cluster.simulation.nowMs);
    this.#note();
    return this.#controller.standing();
  }

  /** A process has started and asks what it is. Gives the epoch in which it is to open the volume, if it is the writer. */
  started(instance: InstanceId): number | undefined {
    return this.#controller.started(instance, this.#cluster.simulation.nowMs);
  }

  /** An operator asks for a failover. */
  failOver(): void {
    this.#send(this.#controller.failOver(this.#cluster.simulation.nowMs));
  }

  #look(): void {
    const { simulation, model } = this.#cluster;
    simulation.after(model.heartbeatMs, () => this.#look());
    this.#send(this.#controller.look(simulation.nowMs));
  }

  #choose(available: ReadonlySet<InstanceId>, failed: InstanceId, failedAttemptCount: number): InstanceId | undefined {
    const decision = this.#cluster.failoverTarget.choose(this.#membersWith(failed, available), failedAttemptCount);
    return decision.kind === "none" ? undefined : decision.instance;
  }

  /** Said again until it is done: an order may be lost. */
  #send(order: PromotionOrder | undefined): void {
    this.#note();
    if (order === undefined) return;
    const { instance, volumeEpoch } = order;
    const { instance: before, volumeEpoch: epochBefore, attempt } = this.#ordered;
    if (instance !== before || volumeEpoch !== epochBefore || this.#attemptCount !== attempt) {
      this.#ordered = { instance, volumeEpoch, attempt: this.#attemptCount };
      const kind = instance === this.#writer ? "restart-ordered" : "promotion-ordered";
      this.#cluster.simulation.record({ kind, instance, attempt: this.#attemptCount, volumeEpoch });
    }
    const target = this.#cluster.instance(instance);
    const toProcess = target.connectionToProcess();
    this.#cluster.send(CONTROL, instance, () => toProcess(() => target.promote(volumeEpoch)));
  }

  /** Records how what the controller thinks has changed. */
  #note(): void {
    const { simulation, model } = this.#cluster;
    const available = new Set(this.#controller.available());
    for (const { instance } of this.#members) {
      const isAvailable = available.has(instance);
      if (isAvailable !== this.#available.has(instance))
        simulation.record({ kind: "instance-available", instance, isAvailable });
    }
    this.#available = available;

    const attemptCount = this.#controller.attemptCount();
    if (this.#attemptCount === 0 && attemptCount > 0)
      simulation.record({ kind: "failover-began", failed: this.#writer, attempt: attemptCount });
    this.#attemptCount = attemptCount;

    const { writer } = this.#controller.standing();
    if (writer === this.#writer) return;
    this.#writer = writer;
    simulation.record({ kind: "writer-changed", instance: writer });
    simulation.after(model.dnsChangeMs, () => {
      if (this.#publishedWriter === this.#writer || this.#writer !== writer) return;
      this.#publishedWriter = writer;
      simulation.record({ kind: "endpoint-moved", instance: writer });
    });
  }

  #membersWith(writer: InstanceId, available: ReadonlySet<InstanceId>): readonly FailoverCandidate[] {
    return this.#members.map((traits) => ({
      ...traits,
      isAvailable: available.has(traits.instance),
      lagMs: this.#lagMs.get(traits.instance) ?? 0,
      role: traits.instance === writer ? "writer" : "reader",
    }));
  }
}
