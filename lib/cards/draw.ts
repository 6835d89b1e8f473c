/**
 * The picture of a card as the tree @vercel/og draws: on a device for links without a picture, and when the app is built
 * for its own social card. It holds no code that runs and names no address.
 */
import type { CSSProperties, ReactElement } from "react";
import { drawable, titleSize, type Card } from "./card";

interface Box {
  readonly style: CSSProperties;
  readonly lang?: string;
  readonly children?: readonly Node[] | string;
}

type Node = ReactElement<Box>;

/** An element without React: the maker runs where React is not. */
const box = (props: Box): Node => ({ type: "div", key: null, props });

/** Values of the light theme's tokens: paper, ink, ink-2, line. */
const PAPER = "#FAF8F4";
const INK = "#1C1A17";
const INK_2 = "#514C45";

const across: CSSProperties = { display: "flex", alignItems: "center" };

/** Fonts the pictures are drawn in, first to last. */
export const FONTS = "Geist, Noto Sans SC";

/** `scale` 1 is a card of 640 × 400. */
export function drawCard(card: Card, scale = 1): Node {
  const px = (size: number): number => Math.round(size * scale);
  const title = drawable(card.title);
  const site = drawable(card.site);
  const dot = box({ style: { width: px(22), height: px(22), borderRadius: px(6), background: card.colour } });
  const host = box({
    style: { fontSize: px(28), color: INK_2, overflow: "hidden", whiteSpace: "nowrap" },
    children: site,
  });
  return box({
    style: {
      display: "flex",
      flexDirection: "column",
      justifyContent: "space-between",
      width: "100%",
      height: "100%",
      padding: `${px(44)}px ${px(48)}px ${px(40)}px`,
      background: PAPER,
      color: INK,
      fontFamily: FONTS,
      borderBottom: `${px(12)}px solid ${card.colour}`,
    },
    children: [
      box({
        style: {
          display: "flex",
          maxHeight: px(232),
          overflow: "hidden",
          fontSize: px(titleSize(title || site)),
          lineHeight: 1.28,
        },
        // Chinese, Japanese and the rest write some characters differently.
        lang: card.language.startsWith("ja") ? "ja-JP" : "zh-CN",
        children: title || site,
      }),
      box({ style: { ...across, gap: px(14) }, children: [dot, host] }),
    ],
  });
}
