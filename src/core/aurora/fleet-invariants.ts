/** What must hold in every run of a storage fleet, whatever fails. */
import { frozen } from "../kernel/frozen.ts";
import type { Timed } from "../kernel/index.ts";
import { FleetBooks } from "./fleet-state.ts";
import type { FleetEvent, FleetTrace } from "./fleet-trace.ts";
import { AURORA_RULE } from "./quorum-rules.ts";
import type { Violation } from "./storage-invariants.ts";
import { ZONES, type PageId, type ProtectionGroupId } from "./vocabulary.ts";

/** Gives the first violation in a trace, or none. A trace that was cut short is judged by what it holds. */
export type FleetInvariant = (trace: FleetTrace) => Violation | undefined;

/** What is wrong right after an event, in words. */
type Look = (event: Timed<FleetEvent>, books: FleetBooks) => string | undefined;

/** Looks at the fleet after every event. */
function atEveryEvent(invariant: string, lookOf: () => Look): FleetInvariant {
  return (trace) => {
    const books = new FleetBooks();
    const look = lookOf();
    for (const [eventIndex, event] of trace.entries()) {
      books.follow(event);
      const what = look(event, books);
      if (what !== undefined) return { invariant, eventIndex, what };
    }
    return undefined;
  };
}

/** The events after which a group's segments are somewhere else. */
function movedGroup(event: FleetEvent): ProtectionGroupId | undefined {
  return event.kind === "group-placed" || event.kind === "segment-repaired" ? event.group : undefined;
}

/** Two machines that fail together are one failure: every segment of a group has a host of its own, in its own zone. */
export const segmentsStandApart: FleetInvariant = atEveryEvent(
  "the six segments of a group are on six hosts, two in each zone",
  () => (event, books) => {
    const group = movedGroup(event);
    if (group === undefined) return undefined;
    const members = books.membersOf(group);
    if (members.length !== AURORA_RULE.copyCount) return `group ${group} has ${members.length} segments`;
    for (const { segment, host } of members) {
      const other = members.find((member) => member.segment !== segment && member.host === host);
      if (other !== undefined) return `${segment} and ${other.segment} of group ${group} are both on ${host}`;
    }
    for (const zone of ZONES) {
      const here = members.filter((member) => books.hostOf(member.host)?.zone === zone);
      if (here.length !== 2) return `group ${group} has ${here.length} segments on hosts in ${zone}`;
    }
    return undefined;
  },
);

/** AZ+1, asked of where the segments stand: counting is enough, nothing has to fail for it. */
export const groupsSurviveAZoneAndAHost: FleetInvariant = atEveryEvent(
  "without any one zone a group has a write quorum, and without one more host a read quorum",
  () => (event, books) => {
    const group = movedGroup(event);
    if (group === undefined) return undefined;
    const members = books.membersOf(group);
    for (const zone of ZONES) {
      const left = members.filter((member) => books.hostOf(member.host)?.zone !== zone);
      if (left.length < AURORA_RULE.writeQuorum)
        return `group ${group} has ${left.length} segments left without ${zone}`;
      for (const { host } of left) {
        const leftThen = left.filter((member) => member.host !== host).length;
        if (leftThen < AURORA_RULE.readQuorum)
          return `group ${group} has ${leftThen} segments left without ${zone} and ${host}`;
      }
    }
    return undefined;
  },
);

/** A page is in one group for good; a group holds no more pages than it has room for. */
export const pagesStayInTheirGroup: FleetInvariant = atEveryEvent(
  "every page belongs to one group and never changes it",
  () => {
    const homes = new Map<PageId, ProtectionGroupId>();
    const pagesByGroup = new Map<ProtectionGroupId, Set<PageId>>();
    return (event, { geometry }) => {
      if (event.kind !== "page-found" || geometry === undefined) return undefined;
      const { page, home } = event;
      const before = homes.get(page);
      if (home === "outside-the-volume")
        return before === undefined ? undefined : `page ${page} was in group ${before} and is outside the volume`;
      if (before !== undefined && before !== home) return `page ${page} was in group ${before} and is in group ${home}`;
      homes.set(page, home);
      if (!Number.isInteger(home) || home < 1 || home > geometry.groupCount)
        return `page ${page} is in group ${home} of ${geometry.groupCount}`;
      const pages = pagesByGroup.get(home) ?? new Set();
      pagesByGroup.set(home, pages.add(page));
      const numbers = [...pages];
      const span = Math.max(...numbers) - Math.min(...numbers) + 1;
      return span > geometry.pagesPerGroup
        ? `group ${home} holds pages ${Math.min(...numbers)} to ${Math.max(...numbers)}, and has room for ${geometry.pagesPerGroup}`
        : undefined;
    };
  },
);

