import {
  canonicalItem,
  type BatchOutcome,
  type BulkAction,
  type BulkResponse,
  type SearchRecord,
} from "four-of-six/dynamodb";

/** The bulk request for a batch of stream records. */
export function bulkOf(records: readonly SearchRecord[]): readonly BulkAction[] {
  return [];
}

/** What became of the records, by the answer to the actions that `bulkOf` made of them. */
export function outcomeOf(
  records: readonly SearchRecord[],
  actions: readonly BulkAction[],
  response: BulkResponse,
): BatchOutcome {
  return { batchItemFailures: [], deadLetters: [] };
}
