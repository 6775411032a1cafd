/** What must hold in every run of a search index that follows a table, whatever fails. */
import { canonicalItem, type Item } from "./attribute-value.ts";
import { unfitField } from "./search-index.ts";
import type { SearchRecord } from "./search-indexer.ts";
import type { SearchTrace } from "./search-trace.ts";
import type { SequenceNumber } from "./stream-consumer.ts";

/** A promise that a run did not keep: which, at which event, and what happened there instead. */
export interface SearchViolation {
  readonly invariant: string;
  /** The place in the trace of the event that breaks it. */
  readonly eventIndex: number;
  readonly what: string;
}

/** Looks through a whole run, and gives the first violation, or nothing. */
export type SearchInvariant = (trace: SearchTrace) => SearchViolation | undefined;

/**
 * Once all records are done with, searches find just what the table has. Only an item whose last change is a dead letter may
 * be missing, or be found as it was.
 */
export const searchConverges: SearchInvariant = (trace) => {
  const invariant = "the index comes to have just what the table has, but for its dead letters";
  const last = new Map<string, SearchRecord>();
  const dead = new Set<SequenceNumber>();
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "item-changed") last.set(canonicalItem(event.record.dynamodb.Keys), event.record);
    if (event.kind === "outcome-told") for (const { sequenceNumber } of event.deadLetters) dead.add(sequenceNumber);
    if (event.kind !== "index-compared" || !event.isSettled) continue;
    const isExcused = (keys: Item) => {
      const record = last.get(canonicalItem(keys));
      return record !== undefined && dead.has(record.dynamodb.SequenceNumber);
    };
    const told = (keys: readonly Item[], what: string) => {
      const wrong = keys.find((each) => !isExcused(each));
      return wrong && { invariant, eventIndex, what: `all records are done, and ${keyText(wrong)} ${what}` };
    };
    const violation =
      told(event.missing, "is not found") ??
      told(event.outdated, "is found as it was some changes ago") ??
      told(event.deleted, "is found, which was deleted");
    if (violation !== undefined) return violation;
  }
  return undefined;
};

/** What the index can never take is listed, once its record is done with, and nothing else is. */
export const deadLettersAreListed: SearchInvariant = (trace) => {
  const invariant = "the dead letters are just the records that the index can never take";
  const records = new Map<SequenceNumber, SearchRecord>();
  const last = new Map<string, SearchRecord>();
  const dead = new Set<SequenceNumber>();
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "item-changed") {
      records.set(event.record.dynamodb.SequenceNumber, event.record);
      last.set(canonicalItem(event.record.dynamodb.Keys), event.record);
    }
    if (event.kind === "outcome-told")
      for (const { sequenceNumber } of event.deadLetters) {
        dead.add(sequenceNumber);
        const record = records.get(sequenceNumber);
        if (record === undefined || isPoison(record) || event.source === "export") continue;
        return { invariant, eventIndex, what: `record ${sequenceNumber} was given up, and the index could take it` };
      }
    if (event.kind !== "index-compared" || !event.isSettled) continue;
    for (const record of last.values())
      if (isPoison(record) && !dead.has(record.dynamodb.SequenceNumber))
        return { invariant, eventIndex, what: `record ${record.dynamodb.SequenceNumber} is neither indexed nor listed` }; // prettier-ignore
  }
  return undefined;
};

/** Once the record of a removal is done with, searches do not find the item, unless it is put again. */
export const deletedStaysDeleted: SearchInvariant = (trace) => {
  const invariant = "a deleted item never comes back";
  /** Removals of items that were not put again. */
  const removals = new Map<string, SequenceNumber>();
  const batches = new Map<number, readonly SequenceNumber[]>();
  const done = new Set<SequenceNumber>();
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "item-changed") {
      const { eventName, dynamodb } = event.record;
      if (eventName === "REMOVE") removals.set(canonicalItem(dynamodb.Keys), dynamodb.SequenceNumber);
      else removals.delete(canonicalItem(dynamodb.Keys));
    }
    if (event.kind === "batch-delivered") batches.set(event.delivery, event.sequenceNumbers);
    if (event.kind === "outcome-told") {
      const batch = batches.get(event.delivery) ?? [];
      const end = event.retryFrom === undefined ? batch.length : batch.indexOf(event.retryFrom);
      for (const sequenceNumber of batch.slice(0, Math.max(0, end))) done.add(sequenceNumber);
    }
    if (event.kind !== "index-compared") continue;
    const back = event.deleted.find((keys) => done.has(removals.get(canonicalItem(keys)) ?? ""));
    if (back !== undefined)
      return { invariant, eventIndex, what: `the removal of ${keyText(back)} is done, and it is found` };
  }
  return undefined;
};

/** A batch comes again only if something of it was turned away: what is done, and what never will be, is no reason. */
export const retriesOnlyWhatWasTurnedAway: SearchInvariant = (trace) => {
  const invariant = "records come again only if the index turned one of them away";
  const turnedAway = new Map<number, boolean>();
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "bulk-answered") {
      const { status, items } = event.response;
      turnedAway.set(event.delivery, status !== 200 || items.some((item) => item.status === 429 || item.status >= 500));
    }
    if (event.kind !== "outcome-told" || event.retryFrom === undefined) continue;
    if (turnedAway.get(event.delivery) === false)
      return { invariant, eventIndex, what: `they come again from ${event.retryFrom} on, and none was turned away` };
  }
  return undefined;
};

/** The run ends with all records done. For runs that leave time for it after their last fault. */
export const searchSettles: SearchInvariant = (trace) => {
  const end = trace.findLast((event) => event.kind === "index-compared");
  if (end?.kind !== "index-compared" || end.isSettled) return undefined;
  const what = "nothing fails any more, and records are still waiting";
  return { invariant: "every record is done with in the end", eventIndex: trace.lastIndexOf(end), what };
};

/** All of them. */
export const SEARCH_INVARIANTS: readonly SearchInvariant[] = Object.freeze([
  searchSettles,
  searchConverges,
  deadLettersAreListed,
  deletedStaysDeleted,
  retriesOnlyWhatWasTurnedAway,
]);

function isPoison({ dynamodb: { NewImage } }: SearchRecord): boolean {
  return NewImage !== undefined && unfitField(NewImage) !== undefined;
}

/** A key, as a reader knows it: its values. */
export function keyText(keys: Item): string {
  return Object.values(keys)
    .map((value) => ("S" in value ? value.S : "N" in value ? value.N : "?"))
    .join("/");
}
