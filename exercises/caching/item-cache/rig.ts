import {
  createItemCache,
  daxEventInEnglish,
  runDax,
  runItemCacheScript,
  type AttributeValue,
  type BatchAnswer,
  type CacheAnswer,
  type CreateItemCache,
  type DaxScenario,
  type Item,
  type ItemCache,
  type ItemCacheScript,
  type ItemKey,
} from "four-of-six/dax";
import {
  AnswerError,
  defineRig,
  fn,
  listOf,
  mechanism,
  optional,
  record,
  tagged,
  text,
  type Shape,
} from "four-of-six/testing";

/** What an answer to this exercise exports. */
export interface ItemCacheAnswer {
  readonly createItemCache: CreateItemCache;
}

/** The items of this exercise have strings and numbers. */
const value: Shape<AttributeValue> = {
  take(given, where) {
    const attribute = record<{ S: string | undefined; N: string | undefined }>({ S: optional(text), N: optional(text) }).take(given, where); // prettier-ignore
    if (attribute.S !== undefined) return { S: attribute.S };
    if (attribute.N !== undefined) return { N: attribute.N };
    throw new AnswerError(`${where} has neither S nor N; it has to be an attribute value as it was given.`);
  },
};

const item: Shape<Item> = {
  take(given, where) {
    if (typeof given !== "object" || given === null || Array.isArray(given))
      throw new AnswerError(`${where} gave no item; it has to give the item as it was told.`);
    return Object.fromEntries(
      Object.keys(given).map((name) => [name, value.take((given as Item)[name], `${where}.${name.slice(0, 80)}`)]),
    );
  },
};

/** Each key of the request is served or asked for: anything else an answer hears about in plain words. */
function checked(keys: readonly ItemKey[], answer: BatchAnswer): BatchAnswer {
  const named = [...answer.known.map(({ key }) => key), ...answer.ask];
  for (const key of keys)
    if (named.filter((name) => name === key).length !== 1)
      throw new AnswerError(`batchGet() has to name "${key}" once, in known or in ask.`);
  const stranger = named.find((name) => !keys.includes(name));
  if (stranger !== undefined)
    throw new AnswerError(`batchGet() names ${JSON.stringify(stranger.slice(0, 80))}, which was not asked for.`);
  return answer;
}

/**
 * Two things are not documented, and no comparison may depend on them: whether a key that is stored again counts as used,
 * and whether a delete leaves a negative entry. So whatever was stored is read back at once; and where a delete has left
 * nothing, the table says once more that there is no item.
 */
function inPlace({ createItemCache: create }: ItemCacheAnswer): CreateItemCache {
  return (options) => {
    const cache = create(options);
    return {
      get: (key, nowMs) => cache.get(key, nowMs),
      batchGet: (keys, nowMs) => checked(keys, cache.batchGet(keys, nowMs)),
      tableRead(key, found, mode, nowMs) {
        const evicted = cache.tableRead(key, found, mode, nowMs);
        if (mode === "eventual") cache.get(key, nowMs);
        return evicted;
      },
      tableWritten(key, now, nowMs) {
        const evicted = cache.tableWritten(key, now, nowMs);
        const isGone = cache.get(key, nowMs).kind === "miss" && now === undefined;
        return isGone ? (evicted ?? cache.tableRead(key, undefined, "eventual", nowMs)) : evicted;
      },
    };
  };
}

export const rig = defineRig<ItemCacheAnswer, ItemCacheScript, DaxScenario>({
  figure: "item-cache",
  seam: {
    createItemCache: fn(
      mechanism<ItemCache>({
        get: tagged<CacheAnswer, "kind">("kind", { item: { item }, "no-item": {}, miss: {} }),
        batchGet: record<BatchAnswer>({
          known: listOf(record<BatchAnswer["known"][number]>({ key: text, item: optional(item) })),
          ask: listOf(text),
        }),
        tableRead: optional(text),
        tableWritten: optional(text),
      }),
    ),
  },
  reference: { createItemCache },
  unit: { run: (script, answer, into) => runItemCacheScript(script, inPlace(answer), into as never) },
  cluster: { run: (scenario, answer, into) => runDax(scenario, { createItemCache: inPlace(answer) }, into as never) },
  decides: ["cache-answered", "cache-evicted", "cache-expired"],
  eventText: (event) => daxEventInEnglish(event as never),
});
