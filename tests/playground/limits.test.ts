/** What a scenario may be: held against the core's types, then run with an end. */
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { FIGURES, firstRun } from "../../src/figures/first-run.ts";
import { KIND_OF, type FigureName } from "../../src/figures/kinds.ts";
import { storyOf } from "../../src/figures/stories.ts";
import { coreProgram, editorTypes, scenarioShapes } from "../../src/grader/editor-types.ts";
import { answerTo, type Said } from "../../src/playground/answer.ts";
import { DRAWN_MAX } from "../../src/playground/limits.ts";
import { misfitOf } from "../../src/playground/misfit.ts";
import { readScenario, scenarioText } from "../../src/playground/scenario-text.ts";
import { scenarioTypeOf } from "../../src/playground/scenario-types.ts";
import { stringsFor } from "../../src/playground/strings.ts";
import { misfitTrouble, runTrouble } from "../../src/playground/trouble.ts";
import { NoRun } from "../../src/playground/runner.ts";
import type { AnyRig } from "../../src/testing/rig.ts";

const program = coreProgram();
const shapes = scenarioShapes(program);
const NAMES = Object.keys(FIGURES) as FigureName[];
const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
const runOn = (name: FigureName, scenario: unknown): Said =>
  answerTo({ wants: "trace", kind: KIND_OF[name], scenario: scenario as never });

describe("every figure's own scenario", () => {
  test.for(NAMES)("of %s has the shape of its type, and gives the lesson's run", (name) => {
    const scenario = plain(FIGURES[name].scenario);
    const { name: type } = scenarioTypeOf(name);
    expect(Object.keys(shapes)).toContain(type);
    expect(misfitOf(shapes, type, scenario)).toBeUndefined();
    expect(runOn(name, scenario)).toEqual({ said: "trace", trace: firstRun(name) });
  });

  test("is typed without an error where the editor shows it", () => {
    const files = new Map(Object.entries(editorTypes(program)).map(([file, text]) => [`/${file}`, text]));
    const roots = NAMES.map((name) => {
      const { area, name: type } = scenarioTypeOf(name);
      const text = `import type { ${type} } from "four-of-six/${area}";\n${scenarioText(type, FIGURES[name].scenario)}export { scenario };`;
      files.set(`/${name}.ts`, text);
      return `/${name}.ts`;
    });
    // As the editor is set up in monaco.ts.
    const options: ts.CompilerOptions = {
      target: ts.ScriptTarget.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      module: ts.ModuleKind.ESNext,
      strict: true,
      noUncheckedIndexedAccess: true,
      typeRoots: [],
      noEmit: true,
    };
    const host = ts.createCompilerHost(options);
    const { fileExists, readFile, getSourceFile } = host;
    host.fileExists = (file) => files.has(file) || (!file.startsWith("/node_modules/") && fileExists(file));
    host.readFile = (file) => files.get(file) ?? readFile(file);
    host.getCurrentDirectory = () => "/";
    host.directoryExists = () => true;
    host.getSourceFile = (file, version, ...rest) => {
      const text = files.get(file);
      return text === undefined ? getSourceFile(file, version, ...rest) : ts.createSourceFile(file, text, version);
    };
    const checked = ts.createProgram(roots, options, host);
    const said = roots.flatMap((file) =>
      ts.getPreEmitDiagnostics(checked, checked.getSourceFile(file)).map(({ messageText }) => `${file}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`),
    ); // prettier-ignore
    expect(said).toEqual([]);
  });
});

