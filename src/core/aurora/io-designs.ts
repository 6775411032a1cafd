/**
 * A mirrored MySQL and an Aurora cluster perform the same transactions on the same network, each message by message.
 *
 * Mirrored, for each write (the numbers are those of figure 2 in the 2017 paper; M1, M2 are the active instance's volume
 * and its mirror, M3, M4 the standby's):
 *
 *   1 mysql -> M1    2 M1 -> M2    then 3 mysql -> standby    4 standby -> M3    5 M3 -> M4
 *
 * M1 acknowledges once M2 has; step 3 begins only then; the write is done once M4, M3 and the standby have acknowledged
 * in turn. Log writes follow one another; a page waits for the redo of its run, and for its double-write.
 *
 * Aurora: every batch of the run leaves at once for its six segments, and the redo stream for the replicas. A commit is
 * answered when the VDL reaches its LSN, which the commit tracker says.
 *
 * Simplified: an I/O without an acknowledgement is sent again after `resendMs` (in Aurora the segments gossip); a run of
 * transactions leaves the moment it is handed over, where a real engine has several under way; no standby takes over;
 * every record is a consistency point.
 */
import { AURORA_LIMITS } from "./limits.ts";
import { frozen } from "../kernel/frozen.ts";
import {
  Network,
  ScenarioError,
  Simulation,
  checkFaults,
  checkLatency,
  drawLatency,
  latencyTable,
  type Fault,
  type Latency,
  type LatencyTable,
  type Loss,
  type Millis,
  type NodeId,
  type Random,
  type Timed,
  type ZoneId,
} from "../kernel/index.ts";
import { createCommitTracker, type CommitTracker } from "./commit-tracker.ts";
import {
  batchesByGroup,
  batchesOf,
  checkAuroraTopology,
  checkIoRun,
  checkMirroredTopology,
  dataWritesOf,
  ioPerTransaction,
  logWritesOf,
  type AuroraTopology,
  type IoPerTransaction,
  type IoRun,
  type MirroredTopology,
  type MirroredWrite,
} from "./io-per-transaction.ts";
import { countEvents } from "./io-script.ts";
import type { IoEvent, IoMessage, IoNode, IoTrace } from "./io-trace.ts";
import { AURORA_RULE } from "./quorum-rules.ts";
import { ZONES, placementOf, type Lsn, type ProtectionGroupId, type TransactionId } from "./vocabulary.ts";

/** Transactions that are in memory at the same time, and when. */
export interface IoRound {
  readonly atMs: Millis;
  readonly run: IoRun;
}

/** A comparison, as data. The same scenario gives the same trace. */
export interface IoScenario {
  /** Whole number; all chance in the run comes from it. */
  readonly seed: number;
  readonly mirrored: MirroredTopology;
  /** Its copies are those of a protection group. */
  readonly aurora: AuroraTopology;
  /** In the order of their times, LSNs rising from round to round. */
  readonly rounds: readonly IoRound[];
  readonly faults: readonly Fault[];
  /** The run ends here; what was due later does not happen. */
  readonly untilMs: Millis;
  readonly model?: Partial<IoModel>;
}

/** What no source fixes. Times are one way. */
export interface IoModel {
  readonly sameZone: Latency;
  readonly crossZone: Latency;
  /** From an I/O's arrival at a storage node until it is on disk. */
  readonly persist: Latency;
  /** An I/O without an acknowledgement is sent again after this time, and so on. At least 0.001. */
  readonly resendMs: Millis;
}

/** The model's own figures, those of the volume's simulation: no source fixes them. */
export const IO_MODEL: IoModel = frozen({
  sameZone: [
    [0, 0.1],
    [0.5, 0.18],
    [0.95, 0.4],
    [1, 1.2],
  ],
  crossZone: [
    [0, 0.4],
    [0.5, 0.65],
    [0.95, 1.2],
    [1, 3],
  ],
  persist: [
    [0, 0.15],
    [0.5, 0.3],
    [0.95, 0.8],
    [1, 2.5],
  ],
  resendMs: 50,
});

const MYSQL: NodeId = "mysql";
const STANDBY: NodeId = "standby";
const WRITER: NodeId = "writer";
/** Bounds of the model. */
const GROUP_COUNT_MAX = 64;
const REPLICA_COUNT_MAX = AURORA_LIMITS.readers.value;
const VOLUME_COPIES_MAX = 4;

