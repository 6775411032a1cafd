import { checkFaults, type Fault } from "../kernel/faults.ts";
import { frozen } from "../kernel/frozen.ts";
import { ScenarioError, checkLatency, type Millis } from "../kernel/index.ts";
import type { Latency } from "../kernel/latency.ts";
import type { ScheduleOf } from "../kernel/nemesis.ts";
import type { Item } from "./attribute-value.ts";
import { addDecimals, parseDecimal, printDecimal } from "./decimal.ts";
import type { GlobalTableMode } from "./global-table-trace.ts";
import type { RegionId } from "./last-writer-wins.ts";
import { DYNAMODB_LIMITS } from "./limits.ts";

/** Where and when the application of a Region does something. */
interface At {
  readonly atMs: Millis;
  readonly region: RegionId;
}

/** Something that an application asks for, or that happens to a clock. Items are written without their key. */
export type GlobalTableStep =
  /** PutItem; with `ifNotExists` only where the Region has no such item. */
  | ({ readonly kind: "put"; readonly key: string; readonly item: Item; readonly ifNotExists?: boolean } & At)
  | ({ readonly kind: "delete"; readonly key: string } & At)
  /** UpdateItem with ADD: a number of the item as the Region has it becomes larger by so much. */
  | ({ readonly kind: "add"; readonly key: string; readonly attribute: string; readonly by: number } & At)
  /** TransactWriteItems: all of these puts or none. In MREC only. */
  | ({ readonly kind: "transact"; readonly puts: readonly { readonly key: string; readonly item: Item }[] } & At)
  | ({ readonly kind: "read"; readonly key: string; readonly isStrong: boolean } & At)
  /** From now on the Region's clock is ahead by so much, or behind. */
  | ({ readonly kind: "clock"; readonly skewMs: Millis } & At);

/** What a nemesis may do to a global table besides faults. */
export type GlobalTableNemesisStep = Extract<GlobalTableStep, { readonly kind: "put" | "delete" | "clock" }>;
/** What goes wrong in a global table. */
export type GlobalTableSchedule = ScheduleOf<GlobalTableNemesisStep>;

/** A global table and what happens to it, as data. The same scenario gives the same trace. */
export interface GlobalTableScenario {
  readonly seed: number;
  readonly mode: GlobalTableMode;
  /** MREC: two to four. MRSC: three, or two and the witness. */
  readonly regions: readonly RegionId[];
  /** MRSC: holds what is written, and takes no reads and writes. */
  readonly witness?: RegionId;
  /** In any order. The first write is w1 in the trace, the second w2. */
  readonly workload: readonly GlobalTableStep[];
  /** A Region is a zone, and its replica a node of the same name; its application is the node `app-` and the name. */
  readonly faults: readonly Fault[];
  /** The run ends here. At most ten minutes. */
  readonly untilMs: Millis;
  readonly model?: Partial<GlobalTableModel>;
}

/** What no source fixes. */
export interface GlobalTableModel {
  /** A write that another Region has not acknowledged for so long is sent again. */
  readonly retryMs: Millis;
  /** So often a Region tells the others how far it is. */
  readonly progressMs: Millis;
  /** An application that has heard nothing for so long does not know. */
  readonly clientTimeoutMs: Millis;
  /** MRSC: a Region that has promised a key to somebody's write gives it to another after so long. */
  readonly promiseMs: Millis;
  /** Between an application and its Region's replica. */
  readonly sameZone: Latency;
  /** Between Regions, one way. */
  readonly crossZone: Latency;
}

/** Model figures: no source gives any of them but that replication typically takes less than a second. */
export const GLOBAL_TABLE_MODEL: GlobalTableModel = frozen({
  retryMs: 1_500,
  progressMs: 1_000,
  clientTimeoutMs: 2_500,
  promiseMs: 2_000,
  sameZone: [
    [0, 1],
    [0.9, 3],
    [1, 8],
  ],
  crossZone: [
    [0, 120],
    [0.5, 300],
    [0.95, 600],
    [1, 950],
  ],
});

/** Replicas of a run with eventual consistency. The service's own limit is the number of Regions that have DynamoDB. */
export const EVENTUAL_REGION_COUNT_MAX = 4;
const UNTIL_MS_MAX: Millis = 600_000;

