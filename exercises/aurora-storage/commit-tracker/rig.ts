import {
  createCommitTracker,
  runCommitScript,
  runVolume,
  storageEventInEnglish,
  type CommitScript,
  type CommitTracker,
  type CommitTrackerOptions,
  type VolumeScenario,
} from "four-of-six/aurora";
import { defineRig, fn, listOf, mechanism, nothing, number, text } from "four-of-six/testing";

/** What an answer to this exercise exports. */
export interface CommitTrackerAnswer {
  createCommitTracker(options: CommitTrackerOptions): CommitTracker;
}

export const rig = defineRig<CommitTrackerAnswer, CommitScript, VolumeScenario>({
  figure: "write-path",
  seam: {
    createCommitTracker: fn(
      mechanism<CommitTracker>({
        recordShipped: nothing,
        segmentAcknowledged: nothing,
        commitRequested: nothing,
        pgcl: number,
        vcl: number,
        vdl: number,
        takeAnswerable: listOf(text),
      }),
    ),
  },
  reference: { createCommitTracker },
  unit: { run: (script, answer, into) => runCommitScript(script, answer.createCommitTracker, into as never) },
  cluster: {
    run: (scenario, { createCommitTracker }, into) => runVolume(scenario, { createCommitTracker }, into as never),
  },
  decides: ["marks-moved", "commit-answered"],
  eventText: (event) => storageEventInEnglish(event as never),
});
