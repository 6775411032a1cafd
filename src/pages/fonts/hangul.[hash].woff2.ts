import type { APIRoute, GetStaticPaths } from "astro";
import { hangulFont } from "../../publish/hangul.ts";

export const getStaticPaths: GetStaticPaths = async () => [{ params: { hash: (await hangulFont()).hash } }];

export const GET: APIRoute = async () =>
  new Response((await hangulFont()).woff2, { headers: { "content-type": "font/woff2" } });
