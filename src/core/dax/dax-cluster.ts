/**
 * DAX cluster: which node a client asks, how the primary's changes reach the read replicas, and who is the next primary.
 *
 * Any node serves reads; only the primary writes to the table. It notes each change of its item cache in a replication log
 * and sends it on, so that a replica knows a moment later what the primary knows. It deletes from the log what all replicas
 * have confirmed. A topology says who is in the cluster and who is its primary, and bears a number: its epoch. In each epoch
 * the log begins anew, at position 1. Primary P, replicas A and B:
 *
 *   epoch 1   P writes a, b and c to the table, each acknowledged, and appends them: positions 1, 2, 3
 *             A confirms 3. B confirms 1, so all have a, and P keeps b and c. A hears of that and keeps the same
 *             P fails. A has 3 positions, B has 1: A becomes primary
 *   epoch 2   A, P gone, B     A begins its log with what B may not have: b is position 1, c is position 2
 *             An update of epoch 1 that was still under way to B is not taken
 *
 * A client learns topologies from the nodes. It reads from any healthy node, by chance, and after a failure from another
 * one. It writes to the primary. A write is sent again only if it is known not to have happened: a node refused it. Where no
 * answer came nobody knows, and the application has to decide. Developer Guide, DAX.concepts.cluster, DAX.consistency; DAX
 * client for JavaScript, Router, Cluster and AmazonDaxClient.
 *
 * Simplified: the client draws among all that come into question; the real one, when it has drawn the node of its last
 * attempt, takes the next in its list. Not documented, and decided here: how positions and epochs are counted, that a node
 * which is not the primary refuses a write, and that the replica with the longest log becomes primary.
 */
import type { Item } from "../dynamodb/attribute-value.ts";
import type { Labelled, Millis } from "../kernel/units.ts";
import type { NodeId } from "../kernel/index.ts";
import type { ItemKey } from "./item-cache.ts";

/** Numbers the topologies of a cluster, from 1 on. Of two, the one with the higher number is the newer. */
export type Epoch = Labelled<number, "Epoch">;
/** Numbers the changes of one epoch, from 1 on, without gaps. 0 is before the first. */
export type LogPosition = Labelled<number, "LogPosition">;

/** Who is in the cluster. What a client hears never changes within an epoch. */
export interface DaxTopology {
  readonly epoch: Epoch;
  /** One of the nodes. */
  readonly primary: NodeId;
  /** From 1 to 11, each once. */
  readonly nodes: readonly NodeId[];
}

/** An attempt that has failed. */
export interface FailedAttempt {
  readonly node: NodeId;
  /** The node has done nothing, and said so; or no answer came, and nobody knows. */
  readonly failure: "refused" | "no-answer";
}

/**
 * The seam of a client: whom it asks. Made for each client, and told of a topology before anything else. `draw` is a random
 * number from 0 to just below 1. Where several nodes come into question, it picks one in the topology's order: of three the
 * first below 1/3, the second below 2/3, the third from there on. Nothing comes back where nobody is to be asked.
 */
export interface DaxRouter {
  /** A node has said who is there. Of no effect unless it is newer than what is known. A node that is new counts as healthy. */
  topologyTold(topology: DaxTopology): void;
  /** What a health check of a node has found. Holds until the next one. */
  checked(node: NodeId, isHealthy: boolean): void;
  /** For a read, and again after its last attempt has failed: a healthy node, another one than the last if there is one. */
  readTarget(last: FailedAttempt | undefined, draw: number): NodeId | undefined;
  /**
   * For a write: the primary, if it is healthy. After a refusal again, but where the primary itself has refused, or is not
   * healthy, a healthy node other than the last if there is one: it may know of another primary. After "no-answer" nobody.
   */
  writeTarget(last: FailedAttempt | undefined, draw: number): NodeId | undefined;
}

/** What a node's item cache was told of a key. */
export interface CacheChange {
  readonly key: ItemKey;
  /** None where the table has none. */
  readonly item?: Item | undefined;
  readonly by: "read" | "write" | "read-back";
  /** A write: when the table had acknowledged it. A read: when it was asked. */
  readonly asOfMs: Millis;
  /** Of the client's request that it comes from. */
  readonly op: number;
}

/** A change in the replication log. */
export interface LogUpdate {
  readonly epoch: Epoch;
  readonly position: LogPosition;
  readonly change: CacheChange;
  /** Up to here all replicas have confirmed, as far as the primary knows. */
  readonly allHave: LogPosition;
}

/** How far a node's log goes. */
export interface LogStanding {
  /** Of the newest topology that it was told; 0 before the first. */
  readonly epoch: Epoch;
  /** Of the last change: appended by the primary, taken by a replica. */
  readonly position: LogPosition;
}

/** The seam of a node: its part of the replication. A node that begins anew has a new one. */
export interface ReplicationLog {
  /**
   * Of no effect unless it is newer than what is known. The log begins anew. Who is the primary now begins it with what it
   * kept of the epoch before, in its order; a replica forgets that.
   */
  topologyTold(topology: DaxTopology): void;
  /** The cache was told something. The primary appends it and keeps it until all replicas have confirmed; others do nothing. */
  append(change: CacheChange): void;
  /** What the primary has to send to a replica, now or again: all that it has not confirmed, in order. Of others: nothing. */
  outstanding(replica: NodeId): readonly LogUpdate[];
  /**
   * The primary has sent these. Taken is, one after the other, what is of this epoch and follows on what was taken before; it
   * is given back for the cache, and kept until the primary says that all replicas have it. Anything else is left: what was
   * taken before, what comes after a gap, what is of another epoch.
   */
  received(updates: readonly LogUpdate[]): readonly CacheChange[];
  /** A replica has taken everything up to there. Confirmations may come late, twice, and of another epoch. */
  confirmed(replica: NodeId, standing: LogStanding): void;
  standing(): LogStanding;
}

