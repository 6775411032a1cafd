import type { FigureBehaviour } from "../figures/figures.ts";
import type { Locale } from "./strings.ts";

/** How a figure's events read in the page's language; fetched only when there is a run to tell. */
export async function eventTextOf(figure: string, locale: Locale): Promise<(event: object) => string> {
  const { eventText, prepare }: FigureBehaviour =
    figure === "roll-call"
      ? (await import("../figures/roll-call-figures.ts")).ROLL_CALL_FIGURES["roll-call"]
      : figure === "copy-on-write-clone"
        ? (await import("../figures/clone-figures.ts")).CLONE_FIGURES[figure]
        : figure === "page-materialiser"
          ? (await import("../figures/page-figures.ts")).PAGE_FIGURES[figure]
          : figure === "two-layers"
            ? (await import("../figures/io-figures.ts")).IO_FIGURES[figure]
            : figure === "protection-groups"
              ? (await import("../figures/fleet-figures.ts")).FLEET_FIGURES[figure]
              : figure === "backtrack"
                ? (await import("../figures/backtrack-figures.ts")).BACKTRACK_FIGURES[figure]
                : figure === "failover" || figure === "endpoints"
                  ? (await import("../figures/cluster-figures.ts")).CLUSTER_FIGURES[figure]
                  : (await import("../figures/storage-figures.ts")).STORAGE_FIGURES["write-path"];
  await prepare?.(locale);
  return (event) => eventText(event as never, locale);
}
