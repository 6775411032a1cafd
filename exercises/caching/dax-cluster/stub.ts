import type { Candidate, DaxRouter, NodeId, ReplicationLog } from "four-of-six/dax";

/** A client's choice: whom it asks. Hover over a name to read what it promises. */
export function createDaxRouter(): DaxRouter {
  // What does the client have to remember of topologies and health checks?
  return {
    topologyTold(topology) {},

    checked(node, isHealthy) {},

    readTarget(last, draw) {
      return undefined;
    },

    writeTarget(last, draw) {
      return undefined;
    },
  };
}

/** A node's part of the replication. */
export function createReplicationLog(node: NodeId): ReplicationLog {
  // Which changes does the primary still need? Which does a replica, in case it becomes one?
  return {
    topologyTold(topology) {},

    append(change) {},

    outstanding(replica) {
      return [];
    },

    received(updates) {
      return [];
    },

    confirmed(replica, standing) {},

    standing() {
      return { epoch: 0, position: 0 };
    },
  };
}

/** The next primary. */
export function choosePrimary(candidates: readonly Candidate[]): NodeId {
  throw new Error("TODO");
}
