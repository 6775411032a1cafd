/**
 * Named parameters: how a statement with `:id` in it becomes one that a database takes.
 *
 * The values travel beside the text, never in it, so whatever a value holds stays a value:
 *
 *   INSERT INTO orders VALUES (:id::int, :item, ':id')      id = 7, item = "x'); DROP TABLE orders; --"
 *   INSERT INTO orders VALUES ($1::int, $2, ':id')          [7, "x'); DROP TABLE orders; --"]
 *
 * A colon means a parameter only where the statement itself speaks: not in texts, quoted names, dollar quotes and
 * comments, and not in a cast. Aurora User Guide, data-api-calling.
 *
 * Simplified: texts with backslashes (E'…') and comments in comments are not known here. The value of a parameter is a
 * text, a number, a truth or null; the service also knows binary data and hints on types.
 */

/** A value as the service's requests write it. */
export type DataApiValue =
  | { readonly stringValue: string }
  /** A whole number. */
  | { readonly longValue: number }
  | { readonly doubleValue: number }
  | { readonly booleanValue: boolean }
  | { readonly isNull: true };

/** One named parameter of a request. */
export interface SqlParameter {
  /** Without the colon: letters, digits and underscores, no digit first. Each name once in a request. */
  readonly name: string;
  readonly value: DataApiValue;
}

/** A value as the database gets it. */
export type SqlValue = string | number | boolean | null;

/** A statement that is ready to be run: `$1` is the first of the parameters, `$2` the second, and each is used. */
export interface BoundStatement {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

/**
 * What has to be told apart in a statement, in one expression: space and comments, what a colon means nothing in, then a
 * cast, a name, a place, and the end of a statement.
 */
const PARTS =
  /((?:\s|--[^\n]*|\/\*[^]*?\*\/)+)|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([A-Za-z_]\w*|)\$[^]*?\$\2\$|::|:([A-Za-z_]\w*)|\$(\d+)|;/g;

/**
 * Puts places where the names are. `undefined` if a name has no value, or if there is a second statement behind a
 * semicolon. A parameter that the statement does not name is left out: a database refuses what has no place.
 */
export function bindParameters(sql: string, given: readonly SqlParameter[]): BoundStatement | undefined {
  const values = new Map(given.map(({ name, value }) => [name, sqlValueOf(value)]));
  const names: string[] = [];
  let bound = "";
  let end = 0;
  let hasEnded = false;
  for (const { 0: part, 1: blank, 3: name, index } of sql.matchAll(PARTS)) {
    const before = sql.slice(end, index);
    if (hasEnded && (before !== "" || (blank === undefined && part !== ";"))) return undefined;
    if (part === ";") hasEnded = true;
    if (name !== undefined && !values.has(name)) return undefined;
    if (name !== undefined && !names.includes(name)) names.push(name);
    bound += before + (name === undefined ? part : `$${names.indexOf(name) + 1}`);
    end = index + part.length;
  }
  const rest = sql.slice(end);
  if (hasEnded && rest !== "") return undefined;
  return { sql: bound + rest, parameters: names.map((name) => values.get(name) as SqlValue) };
}

function sqlValueOf(value: DataApiValue): SqlValue {
  if ("stringValue" in value) return value.stringValue;
  if ("longValue" in value) return value.longValue;
  if ("doubleValue" in value) return value.doubleValue;
  return "booleanValue" in value ? value.booleanValue : null;
}

/**
 * A statement as it reaches the database, with each value shown in its place: `VALUES («7»::int, ':id')`. Two bound
 * statements that mean the same are shown alike, whatever numbers their places have, and however they are spaced.
 */
export function shownStatement({ sql, parameters }: BoundStatement): string {
  const used = new Set<number>();
  const shown = sql.replace(PARTS, (part: string, ...groups: (string | undefined)[]) => {
    const [blank, , , place] = groups;
    if (blank !== undefined) return " ";
    if (part === ";") return "";
    if (place === undefined) return part;
    const index = Number(place) - 1;
    used.add(index);
    return index >= 0 && index < parameters.length ? `«${JSON.stringify(parameters[index])}»` : "«no value»";
  });
  const unusedCount = parameters.filter((_, index) => !used.has(index)).length;
  return unusedCount === 0 ? shown.trim() : `${shown.trim()}, and ${unusedCount} without a place`;
}
