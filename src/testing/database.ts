/**
 * A real database for a suite. The sealed world has none and no way to one, so the suite asks its host: a request goes
 * out where the verdicts go out, and the reply comes back by the same way. The host is one of the libraries' affairs,
 * like the answer under test; nothing of it can be reached from an answer.
 */
import type { Database } from "../core/cluster/data-api-script.ts";
import type { SqlValue } from "../core/cluster/data-api-parameters.ts";
import type { DatabaseEnd } from "../core/cluster/data-api-trace.ts";

/** What a suite asks of its host's database. Plain data: it travels. */
export type DatabaseAsked =
  /** Forget everything that was done before: no table, no session. */
  | { readonly kind: "open" }
  | {
      readonly kind: "run";
      readonly session: string;
      readonly sql: string;
      readonly parameters: readonly SqlValue[];
    }
  | { readonly kind: "close"; readonly session: string };

export type DatabaseSaid = DatabaseEnd | { readonly kind: "done" };

/** How a suite reaches the database of its host. */
export type AskDatabase = (asked: DatabaseAsked) => Promise<DatabaseSaid>;

let ask: AskDatabase | undefined;

/** Called by whoever runs a suite that needs a database, before the suite is loaded. */
export function provideDatabase(provided: AskDatabase): void {
  ask = provided;
}

/**
 * PostgreSQL, empty. It has one connection: while a session is open, another one is refused with SQLSTATE 53300. Only for
 * suites whose `exercise.ts` says that it needs it.
 */
export async function openDatabase(): Promise<Database> {
  if (ask === undefined) throw new Error(`This suite has no database: exercise.ts has to say needs: ["postgres"].`);
  return databaseOf(ask);
}

/** A database that can be asked so, emptied. */
export async function databaseOf(ask: AskDatabase): Promise<Database> {
  await ask({ kind: "open" });
  return {
    run: async (session, sql, parameters) => (await ask({ kind: "run", session, sql, parameters })) as DatabaseEnd,
    close: async (session) => void (await ask({ kind: "close", session })),
  };
}
