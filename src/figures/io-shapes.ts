/**
 * Two designs side by side: film, world and shapes. A panel for each design, the same three zones in both; database nodes
 * above, storage below, messages between them, and under each panel what left the database node so far.
 */
import type { IoDesign, IoEvent, IoKind, IoNode, IoTrace, TransactionId, WriteKind } from "../core/aurora/index.ts";
import type { Millis, NodeId, ZoneId } from "../core/kernel/index.ts";
import { NARROW_PX, WIDTH_PX_MIN, type Box } from "./scene-sizes.ts";
import type { Moment } from "./track.ts";

export const IO_DESIGNS: readonly IoDesign[] = ["mirrored", "aurora"];
const KINDS: readonly WriteKind[] = ["redo", "binlog", "page", "doubleWrite", "metadata"];
const ZONE_IDS: readonly ZoneId[] = ["az-1", "az-2", "az-3"];

/** An I/O or its acknowledgement on its way. */
interface Journey {
  readonly what: IoKind | "ack";
  readonly from: NodeId;
  readonly to: NodeId;
  readonly fromMs: Millis;
  readonly toMs: Millis;
  /** Under way once more events than this have happened, and until this one has. */
  readonly fromIndex: number;
  readonly toIndex: number;
  readonly isLost: boolean;
}

/** What a suite's run, which has no machines, tells piece by piece: a redo record, a page or a file to be written. */
export type MemoryItem = Extract<
  IoTrace[number],
  { readonly kind: "change-logged" | "page-flushed" | "metadata-written" }
>;

/** A trace made ready for drawing; computed once per run. */
export interface IoFilm {
  readonly trace: IoTrace;
  /** The designs that the trace is about. */
  readonly designs: readonly IoDesign[];
  readonly opened: {
    readonly mirrored: Extract<IoEvent, { readonly kind: "mirrored-opened" }> | undefined;
    readonly aurora: Extract<IoEvent, { readonly kind: "aurora-opened" }> | undefined;
  };
  /** Empty where the run has machines. */
  readonly memory: readonly MemoryItem[];
  readonly nodes: Readonly<Record<IoDesign, readonly IoNode[]>>;
  readonly journeys: readonly Journey[];
  /** Kinds that either design has at some time, in the order in which they are printed. */
  readonly kinds: readonly WriteKind[];
  /** The largest number that a bar has to show. */
  readonly countMax: number;
  /** What each run consists of, where all are alike: the figure's own controls change it. */
  readonly shape: { readonly transactions: number; readonly pages: number } | undefined;
}

export interface DesignWorld {
  /** I/Os from the database node to storage that were sent, and as many as were counted for the runs so far. */
  readonly sent: Readonly<Record<WriteKind, number>>;
  readonly counted: Readonly<Record<WriteKind, number>>;
  readonly databaseNode: number;
  readonly databaseNodeCounted: number;
  /** What was counted besides, while nothing has been sent yet: to other instances, at storage, at each copy, bytes. */
  readonly countedElsewhere: {
    readonly toInstances: number;
    readonly storage: number;
    readonly perCopy: number;
    readonly wireBytes: number;
  };
  /** Messages on all hops, and their bytes. */
  readonly messageCount: number;
  readonly wireBytes: number;
  readonly commits: readonly { readonly transaction: TransactionId; readonly afterMs: Millis | undefined }[];
  /** Runs that were not performed, because the database node was down. */
  readonly refusedCount: number;
  /** Storage nodes that have taken something of the newest run. */
  readonly taken: ReadonlySet<NodeId>;
}

export interface IoWorld {
  readonly designs: Readonly<Record<IoDesign, DesignWorld>>;
  readonly downZones: ReadonlySet<ZoneId>;
  readonly downNodes: ReadonlySet<NodeId>;
  readonly slowNodes: ReadonlySet<NodeId>;
  readonly messages: readonly (Journey & { readonly progress: number })[];
  /** How much of the film's memory has been told. */
  readonly memoryCount: number;
}

const LOST_SHOWN_MS = 0.5;
const LOST_ON_THE_WAY_MS = 0.35;

