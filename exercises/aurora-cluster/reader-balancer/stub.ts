import type { ConnectionId, ReaderBalancer, ReaderBalancerOptions, Topology } from "four-of-six/cluster";

/** Makes the balancer of one pool. Hover over a name to read what it promises. */
export function createReaderBalancer(options: ReaderBalancerOptions): ReaderBalancer {
  // What has to be known about each connection, and about each instance?
  return {
    topology(topology: Topology, nowMs: number) {},
    choose(connection: ConnectionId, luck: number, nowMs: number): string | undefined {
      return undefined;
    },
    opened(connection: ConnectionId, nowMs: number) {},
    closed(connection: ConnectionId, nowMs: number) {},
    failed(connection: ConnectionId, nowMs: number) {},
    due(nowMs: number): ConnectionId[] {
      return [];
    },
    nextRefreshMs(nowMs: number): number {
      return nowMs;
    },
  };
}
