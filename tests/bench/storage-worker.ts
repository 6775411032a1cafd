/** One thread of the bench: runs its share of the random storage scenarios, once told to. */
import { parentPort } from "node:worker_threads";
import { runVolume } from "../../src/core/aurora/index.ts";
import { storageScenario } from "./kernel.ts";

interface Share {
  readonly from: number;
  readonly to: number;
}

parentPort?.on("message", ({ from, to }: Share) => {
  let eventCount = 0;
  for (let seed = from; seed < to; seed++) eventCount += runVolume(storageScenario(seed)).length;
  parentPort?.postMessage(eventCount);
});
