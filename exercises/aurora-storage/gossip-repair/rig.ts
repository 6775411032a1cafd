import {
  gossipRepair,
  runGossipScript,
  runVolume,
  storageEventInEnglish,
  type GossipAnswer,
  type GossipRepair,
  type GossipRequest,
  type GossipScript,
  type LogRange,
  type Segment,
  type Stretch,
  type VolumeScenario,
} from "four-of-six/aurora";
import { defineRig, fn, listOf, number, record, tagged, text } from "four-of-six/testing";

/** What an answer to this exercise exports. */
export type GossipRepairAnswer = GossipRepair;

const ranges = listOf(record<LogRange>({ afterLsn: number, throughLsn: number }));

export const rig = defineRig<GossipRepairAnswer, GossipScript, VolumeScenario>({
  figure: "gossip-repair",
  seam: {
    plan: fn(listOf(record<GossipRequest>({ peer: text, ranges }))),
    answer: fn(
      tagged<GossipAnswer, "status">("status", {
        sent: { ranges },
        refused: { because: text as never },
      }),
    ),
    file: fn(
      record<Segment>({
        scl: number,
        stretches: listOf(record<Stretch>({ afterLsn: number, lastLsn: number })),
      }),
    ),
  },
  reference: gossipRepair,
  unit: { run: (script, answer, into) => runGossipScript(script, answer, into as never) },
  cluster: { run: (scenario, answer, into) => runVolume(scenario, { gossipRepair: answer }, into as never) },
  decides: ["gossip-asked", "gossip-answered", "gossip-refused", "record-gossiped", "records-filed"],
  eventText: (event) => storageEventInEnglish(event as never),
});
