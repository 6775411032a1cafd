import {
  checkGlobalTable,
  globalTableEventInEnglish,
  runGlobalTable,
  type GlobalTableEvent,
  type GlobalTableNemesisStep,
  type GlobalTableScenario,
  type GlobalTableTrace,
  type Item,
  type ItemVersion,
} from "four-of-six/dynamodb";
import { withSchedule } from "four-of-six/kernel";
import { number, optional, tagged, text, truth } from "four-of-six/testing";
import { nemesisRig } from "../../nemesis-rig.ts";
import { itemShape } from "../item-shape.ts";
import * as wrong from "../last-writer-wins/mistakes/forgets-after-ten-seconds.ts";

export const base: GlobalTableScenario = {
  seed: 2026,
  mode: "MREC",
  regions: ["us-east-1", "eu-west-1", "ap-northeast-2"],
  workload: [
    { kind: "put", atMs: 1_000, region: "us-east-1", key: "cart-1", item: { price: { N: "120" } } },
    { kind: "put", atMs: 6_000, region: "eu-west-1", key: "cart-1", item: { price: { N: "90" } } },
  ],
  faults: [],
  untilMs: 60_000,
};

const step = tagged<GlobalTableNemesisStep, "kind">("kind", {
  put: { atMs: number, region: text, key: text, item: itemShape, ifNotExists: optional(truth) as never },
  delete: { atMs: number, region: text, key: text },
  clock: { atMs: number, region: text, skewMs: number },
});

export const rig = {
  ...nemesisRig<GlobalTableNemesisStep, GlobalTableEvent>({
    figure: "global-tables",
    shortest: 2,
    step,
    given: base.workload.length,
    check: (schedule) => checkGlobalTable(withSchedule(base, schedule)),
    play: (schedule, into) => runGlobalTable(withSchedule(base, schedule), wrong, into),
    eventText: globalTableEventInEnglish,
  }),
  base,
};

/** What came of a run, in a sentence: for whoever hoped that something would break. */
export function outcomeOf(trace: GlobalTableTrace): string {
  const made = trace.flatMap((event) => (event.kind === "write-accepted" && event.key === "cart-1" ? [event] : []));
  const came = trace.flatMap((event) => (event.kind === "version-arrived" && event.key === "cart-1" ? [event] : []));
  const shown = new Map(base.regions.map((region) => [region, "no item"]));
  for (const event of trace) {
    if (event.kind === "stream-record" && event.key === "cart-1")
      shown.set(event.region, event.item === undefined ? "no item" : itemText(event.item));
  }
  let slowestMs = 0;
  for (const { region: from, write, version, atMs } of made) {
    for (const region of base.regions) {
      const first = came.find((event) => event.region === region && isSame(event.version, version));
      if (region === from) continue;
      if (first === undefined) return `none: ${write} has not arrived in ${region}, so that nothing is for good`;
      slowestMs = Math.max(slowestMs, first.atMs - atMs);
    }
  }
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
  /** How long after a deletion an older write came, in the Region in which that was longest. */
  const late = came
    .flatMap(({ region, version, atMs }) => {
      if (version.item === undefined) return [];
      const gone = [...came, ...made].find((event) => event.region === region && event.version.item === undefined);
      const isOlder = gone !== undefined && gone.atMs < atMs && gone.version.stamp.atMs > version.stamp.atMs;
      return isOlder ? [{ region, afterMs: atMs - gone.atMs }] : [];
    })
    .sort((a, b) => b.afterMs - a.afterMs)[0];
  const isDeleted = made.some(({ version }) => version.item === undefined);
  const after = late === undefined ? "none that was older came after it" : `an older one came ${seconds(late.afterMs)} after it in ${late.region}`; // prettier-ignore
  const all = [...shown].map(([region, item]) => `${region} shows ${item}`).join(", ");
  return `none: ${all}; the slowest write took ${seconds(slowestMs)}; ${isDeleted ? `cart-1 was deleted, and ${after}` : "cart-1 was not deleted"}`;
}

function itemText(item: Item): string {
  return Object.entries(item)
    .map(([name, value]) => `${name} ${Object.values(value).join(" ")}`)
    .join(", ");
}

function isSame(a: ItemVersion, b: ItemVersion): boolean {
  return a.stamp.atMs === b.stamp.atMs && a.stamp.region === b.stamp.region;
}
