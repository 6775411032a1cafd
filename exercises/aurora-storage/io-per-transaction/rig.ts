import {
  ioEventInEnglish,
  ioPerTransaction,
  runIoDesigns,
  runIoScript,
  type IoCounts,
  type IoPerTransaction,
  type IoScenario,
  type IoScript,
} from "four-of-six/aurora";
import { defineRig, fn, number, record } from "four-of-six/testing";

/** What an answer to this exercise exports. */
export type IoPerTransactionAnswer = IoPerTransaction;

const counts = record<IoCounts>({
  transactions: number,
  toStorage: record<IoCounts["toStorage"]>({
    redo: number,
    binlog: number,
    page: number,
    doubleWrite: number,
    metadata: number,
  }),
  databaseNode: number,
  toInstances: number,
  storage: number,
  perCopy: number,
  wireBytes: number,
});

export const rig = defineRig<IoPerTransactionAnswer, IoScript, IoScenario>({
  figure: "two-layers",
  seam: { mirroredIos: fn(counts), auroraIos: fn(counts) },
  reference: ioPerTransaction,
  unit: { run: (script, answer, into) => runIoScript(script, answer, into as never) },
  cluster: { run: (scenario, answer, into) => runIoDesigns(scenario, answer, into as never) },
  decides: ["node-counted", "copies-counted", "bytes-counted"],
  eventText: (event) => ioEventInEnglish(event as never),
});
