/**
 * A storage fleet that keeps one volume: hosts in three zones, a volume that grows as its pages are written, hosts and
 * zones that fail, lost segments that are copied to other hosts.
 *
 * A host's link carries one copy in and one copy out at a time, so the segments of a host that failed are repaired at
 * the same time exactly as far as they, and the whole ones they are copied from, are on different hosts:
 *
 *   host down -> detectMs of silence -> every segment on it counts as lost and gets a new host -> 10 GB at 10 Gbps, 8 s
 *
 * Simplified: the fleet's other volumes only take up room; new writes do not make a copy longer; a host that returns in
 * time has at once what it missed (gossip does that); the membership change that a repair is, with its two epochs, is
 * `quorum-sets`; while a zone has no room for two segments, the volume does not grow.
 */
import { frozen } from "../kernel/frozen.ts";
import {
  Network,
  ScenarioError,
  Simulation,
  checkFaults,
  checkLatency,
  drawLatency,
  latencyTable,
  toMicros,
  type Fault,
  type Latency,
  type LatencyTable,
  type Millis,
  type NodeId,
  type Random,
  type Timed,
  type Timer,
  type ZoneId,
} from "../kernel/index.ts";
import type { FleetEvent, FleetTrace, HostedSegment } from "./fleet-trace.ts";
import { AURORA_LIMITS } from "./limits.ts";
import { AURORA_RULE } from "./quorum-rules.ts";
import {
  checkVolumeGeometry,
  segmentPlacement,
  type SegmentPlacement,
  type StorageHost,
  type VolumeGeometry,
} from "./segment-placement.ts";
import { ZONES, placementOf, type PageId, type ProtectionGroupId, type SegmentId } from "./vocabulary.ts";

/** The volume's writer writes a page. */
export interface FleetWrite {
  readonly atMs: Millis;
  readonly page: PageId;
}

/** A fleet and what happens to it, as data. The same scenario gives the same trace. */
export interface FleetScenario {
  /** Whole number; all chance in the run comes from it. */
  readonly seed: number;
  /** The fleet; `segmentCount` is what each host holds for other volumes. */
  readonly hosts: readonly StorageHost[];
  /** The volume at the beginning: its groups are placed before anything else happens. */
  readonly geometry: VolumeGeometry;
  readonly writes: readonly FleetWrite[];
  /** Hosts and zones that go down, for a while or for good. */
  readonly faults: readonly Fault[];
  /** The run ends here; what was due later does not happen. */
  readonly untilMs: Millis;
  readonly model?: Partial<FleetModel>;
}

/** What no source fixes, and the two figures of the paper's arithmetic. */
export interface FleetModel {
  readonly segmentGb: number;
  /** What a host's link carries, in each direction. */
  readonly linkGbps: number;
  /** From a host's failure until its segments count as lost. */
  readonly detectMs: Latency;
}

/** Size and link as in the paper; with the model's two seconds of silence the repair takes its ten. */
export const FLEET_MODEL: FleetModel = frozen({
  segmentGb: AURORA_LIMITS.segmentSize.value,
  linkGbps: AURORA_LIMITS.segmentRepairLink.value,
  detectMs: [
    [0, 1_500],
    [1, 2_500],
  ],
});

/** Bounds of the model. */
const GROUP_COUNT_MAX = 64;
const HOST_COUNT_MAX = 120;
/** Faults that take hosts down; a fleet has no messages of its own to lose. */
const FAULT_KINDS: readonly Fault["kind"][] = frozen(["node-down", "zone-down"]);

/** How long one segment travels over one link. GB are bytes, Gbps are bits. */
export function copyMsOf({ segmentGb, linkGbps }: Pick<FleetModel, "segmentGb" | "linkGbps">): Millis {
  return toMicros(((segmentGb * 8) / linkGbps) * 1_000);
}

/**
 * Runs a scenario to its end. Throws `ScenarioError`, naming the field, for a scenario that makes no sense. What a
 * learner's mechanism throws passes through; what happened before it is then in `into`.
 */