/** The machines of a mirrored MySQL: everything in the first zone, the standby and its volume in the second. */
export function mirroredNodes({ volumes, copiesPerVolume }: MirroredTopology): readonly IoNode[] {
  const nodes: IoNode[] = [{ node: MYSQL, zone: zoneAt(0), role: "database" }];
  if (volumes === 2) nodes.push({ node: STANDBY, zone: zoneAt(1), role: "instance" });
  for (let index = 0; index < volumes * copiesPerVolume; index++) {
    nodes.push({ node: `M${index + 1}`, zone: zoneAt(index < copiesPerVolume ? 0 : 1), role: "storage" });
  }
  return nodes;
}

/** The machines of an Aurora cluster: the writer in the first zone, replicas from the second on, six segments a group. */
export function auroraNodes({ replicas }: AuroraTopology, groups: readonly ProtectionGroupId[]): readonly IoNode[] {
  return [
    { node: WRITER, zone: zoneAt(0), role: "database" },
    ...Array.from({ length: replicas }, (_, index): IoNode => {
      return { node: `reader-${index + 1}`, zone: zoneAt(index + 1), role: "instance" };
    }),
    ...groups
      .flatMap((group) => placementOf(group))
      .map(({ segment, zone }): IoNode => ({ node: segment, zone, role: "storage" })),
  ];
}

function zoneAt(index: number): ZoneId {
  return ZONES[index % ZONES.length] as ZoneId;
}

/**
 * Runs a scenario to its end. Throws `ScenarioError`, naming the field, for a scenario that makes no sense. What a
 * learner's mechanism throws passes through; what happened before it is then in `into`.
 */
export function runIoDesigns(
  scenario: IoScenario,
  mechanism: IoPerTransaction = ioPerTransaction,
  into?: Timed<IoEvent>[],
): IoTrace {
  checkIoScenario(scenario);
  const { rounds, mirrored, aurora, faults } = scenario;
  const simulation = new Simulation<IoEvent>({ seed: scenario.seed, trace: into });
  const nodes = { mirrored: mirroredNodes(mirrored), aurora: auroraNodes(aurora, groupsOf(scenario)) };
  const wires = new Wires(simulation, { ...IO_MODEL, ...scenario.model }, [...nodes.mirrored, ...nodes.aurora]);

  simulation.record({ kind: "comparison-began" });
  simulation.record({ kind: "mirrored-opened", topology: mirrored, nodes: nodes.mirrored });
  simulation.record({ kind: "aurora-opened", topology: aurora, nodes: nodes.aurora });
  wires.network.scheduleFaults(faults, (fault, began) =>
    simulation.record({ kind: began ? "fault-began" : "fault-ended", fault }),
  );

  const mysql = new MirroredMysql(simulation, wires, mirrored);
  const writer = new AuroraWriter(simulation, wires, aurora, firstLsnOf(rounds) - 1);
  rounds.forEach(({ atMs, run }, index) => {
    const round = index + 1;
    simulation.at(atMs, () => {
      simulation.record({
        kind: "round-began",
        round,
        transactions: run.records.flatMap(({ isCommit, transaction }) => (isCommit ? [transaction] : [])),
        recordCount: run.records.length,
        redoBytes: run.records.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      });
      const counted = {
        mirrored: mechanism.mirroredIos(run, mirrored),
        aurora: mechanism.auroraIos(run, aurora),
      };
      for (const [design, database] of [
        ["mirrored", mysql],
        ["aurora", writer],
      ] as const) {
        if (!wires.network.isUp(database.node)) {
          simulation.record({ kind: "round-refused", design, round });
          continue;
        }
        for (const event of countEvents(design, round, counted[design])) simulation.record(event);
        database.perform(run, round);
      }
    });
  });
  simulation.runUntil(scenario.untilMs);
  return simulation.trace;
}

/** An I/O before it is sent. */
type Draft = Omit<IoMessage, "io">;

/** Sends I/Os and acknowledgements, and notes them. */
class Wires {
  readonly network: Network;
  readonly #simulation: Simulation<IoEvent>;
  readonly #persist: LatencyTable;
  readonly #luckByDisk = new Map<NodeId, Random>();
  readonly #resendMs: Millis;
  #ioCount = 0;

