/**
 * A table of sessions with Time to Live: clients put, extend and delete them, the background process takes out what has
 * expired, an application reads, and a consumer of the stream archives what the process took out. All of it is asked of the
 * table service.
 */
import { ScenarioError, Simulation, type Millis, type Timed, type Trace } from "../kernel/index.ts";
import type { Item } from "./attribute-value.ts";
import { TABLE_EPOCH_MS } from "./table-run.ts";
import { TableService } from "./table-service.ts";
import { ttlSweep, type StreamSign, type TtlSweep } from "./ttl-sweep.ts";

/** What a session's `expiresAt` holds when it is put. */
export type ExpiryValue =
  /** So many seconds from then on; below 0 it is past already. */
  | { readonly inSeconds: number }
  /** The same time in milliseconds, by mistake. */
  | { readonly inMilliseconds: number }
  /** A date as text, by mistake. */
  | { readonly asText: true }
  /** So many years ago. */
  | { readonly yearsAgo: number }
  /** Nothing: it stays. */
  | { readonly never: true };

/** What a client does. */
export type TtlStep =
  | { readonly atMs: Millis; readonly kind: "put"; readonly key: string; readonly expires: ExpiryValue }
  /** Sets the time of a session that is there to so many seconds from now; does nothing for one that is not. */
  | { readonly atMs: Millis; readonly kind: "extend"; readonly key: string; readonly bySeconds: number }
  | { readonly atMs: Millis; readonly kind: "delete"; readonly key: string }
  /** Reads all sessions, and shows those that have not expired. */
  | { readonly atMs: Millis; readonly kind: "read" };

/** A run as data: the same scenario gives the same trace. */
export interface TtlScenario {
  /** In the order of time. */
  readonly steps: readonly TtlStep[];
  /** How often the background process passes: what it finds, it deletes at its next pass. From 1 s on. */
  readonly passMs: Millis;
  /** At most 10 days. */
  readonly untilMs: Millis;
}

/** What happens in such a run. Times in events are of the run. */
export type TtlEvent =
  | { readonly kind: "ttl-opened"; readonly untilMs: Millis; readonly passMs: Millis }
  /** `expiresMs`: when it expires, if it is a time that counts. */
  | { readonly kind: "session-put" | "session-extended"; readonly key: string; readonly expiresMs?: Millis }
  | { readonly kind: "session-deleted"; readonly key: string; readonly byService: boolean }
  | { readonly kind: "sessions-read"; readonly shown: readonly string[]; readonly stored: readonly string[] }
  /** A consumer of the stream has taken a removal for an expiry, or not. */
  | { readonly kind: "removal-seen"; readonly key: string; readonly archived: boolean };

/** A run of a table with Time to Live. */
export type TtlTrace = Trace<TtlEvent>;

const TABLE = "sessions";
const TTL = "expiresAt";
const SECOND_MS: Millis = 1_000;
const YEAR_S = 365 * 86_400;
const UNTIL_MS_MAX: Millis = 864_000_000;

/**
 * Runs a scenario to its end. Throws `ScenarioError`, naming the field, for one that makes no sense. What a learner's
 * mechanism throws passes through; what happened before it is then in `into`.
 */
export function runTtl(scenario: TtlScenario, sweep: TtlSweep = ttlSweep, into?: Timed<TtlEvent>[]): TtlTrace {
  checkTtlScenario(scenario);
  // There is no chance in this run.
  const simulation = new Simulation<TtlEvent>({ seed: 0, trace: into });
  const { steps, passMs, untilMs } = scenario;
  simulation.record({ kind: "ttl-opened", untilMs, passMs });
  const run = new SessionTable(simulation, sweep, passMs);
  // A pass comes before what clients do in the same instant.
  for (let atMs = passMs; atMs <= untilMs; atMs += passMs) simulation.at(atMs, () => run.catchUp());
  for (const step of steps) simulation.at(step.atMs, () => run.perform(step));
  simulation.runUntil(untilMs);
  return simulation.trace;
}

class SessionTable {
  readonly #simulation: Simulation<TtlEvent>;
  readonly #sweep: TtlSweep;
  readonly #service: TableService;
  readonly #streamArn: string;
  /** The last record that the consumer has read of each shard. */
  readonly #readUpTo = new Map<string, string>();

