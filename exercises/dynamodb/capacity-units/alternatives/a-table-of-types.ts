import {
  base64Length,
  numberSize,
  utf8Length,
  type AttributeValue,
  type Item,
  type ReadMode,
  type WriteMode,
} from "four-of-six/dynamodb";

type Measure = (content: never) => number;

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0);

const MEASURES: Record<string, Measure> = {
  S: utf8Length,
  N: numberSize,
  B: base64Length,
  BOOL: () => 1,
  NULL: () => 1,
  SS: (texts: readonly string[]) => sumOf(texts.map(utf8Length)),
  NS: (texts: readonly string[]) => sumOf(texts.map(numberSize)),
  BS: (texts: readonly string[]) => sumOf(texts.map(base64Length)),
  L: (values: readonly AttributeValue[]) => 3 + values.length + sumOf(values.map(measure)),
  M: (members: Item) => 3 + Object.keys(members).length + itemSize(members),
};

function measure(value: AttributeValue): number {
  const [[type, content]] = Object.entries(value) as [[string, never]];
  return (MEASURES[type] as Measure)(content);
}

export const itemSize = (item: Item): number =>
  sumOf(Object.keys(item).map(utf8Length)) + sumOf(Object.values(item).map(measure));

/** Steps without division: as often as the step fits, and once more for a rest. */
function stepsOf(bytes: number, step: number): number {
  let count = 1;
  for (let paid = step; paid < bytes; paid += step) count++;
  return count;
}

export class Prices {
  static readonly read: Record<ReadMode, number> = { strong: 1, eventual: 1 / 2, transactional: 2 };
  static readonly write: Record<WriteMode, number> = { standard: 1, transactional: 2 };
}

export function readUnits(sizes: readonly number[], mode: ReadMode, together: boolean): number {
  const parts = together ? [sumOf(sizes)] : [...sizes];
  return Prices.read[mode] * sumOf(parts.map((bytes) => stepsOf(bytes, 4_096)));
}

export function writeUnits(before: number, after: number, mode: WriteMode): number {
  return Prices.write[mode] * Math.max(stepsOf(before, 1_024), stepsOf(after, 1_024));
}
