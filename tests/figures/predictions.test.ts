/** What lessons let readers predict is graded by the figures' own runs, and could come out otherwise. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type {
  BacktrackScenario,
  BacktrackTrace,
  CloneSystemScenario,
  CloneSystemStep,
  FleetScenario,
  IoTrace,
  PageTrace,
  StorageTrace,
  VolumeScenario,
} from "../../src/core/aurora/index.ts";
import { gradePrediction, type ClaimedChoice } from "../../src/components/prediction.ts";
import { PARTS } from "../../src/course/registry.ts";
import type {
  AcuConfiguration,
  AcuScenario,
  BlueGreenScenario,
  ClusterScenario,
  ClusterTrace,
  DataApiAsked,
  DataApiScript,
  DataApiStep,
  ReaderFleetScenario,
  ReaderPoolScenario,
} from "../../src/core/cluster/index.ts";
import type {
  GlobalTableScenario,
  ItemDesignScenario,
  RestoreScenario,
  PartitionScenario,
  QueryScenario,
  ReplicationScenario,
  ThroughputScenario,
  IndexRunScenario,
  StreamScenario,
  SearchScenario,
  TransactScenario,
  TtlScenario,
} from "../../src/core/dynamodb/index.ts";
import type { AsideScenario, DaxScenario } from "../../src/core/dax/index.ts";
import type { FigureScenario, FigureTrace } from "../../src/figures/figures.ts";
import type { FigureName } from "../../src/figures/kinds.ts";
import { FIGURES, firstRun } from "../../src/figures/first-run.ts";
import { twoLayersScenario } from "../../src/figures/io-figures.ts";
import { claimsOf, judgePrediction, PREDICTIONS } from "../../src/figures/predictions.ts";

/** What a page asks its reader to predict about a figure. */
interface Asked {
  readonly figure: FigureName;
  readonly claims: readonly string[];
  readonly choiceCount: number;
  readonly hasHandMark: boolean;
  readonly isBeforeFigure: boolean;
}

function askedBy(lesson: string, language: "" | "ko/"): readonly Asked[] {
  const url = new URL(`../../content/${language}${lesson}.mdx`, import.meta.url);
  const page = readFileSync(fileURLToPath(url), "utf8");
  return [...page.matchAll(/^<Predict$.*?^\/>$/gms)].flatMap(({ 0: text, index }) => {
    const figure = /^ {2}figure="([^"]+)"$/m.exec(text)?.[1] as FigureName | undefined;
    if (figure === undefined) return [];
    const claims = [...text.matchAll(/^ {6}claim: "([^"]+)",$/gm)].map((match) => match[1] as string);
    return {
      figure,
      claims,
      choiceCount: [...text.matchAll(/^ {6}text: /gm)].length,
      hasHandMark: /\bright:/.test(text),
      isBeforeFigure: page.indexOf(`<Figure name="${figure}"`) > index,
    };
  });
}

/** The course's first page explains itself; every other lesson asks for a prediction. */
const LESSONS = PARTS.filter(({ slug }) => slug !== "start").flatMap((part) =>
  part.lessons.map(({ slug }) => `${part.slug}/${slug}`),
);

describe.each(LESSONS)("the prediction of the lesson %s", (lesson) => {
  const asked = askedBy(lesson, "");

  it("is one, stands before its figure, and leaves it to the figure which choice is right", () => {
    expect(asked).toHaveLength(1);
    const [{ isBeforeFigure, hasHandMark, choiceCount, claims }] = asked as [Asked];
    expect(isBeforeFigure).toBe(true);
    expect(hasHandMark).toBe(false);
    expect(choiceCount).toBeGreaterThan(2);
    expect(claims).toHaveLength(choiceCount);
  });

  it("makes the same claims in the same order in Korean", () => {
    expect(askedBy(lesson, "ko/")).toEqual(asked);
  });

  it("has one choice that holds", () => {
    const [{ figure, claims }] = asked as [Asked];
    expect(claims).toContain(judgePrediction(figure, claims).claim);
  });
});

it("no place among the choices is right so often that a reader could go by it", () => {
  const places = LESSONS.flatMap((lesson) =>
    askedBy(lesson, "").map(({ figure, claims }) => claims.indexOf(judgePrediction(figure, claims).claim)),
  );
  const counts = [0, 1, 2, 3].map((place) => places.filter((other) => other === place).length);
  expect(Math.max(...counts)).toBeLessThanOrEqual(Math.ceil(LESSONS.length * 0.4));
  expect(Math.min(...counts)).toBeGreaterThan(0);
});

it("lessons make every claim there is", () => {
  const made = LESSONS.flatMap((lesson) =>
    askedBy(lesson, "").flatMap(({ figure, claims }) => claims.map((claim) => `${figure}: ${claim}`)),
  );
  const known = Object.keys(PREDICTIONS).flatMap((figure) =>
    Object.keys(claimsOf(figure as FigureName)).map((claim) => `${figure}: ${claim}`),
  );
  expect(made.toSorted()).toEqual(known.toSorted());
});

