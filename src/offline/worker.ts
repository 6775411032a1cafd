/**
 * The site's service worker: keeps what a reader opens, and the rest of the course as far as the page asks for it.
 *
 * A file whose name carries a hash is taken from the cache. Any other comes from the network, and from the cache when
 * there is none, except where everything that this version of the course needs is in the cache: then it comes from there
 * at once, and is asked for once more behind the reader's back. So a page from the cache never looks for files that the site
 * has replaced.
 *
 * A new version takes over as soon as it is installed. What the old one kept stays until all of the new one is there.
 */
import { clientsClaim, registerQuotaErrorCallback, setCacheNameDetails } from "workbox-core";
import { matchPrecache, precache } from "workbox-precaching";
import { registerRoute } from "workbox-routing";
import { CacheFirst, NetworkFirst, StaleWhileRevalidate, type Strategy } from "workbox-strategies";
import type { Language } from "../course/registry.ts";
import { cacheName } from "./caches.ts";
import { isHashed, type Asked, type Kept, type Kind, type OfflineFile, type Told } from "./messages.ts";

/** Put in where this is built (`build.ts`). */
declare const BASE: string;
declare const SHELL: readonly OfflineFile[];
declare const LISTS: Readonly<Record<Language, string>>;
declare const self: ServiceWorkerGlobalScope;

/** How long a page may take before an older one is shown. */
const PATIENCE_SECONDS = 4;
const AT_A_TIME = 3;
const TELL_EVERY = 5;
const LANGUAGES: readonly Language[] = ["en", "ko"];
const CACHE = cacheName("course", BASE);
/** On what was fetched for a list: the revision that the list names. */
const REVISION = "x-revision";

const ANY = { ignoreVary: true };
const common = { cacheName: CACHE, matchOptions: ANY };

type StrategyOptions = NonNullable<ConstructorParameters<typeof Strategy>[0]>;
type Plugin = NonNullable<StrategyOptions["plugins"]>[number];

const addressOf = (path: string) => new URL(BASE + path, location.origin).href;
const pathOf = (url: URL) => (url.pathname.startsWith(BASE) ? url.pathname.slice(BASE.length) : undefined);

/** A page's address and no more: with the slash at its end, and without what follows a "?". */
function keyOf(url: URL): string {
  const path = url.pathname.replace(/\/index\.html$/, "/");
  return url.origin + (/(\/|\.\w+)$/.test(path) ? path : `${path}/`);
}

const onlyTheAddress: Plugin = { cacheKeyWillBeUsed: async ({ request }) => keyOf(new URL(request.url)) };
const onlyWhatIsRight: Plugin = {
  cacheWillUpdate: async ({ response }) => (response.status === 200 && !response.redirected ? response : null),
};

/** What comes as it is kept stays one of its list. Of a page with another text the reader is told. */
const noticeChanges: Plugin = {
  cacheWillUpdate: async ({ request, response, event }) => {
    if (response.status !== 200 || response.redirected) return null;
    const old = await (await courseCache()).match(keyOf(new URL(request.url)), ANY);
    const [before, now] = await Promise.all([old?.text(), response.clone().text()]);
    if (before === now) return null;
    const { resultingClientId, clientId } = event as FetchEvent;
    const page = await self.clients.get(resultingClientId || clientId);
    if (request.mode === "navigate") page?.postMessage({ kind: "renewed" } satisfies Told);
    return response;
  },
};

const hashed = new CacheFirst({ ...common, plugins: [onlyTheAddress, onlyWhatIsRight] });
const fresh = new NetworkFirst({
  ...common,
  plugins: [onlyTheAddress, onlyWhatIsRight],
  networkTimeoutSeconds: PATIENCE_SECONDS,
});
const kept = new StaleWhileRevalidate({ ...common, plugins: [onlyTheAddress, noticeChanges] });

const courseCache = () => caches.open(CACHE);

setCacheNameDetails({ prefix: "", precache: cacheName("shell", BASE), suffix: "" });
precache(SHELL.filter(({ revision }) => revision !== undefined).map(({ path, revision = null }) => ({ url: BASE + path, revision }))); // prettier-ignore

