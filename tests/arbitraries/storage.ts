/**
 * Random scenarios of Aurora's storage, for suites and for the core's own tests. All shrink towards the shortest run:
 * fewer records, one group, no faults.
 */
import * as fc from "fast-check";
import type { CommitScript, CommitStep, QuorumScript, VolumeScenario, WorkloadStep } from "four-of-six/aurora";
import { ZONES, placementFor, placementOf } from "four-of-six/aurora";
import type { Fault } from "four-of-six/kernel";

const LETTERS = ["A", "B", "C", "D", "E", "F"];

/**
 * What happens next to a commit tracker. Acknowledgements and commits name a record by its place among those shipped so
 * far, so that whatever fast-check leaves out while shrinking, the rest still makes sense.
 */
type Move =
  | { readonly kind: "ship"; readonly gap: number; readonly group: number; readonly isCpl: boolean }
  | { readonly kind: "acknowledge"; readonly record: number; readonly letters: readonly string[] }
  | { readonly kind: "request"; readonly record: number };

/** Scripts of up to 24 moves over one to three groups, with gaps between LSNs, repeats and every order of acknowledgements. */
export function commitScripts({ withCommits }: { readonly withCommits: boolean }): fc.Arbitrary<CommitScript> {
  const ship = fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }), fc.boolean())
    .map(([gap, group, isInside]): Move => ({ kind: "ship", gap, group, isCpl: !isInside }));
  // Most often three to five segments, on both sides of a write quorum; sometimes a few with repeats among them.
  const letters = fc.oneof(
    { weight: 3, arbitrary: fc.shuffledSubarray(LETTERS, { minLength: 3, maxLength: 5 }) },
    { weight: 1, arbitrary: fc.array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 6 }) },
  );
  const acknowledge = fc
    .tuple(fc.nat({ max: 9 }), letters)
    .map(([record, letters]): Move => ({ kind: "acknowledge", record, letters }));
  const request = fc.nat({ max: 9 }).map((record): Move => ({ kind: "request", record }));
  const move = fc.oneof(
    { weight: 3, arbitrary: ship },
    { weight: 6, arbitrary: acknowledge },
    ...(withCommits ? [{ weight: 4, arbitrary: request }] : []),
  );
  return fc
    .record({ groupCount: fc.integer({ min: 1, max: 3 }), moves: fc.array(move, { minLength: 1, maxLength: 24 }) })
    .map(scriptOf);
}

function scriptOf({ groupCount, moves }: { groupCount: number; moves: readonly Move[] }): CommitScript {
  const startLsn = 100;
  const shipped: { lsn: number; group: number }[] = [];
  const steps: CommitStep[] = [];
  const requested = new Set<number>();
  for (const move of moves) {
    if (move.kind === "ship") {
      const lsn = (shipped.at(-1)?.lsn ?? startLsn) + move.gap;
      const group = Math.min(move.group, groupCount);
      shipped.push({ lsn, group });
      steps.push({ tell: "shipped", lsn, group, isCpl: move.isCpl });
      continue;
    }
    const record = shipped[move.record % Math.max(1, shipped.length)];
    if (record === undefined) continue;
    if (move.kind === "request") {
      // One commit a record: which of two with the same LSN is answered first is nobody's business.
      if (requested.has(record.lsn)) continue;
      requested.add(record.lsn);
      steps.push({ tell: "requested", transaction: `T${requested.size}`, commitLsn: record.lsn });
      continue;
    }
    const suffix = record.group === 1 ? "" : String(record.group);
    for (const letter of move.letters) steps.push({ tell: "acknowledged", segment: letter + suffix, lsn: record.lsn });
  }
  return { startLsn, groupCount, steps };
}

/** What a quorum script is about; the rest of it is left empty. */
export type QuorumTopic = "answers" | "failures";

/**
 * Quorum rules put to the question, with any rule of one to seven copies, safe or not: who acknowledged and answered
 * (repeats and strangers among them), or which zones and segments failed.
 */
export function quorumScripts(topic: QuorumTopic): fc.Arbitrary<QuorumScript> {
  return fc.integer({ min: 1, max: 7 }).chain((copyCount) => {
    const quorum = fc.integer({ min: 1, max: copyCount });
    const members = placementFor({ copyCount, writeQuorum: 1, readQuorum: 1 }).map(({ segment }) => segment);
    const heard = fc.array(fc.constantFrom(...members, "A2", "D2"), { maxLength: 9 });
    const none = fc.constant<readonly string[]>([]);
    return fc.record({
      rule: fc.record({ copyCount: fc.constant(copyCount), writeQuorum: quorum, readQuorum: quorum }),
      acknowledgedBy: topic === "answers" ? heard : none,
      answeredBy: topic === "answers" ? heard : none,
      failure: fc.record({
        zones: topic === "failures" ? fc.subarray([...ZONES]) : none,
        segments: topic === "failures" ? fc.array(fc.constantFrom(...members), { maxLength: 4 }) : none,
      }),
    });
  });
}

