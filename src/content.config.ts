import { defineCollection } from "astro:content";
import { i18nLoader } from "@astrojs/starlight/loaders";
import { docsSchema, i18nSchema } from "@astrojs/starlight/schema";
import { glob } from "astro/loaders";
import { z } from "astro/zod";

/** What the front matter of a lesson adds to Starlight's. Unknown keys are refused: a typo should not pass for silence. */
const lessonFields = z.strictObject({
  /** A page to look things up in is no lesson, and states nothing of one. */
  kind: z.enum(["lesson", "reference"]).default("lesson"),
  goal: z.string().min(20).optional(),
  exercise: z
    .string()
    .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'must be "part/slug", as the folder in exercises/ is called')
    .optional(),
  /** Reading time with the quiz, without the exercise. */
  minutes: z.int().min(1).max(60).optional(),
  level: z.enum(["first steps", "intermediate", "advanced"]).optional(),
  /** "Aurora 2017 §2.1": the short title of a source (see src/course/sources.ts) and the place in it. */
  sources: z.array(z.string().min(3)).optional(),
});

const baseSchema = docsSchema({ extend: lessonFields });

export const collections = {
  // What the search says in Korean; Starlight looks for it in src/content/i18n/.
  i18n: defineCollection({ loader: i18nLoader(), schema: i18nSchema() }),
  docs: defineCollection({
    loader: glob({ base: "./content", pattern: "**/[^_]*.{md,mdx}" }),
    schema: (context) =>
      baseSchema(context).superRefine((page, report) => {
        // Pages with the template "splash" (landing page, 404) are not lessons; every other page is one, and complete.
        if (page.template === "splash" || page.kind === "reference") return;
        for (const field of ["description", "goal", "minutes", "level", "sources"] as const) {
          if (page[field] === undefined) {
            report.addIssue({
              code: "custom",
              path: [field],
              message: `A lesson states its ${field}; this one does not.`,
            });
          }
        }
      }),
  }),
};
