import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import * as pagefind from "pagefind";
import { TERMS } from "./glossary.ts";
import type { Language } from "./registry.ts";
import { stringsFor } from "./strings.ts";

const LANGUAGES: readonly Language[] = ["en", "ko"];

/**
 * Makes the index of the search once more after Starlight, which indexes pages only: here each term of the glossary is a
 * result of its own. As one page among others the glossary would be a result for every word, with the wrong entries below it.
 */
export function searchIndex(): AstroIntegration {
  return {
    name: "search-index",
    hooks: {
      "astro:build:done": async ({ dir, logger }) => {
        const { index, errors } = await pagefind.createIndex();
        if (index === undefined) throw new Error(`The search's index could not be begun: ${errors.join("; ")}`);
        const asked: { errors: string[] }[] = [await index.addDirectory({ path: fileURLToPath(dir) })];
        for (const language of LANGUAGES) {
          for (const { id, name, definition } of TERMS) {
            asked.push(
              await index.addCustomRecord({
                url: `${language === "ko" ? "/ko" : ""}/glossary/#${id}`,
                // Whoever reads Korean types the English term as often.
                content: [name[language], ...(language === "en" ? [] : [name.en]), definition[language]].join(". "),
                language,
                meta: { title: `${name[language]} · ${stringsFor(language).glossary}` },
              }),
            );
          }
        }
        const outputPath = fileURLToPath(new URL("./pagefind/", dir));
        await rm(outputPath, { recursive: true, force: true });
        asked.push(await index.writeFiles({ outputPath }));
        await pagefind.close();
        const failed = asked.flatMap((one) => one.errors);
        if (failed.length > 0) throw new Error(`The search's index is not whole: ${failed.join("; ")}`);
        logger.info(`The search knows ${TERMS.length} terms in ${LANGUAGES.length} languages beside the pages.`);
      },
    },
  };
}
