/**
 * A blue/green deployment under load, and its switchover.
 *
 *   blue in az-1    takes writes; each commit has the next position of its log
 *   green in az-2   replays them in order, at most `appliedPerSecond`
 *   control         in `region`: asks the switchover each half second what is to be said, and sends it
 *   clients         in az-3: each opens a connection by the production name, and keeps it until a write is refused
 *
 * How long green takes to catch up is arithmetic. At 200 commits/s and 400 applied/s, a replication that stood still for
 * 20 s is 4,000 commits behind: while blue goes on that takes 20 s to make up, with blue's writes stopped 10 s.
 *
 * Simplified: commits are counted, their contents are not kept. A long write commits at its end as many rows as green
 * replays in the time that it took. Name servers answer at once with what holds; a client keeps the answer for its TTL. A
 * rename takes a fixed time, everything else almost none. A side that is down loses nothing but messages.
 */
import { AURORA_LIMITS } from "../aurora/limits.ts";
import { checkFaults, type Fault } from "../kernel/faults.ts";
import { frozen } from "../kernel/frozen.ts";
import { Network, ScenarioError, Simulation, type Link, type Millis, type Timed } from "../kernel/index.ts";
import type { Latency } from "../kernel/latency.ts";
import type { ScheduleOf } from "../kernel/nemesis.ts";
import { BlueGreenEnvironments } from "./blue-green-environments.ts";
import {
  checkSwitchover,
  createSwitchover,
  type CreateSwitchover,
  type Side,
  type Switchover,
  type SwitchoverAnswer,
  type SwitchoverMember,
  type SwitchoverOrder,
} from "./blue-green-switchover.ts";
import type { BlueGreenEvent, BlueGreenTrace, BlueGreenTrouble, WriteRefusal } from "./blue-green-trace.ts";

/** Something that is done to the deployment, or happens to it. */
export type BlueGreenStep =
  /** From now on so many commits a second, from 0 to 10,000, beside those of the clients. */
  | { readonly kind: "load"; readonly atMs: Millis; readonly commitsPerSecond: number }
  | { readonly kind: "trouble"; readonly atMs: Millis; readonly forMs: Millis; readonly trouble: BlueGreenTrouble }
  /** Somebody makes a cluster of that name, if it is free, and deletes it later. */
  | { readonly kind: "take-name"; readonly atMs: Millis; readonly forMs: Millis; readonly name: string };

/** What a nemesis may do to a blue/green deployment besides faults. */
export type BlueGreenNemesisStep = BlueGreenStep;
/** What goes wrong in a blue/green deployment. */
export type BlueGreenSchedule = ScheduleOf<BlueGreenNemesisStep>;

/** An application that writes, one write at a time. */
export interface BlueGreenClient {
  readonly client: string;
  /** A write so often, from the first time on. More than 0. */
  readonly everyMs: Millis;
  /** How long it keeps what a name server has said: 5,000 for Aurora's TTL, 0 for a proxy that asks each time. */
  readonly dnsMs: Millis;
}

/** A deployment and what happens to it, as data. The same scenario gives the same trace. */
export interface BlueGreenScenario {
  readonly seed: number;
  /** The first one's name is the one that clients go by. */
  readonly members: readonly SwitchoverMember[];
  readonly timeoutMs: Millis;
  /** When the switchover begins. */
  readonly switchAtMs: Millis;
  readonly clients: readonly BlueGreenClient[];
  /** In any order. */
  readonly workload: readonly BlueGreenStep[];
  /** Nodes are `blue`, `green`, `control` and the clients; zones az-1, az-2, az-3 and `region`. */
  readonly faults: readonly Fault[];
  /** The run ends here. At most an hour and a half. */
  readonly untilMs: Millis;
  readonly model?: Partial<BlueGreenModel>;
}

