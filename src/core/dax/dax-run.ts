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
 * A cluster of several nodes has a primary and read replicas: `dax-cluster.ts` says who is asked, and what reaches whom. One
 * node alone needs nobody to look for it: its clients ask it once.
 *
 * Simplified: a node that was down comes back with empty caches; the reading back after a transaction is tried once; misses
 * of one key at the same moment each ask the table.
 */
import { Network, Simulation, type Fault, type Millis, type NodeId, type Timed, type ZoneId } from "../kernel/index.ts";
import { DaxClient } from "./dax-client.ts";
import { daxCluster, type DaxClusterMechanism, type FailedAttempt } from "./dax-cluster.ts";
import { DaxHost, MANAGER_NODE, TABLE_NODE } from "./dax-host.ts";
import { DaxManager } from "./dax-manager.ts";
import { DaxMember, type MemberHost } from "./dax-member.ts";
import { DaxNode, type CreateCaches, type JoinCluster, type NotPrimary, type QueryReply, type ReadAnswer, type WriteAnswer } from "./dax-node.ts"; // prettier-ignore
import { DAX_MODEL, checkDaxScenario, type DaxModel, type DaxScenario, type DaxStep } from "./dax-scenario.ts";
import { DaxTable, type ItemWrite } from "./dax-table.ts";
import type { DaxEvent, DaxTrace } from "./dax-trace.ts";
import { createItemCache, type ItemKey } from "./item-cache.ts";
import { createQueryCache, type QueryMode, type QueryRequest } from "./query-cache.ts";
import type { ReadMode } from "../dynamodb/capacity-units.ts";

/** What a run takes from outside: a learner's mechanism, or the reference. */
export interface DaxMechanisms extends CreateCaches {
  readonly daxCluster: DaxClusterMechanism;
}

/** The reference mechanisms of a cluster. */
export const DAX_MECHANISMS: DaxMechanisms = Object.freeze({ createItemCache, createQueryCache, daxCluster });