/** A node that could become primary. */
export interface Candidate extends LogStanding {
  readonly node: NodeId;
}

/** What the exercise `dax-cluster` asks for. */
export interface DaxClusterMechanism {
  createDaxRouter(): DaxRouter;
  /** Of the node with this name. */
  createReplicationLog(node: NodeId): ReplicationLog;
  /**
   * The next primary: whoever has most of the log, so that nothing is lost which anybody has. The newest epoch counts first,
   * then the position; of equals the first in the list. From 1 to 11 candidates.
   */
  choosePrimary(candidates: readonly Candidate[]): NodeId;
}

/** The reference implementation. */
export const daxCluster: DaxClusterMechanism = Object.freeze({
  createDaxRouter: () => new HealthyNodes(),
  createReplicationLog: (node: NodeId) => new KeptChanges(node),
  choosePrimary(candidates: readonly Candidate[]): NodeId {
    const [most] = candidates.toSorted((a, b) => b.epoch - a.epoch || b.position - a.position);
    return (most as Candidate).node;
  },
});

class HealthyNodes implements DaxRouter {
  #topology: DaxTopology = { epoch: 0, primary: "", nodes: [] };
  /** Those that the last check did not reach. */
  readonly #unhealthy = new Set<NodeId>();

  topologyTold(topology: DaxTopology): void {
    if (topology.epoch <= this.#topology.epoch) return;
    this.#topology = topology;
    for (const node of this.#unhealthy) if (!topology.nodes.includes(node)) this.#unhealthy.delete(node);
  }

  checked(node: NodeId, isHealthy: boolean): void {
    if (isHealthy) this.#unhealthy.delete(node);
    else if (this.#topology.nodes.includes(node)) this.#unhealthy.add(node);
  }

  readTarget(last: FailedAttempt | undefined, draw: number): NodeId | undefined {
    const healthy = this.#topology.nodes.filter((node) => !this.#unhealthy.has(node));
    const others = healthy.filter((node) => node !== last?.node);
    const choice = others.length > 0 ? others : healthy;
    return choice[Math.floor(draw * choice.length)];
  }

  writeTarget(last: FailedAttempt | undefined, draw: number): NodeId | undefined {
    if (last?.failure === "no-answer") return undefined;
    const { primary } = this.#topology;
    if (this.#topology.nodes.includes(primary) && !this.#unhealthy.has(primary) && last?.node !== primary)
      return primary;
    return this.readTarget(last, draw);
  }
}

class KeptChanges implements ReplicationLog {
  readonly #node: NodeId;
  #topology: DaxTopology = { epoch: 0, primary: "", nodes: [] };
  #position: LogPosition = 0;
  /** The last so many changes of the log: those that not every replica is known to have. */
  #kept: CacheChange[] = [];
  /** Of the primary: up to where each replica has confirmed. */
  readonly #confirmed = new Map<NodeId, LogPosition>();

  constructor(node: NodeId) {
    this.#node = node;
  }

  topologyTold(topology: DaxTopology): void {
    if (topology.epoch <= this.#topology.epoch) return;
    this.#topology = topology;
    if (!this.#isPrimary) this.#kept = [];
    this.#position = this.#kept.length;
    this.#confirmed.clear();
    for (const node of topology.nodes) if (node !== this.#node) this.#confirmed.set(node, 0);
    this.#forgetUpTo(this.#allHave);
  }

  append(change: CacheChange): void {
    if (!this.#isPrimary) return;
    this.#position++;
    this.#kept.push(change);
    this.#forgetUpTo(this.#allHave);
  }

  outstanding(replica: NodeId): readonly LogUpdate[] {
    const confirmed = this.#confirmed.get(replica);
    if (!this.#isPrimary || confirmed === undefined) return [];
    const { epoch } = this.#topology;
    const allHave = this.#allHave;
    // What anybody lacks is kept, so what this one lacks is at the end of it.
    return this.#kept
      .slice(confirmed - allHave)
      .map((change, index) => ({ epoch, position: confirmed + 1 + index, change, allHave }));
  }

  received(updates: readonly LogUpdate[]): readonly CacheChange[] {
    if (this.#isPrimary) return [];
    const taken: CacheChange[] = [];
    for (const { epoch, position, change, allHave } of updates) {
      if (epoch !== this.#topology.epoch) continue;
      if (position === this.#position + 1) {
        this.#position = position;
        this.#kept.push(change);
        taken.push(change);
      }
      this.#forgetUpTo(allHave);
    }
    return taken;
  }

  confirmed(replica: NodeId, { epoch, position }: LogStanding): void {
    const before = this.#confirmed.get(replica);
    if (!this.#isPrimary || epoch !== this.#topology.epoch || before === undefined || position <= before) return;
    this.#confirmed.set(replica, position);
    this.#forgetUpTo(this.#allHave);
  }

  standing(): LogStanding {
    return { epoch: this.#topology.epoch, position: this.#position };
  }

  get #isPrimary(): boolean {
    return this.#topology.primary === this.#node;
  }

  get #allHave(): LogPosition {
    return Math.min(this.#position, ...this.#confirmed.values());
  }

  #forgetUpTo(position: LogPosition): void {
    const firstKept = this.#position - this.#kept.length + 1;
    this.#kept.splice(0, Math.max(0, position - firstKept + 1));
  }
}
