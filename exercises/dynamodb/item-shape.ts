/** Items as they come back from an answer: attribute values in DynamoDB's format, copied through and through. */
import type { AttributeValue, Item } from "four-of-six/dynamodb";
import { AnswerError, listOf, text, truth, type Shape } from "four-of-six/testing";

const DEPTH_MAX = 32;
const SIZE_MAX = 1_000;

const LEAVES: Readonly<Record<string, Shape<unknown>>> = {
  S: text,
  N: text,
  B: text,
  SS: listOf(text),
  NS: listOf(text),
  BS: listOf(text),
  NULL: truth,
  BOOL: truth,
};

/** An item, with whatever attributes. */
export const itemShape: Shape<Item> = { take: (value, where) => takeItem(value, where, 0) };

function takeItem(value: unknown, where: string, depth: number): Item {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new AnswerError(`${where} has to be an item: an object with an attribute value for each name.`);
  const names = Object.keys(value);
  if (names.length > SIZE_MAX)
    throw new AnswerError(`${where} gave ${names.length} attributes; at most ${SIZE_MAX} can be right.`);
  return Object.fromEntries(
    names.map((name) => [name, takeValue((value as Record<string, unknown>)[name], `${where}.${name}`, depth)]),
  );
}

function takeValue(value: unknown, where: string, depth: number): AttributeValue {
  if (value === undefined)
    throw new AnswerError(`${where} gave undefined: an attribute that is not there is left out.`);
  const names = typeof value === "object" && value !== null ? Object.keys(value) : [];
  const [type] = names;
  if (type === undefined || names.length !== 1 || depth > DEPTH_MAX)
    throw new AnswerError(`${where} has to be an attribute value, as in { N: "120" }.`);
  const inner = (value as Record<string, unknown>)[type];
  if (type === "M") return { M: takeItem(inner, `${where}.M`, depth + 1) };
  if (type === "L") return { L: listOf({ take: (each: unknown, at) => takeValue(each, at, depth + 1) }).take(inner, `${where}.L`) }; // prettier-ignore
  const leaf = Object.hasOwn(LEAVES, type) ? LEAVES[type] : undefined;
  if (leaf === undefined) throw new AnswerError(`${where} gave the type ${JSON.stringify(type.slice(0, 20))}, which DynamoDB has not.`); // prettier-ignore
  return { [type]: leaf.take(inner, `${where}.${type}`) } as AttributeValue;
}