export function runFleet(
  scenario: FleetScenario,
  placement: SegmentPlacement = segmentPlacement,
  into?: Timed<FleetEvent>[],
): FleetTrace {
  checkFleetScenario(scenario);
  const simulation = new Simulation<FleetEvent>({ seed: scenario.seed, trace: into });
  const fleet = new StorageFleet(simulation, scenario, placement);
  fleet.open();
  for (const { atMs, page } of scenario.writes) simulation.at(atMs, () => fleet.write(page));
  simulation.runUntil(scenario.untilMs);
  return simulation.trace;
}

interface Host {
  readonly host: NodeId;
  readonly zone: ZoneId;
  readonly segmentCountMax: number;
  segmentCount: number;
  isUp: boolean;
  downSinceMs: Millis;
  /** Goes up with every failure: whoever waits for one to last looks whether it is still the same. */
  downCount: number;
  isSending: boolean;
  isReceiving: boolean;
}

/** A segment of the volume. */
interface Member {
  readonly group: ProtectionGroupId;
  readonly segment: SegmentId;
  readonly zone: ZoneId;
  host: NodeId;
  repair: Repair | undefined;
}

/** A lost segment on its way to another host. */
interface Repair {
  readonly member: Member;
  /** Chosen by placement; none while its zone has no room. */
  target: NodeId | undefined;
  /** Placement has said so already; it is noted once. */
  isBlocked: boolean;
  copy: { readonly source: Member; readonly sourceHost: NodeId; readonly timer: Timer } | undefined;
}

interface Group {
  readonly group: ProtectionGroupId;
  readonly members: readonly Member[];
  readonly pendingPages: PageId[];
  writes: boolean;
  reads: boolean;
}

class StorageFleet {
  readonly #simulation: Simulation<FleetEvent>;
  readonly #placement: SegmentPlacement;
  readonly #scenario: FleetScenario;
  readonly #model: FleetModel;
  readonly #network: Network;
  readonly #hosts: readonly Host[];
  readonly #hostById: ReadonlyMap<NodeId, Host>;
  readonly #detect: LatencyTable;
  readonly #luck: Random;
  readonly #groups = new Map<ProtectionGroupId, Group>();
  /** Segments that are lost, in the order of their loss. */
  #repairs: Repair[] = [];
  #geometry: VolumeGeometry;

