/**
 * Replica caches at random: on paper, and in clusters that run. Scripts shrink towards a short log and few steps, clusters
 * towards few moves and no faults.
 */
import * as fc from "fast-check";
import type { ClusterScenario, ClusterStep, ReplicaScript, ReplicaStep, ReplicaTransaction } from "four-of-six/cluster";
import type { Fault, Millis } from "four-of-six/kernel";

const PAGES = 3;
const page = fc.integer({ min: 1, max: PAGES });
const transaction: fc.Arbitrary<ReplicaTransaction> = fc
  .record({
    changes: fc.array(fc.record({ page, slot: fc.integer({ min: 1, max: 4 }) }), { minLength: 1, maxLength: 3 }),
    skips: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(1, 40) }),
  })
  .map(({ changes, skips }) => (skips === 0 ? { changes } : { changes, skips }));

/** Scripts with up to 12 mini-transactions of three pages, and up to 48 steps. */
export function replicaScripts(): fc.Arbitrary<ReplicaScript> {
  const number = fc.nat({ max: 12 });
  const mostly = fc.constantFrom(true, true, true, false);
  const step: fc.Arbitrary<ReplicaStep> = fc.oneof(
    { weight: 5, arbitrary: number.map((it): ReplicaStep => ({ tell: "stream", transaction: it })) },
    { weight: 4, arbitrary: number.map((it): ReplicaStep => ({ tell: "vdl", transaction: it })) },
    { weight: 3, arbitrary: page.map((it): ReplicaStep => ({ tell: "ask", page: it })) },
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 6 }).map((request): ReplicaStep => ({ tell: "load", request })) },
  );
  return fc
    .record({
      startLsn: fc.constantFrom(100, 0, 731),
      log: fc.array(transaction, { maxLength: 12, size: "max" }),
      steps: fc.array(step, { maxLength: 24, size: "max" }),
      // A stream that comes in order, with other things in between: else little is ever applied.
      gaps: fc.array(fc.tuple(fc.nat({ max: 4 }), mostly, mostly), { maxLength: 12, size: "max" }),
    })
    .map(({ startLsn, log, steps, gaps }) => {
      const all: ReplicaStep[] = [];
      let place = 0;
      gaps.forEach(([gap, comes, isTold], index) => {
        all.push(...steps.slice(place, place + gap));
        place += gap;
        if (comes) all.push({ tell: "stream", transaction: index + 1 });
        if (isTold) all.push({ tell: "vdl", transaction: index + 1 });
      });
      return { startLsn, log, steps: [...all, ...steps.slice(place)] };
    });
}

const QUIET_MS: Millis = 5_000;
/** What the session reads when everything has been well for a while. */
export const LAST_READ_MS: Millis = 9_000;
const SEGMENTS = ["A", "B", "C", "D", "E", "F"] as const;

/** Somebody writes and reads it back at once, and others read meanwhile. */
interface Round {
  readonly atMs: Millis;
  readonly writer: string;
  readonly pages: readonly number[];
  readonly reads: readonly { readonly client: string; readonly page: number; readonly afterMs: Millis }[];
  /** Whoever begins the round with a new connection, perhaps to another reader. */
  readonly connectsAnew: readonly string[];
  readonly busy: { readonly reader: number; readonly applyMs: Millis } | undefined;
}

/**
 * A writer and two or three readers. A session writes through the cluster endpoint and reads through that of the readers; so
 * does a client that asks for nothing, and a third only reads. Messages are lost, late or doubled in the first five seconds,
 * readers have other work, and the writer may be replaced; then all is well.
 */
