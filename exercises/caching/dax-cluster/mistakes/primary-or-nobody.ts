// The idea: replicas do not write, so why ask them.
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

const NOBODY: DaxTopology = { epoch: 0, primary: "", nodes: [] };

export function createDaxRouter(): DaxRouter {
  let topology = NOBODY;
  let unhealthy: readonly NodeId[] = [];

  function anyNode(last: FailedAttempt | undefined, draw: number): NodeId | undefined {
    const healthy = topology.nodes.filter((node) => !unhealthy.includes(node));
    const others = healthy.filter((node) => node !== last?.node);
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

    writeTarget(last) {
      if (last?.failure === "no-answer") return undefined;
      const { primary } = topology;
      const isOpen = topology.nodes.includes(primary) && !unhealthy.includes(primary) && last?.node !== primary;
      return isOpen ? primary : undefined;
    },
  };
}

export function createReplicationLog(node: NodeId): ReplicationLog {
  let topology = NOBODY;
  let position: LogPosition = 0;
  let kept: readonly CacheChange[] = [];
  let confirmedBy = new Map<NodeId, LogPosition>();

  const isPrimary = () => topology.primary === node;
  const allHave = () => Math.min(position, ...confirmedBy.values());

  function forgetUpTo(everywhere: LogPosition): void {
    const count = Math.max(0, position - everywhere);
    if (count < kept.length) kept = kept.slice(kept.length - count);
  }

  return {
    topologyTold(told) {
      if (told.epoch <= topology.epoch) return;
      topology = told;
      if (!isPrimary()) kept = [];
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
      if (isPrimary()) return [];
      const taken: CacheChange[] = [];
      for (const update of updates) {
        if (update.epoch !== topology.epoch) continue;
        if (update.position === position + 1) {
          position++;
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

export function choosePrimary(candidates: readonly Candidate[]): NodeId {
  const most = candidates.reduce((best, other) => {
    const isMore = other.epoch === best.epoch ? other.position > best.position : other.epoch > best.epoch;
    return isMore ? other : best;
  });
  return most.node;
}