self.addEventListener("install", (event) => {
  // Not among the pages of the shell, whose old revisions go at once: a page of the old version may still need them.
  const files = SHELL.filter(({ revision }) => revision === undefined);
  event.waitUntil(Promise.all(files.map(({ path }) => keep(event, addressOf(path)))));
  void self.skipWaiting();
});
clientsClaim();
// What a reader opens did not fit, or not even what comes with the worker: then it is not installed, and is asked nothing.
registerQuotaErrorCallback(async () => {
  isFull = true;
  await cleanUp(1);
  for (const page of await self.clients.matchAll({ type: "window", includeUncontrolled: true }))
    page.postMessage({ kind: "full" } satisfies Told);
});

registerRoute(
  ({ request, url, sameOrigin }) => sameOrigin && pathOf(url) !== undefined && request.destination === "document",
  async ({ event, request, url }) => {
    try {
      return await (await strategyFor(url)).handle({ event, request });
    } catch {
      const language = pathOf(url)?.startsWith("ko/") ? "ko/" : "";
      return (
        (await matchPrecache(keyOf(url))) ?? (await matchPrecache(addressOf(`${language}offline/`))) ?? Response.error()
      );
    }
  },
);
registerRoute(({ url, sameOrigin }) => sameOrigin && isHashed(pathOf(url) ?? ""), hashed);
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && /^(pagefind\/|mark\.svg$)/.test(pathOf(url) ?? ""),
  async ({ event, request, url }) => (await strategyFor(url)).handle({ event, request }),
);

self.addEventListener("message", (event) => {
  const served = serve(event.data as Asked, event);
  // The network is gone, or the browser keeps nothing. The next page asks again.
  event.waitUntil(served.catch(() => undefined));
});

/** Puts a file whose name carries a hash into the cache, if it is not there. Throws when it cannot be had. */
async function keep(event: ExtendableEvent, address: string): Promise<void> {
  const [response, done] = hashed.handleAll({ event, request: new Request(address) });
  const { ok, status } = await response;
  if (!ok) throw new Error(`${address}: ${status}`);
  await done;
}

async function strategyFor(url: URL): Promise<Strategy> {
  const address = keyOf(url);
  const revision = (await (await courseCache()).match(address, ANY))?.headers.get(REVISION);
  for (const language of revision ? LANGUAGES : []) {
    if ((await (await courseCache()).match(wholeMark(language))) === undefined) continue;
    const file = (await listOf(language)).find(({ path }) => addressOf(path) === address);
    if (file?.revision === revision) return kept;
  }
  return fresh;
}

/** Stands in the cache once everything that this device uses of a list is there. */
function wholeMark(language: Language): string {
  return `${addressOf(LISTS[language])}?whole`;
}

const lists = new Map<Language, Promise<readonly OfflineFile[]>>();

function listOf(language: Language): Promise<readonly OfflineFile[]> {
  const read = async () => {
    const address = addressOf(LISTS[language]);
    const cache = await courseCache();
    if ((await cache.match(address, ANY)) === undefined) await cache.add(address);
    return (await (await cache.match(address, ANY))?.json()) as readonly OfflineFile[];
  };
  const list = lists.get(language) ?? read();
  lists.set(language, list);
  list.catch(() => lists.delete(language));
  return list;
}

/** The files of a list that are not in the cache as the list has them, by path. */
async function missingOf(list: readonly OfflineFile[]): Promise<Map<string, OfflineFile>> {
  const cache = await courseCache();
  const here = new Set((await cache.keys()).map(({ url }) => url));
  const isHere = async ({ path, revision }: OfflineFile) =>
    here.has(addressOf(path)) &&
    (revision === undefined || (await cache.match(addressOf(path), ANY))?.headers.get(REVISION) === revision);
  const found = await Promise.all(list.map(isHere));
  return new Map(list.filter((_, index) => found[index] === false).map((file) => [file.path, file]));
}

/** What is being fetched of a language, for whichever page asked first. Others may add to it. */
interface Filling {
  readonly kinds: Set<Kind>;
  readonly done: Promise<void>;
}

const fillings = new Map<Language, Filling>();
let isFull = false;

