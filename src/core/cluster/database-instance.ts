/**
 * A database instance through its lives: a process that is the cluster's writer or one of its readers, on a host that
 * starts it again when it dies.
 *
 * Simplified: a writer keeps no pages either, so its reads go to storage as a reader's do; a reader that lacks a piece of
 * the redo stream begins anew at the writer's VDL, with an empty cache, where the service sends the piece again; a
 * process that is promoted or demoted closes its connections at once.
 */
import type { PageVersion } from "../aurora/page-materialiser.ts";
import type { StorageNode } from "../aurora/storage-node.ts";
import type { StorageWriter } from "../aurora/storage-writer.ts";
import type { LogRecord, Lsn, PageId, TransactionId } from "../aurora/vocabulary.ts";
import { toMicros, type Millis, type Network, type Simulation, type ZoneId } from "../kernel/index.ts";
import { CONTROL, type ClusterModel } from "./cluster-scenario.ts";
import type { ClientId, ClusterEvent } from "./cluster-trace.ts";
import type { ReplicaCache, ReplicaCacheOptions } from "./replica-cache.ts";
import type { InstanceId, Role } from "./vocabulary.ts";

/** What an instance tells the control plane, again and again. */
export interface Heartbeat {
  readonly instance: InstanceId;
  readonly role: Role;
  /** It serves connections: the writer has the volume open, a reader knows a read point. */
  readonly isServing: boolean;
  /** In which it has the volume open; for a reader it means nothing. */
  readonly volumeEpoch: number;
  readonly lagMs: Millis;
}

/** What the control plane answers. */
export interface Standing {
  readonly writer: InstanceId;
  /** The newest in which anybody has opened the volume, as far as the control plane has heard. */
  readonly volumeEpoch: number;
}

/** What the instances of a cluster need of it. */
export interface SharedCluster {
  readonly simulation: Simulation<ClusterEvent>;
  readonly network: Network;
  readonly model: ClusterModel;
  readonly openCache: (options: ReplicaCacheOptions) => ReplicaCache;
  /** The volume's segments, nearest first. */
  segmentsFor(zone: ZoneId): readonly StorageNode[];
  others(instance: InstanceId): readonly DatabaseInstance[];
  instance(id: InstanceId): DatabaseInstance;
  heard(heartbeat: Heartbeat): Standing;
  /** What an instance is that has just started. */
  roleOf(instance: InstanceId): Role;
}

/** What becomes of a write at an instance. */
export type WriteAnswer = "committed" | "read-only" | "reset";
/** What becomes of a read. */
export type ReadAnswer =
  | { readonly kind: "page"; readonly readPoint: Lsn; readonly version: PageVersion }
  | { readonly kind: "failed" }
  | { readonly kind: "reset" };

/** A connection as both of its ends know it: it ends with the process that took it. */
export interface Connection {
  readonly instance: InstanceId;
  readonly life: number;
}

/** How often a reader may be told of a VDL that it cannot reach before it begins anew. */
const STUCK_HEARTBEATS = 2;

/** An instance through all its lives and roles. */
export class DatabaseInstance {
  readonly id: InstanceId;
  readonly zone: ZoneId;
  readonly #cluster: SharedCluster;
  readonly #writer: StorageWriter;
  /** Counts the lives of the process, and its changes of role: connections belong to one of them. */
  #life = 1;
  #isRunning = true;
  #role: Role;
  /** Who the writer is, as far as it knows. */
  #writerId: InstanceId;
  /** The newest volume epoch that it has heard of. */
  #knownEpoch = 1;
  /** A reader's cache; none while it does not know where to begin. */
  #cache: ReplicaCache | undefined;
  /** The life of the writer whose stream the cache follows. */
  #streamLife = 0;
  /** The writer's own VDL. */
  #vdl: Lsn;
  #lagMs: Millis = 0;
  /** Whoever is connected, by the number of the client's try: a request that arrives twice makes one connection. */
  readonly #clients = new Map<
    ClientId,
    { readonly attempt: number; readonly connection: Connection; readonly reset: () => void }
  >();
  readonly #waiting = new Map<TransactionId, (answer: WriteAnswer) => void>();
  /** What it has been asked for in this life: a message that arrives twice is done once. */
  readonly #asked = new Set<TransactionId>();
  /** As a writer: where its readers stand. */
  readonly #readPoints = new Map<InstanceId, Lsn>();
  /** And for how many of their reports they have not moved, though they were behind. */
  readonly #stuck = new Map<InstanceId, { readonly readPoint: Lsn; readonly count: number }>();

