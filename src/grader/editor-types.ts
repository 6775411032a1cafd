/** What the site knows of the core's types: declarations for its editors, and the shapes of scenarios for its playground. */
import path from "node:path";
import ts from "typescript";
import { ROOT } from "./bundle.ts";

const AREAS = ["kernel", "aurora", "cluster", "dynamodb", "dax", "start"] as const;
const CORE = path.join(ROOT, "src/core");

/** The core as its users see it. */
export function coreProgram(): ts.Program {
  const entries = AREAS.map((area) => path.join(CORE, area, "index.ts"));
  return ts.createProgram(entries, {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    declaration: true,
    emitDeclarationOnly: true,
    strict: true,
    types: [],
  });
}

/** Declaration files by the path under which an editor finds them, as if the core were an installed package. */
export function editorTypes(program: ts.Program): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  program.emit(undefined, (file, text) => {
    const place = path.relative(CORE, file).split(path.sep).join("/");
    files[`node_modules/four-of-six/${place}`] = text.replace(/(from "\.[^"]*)\.ts"/g, '$1"');
  });
  return files;
}

/** What a value has to look like. A field whose name ends in "?" may be left out. */
export type Shape =
  | "number"
  | "string"
  | "boolean"
  | "null"
  | "any"
  | { readonly is: string | number | boolean }
  | { readonly oneOf: readonly Shape[] }
  | { readonly list: Shape }
  | { readonly tuple: readonly Shape[] }
  | { readonly map: Shape }
  | { readonly fields: Readonly<Record<string, Shape>> }
  /** A shape that has a name in `ScenarioShapes`. */
  | { readonly ref: string };

/** The core's scenarios by the names of their types, and what they are made of. */
export type ScenarioShapes = Readonly<Record<string, Shape>>;

/** Types of this name are scenarios. */
const SCENARIO = /(Scenario|Script)$/;

/** The shapes of all scenarios that the core exports. */
export function scenarioShapes(program: ts.Program): ScenarioShapes {
  const checker = program.getTypeChecker();
  const shapes: Record<string, Shape> = {};
  const names = new Map<ts.Type, string>();

  for (const area of AREAS) {
    const source = program.getSourceFile(path.join(CORE, area, "index.ts"));
    const module = source && checker.getSymbolAtLocation(source);
    for (const exported of module === undefined ? [] : checker.getExportsOfModule(module)) {
      if (!SCENARIO.test(exported.name)) continue;
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      if (symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias))
        named(checker.getDeclaredTypeOfSymbol(symbol), exported.name);
    }
  }
  return shapes;

  function named(type: ts.Type, wanted: string): Shape {
    let name = names.get(type);
    if (name === undefined) {
      name = wanted;
      for (let again = 2; Object.hasOwn(shapes, name); again++) name = `${wanted}${again}`;
      names.set(type, name);
      // Its place is taken before it is looked into: it may be made of itself.
      shapes[name] = "any";
      shapes[name] = unnamed(type);
    }
    return { ref: name };
  }

  function shapeOf(type: ts.Type): Shape {
    const name = type.aliasSymbol?.name ?? (type.isClassOrInterface() ? type.symbol.name : undefined);
    const isMadeOfParts = (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Union)) !== 0;
    const isList = checker.isArrayType(type) || checker.isTupleType(type);
    // A generic type is another one with each argument.
    const isGeneric = (type.aliasTypeArguments ?? []).length > 0;
    return name !== undefined && isMadeOfParts && !isList && !isGeneric ? named(type, name) : unnamed(type);
  }

  function unnamed(type: ts.Type): Shape {
    const { flags } = type;
    if (type.isStringLiteral() || type.isNumberLiteral()) return { is: type.value };
    if (flags & ts.TypeFlags.BooleanLiteral) return { is: checker.typeToString(type) === "true" };
    if (flags & ts.TypeFlags.StringLike) return "string";
    if (flags & ts.TypeFlags.NumberLike) return "number";
    if (flags & ts.TypeFlags.Boolean) return "boolean";
    if (flags & ts.TypeFlags.Null) return "null";
    if (type.isUnion()) return unionOf(type.types.filter((one) => !(one.flags & ts.TypeFlags.Undefined)));
    if (type.isIntersection()) {
      // A unit is a label on a number.
      const primitive = type.types.find(({ flags }) => flags & (ts.TypeFlags.NumberLike | ts.TypeFlags.StringLike));
      return primitive === undefined ? objectOf(type) : unnamed(primitive);
    }
    if (checker.isTupleType(type)) return { tuple: argumentsOf(type).map(shapeOf) };
    if (checker.isArrayType(type)) return { list: shapeOf(argumentsOf(type)[0] as ts.Type) };
    return flags & ts.TypeFlags.Object ? objectOf(type) : "any";
  }

  function unionOf(types: readonly ts.Type[]): Shape {
    const isBoth = types.filter(({ flags }) => flags & ts.TypeFlags.BooleanLiteral).length === 2;
    const parts = types.filter(({ flags }) => !isBoth || !(flags & ts.TypeFlags.BooleanLiteral)).map(shapeOf);
    if (isBoth) parts.push("boolean");
    return parts.length === 1 ? (parts[0] as Shape) : { oneOf: parts };
  }

  function objectOf(type: ts.Type): Shape {
    if (type.getCallSignatures().length > 0) return "any";
    const [index] = checker.getIndexInfosOfType(type);
    if (index !== undefined) return { map: shapeOf(index.type) };
    const fields = checker.getPropertiesOfType(type).map((property): [string, Shape] => {
      const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
      return [`${property.name}${isOptional ? "?" : ""}`, shapeOf(checker.getTypeOfSymbol(property))];
    });
    return { fields: Object.fromEntries(fields) };
  }

  function argumentsOf(type: ts.Type): readonly ts.Type[] {
    return checker.getTypeArguments(type as ts.TypeReference);
  }
}
