import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asideDeletesFirst, asideWithoutLeases } from "../../../src/core/dax/aside-codes.ts";
import { asideEventInKorean } from "../../../src/core/dax/aside-words-ko.ts";
import {
  ASIDE_INVARIANTS,
  AsideCache,
  asideEventInEnglish,
  cacheAside,
  runAside,
  runAsideScript,
  type AsideRequest,
  type AsideScenario,
  type AsideSteps,
  type AsideTrace,
  type CacheAside,
} from "../../../src/core/dax/index.ts";
import { asideRuns, asideScripts } from "../../arbitraries/cache-aside.ts";

const TRUE = "calls tell what the table told them, and write once";
const TTL = "a value was the table's at some moment within its TTL";
const SEEN = "while nothing fails, a read sees every write that ended before it began";
const ONE = "each time that an entry is missing, one call reads the table for it";
const ENDS = "every call ends, unless its process crashes";

function brokenBy(aside: CacheAside, runCount: number): readonly string[] {
  const broken = new Set<string>();
  const look = (trace: AsideTrace) =>
    ASIDE_INVARIANTS.forEach((invariant) => {
      const violation = invariant(trace);
      if (violation !== undefined) broken.add(violation.invariant);
    });
  fc.assert(
    fc.property(asideScripts, (script) => look(runAsideScript(script, aside))),
    { numRuns: runCount * 4, seed: 5 },
  );
  fc.assert(
    fc.property(asideRuns, (scenario) => look(runAside(scenario, aside))),
    { numRuns: runCount, seed: 6 },
  );
  return [...broken].sort();
}

/** The reference, with each request changed on its way. */
function asking(change: (request: AsideRequest) => AsideRequest): CacheAside {
  function* changed<Outcome>(steps: AsideSteps<Outcome>): Generator<AsideRequest, Outcome, never> {
    let step = steps.next();
    while (step.done !== true) step = steps.next(yield change(step.value));
    return step.value;
  }
  return {
    read: (entry, token) => changed(cacheAside.read(entry, token)),
    write: (entries) => changed(cacheAside.write(entries)),
  };
}