/** What no source fixes. */
export interface BlueGreenModel {
  /** How many of blue's commits green replays in a second. */
  readonly appliedPerSecond: number;
  /** How often the control plane looks. */
  readonly lookMs: Millis;
  /** How long a side takes to change a name. */
  readonly renameMs: Millis;
  /** A client that has heard nothing for so long does not know. */
  readonly clientTimeoutMs: Millis;
  readonly sameZone: Latency;
  readonly crossZone: Latency;
}

/** Model figures: no source gives any of them. */
export const BLUE_GREEN_MODEL: BlueGreenModel = frozen({
  appliedPerSecond: 400,
  lookMs: 500,
  renameMs: 1_000,
  clientTimeoutMs: 2_000,
  sameZone: [
    [0, 0.2],
    [1, 0.5],
  ],
  crossZone: [
    [0, 0.6],
    [0.9, 1.5],
    [1, 4],
  ],
});

/** What Aurora's name servers allow a client to keep. */
export const BLUE_GREEN_DNS_MS: Millis = AURORA_LIMITS.zoneTtl.value * 1_000;

const ZONE_OF: Readonly<Record<Side | "control", string>> = { blue: "az-1", green: "az-2", control: "region" };
const CLIENT_ZONE = "az-3";
/** How often commits are made and replayed: a model figure. */
const TICK_MS: Millis = 100;
/** How often the logs are noted. */
const MEASURE_MS: Millis = 1_000;
const UNTIL_MS_MAX: Millis = 5_400_000;
const COMMITS_PER_SECOND_MAX = 10_000;

/**
 * Runs a scenario to its end. Throws `ScenarioError`, naming the field, for a scenario that makes no sense, and
 * `BlueGreenFault` for a switchover that the service would refuse. What a learner's mechanism throws passes through.
 */
export function runBlueGreen(
  scenario: BlueGreenScenario,
  create: CreateSwitchover = createSwitchover,
  into?: Timed<BlueGreenEvent>[],
): BlueGreenTrace {
  checkBlueGreenScenario(scenario);
  return new Run(scenario, create, into).run();
}

interface Write {
  readonly client: Client;
  readonly id: number;
}
interface Reply extends Write {
  readonly side: Side;
  readonly position: number | undefined;
  readonly why: WriteRefusal | undefined;
}

class Run {
  readonly simulation: Simulation<BlueGreenEvent>;
  readonly environments: BlueGreenEnvironments;
  readonly network: Network;
  readonly model: BlueGreenModel;
  readonly #scenario: BlueGreenScenario;
  readonly #switchover: Switchover;
  readonly #orders = new Map<Side, Link<SwitchoverOrder>>();
  readonly #answers = new Map<Side, Link<SwitchoverAnswer>>();
  /** By side, the number of the rename that it is at, and what it has been told since. */
  readonly #atWork = new Map<Side, number>();
  readonly #waiting = new Map<Side, SwitchoverOrder>();
  #commitsPerSecond = 0;
  /** The parts of a commit that the ticks before have left over. */
  #owed = 0;
  #canReplay = 0;
  #saidNumber = 0;
  #stood = "SWITCHOVER_IN_PROGRESS";

  constructor(scenario: BlueGreenScenario, create: CreateSwitchover, into: Timed<BlueGreenEvent>[] | undefined) {
    const { seed, members, timeoutMs, clients } = scenario;
    this.#scenario = scenario;
    this.model = { ...BLUE_GREEN_MODEL, ...scenario.model };
    this.simulation = new Simulation({ seed, trace: into });
    this.environments = new BlueGreenEnvironments(members);
    this.network = new Network(this.simulation, this.model);
    for (const [node, zone] of Object.entries(ZONE_OF)) this.network.addNode(node, zone);
    for (const { client } of clients) this.network.addNode(client, CLIENT_ZONE);
    for (const side of ["blue", "green"] as const) {
      this.#orders.set(
        side,
        this.network.link("control", side, (order: SwitchoverOrder) => this.#come(order)),
      );
      this.#answers.set(
        side,
        this.network.link(side, "control", (answer: SwitchoverAnswer) => this.#hear(answer)),
      );
    }
    this.#switchover = create({ members, timeoutMs });
  }

