/**
 * A cluster's run as text: what happened, line by line, and where the seconds went in which a client could not write.
 * Everything here is a function of the trace alone.
 */
import { AURORA_LIMITS } from "../core/aurora/limits.ts";
import type { ServiceLimit } from "../core/kernel/service-limit.ts";
import type { StorageEvent } from "../core/aurora/index.ts";
import {
  CLUSTER_MODEL,
  type ClientId,
  type ClusterEvent,
  type ClusterTrace,
  type InstanceId,
} from "../core/cluster/index.ts";
import { clusterEventInEnglish } from "../core/cluster/cluster-words-en.ts";
import { toMicros, type Millis, type Timed } from "../core/kernel/index.ts";

/** How wide a line may be. */
export const COLUMNS = 80;

/** An event that tells the story, and how often the same client had the same again before it was well once more. */
export interface StoryLine {
  readonly event: Timed<ClusterEvent>;
  /** From 1 on. */
  count: number;
  /** When the last of them was. */
  lastAtMs: Millis;
}

/** What the time of an outage can have gone into, in the order in which one follows the other. */
export type OutagePart =
  /** Nothing was to be written yet. */
  | "before the fault"
  /** Until the control plane begins a failover. */
  | "detection"
  /** Until a process that died runs again. */
  | "restart"
  /** Until the control plane knows that somebody has the volume open. */
  | "promotion and recovery"
  /** The same, where the writer stays who it was. */
  | "recovery"
  /** Until the cluster endpoint's record has changed. */
  | "name change"
  /** Until the client last went by an old answer that it had kept. */
  | "client: DNS cache"
  /** Until it tries again: it waits at an old address, keeps its connection to a reader, or has nothing to do. */
  | "client: next try"
  /** From the answer that led to the writer until the first commit. */
  | "client: reconnecting";

/** The time in which one client had no committed write. */
export interface Outage {
  readonly client: ClientId;
  /** Its last committed write before its first trouble. */
  readonly fromMs: Millis;
  /** Its first committed write after that; the end of the trace when there is none. */
  readonly untilMs: Millis;
  readonly isOver: boolean;
  /** They add up to the whole, to the microsecond. */
  readonly parts: readonly { readonly part: OutagePart; readonly ms: Millis }[];
}

/** The events of the volume that tell of a change of writer. */
const VOLUME_STORY: ReadonlySet<StorageEvent["kind"]> = new Set([
  "recovery-began",
  "recovery-decided",
  "volume-recovered",
  "writer-fenced",
  "request-refused",
]);

/** The story of a run: what a client does while all is well is left out, and what it has again and again is one line. */
export function storyOf(trace: ClusterTrace): readonly Readonly<StoryLine>[] {
  const lines: StoryLine[] = [];
  const clients = new Map<ClientId, ClientStory>();
  const refusals: OpenLines = new Map();
  const tell = (event: Timed<ClusterEvent>, open: OpenLines = new Map()) => {
    const key = sameness(event);
    const line = open.get(key);
    if (line !== undefined) {
      line.count++;
      line.lastAtMs = event.atMs;
      return;
    }
    const added = { event, count: 1, lastAtMs: event.atMs };
    open.set(key, added);
    lines.push(added);
  };
  const tellOfClient = (event: Timed<ClusterEvent>, client: ClientStory) => {
    switch (event.kind) {
      case "write-sent":
      case "connection-closed":
        return;
      case "name-resolved":
        if (client.isInTrouble) tell(event, client.open);
        return;
      case "connection-opened": {
        // A pool's new connection to where it was before is no story.
        if (client.isInTrouble || client.instance !== event.instance) tell(event, client.open);
        client.instance = event.instance;
        return;
      }
      case "write-committed":
      case "read-answered":
        if (client.isInTrouble) tell(event, client.open);
        client.isInTrouble = false;
        client.open.clear();
        return;
      default:
        client.isInTrouble = true;
        // That there was no connection has been told already.
        if (!("because" in event && event.because === "connection-refused")) tell(event, client.open);
    }
  };

  for (const event of trace) {
    if (event.kind === "lag-measured") continue;
    if (event.kind === "in-volume") {
      const { kind } = event.event;
      if (VOLUME_STORY.has(kind)) tell(event, kind === "request-refused" ? refusals : undefined);
    } else if ("client" in event) {
      const client = clients.get(event.client) ?? { isInTrouble: false, instance: undefined, open: new Map() };
      clients.set(event.client, client);
      tellOfClient(event, client);
    } else tell(event);
  }
  return lines;
}

