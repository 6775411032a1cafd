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
  if (!line) return;
  place?.replaceChildren(line.content);
  place?.querySelector("button")?.addEventListener("click", () => location.reload());
}

/** Once the new version's worker is there or has failed: after "Reload" it is the one that is asked. */
async function sayOnceInstalled(workers: ServiceWorkerContainer): Promise<void> {
  const registration = await workers.ready;
  await registration.update().catch(() => undefined);
  const { installing } = registration;
  if (installing) await new Promise((settled) => installing.addEventListener("statechange", settled));
  sayThatItIsNew();
}

async function start(workers: ServiceWorkerContainer): Promise<void> {
  const isFirst = workers.controller === null;
  const fill = (opened: readonly string[] = []) => {
    const { connection } = navigator as { readonly connection?: Connection };
    return ask(isCheap(connection) ? ["course", "editor"] : [], opened);
  };
  if (!isFirst)
    workers.addEventListener("controllerchange", () => {
      sayThatItIsNew();
      void fill();
    });
  workers.addEventListener("message", ({ data }: MessageEvent<Told>) => {
    if (data.kind === "renewed") void sayOnceInstalled(workers);
  });
  if (document.readyState !== "complete") await new Promise((loaded) => addEventListener("load", loaded));
  await new Promise((idle) => (window.requestIdleCallback ?? setTimeout)(idle));
  await workers.register(below(import.meta.env.BASE_URL, `/${WORKER_FILE}`), { updateViaCache: "none" });
  await fill(isFirst ? [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)] : []);
}

// A browser that allows none, or a worker that does not install, leaves a page that works.
if (container && import.meta.env.SERVICE_WORKER) void start(container).catch(() => undefined);
// The built site may have been served at this address before.
else void container?.getRegistrations().then((all) => all.forEach((one) => void one.unregister()));
