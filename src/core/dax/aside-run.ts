/**
 * Processes of an application, a cache beside them, and a table, on a network. The processes read and write by the rules of
 * `cache-aside`; each request travels, waits for its answer for a while, and may be done though nobody hears of it.
 *
 *   P1, P2 in az-1, P3 in az-2     cache in az-1     table in the Region
 *   get "total" at the cache       about 1 ms        100 ms without an answer count as failed
 *   an item from the table         about 5 ms        1 s without an answer counts as failed
 *   "total": a Query over all      about 200 ms
 *
 * Simplified: the table takes any number of requests. The cache is one node; when it is down it loses nothing, and when it
 * is emptied it loses everything.
 */
import { checkFaults, Network, ScenarioError, Simulation, type Fault, type Latency, type Millis, type NodeId, type Random, type Timed, type ZoneId } from "../kernel/index.ts"; // prettier-ignore
import { frozen } from "../kernel/frozen.ts";
import { drawLatency, latencyTable } from "../kernel/latency.ts";
import { asideDeletesFirst, asideWithoutLeases } from "./aside-codes.ts";
import { ASIDE_REQUEST_COUNT_MAX, endOf, performAtTable, WAIT_MS_MAX } from "./aside-script.ts";
import { AsideCache, AsideTable, TOTAL_ENTRY } from "./aside-stores.ts";
import type { AsideCode, AsideEvent, AsideTrace } from "./aside-trace.ts";
import { cacheAside, type AsideAnswer, type AsideRequest, type AsideSteps, type AsideWriteOutcome, type CacheAside, type ReadOutcome } from "./cache-aside.ts"; // prettier-ignore

/** What happens. Processes are counted from 1 on. */
export type AsideStep =
  | { readonly atMs: Millis; readonly kind: "read"; readonly process: number; readonly entry: string }
  | { readonly atMs: Millis; readonly kind: "write" | "remove"; readonly process: number; readonly item: string }
  /** The cache loses all it has, as after a restart. */
  | { readonly atMs: Millis; readonly kind: "empty-cache" }
  /** The table turns all requests away for so long. */
  | { readonly atMs: Millis; readonly kind: "busy-table"; readonly forMs: Millis }
  /** Calls that begin from now on are written so. */
  | { readonly atMs: Millis; readonly kind: "code"; readonly code: AsideCode };

/** Reads of one entry, evenly, each by the next process. */
export interface AsideLoad {
  readonly entry: string;
  /** At most 200. */
  readonly perSecond: number;
  readonly fromMs: Millis;
  readonly untilMs: Millis;
}

/** A run as data: the same scenario gives the same trace. */
export interface AsideScenario {
  readonly seed: number;
  /** From 1 to 9. */
  readonly processCount: number;
  /** What the table has at the beginning. */
  readonly items: readonly string[];
  readonly loads: readonly AsideLoad[];
  /** In the order of time. */
  readonly steps: readonly AsideStep[];
  /** Of the processes `P1` to `P9`, of `cache` and `table`, of the zones az-1 and az-2 and of `region`. */
  readonly faults: readonly Fault[];
  /** At most 10 minutes. */
  readonly untilMs: Millis;
}

const SAME_ZONE: Latency = frozen([
  [0, 0.2],
  [0.5, 0.3],
  [1, 1.5],
]);
const CROSS_ZONE: Latency = frozen([
  [0, 0.5],
  [0.5, 1],
  [1, 4],
]);
const ITEM_MS: Latency = frozen([
  [0, 2],
  [0.5, 3],
  [1, 8],
]);
const TOTAL_MS: Latency = frozen([
  [0, 150],
  [0.5, 200],
  [1, 300],
]);
const CACHE_LIMIT_MS: Millis = 100;
const TABLE_LIMIT_MS: Millis = 1_000;
/** Of eventually consistent reads. */
const LAG_MS: Millis = 100;
const PROCESS_COUNT_MAX = 9;
const PER_SECOND_MAX = 200;
const UNTIL_MS_MAX: Millis = 600_000;
const CACHE: NodeId = "cache";
const TABLE: NodeId = "table";
const ZONES: readonly ZoneId[] = Object.freeze(["az-1", "az-2"]);
const REGION: ZoneId = "region";

/**
 * Runs a scenario to its end. Throws `ScenarioError`, naming the field, for one that makes no sense. What a learner's
 * mechanism throws passes through; what happened before it is then in `into`.
 */
export function runAside(
  scenario: AsideScenario,
  aside: CacheAside = cacheAside,
  into?: Timed<AsideEvent>[],
): AsideTrace {
  checkAsideScenario(scenario);
  const simulation = new Simulation<AsideEvent>({ seed: scenario.seed, trace: into });
  new AsideSystem(simulation, scenario, aside).begin();
  simulation.runUntil(scenario.untilMs);
  return simulation.trace;
}

interface Call {
  readonly id: number;
  readonly node: NodeId;
  readonly item: string;
  readonly isRemoval: boolean;
  readonly isRead: boolean;
  readonly steps: AsideSteps<ReadOutcome> | AsideSteps<AsideWriteOutcome>;
  requestCount: number;
  /** Ended, lost or stopped. */
  isOver: boolean;
}

