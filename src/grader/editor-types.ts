/** The declarations of the core that the editor shows on hover: what a learner's code can be typed with. */
import path from "node:path";
import ts from "typescript";
import { ROOT } from "./bundle.ts";

/** Declaration files by the path under which an editor finds them, as if the core were an installed package. */
export function editorTypes(): Readonly<Record<string, string>> {
  const entries = ["kernel", "aurora", "start"].map((area) => path.join(ROOT, "src/core", area, "index.ts"));
  const program = ts.createProgram(entries, {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    declaration: true,
    emitDeclarationOnly: true,
    strict: true,
    types: [],
  });
  const files: Record<string, string> = {};
  program.emit(undefined, (file, text) => {
    const place = path.relative(path.join(ROOT, "src/core"), file).split(path.sep).join("/");
    files[`node_modules/four-of-six/${place}`] = text.replace(/(from "\.[^"]*)\.ts"/g, '$1"');
  });
  return files;
}
