import { fileURLToPath } from "node:url";
import { satteri } from "@astrojs/markdown-satteri";
import starlight from "@astrojs/starlight";
import svelte from "@astrojs/svelte";
import { defineConfig } from "astro/config";
import { sealedRunner } from "./src/grader/astro-integration.ts";
import { glossaryTerms } from "./src/course/term-links.ts";
import { searchIndex } from "./src/course/search-index.ts";
import { sidebarOf } from "./src/course/registry.ts";
import { addressFrom } from "./src/publish/address.ts";
import { publishing } from "./src/publish/astro-integration.ts";
import { linksInText } from "./src/publish/links-in-text.ts";

const { site, base } = addressFrom(process.env);

/**
 * Keeps the styles of scripts that are fetched on demand (Monaco's). No page refers to them, and Astro drops a style
 * sheet that no page and no script refers to; a script that imports one counts only when it is listed as its asset.
 */
const stylesOnDemand = {
  name: "styles-on-demand",
  enforce: "pre",
  generateBundle(_, bundle) {
    for (const { viteMetadata } of Object.values(bundle)) {
      for (const sheet of viteMetadata?.importedCss ?? []) viteMetadata.importedAssets.add(sheet);
    }
  },
};

/**
 * What starts Monaco's language workers imports every feature that Monaco has, after the first editor was made: half a
 * megabyte that nobody asked for, and features that a second editor on the page then fails to start.
 */
const onlyTheFeaturesWeName = {
  name: "only-the-features-we-name",
  transform: (code, id) =>
    /monaco-editor\/esm\/vs\/internal\/common\/workers\.js/.test(id)
      ? { code: code.replaceAll(/^import '.*';$/gm, ""), map: null }
      : undefined,
};

/**
 * A part that is fetched later names its styles. The names of its scripts would be carried by every page that may fetch it,
 * and the browser finds them in what it fetches.
 */
const scriptsBringTheirOwn = {
  name: "scripts-bring-their-own",
  enforce: "post",
  configEnvironment: (name) => (name === "client" ? { build: { modulePreload: false } } : undefined),
};

/** What a page fetches later can be fetched again after it failed: see src/course/import-again.ts. */
const importsAgain = {
  name: "imports-again",
  apply: "build",
  // Behind the compilers, ahead of what the bundler makes of an import.
  enforce: "post",
  applyToEnvironment: ({ name }) => name === "client",
  transform(code, id) {
    if (!/\/src\/(components|figures|playground|workbench)\//.test(id)) return undefined;
    const wrapped = code.replaceAll(/\bimport\((["'])(\.\.?\/[^"']+)\1\)/g, "importAgain(() => $&)");
    if (wrapped === code) return undefined;
    return { code: `import { importAgain } from ${JSON.stringify(IMPORT_AGAIN)};${wrapped}`, map: null };
  },
};
const IMPORT_AGAIN = fileURLToPath(new URL("./src/course/import-again.ts", import.meta.url));

export default defineConfig({
  site,
  base,
  markdown: { processor: satteri({ hastPlugins: [linksInText(base)] }) },
  // One door for `npm run dev` and `npm start`; a container or a second checkout sets PORT.
  server: { port: Number(process.env.PORT ?? 4321) },
  integrations: [
    starlight({
      title: { en: "Four of Six", ko: "Four of Six" },
      description: "A free course on Amazon Aurora, RDS and DynamoDB that people learn by building.",
      favicon: "/mark.svg",
      locales: {
        root: { label: "English", lang: "en" },
        ko: { label: "한국어", lang: "ko" },
      },
      sidebar: sidebarOf(),
      // content/404.mdx is the page; Starlight's own route for it would only collide.
      disable404Route: true,
      // The sidebar lists the sections of the lesson that is open, so that the right side stays free for wide figures.
      tableOfContents: false,
      routeMiddleware: "./src/course/head.ts",
      customCss: ["./src/styles/fonts.css", "./src/styles/book.css"],
      components: {
        Footer: "./src/components/shell/Footer.astro",
        Hero: "./src/components/shell/Hero.astro",
        PageTitle: "./src/components/shell/PageTitle.astro",
        Pagination: "./src/components/shell/Pagination.astro",
        Sidebar: "./src/components/shell/Sidebar.astro",
        SiteTitle: "./src/components/shell/SiteTitle.astro",
      },
      expressiveCode: {
        themes: ["github-dark", "github-light"],
        defaultProps: { frame: "none" },
        styleOverrides: {
          borderRadius: "0",
          borderColor: "var(--line)",
          codeBackground: "var(--surface)",
          codeFontFamily: "var(--font-mono)",
          codeFontSize: "0.875rem",
          codeLineHeight: "1.5rem",
          codePaddingInline: "1rem",
          uiFontFamily: "var(--font-sans)",
          frames: {
            shadowColor: "transparent",
            editorTabBarBackground: "var(--surface)",
            terminalBackground: "var(--surface)",
          },
        },
      },
    }),
    glossaryTerms(),
    // After Starlight, whose index it replaces.
    searchIndex(),
    svelte(),
    sealedRunner(),
    publishing(),
  ],
  vite: {
    plugins: [stylesOnDemand, onlyTheFeaturesWeName, scriptsBringTheirOwn, importsAgain],
    resolve: {
      alias: {
        // What a lesson may put on its page, importable from any depth of content/.
        "@lesson": fileURLToPath(new URL("./src/components/lesson.ts", import.meta.url)),
      },
    },
    // Monaco starts its language workers as modules and is loaded only when an editor is touched, so its size warns nobody.
    worker: { format: "es" },
    optimizeDeps: { exclude: ["monaco-editor"] },
    build: { chunkSizeWarningLimit: 4000 },
  },
});
