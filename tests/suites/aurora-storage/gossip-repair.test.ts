import { agreesWithReference, answer as answerTo, keepsInvariants } from "four-of-six/testing";
import {
  annulledRecordsStayGone,
  commitsAreDurable,
  commitsSurviveRecovery,
  copiesAgree,
  readsSeeTheirPoint,
  type GossipAnswer,
  type LinkedLsn,
  type LogRange,
  type Segment,
  type SegmentReport,
} from "four-of-six/aurora";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/aurora-storage/gossip-repair/rig.ts";
import { gossipScripts, missedRecords } from "../../arbitraries/gossip-repair.ts";

const { plan, answer, file } = answerTo(rig);

/** What a segment holds, in short: `held(101, "103-107")` is complete up to 101 and holds (103, 107] too. */
function held(scl: number, ...stretches: readonly string[]): Segment {
  return {
    scl,
    stretches: stretches.map((text) => {
      const [afterLsn = 0, lastLsn = 0] = text.split("-").map(Number);
      return { afterLsn, lastLsn };
    }),
  };
}
const told = (segment: string, what: Segment, volumeEpoch = 1, membershipEpoch = 1): SegmentReport => ({
  segment,
  volumeEpoch,
  membershipEpoch,
  ...what,
});
const ranges = (...texts: readonly string[]): readonly LogRange[] =>
  held(0, ...texts).stretches.map(({ afterLsn, lastLsn }) => ({ afterLsn, throughLsn: lastLsn }));
const shown = (list: readonly LogRange[]) => list.map(({ afterLsn, throughLsn }) => `${afterLsn}-${throughLsn}`).join(" "); // prettier-ignore

/** What A asks for, as `B 101-103 105-107`, once these peers have told how they stand. */
const asked = (own: Segment, peers: Readonly<Record<string, Segment>>) =>
  plan(
    told("A", own),
    Object.entries(peers).map(([segment, what]) => told(segment, what)),
  ).map((request) => `${request.peer} ${shown(request.ranges)}`);
const sent = (given: GossipAnswer) => (given.status === "sent" ? shown(given.ranges) : given.because);

/** The group's log is 101, 103, 105, 107, 109, 111; each record names the one before it. */
const records = (...lsns: readonly number[]): readonly LinkedLsn[] =>
  lsns.map((lsn) => ({ lsn, previousLsn: lsn === 101 ? 100 : lsn - 2 }));

