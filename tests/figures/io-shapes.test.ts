import { describe, expect, it } from "vitest";
import {
  AURORA_MODEL,
  MIRRORED_MODEL,
  ioEventText,
  ioPerTransaction,
  runIoDesigns,
  runIoScript,
  type IoEvent,
  type IoScenario,
  type IoTrace,
} from "../../src/core/aurora/index.ts";
import { IO_FIGURES, twoLayersScenario } from "../../src/figures/io-figures.ts";
import {
  framesAroundIo,
  ioFilm,
  ioShapes,
  ioWorldAt,
  PAGE_CHOICES,
  TRANSACTION_CHOICES,
} from "../../src/figures/io-shapes.ts";
import { SCENE_PX_MAX, WIDTH_PX_MIN, type Box } from "../../src/figures/scene-sizes.ts";
import { timeTrack } from "../../src/figures/track.ts";

const WIDTHS = [WIDTH_PX_MIN, 304, 328, 380, 539, 540, 640, 760, SCENE_PX_MAX];
const figure = IO_FIGURES["two-layers"];
const base = figure.scenario as IoScenario;
const built = runIoDesigns(base);
const press = (control: string, scenario = base) => figure.toggle!(scenario, { control }, 1).scenario as IoScenario;
const takeDown = (zone: string, atMs: number, scenario = base) => figure.toggle!(scenario, { zone }, atMs);
const commitsOf = (trace: IoTrace) =>
  trace.flatMap((event) => (event.kind === "commit-answered" ? [`${event.design} ${event.transaction}`] : []));

const script = runIoScript(
  {
    designs: ["mirrored", "aurora"],
    run: { ...base.rounds[0]!.run, metadataBytes: [9] },
    mirrored: { ...MIRRORED_MODEL, copiesPerVolume: 3 },
    aurora: AURORA_MODEL,
  },
  ioPerTransaction,
);
const traces: readonly (readonly [string, IoTrace])[] = [
  ["the figure's own", built],
  ["four transactions of four pages", runIoDesigns(twoLayersScenario({ pages: 4, transactions: 4 }))],
  ["a zone down from the start", runIoDesigns({ ...base, faults: [{ kind: "zone-down", zone: "az-2", fromMs: 0 }] })],
  [
    "three groups, three copies to a volume, three readers",
    runIoDesigns({
      ...base,
      mirrored: { ...MIRRORED_MODEL, copiesPerVolume: 3 },
      aurora: { ...AURORA_MODEL, replicas: 3 },
      rounds: base.rounds.map(({ atMs, run }) => ({
        atMs,
        run: { ...run, records: run.records.map((record, index) => ({ ...record, group: 1 + (index % 3) })) },
      })),
    }),
  ],
  ["a suite's, without messages", script],
];

function expectInside({ width, height }: { width: number; height: number }, boxes: readonly Box[]) {
  for (const box of boxes) {
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.width).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(width + 0.01);
    expect(box.y + box.height).toBeLessThanOrEqual(height);
  }
}

