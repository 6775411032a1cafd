/** Random families of clones. All shrink towards few steps, one page and no clone. */
import * as fc from "fast-check";
import type { CloneScript, CloneStep, CloneSystemScenario, CloneSystemStep } from "four-of-six/aurora";
import type { Fault } from "four-of-six/kernel";

const START_LSN = 100;

/** What a clone script is about. */
export type CloneTopic = "views" | "bills";

/**
 * What happens next. Volumes are named by their place among those that exist, and a clone point by how far it lies back in
 * the source's log, so that whatever fast-check leaves out, the rest still makes sense.
 */
type Move =
  | { readonly kind: "write"; readonly volume: number; readonly page: number; readonly gap: number }
  | { readonly kind: "clone"; readonly source: number; readonly back: number }
  | { readonly kind: "remove"; readonly volume: number };

/** Scripts of up to 16 moves. "views": clones of clones and of the past; "bills": deletions and a low limit as well. */
export function cloneScripts(topic: CloneTopic): fc.Arbitrary<CloneScript> {
  const place = fc.nat({ max: 7 });
  const write = fc
    .record({ volume: place, page: fc.nat({ max: 4 }), gap: fc.integer({ min: 1, max: 3 }) })
    .map((move): Move => ({ kind: "write", ...move }));
  const clone = fc
    .record({ source: place, back: fc.constantFrom(0, 0, 1, 2, 3) })
    .map((move): Move => ({ kind: "clone", ...move }));
  const remove = place.map((volume): Move => ({ kind: "remove", volume }));
  const move = fc.oneof(
    { weight: 5, arbitrary: write },
    { weight: 3, arbitrary: clone },
    ...(topic === "bills" ? [{ weight: 2, arbitrary: remove }] : []),
  );
  return fc
    .record({
      pageCount: fc.integer({ min: 1, max: 5 }),
      copyOnWriteCloneMax: topic === "bills" ? fc.constantFrom(15, 3, 2, 1) : fc.constant(15),
      moves: fc.array(move, { minLength: 1, maxLength: 16, size: "large" }),
    })
    .map(({ pageCount, copyOnWriteCloneMax, moves }) => ({
      volume: "A",
      pageCount,
      startLsn: START_LSN,
      copyOnWriteCloneMax,
      steps: stepsOf(moves, pageCount),
    }));
}

function stepsOf(moves: readonly Move[], pageCount: number): readonly CloneStep[] {
  const steps: CloneStep[] = [];
  /** The LSNs of each volume's log, from its clone point on. */
  const logs = new Map<string, number[]>([["A", [START_LSN]]]);
  let count = 1;
  const named = (place: number) => {
    const names = [...logs.keys()];
    return names[place % names.length] as string;
  };
  for (const move of moves) {
    // The last volume stays: there is nothing to do without one.
    if (move.kind === "remove" && logs.size === 1) continue;
    if (move.kind === "remove") {
      const volume = named(move.volume);
      logs.delete(volume);
      steps.push({ tell: "remove", volume });
      continue;
    }
    const volume = named(move.kind === "write" ? move.volume : move.source);
    const log = logs.get(volume) as number[];
    const lastLsn = log.at(-1) as number;
    if (move.kind === "write") {
      log.push(lastLsn + move.gap);
      steps.push({ tell: "write", volume, page: (move.page % pageCount) + 1, lsn: lastLsn + move.gap });
      continue;
    }
    const clone = nameOf(count++);
    const atLsn = log[Math.max(0, log.length - 1 - move.back)] as number;
    logs.set(clone, [atLsn]);
    steps.push({ tell: "clone", source: volume, clone, atLsn });
  }
  return steps;
}

/** A, B, … Z, A2, … */
function nameOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${letter}${Math.floor(index / 26) + 1}`;
}

/** Runs of a family of up to six volumes within 40 ms; with "delays", some nodes are slow and messages are doubled. */
export function cloneSystemScenarios(mix: "calm" | "delays"): fc.Arbitrary<CloneSystemScenario> {
  const letter = fc.constantFrom("A", "B", "C", "D", "E", "F");
  const page = fc.integer({ min: 1, max: 3 });
  const atMs = fc.nat({ max: 40 });
  const write = fc.record({ atMs, volume: letter, page }).map((step): CloneSystemStep => ({ kind: "write", ...step }));
  const read = fc.record({ atMs, volume: letter, page }).map((step): CloneSystemStep => ({ kind: "read", ...step }));
  const remove = fc.record({ atMs, volume: letter }).map((step): CloneSystemStep => ({ kind: "delete", ...step }));
  // Clones are named in the order of their times below.
  const clone = fc
    .record({ atMs: fc.nat({ max: 25 }), source: fc.constantFrom("A", "A", "B", "C") })
    .map((step): CloneSystemStep => ({ kind: "clone", clone: "", ...step }));
  const span = fc
    .record({ fromMs: fc.nat({ max: 25 }), lastsMs: fc.integer({ min: 2, max: 20 }) })
    .map(({ fromMs, lastsMs }) => ({ fromMs, untilMs: fromMs + lastsMs }));
  const slow = fc
    .tuple(fc.constantFrom("A", "storage"), fc.integer({ min: 1, max: 6 }), span)
    .map(([node, addedMs, when]): Fault => ({ kind: "node-slow", node, addedMs, ...when }));
  const doubled = fc
    .tuple(fc.integer({ min: 1, max: 8 }), span)
    .map(([tenths, when]): Fault => ({ kind: "messages-doubled", probability: tenths / 10, ...when }));
  return fc
    .record({
      seed: fc.nat({ max: 9_999 }),
      copyOnWriteCloneMax: fc.constantFrom(15, 2),
      clones: fc.array(clone, { minLength: 1, maxLength: 5 }),
      steps: fc.array(
        fc.oneof({ weight: 5, arbitrary: write }, { weight: 4, arbitrary: read }, { weight: 1, arbitrary: remove }),
        { minLength: 2, maxLength: 20 },
      ),
      faults: mix === "calm" ? fc.constant<readonly Fault[]>([]) : fc.array(fc.oneof(slow, doubled), { maxLength: 3 }),
    })
    .map(({ seed, copyOnWriteCloneMax, clones, steps, faults }) => {
      const named = [...clones]
        .sort((a, b) => a.atMs - b.atMs)
        .map((step, index): CloneSystemStep => (step.kind === "clone" ? { ...step, clone: nameOf(index + 1) } : step));
      return {
        seed,
        pageCount: 3,
        copyOnWriteCloneMax,
        steps: [...named, ...steps].sort((a, b) => a.atMs - b.atMs),
        faults,
        untilMs: 70,
      };
    });
}
