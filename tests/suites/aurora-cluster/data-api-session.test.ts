import type { DataApiAsked, DataApiLimits, DataApiStep, DataApiTrace, SqlParameter } from "four-of-six/cluster";
import { agreesWithReference, agreesWithReferenceSlowly, answer } from "four-of-six/testing";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/aurora-cluster/data-api-session/rig.ts";
import { dataApiScripts, databaseScripts, statements } from "../../arbitraries/data-api-session.ts";

type Fate = Pick<DataApiStep, "tookMs" | "end">;
type Made = readonly [atMs: number, call: string, asked: DataApiAsked, fate?: Fate];

const begin: DataApiAsked = { operation: "BeginTransaction" };
const commit = (transaction: string): DataApiAsked => ({ operation: "CommitTransaction", transaction });
const rollback = (transaction: string): DataApiAsked => ({ operation: "RollbackTransaction", transaction });

const execute = (sql: string, more: Partial<DataApiAsked> = {}): DataApiAsked => ({
  operation: "ExecuteStatement",
  sql,
  ...more,
});
const within = (transaction: string, sql = "UPDATE stock SET n = n - 1", more: Partial<DataApiAsked> = {}) =>
  execute(sql, { transaction, ...more });

const ID: SqlParameter = { name: "id", value: { longValue: 7 } };
const ITEM: SqlParameter = { name: "item", value: { stringValue: "it's" } };
const NOTE: SqlParameter = { name: "note", value: { isNull: true } };

const seconds = (count: number) => count * 1_000;
const MINUTE_MS = seconds(60);

/** What came of the calls: an answer for each, what was run for it, and which sessions were closed when. */
function fatesOf(made: readonly Made[], untilMs: number, limits: Partial<DataApiLimits> = {}) {
  const steps = made.map(([atMs, call, asked, fate]): DataApiStep => ({ atMs, call, asked, ...fate }));
  return summaryOf(rig.unit.run({ steps, untilMs, limits }, answer(rig)) as DataApiTrace);
}

function summaryOf(trace: DataApiTrace) {
  const answers: Record<string, string> = {};
  const rows: Record<string, unknown> = {};
  const texts: Record<string, string> = {};
  const sessions: Record<string, string> = {};
  const closed: string[] = [];
  const refused: string[] = [];
  for (const event of trace) {
    if (event.kind === "order-refused") refused.push(`${event.order}: ${event.why}`);
    if (event.kind === "call-answered") {
      const { answered } = event;
      answers[event.call] = answered.kind === "error" ? answered.error : answered.kind;
      if (answered.kind === "result") rows[event.call] = answered.rows ?? [];
    }
    if (event.kind === "statement-began") {
      texts[event.call] = event.text;
      sessions[event.call] = event.session;
    }
    if (event.kind === "session-closed")
      closed.push(
        [`${event.session} at ${event.atMs / 1_000} s`, event.undid && `undoes ${event.undid}`]
          .filter(Boolean)
          .join(", "),
      );
  }
  return { answers, rows, texts, sessions, closed, refused };
}

/** The text that reaches the database for one statement that stands alone. */
function ranFor(sql: string, parameters: readonly SqlParameter[] = []) {
  const { answers, texts } = fatesOf([[0, "c1", execute(sql, { parameters })]], 100);
  return texts["c1"] ?? answers["c1"];
}

const FAILED = { end: { kind: "failed", sqlState: "23505" } } as const;

