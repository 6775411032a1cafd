/**
 * TransactWriteItems and TransactGetItems: up to 100 items, all or nothing. A client request token makes the same request
 * safe to send again for ten minutes. Developer Guide, transaction-apis.
 */
import type { Item } from "./attribute-value.ts";
import { ConsumedCapacity, type CapacityDetail } from "./consumed-capacity.ts";
import { DYNAMODB_LIMITS } from "./limits.ts";
import { DynamoDbError, validationError } from "./service-error.ts";
import { transactItems, transactReadItems, type Operation, type ReadRequest, type WriteRequest } from "./storage-requests.ts"; // prettier-ignore
import {
  conditionCheck,
  deleteWrite,
  itemRead,
  putWrite,
  updateWrite,
  withoutMissing,
  type ItemRead,
  type ItemWrite,
  type Request,
  type Response,
  type Tables,
} from "./table-operations.ts";
import type { TableSchema } from "./table-schema.ts";
import type { StoredChange } from "./table-store.ts";
import { TRANSACTION_TOKEN_MS, type KnownToken, type TransactionAdmission, type TransactionRequest, type TransactWrite } from "./transact-write.ts"; // prettier-ignore

/** Why one item of a transaction did not go through; `None` for those that would have. */
export interface CancellationReason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: Item;
}

/** The names that cancellation reasons have for what single requests are refused with. */
const REASON_CODES: Readonly<Record<string, string>> = Object.freeze({
  ConditionalCheckFailedException: "ConditionalCheckFailed",
  ItemCollectionSizeLimitExceededException: "ItemCollectionSizeLimitExceeded",
  ProvisionedThroughputExceededException: "ProvisionedThroughputExceeded",
  ThrottlingException: "ThrottlingError",
  TransactionConflictException: "TransactionConflict",
  ValidationException: "ValidationError",
});

function entryWrite(entry: Request): ItemWrite {
  const given = Object.entries(entry).filter(([, action]) => action !== undefined) as [string, Request][];
  const [first] = given;
  if (first === undefined || given.length > 1)
    throw validationError("TransactItems can only contain one of Check, Put, Update or Delete");
  const [kind, action] = first;
  if (kind === "Put") return putWrite(action);
  if (kind === "Update") return updateWrite(action);
  return kind === "Delete" ? deleteWrite(action) : conditionCheck(action);
}

/** TransactWriteItems. */
export function* transactWriteItems(tables: Tables, tokens: TransactionTokens, request: Request): Operation<Response> {
  const entries = request["TransactItems"] as readonly Request[];
  const writes = entries.map(entryWrite);
  const bound = writes.map((write) => {
    const table = tables.table(write.tableName);
    return { table, ...write.bind(table, tables.hash) };
  });
  const token = request["ClientRequestToken"] as string | undefined;
  const content = canonicalRequest(entries);
  const known = token === undefined ? undefined : tokens.find(token);
  // How large the items are is known when they are there, and looked at below.
  const actions = bound.map(({ table, place }) => ({ key: `${table.name}/${place}`, bytes: 0 }));
  const admission = tokens.admit({ content, actions }, known);
  if (admission === "ValidationException")
    throw validationError("Transaction request cannot include multiple operations on one item");
  if (admission === "IdempotentParameterMismatchException") throw new DynamoDbError(admission, MISMATCH);
  if (admission === "TransactionInProgressException") throw new DynamoDbError(admission, IN_PROGRESS);
  if (admission === "done" && known !== undefined)
    return withoutMissing({ ConsumedCapacity: report(known.reads, request, "Read") });

  let bytes = 0;
  const answers = yield* transactItems({
    kind: "transact",
    writes: bound.map(({ table, place, change }) => ({
      kind: "write",
      table: table.name,
      place,
      change: (before) => {
        const after = change(before);
        bytes += tables.charges.sizeOf(after ?? before);
        if (bytes > DYNAMODB_LIMITS.transactionSize.value)
          throw validationError("Collection size for transaction exceeded the limit of 4 MB");
        return after;
      },
      units: (before, after) => tables.charges.write(before, after, "transactional"),
    })) satisfies WriteRequest[],
  });
  throwCancelled(answers);
  const consumed = new Map<TableSchema, ConsumedCapacity>();
  const reads = new Map<TableSchema, ConsumedCapacity>();
  for (const [index, answer] of answers.entries()) {
    const { table } = bound[index] as (typeof bound)[number];
    const stored = answer as StoredChange;
    capacityOf(tables, consumed, table).addWrite(stored, "transactional");
    // What the same request would cost again: it only reads.
    capacityOf(tables, reads, table).add(tables.charges.read(stored.after, "transactional"));
  }
  if (token !== undefined) tokens.remember(token, { content, reads });
  return withoutMissing({ ConsumedCapacity: report(consumed, request, "Write") });
}

