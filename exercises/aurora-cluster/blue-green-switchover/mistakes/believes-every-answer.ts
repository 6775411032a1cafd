// The idea: an answer of the right kind, from the right side, is the answer.
import type {
  Side,
  Switchover,
  SwitchoverAnswer,
  SwitchoverOptions,
  SwitchoverOrder,
  SwitchoverStanding,
} from "four-of-six/cluster";

const ANSWER = {
  check: "checked",
  "stop-writes": "writes-stopped",
  "drop-connections": "connections-dropped",
  report: "reported",
  rename: "renamed",
  "take-connections": "connections-taken",
  "take-writes": "writes-taken",
} as const;

export function createSwitchover({ members, timeoutMs }: SwitchoverOptions): Switchover {
  const both = (kind: string) => (["blue", "green"] as const).map((side) => ({ side, kind }));
  const rename = (side: Side, place: number, name: string) => [{ side, kind: "rename", place, name }];
  const there = [both("check"), both("stop-writes"), both("drop-connections"), [{ side: "green", kind: "report" }]];
  const undo = [[], [{ side: "blue", kind: "take-writes" }], both("take-connections"), []];
  for (const [place, { blue, green }] of members.entries()) {
    there.push(rename("blue", place, `${blue}-old1`), rename("green", place, blue));
    undo.push(rename("blue", place, blue), rename("green", place, green));
  }
  const nameCount = there.length;
  there.push(both("take-connections"), [{ side: "green", kind: "take-writes" }]);

  let sets = there;
  let at = 0;
  let number = 1;
  let answered: Side[] = [];
  let beganMs: number | undefined;
  let lastOfBlue = 0;
  let cause: SwitchoverStanding["cause"];

  const goOn = () => {
    number++;
    answered = [];
  };
  const rollBack = (why: SwitchoverStanding["cause"]) => {
    cause = why;
    const said = undo.slice(0, at + 1).filter(({ length }) => length > 0);
    sets = said.reverse();
    at = 0;
    goOn();
  };
  const mayTurn = () => cause === undefined && at < nameCount;

  return {
    look(nowMs) {
      beganMs ??= nowMs;
      if (mayTurn() && nowMs - beganMs >= timeoutMs) rollBack("time-out");
      return (sets[at] ?? []).map((task) => ({ ...task, number }) as unknown as SwitchoverOrder);
    },

    heard(answer: SwitchoverAnswer) {
      const set = sets[at] ?? [];
      const order = set.find(({ side }) => side === answer.side);
      if (order?.kind === "rename" && answer.kind === "name-taken" && mayTurn()) return rollBack("name-taken");
      if (order === undefined || ANSWER[order.kind as keyof typeof ANSWER] !== answer.kind) return;
      if (answer.kind === "checked" && (answer.problems.length > 0 || answer.lagMs > timeoutMs))
        return rollBack("guard-rail");
      if (answer.kind === "writes-stopped" && answer.side === "blue") lastOfBlue = answer.position;
      if (answer.kind === "reported" && answer.position < lastOfBlue) return;
      answered.push(answer.side);
      if (!set.every(({ side }) => answered.includes(side as Side))) return;
      at++;
      goOn();
    },

    standing() {
      if (at < sets.length) return { status: "SWITCHOVER_IN_PROGRESS", cause };
      return { status: cause === undefined ? "SWITCHOVER_COMPLETED" : "SWITCHOVER_FAILED", cause };
    },
  };
}
