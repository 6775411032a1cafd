/**
 * Update expressions: SET, REMOVE, ADD and DELETE. Every operand is the value before the update, and a place in a list is
 * a place in the list before it: `REMOVE l[1], l[2]` takes the second and third of five.
 * Developer Guide, Expressions.UpdateExpressions.
 */
import { equalValues, typeOf, type AttributeType, type AttributeValue, type Item } from "./attribute-value.ts";
import { canonicalNumber } from "./attribute-value.ts";
import { addDecimals, negateDecimal, parseDecimal, printDecimal } from "./decimal.ts";
import {
  ExpressionReader,
  checkPathsApart,
  immediateType,
  valueAt,
  type DocumentPath,
  type Placeholders,
} from "./expression-syntax.ts";
import { DYNAMODB_LIMITS } from "./limits.ts";
import { validationError } from "./service-error.ts";

/** What SET puts at a path. */
export type SetValue =
  | { readonly kind: "path"; readonly path: DocumentPath }
  | { readonly kind: "value"; readonly value: AttributeValue }
  | { readonly kind: "+" | "-" | "list_append"; readonly left: SetValue; readonly right: SetValue }
  | { readonly kind: "if_not_exists"; readonly path: DocumentPath; readonly otherwise: SetValue };

/** One action at one path. */
export type UpdateAction =
  | { readonly kind: "set"; readonly path: DocumentPath; readonly to: SetValue }
  | { readonly kind: "remove"; readonly path: DocumentPath }
  | { readonly kind: "add" | "delete"; readonly path: DocumentPath; readonly value: AttributeValue };

/** An expression that was read. */
export interface ParsedUpdate {
  readonly actions: readonly UpdateAction[];
  /** Every path in it, also those that are only read. */
  readonly paths: readonly DocumentPath[];
}

const FAULT_ORDER = Object.freeze(["depth", "reserved", "unknownFunction", "section", "attrName", "attrValue", "overlap", "conflict", "operand", "function", "size"]); // prettier-ignore
const TYPE_WORDS: Readonly<Partial<Record<AttributeType, string>>> = Object.freeze({
  S: "STRING",
  N: "NUMBER",
  B: "BINARY",
  NULL: "NULL",
  BOOL: "BOOLEAN",
  L: "LIST",
  M: "MAP",
});

/** Reads an update expression. Throws the service's ValidationException, in its words, for one that is wrong. */
export function parseUpdate(text: string, placeholders: Placeholders): ParsedUpdate {
  return new UpdateParser(new ExpressionReader("UpdateExpression", text, placeholders)).parse();
}

class UpdateParser {
  readonly #reader: ExpressionReader;
  readonly #actions: UpdateAction[] = [];
  readonly #paths: DocumentPath[] = [];
  #operatorCount = 0;

  constructor(reader: ExpressionReader) {
    this.#reader = reader;
  }

