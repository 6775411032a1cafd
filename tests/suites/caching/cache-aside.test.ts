import {
  ASIDE_INVARIANTS,
  ASIDE_TIMES,
  callsEnd,
  endedWritesAreSeen,
  nothingOutlivesItsTtl,
  oneReadForEachMiss,
  outcomesAreTrue,
  runAsideScript,
  type AsideScriptStep,
} from "four-of-six/dax";
import { answer, keepsInvariants } from "four-of-six/testing";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/caching/cache-aside/rig.ts";
import { asideRuns, asideScripts } from "../../arbitraries/cache-aside.ts";

const aside = answer(rig);

const { itemMs, noneMs, leaseMs, waitMs, patienceMs } = ASIDE_TIMES;
const read = (entry: string): AsideScriptStep => ({ kind: "read", entry });
const write = (item: string): AsideScriptStep => ({ kind: "write", item });
const run = (call: number, until?: "read-table" | "write-table"): AsideScriptStep => ({ kind: "run", call, until });
const step = (call: number): AsideScriptStep => ({ kind: "step", call });
const pass = (ms: number): AsideScriptStep => ({ kind: "pass", ms });

/** The table has `a`, and no `b`. What each call ends with, in the order of the calls, and who has read the table when. */
function play(...steps: readonly AsideScriptStep[]) {
  const trace = runAsideScript({ items: ["a"], steps }, aside);
  const outcomes: string[] = [];
  const endedMs: number[] = [];
  for (const event of trace) {
    if (event.kind !== "read-ended" && event.kind !== "write-ended") continue;
    outcomes[event.call - 1] = event.outcome.kind === "item" ? event.outcome.text : event.outcome.kind;
    endedMs[event.call - 1] = event.atMs;
  }
  const readsOf = (entry: string) => trace.filter((event) => event.kind === "table-read" && event.entry === entry).length; // prettier-ignore
  return { outcomes, endedMs, readsOf };
}

