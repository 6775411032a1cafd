/** Sessions with times of all kinds, and what clients do while the background process passes. */
import * as fc from "fast-check";
import type { ExpiryValue, Item, StreamSign, TtlQuestion, TtlScenario, TtlScript, TtlStep } from "four-of-six/dynamodb";

const key = fc.constantFrom("s1", "s2", "s3");
const expires: fc.Arbitrary<ExpiryValue> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -30, max: 200 }).map((inSeconds) => ({ inSeconds })) },
  { weight: 1, arbitrary: fc.constantFrom(-100, 100).map((inMilliseconds) => ({ inMilliseconds })) },
  { weight: 1, arbitrary: fc.constant({ asText: true as const }) },
  { weight: 1, arbitrary: fc.constantFrom(2, 4, 6).map((yearsAgo) => ({ yearsAgo })) },
  { weight: 1, arbitrary: fc.constant({ never: true as const }) },
);
type Undated = TtlStep extends infer Step ? (Step extends TtlStep ? Omit<Step, "atMs"> : never) : never;
const step: fc.Arbitrary<Undated> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("put" as const), key, expires }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("extend" as const), key, bySeconds: fc.integer({ min: -20, max: 120 }) }) }, // prettier-ignore
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("delete" as const), key }) },
  { weight: 3, arbitrary: fc.constant({ kind: "read" as const }) },
);

/** Steps a few seconds apart, never at the instant at which something expires: what holds just then is undecided. */
export const ttlScenarios: fc.Arbitrary<TtlScenario> = fc
  .record({
    steps: fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), step), { maxLength: 12, size: "max" }),
    passMs: fc.constantFrom(10_000, 30_000, 60_000),
  })
  .map(({ steps, passMs }) => {
    let atMs = 0;
    return {
      steps: steps.map(([seconds, each]): TtlStep => ({ ...each, atMs: (atMs += seconds * 1_000) + 500 }) as TtlStep),
      passMs,
      untilMs: 600_000,
    };
  });

const NOW_S = 1_767_225_600;
const YEAR_S = 365 * 86_400;
/** Never at the instant itself, nor five years before it. */
const times = fc.oneof(
  fc.integer({ min: 1, max: 5_000 }).map((seconds) => NOW_S + seconds),
  fc.integer({ min: 1, max: 5_000 }).map((seconds) => NOW_S - seconds),
  fc.constantFrom(NOW_S * 1_000, (NOW_S - 60) * 1_000, NOW_S - 4 * YEAR_S, NOW_S - 6 * YEAR_S, 0),
);
const timed = fc.oneof(
  { weight: 6, arbitrary: times.map((seconds): Item => ({ expiresAt: { N: String(seconds) } })) },
  { weight: 1, arbitrary: times.map((seconds): Item => ({ expiresAt: { S: String(seconds) } })) },
  { weight: 1, arbitrary: times.map((seconds): Item => ({ createdAt: { N: String(seconds) } })) },
  { weight: 1, arbitrary: fc.constant<Item>({}) },
);
const item = fc.tuple(fc.constantFrom("s1", "s2", "s3"), timed).map(([id, time]): Item => ({ id: { S: id }, ...time }));
const record: fc.Arbitrary<StreamSign> = fc
  .tuple(
    fc.constantFrom("INSERT" as const, "MODIFY" as const, "REMOVE" as const, "REMOVE" as const),
    fc.constantFrom(
      undefined,
      { Type: "Service", PrincipalId: "dynamodb.amazonaws.com" },
      { Type: "Service", PrincipalId: "dynamodb.amazonaws.com" },
      { Type: "Service", PrincipalId: "replication.dynamodb.amazonaws.com" },
      { Type: "User", PrincipalId: "dynamodb.amazonaws.com" },
    ),
  )
  .map(([eventName, userIdentity]) => (userIdentity === undefined ? { eventName } : { eventName, userIdentity }));
const nowMs = fc.constantFrom(0, 250, 999).map((ms) => NOW_S * 1_000 + ms);

const question: fc.Arbitrary<TtlQuestion> = fc.oneof(
  fc.record({ kind: fc.constant("expired" as const), item, nowMs }),
  fc.record({ kind: fc.constant("delete" as const), found: item, current: fc.option(item, { nil: undefined }), nowMs }),
  fc.record({ kind: fc.constant("show" as const), items: fc.array(item, { maxLength: 4 }), nowMs }),
  fc.record({ kind: fc.constant("record" as const), record }),
);

export const ttlScripts: fc.Arbitrary<TtlScript> = fc
  .record({
    attribute: fc.constantFrom("expiresAt", "expiresAt", "expiresAt", "createdAt"),
    questions: fc.array(fc.tuple(question, fc.constantFrom(1, 60, 86_400)), { maxLength: 5 }),
  })
  .map(({ attribute, questions }) => ({
    attribute,
    // What the process comes to delete it has found expired.
    questions: questions.map(([asked, agoS]) =>
      asked.kind === "delete"
        ? { ...asked, found: { ...asked.found, [attribute]: { N: String(NOW_S - agoS) } } }
        : asked,
    ),
  }));
