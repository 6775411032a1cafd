/** The picture of a page where its address is shared: the mark in the colours of its zones, where the page stands, its title. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import satori from "satori";
import sharp from "sharp";
import { COPIES, THEME_COLORS } from "../course/mark.ts";
import type { Card } from "../course/social.ts";

const CARD = { width: 1200, height: 630 } as const;

// The dark page of book.css.
const INK = "#e9edec";
const INK_SOFT = "#bcc6c7";
const DURABLE = "#86ecc6";
const ZONES = ["#74b4fa", "#f0b93f", "#bd6cc0"] as const;

/** The picture as PNG. */
export async function cardPng(card: Card): Promise<Uint8Array<ArrayBuffer>> {
  const svg = await satori(layout(card), { ...CARD, fonts: await fonts() });
  const png = await sharp(Buffer.from(svg)).png({ palette: true, colours: 64, effort: 4 }).toBuffer();
  return new Uint8Array(png);
}

type Style = Readonly<Record<string, string | number>>;
type Element = Parameters<typeof satori>[0];

function box(style: Style, ...children: readonly (Element | string)[]): Element {
  return { type: "div", key: null, props: { style: { display: "flex", ...style }, children } };
}

function layout({ language, title, place }: Card): Element {
  const isKorean = language === "ko";
  // A letter of Hangul is as wide as two of Latin.
  const width = [...title].reduce((sum, letter) => sum + (letter >= "\uac00" ? 2 : 1), 0);
  const small: Style = { alignItems: "baseline", fontFamily: "Pretendard", fontSize: 34, color: INK_SOFT };
  const where =
    place === undefined
      ? box(small, "Amazon Aurora, RDS, DynamoDB")
      : box(small, box({ fontFamily: "JetBrains Mono", color: DURABLE, marginRight: 24 }, place.number), place.part);
  const heading: Style = {
    flexWrap: "wrap",
    columnGap: "0.24em",
    marginTop: 22,
    fontFamily: isKorean ? "Pretendard" : "Source Serif 4",
    fontSize: (isKorean ? 82 : 92) * (width > 50 ? 0.8 : 1),
    fontWeight: isKorean ? 700 : 600,
    lineHeight: isKorean ? 1.25 : 1.1,
    letterSpacing: "-0.02em",
    color: INK,
  };
  return box(
    { ...CARD, flexDirection: "column", backgroundColor: THEME_COLORS.dark },
    box({ height: 14, flexShrink: 0 }, ...ZONES.map((color) => box({ flexGrow: 1, backgroundColor: color }))),
    box(
      { flexGrow: 1, flexDirection: "column", justifyContent: "space-between", padding: "56px 72px 52px" },
      box(
        { justifyContent: "space-between" },
        box({ fontFamily: "Source Serif 4", fontSize: 44, color: INK }, "Four of Six"),
        mark(),
      ),
      // Each word by itself: satori would break a line before a colon, and inside words of Hangul.
      box({ flexDirection: "column" }, where, box(heading, ...title.split(" ").map((word) => box({}, word)))),
    ),
  );
}

/** The mark, each column in the colour of its zone. */
function mark(): Element {
  const columns = ZONES.map((color, zone) =>
    box(
      { flexDirection: "column", gap: 20 },
      ...COPIES.filter(({ column }) => column === zone).map(({ filled }) =>
        box({
          width: 68,
          height: 68,
          border: `5px solid ${color}`,
          backgroundColor: filled ? color : "transparent",
        }),
      ),
    ),
  );
  return box({ gap: 20 }, ...columns);
}

type Fonts = Parameters<typeof satori>[1]["fonts"];
let loading: Promise<Fonts> | undefined;

/** The site's fonts, from the packages that it takes them from: satori reads no WOFF2. */
function fonts(): Promise<Fonts> {
  const require = createRequire(import.meta.url);
  const font = async (name: string, weight: 500 | 600 | 700, file: string) => ({
    name,
    weight,
    style: "normal" as const,
    data: await readFile(require.resolve(file)),
  });
  loading ??= Promise.all([
    font("Source Serif 4", 600, "@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff"),
    font("JetBrains Mono", 500, "@fontsource/jetbrains-mono/files/jetbrains-mono-latin-500-normal.woff"),
    font("Pretendard", 500, "pretendard/dist/public/static/Pretendard-Medium.otf"),
    font("Pretendard", 700, "pretendard/dist/public/static/Pretendard-Bold.otf"),
  ]);
  return loading;
}
