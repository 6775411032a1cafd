/**
 * The table service on a fleet: the same operations as in memory, with their items on partitions of three replicas each.
 *
 *   request router     takes a request, and goes through its operation; what that asks of the storage it asks the fleet
 *   partition          a range of the hashes: a replication group with a leader, a lease and a write quorum of two
 *   transaction        prepared at the leaders, decided, settled (`transact-write`). What holds an item is in its log
 *
 *   PutItem, UpdateItem, DeleteItem    to the leader, which looks at the condition; answered once a write quorum has it
 *   GetItem, Query, Scan               to any replica; strongly consistent ones to the leader, while its lease runs
 *   TransactGetItems                   twice to the leaders: an item that is held, or has changed, cancels it
 *
 * A storage request that is refused, or that may be asked twice, is tried again, at another replica. Of a single write whose
 * answer is lost nobody knows: then the client hears of no answer.
 *
 * Simplified: tables are made at once and kept by the routers. An index is made of the items when it is read, so a global
 * one is as current as they are. Streams, Time to Live, backups and capacity are those of the service in memory
 * (`table-service.ts`). A router does not fail while it coordinates a transaction: in `transact-run.ts` coordinators do.
 */
import { Network, ScenarioError, Simulation, checkFaults, type Fault, type Millis, type NodeId, type Timed, type Trace, type ZoneId } from "../kernel/index.ts"; // prettier-ignore
import { frozen } from "../kernel/frozen.ts";
import type { Item } from "./attribute-value.ts";
import { keyHash } from "./key-order.ts";
import { REPLICA_LATENCY } from "./latencies.ts";
import { createLeaderLease, type CreateLeaderLease, type ReplicaId } from "./leader-lease.ts";
import { REQUEST_SHAPES } from "./request-shapes.ts";
import { Replica, type GroupHost } from "./replication-group.ts";
import { REPLICATION_MODEL } from "./replication-run.ts";
import type { Refusal } from "./replication-trace.ts";
import { secondaryIndex } from "./secondary-index.ts";
import { DynamoDbError } from "./service-error.ts";
import type { ReadRequest, StorageRequest, TransactRequest, WalkRequest, WriteRequest } from "./storage-requests.ts";
import { TABLE_EPOCH_MS } from "./table-run.ts";
import { TableService } from "./table-service.ts";
import { TableStore, type StoredChange } from "./table-store.ts";
import type { Json } from "./table-trace.ts";
import { transactWrite, type ItemSlot, type TransactWrite, type TransactionOutcome } from "./transact-write.ts";

/** A request, and the zone of the router that takes it. */
export interface FleetRequest {
  readonly atMs: Millis;
  readonly zone: ZoneId;
  readonly operation: string;
  readonly body: { readonly [name: string]: Json };
}

/** A run as data: the same scenario gives the same trace. */
export interface FleetScenario {
  readonly seed: number;
  /** Partitions of each table, from 1 to 16. */
  readonly partitions: number;
  /** Made at once, at time 0, in their order: CreateTable. */
  readonly tables: readonly { readonly [name: string]: Json }[];
  /** In the order of time. */
  readonly requests: readonly FleetRequest[];
  /** Replicas are `P1-R1` in `az-1`, `P1-R2` in `az-2` and so on; routers `router-az-1` and so on. */
  readonly faults: readonly Fault[];
  /** At most 120 s. */
  readonly untilMs: Millis;
}

/** What happens in such a run. A request's number is its place in the list, from 1. */
export type FleetEvent =
  | { readonly kind: "fleet-opened"; readonly partitions: number }
  | { readonly kind: "request-asked"; readonly request: number; readonly operation: string; readonly body: FleetRequest["body"] } // prettier-ignore
  | { readonly kind: "request-answered"; readonly request: number; readonly response: FleetRequest["body"] }
  | { readonly kind: "request-refused"; readonly request: number; readonly code: string; readonly message: string }
  /** Nobody knows whether it was done. */
  | { readonly kind: "request-unknown"; readonly request: number }
  | { readonly kind: "serving-began" | "serving-ended"; readonly partition: string; readonly replica: ReplicaId }
  | { readonly kind: "fault-began" | "fault-ended"; readonly fault: Fault };

