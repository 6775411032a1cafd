/** What the commands have in common: what is asked on their line, and how wrong use ends. */
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

/** Runs a command; what it gives is the exit code. Wrong use is told on standard error, and ends with 2. */
export async function runCommand(main: (args: readonly string[]) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
