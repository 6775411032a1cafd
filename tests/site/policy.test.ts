/** What the site's security policy lets through, and what it stops. All tests of this folder run under it. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { benchOf, exerciseFile, openFullEditor, openReader, pasteOver, siteUrl, visit, WRITE_PATH } from "./site.ts";

/** Notes whatever a policy stops, in the page and in its frames, and tells of it when asked. */
async function watchPolicy(page: Page): Promise<() => Promise<readonly string[]>> {
  const told: string[] = [];
  page.context().on("console", (message) => {
    if (/content security policy/i.test(message.text())) told.push(message.text());
  });
  await page.addInitScript(() => {
    const noted: string[] = [];
    Object.assign(window, { stoppedByPolicy: noted });
    addEventListener("securitypolicyviolation", (event) =>
      noted.push(`${event.effectiveDirective}: ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`),
    );
  });
  return async () => [
    ...told,
    ...(await page.evaluate(() => (window as unknown as { stoppedByPolicy: string[] }).stoppedByPolicy)),
  ];
}

test("a lesson is read, its figure played, its exercise solved and a word looked up, and nothing is stopped", async () => {
  const page = await openReader();
  const stopped = await watchPolicy(page);
  const answer = await page.goto(siteUrl + WRITE_PATH);
  expect(answer?.headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect(answer?.headers()["x-content-type-options"]).toBe("nosniff");

  const figure = page.locator("figure[data-figure]").first();
  await figure.scrollIntoViewIfNeeded();
  const slider = figure.getByRole("slider");
  await expect.poll(() => slider.isEnabled()).toBe(true);
  await figure.getByRole("button", { name: "Play", exact: true }).click();
  await expect.poll(() => slider.inputValue()).not.toBe("0");

  const bench = await benchOf(page);
  await openFullEditor(bench);
  await pasteOver(page, exerciseFile("aurora-storage/commit-tracker/solution.ts"));
  expect(await bench.run()).toMatch(/passed/i);

  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Search" }).first().click();
  await page.getByRole("textbox", { name: "Search" }).fill("quorum");
  await page.locator(".pagefind-ui__result-link").first().waitFor();
  expect(await stopped()).toEqual([]);
});

test("a script that gets into a page does not run there, with headers and without them", async () => {
  for (const withHeaders of [true, false]) {
    const page = await openReader();
    await page.route("**/*", async (route) => {
      const response = await route.fetch();
      if (!/text\/html/.test(response.headers()["content-type"] ?? "")) return route.fulfill({ response });
      const { "content-security-policy": policy = "", ...rest } = response.headers();
      const body = (await response.text()).replace(
        "</h1>",
        `</h1><script>document.title = "taken"</script><img src="data:," onerror="document.title = 'taken'">`,
      );
      return route.fulfill({
        response,
        body,
        headers: withHeaders ? { ...rest, "content-security-policy": policy } : rest,
      });
    });
    const stopped = await watchPolicy(page);
    await page.goto(siteUrl + WRITE_PATH, { waitUntil: "networkidle" });
    expect(await page.title()).toMatch(/Four of Six$/);
    const what = (await stopped()).filter((one) => /^script-src/.test(one)).map((one) => one.replace(/:.*/, ""));
    expect(new Set(what)).toEqual(new Set(["script-src-elem", "script-src-attr"]));
    // From a task of the page's own: what the browser's tools evaluate is let through.
    await page.evaluate(() => void setTimeout(() => setTimeout("document.title = 'taken'")));
    await expect.poll(async () => (await stopped()).some((one) => /^script-src: eval/.test(one))).toBe(true);
    expect(await page.title()).toMatch(/Four of Six$/);
  }
});

test("nobody can put a page of the site into a frame of theirs", async () => {
  const page = await visit("/");
  await page.evaluate(() =>
    document.body.append(Object.assign(document.createElement("iframe"), { src: location.href, id: "own" })),
  );
  const framed = await (await page.locator("#own").elementHandle())?.contentFrame();
  await expect.poll(() => framed?.url()).toMatch(/^chrome-error:/);
});
