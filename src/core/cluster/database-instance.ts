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
import type { Heartbeat, Standing } from "./failover-controller.ts";
import type { ReplicaCache, ReplicaCacheOptions } from "./replica-cache.ts";
import type { InstanceId, Role } from "./vocabulary.ts";

/** What the instances of a cluster need of it. */
export interface SharedCluster {
  readonly simulation: Simulation<ClusterEvent>;
  readonly network: Network;
  readonly model: ClusterModel;
  readonly openCache: (options: ReplicaCacheOptions) => ReplicaCache;
  /** Moves of read points are noted. */
  readonly followsReaders: boolean;
  /** The volume's segments, nearest first. */
  segmentsFor(zone: ZoneId): readonly StorageNode[];
  others(instance: InstanceId): readonly DatabaseInstance[];
  instance(id: InstanceId): DatabaseInstance;
  heard(heartbeat: Heartbeat, lagMs: Millis): Standing;
  /** In which epoch an instance that has just started is to open the volume as the writer; nothing for a reader. */
  started(instance: InstanceId): number | undefined;
}

/** What becomes of a write at an instance. */
export type WriteAnswer =
  { readonly kind: "committed"; readonly commitLsn: Lsn } | { readonly kind: "read-only" } | { readonly kind: "reset" };

/** What a client asks for. */
export interface ReadRequest {
  readonly client: ClientId;
  readonly page: PageId;
  /** Of a session: the highest LSN that it has seen. It is not to be shown anything older. */
  readonly atLeast?: Lsn;
}
/** What becomes of a read. */
export type ReadAnswer =
  | { readonly kind: "page"; readonly readPoint: Lsn; readonly version: PageVersion }
  | { readonly kind: "failed" }
  /** It stands before what the session has seen, and has not got there in time. */
  | { readonly kind: "behind" }
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
  /** The newest in which this process has opened the volume, or begun to. */
  #takenEpoch = 0;
  /** Counts the starts of the process: what is sent to one of them does not reach the next. */
  #start = 1;
  /** A reader's cache; none while it does not know where to begin. */
  #cache: ReplicaCache | undefined;
  /** The life of the writer whose stream the cache follows. */
  #streamLife = 0;
  /** The writer's own VDL. */
  #vdl: Lsn;
  #lagMs: Millis = 0;
  /** How much later than it comes it applies what comes of the stream: it has other work. */
  #applyMs: Millis = 0;
  /** Whoever is connected, by the number of the client's try: a request that arrives twice makes one connection. */
  readonly #clients = new Map<
    ClientId,
    { readonly attempt: number; readonly connection: Connection; readonly reset: () => void }
  >();
  readonly #waiting = new Map<TransactionId, (answer: WriteAnswer) => void>();
  readonly #commitLsns = new Map<TransactionId, Lsn>();
  /** Reads of sessions that have seen more than it shows. */
  readonly #held = new Set<{ readonly atLeast: Lsn; readonly go: () => void }>();
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
      network.send(this.id, reader.id, () => reader.#take(this.id, life, (cache) => cache.received(records)));
    }
  }

  durable(vdl: Lsn): void {
    const { network, simulation } = this.#cluster;
    const life = this.#life;
    this.#vdl = vdl;
    this.#release();
    const toldAtMs = simulation.nowMs;
    for (const reader of this.#cluster.others(this.id)) {
      network.send(this.id, reader.id, () =>
        reader.#take(this.id, life, (cache) => {
          cache.durable(vdl);
          if (cache.readPoint() >= vdl) reader.#lagMs = toMicros(simulation.nowMs - toldAtMs);
        }),
      );
    }
  }

  commitRequested(transaction: TransactionId, commitLsn: Lsn): void {
    this.#commitLsns.set(transaction, commitLsn);
  }

  committed(transaction: TransactionId): void {
    this.#waiting.get(transaction)?.({ kind: "committed", commitLsn: this.#commitLsns.get(transaction) as Lsn });
    this.#waiting.delete(transaction);
    this.#commitLsns.delete(transaction);
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

  /** A way to the process that runs now; what is sent on it is lost once that one has died. */
  connectionToProcess(): (deliver: () => void) => void {
    const start = this.#start;
    return (deliver) => {
      if (this.#isRunning && start === this.#start) deliver();
    };
  }

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
   * Becomes the writer: opens the volume in the given epoch, whoever had it open before. Does nothing when it is at it
   * already, has done so, or knows that somebody else has in that epoch or a newer one: an order may come late.
   */
  promote(volumeEpoch: number): void {
    if (!this.#isRunning || this.#knownEpoch >= volumeEpoch || this.#takenEpoch >= volumeEpoch) return;
    this.#forget();
    this.#role = "writer";
    this.#writerId = this.id;
    this.#takeVolume(volumeEpoch);
  }

  /** It has other work: from now on it applies what comes of the stream so much later. */
  occupy(applyMs: Millis): void {
    this.#applyMs = applyMs;
    this.#cluster.simulation.record({ kind: "stream-slowed", instance: this.id, applyMs });
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
    if (!this.#isRunning || connection.life !== this.#life) return answer({ kind: "reset" });
    if (this.#role === "reader") return answer({ kind: "read-only" });
    if (this.#asked.has(transaction)) return;
    this.#asked.add(transaction);
    this.#waiting.set(transaction, answer);
    this.#writer.write({ kind: "write", atMs: this.#cluster.simulation.nowMs, pages, commits: transaction });
  }

  /** Answers as of where it stands. A session that has seen more than that waits until it has got there, within a bound. */
  read(connection: Connection, request: ReadRequest, answer: (answer: ReadAnswer) => void): void {
    if (!this.#isRunning || connection.life !== this.#life) return answer({ kind: "reset" });
    const { client, page, atLeast = -Infinity } = request;
    const readPoint = this.#standsAt();
    if (readPoint >= atLeast) return this.#show(page, answer);
    const { simulation, model } = this.#cluster;
    simulation.record({ kind: "read-held", client, page, instance: this.id, readPoint, atLeast });
    const held = { atLeast, go: () => this.#show(page, answer) };
    this.#held.add(held);
    simulation.after(model.sessionWaitMs, () => {
      if (this.#held.delete(held)) answer({ kind: "behind" });
    });
  }

  /** What it shows is as of here: a reader's read point, a writer's VDL. */
  #standsAt(): Lsn {
    return this.#cache?.readPoint() ?? this.#vdl;
  }

  /** It has moved: some of those who waited for that need wait no longer. */
  #release(): void {
    if (this.#held.size === 0) return;
    const standsAt = this.#standsAt();
    for (const held of [...this.#held]) {
      if (held.atLeast > standsAt) continue;
      this.#held.delete(held);
      held.go();
    }
  }

  #show(page: PageId, answer: (answer: ReadAnswer) => void): void {
    const readPoint = this.#standsAt();
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
    const heartbeat: Heartbeat = { instance: id, role: this.#role, isServing, volumeEpoch };
    const lagMs = this.#lagMs;
    const life = this.#life;
    network.send(id, CONTROL, () => {
      const standing = this.#cluster.heard(heartbeat, lagMs);
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
        this.#moved();
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

  /** A piece of the stream has come: it is applied at once, unless there is other work. */
  #take(writer: InstanceId, life: number, apply: (cache: ReplicaCache) => void): void {
    if (this.#applyMs === 0) return this.#follow(writer, life, apply);
    this.#cluster.simulation.after(this.#applyMs, () => this.#follow(writer, life, apply));
  }

  /** A piece of the stream is there to be applied. That of another life, or another writer, is no continuation of what it has. */
  #follow(writer: InstanceId, life: number, apply: (cache: ReplicaCache) => void): void {
    if (!this.#isRunning || this.#role !== "reader" || this.#cache === undefined) return;
    if (writer !== this.#writerId || life !== this.#streamLife) return;
    const before = this.#cache.readPoint();
    apply(this.#cache);
    if (this.#cache.readPoint() !== before) this.#moved();
  }

  /** A reader shows more than it did. */
  #moved(): void {
    const { simulation, followsReaders } = this.#cluster;
    if (followsReaders) simulation.record({ kind: "read-point-moved", instance: this.id, readPoint: this.#standsAt() });
    this.#release();
  }

  #startAgain(): void {
    const { simulation, network, model } = this.#cluster;
    if (this.#isRunning) return;
    // Its host is unreachable: it starts once that is back.
    if (!this.isUp) return void simulation.after(model.restartMs, () => this.#startAgain());
    let isTold = false;
    network.send(this.id, CONTROL, () => {
      const volumeEpoch = this.#cluster.started(this.id);
      network.send(CONTROL, this.id, () => {
        if (isTold || this.#isRunning) return;
        isTold = true;
        this.#isRunning = true;
        this.#role = volumeEpoch === undefined ? "reader" : "writer";
        simulation.record({ kind: "instance-started", instance: this.id, role: this.#role });
        this.#start++;
        this.#knownEpoch = 1;
        this.#takenEpoch = 0;
        if (volumeEpoch !== undefined) this.#takeVolume(volumeEpoch);
      });
    });
    // Asked again until it is answered.
    simulation.after(model.restartMs, () => this.#startAgain());
  }

  #takeVolume(volumeEpoch: number): void {
    this.#takenEpoch = volumeEpoch;
    this.#writer.recover(volumeEpoch);
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
    this.#commitLsns.clear();
    this.#held.clear();
    this.#asked.clear();
    const connected = [...this.#clients.values()];
    this.#clients.clear();
    for (const { reset } of connected) reset();
  }
}
