/**
 * A table, its stream, the function that Lambda invokes with batches of it, and the search index that the function fills.
 * Each shard of the stream is read in order: the next batch is delivered when the one before is done. A delivery that is not
 * answered in time comes again, and what its function has sent may still reach the index.
 *
 *   stream, shard 1: 101 102 103        Lambda delivers, F1 sends a bulk request, the index answers, F1 tells the outcome
 *   F1 crashes after the index's answer Lambda hears nothing for 3 s, and delivers 101 to 103 again
 *
 * The index can be built anew while the table is in use: it is emptied, and filled from an export of the table, page by page,
 * by the same function. The stream goes on meanwhile, or waits until the export is loaded.
 *
 * Simplified: shards do not split, and records are not trimmed; each shard has one function at a time, and batches are not
 * bisected. The export is there at once. An emptied index takes the old one's place at once; one would fill another and let an
 * alias change over. Who keeps the dead letters is not shown.
 */
import { checkFaults, Network, ScenarioError, Simulation, type Fault, type Millis, type Timed, type ZoneId } from "../kernel/index.ts"; // prettier-ignore
import { frozen } from "../kernel/frozen.ts";
import type { Item } from "./attribute-value.ts";
import { hashOf } from "./key-hash.ts";
import { SERVICE_LATENCY } from "./latencies.ts";
import { differenceOf, TableImage } from "./search-difference.ts";
import { INDEX_SHARD_COUNT, SearchIndex } from "./search-index.ts";
import { searchIndexer, type BatchOutcome, type BulkAction, type BulkResponse, type SearchIndexer, type SearchRecord } from "./search-indexer.ts"; // prettier-ignore
import { doneCount, outcomeEvent } from "./search-script.ts";
import type { SearchEvent, SearchSource, SearchTrace } from "./search-trace.ts";
import { sequenceNumberOf } from "./stream-shards.ts";

/** What happens to the table, to the index, and to the function. Items have the key (seller, item). */
export type SearchStep =
  /** `priceIsText`: the index cannot take it. */
  | {
      readonly atMs: Millis;
      readonly kind: "put";
      readonly seller: string;
      readonly item: string;
      readonly priceIsText?: true;
    }
  /** By a client, or by the service because its time was over. Nothing happens if the item is not there. */
  | { readonly atMs: Millis; readonly kind: "remove" | "expire"; readonly seller: string; readonly item: string }
  /** The index is built anew. From the export comes one page in so many ms. */
  | { readonly atMs: Millis; readonly kind: "rebuild"; readonly pageMs: Millis; readonly streamWaits: boolean }
  /** How the function is written: whether its versions are sent, and whether it gives up what the index cannot take. */
  | { readonly atMs: Millis; readonly kind: "function"; readonly sendsVersions: boolean; readonly givesUp: boolean };

/** A primary shard of the index has no place in its queue. */
export interface BusyShard {
  /** 1 or 2. */
  readonly indexShard: number;
  readonly fromMs: Millis;
  readonly untilMs: Millis;
}

/** A run as data: the same scenario gives the same trace. */
export interface SearchScenario {
  readonly seed: number;
  /** Shards of the stream, from 1 to 4; their functions are `F1` to `F4`, and the export's is `FE`. */
  readonly shardCount: number;
  /** In the order of time. */
  readonly steps: readonly SearchStep[];
  readonly busy: readonly BusyShard[];
  /** Of the functions, of `index` (in az-3), of the zones az-1 to az-3, and of `region`, where stream and Lambda are. */
  readonly faults: readonly Fault[];
  /** For so long the index knows the version of a delete: 60 s unless it is set. */
  readonly gcDeletesMs: Millis;
  /** At most 1 hour. */
  readonly untilMs: Millis;
}

