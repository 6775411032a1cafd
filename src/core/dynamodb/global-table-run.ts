/**
 * A global table: a replica in each of several Regions, an application beside each, and a network between the Regions.
 *
 *   MREC   a write is done when its own Region has it. It is sent to each other Region until that one acknowledges it, and
 *          `last-writer-wins` decides what a Region keeps. Reads are local: strong ones show what this Region has
 *   MRSC   a write is done when one more Region has it (`strong-table.ts`). Strong reads ask another Region
 *
 * In MREC a Region also tells the others how far it is: it has nothing to send any more that is stamped up to some time,
 * and will stamp nothing so early. The lowest of what a Region has heard from the others is its watermark.
 *
 * Simplified: a replica is one node, without the partitions and copies that a Region's table has. All ways between Regions
 * are alike. Transactions are made in one instant. A Region that is down loses nothing but messages. Capacity is not
 * counted, and streams are read by nobody: the service replicates MREC tables through them.
 */
import { Network, Simulation, type Link, type Millis, type Timed } from "../kernel/index.ts";
import { TableReplica } from "./global-table-replica.ts";
import { GLOBAL_TABLE_MODEL, applicationOf, changed, checkGlobalTable, type GlobalTableModel, type GlobalTableScenario, type GlobalTableStep } from "./global-table-scenario.ts"; // prettier-ignore
import type { GlobalTableEvent, GlobalTableTrace, WriteOutcome } from "./global-table-trace.ts";
import { lastWriterWins, type ItemVersion, type LastWriterWins, type RegionId } from "./last-writer-wins.ts";
import { StrongTable, type Request, type Response } from "./strong-table.ts";

/**
 * Runs a scenario to its end. Throws `ScenarioError`, naming the field, for a scenario that makes no sense. What a
 * learner's mechanism throws passes through.
 */
export function runGlobalTable(
  scenario: GlobalTableScenario,
  mechanism: LastWriterWins = lastWriterWins,
  into?: Timed<GlobalTableEvent>[],
): GlobalTableTrace {
  checkGlobalTable(scenario);
  return new Run(scenario, mechanism, into).run();
}

/** What a table does with a request that has come to a Region's replica. `answer` may be called later, or never. */
export interface GlobalTable {
  serve(region: RegionId, request: Request, answer: (response: Response) => void): void;
  setClock(region: RegionId, skewMs: Millis): void;
  start(): void;
}

class Run {
  readonly #scenario: GlobalTableScenario;
  readonly #model: GlobalTableModel;
  readonly #simulation: Simulation<GlobalTableEvent>;
  readonly #network: Network;
  readonly #table: GlobalTable;
  readonly #applications = new Map<RegionId, Application>();

  constructor(scenario: GlobalTableScenario, mechanism: LastWriterWins, into: Timed<GlobalTableEvent>[] | undefined) {
    const { seed, mode, regions, witness } = scenario;
    this.#scenario = scenario;
    this.#model = { ...GLOBAL_TABLE_MODEL, ...scenario.model };
    this.#simulation = new Simulation({ seed, trace: into });
    this.#network = new Network(this.#simulation, this.#model);
    for (const region of regions) {
      this.#network.addNode(region, region);
      this.#network.addNode(applicationOf(region), region);
    }
    if (witness !== undefined) this.#network.addNode(witness, witness);
    const nodes = witness === undefined ? regions : [...regions, witness];
    this.#table =
      mode === "MREC"
        ? new EventualTable(regions, mechanism, this.#simulation, this.#network, this.#model)
        : new StrongTable(nodes, this.#simulation, this.#network, this.#model);
    for (const region of regions)
      this.#applications.set(
        region,
        new Application(region, this.#table, this.#simulation, this.#network, this.#model),
      );
  }

  run(): GlobalTableTrace {
    const { mode, regions, witness, workload, faults, untilMs } = this.#scenario;
    const simulation = this.#simulation;
    simulation.record({ kind: "global-table-opened", mode, regions, ...(witness !== undefined && { witness }) });
    this.#network.scheduleFaults(faults, (fault, began) =>
      simulation.record({ kind: began ? "fault-began" : "fault-ended", fault }),
    );
    let writeCount = 0;
    workload.forEach((step, index) => {
      const name = step.kind === "read" || step.kind === "clock" ? `r${index + 1}` : `w${++writeCount}`;
      simulation.at(step.atMs, () => this.#take(step, name));
    });
    this.#table.start();
    simulation.runUntil(untilMs);
    return simulation.trace;
  }

  #take(step: GlobalTableStep, name: string): void {
    if (step.kind === "clock") {
      this.#table.setClock(step.region, step.skewMs);
      this.#simulation.record({ kind: "clock-set", region: step.region, skewMs: step.skewMs });
    } else this.#applications.get(step.region)?.ask({ name, step });
  }
}

/** Asks its own Region's replica, and waits. */
class Application {
  readonly #region: RegionId;
  readonly #simulation: Simulation<GlobalTableEvent>;
  readonly #timeoutMs: Millis;
  readonly #requests: Link<Request>;
  readonly #waiting = new Map<string, Request & { readonly askedAtMs: Millis }>();

