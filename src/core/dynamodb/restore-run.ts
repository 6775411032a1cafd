/**
 * A table with point-in-time recovery: a job fills it, another one damages it, and somebody restores it to a second. All of
 * it is asked of the table service, as a client would.
 *
 *   0:00    recovery is enabled: the first second that can be restored
 *   10:00   a job deletes what it should have kept
 *   12:00   a restore to 9:59 is refused: the latest restorable second is 7:00, five minutes ago
 *   15:00   it is possible. The items of 9:59 are in a new table, and the old one goes on
 *
 * Developer Guide, Point-in-time-recovery; API Reference, RestoreTableToPointInTime.
 *
 * Simplified: the new table is there at once. The service takes its time, with the size of the table and what is in it.
 */
import { ScenarioError, Simulation, type Millis, type Timed, type Trace } from "../kernel/index.ts";
import { DynamoDbError } from "./service-error.ts";
import { TABLE_EPOCH_MS } from "./table-run.ts";
import { TableService } from "./table-service.ts";

/** What is done to the table. */
export type RestoreStep =
  /** So many new items are put: 1 to 1,000. */
  | { readonly atMs: Millis; readonly kind: "put"; readonly count: number }
  /** A job deletes all items but the newest so many. */
  | { readonly atMs: Millis; readonly kind: "delete-but"; readonly count: number }
  /** The table is restored as it was so many ms into the run; nothing is the latest second there is. */
  | { readonly atMs: Millis; readonly kind: "restore"; readonly toMs: Millis | undefined }
  /** Recovery is turned off, or on again. */
  | { readonly atMs: Millis; readonly kind: "recovery"; readonly isEnabled: boolean };

/** A run as data: the same scenario gives the same trace. */
export interface RestoreScenario {
  /** In the order of time. */
  readonly steps: readonly RestoreStep[];
  /** At most 24 h. */
  readonly untilMs: Millis;
}

/** What happens in such a run. Times are of the run. */
export type RestoreEvent =
  | { readonly kind: "restore-run-opened"; readonly untilMs: Millis }
  | { readonly kind: "items-changed"; readonly table: string; readonly count: number; readonly byJob: boolean }
  /** What can be restored now; nothing where recovery is off. */
  | { readonly kind: "window-seen"; readonly fromMs?: Millis; readonly toMs?: Millis }
  | { readonly kind: "table-restored"; readonly table: string; readonly toMs: Millis; readonly count: number }
  | { readonly kind: "restore-refused"; readonly toMs?: Millis; readonly code: string }
  | { readonly kind: "recovery-set"; readonly isEnabled: boolean };

/** A run of one table and what it was restored to. */
export type RestoreTrace = Trace<RestoreEvent>;

const TABLE = "orders";
const WINDOW_MS: Millis = 30_000;
const UNTIL_MS_MAX: Millis = 86_400_000;
const COUNT_MAX = 1_000;

/** Runs a scenario. Throws `ScenarioError`, naming the field, for one that makes no sense. */
export function runRestore(scenario: RestoreScenario, into?: Timed<RestoreEvent>[]): RestoreTrace {
  checkRestore(scenario);
  // There is no chance in this run.
  const simulation = new Simulation<RestoreEvent>({ seed: 0, trace: into });
  simulation.record({ kind: "restore-run-opened", untilMs: scenario.untilMs });
  const run = new Run(simulation);
  for (const step of scenario.steps) simulation.at(step.atMs, () => run.perform(step));
  for (let atMs = 0; atMs <= scenario.untilMs; atMs += WINDOW_MS) simulation.at(atMs, () => run.look());
  simulation.runUntil(scenario.untilMs);
  return simulation.trace;
}

class Run {
  readonly #simulation: Simulation<RestoreEvent>;
  readonly #service: TableService;
  #newest = 0;
  #keys: number[] = [];
  #restored = 0;

