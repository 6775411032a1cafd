/** Whether data has the shape of a scenario: what the core's types promise to the core, for data that nobody has compiled. */
import type { ScenarioShapes, Shape } from "../grader/editor-types.ts";
import type { Path } from "./scenario-text.ts";

/** What an author may write, as words of the page name it: `number`, `list`, or a text in quotes. */
export interface Misfit {
  readonly path: Path;
  readonly kind: "missing" | "unknown" | "wrong";
  /** What would fit; for an unknown field, the names of those that there are. */
  readonly expected: readonly string[];
}

/** The first place at which the data is not what the type of this name says; nothing where all of it fits. */
export function misfitOf(shapes: ScenarioShapes, name: string, data: unknown): Misfit | undefined {
  return misfit({ ref: name }, data, []);

  function misfit(shape: Shape, value: unknown, path: Path): Misfit | undefined {
    if (typeof shape === "string") return isPlain(shape, value) ? undefined : wrong(shape, path);
    if ("ref" in shape) return misfit(shapes[shape.ref] ?? "any", value, path);
    if ("is" in shape) return value === shape.is ? undefined : wrong(shape, path);
    if ("oneOf" in shape) return misfitOfAll(shape.oneOf, value, path);
    if ("list" in shape) {
      if (!Array.isArray(value)) return wrong(shape, path);
      return firstOf(value, (item, index) => misfit(shape.list, item, [...path, index]));
    }
    if ("tuple" in shape) {
      if (!Array.isArray(value) || value.length !== shape.tuple.length) return wrong(shape, path);
      return firstOf(shape.tuple, (part, index) => misfit(part, value[index], [...path, index]));
    }
    if (!isFields(value)) return wrong(shape, path);
    if ("map" in shape) return firstOf(Object.entries(value), ([name, one]) => misfit(shape.map, one, [...path, name]));
    return misfitOfFields(shape.fields, value, path);
  }

  function misfitOfFields(fields: Readonly<Record<string, Shape>>, value: Fields, path: Path): Misfit | undefined {
    const names = Object.keys(fields).map((name) => name.replace(/\?$/, ""));
    const unknown = Object.keys(value).find((name) => !names.includes(name));
    // A misspelt field is missing as well; what stands there says more.
    if (unknown !== undefined) return { path: [...path, unknown], kind: "unknown", expected: names };
    return firstOf(Object.entries(fields), ([key, shape]) => {
      const name = key.replace(/\?$/, "");
      if (Object.hasOwn(value, name)) return misfit(shape, value[name], [...path, name]);
      return key.endsWith("?") ? undefined : { path: [...path, name], kind: "missing", expected: namesOf(shape) };
    });
  }

  /** Of several shapes of objects, the one is meant whose fixed fields (`kind`) are there. */
  function misfitOfAll(parts: readonly Shape[], value: unknown, path: Path): Misfit | undefined {
    if (parts.some((part) => misfit(part, value, path) === undefined)) return undefined;
    if (!isFields(value)) return { path, kind: "wrong", expected: namesOf({ oneOf: parts }) };
    const objects = parts.map(whole).filter((part) => typeof part === "object" && "fields" in part);
    const tags = objects.flatMap(tagsOf);
    const tag = tags.find(({ name }) => tags.filter((one) => one.name === name).length > 1)?.name;
    if (tag === undefined)
      return objects[0] === undefined ? wrong({ oneOf: parts }, path) : misfit(objects[0], value, path);
    const meant = objects.find((part) => tagsOf(part).some(({ name, is }) => name === tag && value[name] === is));
    if (meant !== undefined) return misfit(meant, value, path);
    const expected = [...new Set(tags.filter(({ name }) => name === tag).map(({ is }) => JSON.stringify(is)))];
    return { path: [...path, tag], kind: Object.hasOwn(value, tag) ? "wrong" : "missing", expected };
  }

  function tagsOf(shape: Shape): readonly { readonly name: string; readonly is: unknown }[] {
    if (typeof shape === "string" || !("fields" in shape)) return [];
    return Object.entries(shape.fields).flatMap(([name, field]) => {
      const fixed = whole(field);
      if (typeof fixed === "string") return [];
      if ("is" in fixed) return [{ name, is: fixed.is }];
      const parts = "oneOf" in fixed ? fixed.oneOf.map(whole) : [];
      return parts.flatMap((part) => (typeof part === "object" && "is" in part ? [{ name, is: part.is }] : []));
    });
  }

  function whole(shape: Shape): Shape {
    return typeof shape === "object" && "ref" in shape ? whole(shapes[shape.ref] ?? "any") : shape;
  }

  function namesOf(shape: Shape): readonly string[] {
    const at = whole(shape);
    if (typeof at === "string") return [at];
    if ("is" in at) return [JSON.stringify(at.is)];
    if ("oneOf" in at) return [...new Set(at.oneOf.flatMap(namesOf))];
    return ["list" in at || "tuple" in at ? "list" : "object"];
  }

  function wrong(shape: Shape, path: Path): Misfit {
    return { path, kind: "wrong", expected: namesOf(shape) };
  }
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function isPlain(shape: Shape & string, value: unknown): boolean {
  if (shape === "any") return true;
  return shape === "null" ? value === null : typeof value === shape;
}

function firstOf<T>(all: readonly T[], look: (one: T, index: number) => Misfit | undefined): Misfit | undefined {
  for (const [index, one] of all.entries()) {
    const found = look(one, index);
    if (found !== undefined) return found;
  }
  return undefined;
}
