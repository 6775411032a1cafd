/**
 * Random runs of transactions for the two designs. They shrink towards one small transaction in one group, nothing
 * written back, and the plainest topology.
 */
import * as fc from "fast-check";
import {
  AURORA_MODEL,
  type AuroraTopology,
  type IoDesign,
  type IoRun,
  type IoScenario,
  type IoScript,
  type LoggedChange,
  type MirroredTopology,
} from "four-of-six/aurora";
import { checkFaults, type Fault } from "four-of-six/kernel";

/** What happens next in a run. Transactions are named by a small number, so that whatever is left out, the rest holds. */
interface Move {
  readonly gap: number;
  readonly transaction: number;
  readonly group: number;
  readonly page: number;
  readonly sizeBytes: number;
  readonly isCommit: boolean;
}

const moves = (countMax: number) =>
  fc.array(
    fc.record({
      gap: fc.integer({ min: 1, max: 3 }),
      transaction: fc.integer({ min: 1, max: 6 }),
      group: fc.integer({ min: 1, max: 3 }),
      page: fc.integer({ min: 1, max: 9 }),
      // Small beside small batches: records that just fit, just do not, and never could.
      sizeBytes: fc.integer({ min: 1, max: 14 }),
      isCommit: fc.integer({ min: 0, max: 2 }).map((third) => third === 2),
    }),
    { maxLength: countMax },
  );

/** A transaction that has committed is over; whoever moves in its name afterwards is the next one of its place. */
function recordsOf(moved: readonly Move[], firstLsn: number, prefix: string): readonly LoggedChange[] {
  const lives = new Map<number, number>();
  let lsn = firstLsn;
  return moved.map(({ gap, transaction, ...change }) => {
    lsn += gap;
    const life = lives.get(transaction) ?? 0;
    if (change.isCommit) lives.set(transaction, life + 1);
    return { lsn, transaction: `${prefix}${transaction}${"abcdefghijklmnopqrstuvwxyz"[life] ?? "z"}`, ...change };
  });
}

const flushed = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 7 });
const metadata = fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 2 });

const mirrored: fc.Arbitrary<MirroredTopology> = fc.record({
  pageBytes: fc.constantFrom(16, 64),
  doubleWrite: fc.boolean(),
  doubleWritePages: fc.integer({ min: 1, max: 4 }),
  binlog: fc.boolean(),
  binlogBytes: fc.integer({ min: 1, max: 20 }),
  commitsPerSync: fc.integer({ min: 1, max: 4 }),
  volumes: fc.constantFrom(1 as const, 2 as const),
  copiesPerVolume: fc.integer({ min: 1, max: 3 }),
});

const aurora: fc.Arbitrary<AuroraTopology> = fc.record({
  batchBytes: fc.integer({ min: 1, max: 30 }),
  copies: fc.integer({ min: 1, max: 7 }),
  replicas: fc.integer({ min: 0, max: 3 }),
});

/** A run of up to 14 records on any topology: counting alone, for the given designs. */
export function ioScripts(...designs: readonly IoDesign[]): fc.Arbitrary<IoScript> {
  return fc.record({
    designs: fc.constant(designs),
    run: fc.record({
      records: moves(14).map((moved) => recordsOf(moved, 100, "T")),
      flushedPages: flushed,
      metadataBytes: metadata,
    }),
    mirrored,
    aurora,
  });
}

const fromMs = fc.nat({ max: 12 });
const span = fc
  .record({ fromMs, lastsMs: fc.option(fc.integer({ min: 1, max: 10 }), { nil: undefined }) })
  .map(({ fromMs: from, lastsMs }) => ({
    fromMs: from,
    ...(lastsMs === undefined ? {} : { untilMs: from + lastsMs }),
  }));
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc
    .tuple(fc.constantFrom("az-3", "az-2", "az-1"), span)
    .map(([zone, when]): Fault => ({ kind: "zone-down", zone, ...when })),
  fc
    .tuple(fc.constantFrom("A", "C", "F", "M1", "M2", "M3", "standby"), span)
    .map(([node, when]): Fault => ({ kind: "node-down", node, ...when })),
  fc
    .tuple(fc.constantFrom("B", "E", "M1", "M4", "mysql", "writer"), fc.integer({ min: 1, max: 8 }), span)
    .map(([node, addedMs, when]): Fault => ({ kind: "node-slow", node, addedMs, ...when })),
  span.map((when): Fault => ({ kind: "messages-doubled", probability: 0.5, ...when })),
);

/** Up to three runs of transactions on both simulated designs, with zones down, machines down or slow, messages doubled. */
export function ioScenarios({ withFaults }: { readonly withFaults: boolean }): fc.Arbitrary<IoScenario> {
  const round = fc.record({
    afterMs: fc.nat({ max: 6 }),
    moved: moves(7),
    flushedPages: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
    metadataBytes: fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 1 }),
  });
  return fc
    .record({
      seed: fc.nat({ max: 9_999 }),
      rounds: fc.array(round, { minLength: 1, maxLength: 3 }),
      mirrored,
      aurora: aurora.map((topology): AuroraTopology => ({ ...topology, copies: AURORA_MODEL.copies })),
      faults: withFaults ? fc.array(fault, { minLength: 1, maxLength: 3 }) : fc.constant<readonly Fault[]>([]),
    })
    .map(({ seed, rounds, mirrored: mysql, aurora: cluster, faults }) => {
      let atMs = 0;
      let lsn = 100;
      const built = rounds.map(({ afterMs, moved, flushedPages, metadataBytes }, index) => {
        atMs += afterMs;
        const records = recordsOf(moved, lsn, `R${index + 1}T`);
        lsn = records.at(-1)?.lsn ?? lsn;
        const run: IoRun = { records, flushedPages, metadataBytes };
        return { atMs, run };
      });
      return {
        seed,
        mirrored: mysql,
        aurora: cluster,
        rounds: built,
        faults: faults.filter((one) => isKnown(one, mysql)),
        untilMs: 400,
      };
    });
}

/** A smaller MySQL has no M4, or no standby. */
function isKnown(one: Fault, { volumes, copiesPerVolume }: MirroredTopology): boolean {
  const disks = Array.from({ length: volumes * copiesPerVolume }, (_, index) => `M${index + 1}`);
  const nodes = ["mysql", "writer", ..."ABCDEF", ...disks, ...(volumes === 2 ? ["standby"] : [])];
  try {
    checkFaults([one], { zones: ["az-1", "az-2", "az-3"], nodes });
    return true;
  } catch {
    return false;
  }
}
