import { toMicros, type NodeId, type Random } from "../kernel/index.ts";
import type { DaxClusterMechanism, DaxRouter, DaxTopology, FailedAttempt } from "./dax-cluster.ts";
import type { DaxHost } from "./dax-host.ts";
import type { DaxNode, NotPrimary } from "./dax-node.ts";
import type { DaxModel } from "./dax-scenario.ts";

/** A request of a client, to whichever node. */
interface ClientRequest<Answer> {
  readonly op: number;
  readonly kind: "read" | "write";
  /** Asks a node. */
  readonly ask: (node: DaxNode, reply: (answer: Answer | NotPrimary) => void) => void;
  /** Told once: the answer, or why there is none. Without either nobody was asked. */
  readonly told: (answer: Answer | undefined, failure?: FailedAttempt["failure"]) => void;
}

/**
 * A client of a cluster of several nodes. It asks now and again for the topology, and each node whether it is healthy. Where
 * a request goes, first and after a failure, its router says. A write that was refused waits for another topology, if the
 * client has not heard of one meanwhile; a refusal means nothing any more once it has.
 *
 * Simplified: what the table throttles it tells its application at once; a node counts as unhealthy after one check that is
 * not answered, and requests that fail change nothing of that.
 */
export class DaxClient {
  readonly #client: NodeId;
  readonly #host: DaxHost;
  readonly #model: DaxModel;
  readonly #router: DaxRouter;
  readonly #nodes: ReadonlyMap<NodeId, DaxNode>;
  readonly #luck: Random;
  #topology: DaxTopology;
  readonly #unhealthy = new Set<NodeId>();
  /** Writes that wait for another topology. */
  readonly #waiting = new Set<() => void>();

  constructor(
    client: NodeId,
    host: DaxHost,
    model: DaxModel,
    mechanism: DaxClusterMechanism,
    nodes: ReadonlyMap<NodeId, DaxNode>,
    topology: DaxTopology,
    luck: Random,
  ) {
    this.#client = client;
    this.#host = host;
    this.#model = model;
    this.#router = mechanism.createDaxRouter();
    this.#nodes = nodes;
    this.#topology = topology;
    this.#luck = luck;
    this.#router.topologyTold(topology);
  }

  open(): void {
    const { topologyEveryMs, healthEveryMs } = this.#model;
    // Clients do not keep step.
    this.#host.after(toMicros(this.#luck.fraction() * topologyEveryMs), () =>
      this.#host.every(this.#client, topologyEveryMs, () => this.#askForTopology(this.#topology.nodes)),
    );
    this.#host.after(toMicros(this.#luck.fraction() * healthEveryMs), () =>
      this.#host.every(this.#client, healthEveryMs, () => this.#checkHealth()),
    );
  }

  request<Answer>(request: ClientRequest<Answer>): void {
    this.#attempt(request, undefined, 1);
  }

  #attempt<Answer>(request: ClientRequest<Answer>, last: FailedAttempt | undefined, attempt: number): void {
    const { op, kind, ask, told } = request;
    const draw = this.#luck.fraction();
    const name = kind === "read" ? this.#router.readTarget(last, draw) : this.#router.writeTarget(last, draw);
    const node = name === undefined ? undefined : this.#nodes.get(name);
    if (node === undefined) {
      if (last?.failure !== "no-answer" || kind === "read") this.#host.record({ kind: "request-unsent", op, client: this.#client, request: kind }); // prettier-ignore
      return told(undefined, last?.failure);
    }
    this.#host.record({ kind: "request-sent", op, client: this.#client, node: node.node, request: kind, attempt });
    const { epoch } = this.#topology;
    this.#host.ask<Answer | NotPrimary>(
      this.#client,
      node.node,
      this.#model.clientMs,
      (reply) => ask(node, reply),
      (given) => {
        if (given !== undefined && !isNotPrimary(given)) return told(given);
        const answer = given as NotPrimary | undefined;
        const failure = answer === undefined ? "no-answer" : "refused";
        if (answer?.topology !== undefined) this.#learn(answer.topology);
        if (attempt > this.#model.retryCount) return told(undefined, failure);
        const again = () => {
          // Whoever has refused may be the primary by now.
          const isOver = failure === "refused" && this.#topology.epoch !== epoch;
          this.#attempt(request, isOver ? undefined : { node: node.node, failure }, attempt + 1);
        };
        if (failure === "refused" && this.#topology.epoch === epoch) this.#wait(again);
        else again();
      },
    );
  }

  /** Until there is another topology, or for so long. */
  #wait(action: () => void): void {
    const once = () => {
      if (this.#waiting.delete(once)) action();
    };
    this.#waiting.add(once);
    this.#host.after(this.#model.recoveryMs, once);
  }

  #learn(topology: DaxTopology): void {
    this.#router.topologyTold(topology);
    if (topology.epoch <= this.#topology.epoch) return;
    this.#topology = topology;
    this.#host.record({ kind: "topology-told", client: this.#client, ...topology });
    for (const action of [...this.#waiting]) action();
  }

  /** One after the other, until somebody answers. */
  #askForTopology(nodes: readonly NodeId[]): void {
    const place = Math.floor(this.#luck.fraction() * nodes.length);
    const node = this.#nodes.get(nodes[place] ?? "");
    if (node === undefined) return;
    this.#host.ask<DaxTopology | undefined>(
      this.#client,
      node.node,
      this.#model.healthMs,
      (reply) => reply(node.topology),
      (topology) => {
        if (topology !== undefined) this.#learn(topology);
        else this.#askForTopology(nodes.filter((other) => other !== node.node));
      },
    );
  }

  #checkHealth(): void {
    for (const name of this.#topology.nodes) {
      const node = this.#nodes.get(name);
      if (node === undefined) continue;
      this.#host.ask<true>(
        this.#client,
        name,
        this.#model.healthMs,
        (reply) => reply(true),
        (answer) => this.#isChecked(name, answer === true),
      );
    }
  }

  #isChecked(node: NodeId, isHealthy: boolean): void {
    this.#router.checked(node, isHealthy);
    if (isHealthy === !this.#unhealthy.has(node)) return;
    if (isHealthy) this.#unhealthy.delete(node);
    else this.#unhealthy.add(node);
    this.#host.record({ kind: "health-changed", client: this.#client, node, isHealthy });
  }
}

function isNotPrimary<Answer>(answer: Answer | NotPrimary): answer is NotPrimary {
  return typeof answer === "object" && answer !== null && "kind" in answer && answer.kind === "not-primary";
}
