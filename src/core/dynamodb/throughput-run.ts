/**
 * Tables under write load: up to four of them get the same requests, so that designs can be compared.
 *
 *   static shares        400 WCU on 4 partitions are 100 each. 200 a second on one of them: 100 are throttled
 *   burst and adaptive   that partition has kept 300 s of its 100: 200 a second for 300 s. Then it is throttled, and the
 *                        table is not: adaptive capacity allocates more to it, look by look
 *   global admission     the table has 400, and the partition may serve 1,000: nothing is throttled
 *
 * Routers do not ask for every request. Each holds an allowance for a few seconds, and asks global admission control (GAC)
 * for the next one by what it has used. GAC takes it out of the table's bucket. DynamoDB 2022 §4.
 *
 * A partition is split when the table's capacity needs more of them, when it is full, and in the newest design when it is
 * busy: between keys, in the order of minutes, and never for one key alone. An on-demand table admits twice its previous
 * peak; what is a peak now counts as one 30 minutes later. A new table's counts as 2,000 writes a second.
 *
 * Simplified: only writes. Requests of 100 ms come at once. Looks, gains, allowances and thresholds are ours
 * (`THROUGHPUT_MODEL`). GAC is one server, and two routers get every second request each. A router whose allowance is used
 * up throttles until the next one. What adaptive capacity allocates needs no room on the node: the service would move the
 * partition. What clients try again is not in the load.
 */
import { frozen } from "../kernel/frozen.ts";
import { checkFaults, Network, ScenarioError, Simulation, type Fault, type Link, type Millis, type Timed } from "../kernel/index.ts"; // prettier-ignore
import { DYNAMODB_LIMITS } from "./limits.ts";
import { Partition, PARTITION_RATE_MAX, PLACE_COUNT } from "./throughput-partition.ts";
import type { ThrottleReason, ThroughputEvent, ThroughputTable, ThroughputTrace } from "./throughput-trace.ts";
import { checkRate, createTokenBucket, type CreateTokenBucket, type TokenBucket, type Units } from "./token-bucket.ts"; // prettier-ignore

/** Tables and what is asked of them, as data. The same scenario gives the same trace. */
export interface ThroughputScenario {
  /** Of the messages between routers and GAC; nothing else is left to chance. */
  readonly seed: number;
  /** From 1 to 4, each with a name of its own. */
  readonly tables: readonly ThroughputTable[];
  /** Partition key values, each with its place in the hash space: a whole number from 0 to 1,023. From 1 to 32. */
  readonly keys: readonly { readonly key: string; readonly place: number }[];
  /** In the order of time. Before its first, a key has no load. */
  readonly load: readonly KeyLoad[];
  /** In the order of time. */
  readonly steps: readonly ThroughputStep[];
  /** Of the node `gac` and of messages. */
  readonly faults: readonly Fault[];
  /** How often tables report: whole seconds, in milliseconds. */
  readonly reportMs: Millis;
  /** The run ends here. At most 3 h. */
  readonly untilMs: Millis;
}

/** So many writes of one key from a time on. */
export interface KeyLoad {
  readonly atMs: Millis;
  readonly key: string;
  /** A whole number from 0 to 20,000. */
  readonly requestsPerSecond: number;
  /** Write units of each request: from 0.5 on, in steps of 0.5. */
  readonly units: Units;
}

/** Something else that happens at a time. */
export type ThroughputStep = { readonly atMs: Millis } &
  /** The owner of every provisioned table sets its capacity. */
  (
    | { readonly kind: "set-capacity"; readonly rate: number }
    /** In every table the partition of this key has become too large, and is split in the middle. */
    | { readonly kind: "split"; readonly key: string }
    /** From now on partitions of other tables take so much of each node. */
    | { readonly kind: "neighbours"; readonly unitsPerSecond: Units }
  );

