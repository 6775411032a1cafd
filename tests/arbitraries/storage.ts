/**
 * Random scenarios of Aurora's storage, for suites and for the core's own tests. All shrink towards the shortest run:
 * fewer records, one group, no faults.
 */
import * as fc from "fast-check";
import type { CommitScript, CommitStep, QuorumScript, VolumeScenario, WorkloadStep } from "four-of-six/aurora";
import { VOLUME_MODEL, ZONES, placementFor, placementOf } from "four-of-six/aurora";
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
          const pages = groups.map((group) => pageOf(Math.min(group, groupCount)));
          return { kind: "write", atMs, pages, ...(commits ? { commits: `T${index + 1}` } : {}) };
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

/** What else happens to a volume than writes and faults. */
export interface SystemOptions {
  /** The writer crashes, and instances recover, perhaps two at once, perhaps while the old one still believes that it is the writer. */
  readonly withRecovery?: boolean;
  /** The volume is taken back in time, and forth again. */
  readonly withBacktrack?: boolean;
  /** The volume is cloned, perhaps twice, perhaps a clone of a clone; clones are written, read, crashed and recovered. */
  readonly withClones?: boolean;
  /** Segments are replaced, perhaps two at once, perhaps in vain. */
  readonly withReplacement?: boolean;
  /** After the last fault the run goes on for this long with nothing failing, and an instance that has the volume open. */
  readonly quietMs?: number;
  /** At most 16 moves over at most two groups, without background work: for suites, which have little time. */
  readonly isShort?: boolean;
}

type SystemMove =
  | { readonly kind: "write"; readonly pages: readonly number[]; readonly commits: boolean; readonly by: number }
  | { readonly kind: "read"; readonly page: number; readonly inView: boolean }
  | {
      readonly kind: "write-clone";
      readonly clone: number;
      readonly pages: readonly number[];
      readonly commits: boolean;
    }
  | { readonly kind: "read-clone"; readonly clone: number; readonly page: number }
  | { readonly kind: "crash-clone" | "recover-clone"; readonly clone: number }
  | { readonly kind: "open-view" | "close-view" | "crash" }
  | { readonly kind: "recover"; readonly instance: number }
  | { readonly kind: "backtrack"; readonly agoUs: number }
  | { readonly kind: "replace-segment" | "keep-segment"; readonly member: number };

