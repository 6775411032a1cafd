/** What the head of a page has beside Starlight's own: its picture, the site's icons and manifest. */
import { defineRouteMiddleware } from "@astrojs/starlight/route-data";
import { hrefOf } from "./links.ts";
import { THEME_COLORS } from "./mark.ts";
import { cardAlt, cardHref, cardOf } from "./social.ts";

export const onRequest = defineRouteMiddleware(({ locals, site }) => {
  const { entry, head, lang } = locals.starlightRoute;
  const meta = (attrs: Record<string, string>) => head.push({ tag: "meta", attrs });
  const link = (attrs: Record<string, string>) => head.push({ tag: "link", attrs });

  link({ rel: "apple-touch-icon", href: hrefOf("/icons/apple-touch-icon.png") });
  link({ rel: "manifest", href: hrefOf("/manifest.webmanifest", lang === "ko" ? "ko" : "en") });
  for (const [scheme, content] of Object.entries(THEME_COLORS))
    meta({ name: "theme-color", media: `(prefers-color-scheme: ${scheme})`, content });

  if (/^(404|(ko\/)?offline)$/.test(entry.id)) {
    // They stand at many addresses, and none is worth finding.
    const ofItsAddress = new Set(["canonical", "alternate"]);
    locals.starlightRoute.head = head.filter(({ attrs }) => !ofItsAddress.has(String(attrs?.["rel"])));
    locals.starlightRoute.head.push({ tag: "meta", attrs: { name: "robots", content: "noindex" } });
    return;
  }
  const href = cardHref(entry);
  const alt = cardAlt(cardOf(entry));
  meta({ property: "og:image", content: site === undefined ? href : new URL(href, site).href });
  meta({ property: "og:image:type", content: "image/png" });
  meta({ property: "og:image:width", content: "1200" });
  meta({ property: "og:image:height", content: "630" });
  meta({ property: "og:image:alt", content: alt });
  meta({ name: "twitter:image:alt", content: alt });
});
