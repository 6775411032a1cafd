/** Long names of a stream, as people read them: in words of events, and in figures, which need none of the words. */
import type { SequenceNumber, ShardId } from "./stream-consumer.ts";

/** The last digits say enough: `…003`. */
export function sequenceText(sequenceNumber: SequenceNumber): string {
  return sequenceNumber.length > 6 ? `…${sequenceNumber.slice(-3)}` : sequenceNumber;
}

/** The number at the end of the service's long id: `shard-0`. */
export function shardText(shardId: ShardId): string {
  const number = /^shardId-\d+-(\d+)$/.exec(shardId)?.[1];
  return number === undefined ? shardId : `shard-${Number(number)}`;
}
