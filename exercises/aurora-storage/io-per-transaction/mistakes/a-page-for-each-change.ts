// The idea: every change dirties a page, and every dirty page is written.
import type { AuroraTopology, IoCounts, IoRun, LoggedChange, MirroredTopology } from "four-of-six/aurora";

const bytesOf = (records: readonly LoggedChange[]) => records.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
const commitsIn = (records: readonly LoggedChange[]) => records.filter(({ isCommit }) => isCommit).length;

export function mirroredIos(run: IoRun, topology: MirroredTopology): IoCounts {
  const { pageBytes, commitsPerSync, binlogBytes, volumes, copiesPerVolume } = topology;
  let redo = 0;
  let binlog = 0;
  let commits = 0;
  let waiting = 0;
  for (const { isCommit } of run.records) {
    waiting++;
    if (isCommit) commits++;
    if (!isCommit || commits < commitsPerSync) continue;
    redo++;
    if (topology.binlog) binlog++;
    commits = waiting = 0;
  }
  if (waiting > 0) redo++;
  if (commits > 0 && topology.binlog) binlog++;

  const page = run.records.filter(({ isCommit }) => !isCommit).length;
  const doubleWrite = topology.doubleWrite ? Math.ceil(page / topology.doubleWritePages) : 0;
  const metadata = run.metadataBytes.length;
  const databaseNode = redo + binlog + page + doubleWrite + metadata;

  const transactions = commitsIn(run.records);
  const bytes =
    bytesOf(run.records) +
    (topology.binlog ? transactions * binlogBytes : 0) +
    page * pageBytes * (topology.doubleWrite ? 2 : 1) +
    run.metadataBytes.reduce((sum, size) => sum + size, 0);
  const hops = volumes * copiesPerVolume + volumes - 1;

  return {
    transactions,
    toStorage: { redo, binlog, page, doubleWrite, metadata },
    databaseNode,
    toInstances: databaseNode * (volumes - 1),
    storage: databaseNode * volumes * copiesPerVolume,
    perCopy: databaseNode,
    wireBytes: bytes * hops,
  };
}

export function auroraIos({ records }: IoRun, { batchBytes, copies, replicas }: AuroraTopology): IoCounts {
  const groups = new Set(records.map(({ group }) => group));
  let batches = 0;
  for (const group of groups)
    batches += batchCount(
      records.filter((record) => record.group === group),
      batchBytes,
    );
  return {
    transactions: commitsIn(records),
    toStorage: { redo: batches * copies, binlog: 0, page: 0, doubleWrite: 0, metadata: 0 },
    databaseNode: batches * copies,
    toInstances: batchCount(records, batchBytes) * replicas,
    storage: batches * copies,
    perCopy: batches,
    wireBytes: bytesOf(records) * (copies + replicas),
  };
}

function batchCount(records: readonly LoggedChange[], batchBytes: number): number {
  let count = 0;
  let room = -1;
  for (const { sizeBytes } of records) {
    if (sizeBytes > room) {
      count++;
      room = batchBytes;
    }
    room -= sizeBytes;
  }
  return count;
}
