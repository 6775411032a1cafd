import { invariant } from "./errors.ts";
import type { Fault } from "./faults.ts";
import { drawLatency, latencyTable, type Latency, type LatencyTable } from "./latency.ts";
import type { Random } from "./random.ts";
import type { Simulation } from "./simulation.ts";
import { toMicros, type Millis, type NodeId, type ZoneId } from "./units.ts";

/** How long messages travel, one way. */
export interface NetworkOptions {
  /** Between nodes of one zone. */
  readonly sameZone: Latency;
  /** Between nodes of different zones. */
  readonly crossZone: Latency;
}

/** How a message ended that did not arrive. */
export type Loss = "lost" | "parted" | "receiver-down" | "sender-down";

/** What a network needs of a simulation: it only schedules. What is recorded is its user's business. */
type Scheduler = Pick<Simulation<never>, "after" | "at" | "random">;

interface Node {
  readonly zone: ZoneId;
  /** How many faults hold it down; it works while there are none. */
  downCount: number;
  /** By how much the faults of now slow down its messages, together. */
  addedMs: Millis;
  readonly wayByReceiver: Map<NodeId, Way>;
}

/** From one node to another. */
interface Way {
  readonly sender: Node;
  readonly receiver: Node;
  readonly zones: ZonePair;
  readonly latency: LatencyTable;
  /** A generator of its own, so that one way's luck does not move another's. */
  readonly luck: Random;
}

/** Two zones, whichever way round, and how many faults part them. */
interface ZonePair {
  partedCount: number;
}

/** What chance may do to a message now. */
interface Chances {
  lost: number;
  doubled: number;
}

/**
 * Messages between nodes in zones: each takes a random time, or does not arrive. Order is not kept: a later message may
 * overtake an earlier one, as on a real network.
 *
 * Every method throws `InvariantError` for a node that was not added.
 */
export class Network {
  readonly #scheduler: Scheduler;
  readonly #sameZone: LatencyTable;
  readonly #crossZone: LatencyTable;
  readonly #nodes = new Map<NodeId, Node>();
  readonly #pairs = new Map<string, ZonePair>();
  /** The probabilities of the faults that hold now. They do not add up: the likeliest one decides. */
  readonly #lossProbabilities: number[] = [];
  readonly #doublingProbabilities: number[] = [];
  readonly #chances: Chances = { lost: 0, doubled: 0 };

  constructor(scheduler: Scheduler, { sameZone, crossZone }: NetworkOptions) {
    this.#scheduler = scheduler;
    this.#sameZone = latencyTable(sameZone);
    this.#crossZone = latencyTable(crossZone);
  }

