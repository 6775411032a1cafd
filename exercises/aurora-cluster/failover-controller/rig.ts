import {
  clusterEventInEnglish,
  createFailoverController,
  runCluster,
  runControllerScript,
  type ClusterScenario,
  type ControllerScript,
  type FailoverController,
  type FailoverControllerOptions,
  type InstanceId,
  type PromotionOrder,
  type Standing,
} from "four-of-six/cluster";
import {
  AnswerError,
  defineRig,
  fn,
  listOf,
  mechanism,
  nothing,
  number,
  optional,
  record,
  text,
} from "four-of-six/testing";

/** What an answer to this exercise exports. */
export interface FailoverControllerAnswer {
  createFailoverController(options: FailoverControllerOptions): FailoverController;
}

const order = optional(record<PromotionOrder>({ instance: text, volumeEpoch: number }));

/** Orders go to members, in whole epochs: an answer that names a stranger hears so in plain words. */
function amongMembers({ createFailoverController }: FailoverControllerAnswer) {
  return (options: FailoverControllerOptions): FailoverController => {
    const { instances, choose } = options;
    const member = (where: string, instance: InstanceId) => {
      if (!instances.includes(instance))
        throw new AnswerError(`${where} named ${JSON.stringify(instance.slice(0, 80))}; it has to name an instance.`);
      return instance;
    };
    const epoch = (where: string, volumeEpoch: number) => {
      if (!Number.isSafeInteger(volumeEpoch))
        throw new AnswerError(`${where} gave the epoch ${volumeEpoch}; epochs are whole numbers.`);
      return volumeEpoch;
    };
    const checked = (where: string, order: PromotionOrder | undefined) =>
      order && { instance: member(where, order.instance), volumeEpoch: epoch(where, order.volumeEpoch) };
    const controller = createFailoverController({
      ...options,
      choose(available, writer, failedAttemptCount) {
        if (!Array.isArray(available))
          throw new AnswerError("choose has to be given a list of those who are available.");
        if (typeof failedAttemptCount !== "number")
          throw new AnswerError("choose has to be given how many attempts have failed.");
        const names = available.map((instance) => member("choose", String(instance)));
        return choose(names, member("choose", String(writer)), failedAttemptCount);
      },
    });
    return {
      heard: (heartbeat, nowMs) => controller.heard(heartbeat, nowMs),
      look: (nowMs) => checked("look()", controller.look(nowMs)),
      failOver: (nowMs) => checked("failOver()", controller.failOver(nowMs)),
      started(instance, nowMs) {
        const given = controller.started(instance, nowMs);
        return given === undefined ? undefined : epoch("started()", given);
      },
      standing() {
        const { writer, volumeEpoch } = controller.standing();
        return { writer: member("standing()", writer), volumeEpoch: epoch("standing()", volumeEpoch) };
      },
      attemptCount: () => controller.attemptCount(),
      available: () => controller.available().map((instance) => member("available()", instance)),
    };
  };
}

export const rig = defineRig<FailoverControllerAnswer, ControllerScript, ClusterScenario>({
  figure: "fencing",
  seam: {
    createFailoverController: fn(
      mechanism<FailoverController>({
        heard: nothing,
        look: order,
        failOver: order,
        started: optional(number),
        standing: record<Standing>({ writer: text, volumeEpoch: number }),
        attemptCount: number,
        available: listOf(text),
      }),
    ),
  },
  reference: { createFailoverController },
  unit: { run: (script, answer, into) => runControllerScript(script, amongMembers(answer), into as never) },
  cluster: {
    run: (scenario, answer, into) =>
      runCluster(scenario, { createFailoverController: amongMembers(answer) }, into as never),
  },
  decides: ["instance-available", "failover-began", "promotion-ordered", "restart-ordered", "writer-changed", "instance-started"], // prettier-ignore
  eventText: (event) => clusterEventInEnglish(event as never),
  timeText: (atMs) => `${atMs / 1_000} s`,
});
