/** For suites that run as ordinary tests, on answers that are ours: PostgreSQL in this very process. */
import { provideDatabase } from "../../testing/database.ts";
import { startPostgres, type PostgresServer } from "./server.ts";

let server: Promise<PostgresServer> | undefined;

provideDatabase(async (asked) => (await (server ??= startPostgres())).answer(asked));
