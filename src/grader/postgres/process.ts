/** The process in which the command line's PostgreSQL runs. It may read PostgreSQL's files and this folder, and no more. */
import type { PostgresCall, PostgresWord } from "./link.ts";
import { startPostgres, type PostgresServer } from "./server.ts";

const say = (word: PostgresWord) => void process.send?.(word);

// Whoever asked is gone.
process.on("disconnect", () => process.exit());

let server: PostgresServer | undefined;
process.on("message", ({ id, asked }: PostgresCall) => {
  void server?.answer(asked).then((said) => say({ kind: "said", id, said }));
});

try {
  server = await startPostgres();
  say({ kind: "started" });
} catch (error) {
  say({ kind: "not-started", why: String(error) });
}
