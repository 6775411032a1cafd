/**
 * One storage node from the inside: records come in from the network and wait in chains; in the background the node
 * coalesces long chains, sends its log to the backup and throws garbage away. Aurora 2017 §3.3, figure 4.
 *
 * Simplified: this node is one of six, and the other five are only a time: a mini-transaction is durable `durableMs`
 * after it was written, whatever becomes of it here. The instance reads this node only, although it would choose among
 * complete ones; what the node lacks, the instance sends again, although peers would gossip. The node keeps a record that
 * came twice twice. Reads and writes are of one instance, so its open read points are all that PGMRPL is made of.
 */
import { frozen } from "../kernel/frozen.ts";
import {
  Network,
  ScenarioError,
  Simulation,
  checkFaults,
  type Fault,
  type Latency,
  type Millis,
  type NodeId,
  type Timed,
  type ZoneId,
} from "../kernel/index.ts";
import {
  PAGE_SLOT_COUNT,
  emptyPage,
  pageMaterialiser,
  type Materialised,
  type PageMaterialiser,
  type PageRecord,
  type PageVersion,
} from "./page-materialiser.ts";
import type { PageEvent, PageTrace } from "./page-trace.ts";
import { fileRecord, openSegment } from "./segment.ts";
import { ZONES, type Lsn, type PageId } from "./vocabulary.ts";

/** One change of a mini-transaction: the slot of the page takes the value. */
export interface PageWrite {
  readonly page: PageId;
  /** 1 to `PAGE_SLOT_COUNT`. */
  readonly slot: number;
  readonly value: number;
}

/** A run of one storage node, as data. The same scenario gives the same trace. */
export interface PageNodeScenario {
  readonly seed: number;
  /** Pages 1 to this many: 1 to 16 (a bound of the model). */
  readonly pageCount: number;
  /** Mini-transactions: one record for each change, consecutive LSNs, the last record is the CPL. */
  readonly writes: readonly { readonly atMs: Millis; readonly changes: readonly PageWrite[] }[];
  /** Long queries: each holds the VDL of its beginning as its read point until it ends, or to the end of the run. */
  readonly views: readonly { readonly view: string; readonly fromMs: Millis; readonly untilMs?: Millis }[];
  /**
   * Page reads: as of the VDL of their time; or as of a view, if it is open then; or as of any LSN, which nobody holds
   * for them.
   */
  readonly reads: readonly {
    readonly atMs: Millis;
    readonly page: PageId;
    readonly view?: string;
    readonly readPoint?: Lsn;
  }[];
  /** Nodes are `writer`, `A` (the storage node) and `backup`. */
  readonly faults: readonly Fault[];
  readonly untilMs: Millis;
  readonly model?: Partial<PageNodeModel>;
}

/** What no source fixes. */
export interface PageNodeModel {
  readonly sameZone: Latency;
  readonly crossZone: Latency;
  /** From a write until its mini-transaction is durable on other copies. */
  readonly durableMs: Millis;
  /** A record without an acknowledgement is sent again after this time. */
  readonly resendMs: Millis;
  /** The node looks after its pages this often: coalesce, stage, collect. */
  readonly backgroundMs: Millis;
  /** A chain of so many records above the newest version is folded into a new one. */
  readonly chainLengthMax: number;
  /** A read without an answer no longer holds its read point after this time. */
  readonly readTimeoutMs: Millis;
}

/** The model's own figures. */
export const PAGE_NODE_MODEL: PageNodeModel = frozen({
  sameZone: [
    [0, 0.1],
    [0.5, 0.18],
    [1, 1.2],
  ],
  crossZone: [
    [0, 0.4],
    [0.5, 0.65],
    [1, 3],
  ],
  durableMs: 1.2,
  resendMs: 6,
  backgroundMs: 1,
  chainLengthMax: 3,
  readTimeoutMs: 8,
});

const WRITER: NodeId = "writer";
const NODE: NodeId = "A";
const BACKUP: NodeId = "backup";
const ZONE_OF = frozen({ [WRITER]: ZONES[0], [NODE]: ZONES[1], [BACKUP]: ZONES[2] } as Record<NodeId, ZoneId>);
const START_LSN: Lsn = 100;
const PAGE_COUNT_MAX = 16;

