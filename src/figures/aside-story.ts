import type { AsideTrace } from "../core/dax/index.ts";

/** What a figure tells of a run with dozens of reads a second: what is stored and deleted, and who goes to the table. */
export function asideStory(trace: AsideTrace): AsideTrace {
  return trace.filter((event) => {
    switch (event.kind) {
      case "read-began":
      case "read-ended":
      case "call-lost":
        return false;
      case "cache-answered":
        return event.request.do === "replace" || (event.request.do !== "get" && event.answer.kind !== "refused");
      case "nothing-heard":
        return event.request.do !== "get";
      default:
        return true;
    }
  });
}
