/**
 * Transactions on storage nodes: an application asks coordinators for TransactWriteItems and TransactGetItems, and storage
 * nodes for single items. Messages take time, and coordinators fail.
 *
 * The application asks again when it hears nothing, or TransactionInProgressException: another coordinator, with the same
 * client request token, as the SDKs do. A TransactionCanceledException it takes for an answer, as they do.
 *
 *   TransactGetItems   a coordinator reads all items, and then again. If one is held, or has changed in between, the read is
 *                      cancelled. Nothing is written for it. 2023 paper §3.4
 *
 * Who sees that a coordinator has failed? The others look into the ledger for transactions that nobody goes on with, and a
 * storage node that has held an item for long asks one of them. 2023 paper §3.5; its times are not published, ours are a
 * model's. A coordinator's requests of the application are gone with it.
 */
import { Network, ScenarioError, Simulation, checkFaults, type Fault, type Latency, type Link, type Millis, type NodeId, type Timed } from "../kernel/index.ts"; // prettier-ignore
import { frozen } from "../kernel/frozen.ts";
import type { ScheduleOf } from "../kernel/nemesis.ts";
import type { Item } from "./attribute-value.ts";
import { TransactionCoordinator, TransactionLedger, type TransactMessage } from "./transact-coordinator.ts";
import { TransactNode, type PrepareMessage, type ReadSlot } from "./transact-node.ts";
import type { ItemAction, TransactEvent, TransactTrace, TransactionAnswer } from "./transact-trace.ts";
import { transactWrite, type TransactWrite, type TransactionId, type TransactionOutcome, type Vote } from "./transact-write.ts"; // prettier-ignore

/** What the application asks for, or what happens to a clock. */
export type TransactStep =
  /** TransactWriteItems. `via`: which coordinator is asked first; else they take turns. Without a token it gets one of its own. */
  | {
      readonly kind: "transact";
      readonly atMs: Millis;
      readonly actions: readonly ItemAction[];
      readonly token?: string;
      readonly via?: NodeId;
    }
  /** PutItem, UpdateItem or DeleteItem. */
  | { readonly kind: "write"; readonly atMs: Millis; readonly action: ItemAction }
  /** GetItem, strongly consistent. */
  | { readonly kind: "read"; readonly atMs: Millis; readonly key: string }
  /** TransactGetItems. */
  | { readonly kind: "transact-read"; readonly atMs: Millis; readonly keys: readonly string[]; readonly via?: NodeId }
  /** From now on the clock of a coordinator or a storage node is ahead by so much, or behind. */
  | { readonly kind: "clock"; readonly atMs: Millis; readonly node: NodeId; readonly skewMs: Millis };

/** What a nemesis may do to transactions besides faults. */
export type TransactNemesisStep = Extract<TransactStep, { readonly kind: "transact" | "write" | "clock" }>;
/** What goes wrong with transactions. */
export type TransactSchedule = ScheduleOf<TransactNemesisStep>;

/** A run as data: the same scenario gives the same trace. */
export interface TransactScenario {
  readonly seed: number;
  /** Coordinators `C1`, `C2` and so on, from 1 to 5, each in a zone of its own name. */
  readonly coordinators: number;
  /** Storage nodes, the keys of each, and what is there at first. Each in a zone of its own name. */
  readonly nodes: readonly {
    readonly node: NodeId;
    readonly keys: readonly { readonly key: string; readonly item?: Item }[];
  }[];
  /** In any order; requests are `r1`, `r2` and so on by their places in the list. */
  readonly workload: readonly TransactStep[];
  /** The application is the node and the zone `app`. */
  readonly faults: readonly Fault[];
  /** At most 20 minutes. */
  readonly untilMs: Millis;
  readonly model?: Partial<TransactModel>;
}

/** What no source fixes. */
export interface TransactModel {
  /** A coordinator sends what was not answered again after so long. */
  readonly resendMs: Millis;
  /** After so long somebody takes care of a transaction that nobody goes on with, and a storage node asks. */
  readonly stalledMs: Millis;
  /** The application asks again after so long, */
  readonly clientTimeoutMs: Millis;
  /** and as often as this in all. */
  readonly attemptCount: number;
  /** One way, between any two nodes. */
  readonly latency: Latency;
}

