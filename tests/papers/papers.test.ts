import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { TABLE_1, networkIos } from "../../src/papers/network-ios.ts";
import { quorumLoss } from "../../src/papers/quorum-loss.ts";
import { COLUMNS, paragraph, percent, small, table } from "../../src/papers/section.ts";
import { SECTIONS } from "../../src/papers/sections.ts";

describe.each(SECTIONS.map((section) => [section.name, section] as const))("the section %s", (_, section) => {
  const data = section.measure("small");
  const lines = section.print(data);

  it("fits into 80 columns", () => {
    expect(lines.filter((line) => line.length > COLUMNS)).toEqual([]);
    expect(lines.length).toBeGreaterThan(10);
  });

  it("is plain data, and prints no gaps", () => {
    expect(JSON.parse(JSON.stringify(data))).toEqual(data);
    expect(JSON.stringify(data)).not.toContain("null");
    expect(lines.join("\n")).not.toMatch(/undefined|NaN|Infinity|\[object/);
  });

  it("measures the same twice", () => {
    expect(section.measure("small")).toEqual(data);
  });

  it("is about a paper", () => {
    expect(section.source).toMatch(/^(Aurora|DynamoDB|Dynamo) \d{4} §/);
    expect(SECTIONS.filter(({ name }) => name === section.name)).toHaveLength(1);
  });
});

describe("network I/Os per transaction", () => {
  const data = networkIos.measure("small");

  it("has the published figures, which follow from one another", () => {
    const { mirrored, aurora, timesFewerIosAtStorage, timesMoreTransactions } = TABLE_1;
    expect(aurora.transactions / mirrored.transactions).toBeCloseTo(timesMoreTransactions, 0);
    expect(mirrored.iosPerTransaction / aurora.iosPerTransaction).toBeCloseTo(7.79, 2);
    expect(Math.floor(mirrored.iosPerTransaction / (aurora.iosPerTransaction / 6))).toBe(timesFewerIosAtStorage);
  });

  it("has three pages, as many double-writes, and a redo and a binlog write to four commits", () => {
    expect(data.simulated.mirrored).toBe(3 + 3 + 2 / 4);
    expect(data.atOnce.map(({ mirrored }) => mirrored)).toEqual([3 + 3 + 2, 6.5, 6.5, 6.5, 6.5]);
  });

  it("counts whole batches of six in what was sent", () => {
    const { aurora, transactions, ratio, ratioAtStorage, functionsAgree } = data.simulated;
    expect(transactions).toBe(3 * 64);
    expect((aurora * transactions) % 6).toBeCloseTo(0, 9);
    expect(ratioAtStorage).toBeCloseTo(6 * ratio, 9);
    expect(functionsAgree).toBe(true);
  });

  it("lands near the published ratio, and says of which choices that is true", () => {
    expect(data.simulated.ratio).toBeGreaterThan(6);
    expect(data.simulated.ratio).toBeLessThan(8);
    const ratios = data.atOnce.map(({ ratio }) => ratio);
    expect([...ratios].sort((a, b) => a - b)).toEqual(ratios);
    expect(ratios[0]).toBeLessThan(1);
    const written = Object.fromEntries(data.otherwise.map(({ what, mirrored }) => [what, mirrored]));
    expect(written["each page written back for every change"]).toBe(12.5);
    expect(written["a page written back once in six changes"]).toBe(2.5);
    expect(written["no double-write and no binlog"]).toBe(3.25);
    expect(written["one log sync for each commit"]).toBe(8);
    // 192 pages of a round are two double-write I/Os.
    expect(written["double-write gathered, 120 pages to an I/O"]).toBe(3 + 2 / 64 + 0.5);
  });

  it("waits for a slow copy in one design only", () => {
    const [calm, slow] = data.commit;
    expect(calm!.mirroredMedianMs).toBeGreaterThan(3 * calm!.auroraMedianMs);
    // Redo and binlog, there and back, 10 ms each.
    expect(slow!.mirroredMedianMs - calm!.mirroredMedianMs).toBeCloseTo(40, 0);
    expect(slow!.auroraMedianMs - calm!.auroraMedianMs).toBeLessThan(0.5);
  });

  it("says so when the functions do not agree", () => {
    const wrong = { ...data, simulated: { ...data.simulated, functionsAgree: false } };
    expect(networkIos.print(wrong).join(" ").replace(/\s+/g, " ")).toContain(
      "THE FUNCTIONS OF THE EXERCISE GIVE OTHER COUNTS",
    );
  });
});

describe("quorum loss", () => {
  const data = quorumLoss.measure("small");

  it("is the known table for a life of a year and 6,400 groups", () => {
    expect(
      data.repair.map(({ mttr, perGroup, expectedGroups }) => [mttr, small(perGroup), small(expectedGroups)]),
    ).toEqual([
      ["10 s", "6.0e-13", "3.9e-9"],
      ["60 s", "2.2e-11", "1.4e-7"],
      ["1 h", "7.8e-8", "5.0e-4"],
      ["1 day", "4.5e-5", "0.29"],
    ]);
  });

  it("is the known table for copies that are away with probability p", () => {
    const rows = data.unavailable.map(({ twoOfThree, fourOfSixWrites, threeOfSixReads }) =>
      [twoOfThree, fourOfSixWrites, threeOfSixReads].map((share) => Number(share.toPrecision(2))),
    );
    expect(rows).toEqual([
      [2.8e-2, 1.6e-2, 1.3e-3],
      [3.0e-4, 2.0e-5, 1.5e-7],
      [3.0e-6, 2.0e-8, 1.5e-11],
      [0.19, 0.34, 0.052],
      [0.02, 0.039, 0.00059],
      [0.002, 0.004, 0.000006],
    ]);
  });

  it("is confirmed by random groups where they can be sampled, and closely enough to tell it from the short formula", () => {
    for (const { withoutReadQuorum, standardError, exact, withoutWriteQuorum, exactWrite } of data.sampled) {
      expect(standardError).toBeGreaterThan(0);
      expect(Math.abs(withoutReadQuorum - exact)).toBeLessThan(3.5 * standardError);
      expect(Math.abs(withoutWriteQuorum - exactWrite)).toBeLessThan(0.1 * exactWrite);
    }
    const fastest = data.sampled.at(-1)!;
    const slowest = data.sampled[0]!;
    expect(slowest.approximate - slowest.withoutReadQuorum).toBeGreaterThan(10 * slowest.standardError);
    expect(fastest.approximate / fastest.exact).toBeLessThan(1.1);
  });
});

describe("printing", () => {
  it("lines up columns and breaks text", () => {
    expect(table(["a", "bb"], [["cc", "1"]])).toEqual(["  a    bb", "  -------", "  cc    1"]);
    const text = paragraph("word ".repeat(40).trim(), "Label  ");
    expect(text[0]).toMatch(/^ {2}Label {2}word/);
    expect(text[1]).toMatch(/^ {9}word/);
    expect(text.join(" ").match(/word/g)).toHaveLength(40);
    expect(text.every((line) => line.length <= COLUMNS)).toBe(true);
  });

  it("prints small numbers short", () => {
    expect([0.287, 0.0123, 0.00049, 6.02e-13].map(small)).toEqual(["0.29", "0.012", "4.9e-4", "6.0e-13"]);
    expect([0.19, 0.00059, 1.5e-11].map(percent)).toEqual(["19 %", "0.059 %", "1.5e-9 %"]);
  });
});

describe("npm run papers", () => {
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [fileURLToPath(new URL("../../src/papers/cli.ts", import.meta.url)), ...args], {
      encoding: "utf8",
    });

  it("prints one section, or its data", () => {
    const text = run("quorum-loss");
    expect([text.status, text.stderr]).toEqual([0, ""]);
    expect(text.stdout).toContain(quorumLoss.title);
    expect(text.stdout).not.toContain(networkIos.title);
    expect(text.stdout.split("\n").filter((line) => line.length > COLUMNS)).toEqual([]);
    const json = JSON.parse(run("quorum-loss", "--json").stdout) as { version: number; sections: { name: string }[] };
    expect(json).toMatchObject({ version: 1, sections: [{ name: "quorum-loss" }] });
  });

  it("refuses what it does not know", () => {
    const { status, stderr } = run("quorum-lost");
    expect(status).toBe(2);
    expect(stderr).toContain("quorum-lost");
    expect(stderr).toContain("network-ios, quorum-loss");
  });
});
