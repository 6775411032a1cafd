/**
 * Random requests for the table service and its oracle. Keys and values come from small pools, so that requests meet; about
 * one in ten is wrong in some way. What dynalite does otherwise than the service (`differences.test.ts`) is left out.
 */
import fc from "fast-check";
import type { AttributeValue } from "../../src/core/dynamodb/index.ts";

/** One request, or a Query or Scan that is read to its end page by page. */
export interface RandomRequest {
  readonly operation: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly toItsEnd?: boolean;
}

/** A table and what is asked of it, in this order. */
export interface RandomSequence {
  readonly table: TableKind;
  readonly requests: readonly RandomRequest[];
}

type KeyType = "S" | "N" | "B";

export interface TableKind {
  readonly partition: KeyType;
  readonly sort: KeyType | undefined;
  /** Whether it has a local and two global indexes. */
  readonly isIndexed: boolean;
  readonly projection: "ALL" | "KEYS_ONLY" | "INCLUDE";
}

export const TABLE_NAME = "oracle";
const LOCAL = "by-g";
const GLOBAL = "by-f";
const SPARSE = "by-h";

const STRINGS = ["a", "ab", "abc", "b", "Zz", "ö", "日本", "a b", "~"];
const NUMBERS = ["0", "1", "-1", "2", "10", "3.5", "-0.25", "1e3", "12345678901234567890", "0.0000001", "-7e-5"];
const BINARIES = ["AA==", "AAE=", "/w==", "YWJj", "YWI="];
const POOLS = { S: STRINGS, N: NUMBERS, B: BINARIES } as const;

const scalar = (type: KeyType): fc.Arbitrary<AttributeValue> =>
  fc.constantFrom(...POOLS[type]).map((content) => ({ [type]: content }) as unknown as AttributeValue);
const anyScalar = fc.oneof(scalar("S"), scalar("N"), scalar("B"));
const subset = (pool: readonly string[]) => fc.uniqueArray(fc.constantFrom(...pool), { minLength: 1, maxLength: 3 });
const set: fc.Arbitrary<AttributeValue> = fc.oneof(
  subset(STRINGS).map((SS) => ({ SS })),
  subset(["1", "2", "3.5", "-4"]).map((NS) => ({ NS })),
  subset(BINARIES).map((BS) => ({ BS })),
);
const flag: fc.Arbitrary<AttributeValue> = fc.oneof(
  fc.boolean().map((BOOL) => ({ BOOL })),
  fc.constant({ NULL: true }),
);
const nested: fc.Arbitrary<AttributeValue> = fc.oneof(
  fc.array(fc.oneof(anyScalar, flag), { maxLength: 4 }).map((L) => ({ L })),
  fc.dictionary(fc.constantFrom("x", "y", "z"), fc.oneof(anyScalar, flag)).map((M) => ({ M: { ...M } })),
  fc.tuple(anyScalar, scalar("N")).map(([x, y]) => ({ M: { x, y: { L: [y, { M: { z: x } }] } } })),
);
const value = fc.oneof(
  { weight: 4, arbitrary: anyScalar },
  { weight: 1, arbitrary: set },
  { weight: 1, arbitrary: flag },
  { weight: 2, arbitrary: nested },
);

/** Attributes that are no keys: `s` holds a string, `n` a number, `t` a set, `l` a list, `m` a map, `v` anything. */
const attributes = fc.record(
  {
    s: scalar("S"),
    n: scalar("N"),
    t: set,
    l: fc.array(anyScalar, { maxLength: 3 }).map((L) => ({ L })),
    m: fc.record({ x: anyScalar, y: scalar("N") }, { requiredKeys: [] }).map((M) => ({ M: { ...M } })),
    v: value,
    f: scalar("S"),
    g: scalar("N"),
    h: scalar("N"),
  },
  { requiredKeys: [] },
);

/** A piece of an expression with what it needs: values get their names when it is put together. */
interface Piece {
  readonly text: string;
  readonly values: readonly AttributeValue[];
}

const piece = (text: string, ...values: AttributeValue[]): Piece => ({ text, values });
const PLAIN = fc.constantFrom(
  "s",
  "n",
  "t",
  "l",
  "m",
  "v",
  "f",
  "g",
  "#n",
  "m.x",
  "m.y",
  "l[0]",
  "l[1]",
  "v.x",
  "v.y[1].z",
);
const comparator = fc.constantFrom("=", "<>", "<", "<=", ">", ">=");