/** Model figures: no source gives any of them. */
export const TRANSACT_MODEL: TransactModel = frozen({
  resendMs: 50,
  stalledMs: 400,
  clientTimeoutMs: 1_000,
  attemptCount: 4,
  latency: [
    [0, 1],
    [0.8, 3],
    [1, 12],
  ],
});

/** The node of the application. */
export const TRANSACT_APPLICATION: NodeId = "app";
const UNTIL_MS_MAX: Millis = 1_200_000;
const COORDINATOR_COUNT_MAX = 5;

/** The coordinators of a scenario. */
export function coordinatorsOf({ coordinators }: TransactScenario): readonly NodeId[] {
  return Array.from({ length: coordinators }, (_, index) => `C${index + 1}`);
}

/** Throws `ScenarioError`, naming the field, unless the scenario makes sense. */
export function checkTransactScenario(scenario: TransactScenario): void {
  const { coordinators, nodes, workload, faults, untilMs, model } = scenario;
  if (!(Number.isInteger(coordinators) && coordinators >= 1 && coordinators <= COORDINATOR_COUNT_MAX))
    throw new ScenarioError("coordinators", `from 1 to ${COORDINATOR_COUNT_MAX}`, coordinators);
  if (!(untilMs >= 0 && untilMs <= UNTIL_MS_MAX))
    throw new ScenarioError("untilMs", `a time from 0 to ${UNTIL_MS_MAX} ms`, untilMs);
  const names: readonly string[] = [
    TRANSACT_APPLICATION,
    ...coordinatorsOf(scenario),
    ...nodes.map(({ node }) => node),
  ];
  if (nodes.length === 0 || new Set(names).size < names.length)
    throw new ScenarioError("nodes", "at least one, with names of their own", names);
  const keys = nodes.flatMap((node) => node.keys.map(({ key }) => key));
  if (keys.includes("") || new Set(keys).size < keys.length)
    throw new ScenarioError("nodes.keys", "each key on one node, and none empty", keys);
  workload.forEach((step, index) => checkStep(step, `workload[${index}]`, keys, scenario));
  checkFaults(faults, { zones: names, nodes: names });
  const { latency: _, ...figures } = { ...TRANSACT_MODEL, ...model };
  for (const [name, value] of Object.entries(figures))
    if (!(value > 0 && value < Infinity)) throw new ScenarioError(`model.${name}`, "more than 0", value);
}

const SKEW_MS_MAX: Millis = 3_600_000;

function checkStep(step: TransactStep, field: string, known: readonly string[], scenario: TransactScenario): void {
  const oneOf = (name: string, value: string, values: readonly string[]) => {
    if (!values.includes(value)) throw new ScenarioError(`${field}.${name}`, `one of ${values.join(", ")}`, value);
  };
  const action = (one: ItemAction, name: string) => {
    oneOf(`${name}.key`, one.key, known);
    if (one.action === "add" && !Number.isSafeInteger(one.by))
      throw new ScenarioError(`${field}.${name}.by`, "a whole number", one.by);
    if (one.action === "check" && step.kind === "write")
      throw new ScenarioError(`${field}.${name}.action`, "put, delete or add: a check alone writes nothing", one.action); // prettier-ignore
  };
  if (!(step.atMs >= 0 && step.atMs < Infinity))
    throw new ScenarioError(`${field}.atMs`, "a time from 0 ms on", step.atMs);
  const coordinators = coordinatorsOf(scenario);
  switch (step.kind) {
    case "transact":
      if (step.via !== undefined) oneOf("via", step.via, coordinators);
      return step.actions.forEach((one, index) => action(one, `actions[${index}]`));
    case "write":
      return action(step.action, "action");
    case "read":
      return oneOf("key", step.key, known);
    case "transact-read":
      if (step.via !== undefined) oneOf("via", step.via, coordinators);
      if (step.keys.length === 0) throw new ScenarioError(`${field}.keys`, "at least one", step.keys);
      return step.keys.forEach((key, index) => oneOf(`keys[${index}]`, key, known));
    case "clock":
      oneOf("node", step.node, [...coordinators, ...scenario.nodes.map(({ node }) => node)]);
      if (!(Math.abs(step.skewMs) <= SKEW_MS_MAX))
        throw new ScenarioError(`${field}.skewMs`, `at most ${SKEW_MS_MAX} ms either way`, step.skewMs);
      return;
    default:
      step satisfies never;
      throw new ScenarioError(`${field}.kind`, "a known kind of step", (step as { kind: unknown }).kind);
  }
}

