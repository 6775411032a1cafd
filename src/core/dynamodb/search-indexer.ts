/**
 * Search indexer: the function between a table's stream and a search index. Of a batch of stream records it makes one bulk
 * request; from the answer it tells what became of each record, and from which one on the batch has to come again.
 *
 * A bulk request is many requests in one. The answer has a status for each action, and the whole may be a 200 while half of
 * it failed:
 *
 *   200, 201          done
 *   404 of a delete   there was nothing to delete: done
 *   409               the index has this version, or a newer one: done
 *   429, 5xx          turned away: it has to come again
 *   400 and others    this document will never be taken: to the dead letters, and on
 *
 * The stream delivers at least once. A batch comes again if its function crashed after the index had taken all of it; and a
 * request of a function that was given up may arrive after those that came later. So each action carries a version, and the
 * index refuses what is not newer. The sequence number of the change is that version. A delete has one too, or a late and
 * older action would bring the document back.
 *
 *   101 put 7   102 put 8, price "on request"   103 remove 7   104 put 9
 *   index 7, version 101; index 8, 102; delete 7, 103; index 9, 104
 *   201; 400; 200; 429                    dead letter: 102. To be delivered again: from 104 on
 *   once more: index 9, version 104       201
 *
 * OpenSearch, Bulk API; Lambda Developer Guide, services-ddb-batchfailurereporting; Developer Guide, Streams.
 *
 * Simplified: a version is a number of any length. In OpenSearch it is a long: 19 digits, and a sequence number has 21 or
 * more. A document is the item in DynamoDB's format, and an id may have any length (OpenSearch: 512 bytes).
 */
import { canonicalItem, type Item } from "./attribute-value.ts";
import { compareSequenceNumbers, type SequenceNumber } from "./stream-consumer.ts";
import type { ServiceIdentity } from "./table-stream.ts";

/** A change of an item, as a stream with NEW_AND_OLD_IMAGES tells of it. */
export interface SearchRecord {
  readonly eventID: string;
  readonly eventName: "INSERT" | "MODIFY" | "REMOVE";
  readonly dynamodb: {
    /** Of the change, in whole seconds. */
    readonly ApproximateCreationDateTime: number;
    /** The primary key: one attribute, or two. Its attributes come in any order. */
    readonly Keys: Item;
    /** Without it, the item is gone. */
    readonly NewImage?: Item | undefined;
    /** Without it, the item is new. */
    readonly OldImage?: Item | undefined;
    /** Greater with each change of the same item. Decimal digits, 21 and more: too long for a `number`. */
    readonly SequenceNumber: SequenceNumber;
  };
  /** Of a removal by Time to Live: the service itself. */
  readonly userIdentity?: ServiceIdentity | undefined;
}

/** One action of a bulk request. Without a version it is done whatever the index has. */
export type BulkAction =
  | {
      readonly action: "index";
      readonly id: string;
      /** `version_type` is `external`: decimal digits, and greater than what the index has of this id. */
      readonly version?: string | undefined;
      readonly document: Item;
    }
  | { readonly action: "delete"; readonly id: string; readonly version?: string | undefined };

/** What became of one action. */
export interface BulkItem {
  readonly action: BulkAction["action"];
  readonly id: string;
  /** As HTTP has them. */
  readonly status: number;
  readonly error?: { readonly type: string; readonly reason: string } | undefined;
}

/** The answer to a bulk request. */
export interface BulkResponse {
  /** Of the whole request. 200: each action has its own. 429 or 503: none was looked at. */
  readonly status: number;
  /** Whether any action has an error. */
  readonly errors: boolean;
  /** One for each action, in the order of the request; none unless the status is 200. */
  readonly items: readonly BulkItem[];
}

/** A record that is given up. */
export interface DeadLetter {
  readonly sequenceNumber: SequenceNumber;
  /** The type of the index's error. */
  readonly reason: string;
}

/** What became of a batch. */
export interface BatchOutcome {
  /**
   * What Lambda is answered with ReportBatchItemFailures: the lowest of these numbers and all records after it are delivered
   * again. Empty: the batch is done.
   */
  readonly batchItemFailures: readonly { readonly itemIdentifier: SequenceNumber }[];
  /** Listed again if it comes again: whoever keeps them knows a record by its number. */
  readonly deadLetters: readonly DeadLetter[];
}

/** The seam: what the exercise `search-indexer` asks for. Nothing is kept between two calls, and nothing throws. */
export interface SearchIndexer {
  /**
   * The bulk request for a batch: at least one record of one shard, in the order of the changes. An item is indexed under an
   * id that no other key has, as it is after the change. An export's items come as INSERT records with numbers below every
   * number of the stream.
   */
  bulkOf(records: readonly SearchRecord[]): readonly BulkAction[];
  /** What became of the records: `actions` is what `bulkOf` made of them. */
  outcomeOf(records: readonly SearchRecord[], actions: readonly BulkAction[], response: BulkResponse): BatchOutcome;
}

function bulkOf(records: readonly SearchRecord[]): readonly BulkAction[] {
  return records.map(({ dynamodb: { Keys, NewImage, SequenceNumber: version } }): BulkAction => {
    // With names and quotes, so that no two keys are written alike.
    const id = canonicalItem(Keys);
    return NewImage === undefined
      ? { action: "delete", id, version }
      : { action: "index", id, version, document: NewImage };
  });
}

function outcomeOf(
  records: readonly SearchRecord[],
  _actions: readonly BulkAction[],
  { status, items }: BulkResponse,
): BatchOutcome {
  const numberOf = ({ dynamodb }: SearchRecord) => ({ itemIdentifier: dynamodb.SequenceNumber });
  if (status !== 200) return { batchItemFailures: records.map(numberOf), deadLetters: [] };
  const batchItemFailures: { itemIdentifier: SequenceNumber }[] = [];
  const deadLetters: DeadLetter[] = [];
  // There is one action for each record, in the same order.
  records.forEach((record, place) => {
    const item = items[place];
    const fate = item === undefined ? "again" : fateOf(item);
    if (fate === "again") batchItemFailures.push(numberOf(record));
    if (fate === "never")
      deadLetters.push({ sequenceNumber: record.dynamodb.SequenceNumber, reason: item?.error?.type ?? "unknown" });
  });
  return { batchItemFailures, deadLetters };
}

function fateOf({ action, status }: BulkItem): "done" | "again" | "never" {
  if (status < 300 || status === 409 || (status === 404 && action === "delete")) return "done";
  return status === 429 || status >= 500 ? "again" : "never";
}

/** From which record on Lambda delivers a batch again: the lowest number that was reported; nothing if it is done. */
export function retriedFrom({ batchItemFailures }: BatchOutcome): SequenceNumber | undefined {
  const [first, ...others] = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  if (first === undefined) return undefined;
  // What is no sequence number fails the whole batch: Lambda Developer Guide, services-ddb-batchfailurereporting.
  if ([first, ...others].some((each) => !/^\d+$/.test(each))) return "0";
  return others.reduce((lowest, each) => (compareSequenceNumbers(each, lowest) < 0 ? each : lowest), first);
}

/** The reference implementation. */
export const searchIndexer: SearchIndexer = Object.freeze({ bulkOf, outcomeOf });
