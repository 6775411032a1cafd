/**
 * A cluster's world and shapes. From top to bottom: the clients with what became of their last statement, the names and
 * where they lead, three zones with their instances, and a bar that says where the time of a failover went; where the run
 * follows its readers, the log in its place, with how much of it each instance shows.
 */
import type { Fault, Millis, ZoneId } from "../core/kernel/index.ts";
import type { Lsn } from "../core/aurora/index.ts";
import type { CachedPage, ClusterEvent, ClusterTrace, InstanceId, Role } from "../core/cluster/index.ts";
import { NARROW_PX, WIDTH_PX_MIN, type Box } from "./scene-sizes.ts";
import type { Moment } from "./track.ts";

/** What an instance is doing. `silent`: the control plane has not heard of it for too long. */
export type InstanceState = "serving" | "down" | "crashed" | "recovering" | "silent";

export interface InstanceWorld {
  readonly instance: InstanceId;
  readonly zone: ZoneId;
  readonly tier: number;
  readonly role: Role;
  readonly state: InstanceState;
  /** It has other work, and applies the stream late. */
  readonly isLate: boolean;
  /** In which it has the volume open, or opens it, as far as it knows. */
  readonly volumeEpoch: number | undefined;
  /** Another one has the volume in a newer epoch, and this one does not know yet. */
  readonly isOld: boolean;
  /** Nothing passes between it and the control plane. */
  readonly isCutOff: boolean;
}

/** What became of a client's last statement. */
export type StatementState =
  "none" | "waiting" | "committed" | "unknown" | "failed" | "answered" | "read-failed" | "held" | "connecting";

/** What a client was shown last, where the run follows its readers. */
export interface ReadWorld {
  readonly readPoint: Lsn;
  /** The last transaction that this client was told is committed, when the read does not show it. */
  readonly lacks: string | undefined;
  /** What it had been shown before, when that was more. */
  readonly backFrom: Lsn | undefined;
}

export interface ClientWorld {
  readonly client: string;
  readonly endpoint: string;
  /** Where its reads go, when that is another one. */
  readonly readEndpoint: string | undefined;
  readonly isSession: boolean;
  readonly connectedTo: InstanceId | undefined;
  /** Where it reads, when it has a connection of its own for that. */
  readonly readsAt: InstanceId | undefined;
  readonly read: ReadWorld | undefined;
  /** Where its endpoint's name led to when it last asked, or remembered. */
  readonly resolved: InstanceId | undefined;
  readonly state: StatementState;
  readonly transaction: string | undefined;
  readonly committedCount: number;
  readonly unknownCount: number;
}

/** A stretch of a failover's time. */
export type Phase = "detection" | "promotion" | "name" | "client";

export interface PhaseWorld {
  readonly phase: Phase;
  readonly fromMs: Millis;
  /** Until now, while it is not over. */
  readonly untilMs: Millis;
  readonly isOver: boolean;
}

/** Up to where an instance shows the log. */
export interface StandingWorld {
  readonly instance: InstanceId;
  readonly role: Role;
  /** A writer's VDL, a reader's read point; nothing while it has none. */
  readonly lsn: Lsn | undefined;
  /** A reader's: since when it has not shown all that is durable; if it does, how long that took for the last of it. */
  readonly lagMs: Millis | undefined;
  readonly isBehind: boolean;
}

/** The log, as far as it is told: where its mini-transactions end, and who shows how much of it. */
export interface LogWorld {
  readonly ends: readonly { readonly lsn: Lsn; readonly transaction: string | undefined }[];
  readonly vdl: Lsn;
  readonly standings: readonly StandingWorld[];
  /** The reader's cache, in runs of that alone. */
  readonly pages: readonly CachedPage[];
}

/** A segment of the volume, and the newest epoch that it knows. */
export interface SegmentWorld {
  readonly segment: string;
  readonly zone: ZoneId;
  readonly volumeEpoch: number;
  /** It has just refused somebody with an older one. */
  readonly isRefusing: boolean;
}

