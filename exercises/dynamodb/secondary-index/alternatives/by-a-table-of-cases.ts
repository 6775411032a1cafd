import {
  equalValues,
  type AttributeValue,
  type IndexChange,
  type IndexDefinition,
  type Item,
} from "four-of-six/dynamodb";

type Case = "absent absent" | "absent present" | "present absent" | "present present";

/** Only the keys of the index, as a list: equal ones stand in the same place. */
const placeOf = (entry: Item, { key }: IndexDefinition): AttributeValue => ({
  L: [key.partitionKey, key.sortKey ?? key.partitionKey].map((name) => entry[name] ?? { NULL: true }),
});

export const entryOf = (item: Item, { key, projection, tableKey }: IndexDefinition): Item | undefined => {
  for (const name of [key.partitionKey, key.sortKey]) if (name !== undefined && !(name in item)) return undefined;
  const entry: Record<string, AttributeValue> = {};
  for (const name of Object.keys(item).sort()) {
    const isKey = [key.partitionKey, key.sortKey, tableKey.partitionKey, tableKey.sortKey].includes(name);
    const isHeld =
      projection.type === "ALL" || (projection.type === "INCLUDE" && projection.attributes.indexOf(name) >= 0);
    if (isKey || isHeld) entry[name] = item[name] as AttributeValue;
  }
  return entry;
};

export const changesOf = (before: Item | undefined, after: Item | undefined, index: IndexDefinition): IndexChange[] => {
  const [old, fresh] = [before, after].map((item) => (item === undefined ? undefined : entryOf(item, index)));
  const state = `${old ? "present" : "absent"} ${fresh ? "present" : "absent"}` as Case;
  const removal = { kind: "delete", entry: old as Item } as const;
  const arrival = { kind: "put", entry: fresh as Item } as const;
  switch (state) {
    case "absent absent":
      return [];
    case "absent present":
      return [arrival];
    case "present absent":
      return [removal];
    case "present present":
      if (!equalValues(placeOf(old as Item, index), placeOf(fresh as Item, index))) return [removal, arrival];
      return equalValues({ M: old as Item }, { M: fresh as Item }) ? [] : [{ ...arrival, replaces: removal.entry }];
  }
};
