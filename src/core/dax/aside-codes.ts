/** Two ways to write the application that are found in the field, to be compared with leases. */
import type { AsideAnswer, AsideRequest, AsideWriteOutcome, CacheAside, ReadOutcome } from "./cache-aside.ts";
import { ASIDE_TIMES } from "./cache-aside.ts";

type Generated<Outcome> = Generator<AsideRequest, Outcome, AsideAnswer>;

/** Whoever finds nothing reads the table and stores what it read. */
function* read(entry: string): Generated<ReadOutcome> {
  const found = yield { do: "get", entry };
  if (found.kind === "hit" && found.value.kind !== "lease") return found.value;
  const told = yield { do: "read-table", entry, consistent: true };
  if (told.kind !== "read") return { kind: "failed" };
  const ttlMs = told.value.kind === "none" ? ASIDE_TIMES.noneMs : ASIDE_TIMES.itemMs;
  if (found.kind !== "failed") yield { do: "set", entry, value: told.value, ttlMs };
  return told.value;
}

function* write(entries: readonly string[]): Generated<AsideWriteOutcome> {
  const told = yield { do: "write-table" };
  if (told.kind === "refused") return { kind: "refused" };
  for (const entry of entries) yield { do: "delete", entry };
  return { kind: told.kind === "written" ? "written" : "unknown" };
}

function* deleteAndWrite(entries: readonly string[]): Generated<AsideWriteOutcome> {
  for (const entry of entries) yield { do: "delete", entry };
  const told = yield { do: "write-table" };
  return { kind: told.kind === "written" || told.kind === "refused" ? told.kind : "unknown" };
}

/** Writes the table, then deletes. Nothing keeps readers from storing what they read before. */
export const asideWithoutLeases: CacheAside = Object.freeze({ read, write });

/** Deletes, then writes the table. */
export const asideDeletesFirst: CacheAside = Object.freeze({ read, write: deleteAndWrite });
