/**
 * A cluster that can be backtracked: clients write rows in transactions and read them over hours, somebody takes the
 * whole cluster back and forth, somebody else has a new cluster made as of a time (a point-in-time restore).
 *
 * A transaction writes its rows one by one, each in a mini-transaction of its own, and commits with one more. A reader
 * sees a row as the last visible *committed* transaction left it: a backtrack may land between two mini-transactions of
 * one transaction, and what was not committed by then is undone.
 *
 * Simplified: a mini-transaction is durable when it is written (`commit-tracker` has the way there); a transaction that
 * finds the cluster closed is not tried again; clients connect again at once; a restore takes its time, whatever the
 * volume's size.
 */
import { frozen } from "../kernel/frozen.ts";
import {
  ScenarioError,
  Simulation,
  checkLatency,
  drawLatency,
  latencyTable,
  toMicros,
  type Latency,
  type LatencyTable,
  type Millis,
  type Random,
  type Timed,
} from "../kernel/index.ts";
import { createBacktrackLog, type BacktrackLog, type BacktrackOptions } from "./backtrack.ts";
import type { BacktrackEvent, BacktrackTrace, RowId, RowValue } from "./backtrack-trace.ts";
import { AURORA_LIMITS } from "./limits.ts";
import type { Lsn, TransactionId } from "./vocabulary.ts";

/** One thing that is asked of the cluster. */
export type BacktrackStep =
  /** A client's transaction: it writes these rows in order, one every `everyMs`, and commits after the last. */
  | {
      readonly kind: "transaction";
      readonly atMs: Millis;
      readonly transaction: TransactionId;
      readonly rows: readonly RowId[];
      readonly everyMs: Millis;
    }
  | { readonly kind: "read"; readonly atMs: Millis; readonly row: RowId }
  /** The whole cluster is taken to this time. */
  | { readonly kind: "backtrack"; readonly atMs: Millis; readonly timeMs: Millis }
  /** A new cluster is made as of this time; this one is not touched. */
  | { readonly kind: "restore"; readonly atMs: Millis; readonly timeMs: Millis };

/** A cluster's day, as data. The same scenario gives the same trace. */
export interface BacktrackScenario {
  /** Whole number; all chance in the run comes from it. */
  readonly seed: number;
  readonly options: BacktrackOptions;
  /** Rows of the one table, from 1 on. */
  readonly rowCount: number;
  /** Connections that a backtrack closes. */
  readonly connectionCount: number;
  readonly steps: readonly BacktrackStep[];
  /** The run ends here; what was due later does not happen. */
  readonly untilMs: Millis;
  readonly model?: Partial<BacktrackModel>;
}

/** What no source fixes. */
export interface BacktrackModel {
  /** Records of one mini-transaction: from 1 to this many, by chance. */
  readonly recordsPerChangeMax: number;
  /** How long a backtrack closes the cluster. The documentation says "minutes". */
  readonly backtrackMs: Latency;
  /** How long it takes to make a new cluster. The documentation says that it can take hours. */
  readonly restoreMs: Latency;
}

const MINUTE_MS: Millis = 60_000;
const HOUR_MS: Millis = 60 * MINUTE_MS;

/** The model's own figures. */
export const BACKTRACK_MODEL: BacktrackModel = frozen({
  recordsPerChangeMax: 3,
  backtrackMs: [
    [0, 2 * MINUTE_MS],
    [1, 6 * MINUTE_MS],
  ],
  restoreMs: [
    [0, 70 * MINUTE_MS],
    [1, 160 * MINUTE_MS],
  ],
});

/** Bounds of the model. */
const ROW_COUNT_MAX = 64;
const WINDOW_MS_MAX: Millis = AURORA_LIMITS.backtrackWindow.value * HOUR_MS;

/**
 * Runs a scenario to its end. Throws `ScenarioError`, naming the field, for a scenario that makes no sense. What a
 * learner's mechanism throws passes through; what happened before it is then in `into`.
 */
export function runBacktrackCluster(
  scenario: BacktrackScenario,
  createLog: (options: BacktrackOptions) => BacktrackLog = createBacktrackLog,
  into?: Timed<BacktrackEvent>[],
): BacktrackTrace {
  checkBacktrackScenario(scenario);
  const simulation = new Simulation<BacktrackEvent>({ seed: scenario.seed, trace: into });
  const cluster = new Cluster(simulation, scenario, createLog);
  simulation.at(scenario.options.openedAt.atMs, () => cluster.open());
  for (const step of scenario.steps) simulation.at(step.atMs, () => cluster.take(step));
  simulation.at(scenario.untilMs, () => cluster.tellVisible());
  simulation.runUntil(scenario.untilMs);
  return simulation.trace;
}

/** A change to a row. A transaction's changes count once its commit record is visible too. */
interface Change {
  readonly transaction: TransactionId;
  readonly row: RowId;
  readonly lsn: Lsn;
}

interface Commit {
  readonly transaction: TransactionId;
  readonly lsn: Lsn;
}

