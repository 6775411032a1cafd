/** The part of subset-font that is used: it brings no types of its own. */
declare module "subset-font" {
  interface Options {
    readonly targetFormat: "woff2";
    readonly variationAxes?: Readonly<Record<string, { readonly min: number; readonly max: number }>>;
  }
  /** A font with the glyphs of this text only. */
  export default function subsetFont(font: Uint8Array, text: string, options: Options): Promise<Buffer>;
}