  constructor(
    place: { readonly id: InstanceId; readonly zone: ZoneId },
    cluster: SharedCluster,
    writer: StorageWriter,
    first: { readonly writer: InstanceId; readonly vdl: Lsn },
  ) {
    ({ id: this.id, zone: this.zone } = place);
    this.#cluster = cluster;
    this.#writer = writer;
    this.#writerId = first.writer;
    this.#vdl = first.vdl;
    this.#role = first.writer === place.id ? "writer" : "reader";
    if (this.#role === "reader") {
      this.#cache = cluster.openCache({ startLsn: first.vdl });
      this.#streamLife = 1;
    }
  }

  get isServing(): boolean {
    if (!this.#isRunning) return false;
    return this.#role === "writer" ? this.#writer.isOpen : this.#cache !== undefined;
  }

  get isUp(): boolean {
    return this.#cluster.network.isUp(this.id);
  }

  /** Begins what an instance does by itself. */
  start(): void {
    this.#cluster.simulation.after(this.#cluster.model.heartbeatMs, () => this.#beat());
  }

  // What the volume tells its writer.

  shipped(records: readonly LogRecord[]): void {
    const { network } = this.#cluster;
    const life = this.#life;
    for (const reader of this.#cluster.others(this.id)) {
      network.send(this.id, reader.id, () => reader.#follow(this.id, life, (cache) => cache.received(records)));
    }
  }

  durable(vdl: Lsn): void {
    const { network, simulation } = this.#cluster;
    const life = this.#life;
    this.#vdl = vdl;
    const toldAtMs = simulation.nowMs;
    for (const reader of this.#cluster.others(this.id)) {
      network.send(this.id, reader.id, () =>
        reader.#follow(this.id, life, (cache) => {
          cache.durable(vdl);
          if (cache.readPoint() >= vdl) reader.#lagMs = toMicros(simulation.nowMs - toldAtMs);
        }),
      );
    }
  }

  committed(transaction: TransactionId): void {
    this.#waiting.get(transaction)?.("committed");
    this.#waiting.delete(transaction);
  }

  /** It has the volume open from now on. */
  opened(vdl: Lsn): void {
    this.#vdl = vdl;
    this.#readPoints.clear();
    this.#tellControl();
  }

