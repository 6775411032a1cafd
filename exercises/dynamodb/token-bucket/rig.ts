import {
  createTokenBucket,
  runThroughput,
  runTokenBucketScript,
  throughputEventInEnglish,
  type CreateTokenBucket,
  type ThroughputScenario,
  type TokenBucket,
  type TokenBucketScript,
} from "four-of-six/dynamodb";
import { defineRig, fn, mechanism, nothing, number, truth } from "four-of-six/testing";

/** What an answer to this exercise exports. */
export interface TokenBucketAnswer {
  readonly createTokenBucket: CreateTokenBucket;
}

export const rig = defineRig<TokenBucketAnswer, TokenBucketScript, ThroughputScenario>({
  figure: "throughput",
  seam: {
    createTokenBucket: fn(
      mechanism<TokenBucket>({ available: number, take: truth, takeUpTo: number, setRate: nothing }),
    ),
  },
  reference: { createTokenBucket },
  unit: { run: (script, answer, into) => runTokenBucketScript(script, answer.createTokenBucket, into as never) },
  cluster: { run: (scenario, answer, into) => runThroughput(scenario, answer.createTokenBucket, into as never) },
  decides: [
    "bucket-looked-into",
    "request-answered",
    "units-handed-out",
    "bucket-rate-set",
    "table-served",
    "throttling-began",
    "throttling-ended",
    "partition-boosted",
  ],
  eventText: (event) => throughputEventInEnglish(event as never),
  timeText: (atMs) => `${atMs / 1_000} s`,
});
