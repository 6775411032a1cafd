import {
  crashRecovery,
  runRecoveryScript,
  runVolume,
  storageEventInEnglish,
  type CrashRecovery,
  type Recovery,
  type RecoveryScript,
  type VolumeScenario,
} from "four-of-six/aurora";
import { defineRig, fn, listOf, number, record, tagged } from "four-of-six/testing";

/** What an answer to this exercise exports. */
export type CrashRecoveryAnswer = CrashRecovery;

export const rig = defineRig<CrashRecoveryAnswer, RecoveryScript, VolumeScenario>({
  figure: "crash-recovery",
  seam: {
    recover: fn(
      tagged<Recovery, "status">("status", {
        waiting: { groups: listOf(number) },
        superseded: { volumeEpoch: number },
        recovered: {
          vcl: number,
          vdl: number,
          truncation: record({ volumeEpoch: number, afterLsn: number, throughLsn: number }),
        },
      }),
    ),
  },
  reference: crashRecovery,
  unit: { run: (script, answer, into) => runRecoveryScript(script, answer, into as never) },
  cluster: { run: (scenario, answer, into) => runVolume(scenario, { crashRecovery: answer }, into as never) },
  decides: ["recovery-waits", "recovery-superseded", "recovery-decided"],
  eventText: (event) => storageEventInEnglish(event as never),
});
