/**
 * An application with one connection: it asks where its endpoint's name leads, goes by the answer for as long as it
 * caches it, and keeps its connection for as long as that holds. Statements are done one after another; each has one try.
 *
 * What it learns of a write is what a driver learns: committed, surely not done, or *unknown*: sent, and never answered.
 */
import type { PageId, TransactionId } from "../aurora/vocabulary.ts";
import { toMicros, type Millis, type Network, type Simulation } from "../kernel/index.ts";
import { NAME_SERVER, ZONE_TTL_MS, type ClientSpec } from "./cluster-scenario.ts";
import type { ClientId, ClusterEvent, StatementFailure } from "./cluster-trace.ts";
import type { Connection, DatabaseInstance } from "./database-instance.ts";
import type { EndpointName, InstanceId } from "./vocabulary.ts";

/** What a client needs of the cluster: its network, and a name server. */
export interface Reachable {
  readonly simulation: Simulation<ClusterEvent>;
  readonly network: Network;
  instance(id: InstanceId): DatabaseInstance;
  /** Where a name leads now: one of those that it may lead to, by chance. */
  resolve(endpoint: EndpointName): InstanceId | undefined;
}

type Statement =
  | { readonly kind: "write"; readonly pages: readonly PageId[]; readonly transaction: TransactionId }
  | { readonly kind: "read"; readonly page: PageId };

/** How long it waits for anything before it gives the connection up. */
const TIMEOUT_MS: Millis = 5_000;

/** One application through all its connections. */
export class ClusterClient {
  readonly id: ClientId;
  readonly #node: string;
  readonly #endpoint: EndpointName;
  readonly #dnsCacheMs: Millis;
  readonly #timeoutMs: Millis;
  readonly #cluster: Reachable;
  readonly #queue: Statement[] = [];
  #isBusy = false;
  /** Connections that it has asked for. */
  #attemptCount = 0;
  #connection: Connection | undefined;
  #cached: { readonly instance: InstanceId; readonly untilMs: Millis } | undefined;
  /** Ends what it waits for, when its connection is reset. */
  #interrupt: (() => void) | undefined;

  constructor({ client, endpoint, dnsCacheMs = ZONE_TTL_MS, timeoutMs = TIMEOUT_MS }: ClientSpec, cluster: Reachable) {
    this.id = client;
    this.#node = String(client);
    this.#endpoint = endpoint;
    this.#dnsCacheMs = dnsCacheMs;
    this.#timeoutMs = timeoutMs;
    this.#cluster = cluster;
  }

  do(statement: Statement): void {
    this.#queue.push(statement);
    this.#next();
  }

  /** Closes its connection, unless it is in use or there is none. The next statement opens another. */
  disconnect(): void {
    if (this.#isBusy || this.#connection === undefined) return;
    const { instance } = this.#connection;
    this.#connection = undefined;
    this.#cluster.simulation.record({ kind: "connection-closed", client: this.id, instance });
  }

  #next(): void {
    const statement = this.#isBusy ? undefined : this.#queue.shift();
    if (statement === undefined) return;
    this.#isBusy = true;
    if (this.#connection !== undefined) return this.#perform(statement, this.#connection);
    this.#resolve(statement);
  }

  #done(event: ClusterEvent): void {
    this.#cluster.simulation.record(event);
    this.#isBusy = false;
    this.#next();
  }