/** Runs of the whole system: up to 24 moves within 60 ms over pages of up to three groups, and faults of the given mix. */
export function systemScenarios(
  mix: FaultMix,
  {
    withRecovery = false,
    withReplacement = false,
    withBacktrack = false,
    withClones = false,
    quietMs,
    isShort = false,
  }: SystemOptions = {},
): fc.Arbitrary<VolumeScenario> {
  // Few pages where it matters that two volumes write the same ones.
  const page = fc.integer({ min: 1, max: isShort ? 6 : withClones ? 5 : 10 });
  const write = fc
    .record({ pages: fc.array(page, { minLength: 1, maxLength: 4 }), commits: fc.boolean(), by: fc.nat({ max: 9 }) })
    .map((move): SystemMove => ({ kind: "write", ...move }));
  const read = fc.record({ page, inView: fc.boolean() }).map((move): SystemMove => ({ kind: "read", ...move }));
  const view = fc.constantFrom<SystemMove>({ kind: "open-view" }, { kind: "close-view" });
  const recover = fc.nat({ max: 2 }).map((instance): SystemMove => ({ kind: "recover", instance }));
  const member = fc.nat({ max: 7 });
  const replace = fc
    .tuple(fc.constantFrom("replace-segment" as const, "replace-segment" as const, "keep-segment" as const), member)
    .map(([kind, which]): SystemMove => ({ kind, member: which }));
  const move = fc.oneof(
    { weight: 8, arbitrary: write },
    { weight: 4, arbitrary: read },
    { weight: 2, arbitrary: view },
    ...(withRecovery
      ? [
          { weight: 2, arbitrary: fc.constant<SystemMove>({ kind: "crash" }) },
          { weight: 3, arbitrary: recover },
        ]
      : []),
    ...(withBacktrack
      ? [{ weight: 3, arbitrary: fc.nat({ max: 30_000 }).map((agoUs): SystemMove => ({ kind: "backtrack", agoUs })) }]
      : []),
    ...(withReplacement ? [{ weight: 2, arbitrary: replace }] : []),
    ...(withClones ? cloneMoves(page, withRecovery) : []),
  );
  return fc
    .record({
      seed: fc.nat({ max: 9_999 }),
      groupCount: fc.integer({ min: 1, max: 2 }),
      moves: fc.array(fc.tuple(fc.nat({ max: 60_000 }), move), { minLength: 1, maxLength: isShort ? 16 : 24 }),
      clones: withClones ? clonesMade() : fc.constant<readonly WorkloadStep[]>([]),
      faults: faultsOf(mix),
      allocationLimit: fc.constantFrom(6, 40, 10_000_000),
    })
    .map(({ seed, groupCount, moves, clones, faults, allocationLimit }) => {
      const moved = moves.flatMap(([atUs, what], index): WorkloadStep[] => stepsOf(what, atUs / 1000, index));
      const looked = clones.length === 0 ? [] : lastLooks();
      const workload = afterTheirClones([...moved, ...clones, ...looked].sort((a, b) => a.atMs - b.atMs));
      const known = new Set([...LETTERS, ...(groupCount === 2 ? LETTERS.map((letter) => `${letter}2`) : [])]);
      const sensible = faults.filter((fault) => !("node" in fault) || known.has(fault.node));
      const model = { allocationLimit, backgroundMs: isShort ? 1_000 : 15, gossipMs: isShort ? 12 : 8, resendMs: 20 };
      const untilMs = isShort ? 80 : 110;
      const backtrack = withBacktrack ? { backtrack: { targetWindowMs: 40, storedRecordsMax: 60 } } : {};
      if (quietMs === undefined) return { seed, groupCount, workload, faults: sensible, untilMs, model, ...backtrack };
      const healed = sensible.map((fault): Fault => ({ ...fault, untilMs: fault.untilMs ?? 70 }));
      const quietFromMs = Math.max(70, ...healed.map(({ untilMs = 0 }) => untilMs));
      const reopened: WorkloadStep[] = [
        { kind: "recover", atMs: quietFromMs + 60, instance: "writer-3" },
        { kind: "write", atMs: quietFromMs + 120, pages: [1, 5], commits: "T-last" },
      ];
      return {
        seed,
        groupCount,
        workload: withRecovery ? [...workload, ...reopened] : workload,
        faults: healed,
        untilMs: quietFromMs + 120 + quietMs,
        model,
        ...backtrack,
      };
    });
}

const CLONE_NAMES = ["clone-1", "clone-2"] as const;

/** A clone while the first writes are under way, and perhaps another one: of the volume, or of the first clone. */
function clonesMade(): fc.Arbitrary<readonly WorkloadStep[]> {
  return fc
    .record({
      firstUs: fc.integer({ min: 8_000, max: 35_000 }),
      laterUs: fc.option(fc.nat({ max: 30_000 }), { nil: undefined }),
      isOfFirst: fc.boolean(),
    })
    .map(({ firstUs, laterUs, isOfFirst }): readonly WorkloadStep[] => {
      const first: WorkloadStep = { kind: "clone", atMs: firstUs / 1000, clone: CLONE_NAMES[0] };
      if (laterUs === undefined) return [first];
      const atMs = (firstUs + laterUs) / 1000;
      return [first, { kind: "clone", atMs, clone: CLONE_NAMES[1], ...(isOfFirst ? { by: CLONE_NAMES[0] } : {}) }];
    });
}