  run(): BlueGreenTrace {
    const { simulation } = this;
    const { members, timeoutMs, clients, workload, faults, switchAtMs, untilMs } = this.#scenario;
    simulation.record({ kind: "blue-green-opened", members, timeoutMs });
    this.network.scheduleFaults(faults, (fault, began) =>
      simulation.record({ kind: began ? "fault-began" : "fault-ended", fault }),
    );
    for (const step of workload) simulation.at(step.atMs, () => this.#take(step));
    for (const spec of clients) new Client(spec, this).start();
    simulation.after(TICK_MS, () => this.#tick());
    simulation.after(0, () => this.#measure());
    simulation.at(switchAtMs, () => {
      simulation.record({ kind: "switchover-began" });
      this.#look();
    });
    simulation.runUntil(untilMs);
    return simulation.trace;
  }

  productionName(): string {
    return (this.#scenario.members[0] as SwitchoverMember).blue;
  }

  /** A client's write has come to a side. */
  write(side: Side, { client, id }: Write): Reply {
    const { environments } = this;
    if (!environments.isOpen(side)) return { client, id, side, position: undefined, why: "no-connection" };
    if (!environments.isWritable(side)) return { client, id, side, position: undefined, why: "read-only" };
    return { client, id, side, position: environments.commit(side, 1, this.simulation.nowMs), why: undefined };
  }

  #look(): void {
    const { simulation } = this;
    simulation.after(this.model.lookMs, () => this.#look());
    const orders = this.#switchover.look(simulation.nowMs);
    this.#noteStanding();
    const number = orders[0]?.number;
    if (number === undefined) return;
    if (number !== this.#saidNumber) simulation.record({ kind: "orders-said", orders });
    this.#saidNumber = number;
    for (const order of orders) this.#orders.get(order.side)?.send(order);
  }

  #come(order: SwitchoverOrder): void {
    if (!this.environments.hears(order)) {
      this.simulation.record({ kind: "order-ignored", order });
      return;
    }
    const atWork = this.#atWork.get(order.side);
    if (atWork === undefined) this.#begin(order);
    // A rename that has begun is finished first.
    else if (order.number > atWork) this.#waiting.set(order.side, order);
  }

  #begin(order: SwitchoverOrder): void {
    const { side, number } = order;
    if (order.kind !== "rename" || this.environments.isCalled(side, order.place, order.name))
      return this.#carryOut(order);
    this.#atWork.set(side, number);
    this.simulation.after(this.model.renameMs, () => {
      this.#atWork.delete(side);
      this.#carryOut(order);
      const next = this.#waiting.get(side);
      this.#waiting.delete(side);
      if (next !== undefined) this.#begin(next);
    });
  }

  #carryOut(order: SwitchoverOrder): void {
    const answer = this.environments.obey(order, this.simulation.nowMs);
    this.simulation.record({ kind: "order-carried-out", order, answer, logs: this.environments.logs() });
    this.#answers.get(order.side)?.send(answer);
  }

  #hear(answer: SwitchoverAnswer): void {
    this.#switchover.heard(answer);
    this.#noteStanding();
  }

  #noteStanding(): void {
    const { status, cause } = this.#switchover.standing();
    const stands = `${status} ${cause ?? ""}`.trim();
    if (stands === this.#stood) return;
    this.#stood = stands;
    this.simulation.record({ kind: "switchover-stands", status, ...(cause !== undefined && { cause }) });
  }

  #tick(): void {
    const { simulation, environments, network } = this;
    simulation.after(TICK_MS, () => this.#tick());
    for (const side of ["blue", "green"] as const) {
      const takesLoad =
        environments.owner(this.productionName()) === side && environments.isWritable(side) && network.isUp(side);
      if (!takesLoad) continue;
      this.#owed += (this.#commitsPerSecond * TICK_MS) / 1_000;
      const count = Math.floor(this.#owed);
      this.#owed -= count;
      if (count > 0) environments.commit(side, count, simulation.nowMs);
    }
    this.#canReplay += (this.model.appliedPerSecond * TICK_MS) / 1_000;
    const count = Math.floor(this.#canReplay);
    this.#canReplay -= count;
    if (network.isUp("blue") && network.isUp("green")) environments.replicate(count);
  }

  #measure(): void {
    const { simulation, environments } = this;
    simulation.after(MEASURE_MS, () => this.#measure());
    const lagMs = environments.isWritable("green") ? 0 : environments.lagMs(simulation.nowMs);
    simulation.record({
      kind: "logs-measured",
      ...environments.logs(),
      lagMs,
      commitCount: environments.commitCount(),
    });
  }

  #take(step: BlueGreenStep): void {
    const { simulation, environments } = this;
    switch (step.kind) {
      case "load":
        this.#commitsPerSecond = step.commitsPerSecond;
        simulation.record({ kind: "load-changed", commitsPerSecond: step.commitsPerSecond });
        break;
      case "trouble":
        this.#trouble(step.trouble, step.forMs);
        break;
      case "take-name": {
        const { name, forMs } = step;
        if (!environments.take(name)) break;
        simulation.record({ kind: "name-taken", name });
        simulation.after(forMs, () => {
          if (environments.free(name)) simulation.record({ kind: "name-freed", name });
        });
        break;
      }
      default:
        step satisfies never;
    }
  }

  #trouble(trouble: BlueGreenTrouble, forMs: Millis): void {
    const { simulation, environments } = this;
    // A green that has stopped writes takes none from anybody; and one that takes them is no replica any more.
    if (trouble === "write-on-green" && (environments.isWritable("green") || environments.isStopped("green"))) return;
    if (environments.trouble(trouble, true)) simulation.record({ kind: "trouble-began", trouble });
    simulation.after(forMs, () => {
      // What it has written becomes visible to green only now, all of it at once.
      const rows = Math.floor((this.model.appliedPerSecond * forMs) / 1_000);
      if (trouble === "long-write" && environments.isWritable("blue") && rows > 0)
        environments.commit("blue", rows, simulation.nowMs);
      if (environments.trouble(trouble, false)) simulation.record({ kind: "trouble-ended", trouble });
    });
  }
}

/** Goes by the production name, and keeps its connection until a write is refused or not answered. */
class Client {
  readonly #spec: BlueGreenClient;
  readonly #run: Run;
  readonly #writes = new Map<Side, Link<Write>>();
  #cached: { readonly side: Side; readonly atMs: Millis } | undefined;
  #connected: Side | undefined;
  #lastId = 0;
  /** The write that has not been answered. */
  #openId = 0;

