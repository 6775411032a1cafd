/**
 * What `npm run grade` starts. Node keeps the compiled form of our modules beside the runner's, so that the second call
 * starts in a third of the time; everything else is in `grade-command.ts`. No TypeScript here: to take the types out of
 * one file Node would load what takes them out of all.
 */
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

enableCompileCache(fileURLToPath(new URL("../../.runner/modules", import.meta.url)));
await import("./grade-command.ts");
