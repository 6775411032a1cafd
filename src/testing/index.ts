/** The test API: what hidden suites and exercises' rigs are written with. */
export { answer } from "./answer.ts";

export { openDatabase } from "./database.ts";
export { agreesWithReference, agreesWithReferenceSlowly, keepsInvariants, type Counterexample } from "./properties.ts";
export { defineRig, type AnyEvent, type AnyTrace, type Rig } from "./rig.ts";
export { score, type Score } from "./score.ts";
export {
  AnswerError,
  data,
  fn,
  listOf,
  mechanism,
  nothing,
  number,
  optional,
  record,
  steps,
  tagged,
  text,
  truth,
  type Seam,
  type Shape,
} from "./seam.ts";