class Cluster {
  readonly #simulation: Simulation<BacktrackEvent>;
  readonly #scenario: BacktrackScenario;
  readonly #log: BacktrackLog;
  readonly #recordsPerChangeMax: number;
  readonly #luck: Random;
  readonly #backtrackMs: LatencyTable;
  readonly #restoreMs: LatencyTable;
  readonly #changes: Change[] = [];
  readonly #commits: Commit[] = [];
  /** Transactions under way, in the order of their beginning. */
  readonly #open = new Set<TransactionId>();
  /** What was visible, from when on: for restores, which know nothing of backtracks to come. */
  readonly #past: { readonly fromMs: Millis; readonly transactions: readonly TransactionId[] }[] = [];
  #isClosed = false;
  #nextLsn: Lsn;
  #restoreCount = 0;

  constructor(
    simulation: Simulation<BacktrackEvent>,
    scenario: BacktrackScenario,
    createLog: (options: BacktrackOptions) => BacktrackLog,
  ) {
    const model = { ...BACKTRACK_MODEL, ...scenario.model };
    this.#simulation = simulation;
    this.#scenario = scenario;
    this.#log = createLog(scenario.options);
    this.#recordsPerChangeMax = model.recordsPerChangeMax;
    this.#luck = simulation.random.fork("records");
    this.#backtrackMs = latencyTable(model.backtrackMs);
    this.#restoreMs = latencyTable(model.restoreMs);
    this.#nextLsn = scenario.options.openedAt.lsn + 1;
  }

  open(): void {
    const { options, rowCount } = this.#scenario;
    this.#simulation.record({ kind: "cluster-opened", rowCount, ...options });
    this.#remember();
  }

  take(step: BacktrackStep): void {
    if (step.kind === "restore") return this.#restore(step.timeMs);
    if (this.#isClosed) {
      this.#simulation.record({ kind: "request-refused", request: step.kind });
      return;
    }
    switch (step.kind) {
      case "transaction":
        this.#open.add(step.transaction);
        this.#proceed(step, 0);
        return;
      case "read":
        this.#simulation.record({ kind: "row-read", row: step.row, value: this.#valueOf(step.row) });
        return;
      case "backtrack":
        this.#backtrack(step.timeMs);
        return;
      default:
        step satisfies never;
    }
  }

  tellVisible(): void {
    this.#simulation.record({ kind: "visible-told", transactions: this.#visible() });
  }

  /** Writes the transaction's next row, or its commit; comes again until it is over. */
  #proceed(step: Extract<BacktrackStep, { kind: "transaction" }>, index: number): void {
    const { transaction, rows, everyMs } = step;
    // A backtrack has dropped it meanwhile.
    if (!this.#open.has(transaction)) return;
    const row = rows[index];
    if (row === undefined) {
      this.#open.delete(transaction);
      const { cpl } = this.#write(1);
      this.#commits.push({ transaction, lsn: cpl });
      this.#simulation.record({ kind: "transaction-committed", transaction, lsn: cpl });
      this.#remember();
      return;
    }
    const written = this.#write(this.#luck.integer(1, this.#recordsPerChangeMax));
    this.#changes.push({ transaction, row, lsn: written.cpl });
    this.#simulation.record({ kind: "changes-written", transaction, row, ...written });
    this.#simulation.after(everyMs, () => this.#proceed(step, index + 1));
  }

  #write(recordCount: number) {
    const firstLsn = this.#nextLsn;
    this.#nextLsn += recordCount;
    const cpl = this.#nextLsn - 1;
    for (let lsn = firstLsn; lsn <= cpl; lsn++)
      this.#log.recordWritten({ lsn, atMs: this.#simulation.nowMs, isCpl: lsn === cpl });
    return { firstLsn, cpl, recordCount };
  }

  #valueOf(row: RowId): RowValue {
    const visible = new Set(this.#visible());
    const last = this.#changes.findLast((change) => change.row === row && visible.has(change.transaction));
    return last === undefined ? null : last.transaction;
  }

  #visible(): readonly TransactionId[] {
    return this.#commits.filter(({ lsn }) => this.#log.isVisible(lsn)).map(({ transaction }) => transaction);
  }

  #backtrack(timeMs: Millis): void {
    const { nowMs } = this.#simulation;
    this.#simulation.record({ kind: "window-told", earliestMs: this.#log.earliestMs(nowMs) });
    const target = this.#log.backtrack(timeMs, nowMs);
    if (target.kind === "backtrack-window-exceeded") {
      this.#simulation.record({ kind: "backtrack-refused", timeMs, earliestMs: target.earliestMs });
      return;
    }
    this.#simulation.record({ kind: "backtrack-began", timeMs, lsn: target.lsn, pointMs: target.atMs });
    this.#isClosed = true;
    if (this.#scenario.connectionCount > 0)
      this.#simulation.record({ kind: "connections-closed", count: this.#scenario.connectionCount });
    for (const transaction of this.#open) this.#simulation.record({ kind: "transaction-dropped", transaction });
    this.#open.clear();
    const lastsMs = drawLatency(this.#backtrackMs, this.#simulation.random.fork(`backtrack at ${nowMs}`));
    this.#simulation.after(lastsMs, () => {
      this.#isClosed = false;
      this.#simulation.record({ kind: "backtrack-ended", lsn: target.lsn });
      this.tellVisible();
      this.#remember();
    });
  }

  #remember(): void {
    this.#past.push({ fromMs: this.#simulation.nowMs, transactions: this.#visible() });
  }

  /** Takes what the cluster showed at that time; from the backup, so a backtrack in between changes nothing. */
  #restore(timeMs: Millis): void {
    const cluster = `restored-${++this.#restoreCount}`;
    const transactions = this.#past.findLast(({ fromMs }) => fromMs <= timeMs)?.transactions ?? [];
    this.#simulation.record({ kind: "restore-began", cluster, timeMs });
    const lastsMs = toMicros(drawLatency(this.#restoreMs, this.#simulation.random.fork(cluster)));
    this.#simulation.after(lastsMs, () =>
      this.#simulation.record({ kind: "restore-ended", cluster, timeMs, transactions }),
    );
  }
}

