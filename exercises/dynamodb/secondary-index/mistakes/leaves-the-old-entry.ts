// The idea: an entry goes when its item goes. An update never deletes.
import {
  equalValues,
  type AttributeValue,
  type IndexChange,
  type IndexDefinition,
  type Item,
  type KeySchema,
} from "four-of-six/dynamodb";

export function entryOf(item: Item, { key, projection, tableKey }: IndexDefinition): Item | undefined {
  if (namesOf(key).some((name) => item[name] === undefined)) return undefined;
  if (projection.type === "ALL") return item;
  const held = new Set([...namesOf(key), ...namesOf(tableKey)]);
  if (projection.type === "INCLUDE") for (const name of projection.attributes) held.add(name);
  return Object.fromEntries(Object.entries(item).filter(([name]) => held.has(name)));
}

export function changesOf(
  before: Item | undefined,
  after: Item | undefined,
  index: IndexDefinition,
): readonly IndexChange[] {
  const old = before && entryOf(before, index);
  const fresh = after && entryOf(after, index);
  if (!old) return fresh ? [{ kind: "put", entry: fresh }] : [];
  if (!fresh) return after ? [] : [{ kind: "delete", entry: old }];
  if (equalValues({ M: old }, { M: fresh })) return [];
  const stays = namesOf(index.key).every((name) =>
    equalValues(old[name] as AttributeValue, fresh[name] as AttributeValue),
  );
  if (stays) return [{ kind: "put", entry: fresh, replaces: old }];
  return [
    { kind: "delete", entry: old },
    { kind: "put", entry: fresh },
  ];
}

function namesOf({ partitionKey, sortKey }: KeySchema): readonly string[] {
  return sortKey === undefined ? [partitionKey] : [partitionKey, sortKey];
}