/** What holds, and what the reader is sent to look at. The reasons that lessons give are about just this. */
const HOLDS: readonly (readonly [figure: FigureName, claim: string, decidedBy: object])[] = [
  ["two-layers", "mysql-10-aurora-6", { kind: "io-sent", design: "mirrored", what: "page", to: "M1" }],
  ["six-copies", "recovers-only", { kind: "read-quorum-met", answeredBy: ["A", "B", "C"] }],
  ["write-path", "fourth-acknowledgement", { kind: "commit-answered", transaction: "T3" }],
  ["read-routing", "asks-b-alone", { kind: "page-asked", segment: "B", readPoint: 102 }],
  ["gossip-repair", "peer-gives-them", { kind: "record-gossiped", segment: "E", scl: 104 }],
  ["crash-recovery", "t2-survives-alone", { kind: "recovery-decided", vdl: 103 }],
  ["quorum-sets", "refused-once-then-answered", { kind: "commit-answered", transaction: "T3" }],
  ["page-materialiser", "nothing", { kind: "view-closed", view: "Q1" }],
  ["protection-groups", "side-by-side", { kind: "segment-repaired", segment: "A11" }],
  ["copy-on-write-clone", "pages-2-and-3", { kind: "family-stands" }],
  ["backtrack", "neither-is-there", { kind: "visible-told", transactions: ["T1", "T2", "T3"] }],
  ["failover", "name-longest", { kind: "endpoint-moved", instance: "db-3" }],
  ["endpoints", "leads-nowhere", { kind: "name-resolved", client: "reports", endpoint: "analytics" }],
  ["fencing", "stops-when-fenced", { kind: "write-committed", client: "orders", transaction: "T6" }],
  ["patching", "restart-shorter", { kind: "write-failed", because: "read-only" }],
  ["replica-lag", "reads-what-was-before", { kind: "read-answered", client: "shop", instance: "db-3", readPoint: 102 }],
  ["stale-dns", "all-on-one", { kind: "connections-counted", atMs: 5_000 }],
  ["replica-auto-scaling", "adds-one", { kind: "scaling-decided", atMs: 180_000 }],
  ["serverless-v2", "seconds-later", { kind: "capacity-changed", instance: "min-0", acu: 25.5 }],
  ["blue-green", "catch-up-longest", { kind: "orders-said", atMs: 17_500 }],
  ["global-tables", "the-later-stamp", { kind: "item-read", region: "eu-west-1", item: { price: { N: "120" } } }],
  [
    "query-cache",
    "a-ttl-after-the-result",
    { kind: "query-answered", client: "anna", from: "table", atMs: 308_005.017 },
  ],
  ["cache-aside", "about-ten", { kind: "table-read", entry: "total" }],
  ["dax-cluster", "hardly-any", { kind: "load-counted", atMs: 24_000 }],
  ["item-cache", "a-ttl-after-the-entry", { kind: "read-answered", op: 55, results: [{ from: "table" }] }],
  ["backups", "later-only", { kind: "restore-refused", atMs: 750_000 }],
  ["items", "the-whole-item", { kind: "order-kept", design: "one-item", order: 100, units: 176 }],
  ["queries", "nothing-and-more", { kind: "page-answered", read: 2, page: 1, scannedCount: 50, goesOnAfter: "351" }],
  ["partitions", "alone-and-throttled", { kind: "table-looked-at", atMs: 1_200_000 }],
  ["replication-inside", "until-the-lease-is-over", { kind: "read-served", mode: "strong", by: "R2" }],
  ["secondary-indexes", "throttled-later", { kind: "write-throttled", because: "index", atMs: 47_000 }],
  ["streams", "from-the-checkpoint", { kind: "change-processed", key: "lid", worker: "W2-1", applied: false }],
  [
    "search-indexer",
    "refused-as-known",
    { kind: "bulk-answered", source: 2, response: { items: [{ status: 409 }, { status: 409 }] } },
  ],
  ["transact-write", "is-committed", { kind: "transaction-finished", atMs: 1_287.606 }],
  ["time-to-live", "only-s1", { kind: "sessions-read", atMs: 15_300_000 }],
  ["throughput", "after-minutes", { kind: "throttling-began", table: "burst", partition: "P1", atMs: 600_000 }],
  ["data-api", "undone-before", { kind: "session-closed", session: "S1", atMs: 241_000 }],
];

describe("on a figure's own run", () => {
  it.each(HOLDS)("%s: %s, and no other claim, holds", (figure, right, decidedBy) => {
    const trace = firstRun(figure);
    for (const [name, claim] of Object.entries(claimsOf(figure))) {
      const place = claim.decidedAt(trace);
      if (name === right) expect(trace[place as number], name).toMatchObject(decidedBy);
      else expect(place, name).toBeUndefined();
    }
  });

  it("is asked of every figure that has claims", () => {
    expect(HOLDS.map(([figure]) => figure).toSorted()).toEqual(Object.keys(PREDICTIONS).toSorted());
  });
});

