/**
 * A figure's run, at once: for the build, which draws the first frame, and for tests. Islands do not import this; they
 * are given the run and load the simulator when a reader changes it.
 */
import { runBacktrackCluster, type BacktrackScenario } from "../core/aurora/backtrack-system.ts";
import { runCloneSystem, type CloneSystemScenario } from "../core/aurora/clone-system.ts";
import { runIoDesigns, type IoScenario } from "../core/aurora/io-designs.ts";
import { runPageNode, type PageNodeScenario } from "../core/aurora/page-node.ts";
import { runFleet, type FleetScenario } from "../core/aurora/storage-fleet.ts";
import { runVolume, type VolumeScenario } from "../core/aurora/volume.ts";
import { runAcu, type AcuScenario } from "../core/cluster/acu-run.ts";
import { runBlueGreen, type BlueGreenScenario } from "../core/cluster/blue-green-run.ts";
import { runCluster, type ClusterScenario } from "../core/cluster/cluster.ts";
import { runDataApiScript, type DataApiScript } from "../core/cluster/data-api-script.ts";
import { createDataApiSession } from "../core/cluster/data-api-session.ts";
import { runReaderFleet, type ReaderFleetScenario } from "../core/cluster/reader-fleet.ts";
import { runReaderPools, type ReaderPoolScenario } from "../core/cluster/reader-pool.ts";
import { runGlobalTable } from "../core/dynamodb/global-table-run.ts";
import type { GlobalTableScenario } from "../core/dynamodb/global-table-scenario.ts";
import { runIndex, type IndexRunScenario } from "../core/dynamodb/index-run.ts";
import { runItemDesigns, type ItemDesignScenario } from "../core/dynamodb/item-designs.ts";
import { runQueries, type QueryScenario } from "../core/dynamodb/query-run.ts";
import { runPartitions, type PartitionScenario } from "../core/dynamodb/partition-run.ts";
import { runReplication, type ReplicationScenario } from "../core/dynamodb/replication-run.ts";
import { runRestore, type RestoreScenario } from "../core/dynamodb/restore-run.ts";
import { runThroughput, type ThroughputScenario } from "../core/dynamodb/throughput-run.ts";
import { runStream, type StreamScenario } from "../core/dynamodb/stream-run.ts";
import { runSearch, type SearchScenario } from "../core/dynamodb/search-run.ts";
import { runTransactions, type TransactScenario } from "../core/dynamodb/transact-run.ts";
import { runTtl, type TtlScenario } from "../core/dynamodb/ttl-run.ts";
import { runAside, type AsideScenario } from "../core/dax/aside-run.ts";
import { runDax } from "../core/dax/dax-run.ts";
import type { DaxScenario } from "../core/dax/dax-scenario.ts";
import { runRollCall, type RollCallScenario } from "../core/start/roll-call.ts";
import { BACKTRACK_FIGURES } from "./backtrack-figures.ts";
import { SCALING_FIGURES } from "./scaling-figures.ts";
import { READER_POOL_FIGURES } from "./reader-pool-figures.ts";
import { BLUE_GREEN_FIGURES } from "./blue-green-figures.ts";
import { ITEM_DESIGN_FIGURES } from "./item-design-figures.ts";
import { PARTITION_FIGURES } from "./partition-figures.ts";
import { REPLICATION_FIGURES } from "./replication-figures.ts";
import { QUERY_FIGURES } from "./query-figures.ts";
import { RESTORE_FIGURES } from "./restore-figures.ts";
import { ORDER_INDEX_FIGURES } from "./order-index-figures.ts";
import { STREAM_FIGURES } from "./stream-figures.ts";
import { TRANSACT_FIGURES } from "./transact-figures.ts";
import { TTL_FIGURES } from "./ttl-figures.ts";
import { SEARCH_FIGURES } from "./search-figures.ts";
import { THROUGHPUT_FIGURES } from "./throughput-figures.ts";
import { GLOBAL_TABLE_FIGURES } from "./global-table-figures.ts";
import { ASIDE_FIGURES } from "./aside-figures.ts";
import { asideStory } from "./aside-story.ts";
import { DAX_CLUSTER_FIGURES } from "./dax-cluster-figures.ts";
import { daxClusterStory } from "./dax-cluster-story.ts";
import { DAX_FIGURES } from "./dax-figures.ts";
import { CLUSTER_FIGURES } from "./cluster-figures.ts";
import { clusterStory } from "./cluster-shapes.ts";
import { CLONE_FIGURES } from "./clone-figures.ts";
import { DATA_API_FIGURES } from "./data-api-figures.ts";
import type { Figure, FigureScenario, FigureTrace } from "./figures.ts";
import { FLEET_FIGURES } from "./fleet-figures.ts";
import { IO_FIGURES } from "./io-figures.ts";
import { KIND_OF, type FigureKind, type FigureName, type FiguresOf } from "./kinds.ts";
import { PAGE_FIGURES } from "./page-figures.ts";
import { ROLL_CALL_FIGURES } from "./roll-call-figures.ts";
import { STORAGE_FIGURES } from "./storage-figures.ts";
import { STORAGE_SCENARIOS } from "./storage-scenarios.ts";

