// The idea: writers delete what is old, so nothing needs to run out.
import {
  ASIDE_TIMES,
  type AsideAnswer,
  type AsideRequest,
  type AsideWriteOutcome,
  type ReadOutcome,
} from "four-of-six/dax";

type Steps<Outcome> = Generator<AsideRequest, Outcome, AsideAnswer>;

export function* read(entry: string, token: string): Steps<ReadOutcome> {
  const { leaseMs, waitMs, patienceMs } = ASIDE_TIMES;
  const lease = { kind: "lease", token } as const;
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += waitMs) {
    const found = yield { do: "get", entry };
    if (found.kind === "failed") break;
    if (found.kind === "hit" && found.value.kind !== "lease") return found.value;
    if (found.kind === "miss") {
      const added = yield { do: "add", entry, value: lease, ttlMs: leaseMs };
      if (added.kind === "failed") break;
      if (added.kind === "stored") {
        const value = yield* readTable(entry);
        if (value.kind === "failed") return value;
        yield { do: "replace", entry, old: lease, value };
        return value;
      }
    }
    yield { do: "wait", ms: waitMs };
  }
  return yield* readTable(entry);
}

export function* write(entries: readonly string[]): Steps<AsideWriteOutcome> {
  const told = yield { do: "write-table" };
  if (told.kind === "refused") return { kind: "refused" };
  for (const entry of entries) yield { do: "delete", entry };
  return { kind: told.kind === "written" ? "written" : "unknown" };
}

function* readTable(entry: string): Steps<ReadOutcome> {
  const told = yield { do: "read-table", entry, consistent: true };
  return told.kind === "read" ? told.value : { kind: "failed" };
}
