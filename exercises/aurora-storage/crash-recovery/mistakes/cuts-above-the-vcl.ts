// The idea: every record that was found is kept, so the range begins above the VCL.
import type { LogEntry, Recovery, RecoveryRequest, Truncation } from "four-of-six/aurora";

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

  const found: LogEntry[] = [];
  for (const answer of answers) {
    for (const entry of answer.entries) if (!isAnnulled(entry.lsn)) found.push(entry);
  }
  found.sort((a, b) => a.lsn - b.lsn);

  let vcl = 0;
  for (const answer of answers) vcl = Math.max(vcl, answer.durableLsn);
  let vdl = vcl;
  for (const entry of found) {
    if (entry.previousLsn !== vcl) continue;
    vcl = entry.lsn;
    if (entry.isCpl) vdl = entry.lsn;
  }

  let base = vdl;
  for (const cut of truncations) base = Math.max(base, cut.throughLsn);
  return {
    status: "recovered",
    vcl,
    vdl,
    truncation: { volumeEpoch, afterLsn: vcl, throughLsn: base + allocationLimit },
  };
}
