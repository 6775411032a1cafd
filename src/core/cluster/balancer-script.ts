import type { Millis, Timed } from "../kernel/index.ts";
import {
  checkReaderBalancerOptions,
  createReaderBalancer,
  type ConnectionId,
  type CreateReaderBalancer,
  type ReaderBalancerOptions,
  type TopologyMember,
} from "./reader-balancer.ts";
import type { ReaderPoolEvent, ReaderPoolTrace } from "./reader-pool-trace.ts";
import type { InstanceId } from "./vocabulary.ts";

/** One thing that a balancer is told or asked, so long after the step before. What names no connection does nothing. */
export type BalancerStep = { readonly afterMs: Millis } & (
  | /** A topology comes that was asked for so long ago. */
    { readonly tell: "topology"; readonly agoMs: Millis; readonly members: readonly TopologyMember[] }
    /** So many new connections, each with its luck. */
  | { readonly tell: "choose"; readonly lucks: readonly number[] }
  /** Of the connections that are being opened, those at these places are open now; places go round. */
  | { readonly tell: "opens"; readonly places: readonly number[] }
  /** The open connection at this place is closed by its user. */
  | { readonly tell: "closes"; readonly place: number }
  /** The connection at this place cannot be opened, or breaks. */
  | { readonly tell: "fails"; readonly place: number }
  /** What is due is closed. */
  | { readonly tell: "sweep" }
  /** When is the topology due? */
  | { readonly tell: "refresh" }
);

/** The balancer alone, without instances: whatever it is told. */
export interface BalancerScript {
  readonly options: ReaderBalancerOptions;
  readonly steps: readonly BalancerStep[];
}

/** The pool of a script. */
const POOL = "pool";

interface Held {
  readonly connection: ConnectionId;
  readonly instance: InstanceId;
  isOpen: boolean;
}

/** Takes one step after the other. Throws `ScenarioError`, naming the field, for options that make no sense. */
export function runBalancerScript(
  { options, steps }: BalancerScript,
  create: CreateReaderBalancer = createReaderBalancer,
  trace: Timed<ReaderPoolEvent>[] = [],
): ReaderPoolTrace {
  checkReaderBalancerOptions(options);
  let nowMs: Millis = 0;
  let lastNumber = 0;
  let held: readonly Held[] = [];
  const record = (event: ReaderPoolEvent) => trace.push({ atMs: nowMs, ...event });
  const size = steps.reduce((sum, step) => sum + (step.tell === "choose" ? step.lucks.length : 0), 0);
  record({
    kind: "reader-pools-opened",
    pools: [{ pool: POOL, size: Math.max(1, size), way: { kind: "balancer", options } }],
  });
  const balancer = create(options);

  const note = (
    kind: "connection-opened" | "connection-closed" | "connection-failed",
    { connection, instance }: Held,
  ) => record({ kind, pool: POOL, connection, instance });
  const end = (one: Held, kind: "connection-closed" | "connection-failed") => {
    held = held.filter((each) => each !== one);
    note(kind, one);
    if (kind === "connection-closed") balancer.closed(one.connection, nowMs);
    else balancer.failed(one.connection, nowMs);
  };
  const at = <T>(list: readonly T[], place: number): T | undefined => list[place % Math.max(1, list.length)];

  for (const step of steps) {
    nowMs += step.afterMs;
    switch (step.tell) {
      case "topology": {
        const topology = { askedAtMs: Math.max(0, nowMs - step.agoMs), members: step.members };
        record({ kind: "topology-known", pool: POOL, ...topology });
        balancer.topology(topology, nowMs);
        break;
      }
      case "choose":
        for (const luck of step.lucks) {
          const connection = ++lastNumber;
          const instance = balancer.choose(connection, luck, nowMs);
          record({ kind: "connection-chosen", pool: POOL, connection, ...(instance !== undefined && { instance }) });
          if (instance !== undefined) held = [...held, { connection, instance, isOpen: false }];
        }
        break;
      case "opens":
        for (const place of step.places) {
          const one = at(
            held.filter(({ isOpen }) => !isOpen),
            place,
          );
          if (one === undefined) continue;
          one.isOpen = true;
          note("connection-opened", one);
          balancer.opened(one.connection, nowMs);
        }
        break;
      case "closes": {
        const one = at(
          held.filter(({ isOpen }) => isOpen),
          step.place,
        );
        if (one !== undefined) end(one, "connection-closed");
        break;
      }
      case "fails": {
        const one = at(held, step.place);
        if (one !== undefined) end(one, "connection-failed");
        break;
      }
      case "sweep": {
        const connections = balancer.due(nowMs);
        record({ kind: "connections-due", pool: POOL, connections });
        for (const one of held) if (connections.includes(one.connection)) end(one, "connection-closed");
        break;
      }
      case "refresh":
        record({ kind: "refresh-due", pool: POOL, dueMs: balancer.nextRefreshMs(nowMs) });
        break;
      default:
        step satisfies never;
    }
  }
  return trace;
}
