/** Finds a browser for the tests: the machine's own, else the one that npm brought, else a word on how to get one. */
import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

/** `CHROMIUM=packed` passes over the machine's own. */
const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/**
 * Chromium makes a window for each reader, and renders the list below its address bar before anybody types there: two
 * processes and most of what a new reader costs. The others are Playwright's: its list is replaced by this one.
 */
const FEATURES_OFF = [
  "PreloadTopChromeWebUI",
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxPopup",

  "AimEnabled",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "TcpPortRandomizationWin",
  "ThirdPartyStoragePartitioning",
];

const ARGS = [
  `--disable-features=${FEATURES_OFF.join(",")}`,
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function launchChromium(more: readonly string[] = []): Promise<Browser> {
  const args = [...ARGS, ...more];
  const asked = process.env["CHROMIUM"];
  const own =
    asked === "packed" ? undefined : [asked, ...PLACES].find((place) => place !== undefined && existsSync(place));
  if (own !== undefined) return chromium.launch({ executablePath: own, args });
  try {
    return await launchPacked(args);
  } catch (error) {
    throw new Error(
      "No browser was found for the tests. Install Chromium or Chrome (on Debian: apt-get install chromium), or name one in CHROMIUM.",
      { cause: error },
    );
  }
}

/** The Chromium in an npm package of ours: Linux x64, made for machines that have next to nothing. */
async function launchPacked(args: readonly string[]): Promise<Browser> {
  // Said before it is loaded: it then unpacks the shared libraries that a bare machine lacks beside the browser.
  process.env["AWS_LAMBDA_JS_RUNTIME"] ??= "nodejs24.x";
  const { default: packed } = await import("@sparticuz/chromium");
  // Its own recommended arguments switch off web security, which is just what the tests are about.
  return chromium.launch({ executablePath: await packed.executablePath(), args: [...args, "--no-zygote"] });
}
