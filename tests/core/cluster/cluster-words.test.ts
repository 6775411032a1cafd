import { describe, expect, it } from "vitest";
import { storageEventText } from "../../../src/core/aurora/index.ts";
import type { ClusterEvent, ClusterMember, StatementFailure } from "../../../src/core/cluster/index.ts";
import { clusterEventText } from "../../../src/core/cluster/cluster-words.ts";
import type { Fault } from "../../../src/core/kernel/index.ts";

const faults: readonly Fault[] = [
  { kind: "zone-down", zone: "az-2", fromMs: 1 },
  { kind: "node-down", node: "E", fromMs: 1 },
  { kind: "node-down", node: "db-1", fromMs: 1 },
  { kind: "node-down", node: "app", fromMs: 1 },
  { kind: "node-slow", node: "db-1", addedMs: 5, fromMs: 1 },
  { kind: "zones-parted", zones: ["az-1", "az-2"], fromMs: 1 },
  { kind: "messages-lost", probability: 0.05, fromMs: 1 },
  { kind: "messages-doubled", probability: 0.05, fromMs: 1 },
];
const failures: readonly StatementFailure[] = [
  "endpoint-empty",
  "name-unanswered",
  "connection-refused",
  "read-only",
  "read-failed",
  "behind",
];
const version = { lsn: 108, slots: [0, 108, 0, 103] } as const;
const members: readonly ClusterMember[] = (["writer", "reader", "reader"] as const).map((role, index) => ({
  instance: `db-${index + 1}`,
  zone: `az-${index + 1}`,
  role,
  tier: 1,
  memoryGib: 16,
  isAvailable: index < 2,
}));
const endpoints = {
  cluster: { kind: "cluster" },
  reader: { kind: "reader" },
  "db-1": { kind: "instance", instance: "db-1" },
} as const;
const volumeEvent = { kind: "volume-recovered", instance: "db-2", volumeEpoch: 2, vdl: 138, atMs: 5 } as const;

