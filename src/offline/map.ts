/** The line on the course map that says how much of the course is in this browser, and brings the rest. */
import { ask, container } from "./ask.ts";
import type { Kept, Told } from "./messages.ts";

export interface OfflineWords {
  readonly whole: string;
  readonly part: string;
  readonly butDatabase: string;
  readonly fetching: string;
  readonly full: string;
  readonly noRoom: string;
  readonly gone: string;
}

export function showKept(place: HTMLElement): void {
  const words = JSON.parse(place.dataset["words"] ?? "{}") as OfflineWords;
  const line = place.querySelector<HTMLElement>("[data-kept]");
  const button = place.querySelector("button");
  if (!line || !button || container === undefined || !import.meta.env.SERVICE_WORKER) return;

  let wasAsked = false;
  const show = ({ have, count, lacks, bytesToCome, isFetching, isFull }: Kept) => {
    const isWhole = have === count;
    const isAllBut = !isFetching && lacks.every((kind) => kind === "database");
    const text = isWhole ? words.whole : isAllBut ? words.butDatabase : isFetching ? words.fetching : words.part;
    const megabytes = Math.max(0.1, bytesToCome / 1e6).toFixed(bytesToCome < 1e6 ? 1 : 0);
    const values: Readonly<Record<string, string>> = { have: `${have}`, count: `${count}`, megabytes };
    const trouble = isFull ? words.full : wasAsked && !isFetching && !isWhole ? words.gone : "";
    line.textContent = `${text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "")} ${trouble}`.trim();
    button.hidden = isWhole || (isFetching && wasAsked);
    // Said aloud once it has ended, not file by file.
    line.setAttribute("aria-live", wasAsked && !isFetching ? "polite" : "off");
    place.hidden = false;
  };
  container.addEventListener("message", ({ data }: MessageEvent<Told>) => {
    if (data.kind === "kept" && data.language === document.documentElement.lang) show(data);
    // Of a worker that could not be installed there is no more to hear.
    if (data.kind === "full" && place.hidden) {
      line.textContent = words.noRoom;
      button.hidden = true;
      place.hidden = false;
    }
  });
  button.addEventListener("click", () => {
    wasAsked = true;
    // With the button the focus would go from the page.
    line.focus();
    button.hidden = true;
    // Or the browser may throw it away when it needs the room.
    void navigator.storage?.persist?.().catch(() => false);
    void ask(["course", "editor", "database"]);
  });
  void ask([]);
}
