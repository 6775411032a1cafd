/**
 * An application with one connection: it asks where its endpoint's name leads, goes by the answer for as long as it
 * caches it, and keeps its connection for as long as that holds. Statements are done one after another; each has one try.
 * With an endpoint of their own for reads, it has two connections, one for either.
 *
 * As a session it keeps one number: the highest LSN that it has seen, in a read's read point or as an acknowledged commit.
 * It sends that along with each read, to whatever instance it is connected to, and is never shown anything older.
 *
 * What it learns of a write is what a driver learns: committed, surely not done, or *unknown*: sent, and never answered.
 */
import type { Lsn, PageId, TransactionId } from "../aurora/vocabulary.ts";
import { toMicros, type Millis, type Network, type Simulation } from "../kernel/index.ts";
import { NAME_SERVER, ZONE_TTL_MS, type ClientSpec } from "./cluster-scenario.ts";
import type { ClientId, ClusterEvent, StatementFailure } from "./cluster-trace.ts";
import type { Connection, DatabaseInstance, ReadAnswer, WriteAnswer } from "./database-instance.ts";
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

/** How it gets to an instance. */
interface Route {
  readonly endpoint: EndpointName;
  connection: Connection | undefined;
  cached: { readonly instance: InstanceId; readonly untilMs: Millis } | undefined;
}

/** How long it waits for anything before it gives the connection up. */
const TIMEOUT_MS: Millis = 5_000;

/** One application through all its connections. */
export class ClusterClient {
  readonly id: ClientId;
  readonly #node: string;
  readonly #writes: Route;
  /** The same as that of writes, unless reads have an endpoint of their own. */
  readonly #reads: Route;
  readonly #isSession: boolean;
  readonly #dnsCacheMs: Millis;
  readonly #timeoutMs: Millis;
  readonly #cluster: Reachable;
  readonly #queue: Statement[] = [];
  #isBusy = false;
  /** Connections that it has asked for. */
  #attemptCount = 0;
  /** What the present statement goes by. */
  #route: Route;
  /** The highest LSN that it has seen; 0 before it has seen any. */
  #seenLsn: Lsn = 0;
  /** Ends what it waits for, when its connection is reset. */
  #interrupt: (() => void) | undefined;

  constructor(spec: ClientSpec, cluster: Reachable) {
    const { client, endpoint, readEndpoint = endpoint, dnsCacheMs = ZONE_TTL_MS, timeoutMs = TIMEOUT_MS } = spec;
    this.id = client;
    this.#node = String(client);
    this.#writes = this.#reads = this.#route = routeTo(endpoint);
    if (readEndpoint !== endpoint) this.#reads = routeTo(readEndpoint);
    this.#isSession = spec.consistency === "session";
    this.#dnsCacheMs = dnsCacheMs;
    this.#timeoutMs = timeoutMs;
    this.#cluster = cluster;
  }

  do(statement: Statement): void {
    this.#queue.push(statement);
    this.#next();
  }

  /** Closes its connections, unless it is doing something. The next statement opens another. */
  disconnect(): void {
    if (this.#isBusy) return;
    for (const route of new Set([this.#writes, this.#reads])) {
      if (route.connection === undefined) continue;
      const { instance } = route.connection;
      route.connection = undefined;
      this.#cluster.simulation.record({ kind: "connection-closed", client: this.id, instance });
    }
  }

  #next(): void {
    const statement = this.#isBusy ? undefined : this.#queue.shift();
    if (statement === undefined) return;
    this.#isBusy = true;
    this.#route = statement.kind === "read" ? this.#reads : this.#writes;
    const { connection } = this.#route;
    if (connection !== undefined) return this.#perform(statement, connection);
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
    const route = this.#route;
    const { endpoint, cached } = route;
    if (cached !== undefined && cached.untilMs > simulation.nowMs) {
      const { instance } = cached;
      simulation.record({ kind: "name-resolved", client, endpoint, instance, fromCache: true });
      return this.#connect(statement, instance);
    }
    const take = this.#await<InstanceId | undefined>(
      (instance) => {
        const found = instance === undefined ? {} : { instance };
        simulation.record({ kind: "name-resolved", client, endpoint, ...found, fromCache: false });
        if (instance === undefined) return this.#fail(statement, "endpoint-empty");
        route.cached = { instance, untilMs: toMicros(simulation.nowMs + this.#dnsCacheMs) };
        this.#connect(statement, instance);
      },
      () => this.#fail(statement, "name-unanswered"),
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
      this.#route.connection = connection;
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
    const route = [this.#writes, this.#reads].find((it) => it.connection === connection);
    if (route === undefined) return;
    this.#lose(route, connection);
    if (route === this.#route) this.#interrupt?.();
  }

  #lose(route: Route, { instance }: Connection): void {
    if (route.connection?.instance !== instance) return;
    route.connection = undefined;
    this.#cluster.simulation.record({ kind: "connection-lost", client: this.id, instance });
  }

  #perform(statement: Statement, connection: Connection): void {
    const { simulation, network } = this.#cluster;
    const { id: client } = this;
    const route = this.#route;
    const instance = this.#cluster.instance(connection.instance);
    const sentAtMs = simulation.nowMs;
    const to = connection.instance;
    const took = () => toMicros(simulation.nowMs - sentAtMs);
    if (statement.kind === "read") {
      const { page } = statement;
      const lost = () => {
        this.#lose(route, connection);
        this.#done({ kind: "read-failed", client, page, because: "no-answer" });
      };
      const take = this.#await<ReadAnswer>((answer) => {
        if (answer.kind === "reset") return lost();
        if (answer.kind === "failed") return this.#fail(statement, "read-failed");
        if (answer.kind === "behind") return this.#fail(statement, "behind");
        const { readPoint, version } = answer;
        this.#seenLsn = Math.max(this.#seenLsn, readPoint);
        const { lsn: pageLsn, slots } = version;
        this.#done({ kind: "read-answered", client, page, instance: to, readPoint, pageLsn, slots, tookMs: took() });
      }, lost);
      const request = this.#isSession ? { client, page, atLeast: this.#seenLsn } : { client, page };
      return network.send(this.#node, to, () =>
        instance.read(connection, request, (answer) => network.send(to, this.#node, () => take(answer))),
      );
    }
    const { transaction, pages } = statement;
    const unknown = () => {
      this.#lose(route, connection);
      this.#done({ kind: "write-unknown", client, transaction });
    };
    simulation.record({ kind: "write-sent", client, transaction, instance: to });
    const take = this.#await<WriteAnswer>((answer) => {
      if (answer.kind === "reset") return unknown();
      if (answer.kind === "read-only") return this.#fail(statement, "read-only");
      this.#seenLsn = Math.max(this.#seenLsn, answer.commitLsn);
      this.#done({ kind: "write-committed", client, transaction, tookMs: took() });
    }, unknown);
    network.send(this.#node, to, () =>
      instance.write(connection, pages, transaction, (answer) => network.send(to, this.#node, () => take(answer))),
    );
  }
}

function routeTo(endpoint: EndpointName): Route {
  return { endpoint, connection: undefined, cached: undefined };
}