  #fail(statement: Statement, because: StatementFailure): void {
    const { id: client } = this;
    if (statement.kind === "read") return this.#done({ kind: "read-failed", client, page: statement.page, because });
    this.#done({ kind: "write-failed", client, transaction: statement.transaction, because });
  }

  /**
   * Waits for one answer: the first one counts, and none that comes later. `silent` when none comes in time. Gives what
   * takes the answer.
   */
  #await<T>(heard: (answer: T) => void, silent: () => void): (answer: T) => void {
    const { simulation } = this.#cluster;
    let isOver = false;
    const end = (then: () => void) => {
      if (isOver) return;
      isOver = true;
      this.#interrupt = undefined;
      simulation.cancel(timer);
      then();
    };
    const timer = simulation.after(this.#timeoutMs, () => end(silent));
    this.#interrupt = () => end(silent);
    return (answer) => end(() => heard(answer));
  }

  #resolve(statement: Statement): void {
    const { simulation, network } = this.#cluster;
    const { id: client } = this;
    const endpoint = this.#endpoint;
    if (this.#cached !== undefined && this.#cached.untilMs > simulation.nowMs) {
      const { instance } = this.#cached;
      simulation.record({ kind: "name-resolved", client, endpoint, instance, fromCache: true });
      return this.#connect(statement, instance);
    }
    const take = this.#await<InstanceId | undefined>(
      (instance) => {
        const found = instance === undefined ? {} : { instance };
        simulation.record({ kind: "name-resolved", client, endpoint, ...found, fromCache: false });
        if (instance === undefined) return this.#fail(statement, "endpoint-empty");
        this.#cached = { instance, untilMs: toMicros(simulation.nowMs + this.#dnsCacheMs) };
        this.#connect(statement, instance);
      },
      () => this.#fail(statement, "endpoint-empty"),
    );
    network.send(this.#node, NAME_SERVER, () => {
      const instance = this.#cluster.resolve(endpoint);
      network.send(NAME_SERVER, this.#node, () => take(instance));
    });
  }

  #connect(statement: Statement, to: InstanceId): void {
    const { simulation, network } = this.#cluster;
    const instance = this.#cluster.instance(to);
    const attempt = ++this.#attemptCount;
    const refused = () => {
      simulation.record({ kind: "connection-refused", client: this.id, instance: to });
      this.#fail(statement, "connection-refused");
    };
    const take = this.#await<Connection | undefined>((connection) => {
      if (connection === undefined) return refused();
      this.#connection = connection;
      simulation.record({ kind: "connection-opened", client: this.id, instance: to });
      this.#perform(statement, connection);
    }, refused);
    network.send(this.#node, to, () => {
      const connection = instance.connect(this.id, attempt, (ended) =>
        network.send(to, this.#node, () => this.#reset(ended)),
      );
      network.send(to, this.#node, () => take(connection));
    });
  }

  /** The other end has closed the connection. */
  #reset(connection: Connection): void {
    if (this.#connection !== connection) return;
    this.#lose(connection);
    this.#interrupt?.();
  }

  #lose({ instance }: Connection): void {
    if (this.#connection?.instance !== instance) return;
    this.#connection = undefined;
    this.#cluster.simulation.record({ kind: "connection-lost", client: this.id, instance });
  }

  #perform(statement: Statement, connection: Connection): void {
    const { simulation, network } = this.#cluster;
    const { id: client } = this;
    const instance = this.#cluster.instance(connection.instance);
    const sentAtMs = simulation.nowMs;
    const to = connection.instance;
    const took = () => toMicros(simulation.nowMs - sentAtMs);
    if (statement.kind === "read") {
      const { page } = statement;
      const lost = () => {
        this.#lose(connection);
        this.#done({ kind: "read-failed", client, page, because: "no-answer" });
      };
      const take = this.#await<Parameters<Parameters<DatabaseInstance["read"]>[2]>[0]>((answer) => {
        if (answer.kind === "reset") return lost();
        if (answer.kind === "failed") return this.#fail(statement, "read-failed");
        const { readPoint, version } = answer;
        const { lsn: pageLsn, slots } = version;
        this.#done({ kind: "read-answered", client, page, instance: to, readPoint, pageLsn, slots, tookMs: took() });
      }, lost);
      return network.send(this.#node, to, () =>
        instance.read(connection, page, (answer) => network.send(to, this.#node, () => take(answer))),
      );
    }
    const { transaction, pages } = statement;
    const unknown = () => {
      this.#lose(connection);
      this.#done({ kind: "write-unknown", client, transaction });
    };
    simulation.record({ kind: "write-sent", client, transaction, instance: to });
    const take = this.#await<Parameters<Parameters<DatabaseInstance["write"]>[3]>[0]>((answer) => {
      if (answer === "reset") return unknown();
      if (answer === "read-only") return this.#fail(statement, "read-only");
      this.#done({ kind: "write-committed", client, transaction, tookMs: took() });
    }, unknown);
    network.send(this.#node, to, () =>
      instance.write(connection, pages, transaction, (answer) => network.send(to, this.#node, () => take(answer))),
    );
  }
}
