import type { Labelled, Millis, Trace } from "../kernel/index.ts";
import type { BacktrackOptions } from "./backtrack.ts";
import type { Lsn, TransactionId } from "./vocabulary.ts";

/** A row of the one table: 1, 2, … */
export type RowId = Labelled<number, "RowId">;

/** Who wrote a row last, as a reader sees it; nobody yet. */
export type RowValue = TransactionId | null;

/** What can happen to a cluster that can be backtracked. */
export type BacktrackEvent =
  /** The first event of every run. */
  | ({ readonly kind: "cluster-opened"; readonly rowCount: number } & BacktrackOptions)
  /** One mini-transaction is durable: the records from `firstLsn` to the CPL. */
  | {
      readonly kind: "changes-written";
      readonly transaction: TransactionId;
      readonly row: RowId;
      readonly firstLsn: Lsn;
      readonly cpl: Lsn;
      readonly recordCount: number;
    }
  /** The client has been told; the commit record's LSN is a CPL. */
  | { readonly kind: "transaction-committed"; readonly transaction: TransactionId; readonly lsn: Lsn }
  /** A mini-transaction, without anybody's name: scripts write these. */
  | { readonly kind: "records-written"; readonly firstLsn: Lsn; readonly cpl: Lsn; readonly recordCount: number }
  | { readonly kind: "row-read"; readonly row: RowId; readonly value: RowValue }
  /** The earliest time to which a backtrack can lead now. */
  | { readonly kind: "window-told"; readonly earliestMs: Millis }
  /** Where a backtrack would lead, asked without doing it. */
  | { readonly kind: "target-told"; readonly timeMs: Millis; readonly lsn: Lsn; readonly pointMs: Millis }
  | { readonly kind: "target-refused"; readonly timeMs: Millis; readonly earliestMs: Millis }
  /** The volume stands at this point from now on; the cluster is closed until the backtrack has ended. */
  | { readonly kind: "backtrack-began"; readonly timeMs: Millis; readonly lsn: Lsn; readonly pointMs: Millis }
  | { readonly kind: "backtrack-refused"; readonly timeMs: Millis; readonly earliestMs: Millis }
  | { readonly kind: "connections-closed"; readonly count: number }
  /** It was under way when a backtrack began; nobody was ever told that it is committed. */
  | { readonly kind: "transaction-dropped"; readonly transaction: TransactionId }
  | { readonly kind: "backtrack-ended"; readonly lsn: Lsn }
  /** A request came while the cluster was closed. */
  | { readonly kind: "request-refused"; readonly request: "transaction" | "read" | "backtrack" }
  /** The commits that are visible, in the order of LSNs. */
  | { readonly kind: "visible-told"; readonly transactions: readonly TransactionId[] }
  /** The records that are visible, of all that were written. */
  | { readonly kind: "records-told"; readonly visible: readonly Lsn[] }
  /** A point-in-time restore: a new cluster is made, as this one was at that time. */
  | { readonly kind: "restore-began"; readonly cluster: string; readonly timeMs: Millis }
  | {
      readonly kind: "restore-ended";
      readonly cluster: string;
      readonly timeMs: Millis;
      readonly transactions: readonly TransactionId[];
    };

/** A run of a cluster that can be backtracked, or of its log alone. */
export type BacktrackTrace = Trace<BacktrackEvent>;
