import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import type { LogRecord, Lsn, PageId, PageVersion } from "four-of-six/aurora";
import {
  connectionsNeverGoBack,
  readsShowDurableData,
  readsShowWholeTransactions,
  sessionsNeverGoBack,
  type ClusterInvariant,
  type ReplicaCache,
} from "four-of-six/cluster";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/aurora-cluster/replica-cache/rig.ts";
import { LAST_READ_MS, replicaClusters, replicaScripts } from "../../arbitraries/replica-cache.ts";

const { createReplicaCache } = answer(rig);

type Change = readonly [lsn: Lsn, page: PageId, slot: number];

/** A log, mini-transaction by mini-transaction. Each slot takes the LSN of its record as its value. */
function logOf(startLsn: Lsn, ...transactions: readonly (readonly Change[])[]): LogRecord[][] {
  let previous = startLsn;
  const lastOfPage = new Map<PageId, Lsn>();
  return transactions.map((changes) =>
    changes.map(([lsn, page, slot], index) => {
      const record: LogRecord = {
        lsn,
        group: 1,
        isCpl: index === changes.length - 1,
        page,
        change: { slot, value: lsn },
        previousInVolume: previous,
        previousInGroup: previous,
        previousOfPage: lastOfPage.get(page) ?? startLsn,
      };
      lastOfPage.set(page, lsn);
      previous = lsn;
      return record;
    }),
  );
}

const EMPTY: PageVersion = { lsn: 100, slots: [0, 0, 0, 0] };
/** A cache that begins at 100 and has been given these pages, all of them empty. */
function cacheWith(...pages: readonly PageId[]): ReplicaCache {
  const cache = createReplicaCache({ startLsn: 100 });
  for (const page of pages) cache.loaded(page, EMPTY, 100);
  return cache;
}
const shown = (cache: ReplicaCache, page: PageId) => cache.page(page) ?? "not in the cache";
const slots = (cache: ReplicaCache, page: PageId) => cache.page(page)?.slots.join(" ") ?? "not in the cache";

