/** Published in place of the service worker when there is to be none: it throws away what was kept, and then itself. */
import { belongsTo } from "./caches.ts";

declare const BASE: string;
declare const self: ServiceWorkerGlobalScope;

self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => {
  const remove = async () => {
    const names = (await caches.keys()).filter((name) => belongsTo(name, BASE));
    await Promise.all(names.map((name) => caches.delete(name)));
    await self.registration.unregister();
  };
  event.waitUntil(remove());
});
