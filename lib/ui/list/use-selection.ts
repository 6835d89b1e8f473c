"use client";
/**
 * The one selected link of a list. It is held by id: when rows move above it, it stays; when it leaves the list, the link
 * that took its place is selected, so that a person can put away one after another.
 */
import { useCallback, useEffect, useLayoutEffect, useMemo, useState, type RefObject } from "react";
import type { LinkId } from "../../domain/ids";
import type { LinkRow, OpenList } from "../../library/library";
import { useLive } from "../library-context";

export interface Selection {
  readonly id: LinkId | null;
  /** Index of its row; -1 when nothing is selected. */
  readonly index: number;
  readonly select: (index: number, id: LinkId) => void;
  /** Selects where nothing is selected yet. */
  readonly begin: (index: number, id: LinkId) => void;
  readonly clear: () => void;
}

interface Chosen {
  readonly id: LinkId;
  readonly index: number;
}

/**
 * A selection belongs to one list: another place or search starts without one, unless the person is in the list already
 * while what was typed before is still being looked for.
 */
interface Held extends Chosen {
  readonly list: OpenList;
}

/** Where a link stands now, or what stands in its place when it left; null when the list is empty. */
async function findAgain(list: OpenList, chosen: Chosen): Promise<Chosen | null> {
  const ids = await list.ids();
  const index = ids.indexOf(chosen.id);
  if (index >= 0) return { id: chosen.id, index };
  const near = Math.min(chosen.index, ids.length - 1);
  const id = ids[near];
  return id === undefined ? null : { id, index: near };
}

/** Rows of a new list in which what was selected is looked for: the first ones, which come with it. */
const CARRIED = 64;

export function useSelection(list: OpenList | null, listbox: RefObject<HTMLElement | null>): Selection {
  const [held, setHeld] = useState<Held | null>(null);
  const chosen = held?.list === list ? held : null;
  const version = useLive(list?.version ?? null);
  useLayoutEffect(() => {
    if (!list || !listbox.current?.contains(document.activeElement)) return;
    setHeld((now) => {
      if (!now || now.list === list) return now;
      const index = list.rows(0, CARRIED).findIndex((row) => row?.id === now.id);
      return index < 0 ? now : { id: now.id, index, list };
    });
  }, [list, listbox]);
  useEffect(() => {
    if (!list || !chosen || version === undefined) return undefined;
    const row: LinkRow | undefined = list.rows(chosen.index, chosen.index + 1)[0];
    if (row?.id === chosen.id) return undefined;
    let stale = false;
    void findAgain(list, chosen).then((found) => {
      if (!stale && (found?.id !== chosen.id || found.index !== chosen.index))
        setHeld(found && { ...found, list });
    });
    return () => {
      stale = true;
    };
  }, [list, chosen, version]);
  const select = useCallback((index: number, id: LinkId) => setHeld(list && { index, id, list }), [list]);
  const begin = useCallback(
    (index: number, id: LinkId) => setHeld((now) => (now?.list === list ? now : list && { index, id, list })),
    [list],
  );
  const clear = useCallback(() => setHeld(null), []);
  return useMemo(
    () => ({ id: chosen?.id ?? null, index: chosen?.index ?? -1, select, begin, clear }),
    [chosen, select, begin, clear],
  );
}
