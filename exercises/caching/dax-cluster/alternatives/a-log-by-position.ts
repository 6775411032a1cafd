import type { CacheChange, Candidate, DaxRouter, DaxTopology, FailedAttempt, NodeId, ReplicationLog } from "four-of-six/dax"; // prettier-ignore

/** Each node with its health; a list is made when somebody is asked for. */
class Router implements DaxRouter {
  private epoch = 0;
  private primary: NodeId | undefined;
  private health = new Map<NodeId, boolean>();

  topologyTold({ epoch, primary, nodes }: DaxTopology) {
    if (epoch <= this.epoch) return;
    this.epoch = epoch;
    this.primary = primary;
    this.health = new Map(nodes.map((node) => [node, this.health.get(node) ?? true]));
  }

  checked(node: NodeId, isHealthy: boolean) {
    if (this.health.has(node)) this.health.set(node, isHealthy);
  }

  readTarget(last: FailedAttempt | undefined, draw: number) {
    const healthy = [...this.health].filter(([, isHealthy]) => isHealthy).map(([node]) => node);
    const tried = healthy.indexOf(last?.node ?? "");
    if (tried !== -1 && healthy.length > 1) healthy.splice(tried, 1);
    return healthy.at(Math.trunc(draw * healthy.length));
  }

  writeTarget(last: FailedAttempt | undefined, draw: number) {
    if (last?.failure === "no-answer") return undefined;
    const canTakeIt = this.primary !== last?.node && this.health.get(this.primary ?? "") === true;
    return canTakeIt ? this.primary : this.readTarget(last, draw);
  }
}

/** The log as a map from positions; what is everywhere is deleted from its beginning. */
class Log implements ReplicationLog {
  private epoch = 0;
  private primary: NodeId | undefined;
  private last = 0;
  private changes = new Map<number, CacheChange>();
  private replicas = new Map<NodeId, number>();

  private readonly node: NodeId;

  constructor(node: NodeId) {
    this.node = node;
  }

  topologyTold({ epoch, primary, nodes }: DaxTopology) {
    if (epoch <= this.epoch) return;
    const before = primary === this.node ? [...this.changes.values()] : [];
    this.epoch = epoch;
    this.primary = primary;
    this.changes = new Map(before.map((change, index) => [index + 1, change]));
    this.last = before.length;
    this.replicas = new Map(nodes.filter((node) => node !== this.node).map((node) => [node, 0]));
    this.deleteUpTo(this.everywhere());
  }

  append(change: CacheChange) {
    if (this.primary !== this.node) return;
    this.changes.set(++this.last, change);
    this.deleteUpTo(this.everywhere());
  }

  outstanding(replica: NodeId) {
    const from = this.replicas.get(replica);
    if (this.primary !== this.node || from === undefined) return [];
    const updates = [];
    for (let position = from + 1; position <= this.last; position++) {
      const change = this.changes.get(position) as CacheChange;
      updates.push({ epoch: this.epoch, position, change, allHave: this.everywhere() });
    }
    return updates;
  }

  received(updates: Parameters<ReplicationLog["received"]>[0]) {
    const taken: CacheChange[] = [];
    for (const { epoch, position, change, allHave } of updates) {
      if (this.primary === this.node || epoch !== this.epoch) continue;
      if (position === this.last + 1) {
        this.changes.set(++this.last, change);
        taken.push(change);
      }
      this.deleteUpTo(allHave);
    }
    return taken;
  }

  confirmed(replica: NodeId, { epoch, position }: { epoch: number; position: number }) {
    if (epoch !== this.epoch || this.primary !== this.node) return;
    if (position > (this.replicas.get(replica) ?? Infinity)) this.replicas.set(replica, position);
    this.deleteUpTo(this.everywhere());
  }

  standing() {
    return { epoch: this.epoch, position: this.last };
  }

  private everywhere() {
    let least = this.last;
    for (const position of this.replicas.values()) if (position < least) least = position;
    return least;
  }

  private deleteUpTo(position: number) {
    for (const each of this.changes.keys()) if (each <= position) this.changes.delete(each);
  }
}

export const createDaxRouter = () => new Router();
export const createReplicationLog = (node: NodeId) => new Log(node);
export const choosePrimary = (candidates: readonly Candidate[]) =>
  [...candidates].sort((a, b) => b.epoch - a.epoch || b.position - a.position)[0]!.node;