  constructor(simulation: Simulation<IoEvent>, model: IoModel, nodes: readonly IoNode[]) {
    this.#simulation = simulation;
    this.#persist = latencyTable(model.persist);
    this.#resendMs = model.resendMs;
    this.network = new Network(simulation, model);
    for (const { node, zone, role } of nodes) {
      this.network.addNode(node, zone);
      if (role === "storage") this.#luckByDisk.set(node, simulation.random.fork(`disk of ${node}`));
    }
  }

  /**
   * Sends an I/O. Once its receiver has it (on disk, if it is a storage node), `taken` runs there, and says when
   * everything is done that the acknowledgement waits for; `done` runs at the sender when the acknowledgement arrives.
   * The same I/O may arrive again, doubled or sent again: a receiver takes it once, a sender hears of it once.
   */
  send(
    draft: Draft,
    done: () => void,
    taken: (acknowledge: () => void) => void = (acknowledge) => acknowledge(),
  ): void {
    const message: IoMessage = { io: ++this.#ioCount, ...draft };
    const { from, to } = message;
    let state: "away" | "arrived" | "acknowledged" = "away";
    let isDone = false;

    const acknowledge = () => {
      state = "acknowledged";
      const sentMs = this.#simulation.nowMs;
      this.network.send(
        to,
        from,
        () => {
          if (isDone) return;
          isDone = true;
          this.#simulation.record({ kind: "io-acknowledged", ...message, sentMs });
          done();
        },
        (because) => this.#simulation.record({ kind: "io-ack-lost", ...message, sentMs, because }),
      );
    };
    const take = () => {
      if (!this.network.isUp(to)) {
        // The node went down between the arrival and its disk: it was never stored.
        state = "away";
        return this.#simulation.record({ kind: "io-lost", ...message, because: "receiver-down" });
      }
      this.#simulation.record({ kind: "io-taken", ...message });
      taken(acknowledge);
    };
    const arrive = () => {
      if (state === "acknowledged" && !isDone) return acknowledge();
      if (state !== "away") return;
      state = "arrived";
      const luck = this.#luckByDisk.get(to);
      if (luck === undefined) take();
      else this.#simulation.after(drawLatency(this.#persist, luck), take);
    };
    const lose = (because: Loss) => this.#simulation.record({ kind: "io-lost", ...message, because });
    const sendAgain = () => {
      if (isDone) return;
      this.#simulation.after(this.#resendMs, sendAgain);
      if (!this.network.isUp(from)) return;
      this.#simulation.record({ kind: "io-resent", ...message });
      this.network.send(from, to, arrive, lose);
    };

    this.#simulation.record({ kind: "io-sent", ...message });
    this.network.send(from, to, arrive, lose);
    // Nobody waits for a replica, and nobody asks whether it has heard.
    if (message.what !== "replicaStream") this.#simulation.after(this.#resendMs, sendAgain);
  }
}

/** A write of the log that has to wait for those before it, and what follows it. */
interface QueuedWrite {
  readonly round: number;
  readonly write: MirroredWrite;
  readonly done: () => void;
}

class MirroredMysql {
  readonly node = MYSQL;
  readonly #simulation: Simulation<IoEvent>;
  readonly #wires: Wires;
  readonly #topology: MirroredTopology;
  readonly #volumes: readonly (readonly NodeId[])[];
  readonly #logQueue: QueuedWrite[] = [];
  #isLogBusy = false;

  constructor(simulation: Simulation<IoEvent>, wires: Wires, topology: MirroredTopology) {
    this.#simulation = simulation;
    this.#wires = wires;
    this.#topology = topology;
    const { volumes, copiesPerVolume } = topology;
    this.#volumes = Array.from({ length: volumes }, (_, volume) =>
      Array.from({ length: copiesPerVolume }, (_, copy) => `M${volume * copiesPerVolume + copy + 1}`),
    );
  }

