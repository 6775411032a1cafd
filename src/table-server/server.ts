/**
 * The table service behind HTTP, in the service's JSON protocol, for real clients: `POST /` with the operation in
 * `X-Amz-Target` and a JSON body. Signatures are not looked at. It listens on loopback only.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { crc32 } from "node:zlib";
import { DynamoDbError, TableAdmission, TableService } from "../core/dynamodb/index.ts";
import { Random, drawLatency, latencyTable, type Latency } from "../core/kernel/index.ts";

/** How the server behaves. */
export interface TableServerOptions {
  /** Loopback port; 0 takes any that is free. */
  readonly port: number;
  /** All chance comes from it: the latencies. */
  readonly seed?: number;
  /** Whether requests beyond a table's capacity are refused. */
  readonly throttles?: boolean;
  /** Whether an answer takes as long as one of the service would; otherwise it comes at once. */
  readonly hasLatency?: boolean;
  /** So many simulated seconds pass in a real one: 1 and more. */
  readonly speed?: number;
  /** The real time in ms since 1970, when the server starts and later. */
  readonly clock?: () => number;
}

/** A server that runs. */
export interface TableServer {
  readonly port: number;
  /** The simulated time, in ms since 1970. */
  nowMs(): number;
  close(): Promise<void>;
}

/** From a client to a request router and back, with a storage node's work: a model figure, in ms. */
const LATENCY: Latency = [
  [0, 1],
  [0.5, 3],
  [0.99, 10],
  [1, 40],
];
const LOOPBACK = "127.0.0.1";
const BODY_BYTES_MAX = 16 * 1_048_576 + 1_048_576;
const TARGET = /^(DynamoDB|DynamoDBStreams)_20120810\.(\w+)$/;
const STREAM_OPERATIONS = ["ListStreams", "DescribeStream", "GetShardIterator", "GetRecords"];
const CORAL = ["SerializationException", "UnknownOperationException"];

/** Starts a server. Rejects when the port is taken. */
export async function startTableServer(options: TableServerOptions): Promise<TableServer> {
  const clock = options.clock ?? Date.now;
  const startedMs = clock();
  const nowMs = () => Math.round(startedMs + (clock() - startedMs) * (options.speed ?? 1));
  const service = new TableService({ nowMs, ...(options.throttles === true && { admission: new TableAdmission() }) });
  const luck = new Random(options.seed ?? 1);
  const latencies = latencyTable(LATENCY);
  let requestCount = 0;

  const server: Server = createServer((request, response) => {
    const id = String(++requestCount).padStart(52, "0");
    const latencyMs = drawLatency(latencies, luck);
    const heldMs = options.hasLatency === true ? latencyMs / (options.speed ?? 1) : 0;
    read(request).then(
      (text) => {
        const answer = text === undefined ? TOO_LARGE : answered(service, request, text);
        // Held back, not worked on: the items were read or written when the request came.
        setTimeout(() => send(response, id, latencyMs, answer), heldMs);
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, LOOPBACK, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    nowMs,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const TOO_LARGE: Answer = Object.freeze({ status: 413, body: {} });

function answered(service: TableService, request: IncomingMessage, text: string): Answer {
  if (request.method === "GET") return { status: 200, body: "healthy" };
  const [, api, operation] = TARGET.exec(String(request.headers["x-amz-target"] ?? "")) ?? [];
  try {
    if (request.method !== "POST" || operation === undefined) throw new DynamoDbError("UnknownOperationException", "");
    if (STREAM_OPERATIONS.includes(operation) !== (api === "DynamoDBStreams"))
      throw new DynamoDbError("UnknownOperationException", "");
    return { status: 200, body: service.perform(operation, parsed(text)) };
  } catch (error) {
    if (error instanceof DynamoDbError) return { status: 400, body: errorBody(error) };
    // A fault of our own: the client may try again, whoever runs the server has to know.
    console.error(error);
    return { status: 500, body: errorBody(new DynamoDbError("InternalServerError", "Internal server error")) };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new DynamoDbError("SerializationException", "The request body is no JSON");
  }
}

function errorBody({ code, message, details }: DynamoDbError): unknown {
  const prefix = CORAL.includes(code)
    ? "com.amazon.coral.service"
    : code === "ValidationException"
      ? "com.amazon.coral.validate"
      : "com.amazonaws.dynamodb.v20120810";
  // Both spellings are in use: the SDKs read either.
  const text = code === "TransactionCanceledException" ? { Message: message } : { message };
  return { __type: `${prefix}#${code}`, ...text, ...details };
}

function send(response: ServerResponse, id: string, latencyMs: number, { status, body }: Answer): void {
  const content = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    "content-type": "application/x-amz-json-1.0",
    "content-length": content.length,
    "x-amzn-requestid": id,
    "x-amz-crc32": String(crc32(content)),
    "x-simulated-latency-ms": String(latencyMs),
  });
  response.end(content);
}

/** The body, or nothing if it is too large. */
async function read(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= BODY_BYTES_MAX) chunks.push(chunk);
  }
  return size > BODY_BYTES_MAX ? undefined : Buffer.concat(chunks).toString("utf8");
}