describe("data of another shape is refused with its place", () => {
  const base = plain(FIGURES["six-copies"].scenario);
  test.for<[object, string, string]>([
    [{ seed: undefined }, "seed", "missing"],
    [{ seed: "nine" }, "seed", "wrong"],
    [{ seed: null }, "seed", "wrong"],
    [{ fautls: [] }, "fautls", "unknown"],
    [{ faults: {} }, "faults", "wrong"],
    [{ faults: [3] }, "faults.0", "wrong"],
    [{ faults: [null] }, "faults.0", "wrong"],
    [{ faults: [[]] }, "faults.0", "wrong"],
    [{ faults: [{}] }, "faults.0.kind", "missing"],
    [{ faults: [{ kind: "zone_down" }] }, "faults.0.kind", "wrong"],
    [{ faults: [{ kind: "zone-down", zone: "az-1" }] }, "faults.0.fromMs", "missing"],
    [{ faults: [{ kind: "zone-down", zone: 1, fromMs: 1 }] }, "faults.0.zone", "wrong"],
    [{ faults: [{ kind: "zones-parted", zones: ["az-1"], fromMs: 1 }] }, "faults.0.zones", "wrong"],
    [{ workload: [{ kind: "write", atMs: 1, pages: 1 }] }, "workload.0.pages", "wrong"],
    [{ workload: [{ kind: "write", atMs: 1, pages: [{}] }] }, "workload.0.pages.0", "wrong"],
    [{ model: { resendMs: [] } }, "model.resendMs", "wrong"],
    [{ model: { sameZone: [[1, 2, 3]] } }, "model.sameZone.0", "wrong"],
  ])("%j", ([change, path, kind]) => {
    const misfit = misfitOf(shapes, "VolumeScenario", plain({ ...base, ...change }));
    expect([misfit?.path.join("."), misfit?.kind]).toEqual([path, kind]);
  });

  test("in a sentence of the page's language", () => {
    const text = scenarioText("VolumeScenario", base).replace("fromMs: 3.6", "frmMs: 3.6");
    const read = readScenario(text);
    if ("problem" in read) throw new Error("it can be read");
    const misfit = misfitOf(shapes, "VolumeScenario", read.data);
    if (misfit === undefined) throw new Error("it does not fit");
    expect(misfitTrouble(misfit, read, stringsFor("en"))).toBe(
      "Line 11: there is no field faults[0].frmMs. There are: kind, zone, fromMs, untilMs.",
    );
    expect(misfitTrouble(misfit, read, stringsFor("ko"))).toMatch(/^11번째 줄: faults\[0\]\.frmMs 필드는 없습니다/);
  });
});

describe("a run that makes no sense or no end", () => {
  const base = plain(FIGURES["six-copies"].scenario);

  test("is refused in the core's own words, at its line", () => {
    const scenario = { ...base, faults: [{ kind: "node-down", node: "Q", fromMs: 1 }] };
    const said = runOn("six-copies", scenario);
    expect(said).toMatchObject({ said: "refused", field: "faults[0].node" });
    const read = readScenario(scenarioText("VolumeScenario", scenario));
    if ("problem" in read) throw new Error("it can be read");
    expect(runTrouble(new NoRun(said as never), read, stringsFor("en"))).toMatch(
      /^Line 10: Scenario field faults\[0\]\.node: expected one of writer, .*, received "Q"\.$/,
    );
  });

  test.for<[FigureName, object, string]>([
    ["six-copies", { untilMs: -1 }, "refused"],
    ["six-copies", { seed: 0.5 }, "refused"],
    ["six-copies", { groupCount: 1e9 }, "refused"],
    ["write-path", { untilMs: 1e12, model: { gossipMs: 0.001 } }, "too-many"],
    ["failover", { clients: [] }, "refused"],
    ["data-api", { steps: [], untilMs: 1e9 }, "trace"],
  ])("of %s with %j ends: %s", ([name, change, end]) => {
    expect(runOn(name, { ...plain(FIGURES[name].scenario), ...change }).said).toBe(end);
  });

  test("has too many events before it fills the memory", () => {
    const writes = Array.from({ length: DRAWN_MAX }, (_, index) => ({ kind: "write", atMs: index, pages: [1] }));
    expect(runOn("write-path", { ...base, workload: writes, faults: [], untilMs: DRAWN_MAX }).said).toBe("too-many");
  });
});

test("systems say what their faults may name", () => {
  const targetsOf = (name: FigureName) =>
    answerTo({ wants: "targets", kind: KIND_OF[name], scenario: FIGURES[name].scenario });
  expect(targetsOf("six-copies")).toMatchObject({
    targets: { zones: ["az-1", "az-2", "az-3"], nodes: expect.arrayContaining(["writer", "A", "F"]) as string[] },
  });
  expect(targetsOf("item-cache")).toMatchObject({ targets: { nodes: expect.arrayContaining(["dax-1", "shop"]) as string[] } }); // prettier-ignore
});

describe("an answer in the reference's place", async () => {
  const rigs = import.meta.glob<{ readonly rig: AnyRig }>("../../exercises/*/*/rig.ts", { eager: true });
  const usual = Object.entries(rigs).filter(([, { rig }]) => !("play" in rig));

  test.for(usual.map(([file, { rig }]) => [file.split("/").slice(-3, -1).join("/"), rig] as const))(
    "of %s gives the figure's run when it is the reference",
    ([, rig]) => {
      const name = rig.figure as FigureName;
      const trace = rig.cluster.run(plain(FIGURES[name].scenario), rig.reference);
      expect(storyOf(KIND_OF[name], trace as never)).toEqual(firstRun(name));
    },
  );
});
