// says: a statement that ran for more than
// exercise: aurora-cluster/data-api-session
// A statement that no clock of the answer's own sees: PostgreSQL counts, and the answer waits.
import type { DataApiSession } from "four-of-six/cluster";

export function createDataApiSession(): DataApiSession {
  const sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT count(*) FROM n WHERE i < 0";
  return {
    call: (_nowMs, call) => [{ kind: "run", call, session: "S1", sql, parameters: [] }],
    ended: () => [],
    tick: () => [],
  };
}
