/**
 * Condition, filter and key condition expressions: read once for each request, then held against items.
 * Developer Guide, Expressions.OperatorsAndFunctions.
 *
 * What is compared with a missing attribute is false, except `<>`, which is true: it asks for no equality.
 */
import { frozen } from "../kernel/frozen.ts";
import {
  base64Bytes,
  base64Length,
  canonicalText,
  compareValues,
  equalValues,
  typeOf,
  type AttributeType,
  type AttributeValue,
  type Item,
} from "./attribute-value.ts";
import {
  ExpressionReader,
  immediateType,
  pathText,
  valueAt,
  type DocumentPath,
  type Placeholders,
} from "./expression-syntax.ts";
import { DYNAMODB_LIMITS } from "./limits.ts";

/** How two operands are compared. */
export type Comparator = "=" | "<>" | "<" | "<=" | ">" | ">=";

/** Something with a value. */
export type Operand =
  | { readonly kind: "path"; readonly path: DocumentPath }
  | { readonly kind: "value"; readonly value: AttributeValue }
  | { readonly kind: "size"; readonly of: Operand };

/** Something that is true of an item or not. */
export type Condition =
  | { readonly kind: "and" | "or"; readonly left: Condition; readonly right: Condition }
  | { readonly kind: "not"; readonly of: Condition }
  | { readonly kind: "compare"; readonly comparator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: "between"; readonly of: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: "in"; readonly of: Operand; readonly list: readonly Operand[] }
  | { readonly kind: "function"; readonly name: ConditionFunction; readonly operands: readonly Operand[] };

/** The functions that are conditions. `size` is an operand. */
export type ConditionFunction =
  "attribute_exists" | "attribute_not_exists" | "attribute_type" | "begins_with" | "contains";

const OPERAND_COUNT: Readonly<Record<string, number>> = Object.freeze({
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
  size: 1,
});
const TYPES: readonly string[] = Object.freeze(["S", "N", "B", "NULL", "SS", "BOOL", "L", "BS", "NS", "M"]);
const COMPARATORS: readonly string[] = Object.freeze(["=", "<>", "<", "<=", ">", ">="]);

/** A fault of the first kind that has one is the one that the service names. */
const FAULT_ORDER = Object.freeze(["depth", "parens", "unknownFunction", "misusedFunction", "reserved", "condition", "size"]); // prettier-ignore
const CONDITION_FAULT_ORDER = Object.freeze(["attrName", "attrValue", "operand", "distinct", "function"]);

/** An expression that was read. */
export interface ParsedCondition {
  readonly condition: Condition;
  /** Every path in it. */
  readonly paths: readonly DocumentPath[];
}

/** Reads an expression. Throws the service's ValidationException, in its words, for one that is wrong. */
export function parseCondition(parameter: string, text: string, placeholders: Placeholders): ParsedCondition {
  const parser = new ConditionParser(new ExpressionReader(parameter, text, placeholders));
  return parser.parse();
}

/** While it is read, a thing in parentheses may turn out to be either. */
type Part =
  | { readonly is: "condition"; readonly condition: Condition; readonly inParens: boolean }
  | { readonly is: "operand"; readonly operand: Operand; readonly inParens: boolean }
  /** A function where an operand may stand: `size` is one, the others are conditions. */
  | { readonly is: "call"; readonly name: string; readonly operands: readonly Operand[]; readonly inParens: boolean };

class ConditionParser {
  readonly #reader: ExpressionReader;
  readonly #paths: DocumentPath[] = [];
  #operatorCount = 0;

  constructor(reader: ExpressionReader) {
    this.#reader = reader;
  }

