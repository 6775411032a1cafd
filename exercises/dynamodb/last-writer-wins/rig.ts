import {
  globalTableEventInEnglish,
  lastWriterWins,
  runGlobalTable,
  runLastWriterWinsScript,
  type GlobalTableScenario,
  type ItemVersion,
  type LastWriterWins,
  type LastWriterWinsScript,
  type Stamp,
} from "four-of-six/dynamodb";
import { defineRig, fn, number, optional, record, text } from "four-of-six/testing";
import { itemShape } from "../item-shape.ts";

/** What an answer to this exercise exports. */
export type LastWriterWinsAnswer = LastWriterWins;

const version = record<ItemVersion>({
  stamp: record<Stamp>({ atMs: number, region: text }),
  item: optional(itemShape) as never,
});

export const rig = defineRig<LastWriterWinsAnswer, LastWriterWinsScript, GlobalTableScenario>({
  figure: "global-tables",
  seam: { stamp: fn(version), merge: fn(optional(version)), forget: fn(optional(version)) },
  reference: lastWriterWins,
  unit: { run: (script, answer, into) => runLastWriterWinsScript(script, answer, into as never) },
  cluster: { run: (scenario, answer, into) => runGlobalTable(scenario, answer, into as never) },
  decides: ["write-accepted", "version-arrived", "version-forgotten"],
  eventText: (event) => globalTableEventInEnglish(event as never),
});
