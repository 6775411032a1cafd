import type { HastPluginDefinition } from "satteri";
import { below } from "../course/links.ts";

/** Lets lessons link to pages as `/part/lesson/`, wherever the site will lie. */
export function linksInText(base: string): HastPluginDefinition {
  return {
    name: "links-in-text",
    element: [
      {
        filter: ["a"],
        visit(node, context) {
          const { href } = node.properties;
          if (typeof href === "string" && /^\/(?!\/)/.test(href)) context.setProperty(node, "href", below(base, href));
        },
      },
    ],
  };
}
