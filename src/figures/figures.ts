/**
 * What a figure is to its player. Their names and kinds are in `kinds.ts`; a lesson writes `<Figure name="write-path" />`.
 * Each kind of run has a file of its own with its figures, and an island of its own (`StorageFigure.svelte`,
 * `RollCallFigure.svelte`), so that a page loads the one kind it shows. What figures say in words is in `captions.ts`.
 */
import type {
  BacktrackEvent,
  BacktrackScenario,
  BacktrackTrace,
  CloneEvent,
  CloneSystemScenario,
  CloneTrace,
  FleetEvent,
  FleetScenario,
  FleetTrace,
  IoEvent,
  IoScenario,
  IoTrace,
  PageEvent,
  PageNodeScenario,
  PageTrace,
  StorageEvent,
  StorageTrace,
  VolumeScenario,
} from "../core/aurora/index.ts";
import type {
  AcuEvent,
  AcuScenario,
  AcuTrace,
  BlueGreenEvent,
  BlueGreenScenario,
  BlueGreenTrace,
  ClusterEvent,
  ClusterScenario,
  ClusterTrace,
  DataApiEvent,
  DataApiScript,
  DataApiTrace,
  ReaderFleetEvent,
  ReaderFleetScenario,
  ReaderFleetTrace,
  ReaderPoolEvent,
  ReaderPoolScenario,
  ReaderPoolTrace,
} from "../core/cluster/index.ts";
import type {
  GlobalTableEvent,
  GlobalTableScenario,
  GlobalTableTrace,
  ItemDesignEvent,
  ItemDesignScenario,
  ItemDesignTrace,
  RestoreEvent,
  RestoreScenario,
  RestoreTrace,
  PartitionEvent,
  PartitionScenario,
  QueryRunEvent,
  QueryRunTrace,
  QueryScenario,
  PartitionTrace,
  ReplicationEvent,
  ReplicationScenario,
  ReplicationTrace,
  ThroughputEvent,
  ThroughputScenario,
  ThroughputTrace,
  IndexRunEvent,
  IndexRunScenario,
  IndexRunTrace,
  SearchEvent,
  SearchScenario,
  SearchTrace,
  StreamEvent,
  StreamScenario,
  StreamTrace,
  TransactEvent,
  TransactScenario,
  TransactTrace,
  TtlEvent,
  TtlScenario,
  TtlTrace,
} from "../core/dynamodb/index.ts";
import type { AsideEvent, AsideScenario, AsideTrace, DaxEvent, DaxScenario, DaxTrace } from "../core/dax/index.ts";
import type { HistoryOperation } from "../core/history/index.ts";
import type { Millis, NodeId, ZoneId } from "../core/kernel/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import type { RollCallEvent, RollCallScenario, RollCallTrace } from "../core/start/index.ts";
import type { ChartFamily } from "./chart-shapes.ts";
import type { Box } from "./scene-sizes.ts";
import type { StorageShapes } from "./storage-shapes.ts";
import type { Moment, Pace } from "./track.ts";

export type FigureScenario =
  | VolumeScenario
  | RollCallScenario
  | PageNodeScenario
  | IoScenario
  | FleetScenario
  | CloneSystemScenario
  | BacktrackScenario
  | ClusterScenario
  | ReaderFleetScenario
  | AcuScenario
  | BlueGreenScenario
  | GlobalTableScenario
  | ReaderPoolScenario
  | ThroughputScenario
  | ItemDesignScenario
  | RestoreScenario
  | PartitionScenario
  | QueryScenario
  | ReplicationScenario
  | IndexRunScenario
  | StreamScenario
  | TransactScenario
  | TtlScenario
  | SearchScenario
  | AsideScenario
  | DaxScenario
  | DataApiScript;
export type FigureTrace =
  | StorageTrace
  | RollCallTrace
  | PageTrace
  | IoTrace
  | FleetTrace
  | CloneTrace
  | BacktrackTrace
  | ClusterTrace
  | ReaderFleetTrace
  | AcuTrace
  | BlueGreenTrace
  | GlobalTableTrace
  | ReaderPoolTrace
  | ThroughputTrace
  | ItemDesignTrace
  | RestoreTrace
  | PartitionTrace
  | QueryRunTrace
  | ReplicationTrace
  | IndexRunTrace
  | StreamTrace
  | TransactTrace
  | TtlTrace
  | SearchTrace
  | AsideTrace
  | DaxTrace
  | DataApiTrace;
export type FigureEvent =
  | StorageEvent
  | RollCallEvent
  | PageEvent
  | IoEvent
  | FleetEvent
  | CloneEvent
  | BacktrackEvent
  | ClusterEvent
  | ReaderFleetEvent
  | AcuEvent
  | BlueGreenEvent
  | GlobalTableEvent
  | ReaderPoolEvent
  | ThroughputEvent
  | ItemDesignEvent
  | RestoreEvent
  | PartitionEvent
  | QueryRunEvent
  | ReplicationEvent
  | IndexRunEvent
  | StreamEvent
  | TransactEvent
  | TtlEvent
  | SearchEvent
  | AsideEvent
  | DaxEvent
  | DataApiEvent;

/** What a reader can take down and bring back; or slow down, and make as fast as before. */
export type FaultTarget =
  | { readonly zone: ZoneId }
  | { readonly node: NodeId }
  /** All messages to and from this node take so much longer. */
  | { readonly link: NodeId; readonly addedMs: Millis };

/** What a reader can press: something to take down, or a control of the figure's own, by the name its scene gave it. */
export type PressTarget = FaultTarget | { readonly control: string };

/** The control of a figure with `showsCrash`: the writer's process dies. */
export const CRASH = "crash";

