/** Random pages and storage nodes. All shrink towards few records, all here, in order, and no faults. */
import * as fc from "fast-check";
import {
  PAGE_SLOT_COUNT,
  emptyPage,
  type PageNodeScenario,
  type PageQuestion,
  type PageRecord,
  type PageScript,
  type PageVersion,
  type VolumeScenario,
  type WorkloadStep,
} from "four-of-six/aurora";
import type { Fault } from "four-of-six/kernel";

const START_LSN = 100;

/** What a page script asks about; with "gaps", records may be missing. */
export type PageTopic = "pages" | "pages-with-gaps" | "garbage";

/** A point of the log, by its place: before, at or after the record there. Sensible whatever is left out elsewhere. */
const point = fc.record({ place: fc.nat({ max: 9 }), offset: fc.constantFrom(0, 1, -1) });

/** One page of up to 8 records: some of its versions are stored, records lie about in any order, some of them twice. */
export function pageScripts(topic: PageTopic): fc.Arbitrary<PageScript> {
  const fates =
    topic === "pages"
      ? (["here", "here", "twice"] as const)
      : topic === "garbage"
        ? (["here", "here", "twice", "lost"] as const)
        : (["here", "here", "lost", "twice", "lost"] as const);
  const step = fc.record({
    gap: fc.integer({ min: 1, max: 3 }),
    slot: fc.integer({ min: 1, max: PAGE_SLOT_COUNT }),
    value: fc.integer({ min: 1, max: 9 }),
    fate: fc.constantFrom(...fates),
    hasVersion: fc.boolean(),
  });
  const question = fc.record({ at: point, staged: topic === "garbage" ? point : fc.constant({ place: 0, offset: 0 }) });
  return fc
    .record({
      steps: fc.array(step, { maxLength: 8 }),
      startHasVersion: fc.boolean().map((isGone) => !isGone),
      order: fc.array(fc.nat({ max: 30 }), { maxLength: 20 }),
      questions: fc.array(question, { minLength: 1, maxLength: 4 }),
    })
    .map(({ steps, startHasVersion, order, questions }): PageScript => {
      const versions: PageVersion[] = startHasVersion ? [emptyPage(START_LSN)] : [];
      const records: PageRecord[] = [];
      const points = [START_LSN];
      let page = emptyPage(START_LSN);
      for (const { gap, slot, value, fate, hasVersion } of steps) {
        const record = { lsn: page.lsn + gap, previousLsn: page.lsn, change: { slot, value } };
        page = { lsn: record.lsn, slots: page.slots.map((old, index) => (index === slot - 1 ? value : old)) };
        points.push(record.lsn);
        if (fate !== "lost") records.push(record);
        if (fate === "twice") records.push(record);
        if (hasVersion) versions.push(page);
      }
      if (versions.length === 0) versions.push(page);
      const lsnOf = ({ place, offset }: { place: number; offset: number }) =>
        (points[place % points.length] as number) + offset;
      return {
        versions: shuffled(versions, order),
        records: shuffled(records, order),
        questions: questions.map(({ at, staged }): PageQuestion =>
          topic === "garbage"
            ? { ask: "garbage", pgmrpl: lsnOf(at), stagedLsn: lsnOf(staged) }
            : { ask: "page", readPoint: lsnOf(at) },
        ),
      };
    });
}

/** In the order of the keys; where they are equal or missing, as before. */
function shuffled<T>(items: readonly T[], keys: readonly number[]): readonly T[] {
  return items
    .map((item, index) => ({ item, index, key: keys[index] ?? 0 }))
    .sort((a, b) => a.key - b.key || a.index - b.index)
    .map(({ item }) => item);
}

export type PageNodeMix = "calm" | "messages" | "long-queries" | "anything";

