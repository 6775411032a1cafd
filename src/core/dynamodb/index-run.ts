/**
 * A table of orders and a global index that follows it: the list of open orders. Writers place, ship and annotate orders at
 * a steady rate; the index takes its share of each write later, one after the other, as its own capacity allows.
 *
 *   an order of 5.1 KB is placed    6 units of the table, one put of 6 units in the index
 *   it is shipped                   6 units of the table; the index key changes: a delete and a put, 12 units
 *   a courier's note is added       6 units of the table, nothing in the index, which does not hold notes
 *
 * While more units wait than the index is allowed to be behind, writes that would add to them are throttled, however much
 * capacity the table has left. Developer Guide, GSI, gsi-throttling.
 *
 * Simplified: how far an index may be behind before the table feels it is not documented, and is a parameter. Neither table
 * nor index has kept capacity for a burst. A new index is filled at once, and takes the place of the old one at once.
 */
import { ScenarioError, Simulation, type Millis, type Timed, type Trace } from "../kernel/index.ts";
import { canonicalText, type AttributeValue, type Item } from "./attribute-value.ts";
import { capacityUnits, itemSize } from "./capacity-units.ts";
import { secondaryIndex, type IndexChange, type IndexDefinition, type SecondaryIndex } from "./secondary-index.ts";
import { createTokenBucket, type TokenBucket } from "./token-bucket.ts";

/** How the index of open orders is made. */
export interface OrderIndexDesign {
  /** By the status of every order, or by `openSince`, which only open ones have. */
  readonly key: "status" | "openSince";
  /** Beside the keys: the lines of the order, which are nearly all of it, or nothing. */
  readonly holds: "lines" | "keys";
}

/** What changes during a run. */
export type IndexRunStep =
  /** From now on each of these happens once in so many ms; 0 is never. */
  | {
      readonly atMs: Millis;
      readonly kind: "load";
      readonly placeEveryMs: Millis;
      readonly shipEveryMs: Millis;
      readonly noteEveryMs: Millis;
    }
  | { readonly atMs: Millis; readonly kind: "capacity"; readonly writeUnits: number }
  | { readonly atMs: Millis; readonly kind: "new-index"; readonly design: OrderIndexDesign };

/** A run as data: the same scenario gives the same trace. */
export interface IndexRunScenario {
  /** Decides how long each change is under way to the index. */
  readonly seed: number;
  /** Write units a second of the table, from 1 to 1,000. */
  readonly tableWriteUnits: number;
  /** And of the index. */
  readonly indexWriteUnits: number;
  /** So many units may wait for the index. From 20 on. */
  readonly waitingUnitsMax: number;
  readonly design: OrderIndexDesign;
  /** In the order of time. */
  readonly steps: readonly IndexRunStep[];
  /** So often somebody asks for the list, 200 ms after the full step. From 1 s on. */
  readonly readEveryMs: Millis;
  /** At most 1 hour. */
  readonly untilMs: Millis;
}

/** What a writer does with an order. */
export type OrderWrite = "place" | "ship" | "note";

/** What happens in such a run. Writes are numbered from 1. */
export type IndexRunEvent =
  | {
      readonly kind: "index-opened";
      readonly untilMs: Millis;
      readonly tableWriteUnits: number;
      readonly indexWriteUnits: number;
      readonly waitingUnitsMax: number;
      readonly design: OrderIndexDesign;
    }
  | {
      readonly kind: "order-written";
      readonly write: number;
      readonly order: number;
      readonly what: OrderWrite;
      /** What the table was charged. */
      readonly units: number;
      /** What the index will be charged. */
      readonly indexUnits: number;
    }
  /** Nothing was written: the table's capacity is used up, or too much waits for the index. */
  | {
      readonly kind: "write-throttled";
      readonly order: number;
      readonly what: OrderWrite;
      readonly because: "table" | "index";
    }
  /** The index has done what a write meant for it. */
  | { readonly kind: "index-followed"; readonly write: number; readonly units: number }
  /** Somebody asks the index for the open orders. `newest`: the last one that was placed, if it is open. */
  | { readonly kind: "index-read"; readonly shown: readonly number[]; readonly newest?: number }
  | { readonly kind: "index-capacity-set"; readonly writeUnits: number }
  | { readonly kind: "index-replaced"; readonly design: OrderIndexDesign; readonly entryCount: number };

/** A run of a table and its index. */
export type IndexRunTrace = Trace<IndexRunEvent>;

/** A change is under way so long before the index could take it, in ms. A model figure. */
const WAY_MS = { min: 50, max: 450 } as const;
const READ_OFFSET_MS: Millis = 200;
/** An order comes to a little above 5 KB. */
const LINES = "x".repeat(5_150);
const TABLE_KEY = Object.freeze({ partitionKey: "order" });

