// Right, without a plan: from a place on a line, and the direction, everything that is to be said is worked out anew.
import type { SwitchoverAnswer, SwitchoverOptions, SwitchoverOrder, SwitchoverStanding } from "four-of-six/cluster";

/** Places: 0 check, 1 stop writes, 2 drop connections, 3 report, then two for each member, then connections, writes. */
interface State {
  readonly place: number;
  readonly isBack: boolean;
  readonly number: number;
  readonly blueDone: boolean;
  readonly greenDone: boolean;
  readonly blueEnd: number;
  readonly cause: SwitchoverStanding["cause"];
}

const START: State = { place: 0, isBack: false, number: 1, blueDone: false, greenDone: false, blueEnd: 0, cause: undefined }; // prettier-ignore

export function createSwitchover({ members, timeoutMs }: SwitchoverOptions) {
  const firstName = 4;
  const afterNames = firstName + 2 * members.length;

  function tasksAt({ place, isBack }: State): Omit<SwitchoverOrder, "number">[] {
    const two = (kind: "check" | "stop-writes" | "drop-connections" | "take-connections") =>
      (["blue", "green"] as const).map((side) => ({ side, kind }));
    if (place >= firstName && place < afterNames) {
      const index = Math.floor((place - firstName) / 2);
      const { blue = "", green = "" } = members[index] ?? {};
      const isBlue = (place - firstName) % 2 === 0;
      const name = isBlue ? (isBack ? blue : `${blue}-old1`) : isBack ? green : blue;
      return [{ side: isBlue ? "blue" : "green", kind: "rename", place: index, name } as never];
    }
    if (place === 0 && !isBack) return two("check");
    if (place === 1) return isBack ? [{ side: "blue", kind: "take-writes" }] : two("stop-writes");
    if (place === 2) return two(isBack ? "take-connections" : "drop-connections");
    if (place === 3 && !isBack) return [{ side: "green", kind: "report" }];
    if (place === afterNames) return two("take-connections");
    return place === afterNames + 1 ? [{ side: "green", kind: "take-writes" }] : [];
  }

  const hasEnded = ({ place, isBack }: State) => (isBack ? place <= 0 : place > afterNames + 1);
  function at(state: State, place: number): State {
    const moved = { ...state, place, blueDone: false, greenDone: false };
    // Nothing is undone where nothing was changed.
    return !hasEnded(moved) && tasksAt(moved).length === 0
      ? at(moved, place - 1)
      : { ...moved, number: state.number + 1 };
  }
  const turned = (state: State, cause: State["cause"]) => at({ ...state, isBack: true, cause }, state.place);

  function after(state: State, answer: SwitchoverAnswer): State {
    const mayTurn = !state.isBack && state.place < afterNames;
    if (answer.number !== state.number || hasEnded(state)) return state;
    if (answer.kind === "checked" && (answer.problems.length > 0 || answer.lagMs > timeoutMs))
      return turned(state, "guard-rail");
    if (answer.kind === "name-taken") return mayTurn ? turned(state, "name-taken") : state;
    if (answer.kind === "reported" && answer.position < state.blueEnd) return state;
    const isBlue = answer.side === "blue";
    const next: State = {
      ...state,
      blueDone: state.blueDone || isBlue,
      greenDone: state.greenDone || !isBlue,
      blueEnd: isBlue && answer.kind === "writes-stopped" ? answer.position : state.blueEnd,
    };
    const isDone = tasksAt(state).every(({ side }) => (side === "blue" ? next.blueDone : next.greenDone));
    return isDone ? at(next, state.place + (state.isBack ? -1 : 1)) : next;
  }

  let state = START;
  let beganMs: number | undefined;
  return {
    look(nowMs: number): SwitchoverOrder[] {
      beganMs ??= nowMs;
      const isLate = nowMs - beganMs >= timeoutMs;
      if (isLate && !state.isBack && state.place < afterNames) state = turned(state, "time-out");
      return tasksAt(state).map((task) => ({ ...task, number: state.number }) as SwitchoverOrder);
    },
    heard(answer: SwitchoverAnswer) {
      state = after(state, answer);
    },
    standing(): SwitchoverStanding {
      const ended = state.isBack ? "SWITCHOVER_FAILED" : "SWITCHOVER_COMPLETED";
      return { status: hasEnded(state) ? ended : "SWITCHOVER_IN_PROGRESS", cause: state.cause };
    },
  };
}
