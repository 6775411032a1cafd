/**
 * A cluster over one shared volume, as one system: a writer and its readers, the control plane that replaces a writer,
 * the names under which clients find them, and the clients. The volume under it is the storage engine of
 * `../aurora/volume.ts`, segments and all.
 *
 * `database-instance.ts`, `control-plane.ts` and `cluster-client.ts` are its parts and say where each is simpler than the
 * service. Simplified besides: the volume has one protection group, and collects no garbage; the control plane and the
 * name server stand in no zone.
 */
import { OpenVolume, VolumeClock, type VolumeRun } from "../aurora/open-volume.ts";
import type { StorageNode } from "../aurora/storage-node.ts";
import type { StorageWriter, WriterObserver } from "../aurora/storage-writer.ts";
import { FIRST_VOLUME, START_LSN, VOLUME_MODEL, type VolumeModel, type VolumeScenario } from "../aurora/volume.ts";
import { placementOf } from "../aurora/vocabulary.ts";
import { frozen } from "../kernel/frozen.ts";
import { Network, Simulation, type NodeId, type Timed, type ZoneId } from "../kernel/index.ts";
import {
  CLUSTER_MODEL,
  CONTROL,
  NAME_SERVER,
  REGION,
  checkClusterScenario,
  endpointsOf,
  type ClusterModel,
  type ClusterScenario,
  type ClusterStep,
} from "./cluster-scenario.ts";
import { ClusterClient, type Reachable } from "./cluster-client.ts";
import type { ClusterEvent, ClusterTrace } from "./cluster-trace.ts";
import { ControlPlane } from "./control-plane.ts";
import { DatabaseInstance, type SharedCluster } from "./database-instance.ts";
import {
  createFailoverController,
  type FailoverController,
  type FailoverControllerOptions,
} from "./failover-controller.ts";
import { endpointRouter, type Endpoint, type EndpointRouter } from "./endpoint-router.ts";
import { failoverTarget, type FailoverTarget } from "./failover-target.ts";
import { createReplicaCache, type ReplicaCache, type ReplicaCacheOptions } from "./replica-cache.ts";
import type { EndpointName, InstanceId } from "./vocabulary.ts";

export * from "./cluster-scenario.ts";

/** The mechanisms that the cluster is assembled from. A learner's answer takes the place of one of them. */
export interface ClusterMechanisms {
  readonly endpointRouter: EndpointRouter;
  readonly failoverTarget: FailoverTarget;
  readonly createFailoverController: (options: FailoverControllerOptions) => FailoverController;
  readonly createReplicaCache: (options: ReplicaCacheOptions) => ReplicaCache;
}

/** Storage as a cluster has it: seconds pass, so that what it does by itself it does less often. */
const CLUSTER_VOLUME_MODEL: VolumeModel = frozen({
  ...VOLUME_MODEL,
  pagesPerGroup: 64,
  gossipMs: 2_000,
  resendMs: 250,
  backgroundMs: 1e12,
});

/**
 * Runs a scenario to its end. Throws `ScenarioError`, naming the field, for a scenario that makes no sense. What a
 * learner's mechanism throws passes through; what happened before it is then in `into`.
 */
export function runCluster(
  scenario: ClusterScenario,
  mechanisms: Partial<ClusterMechanisms> = {},
  into?: Timed<ClusterEvent>[],
): ClusterTrace {
  checkClusterScenario(scenario);
  return new Run(scenario, mechanisms, into).run();
}

class Run implements VolumeRun, SharedCluster, Reachable, WriterObserver {
  readonly scenario: VolumeScenario;
  readonly model: VolumeModel & ClusterModel;
  readonly mechanisms = {};
  readonly instances: readonly NodeId[];
  readonly family = undefined;
  readonly simulation: Simulation<ClusterEvent>;
  readonly network: Network;
  readonly failoverTarget: FailoverTarget;
  readonly openController: (options: FailoverControllerOptions) => FailoverController;
  readonly openCache: (options: ReplicaCacheOptions) => ReplicaCache;
  readonly followsReaders: boolean;
  readonly #cluster: ClusterScenario;
  readonly #router: EndpointRouter;
  readonly #endpoints: Readonly<Record<EndpointName, Endpoint>>;
  readonly #volume: OpenVolume;
  readonly #instances = new Map<InstanceId, DatabaseInstance>();
  readonly #clients = new Map<string, ClusterClient>();
  readonly #control: ControlPlane;
  readonly #choice: () => number;