export function ioFilm(trace: IoTrace): IoFilm {
  const opened = {
    mirrored: trace.find((event) => event.kind === "mirrored-opened"),
    aurora: trace.find((event) => event.kind === "aurora-opened"),
  };
  const designs = IO_DESIGNS.filter((design) => opened[design] !== undefined);
  const last = ioWorldAt({ trace, journeys: [] }, { atMs: Infinity, eventCount: trace.length });
  const counts = designs.map((design) => last.designs[design]);
  const kinds = KINDS.filter(
    (kind) => kind !== "metadata" || counts.some(({ sent, counted }) => sent[kind] + counted[kind] > 0),
  );
  return {
    trace,
    designs,
    opened,
    memory: trace.filter(isMemoryItem),
    nodes: { mirrored: opened.mirrored?.nodes ?? [], aurora: opened.aurora?.nodes ?? [] },
    journeys: journeysOf(trace),
    kinds,
    countMax: Math.max(
      1,
      ...counts.flatMap(({ sent, counted }) => kinds.flatMap((kind) => [sent[kind], counted[kind]])),
    ),
    shape: shapeOf(trace),
  };
}

function isMemoryItem(event: IoTrace[number]): event is MemoryItem {
  return event.kind === "change-logged" || event.kind === "page-flushed" || event.kind === "metadata-written";
}

function shapeOf(trace: IoTrace): IoFilm["shape"] {
  const shapes = trace.flatMap((event) => {
    if (event.kind !== "round-began") return [];
    const transactions = event.transactions.length;
    return [{ transactions, pages: (event.recordCount - transactions) / transactions }];
  });
  const first = shapes[0];
  return first !== undefined && Number.isInteger(first.pages) ? first : undefined;
}

function journeysOf(trace: IoTrace): Journey[] {
  const journeys: Journey[] = [];
  /** I/Os under way, by their number: the event that sent them last. */
  const underWay = new Map<
    number,
    { readonly fromMs: Millis; readonly fromIndex: number; readonly event: SentEvent }
  >();
  trace.forEach((event, index) => {
    switch (event.kind) {
      case "io-sent":
      case "io-resent":
        underWay.set(event.io, { fromMs: event.atMs, fromIndex: index, event });
        return;
      case "io-taken":
      case "io-lost": {
        const sent = underWay.get(event.io);
        underWay.delete(event.io);
        const fromMs = sent?.fromMs ?? event.atMs;
        const isLost = event.kind === "io-lost";
        // A message that is refused at once is shown for a moment, or nobody would see it.
        const toMs = isLost ? Math.max(event.atMs, fromMs + LOST_ON_THE_WAY_MS) : event.atMs;
        const { what, from, to } = event;
        journeys.push({ what, from, to, fromMs, toMs, fromIndex: sent?.fromIndex ?? index, toIndex: index, isLost });
        return;
      }
      case "io-acknowledged":
      case "io-ack-lost": {
        const isLost = event.kind === "io-ack-lost";
        const toMs = isLost ? Math.max(event.atMs, event.sentMs + LOST_ON_THE_WAY_MS) : event.atMs;
        const fromIndex = trace.findIndex((other) => other.atMs >= event.sentMs);
        const { from, to, sentMs } = event;
        journeys.push({ what: "ack", from: to, to: from, fromMs: sentMs, toMs, fromIndex, toIndex: index, isLost });
        return;
      }
      default:
    }
  });
  // What had not arrived when the run ended is still on its way there.
  for (const { fromMs, fromIndex, event } of underWay.values()) {
    const { what, from, to } = event;
    journeys.push({ what, from, to, fromMs, toMs: fromMs + 2, fromIndex, toIndex: Infinity, isLost: false });
  }
  return journeys;
}

type SentEvent = Extract<IoEvent, { readonly kind: "io-sent" | "io-resent" }>;

