/** What a system that installs the site is told of it. */
import type { APIRoute } from "astro";
import { hrefOf } from "../course/links.ts";
import { THEME_COLORS } from "../course/mark.ts";
import { stringsFor } from "../course/strings.ts";
import { ICONS } from "../publish/icons.ts";

const en = stringsFor("en");

export const GET: APIRoute = () =>
  Response.json({
    id: hrefOf("/"),
    name: "Four of Six",
    short_name: "Four of Six",
    description: "A free course on Amazon Aurora, RDS and DynamoDB that people learn by building.",
    lang: "en",
    start_url: hrefOf("/"),
    scope: hrefOf("/"),
    display: "standalone",
    theme_color: THEME_COLORS.dark,
    background_color: THEME_COLORS.dark,
    // What a long press on the icon offers.
    shortcuts: [
      { name: en.map, url: hrefOf("/map/") },
      { name: en.glossary, url: hrefOf("/glossary/") },
    ],
    icons: ICONS.map(({ name, size, purpose }) => ({
      src: hrefOf(`/icons/${name}.png`),
      sizes: `${size}x${size}`,
      type: "image/png",
      purpose,
    })),
  });
