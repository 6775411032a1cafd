/**
 * Network I/Os per transaction: what a database node has to send so that a commit survives, in two designs.
 *
 * A mirrored MySQL writes the same change in several forms: redo log, binary log, the page itself, a second copy of
 * the page against torn writes, now and then metadata. Each of these writes goes to an EBS volume, which mirrors it, and
 * to a standby, which does the same. Aurora sends redo records and nothing else: they gather into batches, one batch for
 * each protection group, and each batch goes to the six segments of the group.
 *
 *   one transaction, three changes of 300 bytes and a commit of 60 in one group, three pages written back:
 *
 *   mirrored   redo 1 + binlog 1 + page 3 + double-write 3 = 8 at the database node, 32 at the four copies
 *   Aurora     one batch of 960 bytes to six segments      = 6 at the database node,  6 at the six copies
 *   eight such transactions at once, two commits to a log sync:
 *   mirrored   redo 4 + binlog 4 + page 24 + double-write 24 = 56, so 7 per transaction
 *   Aurora     7,680 bytes still fit into one batch          =  6, so 0.75 per transaction
 *
 * Six copies alone would cost more, not less. What pays for them is that no page leaves the node and that many
 * transactions share a batch. Aurora 2017 §3.1, §3.2, table 1.
 *
 * Simplified: a log sync is one I/O, whatever it carries; an acknowledgement is none, and weighs nothing; what the
 * engine reads is left out.
 */
import { frozen } from "../kernel/frozen.ts";
import { ScenarioError } from "../kernel/index.ts";
import { AURORA_LIMITS } from "./limits.ts";
import type { Lsn, ProtectionGroupId, TransactionId } from "./vocabulary.ts";

/** One redo record as the database node has it in memory, before anything is sent. */
export interface LoggedChange {
  readonly lsn: Lsn;
  readonly transaction: TransactionId;
  /** The number of the page that it changes. */
  readonly page: number;
  /** The protection group that keeps this page. Of no concern to a mirrored MySQL. */
  readonly group: ProtectionGroupId;
  /** Whole bytes, at least 1. */
  readonly sizeBytes: number;
  /** Whether this is its transaction's commit record; a transaction has at most one. */
  readonly isCommit: boolean;
}

/** What a database node has to get rid of at one time: a short run of transactions, nothing of it sent yet. */
export interface IoRun {
  /** In the order of their LSNs, transactions mixed; perhaps none. */
  readonly records: readonly LoggedChange[];
  /** The pages that a mirrored MySQL writes back in this run, in order; a page stands here once for each time. */
  readonly flushedPages: readonly number[];
  /** The sizes in bytes of the metadata files that a mirrored MySQL writes in this run. */
  readonly metadataBytes: readonly number[];
}

/** An active MySQL on a network volume, mirrored to a standby in another zone. Aurora 2017 §3.1, figure 2. */
export interface MirroredTopology {
  /** Size of a data page. */
  readonly pageBytes: number;
  /** Whether each page is written a second time first, so that a torn write can be mended. */
  readonly doubleWrite: boolean;
  /** Pages that one double-write I/O carries at most. From 1 on. */
  readonly doubleWritePages: number;
  /** Whether there is a binary log. */
  readonly binlog: boolean;
  /** What one committed transaction takes in the binary log. */
  readonly binlogBytes: number;
  /** Commits that share one log sync (group commit). From 1 on. */
  readonly commitsPerSync: number;
  /** 1: the active instance's volume alone; 2: the standby's as well. */
  readonly volumes: 1 | 2;
  /** Copies that each volume keeps of itself inside its zone: 2 for EBS and its mirror. From 1 on. */
  readonly copiesPerVolume: number;
}

/** A writer, its protection groups and its replicas. Aurora 2017 §3.2, figure 3. */
export interface AuroraTopology {
  /** A batch takes another record only while it stays within this size. */
  readonly batchBytes: number;
  /** V: segments in each protection group. */
  readonly copies: number;
  /** Replicas that receive the redo stream. From 0 on. */
  readonly replicas: number;
}

/** What a write to storage carries. */
export type WriteKind = "redo" | "binlog" | "page" | "doubleWrite" | "metadata";

/** All of them, in the order in which they are printed. */
export const WRITE_KINDS: readonly WriteKind[] = frozen(["redo", "binlog", "page", "doubleWrite", "metadata"]);