/** The application of a Region. */
export const applicationOf = (region: RegionId) => `app-${region}`;

/** What a write makes of the item that it finds, or why it does not. */
export function changed(
  step: Extract<GlobalTableStep, { readonly kind: "put" | "delete" | "add" }>,
  before: Item | undefined,
): { readonly item: Item | undefined } | "ConditionalCheckFailedException" {
  switch (step.kind) {
    case "put":
      if (step.ifNotExists === true && before !== undefined) return "ConditionalCheckFailedException";
      return { item: step.item };
    case "delete":
      return { item: undefined };
    case "add": {
      const value = before?.[step.attribute];
      const number = value !== undefined && "N" in value ? value.N : "0";
      const sum = printDecimal(addDecimals(parseDecimal(number), parseDecimal(String(step.by))));
      return { item: { ...before, [step.attribute]: { N: sum } } };
    }
    default:
      return step satisfies never;
  }
}

/** Throws `ScenarioError`, naming the field, unless the scenario makes sense. */
export function checkGlobalTable({
  mode,
  regions,
  witness,
  workload,
  faults,
  untilMs,
  model,
}: GlobalTableScenario): void {
  const all = witness === undefined ? regions : [...regions, witness];
  if (new Set(all).size !== all.length || all.includes(""))
    throw new ScenarioError("regions", "different names, none empty", all);
  const strongCount = DYNAMODB_LIMITS.strongRegions.value;
  if (mode === "MRSC" && all.length !== strongCount)
    throw new ScenarioError("regions", "three Regions, or two and a witness", all);
  if (mode === "MREC" && (witness !== undefined || all.length < 2 || all.length > EVENTUAL_REGION_COUNT_MAX))
    throw new ScenarioError("regions", `from 2 to ${EVENTUAL_REGION_COUNT_MAX} Regions, and no witness`, all);
  if (!(untilMs >= 0 && untilMs <= UNTIL_MS_MAX))
    throw new ScenarioError("untilMs", `a time from 0 to ${UNTIL_MS_MAX} ms`, untilMs);
  workload.forEach((step, index) => checkStep(step, `workload[${index}]`, mode, regions));
  checkFaults(faults, { zones: all, nodes: [...all, ...regions.map(applicationOf)] });
  const { sameZone, crossZone, ...times } = { ...GLOBAL_TABLE_MODEL, ...model };
  for (const [name, value] of Object.entries(times)) {
    if (!(value > 0 && value < Infinity)) throw new ScenarioError(`model.${name}`, "more than 0 ms", value);
  }
  checkLatency(sameZone, "model.sameZone");
  checkLatency(crossZone, "model.crossZone");
}

const SKEW_MS_MAX: Millis = 3_600_000;

function checkStep(step: GlobalTableStep, field: string, mode: GlobalTableMode, regions: readonly RegionId[]): void {
  if (!(step.atMs >= 0 && step.atMs < Infinity))
    throw new ScenarioError(`${field}.atMs`, "a time from 0 ms on", step.atMs);
  if (!regions.includes(step.region))
    throw new ScenarioError(`${field}.region`, `one of ${regions.join(", ")}`, step.region);
  if (step.kind === "clock") {
    if (!(Math.abs(step.skewMs) <= SKEW_MS_MAX))
      throw new ScenarioError(`${field}.skewMs`, `at most ${SKEW_MS_MAX} ms either way`, step.skewMs);
    return;
  }
  if (step.kind === "transact") {
    if (mode === "MRSC") throw new ScenarioError(`${field}.kind`, "no transaction: our model has them in MREC only", step.kind); // prettier-ignore
    if (new Set(step.puts.map(({ key }) => key)).size !== step.puts.length || step.puts.length === 0)
      throw new ScenarioError(`${field}.puts`, "at least one, and each key once", step.puts);
  } else if (step.key === "") throw new ScenarioError(`${field}.key`, "a key", step.key);
  if (step.kind === "add" && !Number.isSafeInteger(step.by))
    throw new ScenarioError(`${field}.by`, "a whole number", step.by);
}