describe("examples", () => {
  it("begins at the VDL that it is opened with, and has no page", () => {
    for (const startLsn of [100, 7]) {
      const cache = createReplicaCache({ startLsn });
      expect(cache.readPoint(), `read point of a cache that is opened with VDL ${startLsn}`).toBe(startLsn);
      expect(shown(cache, 1), "page 1").toBe("not in the cache");
    }
  });

  it("applies a mini-transaction once the VDL has reached its end, and not before", () => {
    const [first, second] = logOf(100, [[101, 1, 1], [102, 1, 2]], [[103, 1, 3]]); // prettier-ignore
    const cache = cacheWith(1);
    cache.received(first!);
    cache.received(second!);
    expect(cache.readPoint(), "read point: 101 to 103 have come, and VDL is 100").toBe(100);
    expect(slots(cache, 1), "page 1 at that time").toBe("0 0 0 0");
    cache.durable(102);
    expect(cache.readPoint(), "read point: VDL is 102").toBe(102);
    expect(slots(cache, 1), "page 1 at that time").toBe("101 102 0 0");
    cache.durable(103);
    expect(cache.readPoint(), "read point: VDL is 103").toBe(103);
  });

  it("stands where it is until a durable mini-transaction has come, and applies it at once", () => {
    const [first, second] = logOf(100, [[101, 1, 1]], [[102, 1, 2]]); // prettier-ignore
    const cache = cacheWith(1);
    cache.durable(102);
    expect(cache.readPoint(), "read point: VDL is 102, and nothing of the stream has come").toBe(100);
    cache.received(first!);
    expect(cache.readPoint(), "read point: 101 has come").toBe(101);
    expect(slots(cache, 1), "page 1 at that time").toBe("101 0 0 0");
    cache.received(second!);
    expect(cache.readPoint(), "read point: 102 has come").toBe(102);
  });

  it("changes the pages that it has, and labels each with the last record that changed it", () => {
    const [first, second, third] = logOf(100, [[101, 1, 4]], [[102, 2, 1]], [[103, 1, 4]]); // prettier-ignore
    const cache = cacheWith(1, 2);
    cache.durable(103);
    cache.received(first!);
    cache.received(second!);
    expect(shown(cache, 1), "page 1 after 101 (page 1, slot 4) and 102 (page 2, slot 1)").toEqual({
      lsn: 101,
      slots: [0, 0, 0, 101],
    });
    expect(shown(cache, 2), "page 2 at that time").toEqual({ lsn: 102, slots: [102, 0, 0, 0] });
    cache.received(third!);
    expect(shown(cache, 1), "page 1 after 103 (page 1, slot 4)").toEqual({ lsn: 103, slots: [0, 0, 0, 103] });
  });

  it("takes up no page that only the stream speaks of", () => {
    const [first, second] = logOf(100, [[101, 1, 1], [102, 2, 1]], [[103, 2, 2]]); // prettier-ignore
    const cache = cacheWith(1);
    cache.durable(103);
    cache.received(first!);
    cache.received(second!);
    expect(shown(cache, 2), "page 2, which nobody has loaded, after 102 and 103 have changed it").toBe(
      "not in the cache",
    );
  });

  it("moves on past records of pages that it does not have", () => {
    const [first, second] = logOf(100, [[101, 1, 1], [102, 2, 1]], [[103, 2, 2]]); // prettier-ignore
    const cache = cacheWith(1);
    cache.durable(103);
    cache.received(first!);
    expect(cache.readPoint(), "read point after [101 page 1, 102 page 2], with page 1 in the cache").toBe(102);
    expect(slots(cache, 1), "page 1 at that time").toBe("101 0 0 0");
    cache.received(second!);
    expect(cache.readPoint(), "read point after [103 page 2]").toBe(103);
  });

  it("stands before a mini-transaction that it lacks, and goes on with all that waits once that has come", () => {
    const [first, second, third] = logOf(100, [[101, 1, 1]], [[102, 1, 2]], [[103, 1, 3]]); // prettier-ignore
    const cache = cacheWith(1);
    cache.received(third!);
    cache.received(second!);
    cache.durable(103);
    expect(cache.readPoint(), "read point: VDL is 103, 102 and 103 have come, 101 is missing").toBe(100);
    expect(slots(cache, 1), "page 1 at that time").toBe("0 0 0 0");
    cache.received(first!);
    expect(cache.readPoint(), "read point: 101 has come as well").toBe(103);
    expect(slots(cache, 1), "page 1 at that time").toBe("101 102 103 0");
  });

  it("shows a mini-transaction on all of its pages or on none", () => {
    const [first, second] = logOf(100, [[101, 1, 1]], [[102, 1, 2], [103, 2, 2]]); // prettier-ignore
    const cache = cacheWith(1, 2);
    cache.durable(103);
    cache.received(second!);
    expect(slots(cache, 2), "page 2: [102 page 1, 103 page 2] has come, [101 page 1] is missing").toBe("0 0 0 0");
    expect(slots(cache, 1), "page 1 at that time").toBe("0 0 0 0");
    cache.received(first!);
    expect(slots(cache, 2), "page 2: 101 has come as well").toBe("0 103 0 0");
    expect(slots(cache, 1), "page 1 at that time").toBe("101 102 0 0");
  });

  it("follows the back-links, whatever numbers are left out", () => {
    const [first, second, third] = logOf(100, [[105, 1, 1], [106, 1, 2]], [[107, 1, 3]], [[200, 1, 4]]); // prettier-ignore
    const cache = cacheWith(1);
    cache.durable(200);
    cache.received(first!);
    expect(cache.readPoint(), "read point: 105 comes right after 100, and 106 after that").toBe(106);
    cache.received(third!);
    expect(cache.readPoint(), "read point: 200 has come, which comes right after 107").toBe(106);
    cache.received(second!);
    expect(cache.readPoint(), "read point: 107 has come").toBe(200);
  });

  it("minds neither what comes twice nor what is older than its beginning", () => {
    const [older, first, second] = logOf(97, [[98, 1, 1], [100, 1, 2]], [[101, 1, 1]], [[102, 1, 1]]); // prettier-ignore
    const cache = cacheWith(1);
    cache.received(older!);
    expect(cache.readPoint(), "read point: 98 and 100 have come, and the cache was opened with 100").toBe(100);
    expect(slots(cache, 1), "page 1 at that time, as storage has made it").toBe("0 0 0 0");
    cache.received(first!);
    cache.received(first!);
    cache.received(second!);
    cache.durable(102);
    cache.received(first!);
    expect(cache.readPoint(), "read point: 101 has come three times, the last time after 102").toBe(102);
    expect(shown(cache, 1), "page 1 at that time").toEqual({ lsn: 102, slots: [102, 0, 0, 0] });
  });

  it("goes by the highest VDL that it was told, whatever is told later", () => {
    const [first, second] = logOf(100, [[101, 1, 1]], [[102, 1, 2]]); // prettier-ignore
    const cache = cacheWith(1);
    cache.durable(102);
    cache.durable(101);
    cache.received(first!);
    cache.received(second!);
    expect(cache.readPoint(), "read point: VDL 102 was told, then 101; then 101 and 102 have come").toBe(102);
    cache.durable(100);
    expect(cache.readPoint(), "read point: VDL 100 is told").toBe(102);
  });

  it("brings a page that comes late up to where the reader stands by now, and no further", () => {
    const [first, second, third] = logOf(100, [[101, 1, 1]], [[102, 2, 1], [103, 1, 2]], [[104, 1, 3]]); // prettier-ignore
    const cached = cacheWith(1);
    cached.durable(101);
    cached.received(first!);
    cached.loaded(1, EMPTY, 100);
    expect(slots(cached, 1), "page 1, which was in the cache: it comes again, as of 100, and the reader stands at 101").toBe("101 0 0 0"); // prettier-ignore

    const cache = cacheWith();
    cache.received(first!);
    cache.durable(101);
    // Asked for at 101. Then the reader moves on to 103, and 104 waits.
    cache.received(second!);
    cache.received(third!);
    cache.durable(103);
    const asOf101: PageVersion = { lsn: 101, slots: [101, 0, 0, 0] };
    cache.loaded(1, asOf101, 101);
    const expected = { lsn: 103, slots: [101, 103, 0, 0] };
    expect(shown(cache, 1), "page 1: storage has made it as of 101, the reader stands at 103, and 104 waits").toEqual(
      expected,
    );
    cache.loaded(1, asOf101, 101);
    expect(shown(cache, 1), "the same when it comes a second time").toEqual(expected);
    cache.durable(104);
    expect(shown(cache, 1), "page 1: VDL is 104").toEqual({ lsn: 104, slots: [101, 103, 104, 0] });
    cache.loaded(2, { lsn: 100, slots: [0, 0, 0, 0] }, 101);
    expect(shown(cache, 2), "page 2: storage has made it as of 101, and the reader stands at 104").toEqual({
      lsn: 102,
      slots: [102, 0, 0, 0],
    });
  });
});

