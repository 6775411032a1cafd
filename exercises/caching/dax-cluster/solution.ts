import type {
  CacheChange,
  Candidate,
  DaxRouter,
  DaxTopology,
  FailedAttempt,
  LogPosition,
  NodeId,
  ReplicationLog,
} from "four-of-six/dax";

/** Before anybody has said anything: older than every topology. */
const NOBODY: DaxTopology = { epoch: 0, primary: "", nodes: [] };

/** The client remembers the newest topology, and who of it did not answer the last check. */
export function createDaxRouter(): DaxRouter {
  let topology = NOBODY;
  let unhealthy: readonly NodeId[] = [];

  function anyNode(last: FailedAttempt | undefined, draw: number): NodeId | undefined {
    const healthy = topology.nodes.filter((node) => !unhealthy.includes(node));
    const others = healthy.filter((node) => node !== last?.node);
    // Better the same node again than none.
    const choice = others.length > 0 ? others : healthy;
    return choice[Math.floor(draw * choice.length)];
  }

  return {
    topologyTold(told) {
      if (told.epoch <= topology.epoch) return;
      topology = told;
      unhealthy = unhealthy.filter((node) => told.nodes.includes(node));
    },

    checked(node, isHealthy) {
      unhealthy = unhealthy.filter((other) => other !== node);
      if (!isHealthy && topology.nodes.includes(node)) unhealthy = [...unhealthy, node];
    },

    readTarget: anyNode,

    writeTarget(last, draw) {
      // It may have happened. Only the application can know whether twice is once too often.
      if (last?.failure === "no-answer") return undefined;
      const { primary } = topology;
      const isOpen = topology.nodes.includes(primary) && !unhealthy.includes(primary) && last?.node !== primary;
      return isOpen ? primary : anyNode(last, draw);
    },
  };
}

/**
 * A node keeps the end of the log: the changes that not everybody is known to have. `position` is that of the last of them,
 * and of the whole log.
 */
export function createReplicationLog(node: NodeId): ReplicationLog {
  let topology = NOBODY;
  let position: LogPosition = 0;
  let kept: readonly CacheChange[] = [];
  let confirmedBy = new Map<NodeId, LogPosition>();

  const isPrimary = () => topology.primary === node;
  const allHave = () => Math.min(position, ...confirmedBy.values());

  function forgetUpTo(everywhere: LogPosition): void {
    const count = Math.max(0, position - everywhere);
    // Said late, it may speak of what was forgotten long ago.
    kept = kept.slice(Math.max(0, kept.length - count));
  }

  return {
    topologyTold(told) {
      if (told.epoch <= topology.epoch) return;
      topology = told;
      if (!isPrimary()) kept = [];
      // What is kept are the first positions of the new log.
      position = kept.length;
      confirmedBy = new Map(told.nodes.filter((other) => other !== node).map((other) => [other, 0]));
      forgetUpTo(allHave());
    },

    append(change) {
      if (!isPrimary()) return;
      position++;
      kept = [...kept, change];
      forgetUpTo(allHave());
    },

    outstanding(replica) {
      const confirmed = confirmedBy.get(replica);
      if (!isPrimary() || confirmed === undefined) return [];
      const everywhere = allHave();
      return kept.slice(confirmed - everywhere).map((change, index) => ({
        epoch: topology.epoch,
        position: confirmed + 1 + index,
        change,
        allHave: everywhere,
      }));
    },

    received(updates) {
      const taken: CacheChange[] = [];
      for (const update of updates) {
        if (update.epoch !== topology.epoch) continue;
        if (update.position === position + 1) {
          position++;
          // It may have to pass it on one day.
          kept = [...kept, update.change];
          taken.push(update.change);
        }
        forgetUpTo(update.allHave);
      }
      return taken;
    },

    confirmed(replica, standing) {
      const before = confirmedBy.get(replica);
      if (!isPrimary() || before === undefined || standing.epoch !== topology.epoch) return;
      confirmedBy.set(replica, Math.max(before, standing.position));
      forgetUpTo(allHave());
    },

    standing: () => ({ epoch: topology.epoch, position }),
  };
}

/** Positions count within an epoch, so the epoch comes first. The first of equals stays. */
export function choosePrimary(candidates: readonly Candidate[]): NodeId {
  const most = candidates.reduce((best, other) => {
    const isMore = other.epoch === best.epoch ? other.position > best.position : other.epoch > best.epoch;
    return isMore ? other : best;
  });
  return most.node;
}
