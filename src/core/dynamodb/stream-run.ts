/**
 * A table's stream and what reads it: shards that split and roll, one to three workers with a consumer each, the lease
 * table that they share, and a downstream index to which they send the changes. Workers crash, pause and are cut off;
 * messages are lost, late and doubled. A request that is not answered in time is sent again, or left to the next pass.
 *
 * Simplified: the stream and the lease table, which are DynamoDB's own, have no copies here, and stand in a zone of their
 * own, `region`. The changes of the table come by the scenario.
 */
import { checkFaults, Network, ScenarioError, Simulation, type Fault, type Millis, type Timed, type ZoneId } from "../kernel/index.ts"; // prettier-ignore
import { frozen } from "../kernel/frozen.ts";
import { SERVICE_LATENCY } from "./latencies.ts";
import { DYNAMODB_LIMITS } from "./limits.ts";
import { validationError } from "./service-error.ts";
import { compareSequenceNumbers, createStreamConsumer, type Checkpoint, type CreateStreamConsumer, type IteratorError, type IteratorStart, type ProcessingStep, type SequenceNumber, type ShardId, type ShardLease, type StreamChange, type StreamConsumer, type StreamShard, type WorkerId } from "./stream-consumer.ts"; // prettier-ignore
import { SplittingStream, type ShardIterator } from "./stream-shards.ts";
import type { LeaseWrite, StreamEvent, StreamTrace } from "./stream-trace.ts";

/** What happens to the table and its stream. Keys name items; a shard is named by a key that it takes now. */
export type StreamStep =
  | { readonly atMs: Millis; readonly kind: "put" | "remove"; readonly key: string }
  /** The shard closes, and two children go on with half of its hashes each; or one child goes on with all. */
  | { readonly atMs: Millis; readonly kind: "split" | "roll"; readonly key: string };

/** A worker does nothing for a while, and knows nothing of it: its machine or its runtime stood still. */
export interface WorkerPause {
  readonly worker: string;
  readonly fromMs: Millis;
  readonly untilMs: Millis;
}

/** A run as data: the same scenario gives the same trace. */
export interface StreamScenario {
  readonly seed: number;
  /** From 1 to 3: `W1` in az-1, `W2` in az-2, `W3` in az-3. */
  readonly workerCount: number;
  /** Shards at the beginning, from 1 to 4. */
  readonly shardCount: number;
  /** In the order of time. */
  readonly steps: readonly StreamStep[];
  readonly pauses: readonly WorkerPause[];
  /** Of the workers, of `index` (in az-3), of the zones az-1 to az-3, and of `region`, where stream and leases are. */
  readonly faults: readonly Fault[];
  /** At most 48 hours, and at most 5,000 times the model's `pollMs`. */
  readonly untilMs: Millis;
  /** What differs from `STREAM_MODEL`. */
  readonly model?: Partial<StreamModel>;
}

/** Times and sizes of a run. */
export interface StreamModel {
  readonly retentionMs: Millis;
  readonly iteratorMs: Millis;
  readonly leaseMs: Millis;
  /** How often a worker looks at the shards and the leases, and renews its own. */
  readonly passMs: Millis;
  /** Between two readings of a shard that gave less than was asked for. */
  readonly pollMs: Millis;
  /** For so long a request waits for its answer. */
  readonly answerMs: Millis;
  /** Records of one GetRecords. The service gives up to 1,000. */
  readonly recordCount: number;
}

/**
 * Retention and iterators as the service has them. Ten seconds of lease are the default of the Kinesis Client Library
 * (`LeaseManagementConfig`, `failoverTimeMillis`). The rest is the model's.
 */
export const STREAM_MODEL: StreamModel = frozen({
  retentionMs: DYNAMODB_LIMITS.streamRetention.value * 3_600_000,
  iteratorMs: DYNAMODB_LIMITS.iteratorLife.value * 60_000,
  leaseMs: 10_000,
  passMs: 2_500,
  pollMs: 1_000,
  answerMs: 200,
  recordCount: 4,
});

/** For runs of a day and more: the service's figures stay, and the workers take their time. */
export const STREAM_DAY_MODEL: StreamModel = frozen({
  ...STREAM_MODEL,
  leaseMs: 300_000,
  passMs: 75_000,
  pollMs: 60_000,
});

const UNTIL_MS_MAX: Millis = 172_800_000;
const POLL_COUNT_MAX = 5_000;
const ZONES: readonly ZoneId[] = Object.freeze(["az-1", "az-2", "az-3"]);
const REGION = "region";
const STREAM = "stream";
const LEASES = "leases";
const INDEX = "index";

