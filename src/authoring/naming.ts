/** The names that parts, lessons and exercises go by. */
import { PARTS } from "../course/registry.ts";
import { UsageError } from "../grader/answers.ts";
import { nearest, slugOf } from "../grader/names.ts";

const SLUG = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Takes `part/slug` as somebody typed it; throws `UsageError` where a new thing cannot be called that. */
export function takeName(typed: string): string {
  const asked = typed.replaceAll("\\", "/").replace(/^(exercises|content)\/|\/$/g, "");
  const [part = "", slug = "", ...more] = asked.split("/");
  const parts = PARTS.map((known) => known.slug);
  if (slug === "" || more.length > 0)
    throw new UsageError(`"${typed}" is not <part>/<slug>. The parts: ${parts.join(", ")}.`);
  if (!parts.includes(part))
    throw new UsageError(`There is no part "${part}". The nearest: ${nearest(part, parts).join(", ")}.`);
  if (!SLUG.test(slug)) {
    const better = slug.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^[-0-9]+|-+$/g, ""); // prettier-ignore
    throw new UsageError(
      `"${slug}" is no slug: small letters, digits and single hyphens, a letter first${SLUG.test(better) ? `, as in ${part}/${better}` : ""}.`,
    );
  }
  return `${part}/${slug}`;
}

/** "caching/lease-keeper" is called "Lease keeper" until its author says otherwise. */
export function titleOf(name: string): string {
  const words = slugOf(name).replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
