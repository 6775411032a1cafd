import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import * as cluster from "../../src/core/cluster/index.ts";
import * as aurora from "../../src/core/aurora/index.ts";
import { AURORA_LIMITS } from "../../src/core/aurora/limits.ts";
import * as dax from "../../src/core/dax/index.ts";
import * as dynamodb from "../../src/core/dynamodb/index.ts";
import * as kernel from "../../src/core/kernel/index.ts";
import * as start from "../../src/core/start/index.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const sources = readdirSync(path.join(ROOT, "src/core"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => ({ name, text: readFileSync(path.join(ROOT, "src/core", name), "utf8") }));

describe("the core", () => {
  it("imports nothing outside itself", async () => {
    const { metafile } = await build({
      absWorkingDir: ROOT,
      entryPoints: sources.map(({ name }) => path.join(ROOT, "src/core", name)),
      bundle: true,
      write: false,
      metafile: true,
      format: "esm",
      platform: "neutral",
      outdir: "out",
    });
    const inputs = Object.keys(metafile.inputs);
    expect(inputs.length).toBe(sources.length);
    expect(inputs.filter((input) => !input.startsWith("src/core/"))).toEqual([]);
    for (const { imports } of Object.values(metafile.inputs)) {
      expect(imports.filter(({ external }) => external)).toEqual([]);
    }
  });

  it("has a kernel that knows nothing of databases", () => {
    for (const { name, text } of sources) {
      if (!name.startsWith("kernel")) continue;
      for (const [, from] of text.matchAll(/from "([^"]+)"/g))
        expect(`${name} imports ${from}`).toMatch(/ \.\/[\w-]+\.ts$/);
    }
  });

  it("keeps nothing between two runs: no variable, and no container, outside a function or class", () => {
    for (const { name, text } of sources) {
      expect(text.match(/^(export )?(let|var) .*/m)?.[0], name).toBeUndefined();
      expect(text.match(/^(export )?const .* = (new |\[|\{\};).*/m)?.[0], name).toBeUndefined();
    }
  });

  it("exports data that nobody can change", () => {
    const loose: string[] = [];
    const look = (value: unknown, where: string) => {
      if (typeof value !== "object" || value === null) return;
      if (!Object.isFrozen(value)) loose.push(where);
      for (const [key, inner] of Object.entries(value)) look(inner, `${where}.${key}`);
    };
    for (const module of [kernel, aurora, cluster, dynamodb, dax, start, { AURORA_LIMITS }]) {
      for (const [name, value] of Object.entries(module)) look(value, name);
    }
    expect(loose).toEqual([]);
  });

  it("says of everything that it exports what it is", () => {
    const untold = sources.flatMap(({ name, text }) => {
      const lines = text.split("\n");
      return lines.flatMap((line, index) => {
        if (!/^export (abstract )?(class|function|interface|type \w+ =|const)/.test(line)) return [];
        return lines[index - 1]?.trim().endsWith("*/") ? [] : [`${name}: ${line}`];
      });
    });
    expect(untold).toEqual([]);
  });
});