/** A record on its way, with what the node needs to file it. */
interface Parcel {
  readonly page: PageId;
  readonly record: PageRecord;
  /** The record before it in the whole log: with one group, the segment chain. */
  readonly previousInGroup: Lsn;
}

/** What the node holds of one page. */
interface HeldPage {
  readonly page: PageId;
  versions: PageVersion[];
  records: PageRecord[];
  /** The last try to coalesce, as text: the same again is not worth noting. */
  lastTry: string;
  /** Something has changed since the node last looked for garbage. */
  hasNews: boolean;
}

/**
 * Runs a scenario to its end. Throws `ScenarioError`, naming the field, for a scenario that makes no sense. What a
 * learner's mechanism throws passes through; what happened before it is then in `into`.
 */
export function runPageNode(
  scenario: PageNodeScenario,
  materialiser: PageMaterialiser = pageMaterialiser,
  into?: Timed<PageEvent>[],
): PageTrace {
  checkPageNodeScenario(scenario);
  const model = { ...PAGE_NODE_MODEL, ...scenario.model };
  const simulation = new Simulation<PageEvent>({ seed: scenario.seed, trace: into });
  const network = new Network(simulation, model);
  for (const [id, zone] of Object.entries(ZONE_OF)) network.addNode(id, zone);
  const pages = Array.from({ length: scenario.pageCount }, (_, index) => index + 1);
  simulation.record({
    kind: "node-opened",
    segment: NODE,
    zone: ZONE_OF[NODE] as ZoneId,
    startLsn: START_LSN,
    pages,
  });
  network.scheduleFaults(scenario.faults, (fault, began) =>
    simulation.record({ kind: began ? "fault-began" : "fault-ended", fault }),
  );

  // The instance: it writes, reads, and knows who still needs which past.
  const lastLsnOf = new Map<PageId, Lsn>(pages.map((page) => [page, START_LSN]));
  const acknowledged = new Set<Lsn>();
  const openPoints = new Map<string, Lsn>();
  let lastLsn = START_LSN;
  let vdl = START_LSN;

  const tellMarks = () => {
    const pgmrpl = Math.min(vdl, ...openPoints.values());
    const told = vdl;
    network.send(WRITER, NODE, () => hearMarks(told, pgmrpl));
  };
  const hold = (name: string, readPoint: Lsn) => openPoints.set(name, readPoint);
  const release = (name: string) => {
    if (openPoints.delete(name)) tellMarks();
  };

  const ship = (parcel: Parcel) => {
    const { lsn } = parcel.record;
    network.send(
      WRITER,
      NODE,
      () => receive(parcel),
      (because) => simulation.record({ kind: "record-lost", lsn, because }),
    );
    simulation.after(model.resendMs, () => {
      if (!acknowledged.has(lsn)) ship(parcel);
    });
  };

  const write = (changes: readonly PageWrite[]) => {
    if (!network.isUp(WRITER)) return;
    changes.forEach(({ page, slot, value }, index) => {
      const previousInGroup = lastLsn;
      const record: PageRecord = {
        lsn: ++lastLsn,
        previousLsn: lastLsnOf.get(page) as Lsn,
        change: { slot, value },
      };
      lastLsnOf.set(page, record.lsn);
      simulation.record({ kind: "record-written", page, isCpl: index === changes.length - 1, ...record });
      ship({ page, record, previousInGroup });
    });
    const cpl = lastLsn;
    simulation.after(model.durableMs, () => {
      vdl = cpl;
      simulation.record({ kind: "vdl-moved", vdl });
      tellMarks();
    });
  };

  let readCount = 0;
  const read = ({ page, view, readPoint: fixed }: PageNodeScenario["reads"][number]) => {
    if (!network.isUp(WRITER)) return;
    const read = ++readCount;
    const readPoint = fixed ?? (view === undefined ? undefined : openPoints.get(view)) ?? vdl;
    simulation.record({ kind: "page-asked", read, page, readPoint });
    const name = `read ${read}`;
    if (fixed === undefined) {
      hold(name, readPoint);
      simulation.after(model.readTimeoutMs, () => release(name));
    }
    network.send(WRITER, NODE, () => {
      answer(read, page, readPoint);
      network.send(NODE, WRITER, () => release(name));
    });
  };

  // The storage node.
  const held = pages.map((page): HeldPage => ({
    page,
    versions: [emptyPage(START_LSN)],
    records: [],
    lastTry: "",
    hasNews: false,
  }));
  const heldOf = (page: PageId) => held[page - 1] as HeldPage;
  let segment = openSegment(START_LSN);
  let heardVdl = START_LSN;
  let pgmrpl = START_LSN;
  let stagedLsn = START_LSN;
  const arrived = new Set<Lsn>();

  const receive = ({ page, record, previousInGroup }: Parcel) => {
    segment = fileRecord(segment, record.lsn, previousInGroup);
    const heldPage = heldOf(page);
    heldPage.records.push(record);
    heldPage.hasNews = true;
    const isRepeat = arrived.has(record.lsn);
    arrived.add(record.lsn);
    simulation.record({ kind: "record-arrived", page, isRepeat, scl: segment.scl, ...record });
    network.send(NODE, WRITER, () => void acknowledged.add(record.lsn));
  };

  const hearMarks = (toldVdl: Lsn, toldPgmrpl: Lsn) => {
    // Messages overtake each other: neither mark ever goes back.
    if (toldVdl <= heardVdl && toldPgmrpl <= pgmrpl) return;
    heardVdl = Math.max(heardVdl, toldVdl);
    pgmrpl = Math.max(pgmrpl, toldPgmrpl);
    for (const heldPage of held) heldPage.hasNews = true;
    simulation.record({ kind: "marks-heard", vdl: heardVdl, pgmrpl });
  };

  const answer = (read: number, page: PageId, readPoint: Lsn) => {
    const because = readPoint < pgmrpl ? "below-pgmrpl" : readPoint > segment.scl ? "beyond-scl" : undefined;
    if (because !== undefined) {
      simulation.record({ kind: "page-refused", read, page, readPoint, because });
      return;
    }
    const { versions, records } = heldOf(page);
    const result = materialiser.materialise(versions, records, readPoint);
    simulation.record({ kind: "page-answered", read, page, readPoint, result });
  };

  const coalesce = (heldPage: HeldPage) => {
    const { page, versions, records } = heldPage;
    if (records.length < model.chainLengthMax) return;
    const newestLsn = Math.max(...versions.map(({ lsn }) => lsn));
    const waiting = new Set(records.filter(({ lsn }) => lsn > newestLsn && lsn <= heardVdl).map(({ lsn }) => lsn));
    if (waiting.size < model.chainLengthMax) return;
    const result: Materialised = materialiser.materialise(versions, records, heardVdl);
    const text = JSON.stringify([heardVdl, result]);
    if (text === heldPage.lastTry) return;
    heldPage.lastTry = text;
    simulation.record({ kind: "page-coalesced", page, upToLsn: heardVdl, result });
    if (result.status !== "materialised") return;
    versions.push(result.version);
    heldPage.hasNews = true;
  };

  const stage = () => {
    const upToLsn = segment.scl;
    if (stagedLsn >= upToLsn) return;
    network.send(NODE, BACKUP, () =>
      network.send(BACKUP, NODE, () => {
        if (upToLsn <= stagedLsn) return;
        stagedLsn = upToLsn;
        for (const heldPage of held) heldPage.hasNews = true;
        simulation.record({ kind: "log-staged", stagedLsn });
      }),
    );
  };

  const collect = (heldPage: HeldPage) => {
    if (!heldPage.hasNews) return;
    heldPage.hasNews = false;
    const { page, versions, records } = heldPage;
    const { lsns, versionLsns } = materialiser.collectable(versions, records, { pgmrpl, stagedLsn });
    if (lsns.length === 0 && versionLsns.length === 0) return;
    simulation.record({ kind: "garbage-collected", page, lsns, versionLsns });
    heldPage.records = records.filter(({ lsn }) => !lsns.includes(lsn));
    const left = versions.filter(({ lsn }) => !versionLsns.includes(lsn));
    // Even a wrong answer leaves a page with a version: a materialiser is promised one.
    heldPage.versions = left.length > 0 ? left : versions.slice(-1);
  };

  const lookAfterPages = () => {
    if (network.isUp(NODE)) {
      held.forEach(coalesce);
      stage();
      held.forEach(collect);
    }
    if (simulation.nowMs + model.backgroundMs <= scenario.untilMs) simulation.after(model.backgroundMs, lookAfterPages);
  };

  for (const { atMs, changes } of scenario.writes) simulation.at(atMs, () => write(changes));
  for (const { view, fromMs, untilMs } of scenario.views) {
    simulation.at(fromMs, () => {
      simulation.record({ kind: "view-opened", view, readPoint: vdl });
      hold(view, vdl);
    });
    if (untilMs === undefined) continue;
    simulation.at(untilMs, () => {
      simulation.record({ kind: "view-closed", view });
      release(view);
    });
  }
  for (const step of scenario.reads) simulation.at(step.atMs, () => read(step));
  simulation.after(model.backgroundMs, lookAfterPages);
  simulation.runUntil(scenario.untilMs);

  const isUp = network.isUp(NODE);
  if (isUp) held.forEach(collect);
  simulation.record({
    kind: "node-closed",
    isUp,
    pgmrpl,
    stagedLsn,
    holdings: held.map(({ page, versions, records }) => ({
      page,
      versionLsns: ascending(versions),
      recordLsns: ascending(records),
    })),
  });
  return simulation.trace;
}

