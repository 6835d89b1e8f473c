"use client";
/** Where the links on screen were found. Asked for row by row as they come into view, and kept as long as their list. */
import { useEffect, useReducer } from "react";
import type { LinkId } from "../../domain/ids";
import type { OpenList, SearchHit } from "../../library/library";

const hitsByList = new WeakMap<OpenList, Map<LinkId, SearchHit | null>>();

function hitsOf(list: OpenList): Map<LinkId, SearchHit | null> {
  const known = hitsByList.get(list) ?? new Map<LinkId, SearchHit | null>();
  hitsByList.set(list, known);
  return known;
}

/** `undefined` while it is asked for; `null` when only title, tags or address have what was searched. */
export function useHit(list: OpenList, id: LinkId): SearchHit | null | undefined {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const hits = hitsOf(list);
  useEffect(() => {
    const known = hitsOf(list);
    if (known.has(id)) return undefined;
    let isGone = false;
    const keep = (hit: SearchHit | null) => {
      known.set(id, hit);
      if (!isGone) redraw();
    };
    // Without an answer the row shows its description, as it does for a hit in the title.
    list.hit(id).then(keep, () => keep(null));
    return () => {
      isGone = true;
    };
  }, [list, id]);
  return hits.get(id);
}
