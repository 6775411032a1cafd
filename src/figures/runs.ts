/** The runs of all kinds of figures, with the simulator on board and nothing that draws: for the build, for tests and for workers. */
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
import type { FigureEvent, FigureScenario, FigureTrace } from "./figures.ts";
import type { FigureKind } from "./kinds.ts";
import { storyOf } from "./stories.ts";

/** A kind's scenario, run on the reference implementations; events are added to `into` as they happen. */
const RUNS: Readonly<Record<FigureKind, (scenario: never, into?: never[]) => FigureTrace>> = {
  storage: (scenario: VolumeScenario, into) => runVolume(scenario, undefined, into),
  "roll-call": (scenario: RollCallScenario, into) => runRollCall(scenario, undefined, into),
  page: (scenario: PageNodeScenario, into) => runPageNode(scenario, undefined, into),
  io: (scenario: IoScenario, into) => runIoDesigns(scenario, undefined, into),
  fleet: (scenario: FleetScenario, into) => runFleet(scenario, undefined, into),
  clone: (scenario: CloneSystemScenario, into) => runCloneSystem(scenario, undefined, into),
  backtrack: (scenario: BacktrackScenario, into) => runBacktrackCluster(scenario, undefined, into),
  cluster: (scenario: ClusterScenario, into) => runCluster(scenario, undefined, into),
  scaling: (scenario: ReaderFleetScenario | AcuScenario, into) =>
    "policy" in scenario ? runReaderFleet(scenario, undefined, into) : runAcu(scenario, undefined, into),
  "reader-pool": (scenario: ReaderPoolScenario, into) => runReaderPools(scenario, undefined, into),
  "blue-green": (scenario: BlueGreenScenario, into) => runBlueGreen(scenario, undefined, into),
  restore: (scenario: RestoreScenario, into) => runRestore(scenario, into),
  "item-design": (scenario: ItemDesignScenario, into) => runItemDesigns(scenario, undefined, into),
  query: (scenario: QueryScenario, into) => runQueries(scenario, undefined, into),
  partition: (scenario: PartitionScenario, into) => runPartitions(scenario, undefined, into),
  replication: (scenario: ReplicationScenario, into) => runReplication(scenario, undefined, into),
  "order-index": (scenario: IndexRunScenario, into) => runIndex(scenario, undefined, into),
  transact: (scenario: TransactScenario, into) => runTransactions(scenario, undefined, into),
  ttl: (scenario: TtlScenario, into) => runTtl(scenario, undefined, into),
  search: (scenario: SearchScenario, into) => runSearch(scenario, undefined, into),
  stream: (scenario: StreamScenario, into) => runStream(scenario, undefined, into),
  throughput: (scenario: ThroughputScenario, into) => runThroughput(scenario, undefined, into),
  "global-table": (scenario: GlobalTableScenario, into) => runGlobalTable(scenario, undefined, into),
  dax: (scenario: DaxScenario, into) => runDax(scenario, undefined, into),
  "dax-cluster": (scenario: DaxScenario, into) => runDax(scenario, undefined, into),
  aside: (scenario: AsideScenario, into) => runAside(scenario, undefined, into),
  "data-api": (scenario: DataApiScript, into) => runDataApiScript(scenario, createDataApiSession, into),
};

/** Runs a kind's scenario and gives what its figures draw of it. */
export function runOf(kind: FigureKind, scenario: FigureScenario, into?: FigureEvent[]): FigureTrace {
  return storyOf(kind, RUNS[kind](scenario as never, into as never));
}
