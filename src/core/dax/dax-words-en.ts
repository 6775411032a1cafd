/** Events of a DAX cluster in English. */
import type { Item } from "../dynamodb/attribute-value.ts";
import { faultInEnglish } from "../kernel/fault-words-en.ts";
import { listOf } from "../kernel/words.ts";
import { daxClusterEventInEnglish } from "./dax-cluster-words-en.ts";
import { versionOf, type DaxEvent } from "./dax-trace.ts";
import { keyOfItem, requestText, type QueryCacheOptions, type QueryResult } from "./query-cache.ts";

/** The sentence for one event, without a full stop. */
export function daxEventInEnglish(event: DaxEvent): string {
  switch (event.kind) {
    case "dax-opened":
      return `${listOf(event.nodes, "en")} ${cacheText(event)}${queryCacheText(event)}; the table has ${count(event.rows.length, "item")}`;
    case "cache-answered": {
      const { node, known, ask } = event;
      const served = known.map(({ key, item }) => `${key} (${itemText(item)})`);
      const serves = `serves ${listOf(served, "en")} from memory`;
      const asks = `asks the table for ${listOf(ask, "en")}`;
      if (ask.length === 0) return `${node} ${serves}`;
      return known.length === 0
        ? `${node} misses ${listOf(ask, "en")}, and asks the table`
        : `${node} ${serves}, and ${asks}`;
    }
    case "cache-stored":
      return `${event.node} stores ${event.key} (${itemText(event.item)}) ${STORED_BY[event.by]}`;
    case "cache-evicted":
      return `${event.node} evicts ${event.key}, which was used longest ago`;
    case "cache-expired":
      return `${event.node}: ${event.key} is older than the TTL`;
    case "query-looked-up":
      return event.result === undefined
        ? `${event.node} has no result for ${requestText(event.request)}, and asks the table`
        : `${event.node} serves ${requestText(event.request)} from memory: ${resultText(event.result)}`;
    case "query-stored":
      return `${event.node} stores the result of ${requestText(event.request)}: ${resultText(event.result)}`;
    case "query-evicted":
      return `${event.node} evicts the result of ${requestText(event.request)}, which was used longest ago`;
    case "query-expired":
      return `${event.node}: the result of ${requestText(event.request)} is older than its TTL`;
    case "table-queried":
      return `The table answers ${event.by}’s ${requestText(event.request)}, ${MODE[event.mode]}, for ${count(event.units, "read unit")}: ${resultText(event.result)}`; // prettier-ignore
    case "query-answered":
      return `${event.client} has the result of ${requestText(event.request)}, ${MODE[event.mode]}, ${event.from === "cache" ? "from memory" : "from the table"}, in ${event.tookMs} ms: ${resultText(event.result)}`; // prettier-ignore
    case "table-read": {
      const rows = event.rows.map(({ key, item }) => `${key} (${itemText(item)})`);
      return `The table gives ${event.by} ${listOf(rows, "en")}, ${MODE[event.mode]}, for ${count(event.units, "read unit")}`;
    }
    case "table-wrote": {
      const rows = event.rows.map(({ key, version, item }) => `${key} (${item === undefined ? `deleted by write ${version}` : itemText(item)})`); // prettier-ignore
      return `The table has ${listOf(rows, "en")}, written by ${event.by}`;
    }
    case "read-answered": {
      const results = event.results.map(({ key, item, from }) => `${key} (${itemText(item)}, ${from === "cache" ? "from memory" : "from the table"})`); // prettier-ignore
      return `${event.client} has read ${listOf(results, "en")}, ${MODE[event.mode]}, in ${event.tookMs} ms`;
    }
    case "read-failed":
      return `${event.client}’s read failed: ${event.because === "throttled" ? "the table throttles" : "no answer"}`;
    case "write-acknowledged":
      return `${event.client} is told that ${listOf(event.rows.map(({ key }) => key), "en")} ${event.rows.length === 1 ? "is" : "are"} written${event.unprocessed === undefined ? "" : `, and ${listOf(event.unprocessed, "en")} perhaps not`}`; // prettier-ignore
    case "write-refused":
      return `${event.client}’s write is refused: ${REFUSED[event.because]}`;
    case "write-unknown":
      return `${event.client} does not learn whether its write is done`;
    case "node-restarted":
      return `${event.node} starts with an empty cache and ${cacheText(event)}${queryCacheText(event)}`;
    case "throttling-changed":
      return event.isThrottling ? "The table throttles: it turns everything down" : "The table takes requests again";
    case "fault-began":
    case "fault-ended":
      return faultInEnglish(event.fault, event.kind === "fault-began", (node) => (node === "table" ? "The table" : node)); // prettier-ignore
    default:
      return daxClusterEventInEnglish(event, itemText);
  }
}

const STORED_BY = {
  read: "as the table said",
  write: "as it was written",
  "read-back": "as it was read after its transaction",
  replication: "as another node was told",
} as const;

const REFUSED = {
  throttled: "the table throttles",
  condition: "its condition does not hold",
  "no-primary": "no primary was found",
} as const;

const MODE = {
  eventual: "eventually consistent",
  strong: "strongly consistent",
  transactional: "in a transaction",
} as const;

function cacheText({ capacity, ttlMs }: { readonly capacity: number; readonly ttlMs: number }): string {
  const ttl = ttlMs % 1_000 === 0 ? `${ttlMs / 1_000} s` : `${ttlMs} ms`;
  return `keeps up to ${count(capacity, "entry")}, TTL ${ttl}`;
}

function queryCacheText({ queryCache }: { readonly queryCache?: QueryCacheOptions | undefined }): string {
  if (queryCache === undefined) return "";
  const { capacity, ttlMs } = queryCache;
  return `, and ${count(capacity, "result")} of queries, TTL ${ttlMs % 1_000 === 0 ? `${ttlMs / 1_000} s` : `${ttlMs} ms`}`; // prettier-ignore
}

/** The items of a result by their keys, and whether it goes on. */
function resultText({ Items, LastEvaluatedKey }: QueryResult): string {
  const items = Items.map((item) => {
    const { pk: _pk, sk: _sk, ...rest } = item;
    return `${keyOfItem(item) ?? "an item"} (${itemText(rest)})`;
  });
  return `${items.length === 0 ? "nothing" : listOf(items, "en")}${LastEvaluatedKey === undefined ? "" : ", and there may be more"}`; // prettier-ignore
}

/** What can be seen of an item: its version, and what else is in it. */
function itemText(item: Item | undefined): string {
  if (item === undefined) return "none";
  const version = versionOf(item);
  const rest = Object.keys(item)
    .filter((name) => name !== "version")
    .sort()
    .map((name) => `${name} ${valueText(item[name])}`);
  return [version === undefined ? "no version" : `version ${version}`, ...rest].join(", ");
}

function valueText(value: Item[string] | undefined): string {
  const [inner] = Object.values(value ?? {}) as unknown[];
  return typeof inner === "string" ? inner : (JSON.stringify(inner) ?? "nothing");
}

function count(value: number, what: string): string {
  return value === 1 ? `1 ${what}` : `${value} ${what.replace(/y$/, "ie")}s`;
}
