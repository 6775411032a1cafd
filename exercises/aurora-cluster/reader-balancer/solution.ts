import type { ConnectionId, ReaderBalancer, ReaderBalancerOptions, Topology } from "four-of-six/cluster";

interface Held {
  readonly connection: ConnectionId;
  readonly instance: string;
  /** `Infinity` while it is being opened: it is not old, and sorts last. */
  openedAtMs: number;
}

export function createReaderBalancer(options: ReaderBalancerOptions): ReaderBalancer {
  let known: Topology | undefined;
  // From the choice to the end. What is being opened is in here too, and counts.
  let held: Held[] = [];
  const failedAtMs = new Map<string, number>();
  let lastFailureMs = -Infinity;

  const weightOf = (instance: string) => options.weights[instance] ?? 1;
  const loadOf = (instance: string) => held.filter((each) => each.instance === instance).length / weightOf(instance);

  /** The readers that can take a connection; without one, the writer. */
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
      // Answers may overtake each other.
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
      // Better an old connection than none.
      if (places.length === 0) return [];
      const hasReader = places.some(({ role }) => role === "reader");
      const isOutOfPlace = ({ instance }: Held) => {
        const member = known?.members.find((each) => each.instance === instance);
        return !member?.isAvailable || (member.role === "writer" && hasReader);
      };
      // Connections are held in the order of their numbers, and those opened at the same time stay in it.
      const open = held.filter(({ openedAtMs }) => openedAtMs < Infinity).sort((a, b) => a.openedAtMs - b.openedAtMs);
      const old = open.filter((each) => !isOutOfPlace(each) && nowMs - each.openedAtMs >= options.maxAgeMs);
      return [...open.filter(isOutOfPlace), ...old].slice(0, options.retireMax).map(({ connection }) => connection);
    },

    nextRefreshMs(nowMs) {
      if (known === undefined) return nowMs;
      const isSoonAfter = nowMs - lastFailureMs < options.highRefreshForMs;
      return known.askedAtMs + (isSoonAfter ? options.highTopologyRefreshMs : options.topologyRefreshMs);
    },
  };
}
