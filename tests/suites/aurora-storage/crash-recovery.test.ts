import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import {
  AURORA_RULE,
  annulledRecordsStayGone,
  answerOf,
  commitsAreDurable,
  commitsSurviveRecovery,
  readsSeeTheirPoint,
  vdlIsAConsistencyPoint,
  type LeftSegment,
  type Lsn,
  type Recovery,
  type RecoveryScript,
  type Truncation,
} from "four-of-six/aurora";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/aurora-storage/crash-recovery/rig.ts";
import { recoveryScripts } from "../../arbitraries/crash-recovery.ts";
import { systemScenarios } from "../../arbitraries/storage.ts";

const { recover } = answer(rig);

const LAL = 10_000_000;
type Log = RecoveryScript["shipped"];

/** One group's log; every record is a CPL but those named in `inside`. */
function logOf(lsns: readonly Lsn[], { startLsn = 100, inside = [] as readonly Lsn[] } = {}): Log {
  return lsns.map((lsn, index) => ({
    lsn,
    group: 1,
    isCpl: !inside.includes(lsn),
    previousLsn: lsns[index - 1] ?? startLsn,
  }));
}

/** What your function says once these segments have answered, each holding the records named for it. */
function recovered(
  log: Log,
  holds: Readonly<Record<string, readonly Lsn[]>>,
  {
    told = {},
    volumeEpoch = 2,
    groups = [1],
  }: {
    readonly told?: Readonly<Record<string, Partial<LeftSegment>>>;
    readonly volumeEpoch?: number;
    readonly groups?: readonly number[];
  } = {},
): Recovery {
  const answers = Object.entries(holds).map(([segment, lsns]) =>
    answerOf(
      {
        segment,
        group: segment.endsWith("2") ? 2 : 1,
        volumeEpoch: 1,
        durableLsn: 100,
        holds: lsns,
        truncations: [],
        ...told[segment],
      },
      log,
    ),
  );
  return recover({ rule: AURORA_RULE, groups, volumeEpoch, allocationLimit: LAL, answers });
}

/** The marks of a recovery that should have come to an end. */
const marks = (recovery: Recovery) =>
  recovery.status === "recovered" ? { vcl: recovery.vcl, vdl: recovery.vdl } : recovery.status;
const cut = (recovery: Recovery) =>
  recovery.status === "recovered" ? [recovery.truncation.afterLsn, recovery.truncation.throughLsn] : recovery.status;

