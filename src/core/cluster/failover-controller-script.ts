import { ScenarioError, Simulation, type Millis, type Timed } from "../kernel/index.ts";
import { ZONES } from "../aurora/vocabulary.ts";
import { CLUSTER_MODEL } from "./cluster-scenario.ts";
import type { ClusterEvent, ClusterTrace } from "./cluster-trace.ts";
import { ControlPlane, type Promotable } from "./control-plane.ts";
import type { FailoverController, FailoverControllerOptions } from "./failover-controller.ts";
import { failoverTarget } from "./failover-target.ts";
import type { InstanceId, Role } from "./vocabulary.ts";

/** What happens to an instance, or what it does. */
export type ControllerStep =
  /** Nothing passes between it and the control plane any more; it runs on, and storage can reach it. */
  | { readonly tell: "cut"; readonly atMs: Millis; readonly instance: InstanceId }
  | { readonly tell: "reach"; readonly atMs: Millis; readonly instance: InstanceId }
  /** The process dies, and forgets. */
  | { readonly tell: "crash"; readonly atMs: Millis; readonly instance: InstanceId }
  /** It starts and asks what it is; nothing while it cannot reach the control plane. */
  | { readonly tell: "start"; readonly atMs: Millis; readonly instance: InstanceId }
  /** It has recovered the volume, if it was at it; unless somebody has it open in a newer epoch. */
  | { readonly tell: "open"; readonly atMs: Millis; readonly instance: InstanceId }
  /** An operator asks for a failover. */
  | { readonly tell: "failover"; readonly atMs: Millis };

/** The failover controller alone: instances that beat, die and open the volume when they are told to, and no network. */
export interface ControllerScript {
  /** From 1 to 4; the first one has the volume open in epoch 1. All are alike, so that of several the first by name goes first. */
  readonly instances: readonly InstanceId[];
  /** In any order. A step that makes no sense as things stand changes nothing. */
  readonly steps: readonly ControllerStep[];
  readonly untilMs: Millis;
}

const INSTANCE_COUNT_MAX = 4;

/**
 * Runs the script. Instances beat each second from 1 s on; the controller looks half a second later, which is when orders
 * arrive too. Throws `ScenarioError`, naming the field.
 */
export function runControllerScript(
  script: ControllerScript,
  openController: (options: FailoverControllerOptions) => FailoverController,
  trace: Timed<ClusterEvent>[] = [],
): ClusterTrace {
  checkControllerScript(script);
  const { instances, steps, untilMs } = script;
  const [writer] = instances as [InstanceId];
  const simulation = new Simulation<ClusterEvent>({ seed: 0, trace });
  const volume: OpenIn = { epoch: 1 };
  const puppets = new Map<InstanceId, Puppet>();
  const members = instances.map((instance, index) => ({
    instance,
    zone: ZONES[index % ZONES.length] as string,
    tier: 1,
    memoryGib: 16,
  }));
  const control = new ControlPlane(
    {
      simulation,
      model: CLUSTER_MODEL,
      failoverTarget,
      openController,
      instance: (id) => puppets.get(id) as Puppet,
      send: (_, __, deliver) => deliver(),
    },
    members,
    writer,
  );
  for (const id of instances) puppets.set(id, new Puppet(id, id === writer, { simulation, control, volume }));

  simulation.record({ kind: "cluster-opened", members: control.published(), endpoints: {} });
  const beat = () => {
    simulation.after(CLUSTER_MODEL.heartbeatMs, beat);
    for (const puppet of puppets.values()) puppet.beat();
  };
  simulation.after(CLUSTER_MODEL.heartbeatMs, beat);
  control.start();
  for (const step of steps) {
    simulation.at(step.atMs, () => {
      if (step.tell === "failover") return control.failOver();
      puppets.get(step.instance)?.[step.tell]();
    });
  }
  simulation.runUntil(untilMs);
  return simulation.trace;
}

/** The newest epoch in which anybody has the volume open, as storage would know it. */
interface OpenIn {
  epoch: number;
}

interface Stage {
  readonly simulation: Simulation<ClusterEvent>;
  readonly control: ControlPlane;
  readonly volume: OpenIn;
}

