/** dynalite in memory, asked over loopback as any client asks it: the outside oracle for the table service. */
import { Agent, request } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createRequire } from "node:module";
import type { AttributeValue } from "../../src/core/dynamodb/index.ts";

const require = createRequire(import.meta.url);

/** What a request came to: a body, or the name and text of an error. */
export type Outcome =
  | { readonly body: Readonly<Record<string, unknown>> }
  | { readonly error: string; readonly message: string; readonly item?: unknown };

export interface Dynalite {
  /** Asks it. */
  ask(operation: string, body: unknown): Promise<Outcome>;
  /** Asks about a table that nobody has used before, under the name that the requests have. */
  fresh(name: string): Dynalite["ask"];
  close(): Promise<void>;
}

/** Starts one of its own. Tables are ready at once. */
export async function startDynalite(): Promise<Dynalite> {
  const dynalite = require("dynalite") as (options: object) => Server;
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask: Dynalite["ask"] = (operation, body) => post(port, agent, operation, body);
  let freshCount = 0;
  return {
    ask,
    fresh(name) {
      // A table that was deleted is there for a moment.
      const other = `${name}-${++freshCount}`;
      return async (operation, body) => {
        const text = JSON.stringify(body).replaceAll(`"${name}"`, `"${other}"`);
        return JSON.parse(JSON.stringify(await ask(operation, JSON.parse(text))).replaceAll(other, name)) as Outcome;
      };
    },
    close: () => {
      agent.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function post(port: number, agent: Agent, operation: string, body: unknown): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        port,
        agent,
        host: "127.0.0.1",
        method: "POST",
        headers: {
          "content-type": "application/x-amz-json-1.0",
          "x-amz-target": `DynamoDB_20120810.${operation}`,
          "x-amz-date": "20260101T000000Z",
          authorization: "AWS4-HMAC-SHA256 Credential=a/b/c/d, SignedHeaders=e, Signature=f",
        },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => (text += chunk));
        response.on("end", () => {
          const answer = JSON.parse(text) as Record<string, unknown>;
          if (response.statusCode === 200) return resolve({ body: answer });
          const type = String(answer["__type"]);
          resolve({
            error: type.slice(type.indexOf("#") + 1),
            message: String(answer["message"] ?? answer["Message"] ?? ""),
            ...("Item" in answer && { item: answer["Item"] }),
          });
        });
      },
    );
    asked.on("error", reject);
    asked.end(JSON.stringify(body));
  });
}

/** dynalite's own hash of a partition key, so that scans of both go through the items in one order. */
export function dynaliteHash(value: AttributeValue): string {
  const { hashPrefix } = require("dynalite/db") as { hashPrefix(value: unknown, type: string): string };
  const [type, content] = Object.entries(value)[0] as [string, unknown];
  return hashPrefix(content, type);
}
