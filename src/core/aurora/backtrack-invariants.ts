/** What must hold whenever a cluster is backtracked, however often and wherever to. */
import { frozen } from "../kernel/frozen.ts";
import type { Millis } from "../kernel/index.ts";
import type { BacktrackEvent, BacktrackTrace, RowId, RowValue } from "./backtrack-trace.ts";
import type { Violation } from "./storage-invariants.ts";
import type { Lsn, TransactionId } from "./vocabulary.ts";

/** Gives the first violation in a trace, or none. A trace that was cut short is judged by what it holds. */
export type BacktrackInvariant = (trace: BacktrackTrace) => Violation | undefined;

/** A point in which the volume stood once, and whether it can ever stand there again. */
interface Point {
  readonly lsn: Lsn;
  readonly atMs: Millis;
  /** The commit that ends here, if one does. */
  readonly commit: TransactionId | undefined;
  isAnnulled: boolean;
}

/** The history as the events tell it: everything follows from what was written and where the backtracks led. */
class History {
  readonly points: Point[] = [];
  currentLsn: Lsn = 0;
  readonly #changes: { readonly transaction: TransactionId; readonly row: RowId }[] = [];

  follow(event: BacktrackEvent & { readonly atMs: Millis }): void {
    switch (event.kind) {
      case "cluster-opened":
        this.#stand(event.openedAt.lsn, event.openedAt.atMs, undefined);
        return;
      case "changes-written":
        this.#changes.push({ transaction: event.transaction, row: event.row });
        this.#stand(event.cpl, event.atMs, undefined);
        return;
      case "records-written":
        this.#stand(event.cpl, event.atMs, undefined);
        return;
      case "transaction-committed":
        this.#stand(event.lsn, event.atMs, event.transaction);
        return;
      case "backtrack-began":
        this.currentLsn = event.lsn;
        return;
      default:
        return;
    }
  }

  #stand(lsn: Lsn, atMs: Millis, commit: TransactionId | undefined): void {
    for (const point of this.points) if (point.lsn > this.currentLsn) point.isAnnulled = true;
    this.points.push({ lsn, atMs, commit, isAnnulled: false });
    this.currentLsn = lsn;
  }

  /** Commits that the volume shows where it stands, in the order of LSNs. */
  visibleCommits(): readonly TransactionId[] {
    return this.points.flatMap(({ lsn, commit, isAnnulled }) =>
      commit !== undefined && !isAnnulled && lsn <= this.currentLsn ? [commit] : [],
    );
  }

  valueOf(row: RowId): RowValue {
    const visible = this.visibleCommits();
    return (
      this.#changes.findLast((change) => change.row === row && visible.includes(change.transaction))?.transaction ??
      null
    );
  }
}

type Look = (event: BacktrackEvent & { readonly atMs: Millis }, history: History) => string | undefined;

/** Looks at every event with the history before it. */
function beforeEveryEvent(invariant: string, lookOf: () => Look): BacktrackInvariant {
  return (trace) => {
    const history = new History();
    const look = lookOf();
    for (const [eventIndex, event] of trace.entries()) {
      const what = look(event, history);
      if (what !== undefined) return { invariant, eventIndex, what };
      history.follow(event);
    }
    return undefined;
  };
}

/** A read sees each row as the last visible committed transaction left it, and nothing of any other. */
export const readsSeeVisibleCommits: BacktrackInvariant = beforeEveryEvent(
  "a read sees exactly the visible commits",
  () => (event, history) => {
    if (event.kind === "visible-told") {
      const expected = history.visibleCommits();
      return expected.join() === event.transactions.join()
        ? undefined
        : `${nameOf(event.transactions)} were visible, and ${nameOf(expected)} should have been`;
    }
    if (event.kind !== "row-read") return undefined;
    const expected = history.valueOf(event.row);
    return expected === event.value
      ? undefined
      : `row ${event.row} showed ${event.value ?? "nothing"}, and ${expected ?? "nothing"} should have been there`;
  },
);

