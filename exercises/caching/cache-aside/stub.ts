import {
  ASIDE_TIMES,
  type AsideAnswer,
  type AsideRequest,
  type AsideWriteOutcome,
  type ReadOutcome,
} from "four-of-six/dax";

/** Reads one entry. The token is unlike that of any other call. */
export function* read(entry: string, token: string): Generator<AsideRequest, ReadOutcome, AsideAnswer> {
  const found = yield { do: "get", entry };
  return { kind: "failed" };
}

/** Writes one item. `entries`: the names of all entries that are made of it, its own first. */
export function* write(entries: readonly string[]): Generator<AsideRequest, AsideWriteOutcome, AsideAnswer> {
  const told = yield { do: "write-table" };
  return { kind: "unknown" };
}