  constructor(spec: BlueGreenClient, run: Run) {
    this.#spec = spec;
    this.#run = run;
    for (const side of ["blue", "green"] as const) {
      const reply = run.network.link(side, spec.client, (answer: Reply) => this.#hear(answer));
      this.#writes.set(
        side,
        run.network.link(spec.client, side, (write: Write) => reply.send(run.write(side, write))),
      );
    }
  }

  start(): void {
    this.#run.simulation.after(this.#spec.everyMs, () => this.#next());
  }

  #next(): void {
    const { simulation, model } = this.#run;
    const { client, everyMs } = this.#spec;
    simulation.after(everyMs, () => this.#next());
    // One at a time.
    if (this.#openId !== 0) return;
    const side = this.#connected ?? this.#connect();
    if (side === undefined) {
      simulation.record({ kind: "write-refused", client, why: "no-such-name" });
      return;
    }
    const id = ++this.#lastId;
    this.#openId = id;
    this.#writes.get(side)?.send({ client: this, id });
    simulation.after(model.clientTimeoutMs, () => {
      if (this.#openId !== id) return;
      this.#openId = 0;
      this.#connected = undefined;
      simulation.record({ kind: "write-unknown", client });
    });
  }

  #connect(): Side | undefined {
    const { simulation, environments } = this.#run;
    const { client, dnsMs } = this.#spec;
    const cached = this.#cached;
    const isCached = cached !== undefined && simulation.nowMs - cached.atMs < dnsMs;
    const side = isCached ? cached.side : environments.owner(this.#run.productionName());
    if (side === undefined) return undefined;
    if (!isCached) this.#cached = { side, atMs: simulation.nowMs };
    this.#connected = side;
    simulation.record({ kind: "client-connects", client, side, isCached });
    return side;
  }

  #hear({ id, side, position, why }: Reply): void {
    if (this.#openId !== id) return;
    this.#openId = 0;
    const { client } = this.#spec;
    if (position !== undefined) {
      this.#run.simulation.record({ kind: "write-committed", client, side, position });
      return;
    }
    this.#connected = undefined;
    this.#run.simulation.record({ kind: "write-refused", client, why: why ?? "no-connection" });
  }
}

/** Throws `ScenarioError`, naming the field, unless the scenario makes sense; `BlueGreenFault` for the switchover. */
export function checkBlueGreenScenario(scenario: BlueGreenScenario): void {
  const { members, timeoutMs, switchAtMs, clients, workload, faults, untilMs, model } = scenario;
  checkSwitchover({ members, timeoutMs });
  if (!(untilMs >= 0 && untilMs <= UNTIL_MS_MAX))
    throw new ScenarioError("untilMs", `a time from 0 to ${UNTIL_MS_MAX} ms`, untilMs);
  if (!(switchAtMs >= 0 && switchAtMs < Infinity))
    throw new ScenarioError("switchAtMs", "a time from 0 ms on", switchAtMs);
  const nodes = Object.keys(ZONE_OF);
  clients.forEach(({ client, everyMs, dnsMs }, index) => {
    if (client === "" || nodes.includes(client))
      throw new ScenarioError(`clients[${index}].client`, "a name of its own", client);
    nodes.push(client);
    if (!(everyMs > 0 && everyMs < Infinity))
      throw new ScenarioError(`clients[${index}].everyMs`, "more than 0 ms", everyMs);
    if (!(dnsMs >= 0 && dnsMs < Infinity)) throw new ScenarioError(`clients[${index}].dnsMs`, "0 ms or more", dnsMs);
  });
  workload.forEach((step, index) => checkStep(step, `workload[${index}]`));
  checkFaults(faults, { zones: [...Object.values(ZONE_OF), CLIENT_ZONE], nodes });
  const { appliedPerSecond, lookMs, renameMs, clientTimeoutMs } = { ...BLUE_GREEN_MODEL, ...model };
  for (const [name, value] of Object.entries({ appliedPerSecond, lookMs, renameMs, clientTimeoutMs })) {
    if (!(value > 0 && value < Infinity)) throw new ScenarioError(`model.${name}`, "more than 0", value);
  }
}

const TROUBLES: readonly BlueGreenTrouble[] = frozen([
  "replication-stopped",
  "write-on-green",
  "long-write",
  "long-ddl",
  "external-replication",
]);

function checkStep(step: BlueGreenStep, field: string): void {
  if (!(step.atMs >= 0 && step.atMs < Infinity))
    throw new ScenarioError(`${field}.atMs`, "a time from 0 ms on", step.atMs);
  if (step.kind === "load") {
    const { commitsPerSecond } = step;
    if (!(commitsPerSecond >= 0 && commitsPerSecond <= COMMITS_PER_SECOND_MAX))
      throw new ScenarioError(`${field}.commitsPerSecond`, `from 0 to ${COMMITS_PER_SECOND_MAX}`, commitsPerSecond);
    return;
  }
  if (!(step.forMs > 0 && step.forMs < Infinity))
    throw new ScenarioError(`${field}.forMs`, "more than 0 ms", step.forMs);
  if (step.kind === "trouble" && !TROUBLES.includes(step.trouble))
    throw new ScenarioError(`${field}.trouble`, `one of ${TROUBLES.join(", ")}`, step.trouble);
  if (step.kind === "take-name" && step.name === "") throw new ScenarioError(`${field}.name`, "a name", step.name);
}
