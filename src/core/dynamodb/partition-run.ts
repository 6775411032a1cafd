/**
 * A table that grows under writes, as a system: routers that keep a copy of its map, storage nodes that have its
 * partitions, and a metadata service that knows the newest map.
 *
 *   application → router → the node that has the partition, by the router's copy of the map
 *   node        "I have no partition with this key": the copy is old
 *   router      asks the metadata service for the newest map, and sends the write again
 *
 * Nodes are authoritative: after a split it is they who know first, and they tell the metadata service. Every half minute
 * a partition is looked at, with what it holds and what was asked of it; a split that is decided then is done two minutes
 * later, at once: one part stays on its node, the other one goes to the next.
 *
 * DynamoDB 2022 §3, §4.4, §6.6. Simplified: only writes of one unit and 1 KB, in packets of five seconds. A node stands for
 * a replication group. Routers keep a whole table's map, as they did before MemDS, and one writes at a time to each key.
 */
import { frozen } from "../kernel/frozen.ts";
import { checkFaults, Network, ScenarioError, Simulation, type Fault, type Latency, type Link, type Millis, type Timed, type Timer } from "../kernel/index.ts"; // prettier-ignore
import { DYNAMODB_LIMITS } from "./limits.ts";
import { comparePlaces, evenMap, isIn, partitionRouter, placeOf, SPLIT_RULE, type ItemKey, type PartitionMap, type PartitionRouter, type Place, type ReportedItem } from "./partition-router.ts"; // prettier-ignore
import { halvesOf, isInside, sidesOf } from "./partition-script.ts";
import type { PartitionEvent, PartitionTrace, PlacedPartition, SortKeyPattern } from "./partition-trace.ts";
import { createTokenBucket, type TokenBucket } from "./token-bucket.ts";

/** Writes of one partition key. */
export interface CollectionLoad {
  readonly atMs: Millis;
  readonly partitionKey: string;
  readonly sortKeys: SortKeyPattern;
  /** A whole number from 0 to 20,000. It holds until the next one of its partition key. */
  readonly unitsPerSecond: number;
}

/** A table and what is asked of it, as data. The same scenario gives the same trace. */
export interface PartitionScenario {
  /** Of messages; nothing else is left to chance. */
  readonly seed: number;
  readonly hasLocalIndex: boolean;
  /** At first: a whole number from 1 to 64. */
  readonly partitionCount: number;
  /** From 1 to 3. */
  readonly routerCount: number;
  /** What is there at first: collections of so many kilobytes, each partition key once. At most 32. */
  readonly stored: readonly { readonly partitionKey: string; readonly sortKeys: SortKeyPattern; readonly kilobytes: number }[]; // prettier-ignore
  /** In the order of time. At most 32 partition keys. */
  readonly load: readonly CollectionLoad[];
  /** Of the nodes `node-1` to `node-3`, the routers `router-1` …, `metadata`, and of messages. */
  readonly faults: readonly Fault[];
  /** The run ends here. At most 3 h. */
  readonly untilMs: Millis;
}

/** Model figures. The paper gives "in the order of minutes" for a split, and nothing for the others. */
export const PARTITION_MODEL = frozen({
  /** Requests of so long come at once. */
  tickMs: 5_000,
  lookMs: 30_000,
  splitMs: 120_000,
  /** A router waits so long for an answer, and between two tries. */
  attemptMs: 1_000,
  againMs: 40,
  tries: 8,
});

/** Scattered sort keys lie in so many places of their collection; and stored sequential ones. */
const BUCKETS = frozen(["a", "b", "c", "d", "e", "f", "g", "h"] as const);
const NODES = frozen(["node-1", "node-2", "node-3"] as const);
const METADATA = "metadata";
const ZONE_OF: Readonly<Record<string, string>> = {
  "node-1": "az-1",
  "node-2": "az-2",
  "node-3": "az-3",
  "router-1": "az-1",
  "router-2": "az-2",
  "router-3": "az-3",
  [METADATA]: "az-2",
};
const SAME_ZONE: Latency = frozen([[0, 0.2], [0.9, 0.6], [1, 5]]); // prettier-ignore
const CROSS_ZONE: Latency = frozen([[0, 0.6], [0.9, 1.5], [1, 10]]); // prettier-ignore
const { tickMs, lookMs, splitMs, attemptMs, againMs, tries } = PARTITION_MODEL;
const COLLECTION_KILOBYTES_MAX = DYNAMODB_LIMITS.itemCollectionSize.value * 1_024 * 1_024;
const COUNT_MAX = 32;
const UNITS_MAX = 20_000;
const KILOBYTES_MAX = 1_000_000_000;
const UNTIL_MS_MAX: Millis = 10_800_000;

