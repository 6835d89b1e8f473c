/**
 * Draws preview cards on the device with @vercel/og: text goes in, a picture comes out, and nothing leaves. Its policy
 * (page-headers.ts) lets it reach this server alone, which holds the two fonts.
 */
import { ImageResponse } from "@vercel/og";
import { CARD, type CardAnswer, type CardRequest } from "../lib/cards/card";
import { drawCard } from "../lib/cards/draw";

const bytesOf = async (url: string): Promise<ArrayBuffer> => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.arrayBuffer();
};

const load = async () =>
  (
    [
      ["Geist", await bytesOf("/cards/Geist-Regular.ttf")],
      ["Noto Sans SC", await bytesOf("/cards/fonts/noto-sans-sc.woff")],
    ] as const
  ).map(([name, data]) => ({ name, data, weight: 400, style: "normal" }) as const);

/** Read once: the maker knows fonts again by their array. A failed reading is tried anew with the next card. */
let fonts: ReturnType<typeof load> | null = null;

async function make({ card }: CardRequest): Promise<ArrayBuffer> {
  fonts ??= load();
  try {
    return await new ImageResponse(drawCard(card), { ...CARD, fonts: [...(await fonts)] }).arrayBuffer();
  } catch (error) {
    fonts = null;
    throw error;
  }
}

/** One after the other: each needs all of a core for a moment. */
let last: Promise<unknown> = Promise.resolve();

addEventListener("message", ({ data }: MessageEvent<CardRequest>) => {
  last = last
    .then(() => make(data))
    .then(
      (png) => postMessage({ id: data.id, png } satisfies CardAnswer, { transfer: [png] }),
      // The link keeps its plain stand-in.
      () => postMessage({ id: data.id, png: null } satisfies CardAnswer),
    );
});
