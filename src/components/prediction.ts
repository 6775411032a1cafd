import type { Language } from "../course/registry.ts";
import type { FigureName } from "../figures/kinds.ts";
import { FIGURES } from "../figures/first-run.ts";
import { judgePrediction } from "../figures/predictions.ts";
import { timeText } from "../figures/strings.ts";
import type { Choice } from "./choices.ts";

/** A choice that a figure's run grades: it makes one of the claims in src/figures/predictions.ts. */
export interface ClaimedChoice {
  readonly text: string;
  readonly why: string;
  readonly claim: string;
}

export interface GradedPrediction {
  /** The same choices; the one whose claim holds on the figure's run is right. */
  readonly choices: readonly Choice[];
  /** The event that decides, counted from 1. */
  readonly eventNumber: number;
  readonly time: string;
}

/** The id under which a page can link to its figure. */
export const figureAnchor = (figure: FigureName): string => `figure-${figure}`;

/** Grades a prediction when the page is built. `page` is named in the message that stops a build. */
export function gradePrediction(
  page: string,
  figure: FigureName,
  choices: readonly ClaimedChoice[],
  locale: Language,
): GradedPrediction {
  const stop = (message: string): never => {
    throw new Error(`${page}: <Predict figure="${figure}">: ${message}.`);
  };
  if (!Object.hasOwn(FIGURES, figure)) stop(`no such figure; there are ${Object.keys(FIGURES).join(", ")}`);
  for (const choice of choices) {
    if ("right" in choice) stop(`the run says which choice is right; take \`right\` from "${choice.text}"`);
    if (choice.claim === undefined) stop(`the choice "${choice.text}" makes no claim`);
  }
  try {
    const names = choices.map(({ claim }) => claim);
    const { claim: holding, eventNumber, atMs } = judgePrediction(figure, names);
    return {
      choices: choices.map(({ text, why, claim }) => ({ text, why, ...(claim === holding && { right: true }) })),
      eventNumber,
      time: (FIGURES[figure].timeText ?? timeText)(atMs, locale),
    };
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error));
  }
}
