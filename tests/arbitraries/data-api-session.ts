/** Calls to a Data API session, at random. Shrinks towards few calls, close together, whose statements run and end. */
import * as fc from "fast-check";
import type { DataApiAsked, DataApiScript, DataApiStep, DataApiValue, SqlParameter } from "four-of-six/cluster";

const NAMES = ["id", "item", "id_2", "ID"] as const;

const value: fc.Arbitrary<DataApiValue> = fc.oneof(
  fc.nat({ max: 999 }).map((longValue) => ({ longValue })),
  fc.constantFrom("tea", "it's", ":id", "$1", "x'); DROP TABLE orders; --", "").map((stringValue) => ({ stringValue })),
  fc.constantFrom(0.5, -2.25).map((doubleValue) => ({ doubleValue })),
  fc.boolean().map((booleanValue) => ({ booleanValue })),
  fc.constant({ isNull: true } as const),
);

/** Parts of a statement that mean something to whoever looks for names in it. */
const part = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NAMES).map((name) => `:${name}`) },
  {
    weight: 3,
    arbitrary: fc.constantFrom("'12:30'", "':id'", "'it''s :id'", `"a :id"`, "$$ :id; $$", "$q$ it's $$ :id $q$"),
  },
  { weight: 2, arbitrary: fc.constantFrom("::int", "::text", ":id::int", "1::int") },
  { weight: 1, arbitrary: fc.constantFrom("-- :id it's\n", "/* :id; */", ";", ":other", "--\n") },
  { weight: 2, arbitrary: fc.constantFrom("a", "(", ")", "1", "=") },
);

/** Statements made of such parts, some of them with a second statement or without a value for a name. */
export const statements: fc.Arbitrary<DataApiScript> = fc
  .record({
    parts: fc.array(part, { maxLength: 8 }),
    values: fc.array(value, { minLength: NAMES.length, maxLength: NAMES.length }),
    isReversed: fc.boolean(),
  })
  .map(({ parts, values, isReversed }) => {
    const parameters = NAMES.map((name, index): SqlParameter => ({ name, value: values[index] as DataApiValue }));
    const asked: DataApiAsked = {
      operation: "ExecuteStatement",
      sql: ["SELECT", ...parts].join(" "),
      parameters: isReversed ? parameters.reverse() : parameters,
    };
    return { steps: [{ atMs: 0, call: "c1", asked }], untilMs: 100 };
  });

const TRANSACTION_COUNT = 3;

type Kind = "begin" | "execute" | "alone" | "commit" | "rollback";

/** Times on both sides of every limit. Most calls come soon; a whole run lasts some minutes. */
const waitMs = fc.oneof(
  { weight: 6, arbitrary: fc.nat({ max: 2_500 }) },
  { weight: 1, arbitrary: fc.constantFrom(44_000, 89_300, 100_400, 179_400, 180_000, 180_400) },
);
const tookMs = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(5, 0, 1_200) },
  { weight: 1, arbitrary: fc.constantFrom(44_900, 45_000, 45_300, 200_000) },
);
const end = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ kind: "ran", sizeBytes: 0, largestRowBytes: 0 } as const) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      { kind: "ran", sizeBytes: 1_048_576, largestRowBytes: 65_536 } as const,
      { kind: "ran", sizeBytes: 1_048_577, largestRowBytes: 100 } as const,
      { kind: "ran", sizeBytes: 65_537, largestRowBytes: 65_537 } as const,
    ),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "failed", sqlState: "23505" } as const) },
);
const sql = fc.oneof(
  { weight: 8, arbitrary: fc.constant("UPDATE orders SET item = :item WHERE id = :id") },
  { weight: 1, arbitrary: fc.constantFrom("SELECT 1; SELECT 2", "SELECT :other") },
);