/**
 * Runs a scenario to its end. Throws `ScenarioError`, naming the field, for one that makes no sense. What a learner's
 * mechanism throws passes through; what happened before it is then in `into`.
 */
export function runIndex(
  scenario: IndexRunScenario,
  mechanism: SecondaryIndex = secondaryIndex,
  into?: Timed<IndexRunEvent>[],
): IndexRunTrace {
  checkIndexRun(scenario);
  const simulation = new Simulation<IndexRunEvent>({ seed: scenario.seed, trace: into });
  const run = new OrderTable(simulation, scenario, mechanism);
  for (const step of scenario.steps) simulation.at(step.atMs, () => run.perform(step));
  for (let atMs = scenario.readEveryMs; atMs + READ_OFFSET_MS <= scenario.untilMs; atMs += scenario.readEveryMs)
    simulation.at(atMs + READ_OFFSET_MS, () => run.read());
  simulation.runUntil(scenario.untilMs);
  return simulation.trace;
}

interface WaitingWrite {
  readonly write: number;
  readonly dueMs: Millis;
  readonly units: number;
  readonly changes: { readonly change: IndexChange; readonly units: number }[];
}

class OrderTable {
  readonly #simulation: Simulation<IndexRunEvent>;
  readonly #mechanism: SecondaryIndex;
  readonly #waitingUnitsMax: number;
  readonly #table: TokenBucket;
  readonly #indexBucket: TokenBucket;
  #indexRate: number;
  #definition: IndexDefinition;
  readonly #items = new Map<number, Item>();
  readonly #entries = new Map<string, Item>();
  readonly #waiting: WaitingWrite[] = [];
  /** What the index has paid of the change that it is at. */
  #paid = 0;
  #isServing = false;
  #load = 0;
  #writeCount = 0;
  #placedCount = 0;

  constructor(simulation: Simulation<IndexRunEvent>, scenario: IndexRunScenario, mechanism: SecondaryIndex) {
    const { untilMs, tableWriteUnits, indexWriteUnits, waitingUnitsMax, design } = scenario;
    this.#simulation = simulation;
    this.#mechanism = mechanism;
    this.#waitingUnitsMax = waitingUnitsMax;
    this.#table = createTokenBucket({ rate: tableWriteUnits, burstSeconds: 1, units: tableWriteUnits, nowMs: 0 });
    this.#indexBucket = createTokenBucket({ rate: indexWriteUnits, burstSeconds: 1, units: indexWriteUnits, nowMs: 0 });
    this.#indexRate = indexWriteUnits;
    this.#definition = definitionOf(design);
    simulation.record({ kind: "index-opened", untilMs, tableWriteUnits, indexWriteUnits, waitingUnitsMax, design });
  }

