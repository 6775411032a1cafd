import * as fc from "fast-check";
import { firstBroken, firstDifference } from "../core/kernel/trace.ts";
import { beginRun, circumstancesOf, endRun } from "./coverage.ts";
import { overheard, parted } from "./dialogue.ts";
import { isDrawnKept, keepDrawn, runOf, takeDrawn, type DrawnRun } from "./drawn.ts";
import type { AnyEvent, AnyTrace, Rig, Run } from "./rig.ts";
import { thrownText } from "./seam.ts";

/** The runs that every rig has. */
export type RunName = "unit" | "cluster";

/** The smallest run found in which an answer is wrong: a scenario, both traces, and where they part. */
export interface Counterexample {
  /** The figure that can draw it. */
  readonly figure: string;
  /** Which of the rig's runs the scenario is for; absent for a run that only the suite can make. */
  readonly run?: RunName;
  readonly scenario: unknown;
  readonly reference: AnyTrace;
  readonly answer: AnyTrace;
  /** Index of the first event in which the two differ. */
  readonly differsAt: number;
  /** The reference's events up to the difference, in words. */
  readonly steps: readonly string[];
  /** Their times, where milliseconds are too fine a measure. */
  readonly times?: readonly string[];
  /** What the mechanism should have done at the difference, and what it did, in words. */
  readonly expected: string;
  readonly received: string;
  /** Where the two are the same in words: the part of the event in which they differ, as each has it. */
  readonly parting?: { readonly expected: string; readonly received: string };
}

/** A property did not hold. Carries what the learner is shown. */
export class PropertyError extends Error {
  override readonly name = "PropertyError";
  readonly counterexample: Counterexample;

  constructor(message: string, counterexample: Counterexample) {
    super(message);
    this.counterexample = counterexample;
  }
}

interface Options {
  /** How many scenarios are tried. Default 200. */
  readonly runCount?: number;
}

/**
 * How long the smallest failures of a suite are looked for: counted in events, so that the same answer gets the same runs
 * on a slow machine and on a fast one. All checks share it. A mechanism alone is shrunk to the end, the first cluster that
 * fails some hundred times, and what fails after it a little: whoever mends the first will see the others again.
 */
const SHRINKING_COST_MAX = 24_000;
const SHRINKING_COST_OF_EACH = 4_000;
const COST_OF_A_RUN = 50;
let shrinkingCostSoFar = 0;

/** What is wrong with a run that should have kept a promise, in words and by event; nothing when it kept it. */
export type Invariant = (
  trace: never,
) => { readonly invariant: string; readonly eventIndex: number; readonly what: string } | undefined;

/** The one seed of all suites: the same answer meets the same scenarios, here and on every other machine. */
const SEED = 2018;

/**
 * Every scenario must run with the answer exactly as it runs with the reference. On failure, throws `PropertyError`
 * with the smallest scenario in which it does not.
 */
export function agreesWithReference<Answer extends object, Scenario>(
  rig: Rig<Answer, never, never>,
  run: Run<Answer, Scenario>,
  answer: Answer,
  scenarios: fc.Arbitrary<Scenario>,
  { runCount = 200 }: Options = {},
): void {
  search(answer, scenarios, runCount, (scenario, answer) => {
    const reference = run.run(scenario, rig.reference);
    const { trace, thrown } = runAnswer(run, scenario, answer);
    return { trace, failure: differenceOf(rig, run, scenario, reference, trace, thrown) };
  });
}

/** A way to run an answer on something that answers later: a real database. */
export interface SlowRun<Answer, Scenario> {
  run(scenario: Scenario, answer: Answer, into?: AnyEvent[]): Promise<AnyTrace>;
}

/** Each run waits for its database hundreds of times, so fewer of them are made, and fewer to shrink a failure. */
const SLOW_SHRINKING_RUNS_MAX = 25;

/** As `agreesWithReference`, where a run takes its time. */
export async function agreesWithReferenceSlowly<Answer extends object, Scenario>(
  rig: Rig<Answer, never, never>,
  run: SlowRun<Answer, Scenario>,
  answer: Answer,
  scenarios: fc.Arbitrary<Scenario>,
  { runCount = 10 }: Options = {},
): Promise<void> {
  let smallest: Failure | undefined;
  let shrinkingRunCount = 0;
  const hasPassed = new Map<string, boolean>();
  const { failed, errorInstance } = await fc.check(
    fc.asyncProperty(scenarios, async (scenario) => {
      if (shrinkingRunCount > SLOW_SHRINKING_RUNS_MAX) return true;
      const text = smallest && JSON.stringify(scenario);
      const known = text === undefined ? undefined : hasPassed.get(text);
      if (known !== undefined) return known;
      beginRun();
      const reference = await run.run(scenario, rig.reference);
      const trace: AnyEvent[] = [];
      let thrown: string | undefined;
      try {
        await run.run(scenario, answer, trace);
      } catch (error) {
        thrown = thrownText(error);
      }
      const failure = differenceOf(rig, run, scenario, reference, trace, thrown);
      if (smallest === undefined) endRun(circumstancesOf(trace), failure !== undefined);
      if (failure !== undefined) smallest = failure;
      if (smallest !== undefined) shrinkingRunCount++;
      if (text !== undefined) hasPassed.set(text, failure === undefined);
      return failure === undefined;
    }),
    { seed: SEED, numRuns: runCount },
  );
  beginRun();
  if (smallest !== undefined) throw smallest.told();
  if (failed) throw errorInstance;
}

