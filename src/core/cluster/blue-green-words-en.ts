/** Events of a blue/green deployment in English. */
import { listOf } from "../kernel/words.ts";
import { faultInEnglish } from "../kernel/fault-words-en.ts";
import { nodeInEnglish } from "./cluster-words-en.ts";
import type { GuardRail, Side, SwitchoverAnswer, SwitchoverOrder } from "./blue-green-switchover.ts";
import type { BlueGreenEvent, BlueGreenTrouble, WriteRefusal } from "./blue-green-trace.ts";

/** The sentence for one event, without a full stop. */
export function blueGreenEventInEnglish(event: BlueGreenEvent): string {
  switch (event.kind) {
    case "blue-green-opened":
      return `Blue is ${listOf(namesOf(event.members, "blue"), "en")}, green ${listOf(namesOf(event.members, "green"), "en")}; time-out ${event.timeoutMs / 1_000} s`;
    case "switchover-began":
      return "A switchover is asked for";
    case "orders-said":
      return event.orders.length === 0 ? "Nothing is ordered" : `Ordered, number ${event.orders[0]?.number}: ${ordersInEnglish(event.orders)}`; // prettier-ignore
    case "order-carried-out":
      return doneInEnglish(event.order, event.answer);
    case "order-ignored":
      return `${NAME[event.order.side]} ignores number ${event.order.number} (${orderInEnglish(event.order)}): it has heard a newer one`;
    case "answer-heard":
      return `Answer of ${event.answer.side} to number ${event.answer.number}: ${answerInEnglish(event.answer)}`;
    case "switchover-stands":
      return standsInEnglish(event);
    case "logs-measured":
      if (event.commitCount > event.position)
        return `Green has all of blue's ${event.position} commits, and ${event.commitCount - event.position} of its own`;
      return event.replicated >= event.position
        ? `Green has all of blue's ${event.position} commits`
        : `Green has ${event.replicated} of blue's ${event.position} commits, and is ${event.lagMs / 1_000} s behind`;
    case "load-changed":
      return `From now on there are ${event.commitsPerSecond} commits a second`;
    case "trouble-began":
      return TROUBLES[event.trouble][0];
    case "trouble-ended":
      return TROUBLES[event.trouble][1];
    case "name-taken":
      return `Somebody else makes a cluster called ${event.name}`;
    case "name-freed":
      return `The other cluster called ${event.name} is gone`;
    case "client-connects":
      return `${event.client} connects to ${event.side}, where the name leads${event.isCached ? " by what it has kept" : ""}`;
    case "write-committed":
      return `${event.client}: committed on ${event.side} at ${event.position}`;
    case "write-refused":
      return `${event.client}: refused, ${REFUSALS[event.why]}`;
    case "write-unknown":
      return `${event.client}: no answer; it may have been committed`;
    case "fault-began":
      return faultInEnglish(event.fault, true, nodeInEnglish);
    case "fault-ended":
      return faultInEnglish(event.fault, false, nodeInEnglish);
    default:
      return event satisfies never;
  }
}

const NAME: Readonly<Record<Side, string>> = { blue: "Blue", green: "Green" };

const REFUSALS: Readonly<Record<WriteRefusal, string>> = {
  "read-only": "it takes no writes",
  "no-connection": "it takes no connections",
  "no-such-name": "the name leads nowhere",
};

const TROUBLES: Readonly<Record<BlueGreenTrouble, readonly [began: string, ended: string]>> = {
  "replication-stopped": ["Replication to green stops", "Replication to green goes on"],
  "write-on-green": [
    "Somebody writes on green; replication stops at the conflict",
    "The conflict on green is resolved",
  ],
  "long-write": ["A long write is running on blue", "The long write on blue has ended"],
  "long-ddl": ["A long DDL statement is running on blue", "The DDL statement on blue has ended"],
  "external-replication": ["Blue replicates from somebody else too", "Blue replicates from nobody else any more"],
};

const PROBLEMS: Readonly<Record<GuardRail, string>> = {
  "replication-health": "replication is not healthy",
  "active-writes": "somebody writes",
  "external-replication": "it replicates from or to somebody else",
  "long-writes": "a write has been running for long",
  "long-ddl": "a DDL statement has been running for long",
};

function namesOf(members: readonly { readonly [side in Side]: string }[], side: Side): readonly string[] {
  return members.map((member) => member[side]);
}

function orderInEnglish(order: SwitchoverOrder): string {
  switch (order.kind) {
    case "check":
      return "check the guard rails";
    case "stop-writes":
      return "stop writes";
    case "drop-connections":
      return "drop all connections";
    case "report":
      return "say how far replication is";
    case "rename":
      return `member ${order.place + 1} is to be called ${order.name}`;
    case "take-connections":
      return "take connections";
    case "take-writes":
      return "take writes";
    default:
      return order satisfies never;
  }
}

/** Several sides are mostly told the same. */
function ordersInEnglish(orders: readonly SwitchoverOrder[]): string {
  const texts = orders.map(orderInEnglish);
  return texts.every((text) => text === texts[0])
    ? `${listOf(orders.map(({ side }) => side), "en")}, ${texts[0]}` // prettier-ignore
    : orders.map((order, index) => `${order.side}, ${texts[index]}`).join("; ");
}

function doneInEnglish(order: SwitchoverOrder, answer: SwitchoverAnswer): string {
  const side = NAME[order.side];
  switch (order.kind) {
    case "rename":
      return answer.kind === "name-taken"
        ? `${side} cannot be called ${order.name}: the name is taken`
        : `${side}'s member ${order.place + 1} is called ${order.name} now`;
    case "take-connections":
      return `${side} takes connections`;
    case "take-writes":
      return `${side} takes writes`;
    default:
      return `${side}: ${answerInEnglish(answer)}`;
  }
}

function answerInEnglish(answer: SwitchoverAnswer): string {
  switch (answer.kind) {
    case "checked": {
      const behind = answer.side === "green" ? `, ${answer.lagMs / 1_000} s behind` : "";
      const said = answer.problems.map((problem) => PROBLEMS[problem]);
      return said.length === 0 ? `nothing speaks against it${behind}` : `${listOf(said, "en")}${behind}`;
    }
    case "writes-stopped":
      return `writes are stopped, the last commit is ${answer.position}`;
    case "connections-dropped":
      return "all connections are dropped";
    case "reported":
      return `everything up to ${answer.position} is replicated`;
    case "renamed":
      return "it has its name";
    case "name-taken":
      return "the name is taken";
    case "connections-taken":
      return "it takes connections";
    case "writes-taken":
      return "it takes writes";
    default:
      return answer satisfies never;
  }
}

const CAUSES = {
  "guard-rail": "a guard rail speaks against it",
  "time-out": "the time-out has passed",
  "name-taken": "a name is taken",
} as const;

function standsInEnglish({ status, cause }: Extract<BlueGreenEvent, { readonly kind: "switchover-stands" }>): string {
  if (status === "SWITCHOVER_IN_PROGRESS" && cause !== undefined) return `${CAUSES[cause]}: the switchover rolls back`.replace(/^./, (letter) => letter.toUpperCase()); // prettier-ignore
  return cause === undefined ? status : `${status}: ${CAUSES[cause]}`;
}
