/**
 * Cache aside: an application beside a cache that knows nothing of the table. Every reader and every writer of the
 * application keeps the two together, in steps; other processes run between any two of them, and any step may be the last.
 *
 * A reader asks the cache. On a miss it puts a *lease* where the entry will be, reads the table, and puts the value in the
 * place of its own lease. A writer writes the table and then deletes the entries that are made of the item: an entry, or
 * the lease of a reader who has read the table too early.
 *
 *   reader A  get: miss    add lease A: stored    table: v1                                  replace lease A: refused
 *   writer                                                  table: v2   delete (lease A)
 *   reader B                                                                        get: miss, add lease B, table: v2
 *
 * A stores nothing, and has v1 to give, which was right when it was asked. Whoever finds a lease waits a little and looks
 * again: one process reads the table for all. If that one has crashed, its lease runs out.
 *
 * Nishtala et al., Scaling Memcache at Facebook, NSDI 2013, §3.2.1: there the cache itself gives out leases, each with a
 * token, one per key in ten seconds. Here they are made of what ElastiCache for Valkey has. Valkey commands, SET: NX, IFEQ, PX.
 *
 * Simplified: the cache compares whole values; it has one node, and memory for all. A call asks for one thing at a time.
 */
import type { Millis } from "../kernel/index.ts";
import { frozen } from "../kernel/frozen.ts";

/** What is true of an entry: a text, made by the application of one item or of many, or that there is nothing. */
export type AsideValue = { readonly kind: "item"; readonly text: string } | { readonly kind: "none" };

/** Somebody is reading the table for this entry. */
export interface AsideLease {
  readonly kind: "lease";
  readonly token: string;
}

/** What may stand in the cache. */
export type CachedValue = AsideValue | AsideLease;

/** What a call asks for next. Without `ttlMs` an entry never runs out. */
export type AsideRequest =
  | { readonly do: "get"; readonly entry: string }
  | { readonly do: "set"; readonly entry: string; readonly value: CachedValue; readonly ttlMs?: Millis | undefined }
  /** Only if there is no such entry: `SET NX`. */
  | { readonly do: "add"; readonly entry: string; readonly value: CachedValue; readonly ttlMs?: Millis | undefined }
  /** Only if the entry is `old`: `SET IFEQ`. */
  | { readonly do: "replace"; readonly entry: string; readonly old: CachedValue; readonly value: CachedValue; readonly ttlMs?: Millis | undefined } // prettier-ignore
  | { readonly do: "delete"; readonly entry: string }
  /** GetItem for an item, a Query for what is made of many. */
  | { readonly do: "read-table"; readonly entry: string; readonly consistent: boolean }
  /** The write that this call is for. */
  | { readonly do: "write-table" }
  | { readonly do: "wait"; readonly ms: Millis };

/** What the call is told. */
export type AsideAnswer =
  /** To `get`. */
  | { readonly kind: "hit"; readonly value: CachedValue }
  | { readonly kind: "miss" }
  /** To `set`, `add`, `replace`. */
  | { readonly kind: "stored" }
  /** To `add` and `replace`: there was an entry, or another one. To `write-table`: it was turned away, nothing is changed. */
  | { readonly kind: "refused" }
  | { readonly kind: "deleted" }
  /** To `read-table`. */
  | { readonly kind: "read"; readonly value: AsideValue }
  /** To `write-table`, with the item as it is now. */
  | { readonly kind: "written"; readonly value: AsideValue }
  | { readonly kind: "waited" }
  /** Nothing came in time, or the table turned a read away. What was asked for may still be done. */
  | { readonly kind: "failed" };

/** What a reader gets. It fails only if the table could not be read. */
export type ReadOutcome = AsideValue | { readonly kind: "failed" };

/** What a writer gets: the table has it, has refused it, or may have it. */
export type AsideWriteOutcome = { readonly kind: "written" | "refused" | "unknown" };

/** A call, one request after the other. Generators have this type. */
export type AsideSteps<Outcome> = Iterator<AsideRequest, Outcome, AsideAnswer>;

/** The seam: what the exercise `cache-aside` asks for. Nothing is kept between two calls, and nothing throws. */
export interface CacheAside {
  /** Reads one entry. The token is unlike that of any other call. */
  read(entry: string, token: string): AsideSteps<ReadOutcome>;
  /** Writes one item. `entries`: the names of all entries that are made of it, its own first. */
  write(entries: readonly string[]): AsideSteps<AsideWriteOutcome>;
}

/** How long things may be kept and waited for: the model's, to be chosen by each application. */
export interface AsideTimes {
  /** For so long a value may be served, counted from when it is stored. */
  readonly itemMs: Millis;
  /** And for so long that there is nothing. */
  readonly noneMs: Millis;
  /** When a lease runs out. In the paper: one lease per key in 10 s. */
  readonly leaseMs: Millis;
  /** Between two looks at somebody else's lease. */
  readonly waitMs: Millis;
  /** Who has waited for so long, all in all, reads the table without a lease, and stores nothing. */
  readonly patienceMs: Millis;
}

/** Those of the exercise and of every run. */
export const ASIDE_TIMES: AsideTimes = frozen({
  itemMs: 60_000,
  noneMs: 5_000,
  leaseMs: 2_000,
  waitMs: 100,
  patienceMs: 3_000,
});

function* read(entry: string, token: string): AsideGenerator<ReadOutcome> {
  const { itemMs, noneMs, leaseMs, waitMs, patienceMs } = ASIDE_TIMES;
  const lease: AsideLease = { kind: "lease", token };
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += waitMs) {
    const found = yield { do: "get", entry };
    if (found.kind === "failed") break;
    if (found.kind === "hit" && found.value.kind !== "lease") return found.value;
    if (found.kind === "miss") {
      const added = yield { do: "add", entry, value: lease, ttlMs: leaseMs };
      if (added.kind === "failed") break;
      if (added.kind === "stored") {
        const value = yield* fromTable(entry);
        // A failure is no value. The lease stays, and keeps the others off a table that has trouble.
        if (value.kind === "failed") return value;
        yield { do: "replace", entry, old: lease, value, ttlMs: value.kind === "none" ? noneMs : itemMs };
        return value;
      }
    }
    yield { do: "wait", ms: waitMs };
  }
  return yield* fromTable(entry);
}

function* write(entries: readonly string[]): AsideGenerator<AsideWriteOutcome> {
  const told = yield { do: "write-table" };
  if (told.kind === "refused") return { kind: "refused" };
  // What may be in the table counts as if it were. What cannot be deleted runs out.
  for (const entry of entries) yield { do: "delete", entry };
  return { kind: told.kind === "written" ? "written" : "unknown" };
}

/** An eventually consistent read may give the item as it was before a delete that has already been done. */
function* fromTable(entry: string): AsideGenerator<ReadOutcome> {
  const told = yield { do: "read-table", entry, consistent: true };
  return told.kind === "read" ? told.value : { kind: "failed" };
}

type AsideGenerator<Outcome> = Generator<AsideRequest, Outcome, AsideAnswer>;

/** The reference implementation. */
export const cacheAside: CacheAside = Object.freeze({ read, write });
