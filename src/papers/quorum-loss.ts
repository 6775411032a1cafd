/**
 * Why segments are small: the chance that a protection group loses its read quorum while a zone is down, for a repair of
 * seconds and for one of hours or days. The formula, and random groups with accelerated failures that confirm it where
 * anything can be sampled at all.
 */
import { AURORA_RULE, quorumRules, placementOf } from "../core/aurora/index.ts";
import { Random } from "../core/kernel/index.ts";
import { defineSection, paragraph, percent, small, table } from "./section.ts";

/** 64 TB of 10 GB each. Aurora 2018 §4. */
const GROUP_COUNT = 6_400;
/** An assumption of the course, and no paper's number: a segment fails once a year. */
const MTTF_S = 365 * 24 * 3_600;

export interface QuorumLossData {
  readonly assumed: { readonly mttfSeconds: number; readonly groupCount: number };
  /** Two further segments down at the same time, while a zone is: C(4, 2) × (MTTR / MTTF)². */
  readonly repair: readonly {
    readonly mttr: string;
    readonly mttrSeconds: number;
    readonly perGroup: number;
    readonly expectedGroups: number;
  }[];
  /** A copy is unavailable with probability p: what is lost with all zones up, and with one down. */
  readonly unavailable: readonly {
    readonly p: number;
    readonly zones: "all up" | "one down";
    readonly twoOfThree: number;
    readonly fourOfSixWrites: number;
    readonly threeOfSixReads: number;
  }[];
  /** Groups with failures and repairs at random, a zone down, sampled. */
  readonly sampled: readonly {
    /** MTTR / MTTF. */
    readonly repairShare: number;
    readonly groupCount: number;
    /** Share of the time without read quorum while the zone is down, and its standard error. */
    readonly withoutReadQuorum: number;
    readonly standardError: number;
    /** The same from the exact formula, with u = MTTR / (MTTF + MTTR), and from the short one. */
    readonly exact: number;
    readonly approximate: number;
    /** The write quorum, likewise: it needs all four. */
    readonly withoutWriteQuorum: number;
    readonly exactWrite: number;
  }[];
}

export const quorumLoss = defineSection<QuorumLossData>({
  name: "quorum-loss",
  title: "A zone down and one more: repair in seconds against repair in days",
  source: "Aurora 2017 §2.1, §2.2; Aurora 2018 §2.1",

  measure(size) {
    const trialCount = size === "full" ? 40_000 : 4_000;
    return {
      assumed: { mttfSeconds: MTTF_S, groupCount: GROUP_COUNT },
      repair: (
        [
          ["10 s", 10],
          ["60 s", 60],
          ["1 h", 3_600],
          ["1 day", 86_400],
        ] as const
      ).map(([mttr, mttrSeconds]) => {
        const perGroup = approximateLoss(mttrSeconds / MTTF_S);
        return { mttr, mttrSeconds, perGroup, expectedGroups: GROUP_COUNT * perGroup };
      }),
      unavailable: (["all up", "one down"] as const).flatMap((zones) =>
        [0.1, 0.01, 0.001].map((p) => {
          const gone = zones === "one down";
          return {
            p,
            zones,
            twoOfThree: atLeast(2, gone ? 2 : 3, p),
            fourOfSixWrites: atLeast(4, gone ? 4 : 6, p),
            threeOfSixReads: atLeast(3, gone ? 4 : 6, p),
          };
        }),
      ),
      sampled: [0.2, 0.1, 0.05, 0.02].map((repairShare) => sample(repairShare, trialCount)),
    };
  },

  print({ assumed, repair, unavailable, sampled }) {
    return [
      ...paragraph(
        `The paper argues without numbers: keep the time to repair so short that two more failures in it, while a zone is down, are not to be expected. Two more are what a read quorum of 3 of 6 cannot take. The numbers are the course's: each segment fails independently once in ${assumed.mttfSeconds / 86_400} days, and the volume has ${assumed.groupCount.toLocaleString("en-US")} groups (64 TB). Per group that is C(4, 2) x (MTTR / MTTF)^2 at any instant of the outage.`,
      ),
      "",
      ...table(
        [
          "time to repair",
          "without read quorum, per group",
          `expected of ${assumed.groupCount.toLocaleString("en-US")}`,
        ],
        repair.map(({ mttr, perGroup, expectedGroups }) => [mttr, small(perGroup), small(expectedGroups)]),
      ),
      "",
      ...paragraph(
        "10 GB are 80 Gbit: 8 s over a link of 10 Gbps, about 10 s with detection. That is why a segment has 10 GB.",
      ),
      "",
      ...paragraph(
        "Nobody can sample one in 10^12. So failures are accelerated: groups of six segments that fail and are repaired at random, one zone taken down, and the time counted in which fewer than 3 (or 4) segments are up.",
      ),
      "",
      ...table(
        ["MTTR / MTTF", "sampled", "+-", "exact", "6 x (..)^2", "write", "exact"],
        sampled.map((row) => [
          String(row.repairShare),
          row.withoutReadQuorum.toFixed(5),
          row.standardError.toFixed(5),
          row.exact.toFixed(5),
          row.approximate.toFixed(5),
          row.withoutWriteQuorum.toFixed(4),
          row.exactWrite.toFixed(4),
        ]),
      ),
      "",
      ...paragraph(
        `Exact: u = MTTR / (MTTF + MTTR) for each segment, two or more of four down; for a write, one or more. The short formula lies above it and comes closer as repair gets faster. ${(sampled[0]?.groupCount ?? 0).toLocaleString("en-US")} groups a line; +- is the standard error.`,
      ),
      "",
      ...table(
        ["a copy is away with p =", "zones", "2 of 3", "write 4 of 6", "read 3 of 6"],
        unavailable.map(({ p, zones, twoOfThree, fourOfSixWrites, threeOfSixReads }) => [
          String(p),
          zones,
          percent(twoOfThree),
          percent(fourOfSixWrites),
          percent(threeOfSixReads),
        ]),
      ),
      "",
      ...paragraph(
        "With a zone down a write to 4 of 6 is less available than one to 2 of 3. What six copies buy is the read quorum: the ability to find out the truth and repair.",
      ),
    ];
  },
});

