import type { CacheChange, Candidate, DaxRouter, DaxTopology, LogUpdate, NodeId, ReplicationLog } from "four-of-six/dax"; // prettier-ignore

export function createDaxRouter(): DaxRouter {
  let known: DaxTopology | undefined;
  const down: Record<NodeId, boolean> = {};
  const isUp = (node: NodeId) => down[node] !== true;
  const pick = (from: readonly NodeId[], draw: number) => from[Math.floor(from.length * draw)];

  const router: DaxRouter = {
    topologyTold(topology) {
      if (known !== undefined && topology.epoch <= known.epoch) return;
      for (const node of Object.keys(down)) if (!topology.nodes.includes(node)) delete down[node];
      known = topology;
    },
    checked(node, isHealthy) {
      if (known?.nodes.includes(node)) down[node] = !isHealthy;
    },
    readTarget(last, draw) {
      const up = (known?.nodes ?? []).filter(isUp);
      const fresh = up.filter((node) => last === undefined || node !== last.node);
      return pick(fresh.length === 0 ? up : fresh, draw);
    },
    writeTarget(last, draw) {
      switch (last?.failure) {
        case "no-answer":
          return undefined;
        case "refused":
        case undefined: {
          const primary = known?.primary;
          const isAsked = primary !== undefined && known?.nodes.includes(primary) && isUp(primary) && last?.node !== primary; // prettier-ignore
          return isAsked ? primary : router.readTarget(last, draw);
        }
      }
    },
  };
  return router;
}

interface Numbered {
  readonly position: number;
  readonly change: CacheChange;
}

/** The primary has a queue for each replica. A replica has one too: for those that it may have to tell one day. */
export function createReplicationLog(node: NodeId): ReplicationLog {
  let [epoch, primary, position] = [0, "", 0];
  let queues = new Map<NodeId, Numbered[]>();
  let mine: Numbered[] = [];

  /** What the longest queue has: whatever anybody lacks. */
  const lacking = () => [...queues.values()].reduce((long, queue) => (queue.length > long.length ? queue : long), []);
  const allHave = () => position - lacking().length;

  return {
    topologyTold(topology) {
      if (topology.epoch <= epoch) return;
      const inherited = topology.primary !== node ? [] : primary === node ? lacking() : mine;
      const log = inherited.map(({ change }, index) => ({ position: index + 1, change }));
      [epoch, primary, position] = [topology.epoch, topology.primary, log.length];
      mine = [];
      queues = new Map(primary === node ? topology.nodes.filter((to) => to !== node).map((to) => [to, [...log]]) : []);
    },
    append(change) {
      if (primary !== node) return;
      position++;
      for (const queue of queues.values()) queue.push({ position, change });
    },
    outstanding: (replica) =>
      (queues.get(replica) ?? []).map((each): LogUpdate => ({ epoch, ...each, allHave: allHave() })),
    received(updates) {
      const before = position;
      for (const update of primary === node ? [] : updates) {
        if (update.epoch !== epoch) continue;
        if (update.position - position === 1) {
          position = update.position;
          mine.push({ position, change: update.change });
        }
      }
      const taken = mine.filter((each) => each.position > before).map(({ change }) => change);
      const everywhere = Math.max(0, ...updates.filter((each) => each.epoch === epoch).map((each) => each.allHave));
      mine = mine.filter((each) => each.position > everywhere);
      return taken;
    },
    confirmed(replica, standing) {
      const queue = queues.get(replica);
      if (queue === undefined || standing.epoch !== epoch) return;
      queues.set(replica, queue.filter((each) => each.position > standing.position)); // prettier-ignore
    },
    standing: () => ({ epoch, position }),
  };
}

export function choosePrimary([first, ...others]: readonly Candidate[]): NodeId {
  let best = first!;
  for (const other of others) {
    if (other.epoch < best.epoch) continue;
    if (other.epoch > best.epoch || other.position > best.position) best = other;
  }
  return best.node;
}