/** The run of a figure with something changed in its scenario. */
function runWith<Scenario extends FigureScenario>(name: FigureName, change: (own: Scenario) => Partial<Scenario>) {
  const own = FIGURES[name].scenario as Scenario;
  return firstRun(name, { ...own, ...change(own) });
}
const volumeWith = (name: FigureName, change: (own: VolumeScenario) => Partial<VolumeScenario>) =>
  runWith<VolumeScenario>(name, change);
const withModel =
  (changed: VolumeScenario["model"]) =>
  ({ model }: VolumeScenario) => ({ model: { ...model, ...changed } });
const clonesWith = (change: (steps: readonly CloneSystemStep[]) => readonly CloneSystemStep[]) =>
  runWith<CloneSystemScenario>("copy-on-write-clone", ({ steps }) => ({ steps: change(steps) }));
const fleetWith = (change: (own: FleetScenario) => Partial<FleetScenario>) =>
  runWith<FleetScenario>("protection-groups", change);
const clusterWith = (change: (own: ClusterScenario) => Partial<ClusterScenario>) =>
  runWith<ClusterScenario>("failover", change);
const fencingWith = (change: (own: ClusterScenario) => Partial<ClusterScenario>) =>
  runWith<ClusterScenario>("fencing", change);
const patchingWith = (change: (own: ClusterScenario) => Partial<ClusterScenario>) =>
  runWith<ClusterScenario>("patching", change);
const lagWith = (change: (own: ClusterScenario) => Partial<ClusterScenario>) =>
  runWith<ClusterScenario>("replica-lag", change);
const sessions = ({ clients }: ClusterScenario) =>
  clients.map((client) => ({ ...client, consistency: "session" as const }));
const readersWith = (change: (own: ReaderFleetScenario) => Partial<ReaderFleetScenario>) =>
  runWith<ReaderFleetScenario>("replica-auto-scaling", change);
const firstPoolWith = (change: { readonly cacheMs: number }) =>
  runWith<ReaderPoolScenario>("stale-dns", ({ pools: [first, ...rest] }) => ({
    pools: [{ ...first!, way: { kind: "endpoint", retireMax: 2, ...change } }, ...rest],
  }));
const smallWith = (change: Partial<AcuConfiguration>) =>
  runWith<AcuScenario>("serverless-v2", ({ clusters: [small, large] }) => ({
    clusters: [{ ...small!, configuration: { ...small!.configuration, ...change } }, large!],
  }));
/** The day's orders, and the customers beside them. */
const dayWith = (sortKeys: "scattered" | "sequential", perCustomer: number) =>
  runWith<PartitionScenario>("partitions", ({ load }) => ({
    load: load.map((step) =>
      step.atMs === 0 ? { ...step, atMs: 600_000, unitsPerSecond: perCustomer } : { ...step, sortKeys },
    ),
  }));
/** The hot key's first load comes then. */
const hotFrom = (atMs: number) =>
  runWith<ThroughputScenario>("throughput", ({ load }) => ({
    load: load.map((step) => (step.atMs === 300_000 ? { ...step, atMs } : step)),
  }));
const transfersWith = (change: (scenario: TransactScenario) => Partial<TransactScenario>) =>
  runWith<TransactScenario>("transact-write", change);
const restoredWith = (change: (steps: RestoreScenario["steps"]) => RestoreScenario["steps"]) =>
  runWith<RestoreScenario>("backups", ({ steps }) => ({ steps: change(steps) }));
const groupWith = (change: (own: ReplicationScenario) => Partial<ReplicationScenario>) =>
  runWith<ReplicationScenario>("replication-inside", change);
const sessionsWith = (change: (steps: TtlScenario["steps"]) => TtlScenario["steps"]) =>
  runWith<TtlScenario>("time-to-live", ({ steps }) => ({ steps: change(steps) }));
const streamWith = (change: (own: StreamScenario) => Partial<StreamScenario>) =>
  runWith<StreamScenario>("streams", change);
const searchWith = (change: (own: SearchScenario) => Partial<SearchScenario>) =>
  runWith<SearchScenario>("search-indexer", change);
const indexWith = (change: Partial<IndexRunScenario>) => runWith<IndexRunScenario>("secondary-indexes", () => change);
const ordersOf = (textBytes: number) => runWith<ItemDesignScenario>("items", () => ({ textBytes }));
const ordersOpen = (isOpen: (number: number) => boolean, limit = 50) =>
  runWith<QueryScenario>("queries", ({ orders, steps }) => ({
    orders: orders.map((order, index) => ({ ...order, isOpen: isOpen(index + 1) })),
    steps: steps.map((step) => ({ ...step, limit })),
  }));
const switchoverWith = (change: (own: BlueGreenScenario) => Partial<BlueGreenScenario>) =>
  runWith<BlueGreenScenario>("blue-green", change);
const callsWith = (name: string, change: Partial<DataApiStep>, asked: Partial<DataApiAsked> = {}) =>
  runWith<DataApiScript>("data-api", ({ steps }) => ({
    steps: steps.map((step) =>
      step.call === name ? { ...step, ...change, asked: { ...step.asked, ...asked } } : step,
    ),
  }));