/** The volume grows by whole groups behind the last one, one epoch a step, and never past its limit. */
export const theVolumeOnlyGrows: FleetInvariant = atEveryEvent(
  "the volume grows behind its last group, one geometry epoch a step, up to its limit",
  () => {
    let before: FleetBooks["geometry"];
    const placed = new Set<ProtectionGroupId>();
    return (event, { geometry }) => {
      if (event.kind === "group-placed") {
        if (placed.has(event.group)) return `group ${event.group} was placed twice`;
        if (placed.size !== event.group - 1) return `group ${event.group} was placed after ${placed.size} others`;
        placed.add(event.group);
        return undefined;
      }
      if (event.kind === "fleet-opened") before = event.geometry;
      if (event.kind !== "volume-grew" || before === undefined || geometry === undefined) return undefined;
      const { groupCount, pagesPerGroup, groupCountMax, geometryEpoch } = before;
      before = geometry;
      if (geometry.groupCount <= groupCount)
        return `a volume of ${groupCount} groups grew to ${geometry.groupCount} for page ${event.page}`;
      if (geometry.groupCount > groupCountMax)
        return `the volume grew to ${geometry.groupCount} groups, and its limit is ${groupCountMax}`;
      if (event.page <= (geometry.groupCount - 1) * pagesPerGroup)
        return `the volume grew to ${geometry.groupCount} groups for page ${event.page}, which needs fewer`;
      if (geometry.geometryEpoch !== geometryEpoch + 1)
        return `the geometry epoch went from ${geometryEpoch} to ${geometry.geometryEpoch}`;
      return geometry.pagesPerGroup === pagesPerGroup && geometry.groupCountMax === groupCountMax
        ? undefined
        : "growing changed the size of groups, or the limit";
    };
  },
);

/** No host is given what it has no room for, or what it could not keep because it is down. */
export const hostsHoldWhatFits: FleetInvariant = atEveryEvent(
  "a segment is put on a host that is up and has room",
  () => (event, books) => {
    const hosts =
      event.kind === "group-placed"
        ? event.segments.map(({ host }) => host)
        : event.kind === "repair-assigned"
          ? [event.host]
          : [];
    for (const id of hosts) {
      const host = books.hostOf(id);
      if (host === undefined) return `there is no host ${id}`;
      if (!host.isUp) return `${id} is down`;
      if (host.segmentCount > host.segmentCountMax)
        return `${id} holds ${host.segmentCount} segments, and has room for ${host.segmentCountMax}`;
    }
    return undefined;
  },
);

/**
 * Whoever can be repaired is. To be asked only of runs that end in a long quiet: at the end no segment may be lost for
 * which its zone has a host, while the rest of its group can still say what it holds.
 */
export const lostSegmentsAreRepaired: FleetInvariant = (trace) => {
  const books = new FleetBooks();
  for (const event of trace) books.follow(event);
  for (const { group, segment, zone, host, isLost } of books.segments) {
    if (!isLost) continue;
    const members = books.membersOf(group);
    const whole = members.filter((member) => !member.isLost && books.hostOf(member.host)?.isUp === true);
    if (whole.length < AURORA_RULE.readQuorum) continue;
    const room = books.hosts.find(
      (candidate) =>
        candidate.zone === zone &&
        candidate.isUp &&
        candidate.segmentCount < candidate.segmentCountMax &&
        !members.some((member) => member.host === candidate.host || member.target === candidate.host),
    );
    if (room === undefined) continue;
    return {
      invariant: "a lost segment is repaired as long as its zone has a host for it",
      eventIndex: Math.max(0, trace.length - 1),
      what: `${segment} of group ${group} was lost with ${host} and is not repaired, although ${room.host} has room`,
    };
  }
  return undefined;
};

/** All that hold in every run; `lostSegmentsAreRepaired` asks for a quiet end besides. */
export const FLEET_INVARIANTS: readonly FleetInvariant[] = frozen([
  segmentsStandApart,
  groupsSurviveAZoneAndAHost,
  pagesStayInTheirGroup,
  theVolumeOnlyGrows,
  hostsHoldWhatFits,
]);