  constructor(simulation: Simulation<TtlEvent>, sweep: TtlSweep, passMs: Millis) {
    this.#simulation = simulation;
    this.#sweep = sweep;
    this.#service = new TableService({
      nowMs: () => this.#nowMs,
      expiryPassMs: passMs,
      mechanisms: { ttlSweep: sweep },
    });
    const { TableDescription } = this.#service.perform("CreateTable", {
      TableName: TABLE,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
    });
    this.#service.perform("UpdateTimeToLive", {
      TableName: TABLE,
      TimeToLiveSpecification: { AttributeName: TTL, Enabled: true },
    });
    this.#streamArn = (TableDescription as { LatestStreamArn: string }).LatestStreamArn;
  }

  /** Lets the background process pass, and the consumer read what it did. */
  catchUp(): void {
    this.#service.perform("DescribeTable", { TableName: TABLE });
    this.#consume();
  }

  perform(step: TtlStep): void {
    switch (step.kind) {
      case "put": {
        const Item = { id: { S: step.key }, ...this.#expiry(step.expires) };
        this.#service.perform("PutItem", { TableName: TABLE, Item });
        this.#record("session-put", step.key, Item);
        break;
      }
      case "extend":
        this.#extend(step.key, step.bySeconds);
        break;
      case "delete":
        this.#service.perform("DeleteItem", { TableName: TABLE, Key: { id: { S: step.key } } });
        break;
      case "read": {
        const { Items } = this.#service.perform("Scan", { TableName: TABLE, ConsistentRead: true }) as {
          Items: Item[];
        };
        const keys = (items: readonly Item[]) => items.map(({ id }) => (id as { S: string }).S).sort();
        const shown = this.#sweep.unexpired(Items, TTL, this.#nowMs);
        this.#simulation.record({ kind: "sessions-read", shown: keys(shown), stored: keys(Items) });
      }
    }
    this.#consume();
  }

  #extend(key: string, bySeconds: number): void {
    const Key = { id: { S: key } };
    const { Item: old } = this.#service.perform("GetItem", { TableName: TABLE, Key, ConsistentRead: true }) as { Item?: Item }; // prettier-ignore
    if (old === undefined) return;
    const Item = { ...Key, ...this.#expiry({ inSeconds: bySeconds }) };
    this.#service.perform("PutItem", { TableName: TABLE, Item });
    this.#record("session-extended", key, Item);
  }

  #expiry(expires: ExpiryValue): Item {
    const nowS = Math.floor(this.#nowMs / SECOND_MS);
    if ("never" in expires) return {};
    if ("asText" in expires) return { [TTL]: { S: "2026-01-01T00:00:00Z" } };
    const seconds = "inSeconds" in expires ? nowS + expires.inSeconds : "yearsAgo" in expires ? nowS - expires.yearsAgo * YEAR_S : (nowS + expires.inMilliseconds) * SECOND_MS; // prettier-ignore
    return { [TTL]: { N: String(seconds) } };
  }

  #record(kind: "session-put" | "session-extended", key: string, item: Item): void {
    const value = item[TTL];
    const expiresMs = value !== undefined && "N" in value ? Number(value.N) * SECOND_MS - TABLE_EPOCH_MS : undefined;
    this.#simulation.record({ kind, key, ...(expiresMs !== undefined && { expiresMs }) });
  }

  /** The consumer: reads each shard on from where it stopped. */
  #consume(): void {
    const { StreamDescription } = this.#service.perform("DescribeStream", { StreamArn: this.#streamArn });
    const { Shards } = StreamDescription as { Shards: { ShardId: string }[] };
    for (const { ShardId } of Shards) {
      const after = this.#readUpTo.get(ShardId);
      const { ShardIterator } = this.#service.perform("GetShardIterator", {
        StreamArn: this.#streamArn,
        ShardId,
        ...(after === undefined
          ? { ShardIteratorType: "TRIM_HORIZON" }
          : { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: after }),
      });
      const { Records } = this.#service.perform("GetRecords", { ShardIterator }) as { Records: StreamRecord[] };
      for (const { dynamodb, ...sign } of Records) {
        this.#readUpTo.set(ShardId, dynamodb.SequenceNumber);
        if (sign.eventName !== "REMOVE") continue;
        const key = (dynamodb.Keys["id"] as { S: string }).S;
        this.#simulation.record({ kind: "session-deleted", key, byService: sign.userIdentity !== undefined });
        const archived = this.#sweep.isExpiry({ eventName: sign.eventName, userIdentity: sign.userIdentity });
        this.#simulation.record({ kind: "removal-seen", key, archived });
      }
    }
  }

  get #nowMs(): Millis {
    return TABLE_EPOCH_MS + Math.floor(this.#simulation.nowMs);
  }
}

