import {
  base64Length,
  numberSize,
  utf8Length,
  type AttributeValue,
  type Item,
  type ReadMode,
  type WriteMode,
} from "four-of-six/dynamodb";

/** A list or map by itself, and each thing in it. */
const NESTING = 3;
const ELEMENT = 1;

const READ_STEP = 4 * 1_024;
const WRITE_STEP = 1_024;
const READ_PRICE = { eventual: 0.5, strong: 1, transactional: 2 };
const WRITE_PRICE = { standard: 1, transactional: 2 };

/** An item is a map without the 3 bytes and without one for each member. */
export function itemSize(item: Item): number {
  return sum(Object.entries(item).map(([name, value]) => utf8Length(name) + valueSize(value)));
}

function valueSize(value: AttributeValue): number {
  if ("S" in value) return utf8Length(value.S);
  if ("N" in value) return numberSize(value.N);
  if ("B" in value) return base64Length(value.B);
  if ("SS" in value) return sum(value.SS.map(utf8Length));
  if ("NS" in value) return sum(value.NS.map(numberSize));
  if ("BS" in value) return sum(value.BS.map(base64Length));
  if ("L" in value) return NESTING + sum(value.L.map((element) => ELEMENT + valueSize(element)));
  if ("M" in value) return NESTING + ELEMENT * Object.keys(value.M).length + itemSize(value.M);
  return 1;
}

export function readUnits(sizes: readonly number[], mode: ReadMode, together: boolean): number {
  const count = together ? steps(sum(sizes), READ_STEP) : sum(sizes.map((size) => steps(size, READ_STEP)));
  return count * READ_PRICE[mode];
}

export function writeUnits(before: number, after: number, mode: WriteMode): number {
  return steps(Math.max(before, after), WRITE_STEP) * WRITE_PRICE[mode];
}

/** Also what has no bytes is paid for. */
function steps(bytes: number, step: number): number {
  return Math.max(1, Math.ceil(bytes / step));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
