import type { Millis, NodeId } from "../kernel/index.ts";
import type { Candidate, DaxClusterMechanism, DaxTopology } from "./dax-cluster.ts";
import { MANAGER_NODE, type DaxHost } from "./dax-host.ts";
import type { DaxModel } from "./dax-scenario.ts";

/** What a node says of itself now and again. */
export interface NodeBeat extends Candidate {
  /** Another number after every restart: it has forgotten everything. */
  readonly life: number;
}

/** A beat, and when it was heard. */
interface Heard extends NodeBeat {
  readonly atMs: Millis;
}

/**
 * Decides who is in a cluster, and who is its primary. A node that is silent for too long is taken out, one that is heard
 * again comes back. Every change is a new epoch. The primary stays while it is there, and remembers.
 *
 * Simplified: how the service finds out that a node has failed, and whom it makes primary, is not published. Here it is one
 * machine of the Region that does not fail.
 */
export class DaxManager {
  readonly #host: DaxHost;
  readonly #model: DaxModel;
  readonly #mechanism: DaxClusterMechanism;
  /** All that there may be, in the scenario's order. */
  readonly #nodes: readonly NodeId[];
  readonly #heard = new Map<NodeId, Heard>();
  readonly #tellers = new Map<NodeId, (topology: DaxTopology) => void>();
  /** Those that belong to the cluster, there or not. */
  #wanted: readonly NodeId[];
  #topology: DaxTopology;
  /** In which life the primary was named. */
  #primaryLife = 0;
  /** The lives of the members when they were taken in. */
  #lives = new Map<NodeId, number>();

  constructor(
    host: DaxHost,
    model: DaxModel,
    mechanism: DaxClusterMechanism,
    nodes: readonly NodeId[],
    memberCount = nodes.length,
  ) {
    // prettier-ignore
    this.#host = host;
    this.#model = model;
    this.#mechanism = mechanism;
    this.#nodes = nodes;
    const members = nodes.slice(0, memberCount);
    this.#wanted = members;
    this.#topology = { epoch: 1, primary: members[0] as NodeId, nodes: members };
    for (const node of members) this.#lives.set(node, 0);
  }

  get topology(): DaxTopology {
    return this.#topology;
  }

  open(): void {
    this.#host.record({ kind: "topology-changed", ...this.#topology });
    for (const node of this.#topology.nodes) this.#heard.set(node, { node, life: 0, epoch: 1, position: 0, atMs: 0 });
    this.#host.every(MANAGER_NODE, this.#model.beatEveryMs, () => this.#look());
  }

  /** Others belong to the cluster from now on. */
  resize(nodes: readonly NodeId[]): void {
    this.#wanted = nodes;
    this.#look();
  }

  hears(beat: NodeBeat, tell: (topology: DaxTopology) => void): void {
    const before = this.#heard.get(beat.node);
    // Beats may overtake each other.
    const isNew = before === undefined || isAfter(beat, before);
    this.#heard.set(beat.node, { ...(isNew ? beat : before), atMs: this.#host.nowMs });
    this.#tellers.set(beat.node, tell);
    // In the epoch of its earlier life it has no part: there will be another one.
    if (this.#lives.get(beat.node) === beat.life || !this.#topology.nodes.includes(beat.node)) this.#tell(beat.node);
  }

  #look(): void {
    const there = this.#nodes.flatMap((node) => {
      const heard = this.#heard.get(node);
      if (!this.#wanted.includes(node)) return [];
      return heard !== undefined && this.#host.nowMs - heard.atMs <= this.#model.silenceMs ? [heard] : [];
    });
    const isSame =
      there.length === this.#topology.nodes.length &&
      there.every(({ node, life }) => this.#topology.nodes.includes(node) && this.#lives.get(node) === life);
    if (isSame || there.length === 0) return;
    const { epoch, primary } = this.#topology;
    const stays = there.some(({ node, life }) => node === primary && life === this.#primaryLife);
    const candidates = there.map(({ node, epoch: known, position }) => ({ node, epoch: known, position }));
    const next = stays ? primary : this.#mechanism.choosePrimary(candidates);
    this.#topology = { epoch: epoch + 1, primary: next, nodes: there.map(({ node }) => node) };
    this.#lives = new Map(there.map(({ node, life }) => [node, life]));
    this.#primaryLife = this.#lives.get(next) ?? 0;
    this.#host.record({ kind: "topology-changed", ...this.#topology, ...(!stays && { candidates }) });
    for (const { node } of there) this.#tell(node);
  }

  #tell(node: NodeId): void {
    const tell = this.#tellers.get(node);
    const topology = this.#topology;
    if (tell !== undefined) this.#host.send(MANAGER_NODE, node, () => tell(topology));
  }
}

function isAfter(beat: NodeBeat, before: NodeBeat): boolean {
  if (beat.life !== before.life) return beat.life > before.life;
  return beat.epoch === before.epoch ? beat.position >= before.position : beat.epoch > before.epoch;
}