  constructor(simulation: Simulation<FleetEvent>, scenario: FleetScenario, placement: SegmentPlacement) {
    this.#simulation = simulation;
    this.#scenario = scenario;
    this.#placement = placement;
    this.#model = { ...FLEET_MODEL, ...scenario.model };
    this.#geometry = scenario.geometry;
    this.#detect = latencyTable(this.#model.detectMs);
    this.#luck = simulation.random.fork("silence");
    this.#hosts = scenario.hosts.map((host): Host => ({
      ...host,
      isUp: true,
      downSinceMs: 0,
      downCount: 0,
      isSending: false,
      isReceiving: false,
    }));
    this.#hostById = new Map(this.#hosts.map((host) => [host.host, host]));
    // Nobody sends anything here; the network knows what the faults of now leave standing.
    const atOnce: Latency = [
      [0, 0],
      [1, 0],
    ];
    this.#network = new Network(simulation, { sameZone: atOnce, crossZone: atOnce });
    for (const { host, zone } of this.#hosts) this.#network.addNode(host, zone);
  }

  open(): void {
    const { hosts, geometry, faults } = this.#scenario;
    this.#simulation.record({
      kind: "fleet-opened",
      zones: ZONES,
      hosts,
      geometry,
      rule: AURORA_RULE,
      segmentGb: this.#model.segmentGb,
      linkGbps: this.#model.linkGbps,
    });
    const groups = this.#placed(1, geometry.groupCount);
    if (groups !== undefined) for (const group of groups) this.#take(group);
    this.#network.scheduleFaults(faults, (fault, began) => {
      this.#simulation.record({ kind: began ? "fault-began" : "fault-ended", fault });
      this.#look();
    });
  }

  write(page: PageId): void {
    let home = this.#found(page);
    if (home === "outside-the-volume") {
      if (!this.#grow(page)) return;
      home = this.#found(page);
      if (home === "outside-the-volume") return;
    }
    const group = this.#groups.get(home);
    if (group === undefined || group.writes) {
      this.#simulation.record({ kind: "page-written", page, group: home });
      return;
    }
    this.#simulation.record({ kind: "write-waits", page, group: home });
    group.pendingPages.push(page);
  }

  #found(page: PageId) {
    const home = this.#placement.groupOf(this.#geometry, page);
    this.#simulation.record({ kind: "page-found", page, home });
    return home;
  }

  /** Whether the volume has grown. */
  #grow(page: PageId): boolean {
    const growth = this.#placement.grow(this.#geometry, page);
    switch (growth.kind) {
      case "unchanged":
        this.#simulation.record({ kind: "growth-unneeded", page });
        return false;
      case "volume-full":
        this.#simulation.record({ kind: "volume-full", page, groupCountMax: growth.groupCountMax });
        return false;
      case "grown": {
        // The groups are placed before the volume has them: without room it stays as it is.
        const groups = this.#placed(this.#geometry.groupCount + 1, growth.geometry.groupCount);
        if (groups === undefined) return false;
        this.#geometry = growth.geometry;
        this.#simulation.record({ kind: "volume-grew", page, geometry: growth.geometry });
        for (const group of groups) this.#take(group);
        return true;
      }
      default:
        return growth satisfies never;
    }
  }

  /** Hosts for these groups; none for any of them when one finds no room. */
  #placed(first: ProtectionGroupId, last: ProtectionGroupId): readonly Group[] | undefined {
    const counts = new Map<NodeId, number>();
    const groups: Group[] = [];
    // Who says that the volume grows without end is believed, up to here.
    for (let group = first; group <= Math.min(last, GROUP_COUNT_MAX); group++) {
      const healthy = this.#healthy().map((host) => {
        return { ...host, segmentCount: host.segmentCount + (counts.get(host.host) ?? 0) };
      });
      const placed = this.#placement.place(ZONES, healthy);
      if (placed.kind === "no-room") {
        this.#simulation.record({ kind: "group-unplaced", group, zone: placed.zone });
        return undefined;
      }
      for (const host of placed.hosts) counts.set(host, (counts.get(host) ?? 0) + 1);
      const members = hostedSegments(group, placed.hosts).map((hosted): Member => {
        return { group, ...hosted, repair: undefined };
      });
      groups.push({ group, members, pendingPages: [], writes: true, reads: true });
    }
    return groups;
  }

  #take(group: Group): void {
    this.#groups.set(group.group, group);
    this.#simulation.record({
      kind: "group-placed",
      group: group.group,
      segments: group.members.map(({ segment, zone, host }) => ({ segment, zone, host })),
    });
    for (const { host } of group.members) this.#countAt(host, 1);
    this.#serve(group);
  }

  #countAt(host: NodeId, by: 1 | -1): void {
    const known = this.#hostById.get(host);
    if (known !== undefined) known.segmentCount += by;
  }

  #healthy(): readonly StorageHost[] {
    return this.#hosts
      .filter(({ isUp }) => isUp)
      .map(({ host, zone, segmentCount, segmentCountMax }) => ({ host, zone, segmentCount, segmentCountMax }));
  }

  #isUp(host: NodeId): boolean {
    return this.#hostById.get(host)?.isUp === true;
  }

  /** Who is up has changed. */
  #look(): void {
    for (const host of this.#hosts) {
      const isUp = this.#network.isUp(host.host);
      if (isUp === host.isUp) continue;
      host.isUp = isUp;
      if (isUp) this.#welcome(host);
      else this.#miss(host);
    }
    for (const group of this.#groups.values()) this.#serve(group);
    this.#assign();
    this.#copy();
  }

  #miss(host: Host): void {
    host.downSinceMs = this.#simulation.nowMs;
    const downCount = ++host.downCount;
    for (const repair of this.#repairs) {
      if (repair.copy !== undefined && repair.copy.sourceHost === host.host) this.#breakCopy(repair, "source-down");
      if (repair.target !== host.host) continue;
      if (repair.copy !== undefined) this.#breakCopy(repair, "target-down");
      repair.target = undefined;
      this.#countAt(host.host, -1);
    }
    this.#simulation.after(drawLatency(this.#detect, this.#luck.fork(`${host.host} ${downCount}`)), () => {
      if (host.isUp || host.downCount !== downCount) return;
      for (const member of this.#membersOn(host.host)) {
        this.#simulation.record({
          kind: "segment-lost",
          group: member.group,
          segment: member.segment,
          host: member.host,
        });
        member.repair = { member, target: undefined, isBlocked: false, copy: undefined };
        this.#repairs.push(member.repair);
      }
      this.#assign();
      this.#copy();
    });
  }

  /** A host is back: what was not yet repaired elsewhere is simply there again. */
  #welcome(host: Host): void {
    for (const repair of this.#repairs) {
      const { member, target } = repair;
      if (member.host !== host.host) continue;
      if (repair.copy !== undefined) this.#endCopy(repair);
      if (target !== undefined) this.#countAt(target, -1);
      member.repair = undefined;
      this.#simulation.record({
        kind: "repair-dropped",
        group: member.group,
        segment: member.segment,
        host: host.host,
      });
    }
    this.#repairs = this.#repairs.filter((repair) => repair.member.repair === repair);
  }

  /** The volume's segments on a host that nobody repairs yet. */
  #membersOn(host: NodeId): readonly Member[] {
    return [...this.#groups.values()]
      .flatMap(({ members }) => members)
      .filter((member) => member.host === host && member.repair === undefined);
  }

  /** Asks placement for hosts, for every lost segment that has none. */
  #assign(): void {
    for (const repair of this.#repairs) {
      if (repair.target !== undefined) continue;
      const { group, segment, zone } = repair.member;
      const taken = (this.#groups.get(group) as Group).members.flatMap((member) => {
        const target = member.repair?.target;
        return target === undefined ? [member.host] : [member.host, target];
      });
      const found = this.#placement.repairHost(zone, taken, this.#healthy());
      if (found.kind === "no-room") {
        if (!repair.isBlocked) this.#simulation.record({ kind: "repair-blocked", group, segment, zone: found.zone });
        repair.isBlocked = true;
        continue;
      }
      repair.isBlocked = false;
      this.#simulation.record({ kind: "repair-assigned", group, segment, host: found.host });
      repair.target = found.host;
      this.#countAt(found.host, 1);
    }
  }

  /**
   * Starts every copy for which both links are free, oldest loss first. A group without a read quorum cannot say what
   * its latest records are, so nothing is copied from it.
   */
  #copy(): void {
    for (const repair of this.#repairs) {
      const { member } = repair;
      const group = this.#groups.get(member.group) as Group;
      const target = repair.target === undefined ? undefined : this.#hostById.get(repair.target);
      if (!group.reads || repair.copy !== undefined) continue;
      if (target === undefined || !target.isUp || target.isReceiving) continue;
      const source = group.members.find(
        (other) => other.repair === undefined && this.#isUp(other.host) && !this.#hostById.get(other.host)?.isSending,
      );
      const sourceHost = source && this.#hostById.get(source.host);
      if (source === undefined || sourceHost === undefined) continue;
      const copyMs = copyMsOf(this.#model);
      const timer = this.#simulation.after(copyMs, () => this.#finish(repair));
      repair.copy = { source, sourceHost: source.host, timer };
      sourceHost.isSending = true;
      target.isReceiving = true;
      this.#simulation.record({
        kind: "copy-began",
        group: member.group,
        segment: member.segment,
        host: target.host,
        source: source.segment,
        sourceHost: source.host,
        endsMs: toMicros(this.#simulation.nowMs + copyMs),
      });
    }
  }

  #finish(repair: Repair): void {
    const { member, target } = repair;
    this.#endCopy(repair);
    const { group, segment } = member;
    this.#countAt(member.host, -1);
    const downSinceMs = this.#hostById.get(member.host)?.downSinceMs ?? 0;
    member.host = target as NodeId;
    member.repair = undefined;
    this.#repairs = this.#repairs.filter((other) => other !== repair);
    const afterMs = toMicros(this.#simulation.nowMs - downSinceMs);
    this.#simulation.record({ kind: "segment-repaired", group, segment, host: member.host, afterMs });
    this.#serve(this.#groups.get(group) as Group);
    this.#assign();
    this.#copy();
  }

  #breakCopy(repair: Repair, because: "source-down" | "target-down"): void {
    const { group, segment } = repair.member;
    this.#simulation.record({ kind: "copy-broke", group, segment, host: repair.target as NodeId, because });
    this.#endCopy(repair);
  }

  #endCopy(repair: Repair): void {
    const { copy, target } = repair;
    if (copy === undefined) return;
    this.#simulation.cancel(copy.timer);
    const sender = this.#hostById.get(copy.sourceHost);
    const receiver = target === undefined ? undefined : this.#hostById.get(target);
    if (sender !== undefined) sender.isSending = false;
    if (receiver !== undefined) receiver.isReceiving = false;
    repair.copy = undefined;
  }

  #serve(group: Group): void {
    const copiesLeft = group.members.filter((member) => member.repair === undefined && this.#isUp(member.host)).length;
    const writes = copiesLeft >= AURORA_RULE.writeQuorum;
    const reads = copiesLeft >= AURORA_RULE.readQuorum;
    if (writes === group.writes && reads === group.reads) return;
    group.writes = writes;
    group.reads = reads;
    this.#simulation.record({ kind: "service-changed", group: group.group, writes, reads });
    if (!writes) return;
    for (const page of group.pendingPages.splice(0))
      this.#simulation.record({ kind: "page-written", page, group: group.group });
  }
}