/** `?` stands for a value. */
const simple: fc.Arbitrary<Piece> = fc.oneof(
  fc.tuple(PLAIN, comparator, anyScalar).map(([path, op, v]) => piece(`${path} ${op} ?`, v)),
  fc.tuple(PLAIN, comparator, anyScalar).map(([path, op, v]) => piece(`? ${op} ${path}`, v)),
  fc.tuple(PLAIN, set).map(([path, v]) => piece(`${path} = ?`, v)),
  PLAIN.map((path) => piece(`attribute_exists(${path})`)),
  PLAIN.map((path) => piece(`attribute_not_exists(${path})`)),
  fc
    .tuple(PLAIN, fc.constantFrom("S", "N", "B", "SS", "L", "M", "BOOL", "NULL"))
    .map(([path, S]) => piece(`attribute_type(${path}, ?)`, { S })),
  fc.tuple(PLAIN, scalar("S")).map(([path, v]) => piece(`begins_with(${path}, ?)`, v)),
  fc
    .tuple(fc.constantFrom("s", "t", "l", "f"), fc.oneof(scalar("S"), scalar("N")))
    .map(([path, v]) => piece(`contains(${path}, ?)`, v)),
  fc
    .tuple(fc.constantFrom("t", "l", "m", "n"), comparator, fc.constantFrom("0", "1", "2", "3"))
    .map(([path, op, N]) => piece(`size(${path}) ${op} ?`, { N })),
  fc
    .tuple(PLAIN, fc.array(anyScalar, { minLength: 1, maxLength: 3 }))
    .map(([path, list]) => piece(`${path} IN (${list.map(() => "?").join(", ")})`, ...list)),
  fc
    .tuple(PLAIN, fc.constantFrom<[string, string]>(["-1", "2"], ["0", "10"], ["1", "1"]))
    .map(([path, [low, high]]) => piece(`${path} BETWEEN ? AND ?`, { N: low }, { N: high })),
);
const joined = fc.constantFrom("AND", "OR");
const condition: fc.Arbitrary<Piece> = fc.oneof(
  { weight: 4, arbitrary: simple },
  { weight: 1, arbitrary: simple.map(({ text, values }) => piece(`NOT ${text}`, ...values)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(simple, joined, simple)
      .map(([a, op, b]) => piece(`${a.text} ${op} ${b.text}`, ...a.values, ...b.values)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(simple, joined, simple, joined, simple)
      .map(([a, one, b, two, c]) =>
        piece(`${a.text} ${one} NOT (${b.text} ${two} ${c.text})`, ...a.values, ...b.values, ...c.values),
      ),
  },
);

const setAction: fc.Arbitrary<Piece> = fc.oneof(
  fc.tuple(fc.constantFrom("s", "v", "#n", "q"), value).map(([path, v]) => piece(`${path} = ?`, v)),
  fc.tuple(fc.constantFrom("m.x", "m.w", "l[0]", "l[7]", "v.x"), anyScalar).map(([path, v]) => piece(`${path} = ?`, v)),
  fc.tuple(fc.constantFrom("+", "-"), scalar("N")).map(([op, v]) => piece(`n = n ${op} ?`, v)),
  fc.tuple(scalar("N"), scalar("N")).map(([a, b]) => piece("n = if_not_exists(n, ?) + ?", a, b)),
  fc.array(anyScalar, { maxLength: 2 }).map((L) => piece("l = list_append(l, ?)", { L })),
  fc.tuple(fc.constantFrom("s", "m.y", "l[1]")).map(([path]) => piece(`v = ${path}`)),
  scalar("S").map((v) => piece("f = ?", v)),
  scalar("N").map((v) => piece("g = ?", v)),
);
const update: fc.Arbitrary<{ piece: Piece; onlyTakes: boolean }> = fc.oneof(
  { weight: 4, arbitrary: setAction.map((a) => ({ piece: piece(`SET ${a.text}`, ...a.values), onlyTakes: false })) },
  {
    weight: 2,
    arbitrary: fc.tuple(setAction, fc.constantFrom("s", "m.y", "t", "h", "n")).map(([a, path]) => ({
      piece: piece(`SET ${a.text} REMOVE ${path}`, ...a.values),
      onlyTakes: false,
    })),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom("s", "v", "m.x", "l[0]", "f", "h, g").map((paths) => ({
      piece: piece(`REMOVE ${paths}`),
      onlyTakes: true,
    })),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom("n", "m.y", "q"), scalar("N")).map(([path, v]) => ({
      piece: piece(`ADD ${path} ?`, v),
      onlyTakes: false,
    })),
  },
  { weight: 2, arbitrary: set.map((v) => ({ piece: piece("ADD t ?", v), onlyTakes: false })) },
  { weight: 1, arbitrary: set.map((v) => ({ piece: piece("DELETE t ?", v), onlyTakes: true })) },
);

/** Puts pieces together: `:v0` and so on for their values, and the name behind `#n`. */
function expressions(parts: Readonly<Record<string, Piece | undefined>>): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const values: Record<string, AttributeValue> = {};
  let count = 0;
  for (const [parameter, part] of Object.entries(parts)) {
    if (part === undefined) continue;
    let next = 0;
    body[parameter] = part.text.replace(/\?/g, () => {
      const name = `:v${count++}`;
      values[name] = part.values[next++] as AttributeValue;
      return name;
    });
  }
  if (count > 0) body["ExpressionAttributeValues"] = values;
  const texts = Object.values(body).filter((text) => typeof text === "string");
  if (texts.some((text) => text.includes("#n"))) body["ExpressionAttributeNames"] = { "#n": "n" };
  return body;
}

