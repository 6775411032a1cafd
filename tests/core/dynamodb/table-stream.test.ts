/** A table's stream under random requests: what is read of it, parents before children, is what became of the table. */
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { TableService, type Item } from "../../../src/core/dynamodb/index.ts";
import { SEED } from "../seed.ts";

const HOUR_MS = 3_600_000;
const TABLE = "changes";

interface Step {
  readonly afterMs: number;
  readonly operation: "PutItem" | "UpdateItem" | "DeleteItem" | "TransactWriteItems" | "BatchWriteItem";
  readonly keys: readonly string[];
  readonly value: number;
}

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    // Some are hours apart, so that shards close and children go on; all of it is read within a day.
    afterMs: fc.constantFrom(0, 1, 500, 60_000, HOUR_MS / 2),
    operation: fc.constantFrom("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "BatchWriteItem"),
    keys: fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e", "f"), { minLength: 1, maxLength: 3 }),
    // Few values, so that many a write changes nothing.
    value: fc.integer({ min: 0, max: 2 }),
  }),
  { maxLength: 40, size: "max" },
);

const item = (key: string, value: number): Item => ({ id: { S: key }, value: { N: String(value) } });

function bodyOf({ operation, keys, value }: Step): object {
  const [key] = keys as [string];
  switch (operation) {
    case "PutItem":
      return { TableName: TABLE, Item: item(key, value) };
    case "UpdateItem":
      return { TableName: TABLE, Key: { id: { S: key } }, UpdateExpression: "SET #v = :v", ExpressionAttributeNames: { "#v": "value" }, ExpressionAttributeValues: { ":v": { N: String(value) } } }; // prettier-ignore
    case "DeleteItem":
      return { TableName: TABLE, Key: { id: { S: key } } };
    case "TransactWriteItems":
      return {
        TransactItems: keys.map((each, place) =>
          place === 0
            ? { Put: { TableName: TABLE, Item: item(each, value), ...(value === 2 && { ConditionExpression: "attribute_not_exists(id)" }) } } // prettier-ignore
            : { Delete: { TableName: TABLE, Key: { id: { S: each } } } },
        ),
      };
    case "BatchWriteItem":
      return { RequestItems: { [TABLE]: keys.map((each) => (value === 0 ? { DeleteRequest: { Key: { id: { S: each } } } } : { PutRequest: { Item: item(each, value) } })) } }; // prettier-ignore
  }
}

interface Shard {
  readonly ShardId: string;
  readonly ParentShardId?: string;
}
interface Change {
  readonly eventName: string;
  readonly dynamodb: {
    readonly Keys: { readonly id: { readonly S: string } };
    readonly NewImage?: Item;
    readonly OldImage?: Item;
    readonly SequenceNumber: string;
  };
}

/** All records, each shard after its parent. */
function changesOf(service: TableService, StreamArn: string): { changes: readonly Change[]; childCount: number } {
  const { StreamDescription } = service.perform("DescribeStream", { StreamArn }) as {
    StreamDescription: { Shards: readonly Shard[] };
  };
  const left = [...StreamDescription.Shards];
  const read = new Set<string>();
  const changes: Change[] = [];
  while (left.length > 0) {
    const place = left.findIndex(({ ParentShardId }) => ParentShardId === undefined || read.has(ParentShardId));
    expect(place, "a shard whose parent is read, or that has none").not.toBe(-1);
    const [shard] = left.splice(place, 1) as [Shard];
    read.add(shard.ShardId);
    let { ShardIterator } = service.perform("GetShardIterator", { StreamArn, ShardId: shard.ShardId, ShardIteratorType: "TRIM_HORIZON" }) as { ShardIterator?: string }; // prettier-ignore
    for (let page = 0; ShardIterator !== undefined && page < 20; page++) {
      const answer = service.perform("GetRecords", { ShardIterator, Limit: 5 }) as {
        Records: readonly Change[];
        NextShardIterator?: string;
      };
      changes.push(...answer.Records);
      ShardIterator = answer.Records.length > 0 ? answer.NextShardIterator : undefined;
    }
  }
  return { changes, childCount: StreamDescription.Shards.filter(({ ParentShardId }) => ParentShardId).length };
}

it("has each change once, and the changes of a key in their order, across shards that close", () => {
  let childCount = 0;
  let changeCount = 0;
  fc.assert(
    fc.property(steps, (list) => {
      let nowMs = Date.UTC(2026, 0, 1);
      const service = new TableService({ nowMs: () => nowMs, indexDelayMs: 0 });
      const { TableDescription } = service.perform("CreateTable", {
        TableName: TABLE,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
      });
      /** What became of each key, state after state. */
      const states = new Map<string, (Item | undefined)[]>();
      const look = () => {
        const items = new Map((service.perform("Scan", { TableName: TABLE })["Items"] as Item[]).map((one) => [(one["id"] as { S: string }).S, one])); // prettier-ignore
        for (const key of "abcdef") {
          const known = states.get(key) ?? [undefined];
          states.set(key, known);
          if (JSON.stringify(known.at(-1)) !== JSON.stringify(items.get(key))) known.push(items.get(key));
        }
      };
      for (const step of list) {
        nowMs += step.afterMs;
        try {
          service.perform(step.operation, bodyOf(step));
        } catch (error) {
          expect((error as { code?: string }).code).toBe("TransactionCanceledException");
        }
        look();
      }
      const { changes, childCount: count } = changesOf(service, (TableDescription as { LatestStreamArn: string }).LatestStreamArn); // prettier-ignore
      childCount += count;
      changeCount += changes.length;
      for (const [key, known] of states) {
        const own = changes.filter(({ dynamodb }) => dynamodb.Keys.id.S === key);
        expect(own.map(({ dynamodb }) => [dynamodb.OldImage, dynamodb.NewImage]), key).toEqual(
          known.slice(1).map((after, place) => [known[place], after]),
        ); // prettier-ignore
        expect(own.map(({ eventName }) => eventName)).toEqual(
          known.slice(1).map((after, place) => (known[place] === undefined ? "INSERT" : after === undefined ? "REMOVE" : "MODIFY")), // prettier-ignore
        );
        const numbers = own.map(({ dynamodb }) => BigInt(dynamodb.SequenceNumber));
        expect(numbers.every((number, place) => place === 0 || number > (numbers[place - 1] as bigint))).toBe(true);
      }
    }),
    { numRuns: 400, seed: SEED },
  );
  expect(childCount, "shards that went on for another").toBeGreaterThan(50);
  expect(changeCount).toBeGreaterThan(4_000);
});
