/** What one request consumed, as its response says it: by table, and by index if that was asked for. */
import { itemSize, capacityUnits, type WriteMode } from "./capacity-units.ts";
import type { IndexChange } from "./secondary-index.ts";
import type { TableSchema } from "./table-schema.ts";
import type { StoredChange } from "./table-store.ts";

/** How much a response is to say. */
export type CapacityDetail = "INDEXES" | "TOTAL" | "NONE" | undefined;

/** Units of one request, of one table. */
export class ConsumedCapacity {
  readonly #table: TableSchema;
  #tableUnits = 0;
  readonly #indexUnits = new Map<string, number>();

  constructor(table: TableSchema) {
    this.#table = table;
  }

  /** Adds units of the table, or of one of its indexes. */
  add(units: number, index?: string): void {
    if (index === undefined) this.#tableUnits += units;
    else this.#indexUnits.set(index, (this.#indexUnits.get(index) ?? 0) + units);
  }

  /** Adds a write: the table's units, and those of each index that it changes. */
  addWrite({ before, after, indexChanges }: StoredChange, mode: WriteMode): void {
    this.add(writeUnitsOf(before, after, mode));
    for (const [{ name }, changes] of indexChanges) {
      const units = indexWriteUnits(changes, mode);
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

/** Units that the changes of one index cost: each entry by itself, a replaced one by the larger of the two. */
export function indexWriteUnits(changes: readonly IndexChange[], mode: WriteMode = "standard"): number {
  return changes.reduce((sum, { entry, replaces }) => sum + writeUnitsOf(replaces, entry, mode), 0);
}

/** Units that a write of an item costs. */
export function writeUnitsOf(before: object | undefined, after: object | undefined, mode: WriteMode): number {
  const size = (item: object | undefined) => (item === undefined ? 0 : itemSize(item as never));
  return capacityUnits.writeUnits(size(before), size(after), mode);
}
