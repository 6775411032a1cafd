import type { BatchOutcome, BulkAction, BulkResponse, SearchRecord } from "four-of-six/dynamodb";

/** Of several changes of one item in a batch only the last is sent. */
function lastOfEach(records: readonly SearchRecord[]): Map<string, SearchRecord> {
  const last = new Map<string, SearchRecord>();
  for (const record of records) last.set(idOf(record), record);
  return last;
}

function idOf({ dynamodb: { Keys } }: SearchRecord): string {
  const parts = Object.keys(Keys)
    .sort()
    .map((name) => Object.values(Keys[name] ?? {}).map((value) => encodeURIComponent(String(value))));
  return parts.join("/");
}

export function bulkOf(records: readonly SearchRecord[]): readonly BulkAction[] {
  const actions: BulkAction[] = [];
  for (const [id, { dynamodb }] of lastOfEach(records)) {
    const version = dynamodb.SequenceNumber;
    if (dynamodb.NewImage)
      actions.push({
        action: "index",
        id,
        version,
        document: dynamodb.NewImage,
      });
    else actions.push({ action: "delete", id, version });
  }
  return actions;
}

export function outcomeOf(
  records: readonly SearchRecord[],
  _: readonly BulkAction[],
  { status, items }: BulkResponse,
): BatchOutcome {
  const last = lastOfEach(records);
  const outcome = {
    batchItemFailures: [] as { itemIdentifier: string }[],
    deadLetters: [] as { sequenceNumber: string; reason: string }[],
  };
  if (status !== 200) {
    outcome.batchItemFailures.push({
      itemIdentifier: records[0]?.dynamodb.SequenceNumber ?? "",
    });
    return outcome;
  }
  for (const item of items) {
    const number = last.get(item.id)?.dynamodb.SequenceNumber ?? "";
    switch (item.status) {
      case 200:
      case 201:
      case 409:
        break;
      case 404:
        if (item.action === "index")
          outcome.deadLetters.push({
            sequenceNumber: number,
            reason: item.error?.type ?? "",
          });
        break;
      case 429:
      case 500:
      case 502:
      case 503:
      case 504:
        outcome.batchItemFailures.push({ itemIdentifier: number });
        break;
      default:
        outcome.deadLetters.push({
          sequenceNumber: number,
          reason: item.error?.type ?? "",
        });
    }
  }
  return outcome;
}