/**
 * Runs a scenario to its end. Throws `ScenarioError`, naming the field, for a scenario that makes no sense. What a
 * learner's router throws passes through; what happened before it is then in `into`.
 */
export function runPartitions(
  scenario: PartitionScenario,
  router: PartitionRouter = partitionRouter,
  into?: Timed<PartitionEvent>[],
): PartitionTrace {
  checkPartitionScenario(scenario);
  const simulation = new Simulation<PartitionEvent>({ seed: scenario.seed, trace: into });
  const run = new PartitionRun(simulation, scenario, router);
  run.open();
  simulation.runUntil(scenario.untilMs);
  run.close();
  return simulation.trace;
}

/** What is known of one item, or of a few neighbours. */
interface Stored {
  readonly place: Place;
  kilobytes: number;
  unitsNow: number;
  unitsBefore: number;
}

interface Partition extends PlacedPartition {
  readonly node: string;
  /** By the text of the key. */
  readonly items: Map<string, Stored>;
  /** Writes that it has done: one that comes twice counts once. */
  readonly done: Set<number>;
  readonly bucket: TokenBucket;
  asked: number;
  throttled: number;
  isSplitting: boolean;
}

/** A packet of writes on its way. */
interface Write extends ItemKey {
  readonly write: number;
  readonly units: number;
  /** Whether it adds an item, or puts one in another's place. */
  readonly grows: boolean;
}

type Reply = { readonly write: Write; readonly isRefused: boolean };
interface KnownMap {
  readonly version: number;
  readonly partitions: readonly PlacedPartition[];
}

interface Router {
  readonly name: string;
  known: KnownMap;
  /** Writes that wait for an answer, by number. */
  readonly waiting: Map<number, { readonly write: Write; tryCount: number; timer: Timer | undefined }>;
  readonly toNode: Map<string, Link<Write>>;
  readonly toMetadata: Link<undefined>;
}

const keyText = ({ partitionKey, sortKey }: ItemKey) => `${partitionKey}\u0000${sortKey}`;

class PartitionRun {
  readonly #simulation: Simulation<PartitionEvent>;
  readonly #scenario: PartitionScenario;
  readonly #router: PartitionRouter;
  readonly #network: Network;
  readonly #routers: readonly Router[];
  /** In the order of their places: what is so, whoever knows it. */
  #partitions: Partition[] = [];
  #madeCount = 0;
  #version = 1;
  /** What the metadata service was told last. */
  #published: KnownMap = { version: 0, partitions: [] };
  readonly #loads = new Map<string, CollectionLoad>();
  readonly #tellMetadata = new Map<string, Link<KnownMap>>();
  #tickCount = 0;
  #writeCount = 0;
  #lookedMs: Millis = 0;
  /** Every write and every item once, wherever they are. */
  readonly #doneWrites = new Set<number>();
  readonly #itemKeys = new Set<string>();
  readonly #fullCollections = new Set<string>();
  #kilobytes = 0;

