import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import {
  AURORA_MODEL,
  MIRRORED_MODEL,
  countsAreWhatWasSent,
  type AuroraTopology,
  type IoRun,
  type LoggedChange,
  type MirroredTopology,
} from "four-of-six/aurora";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/aurora-storage/io-per-transaction/rig.ts";
import { ioScenarios, ioScripts } from "../../arbitraries/io-per-transaction.ts";

const { mirroredIos, auroraIos } = answer(rig);

/**
 * A run from "T1:300 T1/2:40 T1:60!": transaction, group unless it is 1, size in bytes, `!` for a commit. Each record
 * changes a page of its own.
 */
function runOf(text: string, rest: Partial<IoRun> = {}): IoRun {
  const records = text
    .split(" ")
    .filter((word) => word !== "")
    .map((word, index): LoggedChange => {
      const [, transaction = "", group = "1", size = ""] = /^(\w+)(?:\/(\d+))?:(\d+)!?$/.exec(word) ?? [];
      const isCommit = word.endsWith("!");
      return {
        lsn: 101 + index,
        transaction,
        page: 70 + index,
        group: Number(group),
        sizeBytes: Number(size),
        isCommit,
      };
    });
  return { records, flushedPages: [], metadataBytes: [], ...rest };
}
const mirrored = (run: IoRun, change: Partial<MirroredTopology> = {}) =>
  mirroredIos(run, { ...MIRRORED_MODEL, pageBytes: 1_000, binlogBytes: 10, ...change });
const aurora = (run: IoRun, change: Partial<AuroraTopology> = {}) =>
  auroraIos(run, { ...AURORA_MODEL, batchBytes: 100, replicas: 0, ...change });

