import {
  base64Length,
  numberSize,
  utf8Length,
  type AttributeValue,
  type Item,
  type ReadMode,
  type WriteMode,
} from "four-of-six/dynamodb";

/** Walks with a stack instead of calling itself. */
export function itemSize(item: Item): number {
  let bytes = 0;
  const left: AttributeValue[] = [];
  const open = (members: Item, each: number) => {
    for (const name of Object.keys(members)) {
      bytes += each + utf8Length(name);
      left.push(members[name] as AttributeValue);
    }
  };
  open(item, 0);
  for (let value = left.pop(); value !== undefined; value = left.pop()) {
    if ("M" in value) {
      bytes += 3;
      open(value.M, 1);
    } else if ("L" in value) {
      bytes += 3 + value.L.length;
      left.push(...value.L);
    } else bytes += leafSize(value);
  }
  return bytes;
}

function leafSize(value: AttributeValue): number {
  const [type, content] = Object.entries(value)[0] as [string, string | readonly string[] | boolean];
  if (typeof content === "boolean") return 1;
  const of = type.startsWith("S") ? utf8Length : type.startsWith("N") ? numberSize : base64Length;
  return (typeof content === "string" ? [content] : content).reduce((sum, text) => sum + of(text), 0);
}

export function readUnits(sizes: readonly number[], mode: ReadMode, together: boolean): number {
  const results = together ? [sizes.reduce((sum, size) => sum + size, 0)] : sizes;
  let quarters = 0;
  for (const size of results) quarters += Math.ceil((size || 1) / 4_096);
  return mode === "strong" ? quarters : mode === "eventual" ? quarters / 2 : quarters * 2;
}

export function writeUnits(before: number, after: number, mode: WriteMode): number {
  const larger = before > after ? before : after;
  const units = larger === 0 ? 1 : Math.ceil(larger / 1_024);
  return mode === "standard" ? units : units + units;
}