function nameOf(transactions: readonly TransactionId[]): string {
  return transactions.length === 0 ? "no commits" : transactions.join(", ");
}

/** What was answered since the last backtrack is there until somebody backtracks again. */
export const nothingAnsweredSinceIsLost: BacktrackInvariant = beforeEveryEvent(
  "a commit that was answered after a backtrack is not lost by it",
  () => {
    let answered: TransactionId[] = [];
    return (event) => {
      if (event.kind === "backtrack-began") answered = [];
      if (event.kind === "transaction-committed") answered.push(event.transaction);
      if (event.kind !== "visible-told") return undefined;
      const lost = answered.find((transaction) => !event.transactions.includes(transaction));
      return lost === undefined ? undefined : `${lost} was answered and is not visible any more`;
    };
  },
);

/** A backtrack leads to the last consistency point at or before its time that the log has not gone on from elsewhere. */
export const backtracksLandOnPoints: BacktrackInvariant = beforeEveryEvent(
  "a backtrack leads to the nearest consistency point not after its time, never inside a mini-transaction",
  () =>
    (event, { points }) => {
      if (event.kind !== "backtrack-began") return undefined;
      const point = points.find(({ lsn }) => lsn === event.lsn);
      if (point === undefined) return `LSN ${event.lsn} is no consistency point`;
      if (point.isAnnulled) return `LSN ${event.lsn} was annulled when the log went on without it`;
      if (point.atMs > event.timeMs) return `LSN ${event.lsn} was written after the time that was asked for`;
      const nearer = points.findLast(({ atMs, isAnnulled }) => atMs <= event.timeMs && !isAnnulled);
      return nearer === undefined || nearer.lsn === event.lsn
        ? undefined
        : `LSN ${event.lsn} was chosen, and ${nearer.lsn} is nearer`;
    },
);

/** A time inside the window is never refused, one outside never granted, and the earliest time that is named is granted. */
export const refusalsAreTrue: BacktrackInvariant = (trace) => {
  const invariant = "a backtrack is refused exactly when its time is before the earliest one possible";
  const history = new History();
  let written = 0;
  /** How many records had been written when the volume first stood in a point. */
  const writtenAt = new Map<Lsn, number>();
  let window = { targetWindowMs: 0, storedRecordsMax: 0 };
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "cluster-opened") window = event;
    if (event.kind === "changes-written" || event.kind === "records-written") written += event.recordCount;
    if (event.kind === "transaction-committed") written++;
    if (event.kind === "backtrack-began" || event.kind === "backtrack-refused" || event.kind === "window-told") {
      const oldest = history.points.find(
        ({ lsn, isAnnulled }) => !isAnnulled && written - (writtenAt.get(lsn) ?? 0) <= window.storedRecordsMax,
      );
      const earliestMs = Math.max(event.atMs - window.targetWindowMs, oldest?.atMs ?? 0);
      const what =
        event.kind === "backtrack-began"
          ? event.timeMs < earliestMs
            ? `${event.timeMs} ms was granted, and the earliest possible time is ${earliestMs} ms`
            : undefined
          : event.earliestMs !== earliestMs
            ? `${event.earliestMs} ms was named, and the earliest possible time is ${earliestMs} ms`
            : event.kind === "backtrack-refused" && event.timeMs >= earliestMs
              ? `${event.timeMs} ms was refused, and the earliest possible time is ${earliestMs} ms`
              : undefined;
      if (what !== undefined) return { invariant, eventIndex, what };
    }
    history.follow(event);
    const newest = history.points.at(-1);
    if (newest !== undefined && !writtenAt.has(newest.lsn)) writtenAt.set(newest.lsn, written);
  }
  return undefined;
};

/** All of them. */
export const BACKTRACK_INVARIANTS: readonly BacktrackInvariant[] = frozen([
  readsSeeVisibleCommits,
  nothingAnsweredSinceIsLost,
  backtracksLandOnPoints,
  refusalsAreTrue,
]);
