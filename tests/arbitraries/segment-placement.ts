/**
 * Random fleets and volumes for segment placement. They shrink towards one group, empty hosts, few of them, no faults.
 */
import * as fc from "fast-check";
import type { FleetScenario, PlacementScript, PlacementStep, StorageHost, VolumeGeometry } from "four-of-six/aurora";
import { ZONES } from "four-of-six/aurora";
import type { Fault } from "four-of-six/kernel";

/** A host before it has a name: names follow from the place in the list, so that any may be left out. */
interface Drawn {
  readonly zone: string;
  readonly segmentCount: number;
  readonly free: number;
}

const named = (drawn: readonly Drawn[]): readonly StorageHost[] =>
  drawn.map(({ zone, segmentCount, free }, index) => ({
    host: `h${index + 1}`,
    zone,
    segmentCount,
    segmentCountMax: segmentCount + free,
  }));

const hostWith = (...free: readonly number[]): fc.Arbitrary<Drawn> =>
  fc.record({ zone: fc.constantFrom(...ZONES), segmentCount: fc.nat({ max: 3 }), free: fc.constantFrom(...free) });
const anyHost = hostWith(2, 1, 0, 4);
const roomyHost = hostWith(3, 2, 1, 5);

/** Enough hosts in every zone, then some that may be anywhere. Mixed, because a fleet's list is in no order of zones. */
function hostLists(perZone: number, others: number): fc.Arbitrary<readonly StorageHost[]> {
  const base = fc.tuple(
    ...ZONES.flatMap((zone) => Array.from({ length: perZone }, () => roomyHost.map((host) => ({ ...host, zone })))),
  );
  return fc
    .tuple(base, fc.array(anyHost, { maxLength: others, size: "max" }), fc.boolean())
    .map(([sure, more, isMixed]) =>
      named(isMixed ? [...sure, ...more].sort((a, b) => a.free - b.free) : [...sure, ...more]),
    );
}

const geometries: fc.Arbitrary<VolumeGeometry> = fc
  .record({
    groupCount: fc.integer({ min: 1, max: 4 }),
    pagesPerGroup: fc.integer({ min: 1, max: 5 }),
    roomFor: fc.nat({ max: 4 }),
    geometryEpoch: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ roomFor, ...geometry }) => ({ ...geometry, groupCountMax: geometry.groupCount + roomFor }));

/** Pages on both sides of every boundary: the ends of groups, of the volume, of its limit. */
const pagesOf = ({ groupCountMax, pagesPerGroup }: VolumeGeometry) =>
  fc.integer({ min: 1, max: (groupCountMax + 1) * pagesPerGroup + 1 });

/** Pages looked up one after the other while the volume grows. No hosts are asked for. */
export function volumeScripts(): fc.Arbitrary<PlacementScript> {
  return geometries.chain((geometry) =>
    fc.array(pagesOf(geometry), { minLength: 1, maxLength: 8, size: "max" }).map((pages) => ({
      geometry,
      hosts: [],
      steps: pages.map((page): PlacementStep => ({ ask: "page", page })),
    })),
  );
}

/** Groups placed one after the other on a small fleet, and segments of the last one repaired. */
export function hostScripts(): fc.Arbitrary<PlacementScript> {
  const repair = fc
    .record({ member: fc.nat({ max: 5 }), isHostGone: fc.boolean() })
    .map((lost): PlacementStep => ({ ask: "repair", ...lost }));
  const place = fc.constant<PlacementStep>({ ask: "place" });
  return fc.record({
    geometry: fc.constant({ groupCount: 1, pagesPerGroup: 4, groupCountMax: 4, geometryEpoch: 1 }),
    hosts: fc.oneof(
      { weight: 4, arbitrary: hostLists(3, 6) },
      { weight: 1, arbitrary: fc.array(anyHost, { maxLength: 12, size: "max" }).map(named) },
    ),
    steps: fc.array(fc.oneof({ weight: 2, arbitrary: place }, { weight: 3, arbitrary: repair }), {
      minLength: 1,
      maxLength: 8,
      size: "max",
    }),
  });
}

/** What may fail in a fleet. */
export type FleetFaults = "none" | "a-zone-and-a-host" | "anything";

export interface FleetOptions {
  /** Every fault ends or was there for good; then nothing happens for so long that all repairs have their time. */
  readonly quietMs?: number;
}

/** A volume that grows on a fleet of 9 to 15 hosts while hosts and zones fail. Times in whole tenths of a second. */
export function fleetScenarios(what: FleetFaults, { quietMs = 0 }: FleetOptions = {}): fc.Arbitrary<FleetScenario> {
  const fromMs = fc.nat({ max: 200 }).map((tenths) => tenths * 100);
  const lastsMs = fc.option(
    fc.integer({ min: 1, max: 250 }).map((tenths) => tenths * 100),
    { nil: undefined },
  );
  const span = fc.tuple(fromMs, lastsMs).map(([from, lasts]) => ({
    fromMs: from,
    ...(lasts === undefined ? {} : { untilMs: from + lasts }),
  }));
  return fc
    .record({
      seed: fc.nat({ max: 9_999 }),
      hosts: hostLists(3, 6).map((hosts) =>
        hosts.map((host) => ({ ...host, segmentCountMax: host.segmentCountMax + 2 })),
      ),
      groupCount: fc.integer({ min: 1, max: 2 }),
      pagesPerGroup: fc.integer({ min: 1, max: 4 }),
      writes: fc.array(fc.tuple(fc.nat({ max: 200 }), fc.integer({ min: 1, max: 18 })), { maxLength: 7, size: "max" }),
      zones: fc.array(fc.tuple(fc.constantFrom(...ZONES), span), {
        minLength: what === "a-zone-and-a-host" ? 1 : 0,
        maxLength: what === "none" ? 0 : 1,
      }),
      nodes: fc.array(fc.tuple(fc.nat({ max: 14 }), span), {
        minLength: what === "a-zone-and-a-host" ? 1 : 0,
        maxLength: what === "none" ? 0 : what === "a-zone-and-a-host" ? 1 : 4,
      }),
    })
    .map(({ seed, hosts, groupCount, pagesPerGroup, writes, zones, nodes }) => {
      const faults: Fault[] = [
        ...zones.map(([zone, when]): Fault => ({ kind: "zone-down", zone, ...when })),
        ...nodes.map(([index, when]): Fault => {
          return { kind: "node-down", node: (hosts[index % hosts.length] as StorageHost).host, ...when };
        }),
      ];
      const lastMs = Math.max(20_000, ...faults.map((fault) => fault.untilMs ?? fault.fromMs));
      return {
        seed,
        hosts,
        geometry: { groupCount, pagesPerGroup, groupCountMax: 4, geometryEpoch: 1 },
        writes: writes.map(([tenths, page]) => ({ atMs: tenths * 100, page })),
        faults,
        untilMs: lastMs + quietMs,
      };
    });
}
