import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import {
  acceptedReadsGetTheirPage,
  backupHoldsWhatGoes,
  garbageGoes,
  readsShowTheLog,
  type Lsn,
  type Materialised,
  type PageRecord,
  type PageVersion,
} from "four-of-six/aurora";
import { describe, expect, it } from "vitest";
import { rig, volumeRig } from "../../../exercises/aurora-storage/page-materialiser/rig.ts";
import { pageNodeScenarios, pageScripts, pageVolumeScenarios } from "../../arbitraries/page-materialiser.ts";

const { materialise, collectable } = answer(rig);

const version = (lsn: Lsn, ...slots: number[]): PageVersion => ({ lsn, slots });
/** A record at `lsn` whose back-link is `previousLsn`: the slot takes the value. */
const record = (lsn: Lsn, previousLsn: Lsn, slot: number, value: number): PageRecord => ({
  lsn,
  previousLsn,
  change: { slot, value },
});
const slotsOf = (result: Materialised) => (result.status === "materialised" ? result.version.slots : result.status);
const pageLsnOf = (result: Materialised) => (result.status === "materialised" ? result.version.lsn : result.status);

const EMPTY = version(100, 0, 0, 0, 0);
/** Three records one after the other, then one far above. */
const R101 = record(101, 100, 1, 5);
const R102 = record(102, 101, 2, 6);
const R103 = record(103, 102, 1, 7);

describe("examples", () => {
  it("begins with the newest version at or below the read point", () => {
    const versions = [version(104, 4, 4, 4, 4), version(110, 9, 9, 9, 9), EMPTY];
    expect(slotsOf(materialise(versions, [], 104)), "slots as of 104, with versions at 100, 104 and 110").toEqual([
      4, 4, 4, 4,
    ]);
    expect(slotsOf(materialise(versions, [], 109)), "slots as of 109, with the same versions").toEqual([4, 4, 4, 4]);
    expect(slotsOf(materialise(versions, [], 110)), "slots as of 110").toEqual([9, 9, 9, 9]);
    expect(slotsOf(materialise(versions, [], 103)), "slots as of 103").toEqual([0, 0, 0, 0]);
  });

  it("folds in the records up to and including the read point", () => {
    const chain = [R101, R102, R103];
    expect(slotsOf(materialise([EMPTY], chain, 102)), "slots as of 102: records 101 and 102").toEqual([5, 6, 0, 0]);
    expect(slotsOf(materialise([EMPTY], chain, 103)), "slots as of 103: 101, 102 and 103").toEqual([7, 6, 0, 0]);
    expect(slotsOf(materialise([EMPTY], chain, 100)), "slots as of 100: no record").toEqual([0, 0, 0, 0]);
    expect(slotsOf(materialise([EMPTY, version(102, 5, 6, 0, 0)], chain, 103)), "slots as of 103, from 102").toEqual([
      7, 6, 0, 0,
    ]);
  });

  it("labels the page with the last record folded in, not with the read point", () => {
    expect(pageLsnOf(materialise([EMPTY], [R101, R102], 150)), "page LSN as of 150, the last record being 102").toBe(
      102,
    );
    expect(pageLsnOf(materialise([EMPTY], [R101, R102], 101)), "page LSN as of 101").toBe(101);
    expect(pageLsnOf(materialise([EMPTY], [], 150)), "page LSN as of 150, without any record").toBe(100);
  });

  it("follows the back-links, in whatever order the records lie, and whatever lies between their LSNs", () => {
    const chain = [record(117, 109, 1, 3), record(104, 100, 1, 1), record(130, 117, 2, 8), record(109, 104, 1, 2)];
    expect(slotsOf(materialise([EMPTY], chain, 120)), "slots as of 120: 104, 109, then 117").toEqual([3, 0, 0, 0]);
    expect(slotsOf(materialise([EMPTY], chain, 109)), "slots as of 109").toEqual([2, 0, 0, 0]);
    expect(pageLsnOf(materialise([EMPTY], chain, 130)), "page LSN as of 130").toBe(130);
  });

  it("takes a record once that lies there twice", () => {
    const result = materialise([EMPTY, EMPTY], [R102, R101, R101, R103, R102], 103);
    expect(slotsOf(result), "slots as of 103, with 101 and 102 there twice").toEqual([7, 6, 0, 0]);
  });

  it("says after which LSN the chain first breaks", () => {
    const chain = [record(112, 110, 3, 1), record(104, 100, 1, 1), record(120, 118, 4, 1)];
    expect(materialise([EMPTY], chain, 112), "as of 112, with 104 and 112 there and 110 missing").toEqual({
      status: "missing",
      afterLsn: 104,
    });
    expect(materialise([EMPTY], chain, 125), "as of 125, with 110 and 118 missing").toEqual({
      status: "missing",
      afterLsn: 104,
    });
    expect(materialise([EMPTY], [R102, R103], 103), "as of 103, with 101 missing").toEqual({
      status: "missing",
      afterLsn: 100,
    });
  });

  it("learns from the back-link of a later record that one is missing", () => {
    const chain = [record(104, 100, 1, 1), record(112, 110, 3, 1)];
    expect(materialise([EMPTY], chain, 111), "as of 111: 112 names 110, which is not there").toEqual({
      status: "missing",
      afterLsn: 104,
    });
    expect(materialise([EMPTY], chain, 110), "as of 110").toEqual({ status: "missing", afterLsn: 104 });
  });

  it("does not mind a gap above the read point, or below the version it begins with", () => {
    const chain = [record(104, 100, 1, 1), record(112, 110, 3, 1)];
    expect(slotsOf(materialise([EMPTY], chain, 109)), "slots as of 109, with 110 missing").toEqual([1, 0, 0, 0]);
    const later = version(110, 1, 2, 0, 0);
    expect(slotsOf(materialise([EMPTY, later], chain, 112)), "slots as of 112, with a version at 110").toEqual([
      1, 2, 1, 0,
    ]);
  });

  it("says that the past is gone when no version is old enough", () => {
    const versions = [version(120, 1, 1, 1, 1), version(110, 1, 0, 0, 0)];
    expect(materialise(versions, [], 109), "as of 109, with versions at 110 and 120").toEqual({
      status: "collected",
      oldestLsn: 110,
    });
    const chain = [record(105, 103, 1, 1), record(108, 105, 2, 1)];
    expect(materialise(versions, chain, 108), "as of 108, although records 105 and 108 are still there").toEqual({
      status: "collected",
      oldestLsn: 110,
    });
  });

  it("keeps the newest version at or below PGMRPL and names the older ones", () => {
    const versions = [100, 104, 110, 115].map((lsn) => version(lsn, 0, 0, 0, 0));
    const older = (pgmrpl: Lsn) => collectable(versions, [], { pgmrpl, stagedLsn: 200 }).versionLsns;
    expect(older(112), "versions to collect with PGMRPL 112: 110 is what a read at 112 begins with").toEqual([
      100, 104,
    ]);
    expect(older(110), "versions to collect with PGMRPL 110").toEqual([100, 104]);
    expect(older(109), "versions to collect with PGMRPL 109").toEqual([100]);
    expect(older(99), "versions to collect with PGMRPL 99").toEqual([]);
  });

  it("names the records that the kept version has folded in, and none above it", () => {
    const versions = [EMPTY, version(106, 3, 0, 0, 0), version(115, 3, 4, 5, 0)];
    const chain = [record(103, 100, 1, 2), record(106, 103, 1, 3), record(108, 106, 2, 4), record(115, 108, 3, 5)];
    const records = (pgmrpl: Lsn) => collectable(versions, chain, { pgmrpl, stagedLsn: 200 }).lsns;
    expect(records(110), "records to collect with PGMRPL 110: a read at 110 needs 106 and then record 108").toEqual([
      103, 106,
    ]);
    expect(records(105), "records to collect with PGMRPL 105: a read at 105 begins at 100").toEqual([]);
    expect(records(115), "records to collect with PGMRPL 115").toEqual([103, 106, 108, 115]);
    expect(records(99), "records to collect with PGMRPL 99: no version is kept for it").toEqual([]);
  });

  it("names nothing that the backup does not hold", () => {
    const versions = [EMPTY, version(103, 7, 6, 0, 0), version(110, 7, 6, 1, 0)];
    const chain = [R101, R102, R103, record(110, 103, 3, 1)];
    const garbage = (stagedLsn: Lsn) => collectable(versions, chain, { pgmrpl: 110, stagedLsn });
    expect(garbage(102), "garbage with PGMRPL 110 and the backup at 102").toEqual({
      lsns: [101, 102],
      versionLsns: [100],
    });
    expect(garbage(103), "garbage with the backup at 103").toEqual({ lsns: [101, 102, 103], versionLsns: [100, 103] });
    expect(garbage(99), "garbage with the backup at 99").toEqual({ lsns: [], versionLsns: [] });
  });

  it("names each LSN once, lowest first", () => {
    const versions = [version(103, 7, 6, 0, 0), version(101, 5, 0, 0, 0), EMPTY, version(101, 5, 0, 0, 0)];
    const garbage = collectable(versions, [R103, R101, R102, R101], { pgmrpl: 103, stagedLsn: 103 });
    expect(garbage, "garbage, with record 101 and version 101 there twice").toEqual({
      lsns: [101, 102, 103],
      versionLsns: [100, 101],
    });
  });
});

