/** The mark as systems want it that take no SVG. */
import type { APIRoute, GetStaticPaths } from "astro";
import { ICONS, iconPng, type Icon } from "../../publish/icons.ts";

interface Props {
  readonly icon: Icon;
}

export const getStaticPaths = (() =>
  ICONS.map((icon) => ({ params: { name: icon.name }, props: { icon } satisfies Props }))) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = async ({ props }) =>
  new Response(await iconPng(props.icon), { headers: { "content-type": "image/png" } });