  parse(): ParsedCondition {
    const condition = this.#asCondition(this.#or());
    if (!this.#reader.isAtEnd) throw this.#reader.syntaxError();
    const countMax = DYNAMODB_LIMITS.expressionOperators.value;
    if (this.#operatorCount > countMax)
      this.#reader.fault("size", `The expression contains too many operators; operator count: ${this.#operatorCount}`);
    this.#reader.throwFaults(FAULT_ORDER);
    return { condition, paths: this.#paths };
  }

  #or(): Part {
    let left = this.#and();
    while (this.#reader.takeWord("OR")) left = this.#joined("or", left, this.#and());
    return left;
  }

  #and(): Part {
    let left = this.#not();
    while (this.#reader.takeWord("AND")) left = this.#joined("and", left, this.#not());
    return left;
  }

  #joined(kind: "and" | "or", left: Part, right: Part): Part {
    this.#operatorCount++;
    const condition: Condition = { kind, left: this.#asCondition(left), right: this.#asCondition(right) };
    return { is: "condition", condition, inParens: false };
  }

  #not(): Part {
    if (!this.#reader.takeWord("NOT")) return this.#comparison();
    this.#operatorCount++;
    return { is: "condition", condition: { kind: "not", of: this.#asCondition(this.#not()) }, inParens: false };
  }

  #comparison(): Part {
    const left = this.#primary();
    const reader = this.#reader;
    if (COMPARATORS.includes(reader.next)) {
      const comparator = reader.take() as Comparator;
      const right = this.#primary();
      this.#operatorCount++;
      const [a, b] = this.#asOperands([left, right]) as [Operand, Operand];
      this.#checkDistinct(comparator, [a, b]);
      return this.#simple({ kind: "compare", comparator, left: a, right: b });
    }
    if (reader.takeWord("BETWEEN")) {
      const low = this.#primary();
      if (!reader.takeWord("AND")) throw reader.syntaxError();
      this.#operatorCount++;
      const [of, from, to] = this.#asOperands([left, low, this.#primary()]) as [Operand, Operand, Operand];
      this.#checkBounds(from, to);
      return this.#simple({ kind: "between", of, low: from, high: to });
    }
    if (reader.next.toUpperCase() === "IN" && reader.afterNext === "(") {
      reader.take();
      reader.take();
      this.#operatorCount++;
      const [of, ...list] = this.#asOperands([left, ...this.#list()]) as [Operand, ...Operand[]];
      if (list.length > DYNAMODB_LIMITS.inOperands.value)
        reader.fault("operand", `Incorrect number of operands for operator or function; operator or function: IN, number of operands: ${list.length + 1}`); // prettier-ignore
      return this.#simple({ kind: "in", of, list });
    }
    // By itself a function is a condition, or a `size` that is not compared with anything.
    if (left.is === "call" && left.name !== "size") {
      const { name, operands, inParens } = left;
      this.#noteCondition();
      return { is: "condition", condition: { kind: "function", name: name as ConditionFunction, operands }, inParens };
    }
    return left;
  }

  #simple(condition: Condition): Part {
    this.#noteCondition();
    return { is: "condition", condition, inParens: false };
  }

  /** The first condition with a fault says which of its faults is named. */
  #noteCondition(): void {
    const text = this.#reader.faultOf(CONDITION_FAULT_ORDER);
    if (text !== undefined) this.#reader.fault("condition", text);
  }

  #primary(): Part {
    const reader = this.#reader;
    if (reader.takeIf("(")) {
      const inner = this.#or();
      reader.expect(")");
      if (inner.inParens) reader.fault("parens", "The expression has redundant parentheses;");
      return { ...inner, inParens: true };
    }
    if (reader.isValue) return operandPart({ kind: "value", value: reader.value() });
    if (!reader.isPath) throw reader.syntaxError();
    if (reader.afterNext === "(" && !reader.next.startsWith("#")) return this.#call();
    const path = reader.path();
    this.#paths.push(path);
    return operandPart({ kind: "path", path });
  }

  #call(): Part {
    const name = this.#reader.take();
    this.#reader.take();
    const operands = this.#asOperands(this.#list());
    this.#operatorCount++;
    this.#checkFunction(name, operands);
    return { is: "call", name, operands, inParens: false };
  }

