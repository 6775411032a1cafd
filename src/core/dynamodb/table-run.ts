/**
 * The table service under a list of requests, at their times. What it is put together from can be replaced: this is the
 * system that the mechanisms of items, pages and indexes are tried in.
 */
import { ScenarioError, Simulation, type Millis, type Timed } from "../kernel/index.ts";
import { REQUEST_SHAPES } from "./request-shapes.ts";
import { DynamoDbError } from "./service-error.ts";
import { TableAdmission } from "./table-admission.ts";
import { TableService, type TableMechanisms } from "./table-service.ts";
import type { Json, TableEvent, TableTrace } from "./table-trace.ts";

/** One request, as a client would send it. */
export interface TableRequest {
  readonly atMs: Millis;
  readonly operation: string;
  readonly body: { readonly [name: string]: Json };
}

/** A run as data: the same scenario gives the same trace. */
export interface TableScenario {
  /** In the order of time. */
  readonly requests: readonly TableRequest[];
  /** Whether requests beyond a table's capacity are refused. */
  readonly throttles: boolean;
  /** How far a global index is behind its table. */
  readonly indexDelayMs: Millis;
}

/** Runs begin here: 2026-01-01, in ms since 1970. */
export const TABLE_EPOCH_MS = 1_767_225_600_000;

/**
 * Runs a scenario to its end. Throws `ScenarioError`, naming the field, for one that makes no sense. What a learner's
 * mechanism throws passes through; what happened before it is then in `into`.
 */
export function runTable(
  scenario: TableScenario,
  mechanisms: Partial<TableMechanisms> = {},
  into?: Timed<TableEvent>[],
): TableTrace {
  checkTableScenario(scenario);
  const { requests, throttles, indexDelayMs } = scenario;
  // There is no chance in this run.
  const simulation = new Simulation<TableEvent>({ seed: 0, trace: into });
  const service = new TableService({
    nowMs: () => TABLE_EPOCH_MS + Math.floor(simulation.nowMs),
    indexDelayMs,
    mechanisms,
    ...(throttles && { admission: new TableAdmission() }),
  });
  simulation.record({ kind: "table-service-opened", throttles });
  requests.forEach(({ atMs, operation, body }, index) => {
    simulation.at(atMs, () => {
      const request = index + 1;
      try {
        const response = service.perform(operation, body) as { readonly [name: string]: Json };
        simulation.record({ kind: "request-answered", request, operation, body, response });
      } catch (error) {
        if (!(error instanceof DynamoDbError)) throw error;
        const { code, message } = error;
        const details = error.details as { readonly [name: string]: Json };
        simulation.record({ kind: "request-refused", request, operation, body, code, message, details });
      }
    });
  });
  simulation.runToEnd();
  return simulation.trace;
}

/** Throws `ScenarioError`, naming the field, for a scenario that makes no sense. What the service refuses is for a run. */
export function checkTableScenario({ requests, indexDelayMs }: TableScenario): void {
  if (!(indexDelayMs >= 0 && indexDelayMs < Infinity))
    throw new ScenarioError("indexDelayMs", "a time from 0 ms on", indexDelayMs);
  let beforeMs: Millis = 0;
  requests.forEach(({ atMs, operation }, index) => {
    if (!(atMs >= beforeMs && atMs < Infinity))
      throw new ScenarioError(`requests[${index}].atMs`, `a time from ${beforeMs} ms on`, atMs);
    beforeMs = atMs;
    if (!Object.hasOwn(REQUEST_SHAPES, operation))
      throw new ScenarioError(`requests[${index}].operation`, "an operation of the table service", operation);
  });
}
