/** What both languages say in the same way. */
import { compareStamps, type ItemVersion } from "./last-writer-wins.ts";
import { canonicalText, type AttributeValue, type Item } from "./attribute-value.ts";

/** An item, short: `price 120, name "mug"`. */
export function itemText(item: Item): string {
  const names = Object.keys(item);
  return names.length === 0
    ? "{}"
    : names.map((name) => `${name} ${valueText(item[name] as AttributeValue)}`).join(", ");
}

function valueText(value: AttributeValue): string {
  if ("N" in value) return value.N;
  return "S" in value ? JSON.stringify(value.S) : canonicalText(value);
}

/** Whether they are one write, with what it left. */
export function versionEquals(a: ItemVersion | undefined, b: ItemVersion | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const [left, right] = [a, b].map(({ item }) => (item === undefined ? "" : itemText(item)));
  return compareStamps(a.stamp, b.stamp) === 0 && left === right;
}
