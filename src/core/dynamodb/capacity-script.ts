/**
 * The capacity units alone, asked one thing after the other: how large an item is, and what reads and writes of so many
 * bytes cost.
 */
import { ScenarioError, Simulation, type Timed, type Trace } from "../kernel/index.ts";
import type { Item } from "./attribute-value.ts";
import type { CapacityUnits, ReadMode, WriteMode } from "./capacity-units.ts";

/** One question. */
export type CapacityQuestion =
  | { readonly kind: "size"; readonly item: Item }
  /** `together`: the sizes of one result of a Query or Scan; otherwise items that were read one by one. */
  | { readonly kind: "read"; readonly sizes: readonly number[]; readonly mode: ReadMode; readonly together: boolean }
  | { readonly kind: "write"; readonly before: number; readonly after: number; readonly mode: WriteMode };

/** Questions in their order. */
export type CapacityScript = readonly CapacityQuestion[];

/** What was asked, and the answer. */
export type CapacityEvent =
  | { readonly kind: "item-sized"; readonly item: Item; readonly bytes: number }
  | {
      readonly kind: "read-counted";
      readonly sizes: readonly number[];
      readonly mode: ReadMode;
      readonly together: boolean;
      readonly units: number;
    }
  | {
      readonly kind: "write-counted";
      readonly before: number;
      readonly after: number;
      readonly mode: WriteMode;
      readonly units: number;
    };

/** Asks the questions in their order, a millisecond apart. */
export function runCapacityScript(
  script: CapacityScript,
  units: CapacityUnits,
  into?: Timed<CapacityEvent>[],
): Trace<CapacityEvent> {
  const simulation = new Simulation<CapacityEvent>({ seed: 0, trace: into });
  script.forEach((question, index) => {
    if (question.kind === "read" && !question.sizes.every((size) => size >= 0 && Number.isInteger(size)))
      throw new ScenarioError(`script[${index}].sizes`, "whole numbers of bytes from 0 on", question.sizes);
    simulation.at(index, () => simulation.record(answered(question, units)));
  });
  simulation.runToEnd();
  return simulation.trace;
}

function answered(question: CapacityQuestion, units: CapacityUnits): CapacityEvent {
  switch (question.kind) {
    case "size":
      return { kind: "item-sized", item: question.item, bytes: units.itemSize(question.item) };
    case "read": {
      const { sizes, mode, together } = question;
      return { kind: "read-counted", sizes, mode, together, units: units.readUnits(sizes, mode, together) };
    }
    case "write": {
      const { before, after, mode } = question;
      return { kind: "write-counted", before, after, mode, units: units.writeUnits(before, after, mode) };
    }
  }
}
