import { expect, it } from "vitest";
import { pageEventText, type PageEvent } from "../../../src/core/aurora/index.ts";

const record = { lsn: 104, previousLsn: 100, page: 1, change: { slot: 2, value: 7 } };
const version = { lsn: 104, slots: [1, 7, 0, 0] };
const results = [
  { status: "materialised", version },
  { status: "missing", afterLsn: 104 },
  { status: "collected", oldestLsn: 110 },
] as const;

/** At least one event of every kind; a kind that is missing here does not compile. */
const events: { readonly [Kind in PageEvent["kind"]]: readonly Extract<PageEvent, { kind: Kind }>[] } = {
  "node-opened": [1, 2].map((count) => ({
    kind: "node-opened",
    segment: "A",
    zone: "az-1",
    startLsn: 100,
    pages: Array.from({ length: count }, (_, index) => index + 1),
  })),
  "record-written": [true, false].map((isCpl) => ({ kind: "record-written", isCpl, ...record })),
  "record-arrived": [true, false].map((isRepeat) => ({ kind: "record-arrived", isRepeat, scl: 104, ...record })),
  "record-lost": (["lost", "parted", "receiver-down", "sender-down"] as const).map((because) => ({
    kind: "record-lost",
    lsn: 104,
    because,
  })),
  "vdl-moved": [{ kind: "vdl-moved", vdl: 104 }],
  "view-opened": [{ kind: "view-opened", view: "Q1", readPoint: 104 }],
  "view-closed": [{ kind: "view-closed", view: "Q1" }],
  "marks-heard": [{ kind: "marks-heard", vdl: 107, pgmrpl: 104 }],
  "version-held": [{ kind: "version-held", page: 1, version }],
  "page-coalesced": results.map((result) => ({ kind: "page-coalesced", page: 1, upToLsn: 112, result })),
  "page-asked": [{ kind: "page-asked", read: 3, page: 1, readPoint: 105 }],
  "page-refused": (["below-pgmrpl", "beyond-scl"] as const).map((because) => ({
    kind: "page-refused",
    read: 3,
    page: 1,
    readPoint: 105,
    because,
  })),
  "page-answered": results.map((result) => ({ kind: "page-answered", read: 3, page: 1, readPoint: 105, result })),
  "log-staged": [{ kind: "log-staged", stagedLsn: 104 }],
  "garbage-collected": [
    { kind: "garbage-collected", page: 1, lsns: [101, 104], versionLsns: [100] },
    { kind: "garbage-collected", page: 1, lsns: [104], versionLsns: [] },
    { kind: "garbage-collected", page: 1, lsns: [], versionLsns: [100, 104] },
    { kind: "garbage-collected", page: 1, lsns: [], versionLsns: [] },
  ],
  "fault-began": [
    { kind: "fault-began", fault: { kind: "zone-down", zone: "az-2", fromMs: 1 } },
    { kind: "fault-began", fault: { kind: "node-down", node: "A", fromMs: 1 } },
    { kind: "fault-began", fault: { kind: "node-down", node: "backup", fromMs: 1 } },
    { kind: "fault-began", fault: { kind: "node-down", node: "writer", fromMs: 1 } },
    { kind: "fault-began", fault: { kind: "node-slow", node: "A", addedMs: 5, fromMs: 1 } },
    { kind: "fault-began", fault: { kind: "zones-parted", zones: ["az-1", "az-2"], fromMs: 1 } },
    { kind: "fault-began", fault: { kind: "messages-lost", probability: 0.05, fromMs: 1 } },
    { kind: "fault-began", fault: { kind: "messages-doubled", probability: 0.05, fromMs: 1 } },
  ],
  "fault-ended": [{ kind: "fault-ended", fault: { kind: "node-down", node: "backup", fromMs: 1 } }],
  "node-closed": [
    {
      kind: "node-closed",
      isUp: true,
      pgmrpl: 104,
      stagedLsn: 104,
      holdings: [{ page: 1, versionLsns: [104], recordLsns: [107, 110] }],
    },
  ],
};

it.each(["en", "ko"] as const)("a storage node's events have a sentence each: %s", (locale) => {
  const texts = Object.values(events)
    .flat()
    .map((event) => pageEventText(event, locale));
  expect(new Set(texts).size).toBe(texts.length);
  for (const text of texts) {
    expect(text).not.toMatch(/undefined|NaN|\[object|\.$/);
    expect(text.length).toBeLessThan(125);
    expect(/[가-힣]/.test(text)).toBe(locale === "ko");
  }
});

it("says what came of it in the words of the field", () => {
  expect(pageEventText(events["page-answered"][0]!, "en")).toBe("Read 3, page 1 as of 105: [1 7 0 0], page LSN 104");
  expect(pageEventText(events["page-coalesced"][1]!, "en")).toBe(
    "The node could not coalesce page 1 up to 112: a record is missing after 104",
  );
  expect(pageEventText(events["garbage-collected"][0]!, "en")).toBe(
    "Collected of page 1: records 101 and 104; versions 100",
  );
  expect(pageEventText(events["node-closed"][0]!, "en")).toBe(
    "What is left, with PGMRPL 104 and the backup at 104: page 1 with 1 version and 2 records",
  );
});
