/** Nothing leaves the site, and nothing at all leaves the place where answers run. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { benchOf, exerciseFile, FIRST_LESSON, openFullEditor, openReader, siteUrl, visit, WRITE_PATH } from "./site.ts";

/** Somebody who would like to be called. */
let outside: Server;
let outsideUrl: string;
let calls: string[] = [];

beforeAll(async () => {
  outside = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`);
    response.writeHead(200, { "access-control-allow-origin": "*", "content-type": "text/javascript" }).end("");
  });
  outside.on("upgrade", (request, socket) => {
    calls.push(`upgrade ${request.url}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => outside.listen(0, "127.0.0.1", resolve));
  outsideUrl = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
});
afterAll(() => void outside.close());
beforeEach(() => (calls = []));

test("a whole visit asks nobody but the site", async () => {
  const page = await openReader({
    kept: { "aurora-storage/commit-tracker": exerciseFile("aurora-storage/commit-tracker/mistakes/vdl-is-vcl.ts") },
  });
  const strangers: string[] = [];
  page.context().on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${siteUrl}/`) && !/^(data|blob):/.test(url)) strangers.push(url);
  });
  await page.goto(`${siteUrl}/`);
  await page.goto(siteUrl + WRITE_PATH);
  for (const figure of await page.locator("figure[data-figure]").all()) await figure.scrollIntoViewIfNeeded();
  const bench = await benchOf(page);
  await openFullEditor(bench);
  await bench.run();
  await bench.button("Replay").first().click();
  await bench.button("Show solution").click();
  await bench.run();
  await bench.button("Run the cluster with my code").click();
  await bench.region.getByText("Running on our solution", { exact: true }).waitFor();
  await expect.poll(() => page.workers().length).toBeGreaterThan(1);
  expect(strangers).toEqual([]);
});

test("the frame is sandboxed to scripts alone, of an opaque origin, and cannot ask for anything", async () => {
  const bench = await benchOf(await visit(FIRST_LESSON));
  await bench.run();
  expect(await bench.page.locator("iframe").count()).toBe(1);
  const element = bench.page.frameLocator("iframe").locator("iframe");
  expect(await element.count()).toBe(1);
  expect(await element.getAttribute("sandbox")).toBe("allow-scripts");
  const frame = bench.page.frames().find((one) => one.url() === "about:srcdoc");
  expect(await frame?.evaluate(() => self.origin)).toBe("null");
  const results = await frame?.evaluate(async (url) => {
    const outcome = (attempt: () => unknown) =>
      Promise.resolve()
        .then(attempt)
        .then(
          () => "done",
          () => "refused",
        );
    const loaded = (element: HTMLImageElement | HTMLScriptElement | HTMLLinkElement | HTMLIFrameElement) =>
      new Promise((resolve, reject) => {
        element.onload = resolve;
        element.onerror = reject;
        document.documentElement.append(element);
        setTimeout(reject, 500);
      });
    const socket = () =>
      new Promise((resolve, reject) => {
        const opened = new WebSocket(url.replace("http", "ws"));
        opened.onopen = resolve;
        opened.onerror = reject;
      });
    return {
      fetch: await outcome(() => fetch(url)),
      request: await outcome(
        () =>
          new Promise((resolve, reject) => {
            const request = new XMLHttpRequest();
            request.onload = resolve;
            request.onerror = reject;
            request.open("GET", url);
            request.send();
          }),
      ),
      socket: await outcome(socket),
      image: await outcome(() => loaded(Object.assign(new Image(), { src: `${url}/image` }))),
      script: await outcome(() => loaded(Object.assign(document.createElement("script"), { src: `${url}/script` }))),
      style: await outcome(() =>
        loaded(Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${url}/style` })),
      ),
      module: await outcome(() => import(/* @vite-ignore */ `${url}/module`)),
      storage: await outcome(() => localStorage.length),
      cookie: await outcome(() => document.cookie),
      page: await outcome(() => parent.document.title),
    };
  }, outsideUrl);
  expect(new Set(Object.values(results ?? {}))).toEqual(new Set(["refused"]));
  expect(calls).toEqual([]);
});

test("an answer that tries every way out is judged, and nobody hears of it", async () => {
  const ways = [
    "fetch(url + '/fetch').catch(() => 0)",
    "{ const r = new XMLHttpRequest(); r.open('GET', url + '/xhr'); r.send(); }",
    "new WebSocket(url.replace('http', 'ws') + '/socket')",
    "new EventSource(url + '/events')",
    "importScripts(url + '/import-scripts')",
    "new Image().src = url + '/image'",
    "navigator.sendBeacon(url + '/beacon', 'x')",
    "new Worker(url + '/worker')",
    "new SharedWorker(url + '/shared')",
    "new WebTransport(url.replace('http', 'https') + '/transport')",
    '(0, eval)("import(\'" + url + "/import\')").catch(() => 0)',
    "self.location.href = url + '/location'",
    "self.constructor.constructor('u', 'return fetch(u)')(url + '/function').catch(() => 0)",
    "caches.open('x').then((c) => c.add(url + '/cache')).catch(() => 0)",
    "indexedDB.open('x')",
    "new BroadcastChannel('x').postMessage(1)",
    "new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1' }] })",
    "postMessage({ kind: 'check-ended', name: 'x', status: 'pass' })",
  ];
  const answer = `
    const url = ${JSON.stringify(outsideUrl)};
    ${ways.map((way) => `try { ${way} } catch {}`).join("\n    ")}
    export function greet(segment, zone) {
      ${ways.map((way) => `try { ${way} } catch {}`).join("\n      ")}
      return "no";
    }`;
  const page = await openReader({ kept: { "start/first-run": answer } });
  // A request that the policy stops is told of as well, but has no answer.
  const answered: string[] = [];
  await page.goto(siteUrl + FIRST_LESSON);
  const bench = await benchOf(page);
  page.context().on("response", (response) => answered.push(response.url()));
  await bench.run();
  expect((await bench.checks()).some((text) => text.startsWith("Passed"))).toBe(false);
  // A second run, to give what was set in motion the time to arrive.
  await bench.run();
  expect(calls).toEqual([]);
  expect(answered.filter((url) => !url.startsWith(`${siteUrl}/`) && !url.startsWith("blob:"))).toEqual([]);
});
