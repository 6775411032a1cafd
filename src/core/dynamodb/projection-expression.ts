/** Projection expressions: which parts of an item a read returns. Developer Guide, Expressions.ProjectionExpressions. */
import type { AttributeValue, Item } from "./attribute-value.ts";
import {
  ExpressionReader,
  checkPathsApart,
  valueAt,
  type DocumentPath,
  type Placeholders,
} from "./expression-syntax.ts";

const FAULT_ORDER = Object.freeze(["depth", "reserved", "attrName", "overlap", "conflict"]);

/** Reads a projection expression. Throws the service's ValidationException, in its words, for one that is wrong. */
export function parseProjection(text: string, placeholders: Placeholders): readonly DocumentPath[] {
  const reader = new ExpressionReader("ProjectionExpression", text, placeholders);
  const paths = [reader.path()];
  while (reader.takeIf(",")) paths.push(reader.path());
  if (!reader.isAtEnd) throw reader.syntaxError();
  checkPathsApart(reader, paths);
  reader.throwFaults(FAULT_ORDER);
  return paths;
}

interface Node {
  /** The value itself is asked for, not parts of it. */
  value?: AttributeValue;
  readonly parts: Map<string | number, Node>;
}

/** The parts of the item at these paths: maps keep their names, and lists close up. */
export function projected(item: Item, paths: readonly DocumentPath[]): Item {
  const root: Node = { parts: new Map() };
  for (const path of paths) {
    const value = valueAt(item, path);
    if (value === undefined) continue;
    let node = root;
    for (const step of path) {
      const next: Node = node.parts.get(step) ?? { parts: new Map() };
      node.parts.set(step, next);
      node = next;
    }
    node.value = value;
  }
  return membersOf(root);
}

function membersOf(node: Node): Item {
  const members: Record<string, AttributeValue> = {};
  for (const [name, part] of node.parts) members[name as string] = builtOf(part);
  return members;
}

function builtOf(node: Node): AttributeValue {
  if (node.value !== undefined) return node.value;
  const [first] = node.parts.keys();
  if (typeof first !== "number") return { M: membersOf(node) };
  const places = [...node.parts].sort(([a], [b]) => (a as number) - (b as number));
  return { L: places.map(([, part]) => builtOf(part)) };
}