/** Times and sizes of a run. */
export interface SearchModel {
  /** Between two looks at a shard that had nothing. Lambda Developer Guide, with-ddb: 4 times a second. */
  readonly pollMs: Millis;
  /** Records of a batch. The service takes 100 unless it is told otherwise, and up to 10,000. */
  readonly batchSize: number;
  /** For so long a function may run. */
  readonly functionMs: Millis;
  /** What a function takes to begin and to end. */
  readonly workMs: Millis;
  /** Before a batch comes again. */
  readonly retryMs: Millis;
  /** Between two refreshes. OpenSearch, Bulk API: 1 s unless it is set. */
  readonly refreshMs: Millis;
}

/** Polls and refreshes as the services have them; the rest is the model's. */
export const SEARCH_MODEL: SearchModel = frozen({
  pollMs: 250,
  batchSize: 5,
  functionMs: 3_000,
  workMs: 150,
  retryMs: 1_000,
  refreshMs: 1_000,
});

const UNTIL_MS_MAX: Millis = 3_600_000;
const SHARD_COUNT_MAX = 4;
const ZONES: readonly ZoneId[] = Object.freeze(["az-1", "az-2", "az-3"]);
const REGION = "region";
const LAMBDA = "lambda";
const INDEX = "index";
/** 2026-01-01, in seconds: when the run begins. */
const EPOCH_S = 1_767_225_600;

/**
 * Runs a scenario to its end. Throws `ScenarioError`, naming the field, for one that makes no sense. What a learner's
 * mechanism throws passes through; what happened before it is then in `into`.
 */
export function runSearch(
  scenario: SearchScenario,
  indexer: SearchIndexer = searchIndexer,
  into?: Timed<SearchEvent>[],
  model: SearchModel = SEARCH_MODEL,
): SearchTrace {
  checkSearchScenario(scenario);
  const simulation = new Simulation<SearchEvent>({ seed: scenario.seed, trace: into });
  new SearchSystem(simulation, scenario, indexer, model).begin();
  simulation.runUntil(scenario.untilMs);
  return simulation.trace;
}

/** What is read in order, and how far it was delivered. */
interface Source {
  readonly name: SearchSource;
  readonly node: string;
  /** The life of its function: what an earlier one began is forgotten. */
  life: number;
  readonly records: SearchRecord[];
  position: number;
  /** How often a batch was delivered from where it stands. */
  attempt: number;
  /** Between two batches. */
  readonly pauseMs: Millis;
}

class SearchSystem {
  readonly #simulation: Simulation<SearchEvent>;
  readonly #network: Network;
  readonly #scenario: SearchScenario;
  readonly #indexer: SearchIndexer;
  readonly #model: SearchModel;
  readonly #table = new TableImage();
  readonly #sources: readonly Source[];
  #index: SearchIndex;
  #export: Source | undefined;
  #streamWaits = false;
  #sendsVersions = true;
  #givesUp = true;
  #sequence = 0;
  #deliveryCount = 0;
  /** Bulk requests under way. */
  #underWay = 0;
  #wasSettled = true;
  #isTouched = false;

