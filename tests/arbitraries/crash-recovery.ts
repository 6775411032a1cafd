/**
 * What crashes leave behind, at random: a log of one or two groups scattered over segments, perhaps after an earlier
 * recovery that was completed, or cut short, or both. Shrinks towards one group, one segment's answer and few records.
 */
import * as fc from "fast-check";
import { placementOf, type LeftSegment, type RecoveryScript, type Truncation } from "four-of-six/aurora";

const LAL = 40;
const START_LSN = 100;

interface Draft {
  /** Distances between LSNs, the group and whether inside a mini-transaction, for each record of the first writer. */
  readonly first: readonly (readonly [gap: number, group: number, isInside: boolean])[];
  /** The same for the instance that a completed recovery let write on; none when there was no such recovery. */
  readonly second: Draft["first"] | undefined;
  /** Where that recovery cut, as a place in the first log. */
  readonly cut: number;
  /** Where a recovery before it cut that came to nothing; at or below the other's cut. */
  readonly failedCut: number | undefined;
  readonly groupCount: number;
  readonly answers: readonly (readonly [segment: number, group: number, bits: number, told: number, hint: number])[];
  readonly isRaced: boolean;
}

const record = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2 }), fc.boolean());
const log = fc.array(record, { maxLength: 6 });

/** Scripts of up to nine answers over up to a dozen records. */
export function recoveryScripts(): fc.Arbitrary<RecoveryScript> {
  return fc
    .record({
      first: log,
      second: fc.option(fc.array(record, { maxLength: 4 }), { nil: undefined, freq: 2 }),
      cut: fc.nat({ max: 6 }),
      failedCut: fc.option(fc.nat({ max: 6 }), { nil: undefined, freq: 2 }),
      groupCount: fc.integer({ min: 1, max: 2 }),
      answers: fc.array(
        fc.tuple(
          fc.nat({ max: 5 }),
          fc.integer({ min: 1, max: 2 }),
          fc.nat({ max: 0xfff }),
          fc.nat({ max: 3 }),
          fc.nat({ max: 4 }),
        ),
        { minLength: 1, maxLength: 9 },
      ),
      isRaced: fc.nat({ max: 9 }).map((chance) => chance === 9),
    })
    .map(scriptOf);
}

function scriptOf({ first, second, cut, failedCut, groupCount, answers, isRaced }: Draft): RecoveryScript {
  const shipped: RecoveryScript["shipped"][number][] = [];
  const ship = (records: Draft["first"], aboveLsn: number, afterLsn: number) => {
    let lsn = aboveLsn;
    let previousLsn = afterLsn;
    for (const [gap, group, isInside] of records) {
      lsn += gap;
      shipped.push({ lsn, group: Math.min(group, groupCount), isCpl: !isInside, previousLsn });
      previousLsn = lsn;
    }
  };
  ship(first, START_LSN, START_LSN);
  const firstLog = [...shipped];
  const pointAt = (place: number) => firstLog.slice(0, place).findLast(({ isCpl }) => isCpl)?.lsn ?? START_LSN;
  const vdl = pointAt(cut);
  const failed: Truncation | undefined =
    failedCut === undefined
      ? undefined
      : { volumeEpoch: 2, afterLsn: Math.min(vdl, pointAt(failedCut)), throughLsn: 0 };
  const failedList = failed === undefined ? [] : [{ ...failed, throughLsn: failed.afterLsn + LAL }];
  // The recovery that was completed had not heard of the one that came to nothing.
  const completedList = second === undefined ? [] : [{ volumeEpoch: 3, afterLsn: vdl, throughLsn: vdl + LAL }];
  if (second !== undefined) ship(second, vdl + LAL, vdl);
  const volumeEpoch = 5;

  const lefts = answers.map(([place, groupDrawn, bits, told, hint], index): LeftSegment => {
    const group = Math.min(groupDrawn, groupCount);
    const truncations = told === 0 ? [] : told === 1 ? failedList : completedList;
    const isCut = (lsn: number) => truncations.some((range) => range.afterLsn < lsn && lsn <= range.throughLsn);
    // What the second instance wrote is only where its recovery was heard of, and what was annulled is only where not.
    const isKnown = (lsn: number) => (lsn > vdl + LAL ? truncations === completedList : !isCut(lsn));
    const mine = shipped.filter((each) => each.group === group && isKnown(each.lsn));
    const points = [START_LSN, ...shipped.filter(({ lsn, isCpl }) => isCpl && lsn <= vdl).map(({ lsn }) => lsn)];
    const holds = mine.filter((_, place) => (bits >> place) & 1).map(({ lsn }) => lsn);
    return {
      segment: placementOf(group)[place]?.segment ?? "A",
      group,
      volumeEpoch: isRaced && index === answers.length - 1 ? 6 : truncations.length > 0 ? (truncations.at(-1)?.volumeEpoch ?? 1) : 1, // prettier-ignore
      durableLsn: failedCut === undefined ? (points[hint % points.length] ?? START_LSN) : START_LSN,
      holds,
      truncations,
    };
  });
  // Who answers a second time says what it said before.
  const firstOf = new Map(lefts.toReversed().map((left) => [left.segment, left]));
  return {
    startLsn: START_LSN,
    groupCount,
    shipped,
    volumeEpoch,
    allocationLimit: LAL,
    answers: lefts.map(({ segment }) => firstOf.get(segment) as LeftSegment),
  };
}
