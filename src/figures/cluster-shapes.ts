/**
 * A cluster's world and shapes. From top to bottom: the clients with what became of their last statement, the names and
 * where they lead, three zones with their instances, and a bar that says where the time of a failover went.
 */
import type { Fault, Millis, ZoneId } from "../core/kernel/index.ts";
import type { ClusterEvent, ClusterTrace, InstanceId, Role } from "../core/cluster/index.ts";
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
}

/** What became of a client's last statement. */
export type StatementState =
  "none" | "waiting" | "committed" | "unknown" | "failed" | "answered" | "read-failed" | "connecting";

export interface ClientWorld {
  readonly client: string;
  readonly endpoint: string;
  readonly connectedTo: InstanceId | undefined;
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

export interface ClusterWorld {
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

const PHASES: readonly Phase[] = ["detection", "promotion", "name", "client"];

/** What a figure shows of a run: what its readers follow. Most of what the volume does is told in the part before. */
export function clusterStory(trace: ClusterTrace): ClusterTrace {
  return trace.filter((event) => {
    if (event.kind === "lag-measured") return false;
    if (event.kind !== "in-volume") return true;
    const { kind } = event.event;
    return kind === "recovery-began" || kind === "volume-recovered" || kind === "writer-fenced";
  });
}

/** The clients that the run will ever hear of, with the names that they go by. */
export function clientsOfRun(trace: ClusterTrace): ReadonlyMap<string, string> {
  const clients = new Map<string, string>();
  for (const event of trace) if (event.kind === "name-resolved") clients.set(String(event.client), event.endpoint);
  return clients;
}

interface Draft {
  role: Role;
  isRecovering: boolean;
  isCrashed: boolean;
  isSilent: boolean;
}

export function clusterWorldAt(trace: ClusterTrace, { eventCount, atMs }: Moment): ClusterWorld {
  const drafts = new Map<InstanceId, Draft>();
  let members: Extract<ClusterEvent, { kind: "cluster-opened" }>["members"] = [];
  const clients = new Map<string, ClientWorld>();
  for (const [client, endpoint] of clientsOfRun(trace)) {
    const counts = { committedCount: 0, unknownCount: 0 };
    clients.set(client, { client, endpoint, connectedTo: undefined, resolved: undefined, state: "none", transaction: undefined, ...counts }); // prettier-ignore
  }
  const faults: Fault[] = [];
  let publishedWriter: InstanceId | undefined;
  let listed: ClusterWorld["listed"];
  let chosen: InstanceId | undefined;
  /** When each phase of the last failover ended; the first entry is when the writer was lost. */
  let ends: Millis[] = [];

  const draft = (instance: InstanceId) => drafts.get(instance);
  const change = (client: string, with_: Partial<ClientWorld>) => {
    const before = clients.get(client);
    if (before !== undefined) clients.set(client, { ...before, ...with_ });
  };

  for (const event of trace.slice(0, eventCount)) {
    switch (event.kind) {
      case "cluster-opened":
      case "members-seen":
        members = event.members;
        for (const { instance, role, isAvailable } of members)
          drafts.set(instance, { role, isRecovering: false, isCrashed: false, isSilent: !isAvailable });
        publishedWriter = members.find(({ role }) => role === "writer")?.instance;
        break;
      case "fault-began":
        faults.push(event.fault);
        if (takesDownWriter(event.fault, members, drafts)) ends = [event.atMs];
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
        break;
      }
      case "instance-available": {
        const it = draft(event.instance);
        if (it !== undefined) it.isSilent = !event.isAvailable;
        break;
      }
      case "failover-began":
        // An operator's failover begins with itself: nothing had to be noticed.
        ends = [ends.length === 1 ? (ends[0] as Millis) : event.atMs, event.atMs];
        break;
      case "writer-changed":
        for (const [instance, it] of drafts) it.role = instance === event.instance ? "writer" : "reader";
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
          if (it !== undefined) it.isRecovering = true;
        }
        if (inner.kind === "volume-recovered") {
          const it = draft(inner.instance);
          if (it !== undefined) it.isRecovering = false;
        }
        break;
      }
      case "name-resolved":
        change(String(event.client), { resolved: event.instance, state: "connecting" });
        break;
      case "connection-opened":
        change(String(event.client), { connectedTo: event.instance });
        break;
      case "connection-closed":
      case "connection-lost":
      case "connection-refused":
        change(String(event.client), { connectedTo: undefined });
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
        change(String(event.client), { state: "answered", transaction: undefined });
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
  const downNodes = faults.flatMap((fault) => (fault.kind === "node-down" ? [String(fault.node)] : []));
  const instances = members.map(({ instance, zone, tier }): InstanceWorld => {
    const { role, isRecovering, isCrashed, isSilent } = drafts.get(instance) as Draft;
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
    return { instance, zone, tier, role, state };
  });
  const phases = ends.map((fromMs, index): PhaseWorld | undefined => {
    const phase = PHASES[index];
    if (phase === undefined) return undefined;
    const untilMs = ends[index + 1] ?? atMs;
    return { phase, fromMs, untilMs: Math.max(fromMs, untilMs), isOver: index + 1 < ends.length };
  });
  return {
    instances,
    clients: [...clients.values()],
    publishedWriter,
    downZones,
    phases: phases.filter((phase) => phase !== undefined),
    listed,
    chosen,
  };
}

function takesDownWriter(
  fault: Fault,
  members: readonly { readonly instance: InstanceId; readonly zone: ZoneId }[],
  drafts: ReadonlyMap<InstanceId, Draft>,
): boolean {
  const writer = members.find(({ instance }) => drafts.get(instance)?.role === "writer");
  if (writer === undefined) return false;
  if (fault.kind === "zone-down") return fault.zone === writer.zone;
  return fault.kind === "node-down" && fault.node === writer.instance;
}

export interface ZoneShape extends Box {
  readonly zone: ZoneId;
  readonly hue: number;
  readonly isDown: boolean;
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

export interface ClusterShapes {
  readonly width: number;
  readonly height: number;
  readonly isNarrow: boolean;
  readonly clients: readonly ClientShape[];
  readonly namesY: number;
  readonly zones: readonly ZoneShape[];
  readonly instances: readonly InstanceShape[];
  /** From a client to the instance that it is connected to. */
  readonly connections: readonly { readonly client: string; readonly path: string; readonly isStale: boolean }[];
  readonly bar: Box;
  readonly phases: readonly PhaseShape[];
}

const GAP = 12;
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
  const zoneHeight = 30 + rowCount * (rowHeight + 8) + 4;
  const zones = zoneNames.map((zone, index) => ({
    zone,
    hue: (index % 3) + 1,
    isDown: world.downZones.includes(zone),
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

  const connections = clients.flatMap(({ world: client, x, y, width: w, height }) => {
    const to = instances.find(({ world: { instance } }) => instance === client.connectedTo);
    if (to === undefined) return [];
    const fromX = x + w / 2;
    const fromY = y + height;
    const toX = to.x + to.width / 2;
    const bend = (to.y - fromY) / 2;
    const path = `M${round(fromX)} ${round(fromY)}C${round(fromX)} ${round(fromY + bend)} ${round(toX)} ${round(to.y - bend)} ${round(toX)} ${round(to.y)}`;
    return [{ client: client.client, path, isStale: to.world.state !== "serving" }];
  });

  const barTop = zoneTop + zoneHeight + 26;
  const bar = { x: 0, y: barTop, width, height: 22 };
  const fromMs = world.phases[0]?.fromMs ?? 0;
  const lastMs = world.phases.at(-1)?.untilMs ?? 0;
  const pxPerMs = width / Math.max(BAR_MS, lastMs - fromMs);
  const phases = world.phases.map((phase) => {
    const x = (phase.fromMs - fromMs) * pxPerMs;
    const phaseWidth = Math.max(2, (phase.untilMs - phase.fromMs) * pxPerMs);
    return { world: phase, x, y: barTop, width: phaseWidth, height: 22, hasText: phaseWidth > 46 };
  });
  return { width, height: barTop + 22 + 4, isNarrow, clients, namesY, zones, instances, connections, bar, phases };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
