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
/** That of whoever manages the cluster. */
export const MANAGER_NODE: NodeId = "manager";

/** What the table was asked for in some stretch of time, in read units and requests. */
export interface TableLoad {
  units: number;
  wantedUnits: number;
  throttled: number;
}

/** What a run's machines share: its clock, its trace, its network, and the way to the table with its time limit. */
export class DaxHost {
  readonly #simulation: Simulation<DaxEvent>;
  readonly #network: Network;
  readonly #table: DaxTable;
  readonly #model: DaxModel;
  readonly #service: LatencyTable;
  readonly #serviceLuck: Random;
  /** Read units that the partition gives in each second. */
  readonly #unitsPerSecond: number;
  /** The second of now, and what of it is given. */
  #second = 0;
  #givenUnits = 0;
  #throttlingCount = 0;
  /** Since it was last looked at. */
  #load: TableLoad = { units: 0, wantedUnits: 0, throttled: 0 };

  constructor(
    simulation: Simulation<DaxEvent>,
    network: Network,
    table: DaxTable,
    model: DaxModel,
    unitsPerSecond = Infinity,
  ) {
    this.#simulation = simulation;
    this.#network = network;
    this.#table = table;
    this.#model = model;
    this.#service = latencyTable(model.tableMs);
    this.#serviceLuck = simulation.random.fork("table");
    this.#unitsPerSecond = unitsPerSecond;
  }

  get nowMs(): Millis {
    return this.#simulation.nowMs;
  }

  record(event: DaxEvent): void {
    this.#simulation.record(event);
  }

  isUp(node: NodeId): boolean {
    return this.#network.isUp(node);
  }

  after(delayMs: Millis, action: () => void): void {
    this.#simulation.after(delayMs, action);
  }

  /** Does something now and again and again, while the machine is up. */
  every(node: NodeId, everyMs: Millis, action: () => void): void {
    const next = () => {
      if (this.#network.isUp(node)) action();
      this.#simulation.after(everyMs, next);
    };
    next();
  }

  /** Sends something, and does not wait. */
  send(from: NodeId, to: NodeId, deliver: () => void): void {
    this.#network.send(from, to, deliver);
  }

  /** What the table was asked for since the last look. */
  takeLoad(): TableLoad {
    const load = this.#load;
    this.#load = { units: 0, wantedUnits: 0, throttled: 0 };
    return load;
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
        const { rows, units } = this.#table.read(keys, mode, this.nowMs);
        if (!this.#admits(units)) return reply({ kind: "failed", because: "throttled" });
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
        const { result, units } = this.#table.query(request, mode, this.nowMs);
        if (!this.#admits(units)) return reply({ kind: "failed", because: "throttled" });
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

  #admits(units: number): boolean {
    const second = Math.floor(this.nowMs / 1_000);
    if (second !== this.#second) this.#givenUnits = 0;
    this.#second = second;
    const isAdmitted = this.#throttlingCount === 0 && this.#givenUnits + units <= this.#unitsPerSecond;
    if (isAdmitted) this.#givenUnits += units;
    this.#load.wantedUnits += units;
    if (isAdmitted) this.#load.units += units;
    else this.#load.throttled++;
    return isAdmitted;
  }

  /** The table takes its time; while it is down it does nothing. */
  #serve(action: () => void): void {
    this.#simulation.after(drawLatency(this.#service, this.#serviceLuck), () => {
      if (this.#network.isUp(TABLE_NODE)) action();
    });
  }
}
