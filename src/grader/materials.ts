import type { Exercise } from "../testing/exercise.ts";
import type { Signatures } from "./misconceptions.ts";

/** What a page fetches about an exercise when it is about to be run: a file for each language. */
export interface Materials {
  /** Its texts are in the page's language, each under `en`. */
  readonly exercise: Exercise;
  /** How known mistakes fail. */
  readonly signatures: Signatures;
}
