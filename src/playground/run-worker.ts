/** Runs scenarios where a page does not have to wait for them. Whoever started it ends it when it takes too long. */
import { answerTo, type Asked, type Said } from "./answer.ts";

const say = (said: Said) => postMessage(said);

addEventListener("message", ({ data }: MessageEvent<Asked>) => say(answerTo(data)));
say({ said: "ready" });
