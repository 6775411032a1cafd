/**
 * A scenario as text: an object literal as it would stand in a test, read as data and never evaluated. What a control
 * changes is changed in the text, at its place, so that a reader's comments and line breaks stay.
 */
import { parse, type MemberNode, type ObjectNode, type ValueNode } from "@humanwhocodes/momoa";

/** Where a value stands in a scenario: names of fields and places in lists. */
export type Path = readonly (string | number)[];

/** Why a text is no scenario; which line, counted from 1, and what stands there. */
export interface TextProblem {
  readonly kind: "empty" | "long" | "deep" | "ends" | "unexpected" | "no-object" | "no-number" | "twice";
  readonly line: number;
  readonly found: string;
}

/** A scenario that could be read. */
export interface ReadScenario {
  readonly data: Readonly<Record<string, unknown>>;
  /** The line of a value, or of the nearest one around it. */
  lineOf(path: Path): number;
}

/** A text of this many characters is no scenario that anybody wrote. */
export const TEXT_LENGTH_MAX = 200_000;
/** Lists and objects inside each other. */
const DEPTH_MAX = 40;
/** Where a line is broken. */
const WIDTH = 88;

const NAME = /^[A-Za-z_$][\w$]*$/;
/** What may stand before the object: comments, and what makes a declaration of it. */
const BEFORE =
  /^((?:\s|\/\/[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*)((?:export\s+)?(?:const|let|var)\s+[\w$]+\s*(?::\s*[\w$.]+\s*)?=(?=\s|\{))/;
const AFTER = /;(\s*)$/;

/** A scenario as a declaration; `type` is the name of its type in the core. */
export function scenarioText(type: string, scenario: object): string {
  return `const scenario: ${type} = ${printed(scenario, "", 0)};\n`;
}

/** The text of a value: on one line where it fits, `taken` characters of which are taken already. */
function printed(value: unknown, indent: string, taken: number, isInner = indent !== ""): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (isInner) {
    const flat = printedFlat(value);
    if (indent.length + taken + flat.length < WIDTH) return flat;
  }
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.every((item) => typeof item !== "object")
      ? filled(value.map((item) => printedFlat(item)), WIDTH - deeper.length) // prettier-ignore
      : value.map((item) => printed(item, deeper, 1));
    return `[\n${items.map((item) => `${deeper}${item},\n`).join("")}${indent}]`;
  }
  const members = fieldsOf(value).map(([name, one]) => {
    const key = printedName(name);
    return `${deeper}${key}: ${printed(one, deeper, key.length + 3, true)},\n`;
  });
  return `{\n${members.join("")}${indent}}`;
}

function printedFlat(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(printedFlat).join(", ")}]`;
  const members = fieldsOf(value).map(([name, one]) => `${printedName(name)}: ${printedFlat(one)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

const fieldsOf = (value: object) => Object.entries(value).filter(([, one]) => one !== undefined);
const printedName = (name: string) => (NAME.test(name) ? name : JSON.stringify(name));

/** Short texts in lines of at most this width. */
function filled(texts: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const text of texts) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + text.length + 3 < width) lines[lines.length - 1] = `${last}, ${text}`;
    else lines.push(text);
  }
  return lines;
}

/** Reads a scenario. */
export function readScenario(text: string): ReadScenario | { readonly problem: TextProblem } {
  const parsed = parsedText(text);
  if ("problem" in parsed) return parsed;
  const { root } = parsed;
  try {
    const data = dataOf(root, 0) as Readonly<Record<string, unknown>>;
    return { data, lineOf: (path) => nearest(root, path).loc.start.line };
  } catch (error) {
    if (error instanceof Refused) return { problem: error.problem };
    throw error;
  }
}

class Refused extends Error {
  readonly problem: TextProblem;

  constructor(kind: TextProblem["kind"], { loc }: Pick<ValueNode | MemberNode, "loc">, found = "") {
    super(kind);
    this.problem = { kind, line: loc.start.line, found };
  }
}