describe("the scene of the two designs", () => {
  it.each(traces)("keeps everything inside its edges, at one height, at every width: %s", (_, trace) => {
    const film = ioFilm(trace);
    for (const widthPx of WIDTHS) {
      const heights = new Set<number>();
      for (let index = 0; index < trace.length; index += 7) {
        const world = ioWorldAt(film, { atMs: trace[index]!.atMs, eventCount: index + 1 });
        const shapes = ioShapes(film, world, widthPx);
        heights.add(shapes.height);
        expectInside(shapes, [
          ...shapes.panels,
          ...shapes.controls,
          ...shapes.panels.flatMap(({ zones, nodes, bars, cells }) => [...zones, ...nodes, ...bars, ...cells]),
          ...shapes.messages.map(({ x, y }) => ({ x, y, width: 0, height: 0 })),
        ]);
        for (const { bars, lines, y, height } of shapes.panels) {
          for (const { width, countedWidth, sent, counted } of bars) {
            if (sent <= counted) expect(width).toBeLessThanOrEqual(countedWidth);
          }
          expect(lines.commit).toBeLessThan(y + height);
        }
      }
      expect(heights.size).toBe(1);
    }
  });

  it.each(traces)("keeps nodes apart, and panels side by side at one height: %s", (_, trace) => {
    const film = ioFilm(trace);
    for (const widthPx of WIDTHS) {
      const { panels, isNarrow } = ioShapes(film, ioWorldAt(film, { atMs: 0, eventCount: 1 }), widthPx);
      if (!isNarrow && trace !== script) expect(panels[0]!.height).toBe(panels[1]!.height);
      for (const { nodes } of panels) {
        nodes.forEach((a, index) => {
          for (const b of nodes.slice(index + 1)) {
            const isApart =
              a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
            expect(isApart, `${a.node} and ${b.node} at ${widthPx}`).toBe(true);
          }
        });
      }
    }
  });

  it("counts up to what was sent", () => {
    const film = ioFilm(built);
    const end = ioWorldAt(film, { atMs: built.at(-1)!.atMs, eventCount: built.length });
    expect(end.designs.mirrored).toMatchObject({
      sent: { redo: 1, binlog: 1, page: 4, doubleWrite: 4 },
      databaseNode: 10,
      databaseNodeCounted: 10,
      messageCount: 50,
    });
    expect(end.designs.aurora).toMatchObject({ sent: { redo: 6, page: 0 }, databaseNode: 6, messageCount: 8 });
    expect(film.countMax).toBe(6);
  });

  it("lets an I/O travel from its sending to its taking, and an acknowledgement back", () => {
    const film = ioFilm(built);
    const sent = built.find((event) => event.kind === "io-sent" && event.to === "M1")!;
    const takenIndex = built.findIndex((event) => event.kind === "io-taken" && event.to === "M1");
    const halfMs = (sent.atMs + built[takenIndex]!.atMs) / 2;
    const at = (atMs: number) =>
      ioWorldAt(film, { atMs, eventCount: built.filter((event) => event.atMs <= atMs).length }).messages;
    expect(at(halfMs).find(({ to }) => to === "M1")).toMatchObject({
      what: "redo",
      from: "mysql",
      isLost: false,
      progress: expect.closeTo(0.5, 2),
    });
    const ack = built.find((event) => event.kind === "io-acknowledged" && event.to === "M2") as Extract<
      IoTrace[number],
      { kind: "io-acknowledged" }
    >;
    expect(at((ack.sentMs + ack.atMs) / 2).filter(({ what }) => what === "ack")).toContainEqual(
      expect.objectContaining({ from: "M2", to: "M1", progress: expect.closeTo(0.5, 1) }),
    );
  });

  it("has a place for every message and every event that is pointed out", () => {
    for (const [, trace] of traces) {
      const film = ioFilm(trace);
      trace.forEach((event, index) => {
        const world = ioWorldAt(film, { atMs: event.atMs, eventCount: index + 1 });
        const shapes = ioShapes(film, world, 700);
        expect(shapes.messages.length).toBe(world.messages.length);
        if (event.kind.endsWith("-counted") || event.kind === "io-taken" || event.kind === "commit-answered")
          expect(framesAroundIo(shapes, event as IoEvent).length, event.kind).toBe(1);
      });
    }
  });
});

describe("a suite's run, which has no machines", () => {
  it("shows what is in memory as it is told: of Aurora the records, of MySQL pages and files too", () => {
    const film = ioFilm(script);
    const panelsAt = (eventCount: number) =>
      ioShapes(film, ioWorldAt(film, { atMs: eventCount - 1, eventCount }), 700).panels;
    const told = (eventCount: number) =>
      panelsAt(eventCount).map(({ cells }) => cells.filter(({ isTold }) => isTold).length);
    expect(panelsAt(1).map(({ cells }) => cells.length)).toEqual([5 + 4 + 1, 5]);
    expect(told(3)).toEqual([0, 0]);
    expect(told(5)).toEqual([2, 2]);
    expect(told(script.length)).toEqual([10, 5]);
    expect(panelsAt(script.length).map(({ zones, layerY }) => [zones.length, layerY])).toEqual([
      [0, undefined],
      [0, undefined],
    ]);
  });

  it("shows the design that it is about, and no other", () => {
    const only = runIoScript(
      { designs: ["aurora"], run: base.rounds[0]!.run, mirrored: MIRRORED_MODEL, aurora: AURORA_MODEL },
      ioPerTransaction,
    );
    const film = ioFilm(only);
    const { panels } = ioShapes(film, ioWorldAt(film, { atMs: only.length, eventCount: only.length }), 700);
    expect(panels.map(({ design }) => design)).toEqual(["aurora"]);
    expect(panels[0]!.world.countedElsewhere).toEqual({ toInstances: 2, storage: 6, perCopy: 1, wireBytes: 10_080 });
  });
});

