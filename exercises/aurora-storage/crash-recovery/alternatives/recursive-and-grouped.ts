// No loop that changes anything: each question has a small function of its own, and the walk calls itself.
import type { LogEntry, Recovery, RecoveryAnswer, RecoveryRequest } from "four-of-six/aurora";

type Answers = readonly RecoveryAnswer[];

const highest = (numbers: readonly number[]): number => numbers.reduce((a, b) => (b > a ? b : a), 0);

const hasReadQuorum = (answers: Answers, group: number, needed: number): boolean =>
  Object.keys(Object.fromEntries(answers.flatMap((answer) => (answer.group === group ? [[answer.segment, true]] : []))))
    .length >= needed;

const lastEpoch = ({ truncations }: RecoveryAnswer): number => truncations[truncations.length - 1]?.volumeEpoch ?? 0;

const walk = (
  entries: readonly LogEntry[],
  from: { readonly vcl: number; readonly vdl: number },
): { readonly vcl: number; readonly vdl: number } => {
  const entry = entries.find(({ previousLsn }) => previousLsn === from.vcl);
  return entry === undefined ? from : walk(entries, { vcl: entry.lsn, vdl: entry.isCpl ? entry.lsn : from.vdl });
};

export const recover = ({ rule, groups, volumeEpoch, allocationLimit, answers }: RecoveryRequest): Recovery => {
  const epoch = highest(answers.map((answer) => answer.volumeEpoch));
  if (epoch > volumeEpoch) return { status: "superseded", volumeEpoch: epoch };
  const waiting = groups.filter((group) => !hasReadQuorum(answers, group, rule.readQuorum));
  if (waiting.length) return { status: "waiting", groups: waiting };

  const wordOf = highest(answers.map(lastEpoch));
  const cuts = wordOf === 0 ? [] : (answers.find((answer) => lastEpoch(answer) === wordOf)?.truncations ?? []);
  const entries = answers
    .flatMap((answer) => answer.entries)
    .filter(({ lsn }) => cuts.every(({ afterLsn, throughLsn }) => lsn <= afterLsn || lsn > throughLsn));
  const start = highest(answers.map(({ durableLsn }) => durableLsn));
  const { vcl, vdl } = walk(entries, { vcl: start, vdl: start });
  const throughLsn = highest([vdl, ...cuts.map((cut) => cut.throughLsn)]) + allocationLimit;
  return { status: "recovered", vcl, vdl, truncation: { volumeEpoch, afterLsn: vdl, throughLsn } };
};
