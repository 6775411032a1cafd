/**
 * An answer and the run in which it breaks, as the fragment of an address: nothing of it goes to any server. The text is
 * JSON, deflated, in base64url, so that a chat or a mail leaves it whole.
 */
import { UnreadableError, type Refusal } from "./unreadable.ts";

/** What a link carries. */
export interface SharedAnswer {
  /** `part/slug` */
  readonly exercise: string;
  /** Of the exercise's suite, as the site names its file: another one may judge otherwise. */
  readonly version: string;
  readonly answer: string;
  /** The run that shows what is wrong with it, if there is one. */
  readonly run?: { readonly name: "unit" | "cluster"; readonly check: string; readonly scenario: unknown };
}

const SENTENCES = {
  "not-ours": "This link carries no answer of Four of Six.",
  newer: "This link was made by a newer version of the course. Update this one, then open it again.",
  damaged: "This link is damaged: a part of it is missing, or was changed. Ask for it again.",
} as const;

export class LinkError extends UnreadableError {
  override readonly name = "LinkError";

  constructor(refusal: Refusal) {
    super(refusal, SENTENCES);
  }
}

const MARK = "try";
const VERSION = 1;
/** An answer is at most 256 KB, and a run a little more. A link that swells to more was not made by us. */
const BYTES_MAX = 1_000_000;

/** The fragment, with its "#". The exercise's slug stands in front, where a page finds it before anything is unpacked. */
export async function fragmentOf(shared: SharedAnswer): Promise<string> {
  const slug = shared.exercise.slice(shared.exercise.indexOf("/") + 1);
  return `#${MARK}=${slug}.${VERSION}.${await packed(shared)}`;
}

/** Whether an address carries an answer at all. */
export function carriesAnswer(address: string): boolean {
  return address.includes(`#${MARK}=`);
}

/** Reads a whole address or a fragment. Throws `LinkError`. */
export async function sharedIn(address: string): Promise<SharedAnswer> {
  if (!carriesAnswer(address)) throw new LinkError("not-ours");
  const shared = await payloadOf(address, MARK, VERSION);
  if (isShared(shared.value)) return shared.value;
  throw new LinkError("damaged");
}

/** Data as the last part of a fragment. */
export async function packed(value: unknown): Promise<string> {
  const bytes = await through(new TextEncoder().encode(JSON.stringify(value)), new CompressionStream("deflate-raw"));
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** What stands behind `#<mark>=` in an address: a name, the version of what follows, and packed data. Throws `LinkError`. */
export async function payloadOf(
  address: string,
  mark: string,
  version: number,
): Promise<{ readonly name: string; readonly value: unknown }> {
  const payload = address.slice(address.indexOf(`#${mark}=`) + mark.length + 2).trim();
  const [, name, its, text] = /^([\w-]+)\.(\d{1,6})\.([\w-]+)$/.exec(payload) ?? [];
  if (name === undefined || its === undefined || text === undefined) throw new LinkError("damaged");
  if (Number(its) > version) throw new LinkError("newer");
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const unpacked = await through(bytes, new DecompressionStream("deflate-raw"));
    return { name, value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(unpacked)) };
  } catch {
    // Whatever it was, what came is not what was sent.
    throw new LinkError("damaged");
  }
}

function isShared(value: unknown): value is SharedAnswer {
  const isObject = (one: unknown): one is Record<string, unknown> => typeof one === "object" && one !== null;
  if (!isObject(value)) return false;
  const { exercise, version, answer, run } = value;
  const isRun =
    run === undefined ||
    (isObject(run) && (run["name"] === "unit" || run["name"] === "cluster") && typeof run["check"] === "string");
  return typeof exercise === "string" && typeof version === "string" && typeof answer === "string" && isRun;
}

/** Compresses or decompresses. Throws when what comes out is too much. */
async function through(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream) {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > BYTES_MAX) {
      await reader.cancel();
      throw new RangeError("too much");
    }
    parts.push(value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
