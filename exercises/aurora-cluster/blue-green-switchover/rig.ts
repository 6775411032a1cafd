import {
  blueGreenEventInEnglish,
  createSwitchover,
  runBlueGreen,
  runSwitchoverScript,
  type BlueGreenScenario,
  type CreateSwitchover,
  type Switchover,
  type SwitchoverMember,
  type SwitchoverOrder,
  type SwitchoverScript,
  type SwitchoverStanding,
} from "four-of-six/cluster";
import { AnswerError, defineRig, fn, listOf, mechanism, nothing, number, optional, record, tagged, text, type Shape } from "four-of-six/testing"; // prettier-ignore

/** What an answer to this exercise exports. */
export interface BlueGreenSwitchoverAnswer {
  readonly createSwitchover: CreateSwitchover;
}

const SIDES = ["blue", "green"];
const STATUSES = ["SWITCHOVER_IN_PROGRESS", "SWITCHOVER_COMPLETED", "SWITCHOVER_FAILED"];
const CAUSES = ["guard-rail", "time-out", "name-taken"];

/** One of these words, and no other text. */
function oneOf<T extends string>(words: readonly string[]): Shape<T> {
  return {
    take(value, where) {
      const taken = text.take(value, where);
      if (words.includes(taken)) return taken as T;
      throw new AnswerError(
        `${where} gave ${JSON.stringify(taken.slice(0, 80))}; it has to give one of ${words.join(", ")}.`,
      );
    },
  };
}

const to = { number, side: oneOf<SwitchoverOrder["side"]>(SIDES) };
const order = tagged<SwitchoverOrder, "kind">("kind", {
  check: to,
  "stop-writes": to,
  "drop-connections": to,
  report: to,
  rename: { ...to, place: number, name: text },
  "take-connections": to,
  "take-writes": to,
} as never);

/** What nobody can carry out an answer hears about in plain words. In which order the two sides are told is up to it. */
function checked(orders: readonly SwitchoverOrder[], members: readonly SwitchoverMember[]): readonly SwitchoverOrder[] {
  for (const each of orders) {
    if (!Number.isSafeInteger(each.number))
      throw new AnswerError(`look().number gave ${each.number}; numbers are whole numbers.`);
    if (each.kind === "rename" && members[each.place] === undefined)
      throw new AnswerError(`look().place gave ${each.place}; there are ${members.length} members, counted from 0.`);
  }
  return [...orders].sort((a, b) => SIDES.indexOf(a.side) - SIDES.indexOf(b.side));
}

function inPlace({ createSwitchover: create }: BlueGreenSwitchoverAnswer): CreateSwitchover {
  return (options) => {
    const switchover = create(options);
    return {
      look: (nowMs) => checked(switchover.look(nowMs), options.members),
      heard: (answer) => switchover.heard(answer),
      standing: () => switchover.standing(),
    };
  };
}

export const rig = defineRig<BlueGreenSwitchoverAnswer, SwitchoverScript, BlueGreenScenario>({
  figure: "blue-green",
  seam: {
    createSwitchover: fn(
      mechanism<Switchover>({
        look: listOf(order),
        heard: nothing,
        standing: record<SwitchoverStanding>({
          status: oneOf(STATUSES),
          cause: optional(oneOf<NonNullable<SwitchoverStanding["cause"]>>(CAUSES)),
        }),
      }),
    ),
  },
  reference: { createSwitchover },
  unit: { run: (script, answer, into) => runSwitchoverScript(script, inPlace(answer), into as never) },
  cluster: { run: (scenario, answer, into) => runBlueGreen(scenario, inPlace(answer), into as never) },
  decides: ["orders-said", "switchover-stands"],
  eventText: (event) => blueGreenEventInEnglish(event as never),
  timeText: (atMs) => `${Math.round(atMs / 10) / 100} s`,
});