  constructor(
    region: RegionId,
    table: GlobalTable,
    simulation: Simulation<GlobalTableEvent>,
    network: Network,
    { clientTimeoutMs }: GlobalTableModel,
  ) {
    this.#region = region;
    this.#simulation = simulation;
    this.#timeoutMs = clientTimeoutMs;
    const replies = network.link(region, applicationOf(region), (reply: { request: Request; response: Response }) =>
      this.#hear(reply.request, reply.response),
    );
    const served = new Set<string>();
    this.#requests = network.link(applicationOf(region), region, (request: Request) => {
      // Requests travel on a connection: what the network doubles is one request all the same.
      if (served.has(request.name)) return;
      served.add(request.name);
      table.serve(region, request, (response) => replies.send({ request, response }));
    });
  }

  ask(request: Request): void {
    this.#waiting.set(request.name, { ...request, askedAtMs: this.#simulation.nowMs });
    this.#requests.send(request);
    this.#simulation.after(this.#timeoutMs, () => {
      if (!this.#waiting.delete(request.name)) return;
      const { step } = request;
      for (const key of keysOf(step)) {
        if (step.kind === "read") this.#simulation.record({ kind: "read-unknown", region: this.#region, key });
        else this.#simulation.record({ kind: "write-unknown", region: this.#region, write: request.name, key });
      }
    });
  }

  #hear({ name, step }: Request, response: Response): void {
    const waiting = this.#waiting.get(name);
    if (waiting === undefined) return;
    this.#waiting.delete(name);
    const region = this.#region;
    if (typeof response === "string") {
      for (const key of keysOf(step))
        this.#simulation.record({ kind: "write-answered", region, write: name, key, outcome: response });
    } else if (step.kind === "read") {
      const { item, ballot } = response;
      const { key, isStrong } = step;
      const shown = { ...(item !== undefined && { item }), ...(ballot !== undefined && { ballot }) };
      this.#simulation.record({ kind: "item-read", region, key, isStrong, askedAtMs: waiting.askedAtMs, ...shown });
    }
  }
}

function keysOf(step: Request["step"]): readonly string[] {
  return step.kind === "transact" ? step.puts.map(({ key }) => key) : [step.key];
}

/** A write on its way to another Region. */
interface Replicated {
  readonly id: number;
  readonly key: string;
  readonly version: ItemVersion;
}

/** From one Region to another: what is not acknowledged is sent again. */
class Way {
  readonly #simulation: Simulation<GlobalTableEvent>;
  readonly #retryMs: Millis;
  readonly #writes: Link<Replicated>;
  readonly #progress: Link<Millis>;
  readonly #waiting = new Map<number, Replicated>();
  #lastId = 0;