  constructor(
    scenario: ClusterScenario,
    mechanisms: Partial<ClusterMechanisms>,
    into: Timed<ClusterEvent>[] | undefined,
  ) {
    const { seed, instances, clients, faults, untilMs } = scenario;
    this.#cluster = scenario;
    this.model = { ...CLUSTER_VOLUME_MODEL, ...CLUSTER_MODEL, ...scenario.model };
    this.scenario = { seed, groupCount: 1, workload: [], faults, untilMs, model: CLUSTER_VOLUME_MODEL };
    this.instances = instances.map(({ instance }) => instance);
    this.failoverTarget = mechanisms.failoverTarget ?? failoverTarget;
    this.openController = mechanisms.createFailoverController ?? createFailoverController;
    this.openCache = mechanisms.createReplicaCache ?? createReplicaCache;
    this.followsReaders = scenario.followsReaders ?? false;
    this.#router = mechanisms.endpointRouter ?? endpointRouter;
    this.#endpoints = endpointsOf(scenario);
    this.simulation = new Simulation({ seed, trace: into });
    this.network = new Network(this.simulation, this.model);
    const names = this.simulation.random.fork("name server");
    this.#choice = () => names.fraction();

    for (const { instance, zone } of instances) this.network.addNode(instance, zone);
    for (const { segment, zone } of placementOf(1)) this.network.addNode(segment, zone);
    for (const { client, zone } of clients) this.network.addNode(String(client), zone);
    for (const node of [CONTROL, NAME_SERVER]) this.network.addNode(node, REGION);

    this.#volume = new OpenVolume(
      FIRST_VOLUME,
      this,
      new VolumeClock(this.simulation, "volume", (event) =>
        this.simulation.recordTimed({ atMs: event.atMs, kind: "in-volume", event }),
      ),
    );
    const [first] = this.instances as [InstanceId];
    for (const { instance: id, zone } of instances) {
      const writer = this.#volume.writers.get(id) as StorageWriter;
      this.#instances.set(id, new DatabaseInstance({ id, zone }, this, writer, { writer: first, vdl: START_LSN }));
    }
    const members = instances.map(({ instance, zone, tier = 1, memoryGib = 16 }) => ({ instance, zone, tier, memoryGib })); // prettier-ignore
    this.#control = new ControlPlane({ ...this.#controlled(), instance: (id) => this.instance(id) }, members, first);
    for (const spec of clients) this.#clients.set(String(spec.client), new ClusterClient(spec, this));
  }

  run(): ClusterTrace {
    const { simulation } = this;
    const { clients, faults, workload, untilMs } = this.#cluster;
    const sessions = clients.filter(({ consistency }) => consistency === "session").map(({ client }) => client);
    simulation.record({
      kind: "cluster-opened",
      members: this.#control.published(),
      endpoints: this.#endpoints,
      ...(sessions.length > 0 && { sessions }),
    });
    this.#volume.openFresh();
    this.network.scheduleFaults(faults, (fault, began) => {
      simulation.record({ kind: began ? "fault-began" : "fault-ended", fault });
      this.#volume.noteService();
    });
    for (const instance of this.#instances.values()) instance.start();
    this.#control.start();
    for (const step of workload) simulation.at(step.atMs, () => this.#perform(step));
    simulation.after(this.model.resendMs, () => this.#resend());
    simulation.runUntil(untilMs);
    return simulation.trace;
  }

  // What the volume asks of its run.

  volume(): OpenVolume {
    return this.#volume;
  }

  opened(_volume: OpenVolume, writer: StorageWriter): void {
    this.#instances.get(writer.id)?.opened(writer.vdl);
  }

  get observer(): WriterObserver {
    return this;
  }

  shipped(...[writer, records]: Parameters<WriterObserver["shipped"]>): void {
    this.instance(writer).shipped(records);
  }

  durable(...[writer, vdl]: Parameters<WriterObserver["durable"]>): void {
    this.instance(writer).durable(vdl);
  }

  commitRequested(...[writer, transaction, commitLsn]: Parameters<WriterObserver["commitRequested"]>): void {
    this.instance(writer).commitRequested(transaction, commitLsn);
  }

  committed(...[writer, transaction]: Parameters<WriterObserver["committed"]>): void {
    this.instance(writer).committed(transaction);
  }

  readPoints(writer: NodeId): ReturnType<WriterObserver["readPoints"]> {
    return this.#instances.get(writer)?.readPoints() ?? [];
  }

  lost(writer: NodeId): void {
    this.instance(writer).lost();
  }

  // What instances and clients ask of their cluster.

  segmentsFor(zone: ZoneId): readonly StorageNode[] {
    const nodes = this.#volume.groups.flatMap((group) => group.nodes);
    const near = nodes.filter((node) => node.zone === zone);
    return [...near, ...nodes.filter((node) => node.zone !== zone)];
  }

  others(instance: InstanceId): readonly DatabaseInstance[] {
    return [...this.#instances.values()].filter(({ id }) => id !== instance);
  }

  instance(id: InstanceId): DatabaseInstance {
    return this.#instances.get(id) as DatabaseInstance;
  }

  heard(...[heartbeat, lagMs]: Parameters<SharedCluster["heard"]>): ReturnType<SharedCluster["heard"]> {
    return this.#control.heard(heartbeat, lagMs);
  }

  started(instance: InstanceId): number | undefined {
    return this.#control.started(instance);
  }

  resolve(name: EndpointName): InstanceId | undefined {
    const targets = this.#router.targets(this.#endpoints[name] as Endpoint, this.#control.published());
    const target = targets[Math.floor(this.#choice() * targets.length)];
    // Only where a router is wrong: nobody can connect to what is not there.
    if (target !== undefined && !this.#instances.has(target))
      throw new Error(`The endpoint ${name} leads to ${target}, which is no instance of the cluster.`);
    return target;
  }

  #controlled() {
    const { simulation, model, network } = this;
    const send = (from: NodeId, to: NodeId, deliver: () => void) => network.send(from, to, deliver);
    const openController = (options: FailoverControllerOptions) => this.openController(options);
    return { simulation, model, failoverTarget: this.failoverTarget, openController, send };
  }

  #perform(step: ClusterStep): void {
    switch (step.kind) {
      case "write":
      case "read":
        return this.#clients.get(String(step.client))?.do(step);
      case "disconnect":
        return this.#clients.get(String(step.client))?.disconnect();
      case "busy":
        return this.instance(step.instance).occupy(step.applyMs);
      case "crash":
        return this.instance(step.instance).crash();
      case "failover":
        return this.#control.failOver();
      default:
        return step satisfies never;
    }
  }

  #resend(): void {
    this.simulation.after(this.model.resendMs, () => this.#resend());
    for (const writer of this.#volume.writers.values()) writer.resend();
  }
}
