// says: imported: nothing
const imported: string[] = [];
const ask = (how: string, run: () => unknown) => {
  try {
    Promise.resolve(run()).then(
      (module) => Object.prototype.toString.call(module) === "[object Module]" && imported.push(how),
      () => undefined,
    );
  } catch {
    // Not even asked.
  }
};
const text = "import('node:fs')";
const indirect = eval;
ask("eval", () => indirect(text));
ask("eval, from a promise", () => Promise.resolve(text).then(indirect));
ask("eval, bound", () => indirect.bind(undefined, text)());
ask("eval, for each", () => [text].map(indirect)[0]);
ask("a function", () => Function(`return ${text}`)());
ask("a function, from a promise", () =>
  Promise.resolve(`return ${text}`)
    .then(Function)
    .then((run) => run()),
);
ask("an async function", () => Object.getPrototypeOf(async () => undefined).constructor(`return ${text}`)());
ask(
  "a generator",
  () =>
    Object.getPrototypeOf(function* () {})
      .constructor(`yield ${text}`)()
      .next().value,
);
ask("as data", () => indirect("import('data:text/javascript,export default 1')"));
ask("as text", () => indirect("import('node:fs', { with: { type: 'text' } })"));
ask("the runner again", () =>
  indirect(`import(${JSON.stringify(/(blob:[^\s)]*):\d+:\d+/.exec(String(new Error().stack))?.[1])})`),
);
let calls = 0;
export function greet(): string {
  return calls++ < 8 ? "" : `imported: ${imported.join(", ") || "nothing"}`;
}
