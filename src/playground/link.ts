/** A figure with a scenario as the fragment of an address, packed as the links to answers are. */
import { KIND_OF, type FigureName } from "../figures/kinds.ts";
import { LinkError, packed, payloadOf } from "../progress/link.ts";

export interface SharedScenario {
  readonly figure: FigureName;
  /** As it was typed. */
  readonly text: string;
}

const MARK = "scenario";
const VERSION = 1;

/** The fragment, with its "#". */
export async function fragmentOf({ figure, text }: SharedScenario): Promise<string> {
  return `#${MARK}=${figure}.${VERSION}.${await packed(text)}`;
}

export function carriesScenario(address: string): boolean {
  return address.includes(`#${MARK}=`);
}

/** Reads an address that carries a scenario. Throws `LinkError`. */
export async function scenarioIn(address: string): Promise<SharedScenario> {
  const { name, value } = await payloadOf(address, MARK, VERSION);
  if (!isFigure(name) || typeof value !== "string") throw new LinkError("damaged");
  return { figure: name, text: value };
}

/** The figure that a broken link still names. */
export function figureIn(address: string): FigureName | undefined {
  const name = new RegExp(`#${MARK}=([\\w-]+)`).exec(address)?.[1] ?? "";
  return isFigure(name) ? name : undefined;
}

export function isFigure(name: string): name is FigureName {
  return Object.hasOwn(KIND_OF, name);
}