  parse(): ParsedUpdate {
    const reader = this.#reader;
    const seen = new Set<string>();
    while (!reader.isAtEnd) {
      const section = reader.next.toUpperCase();
      if (!["SET", "REMOVE", "ADD", "DELETE"].includes(section)) throw reader.syntaxError();
      reader.take();
      do this.#actions.push(this.#action(section));
      while (reader.takeIf(","));
      if (seen.has(section))
        reader.fault("section", `The "${section}" section can only be used once in an update expression;`);
      seen.add(section);
    }
    checkPathsApart(
      reader,
      this.#actions.map(({ path }) => path),
    );
    if (this.#operatorCount > DYNAMODB_LIMITS.expressionOperators.value)
      reader.fault("size", `The expression contains too many operators; operator count: ${this.#operatorCount}`);
    reader.throwFaults(FAULT_ORDER);
    return { actions: this.#actions, paths: this.#paths };
  }

  #action(section: string): UpdateAction {
    const reader = this.#reader;
    this.#operatorCount++;
    const path = this.#path();
    if (section === "REMOVE") return { kind: "remove", path };
    if (section === "SET") {
      reader.expect("=");
      return { kind: "set", path, to: this.#setValue() };
    }
    if (!reader.isValue) throw reader.syntaxError();
    const value = reader.value();
    const type = typeOf(value);
    const word = TYPE_WORDS[type];
    if (word !== undefined && !(section === "ADD" && type === "N"))
      reader.fault("operand", `Incorrect operand type for operator or function; operator: ${section}, operand type: ${word}`); // prettier-ignore
    return { kind: section === "ADD" ? "add" : "delete", path, value };
  }

  #setValue(): SetValue {
    const left = this.#operand();
    const operator = this.#reader.next;
    if (operator !== "+" && operator !== "-") return left;
    this.#reader.take();
    const right = this.#operand();
    this.#checkTypes(operator, [left, right], "N");
    return { kind: operator, left, right };
  }

  #operand(): SetValue {
    const reader = this.#reader;
    if (reader.takeIf("(")) {
      const inner = this.#setValue();
      reader.expect(")");
      return inner;
    }
    if (reader.isValue) return { kind: "value", value: reader.value() };
    if (!reader.isPath) throw reader.syntaxError();
    if (reader.afterNext === "(" && !reader.next.startsWith("#")) return this.#call();
    return { kind: "path", path: this.#path() };
  }

  #call(): SetValue {
    const reader = this.#reader;
    const name = reader.take();
    reader.take();
    const operands = [this.#operand()];
    while (reader.takeIf(",")) operands.push(this.#operand());
    reader.expect(")");
    const [left, right] = operands as [SetValue, SetValue];
    if (name !== "if_not_exists" && name !== "list_append")
      reader.fault("unknownFunction", `Invalid function name; function: ${name}`);
    else if (operands.length !== 2)
      reader.fault("function", `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${operands.length}`); // prettier-ignore
    else if (name === "list_append") {
      this.#checkTypes(name, operands, "L");
      return { kind: name, left, right };
    } else if (left.kind === "path") return { kind: name, path: left.path, otherwise: right };
    else reader.fault("function", `Operator or function requires a document path; operator or function: ${name}`);
    return left;
  }

  #checkTypes(operator: string, operands: readonly SetValue[], wanted: AttributeType): void {
    this.#operatorCount++;
    for (const operand of operands) {
      const type = immediateType(operand);
      if (type === undefined || type === wanted) continue;
      this.#reader.fault("function", `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`); // prettier-ignore
      return;
    }
  }

  #path(): DocumentPath {
    const path = this.#reader.path();
    this.#paths.push(path);
    return path;
  }
}

/** A value while an item is built: lists and maps that may be changed, and places of a list that were taken out. */
type Draft = { L: (Draft | undefined)[] } | { M: Record<string, Draft> } | AttributeValue;

/**
 * The item after the update. `before` keeps its content. Throws the service's ValidationException when an operand is
 * missing or of the wrong type, or a path leads nowhere.
 */
export function updated(before: Item, actions: readonly UpdateAction[]): Item {
  const results = actions.map((action) => resultOf(action, before));
  const after: Record<string, Draft> = { ...before };
  const drafted = new Set<string>();
  const lists: { L: (Draft | undefined)[] }[] = [];
  for (const [index, { path }] of actions.entries()) {
    const [name, ...steps] = path as [string, ...(string | number)[]];
    const result = results[index];
    if (steps.length === 0) {
      if (result === undefined) delete after[name];
      else after[name] = result;
      continue;
    }
    if (!drafted.has(name) && after[name] !== undefined) {
      after[name] = draftOf(after[name] as AttributeValue, lists);
      drafted.add(name);
    }
    put(after[name], steps, result);
  }
  for (const list of lists) list.L = list.L.filter((element) => element !== undefined);
  return after as Item;
}

