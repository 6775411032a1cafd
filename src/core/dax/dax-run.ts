/**
 * A DAX cluster in front of a table: clients that read and write through it, and others that go past it.
 *
 * A node keeps what it was told until it is too old or makes room. Whoever writes through the cluster is served what he
 * wrote; whoever writes to the table himself tells the node nothing. Results of queries are kept beside the items, and no
 * write changes them. TTL 300 s:
 *
 *   0:00   shop reads price#1 through dax-1     from the table: version 1. The node stores it
 *   2:00   import writes price#1 to the table   version 2. The node knows nothing of it
 *   5:00   shop reads                           from memory: version 1, 180 s after it was replaced
 *   5:10   shop reads                           older than 300 s. From the table: version 2
 *
 * Simplified: a node that was down comes back with empty caches; a request that is lost is not sent again; the reading
 * back after a transaction is tried once.
 */
import { Network, Simulation, type Fault, type NodeId, type Timed, type ZoneId } from "../kernel/index.ts";
import { DaxHost, TABLE_NODE } from "./dax-host.ts";
import { DaxNode, type CreateCaches, type QueryReply, type ReadAnswer, type WriteAnswer } from "./dax-node.ts";
import { DAX_MODEL, checkDaxScenario, type DaxModel, type DaxScenario, type DaxStep } from "./dax-scenario.ts";
import { DaxTable, type ItemWrite } from "./dax-table.ts";
import type { DaxEvent, DaxTrace } from "./dax-trace.ts";
import { createItemCache, type ItemKey } from "./item-cache.ts";
import { createQueryCache, type QueryMode, type QueryRequest } from "./query-cache.ts";
import type { ReadMode } from "../dynamodb/capacity-units.ts";

/** What a run takes from outside: a learner's mechanism, or the reference. */
export type DaxMechanisms = CreateCaches;

/** The reference mechanisms of a cluster. */
export const DAX_MECHANISMS: DaxMechanisms = Object.freeze({ createItemCache, createQueryCache });

/** The table is a service of the Region: no zone's failure takes it away. */
const TABLE_ZONE: ZoneId = "region";

/**
 * Runs a scenario to its end. Throws `ScenarioError`, naming the field, for a scenario that makes no sense. What a
 * learner's mechanism throws passes through; what happened before it is then in `into`.
 */
export function runDax(
  scenario: DaxScenario,
  mechanisms: Partial<DaxMechanisms> = {},
  into?: Timed<DaxEvent>[],
): DaxTrace {
  checkDaxScenario(scenario);
  const simulation = new Simulation<DaxEvent>({ seed: scenario.seed, trace: into });
  const cluster = new DaxCluster(simulation, scenario, { ...DAX_MECHANISMS, ...mechanisms });
  cluster.open();
  simulation.runUntil(scenario.untilMs);
  return simulation.trace;
}

class DaxCluster {
  readonly #simulation: Simulation<DaxEvent>;
  readonly #scenario: DaxScenario;
  readonly #model: DaxModel;
  readonly #network: Network;
  readonly #table: DaxTable;
  readonly #host: DaxHost;
  readonly #nodes = new Map<NodeId, DaxNode>();
  #opCount = 0;

  constructor(simulation: Simulation<DaxEvent>, scenario: DaxScenario, mechanisms: DaxMechanisms) {
    this.#simulation = simulation;
    this.#scenario = scenario;
    const model = { ...DAX_MODEL, ...scenario.model };
    this.#model = model;
    this.#network = new Network(simulation, model);
    this.#network.addNode(TABLE_NODE, TABLE_ZONE);
    this.#table = new DaxTable(scenario.items, model.lagMs, simulation.random.fork("copies"));
    this.#host = new DaxHost(simulation, this.#network, this.#table, model);
    for (const { client, zone } of scenario.clients) this.#network.addNode(client, zone);
    for (const { node, zone } of scenario.nodes) {
      this.#network.addNode(node, zone);
      const { itemCache, queryCache } = scenario;
      this.#nodes.set(node, new DaxNode(this.#host, node, { itemCache, queryCache }, mechanisms));
    }
  }

