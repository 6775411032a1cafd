/** The item cache beside lru-cache 11, which many programs trust with eviction and TTL. */
import { LRUCache } from "lru-cache";
import { describe, expect, it } from "vitest";
import { createItemCache, type Item } from "../../../src/core/dax/index.ts";
import { Random } from "../../../src/core/kernel/index.ts";
import { SEED } from "../seed.ts";

type Kept = Item | "none";

const STEP_MS = 5;

/** Both, with one clock. lru-cache takes a time of 0 for no time at all, so the clock begins later. */
function both(capacity: number, ttlMs: number) {
  let nowMs = 1_000;
  const evicted: string[] = [];
  const theirs = new LRUCache<string, Kept>({
    max: capacity,
    ttl: ttlMs,
    ttlResolution: 0,
    perf: { now: () => nowMs },
    dispose: (_, key, reason) => void (reason === "evict" && evicted.push(key)),
  });
  return {
    ours: createItemCache({ capacity, ttlMs }),
    theirs,
    evicted,
    now: () => nowMs,
    wait: (ms: number) => void (nowMs += ms),
  };
}

const kept = (answer: ReturnType<ReturnType<typeof createItemCache>["get"]>): Kept | undefined =>
  answer.kind === "item" ? answer.item : answer.kind === "no-item" ? "none" : undefined;

describe("the item cache and lru-cache", () => {
  it.each([
    ["few entries, short lives", 4, 50, 12],
    ["many entries", 40, 400, 60],
    ["one entry", 1, 20, 3],
    ["no age", 6, 0, 14],
  ])("answer and evict alike: %s", (_, capacity, ttlMs, keyCount) => {
    const random = new Random(SEED).fork(`oracle ${capacity}`);
    const { ours, theirs, evicted, now, wait } = both(capacity, ttlMs);
    let [hits, stale, gone] = [0, 0, 0];
    for (let operation = 0; operation < 12_000; operation++) {
      // Few different times, so that an age of just the TTL is met often.
      wait(random.integer(0, 1) * STEP_MS);
      const key = `k${random.integer(1, keyCount)}`;
      if (random.chance(0.55)) {
        const wasHeld = theirs.has(key) ? 1 : 0;
        stale += theirs.getRemainingTTL(key) === 0 && ttlMs > 0 ? wasHeld : 0;
        const answer = kept(ours.get(key, now()));
        expect(answer).toEqual(theirs.get(key));
        hits += answer === undefined ? 0 : 1;
        continue;
      }
      const item: Item | undefined = random.chance(0.25) ? undefined : { n: { N: String(operation) } };
      evicted.length = 0;
      theirs.set(key, item ?? "none");
      const told = random.chance(0.5)
        ? ours.tableWritten(key, item, now())
        : ours.tableRead(key, item, "eventual", now());
      expect(told).toBe(evicted[0]);
      gone += evicted.length;
    }
    // The comparison has met what it is about: also entries whose age is just the TTL.
    expect(hits).toBeGreaterThan(1_000);
    expect(gone).toBeGreaterThan(200);
    if (ttlMs > 0) expect(stale).toBeGreaterThan(5);

    // What is left goes in the order in which lru-cache lists it.
    const leaving = theirs.dump().map(([key]) => key);
    const free = capacity - leaving.length;
    const seen = Array.from({ length: capacity }, (_, index) => ours.tableWritten(`new ${index}`, undefined, now()));
    expect(seen).toEqual([...Array<undefined>(free).fill(undefined), ...leaving]);
  });

  it("serve what is just as old as the TTL, and nothing older", () => {
    const { ours, theirs, now, wait } = both(3, 300);
    const item: Item = { n: { N: "1" } };
    ours.tableRead("a", item, "eventual", now());
    theirs.set("a", item);
    wait(300);
    expect(ours.get("a", now())).toEqual({ kind: "item", item });
    expect(theirs.get("a")).toBe(item);
    wait(1);
    expect(ours.get("a", now())).toEqual({ kind: "miss" });
    expect(theirs.get("a")).toBeUndefined();
  });
});