  perform(run: IoRun, round: number): void {
    const beganMs = this.#simulation.nowMs;
    const log = logWritesOf(run, this.#topology);
    const { doubleWrites, pages, metadata } = dataWritesOf(run, this.#topology);
    let leftCount = log.length + doubleWrites.length + pages.length + metadata.length;
    const finished = () => {
      if (--leftCount === 0) this.#simulation.record({ kind: "round-finished", design: "mirrored", round });
    };
    let redoLeft = log.filter(({ kind }) => kind === "redo").length;

    const flush = () => {
      for (const write of metadata) this.#write(write, round, finished);
      if (doubleWrites.length === 0) for (const page of pages) this.#write(page, round, finished);
      doubleWrites.forEach((doubleWrite, index) => {
        const first = index * this.#topology.doubleWritePages;
        this.#write(doubleWrite, round, () => {
          for (const page of pages.slice(first, first + this.#topology.doubleWritePages))
            this.#write(page, round, finished);
          finished();
        });
      });
    };

    for (const write of log) {
      const done = () => {
        for (const transaction of write.commits) {
          const afterMs = millisBetween(beganMs, this.#simulation.nowMs);
          this.#simulation.record({ kind: "commit-answered", design: "mirrored", round, transaction, afterMs });
        }
        finished();
        // No page may be written before the redo that describes it.
        if (write.kind === "redo" && --redoLeft === 0) flush();
      };
      this.#logQueue.push({ round, write, done });
    }
    if (log.length === 0) flush();
    this.#writeLog();
  }

  #writeLog(): void {
    if (this.#isLogBusy) return;
    const next = this.#logQueue.shift();
    if (next === undefined) return;
    this.#isLogBusy = true;
    this.#write(next.write, next.round, () => {
      this.#isLogBusy = false;
      next.done();
      this.#writeLog();
    });
  }

  /** One write, step by step, on every copy of every volume. */
  #write({ kind, sizeBytes }: MirroredWrite, round: number, done: () => void): void {
    const draft = { design: "mirrored" as const, round, what: kind, sizeBytes };
    const [own, standbys] = this.#volumes as [readonly NodeId[], readonly NodeId[] | undefined];
    const toVolume = (
      from: NodeId,
      volume: readonly NodeId[],
      hop: "to-storage" | "from-standby",
      then: () => void,
    ) => {
      const [first, ...mirrors] = volume as [NodeId, ...NodeId[]];
      this.#wires.send({ ...draft, hop, from, to: first }, then, (acknowledge) => {
        let silent = mirrors.length;
        if (silent === 0) return acknowledge();
        for (const mirror of mirrors) {
          this.#wires.send({ ...draft, hop: "to-mirror", from: first, to: mirror }, () => {
            if (--silent === 0) acknowledge();
          });
        }
      });
    };
    toVolume(MYSQL, own, "to-storage", () => {
      if (standbys === undefined) return done();
      this.#wires.send({ ...draft, hop: "to-instance", from: MYSQL, to: STANDBY }, done, (acknowledge) =>
        toVolume(STANDBY, standbys, "from-standby", acknowledge),
      );
    });
  }
}

class AuroraWriter {
  readonly node = WRITER;
  readonly #simulation: Simulation<IoEvent>;
  readonly #wires: Wires;
  readonly #topology: AuroraTopology;
  readonly #tracker: CommitTracker;
  readonly #waiting = new Map<TransactionId, { readonly round: number; readonly beganMs: Millis }>();

  constructor(simulation: Simulation<IoEvent>, wires: Wires, topology: AuroraTopology, startLsn: Lsn) {
    this.#simulation = simulation;
    this.#wires = wires;
    this.#topology = topology;
    this.#tracker = createCommitTracker({ startLsn, rule: AURORA_RULE });
  }

  perform({ records }: IoRun, round: number): void {
    const { batchBytes, replicas } = this.#topology;
    const beganMs = this.#simulation.nowMs;
    for (const { lsn, group, transaction, isCommit } of records) {
      this.#tracker.recordShipped({ lsn, group, isCpl: true });
      if (!isCommit) continue;
      this.#waiting.set(transaction, { round, beganMs });
      this.#tracker.commitRequested({ transaction, commitLsn: lsn });
    }

    const draft = { design: "aurora" as const, round, from: WRITER };
    const groups = batchesByGroup(records, batchBytes);
    let withoutQuorum = groups.reduce((sum, { batches }) => sum + batches.length, 0);
    for (const { group, batches } of groups) {
      for (const batch of batches) {
        let heard = 0;
        for (const { segment } of placementOf(group)) {
          const { sizeBytes } = batch;
          this.#wires.send({ ...draft, what: "redo", hop: "to-storage", to: segment, sizeBytes }, () => {
            for (const { lsn } of batch.records) this.#tracker.segmentAcknowledged({ segment, lsn });
            this.#answer();
            if (++heard === AURORA_RULE.writeQuorum && --withoutQuorum === 0)
              this.#simulation.record({ kind: "round-finished", design: "aurora", round });
          });
        }
      }
    }
    for (const { sizeBytes } of batchesOf(records, batchBytes)) {
      for (let index = 0; index < replicas; index++) {
        const to = `reader-${index + 1}`;
        // Nobody waits for a replica.
        this.#wires.send({ ...draft, what: "replicaStream", hop: "to-instance", to, sizeBytes }, nothing, nothing);
      }
    }
  }

  #answer(): void {
    for (const transaction of this.#tracker.takeAnswerable()) {
      const waiting = this.#waiting.get(transaction);
      if (waiting === undefined) continue;
      const { round, beganMs } = waiting;
      const afterMs = millisBetween(beganMs, this.#simulation.nowMs);
      this.#simulation.record({ kind: "commit-answered", design: "aurora", round, transaction, afterMs });
    }
  }
}

