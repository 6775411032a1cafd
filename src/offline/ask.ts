/** A page's side of the service worker. */
import type { Language } from "../course/registry.ts";
import { hasFullEditor } from "../workbench/full-editor.ts";
import type { Asked, Kind } from "./messages.ts";

/** Undefined where pages have come without https. */
export const container: ServiceWorkerContainer | undefined = navigator.serviceWorker;

/** Asks the worker, once there is one, to fetch files of these kinds, and to say how much is there. */
export async function ask(fetch: readonly Kind[], opened: readonly string[] = []): Promise<void> {
  const language: Language = document.documentElement.lang === "ko" ? "ko" : "en";
  const uses: readonly Kind[] = hasFullEditor() ? ["course", "editor", "database"] : ["course", "database"];
  (await container?.ready)?.active?.postMessage({ language, uses, fetch, opened } satisfies Asked);
}
