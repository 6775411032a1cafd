import type {
  Switchover,
  SwitchoverAnswer,
  SwitchoverOptions,
  SwitchoverOrder,
  SwitchoverStanding,
} from "four-of-six/cluster";

/** Makes a switchover that has not begun. Hover over a name to read what it promises. */
export function createSwitchover({ members, timeoutMs }: SwitchoverOptions): Switchover {
  // What is the way there, and what undoes each part of it?
  return {
    look(nowMs: number): readonly SwitchoverOrder[] {
      // What is to be said now?
      return [];
    },

    heard(answer: SwitchoverAnswer): void {
      // What does it change?
    },

    standing(): SwitchoverStanding {
      return { status: "SWITCHOVER_IN_PROGRESS", cause: undefined };
    },
  };
}
