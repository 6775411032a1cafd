// Right, told as a story: each way is a generator that yields what is to be said next, and remembers where it is.
import type { SwitchoverAnswer, SwitchoverOptions, SwitchoverOrder, SwitchoverStanding } from "four-of-six/cluster";

type Task = Record<string, unknown> & { readonly side: string };

const both = (kind: string): Task[] => ["blue", "green"].map((side) => ({ side, kind }));
const rename = (side: string, place: number, name: string): Task[] => [{ side, kind: "rename", place, name }];

export function createSwitchover({ members, timeoutMs }: SwitchoverOptions) {
  const undone: Task[][] = [];
  let mayTurnBack = true;

  function* there() {
    yield both("check");
    undone.push([{ side: "blue", kind: "take-writes" }]);
    yield both("stop-writes");
    undone.push(both("take-connections"));
    yield both("drop-connections");
    yield [{ side: "green", kind: "report" }];
    for (const [place, { blue, green }] of members.entries()) {
      undone.push(rename("blue", place, blue));
      yield rename("blue", place, `${blue}-old1`);
      undone.push(rename("green", place, green));
      yield rename("green", place, blue);
    }
    mayTurnBack = false;
    yield both("take-connections");
    yield [{ side: "green", kind: "take-writes" }];
  }
  function* back() {
    for (let next = undone.pop(); next !== undefined; next = undone.pop()) yield next;
  }

  let way: Iterator<Task[], void> = there();
  let said: Task[] = [];
  let missing: string[] = [];
  let number = 0;
  let endsMs = NaN;
  let needed = Infinity;
  let cause: SwitchoverStanding["cause"];

  const next = () => {
    const { value } = way.next();
    said = value ?? [];
    missing = said.map(({ side }) => side);
    number++;
  };
  const turnBack = (why: SwitchoverStanding["cause"]) => {
    mayTurnBack = false;
    cause = why;
    way = back();
    next();
  };
  /** Whether an answer says that its order has led to what it is for. */
  const isEnough = (answer: SwitchoverAnswer) => {
    if (answer.kind === "name-taken") return false;
    return answer.kind !== "reported" || answer.position >= needed;
  };

  next();
  return {
    look(nowMs: number) {
      if (Number.isNaN(endsMs)) endsMs = nowMs + timeoutMs;
      if (mayTurnBack && nowMs >= endsMs) turnBack("time-out");
      return said.map((task) => ({ ...task, number })) as unknown as SwitchoverOrder[];
    },
    heard(answer: SwitchoverAnswer) {
      if (answer.number !== number) return;
      if (answer.kind === "checked" && (answer.problems.length > 0 || answer.lagMs > timeoutMs)) return turnBack("guard-rail"); // prettier-ignore
      if (answer.kind === "name-taken" && mayTurnBack) return turnBack("name-taken");
      if (answer.kind === "writes-stopped" && answer.side === "blue") needed = answer.position;
      if (!isEnough(answer)) return;
      missing = missing.filter((side) => side !== answer.side);
      if (missing.length === 0) next();
    },
    standing(): SwitchoverStanding {
      if (said.length > 0) return { status: "SWITCHOVER_IN_PROGRESS", cause };
      return { status: cause === undefined ? "SWITCHOVER_COMPLETED" : "SWITCHOVER_FAILED", cause };
    },
  };
}
