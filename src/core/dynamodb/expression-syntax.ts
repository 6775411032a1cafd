/**
 * Expressions as text: their tokens, and the names and values that stand in them for others. What is wrong with one is
 * collected by kind, because the service names only one fault, and in an order of its own.
 */
import type { AttributeType, AttributeValue, Item } from "./attribute-value.ts";
import { typeOf, utf8Length } from "./attribute-value.ts";
import { DYNAMODB_LIMITS } from "./limits.ts";
import { isReservedWord } from "./reserved-words.ts";
import { validationError } from "./service-error.ts";

/** Where a value lies in an item: the attribute's name, then names of map members and places in lists, from 0. */
export type DocumentPath = readonly (string | number)[];

/** What stands for something else in the expressions of one request. Each must be used by one of them. */
export class Placeholders {
  readonly #names: Readonly<Record<string, string>>;
  readonly #values: Item;
  readonly #unusedNames: Set<string>;
  readonly #unusedValues: Set<string>;

  /** Throws the service's ValidationException for a name that cannot stand in an expression. */
  constructor(names: Readonly<Record<string, string>> | undefined, values: Item | undefined) {
    this.#names = names ?? {};
    this.#values = values ?? {};
    this.#unusedNames = checked("ExpressionAttributeNames", names, /^#[0-9a-zA-Z_]+$/);
    this.#unusedValues = checked("ExpressionAttributeValues", values, /^:[0-9a-zA-Z_]+$/);
  }

