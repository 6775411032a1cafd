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
    // The names and the quotes are in it, and its attributes in order: no two keys are written alike, and no key in two ways.
    const id = canonicalItem(Keys);
    // It stays text: a number of JavaScript keeps 15 digits.
    const version = SequenceNumber;
    // Whoever removed the item, it is gone.
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
  // None of them was looked at.
  if (response.status !== 200)
    return {
      batchItemFailures: numbers.map((itemIdentifier) => ({ itemIdentifier })),
      deadLetters: [],
    };
  const fates = response.items.map(fateOf);
  return {
    // There is one action for each record, and Lambda looks for the lowest number by itself.
    batchItemFailures: numbers
      .filter((_, place) => fates[place] === "again")
      .map((itemIdentifier) => ({ itemIdentifier })),
    deadLetters: numbers.flatMap((sequenceNumber, place) => {
      const reason = response.items[place]?.error?.type ?? "unknown";
      return fates[place] === "never" ? [{ sequenceNumber, reason }] : [];
    }),
  };
}

function fateOf({ action, status }: BulkItem): "done" | "again" | "never" {
  if (status === 429 || status >= 500) return "again";
  // What is newer in the index, or was not there to be deleted, is as it should be.
  const isDone = status < 300 || status === 409 || (action === "delete" && status === 404);
  return isDone ? "done" : "never";
}