  constructor(simulation: Simulation<PartitionEvent>, scenario: PartitionScenario, router: PartitionRouter) {
    this.#simulation = simulation;
    this.#scenario = scenario;
    this.#router = router;
    this.#network = new Network(simulation, { sameZone: SAME_ZONE, crossZone: CROSS_ZONE });
    const names = Array.from({ length: scenario.routerCount }, (_, index) => `router-${index + 1}`);
    for (const name of [...NODES, ...names, METADATA]) this.#network.addNode(name, ZONE_OF[name] as string);
    this.#partitions = evenMap(scenario.partitionCount).map((range, index) =>
      this.#partition({ ...range, node: NODES[index % NODES.length] as string }, new Map(), new Set()),
    );
    this.#published = this.#newest();
    this.#routers = names.map((name) => this.#connect(name));
    for (const node of NODES)
      this.#tellMetadata.set(
        node,
        this.#network.link<KnownMap>(node, METADATA, (map) => {
          if (map.version > this.#published.version) this.#published = map;
        }),
      );
  }

  open(): void {
    const { hasLocalIndex, stored, load, faults } = this.#scenario;
    for (const { partitionKey, sortKeys, kilobytes } of stored) this.#preload(partitionKey, sortKeys, kilobytes);
    this.#simulation.record({
      kind: "partitions-opened",
      hasLocalIndex,
      rule: SPLIT_RULE,
      partitions: this.#newest().partitions,
      keys: keysOf(this.#scenario),
    });
    this.#network.scheduleFaults(faults, (fault, began) =>
      this.#simulation.record({ kind: "partition-fault", fault, began }),
    );
    for (const step of load) this.#simulation.at(step.atMs, (each) => this.#change(each), step);
    // Requests come at the beginning of their seconds: a look sees whole packets.
    this.#simulation.after(0, () => this.#tick());
    this.#every(tickMs, () => this.#tick());
    this.#every(lookMs, () => this.#look());
  }

  close(): void {
    this.#report();
  }

  #every(everyMs: Millis, action: () => void): void {
    this.#simulation.after(everyMs, () => {
      action();
      this.#every(everyMs, action);
    });
  }

  #partition(
    range: PlacedPartition & { readonly node: string },
    items: Map<string, Stored>,
    done: Set<number>,
  ): Partition {
    // prettier-ignore
    this.#madeCount++;
    const rate = DYNAMODB_LIMITS.partitionWrites.value;
    const burstSeconds = tickMs / 1_000;
    const nowMs = Math.floor(this.#simulation.nowMs);
    const bucket = createTokenBucket({ rate, burstSeconds, units: rate * burstSeconds, nowMs });
    return { ...range, items, done, bucket, asked: 0, throttled: 0, isSplitting: false };
  }

  #newest(): KnownMap {
    const partitions = this.#partitions.map(({ partition, node, from, until }) => ({
      partition,
      node,
      from,
      ...(until !== undefined && { until }),
    }));
    return { version: this.#version, partitions };
  }

  #connect(name: string): Router {
    const router: Router = {
      name,
      known: this.#published,
      waiting: new Map(),
      toNode: new Map(),
      toMetadata: this.#network.link<undefined>(name, METADATA, () => fromMetadata.send(this.#published)),
    };
    const fromMetadata = this.#network.link<KnownMap>(METADATA, name, (map) => this.#learn(router, map));
    for (const node of NODES) {
      const back = this.#network.link<Reply>(node, name, (reply) => this.#answered(router, node, reply));
      router.toNode.set(
        node,
        this.#network.link<Write>(name, node, (write) => back.send({ write, isRefused: !this.#serve(node, write) })),
      );
    }
    return router;
  }

  /** What was there before the run: in even parts. */
  #preload(partitionKey: string, sortKeys: SortKeyPattern, kilobytes: number): void {
    const keys = sortKeysOf(sortKeys);
    keys.forEach((sortKey, index) => {
      const part = Math.floor((kilobytes * (index + 1)) / keys.length) - Math.floor((kilobytes * index) / keys.length);
      if (part === 0) return;
      const place = placeOf({ partitionKey, sortKey });
      const holder = this.#partitions.find((range) => isIn(range, place)) as Partition;
      holder.items.set(keyText(place), { place, kilobytes: part, unitsNow: 0, unitsBefore: 0 });
      this.#itemKeys.add(keyText(place));
      this.#kilobytes += part;
    });
  }

  #change(load: CollectionLoad): void {
    const { partitionKey, sortKeys, unitsPerSecond } = load;
    this.#loads.set(partitionKey, load);
    this.#simulation.record({ kind: "writes-changed", partitionKey, sortKeys, unitsPerSecond });
  }

  /** The writes of the last seconds: each key's from one router, and from another one next time. */
  #tick(): void {
    this.#tickCount++;
    let index = this.#tickCount;
    for (const { partitionKey, sortKeys, unitsPerSecond } of this.#loads.values()) {
      const units = (unitsPerSecond * tickMs) / 1_000;
      const keys = sortKeys === "sequential" ? [`t${String(this.#tickCount).padStart(6, "0")}`] : sortKeysOf(sortKeys);
      keys.forEach((sortKey, place) => {
        const part = Math.floor((units * (place + 1)) / keys.length) - Math.floor((units * place) / keys.length);
        const router = this.#routers[index++ % this.#routers.length] as Router;
        if (part === 0) return;
        this.#send(router, { write: ++this.#writeCount, partitionKey, sortKey, units: part, grows: sortKeys !== "one" }); // prettier-ignore
      });
    }
  }

  #send(router: Router, write: Write): void {
    router.waiting.set(write.write, { write, tryCount: 0, timer: undefined });
    this.#try(router, write.write);
  }

  #try(router: Router, number: number): void {
    const waiting = router.waiting.get(number);
    if (waiting === undefined) return;
    const { write } = waiting;
    const { partitionKey, sortKey } = write;
    if (++waiting.tryCount > tries) {
      router.waiting.delete(number);
      this.#simulation.record({ kind: "request-given-up", router: router.name, partitionKey, sortKey });
      return;
    }
    waiting.timer = this.#simulation.after(attemptMs, () => this.#try(router, number));
    const { partitions } = router.known;
    const name = this.#router.partitionOf(mapOf(partitions), { partitionKey, sortKey });
    // What a router makes of a name that is not on its map: it asks for another map.
    const node = partitions.find(({ partition }) => partition === name)?.node;
    if (node === undefined) router.toMetadata.send(undefined);
    else router.toNode.get(node)?.send(write);
  }

  #answered(router: Router, node: string, { write, isRefused }: Reply): void {
    const waiting = router.waiting.get(write.write);
    if (waiting === undefined) return;
    if (waiting.timer !== undefined) this.#simulation.cancel(waiting.timer);
    if (!isRefused) {
      router.waiting.delete(write.write);
      return;
    }
    const { partitionKey, sortKey } = write;
    this.#simulation.record({ kind: "request-refused", router: router.name, node, partitionKey, sortKey });
    router.toMetadata.send(undefined);
    waiting.timer = this.#simulation.after(againMs, () => this.#try(router, write.write));
  }

  #learn(router: Router, map: KnownMap): void {
    if (map.version <= router.known.version) return;
    router.known = map;
    const { version, partitions } = map;
    this.#simulation.record({ kind: "map-learned", router: router.name, version, partitionCount: partitions.length });
  }

  /** Whether the node has a partition with this key. If so, the write is done or throttled there. */
  #serve(node: string, { write, partitionKey, sortKey, units, grows }: Write): boolean {
    const key = { partitionKey, sortKey };
    const holders = this.#partitions.filter((each) => each.node === node && this.#router.holds(rangeOf(each), key));
    const [partition] = holders;
    if (partition === undefined) return false;
    if (holders.length > 1)
      this.#simulation.record({
        kind: "key-held-twice",
        node,
        partitions: holders.map(({ partition: name }) => name),
        ...key,
      });
    if (partition.done.has(write)) return true;
    partition.done.add(write);
    const admitted = Math.floor(partition.bucket.takeUpTo(units, Math.floor(this.#simulation.nowMs)));
    partition.asked += units;
    partition.throttled += units - admitted;
    const stored = partition.items.get(keyText(key)) ?? { place: placeOf(key), kilobytes: 0, unitsNow: 0, unitsBefore: 0 }; // prettier-ignore
    partition.items.set(keyText(key), stored);
    stored.unitsNow += units;
    const added = grows ? admitted : admitted > 0 && stored.kilobytes === 0 ? 1 : 0;
    if (!this.#hasRoom(partition, partitionKey, added)) return true;
    stored.kilobytes += added;
    if (this.#doneWrites.has(write)) return true;
    this.#doneWrites.add(write);
    this.#kilobytes += added;
    if (stored.kilobytes > 0) this.#itemKeys.add(keyText(key));
    return true;
  }

  /** With a local index a collection does not grow beyond its limit. */
  #hasRoom({ partition, items }: Partition, partitionKey: string, added: number): boolean {
    if (!this.#scenario.hasLocalIndex || added === 0) return true;
    let kilobytes = added;
    for (const item of items.values()) if (item.place.partitionKey === partitionKey) kilobytes += item.kilobytes;
    if (kilobytes <= COLLECTION_KILOBYTES_MAX) return true;
    if (!this.#fullCollections.has(partitionKey)) {
      this.#fullCollections.add(partitionKey);
      this.#simulation.record({ kind: "collection-full", partition, partitionKey });
    }
    return false;
  }

  #look(): void {
    this.#report();
    const { hasLocalIndex } = this.#scenario;
    for (const partition of [...this.#partitions]) {
      if (!partition.isSplitting) {
        const items = reportOf(partition);
        const split = this.#router.splitOf({ items, hasLocalIndex, rule: SPLIT_RULE });
        if (split !== undefined) {
          const { because, at } = split;
          this.#simulation.record({ kind: "split-decided", partition: partition.partition, because, at, ...sidesOf(items, at) }); // prettier-ignore
          partition.isSplitting = isInside(partition, at);
          if (partition.isSplitting) this.#simulation.after(splitMs, () => this.#split(partition, because, at));
        }
      }
      for (const item of partition.items.values()) {
        item.unitsBefore = item.unitsNow;
        item.unitsNow = 0;
      }
    }
  }

  /** Both parts take over at one moment, with all that was written until then. */
  #split(partition: Partition, because: "size" | "consumption", at: Place): void {
    const index = this.#partitions.indexOf(partition);
    const names = [`P${this.#madeCount + 1}`, `P${this.#madeCount + 2}`] as const;
    const [below, above] = halvesOf(partition, at, names);
    const itemsOf = (isMeant: (place: Place) => boolean) =>
      new Map([...partition.items].filter(([, { place }]) => isMeant(place)));
    const next = NODES[(NODES.findIndex((node) => node === partition.node) + 1) % NODES.length] as string;
    const lower = this.#partition({ ...below, node: partition.node }, itemsOf((place) => comparePlaces(place, at) < 0), new Set(partition.done)); // prettier-ignore
    const upper = this.#partition({ ...above, node: next }, itemsOf((place) => comparePlaces(place, at) >= 0), new Set(partition.done)); // prettier-ignore
    this.#partitions.splice(index, 1, lower, upper);
    this.#version++;
    const into = [
      { ...below, node: lower.node },
      { ...above, node: next },
    ] as const;
    this.#simulation.record({ kind: "partition-split", partition: partition.partition, into, because });
    // The report of this stretch is theirs, each by its items.
    for (const half of [lower, upper]) half.asked = sumOf(half.items, "unitsNow");
    lower.throttled = Math.round((partition.throttled * lower.asked) / Math.max(1, lower.asked + upper.asked));
    upper.throttled = partition.throttled - lower.throttled;
    this.#publish(partition.node);
  }

  /** Told once a second until the metadata service has it. */
  #publish(node: string): void {
    const map = this.#newest();
    if (this.#published.version >= map.version) return;
    this.#tellMetadata.get(node)?.send(map);
    this.#simulation.after(attemptMs, () => this.#publish(node));
  }

  #report(): void {
    const { nowMs } = this.#simulation;
    const forMs = nowMs - this.#lookedMs;
    if (forMs === 0) return;
    this.#lookedMs = nowMs;
    this.#simulation.record({
      kind: "table-looked-at",
      forMs,
      partitions: this.#partitions.map((partition) => {
        const stored = [...partition.items.values()].filter(({ kilobytes }) => kilobytes > 0);
        return {
          partition: partition.partition,
          asked: partition.asked,
          throttled: partition.throttled,
          kilobytes: sumOf(partition.items, "kilobytes"),
          itemCount: stored.length,
          strayCount: stored.filter(({ place }) => !isIn(partition, place)).length,
        };
      }),
      kilobytes: this.#kilobytes,
      itemCount: this.#itemKeys.size,
    });
    for (const partition of this.#partitions) partition.asked = partition.throttled = 0;
  }
}

