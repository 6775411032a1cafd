import { describe, expect, it } from "vitest";
import { AURORA_RULE, placementOf, storageEventText, type StorageEvent } from "../../src/core/aurora/index.ts";
import type { Fault } from "../../src/core/kernel/index.ts";
import { listOf, withParticle } from "../../src/core/kernel/words.ts";
import { rollCallEventText, type RollCallEvent } from "../../src/core/start/index.ts";

const faults: readonly Fault[] = [
  { kind: "zone-down", zone: "az-2", fromMs: 1 },
  { kind: "node-down", node: "E", fromMs: 1 },
  { kind: "node-down", node: "writer", fromMs: 1 },
  { kind: "node-slow", node: "E", addedMs: 5, fromMs: 1 },
  { kind: "zones-parted", zones: ["az-1", "az-2"], fromMs: 1 },
  { kind: "messages-lost", probability: 0.05, fromMs: 1 },
  { kind: "messages-doubled", probability: 0.05, fromMs: 1 },
];
const losses = ["lost", "parted", "receiver-down", "sender-down", "refused"] as const;
const failures = ["behind", "collected", "none-complete"] as const;
const asOf = { page: 2, readPoint: 103 } as const;

/** At least one event of every kind; a kind that is missing here does not compile. */
const storageEvents: { readonly [Kind in StorageEvent["kind"]]: readonly Extract<StorageEvent, { kind: Kind }>[] } = {
  "volume-opened": [1, 2].map((count) => ({
    kind: "volume-opened",
    startLsn: 100,
    rule: AURORA_RULE,
    groups: Array.from({ length: count }, (_, index) => ({ group: index + 1, placement: placementOf(index + 1) })),
    writerZone: "az-1",
  })),
  "record-shipped": [true, false].map((isCpl) => ({ kind: "record-shipped", lsn: 103, group: 1, isCpl })),
  "record-resent": [{ kind: "record-resent", lsn: 103, segment: "E" }],
  "record-lost": losses.map((because) => ({ kind: "record-lost", lsn: 103, segment: "E", because })),
  "ack-lost": losses.map((because) => ({ kind: "ack-lost", lsn: 103, segment: "E", because })),
  "record-stored": [{ kind: "record-stored", lsn: 103, segment: "E", scl: 102 }],
  "ack-arrived": [{ kind: "ack-arrived", lsn: 103, segment: "E" }],
  "marks-moved": [{ kind: "marks-moved", pgcls: [103, 104], vcl: 104, vdl: 103 }],
  "commit-requested": [{ kind: "commit-requested", transaction: "T1", commitLsn: 103 }],
  "commit-answered": [{ kind: "commit-answered", transaction: "T1" }],
  "writer-unreachable": [{ kind: "writer-unreachable" }, { kind: "writer-unreachable", transaction: "T1" }],
  "fault-began": faults.map((fault) => ({ kind: "fault-began", fault })),
  "fault-ended": faults.map((fault) => ({ kind: "fault-ended", fault })),
  "service-changed": [true, false].flatMap((writes) =>
    [true, false].map((reads) => ({ kind: "service-changed" as const, group: 1, writes, reads })),
  ),
  "rule-checked": [
    { kind: "rule-checked", broken: [] },
    { kind: "rule-checked", broken: ["reads-meet-writes", "writes-meet-writes"] },
  ],
  "quorum-read-asked": [{ kind: "quorum-read-asked", group: 1 }],
  "segment-answered": [{ kind: "segment-answered", group: 1, segment: "E", scl: 103 }],
  "read-quorum-met": [{ kind: "read-quorum-met", group: 1, answeredBy: ["A", "C", "E"] }],
  "write-held-back": [
    { kind: "write-held-back", limitLsn: 109 },
    { kind: "write-held-back", transaction: "T1", limitLsn: 109 },
  ],
  "request-refused": [
    { kind: "request-refused", segment: "E", because: "stale-volume-epoch", epoch: 2 },
    { kind: "request-refused", segment: "E", because: "stale-membership-epoch", epoch: 2, by: "writer-2" },
  ],
  "page-asked": [true, false].map((isHedge) => ({ kind: "page-asked", ...asOf, segment: "E", isHedge })),
  "page-refused": failures.map((because) => ({ kind: "page-refused", ...asOf, segment: "E", because })),
  "page-answered": [{ kind: "page-answered", ...asOf, segment: "E", pageLsn: 102, slots: [0, 0, 102, 0], tookMs: 1.2 }],
  "read-failed": failures.map((because) => ({ kind: "read-failed", ...asOf, because })),
  "view-opened": [{ kind: "view-opened", view: "Q1", readPoint: 103 }],
  "view-closed": [{ kind: "view-closed", view: "Q1" }],
  "pgmrpl-told": [{ kind: "pgmrpl-told", pgmrpl: 103 }],
  "read-planned": [[], ["B"], ["C", "A", "E"]].map((order) => ({
    kind: "read-planned",
    readPoint: 103,
    order,
    hedgeAfterMs: order.length === 0 ? 0 : 2.4,
  })),
  "read-judged": (["served", "behind", "collected"] as const).map((acceptance) => ({
    kind: "read-judged",
    segment: "E",
    readPoint: 103,
    scl: 104,
    pgmrpl: 102,
    acceptance,
  })),
  "answer-timed": [{ kind: "answer-timed", segment: "E", tookMs: 0.8 }],
  "volume-backtracked": [
    {
      kind: "volume-backtracked",
      instance: "writer",
      targetLsn: 102,
      targetMs: 5.2,
      hidden: [{ afterLsn: 102, throughLsn: 104 }],
    },
    { kind: "volume-backtracked", instance: "writer", targetLsn: 104, targetMs: 6.2, hidden: [] },
  ],
  "backtrack-refused": [{ kind: "backtrack-refused", toMs: 1, earliestMs: 2 }],
  "clone-made": [
    { kind: "clone-made", clone: "clone-1", atLsn: 104, how: "copy-on-write" },
    { kind: "clone-made", clone: "clone-2", source: "clone-1", atLsn: 106, how: "copy-on-write" },
  ],
  "in-clone": [{ kind: "in-clone", clone: "clone-1", event: { atMs: 5, kind: "ack-arrived", lsn: 105, segment: "A" } }],
  "gossip-asked": [{ kind: "gossip-asked", segment: "E", peer: "F", ranges: [{ afterLsn: 101, throughLsn: 103 }] }],
  "gossip-answered": [[], [{ afterLsn: 101, throughLsn: 103 }]].map((ranges) => ({
    kind: "gossip-answered",
    segment: "F",
    peer: "E",
    ranges,
  })),
  "gossip-refused": (["other-volume-epoch", "other-membership-epoch"] as const).map((because) => ({
    kind: "gossip-refused",
    segment: "F",
    peer: "E",
    because,
  })),
  "records-filed": [[], [{ afterLsn: 104, lastLsn: 107 }]].map((stretches) => ({
    kind: "records-filed",
    segment: "E",
    scl: 103,
    stretches,
  })),
  "epochs-told": [{ kind: "epochs-told", segment: "E", volumeEpoch: 2, membershipEpoch: 1 }],
  "record-gossiped": [{ kind: "record-gossiped", lsn: 103, segment: "E", from: "F", scl: 103 }],
  "page-coalesced": [{ kind: "page-coalesced", segment: "E", page: 2, pageLsn: 103 }],
  "log-staged": [{ kind: "log-staged", segment: "E", lsn: 103 }],
  "garbage-collected": [{ kind: "garbage-collected", segment: "E", pgmrpl: 103, count: 4 }],
  "writer-crashed": [{ kind: "writer-crashed", instance: "writer" }],
  "recovery-began": [{ kind: "recovery-began", instance: "writer-2", volumeEpoch: 2 }],
  "recovery-waits": [{ kind: "recovery-waits", instance: "writer-2", groups: [1, 2] }],
  "recovery-decided": [
    {
      kind: "recovery-decided",
      instance: "writer-2",
      vcl: 104,
      vdl: 103,
      truncation: { volumeEpoch: 2, afterLsn: 103, throughLsn: 10_000_103 },
    },
  ],
  "truncation-installed": [{ kind: "truncation-installed", segment: "E", volumeEpoch: 2, scl: 103 }],
  "volume-recovered": [{ kind: "volume-recovered", instance: "writer-2", volumeEpoch: 2, vdl: 103 }],
  "recovery-superseded": [{ kind: "recovery-superseded", instance: "writer-2", volumeEpoch: 3 }],
  "writer-fenced": [{ kind: "writer-fenced", instance: "writer", volumeEpoch: 2 }],
  "membership-changed": (["begun", "completed", "abandoned"] as const).map((step, index) => ({
    kind: "membership-changed",
    group: 1,
    set: { epoch: index + 2, alternatives: [[..."ABCDEF"], [..."ABCDEG"]] },
    step,
    change: { leaving: "F", joining: "G" },
  })),
  "change-refused": (["not-a-member", "already-a-member", "not-changing", "not-hydrated"] as const).map((because) => ({
    kind: "change-refused",
    change: { leaving: "F", joining: "G" },
    because,
  })),
  "request-checked": [true, false].map((isAccepted) => ({ kind: "request-checked", epoch: 2, isAccepted })),
  "segment-hydrated": [{ kind: "segment-hydrated", segment: "G", from: "A", scl: 103 }],
  "volume-grew": [{ kind: "volume-grew", geometryEpoch: 2, groups: [{ group: 2, placement: placementOf(2) }] }],
};