async function serve({ language, uses, fetch, opened }: Asked, event: ExtendableMessageEvent): Promise<void> {
  await keepOpened(opened, event);
  const list = (await listOf(language)).filter(({ kind }) => uses.includes(kind));
  const running = fillings.get(language);
  for (const kind of running === undefined ? [] : fetch) running?.kinds.add(kind);
  if (running !== undefined) return running.done;

  const missing = await missingOf(list);
  const tell = async () => {
    const told: Kept = {
      kind: "kept",
      language,
      have: list.length - missing.size,
      count: list.length,
      lacks: [...new Set([...missing.values()].map(({ kind }) => kind))],
      bytesToCome: [...missing.values()].reduce((sum, { bytes }) => sum + bytes, 0),
      isFetching: fillings.has(language),
      isFull,
    };
    for (const page of await self.clients.matchAll({ type: "window" })) page.postMessage(told satisfies Told);
  };
  if (fetch.length > 0 && !fillings.has(language)) {
    const kinds = new Set(fetch);
    const done = fill(missing, kinds, tell).finally(() => fillings.delete(language));
    fillings.set(language, { kinds, done });
    await done.catch(() => undefined);
    // The database changes with its own releases only, and no page breaks when it is fetched late.
    if (![...missing.values()].some(({ kind }) => kind !== "database")) {
      await (await courseCache()).put(wholeMark(language), new Response(""));
      await cleanUp(2);
    }
  }
  await tell();
}

/** Fetches what is missing of some kinds, a few files at a time and behind whatever the page wants. Ends without a network. */
async function fill(missing: Map<string, OfflineFile>, kinds: ReadonlySet<Kind>, tell: () => Promise<void>) {
  const cache = await courseCache();
  const tried = new Set<OfflineFile>();
  // A new version waits for what the old one is doing, and fetches its own files.
  const isOld = () => self.registration.installing !== null || self.registration.waiting !== null;
  const next = () =>
    isOld() ? undefined : [...missing.values()].find((file) => kinds.has(file.kind) && !tried.has(file));
  const fetchOn = async () => {
    for (let file = next(); file !== undefined; file = next()) {
      tried.add(file);
      const { path, revision } = file;
      const options = { cache: revision === undefined ? "default" : "no-cache", priority: "low" } as const;
      const response = await fetch(addressOf(path), options);
      // Gone, when the site has changed in the meantime. The rest is as good as before.
      if (response.status !== 200 || response.redirected) continue;
      const headers = new Headers(response.headers);
      if (revision !== undefined) headers.set(REVISION, revision);
      try {
        await cache.put(addressOf(path), new Response(response.body, { headers }));
      } catch (error) {
        isFull = true;
        await cleanUp(1);
        throw error;
      }
      missing.delete(path);
      if (missing.size % TELL_EVERY === 0) await tell();
    }
  };
  isFull = false;
  await Promise.all(Array.from({ length: AT_A_TIME }, fetchOn));
}

/** What the first page had loaded before there was a worker: it comes from the browser's own cache. */
async function keepOpened(opened: readonly string[], event: ExtendableEvent): Promise<void> {
  for (const address of opened) {
    const path = pathOf(new URL(address));
    if (path === undefined) continue;
    if (isHashed(path)) await keep(event, address).catch(() => undefined);
    else if (/(^|\/)$/.test(path)) await fresh.handleAll({ event, request: new Request(address) })[1];
  }
}

/** Throws away what is in none of the newest lists of a language: pages that are still open may be of the one before. */
async function cleanUp(listCount: 1 | 2): Promise<void> {
  const cache = await courseCache();
  const addresses = (await cache.keys()).map(({ url }) => url);
  const keeps = new Set(SHELL.map(({ path }) => addressOf(path)));
  for (const language of LANGUAGES) {
    const newest = addressOf(LISTS[language]);
    const start = addressOf(`_astro/offline.${language}.`);
    // In the order in which they came.
    const before = addresses.filter((one) => one.startsWith(start) && one.endsWith(".json") && one !== newest);
    for (const address of [newest, ...(listCount === 2 ? before.slice(-1) : [])]) {
      const list = (await (await cache.match(address, ANY))?.json()) as readonly OfflineFile[] | undefined;
      for (const { path } of list ?? []) keeps.add(addressOf(path));
      keeps.add(address).add(wholeMark(language));
    }
  }
  await Promise.all(addresses.filter((one) => !keeps.has(one)).map((one) => cache.delete(one, ANY)));
}
