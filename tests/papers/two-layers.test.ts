/** What the lesson says in numbers is what the simulator gives. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { AURORA_MODEL, ioPerTransaction } from "../../src/core/aurora/index.ts";
import { firstRun } from "../../src/figures/first-run.ts";
import { twoLayersScenario } from "../../src/figures/io-figures.ts";
import type { IoTrace } from "../../src/core/aurora/index.ts";
import { TABLE_1, networkIos } from "../../src/papers/network-ios.ts";

const data = networkIos.measure("full");
const lessons = ["", "ko/"].map((language) => [
  language === "" ? "English" : "Korean",
  readFileSync(
    fileURLToPath(new URL(`../../content/${language}aurora-storage/two-layers.mdx`, import.meta.url)),
    "utf8",
  ),
]) as [string, string][];

/** The numbers of every table row, in the order of the lesson; rows without numbers are left out. */
function tableRows(text: string): readonly (readonly number[])[] {
  return text
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.replaceAll("*", "").replaceAll(",", "").trim())
        .filter((cell) => /^[\d.]+$/.test(cell))
        .map(Number),
    )
    .filter((row) => row.length > 0);
}
const countsFor = (pages: number, transactions: number) => {
  const { rounds, mirrored, aurora } = twoLayersScenario({ pages, transactions });
  const { run } = rounds[0]!;
  return { mirrored: ioPerTransaction.mirroredIos(run, mirrored), aurora: ioPerTransaction.auroraIos(run, aurora) };
};
const rounded = (value: number, digits: number) => Number(value.toFixed(digits));

describe.each(lessons)("the lesson two-layers, %s", (_, text) => {
  const rows = tableRows(text);

  it("works through the figure's own transaction", () => {
    const { mirrored, aurora } = countsFor(4, 1);
    expect(rows.slice(0, 9)).toEqual([
      [mirrored.toStorage.redo, aurora.toStorage.redo],
      [mirrored.toStorage.binlog],
      [mirrored.toStorage.page],
      [mirrored.toStorage.doubleWrite],
      [mirrored.databaseNode, aurora.databaseNode],
      [mirrored.toInstances, aurora.toInstances],
      [mirrored.storage, aurora.storage],
      [mirrored.perCopy, aurora.perCopy],
      [mirrored.wireBytes, aurora.wireBytes],
    ]);
    const one = countsFor(1, 1);
    expect([one.mirrored.databaseNode, one.aurora.databaseNode]).toEqual([4, 6]);
    const four = countsFor(4, 4);
    expect([four.mirrored.databaseNode, four.aurora.databaseNode]).toEqual([34, 6]);
    expect(text).toContain("2 + 16 + 16 = **34**");
    expect(four.aurora.wireBytes / 8).toBe(5_040);
    expect(text).toContain("5,040");
  });

  it("has the published figures and the simulated ones", () => {
    const { mirrored, aurora, timesFewerIos } = TABLE_1;
    expect(rows[9]).toEqual([mirrored.iosPerTransaction, aurora.iosPerTransaction, timesFewerIos]);
    const { simulated, assumed } = data;
    expect(rows[10]).toEqual([
      rounded(simulated.mirrored, 2),
      rounded(simulated.aurora, 2),
      rounded(simulated.ratio, 1),
    ]);
    expect(text).toContain(String(assumed.workload.transactionCount));
    expect(text).toContain(simulated.ratioAtStorage.toFixed(1));
    for (const count of [mirrored.transactions, aurora.transactions])
      expect(text).toContain(count.toLocaleString("en-US"));
    expect(text).toContain((aurora.iosPerTransaction / AURORA_MODEL.copies).toFixed(2));
  });

  it("has the ratio for each number of transactions at a time", () => {
    expect(rows.slice(11)).toEqual(
      data.atOnce.map(({ transactions, mirrored, aurora, ratio }) => [
        transactions,
        rounded(mirrored, 2),
        rounded(aurora, 2),
        rounded(ratio, 1),
      ]),
    );
    // "Alone, a transaction touches five or six of the ten groups."
    const groups = data.atOnce[0]!.aurora / AURORA_MODEL.copies;
    expect(groups > 5 && groups < 6).toBe(true);
  });

  it("has the model's commit times", () => {
    const [calm, slow] = data.commit;
    for (const { mirroredMedianMs, auroraMedianMs } of [calm!, slow!]) {
      expect(text).toMatch(new RegExp(`${mirroredMedianMs.toFixed(1)} ?ms`));
      expect(text).toMatch(new RegExp(`${auroraMedianMs.toFixed(1)} ?ms`));
    }
  });
});

it("the prediction's right choice is what the figure shows", () => {
  const trace = firstRun("two-layers") as IoTrace;
  const counted = trace.flatMap((event) => (event.kind === "node-counted" ? [event.databaseNode] : []));
  expect(counted).toEqual([10, 6]);
  const answered = trace.flatMap((event) => (event.kind === "commit-answered" ? [event] : []));
  expect(answered.map(({ design }) => design)).toEqual(["aurora", "mirrored"]);
  // "Commits take 9 ms, as before."
  expect(Math.round(answered[1]!.afterMs)).toBe(9);
  expect(trace.filter((event) => event.kind === "io-sent" && event.design === "mirrored")).toHaveLength(50);
});
