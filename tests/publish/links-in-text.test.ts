import { satteri } from "@astrojs/markdown-satteri";
import { expect, it } from "vitest";
import { linksInText } from "../../src/publish/links-in-text.ts";

const TEXT = `
[a lesson](/caching/item-cache/#hits), [한국어](/ko/), [the start](/), [by reference][one]

> [in a quotation](/start/)

[of this page](#hits), [outside](https://example.org/a/), [of any scheme](//example.org/), [a mail](mailto:a@example.org)

[one]: /dynamodb/items/
`;

async function hrefs(base: string): Promise<readonly string[]> {
  const renderer = await satteri({ hastPlugins: [linksInText(base)] }).createRenderer({});
  const { code } = await renderer.render(TEXT);
  return [...code.matchAll(/href="([^"]*)"/g)].map(([, href = ""]) => href);
}

it("puts the base path before links to the site's own pages, and before no others", async () => {
  expect(await hrefs("/course/")).toEqual([
    "/course/caching/item-cache/#hits",
    "/course/ko/",
    "/course/",
    "/course/dynamodb/items/",
    "/course/start/",
    "#hits",
    "https://example.org/a/",
    "//example.org/",
    "mailto:a@example.org",
  ]);
});

it("leaves them as they are at the root", async () => {
  expect((await hrefs("/")).slice(0, 3)).toEqual(["/caching/item-cache/#hits", "/ko/", "/"]);
});