/** Model figures: the paper gives none of them, or "a few seconds", "in the order of minutes". */
export const THROUGHPUT_MODEL = frozen({
  /** Requests of so long come at once. */
  tickMs: 100,
  /** Adaptive capacity, and the split for consumption, look so often. */
  lookMs: 10_000,
  /** Adaptive capacity closes this part of the gap at each look. */
  gain: 0.5,
  /** A router asks for its next allowance so often, and an allowance ends so long after it was given. */
  askMs: 2_000,
  allowanceMs: 10_000,
  /** It asks for this much more than it used. */
  spare: 1.5,
  /** A partition is hot above this part of its ceiling, and splits after so many hot looks, so long later. */
  hotShare: 0.8,
  hotLooks: 6,
  splitMs: 120_000,
  /** A peak is what a table used in one of these stretches. */
  peakMs: 60_000,
  /** Throttling is over when there has been none for so long. */
  calmMs: 1_000,
});

const { tickMs, lookMs, askMs, allowanceMs, peakMs, calmMs } = THROUGHPUT_MODEL;
const TICKS_PER_SECOND = 1_000 / tickMs;
const NEW_TABLE_RATE = DYNAMODB_LIMITS.onDemandWrites.value;
const PEAK_COUNTS_AFTER_MS: Millis = DYNAMODB_LIMITS.onDemandRamp.value * 60_000;
const BURST_SECONDS = DYNAMODB_LIMITS.burstWindow.value;
const ROUTERS = frozen(["router-1", "router-2"] as const);
const GAC = "gac";
const PLACES = frozen([
  [GAC, "az-1"],
  ["router-1", "az-1"],
  ["router-2", "az-2"],
] as const);
const TABLE_COUNT_MAX = 4;
const KEY_COUNT_MAX = 32;
const PARTITION_COUNT_MAX = 64;
const REQUESTS_MAX = 20_000;
const UNTIL_MS_MAX: Millis = 10_800_000;

/**
 * Runs a scenario to its end. Throws `ScenarioError`, naming the field, for a scenario that makes no sense. What a
 * learner's bucket throws passes through; what happened before it is then in `into`.
 */
export function runThroughput(
  scenario: ThroughputScenario,
  create: CreateTokenBucket = createTokenBucket,
  into?: Timed<ThroughputEvent>[],
): ThroughputTrace {
  checkThroughputScenario(scenario);
  const simulation = new Simulation<ThroughputEvent>({ seed: scenario.seed, trace: into });
  const run = new ThroughputRun(simulation, scenario, create);
  run.open();
  simulation.runUntil(scenario.untilMs);
  run.close();
  return simulation.trace;
}

/** A key's requests: so many a second since then. */
interface Key {
  readonly key: string;
  readonly place: number;
  requestsPerSecond: number;
  units: Units;
  sinceMs: Millis;
  sentCount: number;
}

interface Router {
  readonly name: (typeof ROUTERS)[number];
  left: Units;
  untilMs: Millis;
  /** Asked of it since its last allowance. */
  asked: Units;
  readonly toGac: Link<{ readonly wanted: Units }>;
  readonly fromGac: Link<{ readonly units: Units }>;
}

interface Table extends ThroughputTable {
  rate: number;
  partitions: Partition[];
  /** Split since the last report. */
  gone: Partition[];
  madeCount: number;
  /** Only where routers draw on it. */
  readonly bucket: TokenBucket | undefined;
  readonly routers: Router[];
  /** Of an on-demand table: what it used in the stretch that runs, and in those that are over. */
  used: Units;
  readonly peaks: { readonly endMs: Millis; readonly rate: number }[];
  reportedMs: Millis;
  reportedText: string;
  /** By partition and reason: when it throttled last. */
  readonly throttling: Map<string, { readonly partition: string; readonly reason: ThrottleReason; lastMs: Millis }>;
}

class ThroughputRun {
  readonly #simulation: Simulation<ThroughputEvent>;
  readonly #scenario: ThroughputScenario;
  readonly #create: CreateTokenBucket;
  readonly #network: Network;
  readonly #keys: readonly Key[];
  readonly #tables: readonly Table[];
  #neighbours: Units = 0;
  #tickCount = 0;