describe("events in words", () => {
  const events = Object.values(storageEvents).flat();

  it.each(["en", "ko"] as const)("has a sentence of its own for every event: %s", (locale) => {
    const texts = events.map((event) => storageEventText(event, locale));
    expect(new Set(texts).size).toBe(texts.length);
    for (const text of texts) {
      expect(text).not.toMatch(/undefined|NaN|\[object|\.$/);
      expect(text.length).toBeLessThan(130);
      expect(/[가-힣]/.test(text)).toBe(locale === "ko");
    }
  });

  it("uses the words of the field", () => {
    const text = (kind: StorageEvent["kind"], locale: "en" | "ko" = "en") =>
      storageEventText(storageEvents[kind][0]!, locale);
    expect(text("record-stored")).toBe("Segment E stored LSN 103 (SCL 102)");
    expect(text("commit-answered")).toBe("T1 is committed: its client has been told");
    expect(text("read-quorum-met")).toBe("Protection group 1 met its read quorum with A, C and E");
    expect(text("record-stored", "ko")).toBe("세그먼트 E가 LSN 103을 저장했습니다(SCL 102)");
  });

  it("has the roll call's events too", () => {
    const rollCall: readonly RollCallEvent[] = [
      { kind: "roll-call-began", placement: placementOf(1) },
      { kind: "segment-started", segment: "A", zone: "az-1" },
      { kind: "greeting-heard", segment: "A", greeting: "hello" },
    ];
    expect(rollCall.map((event) => rollCallEventText(event, "en"))).toEqual([
      "The roll call began: 6 segments are expected",
      "Segment A started in az-1",
      "The writer heard segment A: “hello”",
    ]);
    for (const event of rollCall) expect(rollCallEventText(event, "ko")).toMatch(/[가-힣]/);
  });
});

describe("Korean particles", () => {
  it.each([
    ["103", "을/를", "103을"],
    ["102", "을/를", "102를"],
    ["100", "이/가", "100이"],
    ["E", "이/가", "E가"],
    ["az-2", "이/가", "az-2가"],
    ["103(CPL)", "을/를", "103(CPL)을"],
    ["라이터", "이/가", "라이터가"],
    ["볼륨", "은/는", "볼륨은"],
    ["(101, 103]", "을/를", "(101, 103]을"],
    ["2", "으로/로", "2로"],
    ["3", "으로/로", "3으로"],
    ["8", "으로/로", "8로"],
    ["볼륨", "으로/로", "볼륨으로"],
    ["칠", "으로/로", "칠로"],
  ] as const)("%s with %s is %s", (word, pair, expected) => {
    expect(withParticle(word, pair)).toBe(expected);
  });
});

it("lists words as each language does", () => {
  expect(listOf(["A"], "en")).toBe("A");
  expect(listOf(["A", "B"], "en")).toBe("A and B");
  expect(listOf(["A", "B", "C"], "ko")).toBe("A, B, C");
});
