/**
 * A search index: documents under ids, each with a version, on two primary shards that may be busy. What a bulk request
 * changed is found by searches after the next refresh.
 *
 * An action with a version is refused unless its version is greater than what the index has of the id. A delete leaves its
 * version behind, and the index forgets it some time later: `index.gc_deletes`, 60 s unless it is set. From then on any
 * version is new. OpenSearch, Bulk API (versioning, refresh); `IndexSettings`, `VersionType` in its source.
 *
 * Simplified: no replicas, and one field of the mapping is typed. A version is a number of any length.
 */
import type { Millis } from "../kernel/index.ts";
import { frozen } from "../kernel/frozen.ts";
import { typeOf, type AttributeType, type Item } from "./attribute-value.ts";
import { hashOf } from "./key-hash.ts";
import type { BulkAction, BulkItem, BulkResponse } from "./search-indexer.ts";

/** Primary shards of the index; an id is in one of them, from 1 on. */
export const INDEX_SHARD_COUNT = 2;

/** What the index was told of its fields: others are taken as they come. */
export const SEARCH_MAPPING: Readonly<Record<string, AttributeType>> = frozen({ price: "N" });

/** The name of the first field that does not fit the mapping; nothing if the index can take the document. */
export function unfitField(document: Item): string | undefined {
  return Object.keys(SEARCH_MAPPING).find((name) => {
    const value = document[name];
    return value !== undefined && typeOf(value) !== SEARCH_MAPPING[name];
  });
}

/** Which of the primary shards an id is in. */
export function indexShardOf(id: string): number {
  return (hashOf(id) % INDEX_SHARD_COUNT) + 1;
}

interface Stored {
  readonly version: bigint;
  /** Nothing: it was deleted, and its version is still known. */
  readonly document: Item | undefined;
  readonly atMs: Millis;
}

/** One index. */
export class SearchIndex {
  readonly #stored = new Map<string, Stored>();
  readonly #gcDeletesMs: Millis;

  /** `gcDeletesMs`: for so long the version of a delete is known. */
  constructor(gcDeletesMs: Millis) {
    this.#gcDeletesMs = gcDeletesMs;
  }

  /** Does the actions one after the other. Those of a busy shard are turned away. */
  bulk(actions: readonly BulkAction[], nowMs: Millis, isBusy: (shard: number) => boolean): BulkResponse {
    const items = actions.map((action): BulkItem => {
      const { status, type, reason } = isBusy(indexShardOf(action.id))
        ? refusal(429, "rejected_execution_exception", "the write queue is full")
        : this.#perform(action, nowMs);
      return { action: action.action, id: action.id, status, ...(type !== undefined && { error: { type, reason: reason ?? "" } }) }; // prettier-ignore
    });
    return { status: 200, errors: items.some(({ error }) => error !== undefined), items };
  }

  /** All documents, each as it was indexed last. */
  documents(): readonly Item[] {
    return [...this.#stored.values()].flatMap(({ document }) => (document === undefined ? [] : [document]));
  }

  #perform(action: BulkAction, nowMs: Millis): ItemStatus {
    const { id } = action;
    if (action.version !== undefined && !/^\d{1,1000}$/.test(action.version))
      return refusal(400, "illegal_argument_exception", `version [${action.version}] is no number`);
    const field = action.action === "index" ? unfitField(action.document) : undefined;
    if (field !== undefined) return refusal(400, "mapper_parsing_exception", `failed to parse field [${field}]`);
    const before = this.#current(id, nowMs);
    const version = action.version === undefined ? (before?.version ?? 0n) + 1n : BigInt(action.version);
    if (before !== undefined && version <= before.version)
      return refusal(
        409,
        "version_conflict_engine_exception",
        `current version [${before.version}] is higher or equal`,
      );
    this.#stored.set(id, { version, document: action.action === "index" ? action.document : undefined, atMs: nowMs });
    const wasThere = before?.document !== undefined;
    if (action.action === "index") return { status: wasThere ? 200 : 201 };
    return { status: wasThere ? 200 : 404 };
  }

  #current(id: string, nowMs: Millis): Stored | undefined {
    const stored = this.#stored.get(id);
    if (stored === undefined || stored.document !== undefined || nowMs - stored.atMs <= this.#gcDeletesMs)
      return stored;
    this.#stored.delete(id);
    return undefined;
  }
}

interface ItemStatus {
  readonly status: number;
  readonly type?: string;
  readonly reason?: string;
}

function refusal(status: number, type: string, reason: string): ItemStatus {
  return { status, type, reason };
}