/** At least one event of every kind; a kind that is missing here does not compile. */
const samples: { readonly [Kind in ClusterEvent["kind"]]: readonly Extract<ClusterEvent, { kind: Kind }>[] } = {
  "cluster-opened": [members, members.slice(0, 2), members.slice(0, 1), members.slice(1)].map((some) => ({
    kind: "cluster-opened",
    members: some,
    endpoints,
  })),
  "fault-began": faults.map((fault) => ({ kind: "fault-began", fault })),
  "fault-ended": faults.map((fault) => ({ kind: "fault-ended", fault })),
  "in-volume": [{ kind: "in-volume", event: volumeEvent }],
  "instance-crashed": [{ kind: "instance-crashed", instance: "db-1" }],
  "instance-started": (["writer", "reader"] as const).map((role) => ({
    kind: "instance-started",
    instance: "db-1",
    role,
  })),
  "instance-demoted": [{ kind: "instance-demoted", instance: "db-1" }],
  "volume-opening": [{ kind: "volume-opening", instance: "db-2", volumeEpoch: 2 }],
  "volume-open": [{ kind: "volume-open", instance: "db-2", volumeEpoch: 2 }],
  "instance-cut-off": [true, false].map((isCutOff) => ({ kind: "instance-cut-off", instance: "db-1", isCutOff })),
  "instance-available": [true, false].map((isAvailable) => ({
    kind: "instance-available",
    instance: "db-1",
    isAvailable,
  })),
  "members-seen": [members, []].map((some) => ({ kind: "members-seen", members: some })),
  "endpoint-listed": [["db-2", "db-3"], ["db-2"], []].map((targets) => ({
    kind: "endpoint-listed",
    endpoint: "reports",
    targets,
  })),
  "target-chosen": [
    { kind: "target-chosen", failedAttemptCount: 0, decision: { kind: "promote", instance: "db-2" } },
    { kind: "target-chosen", failedAttemptCount: 1, decision: { kind: "restart-in-place", instance: "db-1" } },
    { kind: "target-chosen", failedAttemptCount: 6, decision: { kind: "none" } },
  ],
  "failover-began": [{ kind: "failover-began", failed: "db-1", attempt: 1 }],
  "promotion-ordered": [{ kind: "promotion-ordered", instance: "db-2", attempt: 2, volumeEpoch: 3 }],
  "restart-ordered": [{ kind: "restart-ordered", instance: "db-1", attempt: 1, volumeEpoch: 2 }],
  "writer-changed": [{ kind: "writer-changed", instance: "db-2" }],
  "endpoint-moved": [{ kind: "endpoint-moved", instance: "db-2" }],
  "name-resolved": [true, false].flatMap((fromCache) => [
    { kind: "name-resolved" as const, client: "app", endpoint: "cluster", instance: "db-2", fromCache },
    { kind: "name-resolved" as const, client: "app", endpoint: "reports", fromCache },
  ]),
  "connection-opened": [{ kind: "connection-opened", client: "app", instance: "db-2" }],
  "connection-refused": [{ kind: "connection-refused", client: "app", instance: "db-2" }],
  "connection-closed": [{ kind: "connection-closed", client: "app", instance: "db-2" }],
  "connection-lost": [{ kind: "connection-lost", client: "app", instance: "db-2" }],
  "write-sent": [{ kind: "write-sent", client: "app", transaction: "T1", instance: "db-2" }],
  "write-committed": [{ kind: "write-committed", client: "app", transaction: "T1", tookMs: 2.345 }],
  "write-unknown": [{ kind: "write-unknown", client: "app", transaction: "T1" }],
  "write-failed": failures.map((because) => ({ kind: "write-failed", client: "app", transaction: "T1", because })),
  "read-answered": [
    {
      kind: "read-answered",
      client: "app",
      page: 3,
      instance: "db-2",
      readPoint: 110,
      pageLsn: 108,
      slots: [0, 108, 0, 0],
      tookMs: 1.25,
    },
  ],
  "read-failed": [...failures, "no-answer" as const].map((because) => ({
    kind: "read-failed",
    client: "app",
    page: 3,
    because,
  })),
  "read-held": [{ kind: "read-held", client: "app", page: 3, instance: "db-2", readPoint: 110, atLeast: 112 }],
  "stream-slowed": [40, 0].map((applyMs) => ({ kind: "stream-slowed", instance: "db-2", applyMs })),
  "read-point-moved": [{ kind: "read-point-moved", instance: "db-2", readPoint: 110 }],
  "stream-received": [1, 2].map((count) => ({
    kind: "stream-received",
    instance: "db-2",
    previousLsn: 106,
    records: [
      { lsn: 107, page: 3, change: { slot: 4, value: 77 } },
      { lsn: 109, page: 5, change: { slot: 1, value: 99 } },
    ].slice(0, count),
  })),
  "vdl-told": [{ kind: "vdl-told", instance: "db-2", vdl: 110 }],
  "page-asked": [{ kind: "page-asked", instance: "db-2", page: 3, asOf: 110 }],
  "page-loaded": [{ kind: "page-loaded", instance: "db-2", page: 3, asOf: 110, version }],
  "replica-stood": [[], [{ page: 3, version }]].map((pages) => ({
    kind: "replica-stood",
    instance: "db-2",
    readPoint: 110,
    pages,
  })),
  "lag-measured": [{ kind: "lag-measured", instance: "db-2", readPoint: 110, lagMs: 1.75 }],
};
const events: readonly ClusterEvent[] = Object.values(samples).flat();

/** The names and numbers of an event that its sentence has to hold: all but those that a word stands for. */
function valuesOf(event: ClusterEvent): readonly string[] {
  if (event.kind === "in-volume" || event.kind === "fault-began" || event.kind === "fault-ended") return [];
  if (event.kind === "cluster-opened" || event.kind === "members-seen")
    return event.members.map(({ instance }) => instance);
  const hidden = new Set([
    "kind",
    "role",
    "because",
    "slots",
    "isAvailable",
    "isCutOff",
    "fromCache",
    "failedAttemptCount",
  ]);
  return Object.entries(event).flatMap(([name, value]: [string, unknown]) => {
    if (hidden.has(name)) return [];
    if (name === "decision") return "instance" in (value as object) ? [(value as { instance: string }).instance] : [];
    // To whom it is told goes without saying, where there is one reader; 0 ms late is in time.
    if ((name === "instance" && TOLD_TO_THE_ONE.has(event.kind)) || (name === "applyMs" && value === 0)) return [];
    return leavesOf(value);
  });
}

const TOLD_TO_THE_ONE: ReadonlySet<ClusterEvent["kind"]> = new Set(["stream-received", "vdl-told", "page-loaded"]);

