/**
 * What is said at the seam in one run: each call that the simulator makes of an answer, and the reply. A run is a function
 * of its scenario and of the replies, so an answer that gives the same replies as one that passed goes through its run:
 * the simulator need not run again to see how that ends. Where a reply differs, the simulator comes in late. It is given
 * the replies so far without asking for them again, and from there on the answer itself: an answer is asked the same in
 * the same order either way, so whatever it keeps between calls is the same, too.
 */
import { isSameData } from "../core/kernel/trace.ts";
import { frozenCopy } from "./seam.ts";

/**
 * Which object is called (0: the answer; then those that it returned, in their order), by which name, with what, and what
 * it replies, if anything; with `RETURNS_OBJECT` after that where it is an object with methods.
 */
export type Exchange = readonly [
  of: number,
  name: string,
  args: readonly unknown[],
  reply?: unknown,
  returnsObject?: typeof RETURNS_OBJECT,
];

export type Dialogue = readonly Exchange[];

const RETURNS_OBJECT = 1;

type Called = Readonly<Record<string, unknown>>;
type Method = (...args: readonly unknown[]) => unknown;

/** An answer to run in another's place, and what has been said then: undefined if that is not all that went between them. */
export function overheard<Answer extends object>(answer: Answer): { answer: Answer; said(): Dialogue | undefined } {
  const exchanges: Exchange[] = [];
  let isAll = true;
  let objectCount = 0;
  const hear = (object: Called): Called => {
    const of = objectCount++;
    // Nobody sees when data is read.
    isAll &&= Object.values(object).every((value) => typeof value === "function");
    return withMethods(object, (method, name) => (...args) => {
      // Whoever asks may change its own later.
      const asked = args.map(frozenCopy);
      let reply: unknown;
      try {
        reply = method(...args);
      } catch (error) {
        isAll = false;
        throw error;
      }
      if (hasMethods(reply)) {
        exchanges.push([of, name, asked, null, RETURNS_OBJECT]);
        return hear(reply);
      }
      exchanges.push(reply === undefined ? [of, name, asked] : [of, name, asked, frozenCopy(reply)]);
      return reply;
    });
  };
  return { answer: hear(answer as Called) as Answer, said: () => (isAll ? exchanges : undefined) };
}

/**
 * Says the simulator's part to an answer. Undefined when every reply was as it stands there; otherwise the answer for the
 * simulator to run with: what it has replied already it is not asked again.
 */
export function parted<Answer extends object>(answer: Answer, dialogue: Dialogue): Answer | undefined {
  const objects: Called[] = [answer as Called];
  const replies: unknown[] = [];
  for (const exchange of dialogue) {
    // By index: this is walked thousands of times by an engine that has hardly seen it, and patterns are slow there.
    const method = (objects[exchange[0]] as Called)[exchange[1]] as Method;
    let reply: unknown;
    try {
      reply = method(...exchange[2]);
    } catch (error) {
      return goingOn(answer, replies, { error });
    }
    replies.push(reply);
    const isObject = hasMethods(reply);
    if (isObject) objects.push(reply as Called);
    const isSame = isObject ? exchange[4] === RETURNS_OBJECT : isSameData(reply, exchange[3]);
    if (!isSame) return goingOn(answer, replies);
  }
  return undefined;
}

/** First these replies, and what was thrown after them, whatever it is asked; then its own. */
function goingOn<Answer extends object>(
  answer: Answer,
  replies: readonly unknown[],
  thrown?: { readonly error: unknown },
): Answer {
  let count = 0;
  const resumed = (object: Called): Called =>
    withMethods(object, (method) => (...args) => {
      const index = count++;
      if (index < replies.length) return hasMethods(replies[index]) ? resumed(replies[index]) : replies[index];
      if (index === replies.length && thrown !== undefined) throw thrown.error;
      return method(...args);
    });
  return resumed(answer as Called) as Answer;
}

function withMethods(object: Called, other: (method: Method, name: string) => Method): Called {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [
      name,
      typeof value === "function" ? other(value as Method, name) : value,
    ]),
  );
}

function hasMethods(value: unknown): value is Called {
  if (typeof value !== "object" || value === null) return false;
  for (const name in value) return typeof (value as Called)[name] === "function";
  return false;
}