  perform(step: IndexRunStep): void {
    switch (step.kind) {
      case "load": {
        const load = ++this.#load;
        this.#repeat("place", step.placeEveryMs, 0, load);
        // Between the others, so that not all comes at once.
        this.#repeat("ship", step.shipEveryMs, Math.floor(step.shipEveryMs / 2), load);
        this.#repeat("note", step.noteEveryMs, Math.floor(step.noteEveryMs / 2), load);
        break;
      }
      case "capacity":
        this.#indexRate = step.writeUnits;
        this.#indexBucket.setRate(step.writeUnits, this.#nowMs);
        this.#simulation.record({ kind: "index-capacity-set", writeUnits: step.writeUnits });
        break;
      case "new-index":
        this.#definition = definitionOf(step.design);
        this.#waiting.length = 0;
        this.#paid = 0;
        this.#entries.clear();
        for (const item of this.#items.values())
          for (const change of this.#mechanism.changesOf(undefined, item, this.#definition)) this.#apply(change);
        this.#simulation.record({ kind: "index-replaced", design: step.design, entryCount: this.#entries.size });
    }
  }

  /** The list of open orders, as the index has it. */
  read(): void {
    const isOpen = ({ status, openSince }: Item) =>
      status === undefined ? openSince !== undefined : textOf(status) === "open";
    const shown = [...this.#entries.values()]
      .filter(isOpen)
      .map(({ order }) => Number(textOf(order as AttributeValue)));
    shown.sort((a, b) => a - b);
    const newest = this.#placedCount;
    const isNewestOpen = this.#items.get(newest)?.["openSince"] !== undefined;
    this.#simulation.record({ kind: "index-read", shown, ...(isNewestOpen && { newest }) });
  }

  #repeat(what: OrderWrite, everyMs: Millis, offsetMs: Millis, load: number): void {
    if (everyMs === 0) return;
    const again = () => {
      if (load !== this.#load) return;
      this.#write(what);
      this.#simulation.after(everyMs, again);
    };
    this.#simulation.at(Math.ceil(this.#simulation.nowMs) + offsetMs, again);
  }

  #write(what: OrderWrite): void {
    const order = this.#orderFor(what);
    if (order === undefined) return;
    const before = this.#items.get(order);
    const after = this.#itemAfter(what, order, before);
    const units = writeUnits(before, after);
    const changes = this.#mechanism
      .changesOf(before, after, this.#definition)
      .map((change) => ({ change, units: writeUnits(change.replaces, change.entry) }));
    const indexUnits = changes.reduce((sum, { units }) => sum + units, 0);
    const isTooMuch = indexUnits > 0 && this.#waitingUnits + indexUnits > this.#waitingUnitsMax;
    if (isTooMuch || !this.#table.take(units, this.#nowMs)) {
      this.#simulation.record({ kind: "write-throttled", order, what, because: isTooMuch ? "index" : "table" });
      return;
    }
    const write = ++this.#writeCount;
    this.#items.set(order, after);
    if (what === "place") this.#placedCount = order;
    this.#simulation.record({ kind: "order-written", write, order, what, units, indexUnits });
    if (changes.length === 0) return;
    // Changes do not overtake each other on their way.
    const wayMs = this.#simulation.random.integer(WAY_MS.min, WAY_MS.max);
    const dueMs = Math.max(this.#nowMs + wayMs, this.#waiting.at(-1)?.dueMs ?? 0);
    this.#waiting.push({ write, dueMs, units: indexUnits, changes });
    if (!this.#isServing) this.#serve();
  }

  /** A new order; the oldest open one; the newest. */
  #orderFor(what: OrderWrite): number | undefined {
    if (what === "place") return this.#placedCount + 1;
    if (what === "note") return this.#placedCount || undefined;
    for (const [order, item] of this.#items) if (item["openSince"] !== undefined) return order;
    return undefined;
  }

  #itemAfter(what: OrderWrite, order: number, before: Item | undefined): Item {
    const at = String(this.#nowMs);
    if (what === "place" || before === undefined)
      return { order: { N: String(order) }, status: { S: "open" }, openSince: { N: at }, lines: { S: LINES } };
    if (what === "note") return { ...before, note: { S: `called at ${at}` } };
    const { openSince: _, ...rest } = before;
    return { ...rest, status: { S: "shipped" } };
  }

  /** The index takes what waits for it, one change after the other. */
  #serve(): void {
    this.#isServing = true;
    for (;;) {
      const [first] = this.#waiting;
      const [next] = first?.changes ?? [];
      if (first === undefined || next === undefined) break;
      if (first.dueMs > this.#simulation.nowMs) {
        this.#simulation.at(first.dueMs, () => this.#serve());
        return;
      }
      const paid = this.#paid + this.#indexBucket.takeUpTo(next.units - this.#paid, this.#nowMs);
      // A bucket counts thousandths, and sums of them have to come out whole.
      this.#paid = Math.round(paid * 1_000) / 1_000;
      if (this.#paid < next.units) {
        const waitMs = Math.ceil(((next.units - this.#paid) / this.#indexRate) * 1_000);
        // No longer than a second: its capacity may have been changed by then.
        this.#simulation.at(this.#nowMs + Math.min(1_000, Math.max(1, waitMs)), () => this.#serve());
        return;
      }
      this.#paid = 0;
      this.#apply(next.change);
      first.changes.shift();
      if (first.changes.length > 0) continue;
      this.#waiting.shift();
      this.#simulation.record({ kind: "index-followed", write: first.write, units: first.units });
    }
    this.#isServing = false;
  }

  #apply({ kind, entry }: IndexChange): void {
    const place = ["status", "openSince", "order"]
      .filter((name) => name === "order" || name === this.#definition.key.partitionKey)
      .map((name) => canonicalText(entry[name] as AttributeValue))
      .join("/");
    if (kind === "delete") this.#entries.delete(place);
    else this.#entries.set(place, entry);
  }

  get #waitingUnits(): number {
    return this.#waiting.reduce((sum, { units }) => sum + units, 0);
  }

  get #nowMs(): Millis {
    return Math.floor(this.#simulation.nowMs);
  }
}

function definitionOf({ key, holds }: OrderIndexDesign): IndexDefinition {
  return {
    key: { partitionKey: key, sortKey: "order" },
    projection: holds === "lines" ? { type: "INCLUDE", attributes: ["lines"] } : { type: "KEYS_ONLY" },
    tableKey: TABLE_KEY,
  };
}

function writeUnits(before: Item | undefined, after: Item | undefined): number {
  const size = (item: Item | undefined) => (item === undefined ? 0 : itemSize(item));
  return capacityUnits.writeUnits(size(before), size(after), "standard");
}

const textOf = (value: AttributeValue) => ("S" in value ? value.S : "N" in value ? value.N : "");

const RATE_MAX = 1_000;
const WAITING_MIN = 20;
const UNTIL_MS_MAX: Millis = 3_600_000;

/** Throws `ScenarioError`, naming the field, for a scenario that makes no sense. */
export function checkIndexRun(scenario: IndexRunScenario): void {
  const { tableWriteUnits, indexWriteUnits, waitingUnitsMax, readEveryMs, untilMs, steps } = scenario;
  const checkRate = (field: string, rate: number) => {
    if (!Number.isInteger(rate) || rate < 1 || rate > RATE_MAX)
      throw new ScenarioError(field, `a whole number from 1 to ${RATE_MAX}`, rate);
  };
  const checkTime = (field: string, ms: Millis, leastMs: Millis) => {
    if (!(ms >= leastMs && ms <= UNTIL_MS_MAX))
      throw new ScenarioError(field, `a time from ${leastMs} to ${UNTIL_MS_MAX} ms`, ms);
  };
  checkRate("tableWriteUnits", tableWriteUnits);
  checkRate("indexWriteUnits", indexWriteUnits);
  if (!(waitingUnitsMax >= WAITING_MIN && waitingUnitsMax < Infinity))
    throw new ScenarioError("waitingUnitsMax", `a number from ${WAITING_MIN} on`, waitingUnitsMax);
  checkTime("untilMs", untilMs, 1);
  checkTime("readEveryMs", readEveryMs, 1_000);
  steps.forEach((step, place) => {
    checkTime(`steps[${place}].atMs`, step.atMs, 0);
    if (step.kind === "capacity") checkRate(`steps[${place}].writeUnits`, step.writeUnits);
    if (step.kind !== "load") return;
    for (const field of ["placeEveryMs", "shipEveryMs", "noteEveryMs"] as const)
      if (step[field] !== 0) checkTime(`steps[${place}].${field}`, step[field], 100);
  });
}

/** A promise that a trace does not keep. */
export interface IndexRunViolation {
  readonly invariant: string;
  /** The place in the trace of the event that breaks it. */
  readonly eventIndex: number;
  readonly what: string;
}

/** Looks for the first violation in a trace. */
export type IndexRunInvariant = (trace: IndexRunTrace) => IndexRunViolation | undefined;

/** Nothing is listed that was never placed. */
export const listsOnlyWhatWas: IndexRunInvariant = (trace) => {
  const placed = new Set<number>();
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "order-written") placed.add(event.order);
    if (event.kind !== "index-read") continue;
    const strange = event.shown.find((order) => !placed.has(order));
    if (strange !== undefined)
      return { invariant: "the list has only what was placed", eventIndex, what: `order ${strange} is listed` };
  }
  return undefined;
};

/** Once nothing waits for the index, it lists just the open orders of the table. */
export const followsInTheEnd: IndexRunInvariant = (trace) => {
  const open = new Set<number>();
  const waiting = new Set<number>();
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "order-written") {
      if (event.what === "place") open.add(event.order);
      if (event.what === "ship") open.delete(event.order);
      if (event.indexUnits > 0) waiting.add(event.write);
    }
    if (event.kind === "index-followed") waiting.delete(event.write);
    if (event.kind === "index-replaced") waiting.clear();
    if (event.kind !== "index-read" || waiting.size > 0) continue;
    const wrong =
      [...open].find((order) => !event.shown.includes(order)) ?? event.shown.find((order) => !open.has(order));
    if (wrong === undefined) continue;
    const what = `nothing waits, and order ${wrong} is ${open.has(wrong) ? "missing" : "still listed"}`;
    return { invariant: "an index that has followed every write lists just the open orders", eventIndex, what };
  }
  return undefined;
};

/** The index is never further behind than it is allowed to be, and follows writes in their order. */
export const isBehindByLittle: IndexRunInvariant = (trace) => {
  const [opened] = trace;
  if (opened?.kind !== "index-opened") return undefined;
  const invariant = "the index follows in order, and is never further behind than allowed";
  const waiting = new Map<number, number>();
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "order-written" && event.indexUnits > 0) waiting.set(event.write, event.indexUnits);
    if (event.kind === "index-replaced") waiting.clear();
    if (event.kind === "index-followed") {
      const [first] = waiting.keys();
      if (first !== event.write) return { invariant, eventIndex, what: `write ${event.write} is followed out of turn` };
      waiting.delete(event.write);
    }
    const units = [...waiting.values()].reduce((sum, each) => sum + each, 0);
    if (units > opened.waitingUnitsMax) return { invariant, eventIndex, what: `${units} units wait` };
  }
  return undefined;
};

/** All of them. */
export const INDEX_RUN_INVARIANTS: readonly IndexRunInvariant[] = Object.freeze([
  listsOnlyWhatWas,
  followsInTheEnd,
  isBehindByLittle,
]);
