/** Finds a browser for the tests: the machine's own, else the one that npm brought, else a word on how to get one. */
import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function launchChromium(): Promise<Browser> {
  const own = [process.env["CHROMIUM"], ...PLACES].find((place) => place !== undefined && existsSync(place));
  if (own !== undefined) return chromium.launch({ executablePath: own, args: ARGS });
  try {
    const { default: packed } = await import("@sparticuz/chromium");
    return await chromium.launch({ executablePath: await packed.executablePath(), args: [...packed.args, ...ARGS] });
  } catch (error) {
    throw new Error(
      "No browser was found for the tests. Install Chromium or Chrome (on Debian: apt-get install chromium), or name one in CHROMIUM.",
      { cause: error },
    );
  }
}