  constructor(
    simulation: Simulation<SearchEvent>,
    scenario: SearchScenario,
    indexer: SearchIndexer,
    model: SearchModel,
  ) {
    this.#simulation = simulation;
    this.#scenario = scenario;
    this.#indexer = indexer;
    this.#model = model;
    this.#index = new SearchIndex(scenario.gcDeletesMs);
    this.#network = new Network(simulation, SERVICE_LATENCY);
    this.#network.addNode(LAMBDA, REGION);
    this.#network.addNode(INDEX, "az-3");
    this.#sources = Array.from({ length: scenario.shardCount }, (_, place): Source => {
      const node = `F${place + 1}`;
      this.#network.addNode(node, zoneOf(place + 1));
      return { name: place + 1, node, life: 0, records: [], position: 0, attempt: 0, pauseMs: 0 };
    });
    this.#network.addNode("FE", zoneOf("export"));
  }

  begin(): void {
    const simulation = this.#simulation;
    const { shardCount, gcDeletesMs, untilMs, faults, busy, steps } = this.#scenario;
    const { refreshMs, pollMs } = this.#model;
    simulation.record({ kind: "search-opened", shardCount, refreshMs, gcDeletesMs, untilMs });
    this.#network.scheduleFaults(faults, (fault, began) => {
      simulation.record({ kind: began ? "fault-began" : "fault-ended", fault });
      if (began) this.#crash(fault);
    });
    for (const { indexShard, fromMs, untilMs: freeMs } of busy) {
      simulation.at(fromMs, () => simulation.record({ kind: "shard-busy", indexShard }));
      simulation.at(freeMs, () => simulation.record({ kind: "shard-free", indexShard }));
    }
    steps.forEach((step, place) => simulation.at(step.atMs, () => this.#perform(step, place)));
    // Not all at once.
    this.#sources.forEach((source, place) => simulation.at((place * pollMs) / shardCount, () => this.#poll(source)));
    const refresh = () => {
      this.#compare(false);
      simulation.after(refreshMs, refresh);
    };
    simulation.after(refreshMs, refresh);
    simulation.at(untilMs, () => this.#compare(true));
  }

  #perform(step: SearchStep, place: number): void {
    switch (step.kind) {
      case "put":
      case "remove":
      case "expire":
        return this.#write(step, place);
      case "rebuild":
        return this.#rebuild(step.pageMs, step.streamWaits);
      case "function": {
        const { sendsVersions, givesUp } = step;
        this.#sendsVersions = sendsVersions;
        this.#givesUp = givesUp;
        this.#simulation.record({ kind: "function-changed", sendsVersions, givesUp });
      }
    }
  }

  #write(step: Extract<SearchStep, { readonly seller: string }>, place: number): void {
    const keys: Item = { seller: { S: step.seller }, item: { S: step.item } };
    const before = this.#table.get(keys);
    if (step.kind !== "put" && before === undefined) return;
    const price = step.kind === "put" && step.priceIsText ? { S: "on request" } : { N: String(10 + place) };
    const after = step.kind === "put" ? { ...keys, title: { S: `v${place}` }, price } : undefined;
    const sequence = ++this.#sequence;
    const record: SearchRecord = {
      eventID: sequence.toString(16).padStart(32, "0"),
      eventName: after === undefined ? "REMOVE" : before === undefined ? "INSERT" : "MODIFY",
      dynamodb: {
        ApproximateCreationDateTime: EPOCH_S + Math.floor(this.#simulation.nowMs / 1_000),
        Keys: keys,
        ...(after && { NewImage: after }),
        ...(before && { OldImage: before }),
        SequenceNumber: sequenceNumberOf(sequence),
      },
      ...(step.kind === "expire" && { userIdentity: { Type: "Service", PrincipalId: "dynamodb.amazonaws.com" } }),
    };
    const source = this.#sources[hashOf(step.seller) % this.#sources.length] as Source;
    source.records.push(record);
    this.#table.apply(record);
    this.#isTouched = true;
    this.#simulation.record({ kind: "item-changed", shard: source.name as number, record });
  }

  /** An export has no sequence numbers of its own: its rows are numbered from 1 on, below all of the stream. */
  #rebuild(pageMs: Millis, streamWaits: boolean): void {
    const items = this.#table.items();
    this.#index = new SearchIndex(this.#scenario.gcDeletesMs);
    this.#isTouched = true;
    this.#streamWaits = streamWaits;
    const { key } = this.#table;
    const records = items.map((item, place): SearchRecord => ({
      eventID: `export-${place + 1}`,
      eventName: "INSERT",
      dynamodb: {
        ApproximateCreationDateTime: EPOCH_S + Math.floor(this.#simulation.nowMs / 1_000),
        Keys: Object.fromEntries(key.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]]))),
        NewImage: item,
        SequenceNumber: String(place + 1),
      },
    }));
    this.#export = { name: "export", node: "FE", life: 0, records, position: 0, attempt: 0, pauseMs: pageMs }; // prettier-ignore
    this.#simulation.record({ kind: "export-taken", itemCount: items.length, streamWaits });
    const source = this.#export;
    this.#simulation.after(pageMs, () => this.#poll(source));
  }

  /** Takes the next batch of a shard, if there is one. */
  #poll(source: Source): void {
    const { batchSize, pollMs } = this.#model;
    if (source.name === "export" && source !== this.#export) return;
    const batch = source.records.slice(source.position, source.position + batchSize);
    if (batch.length > 0 && (source.name === "export" || !this.#streamWaits)) return this.#deliver(source, batch);
    if (source.name !== "export") return void this.#simulation.after(pollMs, () => this.#poll(source));
    this.#export = undefined;
    this.#streamWaits = false;
    this.#simulation.record({ kind: "export-loaded" });
  }

  #deliver(source: Source, batch: readonly SearchRecord[]): void {
    const { functionMs, retryMs } = this.#model;
    const delivery = ++this.#deliveryCount;
    const sequenceNumbers = batch.map(({ dynamodb }) => dynamodb.SequenceNumber);
    source.attempt++;
    this.#simulation.record({ kind: "batch-delivered", source: source.name, delivery, attempt: source.attempt, sequenceNumbers }); // prettier-ignore
    let isOver = false;
    const again = () => void this.#simulation.after(retryMs, () => this.#poll(source));
    this.#network.send(LAMBDA, source.node, () =>
      this.#invoke(source, batch, delivery, (outcome) =>
        this.#network.send(source.node, LAMBDA, () => {
          if (isOver) return;
          isOver = true;
          this.#simulation.record(outcomeEvent(source.name, delivery, outcome));
          const done = doneCount(batch, outcome);
          source.position += done;
          if (done > 0) source.attempt = 0;
          if (done < batch.length) again();
          else
            this.#simulation.after(source.position < source.records.length ? source.pauseMs : 0, () =>
              this.#poll(source),
            );
        }),
      ),
    );
    this.#simulation.after(functionMs, () => {
      if (isOver) return;
      isOver = true;
      this.#simulation.record({ kind: "delivery-failed", source: source.name, delivery });
      again();
    });
  }

  /** The function: one bulk request, and what became of it. A crash takes away what it was about to do. */
  #invoke(
    source: Source,
    batch: readonly SearchRecord[],
    delivery: number,
    told: (outcome: BatchOutcome) => void,
  ): void {
    const { life } = source;
    const inThisLife = (action: () => void) => () => {
      if (life === source.life) action();
    };
    const { workMs } = this.#model;
    this.#simulation.after(
      workMs,
      inThisLife(() => {
        const actions = this.#indexer.bulkOf(batch);
        this.#send(source, delivery, this.#sendsVersions ? actions : actions.map(withoutVersion), (response) => {
          if (life !== source.life) return;
          this.#simulation.after(
            workMs,
            inThisLife(() => told(this.#outcomeOf(batch, actions, response))),
          );
        });
      }),
    );
  }

  #outcomeOf(batch: readonly SearchRecord[], actions: readonly BulkAction[], response: BulkResponse): BatchOutcome {
    const outcome = this.#indexer.outcomeOf(batch, actions, response);
    if (this.#givesUp) return outcome;
    const kept = outcome.deadLetters.map(({ sequenceNumber }) => ({ itemIdentifier: sequenceNumber }));
    return { batchItemFailures: [...outcome.batchItemFailures, ...kept], deadLetters: [] };
  }

  #send(
    source: Source,
    delivery: number,
    actions: readonly BulkAction[],
    answered: (response: BulkResponse) => void,
  ): void {
    const { node, name } = source;
    // By its name: what is late does not reach an index that was made since.
    const index = this.#index;
    this.#underWay++;
    let isThere = false;
    const arrived = () => {
      if (!isThere) this.#underWay--;
      isThere = true;
    };
    this.#network.send(
      node,
      INDEX,
      () => {
        arrived();
        const response = index.bulk(actions, this.#simulation.nowMs, (shard) => this.#isBusy(shard));
        this.#isTouched = true;
        this.#simulation.record({ kind: "bulk-answered", source: name, delivery, actions, response });
        this.#network.send(INDEX, node, () => answered(response));
      },
      arrived,
    );
  }

  #isBusy(shard: number): boolean {
    const nowMs = this.#simulation.nowMs;
    return this.#scenario.busy.some(({ indexShard, fromMs, untilMs }) => indexShard === shard && nowMs >= fromMs && nowMs < untilMs); // prettier-ignore
  }

  /** A refresh: searches find what was indexed. It is told if there is news, and at the end. */
  #compare(isEnd: boolean): void {
    const isSettled =
      this.#underWay === 0 &&
      this.#export === undefined &&
      this.#sources.every(({ position, records }) => position >= records.length);
    if (!this.#isTouched && !isEnd && isSettled === this.#wasSettled) return;
    const difference = differenceOf(this.#table.items(), this.#index.documents(), this.#table.key);
    this.#isTouched = false;
    this.#wasSettled = isSettled;
    this.#simulation.record({ kind: "index-compared", isSettled, ...difference });
  }

  #crash(fault: Fault): void {
    for (const source of [...this.#sources, ...(this.#export ? [this.#export] : [])]) {
      const isMeant = (fault.kind === "node-down" && fault.node === source.node) || (fault.kind === "zone-down" && fault.zone === zoneOf(source.name)); // prettier-ignore
      if (!isMeant) continue;
      source.life++;
      this.#simulation.record({ kind: "function-crashed", source: source.name });
    }
  }
}

