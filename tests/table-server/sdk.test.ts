/** The AWS SDK for JavaScript, unmodified, against the simulator. */
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  ProvisionedThroughputExceededException,
  PutItemCommand,
  QueryCommand,
  ResourceInUseException,
  ResourceNotFoundException,
  RestoreTableToPointInTimeCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  TransactionCanceledException,
  UpdateContinuousBackupsCommand,
  UpdateItemCommand,
  UpdateTimeToLiveCommand,
  paginateQuery,
  waitUntilTableExists,
  type CreateTableCommandInput,
} from "@aws-sdk/client-dynamodb";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  type _Record as StreamRecord,
} from "@aws-sdk/client-dynamodb-streams";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTableServer, type TableServer, type TableServerOptions } from "../../src/table-server/server.ts";

let server: TableServer;
let client: DynamoDBClient;
let streams: DynamoDBStreamsClient;
let clockMs: number;

async function start(options: Partial<TableServerOptions> = {}): Promise<void> {
  clockMs = Date.UTC(2026, 0, 1);
  server = await startTableServer({ port: 0, clock: () => clockMs, ...options });
  const settings = {
    endpoint: `http://127.0.0.1:${server.port}`,
    region: "us-east-1",
    credentials: { accessKeyId: "any", secretAccessKey: "any" },
    maxAttempts: 1,
  };
  client = new DynamoDBClient(settings);
  streams = new DynamoDBStreamsClient(settings);
}

beforeEach(() => start());
afterEach(async () => {
  client.destroy();
  streams.destroy();
  await server.close();
});

const ORDERS: CreateTableCommandInput = {
  TableName: "orders",
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [
    { AttributeName: "customer", AttributeType: "S" },
    { AttributeName: "at", AttributeType: "N" },
    { AttributeName: "status", AttributeType: "S" },
  ],
  KeySchema: [
    { AttributeName: "customer", KeyType: "HASH" },
    { AttributeName: "at", KeyType: "RANGE" },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: "by-status",
      KeySchema: [
        { AttributeName: "status", KeyType: "HASH" },
        { AttributeName: "at", KeyType: "RANGE" },
      ],
      Projection: { ProjectionType: "KEYS_ONLY" },
    },
  ],
  StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
};
const TableName = "orders";
const order = (customer: string, at: number, more: object = {}) => ({
  customer: { S: customer },
  at: { N: String(at) },
  ...more,
});

/** All records of the table's stream, shard by shard. */
async function streamRecords(): Promise<StreamRecord[]> {
  const [{ StreamArn } = {}] = (await streams.send(new ListStreamsCommand({ TableName }))).Streams ?? [];
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  const seen: StreamRecord[] = [];
  for (const { ShardId } of StreamDescription?.Shards ?? []) {
    const { ShardIterator } = await streams.send(
      new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" }),
    );
    seen.push(...((await streams.send(new GetRecordsCommand({ ShardIterator }))).Records ?? []));
  }
  return seen;
}