/**
 * Runs a scenario to its end. Throws `ScenarioError`, naming the field, for a scenario that makes no sense. What a
 * learner's mechanism throws passes through.
 */
export function runTransactions(
  scenario: TransactScenario,
  mechanism: TransactWrite = transactWrite,
  into?: Timed<TransactEvent>[],
): TransactTrace {
  checkTransactScenario(scenario);
  return new Run(scenario, mechanism, into).run();
}

class Run {
  readonly #scenario: TransactScenario;
  readonly #model: TransactModel;
  readonly #simulation: Simulation<TransactEvent>;
  readonly #network: Network;
  readonly #coordinators = new Map<NodeId, TransactionCoordinator>();
  readonly #nodes = new Map<NodeId, TransactNode>();
  readonly #nodeOfKey = new Map<string, NodeId>();
  readonly #ledger = new TransactionLedger();
  readonly #skews = new Map<NodeId, Millis>();
  readonly #prepareLinks = new Map<string, Link<PrepareMessage>>();
  readonly #settleLinks = new Map<string, Link<SettleMessage>>();
  /** Requests that have come to a coordinator: a connection brings each once, whatever the network doubles. */
  readonly #served = new Set<string>();
  /** Keys that are held, and for whom. */
  readonly #watched = new Set<string>();
  #turn = 0;

  constructor(scenario: TransactScenario, mechanism: TransactWrite, into: Timed<TransactEvent>[] | undefined) {
    this.#scenario = scenario;
    this.#model = { ...TRANSACT_MODEL, ...scenario.model };
    this.#simulation = new Simulation({ seed: scenario.seed, trace: into });
    const { latency } = this.#model;
    this.#network = new Network(this.#simulation, { sameZone: latency, crossZone: latency });
    const names = coordinatorsOf(scenario);
    const all: readonly string[] = [TRANSACT_APPLICATION, ...names, ...scenario.nodes.map(({ node }) => node)];
    for (const name of all) this.#network.addNode(name, name);
    const record = (event: TransactEvent) => this.#simulation.record(event);
    for (const { node, keys } of scenario.nodes) {
      const made = new TransactNode(node, mechanism, record);
      this.#nodes.set(node, made);
      for (const { key, item } of keys) {
        this.#nodeOfKey.set(key, node);
        if (item !== undefined) made.load(key, item);
      }
    }
    for (const name of names) {
      const made = new TransactionCoordinator(name, {
        mechanism,
        ledger: this.#ledger,
        nowMs: () => this.#simulation.nowMs,
        clockMs: () => this.#clockOf(name),
        record,
        sendPrepare: (message) => this.#prepares(name, this.#home(message.action.key)).send(message),
        sendSettle: (key, transaction, outcome) =>
          this.#settles(name, this.#home(key)).send({ key, transaction, outcome }),
        resendMs: this.#model.resendMs,
      });
      this.#coordinators.set(name, made);
    }
  }

