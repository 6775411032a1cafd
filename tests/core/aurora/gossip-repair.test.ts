import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  copiesAgree,
  fileRecord,
  firstViolation,
  gossipRepair,
  openSegment,
  runGossipScript,
  runVolume,
  type GossipRepair,
  type LogRange,
  type Segment,
  type SegmentReport,
} from "../../../src/core/aurora/index.ts";
import { gossipScripts, groupLogs, missedRecords } from "../../arbitraries/gossip-repair.ts";
import { SEED } from "../seed.ts";

const { plan, answer, file } = gossipRepair;

/** A segment in short: `at("C", 101, [103, 107])` is complete up to 101 and holds (103, 107]. */
const at = (segment: string, scl: number, ...stretches: readonly (readonly [number, number])[]): SegmentReport => ({
  segment,
  scl,
  stretches: stretches.map(([afterLsn, lastLsn]) => ({ afterLsn, lastLsn })),
  volumeEpoch: 1,
  membershipEpoch: 1,
});
const range = (afterLsn: number, throughLsn: number): LogRange => ({ afterLsn, throughLsn });
const asked = (own: SegmentReport, ...peers: readonly SegmentReport[]) =>
  plan(own, peers).map(({ peer, ranges }) => `${peer} ${ranges.map((r) => `${r.afterLsn}-${r.throughLsn}`).join(" ")}`);

describe("a plan", () => {
  it("is the one of the worked example: B fills the gap, and C is not asked for it again", () => {
    const own = at("A", 101, [103, 107]);
    expect(asked(own, at("B", 103), at("C", 107))).toEqual(["B 101-103"]);
    expect(asked(own, at("B", 103), at("C", 109))).toEqual(["B 101-103", "C 107-109"]);
    expect(asked(own, at("C", 109), at("B", 103))).toEqual(["C 101-103 107-109"]);
  });

  it("asks for nothing that is here, and of nobody who is no further", () => {
    expect(asked(at("A", 107), at("B", 107), at("C", 101, [103, 107]))).toEqual([]);
    expect(asked(at("A", 106), at("B", 107))).toEqual(["B 106-107"]);
    expect(asked(at("A", 107))).toEqual([]);
  });

  it("takes from a peer's stretches what lies in its own gaps", () => {
    expect(asked(at("A", 101, [105, 107]), at("B", 100, [103, 109]))).toEqual(["B 103-105 107-109"]);
    expect(asked(at("A", 101, [105, 107]), at("B", 101, [103, 104], [107, 108]))).toEqual(["B 103-104 107-108"]);
  });

  it("passes over peers of another epoch, older and newer", () => {
    const own = { ...at("A", 100), volumeEpoch: 2, membershipEpoch: 2 };
    for (const other of [{ volumeEpoch: 1 }, { volumeEpoch: 3 }, { membershipEpoch: 1 }, { membershipEpoch: 3 }]) {
      const peer = { ...at("B", 107), volumeEpoch: 2, membershipEpoch: 2, ...other };
      expect(asked(own, peer, { ...at("C", 105), volumeEpoch: 2, membershipEpoch: 2 })).toEqual(["C 100-105"]);
    }
  });
});

describe("an answer", () => {
  it("sends the parts that are here, and no more than was asked for", () => {
    const own = at("B", 103, [105, 107]);
    const of = (...ranges: readonly LogRange[]) => answer(own, at("A", 101), ranges);
    expect(of(range(101, 103))).toEqual({ status: "sent", ranges: [range(101, 103)] });
    expect(of(range(101, 110))).toEqual({ status: "sent", ranges: [range(101, 103), range(105, 107)] });
    expect(of(range(90, 92), range(102, 106))).toEqual({
      status: "sent",
      ranges: [range(90, 92), range(102, 103), range(105, 106)],
    });
    expect(of(range(103, 105))).toEqual({ status: "sent", ranges: [] });
    expect(of()).toEqual({ status: "sent", ranges: [] });
  });

  it("refuses whoever knows of other epochs, and says which", () => {
    const own = { ...at("B", 103), volumeEpoch: 2, membershipEpoch: 2 };
    const to = (volumeEpoch: number, membershipEpoch: number) =>
      answer(own, { ...at("A", 101), volumeEpoch, membershipEpoch }, [range(101, 103)]);
    for (const volumeEpoch of [1, 3]) {
      expect(to(volumeEpoch, 2)).toEqual({ status: "refused", because: "other-volume-epoch" });
      expect(to(volumeEpoch, 1)).toEqual({ status: "refused", because: "other-volume-epoch" });
    }
    for (const membershipEpoch of [1, 3]) {
      expect(to(2, membershipEpoch)).toEqual({ status: "refused", because: "other-membership-epoch" });
    }
    expect(to(2, 2).status).toBe("sent");
  });
});