/**
 * Runs a scenario to its end. Throws `ScenarioError`, naming the field, for one that makes no sense. What a learner's
 * mechanism throws passes through; what happened before it is then in `into`.
 */
export function runStream(
  scenario: StreamScenario,
  create: CreateStreamConsumer = createStreamConsumer,
  into?: Timed<StreamEvent>[],
): StreamTrace {
  checkStreamScenario(scenario);
  const model: StreamModel = { ...STREAM_MODEL, ...scenario.model };
  const { seed, workerCount, shardCount, steps, pauses, faults, untilMs } = scenario;
  const simulation = new Simulation<StreamEvent>({ seed, trace: into });
  const network = new Network(simulation, SERVICE_LATENCY);
  network.addNode(STREAM, REGION);
  network.addNode(LEASES, REGION);
  network.addNode(INDEX, "az-3");
  const names = ZONES.slice(0, workerCount).map((zone, index) => ({ name: `W${index + 1}`, zone }));
  for (const { name, zone } of names) network.addNode(name, zone);
  const { leaseMs, passMs, retentionMs, iteratorMs } = model;
  simulation.record({ kind: "stream-opened", workerCount, leaseMs, passMs, retentionMs, untilMs });
  const stream = new SplittingStream(shardCount, retentionMs, iteratorMs, {
    opened: (shardId, parent) => simulation.record({ kind: "shard-opened", shardId, ...(parent !== undefined && { parentShardId: parent }) }), // prettier-ignore
    closed: (shardId) => simulation.record({ kind: "shard-closed", shardId }),
    trimmed: (shardId, through, count) => simulation.record({ kind: "records-trimmed", shardId, through, count }),
  });
  const applied = new Map<string, SequenceNumber>();
  const host: StreamHost = { simulation, network, stream, leases: new LeaseTable(), applied, create, model };
  const workers = names.map(({ name, zone }, place) => ({ name, zone, machine: new Machine(host, name, place) }));
  network.scheduleFaults(faults, (fault, began) => {
    simulation.record({ kind: began ? "fault-began" : "fault-ended", fault });
    for (const { name, zone, machine } of workers) {
      const isMeant = (fault.kind === "node-down" && fault.node === name) || (fault.kind === "zone-down" && fault.zone === zone); // prettier-ignore
      if (!isMeant) continue;
      if (began) machine.crash();
      else if (network.isUp(name)) machine.start();
    }
  });
  for (const pause of pauses) {
    const machine = workers.find(({ name }) => name === pause.worker)?.machine;
    simulation.at(pause.fromMs, () => machine?.pause(pause.untilMs));
  }
  for (const { machine } of workers) machine.start();
  const items = new Set<string>();
  steps.forEach((step, index) => {
    simulation.at(step.atMs, () => {
      const nowMs = simulation.nowMs;
      stream.trim(nowMs);
      if (step.kind === "split" || step.kind === "roll") return stream.close(step.key, step.kind === "split" ? 2 : 1, nowMs); // prettier-ignore
      const isThere = items.has(step.key);
      // A write that changes nothing makes no record.
      if (step.kind === "remove" && !isThere) return;
      const isPut = step.kind === "put";
      if (isPut) items.add(step.key);
      else items.delete(step.key);
      const name = !isPut ? "REMOVE" : isThere ? "MODIFY" : "INSERT";
      simulation.record({ kind: "change-streamed", ...stream.append(name, step.key, isPut ? `v${index}` : undefined, nowMs) }); // prettier-ignore
    });
  });
  simulation.runUntil(untilMs);
  return simulation.trace;
}

interface StreamHost {
  readonly simulation: Simulation<StreamEvent>;
  readonly network: Network;
  readonly stream: SplittingStream;
  readonly leases: LeaseTable;
  /** What the index keeps with each key. */
  readonly applied: Map<string, SequenceNumber>;
  readonly create: CreateStreamConsumer;
  readonly model: StreamModel;
}

/** The rows that the workers share. Each write is conditional, and gives the row, or nothing if it was refused. */
class LeaseTable {
  readonly #rows = new Map<ShardId, ShardLease>();