  run(): TransactTrace {
    const { nodes, workload, faults, untilMs } = this.#scenario;
    const simulation = this.#simulation;
    simulation.record({
      kind: "transact-opened",
      nodes: nodes.map(({ node, keys }) => ({ node, keys: keys.map(({ key }) => key) })),
      coordinators: [...this.#coordinators.keys()],
      items: nodes.flatMap(({ keys }) => keys.flatMap(({ key, item }) => (item === undefined ? [] : [{ key, item }]))),
      untilMs,
    });
    this.#network.scheduleFaults(faults, (fault, began) => {
      simulation.record({ kind: began ? "fault-began" : "fault-ended", fault });
      for (const [name, coordinator] of this.#coordinators) if (!this.#network.isUp(name)) coordinator.crash();
    });
    workload.forEach((step, index) => simulation.at(step.atMs, () => this.#take(step, `r${index + 1}`)));
    for (const name of this.#coordinators.keys()) this.#watch(name);
    simulation.runUntil(untilMs);
    return simulation.trace;
  }

  #take(step: TransactStep, name: string): void {
    switch (step.kind) {
      case "clock":
        this.#skews.set(step.node, step.skewMs);
        return this.#simulation.record({ kind: "clock-set", node: step.node, skewMs: step.skewMs });
      case "transact": {
        const { actions, token = name, via } = step;
        return this.#ask({ request: name, token, actions }, this.#first(via), 1);
      }
      case "write": {
        const { action } = step;
        return this.#network.send(TRANSACT_APPLICATION, this.#home(action.key), () => {
          if (!this.#isFirst(name)) return;
          const node = this.#home(action.key);
          (this.#nodes.get(node) as TransactNode).write(name, action, Math.max(1, Math.floor(this.#clockOf(node))));
        });
      }
      case "read":
        return this.#network.send(TRANSACT_APPLICATION, this.#home(step.key), () => {
          if (!this.#isFirst(name)) return;
          const { key } = step;
          this.#simulation.record({ kind: "item-read", read: name, key, item: this.#slot(key).item });
        });
      case "transact-read":
        return this.#readAll(name, step.keys, this.#first(step.via));
      default:
        step satisfies never;
    }
  }

  /** The coordinator that a request goes to first, by its number. */
  #first(via: NodeId | undefined): number {
    const names = [...this.#coordinators.keys()];
    return via === undefined ? this.#turn++ % names.length : names.indexOf(via);
  }

  /** The application asks a coordinator, and the next one if it hears nothing. */
  #ask(message: TransactMessage, place: number, attempt: number): void {
    const { clientTimeoutMs, attemptCount } = this.#model;
    const { request } = message;
    if (attempt > attemptCount) return this.#simulation.record({ kind: "request-unknown", request });
    const names = [...this.#coordinators.keys()];
    const name = names[place % names.length] as NodeId;
    let isOver = false;
    const again = this.#simulation.after(clientTimeoutMs, () => {
      isOver = true;
      this.#ask(message, place + 1, attempt + 1);
    });
    const hear = ({ answer, reasons }: { answer: TransactionAnswer; reasons?: readonly string[] }) => {
      // While it is under way the application waits: the next attempt may hear more.
      if (isOver || answer === "TransactionInProgressException") return;
      isOver = true;
      this.#simulation.cancel(again);
      this.#simulation.record({ kind: "request-answered", request, answer, ...(reasons && { reasons }) });
    };
    this.#network.send(TRANSACT_APPLICATION, name, () => {
      if (!this.#isFirst(`${request} ${attempt}`)) return;
      this.#coordinators
        .get(name)
        ?.request(message, (answer) => this.#network.send(name, TRANSACT_APPLICATION, () => hear(answer)));
    });
  }

  /** TransactGetItems: two rounds, and nothing between them. */
  #readAll(read: string, keys: readonly string[], place: number): void {
    const names = [...this.#coordinators.keys()];
    const name = names[place] as NodeId;
    const end = (items: readonly ReadSlot[] | undefined) =>
      this.#network.send(name, TRANSACT_APPLICATION, () => {
        if (!this.#isFirst(`${read} answered`)) return;
        const shown = items?.map(({ item, stampMs }, index) => ({ key: keys[index] as string, item, stampMs }));
        this.#simulation.record({ kind: "items-read", read, ...(shown && { items: shown }) });
      });
    const round = (number: 1 | 2, then: (slots: readonly ReadSlot[]) => void) => {
      const slots = new Map<string, ReadSlot>();
      for (const key of keys) {
        const home = this.#home(key);
        this.#network.send(name, home, () => {
          const slot = this.#slot(key);
          this.#network.send(home, name, () => {
            slots.set(key, slot);
            if (slots.size === keys.length && this.#isFirst(`${read} round ${number}`))
              then(keys.map((each) => slots.get(each) as ReadSlot));
          });
        });
      }
    };
    this.#network.send(TRANSACT_APPLICATION, name, () => {
      if (!this.#isFirst(read)) return;
      round(1, (first) => {
        if (first.some(({ isHeld }) => isHeld)) return end(undefined);
        round(2, (second) => {
          const isSame = second.every(({ isHeld, lsn }, index) => !isHeld && lsn === first[index]?.lsn);
          end(isSame ? second : undefined);
        });
      });
    });
  }

  /** A coordinator sends again what was not answered, and looks after what others have left. */
  #watch(name: NodeId): void {
    const { resendMs, stalledMs } = this.#model;
    const coordinator = this.#coordinators.get(name) as TransactionCoordinator;
    this.#simulation.after(resendMs, () => {
      if (this.#network.isUp(name)) {
        coordinator.tick();
        for (const { transaction } of this.#ledger.stalledSince(this.#simulation.nowMs - stalledMs))
          coordinator.takeOver(transaction);
      }
      this.#watch(name);
    });
  }

  #prepares(coordinator: NodeId, node: NodeId): Link<PrepareMessage> {
    return once(this.#prepareLinks, `${coordinator} ${node}`, () => this.#linkPrepares(coordinator, node));
  }

  #settles(coordinator: NodeId, node: NodeId): Link<SettleMessage> {
    return once(this.#settleLinks, `${coordinator} ${node}`, () => this.#linkSettles(coordinator, node));
  }

  #linkPrepares(coordinator: NodeId, node: NodeId): Link<PrepareMessage> {
    const votes = this.#network.link(node, coordinator, ({ transaction, key, vote }: VoteMessage) =>
      this.#coordinators.get(coordinator)?.voted(transaction, key, vote),
    );
    return this.#network.link(coordinator, node, (message: PrepareMessage) => {
      const { transaction, action } = message;
      const made = this.#nodes.get(node) as TransactNode;
      const vote = made.prepare(message);
      votes.send({ transaction, key: action.key, vote });
      const watched = `${action.key} for ${transaction}`;
      if (made.slotOf(action.key).hold?.transaction !== transaction || this.#watched.has(watched)) return;
      this.#watched.add(watched);
      this.#watchHold(made, action.key, transaction, 0);
    });
  }

  #linkSettles(coordinator: NodeId, node: NodeId): Link<SettleMessage> {
    const settled = this.#network.link(node, coordinator, ({ transaction, key }: SettleMessage) =>
      this.#coordinators.get(coordinator)?.settled(transaction, key),
    );
    return this.#network.link(coordinator, node, (message: SettleMessage) => {
      const { key, transaction, outcome } = message;
      (this.#nodes.get(node) as TransactNode).settle(key, transaction, outcome);
      settled.send(message);
    });
  }

  /** A storage node asks what became of a transaction if it holds an item for long, one coordinator after the other. */
  #watchHold(made: TransactNode, key: string, transaction: TransactionId, askedCount: number): void {
    this.#simulation.after(this.#model.stalledMs, () => {
      if (made.slotOf(key).hold?.transaction !== transaction) {
        this.#watched.delete(`${key} for ${transaction}`);
        return;
      }
      const names = [...this.#coordinators.keys()];
      const coordinator = names[askedCount % names.length] as NodeId;
      if (this.#network.isUp(made.node)) {
        this.#simulation.record({ kind: "outcome-asked", transaction, node: made.node, key, coordinator });
        this.#network.send(made.node, coordinator, () => this.#coordinators.get(coordinator)?.asked(transaction, key));
      }
      this.#watchHold(made, key, transaction, askedCount + 1);
    });
  }

  #clockOf(name: NodeId): Millis {
    return Math.max(1, this.#simulation.nowMs + (this.#skews.get(name) ?? 0));
  }

  #home(key: string): NodeId {
    return this.#nodeOfKey.get(key) as NodeId;
  }

  #slot(key: string): ReadSlot {
    return (this.#nodes.get(this.#home(key)) as TransactNode).read(key);
  }

  #isFirst(message: string): boolean {
    if (this.#served.has(message)) return false;
    this.#served.add(message);
    return true;
  }
}

/** What is made at its first use. */
function once<Made>(kept: Map<string, Made>, name: string, make: () => Made): Made {
  const made = kept.get(name) ?? make();
  kept.set(name, made);
  return made;
}

interface VoteMessage {
  readonly transaction: TransactionId;
  readonly key: string;
  readonly vote: Vote;
}

interface SettleMessage {
  readonly key: string;
  readonly transaction: TransactionId;
  readonly outcome: TransactionOutcome;
}
