import {
  queryEventInEnglish,
  queryPager,
  runQueries,
  runQueryScript,
  type AskPage,
  type Item,
  type Page,
  type PageRequest,
  type QueryPager,
  type QueryScenario,
  type QueryScript,
} from "four-of-six/dynamodb";
import { defineRig, fn, listOf, nothing, number, optional, record, type Shape } from "four-of-six/testing";
import { itemShape } from "../item-shape.ts";

/** What an answer to this exercise exports. */
export type QueryPagerAnswer = QueryPager;

type Caller = (...args: never[]) => unknown;

/** An answer gets copies of items that it cannot change; one that comes back is known again, however large it is. */
class Lent {
  readonly #originals = new Map<unknown, Item>();
  readonly shape: Shape<Item> = {
    take: (value, where) => this.#originals.get(value) ?? itemShape.take(value, where),
  };

  copyOf(item: Item): Item {
    const copy = frozen(structuredClone(item));
    this.#originals.set(copy, item);
    return copy;
  }

  *each(items: Iterable<Item>): Generator<Item> {
    for (const item of items) yield this.copyOf(item);
  }
}

/** Items come one by one, as somebody asks for them; a copy of all of them would have taken all. */
const readPage: Shape<QueryPager["readPage"]> = {
  take(value, where) {
    fn(nothing).take(value, where);
    return (items, { limit, keeps, sizeOf }) => {
      const lent = new Lent();
      const page = record<Page>({
        items: listOf(lent.shape),
        scannedCount: number,
        sizes: listOf(number),
        last: optional(lent.shape),
      });
      const ask = (request: PageRequest) => (value as Caller)(...([lent.each(items), request] as never[]));
      return fn<(request: PageRequest) => Page>(page).take(ask, where)({ limit, keeps, sizeOf });
    };
  },
};

const collectItems: Shape<QueryPager["collectItems"]> = {
  take(value, where) {
    fn(nothing).take(value, where);
    return (ask, wanted) => {
      const lent = new Lent();
      const start = optional(lent.shape);
      const askCopy: AskPage = (given) => {
        const { items, lastEvaluatedKey } = ask(start.take(given, "the key that a page was asked for with"));
        return Object.freeze({
          items: Object.freeze(items.map((item) => lent.copyOf(item))),
          lastEvaluatedKey: lastEvaluatedKey && lent.copyOf(lastEvaluatedKey),
        });
      };
      const collect = () => (value as Caller)(...([askCopy, wanted] as never[])) as readonly Item[];
      return fn<() => readonly Item[]>(listOf(lent.shape)).take(collect, where)();
    };
  },
};

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

export const rig = defineRig<QueryPagerAnswer, QueryScript, QueryScenario>({
  figure: "queries",
  seam: { readPage, collectItems },
  reference: queryPager,
  unit: { run: (script, answer, into) => runQueryScript(script, answer, into as never) },
  cluster: { run: (scenario, answer, into) => runQueries(scenario, answer, into as never) },
  decides: ["page-taken", "page-asked", "items-collected", "page-answered", "page-refused", "read-ended"],
  eventText: (event) => queryEventInEnglish(event as never),
});