/** The I/Os of one run in one design. Whole numbers. */
export interface IoCounts {
  /** Commit records in the run. Divide by this to get figures per transaction. */
  readonly transactions: number;
  /** I/Os from the database node to its storage, by kind. */
  readonly toStorage: Readonly<Record<WriteKind, number>>;
  /** Their sum: the count of table 1. It has Aurora's six copies in it, and of MySQL neither mirrors nor standby. */
  readonly databaseNode: number;
  /** I/Os from the database node to other instances: writes staged to a standby, the redo stream to replicas. */
  readonly toInstances: number;
  /** I/Os that storage takes, on all copies together. */
  readonly storage: number;
  /** I/Os that one copy of the data takes: what table 1's text calls "each storage node". */
  readonly perCopy: number;
  /** Bytes of everything that is sent, on every hop: between instances, to storage, and inside storage. */
  readonly wireBytes: number;
}

/** The seam: what the exercise `io-per-transaction` asks for. */
export interface IoPerTransaction {
  /** The I/Os of the run if a mirrored MySQL performs it. */
  mirroredIos(run: IoRun, topology: MirroredTopology): IoCounts;
  /** The I/Os of the run if an Aurora writer performs it. */
  auroraIos(run: IoRun, topology: AuroraTopology): IoCounts;
}

/** A write that a mirrored MySQL issues: first to its own volume, then to the standby's. */
export interface MirroredWrite {
  readonly kind: WriteKind;
  readonly sizeBytes: number;
  /** Transactions whose commit is on disk once this write and those before it are. */
  readonly commits: readonly TransactionId[];
}

/** Records that travel together. */
export interface RedoBatch {
  readonly records: readonly LoggedChange[];
  readonly sizeBytes: number;
}

/** The reference implementation. Arguments must have passed the checks below. */
export const ioPerTransaction: IoPerTransaction = frozen({
  mirroredIos(run, topology) {
    const { volumes, copiesPerVolume } = topology;
    const log = logWritesOf(run, topology);
    const { doubleWrites, pages, metadata } = dataWritesOf(run, topology);
    const writes = [...log, ...doubleWrites, ...pages, ...metadata];
    const count = (kind: WriteKind) => writes.filter((write) => write.kind === kind).length;
    // A write reaches every copy of every volume; to each volume but the first it travels by way of another instance.
    const copies = volumes * copiesPerVolume;
    const hops = copies + volumes - 1;
    return {
      transactions: commitsIn(run.records).length,
      toStorage: {
        redo: count("redo"),
        binlog: count("binlog"),
        page: count("page"),
        doubleWrite: count("doubleWrite"),
        metadata: count("metadata"),
      },
      databaseNode: writes.length,
      toInstances: writes.length * (volumes - 1),
      storage: writes.length * copies,
      perCopy: writes.length,
      wireBytes: bytesOf(writes) * hops,
    };
  },

  auroraIos({ records }, { batchBytes, copies, replicas }) {
    const batchCount = batchesByGroup(records, batchBytes).reduce((sum, { batches }) => sum + batches.length, 0);
    const redo = batchCount * copies;
    return {
      transactions: commitsIn(records).length,
      toStorage: { redo, binlog: 0, page: 0, doubleWrite: 0, metadata: 0 },
      databaseNode: redo,
      toInstances: batchesOf(records, batchBytes).length * replicas,
      storage: redo,
      perCopy: batchCount,
      wireBytes: bytesOf(records) * (copies + replicas),
    };
  },
});

/** The log writes of a run in the order in which they are issued: redo and binary log, sync by sync. */
export function logWritesOf(
  { records }: IoRun,
  { binlog, binlogBytes, commitsPerSync }: Pick<MirroredTopology, "binlog" | "binlogBytes" | "commitsPerSync">,
): readonly MirroredWrite[] {
  const writes: MirroredWrite[] = [];
  let gathered: LoggedChange[] = [];
  const sync = () => {
    if (gathered.length === 0) return;
    const commits = commitsIn(gathered);
    // The binary log has whole transactions: what has not committed is not in it yet.
    const hasBinlog = binlog && commits.length > 0;
    writes.push({ kind: "redo", sizeBytes: bytesOf(gathered), commits: hasBinlog ? [] : commits });
    if (hasBinlog) writes.push({ kind: "binlog", sizeBytes: commits.length * binlogBytes, commits });
    gathered = [];
  };
  let commitCount = 0;
  for (const record of records) {
    gathered.push(record);
    if (record.isCommit && ++commitCount % commitsPerSync === 0) sync();
  }
  sync();
  return writes;
}

/** Everything else that a mirrored MySQL writes in a run. */
export function dataWritesOf(
  { flushedPages, metadataBytes }: IoRun,
  { pageBytes, doubleWrite, doubleWritePages }: MirroredTopology,
): Readonly<Record<"doubleWrites" | "pages" | "metadata", readonly MirroredWrite[]>> {
  const write = (kind: WriteKind, sizeBytes: number): MirroredWrite => ({ kind, sizeBytes, commits: [] });
  const doubleWrites: MirroredWrite[] = [];
  if (doubleWrite) {
    for (let rest = flushedPages.length; rest > 0; rest -= doubleWritePages)
      doubleWrites.push(write("doubleWrite", Math.min(rest, doubleWritePages) * pageBytes));
  }
  return {
    doubleWrites,
    pages: flushedPages.map(() => write("page", pageBytes)),
    metadata: metadataBytes.map((sizeBytes) => write("metadata", sizeBytes)),
  };
}