  list(): readonly ShardLease[] {
    return [...this.#rows.values()];
  }

  /** Refused if the row is no longer as it was read. */
  take(shardId: ShardId, worker: WorkerId, counterRead: number): ShardLease | undefined {
    const row = this.#rows.get(shardId);
    if ((row?.counter ?? 0) !== counterRead) return undefined;
    return this.#put({ ...row, shardId, owner: worker, counter: counterRead + 1 });
  }

  ownerOf(shardId: ShardId): WorkerId | undefined {
    return this.#rows.get(shardId)?.owner;
  }

  /** Refused to anybody but the owner, and if it would go back. Throws ValidationException for what is no checkpoint. */
  write(shardId: ShardId, worker: WorkerId, checkpoint?: Checkpoint): ShardLease | undefined {
    if (checkpoint !== undefined && !/^(\d+|SHARD_END)$/.test(checkpoint))
      throw validationError(`Invalid checkpoint: ${checkpoint}`);
    const row = this.#rows.get(shardId);
    if (row?.owner !== worker || (checkpoint !== undefined && isBehind(checkpoint, row.checkpoint))) return undefined;
    return this.#put({ ...row, counter: row.counter + 1, ...(checkpoint !== undefined && { checkpoint }) });
  }

  #put(row: ShardLease): ShardLease {
    this.#rows.set(row.shardId, row);
    return row;
  }
}

function isBehind(checkpoint: Checkpoint, stored: Checkpoint | undefined): boolean {
  if (stored === undefined || checkpoint === "SHARD_END") return false;
  return stored === "SHARD_END" || compareSequenceNumbers(checkpoint, stored) < 0;
}

/** A worker's machine through its lives. */
class Machine {
  readonly #host: StreamHost;
  readonly #name: string;
  readonly #place: number;
  #lifeCount = 0;
  #worker: Worker | undefined;

  constructor(host: StreamHost, name: string, place: number) {
    this.#host = host;
    this.#name = name;
    this.#place = place;
  }

