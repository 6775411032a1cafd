/**
 * Two ways to keep a customer's orders, side by side: all in one item, in a list that grows; or an item for each order, under
 * one partition key. Every order is written to both, and what it costs is counted by `capacity-units`.
 *
 *   order 1, about 1.8 KB    one item: 2 units     an item each: 2 units
 *   order 100                one item: 176 units   an item each: 2 units
 *
 * For an update writes the whole item. At 400 KB the list is full, and the next order is refused.
 *
 * Simplified: the list is kept in one attribute, and nothing else is in the item; nobody else reads or writes.
 */
import { ScenarioError, Simulation, type Millis, type Timed, type Trace } from "../kernel/index.ts";
import type { Item } from "./attribute-value.ts";
import { capacityUnits, type CapacityUnits } from "./capacity-units.ts";
import { DYNAMODB_LIMITS } from "./limits.ts";

/** How the orders are kept. */
export type ItemDesign = "one-item" | "item-each";

/** What else is done, to both. */
export type ItemDesignStep =
  /** All orders are read: with GetItem, or with a Query that reads them page by page. Strongly consistent. */
  | { readonly atMs: Millis; readonly kind: "read-all" }
  /** The newest one is read: in one item there is no way to read a part. */
  | { readonly atMs: Millis; readonly kind: "read-newest" }
  /** Orders have so many bytes of text from now on: 1 to 100,000. */
  | { readonly atMs: Millis; readonly kind: "set-size"; readonly textBytes: number };

/** A run as data: the same scenario gives the same trace. */
export interface ItemDesignScenario {
  /** An order comes every so many milliseconds: a whole number from 100 on. */
  readonly everyMs: Millis;
  /** Bytes of text in each: 1 to 100,000. */
  readonly textBytes: number;
  /** In the order of time. */
  readonly steps: readonly ItemDesignStep[];
  /** At most 20 min. */
  readonly untilMs: Millis;
}

/** What happens in such a run. */
export type ItemDesignEvent =
  | { readonly kind: "item-designs-opened"; readonly untilMs: Millis }
  /** An order was written: so many bytes the item has now, so many units it cost, so many all orders did. */
  | {
      readonly kind: "order-kept";
      readonly design: ItemDesign;
      readonly order: number;
      readonly bytes: number;
      readonly units: number;
      readonly unitsSoFar: number;
    }
  /** The item would have had so many bytes. */
  | { readonly kind: "order-refused"; readonly design: ItemDesign; readonly order: number; readonly bytes: number }
  | {
      readonly kind: "orders-read";
      readonly design: ItemDesign;
      readonly what: "all" | "newest";
      readonly count: number;
      readonly units: number;
    }
  | { readonly kind: "order-size-set"; readonly textBytes: number };

/** A run of both designs. */
export type ItemDesignTrace = Trace<ItemDesignEvent>;

const TEXT_BYTES_MAX = 100_000;
const UNTIL_MS_MAX: Millis = 1_200_000;
const CUSTOMER = { customer: { S: "ann" } } as const;

/** Runs both designs. Throws `ScenarioError`, naming the field, for a scenario that makes no sense. */
export function runItemDesigns(
  scenario: ItemDesignScenario,
  units: CapacityUnits = capacityUnits,
  into?: Timed<ItemDesignEvent>[],
): ItemDesignTrace {
  checkItemDesigns(scenario);
  // There is no chance in this run.
  const simulation = new Simulation<ItemDesignEvent>({ seed: 0, trace: into });
  simulation.record({ kind: "item-designs-opened", untilMs: scenario.untilMs });
  const shop = new Shop(simulation, units, scenario.textBytes);
  for (let atMs = scenario.everyMs; atMs <= scenario.untilMs; atMs += scenario.everyMs)
    simulation.at(atMs, () => shop.order());
  for (const step of scenario.steps) simulation.at(step.atMs, () => shop.perform(step));
  simulation.runUntil(scenario.untilMs);
  return simulation.trace;
}

class Shop {
  readonly #simulation: Simulation<ItemDesignEvent>;
  readonly #units: CapacityUnits;
  #textBytes: number;
  #orderCount = 0;
  /** The text of each order in the list of the one item, and in an item of its own. */
  readonly #inOne: number[] = [];
  readonly #each: number[] = [];
  readonly #spent: Record<ItemDesign, number> = { "one-item": 0, "item-each": 0 };