/** An instance that does what the script says. */
class Puppet implements Promotable {
  readonly #id: InstanceId;
  readonly #stage: Stage;
  #isRunning = true;
  #isCutOff = false;
  #role: Role;
  #isServing = true;
  #volumeEpoch = 1;

  constructor(id: InstanceId, isWriter: boolean, stage: Stage) {
    this.#id = id;
    this.#role = isWriter ? "writer" : "reader";
    this.#stage = stage;
  }

  connectionToProcess(): (deliver: () => void) => void {
    return (deliver) => {
      if (this.#isRunning && !this.#isCutOff) deliver();
    };
  }

  promote(volumeEpoch: number): void {
    if (volumeEpoch <= this.#volumeEpoch) return;
    this.#take(volumeEpoch);
  }

  beat(): void {
    if (!this.#isRunning || this.#isCutOff) return;
    const { volumeEpoch } = this.#stage.control.heard(
      { instance: this.#id, role: this.#role, isServing: this.#isServing, volumeEpoch: this.#volumeEpoch },
      0,
    );
    if (this.#role === "writer" && volumeEpoch > this.#volumeEpoch) this.#read();
  }

  cut(): void {
    this.#setCutOff(true);
  }

  reach(): void {
    this.#setCutOff(false);
  }

  crash(): void {
    if (!this.#isRunning) return;
    this.#isRunning = false;
    this.#stage.simulation.record({ kind: "instance-crashed", instance: this.#id });
  }

  start(): void {
    if (this.#isRunning || this.#isCutOff) return;
    const { simulation, control } = this.#stage;
    const volumeEpoch = control.started(this.#id);
    this.#isRunning = true;
    this.#volumeEpoch = 1;
    this.#role = volumeEpoch === undefined ? "reader" : "writer";
    this.#isServing = true;
    simulation.record({ kind: "instance-started", instance: this.#id, role: this.#role });
    if (volumeEpoch !== undefined) this.#take(volumeEpoch);
  }

  open(): void {
    const { simulation, volume } = this.#stage;
    if (!this.#isRunning || this.#role === "reader" || this.#isServing) return;
    // Storage refuses it.
    if (volume.epoch > this.#volumeEpoch) return this.#read();
    volume.epoch = this.#volumeEpoch;
    this.#isServing = true;
    simulation.record({ kind: "volume-open", instance: this.#id, volumeEpoch: this.#volumeEpoch });
  }

  #take(volumeEpoch: number): void {
    this.#role = "writer";
    this.#isServing = false;
    this.#volumeEpoch = volumeEpoch;
    this.#stage.simulation.record({ kind: "volume-opening", instance: this.#id, volumeEpoch });
  }

  #read(): void {
    this.#role = "reader";
    this.#isServing = true;
    this.#stage.simulation.record({ kind: "instance-demoted", instance: this.#id });
  }

  #setCutOff(isCutOff: boolean): void {
    if (this.#isCutOff === isCutOff) return;
    this.#isCutOff = isCutOff;
    this.#stage.simulation.record({ kind: "instance-cut-off", instance: this.#id, isCutOff });
  }
}

/** Throws `ScenarioError`, naming the field. */
function checkControllerScript({ instances, steps, untilMs }: ControllerScript): void {
  if (instances.length < 1 || instances.length > INSTANCE_COUNT_MAX)
    throw new ScenarioError("instances", `from 1 to ${INSTANCE_COUNT_MAX} instances`, instances.length);
  instances.forEach((instance, index) => {
    if (instance === "" || instances.indexOf(instance) !== index)
      throw new ScenarioError(`instances[${index}]`, "a name of its own", instance);
  });
  if (!(untilMs >= 0 && untilMs < Infinity)) throw new ScenarioError("untilMs", "a time from 0 ms on", untilMs);
  steps.forEach((step, index) => {
    if (!(step.atMs >= 0 && step.atMs < Infinity))
      throw new ScenarioError(`steps[${index}].atMs`, "a time from 0 ms on", step.atMs);
    if (step.tell !== "failover" && !instances.includes(step.instance))
      throw new ScenarioError(`steps[${index}].instance`, `one of ${instances.join(", ")}`, step.instance);
  });
}
