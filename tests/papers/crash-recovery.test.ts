import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { recoveryTime } from "../../src/papers/recovery-time.ts";

const { runs } = recoveryTime.measure("full");

describe("recovery time", () => {
  it("stays within the round trips of one quorum while the log grows a hundredfold", () => {
    const times = runs.map(({ recoveryMs }) => recoveryMs);
    expect(runs.map(({ recordCount }) => recordCount)).toEqual([100, 1_000, 10_000]);
    expect(Math.max(...times)).toBeLessThan(1.25 * Math.min(...times));
    // Four ways across a zone's border and two disks: nothing faster is possible.
    expect(Math.min(...times)).toBeGreaterThan(4 * 0.4 + 2 * 0.15);
    for (const { underWay } of runs) expect(underWay).toBeLessThan(60);
  });

  it.each(["content", "content/ko"])("is what the lesson in %s says", (folder) => {
    const lesson = readFileSync(new URL(`../../${folder}/aurora-storage/crash-recovery.mdx`, import.meta.url), "utf8");
    for (const { recordCount, recoveryMs, underWay } of runs) {
      expect(lesson).toContain(
        `| ${recordCount.toLocaleString("en-US")} | ${underWay} | ${recoveryMs.toFixed(2)} ms |`,
      );
    }
  });
});
