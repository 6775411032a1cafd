/** What the commands have in common: what is asked on their line, `--help`, and how wrong use ends. */
import { parseArgs, type ParseArgsConfig } from "node:util";
import { UsageError } from "./answers.ts";
import { nearest } from "./names.ts";

type Options = NonNullable<ParseArgsConfig["options"]> & { readonly help: { readonly type: "boolean" } };

/** What stands on a command's line: its options' values, and the rest in order. */
export type Asked<Some extends Options> = ReturnType<typeof argumentsIn<Some>>;

/** Takes a line apart. Throws `UsageError` with the usage behind it, and the nearest option where there is none of a name. */
function argumentsIn<const Some extends Options>(args: readonly string[], options: Some, usage: string) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const unknown = /Unknown option '(-+[^']+)'/.exec((error as Error).message)?.[1];
    if (unknown === undefined) throw new UsageError(`${(error as Error).message}\n\n${usage}`);
    const [closest] = nearest(unknown.replace(/^-+/, ""), Object.keys(options));
    throw new UsageError(`There is no option ${unknown}. The nearest: --${closest}.\n\n${usage}`);
  }
}

/**
 * Runs a command; what `main` gives is the exit code. Asked for help, it prints the usage. Wrong use is told on standard
 * error, and ends with 2.
 */
export async function runCommand<const Some extends Options>(
  options: Some,
  usage: string,
  main: (asked: Asked<Some>) => Promise<number>,
): Promise<void> {
  try {
    const asked = argumentsIn(process.argv.slice(2), options, usage);
    const { help } = asked.values as { readonly help?: boolean };
    if (help === true) process.stdout.write(usage);
    else process.exitCode = await main(asked);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