export function ioWorldAt(
  { trace, journeys }: Pick<IoFilm, "trace" | "journeys">,
  { atMs, eventCount }: Moment,
): IoWorld {
  const designs = { mirrored: emptyDesign(), aurora: emptyDesign() };
  const downZones = new Set<ZoneId>();
  const downNodes = new Set<NodeId>();
  const slowNodes = new Set<NodeId>();
  for (const event of trace.slice(0, eventCount)) {
    switch (event.kind) {
      case "round-began":
        for (const design of IO_DESIGNS) {
          designs[design].commits.push(
            ...event.transactions.map((transaction) => ({ transaction, afterMs: undefined as Millis | undefined })),
          );
          designs[design].taken.clear();
        }
        break;
      case "node-counted": {
        const design = designs[event.design];
        for (const kind of KINDS) design.counted[kind] += event.toStorage[kind];
        design.databaseNodeCounted += event.databaseNode;
        break;
      }
      case "copies-counted": {
        const { countedElsewhere } = designs[event.design];
        countedElsewhere.toInstances += event.toInstances;
        countedElsewhere.storage += event.storage;
        countedElsewhere.perCopy += event.perCopy;
        break;
      }
      case "bytes-counted":
        designs[event.design].countedElsewhere.wireBytes += event.wireBytes;
        break;
      case "round-refused":
        designs[event.design].refusedCount++;
        break;
      case "io-sent": {
        const design = designs[event.design];
        design.messageCount++;
        design.wireBytes += event.sizeBytes;
        if (event.hop !== "to-storage" || event.what === "replicaStream") break;
        design.sent[event.what]++;
        design.databaseNode++;
        break;
      }
      case "io-taken":
        if (event.hop !== "to-instance") designs[event.design].taken.add(event.to);
        break;
      case "commit-answered": {
        const commit = designs[event.design].commits.find(({ transaction }) => transaction === event.transaction);
        if (commit !== undefined) commit.afterMs = event.afterMs;
        break;
      }
      case "fault-began":
      case "fault-ended": {
        const { fault } = event;
        const change = event.kind === "fault-began" ? "add" : "delete";
        if (fault.kind === "zone-down") downZones[change](fault.zone);
        if (fault.kind === "node-down") downNodes[change](fault.node);
        if (fault.kind === "node-slow") slowNodes[change](fault.node);
        break;
      }
      default:
    }
  }
  const messages = journeys.flatMap((journey) => {
    const { fromMs, toMs, fromIndex, toIndex, isLost } = journey;
    if (atMs < fromMs || eventCount <= fromIndex) return [];
    if (isLost ? atMs > toMs + LOST_SHOWN_MS : eventCount > toIndex) return [];
    return [{ ...journey, progress: toMs > fromMs ? Math.min(1, (atMs - fromMs) / (toMs - fromMs)) : 1 }];
  });
  const memoryCount = trace.slice(0, eventCount).filter(isMemoryItem).length;
  return { designs, downZones, downNodes, slowNodes, messages, memoryCount };
}

function emptyDesign() {
  const none = () => ({ redo: 0, binlog: 0, page: 0, doubleWrite: 0, metadata: 0 });
  return {
    sent: none(),
    counted: none(),
    databaseNode: 0,
    databaseNodeCounted: 0,
    countedElsewhere: { toInstances: 0, storage: 0, perCopy: 0, wireBytes: 0 },
    messageCount: 0,
    wireBytes: 0,
    commits: [] as { readonly transaction: TransactionId; afterMs: Millis | undefined }[],
    refusedCount: 0,
    taken: new Set<NodeId>(),
  };
}

export interface NodeShape extends Box {
  readonly node: NodeId;
  readonly role: IoNode["role"];
  readonly hue: number;
  readonly isDown: boolean;
  readonly isSlow: boolean;
  readonly hasTaken: boolean;
}

export interface CellShape extends Box {
  readonly item: MemoryItem;
  readonly isTold: boolean;
}

export interface BarShape extends Box {
  readonly kind: WriteKind;
  readonly sent: number;
  readonly counted: number;
  readonly labelX: number;
  readonly textY: number;
  /** Where the bar will end once everything that was counted has been sent. */
  readonly countedWidth: number;
  readonly numberX: number;
}

