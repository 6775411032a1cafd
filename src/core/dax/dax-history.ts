import type { HistoryOperation } from "../history/consistency.ts";
import type { Millis, NodeId } from "../kernel/index.ts";
import { versionOf, type DaxTrace, type TableRow } from "./dax-trace.ts";
import type { ItemKey } from "./item-cache.ts";
import { keyOfItem, parametersText, type QueryRequest, type QueryResult } from "./query-cache.ts";
import { answerQuery } from "./table-query.ts";

type Versions = Map<ItemKey, number>;

/**
 * The reads and writes of a run, for `judgeHistory`. A client is a session. What the table had before the run is version 0 of
 * its key, and each write of the key one more, deletes too.
 *
 * A query reads every item of its result. Where it would have shown any item of its key condition (no filter, no index, all
 * of it on one page) it also reads that there is none of the others. A read that finds none is a read of the last version
 * without an item that the table had when it said so: an item does not tell how often it was not there.
 */
export function daxHistory(trace: DaxTrace): readonly HistoryOperation[] {
  const history: HistoryOperation[] = [];
  const keys = new Set<ItemKey>(trace.flatMap((event) => ("rows" in event ? event.rows.map(({ key }) => key) : [])));
  /** Versions of the table are counted from its first write; those of a history from the beginning of the run. */
  const before: Versions = new Map();
  /** The last version without an item. */
  const lastNone: Versions = new Map([...keys].map((key) => [key, 0]));
  /** By request, as long as its client was not told. */
  const wrote = new Map<number, readonly (TableRow & { readonly by: NodeId; readonly atMs: Millis })[]>();
  /** By request and key: what it brought into a cache. Other nodes hear of it later. */
  const stored = new Map<string, number>();
  /** By request: what it read of keys, where the item does not say it. */
  const readBy = new Map<number, Versions>();
  const heldItems = new Map<string, number>();
  const heldNone = new Map<string, Versions>();
  const writers = new Map<number, NodeId>();
  const entry = (node: NodeId, name: string) => `${node} ${name}`;
  const readOf = (op: number): Versions => {
    const versions = readBy.get(op) ?? new Map<ItemKey, number>();
    readBy.set(op, versions);
    return versions;
  };
  const add = (
    kind: HistoryOperation["kind"],
    session: NodeId,
    key: ItemKey,
    version: number,
    fromMs: Millis,
    untilMs: Millis,
  ) => history.push({ session, kind, key, version: version - (before.get(key) ?? 0), fromMs, untilMs });

  for (const event of trace) {
    const { atMs } = event;
    switch (event.kind) {
      case "dax-opened":
        for (const { key, version } of event.rows) {
          before.set(key, version);
          lastNone.delete(key);
        }
        break;
      case "table-wrote":
        wrote.set(event.op, [
          ...(wrote.get(event.op) ?? []),
          ...event.rows.map((row) => ({ ...row, by: event.by, atMs })),
        ]);
        for (const { key, version, item } of event.rows) if (item === undefined) lastNone.set(key, version);
        break;
      case "table-read":
        for (const { key, version } of event.rows) readOf(event.op).set(key, version);
        break;
      case "cache-stored": {
        const change = entry(String(event.op), event.key);
        const told = event.by === "write" ? rowOf(wrote.get(event.op), event.key)?.version : readOf(event.op).get(event.key); // prettier-ignore
        const version = event.by === "replication" ? stored.get(change) : told;
        if (version !== undefined) stored.set(change, version);
        if (version !== undefined) heldItems.set(entry(event.node, event.key), version);
        break;
      }
      case "cache-answered":
        for (const { key } of event.known) {
          const version = heldItems.get(entry(event.node, key));
          if (version !== undefined) readOf(event.op).set(key, version);
        }
        break;
      case "read-answered":
        for (const { key, item } of event.results) {
          const version = item === undefined ? readOf(event.op).get(key) : versionOf(item);
          if (version !== undefined) add("read", event.client, key, version, began(atMs, event.tookMs), atMs);
        }
        break;
      case "table-queried":
        for (const [key, version] of lastNone)
          if (wouldShow(event.request, event.result, key)) readOf(event.op).set(key, version);
        break;
      case "query-stored":
        heldNone.set(entry(event.node, parametersText(event.request)), readOf(event.op));
        break;
      case "query-looked-up":
        if (event.result !== undefined)
          readBy.set(event.op, heldNone.get(entry(event.node, parametersText(event.request))) ?? new Map());
        break;
      case "query-answered": {
        const versions = new Map(readOf(event.op));
        for (const item of event.result.Items) {
          const [key, version] = [keyOfItem(item), versionOf(item)];
          if (key !== undefined && version !== undefined) versions.set(key, version);
        }
        for (const [key, version] of versions) add("read", event.client, key, version, began(atMs, event.tookMs), atMs);
        break;
      }
      case "write-acknowledged":
        for (const { key, version } of event.rows) add("write", event.client, key, version, began(atMs, event.tookMs), atMs); // prettier-ignore
        writers.delete(event.op);
        wrote.set(event.op, (wrote.get(event.op) ?? []).filter((row) => rowOf(event.rows, row.key) === undefined)); // prettier-ignore
        break;
      case "write-unknown":
        writers.set(event.op, event.client);
        break;
      default:
    }
  }
  // Written, and nobody was told: from any time on.
  for (const [op, rows] of wrote)
    for (const { key, version, by, atMs } of rows) add("write", writers.get(op) ?? by, key, version, atMs, Infinity);
  return history;
}

function rowOf(rows: readonly TableRow[] | undefined, key: ItemKey): TableRow | undefined {
  return rows?.find((row) => row.key === key);
}

/** In whole microseconds, as all times of a run are. */
function began(atMs: Millis, tookMs: Millis): Millis {
  return Math.max(0, Math.round((atMs - tookMs) * 1_000) / 1_000);
}

/** Whether the answer had to show an item of this key, if there was one, and shows none. */
function wouldShow(request: QueryRequest, result: QueryResult, key: ItemKey): boolean {
  const { FilterExpression, IndexName, ExclusiveStartKey, ...rest } = request;
  if ((FilterExpression ?? IndexName ?? ExclusiveStartKey ?? result.LastEvaluatedKey) !== undefined) return false;
  if (result.Items.some((item) => keyOfItem(item) === key)) return false;
  return answerQuery(rest, "eventual", [{ key, version: 1, item: {} }]).result.Items.length > 0;
}
