// Nothing is kept but what was said, in its order. Every answer reads the whole log anew.
import type { ConnectionId, CreateReaderBalancer, Topology } from "four-of-six/cluster";

type Entry =
  | { readonly what: "topology"; readonly topology: Topology }
  | { readonly what: "chosen"; readonly connection: ConnectionId; readonly instance: string }
  | { readonly what: "opened" | "closed" | "failed"; readonly connection: ConnectionId; readonly nowMs: number };

export const createReaderBalancer: CreateReaderBalancer = (options) => {
  const log: Entry[] = [];

  function read() {
    let topology: Topology = { askedAtMs: -1, members: [] };
    const homes: Record<number, string> = {};
    const births: Record<number, number> = {};
    const failures: Record<string, number> = {};
    let lastFailureMs = Number.NEGATIVE_INFINITY;
    for (const entry of log) {
      if (entry.what === "topology") {
        if (entry.topology.askedAtMs > topology.askedAtMs) topology = entry.topology;
        continue;
      }
      const { connection } = entry;
      if (entry.what === "chosen") homes[connection] = entry.instance;
      else if (entry.what === "opened") births[connection] = entry.nowMs;
      else {
        const home = homes[connection];
        if (entry.what === "failed" && home !== undefined) failures[home] = lastFailureMs = entry.nowMs;
        delete homes[connection];
        delete births[connection];
      }
    }
    const able = topology.members.filter(
      ({ instance, isAvailable }) =>
        isAvailable && options.weights[instance] !== 0 && !((failures[instance] ?? -1) >= topology.askedAtMs),
    );
    const readers = able.filter(({ role }) => role !== "writer");
    const places = readers.length ? readers : able;
    return { topology, homes, births, lastFailureMs, places, readers };
  }

  return {
    topology: (topology) => void log.push({ what: "topology", topology }),
    opened: (connection, nowMs) => void log.push({ what: "opened", connection, nowMs }),
    closed: (connection, nowMs) => void log.push({ what: "closed", connection, nowMs }),
    failed: (connection, nowMs) => void log.push({ what: "failed", connection, nowMs }),

    choose(connection, luck) {
      const { homes, places } = read();
      const byLoad = new Map<number, string[]>();
      for (const { instance } of places) {
        const count = Object.values(homes).filter((home) => home === instance).length;
        const load = count / (options.weights[instance] ?? 1);
        byLoad.set(load, [...(byLoad.get(load) ?? []), instance]);
      }
      const [lowest] = [...byLoad.keys()].sort((a, b) => a - b);
      const equals = byLoad.get(lowest ?? 0) ?? [];
      const instance = equals.at(Math.trunc(luck * equals.length));
      if (instance !== undefined) log.push({ what: "chosen", connection, instance });
      return instance;
    },

    due(nowMs) {
      const { topology, homes, births, places, readers } = read();
      if (places.length === 0) return [];
      const fine = new Set(
        topology.members
          .filter(({ role, isAvailable }) => isAvailable && (role === "reader" || readers.length === 0))
          .map(({ instance }) => instance),
      );
      const byBirth = Object.entries(births)
        .map(([connection, bornMs]) => ({ connection: Number(connection), bornMs }))
        .sort((a, b) => a.bornMs - b.bornMs || a.connection - b.connection);
      const isFine = (connection: number) => fine.has(homes[connection] ?? "");
      const misplaced = byBirth.filter(({ connection }) => !isFine(connection));
      const old = byBirth.filter(({ connection, bornMs }) => isFine(connection) && bornMs + options.maxAgeMs <= nowMs);
      return misplaced
        .concat(old)
        .slice(0, options.retireMax)
        .map(({ connection }) => connection);
    },

    nextRefreshMs(nowMs) {
      const { topology, lastFailureMs } = read();
      if (topology.askedAtMs < 0) return nowMs;
      const quietMs = nowMs - lastFailureMs;
      if (quietMs >= options.highRefreshForMs) return topology.askedAtMs + options.topologyRefreshMs;
      return topology.askedAtMs + options.highTopologyRefreshMs;
    },
  };
};