const CAPACITY = fc.constantFrom(undefined, "TOTAL", "INDEXES");
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });

/** Without the members that are undefined. */
function trimmed(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([, member]) => member !== undefined));
}

function keyOf({ partition, sort }: TableKind): fc.Arbitrary<Record<string, AttributeValue>> {
  return sort === undefined
    ? fc.record({ p: scalar(partition) })
    : fc.record({ p: scalar(partition), r: scalar(sort) });
}

/** What is right in its form. */
function goodRequest(table: TableKind): fc.Arbitrary<RandomRequest> {
  const key = keyOf(table);
  const item = fc.tuple(attributes, key).map(([rest, keys]) => ({ ...rest, ...keys }));
  const TableName = TABLE_NAME;
  const put = fc
    .tuple(item, optional(condition), fc.constantFrom(undefined, "ALL_OLD", "NONE"), CAPACITY)
    .map(([Item, c, ReturnValues, ReturnConsumedCapacity]) => ({
      operation: "PutItem",
      body: trimmed({ TableName, Item, ReturnValues, ReturnConsumedCapacity, ...expressions({ ConditionExpression: c }) }), // prettier-ignore
    }));
  const get = fc
    .tuple(key, fc.boolean(), fc.constantFrom(undefined, "s, n", "m.x, v", "l[1], #n", "p, m"), CAPACITY)
    .map(([Key, ConsistentRead, projection, ReturnConsumedCapacity]) => ({
      operation: "GetItem",
      body: trimmed({ TableName, Key, ConsistentRead, ReturnConsumedCapacity, ...expressions({ ProjectionExpression: projection === undefined ? undefined : piece(projection) }) }), // prettier-ignore
    }));
  const del = fc
    .tuple(key, optional(condition), fc.constantFrom(undefined, "ALL_OLD"), CAPACITY)
    .map(([Key, c, ReturnValues, ReturnConsumedCapacity]) => ({
      operation: "DeleteItem",
      body: trimmed({
        TableName,
        Key,
        ReturnValues,
        ReturnConsumedCapacity,
        ...expressions({ ConditionExpression: c }),
      }),
    }));
  const change = fc
    .tuple(
      key,
      update,
      optional(condition),
      fc.constantFrom(undefined, "ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"),
      CAPACITY,
    ) // prettier-ignore
    .map(([Key, { piece: UpdateExpression, onlyTakes }, c, ReturnValues, ReturnConsumedCapacity]) => ({
      operation: "UpdateItem",
      body: trimmed({
        TableName,
        Key,
        ReturnValues,
        ReturnConsumedCapacity,
        ...expressions({ UpdateExpression, ConditionExpression: onlyTakes ? piece("attribute_exists(p)") : c }),
      }),
    }));
  const batchGet = fc
    .tuple(
      fc.uniqueArray(key, { minLength: 1, maxLength: 5, selector: (k) => JSON.stringify(k) }),
      fc.boolean(),
      CAPACITY,
    )
    .map(([Keys, ConsistentRead, ReturnConsumedCapacity]) => ({
      operation: "BatchGetItem",
      body: trimmed({ RequestItems: { [TableName]: { Keys, ConsistentRead } }, ReturnConsumedCapacity }),
    }));
  const batchWrite = fc
    .tuple(
      fc.uniqueArray(fc.tuple(key, attributes, fc.boolean()), { minLength: 1, maxLength: 6, selector: ([k]) => JSON.stringify(k) }), // prettier-ignore
      CAPACITY,
    )
    .map(([entries, ReturnConsumedCapacity]) => ({
      operation: "BatchWriteItem",
      body: trimmed({
        RequestItems: {
          [TableName]: entries.map(([Key, rest, isPut]) =>
            isPut ? { PutRequest: { Item: { ...rest, ...Key } } } : { DeleteRequest: { Key } },
          ),
        },
        ReturnConsumedCapacity,
      }),
    }));
  const scan = fc
    .tuple(
      optional(fc.integer({ min: 1, max: 5 })),
      optional(condition),
      fc.constantFrom(undefined, "s, n", "p, m.x"),
      fc.boolean(),
      fc.constantFrom(undefined, "INDEXES"),
      fc.constantFrom(undefined, { Segment: 0, TotalSegments: 2 }, { Segment: 1, TotalSegments: 2 }, { Segment: 2, TotalSegments: 3 }), // prettier-ignore
      table.isIndexed ? fc.constantFrom(undefined, LOCAL, GLOBAL, SPARSE) : fc.constant(undefined),
    )
    .map(([Limit, filter, projection, ConsistentRead, ReturnConsumedCapacity, segments, IndexName]) => ({
      operation: "Scan",
      toItsEnd: true,
      body: trimmed({
        TableName,
        Limit,
        ReturnConsumedCapacity,
        IndexName,
        ...(IndexName === undefined && ReturnConsumedCapacity === undefined && { ConsistentRead }),
        ...(IndexName === undefined && segments),
        ...expressions({
          FilterExpression: filter,
          ProjectionExpression: projection === undefined || IndexName !== undefined ? undefined : piece(projection),
        }),
      }),
    }));
  const query = fc
    .tuple(
      scalar(table.partition),
      table.sort === undefined ? fc.constant(undefined) : optional(sortCondition("r", table.sort)),
      fc.record({
        Limit: optional(fc.integer({ min: 1, max: 4 })),
        ScanIndexForward: fc.constantFrom(undefined, true, false),
        ConsistentRead: fc.boolean(),
        ReturnConsumedCapacity: fc.constantFrom(undefined, "INDEXES"),
        Select: fc.constantFrom(undefined, undefined, "COUNT"),
      }),
      optional(condition),
    )
    .map(([p, sort, options, filter]) => ({
      operation: "Query",
      toItsEnd: true,
      body: trimmed({
        TableName,
        ...options,
        ...expressions({
          KeyConditionExpression:
            sort === undefined ? piece("p = ?", p) : piece(`p = ? AND ${sort.text}`, p, ...sort.values),
          FilterExpression: filter,
        }),
      }),
    }));
  const indexQuery = fc
    .tuple(
      fc.constantFrom(LOCAL, GLOBAL, SPARSE),
      scalar(table.partition),
      scalar("S"),
      scalar("N"),
      optional(sortCondition("g", "N")),
      fc.record({
        Limit: optional(fc.integer({ min: 1, max: 4 })),
        ScanIndexForward: fc.constantFrom(undefined, false),
        ReturnConsumedCapacity: fc.constantFrom(undefined, "INDEXES"),
      }),
    )
    .map(([IndexName, p, f, h, sort, options]) => {
      const partition = IndexName === LOCAL ? piece("p = ?", p) : IndexName === GLOBAL ? piece("f = ?", f) : piece("h = ?", h); // prettier-ignore
      const whole = sort === undefined || IndexName === SPARSE ? partition : piece(`${partition.text} AND ${sort.text}`, ...partition.values, ...sort.values); // prettier-ignore
      return {
        operation: "Query",
        toItsEnd: true,
        body: trimmed({ TableName, IndexName, ...options, ...expressions({ KeyConditionExpression: whole }) }),
      };
    });
  return fc.oneof(
    { weight: 8, arbitrary: put },
    { weight: 6, arbitrary: change },
    { weight: 2, arbitrary: del },
    { weight: 2, arbitrary: get },
    { weight: 1, arbitrary: batchGet },
    { weight: 2, arbitrary: batchWrite },
    { weight: 2, arbitrary: scan },
    { weight: 3, arbitrary: query },
    ...(table.isIndexed ? [{ weight: 3, arbitrary: indexQuery }] : []),
  );
}