describe("examples", () => {
  it("puts places where the names are, and sends each value beside the statement", () => {
    const given = [ITEM, NOTE, ID];
    expect(
      ranFor("INSERT INTO orders VALUES (:id, :item, :note)", given),
      "what is run, «…» are values beside it",
    ).toBe(`INSERT INTO orders VALUES («7», «"it's"», «null»)`);
    expect(ranFor("SELECT :id, :item, :id", [ID, ITEM]), "a name that comes twice").toBe(`SELECT «7», «"it's"», «7»`);
    expect(ranFor("SELECT :id", given), "parameters that the statement does not name").toBe("SELECT «7»");
    const alike = [ID, { name: "id_2", value: { doubleValue: 0.5 } }, { name: "ID", value: { booleanValue: false } }];
    expect(ranFor("SELECT :id_2, :ID, :id", alike), "names that begin alike").toBe("SELECT «0.5», «false», «7»");
  });

  it("takes a colon for a name only where the statement itself speaks", () => {
    const rest = (sql: string) => ranFor(sql, [ID]);
    expect(rest("SELECT :id::text, '7'::int"), "a cast").toBe("SELECT «7»::text, '7'::int");
    expect(rest("SELECT ':id', 'it''s :id', :id"), "texts, one with a quote in it").toBe(
      "SELECT ':id', 'it''s :id', «7»",
    );
    expect(rest(`SELECT "a :id" FROM t WHERE id = :id`), "a quoted name").toBe(`SELECT "a :id" FROM t WHERE id = «7»`);
    expect(rest("SELECT 1 -- :id isn't\n, :id /* :id */"), "comments").toBe("SELECT 1 , «7»");
    expect(rest("SELECT/* :id */:id/*/ :id */"), "comments without space around them").toBe("SELECT «7»");
    expect(rest("SELECT $$ :id $$, $q$ it's :id $q$, :id"), "dollar quotes").toBe(
      "SELECT $$ :id $$, $q$ it's :id $q$, «7»",
    );
  });

  it("refuses what cannot be right before anything is run", () => {
    const refused = (asked: DataApiAsked, what: string) => {
      const { answers, texts } = fatesOf([[0, "c1", asked]], 100);
      expect([answers["c1"], texts["c1"]], what).toEqual(["ValidationException", undefined]);
    };
    refused(execute("SELECT :id, :item", { parameters: [ID] }), "a name without a value");
    refused(execute("INSERT INTO a VALUES (1); DELETE FROM b"), "two statements");
    refused(execute("SELECT 1", { bodyBytes: 4_194_305 }), "a body of 4 MiB and one byte");
    expect(ranFor("SELECT 1; -- done\n"), "one statement, ended by a semicolon").toBe("SELECT 1");
    expect(ranFor("SELECT 1; /* done; */ ;"), "one statement, and a comment with a semicolon").toBe("SELECT 1");
    expect(ranFor("SELECT ';'"), "a semicolon in a text").toBe("SELECT ';'");
    const { answers } = fatesOf([[0, "c1", execute("SELECT 1", { bodyBytes: 4_194_304 })]], 100);
    expect(answers["c1"], "a body of 4 MiB").toBe("result");
  });

  it("gives a statement that stands alone a session to itself, and closes it", () => {
    const { answers, sessions, closed, refused } = fatesOf(
      [
        [0, "c1", execute("SET search_path TO private")],
        [seconds(1), "c2", execute("SELECT * FROM orders"), { tookMs: 2_000 }],
        [seconds(2), "c3", execute("SELECT 1")],
      ],
      seconds(5),
    );
    expect(answers, "the answers").toEqual({ c1: "result", c2: "result", c3: "result" });
    expect(sessions, "the sessions, in the order in which they were opened").toEqual({ c1: "S1", c2: "S2", c3: "S3" });
    expect(closed, "the sessions that were closed").toEqual(["S1 at 0.005 s", "S3 at 2.005 s", "S2 at 3 s"]);
    expect(refused, "orders that cannot be carried out").toEqual([]);
  });

  it("runs a transaction in a session of its own until it is told how to end it", () => {
    const { answers, texts, sessions, closed } = fatesOf(
      [
        [0, "c1", begin],
        [100, "c2", begin],
        [200, "c3", within("c1", "INSERT INTO a VALUES (1)")],
        [300, "c4", within("c2", "INSERT INTO b VALUES (2)")],
        [400, "c5", rollback("c1")],
        [500, "c6", within("c2", "INSERT INTO b VALUES (3)")],
        [600, "c7", commit("c2")],
      ],
      seconds(2),
    );
    expect(answers, "the answers").toEqual({ c1: "began", c2: "began", c3: "result", c4: "result", c5: "rolled-back", c6: "result", c7: "committed" }); // prettier-ignore
    expect(sessions, "the sessions").toEqual({ c1: "S1", c2: "S2", c3: "S1", c4: "S2", c6: "S2", c7: "S2" });
    expect([texts["c1"], texts["c7"]], "what opens and ends a transaction").toEqual(["BEGIN", "COMMIT"]);
    expect(closed, "the sessions that were closed").toEqual(["S1 at 0.4 s, undoes c1", "S2 at 0.605 s"]);
  });

  it("gives each transaction an id that no other ever had", () => {
    const { answers, refused } = fatesOf(
      [
        [0, "c1", begin],
        [100, "c2", begin],
        [200, "c3", commit("c1")],
        [300, "c4", begin],
        [400, "c5", commit("c2")],
        [500, "c6", within("c1")],
        [600, "c7", commit("c4")],
      ],
      seconds(2),
    );
    expect(refused, "orders that cannot be carried out").toEqual([]);
    expect(answers, "the answers").toEqual({ c1: "began", c2: "began", c3: "committed", c4: "began", c5: "committed", c6: "TransactionNotFoundException", c7: "committed" }); // prettier-ignore
  });

  it("rolls a transaction back when no call has shown its id for three minutes", () => {
    const { answers, closed } = fatesOf(
      [
        [0, "c1", begin],
        [seconds(170), "c2", within("c1")],
        [seconds(340), "c3", within("c1", "SELECT :id")],
        [seconds(519.9), "c4", within("c1")],
        [seconds(800), "c5", commit("c1")],
      ],
      seconds(801),
    );
    expect(closed, "the session is closed with the first second after 180 s without a call").toEqual([
      "S1 at 700 s, undoes c1",
    ]);
    expect(answers, "the answers").toEqual({ c1: "began", c2: "result", c3: "ValidationException", c4: "result", c5: "TransactionNotFoundException" }); // prettier-ignore
    const late = fatesOf([[400, "c1", begin], [seconds(180.405), "c2", within("c1")]], seconds(190)); // prettier-ignore
    expect(late.answers["c2"], "a call exactly 180 s after the last one, between two ticks").toBe("TransactionNotFoundException"); // prettier-ignore
  });

  it("rolls a transaction back at its greatest age, however busy it is", () => {
    // 24 hours in the service: here an hour, in calls two minutes apart.
    const HOUR_MS = 60 * MINUTE_MS;
    const calls = Array.from({ length: 29 }, (_, index): Made => [
      (index + 1) * 2 * MINUTE_MS,
      `w${index}`,
      within("c1"),
    ]);
    const { answers, closed } = fatesOf(
      [[0, "c1", begin], ...calls, [HOUR_MS - seconds(1), "c2", within("c1")], [HOUR_MS + 5, "c3", commit("c1")]],
      HOUR_MS + seconds(2),
      { transactionMs: HOUR_MS },
    );
    expect([answers["w28"], answers["c2"], answers["c3"]], "calls 2 min and 1 s before BEGIN was an hour ago, and just then").toEqual(["result", "result", "TransactionNotFoundException"]); // prettier-ignore
    expect(closed, "the sessions that were closed").toEqual(["S1 at 3600.005 s, undoes c1"]);
    const waiting = fatesOf(
      [
        [0, "c1", begin],
        [MINUTE_MS, "c2", within("c1"), { tookMs: seconds(40) }],
        [MINUTE_MS, "c3", execute("SELECT slow()"), { tookMs: seconds(40) }],
      ],
      2 * MINUTE_MS,
      { transactionMs: 1.5 * MINUTE_MS },
    );
    expect(waiting.answers, "a call that still waits when its transaction is too old, and one that stands alone").toEqual({ c1: "began", c2: "TransactionNotFoundException", c3: "result" }); // prettier-ignore
    expect([waiting.closed, waiting.refused], "the sessions that were closed, and orders that cannot be carried out").toEqual([["S1 at 91 s, undoes c1", "S2 at 100 s"], []]); // prettier-ignore
  });

  it("answers with a time-out after 45 s, and stops the statement", () => {
    const { answers, closed, refused } = fatesOf(
      [
        [0, "c1", execute("SELECT slow()"), { tookMs: 44_900 }],
        [seconds(100), "c2", execute("SELECT slow()"), { tookMs: seconds(45) }],
        [seconds(200), "c3", begin],
        [seconds(201), "c4", within("c3"), { tookMs: seconds(60) }],
        [seconds(250), "c5", commit("c3")],
      ],
      seconds(300),
    );
    expect(answers, "statements of 44.9 s, 45 s, and 60 s in a transaction").toEqual({ c1: "result", c2: "StatementTimeoutException", c3: "began", c4: "StatementTimeoutException", c5: "TransactionNotFoundException" }); // prettier-ignore
    expect(closed, "the sessions that were closed").toEqual(["S1 at 44.9 s", "S2 at 145 s", "S3 at 246 s, undoes c3"]);
    expect(refused, "orders that cannot be carried out").toEqual([]);
    const between = fatesOf([[600, "c1", execute("SELECT slow()"), { tookMs: 45_100 }]], seconds(50));
    expect(between.answers["c1"], "a statement that ends 45.1 s after it began, between two ticks").toBe("StatementTimeoutException"); // prettier-ignore
  });

  it("lets the statement run on after the time-out where it was asked to", () => {
    const continued = { continueAfterTimeout: true };
    const { answers, closed, refused } = fatesOf(
      [
        [0, "c1", execute("CREATE INDEX ON orders (item)", continued), { tookMs: seconds(300) }],
        [seconds(1), "c2", begin],
        [seconds(2), "c3", within("c2", "SELECT slow()", continued), { tookMs: seconds(300) }],
        [seconds(400), "c4", commit("c2")],
      ],
      seconds(410),
    );
    expect(answers, "the answers").toEqual({ c1: "StatementTimeoutException", c2: "began", c3: "StatementTimeoutException", c4: "committed" }); // prettier-ignore
    expect(closed, "each session stays until its statement or its transaction is over").toEqual(["S1 at 300 s", "S2 at 400.005 s"]); // prettier-ignore
    expect(refused, "orders that cannot be carried out").toEqual([]);
  });

  it("refuses a call in a transaction that is still running another one", () => {
    const { answers, closed } = fatesOf(
      [
        [0, "c1", begin],
        [seconds(1), "c2", within("c1"), { tookMs: seconds(10) }],
        [seconds(2), "c3", within("c1")],
        [seconds(3), "c4", commit("c1")],
        [seconds(4), "c5", rollback("c1")],
        [seconds(12), "c6", commit("c1")],
      ],
      seconds(20),
    );
    expect(answers, "c2 runs from 1 s to 11 s").toEqual({ c1: "began", c2: "result", c3: "DatabaseErrorException", c4: "DatabaseErrorException", c5: "DatabaseErrorException", c6: "committed" }); // prettier-ignore
    expect(closed, "the sessions that were closed").toEqual(["S1 at 12.005 s"]);
  });

  it("ends a transaction with the statement in it that fails", () => {
    const { answers, closed } = fatesOf(
      [
        [0, "c1", begin],
        [100, "c2", within("c1"), FAILED],
        [200, "c3", commit("c1")],
        [300, "c4", execute("SELECT 1/0"), FAILED],
        [400, "c5", begin],
        [500, "c6", commit("c5"), FAILED],
        [600, "c7", rollback("c5")],
      ],
      seconds(1),
    );
    expect(answers, "c2, c4 and the commit c6 fail").toEqual({ c1: "began", c2: "DatabaseErrorException", c3: "TransactionNotFoundException", c4: "DatabaseErrorException", c5: "began", c6: "DatabaseErrorException", c7: "TransactionNotFoundException" }); // prettier-ignore
    expect(closed, "the sessions that were closed").toEqual([
      "S1 at 0.105 s, undoes c1",
      "S2 at 0.305 s",
      "S3 at 0.505 s",
    ]);
  });

  it("refuses a result above 1 MiB, or with a row above 64 KB", () => {
    const sized = (sizeBytes: number, largestRowBytes: number): Fate => ({ end: { kind: "ran", sizeBytes, largestRowBytes } }); // prettier-ignore
    const { answers, closed } = fatesOf(
      [
        [0, "c1", execute("SELECT 1"), sized(1_048_576, 65_536)],
        [100, "c2", execute("SELECT 2"), sized(1_048_577, 1_000)],
        [200, "c3", execute("SELECT 3"), sized(65_537, 65_537)],
        [300, "c4", begin],
        [400, "c5", within("c4", "SELECT 4"), sized(2_000_000, 1_000)],
        [500, "c6", commit("c4")],
      ],
      seconds(1),
    );
    expect(answers, "results of 1 MiB with a row of 64 KB, of a byte more, with a row of a byte more").toEqual({ c1: "result", c2: "UnsupportedResultException", c3: "UnsupportedResultException", c4: "began", c5: "UnsupportedResultException", c6: "TransactionNotFoundException" }); // prettier-ignore
    expect(closed.length, "sessions that were closed").toBe(4);
  });
});

