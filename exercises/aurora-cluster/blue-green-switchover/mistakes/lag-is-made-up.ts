// The idea: green replicates on, so that its lag goes away by itself.
import type {
  Side,
  Switchover,
  SwitchoverAnswer,
  SwitchoverOptions,
  SwitchoverOrder,
  SwitchoverStanding,
} from "four-of-six/cluster";
type Task =
  | { readonly side: Side; readonly kind: Exclude<SwitchoverOrder["kind"], "rename"> }
  | { readonly side: Side; readonly kind: "rename"; readonly place: number; readonly name: string };
type TaskSet = readonly Task[];
interface Step {
  readonly tasks: TaskSet;
  readonly undo?: TaskSet;
}

const both = (kind: Exclude<Task["kind"], "rename">): TaskSet => [
  { side: "blue", kind },
  { side: "green", kind },
];

export function createSwitchover({ members, timeoutMs }: SwitchoverOptions): Switchover {
  const renames = members.flatMap(({ blue, green }, place): Step[] => [
    {
      tasks: [{ side: "blue", kind: "rename", place, name: `${blue}-old1` }],
      undo: [{ side: "blue", kind: "rename", place, name: blue }],
    },
    {
      tasks: [{ side: "green", kind: "rename", place, name: blue }],
      undo: [{ side: "green", kind: "rename", place, name: green }],
    },
  ]);
  const steps: readonly Step[] = [
    { tasks: both("check") },
    { tasks: both("stop-writes"), undo: [{ side: "blue", kind: "take-writes" }] },
    { tasks: both("drop-connections"), undo: both("take-connections") },
    { tasks: [{ side: "green", kind: "report" }] },
    ...renames,
  ];
  const rest: readonly TaskSet[] = [both("take-connections"), [{ side: "green", kind: "take-writes" }]];

  let way: "there" | "rest" | "back" = "there";
  let ahead: readonly TaskSet[] = steps.map(({ tasks }) => tasks);
  let number = 0;
  let unanswered = new Set<Side>();
  let beganMs: number | undefined;
  let lastOfBlue = 0;
  let cause: SwitchoverStanding["cause"];
  function goOnWith(sets: readonly TaskSet[]): void {
    ahead = sets;
    number++;
    unanswered = new Set(sets[0]?.map(({ side }) => side));
  }

  function rollBack(why: SwitchoverStanding["cause"]): void {
    const said = steps.slice(0, steps.length - ahead.length + 1);
    way = "back";
    cause = why;
    goOnWith(said.flatMap(({ undo }) => (undo === undefined ? [] : [undo])).reverse());
  }

  function isDone(side: Side): void {
    unanswered.delete(side);
    if (unanswered.size > 0) return;
    if (way === "there" && ahead.length === 1) {
      way = "rest";
      goOnWith(rest);
    } else {
      goOnWith(ahead.slice(1));
    }
  }

  goOnWith(ahead);
  return {
    look(nowMs) {
      beganMs ??= nowMs;
      if (way === "there" && nowMs - beganMs >= timeoutMs) rollBack("time-out");
      return (ahead[0] ?? []).map((task) => ({ ...task, number }));
    },

    heard(answer: SwitchoverAnswer) {
      if (answer.number !== number) return;
      if (answer.kind === "checked" && answer.problems.length > 0) {
        rollBack("guard-rail");
      } else if (answer.kind === "name-taken") {
        if (way === "there") rollBack("name-taken");
      } else if (answer.kind !== "reported" || answer.position >= lastOfBlue) {
        if (answer.kind === "writes-stopped" && answer.side === "blue") lastOfBlue = answer.position;
        isDone(answer.side);
      }
    },

    standing() {
      if (ahead.length > 0) return { status: "SWITCHOVER_IN_PROGRESS", cause };
      return { status: way === "back" ? "SWITCHOVER_FAILED" : "SWITCHOVER_COMPLETED", cause };
    },
  };
}
