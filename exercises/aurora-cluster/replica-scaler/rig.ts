import {
  createReplicaScaler,
  readerFleetEventInEnglish,
  runReaderFleet,
  runScalerScript,
  type CreateReplicaScaler,
  type ReaderFleetScenario,
  type ReplicaScaler,
  type ScalableReader,
  type ScalerScript,
  type ScalingDecision,
} from "four-of-six/cluster";
import { AnswerError, defineRig, fn, listOf, mechanism, number, tagged, text } from "four-of-six/testing";

/** What an answer to this exercise exports. */
export interface ReplicaScalerAnswer {
  readonly createReplicaScaler: CreateReplicaScaler;
}

/** A fleet can only do what can be done: everything else an answer hears about in plain words. */
function checked(decision: ScalingDecision, readers: readonly ScalableReader[]): ScalingDecision {
  if (decision.kind === "add" && !(Number.isInteger(decision.count) && decision.count >= 1))
    throw new AnswerError(`look().count gave ${decision.count}; it has to be a whole number from 1 on.`);
  if (decision.kind !== "remove") return decision;
  const { instances } = decision;
  if (instances.length === 0) throw new AnswerError(`look().instances is empty; it has to name at least one reader.`);
  instances.forEach((name, index) => {
    const spoken = JSON.stringify(name.slice(0, 80));
    if (!readers.some(({ instance }) => instance === name))
      throw new AnswerError(`look().instances names ${spoken}; it has to name readers of the cluster.`);
    if (instances.indexOf(name) !== index) throw new AnswerError(`look().instances names ${spoken} twice.`);
  });
  // Which of its own readers go is up to the answer: for a comparison the last ones do, in their order.
  const own = readers.filter(({ createdBy }) => createdBy === "scaling").map(({ instance }) => instance);
  const isOwn = instances.every((instance) => own.includes(instance));
  return isOwn ? { kind: "remove", instances: own.slice(-instances.length) } : decision;
}

function inPlace({ createReplicaScaler: create }: ReplicaScalerAnswer): CreateReplicaScaler {
  return (policy) => {
    const scaler = create(policy);
    return { look: (fleet) => checked(scaler.look(fleet), fleet.readers) };
  };
}

export const rig = defineRig<ReplicaScalerAnswer, ScalerScript, ReaderFleetScenario>({
  figure: "replica-auto-scaling",
  seam: {
    createReplicaScaler: fn(
      mechanism<ReplicaScaler>({
        look: tagged<ScalingDecision, "kind">("kind", {
          none: {},
          add: { count: number },
          remove: { instances: listOf(text) },
        }),
      }),
    ),
  },
  reference: { createReplicaScaler },
  unit: { run: (script, answer, into) => runScalerScript(script, inPlace(answer), into as never) },
  cluster: { run: (scenario, answer, into) => runReaderFleet(scenario, inPlace(answer), into as never) },
  decides: ["scaling-decided"],
  eventText: (event) => readerFleetEventInEnglish(event as never),
  timeText: (atMs) => `${Math.round(atMs / 6_000) / 10} min`,
});
