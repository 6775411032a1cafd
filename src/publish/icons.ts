/** The mark as icons of an app: filled to the edges, as systems cut their own shape out of it. */
import sharp from "sharp";
import { COPIES, THEME_COLORS } from "../course/mark.ts";

export interface Icon {
  readonly name: string;
  readonly size: number;
  /** The mark's width in the icon's. A maskable icon keeps to the middle: its corners may be cut off. */
  readonly share: number;
  readonly purpose: "any" | "maskable";
}

export const ICONS: readonly Icon[] = [
  { name: "apple-touch-icon", size: 180, share: 0.72, purpose: "any" },
  { name: "icon-192", size: 192, share: 0.78, purpose: "any" },
  { name: "icon-512", size: 512, share: 0.78, purpose: "any" },
  { name: "icon-maskable-512", size: 512, share: 0.6, purpose: "maskable" },
];

export async function iconPng({ size, share }: Icon): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(
    await sharp(Buffer.from(iconSvg(share)), { density: size })
      .resize(size)
      .png()
      .toBuffer(),
  );
}

/** In units of a third of the mark's width, 10, so that it can be laid out like the one on the page. */
function iconSvg(share: number): string {
  const side = 30 / share;
  const copies = COPIES.map(
    ({ column, row, filled }) =>
      `<rect x="${column * 10 + 1.5}" y="${row * 10 + 1.5}" width="7" height="7" fill="${filled ? ACCENT : "none"}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${(30 - side) / 2} ${(20 - side) / 2} ${side} ${side}">
    <rect x="${(30 - side) / 2}" y="${(20 - side) / 2}" width="${side}" height="${side}" fill="${THEME_COLORS.dark}"/>
    <g stroke="${ACCENT}" stroke-width="1.25">${copies.join("")}</g>
  </svg>`;
}

/** `--durable` on the dark page. */
const ACCENT = "#86ecc6";
