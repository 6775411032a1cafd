/** What a system that installs the site is told of it: a file for each language, so that the app opens in the one it came from. */
import type { APIRoute, GetStaticPaths } from "astro";
import { getEntry } from "astro:content";
import { hrefOf } from "../course/links.ts";
import { THEME_COLORS } from "../course/mark.ts";
import type { Language } from "../course/registry.ts";
import { stringsFor } from "../course/strings.ts";
import { ICONS } from "../publish/icons.ts";

interface Props {
  readonly language: Language;
}

export const getStaticPaths = (() => [
  { params: { path: "manifest" }, props: { language: "en" } satisfies Props },
  { params: { path: "ko/manifest" }, props: { language: "ko" } satisfies Props },
]) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = async ({ props: { language } }) => {
  const words = stringsFor(language);
  const landing = await getEntry("docs", language === "ko" ? "ko" : "index");
  return Response.json({
    id: hrefOf("/", language),
    name: "Four of Six",
    short_name: "Four of Six",
    description: landing?.data.description,
    lang: language,
    start_url: hrefOf("/", language),
    // Both languages are in either app: its reader may change over.
    scope: hrefOf("/"),
    display: "standalone",
    theme_color: THEME_COLORS.dark,
    background_color: THEME_COLORS.dark,
    // What a long press on the icon offers.
    shortcuts: [
      { name: words.map, url: hrefOf("/map/", language) },
      { name: words.glossary, url: hrefOf("/glossary/", language) },
    ],
    icons: ICONS.map(({ name, size, purpose }) => ({
      src: hrefOf(`/icons/${name}.png`),
      sizes: `${size}x${size}`,
      type: "image/png",
      purpose,
    })),
  });
};