export function replicaClusters(): fc.Arbitrary<ClusterScenario> {
  const micros = fc.nat({ max: 9_000 }).map((it) => it / 1_000);
  const round: fc.Arbitrary<Round> = fc.record({
    atMs: fc.tuple(fc.integer({ min: 4, max: 95 }), micros).map(([at, after]) => at * 50 + after),
    writer: fc.constantFrom("session", "shop"),
    pages: fc.array(page, { minLength: 1, maxLength: 3 }),
    reads: fc.array(fc.record({ client: fc.constantFrom("web", "session", "shop"), page, afterMs: micros }), {
      maxLength: 4,
    }),
    connectsAnew: fc.subarray(["session", "shop", "web"]),
    busy: fc.option(fc.record({ reader: fc.nat({ max: 2 }), applyMs: fc.constantFrom(0, 3, 40, 300) }), {
      nil: undefined,
      freq: 3,
    }),
  });
  const span = fc
    .record({ fromMs: fc.nat({ max: 3_000 }), lastsMs: fc.integer({ min: 600, max: 1_900 }) })
    .map(({ fromMs, lastsMs }) => ({ fromMs, untilMs: fromMs + lastsMs }));
  const fault: fc.Arbitrary<Fault> = fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom(0.1, 0.3), span)
        .map(([probability, when]): Fault => ({ kind: "messages-lost", probability, ...when })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(0.3, 0.7), span)
        .map(([probability, when]): Fault => ({ kind: "messages-doubled", probability, ...when })),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom("db-1", "db-2", "db-3", ...SEGMENTS), fc.constantFrom(4, 30), span)
        .map(([node, addedMs, when]): Fault => ({ kind: "node-slow", node, addedMs, ...when })),
    },
  );
  return fc
    .record({
      seed: fc.nat({ max: 9_999 }),
      readerCount: fc.constantFrom(2, 3),
      pagesRead: fc.subarray([1, 2, 3]),
      rounds: fc.array(round, { minLength: 1, maxLength: 12, size: "max" }),
      faults: fc.array(fault, { maxLength: 3 }),
      failoverAtMs: fc.option(fc.integer({ min: 1_000, max: 4_000 }), { nil: undefined }),
    })
    .map(({ seed, readerCount, pagesRead, rounds, faults, failoverAtMs }): ClusterScenario => {
      const names = Array.from({ length: readerCount + 1 }, (_, index) => `db-${index + 1}`);
      // Readers have some pages before anything happens: what comes of the stream has something to change.
      const first = names.flatMap((_, index) => [
        ...pagesRead.map((it): ClusterStep => ({ kind: "read", atMs: 20 + 40 * index, client: "web", page: it })),
        { kind: "disconnect", atMs: 57 + 40 * index, client: "web" } as const,
      ]);
      const quiet: readonly ClusterStep[] = [
        ...names.map((instance): ClusterStep => ({ kind: "busy", atMs: QUIET_MS, instance, applyMs: 0 })),
        { kind: "disconnect", atMs: LAST_READ_MS - 100, client: "session" },
        { kind: "write", atMs: LAST_READ_MS - 50, client: "session", pages: [1, 2], transaction: "T-last" },
        { kind: "read", atMs: LAST_READ_MS, client: "session", page: 1 },
      ];
      return {
        seed,
        instances: names.map((instance, index) => ({ instance, zone: `az-${(index % 3) + 1}` })),
        clients: [
          { client: "session", zone: "az-1", endpoint: "cluster", readEndpoint: "reader", consistency: "session" },
          { client: "shop", zone: "az-2", endpoint: "cluster", readEndpoint: "reader" },
          { client: "web", zone: "az-3", endpoint: "reader" },
        ].map((it) => ({ ...it, dnsCacheMs: 0, timeoutMs: 600 }) as ClusterScenario["clients"][number]),
        workload: [
          ...first,
          ...rounds.flatMap((it, index) => stepsOf(it, index, names.slice(1))),
          ...(failoverAtMs === undefined ? [] : [{ kind: "failover", atMs: failoverAtMs } as const]),
          ...quiet,
        ],
        faults,
        untilMs: LAST_READ_MS + 1_000,
        followsReaders: true,
        model: {
          heartbeatMs: 200,
          detectMs: 700,
          promoteTimeoutMs: 900,
          dnsChangeMs: 300,
          restartMs: 300,
          sessionWaitMs: 150,
        },
      };
    });
}

function stepsOf(round: Round, index: number, readers: readonly string[]): readonly ClusterStep[] {
  const { atMs, writer, pages, reads, connectsAnew, busy } = round;
  const instance = readers[(busy?.reader ?? 0) % readers.length] as string;
  return [
    ...(busy === undefined ? [] : [{ kind: "busy", atMs, instance, applyMs: busy.applyMs } as const]),
    ...connectsAnew.map((client): ClusterStep => ({ kind: "disconnect", atMs, client })),
    { kind: "write", atMs, client: writer, pages, transaction: `T${index + 1}` },
    { kind: "read", atMs, client: writer, page: pages[0] as number },
    ...reads.map(({ client, page: read, afterMs }): ClusterStep => ({
      kind: "read",
      atMs: atMs + afterMs,
      client,
      page: read,
    })),
  ];
}
