/** The lockfile serves every platform, whichever one it was written on. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const file = fileURLToPath(new URL("../../package-lock.json", import.meta.url));
const { packages } = JSON.parse(readFileSync(file, "utf8")) as { packages: Readonly<Record<string, LockedPackage>> };

/** Where a package finds another: beside itself, or in the folder of whoever contains it. */
function find(from: string, name: string): LockedPackage | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("node_modules/") - 1))) {
    const found = packages[`${folder === "" ? "" : `${folder}/`}node_modules/${name}`];
    if (found !== undefined || folder === "") return found;
  }
}

describe("package-lock.json", () => {
  it("holds the optional packages of every platform, or npm ci would refuse it there", () => {
    const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => find(from, name)?.version === undefined)
        .map((name) => `${name}, for ${from === "" ? "the course itself" : from}`),
    );
    expect(missing).toEqual([]);
  });

  it("names no download address: each machine asks the registry that it is set up for", () => {
    expect(Object.values(packages).filter(({ resolved }) => resolved?.startsWith("http"))).toEqual([]);
  });
});
