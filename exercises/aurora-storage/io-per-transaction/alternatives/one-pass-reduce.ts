// No loop and no assignment: states are folded over the records, and an array of cuts says where I/Os end.
import type { AuroraTopology, IoCounts, IoRun, LoggedChange, MirroredTopology } from "four-of-six/aurora";

interface Syncs {
  readonly redo: number;
  readonly binlog: number;
  readonly open: number;
  readonly commits: number;
}

const total = <Item>(items: readonly Item[], weight: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + weight(item), 0);

const isTransactionEnd = ({ isCommit }: LoggedChange) => isCommit;

const closed = ({ redo, binlog, open, commits }: Syncs): Syncs => ({
  redo: redo + (open > 0 ? 1 : 0),
  binlog: binlog + (commits > 0 ? 1 : 0),
  open: 0,
  commits: 0,
});

export const mirroredIos = (
  { records, flushedPages, metadataBytes }: IoRun,
  { pageBytes, doubleWrite, doubleWritePages, binlog, binlogBytes, commitsPerSync, ...shape }: MirroredTopology,
): IoCounts => {
  const syncs = closed(
    records.reduce<Syncs>(
      (state, { isCommit }) => {
        const next = { ...state, open: state.open + 1, commits: state.commits + (isCommit ? 1 : 0) };
        return next.commits === commitsPerSync ? closed(next) : next;
      },
      { redo: 0, binlog: 0, open: 0, commits: 0 },
    ),
  );
  const transactions = records.filter(isTransactionEnd).length;
  const toStorage = {
    redo: syncs.redo,
    binlog: binlog ? syncs.binlog : 0,
    page: flushedPages.length,
    doubleWrite: doubleWrite ? Math.floor((flushedPages.length + doubleWritePages - 1) / doubleWritePages) : 0,
    metadata: metadataBytes.length,
  };
  const written =
    total(records, ({ sizeBytes }) => sizeBytes) +
    (binlog ? transactions : 0) * binlogBytes +
    (doubleWrite ? 2 : 1) * flushedPages.length * pageBytes +
    total(metadataBytes, (size) => size);
  const databaseNode = total(Object.values(toStorage), (count) => count);
  const copies = shape.volumes * shape.copiesPerVolume;
  return {
    transactions,
    toStorage,
    databaseNode,
    toInstances: shape.volumes === 2 ? databaseNode : 0,
    storage: copies * databaseNode,
    perCopy: databaseNode,
    wireBytes: shape.volumes === 2 ? written * (copies + 1) : written * copies,
  };
};

/** Sizes of the batches, newest first. */
const batches = (records: readonly LoggedChange[], limit: number): readonly number[] =>
  records.reduce<readonly number[]>(
    ([open, ...done], { sizeBytes }) =>
      open === undefined
        ? [sizeBytes]
        : open + sizeBytes <= limit
          ? [open + sizeBytes, ...done]
          : [sizeBytes, open, ...done],
    [],
  );

export const auroraIos = ({ records }: IoRun, { batchBytes, copies, replicas }: AuroraTopology): IoCounts => {
  const perGroup = Object.values(Object.groupBy(records, ({ group }) => String(group))) as LoggedChange[][];
  const perCopy = total(perGroup, (own) => batches(own, batchBytes).length);
  const redo = perCopy * copies;
  return {
    transactions: records.filter(isTransactionEnd).length,
    toStorage: { redo, binlog: 0, page: 0, doubleWrite: 0, metadata: 0 },
    databaseNode: redo,
    toInstances: replicas * batches(records, batchBytes).length,
    storage: redo,
    perCopy,
    wireBytes: (copies + replicas) * total(records, ({ sizeBytes }) => sizeBytes),
  };
};
