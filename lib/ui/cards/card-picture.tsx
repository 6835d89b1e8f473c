"use client";
/** The picture of a link that has none: its title, its site and the colour of its first tag, drawn on this device. */
import { useEffect, useMemo, useState } from "react";
import type { Card } from "../../cards/card";
import type { LinkRow } from "../../library/library";
import { useLibrary, useLive } from "../library-context";
import { findTag } from "../parts/chip";
import { whenCalm } from "./calm";
import { pictureOf } from "./made-cards";

/** tokens.css: --tag-* of the light theme, in the order of hues. */
const HUES = [
  "#5A6FA6",
  "#3F7D63",
  "#B4694B",
  "#97577F",
  "#B98E2F",
  "#6F8A4C",
  "#44809A",
  "#8C8474",
] as const;

const hueOfSite = (host: string): number => {
  let sum = 0;
  for (const character of host) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % HUES.length;
  return sum;
};

type CardRow = Pick<LinkRow, "title" | "host" | "site" | "tags" | "language" | "titleIsUrl">;

function useCard(row: CardRow): Card {
  const tags = useLive(useLibrary().tags);
  const { title, host, site, language, titleIsUrl } = row;
  const [tag] = row.tags;
  const hue = tag === undefined ? undefined : findTag(tags ?? [], tag)?.hue;
  const colour = HUES[hue ?? hueOfSite(host)] ?? HUES[0];
  return useMemo(
    () => ({ title, site: site || host, colour, language: titleIsUrl ? "" : language }),
    [title, site, host, colour, language, titleIsUrl],
  );
}

export function CardPicture({ row }: { row: CardRow }) {
  const card = useCard(row);
  const { sync } = useLibrary();
  const [src, setSrc] = useState<string | null>(null);
  useEffect(() => {
    let address: string | null = null;
    const wanted = new AbortController();
    pictureOf(card, { signal: wanted.signal, calm: (signal) => whenCalm(sync, signal) }).then(
      (png) => {
        if (wanted.signal.aborted || !png) return;
        address = URL.createObjectURL(png);
        setSrc(address);
      },
      () => undefined, // without storage the plain stand-in stays
    );
    return () => {
      wanted.abort();
      if (address) URL.revokeObjectURL(address);
    };
  }, [card, sync]);
  return src ? <img className="art" src={src} alt="" decoding="async" /> : null;
}
