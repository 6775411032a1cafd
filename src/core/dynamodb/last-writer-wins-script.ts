import type { Millis, Timed } from "../kernel/index.ts";
import type { Item } from "./attribute-value.ts";
import { TableReplica } from "./global-table-replica.ts";
import type { GlobalTableEvent, GlobalTableTrace } from "./global-table-trace.ts";
import { lastWriterWins, type ItemVersion, type LastWriterWins, type RegionId } from "./last-writer-wins.ts";

/** One thing that happens in a Region. Regions are named by their place, round and round. */
export type LastWriterWinsStep =
  /** A put, or without an item a deletion. It is sent to all other Regions. */
  | { readonly tell: "write"; readonly region: number; readonly key: string; readonly item?: Item | undefined }
  /** The Region's clock goes on by so much. */
  | { readonly tell: "clock"; readonly region: number; readonly byMs: Millis }
  /** Of what is on its way to the Region, the message at this place arrives, round and round. */
  | { readonly tell: "arrive"; readonly region: number; readonly place: number }
  /** A message that has arrived in the Region arrives again. */
  | { readonly tell: "repeat"; readonly region: number; readonly place: number }
  /** The Region learns how far the others are, and forgets what it may. */
  | { readonly tell: "watermark"; readonly region: number };

/** The mechanism alone: Regions, clocks and messages that do what the script says. In the end all messages arrive. */
export interface LastWriterWinsScript {
  readonly regions: readonly RegionId[];
  readonly steps: readonly LastWriterWinsStep[];
}

interface Message {
  readonly key: string;
  readonly version: ItemVersion;
  readonly from: Region;
}

interface Region {
  readonly replica: TableReplica;
  clockMs: Millis;
  readonly onTheWay: Message[];
  readonly arrived: Message[];
}

/** Takes one step after the other; a step is a millisecond of the trace, whatever the clocks show. */
export function runLastWriterWinsScript(
  { regions: names, steps }: LastWriterWinsScript,
  mechanism: LastWriterWins = lastWriterWins,
  trace: Timed<GlobalTableEvent>[] = [],
): GlobalTableTrace {
  let atMs: Millis = 0;
  const record = (event: GlobalTableEvent) => trace.push({ atMs, ...event });
  record({ kind: "global-table-opened", mode: "MREC", regions: names });
  const regions = names.map((name): Region => ({
    replica: new TableReplica(name, mechanism, record),
    clockMs: 0,
    onTheWay: [],
    arrived: [],
  }));
  let writeCount = 0;

  const arrive = (region: Region, place: number) => {
    const [message] = region.onTheWay.splice(place % Math.max(1, region.onTheWay.length), 1);
    if (message === undefined) return;
    region.arrived.push(message);
    region.replica.arrive(message.key, message.version);
  };
  const settle = (region: Region) => {
    const others = regions.filter((other) => other !== region);
    // Each of the others will stamp nothing below its clock, and has sent nothing older than what is on its way.
    const promises = others.map((other) =>
      Math.min(
        other.clockMs - 1,
        ...region.onTheWay.filter(({ from }) => from === other).map(({ version }) => version.stamp.atMs - 1),
      ),
    );
    region.replica.tidy(Math.min(...promises));
  };

  for (const step of steps) {
    atMs++;
    const region = regions[step.region % regions.length] as Region;
    switch (step.tell) {
      case "write": {
        const version = region.replica.write(`w${++writeCount}`, step.key, step.item);
        for (const other of regions)
          if (other !== region) other.onTheWay.push({ key: step.key, version, from: region });
        break;
      }
      case "clock":
        region.clockMs = region.replica.clock(region.clockMs + step.byMs);
        break;
      case "arrive":
        arrive(region, step.place);
        break;
      case "repeat": {
        const message = region.arrived[step.place % Math.max(1, region.arrived.length)];
        if (message !== undefined) region.replica.arrive(message.key, message.version);
        break;
      }
      case "watermark":
        settle(region);
        break;
      default:
        step satisfies never;
    }
  }
  atMs++;
  for (const region of regions) while (region.onTheWay.length > 0) arrive(region, 0);
  for (const region of regions) settle(region);
  return trace;
}
