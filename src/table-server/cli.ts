/**
 * `npm run dynamodb`: serves the table service on loopback, for the AWS SDK and every other client of DynamoDB.
 *
 * Exit codes: 0 stopped by Ctrl+C, 1 the port is taken, 2 wrong use.
 */
import { parseArgs, type ParseArgsConfig } from "node:util";
import { startTableServer, type TableServer } from "./server.ts";

const PORT_DEFAULT = 8_000;
const PORT_MAX = 65_535;
const SPEED_MAX = 1_000_000;
const USAGE = `Usage:
  npm run dynamodb -- [--port N] [--seed N] [--throttle] [--latency] [--speed N]

  --port N      where to listen on loopback; default ${PORT_DEFAULT}, 0 takes a free one
  --seed N      all chance comes from it; default 1
  --throttle    tables have the capacity that they were created with, and no more
  --latency     answers take as long as those of the service would, about 3 ms
  --speed N     so many simulated seconds pass in a real one; default 1.
                At 86400 an item that expires tomorrow expires in a second

Nothing is kept on disk: the tables are gone when the server ends.
`;

const OPTIONS = {
  help: { type: "boolean", short: "h", default: false },
  latency: { type: "boolean", default: false },
  port: { type: "string" },
  seed: { type: "string" },
  speed: { type: "string" },
  throttle: { type: "boolean", default: false },
} satisfies ParseArgsConfig["options"];

/** The command was used wrongly; the text says how to use it rightly, in one line. */
class UsageError extends Error {}

try {
  await run(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  } else if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") {
    process.stderr.write("The port is taken. Stop what listens there, or choose another one with --port.\n");
    process.exitCode = 1;
  } else throw error;
}

async function run(args: readonly string[]): Promise<void> {
  const values = parse(args);
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const port = wholeNumber("--port", values.port, PORT_DEFAULT, 0, PORT_MAX);
  const server = await startTableServer({
    port,
    seed: wholeNumber("--seed", values.seed, 1, 0, Number.MAX_SAFE_INTEGER),
    speed: wholeNumber("--speed", values.speed, 1, 1, SPEED_MAX),
    throttles: values.throttle,
    hasLatency: values.latency,
  });
  process.stdout.write(welcome(server.port));
  stopOnSignal(server);
}

function welcome(port: number): string {
  return `DynamoDB is at http://127.0.0.1:${port} (Ctrl+C ends it).

  const client = new DynamoDBClient({
    endpoint: "http://127.0.0.1:${port}",
    region: "us-east-1",
    credentials: { accessKeyId: "any", secretAccessKey: "any" },
  });
`;
}

function stopOnSignal(server: TableServer): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void server.close());
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split(". To specify")[0]}. See npm run dynamodb -- --help.`);
  }
}

function wholeNumber(name: string, text: string | undefined, fallback: number, least: number, most: number): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(`${name} takes a whole number from ${least} to ${most}, not "${text}".`);
}
