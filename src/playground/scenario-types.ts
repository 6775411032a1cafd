/** The types of the figures' scenarios in the core: what the editor knows of a scenario, and what it is held against. */
import type { FigureKind, FigureName } from "../figures/kinds.ts";
import { KIND_OF } from "../figures/kinds.ts";

/** The part of the core, and the name that it exports. */
export interface ScenarioType {
  readonly area: "aurora" | "cluster" | "dynamodb" | "dax" | "start";
  readonly name: string;
}

const aurora = (name: string): ScenarioType => ({ area: "aurora", name });
const cluster = (name: string): ScenarioType => ({ area: "cluster", name });
const dynamodb = (name: string): ScenarioType => ({ area: "dynamodb", name });
const dax = (name: string): ScenarioType => ({ area: "dax", name });

const TYPES: Readonly<Record<Exclude<FigureKind, "scaling">, ScenarioType>> = {
  storage: aurora("VolumeScenario"),
  "roll-call": { area: "start", name: "RollCallScenario" },
  page: aurora("PageNodeScenario"),
  io: aurora("IoScenario"),
  fleet: aurora("FleetScenario"),
  clone: aurora("CloneSystemScenario"),
  backtrack: aurora("BacktrackScenario"),
  cluster: cluster("ClusterScenario"),
  "reader-pool": cluster("ReaderPoolScenario"),
  "blue-green": cluster("BlueGreenScenario"),
  restore: dynamodb("RestoreScenario"),
  "item-design": dynamodb("ItemDesignScenario"),
  query: dynamodb("QueryScenario"),
  partition: dynamodb("PartitionScenario"),
  replication: dynamodb("ReplicationScenario"),
  "order-index": dynamodb("IndexRunScenario"),
  transact: dynamodb("TransactScenario"),
  ttl: dynamodb("TtlScenario"),
  search: dynamodb("SearchScenario"),
  stream: dynamodb("StreamScenario"),
  throughput: dynamodb("ThroughputScenario"),
  "global-table": dynamodb("GlobalTableScenario"),
  dax: dax("DaxScenario"),
  "dax-cluster": dax("DaxScenario"),
  aside: dax("AsideScenario"),
  "data-api": cluster("DataApiScript"),
};

/** What a figure's scenario is to the core. */
export function scenarioTypeOf(figure: FigureName): ScenarioType {
  const kind = KIND_OF[figure];
  // One kind of chart, two scalers.
  if (kind === "scaling") return cluster(figure === "serverless-v2" ? "AcuScenario" : "ReaderFleetScenario");
  return TYPES[kind];
}
