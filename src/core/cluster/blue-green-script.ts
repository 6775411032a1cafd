import type { Millis, Timed } from "../kernel/index.ts";
import { BlueGreenEnvironments } from "./blue-green-environments.ts";
import {
  checkSwitchover,
  createSwitchover,
  type CreateSwitchover,
  type Side,
  type SwitchoverAnswer,
  type SwitchoverOptions,
  type SwitchoverOrder,
  type SwitchoverStanding,
} from "./blue-green-switchover.ts";
import type { BlueGreenEvent, BlueGreenTrace, BlueGreenTrouble } from "./blue-green-trace.ts";

/** One thing that happens, or a look at the clock. */
export type SwitchoverStep =
  /** So long after the look before. What is said reaches nobody before a side hears it. */
  | { readonly tell: "look"; readonly afterMs: Millis }
  /** The side hears what was said to it last, and carries it out. Its answer arrives, or is lost. */
  | { readonly tell: "obey"; readonly side: Side; readonly isAnswered: boolean }
  /** An order that was said comes late: so many before the last one. */
  | { readonly tell: "late-order"; readonly back: number }
  /** An answer that was given comes late, or again: so many before the last one. */
  | { readonly tell: "late-answer"; readonly back: number }
  /** Blue commits, where it takes writes. */
  | { readonly tell: "commit"; readonly count: number }
  | { readonly tell: "replicate"; readonly count: number }
  | { readonly tell: "trouble"; readonly trouble: BlueGreenTrouble; readonly isThere: boolean }
  /** Somebody else takes the name at this place of all that matter, round and round; or gives it back. */
  | { readonly tell: "take-name" | "free-name"; readonly place: number };

/** The switchover alone: environments that do what the script says, and no network. */
export interface SwitchoverScript extends SwitchoverOptions {
  /** Green has everything of these many commits. */
  readonly commitCount: number;
  readonly steps: readonly SwitchoverStep[];
}

/** Takes one step after the other. Throws `BlueGreenFault` for a switchover that the service would refuse. */
export function runSwitchoverScript(
  { members, timeoutMs, commitCount, steps }: SwitchoverScript,
  create: CreateSwitchover = createSwitchover,
  trace: Timed<BlueGreenEvent>[] = [],
): BlueGreenTrace {
  checkSwitchover({ members, timeoutMs });
  const environments = new BlueGreenEnvironments(members);
  environments.commit("blue", commitCount, 0);
  environments.replicate(commitCount);
  let nowMs: Millis = 0;
  const record = (event: BlueGreenEvent) => trace.push({ atMs: nowMs, ...event });
  record({ kind: "blue-green-opened", members, timeoutMs });
  const switchover = create({ members, timeoutMs });
  const said: SwitchoverOrder[] = [];
  const answers: SwitchoverAnswer[] = [];
  const names = BlueGreenEnvironments.names(members);
  let stood: SwitchoverStanding = { status: "SWITCHOVER_IN_PROGRESS", cause: undefined };

  const note = () => {
    const { status, cause } = switchover.standing();
    if (status === stood.status && cause === stood.cause) return;
    stood = { status, cause };
    record({ kind: "switchover-stands", status, ...(cause !== undefined && { cause }) });
  };
  const hear = (answer: SwitchoverAnswer) => {
    record({ kind: "answer-heard", answer });
    switchover.heard(answer);
    note();
  };
  const come = (order: SwitchoverOrder | undefined, isAnswered: boolean) => {
    if (order === undefined) return;
    if (!environments.hears(order)) {
      record({ kind: "order-ignored", order });
      return;
    }
    const answer = environments.obey(order, nowMs);
    record({ kind: "order-carried-out", order, answer, logs: environments.logs() });
    answers.push(answer);
    if (isAnswered) hear(answer);
  };
  let hasBegun = false;

  for (const step of steps) {
    switch (step.tell) {
      case "look": {
        nowMs += step.afterMs;
        if (!hasBegun) record({ kind: "switchover-began" });
        hasBegun = true;
        const orders = switchover.look(nowMs);
        record({ kind: "orders-said", orders });
        note();
        said.push(...orders);
        break;
      }
      case "obey":
        come(
          said.findLast(({ side }) => side === step.side),
          step.isAnswered,
        );
        break;
      case "late-order":
        come(said.at(-1 - step.back), false);
        break;
      case "late-answer": {
        const answer = answers.at(-1 - step.back);
        if (answer !== undefined) hear(answer);
        break;
      }
      case "commit":
        if (environments.isWritable("blue")) environments.commit("blue", step.count, nowMs);
        break;
      case "replicate":
        environments.replicate(step.count);
        break;
      case "trouble":
        if (environments.has(step.trouble) === step.isThere) break;
        environments.trouble(step.trouble, step.isThere);
        record({ kind: step.isThere ? "trouble-began" : "trouble-ended", trouble: step.trouble });
        break;
      case "take-name":
      case "free-name": {
        const name = names[step.place % names.length] as string;
        const isTaken = step.tell === "take-name";
        if (isTaken ? environments.take(name) : environments.free(name))
          record({ kind: isTaken ? "name-taken" : "name-freed", name });
        break;
      }
      default:
        step satisfies never;
    }
  }
  return trace;
}