function nothing(): void {}

function millisBetween(fromMs: Millis, toMs: Millis): Millis {
  return Math.round((toMs - fromMs) * 1000) / 1000;
}

function groupsOf({ rounds }: IoScenario): readonly ProtectionGroupId[] {
  const last = Math.max(1, ...rounds.flatMap(({ run }) => run.records.map(({ group }) => group)));
  return Array.from({ length: last }, (_, index) => index + 1);
}

function firstLsnOf(rounds: readonly IoRound[]): Lsn {
  for (const { run } of rounds) if (run.records[0] !== undefined) return run.records[0].lsn;
  return 1;
}

/** Throws `ScenarioError`, naming the field, unless the scenario can be run. */
export function checkIoScenario({ mirrored, aurora, rounds, faults, untilMs, model = {} }: IoScenario): void {
  checkMirroredTopology(mirrored, "mirrored");
  checkAuroraTopology(aurora, "aurora");
  if (mirrored.copiesPerVolume > VOLUME_COPIES_MAX)
    throw new ScenarioError("mirrored.copiesPerVolume", `at most ${VOLUME_COPIES_MAX}`, mirrored.copiesPerVolume);
  if (aurora.copies !== AURORA_RULE.copyCount)
    throw new ScenarioError("aurora.copies", `${AURORA_RULE.copyCount}, the segments of a group`, aurora.copies);
  if (aurora.replicas > REPLICA_COUNT_MAX)
    throw new ScenarioError("aurora.replicas", `at most ${REPLICA_COUNT_MAX}`, aurora.replicas);
  if (!(untilMs >= 0 && untilMs < Infinity)) throw new ScenarioError("untilMs", "a time from 0 ms on", untilMs);

  let lastMs: Millis = 0;
  let lastLsn: Lsn = -Infinity;
  const committed = new Set<TransactionId>();
  rounds.forEach(({ atMs, run }, index) => {
    const field = `rounds[${index}]`;
    if (!(atMs >= lastMs && atMs < Infinity))
      throw new ScenarioError(`${field}.atMs`, `a time from ${lastMs} ms on`, atMs);
    lastMs = atMs;
    checkIoRun(run, `${field}.run`);
    run.records.forEach(({ lsn, group, transaction, isCommit }, place) => {
      const at = `${field}.run.records[${place}]`;
      if (lsn <= lastLsn) throw new ScenarioError(`${at}.lsn`, "an LSN above those of earlier rounds", lsn);
      lastLsn = lsn;
      if (group > GROUP_COUNT_MAX) throw new ScenarioError(`${at}.group`, `at most ${GROUP_COUNT_MAX}`, group);
      if (committed.has(transaction))
        throw new ScenarioError(`${at}.transaction`, "a transaction that has not committed yet", transaction);
      if (isCommit) committed.add(transaction);
    });
  });

  const groups = groupsOf({ rounds } as IoScenario);
  const nodes = [...mirroredNodes(mirrored), ...auroraNodes(aurora, groups)].map(({ node }) => node);
  checkFaults(faults, { zones: ZONES, nodes });
  for (const name of ["sameZone", "crossZone", "persist"] as const)
    if (model[name] !== undefined) checkLatency(model[name], `model.${name}`);
  if (model.resendMs !== undefined && !(model.resendMs >= 0.001 && model.resendMs < Infinity))
    throw new ScenarioError("model.resendMs", "at least 0.001 ms", model.resendMs);
}
