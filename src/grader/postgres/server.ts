/**
 * The database itself: PGlite, which is PostgreSQL in WebAssembly, and what a suite may ask of it. Runs in a process or a
 * worker of its own, where a statement without end can be ended.
 */
import type { PGlite, PGliteOptions } from "@electric-sql/pglite";
import type { DatabaseAsked, DatabaseSaid } from "../../testing/database.ts";

/** Rows are sent on for people to look at; nobody looks at more than this. */
const ROWS_SENT_MAX_BYTES = 65_536;

/** Statements run as somebody who may do nothing to the machine, not even to this one. */
const ROLE = "caller";

export class PostgresServer {
  readonly #pg: PGlite;
  /** PGlite has one connection, so one session at most. */
  #session: string | undefined;

  constructor(pg: PGlite) {
    this.#pg = pg;
  }

  async answer(asked: DatabaseAsked): Promise<DatabaseSaid> {
    switch (asked.kind) {
      case "open":
        await this.#forgetAll();
        return { kind: "done" };
      case "close":
        if (asked.session === this.#session) await this.#endSession();
        return { kind: "done" };
      case "run":
        return this.#run(asked);
      default:
        return asked satisfies never;
    }
  }

  async #run({ session, sql, parameters }: DatabaseAsked & { kind: "run" }): Promise<DatabaseSaid> {
    // As PostgreSQL says it when all of its connections are taken.
    if (this.#session !== undefined && this.#session !== session) return { kind: "failed", sqlState: "53300" };
    if (this.#session === undefined) {
      this.#session = session;
      await this.#pg.exec(`SET ROLE ${ROLE}`);
    }
    try {
      const { rows } = await this.#pg.query<unknown[]>(sql, [...parameters], { rowMode: "array" });
      const texts = rows.map((row) => row.map(textOf));
      const sizes = texts.map((row) => row.reduce((sum, text) => sum + bytesOf(text), 0));
      const sizeBytes = sizes.reduce((sum, size) => sum + size, 0);
      const largestRowBytes = sizes.reduce((largest, size) => Math.max(largest, size), 0);
      return {
        kind: "ran",
        sizeBytes,
        largestRowBytes,
        ...(texts.length > 0 && sizeBytes <= ROWS_SENT_MAX_BYTES && { rows: texts }),
      };
    } catch (error) {
      // What PGlite itself cannot make sense of, a value for instance, has no code.
      return { kind: "failed", sqlState: String((error as { code?: unknown }).code ?? "XX000") };
    }
  }

  async #endSession(): Promise<void> {
    this.#session = undefined;
    await this.#pg.exec("ROLLBACK");
    // Settings, temporary tables, prepared statements, the role: nothing of a session outlives it.
    await this.#pg.exec("DISCARD ALL");
  }

  async #forgetAll(): Promise<void> {
    await this.#endSession();
    const { rows } = await this.#pg.query<{ name: string }>(
      `SELECT quote_ident(nspname) AS name FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'`,
    );
    await this.#pg.exec(
      [
        ...rows.map(({ name }) => `DROP SCHEMA ${name} CASCADE`),
        "CREATE SCHEMA public",
        `GRANT ALL ON SCHEMA public TO ${ROLE}`,
      ].join("; "),
    );
  }
}

/** Starts PostgreSQL: 1 to 3 s. The options say where its files are, if not beside its script. */
export async function startPostgres(options: PGliteOptions = {}): Promise<PostgresServer> {
  const { PGlite, types } = await import("@electric-sql/pglite");
  // Values as PostgreSQL prints them: no number loses a digit, and every host shows the same.
  const parsers = Object.fromEntries(Object.keys(types.parsers).map((type) => [type, (text: string) => text]));
  const pg = await PGlite.create({ ...options, parsers });
  await pg.exec(`CREATE ROLE ${ROLE}`);
  return new PostgresServer(pg);
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}

const encoder = new TextEncoder();

function bytesOf(text: string | null): number {
  return text === null ? 0 : encoder.encode(text).length;
}