  constructor(
    from: RegionId,
    to: RegionId,
    simulation: Simulation<GlobalTableEvent>,
    network: Network,
    { retryMs }: GlobalTableModel,
    deliver: { write(write: Replicated): void; progress(settledMs: Millis): void },
  ) {
    // prettier-ignore
    this.#simulation = simulation;
    this.#retryMs = retryMs;
    const acknowledgements = network.link(to, from, (id: number) => this.#waiting.delete(id));
    this.#writes = network.link(from, to, (write: Replicated) => {
      deliver.write(write);
      acknowledgements.send(write.id);
    });
    this.#progress = network.link(from, to, (settledMs: Millis) => deliver.progress(settledMs));
  }

  send(key: string, version: ItemVersion): void {
    const write = { id: ++this.#lastId, key, version };
    this.#waiting.set(write.id, write);
    this.#sendUntilHeard(write);
  }

  /** `nowMs`: no write will be stamped below it from now on. */
  tell(nowMs: Millis): void {
    const oldest = Math.min(...[...this.#waiting.values()].map(({ version }) => version.stamp.atMs));
    this.#progress.send(Math.min(nowMs, oldest) - 1);
  }

  #sendUntilHeard(write: Replicated): void {
    if (!this.#waiting.has(write.id)) return;
    this.#writes.send(write);
    this.#simulation.after(this.#retryMs, () => this.#sendUntilHeard(write));
  }
}

/** MREC. */
class EventualTable implements GlobalTable {
  readonly #simulation: Simulation<GlobalTableEvent>;
  readonly #model: GlobalTableModel;
  readonly #replicas = new Map<RegionId, TableReplica>();
  readonly #skews = new Map<RegionId, Millis>();
  /** By the Region that sends: the ways to all others. */
  readonly #ways = new Map<RegionId, readonly Way[]>();

  constructor(
    regions: readonly RegionId[],
    mechanism: LastWriterWins,
    simulation: Simulation<GlobalTableEvent>,
    network: Network,
    model: GlobalTableModel,
  ) {
    this.#simulation = simulation;
    this.#model = model;
    const record = (event: GlobalTableEvent) => simulation.record(event);
    /** By the Region that hears, what each other one has told. */
    const told = new Map(regions.map((region) => [region, new Map<RegionId, Millis>()]));
    for (const region of regions) this.#replicas.set(region, new TableReplica(region, mechanism, record));
    for (const from of regions) {
      const ways = regions
        .filter((to) => to !== from)
        .map((to) => {
          const heard = told.get(to) as Map<RegionId, Millis>;
          return new Way(from, to, simulation, network, model, {
            write: ({ key, version }) => this.#replica(to).arrive(key, version),
            progress: (settledMs) => {
              heard.set(from, Math.max(heard.get(from) ?? 0, settledMs));
              if (heard.size === regions.length - 1) this.#replica(to).tidy(Math.min(...heard.values()));
            },
          });
        });
      this.#ways.set(from, ways);
    }
  }

  start(): void {
    for (const region of this.#replicas.keys()) this.#tell(region);
  }

  setClock(region: RegionId, skewMs: Millis): void {
    this.#skews.set(region, skewMs);
  }

  serve(region: RegionId, { name, step }: Request, answer: (response: Response) => void): void {
    const replica = this.#replica(region);
    const write = (key: string, item: ItemVersion["item"]) => {
      const version = replica.write(name, key, item);
      for (const way of this.#ways.get(region) ?? []) way.send(key, version);
    };
    if (step.kind === "read") return answer({ item: replica.itemOf(step.key), ballot: undefined });
    let outcome: WriteOutcome = "written";
    if (step.kind === "transact") {
      for (const { key, item } of step.puts) write(key, item);
    } else {
      const result = changed(step, replica.itemOf(step.key));
      if (typeof result === "string") outcome = result;
      else write(step.key, result.item);
    }
    answer(outcome);
  }

  #tell(region: RegionId): void {
    this.#simulation.after(this.#model.progressMs, () => {
      const nowMs = this.#clockOf(region);
      this.#replica(region).tidy(0);
      for (const way of this.#ways.get(region) ?? []) way.tell(nowMs);
      this.#tell(region);
    });
  }

  /** The replica, with its clock set. */
  #replica(region: RegionId): TableReplica {
    this.#clockOf(region);
    return this.#replicas.get(region) as TableReplica;
  }

  #clockOf(region: RegionId): Millis {
    const shownMs = this.#simulation.nowMs + (this.#skews.get(region) ?? 0);
    return (this.#replicas.get(region) as TableReplica).clock(shownMs);
  }
}
