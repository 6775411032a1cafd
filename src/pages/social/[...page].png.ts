/** The picture of each page, made when the site is built. */
import type { APIRoute, GetStaticPaths } from "astro";
import { getCollection } from "astro:content";
import { cardOf, type Card } from "../../course/social.ts";
import { cardPng } from "../../publish/card.ts";

interface Props {
  readonly card: Card;
}

export const getStaticPaths = (async () => {
  const pages = (await getCollection("docs")).filter(({ id }) => !/^(404|(ko\/)?offline)$/.test(id));
  return pages.map((page) => ({ params: { page: page.id }, props: { card: cardOf(page) } satisfies Props }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = async ({ props }) =>
  new Response(await cardPng(props.card), { headers: { "content-type": "image/png" } });
