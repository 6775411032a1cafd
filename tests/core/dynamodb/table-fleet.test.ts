/** The service's own operations on partitions of three replicas, with zones and nodes that fail. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  runTableFleet,
  TABLE_EPOCH_MS,
  TableService,
  transactWrite,
  type FleetMechanisms,
  type FleetRequest,
  type FleetScenario,
  type FleetTrace,
} from "../../../src/core/dynamodb/index.ts";
import { judgeHistory, type HistoryOperation } from "../../../src/core/history/consistency.ts";
import type { Fault } from "../../../src/core/kernel/index.ts";
import { createTableBody, randomSequence } from "../../oracle/random-requests.ts";
import { SEED } from "../seed.ts";

const TABLE = {
  TableName: "accounts",
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
};
const base: FleetScenario = { seed: 1, partitions: 3, tables: [TABLE], requests: [], faults: [], untilMs: 30_000 };
const run = (scenario: Partial<FleetScenario>, mechanisms?: FleetMechanisms) =>
  runTableFleet({ ...base, ...scenario }, mechanisms);
const ask = (atMs: number, operation: string, body: object, zone = "az-1") =>
  ({ atMs, zone, operation, body }) as unknown as FleetRequest;

/** What became of each request, and when. */
function ends(trace: FleetTrace) {
  return trace.flatMap((event) =>
    event.kind === "request-answered" || event.kind === "request-refused" || event.kind === "request-unknown"
      ? [event]
      : [],
  );
}

it("answers as the service in memory does, whatever is asked, with as many partitions as you like", () => {
  let answerCount = 0;
  fc.assert(
    fc.property(randomSequence(30), fc.integer({ min: 1, max: 4 }), ({ table, requests }, partitions) => {
      const nowMs = { value: 0 };
      const memory = new TableService({ nowMs: () => TABLE_EPOCH_MS + nowMs.value, indexDelayMs: 0 });
      const created = createTableBody(table);
      memory.perform("CreateTable", created);
      // Whole seconds apart: until then every replica has what was written.
      const asked = requests
        .filter(({ operation }) => /Item|Query|Scan/.test(operation))
        .map(({ operation, body }, index) => ask(3_000 + index * 1_000, operation, body));
      const trace = run({ partitions, tables: [created as never], requests: asked, untilMs: 60_000 });
      for (const event of ends(trace)) {
        const { atMs, operation, body } = asked[event.request - 1] as FleetRequest;
        nowMs.value = atMs;
        let expected: object;
        try {
          expected = { response: memory.perform(operation, body) };
        } catch (error) {
          expected = { code: (error as { code: string }).code, message: (error as Error).message };
        }
        expect(event, `${operation} ${JSON.stringify(body)}`).toMatchObject(expected);
        answerCount++;
      }
      expect(ends(trace)).toHaveLength(asked.length);
    }),
    { numRuns: 60, seed: SEED },
  );
  expect(answerCount).toBeGreaterThan(1_000);
});

const UNTIL_MS = 40_000;
/** All faults are over by then. */
const CALM_FROM_MS = 16_000;
const zone = fc.constantFrom("az-1", "az-2", "az-3");
const node = fc.constantFrom(...["P1", "P2"].flatMap((name) => [1, 2, 3].map((index) => `${name}-R${index}`)));
const spans = fc
  .tuple(fc.integer({ min: 500, max: 12_000 }), fc.constantFrom(20, 300, 4_000))
  .map(([fromMs, forMs]) => ({ fromMs, untilMs: Math.min(CALM_FROM_MS, fromMs + forMs) }));
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.tuple(zone, spans).map(([down, span]) => ({ kind: "zone-down" as const, zone: down, ...span })),
  fc.tuple(node, spans).map(([down, span]) => ({ kind: "node-down" as const, node: down, ...span })),
  fc
    .tuple(zone, zone, spans)
    .filter(([a, b]) => a !== b)
    .map(([a, b, span]) => ({ kind: "zones-parted" as const, zones: [a, b] as const, ...span })),
  fc.tuple(node, fc.constantFrom(30, 90), spans).map(([slow, addedMs, span]) => ({ kind: "node-slow" as const, node: slow, addedMs, ...span })), // prettier-ignore
  fc.tuple(fc.constantFrom(0.1, 0.4), spans).map(([probability, span]) => ({ kind: "messages-lost" as const, probability, ...span })), // prettier-ignore
  spans.map((span) => ({ kind: "messages-doubled" as const, probability: 0.6, ...span })),
);
const faults = fc.array(fault, { maxLength: 4, size: "max" });
const atMs = fc.integer({ min: 600, max: 15_000 });
const inOrder = (requests: readonly FleetRequest[]) => requests.toSorted((a, b) => a.atMs - b.atMs);
const KEYS = ["alice", "bob", "carol"] as const;
const key = fc.constantFrom(...KEYS);