describe("examples", () => {
  it("shares one log sync among as many commits as the topology says", () => {
    const four = runOf("T1:9 T1:6! T2:9 T2:6! T3:9 T3:6! T4:9 T4:6!");
    for (const [commitsPerSync, syncs] of [
      [4, 1],
      [2, 2],
      [1, 4],
    ] as const) {
      const { redo, binlog } = mirrored(four, { commitsPerSync }).toStorage;
      expect(redo, `redo I/Os of four commits, ${commitsPerSync} to a sync`).toBe(syncs);
      expect(binlog, `binlog I/Os of four commits, ${commitsPerSync} to a sync`).toBe(syncs);
    }
    expect(mirrored(four, { binlog: false }).toStorage.binlog, "binlog I/Os with the binlog off").toBe(0);
    expect(mirrored(four).transactions, "transactions of the run").toBe(4);
  });

  it("syncs what is left at the end of the run, and has a binlog for commits only", () => {
    const three = mirrored(runOf("T1:6! T2:6! T3:6!"), { commitsPerSync: 2 }).toStorage;
    expect(three.redo, "redo I/Os of three commits, two to a sync").toBe(2);
    expect(three.binlog, "binlog I/Os of three commits, two to a sync").toBe(2);
    const open = mirrored(runOf("T1:6! T2:6! T3:9"), { commitsPerSync: 2 }).toStorage;
    expect(open.redo, "redo I/Os of two commits and a change after them, two commits to a sync").toBe(2);
    expect(open.binlog, "binlog I/Os of the same run").toBe(1);
    expect(mirrored(runOf("")).toStorage.redo, "redo I/Os of a run without records").toBe(0);
  });

  it("writes a page for each time that it is flushed, not for each change", () => {
    const { toStorage } = mirrored(
      runOf("T1:9 T1:9 T1:9 T1:9 T1:6!", { flushedPages: [70, 8, 70], metadataBytes: [30, 40] }),
    );
    expect(toStorage.page, "page I/Os with the pages 70, 8 and 70 flushed, five others changed").toBe(3);
    expect(toStorage.metadata, "metadata I/Os with two files written").toBe(2);
    expect(mirrored(runOf("T1:9 T1:6!")).toStorage.page, "page I/Os with two pages changed and none flushed").toBe(0);
  });

  it("writes each page a second time where double-write is on, so many pages to an I/O", () => {
    const five = runOf("", { flushedPages: [1, 2, 3, 4, 5] });
    for (const [doubleWritePages, expected] of [
      [1, 5],
      [2, 3],
      [5, 1],
      [120, 1],
    ] as const) {
      const { toStorage } = mirrored(five, { doubleWritePages });
      expect(toStorage.doubleWrite, `double-write I/Os of five pages, ${doubleWritePages} to an I/O`).toBe(expected);
    }
    expect(mirrored(five, { doubleWrite: false }).toStorage.doubleWrite, "double-write I/Os with it off").toBe(0);
    expect(mirrored(runOf("T1:6!")).toStorage.doubleWrite, "double-write I/Os with no page flushed").toBe(0);
  });

  it("counts at the database node the way to its own volume, and neither mirrors nor standby", () => {
    const run = runOf("T1:9 T1:6!", { flushedPages: [1] });
    const pair = mirrored(run);
    expect(pair.databaseNode, "I/Os at the database node: redo, binlog, page, double-write").toBe(4);
    expect(pair.toInstances, "I/Os to the standby").toBe(4);
    expect(pair.storage, "I/Os at storage, on two volumes of two copies").toBe(16);
    expect(pair.perCopy, "I/Os at each copy").toBe(4);
    const alone = mirrored(run, { volumes: 1, copiesPerVolume: 3 });
    expect(alone.databaseNode, "I/Os at the database node, with one volume of three copies").toBe(4);
    expect(alone.toInstances, "I/Os to other instances, without a standby").toBe(0);
    expect(alone.storage, "I/Os at storage, on one volume of three copies").toBe(12);
  });

  it("weighs a mirrored write on every hop that it takes", () => {
    const redo = runOf("T1:9 T1:6!");
    const bytes = (volumes: 1 | 2, copiesPerVolume: number) =>
      mirrored(redo, { volumes, copiesPerVolume, binlog: false }).wireBytes;
    expect(bytes(1, 1), "bytes on the wire: 15 of redo, one volume of one copy").toBe(15);
    expect(bytes(1, 2), "bytes on the wire: 15 of redo, one volume of two copies").toBe(30);
    expect(bytes(2, 2), "bytes on the wire: 15 of redo, two volumes of two copies, five hops").toBe(75);
    const all = runOf("T1:9 T1:6! T2:4", { flushedPages: [1, 2, 3], metadataBytes: [30] });
    expect(
      mirrored(all, { volumes: 1, copiesPerVolume: 1, doubleWritePages: 2 }).wireBytes,
      "bytes on the wire, one hop: 19 redo, 10 binlog, 3,000 of pages, 3,000 of double-write, 30 metadata",
    ).toBe(6_059);
  });

  it("sends nothing but redo in Aurora", () => {
    const counts = aurora(runOf("T1:9 T1:6!", { flushedPages: [1, 2, 2], metadataBytes: [500] }), { replicas: 2 });
    const { redo, ...others } = counts.toStorage;
    expect(redo > 0, "whether Aurora sends redo").toBe(true);
    expect(others, "Aurora's other I/Os, with three pages flushed and metadata written").toEqual({
      binlog: 0,
      page: 0,
      doubleWrite: 0,
      metadata: 0,
    });
    expect(counts.transactions, "transactions of the run").toBe(1);
  });

  it("sends a batch to every copy, and counts them all at the database node", () => {
    const six = aurora(runOf("T1:6!"));
    expect(six.databaseNode, "I/Os at the database node for one batch").toBe(6);
    expect(six.toStorage.redo, "redo I/Os for one batch").toBe(6);
    expect(six.storage, "I/Os at storage for one batch").toBe(6);
    expect(six.perCopy, "I/Os at each copy for one batch").toBe(1);
    expect(six.wireBytes, "bytes on the wire for one batch of 6 bytes").toBe(36);
    expect(aurora(runOf("T1:6!"), { copies: 3 }).databaseNode, "I/Os at the database node, with three copies").toBe(3);
    expect(aurora(runOf("")).databaseNode, "I/Os at the database node for a run without records").toBe(0);
  });

  it("gathers the records of all transactions into batches, one for each protection group", () => {
    const together = aurora(runOf("T1:20 T2:20 T1:6! T2:6! T3:20"));
    expect(together.perCopy, "batches of 72 bytes in one group, two commits among them").toBe(1);
    const apart = aurora(runOf("T1/1:20 T1/2:20 T2/1:20 T2/3:6! T1/2:6!"));
    expect(apart.perCopy, "batches of five records in three groups").toBe(3);
    expect(apart.databaseNode, "I/Os at the database node for them").toBe(18);
  });

  it("fills a batch up to its limit, and never splits a record", () => {
    const batches = (text: string) => aurora(runOf(text)).perCopy;
    expect(batches("T1:50 T1:50!"), "batches of 100 bytes for records of 50 and 50").toBe(1);
    expect(batches("T1:50 T1:51!"), "batches of 100 bytes for records of 50 and 51").toBe(2);
    expect(batches("T1:60 T1:60 T1:60!"), "batches of 100 bytes for three records of 60").toBe(3);
    expect(batches("T1:250!"), "batches of 100 bytes for one record of 250").toBe(1);
    expect(batches("T1:10 T1:250 T1:95!"), "batches of 100 bytes for records of 10, 250 and 95").toBe(3);
  });

  it("keeps the order of the log: a batch that was closed takes no more records", () => {
    const batches = (text: string) => aurora(runOf(text)).perCopy;
    expect(batches("T1:60 T1:70 T1:40!"), "batches of 100 bytes for records of 60, 70 and 40").toBe(3);
    expect(batches("T1:90 T1:20 T1:10 T1:60!"), "batches of 100 bytes for records of 90, 20, 10 and 60").toBe(2);
  });

  it("streams redo to each replica in batches of its own, whatever the group", () => {
    const run = runOf("T1/1:40 T1/2:40 T1/3:40 T1/1:40!");
    const counts = aurora(run, { replicas: 3 });
    expect(counts.toInstances, "I/Os to three replicas: stream batches of 80 and 80 bytes").toBe(6);
    expect(counts.databaseNode, "I/Os at the database node, which the stream is no part of").toBe(18);
    expect(counts.storage, "I/Os at storage").toBe(18);
    expect(counts.wireBytes, "bytes on the wire: 160 to six copies and three replicas").toBe(1_440);
    expect(aurora(run).toInstances, "I/Os to other instances, without replicas").toBe(0);
  });
});

describe("properties", () => {
  it("counts any run on any mirrored MySQL as the reference does", () => {
    agreesWithReference(rig, rig.unit, answer(rig), ioScripts("mirrored"), { runCount: 60 });
  });

  it("counts any run on any Aurora cluster as the reference does", () => {
    agreesWithReference(rig, rig.unit, answer(rig), ioScripts("aurora"), { runCount: 60 });
  });
});

describe("the cluster", () => {
  it("counts what both designs really send, message by message", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), ioScenarios({ withFaults: false }), [countsAreWhatWasSent], {
      runCount: 8,
    });
  });

  it("counts what was sent, although zones fail, copies are slow and messages arrive twice", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), ioScenarios({ withFaults: true }), [countsAreWhatWasSent], {
      runCount: 10,
    });
  });

  it("runs the cluster event for event as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), ioScenarios({ withFaults: true }), { runCount: 8 });
  });
});
