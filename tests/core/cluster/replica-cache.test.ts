import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LogRecord, PageVersion } from "../../../src/core/aurora/index.ts";
import {
  createReplicaCache,
  runReplicaScript,
  type ClusterEvent,
  type ClusterTrace,
  type ReplicaScript,
  type ReplicaStep,
} from "../../../src/core/cluster/index.ts";
import { SEED } from "../seed.ts";

/** A log in mini-transactions: the pages of each, in order; LSNs count up from 101. */
function logOf(transactions: readonly (readonly number[])[]): readonly (readonly LogRecord[])[] {
  let lsn = 100;
  return transactions.map((pages) =>
    pages.map((page, index): LogRecord => {
      lsn++;
      return {
        lsn,
        group: 1,
        isCpl: index === pages.length - 1,
        page,
        change: { slot: (lsn % 4) + 1, value: lsn },
        previousInVolume: lsn - 1,
        previousInGroup: lsn - 1,
        previousOfPage: 100,
      };
    }),
  );
}

/** The page as of an LSN, by the log alone. */
function pageAt(log: readonly (readonly LogRecord[])[], page: number, asOf: number): PageVersion {
  const slots = [0, 0, 0, 0];
  let last = 100;
  for (const { lsn, page: changed, change } of log.flat()) {
    if (changed !== page || lsn > asOf) continue;
    slots[change.slot - 1] = change.value;
    last = lsn;
  }
  return { lsn: last, slots };
}

describe("a replica cache", () => {
  const log = logOf([[1, 2], [1], [2, 2]]);
  const [first, second, third] = log as [readonly LogRecord[], readonly LogRecord[], readonly LogRecord[]];

  it("begins at the VDL that it is opened with, and has no page", () => {
    const cache = createReplicaCache({ startLsn: 100 });
    expect(cache.readPoint()).toBe(100);
    expect(cache.page(1)).toBeUndefined();
  });

  it("waits for what is durable, and moves by whole mini-transactions", () => {
    const cache = createReplicaCache({ startLsn: 100 });
    cache.received(first);
    cache.received(second);
    expect(cache.readPoint()).toBe(100);
    cache.durable(102);
    expect(cache.readPoint()).toBe(102);
    cache.durable(103);
    expect(cache.readPoint()).toBe(103);
  });

  it("stands before a mini-transaction that it lacks, whatever the VDL, and goes on once that has come", () => {
    const cache = createReplicaCache({ startLsn: 100 });
    cache.received(second);
    cache.received(third);
    cache.durable(105);
    expect(cache.readPoint()).toBe(100);
    cache.received(first);
    expect(cache.readPoint()).toBe(105);
  });

  it("changes the pages that it has, and takes up no others", () => {
    const cache = createReplicaCache({ startLsn: 100 });
    cache.loaded(1, pageAt(log, 1, 100), 100);
    cache.durable(105);
    for (const records of log) cache.received(records);
    expect(cache.page(1)).toEqual(pageAt(log, 1, 105));
    expect(cache.page(2)).toBeUndefined();
  });

  it("brings a page that was on its way up to where the reader stands by now", () => {
    const cache = createReplicaCache({ startLsn: 100 });
    cache.durable(105);
    for (const records of log) cache.received(records);
    cache.loaded(2, pageAt(log, 2, 102), 102);
    expect(cache.page(2)).toEqual(pageAt(log, 2, 105));
  });

  it("minds neither repeats nor a VDL that is told late", () => {
    const cache = createReplicaCache({ startLsn: 100 });
    cache.durable(103);
    cache.received(first);
    cache.received(first);
    cache.durable(101);
    cache.received(second);
    expect(cache.readPoint()).toBe(103);
    cache.received(first);
    expect(cache.readPoint()).toBe(103);
  });

  it("shows the same as the log, in whatever order messages come and pages are loaded", () => {
    const step = fc.oneof(
      fc.record({ receive: fc.nat({ max: 7 }) }),
      fc.record({ told: fc.nat({ max: 8 }) }),
      fc.record({ load: fc.integer({ min: 1, max: 3 }) }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.array(step, { maxLength: 40 }),
        (transactions, steps) => {
          const whole = logOf(transactions);
          const cpls = [100, ...whole.map((records) => records.at(-1)?.lsn ?? 0)];
          const cache = createReplicaCache({ startLsn: 100 });
          const received = new Set<number>();
          let vdl = 100;
          for (const what of steps) {
            const before = cache.readPoint();
            if ("receive" in what) {
              const records = whole[what.receive % whole.length] as readonly LogRecord[];
              received.add(what.receive % whole.length);
              cache.received(records);
            } else if ("told" in what) {
              vdl = Math.max(vdl, cpls[what.told % cpls.length] as number);
              cache.durable(cpls[what.told % cpls.length] as number);
            } else cache.loaded(what.load, pageAt(whole, what.load, before), before);
            // As far as everything before it has come and is durable: no further, and no less far.
            const missing = whole.findIndex((_, index) => !received.has(index));
            const reach = missing === -1 ? (cpls.at(-1) as number) : (cpls[missing] as number);
            expect(cache.readPoint()).toBe(Math.max(...cpls.filter((cpl) => cpl <= Math.min(reach, vdl))));
            for (const page of [1, 2, 3]) {
              const shown = cache.page(page);
              if (shown !== undefined) expect(shown).toEqual(pageAt(whole, page, cache.readPoint()));
            }
          }
        },
      ),
      { seed: SEED, numRuns: 500 },
    );
  });
});

