import type { BatchOutcome, BulkAction, BulkItem, BulkResponse, SearchRecord } from "four-of-six/dynamodb";

const RETRYABLE = new Set([429, 500, 502, 503, 504]);

class Batch {
  readonly #records: readonly SearchRecord[];

  constructor(records: readonly SearchRecord[]) {
    this.#records = records;
  }

  actions(): BulkAction[] {
    return this.#records.map((record) => {
      const { eventName, dynamodb } = record;
      const entries = Object.entries(dynamodb.Keys).sort(([a], [b]) => (a < b ? -1 : 1));
      const target = {
        id: JSON.stringify(entries),
        version: BigInt(dynamodb.SequenceNumber).toString(),
      };
      return eventName === "REMOVE"
        ? { action: "delete", ...target }
        : { action: "index", ...target, document: dynamodb.NewImage ?? {} };
    });
  }

  /** What comes after the first failure comes again, and is judged then. */
  outcome({ status, items }: BulkResponse): BatchOutcome {
    const isAgain = (item: BulkItem | undefined) => item === undefined || RETRYABLE.has(item.status);
    const end = status === 200 ? this.#records.findIndex((_, place) => isAgain(items[place])) : 0;
    const settled = end === -1 ? this.#records.length : end;
    const deadLetters = this.#records.slice(0, settled).flatMap(({ dynamodb }, place) => {
      const error = items[place]?.error;
      if (error === undefined || error.type === "version_conflict_engine_exception") return [];
      return items[place]?.status === 404 ? [] : [{ sequenceNumber: dynamodb.SequenceNumber, reason: error.type }];
    });
    const failed = this.#records[settled];
    return {
      deadLetters,
      batchItemFailures: failed ? [{ itemIdentifier: failed.dynamodb.SequenceNumber }] : [],
    };
  }
}

export const bulkOf = (records: readonly SearchRecord[]): readonly BulkAction[] => new Batch(records).actions();

export function outcomeOf(
  records: readonly SearchRecord[],
  _actions: readonly BulkAction[],
  response: BulkResponse,
): BatchOutcome {
  return new Batch(records).outcome(response);
}