describe("caching by hand", () => {
  it("keeps every invariant over thousands of runs", () => {
    expect(brokenBy(cacheAside, 1_000)).toEqual([]);
  });

  it.each<[string, CacheAside, readonly string[]]>([
    ["no lease is taken", asideWithoutLeases, [SEEN, ONE]],
    ["entries are deleted before the write", asideDeletesFirst, [SEEN, ONE]],
    ["the table is read eventually consistent", asking((request) => (request.do === "read-table" ? { ...request, consistent: false } : request)), [SEEN]], // prettier-ignore
    ["a lease is not compared", asking((request) => (request.do === "replace" ? { ...request, do: "set" } : request)), [SEEN]], // prettier-ignore
    ["entries never run out", asking((request) => ("ttlMs" in request ? { ...request, ttlMs: undefined } : request)), [TTL]], // prettier-ignore
  ])("goes wrong where %s", (_, aside, broken) => {
    expect(brokenBy(aside, 250)).toEqual(expect.arrayContaining([...broken]));
  });

  it("goes wrong where outcomes are made up, and where a call never ends", () => {
    const silent: CacheAside = {
      *read() {
        return { kind: "failed" };
      },
      *write() {
        yield { do: "write-table" };
        yield { do: "write-table" };
        return { kind: "written" };
      },
    };
    expect(brokenBy(silent, 20)).toEqual([TRUE]);
    const waiting: CacheAside = {
      ...cacheAside,
      *read() {
        for (;;) yield { do: "wait", ms: 10 };
      },
    };
    expect(brokenBy(waiting, 20)).toContain(ENDS);
  });

  it("reads an old item into the cache, without leases, where a write comes between", () => {
    const trace = (aside: CacheAside) =>
      runAsideScript(
        {
          items: ["a"],
          steps: [
            { kind: "read", entry: "a" },
            { kind: "run", call: 1, until: "read-table" },
            { kind: "step", call: 1 },
            { kind: "write", item: "a" },
            { kind: "run", call: 2 },
            { kind: "run", call: 1 },
            { kind: "read", entry: "a" },
          ],
        },
        aside,
      ).flatMap((event) => (event.kind === "read-ended" ? [event.outcome] : []));
    const [v1, v2] = ["v1", "v2"].map((text) => ({ kind: "item", text }));
    expect(trace(cacheAside)).toEqual([v1, v2]);
    expect(trace(asideWithoutLeases)).toEqual([v1, v1]);
  });

  it("tells every event in both languages", () => {
    fc.assert(
      fc.property(asideRuns, (scenario) => {
        for (const event of runAside(scenario)) {
          expect(asideEventInEnglish(event)).toMatch(/\.$/);
          expect(asideEventInKorean(event)).toMatch(/[가-힣].*\.$/);
        }
      }),
      { numRuns: 40, seed: 7 },
    );
  });

  it("refuses a scenario that makes no sense, naming the field", () => {
    const calm: AsideScenario = { seed: 1, processCount: 2, items: [], loads: [], steps: [], faults: [], untilMs: 1_000 }; // prettier-ignore
    const bad = (change: Partial<AsideScenario>) => () => runAside({ ...calm, ...change });
    const load = { entry: "a", perSecond: 5, fromMs: 0, untilMs: 10 };
    expect(bad({ processCount: 0 })).toThrow("processCount");
    expect(bad({ untilMs: 0 })).toThrow("untilMs");
    expect(bad({ items: ["total"] })).toThrow("items");
    expect(bad({ loads: [{ ...load, perSecond: 0 }] })).toThrow("loads[0].perSecond");
    expect(bad({ loads: [{ ...load, fromMs: -1 }] })).toThrow("loads[0].fromMs");
    expect(bad({ loads: [{ ...load, untilMs: 0 }] })).toThrow("loads[0].untilMs");
    expect(bad({ steps: [{ atMs: -1, kind: "empty-cache" }] })).toThrow("steps[0].atMs");
    expect(bad({ steps: [{ atMs: 0, kind: "write", process: 3, item: "a" }] })).toThrow("steps[0].process");
    expect(bad({ steps: [{ atMs: 0, kind: "write", process: 1, item: "total" }] })).toThrow("steps[0].item");
    expect(bad({ steps: [{ atMs: 0, kind: "busy-table", forMs: 0 }] })).toThrow("steps[0].forMs");
    expect(bad({ faults: [{ kind: "node-down", node: "P3", fromMs: 0 }] })).toThrow("faults[0].node");
  });
});

describe("the cache", () => {
  it("adds where nothing is, replaces what it knows, and forgets in time", () => {
    const cache = new AsideCache();
    const v1 = { kind: "item", text: "v1" } as const;
    const lease = (token: string) => ({ kind: "lease", token }) as const;
    const kinds = [
      cache.perform({ do: "add", entry: "a", value: lease("1"), ttlMs: 10 }, 0),
      cache.perform({ do: "add", entry: "a", value: lease("2"), ttlMs: 10 }, 9),
      cache.perform({ do: "replace", entry: "a", old: lease("2"), value: v1 }, 9),
      cache.perform({ do: "add", entry: "a", value: lease("2"), ttlMs: 10 }, 10),
      cache.perform({ do: "replace", entry: "a", old: lease("2"), value: v1 }, 11),
      cache.perform({ do: "get", entry: "a" }, 1e9),
      cache.perform({ do: "replace", entry: "a", old: v1, value: { kind: "none" }, ttlMs: 5 }, 1e9),
      cache.perform({ do: "get", entry: "a" }, 1e9 + 5),
      cache.perform({ do: "delete", entry: "a" }, 1e9 + 5),
    ].map(({ kind }) => kind);
    expect(kinds).toEqual(["stored", "refused", "refused", "stored", "stored", "hit", "stored", "miss", "deleted"]);
  });
});
