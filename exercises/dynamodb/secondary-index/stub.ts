import { equalValues, type IndexChange, type IndexDefinition, type Item } from "four-of-six/dynamodb";

/** What the index holds of the item; `undefined` if the item is not in it. */
export function entryOf(item: Item, index: IndexDefinition): Item | undefined {
  return item;
}

/** What a write to the table does to the index: at most a delete and a put. `undefined` is no item. */
export function changesOf(
  before: Item | undefined,
  after: Item | undefined,
  index: IndexDefinition,
): readonly IndexChange[] {
  return [];
}