const analyticsOf = (type: "ANY" | "READER", instances: readonly string[]) =>
  runWith<ClusterScenario>("endpoints", () => ({
    customEndpoints: {
      analytics: { kind: "custom", type, list: { kind: "static", instances } },
      jobs: { kind: "custom", type: "ANY", list: { kind: "exclusion", instances: ["db-1"] } },
    },
  }));
/** Segments that the hosts of az-1 may hold, so that only h1 has room for what others lose. */
const ROOM: Readonly<Record<string, number>> = { h1: 8, h2: 4, h3: 4, h4: 4, h5: 3, h6: 3 };
const firstBacktrackTo = (timeMs: number) =>
  runWith<BacktrackScenario>("backtrack", ({ steps }) => {
    const first = steps.findIndex(({ kind }) => kind === "backtrack");
    return { steps: steps.map((step, index) => (index === first ? { ...step, timeMs } : step)) };
  });
const HOUR_MS = 3_600_000;

/** Runs that no correct mechanism gives: the figure's own, written anew by hand. */
const own = {
  storage: (name: FigureName) => firstRun(name) as StorageTrace,
  io: firstRun("two-layers") as IoTrace,
  pages: firstRun("page-materialiser") as PageTrace,
  backtrack: firstRun("backtrack") as BacktrackTrace,
  fencing: firstRun("fencing") as ClusterTrace,
};
/** Of each design's I/Os to storage, so many. */
const sending = (mysql: number, aurora: number): IoTrace => {
  const sent = { mirrored: 0, aurora: 0 };
  const most = { mirrored: mysql, aurora };
  const [example] = own.io.filter((event) => event.kind === "io-sent");
  const fewer = own.io.filter(
    (event) => event.kind !== "io-sent" || event.hop !== "to-storage" || ++sent[event.design] <= most[event.design],
  );
  const missing = Array.from({ length: Math.max(0, mysql - sent.mirrored) }, () => example!);
  return [...fewer, ...missing];
};
const swapped: Readonly<Record<string, string>> = { T2: "T3", T3: "T2" };
/** Q1 is said to end after everything else, with or without the pages that it has read. */
const q1EndsLast = (isKept: (event: PageTrace[number]) => boolean): PageTrace => [
  ...own.pages.filter((event) => event.kind !== "view-closed" && isKept(event)),
  ...own.pages.filter((event) => event.kind === "view-closed"),
];

const cacheWith = (change: (own: DaxScenario) => Partial<DaxScenario>) => runWith<DaxScenario>("item-cache", change);

const queriesWith = (change: (own: DaxScenario) => Partial<DaxScenario>) => runWith<DaxScenario>("query-cache", change);

const asideWith = (change: (own: AsideScenario) => Partial<AsideScenario>) =>
  runWith<AsideScenario>("cache-aside", change);
const daxClusterWith = (change: (own: DaxScenario) => Partial<DaxScenario>) => runWith<DaxScenario>("dax-cluster", change); // prettier-ignore

const regionsWith = (change: (own: GlobalTableScenario) => Partial<GlobalTableScenario>) =>
  runWith<GlobalTableScenario>("global-tables", change);