class AsideSystem {
  readonly #simulation: Simulation<AsideEvent>;
  readonly #network: Network;
  readonly #scenario: AsideScenario;
  readonly #codes: Readonly<Record<AsideCode, CacheAside>>;
  readonly #cache = new AsideCache();
  readonly #table: AsideTable;
  readonly #running = new Map<number, Call>();
  readonly #luck: Random;
  readonly #itemMs = latencyTable(ITEM_MS);
  readonly #totalMs = latencyTable(TOTAL_MS);
  #code: AsideCode = "leases";
  #callCount = 0;
  #busyCount = 0;

  constructor(simulation: Simulation<AsideEvent>, scenario: AsideScenario, aside: CacheAside) {
    this.#simulation = simulation;
    this.#scenario = scenario;
    this.#codes = { leases: aside, "no-leases": asideWithoutLeases, "delete-first": asideDeletesFirst };
    this.#table = new AsideTable(scenario.items, LAG_MS);
    this.#luck = simulation.random.fork("table");
    this.#network = new Network(simulation, { sameZone: SAME_ZONE, crossZone: CROSS_ZONE });
    this.#network.addNode(CACHE, "az-1");
    this.#network.addNode(TABLE, REGION);
    for (let process = 1; process <= scenario.processCount; process++)
      this.#network.addNode(`P${process}`, zoneOf(process));
  }

  begin(): void {
    const simulation = this.#simulation;
    const { processCount, untilMs, faults, steps, loads } = this.#scenario;
    simulation.record({ kind: "aside-opened", processCount, entries: this.#table.entries(), untilMs });
    this.#network.scheduleFaults(faults, (fault, began) => {
      simulation.record({ kind: began ? "fault-began" : "fault-ended", fault });
      if (began) this.#crash();
    });
    for (const step of steps) simulation.at(step.atMs, () => this.#perform(step));
    for (const load of loads) simulation.at(load.fromMs, () => this.#load(load, 1));
  }

  #load(load: AsideLoad, count: number): void {
    if (this.#simulation.nowMs >= load.untilMs) return;
    this.#begin(((count - 1) % this.#scenario.processCount) + 1, load.entry, true, false);
    this.#simulation.after(1_000 / load.perSecond, () => this.#load(load, count + 1));
  }

  #perform(step: AsideStep): void {
    switch (step.kind) {
      case "read":
        return this.#begin(step.process, step.entry, true, false);
      case "write":
      case "remove":
        return this.#begin(step.process, step.item, false, step.kind === "remove");
      case "empty-cache":
        this.#cache.empty();
        return this.#simulation.record({ kind: "cache-emptied" });
      case "busy-table":
        return this.#busy(step.forMs);
      case "code":
        this.#code = step.code;
        return this.#simulation.record({ kind: "code-changed", code: step.code });
      default:
        return step satisfies never;
    }
  }

  #busy(forMs: Millis): void {
    if (++this.#busyCount === 1) this.#simulation.record({ kind: "table-busy" });
    this.#simulation.after(forMs, () => {
      if (--this.#busyCount === 0) this.#simulation.record({ kind: "table-free" });
    });
  }

  #begin(process: number, item: string, isRead: boolean, isRemoval: boolean): void {
    const node = `P${process}`;
    if (!this.#network.isUp(node)) return;
    const id = ++this.#callCount;
    const entries = [item, TOTAL_ENTRY];
    if (isRead) this.#simulation.record({ kind: "read-began", call: id, process: node, entry: item });
    else this.#simulation.record({ kind: "write-began", call: id, process: node, entries, isRemoval });
    const code = this.#codes[this.#code];
    const steps = isRead ? code.read(item, `token-${id}`) : code.write(entries);
    const call: Call = { id, node, item, isRemoval, isRead, steps, requestCount: 0, isOver: false };
    this.#running.set(id, call);
    this.#take(call, steps.next());
  }