describe("properties", () => {
  it("binds every statement as the reference does", () => {
    agreesWithReference(rig, rig.unit, answer(rig), statements, { runCount: 60 });
  });

  it("answers, runs and closes as the reference does, whatever is called", () => {
    agreesWithReference(rig, rig.unit, answer(rig), dataApiScripts, { runCount: 40 });
  });
});

/** What came of the calls on PostgreSQL. */
async function fatesInPostgres(made: readonly Made[], untilMs: number) {
  const steps = made.map(([atMs, call, asked, fate]): DataApiStep => ({ atMs, call, asked, ...fate }));
  return summaryOf(await rig.postgres.run({ steps, untilMs }, answer(rig)));
}

const TABLE = "CREATE TABLE orders (id int PRIMARY KEY, item text)";
const INSERT = "INSERT INTO orders VALUES (:id, :item)";
const ALL = "SELECT id, item FROM orders ORDER BY id";
const BOTH = { parameters: [ID, ITEM] };

describe("PostgreSQL", () => {
  it("stores any text as it is, and lets none of it become a statement", async () => {
    const texts = ["it's", "x'); DROP TABLE orders; --", ":id $1 ::int", "$$;$$", "", "차 한 잔", "\\'"];
    const { answers, rows } = await fatesInPostgres(
      [
        [0, "c0", execute(TABLE)],
        ...texts.map((stringValue, index): Made => [
          (index + 1) * 100,
          `c${index + 1}`,
          execute(INSERT, {
            parameters: [
              { name: "item", value: { stringValue } },
              { name: "id", value: { longValue: index } },
            ],
          }),
        ]),
        [seconds(1), "all", execute(ALL)],
      ],
      seconds(2),
    );
    expect(answers["all"], "the answer to the last call").toBe("result");
    expect(rows["all"], "the rows of the table").toEqual(texts.map((text, index) => [String(index), text]));
  });

  it("has nothing left of a transaction that ran out", async () => {
    const { answers, rows } = await fatesInPostgres(
      [
        [0, "c0", execute(TABLE)],
        [seconds(1), "c1", begin],
        [seconds(2), "c2", within("c1", INSERT, BOTH)],
        [seconds(200), "c3", execute(ALL)],
        [seconds(201), "c4", commit("c1")],
        [seconds(202), "c5", execute(INSERT, BOTH)],
        [seconds(203), "c6", execute(ALL)],
      ],
      seconds(204),
    );
    expect(rows["c3"], "the table at 200 s").toEqual([]);
    expect(answers, "the answers").toEqual({ c0: "result", c1: "began", c2: "result", c3: "result", c4: "TransactionNotFoundException", c5: "result", c6: "result" }); // prettier-ignore
    expect(rows["c6"], "the table after the same insert has been made alone").toEqual([["7", "it's"]]);
  });

  it("has nothing left of a statement that stood alone, but for what it wrote", async () => {
    const { answers, rows } = await fatesInPostgres(
      [
        [0, "c1", execute(TABLE)],
        [seconds(1), "c2", execute("SET application_name TO 'checkout'")],
        [seconds(2), "c3", execute("SHOW application_name")],
        [seconds(3), "c4", execute("CREATE TEMPORARY TABLE basket (item text)")],
        [seconds(4), "c5", execute("SELECT * FROM basket")],
        [seconds(5), "c6", execute(INSERT, BOTH)],
        [seconds(6), "c7", execute(INSERT, BOTH)],
        [seconds(7), "c8", execute(ALL)],
      ],
      seconds(10),
    );
    expect(rows["c3"], "a setting that the call before has made").toEqual([[""]]);
    expect(answers["c5"], "a temporary table that the call before has made").toBe("DatabaseErrorException");
    expect([answers["c7"], rows["c8"]], "the same key once more, and the table").toEqual(["DatabaseErrorException", [["7", "it's"]]]); // prettier-ignore
  });

  it("gives what it gives with the reference, whatever is called", async () => {
    await agreesWithReferenceSlowly(rig, rig.postgres, answer(rig), databaseScripts, { runCount: 5 });
  });
});