/** A router is asked about ranges; nodes are its own business. */
function rangeOf({ partition, from, until }: PlacedPartition): PlacedPartition {
  return { partition, from, ...(until !== undefined && { until }) };
}

function mapOf(partitions: readonly PlacedPartition[]): PartitionMap {
  return partitions.map(rangeOf);
}

function reportOf({ items }: Partition): readonly ReportedItem[] {
  return [...items.values()].map((item) => ({ ...item })).sort((a, b) => comparePlaces(a.place, b.place));
}

function sumOf(items: ReadonlyMap<string, Stored>, of: "kilobytes" | "unitsNow"): number {
  let sum = 0;
  for (const item of items.values()) sum += item[of];
  return sum;
}

function sortKeysOf(pattern: SortKeyPattern): readonly string[] {
  if (pattern === "one") return ["total"];
  return pattern === "scattered" ? BUCKETS : BUCKETS.map((_, index) => `s${index}`);
}

/** What a run is about, in the order of places: a collection whose items come in order is one key. */
function keysOf({ stored, load }: PartitionScenario): readonly ItemKey[] {
  const keys = new Map<string, ItemKey>();
  for (const { partitionKey, sortKeys } of [...stored, ...load])
    for (const sortKey of sortKeys === "scattered" ? BUCKETS : [""]) keys.set(keyText({ partitionKey, sortKey }), { partitionKey, sortKey }); // prettier-ignore
  return [...keys.values()].sort((a, b) => comparePlaces(placeOf(a), placeOf(b)));
}