/** Runs of one storage node: up to 10 mini-transactions on three pages within 25 ms, reads, long queries, faults. */
export function pageNodeScenarios(mix: PageNodeMix): fc.Arbitrary<PageNodeScenario> {
  const atMs = fc.nat({ max: 25 });
  const page = fc.integer({ min: 1, max: 3 });
  const change = fc.record({
    page,
    slot: fc.integer({ min: 1, max: PAGE_SLOT_COUNT }),
    value: fc.integer({ min: 1, max: 9 }),
  });
  const viewCountMax = mix === "calm" || mix === "messages" ? 0 : 3;
  return fc
    .record({
      seed: fc.nat({ max: 9_999 }),
      writes: fc.array(fc.record({ atMs, changes: fc.array(change, { minLength: 1, maxLength: 3 }) }), {
        minLength: 1,
        maxLength: 10,
      }),
      views: fc.array(
        fc.record({
          fromMs: fc.nat({ max: 15 }),
          lastsMs: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
        }),
        { minLength: mix === "long-queries" ? 1 : 0, maxLength: viewCountMax },
      ),
      reads: fc.array(
        fc.record({
          atMs: fc.nat({ max: 45 }),
          page,
          of: fc.oneof(
            fc.constant({}),
            fc.constantFrom("V1", "V2", "V3").map((view) => ({ view })),
            fc.integer({ min: START_LSN, max: START_LSN + 12 }).map((readPoint) => ({ readPoint })),
          ),
        }),
        { minLength: 1, maxLength: 8 },
      ),
      faults: faultsOf(mix),
    })
    .map(({ seed, writes, views, reads, faults }) => ({
      seed,
      pageCount: 3,
      writes: [...writes].sort((a, b) => a.atMs - b.atMs),
      views: views.map(({ fromMs, lastsMs }, index) => ({
        view: `V${index + 1}`,
        fromMs,
        ...(lastsMs === undefined ? {} : { untilMs: fromMs + lastsMs }),
      })),
      reads: reads
        .map(({ atMs: readAtMs, page: readPage, of }) => ({ atMs: readAtMs, page: readPage, ...of }))
        .sort((a, b) => a.atMs - b.atMs),
      faults,
      untilMs: 60,
    }));
}

/** Runs of a whole volume that wear out two pages: writes, then reads among them, a long query, perhaps a crash. */
export function pageVolumeScenarios(): fc.Arbitrary<VolumeScenario> {
  const page = fc.integer({ min: 1, max: 2 });
  const write = fc.record({ atMs: fc.nat({ max: 50 }), pages: fc.array(page, { minLength: 2, maxLength: 3 }) });
  const read = fc.record({ atMs: fc.integer({ min: 20, max: 85 }), page, inView: fc.boolean() });
  return fc
    .record({
      seed: fc.nat({ max: 9_999 }),
      writes: fc.array(write, { minLength: 4, maxLength: 8 }),
      reads: fc.array(read, { minLength: 3, maxLength: 6 }),
      view: fc.option(fc.nat({ max: 40 }), { nil: undefined }),
      crashMs: fc.option(fc.integer({ min: 30, max: 55 }), { nil: undefined }),
      lost: fc.nat({ max: 4 }),
    })
    .map(({ seed, writes, reads, view, crashMs, lost }) => ({
      seed,
      groupCount: 1,
      workload: [
        ...writes.map(({ atMs, pages }): WorkloadStep => ({ kind: "write", atMs, pages })),
        ...reads.map(({ atMs, page: of, inView }): WorkloadStep => ({
          kind: "read",
          atMs,
          page: of,
          ...(inView && view !== undefined ? { view: "Q1" } : {}),
        })),
        ...(view === undefined ? [] : [{ kind: "open-view" as const, atMs: view, view: "Q1" }]),
        ...(crashMs === undefined
          ? []
          : [
              { kind: "crash" as const, atMs: crashMs },
              { kind: "recover" as const, atMs: crashMs + 5, instance: "writer-2" },
            ]),
      ].sort((a, b) => a.atMs - b.atMs),
      faults: lost === 0 ? [] : [{ kind: "messages-lost", probability: lost / 10, fromMs: 0, untilMs: 50 }],
      untilMs: 95,
      model: { backgroundMs: 7, gossipMs: 4, resendMs: 20 },
    }));
}

function faultsOf(mix: PageNodeMix): fc.Arbitrary<readonly Fault[]> {
  const span = fc
    .record({ from: fc.nat({ max: 25 }), lastsMs: fc.integer({ min: 1, max: 20 }) })
    .map(({ from, lastsMs }) => ({ fromMs: from, untilMs: from + lastsMs }));
  const tenths = fc.integer({ min: 1, max: 6 }).map((count) => count / 10);
  const lost = fc
    .tuple(tenths, span)
    .map(([probability, when]): Fault => ({ kind: "messages-lost", probability, ...when }));
  const doubled = fc
    .tuple(tenths, span)
    .map(([probability, when]): Fault => ({ kind: "messages-doubled", probability, ...when }));
  const slow = fc
    .tuple(fc.integer({ min: 1, max: 9 }), span)
    .map(([addedMs, when]): Fault => ({ kind: "node-slow", node: "A", addedMs, ...when }));
  const down = fc
    .tuple(fc.constantFrom("A", "backup"), span)
    .map(([node, when]): Fault => ({ kind: "node-down", node, ...when }));
  switch (mix) {
    case "calm":
      return fc.constant([]);
    case "messages":
      return fc.array(fc.oneof(lost, doubled, slow), { minLength: 1, maxLength: 3 });
    case "long-queries":
      return fc.array(down, { maxLength: 1 });
    case "anything":
      return fc.array(fc.oneof(lost, doubled, slow, down), { maxLength: 3 });
    default:
      return mix satisfies never;
  }
}
