import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runVolume, type StorageTrace, type VolumeScenario } from "../../src/core/aurora/index.ts";
import { STORAGE_FIGURES } from "../../src/figures/storage-figures.ts";
import { STORAGE_SCENARIOS } from "../../src/figures/storage-scenarios.ts";
import { instantAfter, isHit, toggleFault } from "../../src/figures/fork.ts";

const scenarios = Object.values(STORAGE_SCENARIOS);
const targets = [{ zone: "az-1" }, { zone: "az-3" }, { node: "C" }, { link: "D", addedMs: 2 }] as const;

/** What happened, without how long a fault was going to last: to bring something back is to change just that. */
const withoutPlans = (trace: StorageTrace) =>
  trace.map((event) =>
    event.kind === "fault-began" ? { ...event, fault: { ...event.fault, untilMs: undefined } } : event,
  );

describe("a reader's fault", () => {
  it("keeps the past event for event, at every moment of every figure", () => {
    for (const scenario of scenarios) {
      const before = runVolume(scenario);
      for (const atMs of new Set(before.map((event) => event.atMs))) {
        for (const target of targets) {
          const after = runVolume(toggleFault(scenario, target, atMs));
          const past = before.filter((event) => event.atMs <= atMs);
          expect(withoutPlans(after.slice(0, past.length))).toEqual(withoutPlans(past));
          expect(after[past.length]?.atMs).toBe(instantAfter(atMs));
        }
      }
    }
  });

  it("takes down, and brings back", () => {
    const [scenario] = scenarios as [VolumeScenario];
    const down = toggleFault(scenario, { zone: "az-2" }, 1);
    expect(isHit(down, { zone: "az-2" }, 2)).toBe(true);
    const back = toggleFault(down, { zone: "az-2" }, 2);
    expect(isHit(back, { zone: "az-2" }, 2.5)).toBe(false);
    expect(isHit(back, { zone: "az-2" }, 1.5)).toBe(true);
    expect(runVolume(back).filter(({ kind }) => kind === "fault-ended")).not.toEqual([]);
  });

  it("slows a link, leaving the copy up: its next acknowledgement is late, and nothing else moves", () => {
    const scenario = STORAGE_SCENARIOS["six-copies"];
    const acksOf = (trace: StorageTrace) =>
      trace.flatMap((event) => (event.kind === "ack-arrived" && event.lsn === 102 ? [event] : []));
    const before = acksOf(runVolume(scenario));
    const after = acksOf(runVolume(toggleFault(scenario, { link: "C", addedMs: 2 }, 4)));
    const ackOf = (acks: typeof before, segment: string) => acks.find((ack) => ack.segment === segment)?.atMs ?? NaN;
    // There and back.
    expect(ackOf(after, "C")).toBeCloseTo(ackOf(before, "C") + 4, 6);
    for (const segment of ["A", "B", "D"]) expect(ackOf(after, segment)).toBe(ackOf(before, segment));
    const fast = toggleFault(toggleFault(scenario, { link: "C", addedMs: 2 }, 4), { link: "C", addedMs: 2 }, 4.5);
    expect(isHit(fast, { link: "C", addedMs: 2 }, 4.2)).toBe(true);
    expect(isHit(fast, { link: "C", addedMs: 2 }, 5)).toBe(false);
    expect(isHit(fast, { node: "C" }, 4.2)).toBe(false);
  });

  it.each(["content", "content/ko"])("makes of slow links what the lesson in %s says", (folder) => {
    const lesson = readFileSync(new URL(`../../${folder}/aurora-storage/write-path.mdx`, import.meta.url), "utf8");
    const slow = (scenario: VolumeScenario, link: string) => toggleFault(scenario, { link, addedMs: 2 }, 0);
    const asItIs = STORAGE_SCENARIOS["write-path"];
    for (const scenario of [asItIs, slow(asItIs, "A"), slow(slow(asItIs, "A"), "B")]) {
      const answer = runVolume(scenario).find(
        (event) => event.kind === "commit-answered" && event.transaction === "T3",
      );
      expect(lesson).toContain(`${answer?.atMs.toFixed(2)} ms`);
    }
  });

  it("is gone without a trace when it is taken back at once", () => {
    const [scenario] = scenarios as [VolumeScenario];
    const atMs = 1.2345;
    const twice = toggleFault(toggleFault(scenario, { node: "C" }, atMs), { node: "C" }, atMs);
    expect(twice).toEqual(scenario);
  });

  it("brings back early what the scenario would have brought back later", () => {
    const scenario: VolumeScenario = {
      ...scenarios[0]!,
      faults: [{ kind: "node-down", node: "A", fromMs: 1, untilMs: 9 }],
    };
    expect(toggleFault(scenario, { node: "A" }, 4).faults).toEqual([
      { kind: "node-down", node: "A", fromMs: 1, untilMs: 4.001 },
    ]);
  });

  it("gives the six copies something to do after the end of the run", () => {
    const figure = STORAGE_FIGURES["six-copies"];
    const base = STORAGE_SCENARIOS["six-copies"];
    const { scenario } = figure.toggle!(base, { zone: "az-2" }, base.untilMs);
    const added = runVolume(scenario as VolumeScenario).filter(({ atMs }) => atMs > base.untilMs);
    expect(added.map(({ kind }) => kind)).toContain("quorum-read-asked");
    expect(added.map(({ kind }) => kind)).toContain("commit-requested");
  });
});
