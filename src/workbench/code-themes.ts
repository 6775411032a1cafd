/** Shiki's themes for code, the same in a page's static code and in the editor. High contrast: 4.5:1 on our surfaces. */
export const CODE_THEMES = { light: "github-light-high-contrast", dark: "github-dark-high-contrast" } as const;
