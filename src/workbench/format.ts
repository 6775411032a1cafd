/** Formats an answer as the course's own code is. Half a megabyte, fetched when it is first asked for. */
import { format } from "prettier/standalone";
import estree from "prettier/plugins/estree";
import typescript from "prettier/plugins/typescript";

/** The formatted text; or the line at which it is no TypeScript. */
export async function formatted(text: string): Promise<string | { readonly line: number }> {
  try {
    return await format(text, { parser: "typescript", plugins: [estree, typescript], printWidth: 100 });
  } catch (error) {
    return { line: (error as { loc?: { start?: { line?: number } } }).loc?.start?.line ?? 1 };
  }
}