describe("examples", () => {
  it("asks for its gaps, and for what lies above all that it holds", () => {
    expect(asked(held(101), { B: held(109) }), "A is complete up to 101, B up to 109").toEqual(["B 101-109"]);
    expect(asked(held(101, "103-105"), { B: held(109) }), "A holds (103, 105] too").toEqual(["B 101-103 105-109"]);
    expect(asked(held(101, "103-105", "107-109"), { B: held(109) }), "and (107, 109]").toEqual(["B 101-103 105-107"]);
  });

  it("asks a peer only for what it has told of", () => {
    expect(asked(held(100), { B: held(103, "105-109") }), "B is complete up to 103 and holds (105, 109]").toEqual([
      "B 100-103 105-109",
    ]);
    expect(asked(held(101, "105-107"), { B: held(103, "105-109") }), "A holds (105, 107] already").toEqual([
      "B 101-103 107-109",
    ]);
    expect(asked(held(105), { B: held(101, "103-107") }), "A is complete up to 105, B holds (103, 107]").toEqual([
      "B 105-107",
    ]);
  });

  it("asks the nearest of those who have it, and nobody for the same", () => {
    const peers = { B: held(103), D: held(109), E: held(111) };
    expect(asked(held(101), peers), "B up to 103, D up to 109, E up to 111").toEqual(["B 101-103", "D 103-109", "E 109-111"]); // prettier-ignore
    expect(asked(held(101), { E: held(111), B: held(103) }), "E, the nearest, has everything").toEqual(["E 101-111"]);
  });

  it("leaves out peers of which it wants nothing", () => {
    const peers = { B: held(101), C: held(105), D: held(105), E: held(103, "105-107") };
    expect(asked(held(101), peers), "B has nothing new, D nothing that C has not").toEqual(["C 101-105", "E 105-107"]);
    expect(asked(held(109), peers), "A is further than all").toEqual([]);
    expect(asked(held(101), {}), "nobody has told anything").toEqual([]);
  });

  it("passes over peers of another epoch, behind or ahead", () => {
    const own = told("A", held(101), 2, 2);
    const whom = (volumeEpoch: number, membershipEpoch: number) =>
      plan(own, [told("B", held(109), volumeEpoch, membershipEpoch), told("C", held(105), 2, 2)]).map(({ peer }) => peer).join(" "); // prettier-ignore
    expect(whom(1, 2), "B has not installed the last truncation").toBe("C");
    expect(whom(3, 2), "B has installed one that A has not").toBe("C");
    expect(whom(2, 1), "B has not heard of the last change of members").toBe("C");
    expect(whom(2, 3), "B has heard of one that A has not").toBe("C");
    expect(whom(2, 2), "B knows what A knows").toBe("B");
  });

  it("sends the parts that it holds, and no others", () => {
    const own = told("B", held(103, "105-107"));
    const to = (...texts: readonly string[]) => sent(answer(own, told("A", held(101)), ranges(...texts)));
    expect(to("101-103"), "asked for (101, 103], with SCL 103").toBe("101-103");
    expect(to("101-111"), "asked for (101, 111], with SCL 103 and (105, 107]").toBe("101-103 105-107");
    expect(to("99-101", "102-106"), "asked for (99, 101] and (102, 106]").toBe("99-101 102-103 105-106");
    expect(to("103-105"), "asked for (103, 105]").toBe("");
  });

  it("refuses a peer of another epoch, behind or ahead, and says why", () => {
    const own = told("B", held(109), 2, 2);
    const to = (volumeEpoch: number, membershipEpoch: number) =>
      sent(answer(own, told("A", held(101), volumeEpoch, membershipEpoch), ranges("101-103")));
    expect([to(1, 2), to(3, 2)], "volume epochs 1 and 3").toEqual(["other-volume-epoch", "other-volume-epoch"]);
    expect([to(2, 1), to(2, 3)], "membership epochs 1 and 3").toEqual(["other-membership-epoch", "other-membership-epoch"]); // prettier-ignore
    expect(to(1, 1), "both epochs differ").toBe("other-volume-epoch");
    expect(to(2, 2), "both epochs agree").toBe("101-103");
  });

  it("moves its SCL along the back-links, and stops before a gap", () => {
    expect(file(held(100), records(101, 103)).scl, "101 and 103 arrive").toBe(103);
    expect(file(held(101), records(105)).scl, "105 arrives, 103 is missing").toBe(101);
    expect(file(held(100), [{ lsn: 250, previousLsn: 100 }]).scl, "250 arrives, and names 100 as the one before").toBe(250); // prettier-ignore
  });

  it("keeps what lies beyond a gap", () => {
    expect(file(held(101), records(105)), "105 arrives").toEqual(held(101, "103-105"));
    expect(file(held(101), records(105, 107)), "105 and 107 arrive").toEqual(held(101, "103-107"));
    expect(file(held(101, "103-105"), records(111)), "111 arrives").toEqual(held(101, "103-105", "109-111"));
    expect(file(held(101, "109-111"), records(105)), "105 arrives below a stretch").toEqual(held(101, "103-105", "109-111")); // prettier-ignore
  });

  it("joins what a record closes, on either side of it", () => {
    const own = held(101, "103-105", "107-109");
    expect(file(own, records(103)), "103 closes the first gap").toEqual(held(105, "107-109"));
    expect(file(own, records(107)), "107 closes the second").toEqual(held(101, "103-109"));
    expect(file(own, records(103, 107)), "both").toEqual(held(109));
    expect(file(held(101, "105-107"), records(105)), "105 goes before a stretch").toEqual(held(101, "103-107"));
  });

  it("is the same after a record that it holds", () => {
    const own = held(103, "105-109");
    expect(file(own, records(101)), "101 arrives again").toEqual(own);
    expect(file(own, records(101, 103)), "101 and 103 arrive again").toEqual(own);
    expect(file(own, records(107, 109, 107)), "107 and 109 arrive again").toEqual(own);
    expect(file(own, []), "nothing arrives").toEqual(own);
  });

  it("files records in whatever order they come", () => {
    expect(file(held(100), records(107, 101, 105, 103)), "107, 101, 105, 103").toEqual(held(107));
    expect(file(held(100), records(109, 103, 107)), "109, 103, 107").toEqual(held(100, "101-103", "105-109"));
  });
});

describe("properties", () => {
  it("asks, answers and files as the reference does, whatever comes in between", () => {
    agreesWithReference(rig, rig.unit, answerTo(rig), gossipScripts(), { runCount: 50 });
  });
});

describe("the cluster", () => {
  const withRecovery = missedRecords({ withRecovery: true });

  it("brings all six segments to hold the same log, once nothing fails any more", () => {
    keepsInvariants(rig, rig.cluster, answerTo(rig), missedRecords(), [copiesAgree, commitsAreDurable], {
      runCount: 4,
    });
  });

  it("never takes back what a recovery annulled, and loses no commit", () => {
    const promises = [annulledRecordsStayGone, commitsSurviveRecovery, commitsAreDurable, readsSeeTheirPoint];
    keepsInvariants(rig, rig.cluster, answerTo(rig), withRecovery, promises, { runCount: 4 });
  });

  it("runs the cluster event for event as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answerTo(rig), withRecovery, { runCount: 3 });
  });
});