/** The table is a service of the Region, and so is the cluster's manager: no zone's failure takes them away. */
const SERVICE_ZONE: ZoneId = "region";

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
  readonly #manager: DaxManager;
  readonly #nodes = new Map<NodeId, DaxNode>();
  /** Only where there is more than one node. */
  readonly #clients = new Map<NodeId, DaxClient>();
  #opCount = 0;
  /** Reads and queries since the last count. */
  #answeredCount = 0;
  #failedCount = 0;

  constructor(simulation: Simulation<DaxEvent>, scenario: DaxScenario, mechanisms: DaxMechanisms) {
    this.#simulation = simulation;
    this.#scenario = scenario;
    const model = { ...DAX_MODEL, ...scenario.model };
    this.#model = model;
    this.#network = new Network(simulation, model);
    this.#network.addNode(TABLE_NODE, SERVICE_ZONE);
    this.#network.addNode(MANAGER_NODE, SERVICE_ZONE);
    const { partition } = scenario;
    this.#table = new DaxTable(scenario.items, model.lagMs, simulation.random.fork("copies"), partition?.itemBytes);
    this.#host = new DaxHost(simulation, this.#network, this.#table, model, partition?.readUnitsPerSecond);
    const { daxCluster: mechanism } = mechanisms;
    const nodeIds = scenario.nodes.map(({ node }) => node);
    this.#manager = new DaxManager(this.#host, model, mechanism, nodeIds, scenario.memberCount);
    const shared: MemberHost = {
      host: this.#host,
      model,
      mechanism,
      manager: this.#manager,
      member: (node) => this.#nodes.get(node)?.member,
    };
    const join: JoinCluster | undefined = nodeIds.length === 1 ? undefined : (node, take) => new DaxMember(node, shared, take); // prettier-ignore
    for (const { client, zone } of scenario.clients) this.#network.addNode(client, zone);
    for (const { node, zone } of scenario.nodes) {
      this.#network.addNode(node, zone);
      const { itemCache, queryCache } = scenario;
      this.#nodes.set(node, new DaxNode(this.#host, node, { itemCache, queryCache }, mechanisms, join));
    }
    if (join === undefined) return;
    const luck = simulation.random.fork("clients");
    const { topology } = this.#manager;
    for (const { client } of scenario.clients)
      this.#clients.set(client, new DaxClient(client, this.#host, model, mechanism, this.#nodes, topology, luck.fork(client))); // prettier-ignore
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
    if (nodes.length > 1) {
      this.#manager.open();
      const { topology } = this.#manager;
      for (const node of this.#nodes.values()) node.open(topology);
      for (const client of this.#clients.values()) client.open();
    }
    const { countEveryMs } = this.#scenario;
    if (countEveryMs !== undefined) this.#simulation.after(countEveryMs, () => this.#count(countEveryMs));
    for (const step of steps) this.#simulation.at(step.atMs, () => this.#take(step));
  }

  #take(step: DaxStep): void {
    switch (step.kind) {
      case "read":
        return this.#read(step.client, step.via, step.keys, step.mode);
      case "poll":
        this.#read(step.client, step.via ?? "dax", step.keys, step.mode ?? "eventual");
        return this.#takeAgain(step);
      case "query":
        return this.#query(step.client, step.via, step.request, step.mode);
      case "query-poll":
        this.#query(step.client, "dax", step.request, "eventual");
        return this.#takeAgain(step);
      case "write":
        return this.#write(step.client, step.via, [step.write], "write");
      case "batch-write":
        return this.#write(step.client, "dax", step.writes, "batch");
      case "transact":
        return this.#write(step.client, "dax", step.writes, "transaction");
      case "resize":
        return this.#manager.resize(step.nodes);
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
      if (answer.kind === "failed") {
        this.#failedCount++;
        return this.#simulation.record({ kind: "read-failed", op, client, because: answer.because });
      }
      this.#answeredCount++;
      const { result, from } = answer;
      this.#simulation.record({ kind: "query-answered", op, client, mode, from, request, result, tookMs: this.#since(askedMs) }); // prettier-ignore
    };
    if (via === "table")
      return this.#host.queryTable(client, op, request, mode, (answer) =>
        told(answer.kind === "result" ? { ...answer, from: "table" } : answer),
      );
    this.#ask<QueryReply>(
      client,
      "read",
      op,
      (node, reply) => node.query(op, request, mode, reply),
      (answer) => told(answer ?? { kind: "failed", because: "no-answer" }),
    );
  }

  #read(client: NodeId, via: "dax" | "table", keys: readonly ItemKey[], mode: ReadMode): void {
    const op = ++this.#opCount;
    const askedMs = this.#simulation.nowMs;
    const told = (answer: ReadAnswer) => {
      if (answer.kind === "failed") {
        this.#failedCount++;
        return this.#simulation.record({ kind: "read-failed", op, client, because: answer.because });
      }
      this.#answeredCount++;
      return this.#simulation.record({ kind: "read-answered", op, client, mode, results: answer.results, tookMs: this.#since(askedMs) }); // prettier-ignore
    };
    if (via === "table")
      return this.#host.readTable(client, op, keys, mode, (answer) =>
        told(
          answer.kind === "rows"
            ? { kind: "read", results: answer.rows.map(({ key, item }) => ({ key, from: "table", ...(item && { item }) })) } // prettier-ignore
            : answer,
        ),
      );
    this.#ask<ReadAnswer>(
      client,
      "read",
      op,
      (node, reply) => node.read(op, keys, mode, reply),
      (answer) => told(answer ?? { kind: "failed", because: "no-answer" }),
    );
  }

  #write(
    client: NodeId,
    via: "dax" | "table",
    writes: readonly ItemWrite[],
    how: "write" | "batch" | "transaction",
  ): void {
    // prettier-ignore
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
            ...(answer.unprocessed && { unprocessed: answer.unprocessed }),
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
    const [only] = writes;
    this.#ask<WriteAnswer>(
      client,
      "write",
      op,
      (node, reply) => {
        if (how === "transaction" || only === undefined) return node.transact(op, writes, reply);
        return how === "batch" ? node.batchWrite(op, writes, reply) : node.write(op, only, reply);
      },
      (answer, failure) =>
        told(answer ?? (failure === "no-answer" ? { kind: "unknown" } : { kind: "refused", because: "no-primary" })),
    );
  }

  /** A request to the cluster: its client knows whom to ask; where there is but one node, it asks that, once. */
  #ask<Answer>(
    client: NodeId,
    kind: "read" | "write",
    op: number,
    ask: (node: DaxNode, reply: (answer: Answer | NotPrimary) => void) => void,
    told: (answer: Answer | undefined, failure?: FailedAttempt["failure"]) => void,
  ): void {
    const asked = this.#clients.get(client);
    if (asked !== undefined) return asked.request<Answer>({ op, kind, ask, told });
    const [only] = this.#nodes.values();
    const node = only as DaxNode;
    // One node alone is its own primary.
    const reply = (answer: Answer | undefined) => told(answer, "no-answer");
    this.#host.ask<Answer>(client, node.node, this.#model.clientMs, (answer) => ask(node, answer as never), reply);
  }

  #count(overMs: Millis): void {
    const members = this.#manager.topology.nodes;
    const nodes = [...this.#nodes.values()]
      .map((node) => node.takeLoad())
      .filter(({ node, hits, misses }) => members.includes(node) || hits + misses > 0);
    const [answered, failed] = [this.#answeredCount, this.#failedCount];
    this.#answeredCount = this.#failedCount = 0;
    this.#simulation.record({ kind: "load-counted", overMs, nodes, ...this.#host.takeLoad(), answered, failed });
    this.#simulation.after(overMs, () => this.#count(overMs));
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
