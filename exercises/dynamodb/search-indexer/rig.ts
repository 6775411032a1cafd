import {
  runSearch,
  runSearchScript,
  searchEventInEnglish,
  searchIndexer,
  type BatchOutcome,
  type BulkAction,
  type DeadLetter,
  type SearchIndexer,
  type SearchScenario,
  type SearchScript,
} from "four-of-six/dynamodb";
import { defineRig, fn, listOf, optional, record, tagged, text } from "four-of-six/testing";
import { itemShape } from "../item-shape.ts";

/** What an answer to this exercise exports. */
export type SearchIndexerAnswer = SearchIndexer;

const action = tagged<BulkAction, "action">("action", {
  index: { id: text, version: optional(text), document: itemShape },
  delete: { id: text, version: optional(text) },
});
const outcome = record<BatchOutcome>({
  batchItemFailures: listOf(record({ itemIdentifier: text })),
  deadLetters: listOf(record<DeadLetter>({ sequenceNumber: text, reason: text })),
});

export const rig = defineRig<SearchIndexerAnswer, SearchScript, SearchScenario>({
  figure: "search-indexer",
  seam: { bulkOf: fn(listOf(action)), outcomeOf: fn(outcome) },
  reference: searchIndexer,
  unit: {
    run: (script, answer, into) => runSearchScript(script, answer, into as never),
  },
  cluster: {
    run: (scenario, answer, into) => runSearch(scenario, answer, into as never),
  },
  decides: ["bulk-answered", "outcome-told", "index-compared"],
  eventText: (event) => searchEventInEnglish(event as never),
});