describe("the AWS SDK", () => {
  it("creates, describes, lists and deletes tables", async () => {
    await client.send(new CreateTableCommand(ORDERS));
    await waitUntilTableExists({ client, maxWaitTime: 30 }, { TableName });
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    expect(Table?.TableStatus).toBe("ACTIVE");
    expect(Table?.CreationDateTime).toEqual(new Date(clockMs));
    await expect(client.send(new CreateTableCommand(ORDERS))).rejects.toBeInstanceOf(ResourceInUseException);
    expect((await client.send(new ListTablesCommand())).TableNames).toEqual(["orders"]);
    await client.send(new DeleteTableCommand({ TableName }));
    await expect(client.send(new DescribeTableCommand({ TableName }))).rejects.toBeInstanceOf(
      ResourceNotFoundException,
    );
  });

  it("writes, reads, and is told of a failed condition with the item that failed it", async () => {
    await client.send(new CreateTableCommand(ORDERS));
    await client.send(new PutItemCommand({ TableName, Item: order("ann", 1, { price: { N: "12.50" }, picture: { B: new Uint8Array([1, 2, 3]) } }) })); // prettier-ignore
    const { Attributes } = await client.send(
      new UpdateItemCommand({
        TableName,
        Key: order("ann", 1),
        UpdateExpression: "SET price = price + :more, tags = :tags",
        ExpressionAttributeValues: { ":more": { N: "0.05" }, ":tags": { SS: ["new"] } },
        ReturnValues: "UPDATED_NEW",
      }),
    );
    expect(Attributes).toEqual({ price: { N: "12.55" }, tags: { SS: ["new"] } });
    const { Item } = await client.send(new GetItemCommand({ TableName, Key: order("ann", 1), ConsistentRead: true }));
    expect(Item?.["picture"]?.B).toEqual(new Uint8Array([1, 2, 3]));
    const refused = await client
      .send(
        new PutItemCommand({
          TableName,
          Item: order("ann", 1),
          ConditionExpression: "attribute_not_exists(customer)",
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        }),
      ) // prettier-ignore
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ConditionalCheckFailedException);
    expect((refused as ConditionalCheckFailedException).Item?.["price"]).toEqual({ N: "12.55" });
  });

  it("queries page by page, and an index once it has followed", async () => {
    await client.send(new CreateTableCommand(ORDERS));
    await client.send(
      new BatchWriteItemCommand({
        RequestItems: { orders: Array.from({ length: 10 }, (_, at) => ({ PutRequest: { Item: order("ann", at, { status: { S: "open" } }) } })) }, // prettier-ignore
      }),
    );
    const pages = [];
    for await (const { Items } of paginateQuery(
      { client, pageSize: 4 },
      {
        TableName,
        KeyConditionExpression: "customer = :c",
        ExpressionAttributeValues: { ":c": { S: "ann" } },
        ScanIndexForward: false,
      },
    ))
      // prettier-ignore
      pages.push(Items?.map(({ at }) => Number(at?.N)));
    expect(pages).toEqual([
      [9, 8, 7, 6],
      [5, 4, 3, 2],
      [1, 0],
    ]);
    const byStatus = () => client.send(new QueryCommand({ TableName, IndexName: "by-status", KeyConditionExpression: "#s = :s AND #a BETWEEN :l AND :h", ExpressionAttributeNames: { "#s": "status", "#a": "at" }, ExpressionAttributeValues: { ":s": { S: "open" }, ":l": { N: "3" }, ":h": { N: "5" } } })); // prettier-ignore
    expect((await byStatus()).Count).toBe(0);
    clockMs += 1_000;
    expect((await byStatus()).Items?.map(({ at }) => at?.N)).toEqual(["3", "4", "5"]);
    const { Responses } = await client.send(new BatchGetItemCommand({ RequestItems: { orders: { Keys: [order("ann", 0), order("bob", 0)] } } })); // prettier-ignore
    expect(Responses?.["orders"]).toHaveLength(1);
  });

  it("transacts: all or nothing, once for each token", async () => {
    await client.send(new CreateTableCommand(ORDERS));
    const write = (token: string, at: number) =>
      client.send(
        new TransactWriteItemsCommand({
          ClientRequestToken: token,
          TransactItems: [
            { Put: { TableName, Item: order("ann", at) } },
            { Update: { TableName, Key: order("ann", 0), UpdateExpression: "ADD n :one", ExpressionAttributeValues: { ":one": { N: "1" } } } }, // prettier-ignore
            {
              ConditionCheck: {
                TableName,
                Key: order("bob", 1),
                ConditionExpression: "attribute_not_exists(customer)",
              },
            },
          ],
        }),
      );
    await write("first", 1);
    await write("first", 1);
    await client.send(new PutItemCommand({ TableName, Item: order("bob", 1) }));
    const cancelled = await write("second", 2).catch((error: unknown) => error);
    expect(cancelled).toBeInstanceOf(TransactionCanceledException);
    expect((cancelled as TransactionCanceledException).CancellationReasons?.map(({ Code }) => Code)).toEqual(["None", "None", "ConditionalCheckFailed"]); // prettier-ignore
    const { Responses } = await client.send(
      new TransactGetItemsCommand({ TransactItems: [{ Get: { TableName, Key: order("ann", 0) } }, { Get: { TableName, Key: order("ann", 2) } }] }), // prettier-ignore
    );
    expect(Responses?.map(({ Item }) => Item?.["n"]?.N)).toEqual(["1", undefined]);
    await expect(write("first", 3)).rejects.toThrow(expect.objectContaining({ name: "IdempotentParameterMismatchException" })); // prettier-ignore
    clockMs += 11 * 60_000;
    await expect(write("first", 3)).rejects.toBeInstanceOf(TransactionCanceledException);
  });

  it("reads a stream from its oldest record on, each key in order", async () => {
    await client.send(new CreateTableCommand(ORDERS));
    await client.send(new PutItemCommand({ TableName, Item: order("ann", 1, { n: { N: "1" } }) }));
    await client.send(new PutItemCommand({ TableName, Item: order("ann", 1, { n: { N: "1" } }) }));
    await client.send(new UpdateItemCommand({ TableName, Key: order("ann", 1), UpdateExpression: "SET n = :n", ExpressionAttributeValues: { ":n": { N: "2" } } })); // prettier-ignore
    const seen = await streamRecords();
    // The second put changed nothing.
    expect(seen.map(({ eventName, dynamodb }) => [eventName, dynamodb?.NewImage?.["n"]?.N])).toEqual([["INSERT", "1"], ["MODIFY", "2"]]); // prettier-ignore
    const [{ StreamArn } = {}] = (await streams.send(new ListStreamsCommand({ TableName }))).Streams ?? [];
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
    const [{ ShardId } = {}] = StreamDescription?.Shards ?? [];
    const stale = await streams.send(new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: "LATEST" }));
    clockMs += 16 * 60_000;
    await expect(streams.send(new GetRecordsCommand({ ShardIterator: stale.ShardIterator }))).rejects.toThrow(expect.objectContaining({ name: "ExpiredIteratorException" })); // prettier-ignore
  });

  it("sees an expired item until it is taken out, and the stream says by whom", async () => {
    await client.send(new CreateTableCommand(ORDERS));
    await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { AttributeName: "until", Enabled: true } })); // prettier-ignore
    await client.send(new PutItemCommand({ TableName, Item: order("ann", 1, { until: { N: String(clockMs / 1_000 + 60) } }) })); // prettier-ignore
    clockMs += 61_000;
    expect((await client.send(new ScanCommand({ TableName }))).Count).toBe(1);
    clockMs += 600_000;
    expect((await client.send(new ScanCommand({ TableName }))).Count).toBe(0);
    const removals = (await streamRecords()).filter(({ eventName }) => eventName === "REMOVE");
    expect(removals.map(({ userIdentity }) => userIdentity)).toEqual([
      { PrincipalId: "dynamodb.amazonaws.com", Type: "Service" },
    ]);
  });

  it("restores a table as it was at a second", async () => {
    await client.send(new CreateTableCommand(ORDERS));
    await client.send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } })); // prettier-ignore
    await client.send(new PutItemCommand({ TableName, Item: order("ann", 1) }));
    clockMs += 60_000;
    const before = new Date(clockMs - 1_000);
    await client.send(new PutItemCommand({ TableName, Item: order("ann", 2) }));
    const restore = () => client.send(new RestoreTableToPointInTimeCommand({ SourceTableName: TableName, TargetTableName: "restored", RestoreDateTime: before })); // prettier-ignore
    await expect(restore()).rejects.toThrow(expect.objectContaining({ name: "InvalidRestoreTimeException" }));
    clockMs += 600_000;
    await restore();
    expect((await client.send(new ScanCommand({ TableName: "restored" }))).Items).toEqual([order("ann", 1)]);
  });

  it("is throttled beyond a table's capacity, if that was asked for", async () => {
    client.destroy();
    streams.destroy();
    await server.close();
    await start({ throttles: true });
    await client.send(new CreateTableCommand({ ...ORDERS, BillingMode: "PROVISIONED", ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 }, GlobalSecondaryIndexes: [{ ...ORDERS.GlobalSecondaryIndexes?.[0], ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 } }] } as CreateTableCommandInput)); // prettier-ignore
    const put = () => client.send(new PutItemCommand({ TableName, Item: order("ann", 1) }));
    for (let count = 0; count < 5; count++) await put();
    await expect(put()).rejects.toBeInstanceOf(ProvisionedThroughputExceededException);
    clockMs += 1_000;
    await put();
  });

  it("gets the service's errors for nonsense", async () => {
    const post = async (target: string, body: string) => {
      const response = await fetch(`http://127.0.0.1:${server.port}`, { method: "POST", headers: { "x-amz-target": target }, body }); // prettier-ignore
      return [response.status, ((await response.json()) as { __type: string }).__type];
    };
    expect(await post("DynamoDB_20120810.PutItem", "{")).toEqual([
      400,
      "com.amazon.coral.service#SerializationException",
    ]);
    expect(await post("DynamoDB_20120810.Nothing", "{}")).toEqual([400, "com.amazon.coral.service#UnknownOperationException"]); // prettier-ignore
    expect(await post("DynamoDB_20120810.GetRecords", "{}")).toEqual([400, "com.amazon.coral.service#UnknownOperationException"]); // prettier-ignore
    expect(await post("", "{}")).toEqual([400, "com.amazon.coral.service#UnknownOperationException"]);
    expect(await post("DynamoDB_20120810.PutItem", "[]")).toEqual([400, "com.amazon.coral.service#SerializationException"]); // prettier-ignore
    expect(await post("DynamoDB_20120810.PutItem", JSON.stringify({ TableName, Item: {} }))).toEqual([400, "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException"]); // prettier-ignore
    expect(await post("DynamoDB_20120810.PutItem", "x".repeat(18 * 1_048_576)).catch(() => [413])).toContain(413); // prettier-ignore
  });
});
