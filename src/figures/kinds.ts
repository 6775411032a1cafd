/**
 * Which kind of run each figure shows. A new figure is entered here, and a new kind of run too: the compiler then asks for
 * its figures and its scene below, for its run in `runs.ts`, and for the island that a page mounts in `Figure.astro`.
 */
import type { Component } from "svelte";
import type { Figure, FigureBehaviour, FigureScenario, SceneProps } from "./figures.ts";

export const KIND_OF = {
  "six-copies": "storage",
  "write-path": "storage",
  "read-routing": "storage",
  "gossip-repair": "storage",
  "crash-recovery": "storage",
  "quorum-sets": "storage",
  "roll-call": "roll-call",
  "page-materialiser": "page",
  "two-layers": "io",
  "protection-groups": "fleet",
  "copy-on-write-clone": "clone",
  backtrack: "backtrack",
  failover: "cluster",
  endpoints: "cluster",
  fencing: "cluster",
  patching: "cluster",
  "replica-lag": "cluster",
  "stale-dns": "reader-pool",
  "replica-auto-scaling": "scaling",
  "serverless-v2": "scaling",
  "data-api": "data-api",
  "blue-green": "blue-green",
  "global-tables": "global-table",
  "item-cache": "dax",
  "query-cache": "dax",
  "dax-cluster": "dax-cluster",
  "cache-aside": "aside",
  backups: "restore",
  items: "item-design",
  queries: "query",
  partitions: "partition",
  throughput: "throughput",
  "replication-inside": "replication",
  "secondary-indexes": "order-index",
  "time-to-live": "ttl",
  "transact-write": "transact",
  "search-indexer": "search",
  "search-rebuild": "search",
  streams: "stream",
  "stream-retention": "stream",
} as const;

/** The figures of the course; the names are those of the mechanisms. */
export type FigureName = keyof typeof KIND_OF;
export type FigureKind = (typeof KIND_OF)[FigureName];
/** The figures of one kind. */
export type FiguresOf<Kind extends FigureKind> = {
  [Name in FigureName]: (typeof KIND_OF)[Name] extends Kind ? Name : never;
}[FigureName];

export function isOfKind<Kind extends FigureKind>(name: FigureName, kind: Kind): name is FiguresOf<Kind> {
  return KIND_OF[name] === kind;
}

interface Kind<Name extends FigureName> {
  figures(): Promise<Readonly<Record<Name, FigureBehaviour>>>;
  scene(): Promise<Component<SceneProps>>;
}

const chartScene = async () => (await import("./ChartScene.svelte")).default;