  constructor(simulation: Simulation<ThroughputEvent>, scenario: ThroughputScenario, create: CreateTokenBucket) {
    this.#simulation = simulation;
    this.#scenario = scenario;
    this.#create = create;
    this.#network = new Network(simulation, {
      sameZone: [[0, 0.2], [0.9, 0.6], [1, 5]], // prettier-ignore
      crossZone: [[0, 0.6], [0.9, 1.5], [1, 10]], // prettier-ignore
    });
    for (const [name, zone] of PLACES) this.#network.addNode(name, zone);
    this.#keys = scenario.keys.map((key) => ({ ...key, requestsPerSecond: 0, units: 1, sinceMs: 0, sentCount: 0 }));
    this.#tables = scenario.tables.map((table) => this.#made(table));
  }

  open(): void {
    this.#simulation.record({
      kind: "throughput-opened",
      tables: this.#tables.map(({ table, design, mode, partitionCount, rate, partitions }) => ({
        table,
        design,
        mode,
        partitionCount,
        rate,
        partitions: partitions.map(({ name }) => name),
      })),
      keys: this.#scenario.keys,
    });
    const { load, steps, faults, reportMs } = this.#scenario;
    this.#network.scheduleFaults(faults, (fault, began) =>
      this.#simulation.record({ kind: "throughput-fault", fault, began }),
    );
    for (const step of load) this.#simulation.at(step.atMs, (each) => this.#load(each), step);
    for (const step of steps) this.#simulation.at(step.atMs, (each) => this.#step(each), step);
    for (const table of this.#tables) for (const router of table.routers) this.#ask(table, router);
    this.#every(reportMs, () => this.#report());
    this.#every(lookMs, () => this.#look());
    this.#every(peakMs, () => this.#endPeak());
    this.#every(tickMs, () => this.#tick());
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

  /** Buckets count whole milliseconds. */
  get #nowMs(): Millis {
    return Math.floor(this.#simulation.nowMs);
  }

  #made(spec: ThroughputTable): Table {
    const { design, mode, partitionCount } = spec;
    const rate = mode.kind === "provisioned" ? mode.rate : NEW_TABLE_RATE;
    const isGlobal = design === "global-admission";
    // Of what an on-demand table does not use, nothing is kept: its limit is a rate.
    const burstSeconds = mode.kind === "provisioned" ? BURST_SECONDS : askMs / 1_000;
    const table: Table = {
      ...spec,
      rate,
      partitions: [],
      gone: [],
      madeCount: 0,
      bucket: isGlobal ? this.#create({ rate, burstSeconds, units: (rate * askMs) / 1_000, nowMs: 0 }) : undefined,
      routers: [],
      used: 0,
      peaks: [],
      reportedMs: 0,
      reportedText: "",
      throttling: new Map(),
    };
    const step = PLACE_COUNT / partitionCount;
    for (let index = 0; index < partitionCount; index++)
      table.partitions.push(this.#partition(table, Math.floor(index * step), Math.floor((index + 1) * step), 1, rate / partitionCount)); // prettier-ignore
    this.#fitPartitions(table, false);
    if (isGlobal) for (const name of ROUTERS) table.routers.push(this.#router(table, name));
    return table;
  }

  #partition(table: Table, fromPlace: number, untilPlace: number, weight: number, share: number, kept?: Units) {
    table.madeCount++;
    const range = { name: `P${table.madeCount}`, fromPlace, untilPlace, weight };
    return new Partition(range, table.design, Math.floor(share), kept, this.#nowMs, this.#create);
  }

  #router(table: Table, name: (typeof ROUTERS)[number]): Router {
    const bucket = table.bucket as TokenBucket;
    const fromGac = this.#network.link<{ readonly units: Units }>(GAC, name, ({ units }) => {
      router.left = (router.untilMs > this.#simulation.nowMs ? router.left : 0) + units;
      router.untilMs = this.#simulation.nowMs + allowanceMs;
    });
    const toGac = this.#network.link<{ readonly wanted: Units }>(name, GAC, ({ wanted }) => {
      // Whole units only: a router takes requests, and has no use for thousandths.
      const whole = Math.floor(bucket.available(this.#nowMs));
      fromGac.send({ units: bucket.takeUpTo(Math.min(wanted, whole), this.#nowMs) });
    });
    const router: Router = { name, left: 0, untilMs: 0, asked: 0, toGac, fromGac };
    return router;
  }

  /**
   * For the next seconds a router wants what it was asked in the last ones and half of that more; or its part of the rate.
   * It asks also when it needs nothing: an answer of 0 units makes what it has last.
   */
  #ask(table: Table, router: Router): void {
    const part = (table.rate * askMs) / 1_000 / ROUTERS.length;
    const left = router.untilMs > this.#simulation.nowMs ? router.left : 0;
    const wanted = Math.ceil(Math.max(part, router.asked * THROUGHPUT_MODEL.spare) - left);
    router.asked = 0;
    router.toGac.send({ wanted: Math.max(0, wanted) });
    this.#simulation.after(askMs, () => this.#ask(table, router));
  }

  #load({ key: name, requestsPerSecond, units }: KeyLoad): void {
    const key = this.#keys.find(({ key: each }) => each === name) as Key;
    Object.assign(key, { requestsPerSecond, units, sinceMs: this.#simulation.nowMs, sentCount: 0 });
    this.#simulation.record({ kind: "key-load-changed", key: name, requestsPerSecond, units });
  }

  #step(step: ThroughputStep): void {
    switch (step.kind) {
      case "set-capacity":
        for (const table of this.#tables) if (table.mode.kind === "provisioned") this.#setRate(table, step.rate, "owner"); // prettier-ignore
        break;
      case "split": {
        const { place } = this.#keys.find(({ key }) => key === step.key) as Key;
        for (const table of this.#tables) {
          const partition = this.#holder(table, place);
          this.#split(table, partition, middle(partition), "size");
        }
        break;
      }
      case "neighbours":
        this.#neighbours = step.unitsPerSecond;
        this.#simulation.record({ kind: "neighbours-changed", unitsPerSecond: step.unitsPerSecond });
        break;
      default:
        step satisfies never;
    }
  }

  #setRate(table: Table, rate: number, by: "owner" | "on-demand"): void {
    if (rate === table.rate) return;
    table.rate = rate;
    this.#simulation.record({ kind: "table-rate-set", table: table.table, rate, by });
    table.bucket?.setRate(rate, this.#nowMs);
    this.#fitPartitions(table, true);
    const weight = weightOf(table);
    for (const partition of table.partitions)
      partition.setShare(Math.floor((rate * partition.weight) / weight), this.#nowMs);
  }

  /** While the table's rate is more than its partitions could serve, each is split. They are never joined again. */
  #fitPartitions(table: Table, isTold: boolean): void {
    while (table.partitions.length * PARTITION_RATE_MAX < table.rate) {
      const ofWeight = table.rate / weightOf(table);
      for (const partition of [...table.partitions]) {
        const share = partition.weight * ofWeight;
        this.#split(table, partition, middle(partition), isTold ? "capacity" : undefined, share);
      }
    }
  }

  #split(
    table: Table,
    partition: Partition,
    atPlace: number,
    because: "capacity" | "size" | "consumption" | undefined,
    share = partition.share,
  ): void {
    const { fromPlace, untilPlace, weight, name } = partition;
    if (atPlace <= fromPlace || atPlace >= untilPlace || table.partitions.length >= PARTITION_COUNT_MAX * 2) return;
    const kept = Math.floor(partition.available(this.#nowMs) / 2);
    const halves = [
      this.#partition(table, fromPlace, atPlace, weight / 2, share / 2, kept),
      this.#partition(table, atPlace, untilPlace, weight / 2, share / 2, kept),
    ] as const;
    table.gone.push(partition);
    table.partitions.splice(table.partitions.indexOf(partition), 1, ...halves);
    if (because !== undefined)
      this.#simulation.record({
        kind: "partition-split",
        table: table.table,
        partition: name,
        into: [halves[0].name, halves[1].name],
        rates: [halves[0].rate, halves[1].rate],
        because,
      });
  }

  /** The requests of the last tick, each key's after another's; who comes first changes from tick to tick. */
  #tick(): void {
    const { nowMs } = this.#simulation;
    this.#tickCount++;
    const due = this.#keys.flatMap((key) => {
      const count = Math.floor((key.requestsPerSecond * (nowMs - key.sinceMs)) / 1_000) - key.sentCount;
      key.sentCount += count;
      return count > 0 ? [{ key, count }] : [];
    });
    const first = due.length === 0 ? 0 : this.#tickCount % due.length;
    const inTurn = [...due.slice(first), ...due.slice(0, first)];
    for (const table of this.#tables) {
      if (this.#neighbours > 0)
        for (const partition of table.partitions) partition.neighboursTake(this.#neighbours / TICKS_PER_SECOND, nowMs);
      for (const { key, count } of inTurn) {
        if (table.routers.length === 0) this.#serve(table, key, count, undefined);
        // The odd one goes to one router in this tick, and to the other one in the next.
        const half = (count + (this.#tickCount % 2)) >> 1;
        table.routers.forEach((router, index) => this.#serve(table, key, index === 0 ? half : count - half, router));
      }
      this.#calm(table);
    }
  }

  #serve(table: Table, { key, place, units }: Key, count: number, router: Router | undefined): void {
    if (count === 0) return;
    const { nowMs } = this.#simulation;
    const partition = this.#holder(table, place);
    const { count: room, reason } = partition.room(count, units, nowMs);
    let allowed = count;
    if (router !== undefined) {
      router.asked += count * units;
      allowed = router.untilMs > nowMs ? Math.min(count, Math.floor(router.left / units)) : 0;
    }
    const fitting = Math.min(room, allowed);
    const admitted = fitting > 0 && partition.admit(fitting * units, nowMs) ? fitting : 0;
    if (router !== undefined) router.left -= admitted * units;
    table.used += admitted * units;
    partition.count(admitted * units, (count - admitted) * units);
    if (admitted < count) this.#throttled(table, partition, key, allowed < room ? "table" : reason);
  }

  #throttled(table: Table, { name: partition }: Partition, key: string, reason: ThrottleReason): void {
    const { nowMs } = this.#simulation;
    const id = `${partition} ${reason}`;
    const known = table.throttling.get(id);
    if (known !== undefined) {
      known.lastMs = nowMs;
      return;
    }
    table.throttling.set(id, { partition, reason, lastMs: nowMs });
    this.#simulation.record({ kind: "throttling-began", table: table.table, partition, key, reason });
  }

  #calm({ table, throttling }: Table): void {
    for (const [id, { partition, reason, lastMs }] of throttling) {
      if (this.#simulation.nowMs - lastMs < calmMs) continue;
      throttling.delete(id);
      this.#simulation.record({ kind: "throttling-ended", table, partition, reason, lastMs });
    }
  }

  #look(): void {
    for (const table of this.#tables) {
      if (table.design === "burst-and-adaptive") this.#adapt(table);
      if (table.design === "global-admission") this.#splitHot(table);
      for (const { looked } of table.partitions) looked.admitted = looked.throttled = 0;
    }
  }

  /** More for who was throttled while the table was not used up; less for who has more than its share when it is. */
  #adapt(table: Table): void {
    const perSecond = (units: Units) => (units * 1_000) / lookMs;
    const used = perSecond(table.partitions.reduce((sum, { looked }) => sum + looked.admitted, 0));
    for (const partition of table.partitions) {
      const { share, rate: fromRate, looked, name } = partition;
      const wanted = perSecond(looked.admitted + looked.throttled);
      let rate = fromRate;
      if (used > table.rate) rate = Math.floor(fromRate - THROUGHPUT_MODEL.gain * Math.max(0, fromRate - share));
      else if (looked.throttled > 0 && wanted > fromRate)
        rate = Math.min(PARTITION_RATE_MAX, Math.ceil(fromRate + THROUGHPUT_MODEL.gain * (wanted - fromRate)));
      else if (wanted < share) rate = Math.min(share, PARTITION_RATE_MAX);
      if (rate === fromRate) continue;
      partition.setRate(rate, this.#nowMs);
      this.#simulation.record({ kind: "partition-boosted", table: table.table, partition: name, fromRate, rate });
    }
  }

  #splitHot(table: Table): void {
    const hotUnits = (PARTITION_RATE_MAX * THROUGHPUT_MODEL.hotShare * lookMs) / 1_000;
    for (const partition of [...table.partitions]) {
      const { looked } = partition;
      const atPlace = this.#middleOf(partition);
      partition.hotLooks = looked.admitted + looked.throttled >= hotUnits ? partition.hotLooks + 1 : 0;
      if (partition.hotLooks >= THROUGHPUT_MODEL.hotLooks && atPlace !== undefined)
        partition.splitsAtMs ??= this.#nowMs + THROUGHPUT_MODEL.splitMs;
      if (partition.splitsAtMs === undefined || partition.splitsAtMs > this.#nowMs) continue;
      if (atPlace !== undefined) this.#split(table, partition, atPlace, "consumption");
    }
  }

  /** The place between two keys that parts the load best; nothing where one key has it all, for it cannot be parted. */
  #middleOf(partition: Partition): number | undefined {
    const busy = this.#keys
      .filter(({ place, requestsPerSecond }) => requestsPerSecond > 0 && partition.holds(place))
      .sort((a, b) => a.place - b.place);
    const total = busy.reduce((sum, { requestsPerSecond, units }) => sum + requestsPerSecond * units, 0);
    let below = 0;
    let best: { readonly place: number; readonly apart: number } | undefined;
    busy.forEach(({ place, requestsPerSecond, units }, index) => {
      const apart = Math.abs(total - 2 * below);
      if (index > 0 && place !== busy[index - 1]?.place && apart < (best?.apart ?? Infinity)) best = { place, apart };
      below += requestsPerSecond * units;
    });
    return best?.place;
  }

  #endPeak(): void {
    const { nowMs } = this.#simulation;
    for (const table of this.#tables) {
      if (table.mode.kind !== "on-demand") continue;
      table.peaks.push({ endMs: nowMs, rate: Math.floor((table.used * 1_000) / peakMs) });
      table.used = 0;
      const counted = table.peaks.filter(({ endMs }) => endMs <= nowMs - PEAK_COUNTS_AFTER_MS);
      this.#setRate(table, Math.max(NEW_TABLE_RATE, ...counted.map(({ rate }) => rate * 2)), "on-demand");
    }
  }

  #report(): void {
    const { nowMs } = this.#simulation;
    for (const table of this.#tables) {
      const partitions = [...table.gone, ...table.partitions].map((partition) => {
        const { name, rate, reported } = partition;
        const available = table.gone.includes(partition) ? 0 : partition.available(this.#nowMs);
        return { partition: name, rate, ...reported, available };
      });
      const inBucket = table.bucket?.available(this.#nowMs);
      const withRouters = table.routers.reduce((sum, { left, untilMs }) => sum + (untilMs > nowMs ? left : 0), 0);
      const available = inBucket === undefined ? undefined : Math.round((inBucket + withRouters) * 1_000) / 1_000;
      const sum = (of: "admitted" | "throttled") => partitions.reduce((all, each) => all + each[of], 0);
      const [admitted, throttled] = [sum("admitted"), sum("throttled")];
      const text = JSON.stringify([available, partitions]);
      const isNews = admitted + throttled > 0 || text !== table.reportedText;
      const forMs = nowMs - table.reportedMs;
      if (forMs === 0) continue;
      table.reportedMs = nowMs;
      table.reportedText = text;
      table.gone = [];
      if (!isNews) continue;
      this.#simulation.record({
        kind: "table-served",
        table: table.table,
        forMs,
        admitted,
        throttled,
        ...(available !== undefined && { available }),
        partitions,
      });
      for (const { reported } of table.partitions) reported.admitted = reported.throttled = 0;
    }
  }

  #holder({ partitions }: Table, place: number): Partition {
    return partitions.find((partition) => partition.holds(place)) as Partition;
  }
}