function sortCondition(name: string, type: KeyType): fc.Arbitrary<Piece> {
  const one = fc
    .tuple(fc.constantFrom("=", "<", "<=", ">", ">="), scalar(type))
    .map(([op, v]) => piece(`${name} ${op} ?`, v));
  const bounds = { S: ["a", "b"], N: ["-1", "10"], B: ["AA==", "YWJj"] }[type];
  const [low, high] = bounds.map((content) => ({ [type]: content }) as unknown as AttributeValue) as [AttributeValue, AttributeValue]; // prettier-ignore
  const between = fc.constant(piece(`${name} BETWEEN ? AND ?`, low, high));
  return type === "S" ? fc.oneof(one, between, scalar("S").map((v) => piece(`begins_with(${name}, ?)`, v))) : fc.oneof(one, between); // prettier-ignore
}

/** What the service refuses: both have to say the same about it, and nothing may have changed. */
function badRequest(table: TableKind): fc.Arbitrary<RandomRequest> {
  const TableName = TABLE_NAME;
  const key = keyOf(table);
  const expressionFault = fc.constantFrom(
    "a = :nowhere",
    "#nowhere = :v",
    "size(s) = :v AND foo(s)",
    "attribute_exists(:v)",
    "begins_with(s, :n)",
    "contains(s)",
    "attribute_type(s, :v)",
    "(s = :v) AND ((n = :v))",
    "begins_with(s, :v) = :v",
    "size(s)",
    "name = :v",
    "s = s",
    "s BETWEEN :v AND :n",
    "s BETWEEN :z AND :v",
  );
  const updateFault = fc.constantFrom(
    "SET s = :nowhere",
    "SET s = foo(s, :v)",
    "SET s = :v SET n = :v",
    "SET s = :v REMOVE s",
    "SET m.x = :v REMOVE m",
    "SET m.x = :v, m[0] = :v",
    "ADD s :v",
    "DELETE t :n",
    "SET n = n + :v",
    "SET s = if_not_exists(:v, :n)",
    "SET l = list_append(l, :v)",
    "SET name = :v",
    "SET p = :v",
    "SET s = nosuch",
    "SET nosuch.x = :v",
    "SET s[0] = :v",
  );
  const values = { ":v": { S: "a" }, ":n": { N: "1" }, ":z": { S: "z" } };
  const used = (text: string) => Object.fromEntries(Object.entries(values).filter(([name]) => text.includes(name)));
  const withValues = (text: string) => (Object.keys(used(text)).length > 0 ? { ExpressionAttributeValues: used(text) } : {}); // prettier-ignore
  return fc.oneof(
    fc.tuple(key, expressionFault).map(([k, text]) => ({
      operation: "PutItem",
      body: { TableName, Item: k, ConditionExpression: text, ...withValues(text) },
    })),
    fc.tuple(key, updateFault).map(([Key, text]) => ({
      operation: "UpdateItem",
      body: { TableName, Key, UpdateExpression: text, ...withValues(text) },
    })),
    fc
      .constantFrom<Record<string, unknown>>(
        { N: "abc" },
        { N: "" },
        { N: "1e126" },
        { N: "1e-131" },
        { N: "1234567890123456789012345678901234567890" },
        { SS: [] },
        { NS: ["1", "1"] },
        { SS: ["a", "a"] },
        { NULL: false },
        {},
        { S: 3 },
        { BOOL: "maybe" },
        { B: "abc" },
        { L: { S: "a" } },
        { M: [] },
      )
      .chain((bad) => key.map((k) => ({ operation: "PutItem", body: { TableName, Item: { ...k, bad } } }))),
    key.map((Key) => ({ operation: "GetItem", body: { TableName: "nowhere", Key } })),
    fc.constantFrom(
      { operation: "GetItem", body: { TableName, Key: { x: { S: "a" } } } },
      { operation: "GetItem", body: { TableName, Key: { p: { BOOL: true } } } },
      { operation: "PutItem", body: { TableName, Item: { x: { S: "a" } } } },
      { operation: "PutItem", body: { TableName, Item: { p: { BOOL: true }, r: { BOOL: true } } } },
      { operation: "PutItem", body: { TableName, Item: {}, ReturnValues: "ALL_NEW" } },
      { operation: "PutItem", body: { TableName: "x", ReturnValues: "hello" } },
      { operation: "Query", body: { TableName } },
      { operation: "Query", body: { TableName, KeyConditionExpression: "q = :v", ExpressionAttributeValues: { ":v": { S: "a" } } } }, // prettier-ignore
      { operation: "Query", body: { TableName, KeyConditionExpression: "p = :v OR r = :v", ExpressionAttributeValues: { ":v": { S: "a" } } } }, // prettier-ignore
      { operation: "Query", body: { TableName, KeyConditionExpression: "p = :v", ExpressionAttributeValues: { ":v": { BOOL: true } } } }, // prettier-ignore
      { operation: "Query", body: { TableName, Limit: 0, KeyConditionExpression: "p = :v", ExpressionAttributeValues: { ":v": { S: "a" } } } }, // prettier-ignore
      { operation: "Scan", body: { TableName, IndexName: "nowhere" } },
      { operation: "Scan", body: { TableName, Segment: 2, TotalSegments: 2 } },
      { operation: "Scan", body: { TableName, Limit: "ten" } },
      { operation: "Scan", body: { TableName, ExpressionAttributeNames: { "#a": "a" } } },
      { operation: "Scan", body: { TableName, FilterExpression: "s = :v", ExpressionAttributeValues: { ":v": { S: "a" }, ":w": { S: "a" } } } }, // prettier-ignore
      { operation: "Scan", body: { TableName, FilterExpression: "", ExpressionAttributeValues: {} } },
      { operation: "Scan", body: { TableName, ProjectionExpression: "s, m.x, m" } },
      { operation: "BatchGetItem", body: { RequestItems: {} } },
      { operation: "BatchWriteItem", body: { RequestItems: { [TableName]: [] } } },
      { operation: "DeleteTable", body: { TableName: "nowhere" } },
      { operation: "DescribeTable", body: { TableName: "nowhere" } },
    ),
  );
}

