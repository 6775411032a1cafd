import type { Millis, Timed } from "../kernel/index.ts";
import type { Item } from "./attribute-value.ts";
import { TransactionCoordinator, TransactionLedger } from "./transact-coordinator.ts";
import { TransactNode } from "./transact-node.ts";
import type { ItemAction, TransactEvent, TransactTrace } from "./transact-trace.ts";
import { transactWrite, type TransactWrite } from "./transact-write.ts";

/** One thing that happens. Coordinators, transactions and messages are named by their places, round and round. */
export type TransactScriptStep =
  /** A request comes to a coordinator. */
  | {
      readonly tell: "request";
      readonly coordinator: number;
      readonly token: string;
      readonly actions: readonly ItemAction[];
    }
  | { readonly tell: "write"; readonly action: ItemAction }
  /** Of all messages that are on their way, the one at this place arrives. */
  | { readonly tell: "arrive"; readonly place: number }
  /** One that has arrived arrives again. */
  | { readonly tell: "repeat"; readonly place: number }
  /** One that is on its way is lost. */
  | { readonly tell: "lose"; readonly place: number }
  /** A coordinator forgets all that it has heard. */
  | { readonly tell: "crash"; readonly coordinator: number }
  /** A coordinator goes on with a transaction that is not finished. */
  | { readonly tell: "take-over"; readonly coordinator: number; readonly transaction: number }
  /** Time passes: coordinators send again what was not answered. */
  | { readonly tell: "wait"; readonly forMs: Millis };

/** The mechanism alone: two coordinators, one storage node, and messages that do what the script says. */
export interface TransactScript {
  readonly items: readonly { readonly key: string; readonly item: Item }[];
  readonly steps: readonly TransactScriptStep[];
}

const RESEND_MS: Millis = 50;
/** Enough for the last transactions to come to their ends. */
const LAST_ROUNDS = 12;

/** Takes one step after the other, and then lets everything arrive and all transactions end. */
export function runTransactScript(
  { items, steps }: TransactScript,
  mechanism: TransactWrite = transactWrite,
  trace: Timed<TransactEvent>[] = [],
): TransactTrace {
  let atMs: Millis = 1_000;
  const record = (event: TransactEvent) => void trace.push({ atMs, ...event });
  const node = new TransactNode("P1", mechanism, record);
  const names = ["C1", "C2"];
  const keys = items.map(({ key }) => key);
  record({ kind: "transact-opened", nodes: [{ node: "P1", keys }], coordinators: names, items, untilMs: 0 });
  for (const { key, item } of items) node.load(key, item);
  const ledger = new TransactionLedger();
  const onTheWay: (() => void)[] = [];
  const arrived: (() => void)[] = [];
  const coordinators: TransactionCoordinator[] = names.map((name, index) => {
    const self = () => coordinators[index] as TransactionCoordinator;
    const host = {
      mechanism,
      ledger,
      nowMs: () => atMs,
      clockMs: () => atMs,
      record,
      sendPrepare: (message: Parameters<TransactNode["prepare"]>[0]) =>
        void onTheWay.push(() => {
          const vote = node.prepare(message);
          onTheWay.push(() => self().voted(message.transaction, message.action.key, vote));
        }),
      sendSettle: (...message: Parameters<TransactNode["settle"]>) =>
        void onTheWay.push(() => {
          const [key, transaction] = message;
          node.settle(...message);
          onTheWay.push(() => self().settled(transaction, key));
        }),
      resendMs: RESEND_MS,
    };
    return new TransactionCoordinator(name, host);
  });
  const at = <T>(list: readonly T[], place: number) => (list.length === 0 ? undefined : list[place % list.length]);
  const take = (place: number) => (onTheWay.length === 0 ? undefined : onTheWay.splice(place % onTheWay.length, 1)[0]);
  const deliver = (place: number) => {
    const message = take(place);
    if (message === undefined) return;
    arrived.push(message);
    message();
  };
  const wait = (forMs: Millis) => {
    atMs += forMs;
    for (const coordinator of coordinators) coordinator.tick();
  };
  let requestCount = 0;
  let writeCount = 0;

  for (const step of steps) {
    atMs++;
    switch (step.tell) {
      case "request": {
        const { token, actions } = step;
        const request = `r${++requestCount}`;
        at(coordinators, step.coordinator)?.request({ request, token, actions }, ({ answer, reasons }) =>
          record({ kind: "request-answered", request, answer, ...(reasons && { reasons }) }),
        );
        break;
      }
      case "write":
        node.write(`w${++writeCount}`, step.action, atMs);
        break;
      case "arrive":
        deliver(step.place);
        break;
      case "repeat":
        at(arrived, step.place)?.();
        break;
      case "lose":
        take(step.place);
        break;
      case "crash":
        at(coordinators, step.coordinator)?.crash();
        break;
      case "take-over": {
        const transaction = at(ledger.stalledSince(atMs), step.transaction)?.transaction;
        if (transaction !== undefined) at(coordinators, step.coordinator)?.takeOver(transaction);
        break;
      }
      case "wait":
        wait(step.forMs);
        break;
      default:
        step satisfies never;
    }
  }
  for (let round = 0; round < LAST_ROUNDS; round++) {
    for (let count = onTheWay.length; count > 0; count--) deliver(0);
    wait(RESEND_MS);
    for (const { transaction } of ledger.stalledSince(atMs)) coordinators[0]?.takeOver(transaction);
  }
  return trace;
}
