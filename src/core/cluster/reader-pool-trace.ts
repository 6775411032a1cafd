import type { Millis, Trace } from "../kernel/index.ts";
import type { ConnectionId, ReaderBalancerOptions, TopologyMember } from "./reader-balancer.ts";
import type { InstanceId } from "./vocabulary.ts";

/** How a pool finds its readers. */
export type PoolWay =
  /** By the reader endpoint: one address for an answer, kept for `cacheMs`. */
  | {
      readonly kind: "endpoint";
      /** How long this host keeps an answer. More than 0; longer than the TTL where a cache does as it likes. */
      readonly cacheMs: Millis;
      /** Without it, a connection lives as long as it can. */
      readonly maxAgeMs?: Millis;
      /** Most connections that are retired at a time: from 1 on. */
      readonly retireMax: number;
    }
  | { readonly kind: "balancer"; readonly options: ReaderBalancerOptions };

/** A pool of one application host. */
export interface PoolSpec {
  readonly pool: string;
  /** How many connections it keeps: from 1 to 200. */
  readonly size: number;
  readonly way: PoolWay;
}

/** How many connections of a pool each instance has: those with none are left out. */
export interface PoolCount {
  readonly pool: string;
  readonly open: Readonly<Record<InstanceId, number>>;
}

/** What can happen to pools of connections to readers. */
export type ReaderPoolEvent =
  /** The first event of every run. */
  | {
      readonly kind: "reader-pools-opened";
      readonly pools: readonly PoolSpec[];
      /** Where a balancer runs alone, these are not there. */
      readonly members?: readonly TopologyMember[];
      readonly sweepMs?: Millis;
      readonly askMs?: Millis;
    }
  /** The pool asks an instance for the topology. */
  | { readonly kind: "topology-asked"; readonly pool: string; readonly instance: InstanceId }
  /** An answer that was asked for then has come. */
  | {
      readonly kind: "topology-known";
      readonly pool: string;
      readonly askedAtMs: Millis;
      readonly members: readonly TopologyMember[];
    }
  /** Where the pool opens this connection to; nowhere, when nobody can take it. */
  | {
      readonly kind: "connection-chosen";
      readonly pool: string;
      readonly connection: ConnectionId;
      readonly instance?: InstanceId;
    }
  | {
      readonly kind: "connection-opened" | "connection-closed" | "connection-failed";
      readonly pool: string;
      readonly connection: ConnectionId;
      readonly instance: InstanceId;
    }
  /** What the pool retires now. In a whole system it is noted where there is something to retire. */
  | { readonly kind: "connections-due"; readonly pool: string; readonly connections: readonly ConnectionId[] }
  /** Where a balancer runs alone: when it wants the topology. */
  | { readonly kind: "refresh-due"; readonly pool: string; readonly dueMs: Millis }
  /** A reader is there and serves. */
  | { readonly kind: "reader-joined"; readonly instance: InstanceId }
  /** Its host is gone. Nothing tells those who are connected to it. */
  | { readonly kind: "reader-left"; readonly instance: InstanceId }
  /** It is down; connections to it break. */
  | { readonly kind: "instance-down"; readonly instance: InstanceId }
  | { readonly kind: "instance-back"; readonly instance: InstanceId }
  /** The reader is the writer now; the old writer restarts as a reader. */
  | { readonly kind: "writer-changed"; readonly instance: InstanceId; readonly reader: InstanceId }
  /** From now on the reader endpoint's name leads to one of these. */
  | { readonly kind: "names-changed"; readonly instances: readonly InstanceId[] }
  /** In a summary, in place of single connections; where a number has changed. */
  | { readonly kind: "connections-counted"; readonly pools: readonly PoolCount[] };

/** A run of such pools. */
export type ReaderPoolTrace = Trace<ReaderPoolEvent>;