/** A run of the service on a fleet. */
export type FleetTrace = Trace<FleetEvent>;

/** The mechanisms of a fleet; the references where they are missing. */
export interface FleetMechanisms {
  readonly createLeaderLease?: CreateLeaderLease;
  readonly transactWrite?: TransactWrite;
}

const ZONES = frozen(["az-1", "az-2", "az-3"] as const);
/** A replica that has not answered by then is taken for gone. */
const ATTEMPT_MS: Millis = 60;
const RETRY_MS: Millis = 40;
/** A client waits so long in all. */
const PATIENCE_MS: Millis = 12_000;
const UNTIL_MS_MAX: Millis = 120_000;
const PARTITION_COUNT_MAX = 16;

const routerOf = (zone: ZoneId): NodeId => `router-${zone}`;
const replicaOf = (partition: string, index: number): ReplicaId => `${partition}-R${index + 1}`;

/**
 * Runs a scenario to its end. Throws `ScenarioError`, naming the field, for one that makes no sense. What a learner's
 * mechanism throws passes through; what happened before it is then in `into`.
 */
export function runTableFleet(
  scenario: FleetScenario,
  mechanisms: FleetMechanisms = {},
  into?: Timed<FleetEvent>[],
): FleetTrace {
  checkFleetScenario(scenario);
  return new Fleet(scenario, mechanisms, into).run();
}

/** A table's partition. */
interface Partition {
  readonly name: string;
  /** Where the nearest replica is asked for first, by zone. */
  readonly replicas: readonly Replica[];
}

/** Nobody has answered in time. */
class Unanswered extends Error {
  override name = "Unanswered";
}

type Heard = { readonly value: unknown } | { readonly error: Error };

/** What a replica does when it is asked: it answers, now or later, or says why not. */
type Visit = (replica: Replica, answer: (value: unknown) => void) => Refusal | undefined;

class Fleet {
  readonly #scenario: FleetScenario;
  readonly #simulation: Simulation<FleetEvent>;
  readonly #network: Network;
  readonly #service: TableService;
  readonly #transactWrite: TransactWrite;
  readonly #partitions: readonly Partition[];
  /** Whom the routers take for the leader of each partition: the place in its list. */
  readonly #leaders = new Map<string, number>();
  #writeCount = 0;
  #transactionCount = 0;
  #lastStampMs: Millis = 0;