  /** Storage has refused it: another instance has the volume. */
  lost(): void {
    if (this.#role === "writer") this.#demote();
  }

  /** Where its readers stand, as far as they have told. */
  readPoints(): readonly Lsn[] {
    return [...this.#readPoints.values()];
  }

  // What the control plane and its host do to it.

  /** The process dies, with all that it had in memory. Its host starts it again. */
  crash(): void {
    if (!this.#isRunning) return;
    const { simulation, model } = this.#cluster;
    simulation.record({ kind: "instance-crashed", instance: this.id });
    this.#isRunning = false;
    this.#forget();
    this.#writer.crash();
    simulation.after(model.restartMs, () => this.#startAgain());
  }

  /**
   * Becomes the writer: opens the volume in an epoch above the given one, whoever had it open before. Does nothing when it
   * is at it already, has done so, or knows that somebody else has: an order may come late.
   */
  promote(aboveEpoch: number): void {
    if (!this.#isRunning || this.#knownEpoch > aboveEpoch) return;
    if (this.#role === "writer" && this.#writer.volumeEpoch > aboveEpoch) return;
    this.#forget();
    this.#role = "writer";
    this.#writerId = this.id;
    this.#writer.recover();
  }

  // What clients do.

  /** Takes a connection, unless it serves nobody now. `reset` is called when it ends. */
  connect(client: ClientId, attempt: number, reset: (connection: Connection) => void): Connection | undefined {
    if (!this.isServing) return undefined;
    const before = this.#clients.get(client);
    if (before?.attempt === attempt) return before.connection;
    const connection = { instance: this.id, life: this.#life };
    this.#clients.set(client, { attempt, connection, reset: () => reset(connection) });
    return connection;
  }

  write(
    connection: Connection,
    pages: readonly PageId[],
    transaction: TransactionId,
    answer: (answer: WriteAnswer) => void,
  ): void {
    if (!this.#isRunning || connection.life !== this.#life) return answer("reset");
    if (this.#role === "reader") return answer("read-only");
    if (this.#asked.has(transaction)) return;
    this.#asked.add(transaction);
    this.#waiting.set(transaction, answer);
    this.#writer.write({ kind: "write", atMs: this.#cluster.simulation.nowMs, pages, commits: transaction });
  }

  read(connection: Connection, page: PageId, answer: (answer: ReadAnswer) => void): void {
    if (!this.#isRunning || connection.life !== this.#life) return answer({ kind: "reset" });
    const readPoint = this.#cache?.readPoint() ?? this.#vdl;
    const cached = this.#cache?.page(page);
    if (cached !== undefined) return answer({ kind: "page", readPoint, version: cached });
    this.#load(page, readPoint, this.#cluster.segmentsFor(this.zone), 0, answer);
  }

  /** Asks one segment after the other for the page. */
  #load(
    page: PageId,
    readPoint: Lsn,
    segments: readonly StorageNode[],
    index: number,
    answer: (answer: ReadAnswer) => void,
  ): void {
    const { network, simulation, model } = this.#cluster;
    const node = segments[index];
    if (node === undefined) return answer({ kind: "failed" });
    const life = this.#life;
    const { volumeEpoch } = this.#writer;
    const cache = this.#cache;
    let isAnswered = false;
    const next = () => {
      if (isAnswered || life !== this.#life) return;
      isAnswered = true;
      this.#load(page, readPoint, segments, index + 1, answer);
    };
    network.send(this.id, node.id, () =>
      simulation.after(node.diskMs(), () => {
        if (!node.isUp) return;
        // A writer's requests carry its epoch, reads too: whoever has lost the volume is not to show what it once was.
        const isStale = this.#role === "writer" && volumeEpoch < node.volumeEpoch;
        const made = isStale ? "stale" : node.read(page, readPoint);
        network.send(node.id, this.id, () => {
          if (isAnswered || life !== this.#life) return;
          if (made === "stale") return this.#demote();
          if (typeof made === "string") return next();
          isAnswered = true;
          // A reader that has begun anew lacks what was written between this read point and its new beginning.
          if (cache === undefined || cache !== this.#cache) return answer({ kind: "page", readPoint, version: made });
          cache.loaded(page, made, readPoint);
          // It may have moved on while the page was on its way; what it shows is as of where it stands now.
          answer({ kind: "page", readPoint: cache.readPoint(), version: cache.page(page) ?? made });
        });
      }),
    );
    simulation.after(model.pageTimeoutMs, next);
  }

  // What it does by itself.

  #beat(): void {
    const { simulation, model } = this.#cluster;
    simulation.after(model.heartbeatMs, () => this.#beat());
    if (!this.#isRunning || !this.isUp) return;
    this.#tellControl();
    if (this.#role === "reader") this.#reportToWriter();
  }

  #tellControl(): void {
    const { network } = this.#cluster;
    const { id, isServing } = this;
    const { volumeEpoch } = this.#writer;
    const heartbeat: Heartbeat = { instance: id, role: this.#role, isServing, volumeEpoch, lagMs: this.#lagMs };
    const life = this.#life;
    network.send(id, CONTROL, () => {
      const standing = this.#cluster.heard(heartbeat);
      network.send(CONTROL, id, () => {
        if (this.#isRunning && life === this.#life) this.#learn(standing);
      });
    });
  }

  #learn({ writer, volumeEpoch }: Standing): void {
    this.#knownEpoch = Math.max(this.#knownEpoch, volumeEpoch);
    if (this.#role === "reader") this.#writerId = writer;
    // A soft way to learn what storage would tell it the hard way.
    else if (this.#writer.volumeEpoch < volumeEpoch) this.#demote();
  }

  /** Tells the writer where it stands, or asks it where to begin. */
  #reportToWriter(): void {
    const { network, simulation } = this.#cluster;
    const readPoint = this.#cache?.readPoint();
    if (readPoint !== undefined)
      simulation.record({ kind: "lag-measured", instance: this.id, readPoint, lagMs: this.#lagMs });
    const writer = this.#cluster.instance(this.#writerId);
    if (writer === this) return;
    const life = this.#life;
    const streamLife = this.#streamLife;
    network.send(this.id, writer.id, () => {
      const begin = writer.#hearReader(this.id, readPoint, streamLife);
      if (begin === undefined) return;
      network.send(writer.id, this.id, () => {
        if (!this.#isRunning || life !== this.#life || this.#role !== "reader") return;
        if (begin.vdl < (this.#cache?.readPoint() ?? 0)) return;
        this.#cache = this.#cluster.openCache({ startLsn: begin.vdl });
        this.#streamLife = begin.life;
        this.#writerId = writer.id;
      });
    });
  }

  /** Gives where the reader is to begin, when it does not follow this life's stream, or has been stuck for too long. */
  #hearReader(
    reader: InstanceId,
    readPoint: Lsn | undefined,
    streamLife: number,
  ): { readonly vdl: Lsn; readonly life: number } | undefined {
    if (this.#role !== "writer" || !this.isServing) return undefined;
    const begin = { vdl: this.#vdl, life: this.#life };
    if (readPoint === undefined || streamLife !== this.#life) {
      this.#readPoints.set(reader, this.#vdl);
      return begin;
    }
    const before = this.#stuck.get(reader);
    const isBehind = readPoint < this.#vdl && before?.readPoint === readPoint;
    const count = isBehind ? before.count + 1 : 0;
    this.#stuck.set(reader, { readPoint, count });
    this.#readPoints.set(reader, readPoint);
    return count >= STUCK_HEARTBEATS ? begin : undefined;
  }

  /** A piece of the stream has come. That of another life, or another writer, is no continuation of what it has. */
  #follow(writer: InstanceId, life: number, apply: (cache: ReplicaCache) => void): void {
    if (!this.#isRunning || this.#role !== "reader" || this.#cache === undefined) return;
    if (writer !== this.#writerId || life !== this.#streamLife) return;
    apply(this.#cache);
  }

  #startAgain(): void {
    const { simulation, network, model } = this.#cluster;
    if (this.#isRunning) return;
    // Its host is unreachable: it starts once that is back.
    if (!this.isUp) return void simulation.after(model.restartMs, () => this.#startAgain());
    let isTold = false;
    network.send(this.id, CONTROL, () => {
      const role = this.#cluster.roleOf(this.id);
      network.send(CONTROL, this.id, () => {
        if (isTold || this.#isRunning) return;
        isTold = true;
        this.#isRunning = true;
        this.#role = role;
        simulation.record({ kind: "instance-started", instance: this.id, role });
        if (role === "writer") this.#writer.recover();
      });
    });
    // Asked again until it is answered.
    simulation.after(model.restartMs, () => this.#startAgain());
  }

  #demote(): void {
    this.#writer.crash();
    this.#forget();
    this.#role = "reader";
    this.#cluster.simulation.record({ kind: "instance-demoted", instance: this.id });
  }

  /** Ends this life: whoever is connected is cut off, and what was in memory is gone. */
  #forget(): void {
    this.#life++;
    this.#cache = undefined;
    this.#lagMs = 0;
    this.#stuck.clear();
    this.#readPoints.clear();
    this.#waiting.clear();
    this.#asked.clear();
    const connected = [...this.#clients.values()];
    this.#clients.clear();
    for (const { reset } of connected) reset();
  }
}