/** Throws `ScenarioError`, naming the field, unless the scenario makes sense. */
export function checkBacktrackScenario(scenario: BacktrackScenario): void {
  const { options, rowCount, connectionCount, steps, untilMs, model } = scenario;
  checkBacktrackOptions(options, "options");
  const wholeFrom = (field: string, value: number, min: number, max = Infinity) => {
    if (!Number.isInteger(value) || value < min || value > max)
      throw new ScenarioError(
        field,
        max === Infinity ? `a whole number from ${min} on` : `a whole number from ${min} to ${max}`,
        value,
      );
  };
  wholeFrom("rowCount", rowCount, 1, ROW_COUNT_MAX);
  wholeFrom("connectionCount", connectionCount, 0);
  const openedMs = options.openedAt.atMs;
  const names = new Set<TransactionId>();
  steps.forEach((step, index) => {
    const field = (name: string) => `steps[${index}].${name}`;
    if (!(step.atMs >= openedMs && step.atMs < Infinity))
      throw new ScenarioError(field("atMs"), `a time from ${openedMs} ms on, when the cluster is opened`, step.atMs);
    switch (step.kind) {
      case "transaction":
        if (names.has(step.transaction))
          throw new ScenarioError(field("transaction"), "a name of its own", step.transaction);
        names.add(step.transaction);
        if (step.rows.length === 0) throw new ScenarioError(field("rows"), "at least one row", step.rows);
        step.rows.forEach((row, place) => wholeFrom(field(`rows[${place}]`), row, 1, rowCount));
        if (!(step.everyMs >= 0 && step.everyMs < Infinity))
          throw new ScenarioError(field("everyMs"), "0 ms or more", step.everyMs);
        return;
      case "read":
        return wholeFrom(field("row"), step.row, 1, rowCount);
      case "backtrack":
      case "restore":
        if (!(step.timeMs >= 0 && step.timeMs <= step.atMs))
          throw new ScenarioError(field("timeMs"), `a time up to atMs (${step.atMs} ms)`, step.timeMs);
        return;
      default:
        step satisfies never;
        throw new ScenarioError(field("kind"), "a known kind of step", (step as { kind: unknown }).kind);
    }
  });
  if (!(untilMs >= openedMs && untilMs < Infinity))
    throw new ScenarioError("untilMs", `a time from ${openedMs} ms on`, untilMs);
  const { recordsPerChangeMax, backtrackMs, restoreMs } = { ...BACKTRACK_MODEL, ...model };
  wholeFrom("model.recordsPerChangeMax", recordsPerChangeMax, 1, 1_000);
  checkLatency(backtrackMs, "model.backtrackMs");
  checkLatency(restoreMs, "model.restoreMs");
}

/** Throws `ScenarioError` unless a cluster can be opened like this. */
export function checkBacktrackOptions(options: BacktrackOptions, field: string): void {
  const { openedAt, targetWindowMs, storedRecordsMax } = options;
  if (!(openedAt.atMs >= 0 && openedAt.atMs < Infinity))
    throw new ScenarioError(`${field}.openedAt.atMs`, "a time from 0 ms on", openedAt.atMs);
  if (!Number.isInteger(openedAt.lsn) || openedAt.lsn < 0)
    throw new ScenarioError(`${field}.openedAt.lsn`, "a whole number from 0 on", openedAt.lsn);
  if (!(targetWindowMs >= 0 && targetWindowMs <= WINDOW_MS_MAX))
    throw new ScenarioError(`${field}.targetWindowMs`, `from 0 to ${WINDOW_MS_MAX} ms (72 hours)`, targetWindowMs);
  if (!Number.isInteger(storedRecordsMax) || storedRecordsMax < 1)
    throw new ScenarioError(`${field}.storedRecordsMax`, "a whole number from 1 on", storedRecordsMax);
}
