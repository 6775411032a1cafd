import {
  checkDaxScenario,
  daxEventInEnglish,
  keyOfItem,
  runDax,
  versionOf,
  withDaxSchedule,
  type DaxEvent,
  type DaxNemesisStep,
  type DaxScenario,
  type DaxTrace,
  type ItemWrite,
} from "four-of-six/dax";
import { number, optional, tagged, text, truth, type Shape } from "four-of-six/testing";
import { itemShape } from "../../dynamodb/item-shape.ts";
import { nemesisRig } from "../../nemesis-rig.ts";
import { createQueryCache } from "../query-cache/mistakes/repairs-results.ts";
import { requestShape } from "../query-cache/request-shape.ts";

const UNTIL_MS = 120_000;

export const base: DaxScenario = {
  seed: 2026,
  nodes: [{ node: "dax-1", zone: "az-1" }],
  clients: [
    { client: "shop", zone: "az-1" },
    { client: "admin", zone: "az-2" },
    { client: "import", zone: "az-2" },
  ],
  itemCache: { capacity: 100, ttlMs: 60_000 },
  queryCache: { capacity: 10, ttlMs: 60_000 },
  items: [
    { key: "camera#anna", item: { price: { N: "90" } } },
    { key: "camera#ben", item: { price: { N: "95" } } },
    { key: "camera#cleo", item: { price: { N: "99" } } },
    { key: "lens#dan", item: { price: { N: "20" } } },
  ],
  steps: [
    {
      kind: "query-poll",
      atMs: 1_000,
      everyMs: 5_000,
      untilMs: UNTIL_MS,
      client: "shop",
      request: {
        operation: "Query",
        TableName: "Offers",
        KeyConditionExpression: "pk = :p",
        ExpressionAttributeValues: { ":p": { S: "camera" } },
      },
    },
  ],
  faults: [],
  untilMs: UNTIL_MS,
};

const write = tagged<ItemWrite, "action">("action", {
  put: { key: text, item: itemShape, onlyIfMissing: optional(truth) as never },
  update: { key: text, set: itemShape },
  delete: { key: text },
});
const step = tagged<DaxNemesisStep, "kind">("kind", {
  write: { atMs: number, client: text, via: text as Shape<never>, write },
  query: { atMs: number, client: text, via: text as Shape<never>, request: requestShape, mode: text as Shape<never> },
});

export const rig = {
  ...nemesisRig<DaxNemesisStep, DaxEvent>({
    figure: "query-cache",
    shortest: 2,
    step,
    given: base.steps.length,
    check: (schedule) => checkDaxScenario(withDaxSchedule(base, schedule)),
    play: (schedule, into) => runDax(withDaxSchedule(base, schedule), { createQueryCache }, into),
    eventText: daxEventInEnglish,
    timeText: (atMs) => `${Math.round(atMs) / 1_000} s`,
  }),
  base,
};

/** What came of a run, in a sentence: for whoever hoped that something would break. */
export function outcomeOf(trace: DaxTrace): string {
  const seconds = (atMs: number) => `${Math.round(atMs / 1_000)} s`;
  const written = trace.flatMap((event) =>
    event.kind === "table-wrote"
      ? event.rows.map(
          ({ key }) => `${key} at ${seconds(event.atMs)} ${event.by === "dax-1" ? "through" : "past"} dax-1`,
        )
      : [],
  );
  const fetched = trace.flatMap((event) => (event.kind === "query-stored" ? [seconds(event.atMs)] : []));
  const lists = new Set(
    trace.flatMap((event) =>
      event.kind === "query-looked-up" && event.result !== undefined
        ? [event.result.Items.map((item) => `${keyOfItem(item) ?? "?"} version ${versionOf(item) ?? 0}`).join(", ")]
        : [],
    ),
  );
  const all = [...lists].map((items) => `[${items}]`).join(", then ");
  return `none: written ${written.join(", ") || "nothing"}; results fetched at ${fetched.join(", ")}; from memory ${all}, each of which the table has had`;
}
