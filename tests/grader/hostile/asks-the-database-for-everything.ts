// says: the rows of the table
// exercise: aurora-cluster/data-api-session
// Becomes the database's owner, reads the machine's files, and asks for 5 MB; then answers for others.
import type { DataApiSession } from "four-of-six/cluster";

const DEEDS = [
  "RESET ROLE",
  "SET SESSION AUTHORIZATION postgres",
  "SELECT pg_read_file('/etc/passwd')",
  "SELECT repeat('x', 5000000)",
  "SELECT lo_import('/etc/passwd')",
];

export function createDataApiSession(): DataApiSession {
  let deed = 0;
  return {
    call: (_nowMs, call) => [{ kind: "run", call, session: "S1", sql: DEEDS[deed++ % DEEDS.length]!, parameters: [] }],
    ended: (_nowMs, call) => [{ kind: "reply", call, reply: { kind: "result" } }],
    tick: () => [],
  };
}