  constructor(scenario: FleetScenario, mechanisms: FleetMechanisms, into: Timed<FleetEvent>[] | undefined) {
    this.#scenario = scenario;
    this.#simulation = new Simulation({ seed: scenario.seed, trace: into });
    this.#network = new Network(this.#simulation, REPLICA_LATENCY);
    this.#transactWrite = mechanisms.transactWrite ?? transactWrite;
    this.#service = new TableService({
      nowMs: () => TABLE_EPOCH_MS + Math.floor(this.#simulation.nowMs),
      indexDelayMs: 0,
      mechanisms: { transactWrite: this.#transactWrite },
    });
    for (const zone of ZONES) this.#network.addNode(routerOf(zone), zone);
    const names = Array.from({ length: scenario.partitions }, (_, index) => `P${index + 1}`);
    for (const name of names) ZONES.forEach((zone, index) => this.#network.addNode(replicaOf(name, index), zone));
    const create = mechanisms.createLeaderLease ?? createLeaderLease;
    this.#partitions = names.map((name) => ({ name, replicas: this.#group(name, create) }));
  }

  #group(partition: string, createLease: CreateLeaderLease): readonly Replica[] {
    const simulation = this.#simulation;
    const host: GroupHost = {
      simulation: {
        get nowMs() {
          return simulation.nowMs;
        },
        at: simulation.at.bind(simulation) as Simulation<never>["at"],
        after: simulation.after.bind(simulation) as Simulation<never>["after"],
        cancel: (timer) => simulation.cancel(timer),
        // Of what a group records, who serves is enough here: `replication-run.ts` shows all of it.
        record(event) {
          if (event.kind === "serving-began" || event.kind === "serving-ended")
            simulation.record({ kind: event.kind, partition, replica: event.replica });
        },
      },
      network: this.#network,
      createLease,
      model: REPLICATION_MODEL,
    };
    const ids = ZONES.map((_, index) => replicaOf(partition, index));
    const replicas = new Map(ids.map((id) => [id, new Replica(host, id, ids)]));
    Replica.connect(replicas, this.#network);
    return [...replicas.values()];
  }

  run(): FleetTrace {
    const { partitions, tables, requests, faults, untilMs } = this.#scenario;
    const simulation = this.#simulation;
    simulation.record({ kind: "fleet-opened", partitions });
    for (const table of tables) this.#service.perform("CreateTable", table);
    const all = this.#partitions.flatMap(({ replicas }) => replicas);
    this.#network.scheduleFaults(faults, (fault, began) => {
      const before = new Set(all.filter(({ id }) => this.#network.isUp(id)));
      simulation.record({ kind: began ? "fault-began" : "fault-ended", fault });
      if (fault.kind !== "node-down" && fault.kind !== "zone-down") return;
      for (const replica of all) {
        const isMeant = fault.kind === "node-down" ? fault.node === replica.id : fault.zone === zoneOf(replica.id);
        if (!isMeant) continue;
        if (began) replica.stop();
        else if (before.has(replica)) replica.start();
      }
    });
    for (const replica of all) replica.open();
    requests.forEach((asked, index) => simulation.at(asked.atMs, () => this.#ask(index + 1, asked)));
    simulation.runUntil(untilMs);
    return simulation.trace;
  }

  /** A client asks the router of a zone, which goes through the operation. */
  #ask(request: number, { zone, operation, body }: FleetRequest): void {
    const router = routerOf(zone);
    if (!this.#network.isUp(router)) return;
    this.#simulation.record({ kind: "request-asked", request, operation, body });
    const untilMs = this.#simulation.nowMs + PATIENCE_MS;
    const under = this.#service.begin(operation, body);
    const goOn = (advance: () => IteratorResult<StorageRequest, unknown>) => {
      let step: IteratorResult<StorageRequest, unknown>;
      try {
        step = advance();
      } catch (error) {
        return this.#end(request, { error: error as Error });
      }
      if (step.done === true) return this.#end(request, { value: step.value });
      this.#serve(step.value, router, untilMs, (heard) => {
        if ("value" in heard) return goOn(() => under.next(heard.value));
        // An operation may make something of what it is refused with, and nothing of a silence.
        if (heard.error instanceof DynamoDbError) return goOn(() => under.throw(heard.error));
        return this.#end(request, heard);
      });
    };
    goOn(() => under.next());
  }

  #end(request: number, heard: Heard): void {
    if ("value" in heard) {
      this.#simulation.record({ kind: "request-answered", request, response: heard.value as FleetRequest["body"] });
    } else if (heard.error instanceof DynamoDbError) {
      const { code, message } = heard.error;
      this.#simulation.record({ kind: "request-refused", request, code, message });
    } else if (heard.error instanceof Unanswered) this.#simulation.record({ kind: "request-unknown", request });
    else throw heard.error;
  }

