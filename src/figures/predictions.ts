/**
 * What lessons let their readers predict about a figure's run, as claims that the run itself decides.
 *
 * A lesson writes `<Predict figure="crash-recovery" … />` and gives each choice the name of a claim; the one that holds on
 * the figure's run is the right choice. `t2-survives-alone` holds because the recovery that opens the volume finds VDL
 * 103, where T2 ends, and annuls 104, which was T3's. Change the scenario so that 104 reaches C, D and E, and
 * `both-survive` holds in its place: then the build says that the lesson has to be written anew.
 */
import type { StorageTrace } from "../core/aurora/index.ts";
import type { Millis } from "../core/kernel/index.ts";
import type { FigureName, FigureTrace } from "./figures.ts";
import { firstRun } from "./first-run.ts";

/** A statement about a run. */
export interface Claim<Trace> {
  /** The statement as a sentence, for messages. */
  readonly says: string;
  /** The place in the run of the event that decides for it; nothing where it does not hold. */
  decidedAt(trace: Trace): number | undefined;
}

/** The claim of a set that holds on a run, and the event that decides for it. */
export interface Verdict {
  readonly claim: string;
  /** Where readers find that event: 1 is the first of the run. */
  readonly eventNumber: number;
  readonly atMs: Millis;
}

/** An author's slip in a prediction. */
export class PredictionError extends Error {
  override name = "PredictionError";
}

type Claims<Trace> = Readonly<Record<string, Claim<Trace>>>;

/** The events of one kind, in their order. */
function eventsOf<Event extends { readonly kind: string }, Kind extends Event["kind"]>(
  trace: readonly Event[],
  kind: Kind,
): Extract<Event, { kind: Kind }>[] {
  return trace.filter((event): event is Extract<Event, { kind: Kind }> => event.kind === kind);
}

type Fate = "kept" | "annulled";

/** What became of T2 and of T3, by the recovery's decision alone. */
function recoveryLeaves(t2: Fate, t3: Fate): Claim<StorageTrace>["decidedAt"] {
  return (trace) => {
    const [decided] = eventsOf(trace, "recovery-decided");
    if (decided === undefined) return undefined;
    const { vdl, truncation } = decided;
    const fateOf = (name: string): Fate | undefined => {
      const lsn = eventsOf(trace, "commit-requested").find(({ transaction }) => transaction === name)?.commitLsn;
      if (lsn === undefined) return undefined;
      if (lsn <= vdl) return "kept";
      return truncation.afterLsn < lsn && lsn <= truncation.throughLsn ? "annulled" : undefined;
    };
    return fateOf("T2") === t2 && fateOf("T3") === t3 ? trace.indexOf(decided) : undefined;
  };
}

const CRASH_RECOVERY: Claims<StorageTrace> = {
  "neither-survives": {
    says: "recovery annuls T2 and T3",
    decidedAt: recoveryLeaves("annulled", "annulled"),
  },
  "t2-survives-alone": {
    says: "recovery keeps T2's commit LSN and annuls T3's",
    decidedAt: recoveryLeaves("kept", "annulled"),
  },
  "both-survive": {
    says: "recovery keeps the commit LSNs of T2 and T3",
    decidedAt: recoveryLeaves("kept", "kept"),
  },
  "t3-survives-alone": {
    says: "recovery keeps T3's commit LSN and annuls T2's",
    decidedAt: recoveryLeaves("annulled", "kept"),
  },
};

/** Every figure that has claims. A lesson's choices take all of them, each once. */
export const PREDICTIONS = {
  "crash-recovery": CRASH_RECOVERY,
} satisfies { readonly [Name in FigureName]?: Claims<never> };

/** The claims of a figure by name; none where nobody predicts anything. */
export function claimsOf(figure: FigureName): Claims<FigureTrace> {
  // A figure's claims are asked about that figure's runs only, which TypeScript does not see through the name.
  return ((PREDICTIONS as Partial<Record<FigureName, unknown>>)[figure] ?? {}) as Claims<FigureTrace>;
}

/** Which of the named claims holds on the figure's own run, or on the given one. Throws unless just one does. */
export function judgePrediction(
  figure: FigureName,
  names: readonly string[],
  trace: FigureTrace = firstRun(figure),
): Verdict {
  const claims = claimsOf(figure);
  const known = Object.keys(claims);
  const list = (some: readonly string[]) => some.map((name) => `"${name}" (${claims[name]?.says})`).join(", ");
  if (known.length === 0)
    throw new PredictionError(`the figure "${figure}" has no claims in src/figures/predictions.ts`);
  for (const [index, name] of names.entries()) {
    if (!Object.hasOwn(claims, name)) {
      throw new PredictionError(`the figure "${figure}" has no claim "${name}"; it has ${list(known)}`);
    }
    if (names.indexOf(name) !== index) {
      throw new PredictionError(`two choices make the claim "${name}" about the figure "${figure}"`);
    }
  }
  const holding = names.flatMap((claim) => {
    const index = claims[claim]?.decidedAt(trace);
    return index === undefined ? [] : [{ claim, index }];
  });
  const [only, ...others] = holding;
  if (only === undefined) {
    throw new PredictionError(`none of these claims holds on the run of the figure "${figure}": ${list(names)}`);
  }
  if (others.length > 0) {
    const both = holding.map(({ claim }) => claim);
    throw new PredictionError(`more than one claim holds on the run of the figure "${figure}": ${list(both)}`);
  }
  const event = trace[only.index];
  if (event === undefined) throw new PredictionError(`"${only.claim}" names an event that the run has not got`);
  return { claim: only.claim, eventNumber: only.index + 1, atMs: event.atMs };
}