describe("properties", () => {
  it("makes the page as the reference does, whatever is stored", () => {
    agreesWithReference(rig, rig.unit, answer(rig), pageScripts("pages"), { runCount: 36 });
  });

  it("finds the gaps that the reference finds", () => {
    agreesWithReference(rig, rig.unit, answer(rig), pageScripts("pages-with-gaps"), { runCount: 36 });
  });

  it("names the garbage that the reference names", () => {
    agreesWithReference(rig, rig.unit, answer(rig), pageScripts("garbage"), { runCount: 36 });
  });
});

describe("the cluster", () => {
  it("answers every accepted read with what the log comes to, although messages are late, lost or doubled", () => {
    keepsInvariants(
      rig,
      rig.cluster,
      answer(rig),
      pageNodeScenarios("messages"),
      [readsShowTheLog, acceptedReadsGetTheirPage],
      { runCount: 7 },
    );
  });

  it("serves a long query to its end, whatever is collected meanwhile", () => {
    keepsInvariants(
      rig,
      rig.cluster,
      answer(rig),
      pageNodeScenarios("long-queries"),
      [readsShowTheLog, acceptedReadsGetTheirPage, backupHoldsWhatGoes],
      { runCount: 7 },
    );
  });

  it("leaves no garbage behind", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), pageNodeScenarios("anything"), [garbageGoes], { runCount: 8 });
  });

  it("runs the storage node event for event as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), pageNodeScenarios("anything"), { runCount: 6 });
  });

  it("runs a whole volume, through crashes and recoveries, as the reference does", () => {
    agreesWithReference(volumeRig, volumeRig.cluster, answer(volumeRig), pageVolumeScenarios(), { runCount: 4 });
  });
});
