/** On every page: brings the service worker once the page is idle, and says when there is a new version of the course. */
import { below } from "../course/links.ts";
import { ask, container } from "./ask.ts";
import { WORKER_FILE, type Told } from "./messages.ts";

/** Browsers that do not tell of their connection have none of it. */
interface Connection {
  readonly saveData?: boolean;
  readonly type?: string;
  readonly effectiveType?: string;
}

/** The rest of the course comes by itself only where bytes are cheap. */
function isCheap({ saveData, type, effectiveType = "4g" }: Connection = {}): boolean {
  return !saveData && type !== "cellular" && effectiveType === "4g";
}

function sayThatItIsNew(): void {
  const place = document.querySelector("[data-renewed]");
  const line = place?.querySelector("template");
  if (line) place?.replaceChildren(line.content);
  place?.querySelector("button")?.addEventListener("click", () => location.reload());
}

async function start(workers: ServiceWorkerContainer): Promise<void> {
  const isFirst = workers.controller === null;
  if (!isFirst) workers.addEventListener("controllerchange", sayThatItIsNew);
  workers.addEventListener("message", ({ data }: MessageEvent<Told>) => {
    if (data.kind === "renewed") sayThatItIsNew();
  });
  if (document.readyState !== "complete") await new Promise((loaded) => addEventListener("load", loaded));
  await new Promise((idle) => (window.requestIdleCallback ?? setTimeout)(idle));
  await workers.register(below(import.meta.env.BASE_URL, `/${WORKER_FILE}`), { updateViaCache: "none" });
  const { connection } = navigator as { readonly connection?: Connection };
  const opened = isFirst ? [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)] : [];
  await ask(isCheap(connection) ? ["course", "editor"] : [], opened);
}

// A browser that allows none, or a worker that does not install, leaves a page that works.
if (container && import.meta.env.SERVICE_WORKER) void start(container).catch(() => undefined);
// The built site may have been served at this address before.
else void container?.getRegistrations().then((all) => all.forEach((one) => void one.unregister()));