  constructor(simulation: Simulation<RestoreEvent>) {
    this.#simulation = simulation;
    this.#service = new TableService({ nowMs: () => TABLE_EPOCH_MS + Math.floor(simulation.nowMs) });
    this.#service.perform("CreateTable", {
      TableName: TABLE,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "N" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    });
    this.#recover(true);
  }

  perform(step: RestoreStep): void {
    switch (step.kind) {
      case "put":
        for (let count = 0; count < step.count; count++) {
          this.#keys.push(++this.#newest);
          this.#service.perform("PutItem", { TableName: TABLE, Item: { id: { N: String(this.#newest) } } });
        }
        return this.#counted(false);
      case "delete-but": {
        const gone = this.#keys.slice(0, Math.max(0, this.#keys.length - step.count));
        this.#keys = this.#keys.slice(gone.length);
        for (const id of gone)
          this.#service.perform("DeleteItem", { TableName: TABLE, Key: { id: { N: String(id) } } });
        return this.#counted(true);
      }
      case "recovery":
        this.#recover(step.isEnabled);
        this.#simulation.record({ kind: "recovery-set", isEnabled: step.isEnabled });
        return this.look();
      case "restore":
        return this.#restore(step.toMs);
    }
  }

  /** Notes what can be restored. */
  look(): void {
    const { ContinuousBackupsDescription } = this.#service.perform("DescribeContinuousBackups", { TableName: TABLE });
    const { PointInTimeRecoveryDescription: window } = ContinuousBackupsDescription as {
      PointInTimeRecoveryDescription: { EarliestRestorableDateTime?: number; LatestRestorableDateTime?: number };
    };
    const { EarliestRestorableDateTime: from, LatestRestorableDateTime: to } = window;
    const inRun = (seconds: number) => seconds * 1_000 - TABLE_EPOCH_MS;
    this.#simulation.record({
      kind: "window-seen",
      ...(from !== undefined && to !== undefined && { fromMs: inRun(from), toMs: inRun(to) }),
    });
  }

  #recover(isEnabled: boolean): void {
    this.#service.perform("UpdateContinuousBackups", {
      TableName: TABLE,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: isEnabled },
    });
  }

  #restore(toMs: Millis | undefined): void {
    const table = `${TABLE}-${this.#restored + 1}`;
    const asked = toMs === undefined ? { UseLatestRestorableTime: true } : { RestoreDateTime: Math.floor((TABLE_EPOCH_MS + toMs) / 1_000) }; // prettier-ignore
    try {
      this.#service.perform("RestoreTableToPointInTime", { SourceTableName: TABLE, TargetTableName: table, ...asked });
    } catch (error) {
      if (!(error instanceof DynamoDbError)) throw error;
      this.#simulation.record({ kind: "restore-refused", ...(toMs !== undefined && { toMs }), code: error.code });
      return;
    }
    this.#restored++;
    const { Count: count } = this.#service.perform("Scan", { TableName: table, Select: "COUNT" }) as { Count: number };
    this.#simulation.record({ kind: "table-restored", table, toMs: toMs ?? this.#simulation.nowMs, count });
  }

  #counted(byJob: boolean): void {
    this.#simulation.record({ kind: "items-changed", table: TABLE, count: this.#keys.length, byJob });
  }
}

/** Throws `ScenarioError`, naming the field, for a scenario that makes no sense. */
export function checkRestore({ steps, untilMs }: RestoreScenario): void {
  if (!(untilMs > 0 && untilMs <= UNTIL_MS_MAX))
    throw new ScenarioError("untilMs", `a time above 0 ms, and at most ${UNTIL_MS_MAX} ms`, untilMs);
  steps.forEach((step, index) => {
    const at = (name: string) => `steps[${index}].${name}`;
    if (!(step.atMs >= 0 && step.atMs < Infinity))
      throw new ScenarioError(at("atMs"), "a time from 0 ms on", step.atMs);
    if ("count" in step && !(Number.isInteger(step.count) && step.count >= 0 && step.count <= COUNT_MAX))
      throw new ScenarioError(at("count"), `a whole number from 0 to ${COUNT_MAX}`, step.count);
  });
}
