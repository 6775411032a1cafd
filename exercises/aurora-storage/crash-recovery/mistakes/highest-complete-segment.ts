// The idea: the segment that is complete the furthest tells where the log ends.
import type { Recovery, RecoveryRequest, Truncation } from "four-of-six/aurora";

export function recover({ rule, groups, volumeEpoch, allocationLimit, answers }: RecoveryRequest): Recovery {
  let newest = 0;
  for (const answer of answers) newest = Math.max(newest, answer.volumeEpoch);
  if (newest > volumeEpoch) return { status: "superseded", volumeEpoch: newest };

  const missing = groups.filter((group) => {
    const heard = new Set<string>();
    for (const answer of answers) if (answer.group === group) heard.add(answer.segment);
    return heard.size < rule.readQuorum;
  });
  if (missing.length > 0) return { status: "waiting", groups: missing };

  let truncations: readonly Truncation[] = [];
  for (const answer of answers) {
    if ((answer.truncations.at(-1)?.volumeEpoch ?? 0) > (truncations.at(-1)?.volumeEpoch ?? 0))
      truncations = answer.truncations;
  }
  const isAnnulled = (lsn: number) => truncations.some((cut) => lsn > cut.afterLsn && lsn <= cut.throughLsn);

  let vcl = 0;
  for (const answer of answers) vcl = Math.max(vcl, answer.durableLsn);
  const start = vcl;
  let vdl = vcl;
  for (const answer of answers) {
    let complete = start;
    let consistent = start;
    for (const entry of answer.entries) {
      if (entry.previousLsn !== complete || isAnnulled(entry.lsn)) continue;
      complete = entry.lsn;
      if (entry.isCpl) consistent = entry.lsn;
    }
    vcl = Math.max(vcl, complete);
    vdl = Math.max(vdl, consistent);
  }

  let base = vdl;
  for (const cut of truncations) base = Math.max(base, cut.throughLsn);
  return {
    status: "recovered",
    vcl,
    vdl,
    truncation: { volumeEpoch, afterLsn: vdl, throughLsn: base + allocationLimit },
  };
}