describe("examples", () => {
  it("waits for a read quorum of every group, and names the groups that have none", () => {
    const log = logOf([101]);
    expect(recovered(log, {}), "no answer yet").toEqual({ status: "waiting", groups: [1] });
    expect(recovered(log, { A: [101], F: [101] }), "two answers").toEqual({ status: "waiting", groups: [1] });
    expect(marks(recovered(log, { A: [101], F: [101], C: [101] })), "three answers").toEqual({ vcl: 101, vdl: 101 });
    const two = { groups: [1, 2] };
    expect(recovered(log, { A: [101], F: [101], C: [101], A2: [] }, two), "three answers of group 1, one of group 2") // prettier-ignore
      .toEqual({ status: "waiting", groups: [2] });
    expect(recovered(log, { A: [], A2: [], B2: [] }, two), "one answer of group 1, two of group 2").toEqual({
      status: "waiting",
      groups: [1, 2],
    });
  });

  it("counts a segment once, however often it answers", () => {
    const log = logOf([101]);
    const left = (segment: string): LeftSegment => ({ segment, group: 1, volumeEpoch: 1, durableLsn: 100, holds: [101], truncations: [] }); // prettier-ignore
    const request = (segments: string) => ({
      rule: AURORA_RULE,
      groups: [1],
      volumeEpoch: 2,
      allocationLimit: LAL,
      answers: [...segments].map((segment) => answerOf(left(segment), log)),
    });
    expect(recover(request("AABBA")).status, "five answers of two segments").toBe("waiting");
    expect(recover(request("AABBAD")).status, "a third segment").toBe("recovered");
  });

  it("takes a record that any of the answers holds", () => {
    const log = logOf([101, 102, 103]);
    expect(marks(recovered(log, { A: [101, 102], B: [101, 103], C: [101, 103] })), "102 on A alone").toEqual({
      vcl: 103,
      vdl: 103,
    });
    expect(marks(recovered(log, { D: [103], E: [102], F: [101] })), "each record on one segment").toEqual({
      vcl: 103,
      vdl: 103,
    });
  });

  it("stops at the first record that none of the answers holds", () => {
    const log = logOf([101, 102, 103, 104]);
    const holds = { A: [101, 103, 104], B: [101, 104], F: [103, 104] };
    expect(marks(recovered(log, holds)), "102 is on none of the three").toEqual({ vcl: 101, vdl: 101 });
    expect(marks(recovered(log, { A: [], B: [], F: [] })), "none of the three has anything").toEqual({
      vcl: 100,
      vdl: 100,
    });
  });

  it("follows the back-links, whatever the distance between two LSNs", () => {
    const log = logOf([105, 120, 121, 300]);
    expect(marks(recovered(log, { A: [105, 120], C: [121], E: [105] })), "105, 120 and 121 found").toEqual({
      vcl: 121,
      vdl: 121,
    });
  });

  it("walks the volume's one log through all its groups", () => {
    const log = [101, 102, 103, 104, 105].map((lsn) => ({
      lsn,
      group: lsn % 2 === 0 ? 2 : 1,
      isCpl: true,
      previousLsn: lsn - 1,
    }));
    const odd = { A: [101, 103], B: [105], C: [101, 103] };
    const groups = [1, 2];
    expect(
      marks(recovered(log, { ...odd, D2: [104], E2: [], F2: [] }, { groups })),
      "102 of group 2 on nobody",
    ).toEqual({
      vcl: 101,
      vdl: 101,
    });
    expect(marks(recovered(log, { ...odd, D2: [104], E2: [102], F2: [] }, { groups })), "102 and 104 found").toEqual({
      vcl: 105,
      vdl: 105,
    });
  });

  it("starts from the highest VDL that any segment was told", () => {
    const log = logOf([101, 102, 103, 104]);
    const told = { B: { durableLsn: 103 }, C: { durableLsn: 101 } };
    expect(marks(recovered(log, { A: [], B: [104], C: [] }, { told })), "B was told VDL 103, A nothing").toEqual({
      vcl: 104,
      vdl: 104,
    });
    expect(marks(recovered(log, { A: [101], B: [], C: [] }, { told })), "nobody holds 104").toEqual({
      vcl: 103,
      vdl: 103,
    });
  });

  it("cuts at the last CPL: complete to 1007, durable to 1000", () => {
    const log = logOf([900, 950, 1000, 1007, 1100], { inside: [950, 1007] });
    const holds = [900, 950, 1000, 1007];
    const recovery = recovered(log, { A: holds, C: holds, E: [900] });
    expect(marks(recovery), "VCL and VDL").toEqual({ vcl: 1007, vdl: 1000 });
    expect(cut(recovery), "annulled: above the first, through the second").toEqual([1000, 10_001_000]);
    const inside = logOf([101, 102], { inside: [101, 102] });
    expect(marks(recovered(inside, { A: [101, 102], B: [], C: [] })), "no CPL above 100").toEqual({
      vcl: 102,
      vdl: 100,
    });
  });

  it("annuls all that the lost writer can have given out, under its own epoch", () => {
    const recovery = recovered(logOf([101, 102]), { A: [101], B: [], C: [] }, { volumeEpoch: 7 });
    expect(recovery.status === "recovered" && recovery.truncation, "the truncation of epoch 7").toEqual({
      volumeEpoch: 7,
      afterLsn: 101,
      throughLsn: 10_000_101,
    });
  });

  it("gives up as soon as a segment was told a newer epoch", () => {
    const log = logOf([101]);
    const newer = { A: { volumeEpoch: 4 }, B: { volumeEpoch: 5 } };
    expect(recovered(log, { A: [101] }, { told: newer, volumeEpoch: 3 }), "one answer, of epoch 4").toEqual({
      status: "superseded",
      volumeEpoch: 4,
    });
    expect(recovered(log, { A: [101], B: [101], C: [101] }, { told: newer, volumeEpoch: 3 }), "epochs 4, 5 and 1") // prettier-ignore
      .toEqual({ status: "superseded", volumeEpoch: 5 });
    const own = Object.fromEntries([..."ABC"].map((segment) => [segment, { volumeEpoch: 3 }]));
    expect(recovered(log, { A: [101], B: [101], C: [101] }, { told: own, volumeEpoch: 3 }).status, "its own epoch, 3").toBe("recovered"); // prettier-ignore
  });

  const second: Truncation = { volumeEpoch: 2, afterLsn: 101, throughLsn: 10_000_101 };
  const heardSecond = { volumeEpoch: 2, truncations: [second] };
  const afterSecond: Log = [...logOf([101, 102]), { lsn: 10_000_102, group: 1, isCpl: true, previousLsn: 101 }];

  it("leaves out what an earlier recovery annulled, on whatever segment it is", () => {
    const holds = { A: [101, 102], B: [101], C: [101, 10_000_102] };
    const told = { B: heardSecond, C: heardSecond };
    expect(marks(recovered(afterSecond, holds, { told, volumeEpoch: 3 })), "102 was annulled; A has not heard").toEqual(
      {
        vcl: 10_000_102,
        vdl: 10_000_102,
      },
    );
    const highest: Log = [...logOf([101]), { lsn: 10_000_101, group: 1, isCpl: true, previousLsn: 101 }];
    const left = recovered(highest, { ...holds, A: [101, 10_000_101] }, { told, volumeEpoch: 3 });
    expect(marks(left), "the highest LSN that the lost writer could give out was annulled, too").toEqual({ vcl: 101, vdl: 101 }); // prettier-ignore
  });

  it("goes by the list that ends with the highest epoch where the lists differ", () => {
    const third: Truncation = { volumeEpoch: 3, afterLsn: 102, throughLsn: 10_000_102 };
    const told = { A: { volumeEpoch: 3, truncations: [third] }, B: heardSecond };
    const holds = { A: [101, 102], B: [101], C: [101] };
    expect(marks(recovered(logOf([101, 102]), holds, { told, volumeEpoch: 4 })), "epoch 2 cut at 101, epoch 3 at 102") // prettier-ignore
      .toEqual({ vcl: 102, vdl: 102 });
  });

  it("reaches as far above the last truncation as an instance may have written since", () => {
    const told = { A: heardSecond, B: heardSecond, C: heardSecond };
    const recovery = recovered(afterSecond, { A: [101], B: [101], C: [101] }, { told, volumeEpoch: 3 });
    expect(cut(recovery), "annulled: above the first, through the second").toEqual([101, 20_000_101]);
  });
});

describe("properties", () => {
  it("decides as the reference does, whatever a crash has left behind", () => {
    agreesWithReference(rig, rig.unit, answer(rig), recoveryScripts(), { runCount: 60 });
  });
});

describe("the cluster", () => {
  const crashes = (mix: "zone-plus-one" | "anything") => systemScenarios(mix, { withRecovery: true, isShort: true });
  const promises = [commitsSurviveRecovery, commitsAreDurable, vdlIsAConsistencyPoint, annulledRecordsStayGone];

  it("loses no acknowledged commit, wherever the writer crashes and a zone and one more segment fail", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), crashes("zone-plus-one"), promises, { runCount: 8 });
  });

  it("keeps reads and commits true when recoveries race and messages are lost", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), crashes("anything"), [...promises, readsSeeTheirPoint], {
      runCount: 8,
    });
  });

  it("runs the cluster event for event as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), crashes("anything"), { runCount: 5 });
  });
});
