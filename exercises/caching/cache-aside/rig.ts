import {
  asideEventInEnglish,
  cacheAside,
  runAside,
  runAsideScript,
  type AsideLease,
  type AsideRequest,
  type AsideScenario,
  type AsideScript,
  type AsideWriteOutcome,
  type CacheAside,
  type CachedValue,
  type ReadOutcome,
} from "four-of-six/dax";
import { AnswerError, defineRig, number, optional, steps, tagged, text, truth, type Shape } from "four-of-six/testing"; // prettier-ignore

/** What an answer to this exercise exports. */
export type CacheAsideAnswer = CacheAside;

const cached = tagged<CachedValue, "kind">("kind", { item: { text }, none: {}, lease: { token: text } });
const request = tagged<AsideRequest, "do">("do", {
  get: { entry: text },
  set: { entry: text, value: cached, ttlMs: optional(number) },
  add: { entry: text, value: cached, ttlMs: optional(number) },
  replace: { entry: text, old: cached, value: cached, ttlMs: optional(number) },
  delete: { entry: text },
  "read-table": { entry: text, consistent: truth },
  "write-table": {},
  wait: { ms: number },
});
const outcome = tagged<ReadOutcome | AsideLease, "kind">("kind", {
  item: { text },
  none: {},
  failed: {},
  lease: { token: text },
});
/** A lease is what only processes know. */
const readOutcome: Shape<ReadOutcome> = {
  take(value, where) {
    const taken = outcome.take(value, where);
    if (taken.kind === "lease") throw new AnswerError(`${where} gave a lease; it has to give a value, or a failure.`);
    return taken;
  },
};
const writeOutcome = tagged<AsideWriteOutcome, "kind">("kind", { written: {}, refused: {}, unknown: {} });

export const rig = defineRig<CacheAsideAnswer, AsideScript, AsideScenario>({
  figure: "cache-aside",
  seam: { read: steps(request, readOutcome), write: steps(request, writeOutcome) },
  reference: cacheAside,
  unit: {
    run: (script, answer, into) => runAsideScript(script, answer, into as never),
  },
  cluster: {
    run: (scenario, answer, into) => runAside(scenario, answer, into as never),
  },
  decides: ["cache-answered", "table-read", "table-wrote", "read-ended", "write-ended", "call-stopped"],
  eventText: (event) => asideEventInEnglish(event as never),
});
