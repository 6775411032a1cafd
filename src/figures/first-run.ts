/**
 * A figure's run, at once: for the build, which draws the first frame, and for tests. Islands do not import this; they
 * are given the run and load the simulator when a reader changes it.
 */
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
import { DAX_CLUSTER_FIGURES } from "./dax-cluster-figures.ts";
import { DAX_FIGURES } from "./dax-figures.ts";
import { CLUSTER_FIGURES } from "./cluster-figures.ts";
import { CLONE_FIGURES } from "./clone-figures.ts";
import { DATA_API_FIGURES } from "./data-api-figures.ts";
import type { Figure, FigureScenario, FigureTrace } from "./figures.ts";
import { FLEET_FIGURES } from "./fleet-figures.ts";
import { IO_FIGURES } from "./io-figures.ts";
import { KIND_OF, type FigureName, type FiguresOf } from "./kinds.ts";
import { PAGE_FIGURES } from "./page-figures.ts";
import { ROLL_CALL_FIGURES } from "./roll-call-figures.ts";
import { runOf } from "./runs.ts";
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

/** Runs the figure's own scenario, or the given one, on the reference implementations. */
export function firstRun(name: FigureName, scenario: FigureScenario = FIGURES[name].scenario): FigureTrace {
  return runOf(KIND_OF[name], scenario);
}
