/** Events of pools of connections to readers, in English. */
import { listOf } from "../kernel/words.ts";
import type { TopologyMember } from "./reader-balancer.ts";
import type { PoolCount, PoolSpec, ReaderPoolEvent } from "./reader-pool-trace.ts";

/** The sentence for one event, without a full stop. */
export function readerPoolEventInEnglish(event: ReaderPoolEvent): string {
  switch (event.kind) {
    case "reader-pools-opened":
      return `${event.pools.map(poolInEnglish).join("; ")}${event.members === undefined ? "" : `; ${membersInEnglish(event.members)}`}`;
    case "topology-asked":
      return `${event.pool} asks ${event.instance} for the topology`;
    case "topology-known":
      return `${event.pool} hears the topology of ${event.askedAtMs} ms: ${membersInEnglish(event.members)}`;
    case "connection-chosen":
      return event.instance === undefined
        ? `${event.pool}: connection ${event.connection} goes to nobody`
        : `${event.pool}: connection ${event.connection} goes to ${event.instance}`;
    case "connection-opened":
      return `${event.pool}: connection ${event.connection} to ${event.instance} is open`;
    case "connection-closed":
      return `${event.pool}: connection ${event.connection} to ${event.instance} is closed`;
    case "connection-failed":
      return `${event.pool}: connection ${event.connection} to ${event.instance} fails`;
    case "connections-due":
      return event.connections.length === 0
        ? `${event.pool} retires nothing`
        : `${event.pool} retires ${event.connections.length === 1 ? "connection" : "connections"} ${listOf(event.connections.map(String), "en")}`;
    case "refresh-due":
      return `${event.pool} wants the topology at ${event.dueMs} ms`;
    case "reader-joined":
      return `${event.instance} joins as a reader`;
    case "reader-left":
      return `The host of ${event.instance} is gone`;
    case "instance-down":
      return `${event.instance} is down; connections to it break`;
    case "instance-back":
      return `${event.instance} is back`;
    case "writer-changed":
      return `Failover: ${event.instance} is the writer now, ${event.reader} restarts as a reader`;
    case "names-changed":
      return event.instances.length === 0
        ? "The reader endpoint leads nowhere"
        : `The reader endpoint leads to ${listOf(event.instances, "en")}`;
    case "connections-counted":
      return event.pools.map(countInEnglish).join("; ");
    default:
      return event satisfies never;
  }
}

function poolInEnglish({ pool, size, way }: PoolSpec): string {
  const kept = `${pool} keeps ${size === 1 ? "1 connection" : `${size} connections`}`;
  if (way.kind === "balancer") return `${kept} with a balancer`;
  const age = way.maxAgeMs === undefined ? "" : ` and an age limit of ${way.maxAgeMs / 1_000} s`;
  return `${kept} by name, with answers kept for ${way.cacheMs / 1_000} s${age}`;
}

function membersInEnglish(members: readonly TopologyMember[]): string {
  if (members.length === 0) return "no members";
  return members
    .map(
      ({ instance, role, isAvailable }) =>
        `${instance}${role === "writer" ? " writer" : ""}${isAvailable ? "" : " (not available)"}`,
    )
    .join(", ");
}

function countInEnglish({ pool, open }: PoolCount): string {
  const counts = Object.entries(open).map(([instance, count]) => `${instance} ${count}`);
  return `${pool}: ${counts.length === 0 ? "no connections" : counts.join(", ")}`;
}
