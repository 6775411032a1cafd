/**
 * The two stores of an application that caches by hand: a cache that keeps what it is told under a name, and a table whose
 * items are counted. Of an item the application makes the text `v3` after its third write; of all items, the entry `total`,
 * it makes the count of all writes. So a greater number is always the newer one.
 */
import type { Millis } from "../kernel/index.ts";
import type { AsideAnswer, AsideValue, CachedValue } from "./cache-aside.ts";
import type { CacheRequest, EntryNow } from "./aside-trace.ts";

/** The entry that is made of all items. */
export const TOTAL_ENTRY = "total";

interface Entry {
  readonly value: CachedValue;
  /** Nothing: it never does. */
  readonly endsMs: Millis | undefined;
}

/** One node of a cache. It knows nothing of tables. */
export class AsideCache {
  readonly #entries = new Map<string, Entry>();

  /** Does what it is asked for. */
  perform(request: CacheRequest, nowMs: Millis): AsideAnswer {
    const { entry } = request;
    const found = this.#current(entry, nowMs);
    switch (request.do) {
      case "get":
        return found === undefined ? { kind: "miss" } : { kind: "hit", value: found };
      case "delete":
        this.#entries.delete(entry);
        return { kind: "deleted" };
      case "add":
        if (found !== undefined) return { kind: "refused" };
        break;
      case "replace":
        if (found === undefined || !isSame(found, request.old)) return { kind: "refused" };
        break;
      case "set":
        break;
      default:
        return request satisfies never;
    }
    const { value, ttlMs } = request;
    this.#entries.set(entry, { value, endsMs: ttlMs === undefined ? undefined : nowMs + ttlMs });
    return { kind: "stored" };
  }

  /** As after a restart. */
  empty(): void {
    this.#entries.clear();
  }

  #current(entry: string, nowMs: Millis): CachedValue | undefined {
    const found = this.#entries.get(entry);
    return found === undefined || (found.endsMs !== undefined && nowMs >= found.endsMs) ? undefined : found.value;
  }
}

/** Whether two values say the same. */
export function isSame(a: CachedValue, b: CachedValue): boolean {
  if (a.kind === "item") return b.kind === "item" && a.text === b.text;
  if (a.kind === "lease") return b.kind === "lease" && a.token === b.token;
  return b.kind === "none";
}

interface Moment {
  readonly atMs: Millis;
  readonly value: AsideValue;
}

/** Items by their names, and what is made of them. */
export class AsideTable {
  readonly #counts = new Map<string, number>();
  readonly #history = new Map<string, Moment[]>();
  readonly #lagMs: Millis;
  #total = 0;

  /** Eventually consistent reads give what was so `lagMs` ago. */
  constructor(items: readonly string[], lagMs: Millis) {
    this.#lagMs = lagMs;
    this.#note(TOTAL_ENTRY, { kind: "item", text: "v0" }, -Infinity);
    for (const item of items) this.write(item, false, -Infinity);
  }

  /** Writes an item, or removes it. Gives what is changed: its own entry first. */
  write(item: string, isRemoval: boolean, nowMs: Millis): readonly EntryNow[] {
    const count = (this.#counts.get(item) ?? 0) + 1;
    this.#counts.set(item, count);
    this.#total++;
    return [
      this.#note(item, isRemoval ? { kind: "none" } : { kind: "item", text: `v${count}` }, nowMs),
      this.#note(TOTAL_ENTRY, { kind: "item", text: `v${this.#total}` }, nowMs),
    ];
  }

  /** What the application makes of the table for this entry. */
  read(entry: string, consistent: boolean, nowMs: Millis): AsideValue {
    const history = this.#history.get(entry) ?? [];
    const seen = consistent ? history.at(-1) : history.findLast(({ atMs }) => atMs <= nowMs - this.#lagMs);
    return seen?.value ?? { kind: "none" };
  }

  /** All entries, as they are now. */
  entries(): readonly EntryNow[] {
    return [...this.#history.keys()].map((entry) => ({ entry, value: this.read(entry, true, 0) }));
  }

  #note(entry: string, value: AsideValue, atMs: Millis): EntryNow {
    const history = this.#history.get(entry);
    if (history === undefined) this.#history.set(entry, [{ atMs, value }]);
    else history.push({ atMs, value });
    return { entry, value };
  }
}