/** Towards the end, all of them read every page that any of them can have written. */
function lastLooks(): readonly WorkloadStep[] {
  return [1, 2, 3, 4, 5].flatMap((page): WorkloadStep[] => [
    { kind: "read", atMs: 85, page },
    ...CLONE_NAMES.map((by): WorkloadStep => ({ kind: "read", atMs: 85, page, by })),
  ]);
}

function cloneMoves(page: fc.Arbitrary<number>, withRecovery: boolean) {
  const clone = fc.nat({ max: 1 });
  const pages = fc.array(page, { minLength: 1, maxLength: 3 });
  const write = fc
    .record({ clone, pages, commits: fc.boolean() })
    .map((move): SystemMove => ({ kind: "write-clone", ...move }));
  const read = fc.record({ clone, page }).map((move): SystemMove => ({ kind: "read-clone", ...move }));
  const kind = fc.constantFrom("crash-clone" as const, "recover-clone" as const, "recover-clone" as const);
  const life = fc.record({ kind, clone }).map((move): SystemMove => move);
  return [
    { weight: 4, arbitrary: write },
    { weight: 9, arbitrary: read },
    ...(withRecovery ? [{ weight: 2, arbitrary: life }] : []),
  ];
}

/** Leaves out what speaks of a clone that is not there yet. */
function afterTheirClones(workload: readonly WorkloadStep[]): readonly WorkloadStep[] {
  const made = new Set<string>();
  return workload.filter((step) => {
    const name = "by" in step ? step.by : "instance" in step ? step.instance : undefined;
    if (name?.startsWith("clone-") === true && !made.has(name)) return false;
    if (step.kind === "clone") made.add(step.clone);
    return true;
  });
}

const INSTANCE_NAMES = ["writer", "writer-2", "writer-3"] as const;

function cloneName(index: number): string {
  return CLONE_NAMES[index] ?? CLONE_NAMES[0];
}

function stepsOf(move: SystemMove, atMs: number, index: number): WorkloadStep[] {
  switch (move.kind) {
    case "write": {
      // Now and then a client is still connected to an instance that may have lost the volume.
      const by = INSTANCE_NAMES[move.by];
      const commits = move.commits ? { commits: `T${index + 1}` } : {};
      return [{ kind: "write", atMs, pages: move.pages, ...commits, ...(by === undefined ? {} : { by }) }];
    }
    case "read":
      return [{ kind: "read", atMs, page: move.page, ...(move.inView ? { view: "Q1" } : {}) }];
    case "write-clone": {
      const commits = move.commits ? { commits: `T${index + 1}` } : {};
      return [{ kind: "write", atMs, pages: move.pages, ...commits, by: cloneName(move.clone) }];
    }
    case "read-clone":
      return [{ kind: "read", atMs, page: move.page, by: cloneName(move.clone) }];
    case "crash-clone":
      return [{ kind: "crash", atMs, instance: cloneName(move.clone) }];
    case "recover-clone":
      return [{ kind: "recover", atMs, instance: cloneName(move.clone) }];
    case "open-view":
    case "close-view":
      return [{ kind: move.kind, atMs, view: "Q1" }];
    case "crash":
      return [{ kind: "crash", atMs }];
    case "backtrack":
      return [{ kind: "backtrack", atMs, toMs: Math.max(0, Math.round(atMs * 1000 - move.agoUs) / 1000) }];
    case "recover":
      return [{ kind: "recover", atMs, instance: INSTANCE_NAMES[move.instance] ?? "writer" }];
    case "replace-segment":
    case "keep-segment":
      return [{ kind: move.kind, atMs, segment: LETTERS[move.member] ?? "F" }];
    default:
      return move satisfies never;
  }
}

/** A page of the group. */
function pageOf(group: number): number {
  return (group - 1) * VOLUME_MODEL.pagesPerGroup + 1;
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

/** Faults of a mix; those that name a segment may mean one of a first or of a second group. */
export function faultsOf(mix: FaultMix): fc.Arbitrary<readonly Fault[]> {
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
