/** A run of a replication group as a chart: for each replica its lease and its promise running down; then the requests. */
import type { ReplicaId, ReplicationEvent, ReplicationTrace } from "../core/dynamodb/index.ts";
import type { Fault, Millis, Timed } from "../core/kernel/index.ts";
import { REPLICATION_CONTROLS, replicationStrings, type ReplicationStrings } from "./replication-strings.ts";
import { valueAt, type Chart, type ChartFamily, type ChartLane, type ChartMark, type ChartPoint, type ChartSpan } from "./chart-shapes.ts"; // prettier-ignore
import type { Moment } from "./track.ts";

/** How these runs are drawn. */
export const REPLICATION_CHARTS: ChartFamily = {
  chartOf: (trace: ReplicationTrace, locale) => replicationChart(trace, replicationStrings(locale)),
  controlsOf: () => REPLICATION_CONTROLS,
  words: replicationStrings,
};

type Opened = Extract<ReplicationEvent, { readonly kind: "replication-opened" }>;
type Place = { readonly replica: ReplicaId; readonly zone: string };

/** From here on an answer has taken its time. */
const SLOW_MS: Millis = 100;

function replicationChart(trace: ReplicationTrace, words: ReplicationStrings): Chart {
  const [opened] = trace;
  if (opened?.kind !== "replication-opened") return { untilMs: 0, lanes: [] };
  const untilMs = Math.max(trace.at(-1)?.atMs ?? 0, 1);
  const lanes = opened.replicas.map((place) => replicaLane(trace, opened, place, untilMs, words));
  const hasRequests = trace.some(({ kind }) => kind === "operation-asked");
  return { untilMs, lanes: hasRequests ? [...lanes, requestsLane(trace, untilMs, words)] : lanes };
}

/** What a replica is, from an event on. */
interface Standing {
  readonly atMs: Millis;
  readonly eventCount: number;
  readonly is: "down" | "serves" | "waits" | "leads" | "follows";
  /** When its wait is over, if it waits. */
  readonly untilMs: Millis;
}

function replicaLane(
  trace: ReplicationTrace,
  { leaseMs, marginMs }: Opened,
  place: Place,
  untilMs: Millis,
  words: ReplicationStrings,
): ChartLane {
  const { replica, zone } = place;
  const standings: Standing[] = [{ atMs: 0, eventCount: 1, is: "follows", untilMs: 0 }];
  const lease: ChartPoint[] = [];
  const promise: ChartPoint[] = [];
  const marks: ChartMark[] = [];
  trace.forEach((event, index) => {
    const at = { atMs: event.atMs, eventCount: index + 1 };
    const isNow = (is: Standing["is"], endMs: Millis = 0) => standings.push({ ...at, is, untilMs: endMs });
    switch (event.kind) {
      case "fault-began":
        if (!takesDown(event.fault, place)) return;
        isNow("down");
        lease.push({ ...at, value: undefined });
        promise.push({ ...at, value: undefined });
        return;
      case "replica-started":
        if (event.replica !== replica) return;
        isNow("follows");
        // It has forgotten whom it promised a lease: perhaps just now.
        promise.push({ ...at, value: leaseMs / 1_000 });
        return;
      case "lease-granted":
        if (event.by === replica) promise.push({ ...at, value: leaseMs / 1_000 });
        return;
      case "release-heard":
        if (event.by === replica) promise.push({ ...at, value: undefined });
        return;
      case "lease-renewed":
        if (event.replica === replica) lease.push({ ...at, value: Math.max(0, event.askedMs + leaseMs - marginMs - event.atMs) / 1_000 }); // prettier-ignore
        return;
      case "elected":
        if (event.replica !== replica) return;
        isNow(event.remainingMs > 0 ? "waits" : "leads", event.atMs + event.remainingMs);
        return;
      case "serving-began":
        if (event.replica === replica) isNow("serves");
        return;
      case "serving-ended":
        if (event.replica === replica && standings.at(-1)?.is !== "down") isNow("leads");
        return;
      case "stepped-down":
      case "lease-given-up":
        if (event.replica !== replica) return;
        if (event.kind === "lease-given-up") marks.push({ ...at, text: words.givesUp, tone: "other" });
        lease.push({ ...at, value: undefined });
        if (standings.at(-1)?.is !== "down") isNow("follows");
        return;
      case "leader-suspected":
        if (event.by === replica) marks.push({ ...at, text: words.suspects, tone: "other" });
        return;
      case "suspicion-dropped":
        if (event.by === replica) marks.push({ ...at, text: words.dropped(event.because), tone: "other" });
        return;
      default:
    }
  });
  return {
    id: replica,
    title: words.inZone(replica, zone),
    unit: " s",
    top: leaseMs / 1_000,
    isLow: true,
    series: [
      { id: "promise", style: "countdown", tone: "second", points: promise },
      { id: "lease", style: "countdown", tone: "main", points: lease },
    ],
    thresholds: [],
    spans: spansOf(standings, untilMs, words),
    marks,
    valueText(moment) {
      const now = standings.findLast(({ eventCount }) => eventCount <= moment.eventCount);
      switch (now?.is) {
        case "down":
          return words.down;
        case "serves":
          return words.hasLease(words.seconds(left(lease, moment)));
        case "waits":
          return words.waitsFor(words.seconds(Math.max(0, now.untilMs - moment.atMs) / 1_000));
        case "leads":
          return words.leads;
        default: {
          const seconds = left(promise, moment);
          return seconds > 0 ? words.promised(words.seconds(seconds)) : words.free;
        }
      }
    },
  };
}