/** Every figure by its name. */
export const FIGURES: Readonly<Record<FigureName, Figure>> = {
  "six-copies": storageFigure("six-copies"),
  "write-path": storageFigure("write-path"),
  "read-routing": storageFigure("read-routing"),
  "gossip-repair": storageFigure("gossip-repair"),
  "crash-recovery": storageFigure("crash-recovery"),
  "quorum-sets": storageFigure("quorum-sets"),
  ...ROLL_CALL_FIGURES,
  ...PAGE_FIGURES,
  ...IO_FIGURES,
  ...FLEET_FIGURES,
  ...CLONE_FIGURES,
  ...BACKTRACK_FIGURES,
  ...CLUSTER_FIGURES,
  ...SCALING_FIGURES,
  ...READER_POOL_FIGURES,
  ...BLUE_GREEN_FIGURES,
  ...RESTORE_FIGURES,
  ...ITEM_DESIGN_FIGURES,
  ...QUERY_FIGURES,
  ...PARTITION_FIGURES,
  ...REPLICATION_FIGURES,
  ...ORDER_INDEX_FIGURES,
  ...TRANSACT_FIGURES,
  ...TTL_FIGURES,
  ...SEARCH_FIGURES,
  ...STREAM_FIGURES,
  ...THROUGHPUT_FIGURES,
  ...GLOBAL_TABLE_FIGURES,
  ...DAX_FIGURES,
  ...DAX_CLUSTER_FIGURES,
  ...ASIDE_FIGURES,
  ...DATA_API_FIGURES,
};

function storageFigure(name: FiguresOf<"storage">): Figure {
  return { ...STORAGE_FIGURES[name], scenario: STORAGE_SCENARIOS[name] };
}

/** A kind's scenario, run on the reference implementations. */
const RUNS: Readonly<Record<FigureKind, (scenario: never) => FigureTrace>> = {
  storage: (scenario: VolumeScenario) => runVolume(scenario),
  "roll-call": (scenario: RollCallScenario) => runRollCall(scenario),
  page: (scenario: PageNodeScenario) => runPageNode(scenario),
  io: (scenario: IoScenario) => runIoDesigns(scenario),
  fleet: (scenario: FleetScenario) => runFleet(scenario),
  clone: (scenario: CloneSystemScenario) => runCloneSystem(scenario),
  backtrack: (scenario: BacktrackScenario) => runBacktrackCluster(scenario),
  cluster: (scenario: ClusterScenario) => clusterStory(runCluster(scenario)),
  scaling: (scenario: ReaderFleetScenario | AcuScenario) =>
    "policy" in scenario ? runReaderFleet(scenario) : runAcu(scenario),
  "reader-pool": (scenario: ReaderPoolScenario) => runReaderPools(scenario),
  "blue-green": (scenario: BlueGreenScenario) => runBlueGreen(scenario),
  restore: (scenario: RestoreScenario) => runRestore(scenario),
  "item-design": (scenario: ItemDesignScenario) => runItemDesigns(scenario),
  query: (scenario: QueryScenario) => runQueries(scenario),
  partition: (scenario: PartitionScenario) => runPartitions(scenario),
  replication: (scenario: ReplicationScenario) => runReplication(scenario),
  "order-index": (scenario: IndexRunScenario) => runIndex(scenario),
  transact: (scenario: TransactScenario) => runTransactions(scenario),
  ttl: (scenario: TtlScenario) => runTtl(scenario),
  search: (scenario: SearchScenario) => runSearch(scenario),
  stream: (scenario: StreamScenario) => runStream(scenario),
  throughput: (scenario: ThroughputScenario) => runThroughput(scenario),
  "global-table": (scenario: GlobalTableScenario) => runGlobalTable(scenario),
  dax: (scenario: DaxScenario) => runDax(scenario),
  "dax-cluster": (scenario: DaxScenario) => daxClusterStory(runDax(scenario)),
  aside: (scenario: AsideScenario) => asideStory(runAside(scenario)),
  "data-api": (scenario: DataApiScript) => runDataApiScript(scenario, createDataApiSession),
};

/** Runs the figure's own scenario, or the given one, on the reference implementations. */
export function firstRun(name: FigureName, scenario: FigureScenario = FIGURES[name].scenario): FigureTrace {
  return RUNS[KIND_OF[name]](scenario as never);
}
