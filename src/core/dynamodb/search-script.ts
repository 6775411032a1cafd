/**
 * The search indexer alone: the records of one shard, batch by batch, and an index that answers each delivery in a given
 * way. A batch is delivered again as Lambda does it. What is told is what a whole run would tell.
 */
import { Simulation, type Timed } from "../kernel/index.ts";
import { differenceOf, TableImage } from "./search-difference.ts";
import { SearchIndex } from "./search-index.ts";
import { retriedFrom, type BatchOutcome, type SearchIndexer, type SearchRecord } from "./search-indexer.ts";
import type { SearchEvent, SearchTrace } from "./search-trace.ts";

/** How one delivery goes. */
export type SearchRound =
  /** The index answers; its busy shards, 1 or 2, turn away what is theirs. */
  | { readonly kind: "answered"; readonly busy: readonly number[] }
  /** The whole request is refused. */
  | { readonly kind: "refused"; readonly status: 429 | 503 }
  /** The index has taken it, and the function crashes before it says so: all comes again. */
  | { readonly kind: "crashed" };

/** Records and how their deliveries go; those after the last round go well. */
export interface SearchScript {
  /** Of one shard, in the order of the changes. */
  readonly records: readonly SearchRecord[];
  /** From 1 on. */
  readonly batchSize: number;
  readonly rounds: readonly SearchRound[];
}

/** Deletes are known for as long as a script takes. */
const GC_DELETES_MS = 60_000;
const DELIVERIES_MORE = 3;

/** Delivers until all is done, or for longer than anybody needs: then the last comparison is not settled. */
export function runSearchScript(
  { records, batchSize, rounds }: SearchScript,
  indexer: SearchIndexer,
  into?: Timed<SearchEvent>[],
): SearchTrace {
  const simulation = new Simulation<SearchEvent>({ seed: 0, trace: into });
  const index = new SearchIndex(GC_DELETES_MS);
  const table = new TableImage();
  for (const record of records) {
    simulation.record({ kind: "item-changed", shard: 1, record });
    table.apply(record);
  }
  let position = 0;
  const deliveryMax = rounds.length + records.length + DELIVERIES_MORE;
  for (let delivery = 1; delivery <= deliveryMax && position < records.length; delivery++) {
    const batch = records.slice(position, position + batchSize);
    const round = rounds[delivery - 1] ?? { kind: "answered", busy: [] };
    const sequenceNumbers = batch.map(({ dynamodb }) => dynamodb.SequenceNumber);
    simulation.record({ kind: "batch-delivered", source: 1, delivery, attempt: 1, sequenceNumbers });
    const actions = indexer.bulkOf(batch);
    const response =
      round.kind === "refused"
        ? { status: round.status, errors: true, items: [] }
        : index.bulk(actions, delivery, (shard) => round.kind === "answered" && round.busy.includes(shard));
    simulation.record({ kind: "bulk-answered", source: 1, delivery, actions, response });
    if (round.kind === "crashed") {
      simulation.record({ kind: "delivery-failed", source: 1, delivery });
      continue;
    }
    const outcome = indexer.outcomeOf(batch, actions, response);
    simulation.record(outcomeEvent(1, delivery, outcome));
    position += doneCount(batch, outcome);
  }
  const isSettled = position >= records.length;
  simulation.record({
    kind: "index-compared",
    isSettled,
    ...differenceOf(table.items(), index.documents(), table.key),
  });
  return simulation.trace;
}

/** An outcome as an event. */
export function outcomeEvent(source: number | "export", delivery: number, outcome: BatchOutcome): SearchEvent {
  const retryFrom = retriedFrom(outcome);
  return { kind: "outcome-told", source, delivery, ...(retryFrom !== undefined && { retryFrom }), deadLetters: outcome.deadLetters }; // prettier-ignore
}

/** How many records of a batch are done. Lambda takes a number that is not in the batch for a failure of all. */
export function doneCount(batch: readonly SearchRecord[], outcome: BatchOutcome): number {
  const from = retriedFrom(outcome);
  if (from === undefined) return batch.length;
  return Math.max(
    0,
    batch.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === from),
  );
}
