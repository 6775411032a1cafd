// The idea: a limit is for what is old; what leads nowhere is closed at once.
import type { ConnectionId, ReaderBalancer, ReaderBalancerOptions, Topology } from "four-of-six/cluster";

interface Held {
  readonly connection: ConnectionId;
  readonly instance: string;
  openedAtMs: number;
}

export function createReaderBalancer(options: ReaderBalancerOptions): ReaderBalancer {
  let known: Topology | undefined;
  let held: Held[] = [];
  const failedAtMs = new Map<string, number>();
  let lastFailureMs = -Infinity;

  const weightOf = (instance: string) => options.weights[instance] ?? 1;
  const loadOf = (instance: string) => held.filter((each) => each.instance === instance).length / weightOf(instance);

  function targets() {
    if (known === undefined) return [];
    const { members, askedAtMs } = known;
    const able = members.filter(
      ({ instance, isAvailable }) =>
        isAvailable && weightOf(instance) > 0 && (failedAtMs.get(instance) ?? -Infinity) < askedAtMs,
    );
    const readers = able.filter(({ role }) => role === "reader");
    return readers.length > 0 ? readers : able;
  }

  function forget(connection: ConnectionId): Held | undefined {
    const found = held.find((each) => each.connection === connection);
    held = held.filter((each) => each !== found);
    return found;
  }

  return {
    topology(topology) {
      if (known === undefined || topology.askedAtMs > known.askedAtMs) known = topology;
    },

    choose(connection, luck) {
      const names = targets().map(({ instance }) => instance);
      const least = Math.min(...names.map(loadOf));
      const equals = names.filter((instance) => loadOf(instance) === least);
      const instance = equals[Math.floor(luck * equals.length)];
      if (instance !== undefined) held.push({ connection, instance, openedAtMs: Infinity });
      return instance;
    },

    opened(connection, nowMs) {
      const found = held.find((each) => each.connection === connection);
      if (found !== undefined) found.openedAtMs = nowMs;
    },

    closed: (connection) => void forget(connection),

    failed(connection, nowMs) {
      const found = forget(connection);
      if (found === undefined) return;
      failedAtMs.set(found.instance, nowMs);
      lastFailureMs = nowMs;
    },

    due(nowMs) {
      const places = targets();
      if (places.length === 0) return [];
      const hasReader = places.some(({ role }) => role === "reader");
      const isOutOfPlace = ({ instance }: Held) => {
        const member = known?.members.find((each) => each.instance === instance);
        return !member?.isAvailable || (member.role === "writer" && hasReader);
      };
      const open = held
        .filter(({ openedAtMs }) => openedAtMs < Infinity)
        .sort((a, b) => a.openedAtMs - b.openedAtMs || a.connection - b.connection);
      const old = open.filter((each) => !isOutOfPlace(each) && nowMs - each.openedAtMs >= options.maxAgeMs);
      const gone = open.filter(isOutOfPlace);
      const left = Math.max(0, options.retireMax - gone.length);
      return [...gone, ...old.slice(0, left)].map(({ connection }) => connection);
    },

    nextRefreshMs(nowMs) {
      if (known === undefined) return nowMs;
      const isSoonAfter = nowMs - lastFailureMs < options.highRefreshForMs;
      return known.askedAtMs + (isSoonAfter ? options.highTopologyRefreshMs : options.topologyRefreshMs);
    },
  };
}
