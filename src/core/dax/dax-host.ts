import type { ReadMode } from "../dynamodb/capacity-units.ts";
import { drawLatency, latencyTable, type LatencyTable } from "../kernel/latency.ts";
import type { Millis, Network, NodeId, Random, Simulation } from "../kernel/index.ts";
import type { DaxTable, ItemWrite, WriteOutcome } from "./dax-table.ts";
import type { DaxEvent, TableRow } from "./dax-trace.ts";
import type { ItemKey } from "./item-cache.ts";
import type { DaxModel } from "./dax-scenario.ts";
import type { QueryMode, QueryRequest, QueryResult } from "./query-cache.ts";

/** What whoever asks the table hears of a read. */
export type TableReadAnswer =
  | { readonly kind: "rows"; readonly rows: readonly TableRow[] }
  | { readonly kind: "failed"; readonly because: "throttled" | "no-answer" };
/** Of a Query or Scan. */
export type TableQueryAnswer =
  | { readonly kind: "result"; readonly result: QueryResult }
  | { readonly kind: "failed"; readonly because: "throttled" | "no-answer" };
/** And of a write. */
export type TableWriteAnswer = WriteOutcome | { readonly kind: "unknown" };

/** The table's name on the network. */
export const TABLE_NODE: NodeId = "table";

/** What a run's machines share: its clock, its trace, its network, and the way to the table with its time limit. */
export class DaxHost {
  readonly #simulation: Simulation<DaxEvent>;
  readonly #network: Network;
  readonly #table: DaxTable;
  readonly #model: DaxModel;
  readonly #service: LatencyTable;
  readonly #serviceLuck: Random;
  #throttlingCount = 0;

  constructor(simulation: Simulation<DaxEvent>, network: Network, table: DaxTable, model: DaxModel) {
    this.#simulation = simulation;
    this.#network = network;
    this.#table = table;
    this.#model = model;
    this.#service = latencyTable(model.tableMs);
    this.#serviceLuck = simulation.random.fork("table");
  }

  get nowMs(): Millis {
    return this.#simulation.nowMs;
  }

  record(event: DaxEvent): void {
    this.#simulation.record(event);
  }

  /**
   * Sends something and waits for its answer, or for so long. Tells once. A request that arrives a second time is not
   * handled again: connections see to that.
   */
  ask<Answer>(
    from: NodeId,
    to: NodeId,
    limitMs: Millis,
    handle: (reply: (answer: Answer) => void) => void,
    told: (answer: Answer | undefined) => void,
  ): void {
    let isTold = false;
    let isHandled = false;
    const tellOnce = (answer: Answer | undefined) => {
      if (isTold) return;
      isTold = true;
      this.#simulation.cancel(timer);
      told(answer);
    };
    const timer = this.#simulation.after(limitMs, () => tellOnce(undefined));
    this.#network.send(from, to, () => {
      if (isHandled) return;
      isHandled = true;
      handle((answer) => this.#network.send(to, from, () => tellOnce(answer)));
    });
  }

  /** Reads the table in one request. */
  readTable(
    from: NodeId,
    op: number,
    keys: readonly ItemKey[],
    mode: ReadMode,
    told: (answer: TableReadAnswer) => void,
  ): void {
    const serve = (reply: (answer: TableReadAnswer) => void) =>
      this.#serve(() => {
        if (this.#throttlingCount > 0) return reply({ kind: "failed", because: "throttled" });
        const { rows, units } = this.#table.read(keys, mode, this.nowMs);
        this.record({ kind: "table-read", op, by: from, mode, rows, units });
        reply({ kind: "rows", rows });
      });
    this.ask(from, TABLE_NODE, this.#model.requestMs, serve, (answer) =>
      told(answer ?? { kind: "failed", because: "no-answer" }),
    );
  }

  /** Asks the table for one page of a Query or Scan. */
  queryTable(
    from: NodeId,
    op: number,
    request: QueryRequest,
    mode: QueryMode,
    told: (answer: TableQueryAnswer) => void,
  ): void {
    const serve = (reply: (answer: TableQueryAnswer) => void) =>
      this.#serve(() => {
        if (this.#throttlingCount > 0) return reply({ kind: "failed", because: "throttled" });
        const { result, units } = this.#table.query(request, mode, this.nowMs);
        this.record({ kind: "table-queried", op, by: from, mode, request, result, units });
        reply({ kind: "result", result });
      });
    this.ask(from, TABLE_NODE, this.#model.requestMs, serve, (answer) =>
      told(answer ?? { kind: "failed", because: "no-answer" }),
    );
  }

  /** Writes to the table in one request: all of it or nothing. */
  writeTable(from: NodeId, op: number, writes: readonly ItemWrite[], told: (answer: TableWriteAnswer) => void): void {
    const serve = (reply: (answer: TableWriteAnswer) => void) =>
      this.#serve(() => {
        if (this.#throttlingCount > 0) return reply({ kind: "refused", because: "throttled" });
        const outcome = this.#table.write(writes, this.nowMs);
        if (outcome.kind === "done") this.record({ kind: "table-wrote", op, by: from, rows: outcome.rows });
        reply(outcome);
      });
    this.ask(from, TABLE_NODE, this.#model.requestMs, serve, (answer) => told(answer ?? { kind: "unknown" }));
  }

  /** The table turns everything down for so long. */
  throttle(forMs: Millis): void {
    this.#throttlingCount++;
    if (this.#throttlingCount === 1) this.record({ kind: "throttling-changed", isThrottling: true });
    this.#simulation.after(forMs, () => {
      this.#throttlingCount--;
      if (this.#throttlingCount === 0) this.record({ kind: "throttling-changed", isThrottling: false });
    });
  }

  /** The table takes its time; while it is down it does nothing. */
  #serve(action: () => void): void {
    this.#simulation.after(drawLatency(this.#service, this.#serviceLuck), () => {
      if (this.#network.isUp(TABLE_NODE)) action();
    });
  }
}