/** What stands at the action's path afterwards; nothing if it is taken out. */
function resultOf(action: UpdateAction, before: Item): AttributeValue | undefined {
  if (action.kind === "remove") return undefined;
  if (action.kind === "set") return setResult(action.to, before);
  const old = valueAt(before, action.path);
  const { value } = action;
  if (old !== undefined && typeOf(old) !== typeOf(value))
    throw validationError("An operand in the update expression has an incorrect data type");
  if ("N" in value) return { N: sumOf(old !== undefined && "N" in old ? old.N : "0", value.N, false) };
  const type = typeOf(value) as "SS" | "NS" | "BS";
  const elements = (value as Record<string, readonly string[]>)[type] as readonly string[];
  const oldElements = ((old as Record<string, readonly string[]> | undefined)?.[type] ?? []) as readonly string[];
  const isIn = (list: readonly string[]) => {
    const texts = new Set(list.map((text) => (type === "NS" ? canonicalNumber(text) : text)));
    return (text: string) => texts.has(type === "NS" ? canonicalNumber(text) : text);
  };
  const isOld = isIn(oldElements);
  const isGiven = isIn(elements);
  const kept =
    action.kind === "add"
      ? [...oldElements, ...elements.filter((element) => !isOld(element))]
      : oldElements.filter((element) => !isGiven(element));
  return kept.length === 0 ? undefined : ({ [type]: kept } as unknown as AttributeValue);
}

function setResult(to: SetValue, before: Item): AttributeValue {
  switch (to.kind) {
    case "value":
      return to.value;
    case "path": {
      const value = valueAt(before, to.path);
      if (value === undefined)
        throw validationError("The provided expression refers to an attribute that does not exist in the item");
      return value;
    }
    case "if_not_exists":
      return valueAt(before, to.path) ?? setResult(to.otherwise, before);
    case "list_append": {
      const [left, right] = [setResult(to.left, before), setResult(to.right, before)];
      if ("L" in left && "L" in right) return { L: [...left.L, ...right.L] };
      break;
    }
    default: {
      const [left, right] = [setResult(to.left, before), setResult(to.right, before)];
      if ("N" in left && "N" in right) return { N: sumOf(left.N, right.N, to.kind === "-") };
    }
  }
  throw validationError("An operand in the update expression has an incorrect data type");
}

function sumOf(a: string, b: string, minus: boolean): string {
  const right = parseDecimal(b);
  return printDecimal(addDecimals(parseDecimal(a), minus ? negateDecimal(right) : right));
}

function draftOf(value: AttributeValue, lists: { L: (Draft | undefined)[] }[]): Draft {
  if ("L" in value) {
    const list = { L: value.L.map((element) => draftOf(element, lists)) as (Draft | undefined)[] };
    lists.push(list);
    return list;
  }
  if (!("M" in value)) return value;
  const members: Record<string, Draft> = {};
  for (const [name, member] of Object.entries(value.M)) members[name] = draftOf(member, lists);
  return { M: members };
}

function put(root: Draft | undefined, steps: readonly (string | number)[], result: AttributeValue | undefined): void {
  let parent = root;
  for (const step of steps.slice(0, -1)) parent = childOf(parent, step);
  const last = steps.at(-1) as string | number;
  if (parent !== undefined && typeof last === "number" && "L" in parent) {
    const list = parent.L as (Draft | undefined)[];
    if (result === undefined) {
      if (last < list.length) list[last] = undefined;
    }
    // Beyond the end it is appended; what is set further out comes later.
    else list[last] = result;
  } else if (parent !== undefined && typeof last === "string" && "M" in parent) {
    const members = parent.M as Record<string, Draft>;
    if (result === undefined) delete members[last];
    else members[last] = result;
  } else throw validationError("The document path provided in the update expression is invalid for update");
}

function childOf(parent: Draft | undefined, step: string | number): Draft | undefined {
  if (parent === undefined) return undefined;
  if (typeof step === "number") return "L" in parent ? (parent.L[step] as Draft | undefined) : undefined;
  return "M" in parent && Object.hasOwn(parent.M, step) ? (parent.M[step] as Draft) : undefined;
}

/** Whether the update changes the item: an update that changes nothing leaves no trace in a stream. */
export function changesAnything(before: Item, after: Item): boolean {
  return !equalValues({ M: before }, { M: after });
}
