/**
 * Attribute values in DynamoDB's format: each is an object with one member that names its type, as in the service's JSON.
 * Binary values are base64 text. A value is never changed once it is part of an item: copies and versions share it.
 */
import { parseDecimal, printDecimal, sortableDecimal, compareDecimals } from "./decimal.ts";
import { validationError } from "./service-error.ts";

/** One value with its type: string, number (as text), binary (base64), the three sets, map, list, null, Boolean. */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] }
  | { readonly M: Item }
  | { readonly L: readonly AttributeValue[] }
  | { readonly NULL: boolean }
  | { readonly BOOL: boolean };

/** The names of the types. */
export type AttributeType = "S" | "N" | "B" | "SS" | "NS" | "BS" | "M" | "L" | "NULL" | "BOOL";

/** An item: its attributes by name. A map is one too. */
export type Item = Readonly<Record<string, AttributeValue>>;

/** Which attributes make the primary key of a table or an index. */
export interface KeySchema {
  /** The attribute whose hash says where an item is kept. */
  readonly partitionKey: string;
  /** The attribute that orders the items of one partition key value. */
  readonly sortKey?: string | undefined;
}

/** The type of a value. */
export function typeOf(value: AttributeValue): AttributeType {
  for (const type in value) return type as AttributeType;
  throw validationError("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
}

/** Bytes of the text in UTF-8. A lone surrogate counts as the 3 bytes of its replacement. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    if (unit < 0x800) length += 1;
    else if (isPair(text, index)) {
      // Two units, four bytes.
      length += 2;
      index++;
    } else length += 2;
  }
  return length;
}

/** Bytes that base64 text stands for. */
export function base64Length(text: string): number {
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  return (text.length / 4) * 3 - padding;
}

/** The bytes of a string in UTF-8, one character for each: such texts sort as the service sorts strings. */
export function utf8Bytes(text: string): string {
  let isPlain = true;
  for (let index = 0; index < text.length && isPlain; index++) isPlain = text.charCodeAt(index) < 0x80;
  if (isPlain) return text;
  let bytes = "";
  for (const character of text) {
    const code = character.length === 1 && isSurrogate(character.charCodeAt(0)) ? 0xfffd : (character.codePointAt(0) as number); // prettier-ignore
    if (code < 0x80) bytes += String.fromCharCode(code);
    else if (code < 0x800) bytes += String.fromCharCode(0xc0 | (code >> 6), tail(code));
    else if (code < 0x10000) bytes += String.fromCharCode(0xe0 | (code >> 12), tail(code >> 6), tail(code));
    else bytes += String.fromCharCode(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code));
  }
  return bytes;
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The bytes of base64 text, one character for each. */
export function base64Bytes(text: string): string {
  let bytes = "";
  for (let index = 0; index < text.length; index += 4) {
    const [a, b, c, d] = [0, 1, 2, 3].map((place) => BASE64.indexOf(text.charAt(index + place)));
    const bits =
      ((a as number) << 18) | ((b as number) << 12) | (Math.max(0, c as number) << 6) | Math.max(0, d as number);
    bytes += String.fromCharCode(bits >> 16);
    if ((c as number) >= 0) bytes += String.fromCharCode((bits >> 8) & 0xff);
    if ((d as number) >= 0) bytes += String.fromCharCode(bits & 0xff);
  }
  return bytes;
}

/** Text that sorts as key values of one type do: strings and binaries by their bytes, numbers by their size. */
export function sortableKey(value: AttributeValue): string {
  if ("S" in value) return utf8Bytes(value.S);
  if ("N" in value) return sortableDecimal(parseDecimal(value.N));
  if ("B" in value) return base64Bytes(value.B);
  throw validationError(`One or more parameter values were invalid: a key of type ${typeOf(value)}`);
}

/** Below 0, 0 or above 0 for two values of one type that has an order (S, N, B); nothing for any others. */
export function compareValues(a: AttributeValue, b: AttributeValue): number | undefined {
  if ("N" in a && "N" in b) return compareDecimals(parseDecimal(a.N), parseDecimal(b.N));
  const type = typeOf(a);
  if (type !== typeOf(b) || (type !== "S" && type !== "B")) return undefined;
  const [left, right] = [sortableKey(a), sortableKey(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Equal in type and content; sets whatever their order, numbers whatever way they are written. */
export function equalValues(a: AttributeValue, b: AttributeValue): boolean {
  return canonicalText(a) === canonicalText(b);
}

/** One text for all ways to write a value: members of maps and sets in order, numbers as the service prints them. */
export function canonicalText(value: AttributeValue): string {
  if ("S" in value) return `S${JSON.stringify(value.S)}`;
  if ("N" in value) return `N${canonicalNumber(value.N)}`;
  if ("B" in value) return `B${value.B}`;
  if ("SS" in value) return `SS${JSON.stringify([...value.SS].sort())}`;
  if ("NS" in value) return `NS${JSON.stringify(value.NS.map(canonicalNumber).sort())}`;
  if ("BS" in value) return `BS${JSON.stringify([...value.BS].sort())}`;
  if ("BOOL" in value) return `BOOL${value.BOOL}`;
  if ("NULL" in value) return "NULL";
  if ("L" in value) return `L[${value.L.map(canonicalText).join()}]`;
  return `M${canonicalItem(value.M)}`;
}

/** The same for an item. */
export function canonicalItem(item: Item): string {
  const names = Object.keys(item).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalText(item[name] as AttributeValue)}`).join()}}`;
}

/** A number as the service would print it. */
export function canonicalNumber(text: string): string {
  return printDecimal(parseDecimal(text));
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xe000;
}

function isPair(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  const next = text.charCodeAt(index + 1);
  return unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000;
}

function tail(code: number): number {
  return 0x80 | (code & 0x3f);
}
