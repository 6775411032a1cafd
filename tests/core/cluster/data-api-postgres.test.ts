/** What the mechanism says of SQL and of transactions, put to PostgreSQL itself. */
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  bindParameters,
  createDataApiSession,
  runDataApiScriptOn,
  type Database,
  type SqlParameter,
} from "../../../src/core/cluster/index.ts";
import { startPostgres, type PostgresServer } from "../../../src/grader/postgres/server.ts";
import { databaseOf } from "../../../src/testing/database.ts";
import { SEED } from "../seed.ts";

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
const empty = (): Promise<Database> => databaseOf((asked) => server.answer(asked));

const text = fc.constantFrom("tea", "it's", ":id", "$1", "--", "/*", "x'); DROP TABLE t; --", "차", "$$", `"`, "\\'");

/** Columns of a SELECT, each with the value that PostgreSQL has to give for it. */
const column = fc.oneof(
  fc.constantFrom<[sql: string, value: string | null]>(
    [":id::int", "7"],
    [":id_2::text", "8"],
    ["(:flag::boolean)::int", "1"],
    [":nothing::text", null],
    ["':id'", ":id"],
    ["'it''s :id; --'", "it's :id; --"],
    ["$$ :id 'x' $$", " :id 'x' "],
    ["$q$ $$:id$$ $q$", " $$:id$$ "],
    ["1::int /* :id */", "1"],
    ["2 -- :id 'it\n", "2"],
    [`(SELECT ":id" FROM (SELECT 3 AS ":id") AS x)`, "3"],
    ["'a'||:item||'b'", "item"],
  ),
);

describe("a bound statement", () => {
  it("gives in PostgreSQL what its parts mean, whatever stands beside what", async () => {
    const database = await empty();
    await fc.assert(
      fc.asyncProperty(fc.array(column, { minLength: 1, maxLength: 7 }), text, async (columns, item) => {
        const parameters: SqlParameter[] = [
          { name: "item", value: { stringValue: item } },
          { name: "id", value: { longValue: 7 } },
          { name: "id_2", value: { stringValue: "8" } },
          { name: "flag", value: { booleanValue: true } },
          { name: "nothing", value: { isNull: true } },
          { name: "nobody", value: { stringValue: "unused" } },
        ];
        const bound = bindParameters(`SELECT ${columns.map(([sql]) => sql).join(", ")};`, parameters);
        const end = await database.run("S1", bound!.sql, bound!.parameters);
        const expected = columns.map(([sql, value]) => (sql.includes(":item") ? `a${item}b` : value));
        expect(end).toMatchObject({ kind: "ran", rows: [expected] });
      }),
      { seed: SEED, numRuns: 150 },
    );
  });

  it("is refused for a second statement just where PostgreSQL sees two", async () => {
    const database = await empty();
    const piece = fc.constantFrom("SELECT 1", ";", " ", "-- ;\n", "/* ; */", ";", "SELECT ';'", "SELECT $$;$$");
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 4 }), async (pieces) => {
        const sql = ["SELECT 0 ", ...pieces].join("");
        const end = await database.run("S1", sql, []);
        // 42601 is a syntax error too: two statements without a semicolon are one, and wrong.
        const isOneWrong = /SELECT[^;]*SELECT/.test(
          sql.replace(/'[^']*'|\$\$[^$]*\$\$|--[^\n]*|\/\*[^*]*\*\//g, " x "),
        );
        fc.pre(!isOneWrong);
        expect(bindParameters(sql, []) === undefined, sql).toBe(end.kind === "failed");
      }),
      { seed: SEED, numRuns: 150 },
    );
  });
});

describe("a transaction that ran out", () => {
  it("is rolled back in PostgreSQL, and the same one that is committed in time is not", async () => {
    const statement = (atMs: number, call: string, sql: string, transaction?: string) => ({
      atMs,
      call,
      asked: { operation: "ExecuteStatement", sql, ...(transaction !== undefined && { transaction }) } as const,
    });
    const run = async (commitMs: number) =>
      runDataApiScriptOn(
        await empty(),
        {
          steps: [
            statement(0, "c0", "CREATE TABLE t (id int)"),
            { atMs: 1_000, call: "c1", asked: { operation: "BeginTransaction" } },
            statement(2_000, "c2", "INSERT INTO t VALUES (1)", "c1"),
            { atMs: commitMs, call: "c3", asked: { operation: "CommitTransaction", transaction: "c1" } },
            statement(400_000, "c4", "SELECT count(*) FROM t"),
          ],
          untilMs: 401_000,
        },
        createDataApiSession,
      );
    const rows = (trace: Awaited<ReturnType<typeof run>>) =>
      trace.flatMap((event) => (event.kind === "call-answered" && event.call === "c4" ? [event.answered] : []));
    expect(rows(await run(182_000))).toEqual([{ kind: "result", rows: [["1"]] }]);
    expect(rows(await run(182_100))).toEqual([{ kind: "result", rows: [["0"]] }]);
  });
});

describe("a database for a suite", () => {
  it("has one connection, and says so as PostgreSQL does", async () => {
    const database = await empty();
    await database.run("S1", "SELECT 1", []);
    expect(await database.run("S2", "SELECT 1", [])).toEqual({ kind: "failed", sqlState: "53300" });
    await database.close("S1");
    expect((await database.run("S2", "SELECT 1", [])).kind).toBe("ran");
  });

  it("forgets tables, schemas, settings and temporary tables", async () => {
    const before = await empty();
    for (const sql of ["CREATE TABLE t (id int)", "CREATE TEMPORARY TABLE u (id int)", "SET application_name TO 'x'"])
      await before.run("S1", sql, []);
    const after = await empty();
    expect(await after.run("S1", "SELECT to_regclass('t'), to_regclass('u')", [])).toMatchObject({
      rows: [[null, null]],
    });
    expect(await after.run("S1", "SHOW application_name", [])).toMatchObject({ rows: [[""]] });
  });

  it("runs statements as somebody who may not read files, nor run programs", async () => {
    const database = await empty();
    for (const sql of ["SELECT pg_read_file('PG_VERSION')", "COPY (SELECT 1) TO PROGRAM 'true'"])
      expect(await database.run("S1", sql, []), sql).toEqual({ kind: "failed", sqlState: "42501" });
  });

  it("measures a result, and sends no more of it than somebody will look at", async () => {
    const database = await empty();
    expect(await database.run("S1", "SELECT 'é', 'ab' UNION ALL SELECT 'c', NULL", [])).toEqual({
      kind: "ran",
      sizeBytes: 5,
      largestRowBytes: 4,
      rows: [["é", "ab"], ["c", null]], // prettier-ignore
    });
    expect(await database.run("S1", "SELECT repeat('x', 70000)", [])).toEqual({
      kind: "ran",
      sizeBytes: 70_000,
      largestRowBytes: 70_000,
    });
  });
});