/** Fetched when it is asked for: a page carries the kinds that it shows. */
const KINDS: { readonly [K in FigureKind]: Kind<FiguresOf<K>> } = {
  storage: {
    figures: async () => (await import("./storage-figures.ts")).STORAGE_FIGURES,
    scene: async () => (await import("./StorageScene.svelte")).default,
  },
  "roll-call": {
    figures: async () => (await import("./roll-call-figures.ts")).ROLL_CALL_FIGURES,
    scene: async () => (await import("./RollCallScene.svelte")).default,
  },
  page: {
    figures: async () => (await import("./page-figures.ts")).PAGE_FIGURES,
    scene: async () => (await import("./PageScene.svelte")).default,
  },
  io: {
    figures: async () => (await import("./io-figures.ts")).IO_FIGURES,
    scene: async () => (await import("./IoScene.svelte")).default,
  },
  fleet: {
    figures: async () => (await import("./fleet-figures.ts")).FLEET_FIGURES,
    scene: async () => (await import("./FleetScene.svelte")).default,
  },
  clone: {
    figures: async () => (await import("./clone-figures.ts")).CLONE_FIGURES,
    scene: async () => (await import("./CloneScene.svelte")).default,
  },
  backtrack: {
    figures: async () => (await import("./backtrack-figures.ts")).BACKTRACK_FIGURES,
    scene: async () => (await import("./BacktrackScene.svelte")).default,
  },
  cluster: {
    figures: async () => (await import("./cluster-figures.ts")).CLUSTER_FIGURES,
    scene: async () => (await import("./ClusterScene.svelte")).default,
  },
  scaling: {
    figures: async () => (await import("./scaling-figures.ts")).SCALING_FIGURES,
    scene: chartScene,
  },
  "reader-pool": {
    figures: async () => (await import("./reader-pool-figures.ts")).READER_POOL_FIGURES,
    scene: chartScene,
  },
  "blue-green": {
    figures: async () => (await import("./blue-green-figures.ts")).BLUE_GREEN_FIGURES,
    scene: chartScene,
  },
  restore: {
    figures: async () => (await import("./restore-figures.ts")).RESTORE_FIGURES,
    scene: chartScene,
  },
  "item-design": {
    figures: async () => (await import("./item-design-figures.ts")).ITEM_DESIGN_FIGURES,
    scene: chartScene,
  },
  query: {
    figures: async () => (await import("./query-figures.ts")).QUERY_FIGURES,
    scene: chartScene,
  },
  partition: {
    figures: async () => (await import("./partition-figures.ts")).PARTITION_FIGURES,
    scene: chartScene,
  },
  throughput: {
    figures: async () => (await import("./throughput-figures.ts")).THROUGHPUT_FIGURES,
    scene: chartScene,
  },
  replication: {
    figures: async () => (await import("./replication-figures.ts")).REPLICATION_FIGURES,
    scene: chartScene,
  },
  "order-index": {
    figures: async () => (await import("./order-index-figures.ts")).ORDER_INDEX_FIGURES,
    scene: chartScene,
  },
  transact: {
    figures: async () => (await import("./transact-figures.ts")).TRANSACT_FIGURES,
    scene: chartScene,
  },
  ttl: {
    figures: async () => (await import("./ttl-figures.ts")).TTL_FIGURES,
    scene: chartScene,
  },
  stream: {
    figures: async () => (await import("./stream-figures.ts")).STREAM_FIGURES,
    scene: chartScene,
  },
  search: {
    figures: async () => (await import("./search-figures.ts")).SEARCH_FIGURES,
    scene: chartScene,
  },
  "global-table": {
    figures: async () => (await import("./global-table-figures.ts")).GLOBAL_TABLE_FIGURES,
    scene: chartScene,
  },
  dax: {
    figures: async () => (await import("./dax-figures.ts")).DAX_FIGURES,
    scene: chartScene,
  },
  "dax-cluster": {
    figures: async () => (await import("./dax-cluster-figures.ts")).DAX_CLUSTER_FIGURES,
    scene: chartScene,
  },
  aside: {
    figures: async () => (await import("./aside-figures.ts")).ASIDE_FIGURES,
    scene: chartScene,
  },
  "data-api": {
    figures: async () => (await import("./data-api-figures.ts")).DATA_API_FIGURES,
    scene: async () => (await import("./DataApiScene.svelte")).default,
  },
};

/** How a figure behaves, fetched. */
export async function figureBehaviour(name: FigureName): Promise<FigureBehaviour> {
  const figures = (await KINDS[KIND_OF[name]].figures()) as Readonly<Partial<Record<FigureName, FigureBehaviour>>>;
  return figures[name] as FigureBehaviour;
}

/** The run of a figure in its lesson, as a scenario, fetched. */
export async function figureScenario(name: FigureName): Promise<FigureScenario> {
  if (isOfKind(name, "storage")) return (await import("./storage-scenarios.ts")).STORAGE_SCENARIOS[name];
  return ((await figureBehaviour(name)) as Figure).scenario;
}

/** What draws a figure, fetched. */
export function figureScene(name: FigureName): Promise<Component<SceneProps>> {
  return KINDS[KIND_OF[name]].scene();
}