  constructor(simulation: Simulation<ItemDesignEvent>, units: CapacityUnits, textBytes: number) {
    this.#simulation = simulation;
    this.#units = units;
    this.#textBytes = textBytes;
  }

  order(): void {
    this.#orderCount++;
    const before = this.#inOne.length === 0 ? 0 : this.#sizeOfOne();
    this.#inOne.push(this.#textBytes);
    const after = this.#sizeOfOne();
    if (after > DYNAMODB_LIMITS.itemSize.value) {
      this.#inOne.pop();
      this.#simulation.record({ kind: "order-refused", design: "one-item", order: this.#orderCount, bytes: after });
    } else this.#keep("one-item", before, after);
    this.#each.push(this.#textBytes);
    this.#keep("item-each", 0, this.#sizeOf(this.#each.length - 1));
  }

  perform(step: ItemDesignStep): void {
    if (step.kind === "set-size") {
      this.#textBytes = step.textBytes;
      this.#simulation.record({ kind: "order-size-set", textBytes: step.textBytes });
      return;
    }
    const what = step.kind === "read-all" ? "all" : "newest";
    const one = this.#units.readUnits([this.#inOne.length === 0 ? 0 : this.#sizeOfOne()], "strong", false);
    this.#read("one-item", what, this.#inOne.length, one);
    const places = what === "all" ? [...this.#each.keys()] : [...this.#each.keys()].slice(-1);
    // A page ends with 1 MB; each is rounded up by itself.
    const pages: number[][] = [[]];
    let bytes = 0;
    for (const place of places) {
      const size = this.#sizeOf(place);
      (pages.at(-1) as number[]).push(size);
      bytes += size;
      if (bytes < DYNAMODB_LIMITS.pageSize.value) continue;
      pages.push([]);
      bytes = 0;
    }
    const each = pages.reduce((sum, sizes) => sum + this.#units.readUnits(sizes, "strong", true), 0);
    this.#read("item-each", what, places.length, each);
  }

  #keep(design: ItemDesign, before: number, after: number): void {
    const units = this.#units.writeUnits(before, after, "standard");
    this.#spent[design] += units;
    const unitsSoFar = this.#spent[design];
    this.#simulation.record({ kind: "order-kept", design, order: this.#orderCount, bytes: after, units, unitsSoFar });
  }

  #read(design: ItemDesign, what: "all" | "newest", count: number, units: number): void {
    this.#simulation.record({ kind: "orders-read", design, what, count, units });
  }

  #sizeOfOne(): number {
    const orders = this.#inOne.map((textBytes) => ({ S: "x".repeat(textBytes) }));
    return this.#units.itemSize({ ...CUSTOMER, orders: { L: orders } });
  }

  #sizeOf(place: number): number {
    const item: Item = {
      ...CUSTOMER,
      order: { N: String(place + 1) },
      text: { S: "x".repeat(this.#each[place] as number) },
    };
    return this.#units.itemSize(item);
  }
}

/** Throws `ScenarioError`, naming the field, for a scenario that makes no sense. */
export function checkItemDesigns({ everyMs, textBytes, steps, untilMs }: ItemDesignScenario): void {
  if (!(Number.isInteger(everyMs) && everyMs >= 100)) throw new ScenarioError("everyMs", "a whole number of ms from 100 on", everyMs); // prettier-ignore
  checkText(textBytes, "textBytes");
  if (!(untilMs > 0 && untilMs <= UNTIL_MS_MAX))
    throw new ScenarioError("untilMs", `a time above 0 ms, and at most ${UNTIL_MS_MAX} ms`, untilMs);
  steps.forEach((step, index) => {
    if (!(step.atMs >= 0 && step.atMs < Infinity))
      throw new ScenarioError(`steps[${index}].atMs`, "a time from 0 ms on", step.atMs);
    if (step.kind === "set-size") checkText(step.textBytes, `steps[${index}].textBytes`);
  });
}

function checkText(bytes: number, field: string): void {
  if (!(Number.isInteger(bytes) && bytes >= 1 && bytes <= TEXT_BYTES_MAX))
    throw new ScenarioError(field, `a whole number of bytes from 1 to ${TEXT_BYTES_MAX}`, bytes);
}