  #take(call: Call, step: IteratorResult<AsideRequest, ReadOutcome | AsideWriteOutcome>): void {
    if (step.done === true) {
      this.#simulation.record(endOf(call, step.value));
      return this.#over(call);
    }
    if (++call.requestCount > ASIDE_REQUEST_COUNT_MAX) {
      this.#simulation.record({ kind: "call-stopped", call: call.id, requestCount: ASIDE_REQUEST_COUNT_MAX });
      return this.#over(call);
    }
    const request = step.value;
    const go = (answer: AsideAnswer) => {
      if (!call.isOver) this.#take(call, call.steps.next(answer));
    };
    if (request.do === "wait") {
      const forMs = Math.min(Math.max(request.ms, 0), WAIT_MS_MAX);
      return void this.#simulation.after(forMs, () => go({ kind: "waited" }));
    }
    this.#ask(call, request, go);
  }

  #over(call: Call): void {
    call.isOver = true;
    this.#running.delete(call.id);
  }

  /** Tells once. A request that arrives a second time is not done again: connections see to that. */
  #ask(call: Call, request: Exclude<AsideRequest, { readonly do: "wait" }>, go: (answer: AsideAnswer) => void): void {
    const isOfTable = request.do === "read-table" || request.do === "write-table";
    const to = isOfTable ? TABLE : CACHE;
    let isTold = false;
    let isHandled = false;
    const timer = this.#simulation.after(isOfTable ? TABLE_LIMIT_MS : CACHE_LIMIT_MS, () => {
      if (isTold || call.isOver) return;
      isTold = true;
      this.#simulation.record({ kind: "nothing-heard", call: call.id, request });
      go({ kind: "failed" });
    });
    const reply = (answer: AsideAnswer) =>
      this.#network.send(to, call.node, () => {
        if (isTold) return;
        isTold = true;
        this.#simulation.cancel(timer);
        go(answer);
      });
    this.#network.send(call.node, to, () => {
      if (isHandled) return;
      isHandled = true;
      this.#handle(call, request, reply);
    });
  }

  #handle(
    call: Call,
    request: Exclude<AsideRequest, { readonly do: "wait" }>,
    reply: (answer: AsideAnswer) => void,
  ): void {
    if (request.do !== "read-table" && request.do !== "write-table") {
      const answer = this.#cache.perform(request, this.#simulation.nowMs);
      this.#simulation.record({ kind: "cache-answered", call: call.id, request, answer });
      return reply(answer);
    }
    const isTotal = request.do === "read-table" && request.entry === TOTAL_ENTRY;
    const serviceMs = drawLatency(isTotal ? this.#totalMs : this.#itemMs, this.#luck);
    const perform = (): AsideAnswer => {
      if (this.#busyCount === 0) return performAtTable(this.#simulation, this.#table, call, request);
      this.#simulation.record({ kind: "table-refused", call: call.id, do: request.do });
      return { kind: request.do === "read-table" ? "failed" : "refused" };
    };
    // A read gives what was so when it began.
    const seen = request.do === "read-table" ? perform() : undefined;
    this.#simulation.after(serviceMs, () => {
      if (this.#network.isUp(TABLE)) reply(seen ?? perform());
    });
  }

  /** Calls of processes that are down are lost. */
  #crash(): void {
    for (const call of [...this.#running.values()]) {
      if (this.#network.isUp(call.node)) continue;
      this.#simulation.record({ kind: "call-lost", call: call.id });
      this.#over(call);
    }
  }
}

function zoneOf(process: number): ZoneId {
  return ZONES[process % 3 === 0 ? 1 : 0] as ZoneId;
}

/** Throws `ScenarioError`, naming the field, for a scenario that makes no sense. */
export function checkAsideScenario({ processCount, items, loads, steps, faults, untilMs }: AsideScenario): void {
  if (!(Number.isSafeInteger(processCount) && processCount >= 1 && processCount <= PROCESS_COUNT_MAX))
    throw new ScenarioError("processCount", `a whole number from 1 to ${PROCESS_COUNT_MAX}`, processCount);
  if (!(untilMs > 0 && untilMs <= UNTIL_MS_MAX))
    throw new ScenarioError("untilMs", `a time above 0 ms, and at most ${UNTIL_MS_MAX} ms`, untilMs);
  if (items.includes(TOTAL_ENTRY)) throw new ScenarioError("items", `no item called "${TOTAL_ENTRY}"`, items);
  loads.forEach(({ perSecond, fromMs, untilMs: endMs }, index) => {
    if (!(perSecond > 0 && perSecond <= PER_SECOND_MAX))
      throw new ScenarioError(`loads[${index}].perSecond`, `a rate above 0, and at most ${PER_SECOND_MAX}`, perSecond);
    if (!(fromMs >= 0 && fromMs < Infinity))
      throw new ScenarioError(`loads[${index}].fromMs`, "a time from 0 ms on", fromMs);
    if (!(endMs > fromMs && endMs < Infinity))
      throw new ScenarioError(`loads[${index}].untilMs`, `a time after fromMs (${fromMs} ms)`, endMs);
  });
  let beforeMs: Millis = 0;
  steps.forEach((step, index) => {
    if (!(step.atMs >= beforeMs && step.atMs < Infinity))
      throw new ScenarioError(`steps[${index}].atMs`, `a time from ${beforeMs} ms on`, step.atMs);
    beforeMs = step.atMs;
    if ("process" in step && !(Number.isSafeInteger(step.process) && step.process >= 1 && step.process <= processCount))
      throw new ScenarioError(`steps[${index}].process`, `a whole number from 1 to ${processCount}`, step.process);
    if ("item" in step && step.item === TOTAL_ENTRY)
      throw new ScenarioError(`steps[${index}].item`, `no item called "${TOTAL_ENTRY}"`, step.item);
    if (step.kind === "busy-table" && !(step.forMs > 0 && step.forMs < Infinity))
      throw new ScenarioError(`steps[${index}].forMs`, "a time above 0 ms", step.forMs);
  });
  const processes = Array.from({ length: processCount }, (_, place) => `P${place + 1}`);
  checkFaults(faults, { zones: [...ZONES, REGION], nodes: [...processes, CACHE, TABLE] });
}
