/**
 * Write-only transactions in the manner of SysBench's write-only workload, as plain data for both designs.
 *
 * Each transaction updates a row through an index, updates another row, deletes a row and inserts one. In the model that
 * is six changes on six random pages (a row's page or an index's) and a commit record. No source says how many pages a
 * transaction of the paper's test changed, nor how often each was written back: both are parameters.
 */
import { frozen } from "../kernel/frozen.ts";
import type { Random } from "../kernel/index.ts";
import type { IoRun, LoggedChange } from "./io-per-transaction.ts";
import type { Lsn } from "./vocabulary.ts";

/** What a write-only workload is made of. */
export interface WriteOnlyOptions {
  /** Transactions that are in memory at the same time. */
  readonly transactionCount: number;
  /** Protection groups over which the pages are spread evenly. */
  readonly groupCount: number;
  /** Pages in each group. */
  readonly pagesPerGroup: number;
  /** Pages that a transaction changes, once each. */
  readonly changesPerTransaction: number;
  /** Redo bytes of a change: from the first to the second, evenly. */
  readonly changeBytes: readonly [min: number, max: number];
  readonly commitBytes: number;
  /** Changes that share one write of their page: 1 if each page is written back for each change. */
  readonly changesPerFlush: number;
}

/** Figures of the model. 100 GB are ten groups of 10 GB, each with 655,360 pages of 16 KB. */
export const WRITE_ONLY_MODEL: WriteOnlyOptions = frozen({
  transactionCount: 64,
  groupCount: 10,
  pagesPerGroup: 655_360,
  changesPerTransaction: 6,
  changeBytes: [120, 280],
  commitBytes: 60,
  changesPerFlush: 2,
});

/**
 * The next run of transactions. Their records are mixed as those of concurrent transactions are: one change of each in
 * turn, then the commits. LSNs begin at `firstLsn` and go up by one, transactions are numbered from `firstTransaction`.
 */
export function writeOnlyRun(
  options: WriteOnlyOptions,
  random: Random,
  { firstLsn = 1, firstTransaction = 1 }: { readonly firstLsn?: Lsn; readonly firstTransaction?: number } = {},
): IoRun {
  const { transactionCount, groupCount, pagesPerGroup, changesPerTransaction, changeBytes, commitBytes } = options;
  const records: LoggedChange[] = [];
  const add = (index: number, sizeBytes: number, isCommit: boolean) => {
    const group = random.integer(1, groupCount);
    const page = (group - 1) * pagesPerGroup + random.integer(0, pagesPerGroup - 1);
    const transaction = `T${firstTransaction + index}`;
    records.push({ lsn: firstLsn + records.length, transaction, page, group, sizeBytes, isCommit });
  };
  for (let change = 0; change < changesPerTransaction; change++) {
    for (let index = 0; index < transactionCount; index++) add(index, random.integer(...changeBytes), false);
  }
  const changed = records.map(({ page }) => page);
  for (let index = 0; index < transactionCount; index++) add(index, commitBytes, true);
  return {
    records,
    // The engine writes back as many pages as its changes fill, oldest change first.
    flushedPages: changed.slice(0, Math.floor(changed.length / options.changesPerFlush)),
    metadataBytes: [],
  };
}