function parsedText(text: string): { readonly root: ObjectNode } | { readonly problem: TextProblem } {
  const refused = (kind: TextProblem["kind"], line = 1, found = "") => ({ problem: { kind, line, found } });
  if (text.length > TEXT_LENGTH_MAX) return refused("long");
  // Blanks in the place of the declaration: everything else keeps its line and its place in the line.
  const literal = text
    .replace(BEFORE, (_, comments: string, declaration: string) => comments + blank(declaration))
    .replace(AFTER, " $1");
  if (literal.replaceAll(/\/\/.*|\/\*[\s\S]*?\*\//g, "").trim() === "") return refused("empty");
  try {
    const { body } = parse(literal, { mode: "json5", ranges: true, allowTrailingCommas: true });
    return body.type === "Object" ? { root: body } : refused("no-object", body.loc.start.line);
  } catch (error) {
    // The parser goes one call deeper for each bracket.
    if (error instanceof RangeError) return refused("deep");
    const { line, offset, message } = error as Error & { readonly line?: number; readonly offset?: number };
    if (line === undefined || offset === undefined) return refused("unexpected");
    const rest = literal.slice(offset).trimStart();
    // An open bracket, a comma or a colon that nothing follows.
    if (/^[[{,:]?\s*$/.test(rest) || message.startsWith("Unexpected end"))
      return refused("ends", literal.trimEnd().split("\n").length);
    return refused("unexpected", line, /^([\w$.-]+|.)/u.exec(rest)?.[0]?.slice(0, 40));
  }
}

const blank = (text: string) => text.replaceAll(/[^\n]/g, " ");

/** The plain value of a node. Throws `Refused`. */
function dataOf(node: ValueNode, depth: number): unknown {
  if (depth > DEPTH_MAX) throw new Refused("deep", node);
  switch (node.type) {
    case "Object": {
      const names = new Set<string>();
      const members = node.members.map((member) => {
        const name = nameOf(member);
        if (names.has(name)) throw new Refused("twice", member, name);
        names.add(name);
        return [name, dataOf(member.value, depth + 1)] as const;
      });
      // Own fields whatever their names are: "__proto__" is one like others.
      return Object.fromEntries(members);
    }
    case "Array":
      return node.elements.map(({ value }) => dataOf(value, depth + 1));
    case "Null":
      return null;
    case "NaN":
      throw new Refused("no-number", node, "NaN");
    case "Infinity":
      throw new Refused("no-number", node, "Infinity");
    case "Number":
      if (!Number.isFinite(node.value)) throw new Refused("no-number", node, String(node.value));
      return node.value;
    case "String":
    case "Boolean":
      return node.value;
    default:
      throw new Refused("unexpected", node);
  }
}

const nameOf = ({ name }: MemberNode) => (name.type === "Identifier" ? name.name : name.value);

/** The node at a path, or the last one on the way there. */
function nearest(root: ObjectNode, path: Path): ValueNode | MemberNode {
  let at: ValueNode = root;
  let shown: ValueNode | MemberNode = root;
  for (const step of path) {
    if (at.type === "Object") {
      const member: MemberNode | undefined = at.members.find((one) => nameOf(one) === step);
      if (member === undefined) break;
      shown = member;
      at = member.value;
    } else if (at.type === "Array" && typeof step === "number" && at.elements[step] !== undefined) {
      shown = at = at.elements[step].value;
    } else break;
  }
  return shown;
}

/** `faults[2].zone` as a path. */
export function pathOf(field: string): Path {
  return [...field.matchAll(/[^.[\]]+/g)].map(([step]) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** The text with another value at a path; the field is added where its object does not have it. Undefined: it cannot be. */
export function withValue(text: string, path: Path, value: unknown): string | undefined {
  const found = find(text, path);
  if (found?.value !== undefined) {
    const [start, end] = rangeOf(found.value);
    return text.slice(0, start) + printedFlat(value) + text.slice(end);
  }
  if (found?.parent.type !== "Object" || typeof found.step !== "string") return undefined;
  return withMore(text, found.parent, found.parent.members, `${printedName(found.step)}: ${printedFlat(value)}`);
}

/** The text without the field at a path, or without the item of a list. */
export function without(text: string, path: Path): string | undefined {
  const found = find(text, path);
  if (found?.value === undefined) return undefined;
  const { parent, step } = found;
  const all = parent.type === "Object" ? parent.members : parent.elements.map(({ value }) => value);
  const index = parent.type === "Object" ? parent.members.findIndex((one) => nameOf(one) === step) : Number(step);
  const [one, next, before] = [all[index], all[index + 1], all[index - 1]];
  if (one === undefined) return undefined;
  const [start, end] = rangeOf(one);
  const comma = /^\s*,/.exec(text.slice(end))?.[0].length ?? 0;
  // What stands around it stays, comments of its neighbours too.
  if (next !== undefined) return text.slice(0, start) + text.slice(end + comma).replace(/^[ \t]*(\n[ \t]*)?/, "");
  // The last one goes with the comma before it, or with its own where it is alone.
  if (before !== undefined) return text.slice(0, rangeOf(before)[1]) + text.slice(end);
  const [left, right] = [text.slice(0, start), text.slice(end + comma)];
  return /[[{]\s*$/.test(left) && /^\s*[\]}]/.test(right) ? left.trimEnd() + right.trimStart() : left + right;
}

/** The text with one more item at the end of the list at a path. */
export function withItem(text: string, path: Path, item: unknown): string | undefined {
  const list = find(text, path)?.value;
  return list?.type === "Array"
    ? withMore(
        text,
        list,
        list.elements.map((one) => one.value),
        printedFlat(item),
      )
    : undefined;
}

/** Where a path leads: the value, if it is there, in what is around it. */
function find(text: string, path: Path) {
  const parsed = parsedText(text);
  const step = path.at(-1);
  if ("problem" in parsed || step === undefined) return undefined;
  let parent: ValueNode = parsed.root;
  for (const one of path.slice(0, -1)) {
    const next = inside(parent, one);
    if (next === undefined) return undefined;
    parent = next;
  }
  if (parent.type !== "Object" && parent.type !== "Array") return undefined;
  return { parent, step, value: inside(parent, step) };
}

function inside(node: ValueNode, step: string | number): ValueNode | undefined {
  if (node.type === "Object") return node.members.find((one) => nameOf(one) === step)?.value;
  return node.type === "Array" && typeof step === "number" ? node.elements[step]?.value : undefined;
}

interface Placed {
  readonly range?: readonly [number, number] | readonly number[] | undefined;
}

function rangeOf({ range }: Placed): readonly [number, number] {
  return range as unknown as readonly [number, number];
}

/** Adds a part at the end of a list or an object: on a line of its own where the others have theirs. */
function withMore(text: string, around: Placed, parts: readonly Placed[], added: string): string {
  const [start, end] = rangeOf(around);
  const last = parts.at(-1);
  if (last === undefined) return `${text.slice(0, start + 1)}${added}${text.slice(end - 1)}`;
  const [lastStart, lastEnd] = rangeOf(last);
  const lineBefore = text.slice(text.lastIndexOf("\n", lastStart) + 1, lastStart);
  if (lineBefore.trim() === "") return `${text.slice(0, lastEnd)},\n${lineBefore}${added}${text.slice(lastEnd)}`;
  const isWide = /^\s*,?\s*\n/.test(text.slice(lastEnd));
  // All on one line: a longer one breaks behind the bracket, as the printer would.
  const line = text.slice(text.lastIndexOf("\n", start) + 1, start);
  const indent = /^\s*/.exec(line)?.[0] ?? "";
  if (isWide || text.slice(start, end).includes("\n") || line.length + (end - start) + added.length < WIDTH)
    return `${text.slice(0, lastEnd)}, ${added}${text.slice(lastEnd)}`;
  const own = parts.map((part) => text.slice(...rangeOf(part)));
  const lines = [...own, added].map((one) => `${indent}  ${one},\n`).join("");
  return `${text.slice(0, start + 1)}\n${lines}${indent}${text.slice(end - 1)}`;
}
