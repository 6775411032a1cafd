// The idea: on a miss one reads the table and stores what one has read.
import {
  ASIDE_TIMES,
  type AsideAnswer,
  type AsideRequest,
  type AsideWriteOutcome,
  type ReadOutcome,
} from "four-of-six/dax";

type Steps<Outcome> = Generator<AsideRequest, Outcome, AsideAnswer>;

export function* read(entry: string, _token: string): Steps<ReadOutcome> {
  const { itemMs, noneMs } = ASIDE_TIMES;
  const found = yield { do: "get", entry };
  if (found.kind === "hit" && found.value.kind !== "lease") return found.value;
  const value = yield* readTable(entry);
  if (value.kind === "failed") return value;
  if (found.kind === "miss") yield { do: "set", entry, value, ttlMs: value.kind === "none" ? noneMs : itemMs };
  return value;
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
