/** What the smoke test needs of a browser, and the three that it has. */
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import puppeteer, { type KeyInput } from "puppeteer-core";
import { launchChromium } from "../support/chromium.ts";
import { hasWebKit, openWebKit } from "./webkit.ts";

export interface Tab {
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  /** Runs a function in the page. It can use nothing from outside itself. */
  ask<Args extends readonly unknown[], T>(look: (...args: Args) => T | Promise<T>, ...args: Args): Promise<T>;
  /** Presses the mouse at a place of the window. */
  clickAt(x: number, y: number): Promise<void>;
  type(text: string): Promise<void>;
  /** Presses keys together, by their names in DOM events. */
  chord(...keys: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** An engine that this machine can drive. */
export interface Engine {
  readonly name: string;
  launch(): Promise<Tab>;
}

const chromium: Engine = {
  name: "Chromium",
  async launch() {
    const browser = await launchChromium();
    const page = await browser.newPage();
    return {
      ...shared(page),
      ask: async <Args extends readonly unknown[], T>(look: (...args: Args) => T | Promise<T>, ...args: Args) =>
        given<T>(await page.evaluate(callOf(look, args))),
      resize: (width, height) => page.setViewportSize({ width, height }),
      type: (text) => page.keyboard.type(text),
      chord: (...keys) => page.keyboard.press(keys.join("+")),
      close: () => browser.close(),
    };
  },
};

const firefox: Engine = {
  name: "Firefox",
  async launch() {
    // Playwright's driver asks for commands that the long-lived release does not know yet.
    const browser = await puppeteer.launch({
      browser: "firefox",
      executablePath: placeOf("FIREFOX", FIREFOX) ?? "",
      headless: true,
    });
    const page = await browser.newPage();
    return {
      ...shared(page),
      ask: async <Args extends readonly unknown[], T>(look: (...args: Args) => T | Promise<T>, ...args: Args) =>
        given<T>(await page.evaluate(callOf(look, args))),
      async resize(width, height) {
        // With the size, the long-lived release is asked for an orientation, which it does not know. The size it takes.
        await page.setViewport({ width, height }).catch((error: unknown) => {
          if (!String(error).includes("setScreenOrientationOverride")) throw error;
        });
        for (let tries = 0; (await page.evaluate("innerWidth")) !== width; tries++) {
          if (tries === 500) throw new Error(`The window did not come to be ${width} px wide.`);
          await sleep(20);
        }
      },
      type: (text) => page.keyboard.type(text),
      async chord(...keys) {
        for (const key of keys) await page.keyboard.down(key as KeyInput);
        for (const key of keys.toReversed()) await page.keyboard.up(key as KeyInput);
      },
      close: () => browser.close(),
    };
  },
};

const FIREFOX = [
  "/usr/bin/firefox-esr",
  "/usr/bin/firefox",
  "/Applications/Firefox.app/Contents/MacOS/firefox",
  "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
];

const webkit: Engine = { name: "WebKit", launch: openWebKit };

/** What both libraries call alike. */
function shared(page: {
  goto(url: string): Promise<unknown>;
  reload(): Promise<unknown>;
  readonly mouse: { click(x: number, y: number): Promise<void> };
}): Pick<Tab, "open" | "reload" | "clickAt"> {
  return {
    open: async (url: string) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    clickAt: (x: number, y: number) => page.mouse.click(x, y),
  };
}

/** The text of a call, for a page. What it gives comes back as JSON: not every driver takes objects that share parts. */
export function callOf(look: (...args: never) => unknown, args: readonly unknown[]): string {
  return `(async () => JSON.stringify(await (${look.toString()})(...${JSON.stringify(args)})))()`;
}

/** What a call gave, from the text that it came back as. */
export function given<T>(text: unknown): T {
  return (typeof text === "string" ? JSON.parse(text) : undefined) as T;
}

/** The first of the places where a browser lies; the environment's word goes before. */
function placeOf(variable: string, places: readonly string[]): string | undefined {
  return [process.env[variable], ...places].find((place) => place !== undefined && existsSync(place));
}

/** Those of this machine, Chromium first: the others are held against it. */
export function enginesHere(): readonly Engine[] {
  return [chromium, ...(placeOf("FIREFOX", FIREFOX) === undefined ? [] : [firefox]), ...(hasWebKit() ? [webkit] : [])];
}
