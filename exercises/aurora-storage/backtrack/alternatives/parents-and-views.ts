// Records as a tree: each knows the one before it, a branch is whatever no leaf in use leads to. No marks at all.
import type { BacktrackLog, BacktrackOptions, BacktrackTarget } from "four-of-six/aurora";

interface Node {
  readonly lsn: number;
  readonly atMs: number;
  readonly isCpl: boolean;
  readonly before: Node | null;
  readonly writtenSoFar: number;
}

export function createBacktrackLog({ openedAt, targetWindowMs, storedRecordsMax }: BacktrackOptions): BacktrackLog {
  const root: Node = { ...openedAt, isCpl: true, before: null, writtenSoFar: 0 };
  /** The end of the history that can still be reached, and the place in it where the volume stands. */
  let tip = root;
  let here = root;

  function* back(from: Node): Generator<Node, void> {
    for (let node: Node | null = from; node !== null; node = node.before) yield node;
  }
  /** From the newest to the oldest. */
  const targets = (): Node[] =>
    [...back(tip)].filter((node) => node.isCpl && tip.writtenSoFar - node.writtenSoFar <= storedRecordsMax);

  const earliestMs = (nowMs: number) => {
    const oldest = targets().pop() ?? tip;
    return nowMs - oldest.atMs > targetWindowMs ? nowMs - targetWindowMs : oldest.atMs;
  };
  const nodeFor = (timeMs: number, nowMs: number): Node | undefined =>
    timeMs >= earliestMs(nowMs) ? targets().find((node) => node.atMs <= timeMs) : undefined;
  const answer = (node: Node | undefined, nowMs: number): BacktrackTarget =>
    node === undefined
      ? { kind: "backtrack-window-exceeded", earliestMs: earliestMs(nowMs) }
      : { kind: "target", lsn: node.lsn, atMs: node.atMs };

  return {
    recordWritten({ lsn, atMs, isCpl }) {
      here = tip = { lsn, atMs, isCpl, before: here, writtenSoFar: tip.writtenSoFar + 1 };
    },
    earliestMs,
    targetFor: (timeMs, nowMs) => answer(nodeFor(timeMs, nowMs), nowMs),
    backtrack(timeMs, nowMs) {
      const node = nodeFor(timeMs, nowMs);
      if (node !== undefined) here = node;
      return answer(node, nowMs);
    },
    isVisible: (lsn) => lsn <= root.lsn || [...back(here)].some((node) => node.lsn === lsn),
  };
}
