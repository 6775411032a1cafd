/**
 * The readers of a cluster under load, and a scaler that adds and removes them.
 *
 * Load is connections. So many are wanted at a time; each stays on the reader that it was opened on until it ends, and the
 * reader endpoint hands out the new ones in turn. So a reader that was just made has nothing to do at first:
 *
 *   00:00   db-2 has 200 connections of 0.5 % CPU each: 100 %
 *   04:00   a second reader serves. db-2 100 %, the second 0 %, the average 50 %
 *   09:00   connections end after 5 min on average: db-2 68 %, the second 32 %, the average 50 %
 *
 * A reader's CPU ends at 100 %, and with it what the average can tell: 400 connections look like 200.
 *
 * Simplified: connections are counted, not followed; in every step of 10 s the same share of each reader's connections
 * ends. The metric is what the readers show at the minute, in whole numbers. A reader is made in `createMs` and deleted at
 * once. Without an available reader the reader endpoint leads to the writer, whose load the scaler does not see.
 */
import { AURORA_LIMITS } from "../aurora/limits.ts";
import { frozen } from "../kernel/frozen.ts";
import { ScenarioError, Simulation, type Millis, type Timed } from "../kernel/index.ts";
import type { ReaderFleetEvent, ReaderFleetTrace, ReaderSample } from "./reader-fleet-trace.ts";
import {
  checkScalingPolicy,
  createReplicaScaler,
  type CreateReplicaScaler,
  type ReplicaScaler,
  type ScalableReader,
  type ScalingPolicy,
} from "./replica-scaler.ts";
import { scaledName } from "./scaler-script.ts";
import type { InstanceId } from "./vocabulary.ts";

/** Something that is done to the fleet, or happens to it. What names a reader that is not there does nothing. */
export type ReaderFleetStep =
  /** An operator makes a reader; nothing happens where the cluster has 15, or one of that name. */
  | { readonly kind: "add-reader"; readonly atMs: Millis; readonly instance: InstanceId }
  /** An operator deletes a reader. */
  | { readonly kind: "delete-reader"; readonly atMs: Millis; readonly instance: InstanceId }
  /** The reader is down for so long. */
  | { readonly kind: "fail-reader"; readonly atMs: Millis; readonly instance: InstanceId; readonly forMs: Millis }
  /** A reader becomes the writer: one that an operator has made, if there is one. The scaler's are in the last tier. */
  | { readonly kind: "failover"; readonly atMs: Millis };

/** A cluster's readers and what happens to them, as data. The same scenario gives the same trace. */
export interface ReaderFleetScenario {
  readonly policy: ScalingPolicy;
  readonly writer: InstanceId;
  /** What operators have made before the run; they are available. At most 15. */
  readonly readers: readonly InstanceId[];
  /** From each of these times on so many connections are wanted, from 0 to 5,000. In the order of time, the first at 0. */
  readonly load: readonly { readonly atMs: Millis; readonly connections: number }[];
  readonly steps: readonly ReaderFleetStep[];
  /** The run ends here. At most 24 h. */
  readonly untilMs: Millis;
  readonly model?: Partial<ReaderFleetModel>;
}

/** What no source fixes. */
export interface ReaderFleetModel {
  /** From the order until the reader serves. */
  readonly createMs: Millis;
  /** How long an instance that has changed its role is down. */
  readonly restartMs: Millis;
  /** How long a connection stays open on average. */
  readonly connectionMs: Millis;
  /** What one connection costs a reader, in percent of its CPU. */
  readonly cpuPerConnection: number;
}

/** Model figures: no source gives any of them. */
export const READER_FLEET_MODEL: ReaderFleetModel = frozen({
  createMs: 240_000,
  restartMs: 30_000,
  connectionMs: 300_000,
  cpuPerConnection: 0.5,
});

/** How often connections end and are opened: a model figure. */
const STEP_MS: Millis = 10_000;
/** CloudWatch's minute. */
export const METRIC_MS: Millis = 60_000;
const CONNECTION_COUNT_MAX = 5_000;
const UNTIL_MS_MAX: Millis = 86_400_000;
const READER_COUNT_MAX = AURORA_LIMITS.readers.value;