  /** The attribute name behind `#name`. */
  nameOf(placeholder: string): string | undefined {
    this.#unusedNames.delete(placeholder);
    return Object.hasOwn(this.#names, placeholder) ? this.#names[placeholder] : undefined;
  }

  /** The value behind `:value`. */
  valueOf(placeholder: string): AttributeValue | undefined {
    this.#unusedValues.delete(placeholder);
    return Object.hasOwn(this.#values, placeholder) ? this.#values[placeholder] : undefined;
  }

  /** To be called once all expressions are read. Throws for a placeholder that none of them uses. */
  checkUsed(): void {
    const unused = (what: string, names: ReadonlySet<string>) => {
      if (names.size > 0)
        throw validationError(`Value provided in ${what} unused in expressions: keys: {${[...names].join(", ")}}`);
    };
    unused("ExpressionAttributeNames", this.#unusedNames);
    unused("ExpressionAttributeValues", this.#unusedValues);
  }
}

function checked(what: string, entries: object | undefined, pattern: RegExp): Set<string> {
  if (entries === undefined) return new Set();
  const keys = Object.keys(entries);
  if (keys.length === 0) throw validationError(`${what} must not be empty`);
  for (const key of keys)
    if (!pattern.test(key)) throw validationError(`${what} contains invalid key: Syntax error; key: "${key}"`);
  return new Set(keys);
}

const TOKEN = /\s*(?:([A-Za-z_][A-Za-z0-9_]*|#[A-Za-z0-9_]+|:[A-Za-z0-9_]+|\d+|<>|<=|>=|[=<>()[\].,+-])|(\S))/gy;
const END = "<EOF>";

/** Walks over the tokens of one expression. */
export class ExpressionReader {
  /** The parameter that holds the expression, as errors name it. */
  readonly #parameter: string;
  readonly #placeholders: Placeholders;
  readonly #tokens: string[] = [];
  /** The first fault of each kind. */
  readonly #faults = new Map<string, string>();
  #at = 0;

  /** Throws the service's ValidationException for an empty text, one that is too long, and a character of no token. */
  constructor(parameter: string, text: string, placeholders: Placeholders) {
    this.#parameter = parameter;
    this.#placeholders = placeholders;
    if (text.trim() === "") throw this.error("The expression can not be empty;");
    const size = utf8Length(text);
    const sizeMax = DYNAMODB_LIMITS.expressionSize.value;
    if (size > sizeMax)
      throw this.error(`Expression size has exceeded the maximum allowed size; expression size: ${size}`);
    TOKEN.lastIndex = 0;
    for (const [, token, other] of text.matchAll(TOKEN)) {
      if (token === undefined) {
        this.#tokens.push(other as string);
        this.#at = this.#tokens.length - 1;
        throw this.syntaxError();
      }
      this.#tokens.push(token);
    }
  }

  /** The token that is next, or `<EOF>`. */
  get next(): string {
    return this.#tokens[this.#at] ?? END;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  /** The token after the next one. */
  get afterNext(): string {
    return this.#tokens[this.#at + 1] ?? END;
  }

  /** Takes the next token, whatever it is. */
  take(): string {
    if (this.isAtEnd) throw this.syntaxError();
    return this.#tokens[this.#at++] as string;
  }

  /** Takes the next token if it is this one. */
  takeIf(token: string): boolean {
    if (this.next !== token) return false;
    this.#at++;
    return true;
  }

  /** Takes the next token if it is this word, in upper or lower case. */
  takeWord(word: string): boolean {
    if (this.next.toUpperCase() !== word) return false;
    this.#at++;
    return true;
  }

  /** Takes this token; anything else is a syntax error. */
  expect(token: string): void {
    if (!this.takeIf(token)) throw this.syntaxError();
  }

  /** Reads a path: a name or `#name`, then `.member` and `[place]`. */
  path(): DocumentPath {
    const path: (string | number)[] = [this.#name()];
    for (;;) {
      if (this.takeIf(".")) path.push(this.#name());
      else if (this.takeIf("[")) {
        if (!/^\d+$/.test(this.next)) throw this.syntaxError();
        path.push(Number(this.take()));
        this.expect("]");
      } else return path;
      if (path.length > DYNAMODB_LIMITS.nestingDepth.value)
        this.fault("depth", `The document path has too many nesting elements; nesting limit: ${DYNAMODB_LIMITS.nestingDepth.value}`); // prettier-ignore
    }
  }

  /** Reads `:value`. A value that is not defined is a fault, and null stands for it. */
  value(): AttributeValue {
    const placeholder = this.take();
    const value = this.#placeholders.valueOf(placeholder);
    if (value !== undefined) return value;
    this.fault("attrValue", `An expression attribute value used in expression is not defined; attribute value: ${placeholder}`); // prettier-ignore
    return { NULL: true };
  }

  /** Whether a path begins here. */
  get isPath(): boolean {
    return /^[A-Za-z_#]/.test(this.next);
  }

  get isValue(): boolean {
    return this.next.startsWith(":");
  }

  /** Notes what is wrong; of each kind the first one counts. */
  fault(kind: string, text: string): void {
    if (!this.#faults.has(kind)) this.#faults.set(kind, text);
  }

  /** The first fault of the first of these kinds that has one. */
  faultOf(kinds: readonly string[]): string | undefined {
    for (const kind of kinds) {
      const text = this.#faults.get(kind);
      if (text !== undefined) return text;
    }
    return undefined;
  }

  /** Throws the first fault of the first of these kinds that has one. */
  throwFaults(kinds: readonly string[]): void {
    const text = this.faultOf(kinds);
    if (text !== undefined) throw this.error(text);
  }

  /** The service's words around what is wrong with this expression. */
  error(text: string): Error {
    return validationError(`Invalid ${this.#parameter}: ${text}`);
  }

  syntaxError(): Error {
    const near = this.#tokens.slice(Math.max(0, this.#at - 1), this.#at + 2).join(" ");
    return this.error(`Syntax error; token: "${this.next}", near: "${near}"`);
  }

  #name(): string {
    const token = this.next;
    if (token.startsWith("#")) {
      this.#at++;
      const name = this.#placeholders.nameOf(token);
      if (name !== undefined) return name;
      this.fault("attrName", `An expression attribute name used in the document path is not defined; attribute name: ${token}`); // prettier-ignore
      return token;
    }
    if (!/^[A-Za-z_]/.test(token)) throw this.syntaxError();
    this.#at++;
    if (isReservedWord(token))
      this.fault("reserved", `Attribute name is a reserved keyword; reserved keyword: ${token}`);
    return token;
  }
}

/** A path as errors print it: `[a, [0], b]`. */
export function pathText(path: DocumentPath): string {
  return `[${path.map((step) => (typeof step === "number" ? `[${step}]` : step)).join(", ")}]`;
}

/**
 * Notes a fault when one of the paths lies within another one, or takes for a list what another one takes for a map.
 * Paths that part at some step are fine.
 */
export function checkPathsApart(reader: ExpressionReader, paths: readonly DocumentPath[]): void {
  for (const [index, two] of paths.entries()) {
    for (const one of paths.slice(0, index)) {
      const relation = relationOf(one, two);
      if (relation === undefined) continue;
      const where = `path one: ${pathText(one)}, path two: ${pathText(two)}`;
      reader.fault(relation, `Two document paths ${relation} with each other; must remove or rewrite one of these paths; ${where}`); // prettier-ignore
      return;
    }
  }
}

function relationOf(one: DocumentPath, two: DocumentPath): "overlap" | "conflict" | undefined {
  for (let step = 0; step < Math.min(one.length, two.length); step++) {
    if (typeof one[step] !== typeof two[step]) return "conflict";
    if (one[step] !== two[step]) return undefined;
  }
  return "overlap";
}

/** The value at a path of an item, or nothing. */
export function valueAt(item: Item, path: DocumentPath): AttributeValue | undefined {
  let value: AttributeValue | undefined = { M: item };
  for (const step of path) value = value === undefined ? undefined : childAt(value, step);
  return value;
}

function childAt(parent: AttributeValue, step: string | number): AttributeValue | undefined {
  if (typeof step === "number") return "L" in parent ? parent.L[step] : undefined;
  return "M" in parent && Object.hasOwn(parent.M, step) ? parent.M[step] : undefined;
}

/** The type of an operand that is a value; nothing for one that only an item decides. */
export function immediateType(operand: {
  readonly kind: string;
  readonly value?: AttributeValue;
}): AttributeType | undefined {
  return operand.kind === "value" && operand.value !== undefined ? typeOf(operand.value) : undefined;
}
