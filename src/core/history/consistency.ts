/**
 * Consistency of a history: what sessions read and wrote, held against four models, from the weakest to the strongest.
 *
 * Every write of a key makes a version: 1, 2, 3 and so on, in the order in which the store took them; 0 is what was there
 * before. A read gives back one version. Time is that of the outside world, which no session sees as a whole.
 *
 *   session A   writes version 1 from 0 to 5 ms     reads version 0 from 10 to 12 ms
 *   session B   reads version 1 from 6 to 8 ms      reads version 0 from 14 to 16 ms
 *
 *   eventual            holds: each read gives something that had been written
 *   monotonic reads     broken by B at 16 ms, which had read version 1 before
 *   read your writes    broken by A at 12 ms, which had written version 1 itself
 *   strong              broken by both, and by either of them alone
 *
 * "Strong" is linearizability of each key: every read gives the newest version that a finished write had made, or that
 * anybody had read, before it began; or one of a write that was still under way.
 */
import { frozen } from "../kernel/frozen.ts";
import { ScenarioError, type Millis } from "../kernel/index.ts";

/** A read or a write that a session was told the end of. */
export interface HistoryOperation {
  /** Who asked: a session sees its own operations in order, and nobody else's. */
  readonly session: string;
  readonly kind: "read" | "write";
  readonly key: string;
  /** What was read; or what the write made. A whole number from 0 on; a write's is at least 1, and its own. */
  readonly version: number;
  readonly fromMs: Millis;
  /** From `fromMs` on; `Infinity` for a write whose end the session never heard: it may have counted from any time. */
  readonly untilMs: Millis;
}

/** The models, from the weakest to the strongest. The two in the middle do not imply each other. */
export type ConsistencyModel = "eventual" | "monotonic-reads" | "read-your-writes" | "strong";

/** A read that a model does not allow, and the operation because of which. */
export interface ConsistencyBreak {
  readonly read: HistoryOperation;
  /** It had made, or shown, a newer version before the read began; or has not begun yet when the read ends. */
  readonly because: HistoryOperation | undefined;
}

/** What one model says about a history: it holds if nothing breaks it. */
export interface ConsistencyVerdict {
  readonly model: ConsistencyModel;
  /** In the order in which the reads ended. */
  readonly breaks: readonly ConsistencyBreak[];
}

/** All models, from the weakest to the strongest. */
export const CONSISTENCY_MODELS: readonly ConsistencyModel[] = frozen([
  "eventual",
  "monotonic-reads",
  "read-your-writes",
  "strong",
]);

/**
 * Judges a history by every model. A read that shows what nobody had begun to write breaks them all. Throws
 * `ScenarioError` for operations that cannot have been: one that ends before it begins, two writes of one version.
 */
export function judgeHistory(history: readonly HistoryOperation[]): readonly ConsistencyVerdict[] {
  checkHistory(history);
  const reads = history.filter(({ kind }) => kind === "read").sort((a, b) => a.untilMs - b.untilMs);
  return CONSISTENCY_MODELS.map((model) => ({
    model,
    breaks: reads.flatMap((read) => {
      const broken = breakOf(model, read, history);
      return broken === undefined ? [] : [broken];
    }),
  }));
}

function breakOf(
  model: ConsistencyModel,
  read: HistoryOperation,
  history: readonly HistoryOperation[],
): ConsistencyBreak | undefined {
  const ofKey = history.filter(({ key }) => key === read.key);
  const source = ofKey.find(({ kind, version }) => kind === "write" && version === read.version);
  if (read.version > 0 && (source === undefined || source.fromMs > read.untilMs)) return { read, because: source };
  if (model === "eventual") return undefined;
  const newer = ofKey
    .filter(
      (other) =>
        other !== read &&
        other.version > read.version &&
        other.untilMs <= read.fromMs &&
        (model === "strong" ||
          (other.session === read.session && other.kind === (model === "monotonic-reads" ? "read" : "write"))),
    )
    // The newest version that should have been seen, from where it was seen first.
    .sort((a, b) => b.version - a.version || a.untilMs - b.untilMs);
  return newer[0] === undefined ? undefined : { read, because: newer[0] };
}

function checkHistory(history: readonly HistoryOperation[]): void {
  const written = new Set<string>();
  history.forEach(({ kind, key, version, fromMs, untilMs }, index) => {
    const at = (name: string) => `history[${index}].${name}`;
    const least = kind === "write" ? 1 : 0;
    if (!Number.isInteger(version) || version < least)
      throw new ScenarioError(at("version"), `a whole number from ${least} on`, version);
    if (!(fromMs >= 0 && fromMs < Infinity)) throw new ScenarioError(at("fromMs"), "a time", fromMs);
    if (!(untilMs >= fromMs)) throw new ScenarioError(at("untilMs"), `a time from ${fromMs} ms on`, untilMs);
    if (kind === "read") return;
    const name = `${key}\u0000${version}`;
    if (written.has(name)) throw new ScenarioError(at("version"), "a version that no other write made", version);
    written.add(name);
  });
}