/** Two or more of four down, when that is rare. */
function approximateLoss(repairShare: number): number {
  return 6 * repairShare * repairShare;
}

/** The probability that fewer than `needed` of `left` copies are there, each away with probability p. */
function atLeast(needed: number, left: number, p: number): number {
  let lost = 0;
  for (let away = left - needed + 1; away <= left; away++) {
    let term = waysToChoose(away, left);
    for (let i = 0; i < away; i++) term *= p;
    for (let i = 0; i < left - away; i++) term *= 1 - p;
    lost += term;
  }
  return lost;
}

function waysToChoose(chosen: number, of: number): number {
  let ways = 1;
  for (let i = 1; i <= chosen; i++) ways = (ways * (of - chosen + i)) / i;
  return ways;
}

/** Steps that a repair takes: time is counted in steps. */
const REPAIR_STEPS = 10;
/** How long the zone is down in each trial. */
const OUTAGE_STEPS = 40;

/**
 * Protection groups, one after the other. In each step a segment that is up fails with a probability that makes it live
 * MTTF on average; one that failed is repaired after MTTR. Segments begin as they are found at a random moment, then
 * az-3 is taken down, and each step of the outage asks the quorum rules what the group can still do.
 */
function sample(repairShare: number, groupCount: number): QuorumLossData["sampled"][number] {
  const random = new Random(2_018).fork(`groups with ${repairShare}`);
  const failsInStep = repairShare / REPAIR_STEPS;
  const isDownAtRandom = repairShare / (1 + repairShare);
  const placement = placementOf(1);
  const zones = ["az-3"];
  const segments = placement.map(({ segment }) => segment);
  // What the rules say depends on who is down and on nothing else: ask once for each of the 64 ways.
  const service = Array.from({ length: 64 }, (_, pattern) =>
    quorumRules.afterFailure(AURORA_RULE, placement, {
      zones,
      segments: segments.filter((_, i) => (pattern >> i) & 1),
    }),
  );

  let readSum = 0;
  let readSquareSum = 0;
  let writeSum = 0;
  const stepsLeft = segments.map(() => 0);
  for (let group = 0; group < groupCount; group++) {
    for (let i = 0; i < stepsLeft.length; i++)
      stepsLeft[i] = random.chance(isDownAtRandom) ? random.integer(1, REPAIR_STEPS) : 0;
    let withoutRead = 0;
    let withoutWrite = 0;
    for (let step = 0; step < OUTAGE_STEPS; step++) {
      let pattern = 0;
      for (let i = 0; i < stepsLeft.length; i++) if ((stepsLeft[i] as number) > 0) pattern |= 1 << i;
      const { reads, writes } = service[pattern] as { reads: boolean; writes: boolean };
      if (!reads) withoutRead++;
      if (!writes) withoutWrite++;
      for (let i = 0; i < stepsLeft.length; i++) {
        if ((stepsLeft[i] as number) > 0) stepsLeft[i] = (stepsLeft[i] as number) - 1;
        else if (random.chance(failsInStep)) stepsLeft[i] = REPAIR_STEPS;
      }
    }
    const share = withoutRead / OUTAGE_STEPS;
    readSum += share;
    readSquareSum += share * share;
    writeSum += withoutWrite / OUTAGE_STEPS;
  }
  const mean = readSum / groupCount;
  const variance = readSquareSum / groupCount - mean * mean;
  return {
    repairShare,
    groupCount,
    withoutReadQuorum: mean,
    standardError: Math.sqrt(variance / groupCount),
    exact: atLeast(3, 4, isDownAtRandom),
    approximate: approximateLoss(repairShare),
    withoutWriteQuorum: writeSum / groupCount,
    exactWrite: atLeast(4, 4, isDownAtRandom),
  };
}
