// The idea: a string is as long as JavaScript says.
import {
  base64Length,
  numberSize,
  utf8Length,
  type AttributeValue,
  type Item,
  type ReadMode,
  type WriteMode,
} from "four-of-six/dynamodb";

export function itemSize(item: Item): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(item)) bytes += utf8Length(name) + valueSize(value);
  return bytes;
}

function valueSize(value: AttributeValue): number {
  if ("S" in value) return value.S.length;
  if ("N" in value) return numberSize(value.N);
  if ("B" in value) return base64Length(value.B);
  if ("SS" in value) return total(value.SS.map(utf8Length));
  if ("NS" in value) return total(value.NS.map(numberSize));
  if ("BS" in value) return total(value.BS.map(base64Length));
  if ("L" in value) return 3 + total(value.L.map((element) => 1 + valueSize(element)));
  if ("M" in value) return 3 + Object.keys(value.M).length + itemSize(value.M);
  return 1;
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0);
const steps = (bytes: number, size: number) => Math.max(1, Math.ceil(bytes / size));

export function readUnits(sizes: readonly number[], mode: ReadMode, together: boolean): number {
  const count = together ? steps(total(sizes), 4096) : total(sizes.map((size) => steps(size, 4096)));
  return count * (mode === "eventual" ? 0.5 : mode === "strong" ? 1 : 2);
}

export function writeUnits(before: number, after: number, mode: WriteMode): number {
  return steps(Math.max(before, after), 1024) * (mode === "transactional" ? 2 : 1);
}