/** Their LSNs, lowest first, each once. */
function ascending(items: readonly { readonly lsn: Lsn }[]): readonly Lsn[] {
  return [...new Set(items.map(({ lsn }) => lsn))].sort((a, b) => a - b);
}

/** Throws `ScenarioError`, naming the field, unless the scenario makes sense. */
export function checkPageNodeScenario(scenario: PageNodeScenario): void {
  const { pageCount, writes, views, reads, faults, untilMs, model = {} } = scenario;
  const wholeNumber = (field: string, value: number, min: number, max: number) => {
    if (!Number.isInteger(value) || value < min || value > max)
      throw new ScenarioError(field, `a whole number from ${min} to ${max}`, value);
  };
  const time = (field: string, value: Millis, expected = "a time from 0 ms on", min = 0) => {
    if (!(value >= min && value < Infinity)) throw new ScenarioError(field, expected, value);
  };
  wholeNumber("pageCount", pageCount, 1, PAGE_COUNT_MAX);
  time("untilMs", untilMs);
  writes.forEach(({ atMs, changes }, index) => {
    time(`writes[${index}].atMs`, atMs);
    if (changes.length === 0) throw new ScenarioError(`writes[${index}].changes`, "at least one change", changes);
    changes.forEach(({ page, slot, value }, place) => {
      const field = `writes[${index}].changes[${place}]`;
      wholeNumber(`${field}.page`, page, 1, pageCount);
      wholeNumber(`${field}.slot`, slot, 1, PAGE_SLOT_COUNT);
      if (!Number.isFinite(value)) throw new ScenarioError(`${field}.value`, "a finite number", value);
    });
  });
  views.forEach(({ view, fromMs, untilMs: endMs }, index) => {
    time(`views[${index}].fromMs`, fromMs);
    if (endMs !== undefined && !(endMs > fromMs && endMs < Infinity))
      throw new ScenarioError(`views[${index}].untilMs`, `a time after fromMs (${fromMs} ms)`, endMs);
    if (views.findIndex((other) => other.view === view) !== index)
      throw new ScenarioError(`views[${index}].view`, "a name that no other view has", view);
  });
  reads.forEach(({ atMs, page, readPoint }, index) => {
    time(`reads[${index}].atMs`, atMs);
    wholeNumber(`reads[${index}].page`, page, 1, pageCount);
    if (readPoint !== undefined && !Number.isFinite(readPoint))
      throw new ScenarioError(`reads[${index}].readPoint`, "an LSN", readPoint);
  });
  checkFaults(faults, { zones: ZONES, nodes: [WRITER, NODE, BACKUP] });
  for (const name of ["durableMs", "resendMs", "backgroundMs", "readTimeoutMs"] as const) {
    const value = model[name];
    if (value !== undefined) time(`model.${name}`, value, "at least 0.001 ms", 0.001);
  }
  if (model.chainLengthMax !== undefined) wholeNumber("model.chainLengthMax", model.chainLengthMax, 1, 1_000);
}