function takesDown(fault: Fault, { replica, zone }: Place): boolean {
  return (fault.kind === "node-down" && fault.node === replica) || (fault.kind === "zone-down" && fault.zone === zone);
}

/** What is left of a time that runs down, in seconds. */
function left(points: readonly ChartPoint[], moment: Moment): number {
  const last = points.findLast(({ eventCount }) => eventCount <= moment.eventCount);
  return Math.max(0, (valueAt(points, moment) ?? 0) - (moment.atMs - (last?.atMs ?? 0)) / 1_000);
}

function spansOf(standings: readonly Standing[], untilMs: Millis, words: ReplicationStrings): readonly ChartSpan[] {
  return standings.flatMap(({ atMs, is }, index): ChartSpan[] => {
    const endMs = standings[index + 1]?.atMs ?? untilMs;
    if (endMs <= atMs) return [];
    const span = { fromMs: atMs, untilMs: endMs, row: 0 };
    if (is === "serves") return [{ ...span, text: words.serves, tone: "good" }];
    if (is === "waits") return [{ ...span, text: words.waits, tone: "wait", group: words.groups.elected }];
    return is === "down" ? [{ ...span, text: words.down, tone: "rest" }] : [];
  });
}

interface Request {
  readonly asked: Timed<Extract<ReplicationEvent, { readonly kind: "operation-asked" }>>;
  readonly askedCount: number;
  answeredMs: Millis | undefined;
  answeredCount: number;
  isUnknown: boolean;
}

/** How long each request took when it was answered; below, which sessions wait. */
function requestsLane(trace: ReplicationTrace, untilMs: Millis, words: ReplicationStrings): ChartLane {
  const requests = new Map<number, Request>();
  trace.forEach((event, index) => {
    if (event.kind === "operation-asked") {
      const asked = event as Request["asked"];
      requests.set(event.operation, { asked, askedCount: index + 1, answeredMs: undefined, answeredCount: Infinity, isUnknown: false }); // prettier-ignore
    }
    const request = event.kind === "operation-answered" ? requests.get(event.operation) : undefined;
    if (event.kind !== "operation-answered" || request === undefined) return;
    request.answeredMs = event.atMs;
    request.answeredCount = index + 1;
    request.isUnknown = event.outcome === "unknown";
  });
  const all = [...requests.values()];
  const strong = all.filter(({ asked }) => asked.what !== "eventual");
  const pointsOf = (some: readonly Request[]) =>
    some
      .flatMap(
        ({ asked, answeredMs, answeredCount, isUnknown }): ChartPoint[] =>
        answeredMs === undefined || isUnknown ? [] : [{ atMs: answeredMs, eventCount: answeredCount, value: (answeredMs - asked.atMs) / 1_000 }], // prettier-ignore
      )
      .sort((a, b) => a.eventCount - b.eventCount);
  const series = [pointsOf(strong), pointsOf(all.filter(({ asked }) => asked.what === "eventual"))] as const;
  const sessions = [...new Set(strong.map(({ asked }) => asked.session))].sort();
  const longest = Math.max(...series.flat().map(({ value }) => value ?? 0), 1);
  return {
    id: "requests",
    title: words.requests,
    unit: " s",
    top: Math.ceil(longest),
    isLow: true,
    series: [
      { id: "eventual", style: "dots", tone: "second", points: series[1] },
      { id: "strong", style: "dots", tone: "main", points: series[0] },
    ],
    thresholds: [],
    spans: sessions.flatMap((session, row) => waitsOf(strong.filter(({ asked }) => asked.session === session), row, untilMs, words)), // prettier-ignore
    marks: strong
      .filter(({ isUnknown }) => isUnknown)
      .map(({ answeredMs = 0, answeredCount }): ChartMark => ({ atMs: answeredMs, eventCount: answeredCount, text: words.unknown, tone: "lost" })), // prettier-ignore
    valueText: (moment) => words.waiting(strong.filter(({ askedCount, answeredCount, asked }) => askedCount <= moment.eventCount && answeredCount > moment.eventCount && moment.atMs - asked.atMs > SLOW_MS).length), // prettier-ignore
  };
}

/** From the first request of a session that has to wait to the answer of the last. */
function waitsOf(
  requests: readonly Request[],
  row: number,
  untilMs: Millis,
  words: ReplicationStrings,
): readonly ChartSpan[] {
  const spans: ChartSpan[] = [];
  for (const { asked, answeredMs = untilMs } of requests) {
    if (answeredMs - asked.atMs <= SLOW_MS) continue;
    const last = spans.at(-1);
    if (last !== undefined && asked.atMs <= last.untilMs)
      spans[spans.length - 1] = { ...last, untilMs: Math.max(last.untilMs, answeredMs) };
    else
      spans.push({ fromMs: asked.atMs, untilMs: answeredMs, row, text: words.sessionWaits(asked.session), tone: "lost", group: words.groups.waiting }); // prettier-ignore
  }
  return spans;
}
