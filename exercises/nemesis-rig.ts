/**
 * Exercises whose answer is a schedule of faults: data that has to make a wrong mechanism break a promise. The answer
 * never runs; it is copied through its seam, looked over as any scenario is, and played on the given system.
 */
import { ScenarioError, type Fault, type ScheduleOf, type Timed } from "four-of-six/kernel";
import {
  data,
  defineRig,
  listOf,
  number,
  optional,
  record,
  tagged,
  text,
  type AnyEvent,
  type Rig,
  type Shape,
} from "four-of-six/testing";

/** What an answer to such an exercise exports. */
export interface NemesisAnswer<Step> {
  readonly schedule: ScheduleOf<Step>;
}

/** The given run, the mechanism that is wrong in it, and the shortest schedule that we know to bring it to light. */
export interface Nemesis<Step, Event extends { readonly kind: string }> {
  /** The figure that draws the run. */
  readonly figure: string;
  readonly shortest: number;
  readonly step: Shape<Step>;
  /** How many steps the given run has before those of the schedule. */
  readonly given: number;
  /** Throws `ScenarioError` for a schedule that makes no sense. */
  check(schedule: ScheduleOf<Step>): void;
  /** The run that the schedule makes of the given one, with the mechanism that is wrong. */
  play(schedule: ScheduleOf<Step>, into?: Timed<Event>[]): readonly Timed<Event>[];
  eventText(event: Timed<Event>): string;
  timeText?(atMs: number): string;
}

export type NemesisRig<Step, Event extends { readonly kind: string }> = Rig<NemesisAnswer<Step>, unknown, unknown> & {
  readonly shortest: number;
  /** What is wrong with the schedule as a scenario: the field, what was expected, what came; nothing when it is sound. */
  problemOf(schedule: ScheduleOf<Step>): string | undefined;
  /** The run that the schedule makes. Its scenario must be sound. */
  play(schedule: ScheduleOf<Step>): readonly Timed<Event>[];
};

/** Spans of time, as faults have them. */
const span = { fromMs: number, untilMs: optional(number) };

const fault = tagged<Fault, "kind">("kind", {
  "zone-down": { zone: text, ...span },
  "node-down": { node: text, ...span },
  "node-slow": { node: text, addedMs: number, ...span },
  "zones-parted": { zones: listOf(text) as Shape<never>, ...span },
  "messages-lost": { probability: number, ...span },
  "messages-doubled": { probability: number, ...span },
} as never);

export function nemesisRig<Step, Event extends { readonly kind: string }>({
  figure,
  shortest,
  step,
  given,
  check,
  play,
  eventText,
  timeText,
}: Nemesis<Step, Event>): NemesisRig<Step, Event> {
  const run = {
    run: (_: unknown, { schedule }: NemesisAnswer<Step>, into?: object[]) =>
      play(schedule, into as never) as readonly AnyEvent[],
  };
  return {
    ...defineRig<NemesisAnswer<Step>, unknown, unknown>({
      figure,
      seam: { schedule: data(record<ScheduleOf<Step>>({ faults: listOf(fault), steps: listOf(step) })) },
      reference: { schedule: { faults: [], steps: [] } },
      unit: run,
      cluster: run,
      decides: [],
      eventText: (event) => eventText(event as never),
      ...(timeText && { timeText }),
    }),
    shortest,
    problemOf(schedule) {
      try {
        check(schedule);
        return undefined;
      } catch (error) {
        // The schedule's steps come after those of the given run.
        if (error instanceof ScenarioError)
          return error.message.replace(/\b(?:workload|steps)\[(\d+)\]/, (_, place: string) => `steps[${Number(place) - given}]`); // prettier-ignore
        throw error;
      }
    },
    play: (schedule) => play(schedule),
  };
}
