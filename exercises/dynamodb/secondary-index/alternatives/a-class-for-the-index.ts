import { equalValues, type IndexChange, type IndexDefinition, type Item } from "four-of-six/dynamodb";

class HeldAttributes {
  readonly #keys: string[];
  readonly #all: string[] | "everything";

  constructor({ key, projection, tableKey }: IndexDefinition) {
    this.#keys = Object.values(key).filter((name) => name !== undefined);
    const tableKeys = Object.values(tableKey).filter((name) => name !== undefined);
    const included = projection.type === "INCLUDE" ? projection.attributes : [];
    this.#all = projection.type === "ALL" ? "everything" : this.#keys.concat(tableKeys, included);
  }

  of(item: Item | undefined): Item | undefined {
    if (item === undefined || !this.#keys.every((name) => Object.hasOwn(item, name))) return undefined;
    const entry: Item = {};
    const names = this.#all === "everything" ? Object.keys(item) : this.#all;
    for (const name of names) if (item[name] !== undefined) Object.assign(entry, { [name]: item[name] });
    return entry;
  }

  sameKeys(one: Item, other: Item): boolean {
    return !this.#keys.some((name) => !equalValues(one[name] ?? { NULL: true }, other[name] ?? { NULL: true }));
  }
}

export function entryOf(item: Item, index: IndexDefinition): Item | undefined {
  return new HeldAttributes(index).of(item);
}

export function changesOf(before: Item | undefined, after: Item | undefined, index: IndexDefinition): IndexChange[] {
  const held = new HeldAttributes(index);
  const [old, fresh] = [held.of(before), held.of(after)];
  const changes: IndexChange[] = [];
  const replaces = old && fresh && held.sameKeys(old, fresh) ? old : undefined;
  if (old && fresh && equalValues({ M: old }, { M: fresh })) return changes;
  if (old && !replaces) changes.push({ kind: "delete", entry: old });
  if (fresh) changes.push(replaces ? { kind: "put", entry: fresh, replaces } : { kind: "put", entry: fresh });
  return changes;
}