  /** Asks the fleet what an operation asks for. */
  #serve(asked: StorageRequest, router: NodeId, untilMs: Millis, then: (heard: Heard) => void): void {
    switch (asked.kind) {
      case "read":
        return this.#read(asked, router, untilMs, then);
      case "write":
        return this.#write(asked, router, untilMs, then);
      case "walk":
        return this.#walk(asked, router, untilMs, then);
      case "transact":
        return this.#transact(asked, router, then);
      case "transact-read":
        return this.#readTogether(asked.reads, router, untilMs, then);
      default:
        asked satisfies never;
    }
  }

  #read(
    { table, place, isConsistent }: ReadRequest,
    router: NodeId,
    untilMs: Millis,
    then: (heard: Heard) => void,
  ): void {
    const visit: Visit = (replica, answer) => {
      const result = replica.read(keyOf(table, place), isConsistent ? "strong" : "eventual");
      if (typeof result === "string") return result;
      answer((result.version?.value as ItemSlot | undefined)?.item);
      return undefined;
    };
    this.#visit(
      this.#partitionOf(place),
      router,
      { visit, untilMs, isEventual: !isConsistent, isRepeatable: true },
      then,
    );
  }

  #write({ table, place, change }: WriteRequest, router: NodeId, untilMs: Millis, then: (heard: Heard) => void): void {
    const operation = ++this.#writeCount;
    const visit: Visit = (replica, answer) => {
      let stored: StoredChange | undefined;
      return this.#append(
        replica,
        operation,
        keyOf(table, place),
        () => answer(stored),
        answer,
        (slot) => {
          const { after, error } = acted(change, slot.item);
          const nowMs = Math.floor(this.#simulation.nowMs) + 1;
          const made = this.#transactWrite.write(slot, { nowMs, conditionHolds: error === undefined, after });
          if (made === "TransactionConflictException") throw conflict();
          if (typeof made === "string") throw error ?? new DynamoDbError(made, "The conditional request failed");
          stored = this.#stored(table, slot.item, made.item);
          return made;
        },
      );
    };
    this.#visit(this.#partitionOf(place), router, { visit, untilMs, isEventual: false, isRepeatable: false }, then);
  }

  /** The items of all partitions that the range may touch, and from them the page. */
  #walk(asked: WalkRequest, router: NodeId, untilMs: Millis, then: (heard: Heard) => void): void {
    const { table, index, range, isForward, isConsistent, page } = asked;
    const schema = this.#service.table(table);
    const isLocal = index === undefined || schema.indexes.some(({ name, isGlobal }) => name === index && !isGlobal);
    const [first, last] = [partitionText(range.from), partitionText(range.to)];
    const one = isLocal && first === last ? this.#partitionOf(range.from) : undefined;
    const visit: Visit = (replica, answer) => {
      const versions = replica.readAll(isConsistent ? "strong" : "eventual");
      if (typeof versions === "string") return versions;
      const prefix = keyOf(table, "");
      answer(
        [...versions].flatMap(([key, { value }]) => {
          const item = key.startsWith(prefix) ? (value as ItemSlot).item : undefined;
          return item === undefined ? [] : [item];
        }),
      );
      return undefined;
    };
    const way = { visit, untilMs, isEventual: !isConsistent, isRepeatable: true };
    this.#visitAll(one === undefined ? this.#partitions : [one], router, way, (heard) => {
      if ("error" in heard) return then(heard);
      const store = new TableStore(schema, keyHash, secondaryIndex);
      for (const item of (heard.value as readonly (readonly Item[])[]).flat()) {
        const { indexChanges } = store.put(store.placeOf(item), item);
        for (const [each, changes] of indexChanges) if (each.isGlobal) store.follow(each, changes);
      }
      then({ value: page(store.walk(index, range, isForward)) });
    });
  }

  /** The router coordinates: prepare, decide, settle, as `transact-write` says. */
  #transact({ writes }: TransactRequest, router: NodeId, then: (heard: Heard) => void): void {
    const transaction = `T${++this.#transactionCount}`;
    const stampMs = (this.#lastStampMs = Math.max(Math.floor(this.#simulation.nowMs) + 1, this.#lastStampMs + 1));
    const byKey = new Map(writes.map((write) => [keyOf(write.table, write.place), write]));
    const keys = [...byKey.keys()];
    const errors = new Map<string, Error>();
    const stored = new Map<string, StoredChange>();
    const [accepted, settled, sent] = [new Set<string>(), new Set<string>(), new Set<string>()];
    let outcome: TransactionOutcome | undefined;
    let isOver = false;
    const send = (what: "prepare" | "settle", key: string, visit: Visit, heardOf: (heard: Heard) => void) => {
      if (sent.has(`${what} ${key}`)) return;
      sent.add(`${what} ${key}`);
      const { place } = byKey.get(key) as WriteRequest;
      // Until it is heard of: what is prepared has to be settled.
      const way = { visit, untilMs: Infinity, isEventual: false, isRepeatable: true };
      this.#visit(this.#partitionOf(place), router, way, (heard) => {
        heardOf(heard);
        goOn();
      });
    };
    const prepare = (key: string) => {
      const { table, change } = byKey.get(key) as WriteRequest;
      const operation = ++this.#writeCount;
      const visit: Visit = (replica, answer) =>
        this.#append(
          replica,
          operation,
          key,
          () => answer("accepted"),
          answer,
          (slot) => {
            // A message that was late: a node that held the item now would ask, and be told (`transact-run.ts`).
            if (outcome !== undefined) throw conflict();
            const { after, error } = acted(change, slot.item);
            const { vote, slot: made } = this.#transactWrite.prepare(slot, { transaction, stampMs, conditionHolds: error === undefined, after }); // prettier-ignore
            if (vote !== "accepted") throw vote === "TransactionConflict" ? conflict() : (error ?? conflict());
            if (slot.hold === undefined) stored.set(key, this.#stored(table, slot.item, after));
            return made;
          },
        );
      send("prepare", key, visit, (heard) => {
        if ("error" in heard) errors.set(key, heard.error);
        else accepted.add(key);
      });
    };
    const settle = (key: string, how: TransactionOutcome) => {
      const operation = ++this.#writeCount;
      const visit: Visit = (replica, answer) =>
        this.#append(
          replica,
          operation,
          key,
          () => answer("settled"),
          answer,
          (slot) => this.#transactWrite.settle(slot, transaction, how),
        );
      send("settle", key, visit, () => settled.add(key));
    };
    const goOn = () => {
      if (isOver) return;
      const heard = () => ({ accepted: [...accepted], refused: [...errors.keys()], settled: [...settled] });
      let step = this.#transactWrite.next({ transaction, keys, outcome }, heard());
      if (step.step === "decide" && outcome === undefined) {
        outcome = step.outcome;
        step = this.#transactWrite.next({ transaction, keys, outcome }, heard());
      }
      if (step.step === "prepare") for (const key of step.keys) prepare(key);
      else if (step.step === "settle") for (const key of step.keys) settle(key, step.outcome);
      else if (step.step === "finish") {
        isOver = true;
        then({ value: keys.map((key) => errors.get(key) ?? stored.get(key) ?? NOTHING) });
      }
    };
    goOn();
  }

  /** Two rounds: what is held, or is another version in the second, cancels the read. */
  #readTogether(reads: readonly ReadRequest[], router: NodeId, untilMs: Millis, then: (heard: Heard) => void): void {
    const round = (after: (slots: readonly (readonly [number | undefined, ItemSlot | undefined])[]) => void) => {
      const slots: (readonly [number | undefined, ItemSlot | undefined])[] = [];
      let missing = reads.length;
      let isOver = false;
      reads.forEach(({ table, place }, index) => {
        const visit: Visit = (replica, answer) => {
          const result = replica.read(keyOf(table, place), "strong");
          if (typeof result === "string") return result;
          answer([result.version?.operation, result.version?.value]);
          return undefined;
        };
        const way = { visit, untilMs, isEventual: false, isRepeatable: true };
        this.#visit(this.#partitionOf(place), router, way, (heard) => {
          if (isOver) return;
          if ("error" in heard) {
            isOver = true;
            return then(heard);
          }
          slots[index] = heard.value as (typeof slots)[number];
          if (--missing === 0) after(slots);
        });
      });
    };
    round((first) =>
      round((second) => {
        const isSame = second.every(
          ([version, slot], index) => slot?.hold === undefined && version === first[index]?.[0],
        );
        if (isSame) return then({ value: second.map(([, slot]) => slot?.item) });
        const codes = second.map(([version, slot], index) =>
          slot?.hold === undefined && version === first[index]?.[0] ? "None" : "TransactionConflict",
        );
        const text = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(", ")}]`;
        then({ error: new DynamoDbError("TransactionCanceledException", text, { CancellationReasons: codes.map((Code) => ({ Code })) }) }); // prettier-ignore
      }),
    );
  }

  /** Appends a change of a slot at a leader. What `change` throws of the service's own is the answer. */
  #append(
    replica: Replica,
    operation: number,
    key: string,
    done: () => void,
    answer: (value: unknown) => void,
    change: (slot: ItemSlot) => ItemSlot,
  ): Refusal | undefined {
    try {
      return replica.write({
        operation,
        key,
        change: (before) => change((before as ItemSlot | undefined) ?? EMPTY),
        done,
      });
    } catch (error) {
      if (!(error instanceof DynamoDbError)) throw error;
      answer(error);
      return undefined;
    }
  }

  /** Asks several partitions at once. The first error is the answer. */
  #visitAll(partitions: readonly Partition[], router: NodeId, way: Way, then: (heard: Heard) => void): void {
    const values: unknown[] = [];
    let missing = partitions.length;
    let isOver = false;
    partitions.forEach((partition, index) =>
      this.#visit(partition, router, way, (heard) => {
        if (isOver) return;
        if ("error" in heard) {
          isOver = true;
          return then(heard);
        }
        values[index] = heard.value;
        if (--missing === 0) then({ value: values });
      }),
    );
  }

  /** Asks a replica, and another one when it refuses or says nothing. */
  #visit(partition: Partition, router: NodeId, way: Way, then: (heard: Heard) => void): void {
    const { visit, untilMs, isEventual, isRepeatable } = way;
    const nearest = ZONES.findIndex((zone) => routerOf(zone) === router);
    let attempt = 0;
    let isOver = false;
    const end = (heard: Heard) => {
      if (isOver) return;
      isOver = true;
      then(heard);
    };
    const next = () => {
      if (isOver) return;
      if (this.#simulation.nowMs > untilMs) return end({ error: new Unanswered() });
      const own = ++attempt;
      const place = isEventual ? (nearest + own - 1) % ZONES.length : (this.#leaders.get(partition.name) ?? 0);
      const replica = partition.replicas[place] as Replica;
      let isServed = false;
      const again = (leader: ReplicaId | undefined) => {
        if (isOver || own !== attempt) return;
        const hint = partition.replicas.findIndex(({ id }) => id === leader);
        if (!isEventual)
          this.#leaders.set(partition.name, hint >= 0 && hint !== place ? hint : (place + 1) % ZONES.length);
        attempt++;
        this.#simulation.after(RETRY_MS, next);
      };
      this.#network.send(router, replica.id, () => {
        // A connection brings each request once, whatever the network doubles.
        if (isServed) return;
        isServed = true;
        const reply = (back: () => void) => this.#network.send(replica.id, router, back);
        const refusal = visit(replica, (value) =>
          reply(() => end(value instanceof Error ? { error: value } : { value })),
        );
        if (refusal === undefined) return;
        const { leader } = replica;
        reply(() => again(leader));
      });
      this.#simulation.after(ATTEMPT_MS, () => {
        if (isOver || own !== attempt) return;
        // The write may be on its way: nobody knows.
        if (isRepeatable) again(undefined);
        else end({ error: new Unanswered() });
      });
    };
    next();
  }

  /** What a write did, with what it would do to the indexes of its table. */
  #stored(table: string, before: Item | undefined, after: Item | undefined): StoredChange {
    const { indexes } = this.#service.table(table);
    return { before, after, indexChanges: new Map(indexes.map((index) => [index, secondaryIndex.changesOf(before, after, index)])) }; // prettier-ignore
  }

  #partitionOf(place: string): Partition {
    const { partitions } = this.#scenario;
    const share = Number.parseInt(partitionText(place), 16) / 2 ** 32;
    return this.#partitions[Math.min(partitions - 1, Math.floor(share * partitions))] as Partition;
  }
}

/** How a storage request is asked for. */
interface Way {
  readonly visit: Visit;
  readonly untilMs: Millis;
  readonly isEventual: boolean;
  /** Whether it does no harm if it was done already. */
  readonly isRepeatable: boolean;
}

const EMPTY: ItemSlot = Object.freeze({ stampMs: 0 });
const NOTHING: StoredChange = Object.freeze({ before: undefined, after: undefined, indexChanges: new Map() });

/** What a change makes of an item; or the condition that does not hold for it. Throws what else it is refused with. */
function acted(
  change: WriteRequest["change"],
  before: Item | undefined,
): { readonly after?: Item | undefined; readonly error?: DynamoDbError } {
  try {
    return { after: change(before) };
  } catch (error) {
    if (error instanceof DynamoDbError && error.code === "ConditionalCheckFailedException") return { error };
    throw error;
  }
}

function conflict(): DynamoDbError {
  return new DynamoDbError("TransactionConflictException", "Transaction is ongoing for the item");
}

/** Keys of a replication group: the tables share them. */
function keyOf(table: string, place: string): string {
  return `${table}/${place}`;
}

/** The hash, with which a place begins. */
function partitionText(place: string): string {
  return place.slice(0, 8).padEnd(8, "0");
}

function zoneOf(replica: ReplicaId): ZoneId {
  return ZONES[Number(replica.slice(-1)) - 1] as ZoneId;
}

/** Throws `ScenarioError`, naming the field, for a scenario that makes no sense. What the service refuses is for a run. */
export function checkFleetScenario({ partitions, requests, faults, untilMs }: FleetScenario): void {
  if (!(Number.isInteger(partitions) && partitions >= 1 && partitions <= PARTITION_COUNT_MAX))
    throw new ScenarioError("partitions", `from 1 to ${PARTITION_COUNT_MAX}`, partitions);
  if (!(untilMs > 0 && untilMs <= UNTIL_MS_MAX))
    throw new ScenarioError("untilMs", `a time above 0 ms, and at most ${UNTIL_MS_MAX} ms`, untilMs);
  let beforeMs: Millis = 0;
  requests.forEach(({ atMs, zone, operation }, index) => {
    const at = (name: string) => `requests[${index}].${name}`;
    if (!(atMs >= beforeMs && atMs < Infinity))
      throw new ScenarioError(at("atMs"), `a time from ${beforeMs} ms on`, atMs);
    beforeMs = atMs;
    if (!(ZONES as readonly string[]).includes(zone)) throw new ScenarioError(at("zone"), `one of ${ZONES.join(", ")}`, zone); // prettier-ignore
    if (!Object.hasOwn(REQUEST_SHAPES, operation))
      throw new ScenarioError(at("operation"), "an operation of the table service", operation);
  });
  const nodes = Array.from({ length: partitions }, (_, place) => ZONES.map((_zone, index) => replicaOf(`P${place + 1}`, index))).flat(); // prettier-ignore
  checkFaults(faults, { zones: ZONES, nodes: [...nodes, ...ZONES.map(routerOf)] });
}