/** Calls of several callers at once: up to three transactions, and statements that stand alone. */
export const dataApiScripts: fc.Arbitrary<DataApiScript> = fc
  .record({
    moves: fc.array(
      fc.record({
        kind: fc.oneof(
          { weight: 3, arbitrary: fc.constant<Kind>("begin") },
          { weight: 6, arbitrary: fc.constant<Kind>("execute") },
          { weight: 2, arbitrary: fc.constantFrom<Kind>("alone", "commit", "rollback") },
        ),
        transaction: fc.nat({ max: TRANSACTION_COUNT - 1 }),
        isStranger: fc.integer({ min: 0, max: 11 }).map((roll) => roll === 11),
        waitMs,
        tookMs,
        end,
        sql,
        continues: fc.boolean(),
        isTooLong: fc.integer({ min: 0, max: 19 }).map((roll) => roll === 19),
      }),
      { maxLength: 14, size: "max" },
    ),
    /** Now and then a transaction may be no older than this. */
    transactionMs: fc.option(fc.constantFrom(240_000, 90_300), { nil: undefined }),
  })
  .map(({ moves, transactionMs }) => {
    let nowMs = 0;
    let begun: readonly string[] = [];
    let ended: string | undefined;
    const steps = moves.map((move, index): DataApiStep => {
      nowMs += move.waitMs;
      const call = `c${index + 1}`;
      // One of the last that were begun, or one that was told to end, or never was.
      const open = begun.slice(-TRANSACTION_COUNT);
      const transaction = (move.isStranger ? ended : open[move.transaction % open.length]) ?? ended ?? "c0";
      const timed = { atMs: nowMs, call };
      if (move.kind === "begin") {
        begun = [...begun, call];
        return { ...timed, asked: { operation: "BeginTransaction" } };
      }
      if (move.kind === "rollback" || move.kind === "commit") {
        begun = begun.filter((other) => other !== transaction);
        ended = transaction;
      }
      if (move.kind === "rollback") return { ...timed, asked: { operation: "RollbackTransaction", transaction } };
      if (move.kind === "commit")
        return { ...timed, asked: { operation: "CommitTransaction", transaction }, end: move.end };
      return {
        ...timed,
        asked: {
          operation: "ExecuteStatement",
          sql: move.sql,
          parameters: [
            { name: "id", value: { longValue: index } },
            { name: "item", value: { stringValue: "tea" } },
          ],
          ...(move.kind === "execute" && { transaction }),
          ...(move.continues && { continueAfterTimeout: true }),
          ...(move.isTooLong && { bodyBytes: 4_194_305 }),
        },
        tookMs: move.tookMs,
        end: move.end,
      };
    });
    return {
      steps,
      untilMs: nowMs + 260_000,
      ...(transactionMs !== undefined && { limits: { transactionMs } }),
    };
  });

/**
 * Calls for PostgreSQL, which has one connection here: one transaction after the other, and statements that stand alone
 * between them. The table is there from the first call on.
 */
export const databaseScripts: fc.Arbitrary<DataApiScript> = fc
  .array(
    fc.record({
      kind: fc.constantFrom<Kind | "late" | "setting">(
        "execute",
        "begin",
        "commit",
        "late",
        "setting",
        "rollback",
        "alone",
      ),
      item: fc.constantFrom("tea", "it's", "x'); DROP TABLE orders; --", ":id", "차"),
      id: fc.integer({ min: 1, max: 4 }),
      statement: fc.constantFrom(
        "INSERT INTO orders VALUES (:id::int, :item) RETURNING id, item, ':id' AS kept;",
        "UPDATE orders SET item = :item /* :id */ WHERE id = :id::int",
        "SELECT count(*), max(item) FROM orders",
      ),
    }),
    { maxLength: 7 },
  )
  .map((moves) => {
    const steps: DataApiStep[] = [
      {
        atMs: 0,
        call: "c0",
        asked: { operation: "ExecuteStatement", sql: "CREATE TABLE orders (id int PRIMARY KEY, item text)" },
      },
    ];
    let nowMs = 0;
    let open: string | undefined;
    for (const { kind, item, id, statement } of moves) {
      nowMs += kind === "late" ? 185_000 : 1_500;
      if (kind === "late") continue;
      const call = `c${steps.length}`;
      const transaction = open === undefined ? {} : { transaction: open };
      const ask = (asked: DataApiAsked) => steps.push({ atMs: nowMs, call, asked });
      if (kind === "begin" && open === undefined) {
        open = call;
        ask({ operation: "BeginTransaction" });
      } else if ((kind === "commit" || kind === "rollback") && open !== undefined) {
        ask({ operation: kind === "commit" ? "CommitTransaction" : "RollbackTransaction", transaction: open });
        open = undefined;
      } else if (kind === "setting") {
        ask({
          operation: "ExecuteStatement",
          sql: "SELECT set_config('app.user', 'ann', false), current_setting('app.other', true)",
          ...transaction,
        });
      } else {
        ask({
          operation: "ExecuteStatement",
          sql: statement,
          parameters: [
            { name: "item", value: { stringValue: item } },
            { name: "id", value: { longValue: id } },
          ],
          ...transaction,
        });
      }
    }
    // What is in the table after everything, seen by somebody else, once all that was left open has run out.
    steps.push({
      atMs: nowMs + 190_000,
      call: "last",
      asked: {
        operation: "ExecuteStatement",
        sql: "SELECT id, item, current_setting('app.user', true) FROM orders ORDER BY id",
      },
    });
    return { steps, untilMs: nowMs + 191_000 };
  });