export interface PanelShape extends Box {
  readonly design: IoDesign;
  readonly world: DesignWorld;
  readonly zones: readonly (Box & { readonly zone: ZoneId; readonly hue: number; readonly isDown: boolean })[];
  /** The line between the two layers; none where there are no machines. */
  readonly layerY: number | undefined;
  /** Instead of machines, what a suite's run has in memory. */
  readonly cells: readonly CellShape[];
  readonly nodes: readonly NodeShape[];
  readonly bars: readonly BarShape[];
  /** Base lines of the text under the zones; `bytes` where there are no machines, `commit` where there are. */
  readonly lines: Readonly<Record<"head" | "total" | "wire" | "bytes" | "commit", number>>;
}

export interface MessageShape {
  readonly what: IoKind | "ack";
  readonly isLost: boolean;
  readonly hue: number;
  readonly x: number;
  readonly y: number;
  readonly path: string;
}

export interface ControlShape extends Box {
  readonly control: "pages" | "transactions";
  readonly value: number;
  readonly isOn: boolean;
}

export interface IoShapes {
  readonly width: number;
  readonly height: number;
  readonly isNarrow: boolean;
  readonly panels: readonly PanelShape[];
  readonly messages: readonly MessageShape[];
  readonly controls: readonly ControlShape[];
  readonly controlLabels: readonly {
    readonly control: ControlShape["control"];
    readonly x: number;
    readonly y: number;
  }[];
}

/** What the reader can choose from. */
export const PAGE_CHOICES: readonly number[] = [1, 2, 4];
export const TRANSACTION_CHOICES: readonly number[] = [1, 2, 4];

export function ioShapes(film: IoFilm, world: IoWorld, widthPx: number): IoShapes {
  const isNarrow = widthPx < NARROW_PX;
  const width = Math.max(widthPx, WIDTH_PX_MIN);
  const { controls, controlLabels, bottom } = controlShapes(film, width, isNarrow);
  const panelGap = isNarrow ? 26 : 22;
  const panelWidth = isNarrow ? width : (width - panelGap) / 2;
  const panels: PanelShape[] = [];
  let y = bottom;
  for (const [index, design] of film.designs.entries()) {
    const x = isNarrow ? 0 : index * (panelWidth + panelGap);
    const panel = panelShape(film, world, design, { x, y, width: panelWidth });
    panels.push(panel);
    if (isNarrow) y += panel.height + panelGap;
  }
  const height = Math.max(bottom, ...panels.map((panel) => panel.y + panel.height)) + 4;
  const boxes = new Map(panels.flatMap(({ nodes }) => nodes.map((node) => [node.node, node] as const)));
  const messages = world.messages.flatMap((message): MessageShape[] => {
    const from = boxes.get(message.from);
    const to = boxes.get(message.to);
    if (from === undefined || to === undefined) return [];
    const { what, isLost, progress } = message;
    return [{ what, isLost, hue: from.hue, ...wayOf(from, to, progress) }];
  });
  return { width, height, isNarrow, panels, messages, controls, controlLabels };
}

/** How far the way between two nodes of one row bends away from them. */
const BEND_PX = 30;

/**
 * The way of a message: straight between the rows, and in a bow between two nodes of one row, which stand too close to
 * each other for anything to be seen between them.
 */
function wayOf(from: NodeShape, to: NodeShape, progress: number) {
  const isBelow = from.role !== "storage";
  const isLevel = isBelow === (to.role !== "storage");
  const door = (node: NodeShape) => ({
    x: node.x + node.width / 2,
    y: node.role === "storage" ? node.y : node.y + node.height,
  });
  const start = door(from);
  const end = door(to);
  const bend = !isLevel ? 0 : isBelow ? BEND_PX : -BEND_PX;
  // Of a quadratic curve: its middle is half as far away as this point.
  const middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 + 2 * bend };
  const rest = 1 - progress;
  const along = (a: number, m: number, b: number) =>
    rest * rest * a + 2 * rest * progress * m + progress * progress * b;
  return {
    path: `M${start.x} ${start.y}Q${middle.x} ${middle.y} ${end.x} ${end.y}`,
    x: along(start.x, middle.x, end.x),
    y: along(start.y, middle.y, end.y),
  };
}

