/** What one request consumed, as its response says it: by table, and by index if that was asked for. */
import type { Item } from "./attribute-value.ts";
import type { CapacityUnits, ReadMode, WriteMode } from "./capacity-units.ts";
import type { IndexChange } from "./secondary-index.ts";
import type { TableSchema } from "./table-schema.ts";
import type { StoredChange } from "./table-store.ts";

/** How much a response is to say. */
export type CapacityDetail = "INDEXES" | "TOTAL" | "NONE" | undefined;

/** Units of one request, of one table. */
export class ConsumedCapacity {
  readonly #table: TableSchema;
  readonly #charges: Charges;
  #tableUnits = 0;
  readonly #indexUnits = new Map<string, number>();

  constructor(table: TableSchema, charges: Charges) {
    this.#table = table;
    this.#charges = charges;
  }

  /** Adds units of the table, or of one of its indexes. */
  add(units: number, index?: string): void {
    if (index === undefined) this.#tableUnits += units;
    else this.#indexUnits.set(index, (this.#indexUnits.get(index) ?? 0) + units);
  }

  /** Adds a write: the table's units, and those of each index that it changes. */
  addWrite({ before, after, indexChanges }: StoredChange, mode: WriteMode): void {
    this.add(this.#charges.write(before, after, mode));
    for (const [{ name }, changes] of indexChanges) {
      const units = this.#charges.indexWrites(changes, mode);
      if (units > 0) this.add(units, name);
    }
  }

  /** All units together. */
  get total(): number {
    let total = this.#tableUnits;
    for (const units of this.#indexUnits.values()) total += units;
    return total;
  }

  /** As a response prints it; nothing if it was not asked for. `direction` adds the member that transactions have. */
  report(detail: CapacityDetail, direction?: "Read" | "Write"): Readonly<Record<string, unknown>> | undefined {
    if (detail !== "TOTAL" && detail !== "INDEXES") return undefined;
    const units = (count: number) => ({
      CapacityUnits: count,
      ...(direction && { [`${direction}CapacityUnits`]: count }),
    });
    const report: Record<string, unknown> = { TableName: this.#table.name, ...units(this.total) };
    if (detail === "TOTAL") return report;
    report["Table"] = units(this.#tableUnits);
    for (const isGlobal of [true, false]) {
      const ofKind = this.#table.indexes.filter((index) => index.isGlobal === isGlobal && this.#indexUnits.has(index.name)); // prettier-ignore
      if (ofKind.length > 0)
        report[isGlobal ? "GlobalSecondaryIndexes" : "LocalSecondaryIndexes"] = Object.fromEntries(
          ofKind.map(({ name }) => [name, units(this.#indexUnits.get(name) as number)]),
        );
    }
    return report;
  }
}

/** What requests cost, by the mechanism `capacity-units`. */
export class Charges {
  readonly #units: CapacityUnits;

  constructor(units: CapacityUnits) {
    this.#units = units;
  }

  /** Bytes of an item; 0 for none. */
  sizeOf(item: Item | undefined): number {
    return item === undefined ? 0 : this.#units.itemSize(item);
  }

  /** Units of a read of one item, or of none. */
  read(item: Item | undefined, mode: ReadMode): number {
    return this.#units.readUnits([this.sizeOf(item)], mode, false);
  }

  /** Units of a page. One that read nothing costs nothing, while a read of one missing item does. */
  page(sizes: readonly number[], mode: ReadMode): number {
    return sizes.length === 0 ? 0 : this.#units.readUnits(sizes, mode, true);
  }

  /** Units of a write of one item. */
  write(before: Item | undefined, after: Item | undefined, mode: WriteMode): number {
    return this.#units.writeUnits(this.sizeOf(before), this.sizeOf(after), mode);
  }

  /** Units of the changes of one index: each entry by itself, a replaced one by the larger of the two. */
  indexWrites(changes: readonly IndexChange[], mode: WriteMode): number {
    return changes.reduce((sum, { entry, replaces }) => sum + this.write(replaces, entry, mode), 0);
  }
}