describe("what a reader can change", () => {
  it("has a run for every choice, and shows which one it is", () => {
    for (const pages of PAGE_CHOICES) {
      for (const transactions of TRANSACTION_CHOICES) {
        const scenario = press(`transactions ${transactions}`, press(`pages ${pages}`));
        const trace = runIoDesigns(scenario);
        const film = ioFilm(trace);
        expect(film.shape).toEqual({ pages, transactions });
        const { controls } = ioShapes(film, ioWorldAt(film, { atMs: 0, eventCount: 1 }), 700);
        expect(controls.filter(({ isOn }) => isOn).map(({ control, value }) => `${control} ${value}`)).toEqual([
          `pages ${pages}`,
          `transactions ${transactions}`,
        ]);
        expect(commitsOf(trace)).toHaveLength(2 * transactions);
        expect(trace.filter(({ kind }) => kind === "round-finished")).toHaveLength(2);
        const { mirrored, aurora } = ioWorldAt(film, { atMs: Infinity, eventCount: trace.length }).designs;
        expect(mirrored.databaseNode).toBe(2 + 2 * pages * transactions);
        expect(aurora.databaseNode).toBe(6);
        expect(timeTrack(trace, figure.pace).durationMs).toBeLessThan(60_000);
      }
    }
  });

  it("takes no choice that it does not offer", () => {
    expect(press("pages 64")).toBe(base);
  });

  it("stops MySQL and not Aurora when the standby's zone goes down before the commit", () => {
    const forked = takeDown("az-2", 0.5);
    expect(forked.isDown).toBe(true);
    const answered = commitsOf(runIoDesigns(forked.scenario as IoScenario));
    expect(answered).toContain("aurora T1");
    expect(answered.filter((commit) => commit.startsWith("mirrored"))).toEqual([]);
  });

  it("lets the reader see it also where everything was committed already, and brings the zone back", () => {
    const late = takeDown("az-2", 20).scenario as IoScenario;
    expect(late.rounds).toHaveLength(2);
    const stuck = runIoDesigns(late);
    expect(commitsOf(stuck)).toEqual(["aurora T1", "mirrored T1", "aurora T2"]);
    const back = figure.toggle!(late, { zone: "az-2" }, 24);
    expect(back.isDown).toBe(false);
    expect(commitsOf(runIoDesigns(back.scenario as IoScenario))).toContain("mirrored T2");
  });

  it("does not change what has happened", () => {
    const forked = runIoDesigns(takeDown("az-3", 1.2).scenario as IoScenario);
    const before = built.filter(({ atMs }) => atMs <= 1.2);
    expect(forked.slice(0, before.length)).toEqual(before);
  });
});