const OTHER_RUNS: readonly (readonly [figure: FigureName, claim: string, trace: () => FigureTrace])[] = [
  ["two-layers", "mysql-4-aurora-4", () => sending(4, 4)],
  ["two-layers", "mysql-10-aurora-1", () => sending(10, 1)],
  ["two-layers", "mysql-50-aurora-6", () => sending(50, 6)],

  ["item-cache", "at-the-next-look", () => cacheWith(() => ({ itemCache: { capacity: 4, ttlMs: 1_000 } }))],
  [
    "item-cache",
    "a-ttl-after-the-write",
    () =>
      cacheWith(({ steps }) => ({
        steps: steps.map((step) => (step.atMs === 120_000 ? { ...step, atMs: 40_500 } : step)),
      })),
  ],
  ["query-cache", "at-the-next-look", () => queriesWith(() => ({ queryCache: { capacity: 9, ttlMs: 1_000 } }))],
  [
    "query-cache",
    "a-ttl-after-the-write",
    () => queriesWith(({ steps }) => ({ steps: steps.map((step) => (step.kind === "write" ? { ...step, atMs: 4_500 } : step)) })), // prettier-ignore
  ],
  ["query-cache", "never", () => queriesWith(() => ({ untilMs: 200_000 }))],

  ["cache-aside", "once", () => asideWith(({ steps }) => ({ steps: steps.filter(({ kind }) => kind !== "code") }))],
  ["cache-aside", "all-of-them", () => asideWith(({ loads }) => ({ loads: loads.map((load) => ({ ...load, perSecond: 200 })) }))], // prettier-ignore
  ["cache-aside", "never", () => asideWith(() => ({ loads: [] }))],
  ["dax-cluster", "all-of-it", () => daxClusterWith(() => ({ itemCache: { capacity: 9, ttlMs: 1 } }))],
  ["dax-cluster", "a-third", () => daxClusterWith(() => ({ itemCache: { capacity: 9, ttlMs: 20 } }))],
  ["dax-cluster", "no-reads", () => daxClusterWith(() => ({ memberCount: 1 }))],
  ["item-cache", "never", () => cacheWith(() => ({ itemCache: { capacity: 9, ttlMs: 0 } }))],

  [
    "six-copies",
    "writes-and-recovers",
    () => volumeWith("six-copies", ({ faults }) => ({ faults: faults.slice(0, 1) })),
  ],
  [
    "six-copies",
    "neither",
    () =>
      volumeWith("six-copies", ({ faults }) => ({
        faults: [...faults, { kind: "node-down", node: "C", fromMs: 7.6 }],
      })),
  ],
  [
    "six-copies",
    "writes-only",
    () =>
      (volumeWith("six-copies", ({ faults }) => ({ faults: faults.slice(0, 1) })) as StorageTrace).filter(
        ({ kind }) => kind !== "read-quorum-met",
      ),
  ],

  [
    "write-path",
    "waits-for-the-slow",
    () =>
      volumeWith("write-path", ({ faults }) => ({
        faults: [...faults, { kind: "zone-down", zone: "az-2", fromMs: 0 }],
      })),
  ],
  [
    "write-path",
    "one-in-each-zone",
    () =>
      volumeWith("write-path", ({ faults }) => ({
        rule: { copyCount: 6, writeQuorum: 3, readQuorum: 4 },
        faults: [...faults, ...["B", "D", "F"].map((node) => ({ kind: "node-down", node, fromMs: 0 }) as const)],
      })),
  ],
  [
    "write-path",
    "slow-counts-as-failed",
    () =>
      volumeWith("write-path", ({ faults }) => ({ faults: [...faults, { kind: "node-down", node: "F", fromMs: 0 }] })),
  ],

  ["read-routing", "asks-a-alone", () => volumeWith("read-routing", () => ({ faults: [] }))],
  [
    "read-routing",
    "asks-a-and-b",
    () => volumeWith("read-routing", () => ({ faults: [{ kind: "node-slow", node: "A", addedMs: 3, fromMs: 5 }] })),
  ],
  [
    "read-routing",
    "asks-three",
    () => {
      const trace = own.storage("read-routing");
      const asks = trace.find(({ kind }) => kind === "page-asked")!;
      const asked = ["B", "C", "D"].map((segment) => ({ ...asks, segment }) as typeof asks);
      return trace.flatMap((event) => (event === asks ? asked : [event]));
    },
  ],

  ["gossip-repair", "writer-sends-again", () => volumeWith("gossip-repair", withModel({ resendMs: 3 }))],
  ["gossip-repair", "never", () => volumeWith("gossip-repair", withModel({ gossipMs: 100 }))],
  ["gossip-repair", "next-record", () => volumeWith("gossip-repair", () => ({ faults: [] }))],

  [
    "crash-recovery",
    "neither-survives",
    () =>
      volumeWith("crash-recovery", ({ faults }) => ({
        faults: faults.map((fault) => (fault.kind === "zones-parted" ? { ...fault, fromMs: 2.1 } : fault)),
      })),
  ],
  [
    "crash-recovery",
    "both-survive",
    () =>
      volumeWith("crash-recovery", ({ faults }) => ({ faults: faults.filter(({ kind }) => kind !== "zones-parted") })),
  ],
  [
    "crash-recovery",
    "t3-survives-alone",
    () =>
      own
        .storage("crash-recovery")
        .map((event) =>
          event.kind === "commit-requested"
            ? { ...event, transaction: swapped[event.transaction] ?? event.transaction }
            : event,
        ),
  ],

  [
    "quorum-sets",
    "answered-at-once",
    () => own.storage("quorum-sets").filter(({ kind }) => kind !== "request-refused"),
  ],
  ["quorum-sets", "fails", () => volumeWith("quorum-sets", () => ({ untilMs: 9 }))],
  [
    "quorum-sets",
    "waits-for-the-candidate",
    () =>
      volumeWith("quorum-sets", ({ faults }) => ({
        faults: [
          ...faults,
          { kind: "node-slow", node: "C", addedMs: 2, fromMs: 6 },
          { kind: "node-slow", node: "D", addedMs: 2, fromMs: 6 },
        ],
      })),
  ],

  ["page-materialiser", "version-104", () => q1EndsLast(({ kind }) => kind !== "page-answered")],
  [
    "page-materialiser",
    "records-from-106",
    () =>
      q1EndsLast(({ kind }) => kind !== "page-answered").map((event) =>
        event.kind === "garbage-collected" ? { ...event, versionLsns: [] } : event,
      ),
  ],
  ["page-materialiser", "what-q1-has-read", () => q1EndsLast(() => true)],

  [
    "protection-groups",
    "one-after-another",
    () =>
      fleetWith(({ hosts }) => ({
        hosts: hosts.map((host) => ({ ...host, segmentCountMax: ROOM[host.host] ?? host.segmentCountMax })),
        writes: [],
        untilMs: 60_000,
      })),
  ],
  ["protection-groups", "waits-for-the-host", () => fleetWith(() => ({ untilMs: 9_000 }))],
  [
    "protection-groups",
    "every-group-takes-part",
    () =>
      fleetWith(({ geometry }) => ({
        geometry: { ...geometry, groupCount: 1 },
        writes: [],
        faults: [{ kind: "node-down", node: "h1", fromMs: 3_000 }],
      })),
  ],

  ["copy-on-write-clone", "none", () => clonesWith((steps) => steps.filter(({ kind }) => kind === "delete"))],
  [
    "copy-on-write-clone",
    "page-3",
    () => clonesWith((steps) => [...steps, { kind: "write", atMs: 9, volume: "B", page: 2 }]),
  ],
  ["copy-on-write-clone", "all-four", () => clonesWith((steps) => steps.filter(({ kind }) => kind !== "write"))],

  ["backtrack", "t5-stays", () => firstBacktrackTo(11.75 * HOUR_MS)],
  ["backtrack", "refused", () => firstBacktrackTo(7 * HOUR_MS)],
  [
    "backtrack",
    "t6-goes-on",
    () =>
      own.backtrack.flatMap((event) =>
        event.kind === "transaction-dropped"
          ? []
          : event.kind === "transaction-committed" && event.transaction === "T7"
            ? [{ ...event, transaction: "T6" }]
            : [event],
      ),
  ],

  ["endpoints", "stays-with-db-3", () => analyticsOf("ANY", ["db-3"])],
  ["endpoints", "follows-to-db-1", () => analyticsOf("READER", ["db-3", "db-1"])],
  ["endpoints", "takes-another-reader", () => analyticsOf("READER", ["db-3", "db-2"])],

  [
    "replica-lag",
    "reads-its-write",
    () => lagWith(({ workload }) => ({ workload: workload.filter(({ kind }) => kind !== "busy") })),
  ],
  ["replica-lag", "waits-for-its-write", () => lagWith((own) => ({ clients: sessions(own) }))],
  ["replica-lag", "is-refused", () => lagWith((own) => ({ clients: sessions(own), model: { sessionWaitMs: 5 } }))],

  [
    "fencing",
    "stops-when-cut-off",
    () => fencingWith(() => ({ faults: [{ kind: "zone-down", zone: "az-1", fromMs: 4_200 }] })),
  ],
  [
    "fencing",
    "never-stops",
    () => fencingWith(({ faults }) => ({ faults: faults.map((fault) => ({ ...fault, untilMs: 6_000 })) })),
  ],
  [
    "fencing",
    "stops-when-told",
    // What storage that knows no epochs would let happen: W6 is answered like the others.
    () =>
      own.fencing.map((event) =>
        event.kind === "write-unknown" && event.transaction === "W6"
          ? { ...event, kind: "write-committed" as const, tookMs: 2 }
          : event,
      ),
  ],

  [
    "patching",
    "failover-shorter",
    () =>
      patchingWith(({ clients }) => ({
        clients: clients.map((client) => ({ ...client, dnsCacheMs: 0 })),
        model: { restartMs: 5_000, dnsChangeMs: 100 },
      })),
  ],
  [
    "patching",
    "both-alike",
    () => patchingWith(({ workload }) => ({ workload: workload.filter(({ kind }) => kind === "write") })),
  ],
  [
    "patching",
    "readers-too",
    () => patchingWith(() => ({ faults: [{ kind: "node-down", node: "db-1", fromMs: 4_000, untilMs: 6_000 }] })),
  ],

  ["failover", "detection-longest", () => clusterWith(() => ({ model: { detectMs: 18_000, dnsChangeMs: 4_000 } }))],
  [
    "failover",
    "promotion-longest",
    // A read quorum is there, and no write quorum to put the truncation on.
    () =>
      clusterWith(({ faults }) => ({
        model: { dnsChangeMs: 1_000, promoteTimeoutMs: 60_000 },
        faults: [
          ...faults,
          ...["C", "D", "E"].map((node) => ({ kind: "node-down" as const, node, fromMs: 8_000, untilMs: 30_000 })),
        ],
      })),
  ],
  [
    "failover",
    "client-longest",
    () =>
      clusterWith(({ clients }) => ({
        model: { dnsChangeMs: 4_000 },
        clients: clients.map((client) => ({ ...client, dnsCacheMs: 35_000 })),
      })),
  ],

  ["stale-dns", "a-third-each", () => firstPoolWith({ cacheMs: 1 })],
  ["stale-dns", "half-or-more", () => firstPoolWith({ cacheMs: 1_000 })],

  ["replica-auto-scaling", "adds-two", () => readersWith(({ policy }) => ({ policy: { ...policy, target: 40 } }))],
  [
    "replica-auto-scaling",
    "adds-all",
    () =>
      readersWith(({ policy }) => ({
        policy: { ...policy, target: 12.5 },
        load: [{ atMs: 0, connections: 360 }],
      })),
  ],

  ["serverless-v2", "at-the-same-time", () => smallWith({ minAcu: 8 })],
  [
    "serverless-v2",
    "minutes-later",
    () =>
      runWith<AcuScenario>("serverless-v2", ({ load }) => ({
        load: load
          .map((step) => ({ ...step, atMs: step.atMs + (step.instance === "min-0" ? 60_000 : 0) }))
          .toSorted((a, b) => a.atMs - b.atMs),
      })),
  ],
  ["serverless-v2", "never", () => smallWith({ maxAcu: 16 })],

  [
    "blue-green",
    "names-longest",
    () => switchoverWith(({ workload }) => ({ workload: workload.filter(({ kind }) => kind === "load") })),
  ],
  [
    "blue-green",
    "dns-longest",
    () => switchoverWith(() => ({ clients: [{ client: "web", everyMs: 1_000, dnsMs: 30_000 }] })),
  ],
  [
    "global-tables",
    "the-later-put",
    () => regionsWith(({ workload }) => ({ workload: workload.filter(({ kind }) => kind !== "clock") })),
  ],
  [
    "global-tables",
    "each-its-own",
    () => regionsWith(() => ({ faults: [{ kind: "zones-parted", zones: ["us-east-1", "eu-west-1"], fromMs: 2_000 }] })),
  ],
  [
    "global-tables",
    "the-second-is-refused",
    () =>
      regionsWith(({ workload }) => ({
        workload: workload.map((step) =>
          step.kind === "put" && step.region === "eu-west-1" ? { ...step, ifNotExists: true } : step,
        ),
      })),
  ],

  ["blue-green", "steps-longest", () => switchoverWith(() => ({ model: { lookMs: 3_000, renameMs: 100 } }))],

  ["backups", "at-once", () => restoredWith((steps) => steps.filter(({ atMs }) => atMs !== 750_000))],
  ["backups", "never", () => restoredWith((steps) => [{ atMs: 0, kind: "recovery", isEnabled: false }, ...steps])],

  ["secondary-indexes", "keeps-up", () => indexWith({ indexWriteUnits: 12 })],
  ["secondary-indexes", "only-late", () => indexWith({ waitingUnitsMax: 1_000 })],
  ["secondary-indexes", "throttled-at-once", () => indexWith({ waitingUnitsMax: 20 })],
  ["streams", "at-once", () => streamWith(() => ({ model: { leaseMs: 1_000, passMs: 250 } }))],
  // A second before it reads the records that it has half processed then.
  ["streams", "where-it-was", () => streamWith(({ faults }) => ({ faults: faults.map((fault) => ({ ...fault, fromMs: 20_000 })) }))], // prettier-ignore
  ["streams", "when-it-is-back", () => streamWith(() => ({ workerCount: 1 }))],
  [
    "search-indexer",
    "not-again",
    () => searchWith(({ faults: [crash] }) => ({ faults: [{ ...crash!, fromMs: 8_000, untilMs: 8_100 }] })),
  ],
  [
    "search-indexer",
    "done-then",
    () => searchWith(({ faults: [crash] }) => ({ faults: [{ ...crash!, fromMs: 6_500, untilMs: 6_600 }] })),
  ],
  [
    "search-indexer",
    "done-again",
    () =>
      searchWith(({ steps }) => ({
        steps: [{ atMs: 0, kind: "function", sendsVersions: false, givesUp: true }, ...steps],
      })),
  ],
  ["transact-write", "is-cancelled", () => transfersWith(({ workload }) => ({ workload: workload.map((step) => (step.kind === "transact" && step.atMs === 700 ? { ...step, atMs: 720, actions: step.actions.map((action) => ({ ...action, atLeast: 90 })) as typeof step.actions } : step)) }))], // prettier-ignore
  ["transact-write", "stays-held", () => transfersWith(({ faults }) => ({ faults: [...faults, { kind: "node-down", node: "C2", fromMs: 760, untilMs: 1_900 }] }))], // prettier-ignore
  ["time-to-live", "both", () => sessionsWith((steps) => steps.filter(({ kind }) => kind !== "extend"))],
  [
    "time-to-live",
    "neither",
    () =>
      sessionsWith((steps) => [
        ...steps,
        ...steps.flatMap((step) => (step.kind === "extend" ? [{ ...step, key: "s1" }] : [])),
      ]),
  ],

  ["items", "as-the-first", () => ordersOf(9)],
  ["items", "a-little-more", () => ordersOf(80)],
  ["items", "refused", () => ordersOf(5_000)],

  ["queries", "the-open-ones", () => ordersOpen((number) => number > 392)],
  ["queries", "as-many-as-limit", () => ordersOpen(() => true)],
  ["queries", "nothing-and-over", () => ordersOpen(() => false, 500)],

  ["partitions", "served-after-splits", () => dayWith("scattered", 0)],
  ["partitions", "never-split", () => dayWith("sequential", 0)],
  ["partitions", "split-again-and-again", () => dayWith("sequential", 400)],
  [
    "replication-inside",
    "all-goes-on",
    () => groupWith(() => ({ faults: [{ kind: "zone-down", zone: "az-2", fromMs: 2_000, untilMs: 6_000 }] })),
  ],
  [
    "replication-inside",
    "until-elected",
    // R2 and R3 cannot talk until all promises are over.
    () =>
      groupWith(({ faults }) => ({
        faults: [...faults, { kind: "zones-parted", zones: ["az-2", "az-3"], fromMs: 2_000, untilMs: 4_500 }],
      })),
  ],
  [
    "replication-inside",
    "nothing-goes-on",
    () => groupWith(({ operations }) => ({ operations: operations.filter(({ what }) => what !== "eventual") })),
  ],
  ["throughput", "within-a-second", () => hotFrom(0)],
  ["throughput", "within-a-minute", () => hotFrom(20_000)],
  [
    "throughput",
    "not-at-all",
    () =>
      runWith<ThroughputScenario>("throughput", ({ tables }) => ({
        tables: tables.map((table) => ({ ...table, mode: { kind: "provisioned", rate: 4_000 } })),
      })),
  ],

  ["data-api", "committed", () => callsWith("c7", { atMs: 239_000 })],
  // Three minutes after c4 has been answered, and before the tick that would notice.
  ["data-api", "undone-by-the-commit", () => callsWith("c7", { atMs: 240_500 })],
  ["data-api", "refused-and-open", () => callsWith("c4", { tookMs: 400_000 }, { continueAfterTimeout: true })],
];

