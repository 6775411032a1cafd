import type { NodeId } from "../kernel/index.ts";
import type { CacheChange, DaxClusterMechanism, DaxTopology, LogStanding, LogUpdate, ReplicationLog } from "./dax-cluster.ts"; // prettier-ignore
import { MANAGER_NODE, type DaxHost } from "./dax-host.ts";
import type { DaxManager } from "./dax-manager.ts";
import type { DaxModel } from "./dax-scenario.ts";

/** What a member of a cluster does to its node. */
export interface MemberHost {
  readonly host: DaxHost;
  readonly model: DaxModel;
  readonly mechanism: DaxClusterMechanism;
  readonly manager: DaxManager;
  member(node: NodeId): DaxMember | undefined;
}

/**
 * A node's part in a cluster of several: it says to the manager that it is there, hears of topologies, and keeps the
 * replication log. What the primary logs it sends to its replicas now and again, until each has confirmed it. What a replica
 * has read of the table it hands to the primary, and the primary logs it if it knows nothing of the key.
 */
export class DaxMember {
  readonly node: NodeId;
  readonly #shared: MemberHost;
  /** Puts another node's change into the cache; says whether it was news. */
  readonly #take: (change: CacheChange) => boolean;
  #log: ReplicationLog;
  #topology: DaxTopology | undefined;
  /** Counts restarts. */
  #life = 0;
  /** Counts how often it has become the primary, or ceased to be. */
  #reign = 0;

  constructor(node: NodeId, shared: MemberHost, take: (change: CacheChange) => boolean) {
    this.node = node;
    this.#shared = shared;
    this.#take = take;
    this.#log = shared.mechanism.createReplicationLog(node);
  }

  /** Takes part from the beginning, if the first topology has it. */
  open(topology: DaxTopology): void {
    const { host, model } = this.#shared;
    if (topology.nodes.includes(this.node)) this.#learn(topology);
    host.every(this.node, model.beatEveryMs, () => this.#beat());
    host.every(this.node, model.replicateEveryMs, () => this.#replicate());
  }

  get topology(): DaxTopology | undefined {
    return this.#topology;
  }

  get isPrimary(): boolean {
    return this.#topology?.primary === this.node;
  }

  /** Changes with every beginning and end of its being the primary. */
  get reign(): number {
    return this.#reign;
  }

  /** Its memory is empty, and it knows of nobody until the manager says so. */
  restart(): void {
    this.#life++;
    this.#reign++;
    this.#topology = undefined;
    this.#log = this.#shared.mechanism.createReplicationLog(this.node);
  }

  /** From another member. Whoever begins anew learns it from the manager: in the epoch of before it has a log no more. */
  #hears(topology: DaxTopology | undefined): void {
    if (topology !== undefined && this.#topology !== undefined) this.#learn(topology);
  }

  #learn(topology: DaxTopology): void {
    if (topology.epoch <= (this.#topology?.epoch ?? 0)) return;
    const wasPrimary = this.isPrimary;
    this.#topology = topology;
    if (wasPrimary !== this.isPrimary) this.#reign++;
    this.#log.topologyTold(topology);
    if (this.isPrimary) this.#shared.host.record({ kind: "primary-began", node: this.node, epoch: topology.epoch });
  }

  /** The cache was told something by the table. */
  changed(change: CacheChange): void {
    if (this.#topology === undefined) return;
    if (this.isPrimary) return this.#append(change);
    if (change.by !== "read") return;
    const primary = this.#shared.member(this.#topology.primary);
    if (primary !== undefined) this.#shared.host.send(this.node, primary.node, () => primary.#hasRead(change));
  }

  #hasRead(change: CacheChange): void {
    if (this.isPrimary && this.#take(change)) this.#append(change);
  }

  #append(change: CacheChange): void {
    this.#shared.host.record({ kind: "change-logged", node: this.node, change });
    this.#log.append(change);
  }

  #beat(): void {
    const { host, manager } = this.#shared;
    const life = this.#life;
    const beat = { node: this.node, life, ...this.#log.standing() };
    const told = (topology: DaxTopology) => {
      if (life === this.#life) this.#learn(topology);
    };
    host.send(this.node, MANAGER_NODE, () => manager.hears(beat, told));
  }

  #replicate(): void {
    const { host } = this.#shared;
    const topology = this.#topology;
    if (topology === undefined) return;
    for (const replica of topology.nodes) {
      const to = this.#shared.member(replica);
      if (replica === this.node || to === undefined) continue;
      const updates = this.#log.outstanding(replica);
      if (updates.length === 0) continue;
      host.record({ kind: "updates-sent", node: this.node, replica, updates });
      host.send(this.node, replica, () => to.#receive(topology, updates, this));
    }
  }

  #receive(topology: DaxTopology, updates: readonly LogUpdate[], from: DaxMember): void {
    const { host } = this.#shared;
    this.#hears(topology);
    const changes = this.#log.received(updates);
    if (changes.length > 0)
      host.record({ kind: "updates-taken", node: this.node, epoch: this.#topology?.epoch ?? 0, changes });
    for (const change of changes) this.#take(change);
    const standing = this.#log.standing();
    const known = this.#topology;
    host.send(this.node, from.node, () => from.#isConfirmed(this.node, standing, known));
  }

  #isConfirmed(replica: NodeId, standing: LogStanding, topology: DaxTopology | undefined): void {
    // Whoever is primary no more hears it from those who know.
    this.#hears(topology);
    this.#log.confirmed(replica, standing);
  }
}