  open(): void {
    const { nodes, itemCache, queryCache, steps, faults } = this.#scenario;
    this.#simulation.record({
      kind: "dax-opened",
      nodes: nodes.map(({ node }) => node),
      capacity: itemCache.capacity,
      ttlMs: itemCache.ttlMs,
      rows: this.#table.rows,
      slackMs: this.#model.requestMs + this.#model.lagMs,
      ...(queryCache && { queryCache }),
    });
    this.#network.scheduleFaults(faults, (fault, began) => this.#faultChanged(fault, began));
    for (const step of steps) this.#simulation.at(step.atMs, () => this.#take(step));
  }

  #take(step: DaxStep): void {
    switch (step.kind) {
      case "read":
        return this.#read(step.client, step.via, step.keys, step.mode);
      case "poll":
        this.#read(step.client, "dax", step.keys, "eventual");
        return this.#takeAgain(step);
      case "query":
        return this.#query(step.client, step.via, step.request, step.mode);
      case "query-poll":
        this.#query(step.client, "dax", step.request, "eventual");
        return this.#takeAgain(step);
      case "write":
        return this.#write(step.client, step.via, [step.write], false);
      case "transact":
        return this.#write(step.client, "dax", step.writes, true);
      case "throttle":
        return this.#host.throttle(step.forMs);
      case "restart":
        return this.#nodes
          .get(step.node)
          ?.restart({ itemCache: step.itemCache, ...(step.queryCache && { queryCache: step.queryCache }) });
      default:
        step satisfies never;
    }
  }

  #takeAgain(step: Extract<DaxStep, { readonly everyMs: number }>): void {
    const next = { ...step, atMs: step.atMs + step.everyMs };
    if (next.atMs <= step.untilMs) this.#simulation.at(next.atMs, () => this.#take(next));
  }

  #query(client: NodeId, via: "dax" | "table", request: QueryRequest, mode: QueryMode): void {
    const op = ++this.#opCount;
    const askedMs = this.#simulation.nowMs;
    const told = (answer: QueryReply) => {
      if (answer.kind === "failed")
        return this.#simulation.record({ kind: "read-failed", op, client, because: answer.because });
      const { result, from } = answer;
      this.#simulation.record({ kind: "query-answered", op, client, mode, from, request, result, tookMs: this.#since(askedMs) }); // prettier-ignore
    };
    if (via === "table")
      return this.#host.queryTable(client, op, request, mode, (answer) =>
        told(answer.kind === "result" ? { ...answer, from: "table" } : answer),
      );
    const node = this.#nodeFor();
    this.#host.ask<QueryReply>(
      client,
      node.node,
      this.#model.clientMs,
      (reply) => node.query(op, request, mode, reply),
      (answer) => told(answer ?? { kind: "failed", because: "no-answer" }),
    );
  }

  #read(client: NodeId, via: "dax" | "table", keys: readonly ItemKey[], mode: ReadMode): void {
    const op = ++this.#opCount;
    const askedMs = this.#simulation.nowMs;
    const told = (answer: ReadAnswer) =>
      this.#simulation.record(
        answer.kind === "read"
          ? { kind: "read-answered", op, client, mode, results: answer.results, tookMs: this.#since(askedMs) }
          : { kind: "read-failed", op, client, because: answer.because },
      );
    if (via === "table")
      return this.#host.readTable(client, op, keys, mode, (answer) =>
        told(
          answer.kind === "rows"
            ? { kind: "read", results: answer.rows.map(({ key, item }) => ({ key, from: "table", ...(item && { item }) })) } // prettier-ignore
            : answer,
        ),
      );
    const node = this.#nodeFor();
    this.#host.ask<ReadAnswer>(
      client,
      node.node,
      this.#model.clientMs,
      (reply) => node.read(op, keys, mode, reply),
      (answer) => told(answer ?? { kind: "failed", because: "no-answer" }),
    );
  }

  #write(client: NodeId, via: "dax" | "table", writes: readonly ItemWrite[], isTransaction: boolean): void {
    const op = ++this.#opCount;
    const askedMs = this.#simulation.nowMs;
    const told = (answer: WriteAnswer) => {
      switch (answer.kind) {
        case "done":
          return this.#simulation.record({
            kind: "write-acknowledged",
            op,
            client,
            rows: answer.rows,
            tookMs: this.#since(askedMs),
          });
        case "refused":
          return this.#simulation.record({ kind: "write-refused", op, client, because: answer.because });
        case "unknown":
          return this.#simulation.record({ kind: "write-unknown", op, client });
        default:
          answer satisfies never;
      }
    };
    if (via === "table") return this.#host.writeTable(client, op, writes, told);
    const node = this.#nodeFor();
    const [only] = writes;
    this.#host.ask<WriteAnswer>(
      client,
      node.node,
      this.#model.clientMs,
      (reply) => (isTransaction || only === undefined ? node.transact(op, writes, reply) : node.write(op, only, reply)),
      (answer) => told(answer ?? { kind: "unknown" }),
    );
  }

  /** Whom a client asks. */
  #nodeFor(): DaxNode {
    const [primary] = this.#nodes.values();
    return primary as DaxNode;
  }

  #since(askedMs: number): number {
    return Math.round((this.#simulation.nowMs - askedMs) * 1_000) / 1_000;
  }

  #faultChanged(fault: Fault, began: boolean): void {
    this.#simulation.record({ kind: began ? "fault-began" : "fault-ended", fault });
    if (began) return;
    // Memory does not outlast its machine.
    for (const { node, zone } of this.#scenario.nodes) {
      const wasDown =
        (fault.kind === "node-down" && fault.node === node) || (fault.kind === "zone-down" && fault.zone === zone);
      if (wasDown && this.#network.isUp(node)) this.#nodes.get(node)?.restart();
    }
  }
}