export interface ClusterWorld {
  /** None in runs of one mechanism alone, and where the log is drawn. */
  readonly segments: readonly SegmentWorld[];
  /** Zones that the control plane cannot reach. */
  readonly cutOffZones: readonly ZoneId[];
  /** Only where the run follows its readers. */
  readonly log: LogWorld | undefined;
  readonly instances: readonly InstanceWorld[];
  readonly clients: readonly ClientWorld[];
  /** Where the cluster endpoint leads whoever asks now. */
  readonly publishedWriter: InstanceId | undefined;
  readonly downZones: readonly ZoneId[];
  readonly phases: readonly PhaseWorld[];
  /** Whom an endpoint was found to lead to, in runs of the router alone. */
  readonly listed: { readonly endpoint: string; readonly targets: readonly InstanceId[] } | undefined;
  /** Whom a failover was found to promote, in runs of that decision alone. */
  readonly chosen: InstanceId | undefined;
}

/** What a figure tells of a volume that is opened by another instance. */
const TOLD_OF_THE_VOLUME: ReadonlySet<string> = new Set([
  "recovery-began",
  "truncation-installed",
  "volume-recovered",
  "request-refused",
  "writer-fenced",
]);
/** Two segments in each zone, as the volume's first group has them. */
const SEGMENTS = ["A", "B", "C", "D", "E", "F"];

const PHASES: readonly Phase[] = ["detection", "promotion", "name", "client"];

/** What a figure shows of a run: what its readers follow. Most of what the volume does is told in the part before. */
export function clusterStory(trace: ClusterTrace): ClusterTrace {
  const isFollowing = followsReaders(trace);
  let vdl: Lsn = -Infinity;
  return trace.filter((event) => {
    if (event.kind === "lag-measured") return false;
    if (event.kind !== "in-volume") return true;
    const { event: inner } = event;
    if (TOLD_OF_THE_VOLUME.has(inner.kind)) return true;
    if (!isFollowing) return false;
    if (inner.kind === "volume-opened" || inner.kind === "commit-requested") return true;
    if (inner.kind !== "marks-moved" || inner.vdl === vdl) return false;
    vdl = inner.vdl;
    return true;
  });
}

/** Whether it is told of each reader how far it is. */
function followsReaders(trace: ClusterTrace): boolean {
  return trace.some(({ kind }) => kind === "read-point-moved" || kind === "replica-stood");
}

/** The clients that the run will ever hear of, with the names that they go by. */
export function clientsOfRun(
  trace: ClusterTrace,
): ReadonlyMap<string, { readonly endpoint: string; readonly readEndpoint: string | undefined }> {
  /** Each client's names, in the order in which it asked for them, and the one that its first write went by. */
  const asked = new Map<string, { readonly names: string[]; last: string; writes: string | undefined }>();
  for (const event of trace) {
    if (event.kind === "name-resolved") {
      const it = asked.get(String(event.client));
      if (it === undefined) {
        asked.set(String(event.client), { names: [event.endpoint], last: event.endpoint, writes: undefined });
        continue;
      }
      it.last = event.endpoint;
      if (!it.names.includes(event.endpoint)) it.names.push(event.endpoint);
    }
    const sender = event.kind === "write-sent" ? asked.get(String(event.client)) : undefined;
    if (sender !== undefined) sender.writes ??= sender.last;
  }
  return new Map(
    [...asked].map(([client, { names, writes }]) => {
      const endpoint = writes ?? (names[0] as string);
      return [client, { endpoint, readEndpoint: names.find((name) => name !== endpoint) }];
    }),
  );
}

interface Draft {
  role: Role;
  isRecovering: boolean;
  isCrashed: boolean;
  isSilent: boolean;
  isLate: boolean;
  isCutOff: boolean;
  volumeEpoch: number | undefined;
}