describe("events of the two designs in words", () => {
  const faults = [
    { kind: "zone-down", zone: "az-2", fromMs: 1 },
    { kind: "node-down", node: "M1", fromMs: 1 },
    { kind: "node-slow", node: "E", addedMs: 5, fromMs: 1 },
    { kind: "zones-parted", zones: ["az-1", "az-2"], fromMs: 1 },
    { kind: "messages-lost", probability: 0.05, fromMs: 1 },
    { kind: "messages-doubled", probability: 0.05, fromMs: 1 },
  ] as const;
  const io = {
    io: 7,
    design: "mirrored",
    round: 1,
    what: "doubleWrite",
    hop: "to-storage",
    from: "mysql",
    to: "M1",
    sizeBytes: 16_384,
  } as const;
  const counts = { design: "aurora", round: 1 } as const;
  const none = { redo: 0, binlog: 0, page: 0, doubleWrite: 0, metadata: 0 };
  const topologies = [
    MIRRORED_MODEL,
    {
      ...MIRRORED_MODEL,
      binlog: false,
      doubleWrite: false,
      volumes: 1,
      copiesPerVolume: 1,
      commitsPerSync: 1,
    } as const,
  ];
  /** At least one event of every kind; a kind that is missing here does not compile. */
  const events: { readonly [Kind in IoEvent["kind"]]: readonly Extract<IoEvent, { kind: Kind }>[] } = {
    "comparison-began": [{ kind: "comparison-began" }],
    "mirrored-opened": topologies.map((topology) => ({ kind: "mirrored-opened", topology, nodes: [] })),
    "aurora-opened": [{ kind: "aurora-opened", topology: AURORA_MODEL, nodes: [] }],
    "round-began": [{ kind: "round-began", round: 1, transactions: ["T1"], recordCount: 4, redoBytes: 1_260 }],
    "change-logged": [true, false].map((isCommit) => ({
      kind: "change-logged",
      lsn: 103,
      transaction: "T1",
      page: 12,
      group: 1,
      sizeBytes: 300,
      isCommit,
    })),
    "page-flushed": [{ kind: "page-flushed", page: 12 }],
    "metadata-written": [{ kind: "metadata-written", sizeBytes: 50 }],
    "node-counted": [
      { kind: "node-counted", ...counts, transactions: 1, toStorage: { ...none, redo: 6 }, databaseNode: 6 },
      { kind: "node-counted", ...counts, transactions: 0, toStorage: none, databaseNode: 0 },
    ],
    "copies-counted": [{ kind: "copies-counted", ...counts, toInstances: 2, storage: 6, perCopy: 1 }],
    "bytes-counted": [{ kind: "bytes-counted", ...counts, wireBytes: 7_680 }],
    "round-refused": [{ kind: "round-refused", ...counts }],
    "io-sent": [{ kind: "io-sent", ...io }],
    "io-resent": [{ kind: "io-resent", ...io }],
    "io-taken": [
      { kind: "io-taken", ...io },
      { kind: "io-taken", ...io, hop: "to-instance", to: "standby" },
    ],
    "io-lost": (["lost", "parted", "receiver-down", "sender-down"] as const).map((because) => ({
      kind: "io-lost",
      ...io,
      because,
    })),
    "io-acknowledged": [{ kind: "io-acknowledged", ...io, sentMs: 1 }],
    "io-ack-lost": [{ kind: "io-ack-lost", ...io, sentMs: 1, because: "lost" }],
    "commit-answered": [{ kind: "commit-answered", ...counts, transaction: "T1", afterMs: 1.638 }],
    "round-finished": (["mirrored", "aurora"] as const).map((design) => ({ kind: "round-finished", design, round: 1 })),
    "fault-began": faults.map((fault) => ({ kind: "fault-began", fault })),
    "fault-ended": faults.map((fault) => ({ kind: "fault-ended", fault })),
  };

  it.each(["en", "ko"] as const)("have a sentence of their own: %s", (locale) => {
    const texts = Object.values(events)
      .flat()
      .map((event) => ioEventText(event, locale));
    expect(new Set(texts).size).toBe(texts.length);
    for (const text of texts) {
      expect(text).not.toMatch(/undefined|NaN|\[object|\.$/);
      expect(text.length).toBeLessThan(160);
      expect(/[가-힣]/.test(text)).toBe(locale === "ko");
    }
  });

  it("use the words of the field", () => {
    expect(ioEventText(events["io-sent"][0]!, "en")).toBe("mysql sent double-write to M1 (16,384 bytes)");
    expect(ioEventText(events["commit-answered"][0]!, "en")).toBe("Aurora: T1 is committed after 1.64 ms");
    expect(ioEventText(events["node-counted"][0]!, "en")).toBe(
      "Aurora, counted at the database node: 6 I/Os for 1 commit (redo 6)",
    );
    expect(ioEventText(events["io-sent"][0]!, "ko")).toBe("mysql이 M1에 보냈습니다: 이중 쓰기, 16,384바이트");
  });
});