/** On paper: the reader stands at the end of what is durable and has come without a gap, and every page is as of there. */
const pagesStandAtTheReadPoint: ClusterInvariant = (trace) => {
  const invariant = "every page is shown as of one point, up to which all is durable and has come";
  const records = new Map<Lsn, { readonly page: PageId; readonly slot: number; readonly value: number }>();
  /** The ends of mini-transactions that have come, by the LSN that each comes after. */
  const endAfter = new Map<Lsn, Lsn>();
  /** How storage made each page first, and as of what. */
  const loaded = new Map<PageId, { readonly asOf: Lsn; readonly slots: readonly number[] }>();
  let vdl = -Infinity;
  let before = -Infinity;
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "stream-received") {
      for (const { lsn, page, change } of event.records) records.set(lsn, { page, ...change });
      endAfter.set(event.previousLsn, event.records.at(-1)!.lsn);
    }
    if (event.kind === "vdl-told") vdl = Math.max(vdl, event.vdl);
    if (event.kind === "page-loaded" && !loaded.has(event.page))
      loaded.set(event.page, { asOf: event.asOf, slots: event.version.slots });
    if (event.kind !== "replica-stood") continue;
    const { readPoint, pages } = event;
    const wrong = (what: string) => ({ invariant, eventIndex, what });
    // It is opened with the VDL of that moment.
    if (before === -Infinity) vdl = before = readPoint;
    if (readPoint < before) return wrong(`the read point went back from ${before} to ${readPoint}`);
    if (readPoint > vdl) return wrong(`the reader stands at ${readPoint}, and it was told that VDL is ${vdl}`);
    while (before < readPoint) {
      const end = endAfter.get(before);
      if (end === undefined || end > readPoint)
        return wrong(`the reader stands at ${readPoint}, and what comes after ${before} has not come`);
      before = end;
    }
    for (const { page, version } of pages) {
      const start = loaded.get(page);
      if (start === undefined) return wrong(`page ${page} is shown, and nobody has loaded it`);
      const expected = [...start.slots];
      const missed = [...records].filter(([lsn, it]) => it.page === page && lsn > start.asOf && lsn <= readPoint);
      for (const [, { slot, value }] of missed.sort(([a], [b]) => a - b)) expected[slot - 1] = value;
      if (expected.join(" ") !== version.slots.join(" "))
        return wrong(`page ${page} is ${version.slots.join(" ")} at read point ${readPoint}, where the log has ${expected.join(" ")}`); // prettier-ignore
    }
  }
  return undefined;
};

/** In a cluster: the session's last read comes when all has been well for four seconds. */
const sessionIsAnswered: ClusterInvariant = (trace) => {
  const place = trace.findLastIndex(
    (event) => "client" in event && event.client === "session" && "page" in event && event.atMs >= LAST_READ_MS,
  );
  if (trace[place]?.kind === "read-answered") return undefined;
  return {
    invariant: "a reader that is well catches up, so that a session gets its answer",
    eventIndex: trace.length - 1,
    what: `a session's read at ${LAST_READ_MS / 1_000} s was not answered, four seconds after the last failure had ended`,
  };
};

describe("properties", () => {
  it("shows every page as of one point of the log, in whatever order the stream, the VDLs and the pages come", () => {
    keepsInvariants(rig, rig.unit, answer(rig), replicaScripts(), [pagesStandAtTheReadPoint], { runCount: 120 });
  });

  it("stands as far along as the reference does, and has the same pages", () => {
    agreesWithReference(rig, rig.unit, answer(rig), replicaScripts(), { runCount: 120 });
  });
});

describe("the cluster", () => {
  it("shows clients whole and durable mini-transactions only, whatever is lost, late or doubled", () => {
    keepsInvariants(
      rig,
      rig.cluster,
      answer(rig),
      replicaClusters(),
      [readsShowDurableData, readsShowWholeTransactions, connectionsNeverGoBack],
      { runCount: 8 },
    );
  });

  it("never takes a session back in time, and answers it, whoever is the writer", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), replicaClusters(), [sessionsNeverGoBack, sessionIsAnswered], {
      runCount: 8,
    });
  });

  it("runs the cluster event for event as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), replicaClusters(), { runCount: 8 });
  });
});