function zoneOf(source: SearchSource): ZoneId {
  return ZONES[source === "export" ? 0 : (source - 1) % 2] as ZoneId;
}

function withoutVersion(action: BulkAction): BulkAction {
  const { version: _, ...rest } = action;
  return rest;
}

/** Throws `ScenarioError`, naming the field, for a scenario that makes no sense. */
export function checkSearchScenario({ shardCount, steps, busy, faults, gcDeletesMs, untilMs }: SearchScenario): void {
  if (!(Number.isSafeInteger(shardCount) && shardCount >= 1 && shardCount <= SHARD_COUNT_MAX))
    throw new ScenarioError("shardCount", `a whole number from 1 to ${SHARD_COUNT_MAX}`, shardCount);
  if (!(gcDeletesMs >= 0 && gcDeletesMs < Infinity))
    throw new ScenarioError("gcDeletesMs", "a time from 0 ms on", gcDeletesMs);
  if (!(untilMs > 0 && untilMs <= UNTIL_MS_MAX))
    throw new ScenarioError("untilMs", `a time above 0 ms, and at most ${UNTIL_MS_MAX} ms`, untilMs);
  let beforeMs: Millis = 0;
  steps.forEach((step, index) => {
    if (!(step.atMs >= beforeMs && step.atMs < Infinity))
      throw new ScenarioError(`steps[${index}].atMs`, `a time from ${beforeMs} ms on`, step.atMs);
    if (step.kind === "rebuild" && !(step.pageMs > 0 && step.pageMs < Infinity))
      throw new ScenarioError(`steps[${index}].pageMs`, "a time above 0 ms", step.pageMs);
    beforeMs = step.atMs;
  });
  busy.forEach(({ indexShard, fromMs, untilMs: freeMs }, index) => {
    const at = (name: string) => `busy[${index}].${name}`;
    if (!(Number.isSafeInteger(indexShard) && indexShard >= 1 && indexShard <= INDEX_SHARD_COUNT))
      throw new ScenarioError(at("indexShard"), `a whole number from 1 to ${INDEX_SHARD_COUNT}`, indexShard);
    if (!(fromMs >= 0 && fromMs < Infinity)) throw new ScenarioError(at("fromMs"), "a time from 0 ms on", fromMs);
    if (!(freeMs > fromMs && freeMs < Infinity))
      throw new ScenarioError(at("untilMs"), `a time after fromMs (${fromMs} ms)`, freeMs);
  });
  const functions = Array.from({ length: shardCount }, (_, place) => `F${place + 1}`);
  checkFaults(faults, { zones: [...ZONES, REGION], nodes: [...functions, "FE", INDEX] });
}
