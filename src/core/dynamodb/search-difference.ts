/** A table as its changes leave it, and where a search index parts from it. */
import { canonicalItem, equalValues, type Item } from "./attribute-value.ts";
import type { SearchRecord } from "./search-indexer.ts";
import type { SearchDifference } from "./search-trace.ts";

/** What a table has after some changes. */
export class TableImage {
  readonly #items = new Map<string, Item>();
  #key: readonly string[] = [];

  /** The names of the key's attributes. */
  get key(): readonly string[] {
    return this.#key;
  }

  /** Takes a change over. */
  apply({ dynamodb: { Keys, NewImage } }: SearchRecord): void {
    this.#key = Object.keys(Keys);
    if (NewImage === undefined) this.#items.delete(canonicalItem(Keys));
    else this.#items.set(canonicalItem(Keys), NewImage);
  }

  /** The item with this key. */
  get(keys: Item): Item | undefined {
    return this.#items.get(canonicalItem(keys));
  }

  /** All of them. */
  items(): readonly Item[] {
    return [...this.#items.values()];
  }
}

/** Where documents and items part. */
export function differenceOf(
  items: readonly Item[],
  documents: readonly Item[],
  key: readonly string[],
): SearchDifference {
  const byKey = (all: readonly Item[]) => new Map(all.map((item) => [canonicalItem(keysOf(item, key)), item]));
  const [wanted, found] = [byKey(items), byKey(documents)];
  const keysWhere = (all: ReadonlyMap<string, Item>, isMeant: (at: string, item: Item) => boolean) =>
    [...all].filter(([at, item]) => isMeant(at, item)).map(([, item]) => keysOf(item, key));
  return {
    missing: keysWhere(wanted, (at) => !found.has(at)),
    outdated: keysWhere(wanted, (at, item) => found.has(at) && !equalValues({ M: found.get(at) as Item }, { M: item })),
    deleted: keysWhere(found, (at) => !wanted.has(at)),
  };
}

function keysOf(item: Item, key: readonly string[]): Item {
  return Object.fromEntries(key.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])));
}