function middle({ fromPlace, untilPlace }: Partition): number {
  return Math.floor((fromPlace + untilPlace) / 2);
}

function weightOf({ partitions }: Pick<Table, "partitions">): number {
  return partitions.reduce((sum, { weight }) => sum + weight, 0);
}

/** Throws `ScenarioError`, naming the field, unless the scenario makes sense. */
export function checkThroughputScenario(scenario: ThroughputScenario): void {
  const { tables, keys, load, steps, faults, reportMs, untilMs } = scenario;
  const isWhole = (value: number, least: number, most: number) =>
    Number.isInteger(value) && value >= least && value <= most;
  if (tables.length < 1 || tables.length > TABLE_COUNT_MAX)
    throw new ScenarioError("tables", `from 1 to ${TABLE_COUNT_MAX} tables`, tables.length);
  tables.forEach(({ table, design, mode, partitionCount }, index) => {
    const at = `tables[${index}]`;
    if (table === "" || tables.findIndex((other) => other.table === table) !== index)
      throw new ScenarioError(`${at}.table`, "a name of its own", table);
    if (mode.kind === "provisioned") checkTableRate(mode.rate, `${at}.mode.rate`);
    else if (design !== "global-admission")
      throw new ScenarioError(`${at}.design`, "global-admission for an on-demand table", design);
    if (!isWhole(partitionCount, 1, PARTITION_COUNT_MAX))
      throw new ScenarioError(`${at}.partitionCount`, `a whole number from 1 to ${PARTITION_COUNT_MAX}`, partitionCount); // prettier-ignore
  });
  if (keys.length < 1 || keys.length > KEY_COUNT_MAX)
    throw new ScenarioError("keys", `from 1 to ${KEY_COUNT_MAX} keys`, keys.length);
  keys.forEach(({ key, place }, index) => {
    if (key === "" || keys.findIndex((other) => other.key === key) !== index)
      throw new ScenarioError(`keys[${index}].key`, "a name of its own", key);
    if (!isWhole(place, 0, PLACE_COUNT - 1))
      throw new ScenarioError(`keys[${index}].place`, `a whole number from 0 to ${PLACE_COUNT - 1}`, place);
  });
  const checkTime = (list: string, timed: readonly { readonly atMs: Millis }[]) =>
    timed.forEach(({ atMs }, index) => {
      if (!(Number.isInteger(atMs) && atMs >= (timed[index - 1]?.atMs ?? 0)))
        throw new ScenarioError(`${list}[${index}].atMs`, "a whole number, not before the one before", atMs);
    });
  const checkKey = (name: string, field: string) => {
    if (!keys.some(({ key }) => key === name)) throw new ScenarioError(field, "a key of the run", name);
  };
  checkTime("load", load);
  checkTime("steps", steps);
  load.forEach(({ key, requestsPerSecond, units }, index) => {
    checkKey(key, `load[${index}].key`);
    if (!isWhole(requestsPerSecond, 0, REQUESTS_MAX))
      throw new ScenarioError(`load[${index}].requestsPerSecond`, `a whole number from 0 to ${REQUESTS_MAX}`, requestsPerSecond); // prettier-ignore
    if (!isWhole(units * 2, 1, 800))
      throw new ScenarioError(`load[${index}].units`, "from 0.5 to 400 units, in steps of 0.5", units);
  });
  steps.forEach((step, index) => {
    if (step.kind === "set-capacity") checkTableRate(step.rate, `steps[${index}].rate`);
    if (step.kind === "split") checkKey(step.key, `steps[${index}].key`);
    if (step.kind === "neighbours" && !isWhole(step.unitsPerSecond, 0, REQUESTS_MAX))
      throw new ScenarioError(`steps[${index}].unitsPerSecond`, `a whole number from 0 to ${REQUESTS_MAX}`, step.unitsPerSecond); // prettier-ignore
  });
  checkFaults(faults, { zones: [], nodes: [GAC] });
  if (!(isWhole(reportMs, 1_000, UNTIL_MS_MAX) && reportMs % 1_000 === 0))
    throw new ScenarioError("reportMs", "whole seconds, in milliseconds", reportMs);
  if (!isWhole(untilMs, 0, UNTIL_MS_MAX))
    throw new ScenarioError("untilMs", `a whole number of ms from 0 to ${UNTIL_MS_MAX}`, untilMs);
}

function checkTableRate(rate: number, field: string): void {
  checkRate(rate, field);
  const { value } = DYNAMODB_LIMITS.tableCapacity;
  if (rate < 1 || rate > value) throw new ScenarioError(field, `from 1 to ${value} units a second`, rate, "LimitExceededException"); // prettier-ignore
}