/**
 * Runs a scenario to its end. Throws `ScenarioError`, naming the field, for a scenario that makes no sense. What a
 * learner's mechanism throws passes through; what happened before it is then in `into`.
 */
export function runReaderFleet(
  scenario: ReaderFleetScenario,
  create: CreateReplicaScaler = createReplicaScaler,
  into?: Timed<ReaderFleetEvent>[],
): ReaderFleetTrace {
  checkReaderFleetScenario(scenario);
  // There is no chance in this run.
  const simulation = new Simulation<ReaderFleetEvent>({ seed: 0, trace: into });
  const fleet = new Fleet(simulation, scenario, create);
  fleet.open();
  for (const { atMs, connections } of scenario.load) simulation.at(atMs, () => fleet.want(connections));
  for (const step of scenario.steps) simulation.at(step.atMs, () => fleet.take(step));
  simulation.after(0, () => fleet.step());
  simulation.runUntil(scenario.untilMs);
  return simulation.trace;
}

/** A reader, or the writer while connections land on it. */
interface Instance {
  readonly instance: InstanceId;
  readonly createdBy: ScalableReader["createdBy"];
  state: ScalableReader["state"];
  connections: number;
  /** The part of a connection that has ended already. */
  ended: number;
  /** Goes up with every failure: who waits for the end of one looks whether it is still the last. */
  downCount: number;
}

class Fleet {
  readonly #simulation: Simulation<ReaderFleetEvent>;
  readonly #scenario: ReaderFleetScenario;
  readonly #model: ReaderFleetModel;
  readonly #scaler: ReplicaScaler;
  #writer: Instance;
  #readers: readonly Instance[];
  #wanted = 0;
  #madeCount = 0;
  /** Whose turn it is at the reader endpoint. */
  #turn = 0;

  constructor(simulation: Simulation<ReaderFleetEvent>, scenario: ReaderFleetScenario, create: CreateReplicaScaler) {
    this.#simulation = simulation;
    this.#scenario = scenario;
    this.#model = { ...READER_FLEET_MODEL, ...scenario.model };
    this.#writer = instanceOf(scenario.writer, "operator", "available");
    this.#readers = scenario.readers.map((instance) => instanceOf(instance, "operator", "available"));
    this.#scaler = create(scenario.policy);
  }