/** The segments of a group on the hosts that placement gave: the first two in the first zone, and so on. */
export function hostedSegments(group: ProtectionGroupId, hosts: readonly NodeId[]): readonly HostedSegment[] {
  return placementOf(group).flatMap((placement, index): HostedSegment[] => {
    const host = hosts[index];
    return host === undefined ? [] : [{ ...placement, host }];
  });
}

/** Throws `ScenarioError`, naming the field, unless the scenario makes sense. */
export function checkFleetScenario({ hosts, geometry, writes, faults, untilMs, model }: FleetScenario): void {
  checkHosts(hosts, "hosts");
  checkVolumeGeometry(geometry, "geometry");
  if (geometry.groupCountMax > GROUP_COUNT_MAX)
    throw new ScenarioError("geometry.groupCountMax", `at most ${GROUP_COUNT_MAX}`, geometry.groupCountMax);
  writes.forEach(({ atMs, page }, index) => {
    if (!(atMs >= 0 && atMs < Infinity)) throw new ScenarioError(`writes[${index}].atMs`, "a time from 0 ms on", atMs);
    if (!Number.isInteger(page) || page < 1)
      throw new ScenarioError(`writes[${index}].page`, "a whole number from 1 on", page);
  });
  checkFaults(faults, { zones: ZONES, nodes: hosts.map(({ host }) => host) });
  faults.forEach(({ kind }, index) => {
    if (!FAULT_KINDS.includes(kind)) throw new ScenarioError(`faults[${index}].kind`, FAULT_KINDS.join(" or "), kind);
  });
  if (!(untilMs >= 0 && untilMs < Infinity)) throw new ScenarioError("untilMs", "a time from 0 ms on", untilMs);
  const { segmentGb, linkGbps, detectMs } = { ...FLEET_MODEL, ...model };
  for (const [name, value] of Object.entries({ segmentGb, linkGbps })) {
    if (!(value > 0 && value < Infinity)) throw new ScenarioError(`model.${name}`, "a number above 0", value);
  }
  checkLatency(detectMs, "model.detectMs");
}

/** Throws `ScenarioError` unless these can be the storage nodes of a fleet. */
export function checkHosts(hosts: readonly StorageHost[], field: string): void {
  if (hosts.length > HOST_COUNT_MAX) throw new ScenarioError(field, `at most ${HOST_COUNT_MAX} hosts`, hosts.length);
  hosts.forEach(({ host, zone, segmentCount, segmentCountMax }, index) => {
    const at = (name: string) => `${field}[${index}].${name}`;
    if (hosts.findIndex((other) => other.host === host) !== index)
      throw new ScenarioError(at("host"), "a name of its own", host);
    if (!ZONES.includes(zone)) throw new ScenarioError(at("zone"), `one of ${ZONES.join(", ")}`, zone);
    if (!Number.isInteger(segmentCountMax) || segmentCountMax < 0)
      throw new ScenarioError(at("segmentCountMax"), "a whole number from 0 on", segmentCountMax);
    if (!Number.isInteger(segmentCount) || segmentCount < 0 || segmentCount > segmentCountMax)
      throw new ScenarioError(at("segmentCount"), `a whole number from 0 to ${segmentCountMax}`, segmentCount);
  });
}
