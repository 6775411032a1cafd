import type { Fault } from "../kernel/faults.ts";
import type { Millis, Trace } from "../kernel/index.ts";
import type {
  Side,
  SwitchoverAnswer,
  SwitchoverMember,
  SwitchoverOrder,
  SwitchoverStanding,
} from "./blue-green-switchover.ts";

/** Where the two logs stand, as nobody but the simulator knows. */
export interface BlueGreenLogs {
  /** Blue's last commit. */
  readonly position: number;
  /** Up to here green has blue's commits. */
  readonly replicated: number;
}

/** What can be wrong for a while. */
export type BlueGreenTrouble =
  /** Green applies nothing, and says so when it is asked. */
  | "replication-stopped"
  /** Somebody with the right to it writes on green. Replication stops at the conflict. */
  | "write-on-green"
  /** A statement on blue that is not done yet. */
  | "long-write"
  | "long-ddl"
  | "external-replication";

/** Why a client's write was not taken. */
export type WriteRefusal = "read-only" | "no-connection" | "no-such-name";

/** What can happen to a blue/green deployment. */
export type BlueGreenEvent =
  /** The first event of every run. */
  | { readonly kind: "blue-green-opened"; readonly members: readonly SwitchoverMember[]; readonly timeoutMs: Millis }
  | { readonly kind: "switchover-began" }
  /** In a whole deployment a set is noted when it is said for the first time. */
  | { readonly kind: "orders-said"; readonly orders: readonly SwitchoverOrder[] }
  | {
      readonly kind: "order-carried-out";
      readonly order: SwitchoverOrder;
      readonly answer: SwitchoverAnswer;
      readonly logs: BlueGreenLogs;
    }
  /** It came after a newer one. */
  | { readonly kind: "order-ignored"; readonly order: SwitchoverOrder }
  /** Noted where the switchover runs alone. */
  | { readonly kind: "answer-heard"; readonly answer: SwitchoverAnswer }
  | {
      readonly kind: "switchover-stands";
      readonly status: SwitchoverStanding["status"];
      readonly cause?: NonNullable<SwitchoverStanding["cause"]>;
    }
  | ({
      readonly kind: "logs-measured";
      readonly lagMs: Millis;
      /** Of both sides together, since the beginning. */
      readonly commitCount: number;
    } & BlueGreenLogs)
  | { readonly kind: "load-changed"; readonly commitsPerSecond: number }
  | { readonly kind: "trouble-began" | "trouble-ended"; readonly trouble: BlueGreenTrouble }
  /** A cluster of somebody else has this name, or has it no more. */
  | { readonly kind: "name-taken" | "name-freed"; readonly name: string }
  /** A client opens a connection, by what it knows of the name: its cache, or the name server. */
  | { readonly kind: "client-connects"; readonly client: string; readonly side: Side; readonly isCached: boolean }
  | { readonly kind: "write-committed"; readonly client: string; readonly side: Side; readonly position: number }
  | { readonly kind: "write-refused"; readonly client: string; readonly why: WriteRefusal }
  /** No answer came: it may have been committed. */
  | { readonly kind: "write-unknown"; readonly client: string }
  | { readonly kind: "fault-began" | "fault-ended"; readonly fault: Fault };

/** A run of such a deployment. */
export type BlueGreenTrace = Trace<BlueGreenEvent>;