  open(): void {
    const { createMs, connectionMs, cpuPerConnection } = this.#model;
    this.#simulation.record({
      kind: "reader-fleet-opened",
      policy: this.#scenario.policy,
      writer: this.#writer.instance,
      readers: this.#readers.map(seen),
      createMs,
      connectionMs,
      cpuPerConnection,
    });
  }

  want(connections: number): void {
    this.#wanted = connections;
    this.#simulation.record({ kind: "load-changed", connections });
  }

  take(step: ReaderFleetStep): void {
    if (step.kind === "failover") return this.#failOver();
    const reader = this.#readers.find(({ instance }) => instance === step.instance);
    switch (step.kind) {
      case "add-reader":
        if (reader === undefined && step.instance !== this.#writer.instance && this.#readers.length < READER_COUNT_MAX)
          this.#make(step.instance, "operator");
        break;
      case "delete-reader":
        if (reader !== undefined) this.#delete(reader, "operator");
        break;
      case "fail-reader":
        if (reader?.state === "available") this.#fail(reader, step.forMs);
        break;
      default:
        step satisfies never;
    }
  }

  /** Ten seconds: connections end, others are opened; at the minute the scaler looks. */
  step(): void {
    const serving = this.#readers.filter(({ state }) => state === "available");
    this.#end();
    this.#fit();
    this.#connect(serving.length === 0 ? [this.#writer] : serving);
    if (this.#simulation.nowMs % METRIC_MS === 0) this.#look();
    this.#simulation.after(STEP_MS, () => this.step());
  }

  #end(): void {
    for (const each of [this.#writer, ...this.#readers]) {
      each.ended += (each.connections * STEP_MS) / this.#model.connectionMs;
      const count = Math.min(each.connections, Math.floor(each.ended));
      each.connections -= count;
      each.ended -= count;
    }
  }

  /** Where fewer are wanted than there are, every instance keeps the same share of its own. */
  #fit(): void {
    const open = this.#openCount();
    if (open <= this.#wanted) return;
    for (const each of [this.#writer, ...this.#readers])
      each.connections = Math.floor((each.connections * this.#wanted) / open);
  }

  #connect(targets: readonly Instance[]): void {
    const missing = this.#wanted - this.#openCount();
    const [each, rest] = [Math.floor(missing / targets.length), missing % targets.length];
    for (const [index, target] of targets.entries()) {
      const isServedFirst = (index - (this.#turn % targets.length) + targets.length) % targets.length < rest;
      target.connections += each + (isServedFirst ? 1 : 0);
    }
    this.#turn += rest;
  }

  #openCount(): number {
    return this.#readers.reduce((sum, { connections }) => sum + connections, this.#writer.connections);
  }

  #look(): void {
    const samples = this.#readers.map((reader): ReaderSample => ({
      ...seen(reader),
      connections: reader.connections,
      cpuPercent: Math.min(100, Math.round(reader.connections * this.#model.cpuPerConnection)),
    }));
    const average = averageOf(samples, this.#scenario.policy);
    this.#simulation.record({ kind: "metric-known", ...(average !== undefined && { average }), readers: samples });
    const decision = this.#scaler.look({
      nowMs: this.#simulation.nowMs,
      readers: this.#readers.map(seen),
      average,
    });
    if (decision.kind === "none") return;
    this.#simulation.record({ kind: "scaling-decided", decision });
    if (decision.kind === "add") {
      // A cluster takes no more than 15, whatever is ordered.
      const count = Math.min(decision.count, READER_COUNT_MAX - this.#readers.length);
      for (let made = 0; made < count; made++) this.#make(this.#freeName(), "scaling");
      return;
    }
    for (const instance of decision.instances) {
      const reader = this.#readers.find((each) => each.instance === instance);
      if (reader !== undefined) this.#delete(reader, "scaling");
    }
  }

  /** Somebody may have taken a name that looks like the scaler's. */
  #freeName(): InstanceId {
    const taken = [this.#writer, ...this.#readers].map(({ instance }) => instance);
    do this.#madeCount++;
    while (taken.includes(scaledName(this.#madeCount)));
    return scaledName(this.#madeCount);
  }

  #make(instance: InstanceId, createdBy: ScalableReader["createdBy"]): void {
    const reader = instanceOf(instance, createdBy, "creating");
    this.#readers = [...this.#readers, reader];
    this.#simulation.record({ kind: "reader-creating", reader: seen(reader) });
    this.#simulation.after(this.#model.createMs, () => {
      if (!this.#readers.includes(reader)) return;
      reader.state = "available";
      this.#simulation.record({ kind: "reader-available", instance });
    });
  }

  #delete(reader: Instance, by: ScalableReader["createdBy"]): void {
    this.#readers = this.#readers.filter((each) => each !== reader);
    this.#simulation.record({ kind: "reader-deleted", instance: reader.instance, by });
  }

  #fail(reader: Instance, forMs: Millis): void {
    reader.state = "unavailable";
    reader.connections = 0;
    reader.downCount++;
    const { downCount, instance } = reader;
    this.#simulation.record({ kind: "reader-unavailable", instance });
    this.#simulation.after(forMs, () => {
      if (reader.downCount !== downCount || !this.#readers.includes(reader)) return;
      reader.state = "available";
      this.#simulation.record({ kind: "reader-available", instance });
    });
  }

  #failOver(): void {
    const serving = this.#readers.filter(({ state }) => state === "available");
    const target = serving.find(({ createdBy }) => createdBy === "operator") ?? serving[0];
    if (target === undefined) return;
    const old = this.#writer;
    // Both change their role, and the connections of both are gone. Whoever made an instance, that stays.
    target.connections = 0;
    target.downCount++;
    old.state = "unavailable";
    this.#writer = target;
    this.#readers = this.#readers.map((each) => (each === target ? old : each));
    this.#simulation.record({ kind: "reader-promoted", instance: target.instance, reader: seen(old) });
    this.#fail(old, this.#model.restartMs);
  }
}

function instanceOf(
  instance: InstanceId,
  createdBy: ScalableReader["createdBy"],
  state: ScalableReader["state"],
): Instance {
  return { instance, createdBy, state, connections: 0, ended: 0, downCount: 0 };
}

function seen({ instance, createdBy, state }: ScalableReader): ScalableReader {
  return { instance, createdBy, state };
}

/** Of the policy's metric over the available readers, in whole numbers. */
function averageOf(samples: readonly ReaderSample[], { metric }: ScalingPolicy): number | undefined {
  const available = samples.filter(({ state }) => state === "available");
  if (available.length === 0) return undefined;
  const isCpu = metric === "RDSReaderAverageCPUUtilization";
  const sum = available.reduce(
    (all, { cpuPercent, connections }) => all + ((isCpu ? cpuPercent : connections) ?? 0),
    0,
  );
  return Math.round(sum / available.length);
}

/** Throws `ScenarioError`, naming the field, unless the scenario makes sense. */
export function checkReaderFleetScenario({
  policy,
  writer,
  readers,
  load,
  steps,
  untilMs,
  model,
}: ReaderFleetScenario) {
  checkScalingPolicy(policy);
  if (writer === "") throw new ScenarioError("writer", "a name", writer);
  if (readers.length > READER_COUNT_MAX)
    throw new ScenarioError("readers", `at most ${READER_COUNT_MAX} readers`, readers.length);
  readers.forEach((instance, index) => {
    if (instance === "" || instance === writer || readers.indexOf(instance) !== index)
      throw new ScenarioError(`readers[${index}]`, "a name of its own", instance);
  });
  if (load[0]?.atMs !== 0) throw new ScenarioError("load", "a first load at 0 ms", load[0]?.atMs ?? "none");
  load.forEach(({ atMs, connections }, index) => {
    if (index > 0 && !(atMs > (load[index - 1]?.atMs ?? 0) && atMs < Infinity))
      throw new ScenarioError(`load[${index}].atMs`, "a time after the load before", atMs);
    if (!Number.isInteger(connections) || connections < 0 || connections > CONNECTION_COUNT_MAX)
      throw new ScenarioError(
        `load[${index}].connections`,
        `a whole number from 0 to ${CONNECTION_COUNT_MAX}`,
        connections,
      );
  });
  steps.forEach((step, index) => {
    if (!(step.atMs >= 0 && step.atMs < Infinity))
      throw new ScenarioError(`steps[${index}].atMs`, "a time from 0 ms on", step.atMs);
    if (step.kind !== "failover" && step.instance === "")
      throw new ScenarioError(`steps[${index}].instance`, "a name", step.instance);
    if (step.kind === "fail-reader" && !(step.forMs > 0 && step.forMs < Infinity))
      throw new ScenarioError(`steps[${index}].forMs`, "more than 0 ms", step.forMs);
  });
  if (!(untilMs >= 0 && untilMs <= UNTIL_MS_MAX))
    throw new ScenarioError("untilMs", `a time from 0 to ${UNTIL_MS_MAX} ms`, untilMs);
  const { createMs, restartMs, connectionMs, cpuPerConnection } = { ...READER_FLEET_MODEL, ...model };
  for (const [name, value] of Object.entries({ createMs, restartMs })) {
    if (!(value > 0 && value < Infinity)) throw new ScenarioError(`model.${name}`, "more than 0 ms", value);
  }
  if (!(connectionMs >= STEP_MS && connectionMs < Infinity))
    throw new ScenarioError("model.connectionMs", `${STEP_MS} ms or more`, connectionMs);
  if (!(cpuPerConnection > 0 && cpuPerConnection <= 100))
    throw new ScenarioError("model.cpuPerConnection", "more than 0 and at most 100 percent", cpuPerConnection);
}
