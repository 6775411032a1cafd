import {
  pageEventInEnglish,
  pageMaterialiser,
  runPageNode,
  runPageScript,
  runVolume,
  storageEventInEnglish,
  type Garbage,
  type Materialised,
  type PageMaterialiser,
  type PageNodeScenario,
  type PageScript,
  type PageVersion,
  type VolumeScenario,
} from "four-of-six/aurora";
import { defineRig, fn, listOf, number, record, tagged } from "four-of-six/testing";

/** What an answer to this exercise exports. */
export type PageMaterialiserAnswer = PageMaterialiser;

export const rig = defineRig<PageMaterialiserAnswer, PageScript, PageNodeScenario>({
  figure: "page-materialiser",
  seam: {
    materialise: fn(
      tagged<Materialised, "status">("status", {
        materialised: { version: record<PageVersion>({ lsn: number, slots: listOf(number) }) },
        missing: { afterLsn: number },
        collected: { oldestLsn: number },
      }),
    ),
    collectable: fn(record<Garbage>({ lsns: listOf(number), versionLsns: listOf(number) })),
  },
  reference: pageMaterialiser,
  unit: { run: (script, answer, into) => runPageScript(script, answer, into as never) },
  cluster: { run: (scenario, answer, into) => runPageNode(scenario, answer, into as never) },
  decides: ["page-answered", "page-coalesced", "garbage-collected"],
  eventText: (event) => pageEventInEnglish(event as never),
});

/** The same answer on every storage node of a whole volume; the figures of a volume draw it. */
export const volumeRig = defineRig<PageMaterialiserAnswer, PageScript, VolumeScenario>({
  ...rig,
  figure: "write-path",
  cluster: { run: (scenario, answer, into) => runVolume(scenario, { pageMaterialiser: answer }, into as never) },
  decides: ["page-answered", "page-refused", "read-failed", "page-coalesced", "garbage-collected"],
  eventText: (event) => storageEventInEnglish(event as never),
});
