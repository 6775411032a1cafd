import type { AuroraTopology, IoCounts, IoRun, MirroredTopology } from "four-of-six/aurora";

/**
 * The I/Os of a run of transactions on a mirrored MySQL. Hover over a name to read what it means; the task says how
 * syncs, pages and hops are counted.
 */
export function mirroredIos(run: IoRun, topology: MirroredTopology): IoCounts {
  // Which writes does the engine issue? Each of them then takes the same way.
  return {
    transactions: 0,
    toStorage: { redo: 0, binlog: 0, page: 0, doubleWrite: 0, metadata: 0 },
    databaseNode: 0,
    toInstances: 0,
    storage: 0,
    perCopy: 0,
    wireBytes: 0,
  };
}

/** The I/Os of the same run on an Aurora cluster. */
export function auroraIos(run: IoRun, topology: AuroraTopology): IoCounts {
  // Which batches do the records of each group fill?
  return {
    transactions: 0,
    toStorage: { redo: 0, binlog: 0, page: 0, doubleWrite: 0, metadata: 0 },
    databaseNode: 0,
    toInstances: 0,
    storage: 0,
    perCopy: 0,
    wireBytes: 0,
  };
}