describe("the script of a replica cache", () => {
  const steps: readonly ReplicaStep[] = [
    { tell: "ask", page: 1 },
    { tell: "stream", transaction: 2 },
    { tell: "stream", transaction: 1 },
    { tell: "vdl", transaction: 2 },
    { tell: "load", request: 1 },
    { tell: "load", request: 1 },
    { tell: "vdl", transaction: 0 },
  ];
  const script: ReplicaScript = {
    startLsn: 100,
    log: [
      {
        changes: [
          { page: 1, slot: 1 },
          { page: 2, slot: 4 },
        ],
      },
      { changes: [{ page: 1, slot: 2 }], skips: 7 },
    ],
    steps,
  };
  const run = (change: Partial<ReplicaScript> = {}) => runReplicaScript({ ...script, ...change }, createReplicaCache);
  const kindsOf = (trace: ClusterTrace) => trace.map(({ kind }) => kind).filter((kind) => kind !== "replica-stood");
  const standings = (trace: ClusterTrace) => trace.flatMap((event) => (event.kind === "replica-stood" ? [event] : []));
  const find = <K extends ClusterEvent["kind"]>(trace: ClusterTrace, kind: K) =>
    trace.find((event): event is Extract<ClusterTrace[number], { kind: K }> => event.kind === kind);

  it("looks at the reader at first and after each step", () => {
    expect(standings(run()).map(({ readPoint }) => readPoint)).toEqual([100, 100, 100, 100, 110, 110, 110, 110]);
    expect(run().at(-1)).toEqual({
      atMs: 7,
      kind: "replica-stood",
      instance: "db-2",
      readPoint: 110,
      pages: [{ page: 1, version: { lsn: 110, slots: [101, 110, 0, 0] } }],
    });
  });

  it("writes a log whose back-links are unbroken, whatever numbers are skipped", () => {
    const told = run().flatMap((event) => (event.kind === "stream-received" ? [event] : []));
    expect(told.map(({ previousLsn, records }) => [previousLsn, records.map(({ lsn }) => lsn)])).toEqual([
      [102, [110]],
      [100, [101, 102]],
    ]);
  });

  it("loads a page as of the read point at which it was asked for", () => {
    expect(find(run(), "page-loaded")).toMatchObject({
      page: 1,
      asOf: 100,
      version: { lsn: 100, slots: [0, 0, 0, 0] },
    });
  });

  it("makes sense whatever is left out", () => {
    for (const left of steps.keys()) {
      const trace = run({ steps: steps.filter((_, index) => index !== left) });
      // What nobody has asked for does not come.
      const isMissing = left === 0;
      expect(kindsOf(trace)).toHaveLength(1 + (steps.length - 1) - (isMissing ? 2 : 0));
    }
    expect(kindsOf(run({ log: script.log.slice(0, 1) }))).toHaveLength(1 + steps.length - 2);
    expect(kindsOf(run({ log: [], steps: [] }))).toEqual(["cluster-opened"]);
  });
});