describe("counters", () => {
  const add = (id: string) => ({
    TableName: "accounts",
    Key: { id: { S: id } },
    UpdateExpression: "ADD n :one",
    ExpressionAttributeValues: { ":one": { N: "1" } },
    ReturnValues: "UPDATED_NEW",
  });
  const get = (id: string) => ({ TableName: "accounts", Key: { id: { S: id } }, ConsistentRead: true });
  const scenarios = fc
    .record({
      seed: fc.nat(0xffff),
      steps: fc.array(fc.tuple(atMs, zone, key, fc.boolean()), { minLength: 5, maxLength: 60, size: "max" }),
      faults,
    })
    .map(({ seed, steps, faults: some }) => ({
      seed,
      partitions: 2,
      faults: some,
      untilMs: UNTIL_MS,
      requests: inOrder([
        ...steps.map(([when, where, id, isWrite]) => ask(when, isWrite ? "UpdateItem" : "GetItem", isWrite ? add(id) : get(id), where)), // prettier-ignore
        ...KEYS.map((id) => ask(30_000, "GetItem", get(id))),
      ]),
    }));

  /** A count is a version: each addition makes the next one. */
  function historyOf(trace: FleetTrace, requests: readonly FleetRequest[]): readonly HistoryOperation[] {
    const history: HistoryOperation[] = [];
    const unknown: { readonly key: string; readonly fromMs: number }[] = [];
    const asked = (request: number) => requests[request - 1] as FleetRequest;
    const idOf = ({ body }: FleetRequest) => (body as { Key: { id: { S: string } } }).Key.id.S;
    const last = new Map<string, number>();
    for (const event of ends(trace)) {
      const about = asked(event.request);
      if (event.kind === "request-unknown" && about.operation === "UpdateItem")
        unknown.push({ key: idOf(about), fromMs: about.atMs });
      if (event.kind !== "request-answered") continue;
      const found = event.response as { Attributes?: { n: { N: string } }; Item?: { n: { N: string } } };
      const version = Number((found.Attributes ?? found.Item)?.n.N ?? 0);
      last.set(idOf(about), Math.max(version, last.get(idOf(about)) ?? 0));
      history.push({ session: about.zone, kind: about.operation === "GetItem" ? "read" : "write", key: idOf(about), version, fromMs: about.atMs, untilMs: event.atMs }); // prettier-ignore
    }
    // Additions of which nobody heard account for the versions that no answered one made.
    for (const [id, count] of last) {
      const made = new Set(history.filter((one) => one.kind === "write" && one.key === id).map(({ version }) => version)); // prettier-ignore
      const lost = unknown.filter((one) => one.key === id).map(({ fromMs }) => fromMs);
      const gaps = Array.from({ length: count }, (_, index) => index + 1).filter((version) => !made.has(version));
      expect(gaps.length, `additions to ${id} that nobody asked for`).toBeLessThanOrEqual(lost.length);
      for (const version of gaps)
        history.push({
          session: "lost",
          kind: "write",
          key: id,
          version,
          fromMs: Math.min(...lost),
          untilMs: Infinity,
        });
    }
    return history;
  }

  it("count every addition that was answered, and strongly consistent reads are linearizable, whatever fails", () => {
    let [unknownCount, answeredCount] = [0, 0];
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const trace = run(scenario);
        const history = historyOf(trace, scenario.requests);
        for (const { breaks } of judgeHistory(history)) expect(breaks).toEqual([]);
        unknownCount += ends(trace).filter(({ kind }) => kind === "request-unknown").length;
        answeredCount += history.length;
      }),
      { numRuns: 250, seed: SEED },
    );
    expect(answeredCount).toBeGreaterThan(4_000);
    expect(unknownCount, "writes whose answer was lost").toBeGreaterThan(50);
  });
});

