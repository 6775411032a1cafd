import type { LogEntry, Recovery, RecoveryAnswer, RecoveryRequest, Truncation } from "four-of-six/aurora";

export function recover({ rule, groups, volumeEpoch, allocationLimit, answers }: RecoveryRequest): Recovery {
  // A newer epoch means that another recovery has fenced this one off. No further answer can change that.
  const newestEpoch = Math.max(0, ...answers.map((answer) => answer.volumeEpoch));
  if (newestEpoch > volumeEpoch) return { status: "superseded", volumeEpoch: newestEpoch };

  // Fewer than a read quorum could all have missed a record that was acknowledged by four.
  const waiting = groups.filter((group) => segmentsOf(answers, group).size < rule.readQuorum);
  if (waiting.length > 0) return { status: "waiting", groups: waiting };

  // What anyone holds was perhaps acknowledged; nobody can say otherwise. Only an earlier recovery can: what it annulled
  // may still lie on a segment that has not heard of it.
  const annulled = latestTruncations(answers);
  const next = new Map<number, LogEntry>();
  for (const { entries } of answers) {
    for (const entry of entries) {
      if (!annulled.some(({ afterLsn, throughLsn }) => afterLsn < entry.lsn && entry.lsn <= throughLsn))
        next.set(entry.previousLsn, entry);
    }
  }

  // Each record names the one before it, so the log can be walked from a point that was durable until one is missing.
  let vcl = Math.max(...answers.map(({ durableLsn }) => durableLsn));
  let vdl = vcl;
  for (let entry = next.get(vcl); entry !== undefined; entry = next.get(vcl)) {
    vcl = entry.lsn;
    if (entry.isCpl) vdl = vcl;
  }

  // The lost writer had a VDL of at most this one, or it had just opened the volume above the last truncation.
  const highestBase = Math.max(vdl, ...annulled.map(({ throughLsn }) => throughLsn));
  return {
    status: "recovered",
    vcl,
    vdl,
    truncation: { volumeEpoch, afterLsn: vdl, throughLsn: highestBase + allocationLimit },
  };
}

function segmentsOf(answers: readonly RecoveryAnswer[], group: number): Set<string> {
  return new Set(answers.filter((answer) => answer.group === group).map(({ segment }) => segment));
}

/** A later recovery knew of every one before it that got as far as opening the volume, so its list is the one to believe. */
function latestTruncations(answers: readonly RecoveryAnswer[]): readonly Truncation[] {
  const epochOf = (list: readonly Truncation[]) => list.at(-1)?.volumeEpoch ?? 0;
  return answers.map(({ truncations }) => truncations).sort((a, b) => epochOf(b) - epochOf(a))[0] ?? [];
}
