// Asks for the lease at once: whoever is refused looks what is there. Deletes before the write too, and again after it.
import {
  ASIDE_TIMES,
  type AsideAnswer,
  type AsideRequest,
  type AsideWriteOutcome,
  type ReadOutcome,
} from "four-of-six/dax";

type Steps<Outcome> = Generator<AsideRequest, Outcome, AsideAnswer>;

export function* read(entry: string, token: string): Steps<ReadOutcome> {
  const lease = { kind: "lease", token } as const;
  const looks = Math.floor(ASIDE_TIMES.patienceMs / ASIDE_TIMES.waitMs);
  for (let look = 0; look < looks; look++) {
    const added = yield { do: "add", entry, value: lease, ttlMs: ASIDE_TIMES.leaseMs };
    if (added.kind === "stored") {
      const told = yield { do: "read-table", entry, consistent: true };
      if (told.kind !== "read") {
        // Given back to nobody: a moment later somebody else may try.
        yield { do: "replace", entry, old: lease, value: lease, ttlMs: ASIDE_TIMES.waitMs };
        return { kind: "failed" };
      }
      const ttlMs = told.value.kind === "none" ? ASIDE_TIMES.noneMs : ASIDE_TIMES.itemMs / 2;
      yield { do: "replace", entry, old: lease, value: told.value, ttlMs };
      return told.value;
    }
    if (added.kind === "failed") break;
    const found = yield { do: "get", entry };
    if (found.kind === "failed") break;
    if (found.kind === "hit" && found.value.kind !== "lease") return found.value;
    yield { do: "wait", ms: ASIDE_TIMES.waitMs };
  }
  const told = yield { do: "read-table", entry, consistent: true };
  return told.kind === "read" ? told.value : { kind: "failed" };
}

export function* write(entries: readonly string[]): Steps<AsideWriteOutcome> {
  for (const entry of entries) yield { do: "delete", entry };
  const told = yield { do: "write-table" };
  for (const entry of entries) {
    const deleted = yield { do: "delete", entry };
    if (deleted.kind === "failed") yield { do: "delete", entry };
  }
  return { kind: told.kind === "written" || told.kind === "refused" ? told.kind : "unknown" };
}