/** Throws the service's TransactionCanceledException, with a reason for each item, if any of them was refused. */
function throwCancelled(answers: readonly (object | Error | undefined)[]): void {
  if (!answers.some((answer) => answer instanceof Error)) return;
  const reasons = answers.map((answer): CancellationReason => {
    if (!(answer instanceof Error)) return { Code: "None" };
    if (!(answer instanceof DynamoDbError)) throw answer;
    const Code = REASON_CODES[answer.code] ?? answer.code;
    return { Code, Message: answer.message, ...(answer.details as { Item?: Item }) };
  });
  const codes = reasons.map(({ Code }) => Code).join(", ");
  throw new DynamoDbError(
    "TransactionCanceledException",
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons: reasons },
  );
}

/** TransactGetItems. */
export function* transactGetItems(tables: Tables, request: Request): Operation<Response> {
  const gets = (request["TransactItems"] as readonly { Get: Request }[]).map(({ Get }) => ({
    name: Get["TableName"] as string,
    read: itemRead(Get),
  }));
  const bound: { table: TableSchema; read: ItemRead; asked: ReadRequest }[] = gets.map(({ name, read }) => {
    const table = tables.table(name);
    return { table, read, asked: read.bind(table, tables, "transactional") };
  });
  if (new Set(bound.map(({ table, asked }) => `${table.name}/${asked.place}`)).size < bound.length)
    throw validationError("Transaction request cannot include multiple operations on one item");
  const items = yield* transactReadItems({ kind: "transact-read", reads: bound.map(({ asked }) => asked) });
  const consumed = new Map<TableSchema, ConsumedCapacity>();
  const responses = bound.map(({ table, read, asked }, index) => {
    const item = items[index];
    capacityOf(tables, consumed, table).add(asked.units(item));
    return item === undefined ? {} : { Item: read.project(item) };
  });
  return withoutMissing({ Responses: responses, ConsumedCapacity: report(consumed, request, "Read") });
}

function capacityOf(
  tables: Tables,
  consumed: Map<TableSchema, ConsumedCapacity>,
  table: TableSchema,
): ConsumedCapacity {
  const capacity = consumed.get(table) ?? new ConsumedCapacity(table, tables.charges);
  consumed.set(table, capacity);
  return capacity;
}

function report(
  consumed: ReadonlyMap<TableSchema, ConsumedCapacity>,
  request: Request,
  direction: "Read" | "Write",
): unknown[] | undefined {
  const detail = request["ReturnConsumedCapacity"] as CapacityDetail;
  if (detail === undefined || detail === "NONE") return undefined;
  return [...consumed.values()].map((capacity) => capacity.report(detail, direction));
}

/** One text for all ways to write a request: members in order. */
function canonicalRequest(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalRequest).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, member]) => `${JSON.stringify(name)}:${canonicalRequest(member)}`).join()}}`;
}

const MISMATCH =
  "DynamoDB rejected the request because you retried a request with a different payload but with an idempotent token that was already used."; // prettier-ignore
const IN_PROGRESS = "The transaction with the given request token is already in progress.";

interface FinishedTransaction {
  readonly content: string;
  /** What the request costs when it is sent again. */
  readonly reads: ReadonlyMap<TableSchema, ConsumedCapacity>;
}

/** The client request tokens of finished transactions. For how long one names its transaction, `transact-write` says. */
export class TransactionTokens {
  readonly #finished = new Map<string, FinishedTransaction & KnownToken>();
  readonly #nowMs: () => number;
  readonly #mechanism: Pick<TransactWrite, "admit">;

  constructor(nowMs: () => number, mechanism: Pick<TransactWrite, "admit">) {
    this.#nowMs = nowMs;
    this.#mechanism = mechanism;
  }

  /** The last transaction with this token. */
  find(token: string): (FinishedTransaction & KnownToken) | undefined {
    return this.#finished.get(token);
  }

  /** What is to be done with a request. */
  admit(request: TransactionRequest, known: KnownToken | undefined): TransactionAdmission {
    return this.#mechanism.admit(request, known, this.#nowMs());
  }

  /** Keeps a token from now on, and forgets those that name nothing any more. They are in the order of their ends. */
  remember(token: string, transaction: FinishedTransaction): void {
    for (const [old, { finishedAtMs = Infinity }] of this.#finished) {
      if (this.#nowMs() - finishedAtMs <= TRANSACTION_TOKEN_MS) break;
      this.#finished.delete(old);
    }
    this.#finished.delete(token);
    this.#finished.set(token, { ...transaction, outcome: "commit", finishedAtMs: this.#nowMs() });
  }
}