function controlShapes(film: IoFilm, width: number, isNarrow: boolean) {
  const controls: ControlShape[] = [];
  const controlLabels: { control: ControlShape["control"]; x: number; y: number }[] = [];
  const { shape } = film;
  const isOurs =
    shape !== undefined && PAGE_CHOICES.includes(shape.pages) && TRANSACTION_CHOICES.includes(shape.transactions);
  if (!isOurs) return { controls, controlLabels, bottom: 4 };
  const side = 30;
  const groups = [
    { control: "pages" as const, values: PAGE_CHOICES, current: shape.pages },
    { control: "transactions" as const, values: TRANSACTION_CHOICES, current: shape.transactions },
  ];
  groups.forEach(({ control, values, current }, index) => {
    const y = isNarrow ? 2 + index * (side + 6) : 2;
    const end = isNarrow ? width - 2 : index === 0 ? (width - 22) / 2 - 2 : width - 2;
    const labelX = isNarrow || index === 0 ? 2 : (width - 22) / 2 + 24;
    controlLabels.push({ control, x: labelX, y: y + 20 });
    values.forEach((value, place) => {
      const x = end - (values.length - place) * (side + 4) + 4;
      controls.push({ control, value, isOn: value === current, x, y, width: side, height: side });
    });
  });
  return { controls, controlLabels, bottom: isNarrow ? 2 * side + 22 : side + 16 };
}

function panelShape(
  film: IoFilm,
  world: IoWorld,
  design: IoDesign,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
): PanelShape {
  const nodes = film.nodes[design];
  if (nodes.length === 0) return memoryPanel(film, world, design, { x, y, width });
  const zoneGap = 6;
  const zoneWidth = (width - 2 * zoneGap) / 3;
  const zonesTop = y + 26;
  const computeTop = zonesTop + 28;
  const computeHeight = 30;
  const storageTop = computeTop + computeHeight + 64;
  const storageOf = (zone: ZoneId, of: IoDesign) =>
    film.nodes[of].filter((node) => node.zone === zone && node.role === "storage");
  // Both panels have the rows of the fuller one, so that they stand side by side.
  const copiesPerRow = Math.max(2, ...ZONE_IDS.map((zone) => storageOf(zone, "mirrored").length));
  const rowCount = Math.max(1, ...ZONE_IDS.map((zone) => Math.ceil(storageOf(zone, "aurora").length / 2)));
  const columns = design === "mirrored" ? copiesPerRow : 2;
  const copyGap = 8;
  const copyPx = Math.min(44, (zoneWidth - 12 - (columns - 1) * copyGap) / columns);
  const rowPx = 44 + 8;
  const zonesBottom = storageTop + rowCount * rowPx + 2;
  const zones = ZONE_IDS.map((zone, index) => ({
    zone,
    hue: index + 1,
    isDown: world.downZones.has(zone),
    x: x + index * (zoneWidth + zoneGap),
    y: zonesTop,
    width: zoneWidth,
    height: zonesBottom - zonesTop,
  }));

  const designWorld = world.designs[design];
  const nodeShapes = zones.flatMap(({ zone, hue, x: zoneX }) => {
    const inZone = nodes.filter((node) => node.zone === zone);
    const compute = inZone.filter(({ role }) => role !== "storage");
    const storage = inZone.filter(({ role }) => role === "storage");
    const computeWidth = (zoneWidth - 12 - (compute.length - 1) * 6) / Math.max(1, compute.length);
    const common = ({ node, role }: IoNode) => ({
      node,
      role,
      hue,
      isDown: world.downZones.has(zone) || world.downNodes.has(node),
      isSlow: world.slowNodes.has(node),
      hasTaken: designWorld.taken.has(node),
    });
    return [
      ...compute.map((node, index): NodeShape => ({
        ...common(node),
        x: zoneX + 6 + index * (computeWidth + 6),
        y: computeTop,
        width: computeWidth,
        height: computeHeight,
      })),
      ...storage.map((node, index): NodeShape => {
        const inRow = Math.min(columns, storage.length);
        const left = zoneX + (zoneWidth - inRow * copyPx - (inRow - 1) * copyGap) / 2;
        return {
          ...common(node),
          x: left + (index % columns) * (copyPx + copyGap),
          y: storageTop + Math.floor(index / columns) * rowPx,
          width: copyPx,
          height: Math.min(44, copyPx),
        };
      }),
    ];
  });

  return {
    design,
    world: designWorld,
    zones,
    layerY: computeTop + computeHeight + 32,
    cells: [],
    nodes: nodeShapes,
    ...countsShape(film, designWorld, { x, y, width }, zonesBottom),
  };
}