  start(): void {
    if (this.#worker !== undefined) return;
    const id = `${this.#name}-${++this.#lifeCount}`;
    this.#host.simulation.record({ kind: "worker-started", worker: id });
    this.#worker = new Worker(this.#host, this.#name, id);
    this.#worker.begin(this.#place);
  }

  crash(): void {
    if (this.#worker === undefined) return;
    this.#host.simulation.record({ kind: "worker-crashed", worker: this.#worker.id });
    this.#worker.stop();
    this.#worker = undefined;
  }

  pause(untilMs: Millis): void {
    this.#worker?.pause(untilMs);
  }
}

/** A shard that a worker reads. */
interface Reading {
  readonly shardId: ShardId;
  readonly checkpoint: Checkpoint | undefined;
  iterator: ShardIterator | undefined;
}

/** One life of a worker. */
class Worker {
  readonly id: WorkerId;
  readonly #host: StreamHost;
  readonly #node: string;
  readonly #consumer: StreamConsumer;
  readonly #readings = new Map<ShardId, Reading>();
  /** Shards of which all is done. */
  readonly #finished = new Set<ShardId>();
  #isAlive = true;
  #pausedUntilMs: Millis | undefined;

  constructor(host: StreamHost, node: string, id: WorkerId) {
    this.id = id;
    this.#host = host;
    this.#node = node;
    this.#consumer = host.create({ worker: id, leaseMs: host.model.leaseMs });
  }

  /** Workers that start together look at the leases one after the other. */
  begin(place: number): void {
    this.#later((place * this.#host.model.passMs) / 3, () => this.#pass());
  }

  stop(): void {
    this.#isAlive = false;
  }

  pause(untilMs: Millis): void {
    const { simulation } = this.#host;
    if (untilMs <= (this.#pausedUntilMs ?? 0)) return;
    if (this.#pausedUntilMs === undefined) simulation.record({ kind: "worker-paused", worker: this.id });
    this.#pausedUntilMs = untilMs;
    simulation.at(untilMs, () => {
      if (untilMs !== this.#pausedUntilMs) return;
      this.#pausedUntilMs = undefined;
      if (this.#isAlive) simulation.record({ kind: "worker-resumed", worker: this.id });
    });
  }

  /** Looks at the shards and the leases, takes and renews. */
  #pass(): void {
    const { simulation, stream, leases, model } = this.#host;
    this.#later(model.passMs, () => this.#pass());
    this.#ask(
      STREAM,
      () => stream.list(simulation.nowMs),
      (shards) =>
        this.#ask(
          LEASES,
          () => leases.list(),
          (rows) => this.#plan(shards, rows),
        ),
    );
  }

  #plan(shards: readonly StreamShard[], rows: readonly ShardLease[]): void {
    const { simulation, leases } = this.#host;
    const listed = new Set(shards.map(({ shardId }) => shardId));
    for (const shardId of this.#readings.keys()) if (!listed.has(shardId)) this.#readings.delete(shardId);
    const { take, renew } = this.#consumer.plan(shards, rows, simulation.nowMs);
    // It took it, and did not hear so.
    for (const row of rows)
      if (row.owner === this.id && row.checkpoint !== "SHARD_END" && listed.has(row.shardId) && !take.includes(row.shardId)) this.#read(row); // prettier-ignore
    for (const shardId of take) {
      const counter = rows.find((row) => row.shardId === shardId)?.counter ?? 0;
      this.#ask(
        LEASES,
        () => {
          const from = leases.ownerOf(shardId);
          const row = leases.take(shardId, this.id, counter);
          if (row !== undefined) simulation.record({ kind: "lease-taken", shardId, worker: this.id, ...(from !== undefined && { from }), ...(row.checkpoint !== undefined && { checkpoint: row.checkpoint }) }); // prettier-ignore
          return row;
        },
        (row) => (row === undefined ? this.#refused(shardId, "take") : this.#read(row)),
      );
    }
    for (const shardId of renew) {
      const write = () => {
        const row = leases.write(shardId, this.id);
        if (row !== undefined) simulation.record({ kind: "lease-renewed", shardId, worker: this.id });
        return row !== undefined;
      };
      this.#ask(LEASES, write, (isDone) => {
        if (!isDone) this.#refused(shardId, "renew");
      });
    }
  }

  #refused(shardId: ShardId, what: LeaseWrite): void {
    this.#host.simulation.record({ kind: "lease-refused", shardId, worker: this.id, what });
    this.#readings.delete(shardId);
  }

  #read(lease: ShardLease): void {
    const { shardId, checkpoint } = lease;
    if (this.#readings.has(shardId) || this.#finished.has(shardId)) return;
    const reading: Reading = { shardId, checkpoint, iterator: undefined };
    this.#readings.set(shardId, reading);
    this.#open(reading, this.#consumer.begin(lease), "lease");
  }

  #open(reading: Reading, start: IteratorStart, because: "lease" | IteratorError): void {
    const { simulation, stream } = this.#host;
    const { shardId, checkpoint } = reading;
    this.#askFor(
      reading,
      STREAM,
      () => stream.iterator(shardId, start, simulation.nowMs),
      (iterator) => {
        if (typeof iterator === "string") return this.#again(reading, iterator);
        simulation.record({ kind: "reading-began", shardId, worker: this.id, start, because, ...(checkpoint !== undefined && { checkpoint }) }); // prettier-ignore
        reading.iterator = iterator;
        this.#fetch(reading);
      },
    );
  }

  #again(reading: Reading, error: IteratorError): void {
    const start = this.#consumer.again(reading.shardId, error);
    this.#later(this.#host.model.pollMs, () => {
      if (this.#reads(reading)) this.#open(reading, start, error);
    });
  }

  #fetch(reading: Reading): void {
    const { simulation, stream, model } = this.#host;
    const { shardId } = reading;
    const iterator = reading.iterator as ShardIterator;
    this.#askFor(
      reading,
      STREAM,
      () => stream.records(iterator, model.recordCount, simulation.nowMs),
      (page) => {
        if (typeof page === "string") return this.#again(reading, page);
        reading.iterator = page.next;
        const isEnd = page.next === undefined;
        const last = page.changes.at(-1)?.sequenceNumber;
        const count = page.changes.length;
        if (count > 0 || isEnd) simulation.record({ kind: "records-read", shardId, worker: this.id, count, ...(last !== undefined && { last }), isEnd }); // prettier-ignore
        const steps = this.#consumer.received(shardId, page.changes, isEnd);
        this.#perform(reading, steps, 0, count);
      },
    );
  }

  #perform(reading: Reading, steps: readonly ProcessingStep[], index: number, count: number): void {
    const { simulation, leases, model } = this.#host;
    const { shardId } = reading;
    const step = steps[index];
    if (step === undefined) {
      if (reading.iterator !== undefined) {
        this.#later(count === model.recordCount ? 0 : model.pollMs, () => {
          if (this.#reads(reading)) this.#fetch(reading);
        });
        return;
      }
      this.#finished.add(shardId);
      this.#readings.delete(shardId);
      return;
    }
    const next = () => this.#perform(reading, steps, index + 1, count);
    if (step.step === "apply") return this.#askFor(reading, INDEX, () => this.#apply(shardId, step.change), next);
    const { at } = step;
    const write = () => {
      const row = leases.write(shardId, this.id, at);
      if (row !== undefined) simulation.record({ kind: "checkpoint-written", shardId, worker: this.id, checkpoint: at }); // prettier-ignore
      return row !== undefined;
    };
    this.#askFor(reading, LEASES, write, (isDone) => (isDone ? next() : this.#refused(shardId, "checkpoint")));
  }

  /** At the index: one conditional write. */
  #apply(shardId: ShardId, change: StreamChange): void {
    const { simulation, applied } = this.#host;
    const { key, sequenceNumber } = change;
    const isApplied = this.#consumer.mayApply(change, applied.get(key));
    if (isApplied) applied.set(key, sequenceNumber);
    simulation.record({ kind: "change-processed", shardId, worker: this.id, key, sequenceNumber, applied: isApplied });
  }

  #reads(reading: Reading): boolean {
    return this.#readings.get(reading.shardId) === reading;
  }

  /** Asks until it is answered, or no longer reads the shard. */
  #askFor<R>(reading: Reading, target: string, serve: () => R, answered: (answer: R) => void): void {
    this.#ask(
      target,
      serve,
      (answer) => {
        if (this.#reads(reading)) answered(answer);
      },
      () => {
        if (this.#reads(reading)) this.#askFor(reading, target, serve, answered);
      },
    );
  }

  /** One request. The first answer in time counts. */
  #ask<R>(target: string, serve: () => R, answered: (answer: R) => void, late?: () => void): void {
    const { network, model } = this.#host;
    let isOver = false;
    network.send(this.#node, target, () => {
      const answer = serve();
      network.send(target, this.#node, () => {
        if (isOver || !this.#isAlive) return;
        isOver = true;
        this.#awake(() => answered(answer));
      });
    });
    this.#later(model.answerMs, () => {
      if (isOver) return;
      isOver = true;
      late?.();
    });
  }

  #later(delayMs: Millis, action: () => void): void {
    this.#host.simulation.after(delayMs, () => this.#awake(action));
  }

  /** What comes during a pause is done after it. */
  #awake(action: () => void): void {
    if (!this.#isAlive) return;
    if (this.#pausedUntilMs === undefined) action();
    else this.#host.simulation.at(this.#pausedUntilMs, () => this.#awake(action));
  }
}

