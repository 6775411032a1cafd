// A class that keeps a card for every instance: its numbers change with each event, and nothing is counted twice.
import type { ConnectionId, ReaderBalancer, ReaderBalancerOptions, Topology } from "four-of-six/cluster";

class Card {
  readonly weight: number;
  count = 0;
  failedAtMs = -1;
  role: "writer" | "reader" | "gone" = "gone";
  isAvailable = false;

  constructor(weight: number) {
    this.weight = weight;
  }
}

class Balancer implements ReaderBalancer {
  readonly #options: ReaderBalancerOptions;
  readonly #cards = new Map<string, Card>();
  readonly #homes = new Map<ConnectionId, string>();
  readonly #births = new Map<ConnectionId, number>();
  #order: string[] = [];
  #askedAtMs: number | null = null;
  #alarmUntilMs = -1;

  constructor(options: ReaderBalancerOptions) {
    this.#options = options;
  }

  topology({ askedAtMs, members }: Topology) {
    if (this.#askedAtMs !== null && this.#askedAtMs >= askedAtMs) return;
    this.#askedAtMs = askedAtMs;
    for (const card of this.#cards.values()) {
      card.role = "gone";
      card.isAvailable = false;
    }
    this.#order = members.map(({ instance, role, isAvailable }) => {
      Object.assign(this.#card(instance), { role, isAvailable });
      return instance;
    });
  }

  choose(connection: ConnectionId, luck: number) {
    const places = this.#places();
    let best: string[] = [];
    for (const name of places) {
      const [mine, theirs] = [this.#card(name), this.#card(best[0] ?? name)];
      // Fractions are compared by multiplying across: no division, no rounding.
      const gap = mine.count * theirs.weight - theirs.count * mine.weight;
      if (best.length === 0 || gap < 0) best = [name];
      else if (gap === 0) best.push(name);
    }
    const name = best[Math.floor(luck * best.length)];
    if (name === undefined) return undefined;
    this.#homes.set(connection, name);
    this.#card(name).count++;
    return name;
  }

  opened(connection: ConnectionId, nowMs: number) {
    this.#births.set(connection, nowMs);
  }

  closed(connection: ConnectionId) {
    const name = this.#homes.get(connection);
    this.#homes.delete(connection);
    this.#births.delete(connection);
    if (name !== undefined) this.#card(name).count--;
  }

  failed(connection: ConnectionId, nowMs: number) {
    const name = this.#homes.get(connection);
    if (name === undefined) return;
    this.#card(name).failedAtMs = nowMs;
    this.#alarmUntilMs = nowMs + this.#options.highRefreshForMs;
    this.closed(connection);
  }

  due(nowMs: number) {
    const places = this.#places();
    if (places.length === 0) return [];
    const readsElsewhere = this.#card(places[0] as string).role === "reader";
    const ranked = [...this.#births].flatMap(([connection, bornMs]) => {
      const { role, isAvailable } = this.#card(this.#homes.get(connection) as string);
      const isMisplaced = role === "gone" || !isAvailable || (role === "writer" && readsElsewhere);
      if (!isMisplaced && bornMs > nowMs - this.#options.maxAgeMs) return [];
      return [{ connection, bornMs, rank: isMisplaced ? 0 : 1 }];
    });
    ranked.sort((a, b) => a.rank - b.rank || a.bornMs - b.bornMs || a.connection - b.connection);
    ranked.length = Math.min(ranked.length, this.#options.retireMax);
    return ranked.map(({ connection }) => connection).reverse();
  }

  nextRefreshMs(nowMs: number) {
    if (this.#askedAtMs === null) return 0;
    const isAlarmed = nowMs < this.#alarmUntilMs;
    return this.#askedAtMs + this.#options[isAlarmed ? "highTopologyRefreshMs" : "topologyRefreshMs"];
  }

  #places(): string[] {
    const able = this.#order.filter((name) => {
      const { weight, isAvailable, failedAtMs } = this.#card(name);
      return weight !== 0 && isAvailable && failedAtMs < (this.#askedAtMs ?? 0);
    });
    const readers = able.filter((name) => this.#card(name).role === "reader");
    return readers.length === 0 ? able : readers;
  }

  #card(name: string): Card {
    const found = this.#cards.get(name) ?? new Card(this.#options.weights[name] ?? 1);
    this.#cards.set(name, found);
    return found;
  }
}

export function createReaderBalancer(options: ReaderBalancerOptions): ReaderBalancer {
  return new Balancer(options);
}