function leavesOf(value: unknown): readonly string[] {
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leavesOf) : [String(value)];
}

describe.each(["en", "ko"] as const)("cluster events in words: %s", (locale) => {
  it("has a short sentence of its own for every event, without a full stop", () => {
    const texts = events.map((event) => clusterEventText(event, locale));
    expect(new Set(texts).size).toBe(texts.length);
    for (const text of texts) {
      expect(text).not.toMatch(/undefined|NaN|\[object|[.!]$|^\s*$/);
      expect(text.length).toBeLessThan(150);
      expect(/[가-힣]/.test(text)).toBe(locale === "ko");
    }
  });

  it("says what the event holds", () => {
    for (const event of events) {
      const text = clusterEventText(event, locale);
      for (const value of valuesOf(event)) expect(text).toContain(value);
    }
  });

  it("names what a fault is about", () => {
    const named = ["az-2", "E", "db-1", "app"];
    for (const kind of ["fault-began", "fault-ended"] as const) {
      const texts = samples[kind].map((event) => clusterEventText(event, locale));
      named.forEach((name, index) => expect(texts[index]).toContain(name));
    }
  });

  it("leaves what happened in the volume to the storage words", () => {
    const prefix = locale === "ko" ? "볼륨: " : "Volume: ";
    expect(clusterEventText(samples["in-volume"][0]!, locale)).toBe(prefix + storageEventText(volumeEvent, locale));
  });
});

describe("the words of the field", () => {
  it.each([
    [
      "cluster-opened",
      "The cluster is open: db-1 is its writer, db-2 and db-3 are its readers; endpoints: cluster and reader",
      "클러스터를 열었습니다: 라이터 db-1; 리더 db-2, db-3; 엔드포인트 cluster, reader",
    ],
    ["failover-began", "A failover from db-1 begins (attempt 1)", "db-1에 대한 장애 조치를 시작합니다(1차 시도)"],
    [
      "promotion-ordered",
      "The control plane orders db-2 to open the volume in epoch 3 as the writer (attempt 2)",
      "컨트롤 플레인이 db-2에 볼륨을 에포크 3으로 열어 라이터가 되라고 지시합니다(2차 시도)",
    ],
    [
      "endpoint-moved",
      "The cluster endpoint leads to db-2 from now on",
      "이제부터 클러스터 엔드포인트가 db-2를 가리킵니다",
    ],
    [
      "name-resolved",
      "app goes by its DNS cache: cluster leads to db-2",
      "app의 DNS 캐시: cluster 엔드포인트는 db-2를 가리킵니다",
    ],
    [
      "write-unknown",
      "app got no answer to T1: it may be committed, or not",
      "app에서 T1의 응답을 받지 못했습니다: 커밋되었는지 알 수 없습니다",
    ],
    [
      "read-held",
      "app has seen LSN 112, and db-2 stands at 110: its read of page 3 waits",
      "app에서 이미 LSN 112까지 보았는데 db-2의 읽기 지점은 110입니다: 페이지 3 읽기가 기다립니다",
    ],
    [
      "replica-stood",
      "db-2 stands at read point 110; it has no page",
      "db-2의 읽기 지점은 110; 가진 페이지가 없습니다",
    ],
    [
      "lag-measured",
      "db-2 is at read point 110, 1.75 ms behind the writer",
      "db-2의 읽기 지점은 110, 복제 지연은 1.75 ms입니다",
    ],
  ] as const)("%s", (kind, en, ko) => {
    expect(clusterEventText(samples[kind][0]!, "en")).toBe(en);
    expect(clusterEventText(samples[kind][0]!, "ko")).toBe(ko);
  });

  it("tells a segment from other nodes", () => {
    const down = (node: string): ClusterEvent => ({
      kind: "fault-began",
      fault: { kind: "node-down", node, fromMs: 1 },
    });
    expect(["E", "db-1", "app"].map((node) => clusterEventText(down(node), "en"))).toEqual([
      "Segment E went down",
      "db-1 went down",
      "app went down",
    ]);
    expect(["E", "db-1", "app"].map((node) => clusterEventText(down(node), "ko"))).toEqual([
      "세그먼트 E가 중단되었습니다",
      "db-1 노드가 중단되었습니다",
      "app 노드가 중단되었습니다",
    ]);
  });
});