/** A run that went wrong. Looking for the smallest one meets hundreds, and one of them is put into words. */
interface Failure {
  /** How many events its run has. */
  readonly length: number;
  told(): PropertyError;
}

function differenceOf(
  rig: WitnessRig,
  run: unknown,
  scenario: unknown,
  reference: AnyTrace,
  trace: AnyTrace,
  thrown: string | undefined,
): Failure | undefined {
  const differsAt = firstDifference(reference, trace);
  if (differsAt === -1) return undefined;
  return {
    length: reference.length,
    told: () => {
      const counterexample = witness(rig, run, scenario, reference, trace, differsAt, thrown);
      return new PropertyError(thrown ?? "The answer and the reference part in this run.", counterexample);
    },
  };
}

/** Every run with the answer must keep every promise. On failure, throws `PropertyError` with the smallest that does not. */
export function keepsInvariants<Answer extends object, Scenario>(
  rig: Rig<Answer, never, never>,
  run: Run<Answer, Scenario>,
  answer: Answer,
  scenarios: fc.Arbitrary<Scenario>,
  invariants: readonly Invariant[],
  { runCount = 50 }: Options = {},
): void {
  search(answer, scenarios, runCount, (scenario, answer) => {
    const { trace, thrown } = runAnswer(run, scenario, answer);
    const violation = thrown === undefined ? firstBroken(trace as never, invariants) : undefined;
    if (thrown === undefined && violation === undefined) return { trace, failure: undefined };
    const told = () => {
      // Only the run that is shown is compared with the reference's: to say where the two part.
      const reference = run.run(scenario, rig.reference);
      const difference = firstDifference(reference, trace);
      if (violation === undefined) {
        const thrownWhere = witness(rig, run, scenario, reference, trace, difference, thrown);
        return new PropertyError(thrown as string, thrownWhere);
      }
      const differsAt = difference === -1 ? violation.eventIndex : difference;
      const message = `Broken: ${violation.invariant}. Here ${violation.what}.`;
      return new PropertyError(message, witness(rig, run, scenario, reference, trace, differsAt));
    };
    return { trace, failure: { length: trace.length, told } };
  });
}

/**
 * One run again, of an answer beside the reference, and where they part; undefined when they do the same. For a
 * scenario that was kept: a link, a report.
 */
export function replayRun<Answer extends object, Scenario>(
  rig: Rig<Answer, Scenario, Scenario>,
  name: RunName,
  scenario: Scenario,
  answer: Answer,
): Counterexample | undefined {
  const reference = rig[name].run(scenario, rig.reference);
  const { trace, thrown } = runAnswer(rig[name], scenario, answer);
  return differenceOf(rig, rig[name], scenario, reference, trace, thrown)?.told().counterexample;
}

function search<Answer extends object, Scenario>(
  answer: Answer,
  scenarios: fc.Arbitrary<Scenario>,
  runCount: number,
  outcomeOf: (
    scenario: Scenario,
    answer: Answer,
  ) => { readonly trace: AnyTrace; readonly failure: Failure | undefined },
): void {
  const drawn = takeDrawn();
  const kept: DrawnRun[] | undefined = isDrawnKept() ? [] : undefined;
  const explore = (scenario: Scenario, live: Answer): Failure | undefined => {
    const heard = kept && overheard(live);
    const { trace, failure } = outcomeOf(scenario, heard?.answer ?? live);
    const happened = circumstancesOf(trace);
    endRun(happened, failure !== undefined);
    kept?.push({ scenario, dialogue: heard?.said(), happened: [...happened] });
    return failure;
  };
  /** The first failure among the runs that were drawn before, and how many passed until then. */
  let first: Failure | undefined;
  let passedCount = 0;
  if (drawn !== undefined) {
    for (const text of drawn) {
      beginRun();
      const { scenario, dialogue, happened } = runOf(text);
      const live = dialogue === undefined ? answer : parted(answer, dialogue);
      if (live === undefined) endRun(new Set(happened), false);
      else first = explore(scenario as Scenario, live);
      if (first !== undefined) break;
      passedCount++;
    }
    if (first === undefined) return;
  }

  let smallest: Failure | undefined;
  let shrinkingCost = 0;
  /** Of what shrinking proposes, more than half it has proposed before. */
  const hasPassed = new Map<string, boolean>();
  const costMax = Math.max(SHRINKING_COST_OF_EACH, SHRINKING_COST_MAX - shrinkingCostSoFar);
  // fast-check shrinks as long as the property fails, and ends on the smallest failure: the last one that we saw.
  const { failed, errorInstance } = fc.check(
    fc.property(scenarios, (scenario) => {
      if (smallest === undefined) {
        beginRun();
        smallest = first ?? explore(scenario, answer);
        if (smallest !== undefined) shrinkingCost = COST_OF_A_RUN + smallest.length;
        return smallest === undefined;
      }
      if (shrinkingCost > costMax) return true;
      const text = JSON.stringify(scenario);
      const known = hasPassed.get(text);
      if (known !== undefined) return known;
      const { failure } = outcomeOf(scenario, answer);
      shrinkingCost += COST_OF_A_RUN + (failure ?? smallest).length;
      hasPassed.set(text, failure === undefined);
      smallest = failure ?? smallest;
      return failure === undefined;
    }),
    // What has run already is neither drawn nor run again.
    { seed: SEED, numRuns: runCount, path: first === undefined ? "" : String(passedCount) },
  );
  if (kept !== undefined && !failed) keepDrawn(kept.map((run) => withDialogueThatHolds(run, answer)));
  // What shrinking called, or was said once more, belongs to no run.
  beginRun();
  // A rehearsal takes nothing from the answer that follows it.
  if (kept === undefined) shrinkingCostSoFar += shrinkingCost;
  if (smallest !== undefined) throw smallest.told();
  // Something broke outside of the answer's own frames: whatever it was, the property was not seen to hold.
  if (failed) throw errorInstance;
}

