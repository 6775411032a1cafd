import {
  fleetEventInEnglish,
  runFleet,
  runPlacementScript,
  segmentPlacement,
  type FleetScenario,
  type GroupHosts,
  type Growth,
  type PageHome,
  type PlacementScript,
  type RepairHost,
  type SegmentPlacement,
  runVolume,
  storageEventInEnglish,
  type VolumeScenario,
} from "four-of-six/aurora";
import { AnswerError, defineRig, fn, listOf, number, record, tagged, text, type Shape } from "four-of-six/testing";

/** What an answer to this exercise exports. */
export type SegmentPlacementAnswer = SegmentPlacement;

/** A group's number, or the one text that `groupOf` may give. */
const home: Shape<PageHome> = {
  take(value, where) {
    if (typeof value !== "string") return number.take(value, where);
    if (value === "outside-the-volume") return value;
    throw new AnswerError(
      `${where} gave the text ${JSON.stringify(value.slice(0, 80))}; it has to give a group's number or "outside-the-volume".`,
    );
  },
};

export const rig = defineRig<SegmentPlacementAnswer, PlacementScript, FleetScenario>({
  figure: "protection-groups",
  seam: {
    groupOf: fn(home),
    grow: fn(
      tagged<Growth, "kind">("kind", {
        unchanged: {},
        grown: {
          geometry: record({ groupCount: number, pagesPerGroup: number, groupCountMax: number, geometryEpoch: number }),
        },
        "volume-full": { groupCountMax: number },
      }),
    ),
    place: fn(tagged<GroupHosts, "kind">("kind", { placed: { hosts: listOf(text) }, "no-room": { zone: text } })),
    repairHost: fn(tagged<RepairHost, "kind">("kind", { found: { host: text }, "no-room": { zone: text } })),
  },
  reference: segmentPlacement,
  unit: { run: (script, answer, into) => runPlacementScript(script, answer, into as never) },
  cluster: { run: (scenario, answer, into) => runFleet(scenario, answer, into as never) },
  decides: [
    "page-found",
    "growth-unneeded",
    "volume-full",
    "volume-grew",
    "group-placed",
    "group-unplaced",
    "repair-assigned",
    "repair-blocked",
  ],
  eventText: (event) => fleetEventInEnglish(event as never),
});

/** The same answer in a whole volume: the storage engine, drawn by the write path's figure. */
export const volumeRig = defineRig<SegmentPlacementAnswer, PlacementScript, VolumeScenario>({
  ...rig,
  figure: "write-path",
  cluster: { run: (scenario, answer, into) => runVolume(scenario, { segmentPlacement: answer }, into as never) },
  decides: ["volume-grew", "record-shipped", "page-asked"],
  eventText: (event) => storageEventInEnglish(event as never),
});