  /** To be called before the run begins: a fault of a zone takes hold of the nodes that are there. Ids are unique. */
  addNode(id: NodeId, zone: ZoneId): void {
    invariant(!this.#nodes.has(id), `node ids are unique (${id})`);
    this.#nodes.set(id, { zone, downCount: 0, addedMs: 0, wayByReceiver: new Map() });
  }

  isUp(id: NodeId): boolean {
    return this.#node(id).downCount === 0;
  }

  /**
   * Sends a message. `deliver` runs when it arrives (twice, if it was doubled); `lose`, if given, when it is known to the
   * simulation, though to nobody in it, that it will not: when it is sent, or when it would have arrived. Of a doubled
   * message, one copy may be delivered and the other lost.
   */
  send(from: NodeId, to: NodeId, deliver: () => void, lose?: (loss: Loss) => void): void {
    this.link<undefined>(from, to, deliver, lose && ((_, loss) => lose(loss))).send(undefined);
  }

  /** The same for many messages of one kind: what becomes of each is said once, and no message costs a function. */
  link<M>(from: NodeId, to: NodeId, deliver: (message: M) => void, lose?: (message: M, loss: Loss) => void): Link<M> {
    return new Link(this.#scheduler, this.#chances, this.#way(from, to), deliver, lose);
  }

  /**
   * Schedules the faults. They must have passed `checkFaults`. `changed` runs right after each begins and ends. Called
   * before anything else is scheduled, faults come first at their instant, in the order of the list.
   */
  scheduleFaults(faults: readonly Fault[], changed: (fault: Fault, began: boolean) => void): void {
    for (const fault of faults) {
      this.#scheduler.at(fault.fromMs, () => {
        this.#apply(fault, 1);
        changed(fault, true);
      });
      if (fault.untilMs === undefined) continue;
      this.#scheduler.at(fault.untilMs, () => {
        this.#apply(fault, -1);
        changed(fault, false);
      });
    }
  }

  #apply(fault: Fault, direction: 1 | -1): void {
    switch (fault.kind) {
      case "zone-down":
        for (const node of this.#nodes.values()) if (node.zone === fault.zone) node.downCount += direction;
        return;
      case "node-down":
        this.#node(fault.node).downCount += direction;
        return;
      case "node-slow": {
        const node = this.#node(fault.node);
        // Cut, or 0.1 + 4 - 0.1 - 4 would be a little less than nothing.
        node.addedMs = toMicros(node.addedMs + direction * fault.addedMs);
        return;
      }
      case "zones-parted":
        this.#pair(...fault.zones).partedCount += direction;
        return;
      case "messages-lost":
        putOrTake(this.#lossProbabilities, fault.probability, direction);
        this.#chances.lost = Math.max(0, ...this.#lossProbabilities);
        return;
      case "messages-doubled":
        putOrTake(this.#doublingProbabilities, fault.probability, direction);
        this.#chances.doubled = Math.max(0, ...this.#doublingProbabilities);
        return;
      default:
        fault satisfies never;
    }
  }

  #way(from: NodeId, to: NodeId): Way {
    const sender = this.#node(from);
    const receiver = this.#node(to);
    let way = sender.wayByReceiver.get(to);
    if (way === undefined) {
      way = {
        sender,
        receiver,
        zones: this.#pair(sender.zone, receiver.zone),
        latency: sender.zone === receiver.zone ? this.#sameZone : this.#crossZone,
        luck: this.#scheduler.random.fork(`${from} to ${to}`),
      };
      sender.wayByReceiver.set(to, way);
    }
    return way;
  }

  #pair(a: ZoneId, b: ZoneId): ZonePair {
    const key = a < b ? `${a}|${b}` : `${b}|${a}`;
    let pair = this.#pairs.get(key);
    if (pair === undefined) this.#pairs.set(key, (pair = { partedCount: 0 }));
    return pair;
  }

  #node(id: NodeId): Node {
    const node = this.#nodes.get(id);
    invariant(node !== undefined, `node ${id} is on the network`);
    return node;
  }
}

/** A way for messages of one kind. Made by `Network.link`. */
export class Link<M> {
  readonly #scheduler: Scheduler;
  readonly #chances: Chances;
  readonly #way: Way;
  readonly #arrive: (message: M) => void;
  readonly #lose: ((message: M, loss: Loss) => void) | undefined;

  constructor(
    scheduler: Scheduler,
    chances: Chances,
    way: Way,
    deliver: (message: M) => void,
    lose: ((message: M, loss: Loss) => void) | undefined,
  ) {
    this.#scheduler = scheduler;
    this.#chances = chances;
    this.#way = way;
    this.#lose = lose;
    // Not written into the field at once: V8 puts such a function among its old objects, where it would hold on to the
    // whole run until the next full collection.
    const arrive = (message: M) => {
      if (way.receiver.downCount > 0) lose?.(message, "receiver-down");
      else if (way.zones.partedCount > 0) lose?.(message, "parted");
      else deliver(message);
    };
    this.#arrive = arrive;
  }

  send(message: M): void {
    const { sender, receiver, zones, latency, luck } = this.#way;
    // Always the same numbers in the same order, whatever the faults: a fault then changes only what it touches.
    const travelMs = drawLatency(latency, luck) + sender.addedMs + receiver.addedMs;
    const lostAt = luck.fraction();
    const doubledAt = luck.fraction();

    if (sender.downCount > 0) return this.#lose?.(message, "sender-down");
    if (zones.partedCount > 0) return this.#lose?.(message, "parted");
    if (lostAt < this.#chances.lost) return this.#lose?.(message, "lost");

    this.#scheduler.after(travelMs, this.#arrive, message);
    if (doubledAt < this.#chances.doubled) this.#scheduler.after(travelMs * 2, this.#arrive, message);
  }
}

function putOrTake(probabilities: number[], probability: number, direction: 1 | -1): void {
  if (direction === 1) probabilities.push(probability);
  else probabilities.splice(probabilities.indexOf(probability), 1);
}
