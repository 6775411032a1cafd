/** Events of a search index that follows a table, in English. */
import { faultInEnglish } from "../kernel/fault-words-en.ts";
import type { Item } from "./attribute-value.ts";
import { keyText } from "./search-invariants.ts";
import type { BulkAction, BulkResponse, SearchRecord } from "./search-indexer.ts";
import type { SearchEvent, SearchSource } from "./search-trace.ts";
import { sequenceText } from "./stream-names.ts";

/** One event in one sentence. */
export function searchEventInEnglish(event: SearchEvent): string {
  switch (event.kind) {
    case "search-opened":
      return `A table, a stream with ${event.shardCount} ${event.shardCount === 1 ? "shard" : "shards"}, and an empty index that is refreshed every ${event.refreshMs / 1_000} s.`;
    case "item-changed":
      return `${recordText(event.record)}${event.record.userIdentity === undefined ? "" : " by Time to Live"}: record ${sequenceText(event.record.dynamodb.SequenceNumber)} of shard ${event.shard}.`;
    case "batch-delivered":
      return `Of ${sourceText(event.source)}, ${numbersText(event.sequenceNumbers)} ${event.sequenceNumbers.length === 1 ? "is" : "are"} delivered${event.attempt === 1 ? "" : ` once more (${event.attempt})`}.`;
    case "bulk-answered":
      return `The index gets ${listText(event.actions.map(actionText))}, and answers ${answerText(event.response)}.`;
    case "outcome-told": {
      const dead = event.deadLetters.map(({ sequenceNumber }) => sequenceText(sequenceNumber)).join(", ");
      return `The function of ${sourceText(event.source)}: ${event.retryFrom === undefined ? "all done" : `again from ${sequenceText(event.retryFrom)} on`}${dead === "" ? "" : `; dead letters: ${dead}`}.`;
    }
    case "delivery-failed":
      return `Nothing is heard of the function of ${sourceText(event.source)}: the whole batch will come again.`;
    case "function-crashed":
      return `The function of ${sourceText(event.source)} crashes.`;
    case "index-compared": {
      const parts = [
        [event.missing, "missing"],
        [event.outdated, "out of date"],
        [event.deleted, "found though deleted"],
      ] as const;
      const told = parts.filter(([keys]) => keys.length > 0).map(([keys, what]) => `${keysText(keys)} ${what}`);
      return `Searches find ${told.length === 0 ? "what the table has" : `other than the table has: ${told.join("; ")}`}${event.isSettled ? "" : "; records are under way"}.`;
    }
    case "export-taken":
      return `The index is emptied, to be filled from an export of ${event.itemCount} items; the stream ${event.streamWaits ? "waits" : "goes on"}.`;
    case "export-loaded":
      return "The export is loaded.";
    case "shard-busy":
      return `Shard ${event.indexShard} of the index has no place in its queue.`;
    case "shard-free":
      return `Shard ${event.indexShard} of the index takes requests again.`;
    case "function-changed":
      return `From now on the function ${event.sendsVersions ? "sends versions" : "sends no versions"}, and ${event.givesUp ? "gives up what the index cannot take" : "tries again for ever what the index cannot take"}.`;
    case "fault-began":
    case "fault-ended":
      return `${faultInEnglish(event.fault, event.kind === "fault-began", (node) => node)}.`;
    default:
      return event satisfies never;
  }
}

/** `INSERT of ann/7`. */
function recordText({ eventName, dynamodb }: SearchRecord): string {
  return `${eventName} of ${keyText(dynamodb.Keys)}`;
}

function sourceText(source: SearchSource): string {
  return source === "export" ? "the export" : `shard ${source}`;
}

/** The first and the last of some records, by their last digits. */
export function numbersText(numbers: readonly string[]): string {
  const [first = "", last = first] = [numbers[0], numbers.at(-1)];
  return first === last ? sequenceText(first) : `${sequenceText(first)} to ${sequenceText(last)}`;
}

/** An action: which item is to be as which version has it. Of a delete it only says the id, which is the function's own. */
export function actionText(action: BulkAction): string {
  const what = action.action === "index" ? ` ${titleText(action.document)}` : "";
  return `${action.action}${what}${action.version === undefined ? "" : ` version ${sequenceText(action.version)}`}`;
}

/** What the index answers, as its numbers. */
export function answerText({ status, items }: BulkResponse): string {
  return status === 200 ? items.map((item) => item.status).join(", ") : `${status} to all of it`;
}

/** The key of a document, as far as one can tell. */
export function titleText({ seller, item, ...rest }: Item): string {
  return keyText(seller && item ? { seller, item } : rest);
}

/** `[a; b]`. */
export function listText(texts: readonly string[]): string {
  return `[${texts.join("; ")}]`;
}

/** Keys of items. */
export function keysText(keys: readonly Item[]): string {
  return keys.map(keyText).join(", ");
}
