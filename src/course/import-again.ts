/** The address of a script, in the words of Chromium and Firefox for one that could not be fetched. */
const SCRIPT = /https?:\/\/\S+\.js\b/;
let count = 0;

/**
 * Fetches a script, and once more under another address if that fails: a browser remembers what it could not fetch
 * (https://github.com/whatwg/html/issues/6768), and would go on refusing it when the network is back. WebKit does not say
 * what it could not fetch; there the page has to be loaded anew. The build puts this around each `import()` of ours.
 */
export async function importAgain<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    const [script] = SCRIPT.exec(String(error)) ?? [];
    if (script === undefined) throw error;
    return (await import(/* @vite-ignore */ `${script}?again=${++count}`)) as Module;
  }
}