  /** Operands and commas up to the closing parenthesis. */
  #list(): Part[] {
    const parts = [this.#primary()];
    while (this.#reader.takeIf(",")) parts.push(this.#primary());
    this.#reader.expect(")");
    return parts;
  }

  #asOperands(parts: readonly Part[]): Operand[] {
    return parts.map((part) => {
      if (part.is === "operand") return part.operand;
      if (part.is === "condition") throw this.#reader.syntaxError();
      if (part.name !== "size") this.#misuse(part.name);
      return { kind: "size", of: part.operands[0] as Operand };
    });
  }

  #asCondition(part: Part): Condition {
    if (part.is === "condition") return part.condition;
    if (part.is === "operand") throw this.#reader.syntaxError();
    this.#misuse(part.name);
    return { kind: "and", left: NEVER, right: NEVER };
  }

  #misuse(name: string): void {
    this.#reader.fault("misusedFunction", `The function is not allowed to be used this way in an expression; function: ${name}`); // prettier-ignore
  }

  #checkDistinct(operator: string, [a, b]: readonly Operand[]): void {
    if (a?.kind !== "path" || b?.kind !== "path" || pathText(a.path) !== pathText(b.path)) return;
    this.#reader.fault(
      "distinct",
      `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${pathText(a.path)}`, // prettier-ignore
    );
  }

  #checkBounds(low: Operand, high: Operand): void {
    const [lowType, highType] = [immediateType(low), immediateType(high)];
    if (low.kind !== "value" || high.kind !== "value" || lowType === undefined || highType === undefined) return;
    const bounds = `lower bound operand: ${valueText(low.value)}, upper bound operand: ${valueText(high.value)}`;
    if (lowType !== highType)
      this.#reader.fault("function", `The BETWEEN operator requires same data type for lower and upper bounds; ${bounds}`); // prettier-ignore
    else if ((compareValues(low.value, high.value) ?? 0) > 0)
      this.#reader.fault("function", `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${bounds}`); // prettier-ignore
  }

  #checkFunction(name: string, operands: readonly Operand[]): void {
    const reader = this.#reader;
    const count = Object.hasOwn(OPERAND_COUNT, name) ? OPERAND_COUNT[name] : undefined;
    if (count === undefined) return reader.fault("unknownFunction", `Invalid function name; function: ${name}`);
    const who = `operator or function: ${name}`;
    if (count !== operands.length)
      return reader.fault("operand", `Incorrect number of operands for operator or function; ${who}, number of operands: ${operands.length}`); // prettier-ignore
    this.#checkDistinct(name, operands);
    const wrongType = (type: string) =>
      reader.fault("function", `Incorrect operand type for operator or function; ${who}, operand type: ${type}`);
    const [first, second] = operands as [Operand, Operand];
    if (name.startsWith("attribute_") && name.endsWith("exists")) {
      if (first.kind !== "path") reader.fault("function", `Operator or function requires a document path; ${who}`);
    } else if (name === "begins_with") {
      for (const operand of operands) {
        const type = operandType(operand);
        if (type !== undefined && type !== "S" && type !== "B") return wrongType(type);
      }
    } else if (name === "attribute_type") {
      const type = operandType(second);
      if (type !== "S" || second.kind !== "value" || !("S" in second.value))
        return wrongType(type ?? "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}");
      if (!TYPES.includes(second.value.S))
        reader.fault("function", `Invalid attribute type name found; type: ${second.value.S}, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}`); // prettier-ignore
    } else if (name === "size") {
      const type = operandType(first);
      if (type === "N" || type === "BOOL" || type === "NULL") return wrongType(type);
    }
  }
}

const NEVER: Condition = frozen({ kind: "in", of: { kind: "value", value: { NULL: true } }, list: [] });

function operandPart(operand: Operand): Part {
  return { is: "operand", operand, inParens: false };
}