/** Lines to which what happens once more is added, by `sameness`. */
type OpenLines = Map<string, StoryLine>;

interface ClientStory {
  /** Something went wrong since it was last well. */
  isInTrouble: boolean;
  /** Where its last connection led. */
  instance: InstanceId | undefined;
  /** Of what it has had since it was last well. */
  readonly open: OpenLines;
}

/** Events with the same text here are the same thing happening again. */
function sameness(event: ClusterEvent): string {
  if (event.kind === "in-volume" && event.event.kind === "request-refused") {
    const { kind, because, by, epoch } = event.event;
    return [kind, because, by, epoch].join(" ");
  }
  const field = (name: string) => (name in event ? String((event as unknown as Record<string, unknown>)[name]) : "");
  return [event.kind, ...["client", "endpoint", "instance", "fromCache", "because"].map(field)].join(" ");
}

/** The outages of those that write: of each client, the first one after the first fault, crash or failover. */
export function outagesOf(trace: ClusterTrace): readonly Outage[] {
  const fault = trace.find(({ kind }) => FAULTS.has(kind));
  if (fault === undefined) return [];
  const clients = new Set(trace.flatMap((event) => (event.kind === "write-sent" ? [event.client] : [])));
  return [...clients].flatMap((client) => {
    const outage = outageOf(trace, client, fault.atMs);
    return outage === undefined ? [] : [outage];
  });
}

const FAULTS: ReadonlySet<ClusterEvent["kind"]> = new Set(["fault-began", "instance-crashed", "failover-began"]);

function outageOf(trace: ClusterTrace, client: ClientId, faultAtMs: Millis): Outage | undefined {
  const own = trace.filter((event) => "client" in event && event.client === client);
  const trouble = own.findIndex(
    ({ kind, atMs }) => atMs >= faultAtMs && (kind === "write-unknown" || kind === "write-failed"),
  );
  if (trouble === -1) return undefined;
  const isCommit = ({ kind }: Timed<ClusterEvent>) => kind === "write-committed";
  const last = own.slice(0, trouble).findLast(isCommit);
  const next = own.slice(trouble).find(isCommit);
  const fromMs = last?.atMs ?? 0;
  const untilMs = next?.atMs ?? trace.at(-1)?.atMs ?? fromMs;

  // The first of a kind after the fault, or the last one that the client could have waited for.
  const during = trace.filter(({ atMs }) => atMs >= faultAtMs && atMs <= untilMs);
  const first = (kind: ClusterEvent["kind"]) => during.find((event) => event.kind === kind)?.atMs;
  const latest = (is: (event: Timed<ClusterEvent>) => boolean) => during.findLast(is)?.atMs;
  const began = first("failover-began");
  const started = latest((event) => event.kind === "instance-started" && event.role === "writer");
  const changed = latest(({ kind }) => kind === "writer-changed");
  const recovered = latest((event) => event.kind === "in-volume" && event.event.kind === "volume-recovered");
  const moved = latest(({ kind }) => kind === "endpoint-moved");
  const served = moved ?? changed ?? recovered ?? untilMs;
  const after = own.filter(({ kind, atMs }) => kind === "name-resolved" && atMs >= served && atMs <= untilMs);
  const resolved = next === undefined ? undefined : after.at(-1);
  const kept = after.filter((event) => event !== resolved && event.kind === "name-resolved" && event.fromCache);

  const ends: readonly (readonly [OutagePart, Millis | undefined])[] = [
    ["before the fault", faultAtMs],
    ["detection", began],
    ["restart", began === undefined ? started : undefined],
    began === undefined
      ? ["recovery", changed ?? recovered]
      : ["promotion and recovery", changed ?? recovered ?? untilMs],
    ["name change", moved ?? (changed === undefined || next !== undefined ? undefined : untilMs)],
    ["client: DNS cache", moved === undefined ? undefined : (kept.at(-1)?.atMs ?? moved)],
    ["client: next try", next === undefined ? untilMs : resolved?.atMs],
    ["client: reconnecting", next?.atMs],
  ];
  const parts: { part: OutagePart; ms: Millis }[] = [];
  let reached = fromMs;
  for (const [part, end] of ends) {
    if (end === undefined) continue;
    const to = Math.min(Math.max(end, reached), untilMs);
    parts.push({ part, ms: toMicros(to - reached) });
    reached = to;
  }
  return { client, fromMs, untilMs, isOver: next !== undefined, parts };
}

