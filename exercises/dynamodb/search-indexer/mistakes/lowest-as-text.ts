// The idea: the lowest of the numbers is the first in order.
import {
  canonicalItem,
  type BatchOutcome,
  type BulkAction,
  type BulkItem,
  type BulkResponse,
  type SearchRecord,
} from "four-of-six/dynamodb";

export function bulkOf(records: readonly SearchRecord[]): readonly BulkAction[] {
  return records.map(({ dynamodb: { Keys, NewImage, SequenceNumber } }): BulkAction => {
    const id = canonicalItem(Keys);
    const version = SequenceNumber;
    if (NewImage === undefined) return { action: "delete", id, version };
    return { action: "index", id, version, document: NewImage };
  });
}

export function outcomeOf(
  records: readonly SearchRecord[],
  actions: readonly BulkAction[],
  response: BulkResponse,
): BatchOutcome {
  const numbers = records.map(({ dynamodb }) => dynamodb.SequenceNumber);
  if (response.status !== 200)
    return {
      batchItemFailures: numbers.map((itemIdentifier) => ({ itemIdentifier })),
      deadLetters: [],
    };
  const fates = response.items.map(fateOf);
  const failed = numbers.filter((_, place) => fates[place] === "again").sort();
  return {
    batchItemFailures: failed.slice(0, 1).map((itemIdentifier) => ({ itemIdentifier })),
    deadLetters: numbers.flatMap((sequenceNumber, place) => {
      const reason = response.items[place]?.error?.type ?? "unknown";
      return fates[place] === "never" ? [{ sequenceNumber, reason }] : [];
    }),
  };
}

function fateOf({ action, status }: BulkItem): "done" | "again" | "never" {
  if (status === 429 || status >= 500) return "again";
  const isDone = status < 300 || status === 409 || (action === "delete" && status === 404);
  return isDone ? "done" : "never";
}