describe("on another run", () => {
  it.each(OTHER_RUNS)("%s: %s can hold, and then the lesson's right choice does not", (figure, claim, run) => {
    const trace = run();
    const claims = claimsOf(figure);
    const right = HOLDS.find(([name]) => name === figure)![1];
    expect(claims[claim]!.decidedAt(trace)).toBeTypeOf("number");
    expect(claims[right]!.decidedAt(trace)).toBeUndefined();
    expect(judgePrediction(figure, [right, claim], trace).claim).toBe(claim);
  });

  it("every claim can hold", () => {
    const shown = [...HOLDS, ...OTHER_RUNS].map(([figure, claim]) => `${figure}: ${claim}`);
    const known = Object.keys(PREDICTIONS).flatMap((figure) =>
      Object.keys(claimsOf(figure as FigureName)).map((claim) => `${figure}: ${claim}`),
    );
    expect(shown.toSorted()).toEqual(known.toSorted());
  });
});

describe("an author's slip stops the build, which says where", () => {
  const choices = (...claims: readonly string[]) => claims.map((claim) => ({ text: "Text.", why: "Why.", claim }));
  const grade = (figure: string, given: readonly ClaimedChoice[]) =>
    gradePrediction("aurora-storage/crash-recovery", figure as FigureName, given, "en");
  const place = 'aurora-storage/crash-recovery: <Predict figure="crash-recovery">: ';

  it("marks the choice that holds, and says when", () => {
    expect(grade("crash-recovery", choices("both-survive", "t2-survives-alone"))).toEqual({
      choices: [
        { text: "Text.", why: "Why." },
        { text: "Text.", why: "Why.", right: true },
      ],
      eventNumber: 66,
      time: "7.91 ms",
    });
    expect(grade("backtrack", choices("refused", "neither-is-there")).time).toBe("12:08");
  });

  it("when no choice holds", () => {
    expect(() => grade("crash-recovery", choices("both-survive", "neither-survives"))).toThrow(
      `${place}none of these claims holds on the run of the figure "crash-recovery": "both-survive" (`,
    );
  });

  it("when more than one holds", () => {
    const twoCommits = volumeWith("write-path", ({ workload }) => ({ workload: workload.slice(0, 2) }));
    const names = Object.keys(claimsOf("write-path"));
    expect(() => judgePrediction("write-path", names, twoCommits)).toThrow(
      'more than one claim holds on the run of the figure "write-path": "fourth-acknowledgement" (',
    );
  });

  it("when there is no such claim, or a choice makes none, or two make the same", () => {
    const [right] = choices("t2-survives-alone");
    expect(() => grade("crash-recovery", choices("t2-survives"))).toThrow(
      `${place}the figure "crash-recovery" has no claim "t2-survives"; it has "neither-survives" (`,
    );
    expect(() => grade("crash-recovery", [right!, { text: "B.", why: "Why." } as ClaimedChoice])).toThrow(
      `${place}the choice "B." makes no claim`,
    );
    expect(() => grade("crash-recovery", [right!, right!])).toThrow('two choices make the claim "t2-survives-alone"');
  });

  it("when a choice is marked by hand", () => {
    const marked = { ...choices("t2-survives-alone")[0]!, right: true };
    expect(() => grade("crash-recovery", [marked])).toThrow(`${place}the run says which choice is right`);
  });

  it("when the figure has no claims, or is none", () => {
    expect(() => grade("roll-call", choices("all-heard"))).toThrow('the figure "roll-call" has no claims');
    expect(() => grade("six-coppies", choices("neither"))).toThrow("no such figure; there are six-copies, ");
  });
});

it("a run that the lesson did not mean has no right choice: one page changed in place of four", () => {
  const trace = firstRun("two-layers", twoLayersScenario({ pages: 1, transactions: 1 }));
  expect(() => judgePrediction("two-layers", Object.keys(claimsOf("two-layers")), trace)).toThrow(
    /^none of these claims holds/,
  );
});