/** The batches of each group, groups in the order of their first record. */
export function batchesByGroup(
  records: readonly LoggedChange[],
  batchBytes: number,
): readonly { readonly group: ProtectionGroupId; readonly batches: readonly RedoBatch[] }[] {
  const groups = [...new Set(records.map(({ group }) => group))];
  return groups.map((group) => ({
    group,
    batches: batchesOf(
      records.filter((record) => record.group === group),
      batchBytes,
    ),
  }));
}

/**
 * Fills batches in the order of the records. A record is never split: the one that would make the batch larger than
 * `batchBytes` opens the next, and one that is larger by itself travels alone.
 */
export function batchesOf(records: readonly LoggedChange[], batchBytes: number): readonly RedoBatch[] {
  const batches: { records: LoggedChange[]; sizeBytes: number }[] = [];
  for (const record of records) {
    const open = batches.at(-1);
    if (open === undefined || open.sizeBytes + record.sizeBytes > batchBytes) {
      batches.push({ records: [record], sizeBytes: record.sizeBytes });
      continue;
    }
    open.records.push(record);
    open.sizeBytes += record.sizeBytes;
  }
  return batches;
}

function commitsIn(records: readonly LoggedChange[]): readonly TransactionId[] {
  return records.flatMap(({ isCommit, transaction }) => (isCommit ? [transaction] : []));
}

function bytesOf(sized: readonly { readonly sizeBytes: number }[]): number {
  return sized.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

/** What no source fixes. Sizes are round figures of the model. */
export const MIRRORED_MODEL: MirroredTopology = frozen({
  pageBytes: 16_384,
  doubleWrite: true,
  doubleWritePages: 1,
  binlog: true,
  binlogBytes: 400,
  commitsPerSync: 4,
  volumes: 2,
  copiesPerVolume: 2,
});

/** The copies are Aurora's; the size of a batch and the number of replicas are the model's. */
export const AURORA_MODEL: AuroraTopology = frozen({
  batchBytes: 16_384,
  copies: AURORA_LIMITS.copies.value,
  replicas: 2,
});

/** Throws `ScenarioError` unless the run can be one. */
export function checkIoRun({ records, flushedPages, metadataBytes }: IoRun, field: string): void {
  const committed = new Set<TransactionId>();
  let last: Lsn = -Infinity;
  records.forEach(({ lsn, transaction, page, group, sizeBytes, isCommit }, index) => {
    const at = `${field}.records[${index}]`;
    if (!(Number.isSafeInteger(lsn) && lsn > last)) throw new ScenarioError(`${at}.lsn`, "an LSN above the last", lsn);
    last = lsn;
    checkWhole(page, 0, `${at}.page`);
    checkWhole(group, 1, `${at}.group`);
    checkWhole(sizeBytes, 1, `${at}.sizeBytes`);
    if (committed.has(transaction)) {
      throw new ScenarioError(`${at}.transaction`, "a transaction that has not committed yet", transaction);
    }
    if (isCommit) committed.add(transaction);
  });
  flushedPages.forEach((page, index) => checkWhole(page, 0, `${field}.flushedPages[${index}]`));
  metadataBytes.forEach((size, index) => checkWhole(size, 1, `${field}.metadataBytes[${index}]`));
}

/** Throws `ScenarioError` unless a mirrored MySQL can be built so. */
export function checkMirroredTopology(topology: MirroredTopology, field: string): void {
  for (const name of ["pageBytes", "doubleWritePages", "binlogBytes", "commitsPerSync", "copiesPerVolume"] as const)
    checkWhole(topology[name], 1, `${field}.${name}`);
  if (topology.volumes !== 1 && topology.volumes !== 2)
    throw new ScenarioError(`${field}.volumes`, "1 or 2", topology.volumes);
}

/** Throws `ScenarioError` unless an Aurora cluster can be built so. */
export function checkAuroraTopology({ batchBytes, copies, replicas }: AuroraTopology, field: string): void {
  checkWhole(batchBytes, 1, `${field}.batchBytes`);
  checkWhole(copies, 1, `${field}.copies`);
  checkWhole(replicas, 0, `${field}.replicas`);
}

function checkWhole(value: number, min: number, field: string): void {
  if (!Number.isSafeInteger(value) || value < min)
    throw new ScenarioError(field, `a whole number from ${min} on`, value);
}
