import { hashOf, type ItemKey, type PartitionContents, type PartitionMap, type PartitionRange, type PartitionSplit } from "four-of-six/dynamodb"; // prettier-ignore

/** Whether the partition has this key. Hover over a name to read what it promises. */
export function holds(range: PartitionRange, key: ItemKey): boolean {
  // Where does the key stand? `hashOf(text)` gives a text's hash.
  return false;
}

/** The name of the partition that has this key. */
export function partitionOf(map: PartitionMap, key: ItemKey): string {
  return "";
}

/** Where the partition is to be split; nothing where it stays whole. */
export function splitOf(contents: PartitionContents): PartitionSplit | undefined {
  return undefined;
}
