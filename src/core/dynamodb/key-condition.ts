/**
 * Key conditions of a Query: one partition key value, and at most one condition on the sort key. They say where in the
 * order of the keys the query begins and ends; nothing outside is read.
 * Developer Guide, Query.KeyConditionExpressions.
 */
import { typeOf, type AttributeType, type AttributeValue, type KeySchema } from "./attribute-value.ts";
import { parseCondition, type Comparator, type Condition, type Operand } from "./condition-expression.ts";
import type { Placeholders } from "./expression-syntax.ts";
import { validationError } from "./service-error.ts";

/** A condition on a sort key. */
export type SortCondition =
  | { readonly operator: "=" | "<" | "<=" | ">" | ">=" | "begins_with"; readonly value: AttributeValue }
  | { readonly operator: "between"; readonly low: AttributeValue; readonly high: AttributeValue };

/** What a Query asks for. */
export interface KeyCondition {
  readonly partition: AttributeValue;
  readonly sort: SortCondition | undefined;
}

type Operator = SortCondition["operator"];

/** The names that errors still use for the operators. */
const OLD_NAMES: Readonly<Record<Operator, string>> = Object.freeze({ "=": "EQ", "<": "LT", "<=": "LE", ">": "GT", ">=": "GE", between: "BETWEEN", begins_with: "BEGINS_WITH" }); // prettier-ignore
const COMPARABLE: readonly AttributeType[] = Object.freeze(["S", "N", "B", "SS", "NS", "BS"]);
const ORDERED: readonly AttributeType[] = Object.freeze(["S", "N", "B"]);
const PREFIXED: readonly AttributeType[] = Object.freeze(["S", "B"]);
const VALID_TYPES: Readonly<Record<Operator, readonly AttributeType[]>> = Object.freeze({
  "=": COMPARABLE,
  "<": ORDERED,
  "<=": ORDERED,
  ">": ORDERED,
  ">=": ORDERED,
  between: ORDERED,
  begins_with: PREFIXED,
});
const TURNED: Readonly<Partial<Record<Comparator, Comparator>>> = Object.freeze({ "=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" }); // prettier-ignore

/**
 * Reads a key condition expression: the condition on each attribute that it names. Throws the service's
 * ValidationException for anything that is no condition of keys.
 */
export function parseKeyConditions(text: string, placeholders: Placeholders): ReadonlyMap<string, SortCondition> {
  const { condition } = parseCondition("KeyConditionExpression", text, placeholders);
  const found = new Map<string, SortCondition>();
  collect(condition, found);
  if (found.size > 2) throw validationError("Conditions can be of length 1 or 2 only");
  return found;
}

function collect(condition: Condition, found: Map<string, SortCondition>): void {
  const refuse = (operator: string) => validationError(`Invalid operator used in KeyConditionExpression: ${operator}`);
  const add = (
    operands: readonly Operand[],
    first: boolean,
    operator: string,
    make: (values: AttributeValue[]) => SortCondition,
  ) => {
    const paths = operands.filter(({ kind }) => kind === "path");
    if (operands.some(({ kind }) => kind === "size"))
      throw validationError("KeyConditionExpressions cannot contain nested operations");
    if (first && operands[0]?.kind !== "path")
      throw validationError(`Invalid condition in KeyConditionExpression: ${operator} operator must have the key attribute as its first operand`); // prettier-ignore
    const [path, second] = paths;
    if (second !== undefined)
      throw validationError(
        "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition",
      );
    if (path?.kind !== "path")
      throw validationError("Invalid condition in KeyConditionExpression: No key attribute specified");
    if (path.path.length > 1)
      throw validationError("KeyConditionExpressions cannot have conditions on nested attributes");
    const name = path.path[0] as string;
    if (found.has(name)) throw validationError("KeyConditionExpressions must only contain one condition per key");
    found.set(name, make(operands.flatMap((operand) => (operand.kind === "value" ? [operand.value] : []))));
  };
  switch (condition.kind) {
    case "and":
      collect(condition.left, found);
      collect(condition.right, found);
      return;
    case "or":
    case "not":
    case "in":
      throw refuse(condition.kind.toUpperCase());
    case "compare": {
      const { comparator, left, right } = condition;
      const operator = left.kind === "path" ? comparator : TURNED[comparator];
      if (operator === undefined || operator === "<>") throw refuse("<>");
      add([left, right], false, operator, ([value]) => ({ operator, value: value as AttributeValue }));
      return;
    }
    case "between":
      add([condition.of, condition.low, condition.high], true, "BETWEEN", ([low, high]) => ({
        operator: "between",
        low: low as AttributeValue,
        high: high as AttributeValue,
      }));
      return;
    case "function":
      if (condition.name !== "begins_with") throw refuse(condition.name);
      add(condition.operands, true, "begins_with", ([value]) => ({
        operator: "begins_with",
        value: value as AttributeValue,
      }));
  }
}

/** Fits the conditions to the keys of a table or index. Throws the service's ValidationException when they do not. */
export function keyConditionFor(
  conditions: ReadonlyMap<string, SortCondition>,
  key: KeySchema,
  typeOfKey: (attribute: string) => AttributeType,
): KeyCondition {
  const { partitionKey, sortKey } = key;
  if (sortKey === undefined && conditions.size > 1) throw validationError("Query key condition not supported");
  for (const [index, attribute] of [partitionKey, sortKey].entries()) {
    if (attribute === undefined) continue;
    const condition = conditions.get(attribute);
    if (condition === undefined) {
      if (index === 0 || conditions.size > 1)
        throw validationError(`Query condition missed key schema element: ${attribute}`);
      continue;
    }
    const values = condition.operator === "between" ? [condition.low, condition.high] : [condition.value];
    for (const value of values) {
      const { operator } = condition;
      if (!VALID_TYPES[operator].includes(typeOf(value)))
        throw validationError(
          `One or more parameter values were invalid: ComparisonOperator ${OLD_NAMES[operator]} is not valid for ${typeOf(value)} AttributeValue type`,
        );
      if (typeOf(value) !== typeOfKey(attribute))
        throw validationError("One or more parameter values were invalid: Condition parameter type does not match schema type"); // prettier-ignore
    }
    if (index === 0 && condition.operator !== "=") throw validationError("Query key condition not supported");
  }
  const partition = conditions.get(partitionKey) as { value: AttributeValue };
  return { partition: partition.value, sort: sortKey === undefined ? undefined : conditions.get(sortKey) };
}
