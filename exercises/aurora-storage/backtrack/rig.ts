import {
  backtrackEventInEnglish,
  clockText,
  createBacktrackLog,
  runBacktrackCluster,
  runBacktrackScript,
  type BacktrackLog,
  type BacktrackOptions,
  type BacktrackScenario,
  type BacktrackScript,
  type BacktrackTarget,
  runVolume,
  storageEventInEnglish,
  type VolumeScenario,
} from "four-of-six/aurora";
import { defineRig, fn, mechanism, nothing, number, tagged, truth } from "four-of-six/testing";

/** What an answer to this exercise exports. */
export interface BacktrackAnswer {
  createBacktrackLog(options: BacktrackOptions): BacktrackLog;
}

const target = tagged<BacktrackTarget, "kind">("kind", {
  target: { lsn: number, atMs: number },
  "backtrack-window-exceeded": { earliestMs: number },
});

export const rig = defineRig<BacktrackAnswer, BacktrackScript, BacktrackScenario>({
  figure: "backtrack",
  seam: {
    createBacktrackLog: fn(
      mechanism<BacktrackLog>({
        recordWritten: nothing,
        earliestMs: number,
        targetFor: target,
        backtrack: target,
        isVisible: truth,
      }),
    ),
  },
  reference: { createBacktrackLog },
  unit: { run: (script, answer, into) => runBacktrackScript(script, answer.createBacktrackLog, into as never) },
  cluster: {
    run: (scenario, answer, into) => runBacktrackCluster(scenario, answer.createBacktrackLog, into as never),
  },
  decides: [
    "window-told",
    "target-told",
    "target-refused",
    "backtrack-began",
    "backtrack-refused",
    "records-told",
    "visible-told",
    "row-read",
  ],
  eventText: (event) => backtrackEventInEnglish(event as never),
  timeText: (atMs) => clockText(atMs, "en"),
});

/** The same answer in a whole volume: the storage engine, drawn by the write path's figure. */
export const volumeRig = defineRig<BacktrackAnswer, BacktrackScript, VolumeScenario>({
  ...rig,
  figure: "write-path",
  cluster: {
    run: (scenario, answer, into) =>
      runVolume(scenario, { createBacktrackLog: answer.createBacktrackLog }, into as never),
  },
  decides: ["volume-backtracked", "backtrack-refused", "page-answered"],
  eventText: (event) => storageEventInEnglish(event as never),
  timeText: (atMs) => `${atMs} ms`,
});
