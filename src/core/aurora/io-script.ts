import type { Timed } from "../kernel/index.ts";
import type { AuroraTopology, IoCounts, IoPerTransaction, IoRun, MirroredTopology } from "./io-per-transaction.ts";
import type { IoDesign, IoEvent, IoTrace } from "./io-trace.ts";

/** Counting alone, without network or time: one run of transactions. */
export interface IoScript {
  /** The designs for which it is counted. */
  readonly designs: readonly IoDesign[];
  readonly run: IoRun;
  readonly mirrored: MirroredTopology;
  readonly aurora: AuroraTopology;
}

/** Tells the run piece by piece, one simulated millisecond apart, then notes what is counted for the designs. */
export function runIoScript(
  { designs, run, mirrored, aurora }: IoScript,
  { mirroredIos, auroraIos }: IoPerTransaction,
  trace: Timed<IoEvent>[] = [],
): IoTrace {
  const record = (event: IoEvent) => trace.push({ atMs: trace.length, ...event });
  record({ kind: "comparison-began" });
  const isMirrored = designs.includes("mirrored");
  const isAurora = designs.includes("aurora");
  if (isMirrored) record({ kind: "mirrored-opened", topology: mirrored, nodes: [] });
  if (isAurora) record({ kind: "aurora-opened", topology: aurora, nodes: [] });
  for (const change of run.records) record({ kind: "change-logged", ...change });
  for (const page of run.flushedPages) record({ kind: "page-flushed", page });
  for (const sizeBytes of run.metadataBytes) record({ kind: "metadata-written", sizeBytes });
  if (isMirrored) for (const event of countEvents("mirrored", 1, mirroredIos(run, mirrored))) record(event);
  if (isAurora) for (const event of countEvents("aurora", 1, auroraIos(run, aurora))) record(event);
  return trace;
}

/** What was counted for one run, in three events: what is wrong in it can then be told in one sentence. */
export function countEvents(design: IoDesign, round: number, counts: IoCounts): readonly IoEvent[] {
  const { transactions, toStorage, databaseNode, toInstances, storage, perCopy, wireBytes } = counts;
  return [
    { kind: "node-counted", design, round, transactions, toStorage, databaseNode },
    { kind: "copies-counted", design, round, toInstances, storage, perCopy },
    { kind: "bytes-counted", design, round, wireBytes },
  ];
}
