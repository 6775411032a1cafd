import {
  createReaderBalancer,
  readerPoolEventInEnglish,
  runBalancerScript,
  runReaderPools,
  type BalancerScript,
  type ConnectionId,
  type CreateReaderBalancer,
  type ReaderBalancer,
  type ReaderPoolScenario,
} from "four-of-six/cluster";
import { AnswerError, defineRig, fn, listOf, mechanism, nothing, number, optional, text } from "four-of-six/testing";

/** What an answer to this exercise exports. */
export interface ReaderBalancerAnswer {
  readonly createReaderBalancer: CreateReaderBalancer;
}

/** Only what is open can be retired, and only once: everything else an answer hears about in plain words. */
function checkedDue(connections: readonly ConnectionId[], open: ReadonlySet<ConnectionId>): readonly ConnectionId[] {
  connections.forEach((connection, index) => {
    if (!open.has(connection))
      throw new AnswerError(`due() names ${connection}; it has to name connections that are open.`);
    if (connections.indexOf(connection) !== index) throw new AnswerError(`due() names ${connection} twice.`);
  });
  return [...connections].sort((a, b) => a - b);
}

function inPlace({ createReaderBalancer: create }: ReaderBalancerAnswer): CreateReaderBalancer {
  return (options) => {
    const balancer = create(options);
    const open = new Set<ConnectionId>();
    return {
      topology: (topology, nowMs) => balancer.topology(topology, nowMs),
      choose: (connection, luck, nowMs) => balancer.choose(connection, luck, nowMs),
      opened(connection, nowMs) {
        open.add(connection);
        balancer.opened(connection, nowMs);
      },
      closed(connection, nowMs) {
        open.delete(connection);
        balancer.closed(connection, nowMs);
      },
      failed(connection, nowMs) {
        open.delete(connection);
        balancer.failed(connection, nowMs);
      },
      due: (nowMs) => checkedDue(balancer.due(nowMs), open),
      // Every time that is past means the same.
      nextRefreshMs: (nowMs) => Math.max(nowMs, balancer.nextRefreshMs(nowMs)),
    };
  };
}

export const rig = defineRig<ReaderBalancerAnswer, BalancerScript, ReaderPoolScenario>({
  figure: "stale-dns",
  seam: {
    createReaderBalancer: fn(
      mechanism<ReaderBalancer>({
        topology: nothing,
        choose: optional(text),
        opened: nothing,
        closed: nothing,
        failed: nothing,
        due: listOf(number),
        nextRefreshMs: number,
      }),
    ),
  },
  reference: { createReaderBalancer },
  unit: { run: (script, answer, into) => runBalancerScript(script, inPlace(answer), into as never) },
  cluster: { run: (scenario, answer, into) => runReaderPools(scenario, inPlace(answer), into as never) },
  decides: ["connection-chosen", "connections-due", "refresh-due", "topology-asked"],
  eventText: (event) => readerPoolEventInEnglish(event as never),
  timeText: (atMs) => `${Math.round(atMs / 10) / 100} s`,
});