export function clusterWorldAt(trace: ClusterTrace, { eventCount, atMs }: Moment): ClusterWorld {
  const drafts = new Map<InstanceId, Draft>();
  let members: Extract<ClusterEvent, { kind: "cluster-opened" }>["members"] = [];
  const clients = new Map<string, ClientWorld>();
  const sessions = new Set((trace[0]?.kind === "cluster-opened" ? (trace[0].sessions ?? []) : []).map(String));
  for (const [client, endpoints] of clientsOfRun(trace)) {
    const counts = { committedCount: 0, unknownCount: 0 };
    const nowhere = { connectedTo: undefined, readsAt: undefined, resolved: undefined };
    const isSession = sessions.has(client);
    clients.set(client, { client, ...endpoints, ...nowhere, isSession, state: "none", transaction: undefined, read: undefined, ...counts }); // prettier-ignore
  }
  const log = followsReaders(trace) ? new LogDraft() : undefined;
  const faults: Fault[] = [];
  let publishedWriter: InstanceId | undefined;
  let listed: ClusterWorld["listed"];
  let chosen: InstanceId | undefined;
  const epochOf = new Map<string, number>();
  let openEpoch = 1;
  /** When each phase of the last failover ended; the first entry is when the writer was lost. */
  let ends: Millis[] = [];

  /** The name that a client asked for last: what its next connection is for. */
  const resolvedLast = new Map<string, string>();
  /** Which of a client's connections an event is about. */
  const routeOf = (client: string, instance?: InstanceId): "connectedTo" | "readsAt" => {
    const it = clients.get(client);
    if (it?.readEndpoint === undefined) return "connectedTo";
    if (instance !== undefined) return it.connectedTo === instance ? "connectedTo" : "readsAt";
    return resolvedLast.get(client) === it.readEndpoint ? "readsAt" : "connectedTo";
  };
  const draft = (instance: InstanceId) => drafts.get(instance);
  const change = (client: string, with_: Partial<ClientWorld>) => {
    const before = clients.get(client);
    if (before !== undefined) clients.set(client, { ...before, ...with_ });
  };

  for (const event of trace.slice(0, eventCount)) {
    log?.follow(event);
    switch (event.kind) {
      case "cluster-opened":
      case "members-seen":
        members = event.members;
        for (const { instance, role, isAvailable } of members)
          drafts.set(instance, {
            role,
            isRecovering: false,
            isCrashed: false,
            isSilent: !isAvailable,
            isLate: false,
            isCutOff: false,
            volumeEpoch: role === "writer" ? 1 : undefined,
          });
        publishedWriter = members.find(({ role }) => role === "writer")?.instance;
        break;
      case "fault-began":
        faults.push(event.fault);
        if (silencesWriter(event.fault, members, drafts)) ends = [event.atMs];
        break;
      case "fault-ended": {
        const index = faults.findIndex(
          (fault) => fault.kind === event.fault.kind && fault.fromMs === event.fault.fromMs,
        );
        if (index !== -1) faults.splice(index, 1);
        break;
      }
      case "instance-crashed": {
        const it = draft(event.instance);
        if (it === undefined) break;
        it.isCrashed = true;
        it.isRecovering = false;
        it.volumeEpoch = undefined;
        if (it.role === "writer") ends = [event.atMs];
        break;
      }
      case "instance-started": {
        const it = draft(event.instance);
        if (it === undefined) break;
        it.isCrashed = false;
        it.role = event.role;
        break;
      }
      case "instance-demoted": {
        const it = draft(event.instance);
        if (it === undefined) break;
        it.role = "reader";
        it.isRecovering = false;
        it.volumeEpoch = undefined;
        break;
      }
      case "instance-cut-off": {
        const it = draft(event.instance);
        if (it !== undefined) it.isCutOff = event.isCutOff;
        break;
      }
      case "volume-opening": {
        const it = draft(event.instance);
        if (it !== undefined) Object.assign(it, { role: "writer", isRecovering: true, volumeEpoch: event.volumeEpoch });
        break;
      }
      case "volume-open": {
        const it = draft(event.instance);
        if (it !== undefined) it.isRecovering = false;
        openEpoch = Math.max(openEpoch, event.volumeEpoch);
        break;
      }
      case "instance-available": {
        const it = draft(event.instance);
        if (it !== undefined) it.isSilent = !event.isAvailable;
        break;
      }
      case "stream-slowed": {
        const it = draft(event.instance);
        if (it !== undefined) it.isLate = event.applyMs > 0;
        break;
      }
      case "failover-began":
        // An operator's failover begins with itself: nothing had to be noticed.
        ends = [ends.length === 1 ? (ends[0] as Millis) : event.atMs, event.atMs];
        break;
      case "writer-changed":
        // The old one goes on as the writer of its epoch until it learns that there is a newer one.
        for (const [instance, it] of drafts) {
          if (instance === event.instance) it.role = "writer";
          else if (it.volumeEpoch === undefined) it.role = "reader";
        }
        if (ends.length === 2) ends.push(event.atMs);
        break;
      case "endpoint-moved":
        publishedWriter = event.instance;
        if (ends.length === 3) ends.push(event.atMs);
        break;
      case "in-volume": {
        const inner = event.event;
        if (inner.kind === "recovery-began") {
          const it = draft(inner.instance);
          if (it !== undefined) Object.assign(it, { isRecovering: true, volumeEpoch: inner.volumeEpoch });
        }
        if (inner.kind === "volume-recovered") {
          const it = draft(inner.instance);
          if (it !== undefined) it.isRecovering = false;
          openEpoch = Math.max(openEpoch, inner.volumeEpoch);
        }
        if (inner.kind === "truncation-installed") epochOf.set(inner.segment, inner.volumeEpoch);
        break;
      }
      case "name-resolved":
        resolvedLast.set(String(event.client), event.endpoint);
        change(String(event.client), { resolved: event.instance, state: "connecting" });
        break;
      case "connection-opened":
        change(String(event.client), { [routeOf(String(event.client))]: event.instance });
        break;
      case "connection-closed":
      case "connection-lost":
        change(String(event.client), { [routeOf(String(event.client), event.instance)]: undefined });
        break;
      case "connection-refused":
        change(String(event.client), { [routeOf(String(event.client))]: undefined });
        break;
      case "write-sent":
        change(String(event.client), { state: "waiting", transaction: String(event.transaction) });
        break;
      case "write-committed": {
        const client = String(event.client);
        const committedCount = (clients.get(client)?.committedCount ?? 0) + 1;
        change(client, { state: "committed", transaction: String(event.transaction), committedCount });
        if (ends.length === 4) ends.push(event.atMs);
        break;
      }
      case "write-unknown": {
        const client = String(event.client);
        const unknownCount = (clients.get(client)?.unknownCount ?? 0) + 1;
        change(client, { state: "unknown", transaction: String(event.transaction), unknownCount });
        break;
      }
      case "write-failed":
        change(String(event.client), { state: "failed", transaction: String(event.transaction) });
        break;
      case "read-answered":
        change(String(event.client), { state: "answered", transaction: undefined, read: log?.read(event) });
        break;
      case "read-held":
        change(String(event.client), { state: "held", transaction: undefined });
        break;
      case "read-failed":
        change(String(event.client), { state: "read-failed", transaction: undefined });
        break;
      case "endpoint-listed":
        listed = { endpoint: event.endpoint, targets: event.targets };
        break;
      case "target-chosen":
        chosen = event.decision.kind === "none" ? undefined : event.decision.instance;
        break;
      default:
    }
  }

  const downZones = faults.flatMap((fault) => (fault.kind === "zone-down" ? [fault.zone] : []));
  const cutOffZones = faults.flatMap((fault) =>
    fault.kind === "zones-parted" && fault.zones.includes("region")
      ? fault.zones.filter((zone) => zone !== "region")
      : [],
  );
  const lastEvent = trace[eventCount - 1];
  const refused =
    lastEvent?.kind === "in-volume" && lastEvent.event.kind === "request-refused" ? lastEvent.event.segment : undefined;
  const segments = SEGMENTS.map((segment, index) => ({
    segment,
    zone: `az-${Math.floor(index / 2) + 1}`,
    volumeEpoch: epochOf.get(segment) ?? 1,
    isRefusing: segment === refused,
  }));
  const downNodes = faults.flatMap((fault) => (fault.kind === "node-down" ? [String(fault.node)] : []));
  const instances = members.map(({ instance, zone, tier }): InstanceWorld => {
    const { role, isRecovering, isCrashed, isSilent, isLate, isCutOff, volumeEpoch } = drafts.get(instance) as Draft;
    const isDown = downZones.includes(zone) || downNodes.includes(String(instance));
    const state = isDown
      ? "down"
      : isCrashed
        ? "crashed"
        : isRecovering
          ? "recovering"
          : isSilent
            ? "silent"
            : "serving";
    const isOld = volumeEpoch !== undefined && volumeEpoch < openEpoch;
    return {
      instance,
      zone,
      tier,
      role,
      state,
      isLate,
      volumeEpoch,
      isOld,
      isCutOff: isCutOff || cutOffZones.includes(zone),
    };
  });
  const phases = ends.map((fromMs, index): PhaseWorld | undefined => {
    const phase = PHASES[index];
    if (phase === undefined) return undefined;
    const untilMs = ends[index + 1] ?? atMs;
    return { phase, fromMs, untilMs: Math.max(fromMs, untilMs), isOver: index + 1 < ends.length };
  });
  return {
    log: log?.worldAt(atMs, instances),
    instances,
    clients: [...clients.values()],
    segments: clients.size > 0 && log === undefined ? segments : [],
    cutOffZones,
    publishedWriter,
    downZones,
    phases: phases.filter((phase) => phase !== undefined),
    listed,
    chosen,
  };
}