/** Throws `ScenarioError`, naming the field, for a scenario that makes no sense. */
export function checkStreamScenario(scenario: StreamScenario): void {
  const model: StreamModel = { ...STREAM_MODEL, ...scenario.model };
  const { workerCount, shardCount, steps, pauses, faults, untilMs } = scenario;
  for (const name of ["retentionMs", "iteratorMs", "leaseMs", "passMs", "pollMs", "answerMs"] as const)
    if (!(model[name] > 0 && model[name] < Infinity))
      throw new ScenarioError(`model.${name}`, "a time above 0 ms", model[name]);
  if (!(Number.isSafeInteger(model.recordCount) && model.recordCount > 0))
    throw new ScenarioError("model.recordCount", "a whole number from 1 on", model.recordCount);
  if (!(Number.isSafeInteger(workerCount) && workerCount >= 1 && workerCount <= ZONES.length))
    throw new ScenarioError("workerCount", "1, 2 or 3", workerCount);
  if (!(Number.isSafeInteger(shardCount) && shardCount >= 1 && shardCount <= 4))
    throw new ScenarioError("shardCount", "a whole number from 1 to 4", shardCount);
  const maxMs = Math.min(UNTIL_MS_MAX, POLL_COUNT_MAX * model.pollMs);
  if (!(untilMs > 0 && untilMs <= maxMs))
    throw new ScenarioError("untilMs", `a time above 0 ms, and at most ${maxMs} ms`, untilMs);
  let beforeMs: Millis = 0;
  steps.forEach(({ atMs }, index) => {
    if (!(atMs >= beforeMs && atMs < Infinity))
      throw new ScenarioError(`steps[${index}].atMs`, `a time from ${beforeMs} ms on`, atMs);
    beforeMs = atMs;
  });
  const workers = ZONES.slice(0, workerCount).map((_, index) => `W${index + 1}`);
  pauses.forEach(({ worker, fromMs, untilMs: endMs }, index) => {
    const at = (name: string) => `pauses[${index}].${name}`;
    if (!workers.includes(worker)) throw new ScenarioError(at("worker"), `one of ${workers.join(", ")}`, worker);
    if (!(fromMs >= 0 && fromMs < Infinity)) throw new ScenarioError(at("fromMs"), "a time from 0 ms on", fromMs);
    if (!(endMs > fromMs && endMs < Infinity))
      throw new ScenarioError(at("untilMs"), `a time after fromMs (${fromMs} ms)`, endMs);
  });
  checkFaults(faults, { zones: [...ZONES, REGION], nodes: [...workers, INDEX] });
}
