/**
 * The query pager alone: a list of items of one size, read page by page, and collected by a caller.
 *
 * Not documented, and so the same here for all who try: whether a page that ends with the last of all items says that there
 * is more. Nothing is asked for after the last item.
 */
import { ScenarioError, Simulation, type Timed, type Trace } from "../kernel/index.ts";
import type { Item } from "./attribute-value.ts";
import { DYNAMODB_LIMITS } from "./limits.ts";
import { readPage, type AskPage, type QueryPager } from "./query-pager.ts";

/** One thing to try. */
export type QueryScriptStep =
  /** Page after page, to the end. `limit`: 1 and more. */
  | { readonly kind: "pages"; readonly limit?: number }
  /** A caller collects the first `wanted`, or all, from correct pages. */
  | { readonly kind: "collect"; readonly limit?: number; readonly wanted?: number };

/** What is tried, on which items. */
export interface QueryScript {
  /** Whether the filter keeps each item. They are called 1, 2, 3, …; at most 2,000. */
  readonly keeps: readonly boolean[];
  /** Bytes of each: 1 to 409,600. */
  readonly itemBytes: number;
  readonly steps: readonly QueryScriptStep[];
}

/** What was tried, and what came of it. Items are told by their numbers. */
export type QueryScriptEvent =
  | { readonly kind: "items-laid-out"; readonly keeps: readonly boolean[]; readonly itemBytes: number }
  | {
      readonly kind: "page-taken";
      readonly after: number;
      readonly limit: number | undefined;
      readonly items: readonly string[];
      readonly scannedCount: number;
      /** How many sizes were given, and their sum. */
      readonly sizeCount: number;
      readonly bytes: number;
      readonly goesOnAfter: string | undefined;
      /** Items taken beyond the page and the one after it. */
      readonly takenBeyond: number;
    }
  | { readonly kind: "page-asked"; readonly after: string | undefined }
  | { readonly kind: "items-collected"; readonly wanted: number | undefined; readonly items: readonly string[] };

const COUNT_MAX = 2_000;
const itemOf = (place: number): Item => ({ n: { N: String(place + 1) } });
const nameOf = ({ n }: Item) => (n !== undefined && "N" in n ? n.N : "an item that was not there");

/** Tries it step by step, a millisecond apart. Throws `ScenarioError`, naming the field, for a script that makes no sense. */
export function runQueryScript(
  script: QueryScript,
  pager: QueryPager,
  into?: Timed<QueryScriptEvent>[],
): Trace<QueryScriptEvent> {
  checkQueryScript(script);
  const { keeps, itemBytes, steps } = script;
  const simulation = new Simulation<QueryScriptEvent>({ seed: 0, trace: into });
  simulation.record({ kind: "items-laid-out", keeps, itemBytes });
  const items = keeps.map((_, place) => itemOf(place));
  const requestOf = (limit: number | undefined) => ({
    limit,
    keeps: (item: Item) => keeps[Number(nameOf(item)) - 1] === true,
    sizeOf: () => itemBytes,
  });
  const takePages = (limit: number | undefined) => {
    let after: number | undefined = 0;
    for (let page = 0; after !== undefined && page <= items.length; page++) {
      let taken = 0;
      const rest = (function* (from: number) {
        for (const item of items.slice(from)) {
          taken++;
          yield item;
        }
      })(after);
      const { items: kept, scannedCount, sizes, last } = pager.readPage(rest, requestOf(limit));
      const isEnd: boolean = after + scannedCount >= items.length;
      const goesOnAfter: string | undefined = last === undefined || isEnd ? undefined : nameOf(last);
      simulation.record({
        kind: "page-taken",
        after,
        limit,
        items: kept.map(nameOf),
        scannedCount,
        sizeCount: sizes.length,
        bytes: sizes.reduce((sum, size) => sum + size, 0),
        goesOnAfter,
        takenBeyond: Math.max(0, taken - scannedCount - 1),
      });
      after = goesOnAfter === undefined ? undefined : Number(goesOnAfter);
    }
  };
  const collect = (limit: number | undefined, wanted: number | undefined) => {
    let asked = 0;
    const ask: AskPage = (start) => {
      if (++asked > items.length + 2) throw new RangeError(`asked for ${asked} pages of ${items.length} items`);
      const name = start === undefined ? undefined : nameOf(start);
      simulation.record({ kind: "page-asked", after: name });
      const after = Number(name ?? 0);
      const { items: kept, last } = readPage(items.slice(after), requestOf(limit));
      return { items: kept, lastEvaluatedKey: last };
    };
    simulation.record({ kind: "items-collected", wanted, items: pager.collectItems(ask, wanted).map(nameOf) });
  };
  steps.forEach(({ limit, ...step }, index) => {
    simulation.at(index, () => (step.kind === "pages" ? takePages(limit) : collect(limit, step.wanted)));
  });
  simulation.runToEnd();
  return simulation.trace;
}

function checkQueryScript({ keeps, itemBytes, steps }: QueryScript): void {
  if (keeps.length > COUNT_MAX) throw new ScenarioError("keeps", `at most ${COUNT_MAX} items`, keeps.length);
  if (!(Number.isInteger(itemBytes) && itemBytes >= 1 && itemBytes <= DYNAMODB_LIMITS.itemSize.value))
    throw new ScenarioError("itemBytes", "a whole number of bytes from 1 to 409600", itemBytes);
  steps.forEach((step, index) => {
    const counts = { limit: step.limit, wanted: step.kind === "collect" ? step.wanted : undefined };
    for (const [name, count] of Object.entries(counts))
      if (count !== undefined && !(Number.isInteger(count) && count >= 1))
        throw new ScenarioError(`steps[${index}].${name}`, "a whole number from 1 on", count);
  });
}