/** What is told of the log, event by event. */
class LogDraft {
  readonly #ends = new Map<Lsn, string | undefined>();
  /** When the VDL came to where. */
  readonly #vdlMoves: { readonly vdl: Lsn; readonly atMs: Millis }[] = [];
  #startLsn: Lsn | undefined;
  readonly #standings = new Map<InstanceId, { readonly lsn: Lsn; readonly lagMs: Millis | undefined }>();
  #pages: readonly CachedPage[] = [];
  readonly #lastCommitOf = new Map<string, string>();
  readonly #seenBy = new Map<string, Lsn>();

  follow(event: ClusterTrace[number]): void {
    switch (event.kind) {
      case "in-volume":
        return this.#followVolume(event.event);
      case "read-point-moved": {
        const { instance, readPoint } = event;
        this.#standings.set(instance, { lsn: readPoint, lagMs: this.#since(event.atMs, readPoint - 1) });
        return;
      }
      case "instance-crashed":
      case "instance-demoted":
        this.#standings.delete(event.instance);
        return;
      case "writer-changed":
        this.#standings.delete(event.instance);
        return;
      case "write-committed":
        this.#lastCommitOf.set(String(event.client), String(event.transaction));
        return;
      case "stream-received":
        this.#ends.set(event.records.at(-1)?.lsn ?? event.previousLsn, undefined);
        return;
      case "vdl-told":
        this.#vdlMoves.push({ vdl: Math.max(event.vdl, this.#vdl), atMs: event.atMs });
        return;
      case "replica-stood":
        if (this.#vdlMoves.length === 0) this.#open(event.readPoint, event.atMs);
        this.#standings.set(event.instance, { lsn: event.readPoint, lagMs: undefined });
        this.#pages = event.pages;
        return;
      default:
    }
  }

  /** What a read showed, beside what its client had seen before. */
  read({ client, readPoint }: Extract<ClusterEvent, { kind: "read-answered" }>): ReadWorld {
    const commit = this.#lastCommitOf.get(String(client));
    const commitLsn = [...this.#ends].find(([, transaction]) => transaction === commit)?.[0] ?? -Infinity;
    const before = this.#seenBy.get(String(client)) ?? -Infinity;
    this.#seenBy.set(String(client), Math.max(before, readPoint));
    return {
      readPoint,
      lacks: commitLsn > readPoint ? commit : undefined,
      backFrom: before > readPoint ? before : undefined,
    };
  }

  worldAt(atMs: Millis, instances: readonly InstanceWorld[]): LogWorld {
    const vdl = this.#vdl;
    const standings = instances.map(({ instance, role, state }): StandingWorld => {
      const isThere = state === "serving" || state === "silent";
      if (role === "writer")
        return { instance, role, lsn: isThere ? vdl : undefined, lagMs: undefined, isBehind: false };
      const { lsn, lagMs } = this.#standings.get(instance) ?? { lsn: this.#startLsn, lagMs: undefined };
      if (lsn === undefined || !isThere) return { instance, role, lsn: undefined, lagMs: undefined, isBehind: false };
      const isBehind = lsn < vdl;
      return { instance, role, lsn, lagMs: isBehind ? this.#since(atMs, lsn) : lagMs, isBehind };
    });
    const ends = [...this.#ends].sort(([a], [b]) => a - b).map(([lsn, transaction]) => ({ lsn, transaction }));
    return { ends, vdl, standings, pages: this.#pages };
  }

  get #vdl(): Lsn {
    return this.#vdlMoves.at(-1)?.vdl ?? 0;
  }

  /** How long it is since the VDL went beyond this LSN. */
  #since(atMs: Millis, lsn: Lsn): Millis | undefined {
    const move = this.#vdlMoves.find(({ vdl }) => vdl > lsn);
    return move && Math.max(0, atMs - move.atMs);
  }

  #open(lsn: Lsn, atMs: Millis): void {
    this.#startLsn = lsn;
    this.#vdlMoves.push({ vdl: lsn, atMs });
  }

  #followVolume(event: Extract<ClusterEvent, { kind: "in-volume" }>["event"]): void {
    if (event.kind === "volume-opened") this.#open(event.startLsn, event.atMs);
    if (event.kind === "commit-requested") this.#ends.set(event.commitLsn, String(event.transaction));
    if (event.kind === "marks-moved" && event.vdl > this.#vdl)
      this.#vdlMoves.push({ vdl: event.vdl, atMs: event.atMs });
    if (event.kind !== "volume-recovered") return;
    for (const lsn of this.#ends.keys()) if (lsn > event.vdl) this.#ends.delete(lsn);
    this.#vdlMoves.push({ vdl: Math.max(event.vdl, this.#vdl), atMs: event.atMs });
  }
}

function silencesWriter(
  fault: Fault,
  members: readonly { readonly instance: InstanceId; readonly zone: ZoneId }[],
  drafts: ReadonlyMap<InstanceId, Draft>,
): boolean {
  const writer = members.find(({ instance }) => drafts.get(instance)?.role === "writer");
  if (writer === undefined) return false;
  if (fault.kind === "zone-down") return fault.zone === writer.zone;
  // Nothing is down, and nothing is heard of it.
  if (fault.kind === "zones-parted") return fault.zones.includes(writer.zone) && fault.zones.includes("region");
  return fault.kind === "node-down" && fault.node === writer.instance;
}

export interface ZoneShape extends Box {
  readonly zone: ZoneId;
  readonly hue: number;
  readonly isDown: boolean;
  readonly isCutOff: boolean;
}

export interface SegmentShape extends Box {
  readonly world: SegmentWorld;
  readonly hue: number;
}

export interface InstanceShape extends Box {
  readonly world: InstanceWorld;
  readonly hue: number;
  readonly isTarget: boolean;
}

export interface ClientShape extends Box {
  readonly world: ClientWorld;
}

export interface PhaseShape extends Box {
  readonly world: PhaseWorld;
  /** Room for its seconds. */
  readonly hasText: boolean;
}

/** A place in the log: where a mini-transaction ends. */
export interface LogCellShape {
  readonly lsn: Lsn;
  readonly transaction: string | undefined;
  readonly x: number;
  readonly width: number;
}

/** How much of the log one instance shows. */
export interface LogRowShape extends Box {
  readonly world: StandingWorld;
  /** So many of the cells that are drawn. */
  readonly shownCount: number;
}

/** The last of the log, and who shows how much of it. */
export interface LogShapes extends Box {
  readonly cells: readonly LogCellShape[];
  readonly rows: readonly LogRowShape[];
  /** Where what is said of a row begins. */
  readonly textX: number;
  readonly pages: readonly { readonly page: CachedPage; readonly y: number }[];
}

export interface ClusterShapes {
  readonly log: LogShapes | undefined;
  readonly width: number;
  readonly height: number;
  readonly isNarrow: boolean;
  readonly clients: readonly ClientShape[];
  readonly namesY: number;
  readonly zones: readonly ZoneShape[];
  readonly instances: readonly InstanceShape[];
  readonly segments: readonly SegmentShape[];
  /** From a client to the instance that it is connected to. */
  readonly connections: readonly {
    readonly client: string;
    readonly isForReads: boolean;
    readonly path: string;
    readonly isStale: boolean;
  }[];
  readonly bar: Box;
  readonly phases: readonly PhaseShape[];
}

const GAP = 12;
const SEGMENT_PX = 22;
/** The bar is as long as this; a longer failover is drawn to scale. */
const BAR_MS: Millis = 40_000;

export function clusterShapes(world: ClusterWorld, widthPx: number): ClusterShapes {
  const isNarrow = widthPx < NARROW_PX;
  const width = Math.max(widthPx, WIDTH_PX_MIN);
  const gap = isNarrow ? 6 : GAP;

  const clientCount = Math.max(1, world.clients.length);
  const clientWidth = (width - (clientCount - 1) * gap) / clientCount;
  const clientHeight = world.clients.length === 0 ? 0 : 62;
  const clients = world.clients.map((client, index) => ({
    world: client,
    x: index * (clientWidth + gap),
    y: 0,
    width: clientWidth,
    height: clientHeight,
  }));
  const namesY = clientHeight + 24;

  const zoneNames = [...new Set(world.instances.map(({ zone }) => zone)), "az-1", "az-2", "az-3"]
    .filter((zone, index, all) => all.indexOf(zone) === index)
    .sort();
  const zoneTop = namesY + (world.clients.length === 0 ? 12 : 64);
  const zoneWidth = (width - (zoneNames.length - 1) * gap) / zoneNames.length;
  const rowHeight = 56;
  const rowCount = Math.max(1, ...zoneNames.map((zone) => world.instances.filter((it) => it.zone === zone).length));
  const segmentsTop = zoneTop + 30 + rowCount * (rowHeight + 8);
  const zoneHeight = segmentsTop - zoneTop + (world.segments.length > 0 ? SEGMENT_PX + 8 : 4);
  const zones = zoneNames.map((zone, index) => ({
    zone,
    hue: (index % 3) + 1,
    isDown: world.downZones.includes(zone),
    isCutOff: world.cutOffZones.includes(zone),
    x: index * (zoneWidth + gap),
    y: zoneTop,
    width: zoneWidth,
    height: zoneHeight,
  }));
  const placed = new Map<ZoneId, number>();
  const instances = world.instances.map((instance): InstanceShape => {
    const row = placed.get(instance.zone) ?? 0;
    placed.set(instance.zone, row + 1);
    const zone = zones.find((it) => it.zone === instance.zone) as ZoneShape;
    const inset = isNarrow ? 5 : 9;
    return {
      world: instance,
      hue: zone.hue,
      isTarget: world.chosen === instance.instance || (world.listed?.targets.includes(instance.instance) ?? false),
      x: zone.x + inset,
      y: zoneTop + 30 + row * (rowHeight + 8),
      width: zone.width - 2 * inset,
      height: rowHeight,
    };
  });

  const segments = world.segments.flatMap((segment): SegmentShape[] => {
    const zone = zones.find((it) => it.zone === segment.zone);
    if (zone === undefined) return [];
    const place = world.segments.filter((it) => it.zone === segment.zone).indexOf(segment);
    const inset = isNarrow ? 5 : 9;
    const segmentWidth = (zone.width - 2 * inset - 6) / 2;
    const x = zone.x + inset + place * (segmentWidth + 6);
    return [{ world: segment, hue: zone.hue, x, y: segmentsTop, width: segmentWidth, height: SEGMENT_PX }];
  });

  const ways = clients.flatMap((client) => [
    { ...client, instance: client.world.connectedTo, isForReads: false },
    { ...client, instance: client.world.readsAt, isForReads: true },
  ]);
  const connections = ways.flatMap(({ world: client, x, y, width: w, height, instance: target, isForReads }) => {
    const to = instances.find(({ world: { instance } }) => instance === target);
    if (to === undefined) return [];
    const fromX = x + w / 2;
    const fromY = y + height;
    const toX = to.x + to.width / 2;
    const bend = (to.y - fromY) / 2;
    const path = `M${round(fromX)} ${round(fromY)}C${round(fromX)} ${round(fromY + bend)} ${round(toX)} ${round(to.y - bend)} ${round(toX)} ${round(to.y)}`;
    return [{ client: client.client, isForReads, path, isStale: to.world.state !== "serving" }];
  });

  const log = world.log && logShapes(world.log, { width, isNarrow, y: zoneTop + zoneHeight + 26 });
  const isBarDrawn = log === undefined || world.phases.length > 0;
  const barTop = log === undefined ? zoneTop + zoneHeight + 26 : log.y + log.height + (isBarDrawn ? 26 : 0);
  const bar = { x: 0, y: barTop, width, height: isBarDrawn ? 22 : 0 };
  const fromMs = world.phases[0]?.fromMs ?? 0;
  const lastMs = world.phases.at(-1)?.untilMs ?? 0;
  const pxPerMs = width / Math.max(BAR_MS, lastMs - fromMs);
  const phases = world.phases.map((phase) => {
    const x = (phase.fromMs - fromMs) * pxPerMs;
    const phaseWidth = Math.max(2, (phase.untilMs - phase.fromMs) * pxPerMs);
    return { world: phase, x, y: barTop, width: phaseWidth, height: 22, hasText: phaseWidth > 46 };
  });
  const height = barTop + bar.height + 4;
  return { log, width, height, isNarrow, clients, namesY, zones, instances, segments, connections, bar, phases };
}

const LOG_ROW_PX = 24;
const LOG_HEAD_PX = 24;

function logShapes(
  { ends, standings, pages }: LogWorld,
  { width, isNarrow, y }: { readonly width: number; readonly isNarrow: boolean; readonly y: number },
): LogShapes {
  const nameWidth = isNarrow ? 38 : 56;
  const textWidth = isNarrow ? 104 : 196;
  const countMax = isNarrow ? 4 : 8;
  const cellWidth = (width - nameWidth - textWidth) / countMax;
  const drawn = ends.slice(-countMax);
  const cells = drawn.map(({ lsn, transaction }, index) => ({
    lsn,
    transaction,
    x: nameWidth + index * cellWidth,
    width: cellWidth - 3,
  }));
  const rows = standings.map((standing, index) => ({
    world: standing,
    shownCount: drawn.filter(({ lsn }) => lsn <= (standing.lsn ?? -Infinity)).length,
    x: 0,
    y: y + LOG_HEAD_PX + index * LOG_ROW_PX,
    width,
    height: LOG_ROW_PX,
  }));
  const pagesTop = y + LOG_HEAD_PX + rows.length * LOG_ROW_PX + 8;
  return {
    x: 0,
    y,
    width,
    height: pagesTop + pages.length * 20 - y,
    cells,
    rows,
    textX: nameWidth + countMax * cellWidth + 6,
    pages: pages.map((page, index) => ({ page, y: pagesTop + index * 20 })),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