/** A panel of a run without machines: what is in memory, cell by cell. */
function memoryPanel(
  film: IoFilm,
  world: IoWorld,
  design: IoDesign,
  frame: { readonly x: number; readonly y: number; readonly width: number },
): PanelShape {
  const { x, y, width } = frame;
  // Of pages and files only MySQL knows.
  const items = film.memory.filter(({ kind }) => design === "mirrored" || kind === "change-logged");
  const [cellWidth, cellHeight, gap] = [56, 38, 4];
  const perRow = Math.max(1, Math.floor((width + gap) / (cellWidth + gap)));
  const top = y + 62;
  const told = new Set(film.memory.slice(0, world.memoryCount));
  const cells = items.map((item, index): CellShape => ({
    item,
    isTold: told.has(item),
    x: x + (index % perRow) * (cellWidth + gap),
    y: top + Math.floor(index / perRow) * (cellHeight + gap),
    width: cellWidth,
    height: cellHeight,
  }));
  const bottom = top + Math.ceil(items.length / perRow) * (cellHeight + gap);
  const designWorld = world.designs[design];
  const counts = countsShape(film, designWorld, frame, bottom);
  return { design, world: designWorld, zones: [], layerY: undefined, cells, nodes: [], ...counts };
}

/** What stands under the machines: bars, the total, bytes, the commit. */
function countsShape(
  film: IoFilm,
  world: DesignWorld,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
  top: number,
): Pick<PanelShape, "x" | "y" | "width" | "height" | "bars" | "lines"> {
  const head = top + 24;
  const labelWidth = 92;
  const numberWidth = 64;
  const linePx = 22;
  const barMax = Math.max(10, width - labelWidth - numberWidth);
  const bars = film.kinds.map((kind, index): BarShape => {
    const barTop = head + 10 + index * linePx;
    const sent = world.sent[kind];
    const counted = world.counted[kind];
    const widthOf = (count: number) => (Math.max(0, Math.min(count, film.countMax)) / film.countMax) * barMax;
    return {
      kind,
      sent,
      counted,
      labelX: x,
      textY: barTop + 13,
      x: x + labelWidth,
      y: barTop + 2,
      width: widthOf(sent),
      countedWidth: widthOf(counted),
      height: 14,
      numberX: x + width,
    };
  });
  const total = head + 10 + film.kinds.length * linePx + 16;
  const lines = { head, total, wire: total + 22, bytes: total + 42, commit: total + 48 };
  return { x, y, width, height: lines.commit + 12 - y, bars, lines };
}

/** The frames that point out what an event is about. */
export function framesAroundIo({ panels }: IoShapes, event: IoEvent): readonly Box[] {
  const around = ({ x, y, width, height }: Box) => ({ x: x - 4, y: y - 4, width: width + 8, height: height + 8 });
  if (!("design" in event)) return [];
  const panel = panels.find(({ design }) => design === event.design);
  if (panel === undefined) return [];
  if ("to" in event) return panel.nodes.filter(({ node }) => node === event.to).map(around);
  const { head, wire, bytes, commit } = panel.lines;
  const isWithoutMachines = panel.layerY === undefined;
  const [top, bottom] =
    event.kind === "node-counted"
      ? [head - 16, wire - 17]
      : event.kind === "commit-answered"
        ? [commit - 18, commit + 8]
        : event.kind === "bytes-counted" && isWithoutMachines
          ? [bytes - 15, bytes + 6]
          : [wire - 15, wire + 6];
  return [{ x: panel.x - 6, y: top, width: panel.width + 12, height: bottom - top }];
}
