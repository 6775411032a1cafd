import type {
  AuroraTopology,
  IoCounts,
  IoRun,
  LoggedChange,
  MirroredTopology,
  ProtectionGroupId,
} from "four-of-six/aurora";

const sum = (numbers: readonly number[]) => numbers.reduce((total, next) => total + next, 0);
const sizes = (records: readonly LoggedChange[]) => records.map(({ sizeBytes }) => sizeBytes);

/**
 * Two questions, one after the other: which writes does the engine issue, and which way does each of them take? The first
 * gives the sizes of the writes by kind, the second multiplies them.
 */
export function mirroredIos(run: IoRun, topology: MirroredTopology): IoCounts {
  const writes = {
    ...logWrites(run.records, topology),
    page: run.flushedPages.map(() => topology.pageBytes),
    doubleWrite: doubleWrites(run.flushedPages.length, topology),
    metadata: run.metadataBytes,
  };
  const all = [writes.redo, writes.binlog, writes.page, writes.doubleWrite, writes.metadata].flat();

  // Every copy of every volume takes the write. The second volume is reached by way of the standby, which is a hop more.
  const copies = topology.volumes * topology.copiesPerVolume;
  const standbys = topology.volumes - 1;
  return {
    transactions: run.records.filter(({ isCommit }) => isCommit).length,
    toStorage: {
      redo: writes.redo.length,
      binlog: writes.binlog.length,
      page: writes.page.length,
      doubleWrite: writes.doubleWrite.length,
      metadata: writes.metadata.length,
    },
    databaseNode: all.length,
    toInstances: all.length * standbys,
    storage: all.length * copies,
    perCopy: all.length,
    wireBytes: sum(all) * (copies + standbys),
  };
}

/** Cuts the log where it is synced: after every so many commits, and at the end of the run. */
function logWrites(records: readonly LoggedChange[], { commitsPerSync, binlog, binlogBytes }: MirroredTopology) {
  const redo: number[] = [];
  const binlogs: number[] = [];
  let bytes = 0;
  let commits = 0;
  records.forEach(({ sizeBytes, isCommit }, index) => {
    bytes += sizeBytes;
    if (isCommit) commits++;
    const isLast = index === records.length - 1;
    if (!isLast && !(isCommit && commits === commitsPerSync)) return;
    redo.push(bytes);
    // The binary log knows transactions only: without a commit there is nothing to write.
    if (binlog && commits > 0) binlogs.push(commits * binlogBytes);
    bytes = 0;
    commits = 0;
  });
  return { redo, binlog: binlogs };
}

/** Full chunks of pages, and one with the rest. */
function doubleWrites(pages: number, { doubleWrite, doubleWritePages, pageBytes }: MirroredTopology): number[] {
  const chunks: number[] = [];
  for (let rest = doubleWrite ? pages : 0; rest > 0; rest -= doubleWritePages)
    chunks.push(Math.min(rest, doubleWritePages) * pageBytes);
  return chunks;
}

/** The only writes are batches of redo: each group fills its own, and the stream to the replicas fills one more. */
export function auroraIos({ records }: IoRun, { batchBytes, copies, replicas }: AuroraTopology): IoCounts {
  const byGroup = new Map<ProtectionGroupId, LoggedChange[]>();
  for (const record of records) byGroup.set(record.group, [...(byGroup.get(record.group) ?? []), record]);
  const batches = sum([...byGroup.values()].map((own) => batchCount(own, batchBytes)));

  return {
    transactions: records.filter(({ isCommit }) => isCommit).length,
    toStorage: { redo: batches * copies, binlog: 0, page: 0, doubleWrite: 0, metadata: 0 },
    databaseNode: batches * copies,
    toInstances: batchCount(records, batchBytes) * replicas,
    storage: batches * copies,
    perCopy: batches,
    // Each record travels to every copy of its group and to every replica, in whatever company.
    wireBytes: sum(sizes(records)) * (copies + replicas),
  };
}

/** Only the last batch is open. A record that does not fit into it opens the next, however large it is itself. */
function batchCount(records: readonly LoggedChange[], batchBytes: number): number {
  let count = 0;
  let filled = 0;
  for (const size of sizes(records)) {
    if (count === 0 || filled + size > batchBytes) {
      count++;
      filled = 0;
    }
    filled += size;
  }
  return count;
}