/** Throws `ScenarioError`, naming the field, unless the scenario makes sense. */
export function checkPartitionScenario(scenario: PartitionScenario): void {
  const { partitionCount, routerCount, hasLocalIndex, stored, load, faults, untilMs } = scenario;
  const isWhole = (value: number, least: number, most: number) =>
    Number.isInteger(value) && value >= least && value <= most;
  evenMap(partitionCount);
  if (!isWhole(routerCount, 1, 3)) throw new ScenarioError("routerCount", "from 1 to 3 routers", routerCount);
  if (stored.length > COUNT_MAX) throw new ScenarioError("stored", `at most ${COUNT_MAX} collections`, stored.length);
  const most = hasLocalIndex ? COLLECTION_KILOBYTES_MAX : KILOBYTES_MAX;
  stored.forEach(({ partitionKey, kilobytes }, index) => {
    if (partitionKey === "" || stored.findIndex((other) => other.partitionKey === partitionKey) !== index)
      throw new ScenarioError(`stored[${index}].partitionKey`, "a partition key that is not there yet", partitionKey);
    if (!isWhole(kilobytes, 0, most))
      throw new ScenarioError(`stored[${index}].kilobytes`, `a whole number from 0 to ${most}`, kilobytes);
  });
  const partitionKeys = new Set(load.map(({ partitionKey }) => partitionKey));
  if (partitionKeys.size > COUNT_MAX) throw new ScenarioError("load", `at most ${COUNT_MAX} partition keys`, partitionKeys.size); // prettier-ignore
  load.forEach(({ atMs, partitionKey, unitsPerSecond }, index) => {
    if (!(Number.isInteger(atMs) && atMs >= (load[index - 1]?.atMs ?? 0)))
      throw new ScenarioError(`load[${index}].atMs`, "a whole number, not before the one before", atMs);
    if (partitionKey === "") throw new ScenarioError(`load[${index}].partitionKey`, "a text that is not empty", "");
    if (!isWhole(unitsPerSecond, 0, UNITS_MAX))
      throw new ScenarioError(`load[${index}].unitsPerSecond`, `a whole number from 0 to ${UNITS_MAX}`, unitsPerSecond); // prettier-ignore
  });
  const routers = Array.from({ length: routerCount }, (_, index) => `router-${index + 1}`);
  const nodes = [...NODES, ...routers, METADATA];
  checkFaults(faults, { zones: [...new Set(nodes.map((node) => ZONE_OF[node] as string))], nodes });
  if (!isWhole(untilMs, 0, UNTIL_MS_MAX))
    throw new ScenarioError("untilMs", `a whole number of ms from 0 to ${UNTIL_MS_MAX}`, untilMs);
}