describe("examples", () => {
  it("gives what the cache has, and on a miss what the table has, and stores it", () => {
    const { outcomes, readsOf } = play(read("a"), run(1), read("a"), run(2), read("total"), run(3), read("total"));
    expect(outcomes, "a, a once more, the total, and the total once more").toEqual(["v1", "v1", "v1", "v1"]);
    expect(readsOf("a"), "reads of a from the table").toBe(1);
    expect(readsOf("total"), "reads of the total from the table").toBe(1);
  });

  it("remembers that there is nothing, and remembers no failure", () => {
    const twice = play(read("b"), run(1), read("b"), run(2));
    expect(twice.outcomes, "b, which is not there, and b once more").toEqual(["none", "none"]);
    expect(twice.readsOf("b"), "reads of b from the table").toBe(1);
    const busy = play({ kind: "table", is: "busy" }, read("a"), run(1), { kind: "table", is: "up" }, pass(leaseMs + 500), read("a"), run(2)); // prettier-ignore
    expect(busy.outcomes, "a while the table turns reads away, and 2.5 s later").toEqual(["failed", "v1"]);
  });

  it("lets every value run out: an item after a minute, that there is nothing after five seconds", () => {
    const lost: readonly AsideScriptStep[] = [{ kind: "cache", is: "down" }];
    const found: AsideScriptStep = { kind: "cache", is: "up" };
    const item = play(read("a"), run(1), ...lost, write("a"), run(2), found, pass(itemMs + 500), read("a"));
    expect(item.outcomes[2], "a, a minute after a write that could delete nothing").toBe("v2");
    const none = play(read("b"), run(1), ...lost, write("b"), run(2), found, pass(noneMs + 500), read("b"));
    expect(none.outcomes[2], "b, which was not there, 5.5 s after such a write").toBe("v1");
  });

  it("deletes all entries that are made of an item, after the write, and stores none itself", () => {
    const both = play(read("a"), run(1), read("total"), run(2), write("a"), run(3), pass(1_000), read("a"), read("total")); // prettier-ignore
    expect(both.outcomes, "a and the total, a write of a, and both again").toEqual(["v1", "v1", "written", "v2", "v2"]);
    const between = play(write("a"), run(1, "write-table"), read("a"), run(2), run(1), pass(1_000), read("a"));
    expect(between.outcomes, "a write, a read just before the table took it, and one after it").toEqual(["written", "v1", "v2"]); // prettier-ignore
    const racing = play(write("a"), run(1, "write-table"), step(1), write("a"), run(2), run(1), pass(1_000), read("a"));
    expect(racing.outcomes[2], "a, after two writes of which the first ended last").toBe("v3");
  });

  it("has one call read the table, and the others wait for it", () => {
    const { outcomes, readsOf } = play(read("a"), read("a"), read("a"), read("total"), read("total"), read("total"));
    expect(outcomes, "three reads of a and three of the total at once").toEqual(Array<string>(6).fill("v1"));
    expect(readsOf("a"), "reads of a from the table").toBe(1);
    expect(readsOf("total"), "reads of the total from the table").toBe(1);
  });

  it("stores nothing that is older than the last write", () => {
    const late = play(read("a"), run(1, "read-table"), step(1), write("a"), run(2), run(1), pass(1_000), read("a"));
    expect(late.outcomes[2], "a, where a read began before the write and ended after it").toBe("v2");
    const soon = play(write("a"), run(1), read("a"), run(2), pass(1_000), read("a"));
    expect(soon.outcomes, "a write, a read right after it, and one a second later").toEqual(["written", "v2", "v2"]);
  });

  it("waits for nobody for ever", () => {
    const crashed = [read("a"), run(1, "read-table"), { kind: "crash", call: 1 }] as const;
    const later = play(...crashed, pass(leaseMs + 100), read("a"), run(2), read("a"), run(3));
    expect(later.outcomes.slice(1), "two reads after the holder of a lease has crashed").toEqual(["v1", "v1"]);
    expect(later.readsOf("a"), "how often the two have read the table").toBe(1);
    const looks = (count: number) => Array.from({ length: count }, () => [step(2), step(2), step(2), pass(100)]).flat();
    // The second holder takes its lease when the first one's runs out.
    const unlucky = play(...crashed, read("a"), ...looks(19), read("a"), run(3, "read-table"), { kind: "crash", call: 3 }, ...looks(15)); // prettier-ignore
    expect(unlucky.outcomes[1], "a, while two holders crash, one after the other").toBe("v1");
    expect(unlucky.endedMs[1], "how long that read takes, in ms").toBeLessThanOrEqual(patienceMs + waitMs);
  });

  it("goes on without the cache, and takes a write that may have happened for one that has", () => {
    const alone = play({ kind: "cache", is: "down" }, read("a"), run(1), write("a"), run(2), read("a"), run(3));
    expect(alone.outcomes, "a read, a write and a read without the cache").toEqual(["v1", "written", "v2"]);
    expect(alone.endedMs[0], "how long the first read takes, in ms").toBeLessThanOrEqual(waitMs);
    const unheard = play(read("a"), step(1), { kind: "cache", is: "mute" }, step(1), { kind: "cache", is: "up" }, run(1)); // prettier-ignore
    expect(unheard.outcomes, "a read that misses, and hears nothing of its lease").toEqual(["v1"]);
    expect(unheard.endedMs[0], "how long that read takes, in ms").toBeLessThanOrEqual(waitMs);
    const unknown = play(read("a"), run(1), { kind: "table", is: "mute" }, write("a"), run(2), { kind: "table", is: "up" }, read("a")); // prettier-ignore
    expect(unknown.outcomes, "a read, a write of which nothing is heard, and a read").toEqual(["v1", "unknown", "v2"]);
    const refused = play({ kind: "table", is: "busy" }, write("a"), run(1), { kind: "table", is: "up" }, read("a"));
    expect(refused.outcomes, "a write that is turned away, and a read").toEqual(["refused", "v1"]);
  });
});

describe("properties", () => {
  it("keeps every promise, however the steps of calls fall between each other", () => {
    keepsInvariants(rig, rig.unit, aside, asideScripts, ASIDE_INVARIANTS, { runCount: 160 });
  });
});

describe("processes, cache and table", () => {
  it("serves nothing that is too old, and nothing old at all while nothing fails", () => {
    keepsInvariants(rig, rig.cluster, aside, asideRuns, [nothingOutlivesItsTtl, endedWritesAreSeen, outcomesAreTrue], {
      runCount: 10,
    });
  });

  it("reads the table once for each miss, and leaves nobody waiting", () => {
    keepsInvariants(rig, rig.cluster, aside, asideRuns, [oneReadForEachMiss, callsEnd], { runCount: 10 });
  });
});