/** A request to create the table. */
export function createTableBody({ partition, sort, isIndexed, projection }: TableKind): Record<string, unknown> {
  const key = [{ AttributeName: "p", KeyType: "HASH" }, ...(sort === undefined ? [] : [{ AttributeName: "r", KeyType: "RANGE" }])]; // prettier-ignore
  const Projection = { ProjectionType: projection, ...(projection === "INCLUDE" && { NonKeyAttributes: ["s", "m"] }) };
  const index = (IndexName: string, hash: string, range?: string) => ({
    IndexName,
    KeySchema: [{ AttributeName: hash, KeyType: "HASH" }, ...(range === undefined ? [] : [{ AttributeName: range, KeyType: "RANGE" }])], // prettier-ignore
    Projection,
  });
  const definition = (AttributeName: string, AttributeType: string) => ({ AttributeName, AttributeType });
  return {
    TableName: TABLE_NAME,
    BillingMode: "PAY_PER_REQUEST",
    KeySchema: key,
    AttributeDefinitions: [
      definition("p", partition),
      ...(sort === undefined ? [] : [definition("r", sort)]),
      ...(isIndexed ? [definition("f", "S"), definition("g", "N"), definition("h", "N")] : []),
    ],
    ...(isIndexed && {
      ...(sort !== undefined && { LocalSecondaryIndexes: [index(LOCAL, "p", "g")] }),
      GlobalSecondaryIndexes: [index(GLOBAL, "f", "g"), index(SPARSE, "h")],
    }),
  };
}

const keyType = fc.constantFrom<KeyType>("S", "N", "B");
const tableKind: fc.Arbitrary<TableKind> = fc.record({
  partition: keyType,
  sort: fc.option(keyType, { nil: undefined, freq: 4 }),
  isIndexed: fc.boolean(),
  projection: fc.constantFrom("ALL", "KEYS_ONLY", "INCLUDE"),
});

/** Tables of every kind, each with so many requests. */
export function randomSequence(requestCount: number): fc.Arbitrary<RandomSequence> {
  return tableKind.chain((table) =>
    fc.record({
      table: fc.constant(table),
      requests: fc.array(
        fc.oneof({ weight: 9, arbitrary: goodRequest(table) }, { weight: 1, arbitrary: badRequest(table) }),
        { minLength: requestCount, maxLength: requestCount },
      ),
    }),
  );
}