describe("transfers", () => {
  const update = (id: string, by: number, least: number) => ({
    Update: {
      TableName: "accounts",
      Key: { id: { S: id } },
      UpdateExpression: "ADD n :by",
      ConditionExpression: "n >= :least",
      ExpressionAttributeValues: { ":by": { N: String(by) }, ":least": { N: String(least) } },
    },
  });
  const transfer = (from: string, to: string, by: number) => ({ TransactItems: [update(from, -by, by), update(to, by, 0)] }); // prettier-ignore
  const all = { TransactItems: KEYS.map((id) => ({ Get: { TableName: "accounts", Key: { id: { S: id } } } })) };
  const opening = KEYS.map((id) => ask(500, "PutItem", { TableName: "accounts", Item: { id: { S: id }, n: { N: "100" } } })); // prettier-ignore
  const scenarios = fc
    .record({
      seed: fc.nat(0xffff),
      moves: fc.array(fc.tuple(atMs, zone, key, key, fc.constantFrom(5, 70, 150)), { minLength: 3, maxLength: 30, size: "max" }), // prettier-ignore
      reads: fc.array(fc.tuple(atMs, zone), { minLength: 5, maxLength: 30, size: "max" }),
      faults,
    })
    .map(({ seed, moves, reads, faults: some }) => ({
      seed,
      partitions: 2,
      faults: some,
      untilMs: UNTIL_MS,
      requests: inOrder([
        ...opening,
        ...moves.flatMap(([when, where, from, to, by]) => (from === to ? [] : [ask(when, "TransactWriteItems", transfer(from, to, by), where)])), // prettier-ignore
        ...reads.map(([when, where]) => ask(when, "TransactGetItems", all, where)),
        ask(35_000, "TransactGetItems", all),
      ]),
    }));
  const sumsOf = (trace: FleetTrace) =>
    ends(trace).flatMap((event) => {
      const { Responses } = (event.kind === "request-answered" ? event.response : {}) as { Responses?: readonly { Item?: { n: { N: string } } }[] }; // prettier-ignore
      return Responses === undefined ? [] : [Responses.reduce((sum, { Item }) => sum + Number(Item?.n.N ?? 0), 0)];
    });
  /** The opening puts may be lost, as any write: such a run is about other sums. */
  const isOpened = (trace: FleetTrace) =>
    ends(trace).filter(({ kind, request }) => kind === "request-answered" && request <= KEYS.length).length === KEYS.length; // prettier-ignore

  it("are seen whole or not at all, whatever fails, and end", () => {
    let [readCount, cancelledCount, movedCount] = [0, 0, 0];
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const trace = run(scenario);
        if (!isOpened(trace)) return;
        const sums = sumsOf(trace);
        expect(sums).toEqual(sums.map(() => 300));
        readCount += sums.length;
        const last = ends(trace).find(({ request }) => request === scenario.requests.length);
        expect(last?.kind, "the read of the end: nothing is held any more").toBe("request-answered");
        for (const event of ends(trace)) {
          if (event.kind === "request-refused") cancelledCount++;
          if (event.kind === "request-answered") movedCount++;
        }
      }),
      { numRuns: 250, seed: SEED },
    );
    expect(readCount).toBeGreaterThan(2_000);
    expect(movedCount).toBeGreaterThan(4_000);
    expect(cancelledCount).toBeGreaterThan(500);
  });

  it("are not, with a mechanism that commits as soon as one has accepted", () => {
    const hasty: FleetMechanisms = {
      transactWrite: {
        ...transactWrite,
        next: (entry, heard) =>
          entry.outcome === undefined && heard.accepted.length > 0
            ? { step: "decide", outcome: "commit" }
            : transactWrite.next(entry, heard),
      },
    };
    const found = fc.check(
      fc.property(scenarios, (scenario) => {
        const trace = run(scenario, hasty);
        return !isOpened(trace) || sumsOf(trace).every((sum) => sum === 300);
      }),
      { numRuns: 100, seed: SEED, endOnFailure: true },
    );
    expect(found.failed).toBe(true);
  });
});

describe("a scenario", () => {
  it.each([
    ["partitions", { partitions: 0 }],
    ["untilMs", { untilMs: 0 }],
    ["requests[0].zone", { requests: [ask(0, "GetItem", {}, "az-9")] }],
    ["requests[0].operation", { requests: [ask(0, "Select", {})] }],
    ["requests[1].atMs", { requests: [ask(5, "Scan", {}), ask(4, "Scan", {})] }],
    ["faults[0].node", { faults: [{ kind: "node-down" as const, node: "P4-R1", fromMs: 0 }] }],
  ])("is refused by the name of its field, %s", (field, change) => {
    expect(() => run(change)).toThrow(field);
  });
});
