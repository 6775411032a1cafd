/** What happens in a run of processes, a cache beside them, and a table. */
import type { Fault, Millis, Trace } from "../kernel/index.ts";
import type { AsideAnswer, AsideRequest, AsideValue, AsideWriteOutcome, ReadOutcome } from "./cache-aside.ts";

/** How the application is written. */
export type AsideCode =
  /** As the exercise asks for. */
  | "leases"
  /** Whoever finds nothing reads the table, and stores what it read. */
  | "no-leases"
  /** The same, and writers delete before they write. */
  | "delete-first";

/** A request to the cache. */
export type CacheRequest = Extract<AsideRequest, { readonly do: "get" | "set" | "add" | "replace" | "delete" }>;

/** An entry as the table has it from now on. */
export interface EntryNow {
  readonly entry: string;
  readonly value: AsideValue;
}

/** One event. Calls are counted from 1 on; a process is `P1` to `P9`. */
export type AsideEvent =
  /** With what the table has, and what is made of it. */
  | { readonly kind: "aside-opened"; readonly processCount: number; readonly entries: readonly EntryNow[]; readonly untilMs: Millis } // prettier-ignore
  | { readonly kind: "read-began"; readonly call: number; readonly process: string; readonly entry: string }
  /** `entries`: all that is made of the item, its own first. */
  | { readonly kind: "write-began"; readonly call: number; readonly process: string; readonly entries: readonly string[]; readonly isRemoval: boolean } // prettier-ignore
  /** At the cache. Nobody may hear of the answer. */
  | { readonly kind: "cache-answered"; readonly call: number; readonly request: CacheRequest; readonly answer: AsideAnswer } // prettier-ignore
  /** At the table. */
  | { readonly kind: "table-read"; readonly call: number; readonly entry: string; readonly consistent: boolean; readonly value: AsideValue } // prettier-ignore
  | { readonly kind: "table-wrote"; readonly call: number; readonly entries: readonly EntryNow[] }
  | { readonly kind: "table-refused"; readonly call: number; readonly do: "read-table" | "write-table" }
  /** The call hears nothing of what it asked for. */
  | { readonly kind: "nothing-heard"; readonly call: number; readonly request: AsideRequest }
  | { readonly kind: "read-ended"; readonly call: number; readonly entry: string; readonly outcome: ReadOutcome }
  | { readonly kind: "write-ended"; readonly call: number; readonly outcome: AsideWriteOutcome }
  /** Its process has crashed. */
  | { readonly kind: "call-lost"; readonly call: number }
  /** It has asked for more than anybody needs. */
  | { readonly kind: "call-stopped"; readonly call: number; readonly requestCount: number }
  /** The cache begins with nothing. */
  | { readonly kind: "cache-emptied" }
  | { readonly kind: "table-busy" | "table-free" }
  | { readonly kind: "code-changed"; readonly code: AsideCode }
  | { readonly kind: "fault-began" | "fault-ended"; readonly fault: Fault };

/** All of them, in the order in which they happened. */
export type AsideTrace = Trace<AsideEvent>;
