/** The site's host, in a real browser, as a function: what the audit and the hostile answers need to compare hosts. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { ROOT, runnerBundle, suiteBundle } from "../../src/grader/bundle.ts";
import type { DataApiScript } from "../../src/core/cluster/index.ts";
import type { Grade } from "../../src/grader/audit.ts";
import { postgresFiles, type PostgresFile } from "../../src/grader/postgres/build.ts";
import type { Report } from "../../src/grader/report.ts";
import { sandboxDocument } from "../../src/grader/sandbox-document.ts";
import type { Exercise } from "../../src/testing/exercise.ts";
import { launchChromium } from "./chromium.ts";

export interface BrowserGrader {
  readonly grade: Grade;
  /** Until the worker that waits for the next answer has begun to rehearse: from then on its world is closed. */
  rehearses(): Promise<void>;
  /** Digests of the traces that scripts give on the page's PostgreSQL. */
  postgresDigests(scripts: readonly DataApiScript[]): Promise<readonly string[]>;
  /** Every address that the browser got an answer from, or tried to, since the beginning; not what its policy stopped. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** Opens a page that holds nothing but the host; answers are graded in it one after the other. */
export async function openBrowserGrader(): Promise<BrowserGrader> {
  const postgres = postgresFiles();
  const host = await build({
    stdin: {
      contents: `
        import { BrowserHost } from "./src/grader/browser-host.ts";
        import { browserPostgres } from "./src/grader/postgres/browser.ts";
        import { createDataApiSession, runDataApiScriptOn } from "./src/core/cluster/index.ts";
        import { traceDigest } from "./src/core/kernel/index.ts";
        import { databaseOf } from "./src/testing/database.ts";
        globalThis.postgresDigests = async (scripts) => {
          const turn = await browserPostgres("/${postgres[0].name}").turn();
          const digests = [];
          for (const script of scripts)
            digests.push(traceDigest(await runDataApiScriptOn(await databaseOf(turn.ask), script, createDataApiSession)));
          turn.leave();
          return digests;
        };
        let current;
        globalThis.grade = (name, exercise, source) => {
          // One exercise at a time: each host holds a process of its own, with a worker that is ready.
          if (current?.name !== name) {
            document.querySelectorAll("iframe").forEach((frame) => frame.remove());
            const urls = { frameUrl: "/frame.html", runnerUrl: "/runner.js", suiteUrl: "/suite.js?" + name, postgresUrl: "/${postgres[0].name}" };
            current = { name, host: new BrowserHost(name, exercise, urls) };
          }
          return current.host.grade(source);
        };`,
      resolveDir: ROOT,
    },
    bundle: true,
    write: false,
    format: "iife",
  });
  const server = await serve(host.outputFiles[0]?.text ?? "", postgres);
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await launchChromium();
  const requests: string[] = [];
  let page = await openPage(browser, origin, requests);

  return {
    requests,
    async grade(name: string, exercise: Exercise, source: string): Promise<Report> {
      try {
        return await gradeIn(page, name, exercise, source);
      } catch (error) {
        // Only this page's own end is worth a second page; an answer that ends the page twice has ended the test.
        if (!page.isClosed()) throw error;
        page = await openPage(browser, origin, requests);
        return gradeIn(page, name, exercise, source);
      }
    },
    async rehearses() {
      const isOpen = async () =>
        (await Promise.all(page.workers().map((worker) => worker.evaluate("typeof setTimeout")))).join() !==
        "undefined";
      while (await isOpen()) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    postgresDigests: (scripts) =>
      page.evaluate(
        (scripts) => (globalThis as unknown as Pick<BrowserGrader, "postgresDigests">).postgresDigests(scripts),
        scripts,
      ),
    async close() {
      await browser.close();
      server.close();
    },
  };
}

function gradeIn(page: Page, name: string, exercise: Exercise, source: string): Promise<Report> {
  type PageGlobals = { grade(name: string, exercise: Exercise, source: string): Promise<Report> };
  return page.evaluate(
    ([name, exercise, source]) => (globalThis as unknown as PageGlobals).grade(name, exercise, source),
    [name, exercise, source] as const,
  );
}

async function openPage(browser: Browser, origin: string, requests: string[]): Promise<Page> {
  const page = await browser.newPage();
  page.on("requestfinished", (request) => requests.push(request.url()));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    if (!/csp|ERR_BLOCKED|ERR_UNKNOWN_URL_SCHEME|ERR_ABORTED/i.test(why)) requests.push(`${request.url()} (${why})`);
  });
  await page.goto(origin);
  return page;
}

async function serve(hostScript: string, postgres: readonly PostgresFile[]): Promise<Server> {
  const server = createServer((request, response) => {
    const url = request.url ?? "/";
    const answer = async (): Promise<[type: string, content: string | Uint8Array]> => {
      if (url === "/frame.html") return ["text/html", (await sandboxDocument()).html];
      if (url === "/runner.js") return ["text/javascript", (await runnerBundle()).text];
      if (url.startsWith("/suite.js?"))
        return ["text/javascript", (await suiteBundle(url.slice("/suite.js?".length))).text];
      const file = postgres.find(({ name }) => url === `/${name}`);
      if (file !== undefined) return [file.type, await file.content()];
      if (url === "/host.js") return ["text/javascript", hostScript];
      return ["text/html", '<!doctype html><link rel="icon" href="data:,"><body><script src="/host.js"></script>'];
    };
    answer().then(
      ([type, content]) => response.setHeader("content-type", type).end(content),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

/** A file of the repository, by its path from the top. */
export function fromRoot(...parts: string[]): string {
  return path.join(ROOT, ...parts);
}