/** A dialogue is for answers that do not know each other: it has to hold when it is said once more. */
function withDialogueThatHolds(run: DrawnRun, answer: object): DrawnRun {
  const holds = run.dialogue !== undefined && parted(answer, run.dialogue) === undefined;
  return holds ? run : { ...run, dialogue: undefined };
}

/** Runs the answer; if it throws, its trace ends with the last event before. */
function runAnswer<Answer, Scenario>(run: Run<Answer, Scenario>, scenario: Scenario, answer: Answer) {
  const trace: AnyEvent[] = [];
  try {
    run.run(scenario, answer, trace);
    return { trace, thrown: undefined };
  } catch (error) {
    return { trace, thrown: thrownText(error) };
  }
}

/** An answer gone wild decides without end; nobody reads all of that. */
const EVENTS_AFTER_MAX = 1_000;

type WitnessRig = Pick<Rig<never, never, never>, "figure" | "eventText" | "timeText" | "decides" | "unit" | "cluster">;

function witness(
  rig: WitnessRig,
  run: unknown,
  scenario: unknown,
  reference: AnyTrace,
  answer: AnyTrace,
  differsAt: number,
  thrown?: string,
): Counterexample {
  const sentence = (event: AnyEvent) => rig.eventText(event);
  // Where one side decided something and the other went on to what happened next, the other did nothing.
  const isDeed = (event: AnyEvent | undefined): event is AnyEvent =>
    event !== undefined && rig.decides.includes(event.kind);
  const deed = (event: AnyEvent | undefined) => (isDeed(event) ? sentence(event) : "nothing, at this point");
  const [ours, theirs] = [reference[differsAt], answer[differsAt]];
  const expected = deed(ours);
  const received = thrown ?? deed(theirs);
  const parting = isDeed(ours) && expected === received ? partingOf(ours, theirs) : undefined;
  return {
    figure: rig.figure,
    ...(run === rig.unit ? { run: "unit" } : run === rig.cluster && { run: "cluster" }),
    scenario,
    reference,
    answer: answer.slice(0, differsAt + EVENTS_AFTER_MAX),
    differsAt,
    steps: reference.slice(1, differsAt).map(sentence),
    ...(rig.timeText && { times: reference.slice(1, differsAt).map(({ atMs }) => rig.timeText?.(atMs) ?? "") }),
    expected: parting === undefined ? expected : `${expected} [${parting.expected}]`,
    received: parting === undefined ? received : `${received} [${parting.received}]`,
    ...(parting && { parting }),
  };
}

/** What a reader is told of a value that differs. */
const VALUE_LENGTH_MAX = 80;

/** The first part in which two events differ: `slot.stampMs: 1000`, and what the other has there. */
function partingOf(a: unknown, b: unknown, path = ""): Counterexample["parting"] {
  const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
    typeof value === "object" && value !== null;
  if (isObject(a) && isObject(b)) {
    for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const parting = partingOf(a[name], b[name], path === "" ? name : `${path}.${name}`);
      if (parting !== undefined) return parting;
    }
    return undefined;
  }
  const [expected, received] = [a, b].map((value) => JSON.stringify(value) ?? "nothing");
  if (expected === received) return undefined;
  const told = (text = "") =>
    `${path}: ${text.length > VALUE_LENGTH_MAX ? `${text.slice(0, VALUE_LENGTH_MAX)}…` : text}`;
  return { expected: told(expected), received: told(received) };
}