export type FaultMix = "none" | "zone-plus-one" | "outages" | "messages" | "anything";

/** Runs of a whole volume: up to 8 mini-transactions within 20 ms, perhaps recovery reads, and the given mix of faults. */
export function volumeScenarios(
  mix: FaultMix,
  { withReads = false }: { readonly withReads?: boolean } = {},
): fc.Arbitrary<VolumeScenario> {
  return fc
    .record({
      seed: fc.nat({ max: 9_999 }),
      groupCount: fc.integer({ min: 1, max: 2 }),
      writes: fc.array(
        fc.record({
          atMs: fc.nat({ max: 20 }),
          groups: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 3 }),
          commits: fc.boolean(),
        }),
        { minLength: 1, maxLength: 8 },
      ),
      reads: withReads
        ? fc.array(fc.record({ atMs: fromMs, group: fc.integer({ min: 1, max: 2 }) }), { maxLength: 3 })
        : fc.constant<{ atMs: number; group: number }[]>([]),
      faults: faultsOf(mix),
    })
    .map(({ seed, groupCount, writes, reads, faults }) => {
      const written = [...writes]
        .sort((a, b) => a.atMs - b.atMs)
        .map(({ atMs, groups, commits }, index): WorkloadStep => {
          const within = groups.map((group) => Math.min(group, groupCount));
          return { kind: "write", atMs, groups: within, ...(commits ? { commits: `T${index + 1}` } : {}) };
        });
      const read = reads.map(({ atMs, group }): WorkloadStep => ({
        kind: "quorum-read",
        atMs,
        group: Math.min(group, groupCount),
      }));
      const workload = [...written, ...read].sort((a, b) => a.atMs - b.atMs);
      // A second group's segments exist only where there is one.
      const known = new Set(
        Array.from({ length: groupCount }, (_, index) => placementOf(index + 1)).flatMap((group) =>
          group.map(({ segment }) => segment),
        ),
      );
      const sensible = faults.filter((fault) => !("node" in fault) || known.has(fault.node));
      return { seed, groupCount, workload, faults: sensible, untilMs: 90 };
    });
}

const fromMs = fc.nat({ max: 25 });

const span = fc
  .record({ fromMs, lastsMs: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }) })
  .map(({ fromMs: from, lastsMs }) => ({
    fromMs: from,
    ...(lastsMs === undefined ? {} : { untilMs: from + lastsMs }),
  }));

const segment = fc.constantFrom(...LETTERS, ...LETTERS.map((letter) => `${letter}2`));

const zoneDown = fc
  .tuple(fc.constantFrom(...ZONES.slice(1)), span)
  .map(([zone, when]): Fault => ({ kind: "zone-down", zone, ...when }));
const segmentDown = fc.tuple(segment, span).map(([node, when]): Fault => ({ kind: "node-down", node, ...when }));
const segmentSlow = fc
  .tuple(segment, fc.integer({ min: 1, max: 40 }), span)
  .map(([node, addedMs, when]): Fault => ({ kind: "node-slow", node, addedMs, ...when }));
const messagesLost = fc
  .tuple(fc.integer({ min: 1, max: 6 }), span)
  .map(([tenths, when]): Fault => ({ kind: "messages-lost", probability: tenths / 10, ...when }));
const messagesDoubled = fc
  .tuple(fc.integer({ min: 1, max: 10 }), span)
  .map(([tenths, when]): Fault => ({ kind: "messages-doubled", probability: tenths / 10, ...when }));
const zonesParted = fc
  .tuple(
    fc.constantFrom(
      ...([
        ["az-1", "az-2"],
        ["az-1", "az-3"],
        ["az-2", "az-3"],
      ] as const),
    ),
    span,
  )
  .map(([zones, when]): Fault => ({ kind: "zones-parted", zones, ...when }));

function faultsOf(mix: FaultMix): fc.Arbitrary<readonly Fault[]> {
  switch (mix) {
    case "none":
      return fc.constant([]);
    case "zone-plus-one":
      return fc.tuple(zoneDown, segmentDown).map((faults) => [...faults]);
    case "outages":
      return fc.array(fc.oneof(zoneDown, segmentDown), { minLength: 1, maxLength: 5 });
    case "messages":
      return fc.array(fc.oneof(messagesLost, messagesDoubled, segmentSlow), { minLength: 1, maxLength: 3 });
    case "anything":
      return fc.array(fc.oneof(zoneDown, segmentDown, segmentSlow, messagesLost, messagesDoubled, zonesParted), {
        maxLength: 4,
      });
    default:
      return mix satisfies never;
  }
}