/** The whole page: the story, the outages, what became of every client's statements, and the published figures. */
export function timelinePage(trace: ClusterTrace): readonly string[] {
  const outages = outagesOf(trace);
  return [
    ...heading("Timeline, in seconds. What goes well is left out."),
    ...storyOf(trace).flatMap(storyText),
    "",
    ...heading("Where the seconds went without a committed write"),
    ...outageLines(outages),
    "",
    ...heading("What became of the statements"),
    ...clientLines(trace),
    ...(outages.length === 0
      ? []
      : ["", ...heading("What is published, and where our figures come from"), ...publishedLines(trace, outages)]),
  ];
}

/** Breaks a text into lines. `first` opens the first one; the others are indented as far. */
export function wrapped(text: string, first = ""): readonly string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(" ")) {
    if (!isEmpty && line.length + 1 + word.length > COLUMNS) {
      lines.push(line);
      line = " ".repeat(first.length);
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}

function heading(text: string): readonly string[] {
  return [text, "-".repeat(text.length)];
}

function seconds(ms: Millis): string {
  return (ms / 1_000).toFixed(3);
}

function storyText({ event, count, lastAtMs }: StoryLine): readonly string[] {
  const again = count === 1 ? "" : ` (${count - 1} more until ${seconds(lastAtMs)})`;
  return wrapped(clusterEventInEnglish(event) + again, `${seconds(event.atMs).padStart(8)}  `);
}

const LABEL_WIDTH = 24;
const BAR_WIDTH = 40;
/** What one # may stand for. */
const SCALES_MS: readonly Millis[] = [50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];

function outageLines(outages: readonly Outage[]): readonly string[] {
  if (outages.length === 0) return ["No write failed."];
  const wholes = outages.map(({ fromMs, untilMs }) => untilMs - fromMs);
  const scaleMs =
    SCALES_MS.find((scale) => Math.max(...wholes) <= scale * BAR_WIDTH) ?? Math.max(...wholes) / BAR_WIDTH;
  return [
    `One # is ${scaleMs / 1_000} s.`,
    ...outages.flatMap(({ client, fromMs, untilMs, isOver, parts }) => {
      const whole = seconds(toMicros(untilMs - fromMs));
      const until = isOver ? ` to ${seconds(untilMs)} s` : `, and not back when the run ended at ${seconds(untilMs)} s`;
      let reachedMs = 0;
      const bars = parts.map(({ part, ms }) => {
        const bar = " ".repeat(Math.round(reachedMs / scaleMs)) + "#".repeat(Math.round(ms / scaleMs));
        reachedMs += ms;
        return row(part, seconds(ms), bar);
      });
      return [
        "",
        `${client}, from ${seconds(fromMs)} s${until}`,
        ...bars,
        row("", "-".repeat(whole.length)),
        row("in all", whole),
      ];
    }),
  ];
}

function row(label: string, figure: string, bar = ""): string {
  return (besideText(label, figure) + bar).trimEnd();
}

/** One line for each client. Unknown is what was sent and never answered; not done is what surely did nothing. */
function clientLines(trace: ClusterTrace): readonly string[] {
  const columns = ["committed", "unknown", "not done", "read", "not read", "longest pause"];
  const line = (client: string, cells: readonly string[]) =>
    `  ${client.padEnd(12)}${cells.map((cell, index) => cell.padStart((columns[index] as string).length + 2)).join("")}`;
  const clients = new Set(trace.flatMap((event) => ("client" in event ? [event.client] : [])));
  return [
    line("", columns),
    ...[...clients].map((client) => {
      const own = trace.filter((event) => "client" in event && event.client === client);
      const count = (...kinds: readonly ClusterEvent["kind"][]) =>
        own.filter(({ kind }) => kinds.includes(kind)).length;
      const writes = [count("write-committed"), count("write-unknown"), count("write-failed")];
      const reads = [count("read-answered"), count("read-failed")];
      // Dashes for who never does such a thing.
      const cells = [writes, reads].flatMap((counts) =>
        counts.map((each) => (counts.every((many) => many === 0) ? "-" : String(each))),
      );
      const times = own.filter(({ kind }) => kind === "write-committed" || kind === "read-answered");
      const ends = [...times, ...trace.slice(-1)].map(({ atMs }) => atMs);
      const pauses = ends.slice(1).map((atMs, index) => atMs - (ends[index] as Millis));
      return line(String(client), [...cells, `${seconds(toMicros(Math.max(0, ...pauses)))} s`]);
    }),
  ];
}

/** A figure of the service that a part of an outage can be held against, with its source. */
function published(name: "crashRecovery" | "nameChange" | "failover" | "zoneTtl"): string {
  const { value, unit, text, source, year }: ServiceLimit = AURORA_LIMITS[name];
  return `${text ?? `${value} ${unit}`} (${source}, ${year})`;
}

function publishedLines(trace: ClusterTrace, outages: readonly Outage[]): readonly string[] {
  const { detectMs, heartbeatMs, dnsChangeMs, restartMs } = CLUSTER_MODEL;
  const model = (ms: Millis) => `${ms / 1_000} s`;
  const recovery = `Crash recovery: ${published("crashRecovery")}. Ours is simulated, for one protection group`;
  const texts: readonly (readonly [OutagePart, string])[] = [
    [
      "detection",
      `Not published. Ours is the model's: ${model(detectMs)} of silence, looked at every ${model(heartbeatMs)}.`,
    ],
    ["restart", `Not published. Ours is the model's: ${model(restartMs)} to start a process.`],
    ["recovery", `${recovery}.`],
    ["promotion and recovery", `${recovery}; then the model's next heartbeat, one every ${model(heartbeatMs)}.`],
    [
      "name change",
      `A changed record usually appears in ${published("nameChange")}. Ours is the model's: ${model(dnsChangeMs)}.`,
    ],
    [
      "client: DNS cache",
      `Aurora's records may be kept for ${published("zoneTtl")}. Who keeps them for longer is the scenario's choice.`,
    ],
    ["client: next try", "Timeouts and pools are the application's. Ours are the model's and the scenario's."],
  ];
  const serviceMs = serviceTimeOf(trace);
  return [
    ...texts.flatMap(([part, text]) => {
      const times = outages.flatMap(({ parts }) => parts.filter((each) => each.part === part).map(({ ms }) => ms));
      const [ms] = times;
      if (ms === undefined || times.every((each) => each === 0)) return [];
      // A time that differs from client to client stands above.
      return beside(part, times.every((each) => each === ms) ? seconds(ms) : "", text);
    }),
    ...(serviceMs === undefined
      ? []
      : beside(
          "the service, in all",
          seconds(serviceMs),
          `A failover: ${published("failover")}. Ours is until the name leads to the writer.`,
        )),
  ];
}

/** From the first fault until the cluster endpoint leads to another writer; none when it never does. */
function serviceTimeOf(trace: ClusterTrace): Millis | undefined {
  const fault = trace.find(({ kind }) => FAULTS.has(kind));
  const moved = trace.find(({ kind }) => kind === "endpoint-moved");
  return fault === undefined || moved === undefined ? undefined : toMicros(moved.atMs - fault.atMs);
}

function beside(label: string, figure: string, text: string): readonly string[] {
  return wrapped(text, besideText(label, figure));
}

function besideText(label: string, figure: string): string {
  return `  ${label.padEnd(LABEL_WIDTH)}${figure.padStart(8)}   `;
}
