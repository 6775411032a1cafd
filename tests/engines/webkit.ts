/**
 * WebKit as Debian has it (`apt-get install webkit2gtk-driver xvfb`): its own driver, spoken to in plain WebDriver, and a
 * screen that nobody sees.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { callOf, given, type Tab } from "./tab.ts";

const DRIVER = "/usr/bin/WebKitWebDriver";
const SCREEN = "/usr/bin/Xvfb";
const BROWSERS = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser";

/** The driver's codes for keys without a character. */
const KEYS: Readonly<Record<string, string>> = {
  Control: "\uE009",
  Escape: "\uE00C",
  Enter: "\uE007",
  Shift: "\uE008",
  Alt: "\uE00A",
};

export const hasWebKit = (): boolean => existsSync(DRIVER) && existsSync(SCREEN) && globSync(BROWSERS).length > 0;

export async function openWebKit(): Promise<Tab> {
  const { screen, display } = await openScreen();
  const port = 20_000 + (process.pid % 20_000);
  const driver = spawn(DRIVER, [`--port=${port}`], { stdio: "ignore", env: { ...process.env, DISPLAY: display } });
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: unknown };
    if (!response.ok) throw new Error((value as { message: string }).message || (value as { error: string }).error);
    return value;
  };
  const session = await repeatedly(() => ask("POST", "/session", { capabilities: { alwaysMatch: capabilities() } }));
  const base = `/session/${(session as { sessionId: string }).sessionId}`;
  await ask("POST", `${base}/timeouts`, { script: 120_000 });
  const act = (...sources: readonly object[]) => ask("POST", `${base}/actions`, { actions: sources });
  const press = (key: string) => ({ type: "keyDown", value: KEYS[key] ?? key });
  const release = (key: string) => ({ type: "keyUp", value: KEYS[key] ?? key });
  const typing = (actions: readonly object[]) => act({ type: "key", id: "keys", actions });
  return {
    open: async (url) => void (await ask("POST", `${base}/url`, { url })),
    reload: async () => void (await ask("POST", `${base}/refresh`, {})),
    async resize(width, height) {
      // A window has borders, and its inside is what counts.
      const inside = async () =>
        (await ask("POST", `${base}/execute/sync`, { script: "return [innerWidth, innerHeight]", args: [] })) as [
          number,
          number,
        ];
      let [more, taller] = [0, 0];
      for (let round = 0; round < 5; round++) {
        await ask("POST", `${base}/window/rect`, { width: width + more, height: height + taller });
        await new Promise((resolve) => setTimeout(resolve, 200));
        const [hasWidth, hasHeight] = await inside();
        if (hasWidth === width && hasHeight === height) return;
        more += width - hasWidth;
        taller += height - hasHeight;
      }
    },
    async ask<Args extends readonly unknown[], T>(look: (...args: Args) => T | Promise<T>, ...args: Args) {
      const script = `const done = arguments[arguments.length - 1];
        ${callOf(look, args)}.then((value) => done({ value }), (error) => done({ error: String(error) }));`;
      const said = (await ask("POST", `${base}/execute/async`, { script, args: [] })) as {
        value?: string;
        error?: string;
      };
      if (said.error !== undefined) throw new Error(said.error);
      return given<T>(said.value);
    },
    clickAt: async (x, y) =>
      void (await act({
        type: "pointer",
        id: "mouse",
        parameters: { pointerType: "mouse" },
        actions: [
          { type: "pointerMove", x: Math.round(x), y: Math.round(y), origin: "viewport" },
          { type: "pointerDown", button: 0 },
          { type: "pointerUp", button: 0 },
        ],
      })),
    type: async (text) => void (await typing([...text].flatMap((key) => [press(key), release(key)]))),
    chord: async (...keys) => void (await typing([...keys.map(press), ...keys.toReversed().map(release)])),
    async close() {
      await ask("DELETE", base).catch(() => undefined);
      driver.kill();
      screen.kill();
    },
  };
}

function capabilities(): object {
  return { "webkitgtk:browserOptions": { binary: globSync(BROWSERS)[0], args: ["--automation"] } };
}

/** A screen in memory. It picks its own number, and says it on the file that it is given. */
function openScreen(): Promise<{ screen: ChildProcess; display: string }> {
  const screen = spawn(SCREEN, ["-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  return new Promise((resolve, reject) => {
    screen.once("error", reject);
    screen.stdio[3]?.once("data", (number: Buffer) => resolve({ screen, display: `:${String(number).trim()}` }));
  });
}

async function repeatedly<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = 50; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