function operandType(operand: Operand): AttributeType | undefined {
  return operand.kind === "size" ? "N" : immediateType(operand);
}

/** A value as the service prints it in errors. */
function valueText(value: AttributeValue): string {
  const type = typeOf(value);
  return `AttributeValue: {${type}:${String((value as Record<string, unknown>)[type])}}`;
}

/** Whether the condition is true of the item. A missing item has no attributes. */
export function holds(condition: Condition, item: Item): boolean {
  switch (condition.kind) {
    case "and":
      return holds(condition.left, item) && holds(condition.right, item);
    case "or":
      return holds(condition.left, item) || holds(condition.right, item);
    case "not":
      return !holds(condition.of, item);
    case "compare":
      return compares(condition.comparator, resolved(condition.left, item), resolved(condition.right, item));
    case "between": {
      const value = resolved(condition.of, item);
      return (
        compares(">=", value, resolved(condition.low, item)) && compares("<=", value, resolved(condition.high, item))
      );
    }
    case "in": {
      const value = resolved(condition.of, item);
      return condition.list.some((operand) => compares("=", value, resolved(operand, item)));
    }
    case "function":
      return holdsFunction(condition.name, condition.operands, item);
  }
}

function holdsFunction(name: ConditionFunction, operands: readonly Operand[], item: Item): boolean {
  const [a, b] = operands.map((operand) => resolved(operand, item));
  if (name === "attribute_exists") return a !== undefined;
  if (name === "attribute_not_exists") return a === undefined;
  if (a === undefined || b === undefined) return false;
  if (name === "attribute_type") return "S" in b && typeOf(a) === b.S;
  if (name === "contains") return containsValue(a, b);
  if ("S" in a && "S" in b) return a.S.startsWith(b.S);
  return "B" in a && "B" in b && base64Bytes(a.B).startsWith(base64Bytes(b.B));
}

/** Whether text is part of text, bytes part of bytes, a value an element of a set of its type, or of a list. */
function containsValue(whole: AttributeValue, part: AttributeValue): boolean {
  if ("S" in whole) return "S" in part && whole.S.includes(part.S);
  if ("B" in whole) return "B" in part && base64Bytes(whole.B).includes(base64Bytes(part.B));
  if ("L" in whole) return whole.L.some((element) => equalValues(element, part));
  if ("SS" in whole) return "S" in part && whole.SS.includes(part.S);
  if ("BS" in whole) return "B" in part && whole.BS.includes(part.B);
  if ("NS" in whole && "N" in part) {
    const text = canonicalText(part);
    return whole.NS.some((number) => canonicalText({ N: number }) === text);
  }
  return false;
}

function compares(comparator: Comparator, a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  if (a === undefined || b === undefined) return comparator === "<>";
  if (comparator === "=") return equalValues(a, b);
  if (comparator === "<>") return !equalValues(a, b);
  const order = compareValues(a, b);
  if (order === undefined) return false;
  if (comparator === "<") return order < 0;
  if (comparator === "<=") return order <= 0;
  if (comparator === ">") return order > 0;
  return order >= 0;
}

function resolved(operand: Operand, item: Item): AttributeValue | undefined {
  if (operand.kind === "value") return operand.value;
  if (operand.kind === "path") return valueAt(item, operand.path);
  const value = resolved(operand.of, item);
  const size = value === undefined ? undefined : sizeOf(value);
  return size === undefined ? undefined : { N: String(size) };
}

/** Characters, bytes or elements; a number, a Boolean and null have no size. */
function sizeOf(value: AttributeValue): number | undefined {
  if ("S" in value) return value.S.length;
  if ("B" in value) return base64Length(value.B);
  if ("M" in value) return Object.keys(value.M).length;
  if ("L" in value) return value.L.length;
  if ("SS" in value) return value.SS.length;
  if ("NS" in value) return value.NS.length;
  if ("BS" in value) return value.BS.length;
  return undefined;
}