/** Filing, by the book: a set of records, and the links walked anew each time. */
function filedSlowly(log: readonly number[], startLsn: number, held: ReadonlySet<number>): Segment {
  const runs: { afterLsn: number; lastLsn: number }[] = [];
  let previous = startLsn;
  for (const lsn of log) {
    const last = runs.at(-1);
    if (held.has(lsn)) {
      if (last?.lastLsn === previous) last.lastLsn = lsn;
      else runs.push({ afterLsn: previous, lastLsn: lsn });
    }
    previous = lsn;
  }
  const [first, ...others] = runs;
  if (first?.afterLsn === startLsn) return { scl: first.lastLsn, stretches: others };
  return { scl: startLsn, stretches: runs };
}

const orders = groupLogs.chain(
  (log) =>
  fc.record({ log: fc.constant(log), batches: fc.array(fc.array(fc.constantFrom(...log), { maxLength: 8 }), { maxLength: 5 }) }), // prettier-ignore
);

describe("filing", () => {
  it("gives what the links say, in every order and with every repetition", () => {
    fc.assert(
      fc.property(orders, ({ log, batches }) => {
        const held = new Set<number>();
        let segment = openSegment(100);
        for (const batch of batches) {
          segment = file(segment, batch.map((lsn) => ({ lsn, previousLsn: log[log.indexOf(lsn) - 1] ?? 100 }))); // prettier-ignore
          for (const lsn of batch) held.add(lsn);
          expect(segment).toEqual(filedSlowly(log, 100, held));
        }
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });
});

/** Whom to ask for what, LSN by LSN. */
function plannedSlowly(own: SegmentReport, peers: readonly SegmentReport[]): Map<string, number[]> {
  const holds = ({ scl, stretches }: Segment, lsn: number) =>
    lsn <= scl || stretches.some(({ afterLsn, lastLsn }) => afterLsn < lsn && lsn <= lastLsn);
  const wanted = new Map<string, number[]>();
  for (let lsn = 90; lsn < 150; lsn++) {
    if (holds(own, lsn)) continue;
    const first = peers.find(
      (peer) =>
        holds(peer, lsn) && peer.volumeEpoch === own.volumeEpoch && peer.membershipEpoch === own.membershipEpoch,
    );
    if (first !== undefined) wanted.set(first.segment, [...(wanted.get(first.segment) ?? []), lsn]);
  }
  return wanted;
}

const subsets = groupLogs.chain((log) =>
  fc.record({
    log: fc.constant(log),
    held: fc.array(fc.subarray([...log]), { minLength: 2, maxLength: 6 }),
    epochs: fc.infiniteStream(fc.integer({ min: 0, max: 9 }).map((chance) => (chance === 9 ? 2 : 1))),
  }),
);
const reportsOf = (log: readonly number[], held: readonly (readonly number[])[]): SegmentReport[] =>
  held.map((lsns, index) => ({
    ...at(String.fromCharCode(65 + index), 0),
    ...filedSlowly(log, 100, new Set(lsns)),
  }));

describe("the reference gossip", () => {
  it("plans what a look at every single LSN gives, nothing twice and nothing of another epoch", () => {
    fc.assert(
      fc.property(subsets, ({ log, held, epochs }) => {
        const next = () => epochs.next().value as number;
        const [own, ...peers] = reportsOf(log, held).map((report) => ({
          ...report,
          volumeEpoch: next(),
          membershipEpoch: next(),
        }));
        const requests = plan(own!, peers);
        const expected = plannedSlowly(own!, peers);
        expect(requests.map(({ peer }) => peer)).toEqual(peers.map(({ segment }) => segment).filter((id) => expected.has(id))); // prettier-ignore
        for (const { peer, ranges } of requests) {
          const lsns = Array.from({ length: 60 }, (_, index) => 90 + index).filter((lsn) =>
            ranges.some(({ afterLsn, throughLsn }) => afterLsn < lsn && lsn <= throughLsn),
          );
          expect(lsns).toEqual(expected.get(peer));
          for (const [index, { afterLsn, throughLsn }] of ranges.entries()) {
            expect(afterLsn).toBeLessThan(throughLsn);
            if (index > 0) expect(ranges[index - 1]!.throughLsn).toBeLessThan(afterLsn);
          }
        }
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });

  it("brings every segment to hold what any of them held, whoever talks to whom, once all have talked", () => {
    const talks = fc.array(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 })), { maxLength: 40 });
    fc.assert(
      fc.property(subsets, talks, ({ log, held }, random) => {
        const linked = log.map((lsn, index) => ({ lsn, previousLsn: log[index - 1] ?? 100 }));
        const reports = reportsOf(log, held);
        const disks = held.map((lsns) => new Set(lsns));
        const talk = (to: number, from: number) => {
          const [own, peer] = [reports[to], reports[from]];
          if (own === undefined || peer === undefined || own === peer) return;
          for (const { ranges } of plan(own, [peer])) {
            const said = answer(peer, own, ranges);
            if (said.status === "refused") throw new Error("Equals talk.");
            const sent = linked.filter(
              ({ lsn }) => disks[from]!.has(lsn) && said.ranges.some((r) => r.afterLsn < lsn && lsn <= r.throughLsn),
            );
            for (const { lsn } of sent) {
              expect(disks[to]!.has(lsn), "sent although it was there").toBe(false);
              disks[to]!.add(lsn);
            }
            reports[to] = { ...own, ...file(own, sent) };
          }
        };
        for (const [to, from] of random) talk(to, from);
        // A chain there and a chain back: everybody has heard of everything.
        for (let place = 1; place < reports.length; place++) talk(place, place - 1);
        for (let place = reports.length - 1; place > 0; place--) talk(place - 1, place);
        const union = filedSlowly(log, 100, new Set(held.flat()));
        for (const { scl, stretches } of reports) expect({ scl, stretches }).toEqual(union);
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  it("says in every script what the slow one says", () => {
    fc.assert(
      fc.property(gossipScripts(), (script) => {
        const { lsns, startLsn } = script;
        const slow: GossipRepair = {
          ...gossipRepair,
          file: (segment, records) =>
            filedSlowly(
              lsns,
              startLsn,
              new Set([
                ...lsns.filter((lsn) => lsn <= segment.scl || segment.stretches.some((s) => s.afterLsn < lsn && lsn <= s.lastLsn)), // prettier-ignore
                ...records.map(({ lsn }) => lsn),
              ]),
            ),
        };
        expect(runGossipScript(script, gossipRepair)).toEqual(runGossipScript(script, slow));
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  it.each([false, true])(
    "fills every gap of a volume without the writer's help, with a recovery: %s",
    (withRecovery) => {
      let gossipedCount = 0;
      fc.assert(
        fc.property(missedRecords({ withRecovery }), (scenario) => {
          const trace = runVolume(scenario);
          expect(firstViolation(trace)).toBeUndefined();
          expect(copiesAgree(trace)).toBeUndefined();
          expect(trace.filter(({ kind }) => kind === "record-resent")).toEqual([]);
          gossipedCount += trace.filter(({ kind }) => kind === "record-gossiped").length;
        }),
        { seed: SEED, numRuns: 1000 },
      );
      expect(gossipedCount).toBeGreaterThan(3000);
    },
  );

  it("files as the write path does", () => {
    const records = [[107, 105], [101, 100], [105, 103], [103, 101], [101, 100]] as const; // prettier-ignore
    const linked = records.map(([lsn, previousLsn]) => ({ lsn, previousLsn }));
    const one = linked.reduce((filed, { lsn, previousLsn }) => fileRecord(filed, lsn, previousLsn), openSegment(100));
    expect(file(openSegment(100), linked)).toEqual(one);
    expect(one).toEqual(openSegment(107));
  });
});