interface StreamRecord extends StreamSign {
  readonly dynamodb: { readonly Keys: Item; readonly SequenceNumber: string };
}

/** Throws `ScenarioError`, naming the field, for a scenario that makes no sense. */
export function checkTtlScenario({ steps, passMs, untilMs }: TtlScenario): void {
  if (!(untilMs > 0 && untilMs <= UNTIL_MS_MAX))
    throw new ScenarioError("untilMs", `a time above 0 ms, and at most ${UNTIL_MS_MAX} ms`, untilMs);
  if (!(passMs >= SECOND_MS && passMs < Infinity)) throw new ScenarioError("passMs", "a time from 1,000 ms on", passMs);
  steps.forEach((step, index) => {
    if (!(step.atMs >= 0 && step.atMs < Infinity))
      throw new ScenarioError(`steps[${index}].atMs`, "a time from 0 ms on", step.atMs);
  });
}

/** A promise that a trace does not keep. */
export interface TtlViolation {
  readonly invariant: string;
  /** The place in the trace of the event that breaks it. */
  readonly eventIndex: number;
  readonly what: string;
}

/** Looks for the first violation in a trace. */
export type TtlInvariant = (trace: TtlTrace) => TtlViolation | undefined;

/** When a session expires, if it does, and since when that is so. */
interface Expiry {
  readonly atMs: Millis | undefined;
  readonly sinceMs: Millis;
}

/** Goes through a trace with what each session's time is. */
function judged(
  trace: TtlTrace,
  invariant: string,
  look: (event: TtlTrace[number], expires: ReadonlyMap<string, Expiry>) => string | undefined,
): TtlViolation | undefined {
  const expires = new Map<string, Expiry>();
  for (const [eventIndex, event] of trace.entries()) {
    const what = look(event, expires);
    if (what !== undefined) return { invariant, eventIndex, what };
    if (event.kind === "session-put" || event.kind === "session-extended")
      expires.set(event.key, { atMs: event.expiresMs, sinceMs: event.atMs });
    if (event.kind === "session-deleted") expires.delete(event.key);
  }
  return undefined;
}

/** The service deletes nothing whose time is not past. */
export const deletesOnlyExpired: TtlInvariant = (trace) =>
  judged(trace, "the service deletes nothing whose time is not past", (event, expires) => {
    if (event.kind !== "session-deleted" || !event.byService) return undefined;
    const atMs = expires.get(event.key)?.atMs;
    return atMs !== undefined && atMs < event.atMs ? undefined : `${event.key} was deleted, and its time was not past`;
  });

/** What has expired, and not years ago, is gone two passes later. */
export const expiredAreDeleted: TtlInvariant = (trace) => {
  const [opened] = trace;
  if (opened?.kind !== "ttl-opened") return undefined;
  return judged(trace, "what has expired is gone two passes later", (event, expires) => {
    if (event.kind !== "sessions-read") return undefined;
    const late = event.stored.find((key) => {
      const { atMs, sinceMs = 0 } = expires.get(key) ?? {};
      if (atMs === undefined || atMs < event.atMs - YEAR_S * SECOND_MS) return false;
      return Math.max(atMs, sinceMs) < event.atMs - 2 * opened.passMs;
    });
    return late === undefined ? undefined : `${late} expired more than two passes ago, and is still there`;
  });
};

/** Readers are shown all that has not expired, and nothing else. */
export const readersSeeTheUnexpired: TtlInvariant = (trace) =>
  judged(trace, "readers are shown what has not expired, and nothing else", (event, expires) => {
    if (event.kind !== "sessions-read") return undefined;
    for (const key of event.stored) {
      const atMs = expires.get(key)?.atMs;
      const isPast = atMs !== undefined && atMs <= event.atMs;
      if (event.shown.includes(key) === isPast)
        return isPast ? `${key} has expired, and was shown` : `${key} was hidden`;
    }
    return undefined;
  });

/** The archive gets what the service deleted, and no more. */
export const archivesExpiries: TtlInvariant = (trace) => {
  let byService = false;
  return judged(trace, "the archive gets what the service deleted, and no more", (event) => {
    if (event.kind === "session-deleted") byService = event.byService;
    if (event.kind !== "removal-seen" || event.archived === byService) return undefined;
    return event.archived ? `${event.key} was deleted by a client, and archived` : `${event.key} was not archived`;
  });
};

/** All of them. */
export const TTL_INVARIANTS: readonly TtlInvariant[] = Object.freeze([
  deletesOnlyExpired,
  expiredAreDeleted,
  readersSeeTheUnexpired,
  archivesExpiries,
]);
