/** The page's PostgreSQL: a worker from the site's own files, one for the page, started by the first run that wants it. */
import { PostgresLink, type PostgresWord } from "./link.ts";

const links = new Map<string, PostgresLink>();

/** `url`: where `worker.ts` lies on the site. */
export function browserPostgres(url: string): PostgresLink {
  const link =
    links.get(url) ??
    new PostgresLink(({ onWord, onEnd }) => {
      const worker = new Worker(url, { type: "module", name: "postgres" });
      worker.onmessage = ({ data }: MessageEvent<PostgresWord>) => onWord(data);
      worker.onerror = (event) => {
        event.preventDefault();
        onEnd(event.message ?? "its script could not be loaded");
      };
      return { post: (call) => worker.postMessage(call), end: () => worker.terminate() };
    });
  links.set(url, link);
  return link;
}
