/** What a command was asked on its line. */
import { parseArgs, type ParseArgsConfig } from "node:util";
import { UsageError } from "./answers.ts";
import { nearest } from "./names.ts";

/** Takes a line apart. Throws `UsageError` with the usage behind it, and the nearest option where there is none of a name. */
export function argumentsIn<const Options extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: Options,
  usage: string,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const unknown = /Unknown option '(-+[^']+)'/.exec((error as Error).message)?.[1];
    if (unknown === undefined) throw new UsageError(`${(error as Error).message}\n\n${usage}`);
    const [closest] = nearest(unknown.replace(/^-+/, ""), Object.keys(options));
    throw new UsageError(`There is no option ${unknown}. The nearest: --${closest}.\n\n${usage}`);
  }
}