/** A scenario with a reader's change in it. */
export interface Forked {
  readonly scenario: FigureScenario;
  readonly isDown: boolean;
  /** What the reader is told; without it, that the target went down or came back. Needed for a control. */
  readonly notice?: Readonly<Record<WordsLocale, string>>;
}

/** A figure and the run that it shows, unless it is given another one. */
export interface Figure extends FigureBehaviour {
  readonly scenario: FigureScenario;
}

/** One figure, as the player knows it: it runs, draws and names events without looking into them. */
export interface FigureBehaviour {
  readonly pace: Pace;
  /** Runs a scenario on the reference implementations. Loads the simulator when it is first asked. */
  run(scenario: FigureScenario): Promise<FigureTrace>;
  /** One event in words; nothing before `prepare` is done, where there is one. */
  eventText(event: FigureEvent, locale: WordsLocale): string;
  /** Fetches what telling events takes. */
  prepare?(locale: WordsLocale): Promise<void>;
  /** How many events have happened on the first frame, the one that is drawn when the page is built. */
  openingCount(trace: FigureTrace): number;
  /** Takes the target down, or brings it back, or does what the control says, right after `atMs`; absent where nothing can. */
  toggle?(scenario: FigureScenario, target: PressTarget, atMs: Millis): Forked;
  /** What a reader can press here; without it, that zones and copies go down and come back. */
  readonly pressHint?: Readonly<Record<WordsLocale, string>>;
  /** What a node is called, where it is no copy of a protection group. */
  nodeText?(node: NodeId, locale: WordsLocale): string;
  /** A time of the run with its unit, where milliseconds are too fine a measure. */
  timeText?(atMs: Millis, locale: WordsLocale): string;
  /** What the run's sessions read and wrote, for a figure that has the consistency lens; fetches what tells it. */
  history?(trace: FigureTrace): Promise<readonly HistoryOperation[]>;
  /** How its runs are drawn, where they are charts. */
  readonly charts?: ChartFamily;
  /** Draws what the copies that are left allow. */
  readonly showsService: boolean;
  /** Lets a reader crash the writer, with the control `CRASH`. */
  readonly showsCrash?: boolean;
  /** Lets a reader slow the link to a copy: by so much that it shows. */
  readonly slowMs?: Millis;
  /** What it is that a reader can slow, where it is no link: the name of the switch, and what a press does then. */
  readonly slowWords?: Readonly<Record<WordsLocale, { readonly label: string; readonly hint: string }>>;
}

/** What every scene is given. */
export interface SceneProps {
  readonly trace: FigureTrace;
  readonly moment: Moment;
  readonly widthPx: number;
  readonly locale: WordsLocale;
  /** Unique on the page, also where a figure draws two scenes. */
  readonly id: string;
  readonly charts?: ChartFamily | undefined;
  /** Operations that the consistency lens points out. */
  readonly highlights?: readonly Highlight[] | undefined;
  readonly showsService?: boolean;
  readonly showsCrash?: boolean;
  /** A press on a copy slows its link by this much, and takes nothing down. */
  readonly slowsByMs?: Millis | undefined;
  /** An event to point out, as the first difference of a replay is. */
  readonly pointedAt?: FigureEvent | undefined;
  /** What to point at, for a scene that does not know by itself: `storage-frames.ts`. */
  readonly framesAround?: ((shapes: StorageShapes, event: FigureEvent) => readonly Box[]) | undefined;
  /** Given when readers may press things. */
  readonly ontoggle?: ((target: PressTarget) => void) | undefined;
}

/** A stretch of simulated time to point out. */
export interface Highlight {
  readonly fromMs: Millis;
  readonly untilMs: Millis;
}

/** What the consistency lens is given. */
export interface LensProps {
  readonly history: readonly HistoryOperation[];
  /** Judged is what had happened by then. */
  readonly atMs: Millis;
  readonly locale: WordsLocale;
  clock(atMs: Millis, locale: WordsLocale): string;
  onhighlight(highlights: readonly Highlight[]): void;
}

/** What opens the lens is given. */
export interface LensDrawerProps extends Omit<LensProps, "history"> {
  readonly figure: FigureBehaviour;
  readonly trace: FigureTrace;
}

/** What every player is given, whatever the kind of run. */
export interface PlayerProps {
  readonly locale: WordsLocale;
  /** Under the figure. `captions.ts` has one for every figure. */
  readonly caption?: string | undefined;
  /** The figure for those who do not see it; from `captions.ts` too. */
  readonly description?: string | undefined;
  /** Another run than the figure's own. */
  readonly scenario?: FigureScenario | undefined;
  /**
   * The run of that scenario, from `firstRun`. With it the first frame is drawn when the page is built, and the reader's
   * browser needs no simulator until something is taken down.
   */
  readonly trace?: FigureTrace | undefined;
  /** What a reader can press, where the page says it; else the figure does. */
  readonly hint?: string | undefined;
  /** The events of that run in words; where they are not given, the figure tells them. */
  readonly texts?: readonly string[] | undefined;
  /** Where runs come from when not from the reference, for example a learner's code in its sandbox. */
  readonly run?: ((scenario: FigureScenario) => Promise<FigureTrace>) | undefined;
  /** Says whose code runs. */
  readonly badge?: string | undefined;
}

/** So many events that the n-th one of its kind is the last to have happened; all of them when there is none. */
export function countToNth(trace: readonly { readonly kind: string }[], kind: string, nth: number): number {
  let seen = 0;
  const index = trace.findIndex((event) => event.kind === kind && ++seen === nth);
  return index === -1 ? trace.length : index + 1;
}
